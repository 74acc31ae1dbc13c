"""What the losses page says in words, and what it asks a search for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import first_day
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.query import Part
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Period
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.losses import LossGroup
    from feedbackdesk.ui.pages.losses.bar import LossBar

FOUND_BY = {
    "reason": "reason",
    "also": "reason",
    "competitor": "competitor",
    "stage": "reached",
    "outcome": "outcome",
    "month": "on",
}
"""The filters of a search that find what each bar stands for."""


def told_total(total: LossGroup, period: Period, currency: str) -> str:
    """Return the totals in words: 15 sales lost, £28,880, in the last 12 months; 2 won back."""
    when = {
        Period.QUARTER: _("this quarter"),
        Period.YEAR: _("this year"),
        Period.TWELVE_MONTHS: _("in the last 12 months"),
        Period.ALL: _("in all"),
    }[period]
    if not total.number:
        return _("No sale lost {when}.").format(when=when)
    told = [_("{sales} lost").format(sales=plural(total.number, "sale", "sales"))]
    if total.value:
        told.append(show_money(total.value, currency))
    told.append(when)
    words = ", ".join(told)
    if total.won_back:
        words += "; " + _("{number} won back").format(number=f"{total.won_back:,}")
    return f"{words}."


def search_text(bar: LossBar | None, since: date | None) -> str:
    """Return the search that finds the sales of a bar since a day, or all of them."""
    parts = [Part("kind", "loss")]
    if bar is not None:
        key = str(bar.key) if bar.by in {"month", "outcome"} else _plain(bar.name)
        parts.append(Part(FOUND_BY[bar.by], key))
    if since is not None and (bar is None or bar.by != "month"):
        parts.append(Part("since", since.isoformat()))
    return " ".join(part.to_text() for part in parts)


def _plain(name: str) -> str:
    """Return the longest part of a name that can stand in a filter's quotes."""
    pieces = [name]
    for quote in '"“”„«»':
        pieces = [part for piece in pieces for part in piece.split(quote)]
    return max(pieces, key=len).strip()


def year_ago() -> date:
    """Return the first day of the last twelve months."""
    day = first_day(Period.TWELVE_MONTHS)
    assert day is not None  # noqa: S101  (only all time has no first day)
    return day


def last_months() -> list[str]:
    """Return the last twelve months (2026-11), the oldest first."""
    first = year_ago()
    places = (first.year * 12 + first.month - 1 + number for number in range(12))
    return [f"{place // 12}-{place % 12 + 1:02}" for place in places]
