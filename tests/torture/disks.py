"""A full disk and a broken one: each call that writes fails, once or from then on.

Where no call can be let fail, the disk is a small one that is full after some more pages.
"""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from feedbackdesk.domain.errors import Refusal
from tests.torture import failing, small
from tests.torture.failing import Fault
from tests.torture.frame import Case, NotTried, Plan, Tell, Torment, asked, in_child
from tests.torture.stages import Point, Stage, staged
from tests.torture.stories import ACKNOWLEDGED

_KINDS = {
    "full at": (Fault.FAIL, errno.ENOSPC),
    "full from": (Fault.FAIL_FROM_THEN_ON, errno.ENOSPC),
    "broken at": (Fault.FAIL, errno.EIO),
    "broken from": (Fault.FAIL_FROM_THEN_ON, errno.EIO),
}
_SMALL = "full after"
_LOG_PAGES = 40
"""What the log of most stories takes."""
_REFUSED, _AGAIN = "refused: ", "refused again: "


def cases(plan: Plan) -> Iterator[Case]:
    """Yield every failing call of every story, one of each story in turn."""
    if failing.is_there():
        for stage, (kind, at) in staged(plan, _points):
            name = f"{stage.story.name}, the disk {kind} write {at}"
            yield Case(name, partial(_fail, stage=stage, kind=kind, at=at))
        return
    if why := small.why_not(plan.folder):
        raise NotTried(f"{failing.why_not()}, and {why}")
    for stage, (kind, pages) in staged(plan, _rooms):
        name = f"{stage.story.name}, the disk {kind} {pages} pages"
        yield Case(name, partial(_fill, stage=stage, pages=pages))


def _points(stage: Stage, draw: random.Random) -> list[Point]:
    points = [(kind, at) for kind in _KINDS for at in range(stage.writes)]
    draw.shuffle(points)
    return points


def _rooms(stage: Stage, draw: random.Random) -> list[Point]:
    """Return how much room is left at each case: each page of what it needs in the end."""
    enough = stage.growth // small.PAGE_BYTES + _LOG_PAGES
    on_its_way = range(enough, enough + 2 * stage.size // small.PAGE_BYTES, _LOG_PAGES // 2)
    rooms = [(_SMALL, pages) for pages in (*range(enough), *on_its_way)]
    draw.shuffle(rooms)
    return rooms


def _fail(place: Path, *, stage: Stage, kind: str, at: int) -> str:
    """Let a call fail; then there is room again, and what was refused is tried once more."""
    stage.set_up(place)
    return _told(
        place,
        stage,
        begins=lambda: failing.arm(place, at, *_KINDS[kind]),
        ends=failing.disarm,
    )


def _fill(place: Path, *, stage: Stage, pages: int) -> str:
    """Leave so much room; then there is more again, and what was refused is tried once more."""
    with small.small_disk(place):
        stage.set_up(place)
        return _told(
            place,
            stage,
            begins=lambda: small.leave_room(place, pages),
            ends=lambda: small.make_room(place),
        )


def _told(
    place: Path, stage: Stage, *, begins: Callable[[], object], ends: Callable[[], object]
) -> str:
    story = stage.story

    def work(tell: Tell) -> None:
        begun = story.begin(place)
        begins()
        try:
            story.act(begun, place, tell)
        except Refusal as refusal:
            tell(f"{_REFUSED}{refusal}")
            ends()
            try:
                story.act(begun, place, tell)
            except Refusal as again:
                tell(f"{_AGAIN}{again}")
            else:
                tell(ACKNOWLEDGED)
            begins()
        else:
            tell(ACKNOWLEDGED)
        story.end(begun)

    ended = in_child(work)
    ends()
    if ended.raised:
        return f"no sentence, but {ended.raised}"
    again = next((one for one in ended.told if str(one).startswith(_AGAIN)), "")
    if again:
        return f"there is room again, and it is {again}"
    return asked(stage.judged, place, ACKNOWLEDGED in ended.told)


def _what() -> str:
    if failing.is_there():
        return "a full disk, or an input/output error, at each call that writes"
    return "a small disk that is full, and no input/output errors: " + failing.why_not()


TORMENT = Torment("disks", _what(), cases, share=2)
