"""Dates as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Period

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


def day_start(day: date) -> str:
    """Return the moment at which a day begins where the owner is, as the log keeps moments."""
    begins = datetime.combine(day, time.min).astimezone()
    return begins.astimezone(UTC).isoformat(timespec="microseconds")


_SIMPLE = {
    "today": 0, "now": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "last week": -7, "next week": 7, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tonight": 0, "last night": -1,
    "yesterday morning": -1, "yesterday afternoon": -1, "yesterday evening": -1,
}  # fmt: skip
_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AGO = re.compile(r"(?:(in) )?(\w{1,5}) (day|week|month|year)s?(?: (ago|from now))?", re.ASCII)
_WHICH = {"last", "this", "next"}
_LAST = re.compile(r"(?:(last|this|next) )?([a-z]{3,9})\.?", re.ASCII)
_OF_WEEK = re.compile(r"([a-z]{3,9})\.? (?:of )?(last|this|next) week", re.ASCII)
_YEAR = r"(\d{4}|['’]?\d\d)"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([./])(\d{{1,2}})(?:\2{_YEAR}?)?", re.ASCII)
_DASHED = re.compile(r"(\d{1,2})(-)(\d{1,2})-(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))", re.ASCII)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)? (?:of )?([a-z]{{3,9}})\.?(?: {_YEAR})?", re.ASCII
)
_MONTH_DAY = re.compile(rf"([a-z]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?: {_YEAR})?", re.ASCII)


def parse_date(text: str, today: date | None = None) -> date:
    """Return the day a text names: 2026-11-20, today, yesterday, fri, 3 nov, 2 weeks ago.

    A weekday is the latest one that is not in the future: “fri” is today on a Friday, “last
    fri” is not, and “next fri” is yet to come. A day without a year is the latest such day
    that is not more than a month ahead. 3.11., 3/11 and 03-11-2026 are read day first, and
    month first only where the second number can be no month. A year of two digits is no
    more than twenty years ahead.
    """
    today = today or local_today()
    words = " ".join(text.casefold().replace(",", " ").split())
    words = words.removeprefix("on ").removeprefix("the ")
    try:
        day = _spoken(words, today) or _written(words, today) or _as_iso(words)
    except ValueError:
        raise _no_such_day(text) from None
    except OverflowError:
        raise Refusal(f"“{text[:40]}” is too far away. Nothing was changed.") from None
    if day is None:
        raise Refusal(
            f"“{text[:40]}” was not understood as a date. Nothing was changed; write it like "
            f"{today.isoformat()}."
        )
    return near_day(day)


def _no_such_day(text: str) -> Refusal:
    return Refusal(f"The date “{text[:40]}” does not exist. Nothing was changed; name another.")


def parse_coming(text: str, today: date | None = None) -> date:
    """Return the day a text names when something is put off: fri, 2 weeks, 3 dec, next week.

    A weekday and a day without a year are the next ones to come; a day that has passed is
    refused.
    """
    today = today or local_today()
    words = " ".join(text.casefold().replace(",", " ").split()).removeprefix("on ")
    found = _AGO.fullmatch(words)
    is_span = found is not None and not (found[1] or found[4]) and found[2] not in _WHICH
    day = parse_date(f"in {words}" if is_span else text, today)
    spoken = _LAST.fullmatch(words)
    is_weekday = spoken is not None and _place_in(_DAYS, spoken.group(2)) is not None
    if day <= today and is_weekday and not words.startswith("last"):
        day += timedelta(days=7)
    elif day < today and not re.search(r"\d{4}", words) and _is_named(words, today):
        for year in range(today.year + 1, today.year + 9):
            with suppress(ValueError):
                day = day.replace(year=year)
                break
    if day < today:
        raise Refusal(
            f"{day.isoformat()} has passed. Nothing was changed; name today or a day after it."
        )
    return near_day(day)


def _is_named(words: str, today: date) -> bool:
    with suppress(ValueError, OverflowError):
        return _written(words.removeprefix("the "), today) is not None
    return False


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


def parse_span(text: str, today: date | None = None) -> tuple[date, date]:
    """Return the first and the last day of 2026-Q3, Q3, 2026-07..2026-09, or of `parse_period`.

    A quarter without a year is the latest one that has begun.
    """
    today = today or local_today()
    words = text.strip().casefold()
    first, dots, last = words.partition("..")
    if dots:
        begin, end = parse_period(first, today)[0], parse_period(last, today)[1]
        if end < begin:
            raise Refusal(f"“{text[:40]}” ends before it begins. Nothing was printed.")
        return begin, end
    found = re.fullmatch(r"(?:([0-9]{4})[\s-]*)?q([1-4])(?:[\s-]*([0-9]{4}))?", words)
    if not found or (found.group(1) and found.group(3)):
        return parse_period(text, today)
    month = int(found.group(2)) * 3 - 2
    latest = today.year if month <= today.month else today.year - 1
    begin = _day_of(text, int(found.group(1) or found.group(3) or latest), month)
    return begin, _month(_day_of(text, begin.year, month + 2))[1]


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


def _day_of(text: str, year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        raise _no_such_day(text) from None


def _month(first: date) -> tuple[date, date]:
    near_day(first)
    return first, month_end(first)


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _spoken(words: str, today: date) -> date | None:
    """Return the day of words that count from today, or of a weekday; None for other words."""
    if words in _SIMPLE:
        return today + timedelta(days=_SIMPLE[words])
    if words in {"last month", "next month", "last year", "next year"}:
        months = 12 if words.endswith("year") else 1
        return _months_on(today, -months if words.startswith("last") else months)
    if found := _OF_WEEK.fullmatch(words):
        weekday = _place_in(_DAYS, found.group(1))
        weeks = {"last": -1, "this": 0, "next": 1}[found.group(2)]
        return None if weekday is None else today + timedelta(weekday - today.weekday() + 7 * weeks)
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
    number = _number(found.group(2))
    if number is None:
        return None
    number *= -1 if found.group(4) == "ago" else 1
    unit = found.group(3)
    if unit in {"month", "year"}:
        return _months_on(today, number * (12 if unit == "year" else 1))
    return today + timedelta(days=number * (7 if unit == "week" else 1))


def _number(word: str) -> int | None:
    """Return a small number in digits or in letters; None for another word."""
    if word in {"one", "an"}:
        return 1
    if word in _NUMBERS:
        return _NUMBERS.index(word) + 1
    return int(word) if word.isdecimal() else None


def _months_on(day: date, months: int) -> date:
    """Return the same day of another month, or the last one that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(year)
    for last in range(day.day, 27, -1):
        with suppress(ValueError):
            return date(year, month + 1, last)
    return date(year, month + 1, min(day.day, 28))


def first_day(period: Period, today: date | None = None) -> date | None:
    """Return the day a period begins on; None for all time. Twelve months are whole ones."""
    today = today or local_today()
    month = today.replace(day=1)
    match period:
        case Period.QUARTER:
            return month.replace(month=(today.month - 1) // 3 * 3 + 1)
        case Period.YEAR:
            return month.replace(month=1)
        case Period.TWELVE_MONTHS:
            return _months_on(month, -11)
        case Period.ALL:
            return None


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


def _as_iso(words: str) -> date | None:
    """Return the day of a year's week, as ISO writes it, and of what else it allows."""
    with suppress(ValueError):
        return date.fromisoformat(words)
    return None


def _written(words: str, today: date) -> date | None:
    """Return the day of 3 nov, nov 3, 3.11., 3/11, 2026-11-3 and each with a year.

    None for other words; ValueError for a day that does not exist.
    """
    if found := _YEAR_FIRST.fullmatch(words):
        year, _sign, *parts = found.groups()
        month, day = (int(part) for part in parts if part is not None)
        return date(int(year), month, day)
    named: int | None
    if found := _DAY_FIRST.fullmatch(words) or _DASHED.fullmatch(words):
        day, named, said = int(found.group(1)), int(found.group(3)), found.group(4)
        if named > 12 and found.group(2) != ".":
            day, named = named, day
    elif found := _DAY_MONTH.fullmatch(words):
        day, named, said = int(found.group(1)), _place_in(_MONTHS, found.group(2)), found.group(3)
        named = None if named is None else named + 1
    elif found := _MONTH_DAY.fullmatch(words):
        day, named, said = int(found.group(2)), _place_in(_MONTHS, found.group(1)), found.group(3)
        named = None if named is None else named + 1
    else:
        return None
    return None if named is None else _in_year(said, named, day, today)


def _in_year(said: str | None, month: int, day: int, today: date) -> date:
    """Return a day of the year that was said, else of the latest that is near enough."""
    if said is not None and len(said) == 4:
        return date(int(said), month, day)
    if said is not None:
        year = today.year // 100 * 100 + int(said[-2:])
        return date(year if year <= today.year + 20 else year - 100, month, day)
    for one in range(today.year + 1, today.year - 8, -1):  # 29 feb is not in every year
        with suppress(ValueError):
            if date(one, month, day) - today <= timedelta(days=31):
                return date(one, month, day)
    raise ValueError(day)


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


def show_date(day: date, today: date | None = None) -> str:
    """Return a day as a page shows it: 3 Nov, with the year where it is not this one."""
    today = today or local_today()
    month = _MONTHS[day.month - 1][:3].capitalize()
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def show_long_date(day: date, today: date | None = None) -> str:
    """Return a day as a sentence has it: 3 November, with the year where it is not this one."""
    today = today or local_today()
    month = _MONTHS[day.month - 1].capitalize()
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def show_due(due: date, today: date | None = None) -> str:
    """Return when something is due, as a list shows it.

    >>> show_due(date(2026, 11, 20), date(2026, 11, 22))
    '2 days late'
    >>> show_due(date(2026, 11, 27), date(2026, 11, 22))
    'Fri'
    """
    today = today or local_today()
    days = (due - today).days
    if days < 0:
        return "1 day late" if days == -1 else f"{-days:,} days late"
    if days <= 1:
        return "tomorrow" if days else "today"
    return _DAYS[due.weekday()][:3].capitalize() if days < 7 else show_date(due, today)


def show_month(month: str, *, short: bool = False) -> str:
    """Return a month as a page shows it: November 2026, or Nov where it is short.

    >>> show_month("2026-11"), show_month("2026-11", short=True)
    ('November 2026', 'Nov')
    """
    name = _MONTHS[int(month[5:7]) - 1].capitalize()
    return name[:3] if short else f"{name} {month[:4]}"
