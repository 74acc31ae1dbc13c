"""The one reader of days: what somebody typed, and the day that it names.

Whoever asks says on which side of today the day lies. What was left out follows from that: on
1 March “15 may” was last year where the day lies behind, and is this year where it lies ahead.
What was said is never dropped: a day with a year on the wrong side is refused.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from feedbackdesk.domain.dates import (
    MONTHS,
    WEEKDAYS,
    coming_day,
    full_date,
    local_today,
    months_on,
    near_day,
    past_day,
)
from feedbackdesk.domain.errors import Refusal


class Side(StrEnum):
    """Where the day lies that a field asks for."""

    BEHIND = "behind"
    """Today or before it: a day that lies ahead is refused."""
    AHEAD = "ahead"
    """Today or after it: a day that has passed is refused."""
    ANYWHERE = "anywhere"
    """Read as if it lay behind, for what is looked for was recorded; and never refused."""


class DateOrder(StrEnum):
    """How 3/4 and 3/4/26 are read: day, month and year by their first letters."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_MONTH_FIRST = frozenset({"as", "fm", "gu", "mh", "mp", "ph", "pr", "pw", "um", "us", "vi"})
_YEAR_FIRST = frozenset({"ca", "cn", "hu", "ir", "jp", "kp", "kr", "lt", "mn", "tw"})
_NAMED = {"united states": "us", "canada": "ca", "china": "cn", "hungary": "hu", "iran": "ir",
          "japan": "jp", "korea": "kr", "lithuania": "lt", "mongolia": "mn",
          "philippines": "ph", "puerto rico": "pr", "taiwan": "tw"}  # fmt: skip


def order_of(locale: str) -> DateOrder:
    """Return the order in the territory of a locale: en_US.UTF-8, en-US, English_United States.

    After the Unicode CLDR's formats for a day and a month; without a territory the day is first.

    >>> order_of("en_US.UTF-8"), order_of("ja_JP"), order_of("C.UTF-8")
    (<DateOrder.MDY: 'mdy'>, <DateOrder.YMD: 'ymd'>, <DateOrder.DMY: 'dmy'>)
    """
    _language, *rest = re.split(r"[_-]", re.split(r"[.@]", locale.casefold())[0])
    for part in rest:
        territory = next((code for name, code in _NAMED.items() if part.startswith(name)), part)
        if territory in _MONTH_FIRST:
            return DateOrder.MDY
        if territory in _YEAR_FIRST:
            return DateOrder.YMD
    return DateOrder.DMY


_LONGEST = 100
"""Whatever is longer names no day."""
_AROUND_LEAP_YEARS = 9
"""So many years, the present one with them, hold a 29 February, also where a century has none."""
_YEARS_AHEAD = 20
"""A year of two digits lies at most so far ahead."""

_SIMPLE = {
    "today": 0, "now": 0, "yesterday": -1, "day before yesterday": -2, "tomorrow": 1,
    "day after tomorrow": 2, "last week": -7, "next week": 7, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tonight": 0, "last night": -1,
    "yesterday morning": -1, "yesterday afternoon": -1, "yesterday evening": -1,
    "tomorrow morning": 1, "tomorrow afternoon": 1, "tomorrow evening": 1,
}  # fmt: skip
_MONTHS_AWAY = {"last month": -1, "next month": 1, "last year": -12, "next year": 12}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), start=1,
    )
} | {"a": 1, "an": 1}  # fmt: skip
_DAYS_OF = {"day": 1, "week": 7, "fortnight": 14}

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ZONES = "z|utc|gmt|bst|ist|w?est|w?et|cest|cet|eest|eet|msk|[aecmp][sd]t|jst|kst|sgt|hkt|nzst"
_TIME = re.compile(
    r"(?:(?<=\d)t|(?:^|[ ,]) ?(?:at |@ ?)?)"
    r"(?:(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\b\.?)?"
    r"|(?:0?[1-9]|1[0-2]) ?[ap]\.?m\b\.?"
    r"|(?<=\dt)(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?)"
    rf"(?: ?(?:{_ZONES})\b)?(?: ?[+-]\d\d(?::?\d\d)?)?(?: \([\w ]{{1,40}}\))?(?=$|[ ,])",
    re.ASCII,
)
_BEFORE = re.compile(r"(?:(?:on|by|until|till) )?(?:the )?")
_SPAN = re.compile(
    r"(?:(in) )?(\w{1,6}) (day|week|fortnight|month|year)s?(?: (ago|from now|from today))?",
    re.ASCII,
)
_WEEKDAY = re.compile(r"(?:(last|this|next) )?([a-z]{3,9})\.?", re.ASCII)
_OF_WEEK = re.compile(r"([a-z]{3,9})\.? (?:of )?(last|this|next) week", re.ASCII)
_WEEK_THEN = re.compile(r"(last|this|next) week ([a-z]{3,9})\.?", re.ASCII)
_BESIDE = (
    re.compile(r"(?P<weekday>[a-z]{3,9})\.? (?:the )?(?P<date>.+)", re.ASCII),
    re.compile(r"(?P<date>.+) \(?(?P<weekday>[a-z]{3,9})\.?\)?", re.ASCII),
)

_YEAR = r"(\d{4}|['’]?\d\d)"
_ISO_WEEK = re.compile(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", re.ASCII)
_WHOLE = re.compile(r"(\d{4})(?:([-/. ]) ?(\d{1,2})\2 ?(\d{1,2})\.?|(\d\d)(\d\d))", re.ASCII)
_NUMERIC = re.compile(r"(\d\d?)([-/. ]) ?(\d\d?)\2 ?(\d{4}|['’]?\d\d|\d)\.?", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})([/.]) ?(\d{1,2})\.?", re.ASCII)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[-/ ]?(?:of )?([a-z]{{3,9}})\.?(?:[-/ ]?{_YEAR})?", re.ASCII
)
_MONTH_DAY = re.compile(
    rf"([a-z]{{3,9}})\.?[- ]?(\d{{1,2}})(?:st|nd|rd|th)?(?:[- ]{_YEAR})?", re.ASCII
)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/ ]([a-z]{3,9})[-/ ](\d{1,2})", re.ASCII)
_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.ASCII)
_TWO_NUMBERS = re.compile(r"\d{1,2} ?[-/.\s] ?\d{1,2}(?!\d)")


def read_day(
    text: str, side: Side, *, order: DateOrder = DateOrder.DMY, today: date | None = None
) -> date:
    """Return the day a text names: 2026-11-20, 2026-W47-5, fri, 3 nov, 3/11, 2 weeks ago.

    `order` says which of 3/11 is the month; where only one reading is possible it is taken,
    and with points the day comes before the month unless the year comes first. A weekday and a
    day without a year are the latest where the day lies behind, and the next where it lies
    ahead; “last fri” and “next fri” are never today, and “2 weeks” alone lie ahead. A year of
    two digits is no more than twenty years ahead. A week is its Monday. A weekday beside a date
    must be that of the date; a time beside it is passed over, with its zone: the day is the
    one that was written.

    Raises Refusal for what is no day, and WrongSide for one that lies where none is asked for.
    """
    today = today or local_today()
    try:
        day = _day(plain_words(text), side, order, today)
    except ValueError:
        raise no_such_day(text) from None
    except OverflowError:
        raise Refusal(f"“{text[:40]}” is too far away. Nothing was changed.") from None
    if day is None:
        raise Refusal(
            f"“{text[:40]}” was not understood as a date. Nothing was changed; write it like "
            f"{today.isoformat()}."
        )
    near_day(day)
    if side is Side.BEHIND:
        return past_day(day, today)
    return coming_day(day, today) if side is Side.AHEAD else day


def needs_order(text: str) -> bool:
    """Whether the order of day and month can matter to what a text names."""
    return _TWO_NUMBERS.search(plain_words(text)) is not None


def no_such_day(text: str) -> Refusal:
    """Return the refusal of a day that no calendar has."""
    return Refusal(f"The date “{text[:40]}” does not exist. Nothing was changed; name another.")


def plain_words(text: str) -> str:
    """Return what was typed in the form that the patterns read: one case, one kind of dash."""
    if len(text) > _LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return " ".join(_DASHES.sub("-", seen).strip(" \t\r\n[]").split())


def month_named(word: str) -> int | None:
    """Return the number of the month that a word of three letters or more begins."""
    place = _place_in(MONTHS, word)
    return None if place is None else place + 1


def _day(words: str, side: Side, order: DateOrder, today: date) -> date | None:
    """Return the day; None for other words, ValueError for a day that does not exist."""
    words = " ".join(_TIME.sub("", words, count=1).replace(",", " ").split())
    words = words[_BEFORE.match(words).end() :]  # type: ignore[union-attr]
    day = _spoken(words, side, today) or _written(words, side, order, today)
    for pattern in _BESIDE if day is None else ():
        found = pattern.fullmatch(words)
        weekday = _place_in(WEEKDAYS, found["weekday"]) if found is not None else None
        if found is None or weekday is None:
            continue
        day = _written(found["date"], side, order, today)
        if day is not None and day.weekday() != weekday:
            is_, said = (WEEKDAYS[one].capitalize() for one in (day.weekday(), weekday))
            raise Refusal(
                f"{full_date(day)} is a {is_}, not a {said}. Nothing was changed; "
                "write the day that you mean."
            )
        break
    return day


# Days that count from today


def _spoken(words: str, side: Side, today: date) -> date | None:
    if words in _SIMPLE:
        return today + timedelta(days=_SIMPLE[words])
    if words in _MONTHS_AWAY:
        return months_on(today, _MONTHS_AWAY[words])
    if found := _OF_WEEK.fullmatch(words):
        return _in_week(found[1], found[2], today)
    if found := _WEEK_THEN.fullmatch(words):
        return _in_week(found[2], found[1], today)
    if found := _WEEKDAY.fullmatch(words):
        weekday = _place_in(WEEKDAYS, found[2])
        return None if weekday is None else _weekday(weekday, found[1], side, today)
    found = _SPAN.fullmatch(words)
    if found is None or (found[1] and found[4]):
        return None
    if not (found[1] or found[4] or side is Side.AHEAD):
        return None  # “2 weeks” alone: before today, or after it?
    word = found[2]
    number = int(word) if word.isdecimal() else _NUMBERS.get(word)
    if number is None:
        return None
    number *= -1 if found[4] == "ago" else 1
    unit = found[3]
    if unit in _DAYS_OF:
        return today + timedelta(days=number * _DAYS_OF[unit])
    return months_on(today, number * (12 if unit == "year" else 1))


def _in_week(name: str, week: str, today: date) -> date | None:
    weekday = _place_in(WEEKDAYS, name)
    weeks = {"last": -1, "this": 0, "next": 1}[week]
    return None if weekday is None else today + timedelta(weekday - today.weekday() + 7 * weeks)


def _weekday(weekday: int, which: str | None, side: Side, today: date) -> date:
    """Return the weekday nearest to today on a side; “fri” on a Friday is in a week, if ahead."""
    back = (today.weekday() - weekday) % 7
    on = (weekday - today.weekday()) % 7
    if which == "last":
        return today - timedelta(days=back or 7)
    if which == "next" or (which is None and side is Side.AHEAD):
        return today + timedelta(days=on or 7)
    return today + timedelta(days=on) if side is Side.AHEAD else today - timedelta(days=back)


# Days of the calendar


def _written(words: str, side: Side, order: DateOrder, today: date) -> date | None:
    month: int | None
    if found := _ISO_WEEK.fullmatch(words):
        return date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _WHOLE.fullmatch(words):
        return date(int(found[1]), int(found[3] or found[5]), int(found[4] or found[6]))
    if found := _NUMERIC.fullmatch(words) or _NO_YEAR.fullmatch(words):
        first, sign, *others = found.groups()
        named = _in_order((first, *others), sign, order)
        return _in_year(named.get("y"), int(named["m"]), int(named["d"]), side, today)
    if found := _DAY_MONTH.fullmatch(words):
        day, month, said = int(found[1]), month_named(found[2]), found[3]
    elif found := _MONTH_DAY.fullmatch(words):
        day, month, said = int(found[2]), month_named(found[1]), found[3]
    elif found := _YEAR_MONTH_DAY.fullmatch(words):
        day, month, said = int(found[3]), month_named(found[2]), found[1]
    elif found := _OF_MONTH.fullmatch(words):
        return _in_any_month(int(found[1]), side, today)
    else:
        return None
    return None if month is None else _in_year(said, month, day, side, today)


def _in_order(numbers: tuple[str, ...], sign: str, order: DateOrder) -> dict[str, str]:
    """Return which of two or three numbers is the day d, the month m and the year y.

    In the owner's order, else in the first in which each number can be what it is taken for.
    """
    points = sign == "."  # before which the month stands first nowhere, but after a year
    if len(numbers) == 2:
        own = "dm" if order is DateOrder.DMY or (points and order is DateOrder.MDY) else "md"
        others = ["dm", "md"]
    elif len(numbers[2]) > 2:  # four digits, or an apostrophe: a year
        own = "dmy" if points or order is DateOrder.DMY else "mdy"
        others = ["dmy", "mdy"]
    else:
        own = "dmy" if points and order is DateOrder.MDY else order.value
        others = ["dmy", "mdy"] if int(numbers[0]) <= 31 else ["ymd"]
    if points:
        others = [one for one in others if one.startswith("d")]
    for reading in (own, *others):
        named = dict(zip(reading, numbers, strict=True))
        if len(named.get("y", "00")) < 2:
            continue  # a day or a month may have one digit, a year has not
        if 1 <= int(named["m"]) <= 12 and 1 <= int(named["d"]) <= 31:
            return named
    raise ValueError(numbers)


def _in_year(said: str | None, month: int, day: int, side: Side, today: date) -> date:
    if said is None:
        return _in_any_year(month, day, side, today)
    return date(_year(said, today), month, day)


def _year(said: str, today: date) -> int:
    """Return the year that was said; of two digits, the one from 79 years ago to 20 ahead."""
    if len(said) == 4:
        return int(said)
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - int(said[-2:])) % 100


def _in_any_year(month: int, day: int, side: Side, today: date) -> date:
    """Return the latest such day until today, or the next from today; some have no 29 feb."""
    way = 1 if side is Side.AHEAD else -1
    for by in range(_AROUND_LEAP_YEARS):
        with suppress(ValueError):
            found = date(today.year + way * by, month, day)
            if (found - today).days * way >= 0:
                return found
    raise ValueError(day)


def _in_any_month(day: int, side: Side, today: date) -> date:
    """Return the latest day of that number in a month until today, or the next from today."""
    way = 1 if side is Side.AHEAD else -1
    first = today.replace(day=1)
    for by in range(4):  # of any three months in a row one has 31 days
        with suppress(ValueError):
            found = months_on(first, way * by).replace(day=day)
            if (found - today).days * way >= 0:
                return found
    raise ValueError(day)


def _place_in(names: tuple[str, ...], word: str) -> int | None:
    """Return the place of the name that a word of three letters or more begins."""
    found = (place for place, name in enumerate(names) if name.startswith(word))
    return next(found, None) if len(word) >= 3 else None
