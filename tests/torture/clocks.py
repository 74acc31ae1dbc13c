"""A clock that jumps by hours, days and years: backups, days and undo go on as they should."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from feedbackdesk.desk import followups, losses, roadmap
from feedbackdesk.desk.backing_up import is_due, keep
from feedbackdesk.desk.backup_files import list_backups
from feedbackdesk.desk.backup_plan import second_backups
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import FeedbackFacts, NewFeedback, edit_feedback, record_feedback
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rotation import Backup, Why
from feedbackdesk.store.replacing import glance
from tests.store.oracle import rows_of
from tests.torture import failing
from tests.torture.facts import FACTS, NothingToPick, Pick
from tests.torture.frame import Case, Plan, Tell, Torment, in_child
from tests.torture.workspaces import NAME, furnish, wrong_with, wrong_with_backups

_HOUR, _DAY = 3_600, 86_400
_JUMPS = (
    _HOUR, -_HOUR, _DAY, -_DAY, 8 * _DAY, 40 * _DAY, -40 * _DAY, 2 * 365 * _DAY, -2 * 365 * _DAY,
    2 * _DAY, 10,
)  # fmt: skip
_STEPS = 40


def cases(plan: Plan) -> Iterator[Case]:
    """Yield owners whose clock jumps, each by a seed of its own."""
    failing.need()
    for number in itertools.count(1):
        run = partial(_live, steps=_STEPS // (2 if plan.short else 1), draw=f"{plan.seed} {number}")
        yield Case(f"clock {number}", run)


def _live(place: Path, *, steps: int, draw: str) -> str:
    """Let an owner work on while the clock jumps."""
    path, stick = place / NAME, place / "stick"
    stick.mkdir()

    def work(tell: Tell) -> None:
        furnish(path)
        owner = _Owner(path, stick, random.Random(draw))
        for _step in range(steps):
            owner.go_on()
        owner.desk.close()
        tell(wrong_with(path) or wrong_with_backups(list_backups(path)[0].path.parent))

    ended = in_child(work)
    return ended.raised or str(ended.told[0])


class _Owner:
    def __init__(self, path: Path, stick: Path, chance: random.Random) -> None:
        self.desk = Desk.open(path)
        self.chance = chance
        self.moved = 0
        self.saved: str | None = None
        room = "2" if chance.random() < 0.7 else "500"
        facts = {"backup_room": room, "backup_second_place": str(stick)}
        self.desk.do(change_settings, facts)
        self.back_up()

    def go_on(self) -> None:
        """Do one thing or the other, at the time that the clock says."""
        self.chance.choices(
            (self.jump, self.record, self.back_up, self.wait, self.work, self.undo, self.reopen),
            (3, 4, 4, 1, 2, 1, 1),
        )[0]()

    def jump(self) -> None:
        self.moved += self.chance.choice(_JUMPS) + self.chance.randrange(_HOUR // 2)
        self.moved = max(-9 * 365 * _DAY, min(self.moved, 9 * 365 * _DAY))
        failing.move_clock(self.moved)

    def record(self) -> None:
        """Today’s words are taken, whatever day it is; so are corrections of older words."""
        key = self.desk.do(record_feedback, NewFeedback("Said today")).result
        older = self.chance.choice(sorted(rows_of(self.desk.path)["feedback"]))
        facts = FeedbackFacts(text=f"Corrected {key} {self.chance.random()}")
        self.desk.do(edit_feedback, older, facts)

    def back_up(self) -> None:
        """There is one of all that was done; and the last good one is never dropped."""
        new = not self._has(list_backups(self.desk.path), self.desk.newest_uid())
        made = keep(self.desk, self.chance.choice((Why.CLOSING, Why.DAILY)))
        assert made is not None or not new, "there was something new, and no backup was made"
        assert made is None or made.path.exists(), "a backup was dropped as soon as it was made"
        self.saved = self.desk.newest_uid()
        self.look()

    def look(self) -> None:
        assert self._has(list_backups(self.desk.path), self.saved), "the last good one is gone"
        assert self._has(second_backups(self.desk), self.saved), "the second place lacks it"

    def wait(self) -> None:
        """A day after something was done a backup is due; later, where one has a day to come."""
        self.record()
        days = 0
        while not (due := is_due(self.desk)) and days <= len(list_backups(self.desk.path)):
            days += 1
            self.moved += 25 * _HOUR
            failing.move_clock(self.moved)
        assert due, f"{days} days went by, and no backup is due"
        self.back_up()

    def work(self) -> None:
        intention = self.chance.choice(
            (followups.promise, followups.finish, followups.postpone, losses.look_again,
             losses.mark_won_back, roadmap.ship_item, roadmap.move_item)
        )  # fmt: skip
        with suppress(Refusal, NothingToPick):
            args, facts = FACTS[intention](Pick(self.chance, rows_of(self.desk.path)))
            self.desk.do(intention, *args, **facts)

    def undo(self) -> None:
        """The newest step is the newest, whatever day it bears; it may have chosen the place."""
        rows = rows_of(self.desk.path)
        self.desk.undo()
        self.desk.redo()
        assert rows_of(self.desk.path) == rows, "undo and redo lead elsewhere"
        self.look()

    def reopen(self) -> None:
        path = self.desk.path
        self.desk.close()
        self.desk = Desk.open(path, create=False)
        assert not self.desk.read_only
        assert self.desk.note == "" or "second place" in self.desk.note, self.desk.note
        self.look()

    @staticmethod
    def _has(backups: list[Backup], uid: str | None) -> bool:
        for one in backups:
            with suppress(Refusal):
                if glance(one.path).newest == uid:
                    return True
        return False


TORMENT = Torment(
    "clocks",
    "a clock that jumps by hours, days and years, while backups are made",
    cases,
    share=0.5,
)
