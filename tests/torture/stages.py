"""Stories made ready once: what they begin with, what they lead to, how often they write."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.torture import failing
from tests.torture.frame import Plan, Tell, begin_at, in_child
from tests.torture.statements import Statements
from tests.torture.stories import ACKNOWLEDGED, Story, stories
from tests.torture.workspaces import NAME, furnish_once, hold


class Stage:
    """A story that was told once from its beginning to its end, with nothing in its way."""

    size: int
    """What it leads to, in bytes."""
    growth: int
    """How much more that is than before."""

    def __init__(self, story: Story, folder: Path, place: Path) -> None:
        """Tell it at a place, where its cases will be; keep how it was before and after."""
        self.story = story
        self._was, self._done = folder / "was", folder / "done"
        begin_at(place)
        story.__dict__ |= _prepared(story, place)
        shutil.copytree(place, self._was)

        def work(tell: Tell) -> None:
            hears = Statements(place)
            begun = story.begin(place)
            hears.arm(None)
            if failing.is_there():
                failing.arm(place, -1, failing.Fault.NOTHING)
            story.act(begun, place, tell)
            tell(ACKNOWLEDGED)
            story.end(begun)
            writes = failing.disarm() if failing.is_there() else 0
            tell((hears.seen, writes))

        ended = in_child(work)
        if ended.raised:
            raise RuntimeError(f"{story.name} fails with nothing in its way: {ended.raised}")
        self.statements, self.writes = ended.told[-1]
        shutil.copytree(place, self._done)
        self.size = _bytes_in(self._done)
        self.growth = max(0, self.size - _bytes_in(self._was))
        hold([one / NAME for one in (self._was, self._done)])

    def set_up(self, place: Path) -> None:
        """Make the place as it was before the story."""
        begin_at(place)
        shutil.copytree(self._was, place, dirs_exist_ok=True)

    def judged(self, place: Path, acknowledged: bool) -> str:
        """Return what was lost at the place; nothing if nothing."""
        return self.story.judge(place, self._was, self._done, acknowledged=acknowledged)


def _bytes_in(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def _prepared(story: Story, place: Path) -> dict[str, Any]:
    """Prepare a story in a child; return what it knows then."""

    def work(tell: Tell) -> None:
        story.prepare(place)
        tell(vars(story))

    ended = in_child(work)
    if ended.raised:
        raise RuntimeError(f"{story.name} cannot be prepared: {ended.raised}")
    found: dict[str, Any] = ended.told[0]
    return found


_ready: dict[str, Stage] = {}
"""Those that were made ready, for every torment that takes them."""

Point = tuple[str, int]
"""Where something happens to a story: of which kind, and at which number of it."""


def staged(
    plan: Plan, points: Callable[[Stage, random.Random], list[Point]]
) -> Iterator[tuple[Stage, Point]]:
    """Yield each point of each story, one of each story in turn, in an order by the seed."""
    draw = random.Random(plan.seed)
    furnish_once(plan.folder / "furnished.feedbackdesk")
    told = stories()
    draw.shuffle(told)
    waiting: list[tuple[Stage, list[Point]]] = []
    for story in told:
        if story.name not in _ready:
            _ready[story.name] = Stage(story, plan.folder / story.name, plan.folder / "case")
        stage = _ready[story.name]
        waiting.append((stage, points(stage, draw)))
        yield stage, waiting[-1][1].pop()
    while waiting:
        waiting = [one for one in waiting if one[1]]
        for stage, left in waiting:
            yield stage, left.pop()
