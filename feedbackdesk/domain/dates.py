"""Dates as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from feedbackdesk.domain.errors import Refusal

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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
    if re.fullmatch(r"[a-z]{3,9}", words) and words[:3] in _DAYS:
        return today - timedelta(days=(today.weekday() - _DAYS.index(words[:3])) % 7)
    try:
        day = _named_month(words, today) or date.fromisoformat(words)
    except ValueError:
        raise Refusal(
            f"“{text[:40]}” is not a date that exists. Nothing was changed; write it like "
            f"{today.isoformat()}."
        ) from None
    return near_day(day)


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


def _named_month(words: str, today: date) -> date | None:
    found = re.fullmatch(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", words)
    if not found or found.group(2)[:3] not in _MONTHS:
        return None
    day, month = int(found.group(1)), _MONTHS.index(found.group(2)[:3]) + 1
    if found.group(3):
        return date(int(found.group(3)), month, day)
    this_year = date(today.year, month, day)
    return (
        this_year if this_year - today <= timedelta(days=31) else date(today.year - 1, month, day)
    )


def show_date(day: date, today: date | None = None) -> str:
    """Return a day as a page shows it: 3 Nov, with the year where it is not this one."""
    today = today or local_today()
    month = _MONTHS[day.month - 1].capitalize()
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"
