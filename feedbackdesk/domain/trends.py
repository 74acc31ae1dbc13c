"""What is growing and what faded, and how long people wait. Times are in days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.domain.words import Channel, Kind

WORTH_SAYING = 3
"""Fewer feedbacks than this in both times are too few to call it growing or fading."""
GROWS_BY = 1.5
FADES_BY = 0.5
"""Growing is what has this many times as much as in the time before, faded what has so little."""


class Direction(StrEnum):
    """Where something is going."""

    GROWING = "growing"
    STEADY = "steady"
    FADED = "faded"


def direction(recent: int, before: int) -> Direction:
    """Return where something is going, by its feedbacks in a time and in the same time before.

    >>> [direction(*numbers).value for numbers in ((3, 2), (3, 0), (2, 0), (1, 3), (4, 3))]
    ['growing', 'growing', 'steady', 'faded', 'steady']
    """
    if recent >= WORTH_SAYING and recent >= GROWS_BY * before:
        return Direction.GROWING
    if before >= WORTH_SAYING and recent <= FADES_BY * before:
        return Direction.FADED
    return Direction.STEADY


@dataclass(frozen=True, slots=True)
class Monthly:
    """A theme or a channel by month, and in two times that follow each other."""

    key: int | str
    name: str
    months: dict[str, int]
    recent: int
    before: int

    @property
    def direction(self) -> Direction:
        """Where it is going."""
        return direction(self.recent, self.before)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a channel brought within a time, in feedbacks; themes each once."""

    channel: Channel
    number: int
    praise: int
    problems: int
    losses: int
    themes: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What a feedback that asks for an answer got."""

    feedback_id: int
    kind: Kind
    days: int
    """From the day it was said to the day they were told; to today while it is open."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """How long people wait for an answer to one kind of feedback."""

    kind: Kind
    answered: int
    median: float
    longest: int
    longest_id: int | None
    open: int
    oldest: int
    oldest_id: int | None


def waits(all_: Iterable[Answered]) -> list[Wait]:
    """Return the waiting times of each kind, the most frequent kind first."""
    by_kind: dict[Kind, list[Answered]] = {}
    for one in all_:
        by_kind.setdefault(one.kind, []).append(one)
    found = []
    for kind, mine in by_kind.items():
        told = [one for one in mine if not one.is_open]
        open_ = [one for one in mine if one.is_open]
        longest = max(told, key=lambda one: (one.days, -one.feedback_id), default=None)
        oldest = max(open_, key=lambda one: (one.days, -one.feedback_id), default=None)
        found.append(
            Wait(
                kind,
                len(told),
                median(one.days for one in told) if told else 0.0,
                longest.days if longest else 0,
                longest.feedback_id if longest else None,
                len(open_),
                oldest.days if oldest else 0,
                oldest.feedback_id if oldest else None,
            )
        )
    return sorted(found, key=lambda wait: (-wait.answered - wait.open, wait.kind))
