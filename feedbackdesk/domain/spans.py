"""A stretch of days as it is typed, in a search or for a page, and as a page shows it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from feedbackdesk.domain.dates import (
    full_date,
    local_today,
    month_end,
    months_on,
    near_day,
    show_month,
)
from feedbackdesk.domain.days import (
    DateOrder,
    Side,
    month_named,
    no_such_day,
    plain_words,
    read_day,
)
from feedbackdesk.domain.errors import Refusal

_YEAR = re.compile(r"(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
_QUARTER = re.compile(r"(?:(\d{4})[ -]*)?q([1-4])(?:[ -]*(\d{4}))?", re.ASCII)
_WEEK = re.compile(r"\d{4}-?w\d\d", re.ASCII)
_ABOUT_NOW = re.compile(r"(last|this|next) (week|month|quarter|year)")


def read_period(
    text: str, *, order: DateOrder = DateOrder.DMY, today: date | None = None
) -> tuple[date, date]:
    """Return the first and the last day of what a text names.

    2026, 2026-03, 3/2026, march, mar 2025, 2026-Q3, q3, 2026-W48, last month; anything else is
    the one day that `read_day` reads, on whichever side of today. A month, a quarter and a day
    without a year are the latest that have begun.
    """
    today = today or local_today()
    words = plain_words(text)
    try:
        found = _whole(words, today)
    except ValueError:
        raise no_such_day(text) from None
    except OverflowError:
        raise Refusal(f"“{text[:40]}” is too far away. Nothing was changed.") from None
    if found is not None:
        return near_day(found[0]), near_day(found[1])
    day = read_day(text, Side.ANYWHERE, order=order, today=today)
    return day, day


def read_span(
    text: str, *, order: DateOrder = DateOrder.DMY, today: date | None = None
) -> tuple[date, date]:
    """Return the first and the last day of 2026-07..2026-09, or of what `read_period` reads."""
    today = today or local_today()
    first, dots, last = text.partition("..")
    if not dots:
        return read_period(text, order=order, today=today)
    begin = read_period(first, order=order, today=today)[0]
    end = read_period(last, order=order, today=today)[1]
    if end < begin:
        raise Refusal(
            f"“{text[:40]}” ends before it begins: {full_date(begin)} to {full_date(end)}. "
            "Nothing was printed."
        )
    return begin, end


def _whole(words: str, today: date) -> tuple[date, date] | None:
    """Return a year, a quarter, a month or a week; None for other words."""
    if found := _YEAR.fullmatch(words):
        return _months(date(int(found[1]), 1, 1), 12)
    if found := _MONTH.fullmatch(words):
        return _months(date(int(found[1]), int(found[2]), 1), 1)
    if found := _MONTH_YEAR.fullmatch(words):
        return _months(date(int(found[2]), int(found[1]), 1), 1)
    if _WEEK.fullmatch(words):
        return _week(read_day(words, Side.ANYWHERE, today=today))
    if found := _ABOUT_NOW.fullmatch(words):
        return _about_now(found[2], {"last": -1, "this": 0, "next": 1}[found[1]], today)
    found = _QUARTER.fullmatch(words)
    if found and not (found[1] and found[3]):
        month = int(found[2]) * 3 - 2
        latest = today.year if month <= today.month else today.year - 1
        return _months(date(int(found[1] or found[3] or latest), month, 1), 3)
    found = _NAMED_MONTH.fullmatch(words)
    named = month_named(found[1]) if found else None
    if found and named is not None:
        latest = today.year if named <= today.month else today.year - 1
        return _months(date(int(found[2] or latest), named, 1), 1)
    return None


def _about_now(unit: str, by: int, today: date) -> tuple[date, date]:
    if unit == "week":
        return _week(today - timedelta(days=today.weekday() - 7 * by))
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = today.replace(day=1, month=(today.month - 1) // length * length + 1)
    return _months(months_on(first, by * length), length)


def _week(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=6)


def _months(first: date, number: int) -> tuple[date, date]:
    near_day(first)
    return first, month_end(months_on(first, number - 1))


def show_span(first: date | None, last: date) -> str:
    """Return a stretch of days as a page shows it; without a first day, all until the last.

    >>> show_span(date(2026, 7, 1), date(2026, 9, 30))
    'July to September 2026'
    """
    if first is None:
        return f"until {last.day} {show_month(last.isoformat()[:7])}"
    begin, end = show_month(first.isoformat()[:7]), show_month(last.isoformat()[:7])
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if first == last:
        return f"{first.day} {begin}"
    if not whole:
        return f"{first.day} {begin} to {last.day} {end}"
    if begin == end:
        return begin
    if first.year == last.year:
        year = str(first.year)
        return year if (first.month, last.month) == (1, 12) else f"{begin[:-5]} to {end}"
    return f"{begin} to {end}"
