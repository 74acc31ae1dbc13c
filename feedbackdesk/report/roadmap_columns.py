"""The columns of a roadmap's table, for CSV and for spreadsheets alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from feedbackdesk.report.options import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.report.options import RoadmapOptions
    from feedbackdesk.report.pieces import Cell, Entry


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """A column of items: its heading, what stands in it, and how wide it is, in characters."""

    heading: str
    cell: Callable[[Entry], Cell]
    width: int = 12
    part: Shown | None = None
    """What must be shown for it to be there."""
    money: bool = False
    inside: bool = False
    """Whether customers never see it."""
    outside: bool = False
    """Whether only customers see it."""


def _money(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


_COLUMNS = (
    ItemColumn("Rank", lambda entry: entry.rank, 6),
    ItemColumn("Item", lambda entry: entry.title, 44),
    ItemColumn("Stage", lambda entry: entry.tag, 10),
    ItemColumn("Requests", lambda entry: entry.requests, 10),
    ItemColumn("Mentions", lambda entry: entry.mentions, 10, Shown.MENTIONS),
    ItemColumn("Last 90 days", lambda entry: entry.momentum, 12, Shown.MOMENTUM),
    ItemColumn("Moved", lambda entry: entry.movement, 8),
    ItemColumn("Target", lambda entry: entry.target, 16, Shown.TARGET),
    ItemColumn("Customers’ value a year", lambda entry: _money(entry.value), 14, Shown.VALUE),
    ItemColumn("Lost sales", lambda entry: entry.lost, 10, Shown.LOST),
    ItemColumn("Lost value", lambda entry: _money(entry.lost_value), 14, Shown.LOST, money=True),
    ItemColumn("Effort", lambda entry: entry.effort, 8, Shown.EFFORT),
    ItemColumn("Pinned", lambda entry: "yes" if entry.pinned else "", 8, inside=True),
    ItemColumn("Themes", lambda entry: ", ".join(entry.themes), 28, Shown.THEMES),
    ItemColumn("Shipped", lambda entry: entry.why, 24, outside=True),
    ItemColumn("Why", lambda entry: entry.why, 44, Shown.WHY),
    ItemColumn("Description", lambda entry: entry.description, 60, Shown.DESCRIPTION),
)


def columns(options: RoadmapOptions) -> tuple[ItemColumn, ...]:
    """Return the columns of a roadmap; what may not be shown, or was not chosen, has none."""
    return tuple(
        column
        for column in _COLUMNS
        if (column.part is None or options.shows(column.part))
        and (options.shows_money or not column.money)
        and not (column.inside if options.is_public else column.outside)
    )
