"""What is tormented: something an owner does, and how it is judged whatever became of it.

What was acknowledged has to be there, what was not is there whole or not at all, what is
counted fits, and whoever tries it once more succeeds.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sqlite3
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

from feedbackdesk.desk import heap
from feedbackdesk.desk.backing_up import make
from feedbackdesk.desk.backup_files import folder_of, list_backups
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.erasures import reach
from feedbackdesk.desk.everything import tables, take_in
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.inbox import delete_many
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.rescue import rescue_here
from feedbackdesk.desk.roadmap import move_items
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.second_place import decrypt, make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.exchange import whole
from feedbackdesk.store import fulltext
from tests.store.oracle import rows_of
from tests.torture.facts import FACTS, NothingToPick, Pick
from tests.torture.frame import Tell, in_child
from tests.torture.workspaces import (
    NAME,
    do_something,
    furnish,
    hash_of,
    held,
    is_temporary,
    jsons_in,
    spoil,
    wrong_with,
    wrong_with_backups,
)

OLD_FILES = sorted((Path(__file__).parents[1] / "old_files").glob("*.feedbackdesk"))
ACKNOWLEDGED = "acknowledged"
_SINCE = "said since the backup"


class Story:
    """Something an owner does in a folder. `was` and `done` are copies of it: before, and after."""

    name = ""

    def prepare(self, folder: Path) -> None:
        """Make what it begins with."""
        furnish(folder / NAME)

    def begin(self, folder: Path) -> Any:
        """Do what comes before, which is not tormented."""
        return Desk.open(folder / NAME)

    def act(self, begun: Any, folder: Path, tell: Tell) -> None:
        """Do it; it is acknowledged when this returns."""
        raise NotImplementedError

    def end(self, begun: Any) -> None:
        """Do what comes after, which is tormented, too."""
        if isinstance(begun, Desk):
            with suppress(Refusal):  # the log has it
                begun.rest()
            begun.close()

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """Return what was lost; nothing if nothing."""
        return self._judge_workspace(folder, was, done, acknowledged=acknowledged)

    @staticmethod
    def _judge_workspace(folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        if wrong := wrong_with(folder / NAME) or _wrong_beside(folder):
            return wrong
        now, after = held(folder / NAME), held(done / NAME)
        if now == after:
            return ""
        if acknowledged:
            return f"it was acknowledged, and is not there: {_difference(now, after)}"
        before = held(was / NAME)
        return "" if now == before else f"it is there in part: {_difference(now, before)}"


def _difference(now: dict[str, Any], expected: dict[str, Any]) -> str:
    tables = [name for name in expected if now[name] != expected[name]]
    return f"what differs is in {', '.join(tables)}"


def _wrong_beside(folder: Path) -> str:
    strange = [one.name for one in folder.iterdir() if "of another file" in one.name]
    return f"its own log was set aside: {strange[0]}" if strange else ""


class Intend(Story):
    """One intention, with facts that fit."""

    def __init__(self, intention: Any) -> None:
        """Take an intention of the desk."""
        self.intention = intention
        self.name = intention.__name__
        self._facts: Any = None

    def prepare(self, folder: Path) -> None:
        """Furnish a workspace, and find facts that change something there."""
        path = folder / NAME
        if self.intention in {fill_with_sample, take_in}:
            desk = Desk.open(path)
            desk.do(record_feedback, NewFeedback("First"))
            desk.undo()
            desk.close()
        else:
            furnish(path)
        trial = folder / f"trial {NAME}"
        for seed in range(60):
            shutil.copy(path, trial)
            with suppress(Refusal, NothingToPick):
                desk = Desk.open(trial)
                try:
                    facts = FACTS[self.intention](Pick(random.Random(seed), rows_of(path)))
                    if desk.do(self.intention, *facts[0], **facts[1]).touched.step_id is not None:
                        self._facts = facts
                        break
                finally:
                    desk.close()
        trial.unlink()
        if self._facts is None:
            raise LookupError(f"no facts were found with which {self.name} does something")

    def act(self, begun: Desk, folder: Path, tell: Tell) -> None:
        """Do it."""
        args, facts = self._facts
        begun.do(self.intention, *args, **facts)

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """It is there or not; and where it is, undo takes it back whole."""
        lost = super().judge(folder, was, done, acknowledged=acknowledged)
        if lost or held(folder / NAME) == held(was / NAME):
            return lost
        desk = Desk.open(folder / NAME)
        desk.undo()
        desk.close()
        back = held(folder / NAME)
        before = held(was / NAME)
        return "" if back == before else f"undo does not lead back: {_difference(back, before)}"


class IntendShared(Intend):
    """One intention where others take the file along, and it has no log."""

    def __init__(self, intention: Any) -> None:
        """Take an intention of the desk."""
        super().__init__(intention)
        self.name = f"{intention.__name__} in a shared place"

    def prepare(self, folder: Path) -> None:
        """As in a folder that is synchronised."""
        (folder / ".stfolder").mkdir()
        super().prepare(folder)


class TakeBack(Story):
    """Undo, or redo."""

    def __init__(self, kind: str) -> None:
        """Take what is done: undo or redo."""
        self.name = kind

    def prepare(self, folder: Path) -> None:
        """Do something, and for redo, take it back."""
        super().prepare(folder)
        desk = Desk.open(folder / NAME)
        do_something(desk, record_feedback, random.Random(5))
        if self.name == "redo":
            desk.undo()
        desk.close()

    def act(self, begun: Desk, folder: Path, tell: Tell) -> None:
        """Do it."""
        begun.undo() if self.name == "undo" else begun.redo()


class First(Story):
    """The first words, which make the workspace."""

    name = "the first words"

    def prepare(self, folder: Path) -> None:
        """There is nothing yet."""

    def begin(self, folder: Path) -> None:
        """Nothing comes before."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Open a workspace where none is, and record."""
        desk = Desk.open(folder / NAME)
        desk.do(record_feedback, NewFeedback("First"))
        tell(ACKNOWLEDGED)
        desk.close()

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """Whatever is there is gone on with as if nothing had been."""
        desk = Desk.open(folder / NAME)
        found = [one.text for one in desk.ask(list_feedback)]
        desk.do(record_feedback, NewFeedback("Second"))
        desk.close()
        if found not in ([["First"]] if acknowledged else [[], ["First"]]):
            return f"what was said first is {found}"
        return wrong_with(folder / NAME)


class BackUp(Story):
    """One more backup, also in a second place, also encrypted there."""

    def __init__(self, second: str = "") -> None:
        """Take what the second place is: nothing, plain or encrypted."""
        self.second = second
        self.name = f"backup, second place {second}" if second else "backup"

    def prepare(self, folder: Path) -> None:
        """There is one of yesterday, and something new."""
        super().prepare(folder)
        desk = Desk.open(folder / NAME)
        if self.second:
            stick = folder / "stick"
            stick.mkdir()
            key = make_key(folder / "secret.txt") if self.second == "encrypted" else ""
            desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": key})
        make(desk, Why.CLOSING)
        desk.do(record_feedback, NewFeedback(_SINCE))
        desk.close()

    def act(self, begun: Desk, folder: Path, tell: Tell) -> None:
        """Make it."""
        make(begun, Why.ASKED)

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """What has the name of a backup is whole, and there never are fewer."""
        places = [folder_of(folder / NAME)]
        places += [one for one in (folder / "stick").rglob("*") if one.is_dir()]
        for place in places:
            if wrong := wrong_with_backups(place) or self._wrong_where_encrypted(place, folder):
                return wrong
        if wrong := wrong_with(folder / NAME) or _wrong_beside(folder):
            return wrong
        if held(folder / NAME) != held(was / NAME):
            return "the workspace is not as it was"
        made, had = list_backups(folder / NAME), list_backups(was / NAME)
        if len(made) < len(had) + acknowledged:
            return f"there were {len(had)} backups, and there are {len(made)}"
        desk = Desk.open(folder / NAME)
        try:
            again = make(desk, Why.ASKED)
            if again is None or len(list_backups(folder / NAME)) <= len(made):
                return "no backup could be made afterwards"
            if wrong := self._wrong_beside_it(again, folder_of(folder / NAME)):
                return wrong
            if self.second and again.path.name not in {
                one.path.name.removesuffix(".age") for one in second_backups(desk)
            }:
                return "the second place got none afterwards"
        finally:
            desk.close()
        return ""

    @staticmethod
    def _wrong_beside_it(newest: Backup, folder: Path) -> str:
        """The newest has all that it holds as JSON beside it, and it alone has."""
        if [one.name for one in jsons_in(folder)] != [json_of(newest.path).name]:
            return f"the JSON that lies there is {[one.name for one in jsons_in(folder)]}"
        inside = Desk.open(newest.path)
        try:
            all_of_it = inside.ask(lambda read: {name: list(rows) for name, rows in tables(read)})
        finally:
            inside.close()
        held_there = whole.read(json_of(newest.path).read_bytes())
        return "" if held_there == all_of_it else "the JSON holds something else than its backup"

    @staticmethod
    def _wrong_where_encrypted(place: Path, folder: Path) -> str:
        for one in place.glob("*.age"):
            opened = folder / "decrypted.feedbackdesk"
            decrypt(one, folder / "secret.txt", opened)
            if wrong := wrong_with(opened):
                return f"{one.name} is not whole: {wrong}"
            opened.unlink()
        return ""


class Restore(Story):
    """Going back to a backup: over the workspace, missing or damaged, or to an encrypted one."""

    def __init__(self, how: str) -> None:
        """Take how: over, missing, damaged or encrypted."""
        self.how = how
        self.name = f"restore, {how}"

    def prepare(self, folder: Path) -> None:
        """There is a backup, and something was said since."""
        BackUp("encrypted" if self.how == "encrypted" else "").prepare(folder)
        if self.how == "missing":
            (folder / NAME).unlink()
        if self.how == "damaged":
            spoil(folder / NAME, "person", "feedback")

    def begin(self, folder: Path) -> None:
        """Nothing is open."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Go back."""
        self._restore(folder)

    def _restore(self, folder: Path) -> None:
        where = folder / "stick" if self.how == "encrypted" else folder_of(folder / NAME)
        found = (one for one in where.rglob("* closing.feedbackdesk*") if not is_temporary(one))
        restore(folder / NAME, next(found), key=folder / "secret.txt")

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """The workspace is the one or the other, and what was said since lies somewhere."""
        path = folder / NAME
        if not path.exists():
            if self.how != "missing" or acknowledged:
                return "there is no workspace any more"
        elif self.how == "damaged" and hash_of(path) == hash_of(was / NAME):
            if acknowledged:
                return "it went back, and what is damaged is still there"
        elif lost := self._judge_other(path, was, done, acknowledged=acknowledged):
            return lost
        if wrong := wrong_with_backups(folder_of(path)):
            return wrong
        self._restore(folder)
        return "" if held(path) == held(done / NAME) else "going back once more does not lead there"

    def _judge_other(self, path: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        if wrong := wrong_with(path):
            return wrong
        now, then = held(path), held(done / NAME)
        if now == then:
            return "" if self.how == "missing" or self._is_kept(path, was) else (
                "what was there before lies nowhere"
            )  # fmt: skip
        if acknowledged:
            return "it went back, and the backup is not there"
        if self.how in {"missing", "damaged"} or now != held(was / NAME):
            return "the workspace is neither as before nor as the backup"
        return ""

    def _is_kept(self, path: Path, was: Path) -> bool:
        others = list(path.parent.glob("shop set aside *.feedbackdesk"))
        if self.how == "damaged":  # to the last byte, for nobody knows what can still be read
            return any(hash_of(one) == hash_of(was / NAME) for one in others)
        expected = held(was / NAME)
        others += [one.path for one in list_backups(path)]
        return any(held(one) == expected for one in others)


class Migrate(Story):
    """Opening a workspace of an older version."""

    def __init__(self, old: Path) -> None:
        """Take the workspace."""
        self.old = old
        self.name = f"migration of {old.stem}"

    def prepare(self, folder: Path) -> None:
        """It lies in place."""
        shutil.copy(self.old, folder / NAME)

    def begin(self, folder: Path) -> None:
        """Nothing is open."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Open it."""
        desk = Desk.open(folder / NAME)
        try:
            if desk.read_only:  # which says why
                raise Refusal(desk.note)
        finally:
            desk.close()

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """All rows are kept, and the copy from before, where it has its name."""
        for kept in folder.glob("*.before-*"):
            if is_temporary(kept):
                continue
            with closing(sqlite3.connect(kept)) as raw:
                if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    return "the copy from before has its name, and is not whole"
            if _plain(kept) != _plain(was / NAME):
                return "the copy from before is not what was there"
        return self._judge_workspace(folder, done, done, acknowledged=True)


def _plain(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return [
            *raw.execute("SELECT * FROM feedback ORDER BY id"),
            *raw.execute("SELECT * FROM step ORDER BY id"),
            *raw.execute("SELECT version_num FROM alembic_version"),
        ]


class Erase(Story):
    """Erasing somebody from the workspace and from its backup, or a copy that has a log."""

    WHO = "Quinella Zorblatt"

    def __init__(self, *, with_log: bool = False) -> None:
        """Take whether there is a copy as a crash left it, with some of it in its log."""
        self.with_log = with_log
        self.name = "erase, with the log of a copy" if with_log else "erase"

    def prepare(self, folder: Path) -> None:
        """They said something, and a backup has it."""
        super().prepare(folder)
        desk = Desk.open(folder / NAME)
        for words in ("Zorblatt wants it.", "It rains in."):
            desk.do(record_feedback, NewFeedback(words, Speaker(self.WHO, email="q@zorblatt.eu")))
        make(desk, Why.CLOSING)
        desk.close()
        if self.with_log:
            copy = shutil.copy(folder / NAME, folder / f"{NAME}.bak")

            def crash(_tell: Tell) -> None:
                left = Desk.open(Path(copy))
                left.do(record_feedback, NewFeedback("Zorblatt again.", Speaker(self.WHO)))
                os._exit(0)

            in_child(crash)

    def act(self, begun: Desk, folder: Path, tell: Tell) -> None:
        """Erase them, first here, then in each copy."""
        (key,) = [one.id for one in begun.ask(all_people) if one.name == self.WHO]
        erased = begun.erase(key)
        reach(begun, erased.copies, erased)

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """They are there whole, or to the last byte nowhere, once a check made up for it."""
        path = folder / NAME
        if lost := self._judge_workspace(folder, was, done, acknowledged=acknowledged):
            return lost
        if wrong := wrong_with_backups(folder_of(path)):
            return wrong
        if held(path) == held(was / NAME):
            return ""
        for one in folder.rglob("*"):
            if one.is_file() and b"zorblatt" in one.read_bytes().lower():
                return f"{one.name} still has a byte of who was erased"
        return ""


class Rescue(Story):
    """Bringing what can be read of a damaged workspace into a new one, also with a backup."""

    _SOURCE = f"damaged {NAME}"

    def __init__(self, *, with_backup: bool) -> None:
        """Take whether a backup helps, from which somebody was not erased yet."""
        self.with_backup = with_backup
        self.name = "rescue with a backup" if with_backup else "rescue"

    def prepare(self, folder: Path) -> None:
        """Some of its pages make no sense."""
        source = folder / self._SOURCE
        furnish(source)
        if self.with_backup:
            desk = Desk.open(source)
            desk.do(record_feedback, NewFeedback("Zorblatt wants it.", Speaker(Erase.WHO)))
            back_up(desk, Why.CLOSING)
            desk.erase(next(one.id for one in desk.ask(all_people) if one.name == Erase.WHO))
            desk.close()
        spoil(source, "person", "feedback")

    def begin(self, folder: Path) -> None:
        """Nothing is open."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Rescue it."""
        backup = str(self._backup(folder).path) if self.with_backup else None
        rescue_here(str(folder / self._SOURCE), str(folder / NAME), backup)

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """What there was is as it was; the new one is there whole, or nothing has its name."""
        for one in was.rglob(f"*{Path(NAME).suffix}"):
            if hash_of(folder / one.relative_to(was)) != hash_of(one):
                return f"{one.name} was changed"
        if acknowledged and not (folder / NAME).exists():
            return "it was acknowledged, and there is no new one"
        if lost := self._wrong(folder, done):
            return lost
        with suppress(FileNotFoundError):
            (folder / NAME).unlink()
        self.act(None, folder, print)
        return self._wrong(folder, done)

    def _wrong(self, folder: Path, done: Path) -> str:
        path = folder / NAME
        if path.exists() and (wrong := wrong_with(path)):
            return wrong
        if path.exists() and held(path) != held(done / NAME):
            return f"it is there in part: {_difference(held(path), held(done / NAME))}"
        if path.exists() and b"zorblatt" in path.read_bytes().lower():
            return "what was rescued has who was erased"
        known = {path.name, self._SOURCE}
        files = (one for one in folder.iterdir() if one.is_file() and one.name not in known)
        strange = [one.name for one in files if not is_temporary(one)]
        return f"beside it lies {strange[0]}" if strange else ""

    def _backup(self, folder: Path) -> Backup:
        (found,) = list_backups(folder / self._SOURCE)
        return found


class Mend(Story):
    """`check --mend`: what follows from the tables is made anew in the file itself."""

    name = "check and mend"

    def prepare(self, folder: Path) -> None:
        """What is counted is wrong, and so are the index for searching and another one."""
        super().prepare(folder)
        with closing(sqlite3.connect(folder / NAME)) as raw, raw:
            fulltext.prepare(raw)
            raw.execute("UPDATE theme_tally SET requests = requests + 1")
            raw.execute("INSERT INTO feedback_fts(rowid, text) VALUES (9999, 'ghost')")
            by_day = "WHERE name = 'feedback_by_day'"
            (whole,) = raw.execute(f"SELECT sql FROM sqlite_master {by_day}").fetchone()
            raw.execute("DROP INDEX feedback_by_day")
            raw.execute(f"{whole} WHERE id % 2 = 0")
            raw.execute("PRAGMA writable_schema = ON")
            raw.execute(f"UPDATE sqlite_master SET sql = ? {by_day}", (whole,))

    def begin(self, folder: Path) -> None:
        """Nothing is open."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Run the verb."""
        _run_verb(folder, "check", "--mend")

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """Nothing that was said or done differs; what is still wrong is mended by the next one."""
        if not acknowledged:
            self.act(None, folder, print)
        return self._judge_workspace(folder, was, done, acknowledged=True)


class LetGo(Story):
    """Talk that was decided long ago goes for good, beside the log."""

    name = "letting the heap go"

    def prepare(self, folder: Path) -> None:
        """What was dropped has had its time."""
        super().prepare(folder)
        with closing(sqlite3.connect(folder / NAME)) as raw, raw:
            raw.execute("UPDATE heap_decision SET decided_at = '2020-01-01T00:00:00+00:00'")

    def act(self, begun: Any, folder: Path, tell: Tell) -> None:
        """Let it go."""
        heap.let_go(begun)

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """It is gone or there, and nothing else changed."""
        left, before, after = map(_talk, (folder, was, done))
        if left != after and (acknowledged or left != before):
            return f"{left} messages are on the heap, of {before} before and {after} after"
        return self._judge_workspace(folder, was, done, acknowledged=acknowledged)


def _talk(folder: Path) -> int:
    with closing(sqlite3.connect(folder / NAME)) as raw:
        return int(raw.execute("SELECT count(*) FROM heap").fetchone()[0])


class HalfTyped(Story):
    """What is half typed, kept while it is typed."""

    name = "a draft"

    def prepare(self, folder: Path) -> None:
        """A form was begun."""
        pen = Drafts(folder / NAME).begin()
        pen.write({"words": "one"})
        pen.close()

    def begin(self, folder: Path) -> Any:
        """Go on with it."""
        drafts = Drafts(folder / NAME)
        found = drafts.take(drafts.waiting()[0].uid)
        assert found is not None
        return found[0]

    def act(self, begun: Any, folder: Path, tell: Tell) -> None:
        """Type on."""
        begun.write({"words": "one two"})

    def end(self, begun: Any) -> None:
        """Let it wait."""
        begun.close()

    def judge(self, folder: Path, was: Path, done: Path, *, acknowledged: bool) -> str:
        """It waits, as it was or with what was typed on."""
        found = [one.form.get("words") for one in Drafts(folder / NAME).waiting()]
        allowed = [["one two"]] if acknowledged else [["one"], ["one two"]]
        return "" if found in allowed else f"what waits is {found}"


class Verb(Story):
    """A verb of the command line; it is acknowledged once it has printed its line."""

    def __init__(self, name: str, *arguments: str) -> None:
        """Take the verb with what comes after it."""
        self.name = f"the verb {name}"
        self._arguments = (name, *arguments)

    def begin(self, folder: Path) -> None:
        """Nothing is open."""

    def act(self, begun: None, folder: Path, tell: Tell) -> None:
        """Run it."""
        _run_verb(folder, *self._arguments, out=_Telling(tell))


def _run_verb(folder: Path, *arguments: str, out: io.StringIO | None = None) -> None:
    from feedbackdesk.__main__ import main

    said = io.StringIO()
    with redirect_stdout(out or io.StringIO()), redirect_stderr(said):
        status = main(["--workspace", str(folder / NAME), *arguments])
    if status:
        if "Traceback" in said.getvalue() or "defect" in said.getvalue():
            raise AssertionError(said.getvalue())
        raise Refusal(said.getvalue())


class _Telling(io.StringIO):
    """Tells what is printed as soon as it is."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def write(self, text: str, /) -> int:
        if text.strip():
            self._tell(ACKNOWLEDGED)
        return len(text)


def stories() -> list[Story]:
    """Return all of them; nothing that they begin with is made yet."""
    return [
        *map(Intend, FACTS),
        *map(IntendShared, (record_feedback, merge_people, move_items, delete_many)),
        *map(TakeBack, ("undo", "redo")),
        First(),
        *map(BackUp, ("", "plain", "encrypted")),
        *map(Restore, ("over", "missing", "damaged", "encrypted")),
        *map(Migrate, OLD_FILES),
        *(Erase(with_log=one) for one in (False, True)),
        *(Rescue(with_backup=one) for one in (False, True)),
        Mend(),
        LetGo(),
        HalfTyped(),
        Verb("add", "It rains in.", "--who", "Ann"),
        Verb("undo"),
    ]
