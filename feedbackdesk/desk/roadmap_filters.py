"""The roadmap ranked by a part of what was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import first_day, local_today
from feedbackdesk.domain.lenses import MOMENTUM_DAYS
from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.words import Lens, Period

if TYPE_CHECKING:
    from feedbackdesk.domain.evidence import EvidenceFilter
    from feedbackdesk.domain.rows import Item, RankedItem
    from feedbackdesk.store.reader import Reader


def uncounted(item: Item) -> Item:
    """Return an item as it is where nothing behind it counts."""
    return replace(
        item,
        requests=0, mentions=0, first_on=None, momentum=0, value=0, lost=0, lost_value=0,
    )  # fmt: skip


def filtered_roadmap(read: Reader, lens: Lens, only: EvidenceFilter) -> list[RankedItem]:
    """Return the items that something behind them counts for, ranked by that alone.

    Every number is of what counts. What moved since the last print is not told: there, all
    that was said was counted.
    """
    today = local_today()
    year = first_day(Period.YEAR, today) or today
    counted = read.counted(only, year, today - timedelta(days=MOMENTUM_DAYS), today)
    items = [
        replace(
            item,
            requests=numbers.requests,
            mentions=numbers.mentions,
            first_on=numbers.first_on,
            momentum=numbers.momentum,
            value=numbers.value,
            lost=numbers.lost,
            lost_value=numbers.lost_value,
        )
        for item in read.items()
        if (numbers := counted.get(item.id)) is not None
    ]
    return rank_items(items, lens)
