"""Days, months and periods, and how a page shows a day: each at its edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from feedbackdesk.domain.dates import (
    EARLIEST,
    LATEST,
    coming_day,
    day_start,
    first_day,
    full_date,
    local_today,
    month_end,
    months_on,
    near_day,
    past_day,
    say_day,
    show_date,
    show_due,
    show_long_date,
    show_month,
    week_end,
    working_days_after,
)
from feedbackdesk.domain.errors import Refusal, WrongSide
from feedbackdesk.domain.words import Period

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 1, 31), date(2026, 1, 31)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 4, 30), date(2026, 4, 30)),
        (date(2026, 12, 5), date(2026, 12, 31)),
        (date(9999, 12, 5), date.max),
    ],
)
def test_a_month_ends_on_its_last_day(day: date, last: date) -> None:
    assert month_end(day) == last


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
        (date(2026, 11, 22), -23, date(2024, 12, 22)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 5, 1), 3, date(2026, 8, 1)),
        (date.max.replace(day=1), 0, date(9999, 12, 1)),
        (date(1, 2, 3), -1, date(1, 1, 3)),
    ],
)
def test_months_on_is_the_same_day_or_the_last_that_there_is(
    day: date, months: int, then: date
) -> None:
    assert months_on(day, months) == then


@pytest.mark.parametrize(("day", "months"), [(date.max, 1), (date(1, 1, 1), -1)])
def test_months_beyond_every_calendar_are_an_overflow(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        months_on(day, months)


@pytest.mark.parametrize(
    ("today", "quarter", "year", "twelve"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), date(2025, 2, 1)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 1, 1), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 1, 1), date(2025, 5, 1)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 1, 1), date(2025, 10, 1)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 1, 1), date(2026, 1, 1)),
    ],
)
def test_a_period_begins_with_its_first_day(
    today: date, quarter: date, year: date, twelve: date
) -> None:
    assert first_day(Period.QUARTER, today) == quarter
    assert first_day(Period.YEAR, today) == year
    assert first_day(Period.TWELVE_MONTHS, today) == twelve
    assert first_day(Period.ALL, today) is None


def test_without_a_day_it_is_today() -> None:
    today = local_today()
    assert first_day(Period.YEAR) == date(today.year, 1, 1)
    assert past_day(today) == coming_day(today) == today
    assert show_due(today) == "today"
    assert show_date(today) == show_date(today, today)
    assert show_long_date(today) == show_long_date(today, today)


def test_nobody_means_a_day_of_another_age() -> None:
    assert near_day(EARLIEST) == date(1900, 1, 1)
    assert near_day(LATEST) == date(2199, 12, 31)
    for day in (date(1899, 12, 31), date(2200, 1, 1)):
        with pytest.raises(Refusal, match=f"^The year {day.year} is too far away. Nothing was"):
            near_day(day)


def test_a_day_lies_on_its_side_and_today_on_both() -> None:
    tomorrow, yesterday = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
    assert past_day(TODAY, TODAY) == coming_day(TODAY, TODAY) == TODAY
    assert past_day(yesterday, TODAY) == yesterday
    assert coming_day(tomorrow, TODAY) == tomorrow
    with pytest.raises(WrongSide) as refused:
        past_day(tomorrow, TODAY)
    assert str(refused.value) == (
        "23 November 2026 has not come yet. Nothing was changed; name today or a day before it."
    )
    with pytest.raises(WrongSide) as refused:
        coming_day(yesterday, TODAY)
    assert str(refused.value) == (
        "21 November 2026 has passed. Nothing was changed; name today or a day after it."
    )
    with pytest.raises(Refusal, match="The year 1899"):
        past_day(date(1899, 1, 1), TODAY)
    with pytest.raises(Refusal, match="The year 2300"):
        coming_day(date(2300, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 22), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 5, date(2026, 11, 27)),
        (date(2026, 11, 23), 4, date(2026, 11, 27)),
        (date(2026, 11, 24), 4, date(2026, 11, 30)),
        (date(2026, 11, 25), 12, date(2026, 12, 11)),
    ],
)
def test_working_days_leave_out_the_weekend(day: date, number: int, due: date) -> None:
    assert working_days_after(day, number) == due


@pytest.mark.parametrize("number", range(1, 13))
def test_each_month_has_its_name(number: int) -> None:
    name = datetime(2026, number, 1, tzinfo=UTC).strftime("%B")  # the tests run in English
    day = date(2026, number, 3)
    assert show_date(day, TODAY) == f"3 {name[:3]}"
    assert show_date(day, date(2027, 1, 1)) == f"3 {name[:3]} 2026"
    assert full_date(day) == f"3 {name} 2026"
    assert show_long_date(day, TODAY) == f"3 {name}"
    assert show_long_date(day, date(2025, 1, 1)) == f"3 {name} 2026"
    assert show_month(f"2026-{number:02}") == f"{name} 2026"
    assert show_month(f"2026-{number:02}", short=True) == name[:3]


def test_each_weekday_has_its_name_and_its_week_its_sunday() -> None:
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for number, name in enumerate(names):
        day = date(2026, 11, 16) + timedelta(days=number)
        assert say_day(day, TODAY) == f"{name}, {16 + number} November"
        assert week_end(day) == TODAY


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (-1_200, "1,200 days late"),
        (-2, "2 days late"),
        (-1, "1 day late"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "Tue"),
        (6, "Sat"),
        (7, "29 Nov"),
        (40, "1 Jan 2027"),
    ],
)
def test_when_something_is_due(days: int, shown: str) -> None:
    assert show_due(TODAY + timedelta(days=days), TODAY) == shown


def test_a_day_begins_at_midnight_where_the_owner_is() -> None:
    begins = datetime.fromisoformat(day_start(TODAY))
    assert begins.utcoffset() == timedelta(0), "the log keeps moments in UTC"
    here = begins.astimezone()
    assert (here.date(), here.hour, here.minute) == (TODAY, 0, 0)
    assert day_start(TODAY)[-13:] == ".000000+00:00"
