"""Days as people type them, read on whichever side of today they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.dates import (
    EARLIEST,
    LATEST,
    full_date,
    local_today,
    say_day,
    show_date,
    show_long_date,
    week_end,
)
from feedbackdesk.domain.days import DateOrder, Side, needs_order, order_of, read_day
from feedbackdesk.domain.errors import Refusal, WrongSide
from feedbackdesk.domain.spans import read_period

TODAY = date(2026, 11, 22)
"""A Sunday."""
BEHIND, AHEAD, ANYWHERE = Side.BEHIND, Side.AHEAD, Side.ANYWHERE
DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        (" Yesterday ", TODAY - timedelta(days=1)),
        ("sun", TODAY),
        ("Sunday", TODAY),
        ("mon", date(2026, 11, 16)),
        ("3 nov", date(2026, 11, 3)),
        ("3 Dec", date(2025, 12, 3)),
        ("30 dec", date(2025, 12, 30)),
        ("22 nov", TODAY),
        ("23 nov", date(2025, 11, 23)),
        ("3. November 2024", date(2024, 11, 3)),
        ("29 feb", date(2024, 2, 29)),
        ("20261101", date(2026, 11, 1)),
        ("now", TODAY),
        ("the day before yesterday", date(2026, 11, 20)),
        ("last monday", date(2026, 11, 16)),
        ("last sun", date(2026, 11, 15)),
        ("this sun", TODAY),
        ("on Friday", date(2026, 11, 20)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("a week ago", date(2026, 11, 15)),
        ("Three days ago", date(2026, 11, 19)),
        ("a fortnight ago", date(2026, 11, 8)),
        ("last week", date(2026, 11, 15)),
        ("last month", date(2026, 10, 22)),
        ("9 months ago", date(2026, 2, 22)),
        ("a year ago", date(2025, 11, 22)),
        ("3rd of November", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("November 3rd, 2024", date(2024, 11, 3)),
        ("3-nov-2024", date(2024, 11, 3)),
        ("3nov24", date(2024, 11, 3)),
        ("2024 nov 3", date(2024, 11, 3)),
        ("3.11.", date(2026, 11, 3)),
        ("03.11.2025", date(2025, 11, 3)),
        ("3. 11. 2025", date(2025, 11, 3)),
        ("3/11", date(2026, 11, 3)),
        ("11/3/2026", date(2026, 3, 11)),
        ("11/13", date(2026, 11, 13)),
        ("3/11/25", date(2025, 11, 3)),
        ("03-11-2026", date(2026, 11, 3)),
        ("20 11 2026", date(2026, 11, 20)),
        ("2026-11-3", date(2026, 11, 3)),
        ("2026/11/03", date(2026, 11, 3)),
        ("2026. 11. 3.", date(2026, 11, 3)),
        ("1 jan 26", date(2026, 1, 1)),
        ("3 Nov '25", date(2025, 11, 3)),
        ("Nov 3, ’25", date(2025, 11, 3)),
        ("1 jan 99", date(1999, 1, 1)),
        ("on 3 nov.", date(2026, 11, 3)),
        ("the 20th", date(2026, 11, 20)),
        ("31st", date(2026, 10, 31)),
        ("this morning", TODAY),
        ("This afternoon", TODAY),
        ("last night", TODAY - timedelta(days=1)),
        ("mon.", date(2026, 11, 16)),
        ("last mon.", date(2026, 11, 16)),
        ("monday last week", date(2026, 11, 9)),
        ("last week monday", date(2026, 11, 9)),
        # A week of the year, as ISO 8601 writes it
        ("2026-W47", date(2026, 11, 16)),
        ("2026-W47-5", date(2026, 11, 20)),
        ("2026w475", date(2026, 11, 20)),
        ("2020-W53-7", date(2021, 1, 3)),
        # A weekday beside its date
        ("Friday 20 November", date(2026, 11, 20)),
        ("fri 20 nov", date(2026, 11, 20)),
        ("Fri, Nov 20, 2026", date(2026, 11, 20)),
        ("fri the 20th", date(2026, 11, 20)),
        ("Fri 20/11", date(2026, 11, 20)),
        ("20 November 2026 (Fri)", date(2026, 11, 20)),
        ("2026-11-20, Friday", date(2026, 11, 20)),
        ("Nov 20 Fri.", date(2026, 11, 20)),
        # Pasted from somewhere
        ("2026-11-20 10:00", date(2026, 11, 20)),
        ("2026-11-20T10:00", date(2026, 11, 20)),
        ("2026-11-20T10:00:30Z", date(2026, 11, 20)),
        ("2026-11-20T23:59:59.123456-08:00", date(2026, 11, 20)),
        ("20261120T100400Z", date(2026, 11, 20)),
        ("20 Nov 2026, 10:04 am", date(2026, 11, 20)),
        ("11/20/2026 10:04:33 P.M.", date(2026, 11, 20)),
        ("Nov 20, 2026 at 10 PM", date(2026, 11, 20)),
        ("Fri, 20 Nov 2026 10:04:00 +0000 (UTC)", date(2026, 11, 20)),
        ("Fri Nov 20 10:04:00 CET 2026", date(2026, 11, 20)),
        ("[20/11/2026, 10:04:33]", date(2026, 11, 20)),
        ("10:04, 20/11/2026", date(2026, 11, 20)),
        ("\u200e11/\u200e20/\u200e2026", date(2026, 11, 20)),
        ("20\u201111\u20112026", date(2026, 11, 20)),
        ("２０２６－１１－２０", date(2026, 11, 20)),
        ("20\u00a0Nov\u202f2026", date(2026, 11, 20)),
        ("yesterday 17:30", date(2026, 11, 21)),
        ("fri at 5pm", date(2026, 11, 20)),
    ],
)
def test_a_day_that_lies_behind(text: str, day: date) -> None:
    assert read_day(text, BEHIND, today=TODAY) == day
    assert read_day(text, ANYWHERE, today=TODAY) == day


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", FRIDAY),
        ("tonight", FRIDAY),
        ("tomorrow", date(2026, 11, 21)),
        ("tomorrow morning", date(2026, 11, 21)),
        ("the day after tomorrow", date(2026, 11, 22)),
        ("fri", FRIDAY + timedelta(days=7)),
        ("on friday", FRIDAY + timedelta(days=7)),
        ("by Friday", FRIDAY + timedelta(days=7)),
        ("until mon", date(2026, 11, 23)),
        ("this fri", FRIDAY),
        ("next fri", FRIDAY + timedelta(days=7)),
        ("mon", date(2026, 11, 23)),
        ("next week", date(2026, 11, 27)),
        ("on Fri. next week", date(2026, 11, 27)),
        ("next week thursday", date(2026, 11, 26)),
        ("sunday this week", date(2026, 11, 22)),
        ("3 days", date(2026, 11, 23)),
        ("in 2 weeks", date(2026, 12, 4)),
        ("2 weeks from now", date(2026, 12, 4)),
        ("2 weeks from today", date(2026, 12, 4)),
        ("10 days from now", date(2026, 11, 30)),
        ("a fortnight", date(2026, 12, 4)),
        ("in 3 months", date(2027, 2, 20)),
        ("next month", date(2026, 12, 20)),
        ("an year", date(2027, 11, 20)),
        ("20 nov", FRIDAY),
        ("3 nov", date(2027, 11, 3)),
        ("15 dec", date(2026, 12, 15)),
        ("15 may", date(2027, 5, 15)),
        ("mar 3", date(2027, 3, 3)),
        ("29 feb", date(2028, 2, 29)),
        ("2026-12-01", date(2026, 12, 1)),
        ("3/11", date(2027, 11, 3)),
        ("25.12.", date(2026, 12, 25)),
        ("1 jan 27", date(2027, 1, 1)),
        ("1.12.26", date(2026, 12, 1)),
        ("the 15th", date(2026, 12, 15)),
        ("31st", date(2026, 12, 31)),
        ("2026-W48-1", date(2026, 11, 23)),
        ("2026-W48", date(2026, 11, 23)),
        ("Mon 23 Nov", date(2026, 11, 23)),
        ("2026-12-01 10:00", date(2026, 12, 1)),
    ],
)
def test_a_day_that_lies_ahead(text: str, day: date) -> None:
    assert read_day(text, AHEAD, today=FRIDAY) == day


def test_on_the_first_of_march_the_fifteenth_of_may_is_this_years_where_it_lies_ahead() -> None:
    for words in ("15 may", "May 15", "15.5.", "15/5", "fri 15 may"):
        assert read_day(words, AHEAD, today=date(2026, 3, 1)) == date(2026, 5, 15)
    assert read_day("15 may", BEHIND, today=date(2026, 3, 1)) == date(2025, 5, 15)


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve")  # fmt: skip


@pytest.mark.parametrize("words", _NUMBERS)
def test_a_number_may_be_a_word(words: str) -> None:
    number = _NUMBERS.index(words) + 1
    for unit, days in (("day", 1), ("week", 7), ("fortnight", 14)):
        by = timedelta(days=number * days)
        for said in (f"{words} {unit}s", f"{number} {unit}s", f"{words} {unit}"):
            assert read_day(f"{said} ago", BEHIND, today=TODAY) == TODAY - by
            assert read_day(f"{said} from now", AHEAD, today=TODAY) == TODAY + by
            assert read_day(f"in {said}", AHEAD, today=TODAY) == TODAY + by
            assert read_day(said, AHEAD, today=TODAY) == TODAY + by
    if number == 1:
        assert read_day("a week ago", BEHIND, today=TODAY) == TODAY - timedelta(days=7)
        assert read_day("an week ago", BEHIND, today=TODAY) == TODAY - timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "dmy", "mdy", "ymd"),
    [
        ("3/4", "2026-04-03", "2026-03-04", "2026-03-04"),
        ("11/3/2026", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("11-3-2026", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("11/3/26", "2026-03-11", "2026-11-03", "2011-03-26"),
        ("\u200e11/\u200e3/\u200e2026", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("11–3–2026", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("11/3/2026 10:00", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("11/3/'26", "2026-03-11", "2026-11-03", "2026-11-03"),
        ("20/03/04", "2004-03-20", "2004-03-20", "2020-03-04"),
        ("99/3/4", "1999-03-04", "1999-03-04", "1999-03-04"),
        ("26/11/20", "2020-11-26", "2020-11-26", "2026-11-20"),
        # With points the day is first, unless the year is.
        ("3.4.", "2026-04-03", "2026-04-03", "2026-03-04"),
        ("3.4.2026", "2026-04-03", "2026-04-03", "2026-04-03"),
        ("26.11.20", "2020-11-26", "2020-11-26", "2026-11-20"),
        # In one way only.
        ("25/3", "2026-03-25", "2026-03-25", "2026-03-25"),
        ("3/25", "2026-03-25", "2026-03-25", "2026-03-25"),
        ("25/3/2026", "2026-03-25", "2026-03-25", "2026-03-25"),
        ("3/25/2026", "2026-03-25", "2026-03-25", "2026-03-25"),
        ("3/25/26", "2026-03-25", "2026-03-25", "2026-03-25"),
        ("99-11-20", "1999-11-20", "1999-11-20", "1999-11-20"),
        ("2026-03-04", "2026-03-04", "2026-03-04", "2026-03-04"),
        ("4 mar", "2026-03-04", "2026-03-04", "2026-03-04"),
        ("mar 4", "2026-03-04", "2026-03-04", "2026-03-04"),
    ],
)
def test_which_number_is_the_month_follows_the_order(
    text: str, dmy: str, mdy: str, ymd: str
) -> None:
    read = [read_day(text, BEHIND, order=order, today=TODAY) for order in (DMY, MDY, YMD)]
    assert [day.isoformat() for day in read] == [dmy, mdy, ymd]
    assert len(set(read)) == 1 or needs_order(text)


def test_the_order_is_that_of_the_systems_territory() -> None:
    for name in ("en_US.UTF-8", "en_US", "en-US", "es_PR.utf8", "fil_PH@currency=PHP",
                 "English_United States"):  # fmt: skip
        assert order_of(name) is MDY
    for name in ("ja_JP.eucJP", "hu_HU", "zh_Hant_TW", "fr_CA.UTF-8", "Korean_Korea"):
        assert order_of(name) is YMD
    for name in ("", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "de_DE@euro", "en", "sv_SE", "us",
                 "English_United Kingdom", "\x00", "_", "ca_ES"):  # fmt: skip
        assert order_of(name) is DMY


@pytest.mark.parametrize(
    "text",
    ["", "tomorrowish", "2026-02-30", "31 feb", "29 feb 2025", "0 nov", "1899-12-31", "2200-01-01",
     "9999-12-31", "0000-11-20", "20 nov 9999", "20 nov 0000", "monkey", "sunflower",
     "3 november 0000", "１ nov x", "2026-W99-1", "2026-W54", "2025-W53-1", "2026-W00",
     "2026-W47-8", "0000-W01-1", "9999-W52-7", "\ud800", "3-11", "13/13", "31/2", "30/2/26",
     "3/11/202", "3 monkeys '25", "monkey last week", "99999 years ago", "in 2 weeks ago",
     "2 weeks", "week ago", "31.2.", "1.13.2026", "٣ nov", "last summer", "next", "ago",
     "zero days ago", "3/11/2", "-1 days ago", "0th", "32nd", "10:04", "20 nov 2026 25:00",
     "20 nov 2026 10:60", "20 nov 2026 13 pm", "20 nov 10:00 11:00",
     "x" * 100_000, "1" * 100_000, "3 " * 50_000],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    for side in (BEHIND, ANYWHERE):
        with pytest.raises(Refusal, match="Nothing was changed") as refused:
            read_day(text, side, today=TODAY)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("30 feb", "does not exist"), ("2026-02-30", "does not exist"),
        ("20260230", "does not exist"), ("30/2/2026", "does not exist"),
        ("13/13", "does not exist"), ("2026-13", "does not exist"),
        ("2026-W54", "does not exist"), ("0000", "does not exist"),
        ("half past nine", "was not understood as a date"),
        ("3 monkeys", "was not understood as a date"), ("x days ago", "was not understood"),
        ("9999 years ago", "too far away"), ("in 99999 weeks", "too far away"),
        ("99999 years ago", "too far away"), ("in 99999 months", "too far away"),
        ("9999", "too far away"), ("9999-12-31", "too far away"),
        ("thu 20 nov", "20 November 2026 is a Friday, not a Thursday"),
        ("2026-11-20 (Mon)", "20 November 2026 is a Friday, not a Monday"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_with_a_date(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_period(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "side", "why"),
    [
        ("3.4.26", AHEAD, "3 April 2026 has passed"),
        ("3 nov '25", AHEAD, "3 November 2025 has passed"),
        ("3 nov 2026", AHEAD, "3 November 2026 has passed"),
        ("1 jan 99", AHEAD, "1 January 1999 has passed"),
        ("2026-W47", AHEAD, "16 November 2026 has passed"),
        ("yesterday", AHEAD, "21 November 2026 has passed"),
        ("last fri", AHEAD, "20 November 2026 has passed"),
        ("2 weeks ago", AHEAD, "8 November 2026 has passed"),
        ("2026-11-21 10:00", AHEAD, "21 November 2026 has passed"),
        ("tomorrow", BEHIND, "23 November 2026 has not come yet"),
        ("next sun", BEHIND, "29 November 2026 has not come yet"),
        ("2 weeks from now", BEHIND, "6 December 2026 has not come yet"),
        ("3 dec 2026", BEHIND, "3 December 2026 has not come yet"),
        ("3.12.26", BEHIND, "3 December 2026 has not come yet"),
        ("1 jan 27", BEHIND, "1 January 2027 has not come yet"),
        ("2026-W48-1", BEHIND, "23 November 2026 has not come yet"),
    ],
)
def test_a_day_on_the_other_side_is_refused_and_its_year_is_never_dropped(
    text: str, side: Side, why: str
) -> None:
    with pytest.raises(WrongSide, match=f"{why}. Nothing was changed; name today or"):
        read_day(text, side, today=TODAY)
    assert read_day(text, ANYWHERE, today=TODAY)


# Every day of ten years, read on every day of a year

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def _calendar() -> dict[tuple[int, int], list[date]]:
    """Return all the days that can be meant, by month and day; walked, not computed."""
    found = defaultdict(list)
    day = EARLIEST
    while day <= LATEST:
        found[day.month, day.day].append(day)
        day += timedelta(days=1)
    return found


CALENDAR = _calendar()


def expected(days: list[date], today: date, side: Side) -> date:
    """Return which of some days is meant on a day: by looking, among all of them."""
    if side is AHEAD:
        return days[bisect_left(days, today)]
    return days[bisect_right(days, today) - 1]


def yearless(month: int, day: int, way: int) -> str:
    """Return a day without its year, in one of several ways."""
    name = _MONTHS[month - 1]
    return (
        f"{day} {name}", f"{name[:3].lower()} {day}", f"{day}.{month}.", f"{day:02}/{month:02}",
        f"{day} of {name}", f"{name[:3].upper()}. {day}",
    )[way % 6]  # fmt: skip


def with_year(day: date, way: int) -> str:
    """Return a day with its year, in one of several ways."""
    name, weekday = _MONTHS[day.month - 1], _WEEKDAYS[day.weekday()]
    year, week, number = day.isocalendar()
    return (
        day.isoformat(), f"{year}-W{week:02}-{number}", f"{day.day}.{day.month}.{day.year}",
        f"{weekday} {day.day} {name} {day.year}", f"{name[:3]} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year % 100:02}", f"{day.isoformat()}T10:00:00Z",
        f"{day.day} {name[:3]} '{day.year % 100:02}", f"{weekday[:3]} {day:%d/%m/%Y}",
    )[way % 9]  # fmt: skip


@pytest.mark.parametrize("year", [2026, 2028])
def test_each_day_without_its_year_is_the_nearest_on_its_side_on_each_day_of_a_year(
    year: int,
) -> None:
    today = date(year, 1, 1)
    while today.year == year:
        # On every day of a common year each day; of a leap year those about its last of February.
        for way, ((month, day), days) in enumerate(CALENDAR.items(), start=today.toordinal()):
            if year == 2028 and (month, day) not in {(2, 28), (2, 29), (3, 1), (12, 31), (1, 1)}:
                continue
            for side in (BEHIND, AHEAD):
                words = yearless(month, day, way)
                assert read_day(words, side, today=today) == expected(days, today, side), (
                    words, today, side,
                )  # fmt: skip
        today += timedelta(days=1)


def test_each_day_of_ten_years_with_its_year_is_itself_or_refused_on_each_day_of_a_year() -> None:
    ten_years = [date(2021, 1, 1) + timedelta(days=by) for by in range(3652)]
    assert ten_years[-1] == date(2030, 12, 31)
    for at in range(365):
        today = date(2026, 1, 1) + timedelta(days=at)
        for way, day in enumerate(ten_years[at % 48 :: 48], start=at):
            words = with_year(day, way)
            assert read_day(words, ANYWHERE, today=today) == day, words
            for side, lies_there in ((BEHIND, day <= today), (AHEAD, day >= today)):
                if lies_there:
                    assert read_day(words, side, today=today) == day, (words, today, side)
                else:
                    with pytest.raises(WrongSide):
                        read_day(words, side, today=today)


_todays = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(_todays, st.dates(EARLIEST, LATEST), st.sampled_from(DateOrder))
def test_a_day_is_the_same_however_it_is_written(today: date, day: date, order: DateOrder) -> None:
    def read(words: str, side: Side = ANYWHERE) -> date:
        return read_day(words, side, order=order, today=today)

    first, second = (day.day, day.month) if order is DMY else (day.month, day.day)
    month = _MONTHS[day.month - 1]
    ways = (
        f"{day.day} {month[:3]}", f"{month} {day.day}", f"{first}/{second}",
        f"{day.day} of {month.upper()}",
    )  # fmt: skip
    for side in Side:
        meant = expected(CALENDAR[day.month, day.day], today, side)
        assert {read(way, side) for way in ways} == {meant}
    assert read(f"{ways[1]}, {day.year}") == day
    assert read(f"{day.day}.{day.month}.{day.year}") == day
    assert read(f"{first}/{second}/{day.year}") == day
    assert read(f"{first:02}-{second:02}-{day.year}") == day
    assert read(f"{day.year}-{day.month}-{day.day}") == day
    assert (
        read(full_date(day))
        == read(say_day(day, date(day.year - 1, 1, 1)))
        == read(day.isoformat())
        == day
    )
    if day.day > 12:
        assert read(f"{day.month}/{day.day}/{day.year}") == day
        assert read(f"{day.day}/{day.month}/{day.year}") == day
    if -79 <= day.year - today.year <= 20:
        assert read(f"{ways[0]} '{day.year % 100:02}") == day
        three = (day.year % 100, first, second) if order is YMD else (first, second, day.year % 100)
        assert read("/".join(f"{number:02}" for number in three)) == day


@given(_todays, st.integers(0, 60), st.integers(0, 6))
def test_what_is_said_lies_on_its_side(today: date, number: int, weekday: int) -> None:
    for unit in ("days", "weeks", "months", "years"):
        past = read_day(f"{number} {unit} ago", BEHIND, today=today)
        ahead = read_day(f"in {number} {unit}", AHEAD, today=today)
        assert past <= today <= ahead
        assert (past == today) == (number == 0) == (ahead == today)
    name = _WEEKDAYS[weekday]
    week = [today + timedelta(days=by) for by in range(-7, 8)]
    named = [day for day in week if day.weekday() == weekday]
    assert read_day(name, BEHIND, today=today) == max(day for day in named if day <= today)
    assert read_day(f"last {name}", BEHIND, today=today) == max(d for d in named if d < today)
    assert read_day(name, AHEAD, today=today) == min(day for day in named if day > today)
    assert read_day(f"next {name}", AHEAD, today=today) == min(day for day in named if day > today)
    assert read_day(f"this {name}", AHEAD, today=today) == min(d for d in named if d >= today)


_PIECES = (
    "last", "next", "in", "ago", "from now", "a", "two", "99", "day", "weeks", "fri", "nov", "3/11",
    "30/2", "'25", "week", "this", "2026-w48", "20th", "10:04", "t10:00z", "3.4.", "0000", "9999",
)  # fmt: skip


@given(
    st.text(max_size=40) | st.lists(st.sampled_from(_PIECES)).map(" ".join),
    st.sampled_from(Side),
    st.sampled_from(DateOrder),
    st.dates() | st.sampled_from([date.min, date.max, date(2000, 2, 29), EARLIEST, LATEST]),
)
def test_any_text_is_a_day_on_its_side_or_refused_whatever_the_clock_says(
    text: str, side: Side, order: DateOrder, today: date
) -> None:
    with suppress(Refusal):
        day = read_day(text, side, order=order, today=today)
        assert EARLIEST <= day <= LATEST
        assert side is ANYWHERE or (day <= today if side is BEHIND else day >= today)
    with suppress(Refusal):
        first, last = read_period(text, order=order, today=today)
        assert EARLIEST <= first <= last <= LATEST


@given(st.text(max_size=30), st.dates())
def test_whether_a_text_names_a_day_does_not_hang_on_the_order_where_it_need_not(
    text: str, today: date
) -> None:
    def read(order: DateOrder) -> date | None:
        with suppress(Refusal):
            return read_day(text, ANYWHERE, order=order, today=today)
        return None

    assert needs_order(text) or len({read(order) for order in DateOrder}) == 1


# Saying them back


@given(st.dates(EARLIEST, LATEST))
def test_a_day_survives_being_said_back(day: date) -> None:
    assert read_day(show_date(day, TODAY), ANYWHERE, today=day) == day
    if day.year != TODAY.year:
        assert read_day(show_date(day, TODAY), ANYWHERE, today=TODAY) == day
        assert read_day(say_day(day, TODAY), ANYWHERE, today=TODAY) == day


def test_a_day_is_said_back_with_its_year_where_it_is_not_this_one() -> None:
    this, other = date(2026, 4, 3), date(2025, 12, 15)
    assert [show_long_date(day, TODAY) for day in (this, other)] == ["3 April", "15 December 2025"]
    assert [say_day(day, TODAY) for day in (this, other)] == [
        "Friday, 3 April", "Monday, 15 December 2025",
    ]  # fmt: skip
    assert full_date(this) == "3 April 2026"
    assert say_day(local_today()).startswith(f"{local_today():%A}, ")


def test_a_week_ends_on_its_sunday() -> None:
    for by in range(7):
        assert week_end(date(2026, 11, 30) + timedelta(days=by)) == date(2026, 12, 6)
    assert week_end(date(2026, 12, 7)) == date(2026, 12, 13)
