"""Which backups are kept: the last days, weeks and months, within a size, and never no good one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

DAYS, WEEKS, MONTHS = 7, 5, 12
"""Of how many days, weeks and months the newest backup is kept."""

_RECENT = timedelta(days=2)
"""As long as this all are kept: what went wrong is mostly noticed soon."""


class Why(StrEnum):
    """What a backup was made for."""

    CLOSING = "closing"
    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"
    RESTORE = "restore"
    ASIDE = "set aside"
    DAMAGED = "damaged, set aside"
    LOG = "log of another file"


SET_ASIDE = frozenset({Why.ASIDE, Why.DAMAGED, Why.LOG})
"""What is no backup, and is listed with them: no rule drops it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a workspace that was checked when it was made."""

    path: Path
    made: datetime
    """With its zone."""
    why: Why
    size: int
    """In bytes."""


def to_drop(backups: Iterable[Backup], now: datetime, room: int) -> list[Backup]:
    """Return the backups that are kept no longer, the oldest first.

    Kept are all of the last two days, the newest of each of the last 7 days, 5 weeks (ISO 8601)
    and 12 months in which there is one, as far as they fit into `room` bytes, the newest
    first; and the newest one, however large it is. Those of days to come, by a clock that was
    wrong, count as older than all others, and go once there are others of 7 days.
    """

    def age(one: Backup) -> tuple[bool, datetime]:
        return one.made <= now, one.made

    newest_first = sorted(backups, key=age, reverse=True)
    if len({_day(one.made) for one in newest_first if one.made <= now}) >= DAYS:
        wanted_of = [one for one in newest_first if one.made <= now]
    else:
        wanted_of = newest_first
    wanted = [one for one in wanted_of if now - one.made <= _RECENT]
    for number, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        wanted += _newest_of_each(wanted_of, period)[:number]
    kept: list[Backup] = []
    for one in sorted(set(wanted), key=age, reverse=True):
        room -= one.size
        if room < 0 and kept:
            break
        kept.append(one)
    return [one for one in reversed(newest_first) if one not in kept]


def _newest_of_each(
    newest_first: Iterable[Backup], period: Callable[[datetime], object]
) -> list[Backup]:
    found: dict[object, Backup] = {}
    for one in newest_first:
        found.setdefault(period(one.made), one)
    return list(found.values())


def _day(moment: datetime) -> object:
    return moment.date()


def _week(moment: datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> object:
    return moment.year, moment.month


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was opened, checked and counted."""

    path: Path
    size: int
    """In bytes."""
    steps: int
