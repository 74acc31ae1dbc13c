"""kill -9 at every statement and at every call that writes, and half-way through each of those."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.torture import failing
from tests.torture.failing import Fault
from tests.torture.frame import Case, Plan, Tell, Torment, asked, in_child
from tests.torture.stages import Point, Stage, staged
from tests.torture.statements import Statements
from tests.torture.stories import ACKNOWLEDGED

STATEMENT, WRITE, HALF = "statement", "write", "half of write"
_FAULTS = {WRITE: Fault.KILL, HALF: Fault.KILL_HALF_WAY}


def cases(plan: Plan) -> Iterator[Case]:
    """Yield every kill of every story, one of each story in turn, in the order of the seed."""
    for stage, (kind, at) in staged(plan, _points):
        name = f"{stage.story.name}, killed at {kind} {at}"
        yield Case(name, partial(_kill, stage=stage, kind=kind, at=at))


def _points(stage: Stage, draw: random.Random) -> list[Point]:
    """Return every point at which a story can be killed; one after its end, too."""
    numbers = {STATEMENT: stage.statements}
    if failing.is_there():
        numbers |= {WRITE: stage.writes, HALF: stage.writes}
    points = [(kind, at) for kind, number in numbers.items() for at in range(number + 1)]
    draw.shuffle(points)
    return points


def _kill(place: Path, *, stage: Stage, kind: str, at: int) -> str:
    stage.set_up(place)

    def work(tell: Tell) -> None:
        hears = Statements(place)
        begun = stage.story.begin(place)
        hears.arm(at if kind == STATEMENT else None)
        if kind in _FAULTS:
            failing.arm(place, at, _FAULTS[kind])
        stage.story.act(begun, place, tell)
        tell(ACKNOWLEDGED)
        stage.story.end(begun)

    ended = in_child(work)
    if ended.raised:
        return ended.raised
    acknowledged = ACKNOWLEDGED in ended.told
    return asked(stage.judged, place, acknowledged)


TORMENT = Torment(
    "kills",
    "kill -9 at statements and writes of intentions, backup, restore, migration, erasing, mending",
    cases,
    share=4,
)
