"""Dates as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from feedbackdesk.domain.errors import Refusal

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def local_today() -> date:
    """Return today where the owner is."""
    return datetime.now().astimezone().date()


_SIMPLE = {
    "today": 0, "now": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "last week": -7, "next week": 7,
}  # fmt: skip
_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AGO = re.compile(r"(?:(in) )?(\w{1,5}) (day|week|month|year)s?(?: (ago|from now))?", re.ASCII)
_LAST = re.compile(r"(?:(last|this|next|on) )?([a-z]{3,9})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?", re.ASCII)


def parse_date(text: str, today: date | None = None) -> date:
    """Return the day a text names: 2026-11-20, today, yesterday, fri, 3 nov, 2 weeks ago.

    A weekday is the latest one that is not in the future: “fri” is today on a Friday, “last
    fri” is not, and “next fri” is yet to come. A day without a year is the latest such day
    that is not more than a month ahead. 3.11. and 3.11.2026 are read day first; 3/11, which
    is two days in two countries, is refused.
    """
    today = today or local_today()
    words = " ".join(text.casefold().replace(",", " ").split()).removeprefix("the ")
    try:
        day = _spoken(words, today) or _named_month(words, today) or date.fromisoformat(words)
    except (ValueError, OverflowError):
        raise Refusal(
            f"“{text[:40]}” is not a date that exists. Nothing was changed; write it like "
            f"{today.isoformat()}."
        ) from None
    return near_day(day)


def parse_coming(text: str, today: date | None = None) -> date:
    """Return the day that a promise names: as `parse_date` reads it, but yet to come.

    “fri” is the Friday ahead, and a day without a year is the next such day. A day that is
    over, said with its year, is refused.

    >>> parse_coming("fri", date(2026, 11, 22)), parse_coming("10 jan", date(2026, 11, 22))
    (datetime.date(2026, 11, 27), datetime.date(2027, 1, 10))
    """
    today = today or local_today()
    day = parse_date(text, today)
    if day < today:
        with suppress(Refusal):
            day = parse_date(f"next {text.strip()}", today)
    if day < today and not re.search(r"[0-9]{4}|ago|last|yesterday", text):
        for year in range(today.year, today.year + 9):
            with suppress(ValueError):
                if (again := day.replace(year=year)) >= today:
                    return near_day(again)
    if day < today:
        raise Refusal(
            f"{day.isoformat()} is over. Nothing was changed; name today or a day to come."
        )
    return day


def parse_period(text: str, today: date | None = None) -> tuple[date, date]:
    """Return the first and the last day of what a text names: 2026, 2026-03, march, mar 2025.

    Anything else is the one day that `parse_date` reads. A month without a year is the
    latest one that has begun.
    """
    today = today or local_today()
    words = text.strip().casefold()
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2}))?", words)
    if found and found.group(2) is None:
        year = near_day(_day_of(text, int(found.group(1)), 1)).year
        return date(year, 1, 1), date(year, 12, 31)
    if found:
        return _month(_day_of(text, int(found.group(1)), int(found.group(2))))
    named = re.fullmatch(r"([a-z]{3,9})\.?(?:\s+([0-9]{4}))?", words)
    place = _place_in(_MONTHS, named.group(1)) if named else None
    if named and place is not None:
        latest = today.year if place < today.month else today.year - 1
        return _month(_day_of(text, int(named.group(2) or latest), place + 1))
    day = parse_date(text, today)
    return day, day


def _day_of(text: str, year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        raise Refusal(f"“{text[:40]}” is not a date that exists. Nothing was changed.") from None


def _month(first: date) -> tuple[date, date]:
    near_day(first)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _spoken(words: str, today: date) -> date | None:
    """Return the day of words that count from today, or of a weekday."""
    if words in _SIMPLE:
        return today + timedelta(days=_SIMPLE[words])
    if words in {"last month", "next month", "last year", "next year"}:
        months = 12 if words.endswith("year") else 1
        return _months_on(today, -months if words.startswith("last") else months)
    if found := _LAST.fullmatch(words):
        weekday = _place_in(_DAYS, found.group(2))
        if weekday is None:
            return None
        back = (today.weekday() - weekday) % 7
        if found.group(1) == "next":
            return today + timedelta(days=7 - back)
        return today - timedelta(days=7 if found.group(1) == "last" and not back else back)
    found = _AGO.fullmatch(words)
    if found is None or (found.group(1) is None) == (found.group(4) is None):
        return None
    number = _number(found.group(2)) * (-1 if found.group(4) == "ago" else 1)
    unit = found.group(3)
    if unit in {"month", "year"}:
        return _months_on(today, number * (12 if unit == "year" else 1))
    return today + timedelta(days=number * (7 if unit == "week" else 1))


def _number(word: str) -> int:
    """Return a small number in digits or in letters; ValueError for another word."""
    if word in {"one", "an"}:
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)


def _months_on(day: date, months: int) -> date:
    """Return the same day of another month, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        with suppress(ValueError):
            return date(year, month + 1, last)
    return date(year, month + 1, min(day.day, 28))


def near_day(day: date) -> date:
    """Return the day; refuse one that nobody can mean."""
    if not EARLIEST <= day <= LATEST:
        raise Refusal(f"The year {day.year} is too far away. Nothing was changed.")
    return day


def past_day(day: date) -> date:
    """Return the day; refuse one that has not come yet."""
    if day > local_today():
        raise Refusal(
            f"{day.isoformat()} has not come yet. Nothing was changed; "
            "name today or a day before it."
        )
    return near_day(day)


def _place_in(names: tuple[str, ...], word: str) -> int | None:
    """Return the place of the name that a word of three letters or more begins."""
    found = (place for place, name in enumerate(names) if name.startswith(word))
    return next(found, None) if len(word) >= 3 else None


def _named_month(words: str, today: date) -> date | None:
    """Return the day of 3 nov, 3rd of November, nov 3, 3.11. and each with a year."""
    if found := _DOTTED.fullmatch(words):
        day, month, year = int(found.group(1)), int(found.group(2)), found.group(3)
    elif found := re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]{3,9})\.?(?: (\d{4}))?", words, re.ASCII
    ):
        day, month, year = int(found.group(1)), _month_called(found.group(2)), found.group(3)
    elif found := re.fullmatch(
        r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", words, re.ASCII
    ):
        day, month, year = int(found.group(2)), _month_called(found.group(1)), found.group(3)
    else:
        return None
    if year:
        return date(int(year), month, day)
    for one in range(today.year + 1, today.year - 8, -1):  # 29 feb is not in every year
        with suppress(ValueError):
            if date(one, month, day) - today <= timedelta(days=31):
                return date(one, month, day)
    raise ValueError(words)


def working_days_after(day: date, number: int) -> date:
    """Return the working day that many of them after a day; weekends do not count.

    >>> working_days_after(date(2026, 11, 20), 1)  # a Friday
    datetime.date(2026, 11, 23)
    """
    weekend = max(day.weekday() - 4, 0)
    if weekend and not number:
        return day + timedelta(days=3 - weekend)
    weeks, rest = divmod(number, 5)
    day += timedelta(weeks=weeks) - timedelta(days=weekend)  # as if it had been the Friday
    return day + timedelta(days=rest + 2 if day.weekday() + rest > 4 else rest)


def _month_called(word: str) -> int:
    """Return the number of the month that a word begins; ValueError for another word."""
    place = _place_in(_MONTHS, word)
    if place is None:
        raise ValueError(word)
    return place + 1


def show_date(day: date, today: date | None = None) -> str:
    """Return a day as a page shows it: 3 Nov, with the year where it is not this one."""
    today = today or local_today()
    month = _MONTHS[day.month - 1][:3].capitalize()
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def show_month(month: str, *, short: bool = False) -> str:
    """Return a month as a page shows it: November 2026, or Nov where it is short.

    >>> show_month("2026-11"), show_month("2026-11", short=True)
    ('November 2026', 'Nov')
    """
    name = _MONTHS[int(month[5:7]) - 1].capitalize()
    return name[:3] if short else f"{name} {month[:4]}"
