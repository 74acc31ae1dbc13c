"""Several processes at one workspace at once; some of them are killed, and others come."""

from __future__ import annotations

import io
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from pathlib import Path

from feedbackdesk.desk.backup_files import FOLDER
from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.errors import CannotUndo
from feedbackdesk.domain.rotation import Why
from tests.store.oracle import check
from tests.torture.frame import Case, Child, Plan, Tell, Torment, asked, hear_from
from tests.torture.workspaces import NAME, wrong_with, wrong_with_backups

_A_MINUTE = 60.0
_SHORT_S = 1.5
_LIFE_S = 12.0
"""How long one lives at most that is killed; a window needs some seconds until it can write."""

Part = Callable[[Path, str, float, Tell], None]
"""What one process does at a workspace, under a name, until a moment; it tells what is saved."""


def _desk(path: Path, name: str, until: float, tell: Tell) -> None:
    """Records on and on, as an import does; deletes, undoes and rests now and then."""
    desk = Desk.open(path, source="import")
    for number in itertools.count():
        if time.monotonic() >= until:
            break
        words = f"{name} says {number}"
        speaker = Speaker(f"{name} {number % 7}", f"Firm {number % 3}")
        key = desk.do(
            record_feedback, NewFeedback(words, speaker, themes=(f"Theme {number % 5}",))
        ).result
        tell(words)
        if number % 7 == 3:
            tell(f"-{words}")  # it may be gone from here on
            desk.undo(desk.do(delete_feedback, key).touched.step_id)
            tell(words)
        if number % 11 == 5:
            desk.rest()
    desk.close()


def _window(path: Path, name: str, until: float, tell: Tell) -> None:
    """A window in which an owner writes on and on, and looks at one page after the other."""
    # Whoever has no window needs no Qt.
    from PySide6.QtCore import qInstallMessageHandler

    from tests.driver.driver import Driver

    qInstallMessageHandler(_say)
    window = Driver(path)
    pages = itertools.cycle(("inbox", "themes", "roadmap", "people", "owed"))
    for number in itertools.count():
        if time.monotonic() >= until:
            break
        words = f"{name} types {number}"
        window.press("Ctrl+N")
        window.field("whoField").fill(f"{name} {number % 7}")
        window.field("wordsField").fill(words)
        window.press("Ctrl+Enter")
        if window.has("captureForm"):
            raise AssertionError(f"not recorded: {window.label('formProblem').says}")
        tell(words)
        if number % 3 == 2:
            window.go(next(pages))
    if not window.close():
        raise AssertionError("the window would not close")


def _say(_kind: object, _where: object, words: str) -> None:
    if not words.startswith("This plugin does not support"):  # there is no screen
        sys.stderr.write(f"{words}\n")


def _keeper(path: Path, name: str, until: float, tell: Tell) -> None:
    """Looks what is new, rests, records now and then, and backs up."""
    desk = Desk.open(path)
    for number in itertools.count():
        if time.monotonic() >= until:
            break
        desk.poll()
        desk.ask(list_feedback)
        if number % 5 == 2:
            words = f"{name} keeps {number}"
            desk.do(record_feedback, NewFeedback(words))
            tell(words)
            desk.rest()
        if number % 40 == 39:
            back_up(desk, Why.ASKED)
    desk.close()


def _terminal(path: Path, name: str, until: float, tell: Tell) -> None:
    """Runs one verb after the other; each opens the workspace and closes it."""
    from feedbackdesk.__main__ import main

    for number in itertools.count(1):  # what is not there yet cannot be backed up
        if time.monotonic() >= until:
            break
        words = f"{name} adds {number}"
        verbs = (["add", words, "--who", name], ["backup"], ["check"])
        verb = verbs[0 if number % 8 else 1 + number // 8 % 2]
        said = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            status = main(["--workspace", str(path), *verb])
        if status:
            raise AssertionError(f"{verb[0]}: {said.getvalue()}")
        if verb[0] == "add":
            tell(words)


_CROWDS: dict[str, tuple[Part, ...]] = {
    "two desks": (_desk, _desk),
    "a window and a terminal": (_window, _terminal),
    "three desks, of which one backs up": (_desk, _desk, _keeper),
    "a desk, a window and a terminal": (_desk, _window, _terminal),
    "two windows": (_window, _window),
}


def cases(plan: Plan) -> Iterator[Case]:
    """Yield crowds, each for a minute, over and over."""
    draw = random.Random(plan.seed)
    seconds = _SHORT_S if plan.short else _A_MINUTE
    for number in itertools.count(1):
        for name, parts in _CROWDS.items():
            for kills in (False, True):
                told = f"{name}{', some killed' if kills else ''}, {number}"
                run = partial(_crowd, parts=parts, seconds=seconds, kills=kills, seed=draw.random())
                yield Case(told, run)


def _crowd(
    place: Path, *, parts: tuple[Part, ...], seconds: float, kills: bool, seed: float
) -> str:
    """Let processes work at one workspace, which they also make at once; count what is there."""
    chance = random.Random(seed)
    path, until = place / NAME, time.monotonic() + seconds
    names = (f"{one}" for one in itertools.count(1))
    saved: list[str] = []

    def begun(part: Part) -> Child:
        name = f"Nr {next(names)}"
        return Child(lambda tell: part(path, name, until, tell))

    working = [(part, begun(part)) for part in parts]
    dead = 0
    while kills and time.monotonic() < until - seconds / 4:
        part, child = working[chance.randrange(len(working))]
        life = chance.uniform(0, min(_LIFE_S, seconds / 5))
        enough, lives_until = chance.randint(1, 40), time.monotonic() + life
        while child.told < enough and (left := lives_until - time.monotonic()) > 0:
            if not hear_from([one for _part, one in working], left):
                break
        working.remove((part, child))
        child.kill()
        ended = child.end()
        saved += ended.told
        if not ended.killed:
            return ended.raised or "a process ended too early"
        dead += 1
        working.append((part, begun(part)))
    while hear_from([one for _part, one in working]):
        pass
    for _part, child in working:
        ended = child.end()
        saved += ended.told
        if ended.raised:
            return ended.raised
    return asked(_judge, path, saved, dead)


def _judge(path: Path, saved: list[str], dead: int) -> str:
    there: set[str] = set()
    deleted: set[str] = set()
    for words in saved:
        (deleted if words.startswith("-") else there).add(words.removeprefix("-"))
        if not words.startswith("-"):
            deleted.discard(words)
    if wrong := wrong_with(path) or wrong_with_backups(path.parent / FOLDER):
        return wrong
    desk = Desk.open(path)
    try:
        found = [one.text for one in desk.ask(list_feedback)]
        check(desk)
        with suppress(CannotUndo):
            desk.undo()
    finally:
        desk.close()
    if lost := there - deleted - set(found):
        return f"{len(lost)} were acknowledged and are not there, such as “{min(lost)}”"
    if len(found) != len(set(found)):
        return "something is there twice"
    if len(set(found) - there) > dead:
        return f"{len(set(found) - there)} are there that nobody acknowledged"
    return ""


TORMENT = Torment(
    "crowds", "two and three processes for a minute, also windows, some of them killed", cases
)
