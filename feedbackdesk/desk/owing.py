"""The list of what is owed as a page shows it: grouped by day, with several done at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import delete_follow_up, finish, postpone, unresolved
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, week_end
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.folding import compact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.rows import FollowUp, Reached
    from feedbackdesk.domain.words import FollowUpResult
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

DONE_SHOWN = 200
"""How many of those that were done lately are listed."""


class DebtGroup(StrEnum):
    """When something is owed, or why it stands apart."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    """Until Sunday, on which a week ends."""
    LATER = "later"
    APART = "apart"
    """Not to be contacted: listed, and never drafted."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Debt:
    """One line of the list."""

    owed: FollowUp
    group: DebtGroup
    heard: int | None = None
    """For a complaint that was acknowledged and not resolved: the days since it was said."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """What cannot wait: how many are late, and how many are late or due today."""

    late: int
    number: int


@dataclass(frozen=True, slots=True)
class News:
    """What follows from shipping or declining an item."""

    to_tell: int
    apart: int
    """How many asked for it, and may not be contacted."""


def debts(
    read: Reader,
    *,
    words: str = "",
    item_id: int | None = None,
    done: bool = False,
    on: date | None = None,
) -> list[Debt]:
    """Return what is owed in groups: late, today, this week, later, and apart at the end.

    `words` are looked for in names and in what it is about; `item_id` leaves only those who
    are to hear of an item. With `done` those that were done lately follow.
    """
    heard = {one.id: days for one, days in unresolved(read)}
    today = on or local_today()
    found = [
        Debt(one, _group(one, today), heard.get(one.id))
        for one in read.follow_ups(today.isoformat())
    ]
    order = list(DebtGroup)
    # Stable: the oldest stays first. Of what is due on one day, whoever waits longest comes first.
    found.sort(key=lambda debt: (order.index(debt.group), debt.owed.due, -(debt.heard or 0)))
    if done:
        found += [Debt(one, DebtGroup.DONE) for one in read.follow_ups_done(DONE_SHOWN)]
    parts = compact(words).split()
    return [
        debt
        for debt in found
        if (item_id is None or debt.owed.item_id == item_id)
        and (not parts or _has(debt.owed, parts))
    ]


def _group(one: FollowUp, today: date) -> DebtGroup:
    if not one.may_contact:
        return DebtGroup.APART
    if one.due < today:
        return DebtGroup.LATE
    if one.due == today:
        return DebtGroup.TODAY
    return DebtGroup.WEEK if one.due <= week_end(today) else DebtGroup.LATER


def _has(one: FollowUp, parts: Sequence[str]) -> bool:
    text = compact(f"{one.speaker} {one.about} {one.item or ''}")
    return all(part in text for part in parts)


def pressing(read: Reader) -> Pressing:
    """Return how much is late, and how much is late or due today."""
    return Pressing(*read.pressing(local_today().isoformat()))


def news_of(read: Reader, item_id: int) -> News:
    """Return how many are still to hear of an item."""
    return News(*read.to_tell(item_id))


@step("Finish {several}: {outcome}")
def finish_many(
    work: UnitOfWork, ids: Sequence[int], outcome: FollowUpResult, several: str, *, said: str = ""
) -> None:
    """End several follow-ups with one result; those done already stay as they are.

    `said` keeps what each of them was told.
    """
    del several  # for the label
    for key in _still_open(work, ids):
        finish(work, key, outcome, said=said)


@step("Put {several} off to {due}")
def postpone_many(work: UnitOfWork, ids: Sequence[int], due: date, several: str) -> None:
    """Give several follow-ups another day; those done already stay as they are."""
    del several  # for the label
    for key in _still_open(work, ids):
        postpone(work, key, due)


@step("Delete {several}")
def delete_follow_ups(work: UnitOfWork, ids: Sequence[int], several: str) -> None:
    """Take several follow-ups off the list; those that are gone already are passed over."""
    del several  # for the label
    for key in ids:
        if work.read.follow_up(key) is not None:
            delete_follow_up(work, key)


def _still_open(work: UnitOfWork, ids: Sequence[int]) -> list[int]:
    found = [one for key in ids if (one := work.read.follow_up(key)) is not None]
    still = [one.id for one in found if one.done_on is None]
    if not still:
        raise Refusal("That was done already, or is gone. Nothing was changed.")
    return still


def reached(read: Reader) -> dict[int, Reached]:
    """Return how each open follow-up is reached, by its key: only those who may be contacted."""
    return read.reached()
