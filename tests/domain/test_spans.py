"""A stretch of days as it is typed and as a page shows it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.spans import read_period, read_span, show_span


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2026-Q3", "2026-07-01", "2026-09-30", "July to September 2026"),
        ("q1 2025", "2025-01-01", "2025-03-31", "January to March 2025"),
        ("Q4", "2026-10-01", "2026-12-31", "October to December 2026"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2025-12..2026-02", "2025-12-01", "2026-02-28", "December 2025 to February 2026"),
        ("2026-02", "2026-02-01", "2026-02-28", "February 2026"),
        ("2026-03-03", "2026-03-03", "2026-03-03", "3 March 2026"),
        ("2026-03-03..2026-04-02", "2026-03-03", "2026-04-02", "3 March 2026 to 2 April 2026"),
        # From the first of a month to the middle of one: no whole months, so both days are said.
        ("2026-07..2026-09-15", "2026-07-01", "2026-09-15", "1 July 2026 to 15 September 2026"),
        (
            "2026-09-01..2026-09-15",
            "2026-09-01",
            "2026-09-15",
            "1 September 2026 to 15 September 2026",
        ),
        (
            "2026-09-02..2026-09",
            "2026-09-02",
            "2026-09-30",
            "2 September 2026 to 30 September 2026",
        ),
        ("2026-02-01..2026-02-28", "2026-02-01", "2026-02-28", "February 2026"),
        (
            "2024-02-01..2024-02-28",
            "2024-02-01",
            "2024-02-28",
            "1 February 2024 to 28 February 2024",
        ),
        ("2025..2026", "2025-01-01", "2026-12-31", "January 2025 to December 2026"),
        ("q1..q3", "2026-01-01", "2026-09-30", "January to September 2026"),
        ("2026-W47", "2026-11-16", "2026-11-22", "16 November 2026 to 22 November 2026"),
        ("2026-W40..2026-W41-3", "2026-09-28", "2026-10-07", "28 September 2026 to 7 October 2026"),
        ("11/2025", "2025-11-01", "2025-11-30", "November 2025"),
        ("last month", "2026-10-01", "2026-10-31", "October 2026"),
        ("this week", "2026-11-16", "2026-11-22", "16 November 2026 to 22 November 2026"),
        ("last week", "2026-11-09", "2026-11-15", "9 November 2026 to 15 November 2026"),
        ("last quarter", "2026-07-01", "2026-09-30", "July to September 2026"),
        ("this year", "2026-01-01", "2026-12-31", "2026"),
        ("last year..today", "2025-01-01", "2026-11-22", "1 January 2025 to 22 November 2026"),
        ("3/4..25/4", "2026-04-03", "2026-04-25", "3 April 2026 to 25 April 2026"),
    ],
)
def test_a_stretch_of_days_is_read_and_shown(text: str, first: str, last: str, shown: str) -> None:
    span = read_span(text, today=date(2026, 11, 22))
    assert [day.isoformat() for day in span] == [first, last]
    assert show_span(*span) == shown


def test_a_stretch_without_a_beginning_is_shown_until_its_last_day() -> None:
    assert show_span(None, date(2026, 9, 15)) == "until 15 September 2026"


def test_the_order_of_day_and_month_holds_for_both_ends() -> None:
    span = read_span("3/4..5/6/2026", order=DateOrder.MDY, today=date(2026, 11, 22))
    assert span == (date(2026, 3, 4), date(2026, 5, 6))
    assert read_period("3/4", order=DateOrder.YMD, today=date(2026, 11, 22))[0] == date(2026, 3, 4)


@pytest.mark.parametrize("today", [date(1900, 1, 1), date(2199, 12, 31), date.min, date.max])
@pytest.mark.parametrize("text", ["last quarter", "next year", "this week", "q1", "march", "1 jan"])
def test_a_clock_that_is_far_off_gives_a_stretch_or_a_sentence(text: str, today: date) -> None:
    with suppress(Refusal):
        first, last = read_span(text, today=today)
        assert first <= last


@pytest.mark.parametrize(
    "text",
    [
        "2026-q5",
        "q0",
        "..",
        "2026..2025",
        "q1 q2",
        "",
        "0000-q1",
        "2026-q1-2026",
        "9999-q4",
        "2026-W54",
        "13/2026",
        "nov..oct",
        "last decade",
        "x" * 100_000 + "..",
    ],
)
def test_what_is_no_stretch_of_days_is_told(text: str) -> None:
    with pytest.raises(Refusal):
        read_span(text, today=date(2026, 11, 22))
