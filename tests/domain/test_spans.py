"""A stretch of days as it is typed and as a page shows it."""

from __future__ import annotations

from datetime import date

import pytest

from feedbackdesk.domain.dates import parse_span, show_span
from feedbackdesk.domain.errors import Refusal


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
    ],
)
def test_a_stretch_of_days_is_read_and_shown(text: str, first: str, last: str, shown: str) -> None:
    span = parse_span(text, date(2026, 11, 22))
    assert [day.isoformat() for day in span] == [first, last]
    assert show_span(*span) == shown


@pytest.mark.parametrize("text", ["2026-q5", "q0", "..", "2026..2025", "q1 q2", "", "0000-q1"])
def test_what_is_no_stretch_of_days_is_told(text: str) -> None:
    with pytest.raises(Refusal):
        parse_span(text, date(2026, 11, 22))
