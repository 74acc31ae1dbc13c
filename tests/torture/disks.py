"""A full disk and a broken one: each call that writes fails, once or from then on."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from feedbackdesk.domain.errors import Refusal
from tests.torture import failing
from tests.torture.failing import Fault
from tests.torture.frame import Case, Plan, Tell, Torment, asked, in_child
from tests.torture.stages import Point, Stage, staged
from tests.torture.stories import ACKNOWLEDGED

_KINDS = {
    "full at": (Fault.FAIL, errno.ENOSPC),
    "full from": (Fault.FAIL_FROM_THEN_ON, errno.ENOSPC),
    "broken at": (Fault.FAIL, errno.EIO),
    "broken from": (Fault.FAIL_FROM_THEN_ON, errno.EIO),
}
_REFUSED, _AGAIN = "refused: ", "refused again: "


def cases(plan: Plan) -> Iterator[Case]:
    """Yield every failing call of every story, one of each story in turn."""
    failing.need()
    for stage, (kind, at) in staged(plan, _points):
        name = f"{stage.story.name}, the disk {kind} write {at}"
        yield Case(name, partial(_fail, stage=stage, kind=kind, at=at))


def _points(stage: Stage, draw: random.Random) -> list[Point]:
    points = [(kind, at) for kind in _KINDS for at in range(stage.writes)]
    draw.shuffle(points)
    return points


def _fail(place: Path, *, stage: Stage, kind: str, at: int) -> str:
    """Let a call fail; then there is room again, and what was refused is tried once more."""
    stage.set_up(place)
    story = stage.story

    def work(tell: Tell) -> None:
        begun = story.begin(place)
        failing.arm(place, at, *_KINDS[kind])
        try:
            story.act(begun, place, tell)
        except Refusal as refusal:
            tell(f"{_REFUSED}{refusal}")
            failing.disarm()
            try:
                story.act(begun, place, tell)
            except Refusal as again:
                tell(f"{_AGAIN}{again}")
            else:
                tell(ACKNOWLEDGED)
            failing.arm(place, at, *_KINDS[kind])
        else:
            tell(ACKNOWLEDGED)
        story.end(begun)

    ended = in_child(work)
    if ended.raised:
        return f"no sentence, but {ended.raised}"
    again = next((one for one in ended.told if str(one).startswith(_AGAIN)), "")
    if again:
        return f"there is room again, and it is {again}"
    return asked(stage.judged, place, ACKNOWLEDGED in ended.told)


TORMENT = Torment(
    "disks", "a full disk, or an input/output error, at each call that writes", cases, share=2
)
