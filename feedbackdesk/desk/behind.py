"""What stands behind the items of a ranking beside its numbers: months, days, what they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import first_day, local_today, months_on
from feedbackdesk.domain.overlap import overlap
from feedbackdesk.domain.words import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from feedbackdesk.domain.overlap import Overlap
    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the items of a ranking, beside the numbers that can rank it."""

    months: Mapping[int, tuple[int, ...]]
    """An item to its feedbacks in each of the last twelve months, the oldest first."""
    names: tuple[str, ...]
    """The twelve months: 2026-11."""
    days: Mapping[int, tuple[date, date]]
    """An item to the first and the last day on which something was said for it."""
    shared: Overlap

    def of_months(self, item_id: int) -> tuple[int, ...]:
        """Return an item's feedbacks by month: twelve numbers."""
        return self.months.get(item_id, (0,) * len(self.names))


def behind(read: Reader, ranked: Sequence[RankedItem], closely: Collection[int] = ()) -> Behind:
    """Return what stands behind a roadmap in rank order.

    Which items share how many accounts in pairs is counted for those in `closely` alone.
    """
    today = local_today()
    first = first_day(Period.TWELVE_MONTHS, today) or today
    names = tuple(months_on(first, number).isoformat()[:7] for number in range(12))
    by_month = read.months_behind(first.isoformat(), today.isoformat())
    order = [entry.item.id for entry in ranked if entry.rank is not None]
    return Behind(
        {key: tuple(known.get(name, 0) for name in names) for key, known in by_month.items()},
        names,
        read.days_behind(),
        overlap(read.asked_for(), order, closely),
    )
