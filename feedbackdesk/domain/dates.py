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


def parse_date(text: str, today: date | None = None) -> date:
    """Return the day a text names: 2026-11-20, today, yesterday, fri, 3 nov, 3 nov 2025.

    A weekday is the latest one that is not in the future; a day without a year is the
    latest such day that is not more than a month ahead.
    """
    today = today or local_today()
    words = text.strip().casefold()
    if words == "today":
        return today
    if words == "yesterday":
        return today - timedelta(days=1)
    weekday = _place_in(_DAYS, words)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    try:
        day = _named_month(words, today) or date.fromisoformat(words)
    except ValueError:
        raise Refusal(
            f"“{text[:40]}” is not a date that exists. Nothing was changed; write it like "
            f"{today.isoformat()}."
        ) from None
    return near_day(day)


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
    found = re.fullmatch(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", words)
    place = _place_in(_MONTHS, found.group(2)) if found else None
    if not found or place is None:
        return None
    day, month = int(found.group(1)), place + 1
    if found.group(3):
        return date(int(found.group(3)), month, day)
    for year in range(today.year, today.year - 8, -1):  # 29 feb is not in every year
        with suppress(ValueError):
            if date(year, month, day) - today <= timedelta(days=31):
                return date(year, month, day)
    raise ValueError(words)


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
