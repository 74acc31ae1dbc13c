"""What was done, when, by whom and to what, in words."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from feedbackdesk.domain.log import HistoryFilter, HistoryKeys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.errors import CannotUndo
    from feedbackdesk.domain.rows import HistoryEntry, Version
    from feedbackdesk.store.reader import Reader

_EVERYTHING = HistoryFilter()


def history(read: Reader, limit: int | None = None) -> list[HistoryEntry]:
    """Return the steps, the newest first."""
    return read.history(limit)


def history_keys(
    read: Reader,
    wanted: HistoryFilter = _EVERYTHING,
    *,
    after: int = 0,
    limit: int | None = None,
) -> HistoryKeys:
    """Return which steps are wanted and where their days begin, the newest first.

    `after` leaves out the steps up to that one, `limit` all but the newest.
    """
    ids = read.history_ids(wanted, after=after, limit=limit)
    days = read.history_days(ids[-1]) if ids else []
    return HistoryKeys(ids, tuple(days), _with_headings(ids, days))


def history_page(read: Reader, ids: Sequence[int]) -> list[HistoryEntry]:
    """Return the steps with these keys, in their order; unknown ones are left out."""
    return read.history_page(ids)


def history_of(read: Reader, table: str, key: int, limit: int | None = None) -> list[HistoryEntry]:
    """Return the steps that changed a row or what is part of it, the newest first."""
    return read.history_of(table, key, limit)


def obstacle(read: Reader, step_id: int) -> CannotUndo | None:
    """Return what would stand in the way of taking a step back, as far as reading tells."""
    from feedbackdesk.store import undo

    return undo.obstacle(read, step_id)


def _with_headings(ids: array[int], days: list[tuple[int, date]]) -> array[int]:
    """Return keys with the heading of each day before its steps."""
    found: array[int] = array("q")
    heading = 0
    ends = [*(first for first, _day in days), 0]
    for (newest, older), (_first, day) in zip(pairwise(ends), days, strict=True):
        begin = bisect_left(ids, -newest, key=int.__neg__)
        end = bisect_left(ids, -older, key=int.__neg__) if older else len(ids)
        if begin == end:
            continue
        if heading != -day.toordinal():
            heading = -day.toordinal()
            found.append(heading)
        found += ids[begin:end]
    return found


def versions_of(read: Reader, feedback_id: int) -> list[Version]:
    """Return what a feedback's fields were before each correction, the newest first."""
    return read.versions_of(feedback_id)
