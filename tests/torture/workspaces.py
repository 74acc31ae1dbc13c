"""Workspaces to be tormented, and what is read of them afterwards."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from feedbackdesk.desk import (
    deciding,
    followups,
    heap,
    losses,
    merging,
    movement,
    roadmap,
    search,
    themes,
)
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.importing import taking
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rotation import Why
from feedbackdesk.domain.words import FollowUpResult, Kind
from feedbackdesk.exchange import whole
from feedbackdesk.store.schema import REVISION
from tests.store.oracle import Rows, rows_of
from tests.torture.facts import FACTS, NothingToPick, Pick
from tests.torture.frame import Tell, in_child

NAME = "shop.feedbackdesk"
_OF_ITS_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:?\d\d:?\d\d[.\d]*(?:\+00:00)?|[0-9a-f]{32}")
_TEMPORARY = re.compile(
    r"\.unfinished-|\.erasing-|\.to-encrypt-|\.restoring[- ]|\.opened[- ]|\.part$"
)


_SIZE = 14
"""How much feedback there is of the sample."""
_AN_OLD_FILE = Path(__file__).parents[1] / "old_files" / "0005.feedbackdesk"
_furnished: list[Path] = []


def furnish_once(path: Path) -> None:
    """Make the workspace of which `furnish` makes copies from here on."""
    if _furnished:
        return
    in_child(lambda _tell: furnish(path))
    _furnished[:] = [path]


def furnish(path: Path, *, size: int = _SIZE) -> None:
    """Make a workspace that has something of everything, or a copy of one that was made."""
    if _furnished and size == _SIZE:
        shutil.copy(_furnished[0], path)
        return
    desk = Desk.open(path)
    desk.do(fill_with_sample, size)
    for reason in ("Nobody called", "Nobody came"):
        loss = losses.LossFacts(reason, value=5_000)
        desk.do(record_feedback, NewFeedback("They went.", kind=Kind.LOSS, loss=loss))
    for intention in (
        themes.merge_themes, merging.merge_people, merging.merge_organisations,
        taking.bring_in, taking.bring_in, heap.drop, movement.take_snapshot, search.save_view,
        deciding.add_link, roadmap.pin_item,
    ):  # fmt: skip
        do_something(desk, intention, random.Random(7))
    desk.do(losses.drop_reason, max(rows_of(path)["loss_reason"]))
    debts = [key for key, row in rows_of(path)["follow_up"].items() if row["done_on"] is None]
    if debts:
        desk.do(followups.finish, debts[0], FollowUpResult.TOLD)
    desk.close()


def warm_up(folder: Path) -> None:
    """Do once what children will do, so that they are born with all that it takes imported."""
    from feedbackdesk.desk.backup_files import folder_of
    from feedbackdesk.desk.backups import back_up

    folder.mkdir()
    path = Path(shutil.copy(_AN_OLD_FILE, folder / NAME))
    desk = Desk.open(path)  # and migrate it
    back_up(desk, Why.ASKED)
    desk.close()
    shutil.rmtree(folder_of(path))
    for left in folder.iterdir():  # also the copy from before its migration
        left.unlink()
    furnish(path)
    assert wrong_with(path) == ""
    desk = Desk.open(path)
    desk.undo()
    desk.close()
    held(path)
    shutil.rmtree(folder)


def do_something(desk: Desk, intention: Any, draw: random.Random, tries: int = 40) -> bool:
    """Do something with facts that fit; return whether any were found that changed something."""
    for _try in range(tries):
        with suppress(Refusal, NothingToPick):
            args, facts = FACTS[intention](Pick(draw, rows_of(desk.path)))
            if desk.do(intention, *args, **facts).touched.step_id is not None:
                return True
    return False


Held = dict[str, list[list[object]]]
"""Rows by table, without what differs each time."""


def told_of(rows: Rows) -> Held:
    """Return rows without what differs each time: marks and moments."""
    return {
        name: [
            [column if column == "uid" else _steady(value) for column, value in row.items()]
            for _key, row in sorted(table.items())
        ]
        for name, table in rows.items()
    }


def _steady(value: object) -> object:
    return _OF_ITS_MOMENT.sub("*", value) if isinstance(value, str) else value


_held: dict[Path, Held] = {}


def hold(paths: Iterable[Path]) -> None:
    """Read once what workspaces hold that are not changed any more."""

    def work(tell: Tell) -> None:
        found = {}
        for one in paths:
            with suppress(sqlite3.DatabaseError):  # it is damaged
                if one.exists() and _is_of_this_version(one):
                    found[one] = held(one)
        tell(found)

    _held.update(in_child(work).told[0])


def held(path: Path) -> Held:
    """Return what a workspace holds, as plain SQLite reads it."""
    return _held.get(path) or told_of(rows_of(path))


def _is_of_this_version(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISION,)]


def steps_of(path: Path) -> int:
    """Return how many steps the log of a workspace has."""
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("SELECT count(*) FROM step").fetchone()[0])


def wrong_with(path: Path) -> str:
    """Open a workspace, look it over and close it; return what is wrong with it."""
    desk = Desk.open(path, create=False)
    try:
        found = "; ".join(one.what for one in desk.check())
        if desk.read_only:
            return "it cannot be written to any more"
    finally:
        desk.close()
    left = [one.name for one in path.parent.iterdir() if one.name.startswith(f"{path.name}-")]
    return found or (f"closing left {', '.join(left)}" if left else "")


def wrong_with_backups(folder: Path) -> str:
    """Return what is wrong with whatever bears the name of a backup in a folder."""
    from feedbackdesk.desk.backup_files import list_in
    from feedbackdesk.store.replacing import is_whole

    for backup in list_in(folder, Path(NAME).stem):
        if _TEMPORARY.search(backup.path.name):
            return f"{backup.path.name} is taken for a backup"
        if backup.path.suffix != ".age" and not is_whole(backup.path, lambda: False):
            return f"{backup.path.name} has the name of a backup, and is not whole"
    for one in jsons_in(folder):
        try:
            whole.read(one.read_bytes())
        except Refusal as refusal:
            return f"{one.name} is not whole: {refusal}"
    return ""


def jsons_in(folder: Path) -> list[Path]:
    """Return the JSON that lies beside backups."""
    return [one for one in folder.glob("*.json") if not is_temporary(one)]


def spoil(path: Path, *tables: str) -> None:
    """Let the last page of tables of a workspace at rest make no sense."""
    with closing(sqlite3.connect(path)) as raw:
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        pages = [
            raw.execute("SELECT max(pageno) FROM dbstat WHERE name = ?", (one,)).fetchone()[0]
            for one in tables
        ]
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)


def is_temporary(path: Path) -> bool:
    """Whether a file is, by its name, something on its way."""
    return bool(_TEMPORARY.search(path.name))


def copied(source: Path, target: Path) -> Path:
    """Copy a folder's files into another one; return where the workspace is there."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    return target / NAME


def hash_of(path: Path) -> str:
    """Return a hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
