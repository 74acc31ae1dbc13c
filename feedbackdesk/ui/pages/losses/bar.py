"""A bar of lost sales: what it stands for, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import first_day, show_month
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.query import Part
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Measure, Outcome, Period, label
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.losses import LossGroup


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


_NAME = 120
"""As many characters of a name are read out."""
_STEPS = ((10**14, "tn"), (10**11, "bn"), (10**8, "m"), (10**5, "k"))
_NAMED = 3
"""As many reasons are named as the ones that matter."""


@dataclass(frozen=True, slots=True)
class LossBar:
    """A bar, in one measure: its length, how much of it is evidence, and its words."""

    by: str
    key: str | int
    """What finds its sales again: a field of `LossFilter`, and its value."""
    name: str
    size: int
    sure: int
    """The part of the size of which they named the reason themselves."""
    amount: str
    """The size as it is written beside the bar."""
    sentence: str
    """The whole bar, for whoever listens."""
    running: float | None = None
    """The share of all, 0 to 1, that it makes up with those above it; None where shares overlap
    or stand in an order of their own."""


def bars(
    by: str, groups: Sequence[LossGroup], whole: LossGroup, measure: Measure, currency: str
) -> list[LossBar]:
    """Return the groups as bars, the longest first; months stay in their order."""
    is_value = measure is Measure.VALUE
    total = whole.value if is_value else whole.number
    ordered = [one for one in groups if one.number]
    if by != "month" and is_value:
        ordered.sort(key=lambda one: -one.value)
    shown: list[LossBar] = []
    running = 0
    for one in ordered:
        size = one.value if is_value else one.number
        running += size
        name = shown_name(by, one)
        share = percent(size, total)
        amount = short_money(size, currency) if is_value else f"{size:,}"
        several = by in {"month", "also"} or not total
        words = [
            f"{excerpt(name, _NAME)}: {plural(one.number, 'sale', 'sales')} lost",
            *([show_money(one.value, currency)] if one.value else []),
        ]
        told = [", ".join(words)]
        if not several:
            told.append(_("{share} of all, {running} with those above").format(
                share=share, running=percent(running, total)))  # fmt: skip
        if guessed := one.number - one.told:
            told.append(_("our guess: {number}").format(number=f"{guessed:,}"))
        if one.won_back:
            told.append(_("won back: {number}").format(number=f"{one.won_back:,}"))
        shown.append(
            LossBar(
                by=by,
                key=one.key,
                name=name,
                size=size,
                sure=one.told_value if is_value else one.told,
                amount=amount if several else f"{amount} · {share}",
                sentence="; ".join(told) + ".",
                running=None if several else running / total,
            )
        )
    return shown


def what_matters(shown: Sequence[LossBar], total: int) -> str:
    """Return which few bars make up most of it, as a sentence; empty where it says nothing."""
    if not total or len(shown) < 2:
        return ""
    first: list[LossBar] = []
    for one in shown[:_NAMED]:
        first.append(one)
        if sum(bar.size for bar in first) * 3 >= total * 2:
            break
    if len(first) == len(shown):
        first = first[:-1]
    names = [excerpt(one.name, 40) for one in first]
    share = percent(sum(one.size for one in first), total)
    if len(names) == 1:
        return _("{name} alone makes up {share}.").format(name=names[0], share=share)
    listed = _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    return _("{names} make up {share}.").format(names=listed, share=share)


def shown_name(by: str, group: LossGroup) -> str:
    """Return what a group is called on a page, on one line."""
    if by == "month":
        return show_month(group.name)
    if by == "outcome":
        return label(Outcome(group.name))
    return " ".join(group.name.split())


def percent(part: int, whole: int) -> str:
    """Return a share as it is written: 27 %, and “under 1 %” for what is hardly there."""
    if not whole or not part:
        return "0 %"
    share = round(part * 100 / whole)
    if share == 0:
        return _("under 1 %")
    return f"{share} %" if part == whole or share < 100 else _("over 99 %")


def short_money(hundredths: int, currency: str = "") -> str:
    """Return an amount in few letters: £950, £12.4k, £1.2m.

    >>> short_money(95_000, "GBP"), short_money(1_240_000, "GBP"), short_money(10**14, "EUR")
    ('£950', '£12.4k', '€1tn')
    """
    for step, letter in _STEPS:
        if hundredths >= step * 0.9995:  # 999.99 is written as a thousand
            few = hundredths / step
            digits = f"{few:.0f}" if few >= 100 else f"{few:.1f}".removesuffix(".0")
            return f"{show_money(0, currency).removesuffix('0')}{digits}{letter}"
    return show_money(hundredths - hundredths % 100, currency)
