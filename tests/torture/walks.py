"""Random steps at one workspace, of two processes: undone, redone, closed, killed; and led back.

What is expected is kept apart, in plain Python: the rows before and after each step.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.everything import take_in
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.errors import Refusal
from tests.store.oracle import Rows, check, rows_of
from tests.torture.facts import FACTS, NothingToPick, Pick
from tests.torture.frame import Case, Child, Plan, Tell, Torment, asked, in_child
from tests.torture.workspaces import NAME, furnish, wrong_with

STEPS = 60
_INTENTIONS = {one.__name__: one for one in FACTS if one not in {fill_with_sample, take_in}}


def cases(plan: Plan) -> Iterator[Case]:
    """Yield walks, each by a seed of its own."""
    steps = STEPS // 3 if plan.short else STEPS
    for number in itertools.count(1):
        run = partial(_walk, steps=steps, draw=f"{plan.seed} {number}")
        yield Case(f"walk {number}", run)


class Lost(Exception):  # noqa: N818  (an answer)
    """Something is not as it is expected."""


_written_to: set[int] = set()
"""What leads to the servants that live."""


class Servant:
    """Another process with the workspace open, which does what it is told."""

    def __init__(self, path: Path) -> None:
        """Start it."""
        read, self._write = os.pipe()
        _written_to.add(self._write)

        def serve(tell: Tell) -> None:
            for number in _written_to:  # else nobody would ever hear that it was closed
                os.close(number)
            _serve(path, read, tell)

        self._child = Child(serve)
        os.close(read)

    def ask(self, command: str) -> Any:
        """Let it do something, and return what it tells."""
        self.begin(command)
        answer = self._child.answers()
        if not isinstance(answer, tuple):
            raise Lost(f"{command}: {answer}")
        return answer

    def sees(self) -> Rows:
        """Return what is there for it, once it has looked for news."""
        answer, said, rows = self.ask("poll")
        if answer == "refused":
            raise Lost(f"it may not look for news: {said}")
        return rows  # type: ignore[no-any-return]

    def begin(self, command: str) -> None:
        """Let it do something, and wait for nothing."""
        os.write(self._write, f"{command}\n".encode())

    def close(self) -> None:
        """Let it close the workspace, and end."""
        self._write_no_more()
        if raised := self._child.end().raised:
            raise Lost(f"closing: {raised}")

    def kill(self) -> None:
        """Kill it, wherever it is."""
        self._child.kill()
        self._write_no_more()
        self._child.end()

    def _write_no_more(self) -> None:
        _written_to.remove(self._write)
        os.close(self._write)


def _serve(path: Path, commands: int, tell: Tell) -> None:
    desk = Desk.open(path)
    with os.fdopen(commands) as lines:
        for line in lines:
            verb, *rest = line.split()
            try:
                changed = _do(desk, verb, rest)
            except (Refusal, NothingToPick) as refusal:
                tell(("refused", str(refusal), None))
            else:
                tell(("did", changed, rows_of(path)))
    desk.close()


def _do(desk: Desk, verb: str, rest: list[str]) -> bool:
    match verb:
        case "undo":
            return desk.undo().touched.step_id is not None
        case "redo":
            return desk.redo().touched.step_id is not None
        case "rest":
            desk.rest()
        case "poll":
            desk.poll()
        case "check":
            check(desk)
        case _:
            args, facts = FACTS[_INTENTIONS[verb]](Pick(random.Random(rest[0]), rows_of(desk.path)))
            return desk.do(_INTENTIONS[verb], *args, **facts).touched.step_id is not None
    return False


@dataclass(slots=True)
class Expected:
    """What should be there, and where undo and redo lead."""

    rows: Rows
    done: list[tuple[Rows, Rows]] = field(default_factory=list)
    undone: list[tuple[Rows, Rows]] = field(default_factory=list)

    def did(self, verb: str, rows: Rows) -> None:
        """Take in a step; raises Lost where the rows are not those expected."""
        match verb:
            case "undo":
                # What was done before the walk began is not known here.
                step = self.done.pop() if self.done else (rows, self.rows)
                self._be(step[0], rows, "undo does not lead back")
                self.undone.append(step)
            case "redo":
                step = self._last_of(self.undone, "done again")
                self._be(step[1], rows, "redo does not lead there again")
                self.done.append(step)
            case _:
                self.done.append((self.rows, rows))
                self.undone.clear()
                self.rows = rows

    def refused(self, verb: str, sentence: str) -> None:
        """Take in that something was refused; undo and redo are only where there is nothing."""
        if (verb == "undo" and self.done) or (verb == "redo" and self.undone):
            raise Lost(f"{verb} was refused: {sentence}")

    def same(self, rows: Rows, when: str) -> None:
        """Raise Lost where the rows are not those expected."""
        if rows != self.rows:
            tables = [name for name, table in rows.items() if table != self.rows[name]]
            raise Lost(f"{when}: what differs is in {', '.join(tables)}")

    def killed_within(self, verb: str, rows: Rows) -> None:
        """Take in what is there after a kill: as before, or with the step."""
        if rows != self.rows:
            self.did(verb, rows)

    def _be(self, expected: Rows, rows: Rows, otherwise: str) -> None:
        self.rows = expected
        self.same(rows, otherwise)

    @staticmethod
    def _last_of(steps: list[tuple[Rows, Rows]], what: str) -> tuple[Rows, Rows]:
        if not steps:
            raise Lost(f"something was {what}, and there was nothing")
        return steps.pop()


def _walk(place: Path, *, steps: int, draw: str) -> str:
    path = place / NAME
    in_child(lambda _tell: furnish(path))
    servants = [Servant(path), Servant(path)]
    told: list[str] = []
    try:
        _go(path, servants, steps, random.Random(draw), told)
        while servants:
            servants.pop().close()
    except Lost as lost:
        return f"{lost} (after {', '.join(told[-6:])})"
    finally:
        for one in servants:
            one.kill()
    return asked(wrong_with, path)


def _go(
    path: Path, servants: list[Servant], steps: int, chance: random.Random, told: list[str]
) -> None:
    expected = Expected(servants[0].sees())
    for _step in range(steps):
        which = chance.randrange(2)
        verb = chance.choices(
            (chance.choice(list(_INTENTIONS)), "undo", "redo", "rest", "poll", "check"),
            (12, 4, 3, 1, 1, 1),
        )[0]
        command = f"{verb} {chance.random()}"
        fate = chance.random()
        told.append(f"{verb} by {which + 1}")
        if fate < 0.06:
            told.append("killed")
            servants[which].begin(command)
            if chance.random() < 0.5:
                servants[1 - which].sees()
            servants.pop(which).kill()
            servants.insert(which, Servant(path))
            expected.killed_within(verb, servants[which].sees())
            continue
        if fate < 0.12:
            told.append("closed")
            servants.pop(which).close()
            servants.insert(which, Servant(path))
        _ask(servants[which], verb, command, expected)
        if verb in {"rest", "poll", "check"}:
            expected.same(servants[1 - which].sees(), "the other one sees something else")
    _lead_back(servants[0], expected)


def _ask(servant: Servant, verb: str, command: str, expected: Expected) -> None:
    answer, changed, rows = servant.ask(command)
    if answer == "refused":
        expected.refused(verb, changed)
    elif changed:
        expected.did(verb, rows)
    else:
        expected.same(rows, f"{verb} changed something, and says that it did not")


def _lead_back(servant: Servant, expected: Expected) -> None:
    """Undo to where the walk began, and redo it all."""
    end, number = expected.rows, len(expected.done)
    for _step in range(number):
        _ask(servant, "undo", "undo", expected)
    servant.ask("check")
    for _step in range(number):
        _ask(servant, "redo", "redo", expected)
    expected.same(end, "redoing all")
    servant.ask("check")


TORMENT = Torment(
    "walks",
    f"{STEPS} random steps of two processes, with undo, redo, restart and kill, led back",
    cases,
    share=1.5,
)
