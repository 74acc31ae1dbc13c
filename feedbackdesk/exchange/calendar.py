"""What is owed as a calendar (iCalendar, RFC 5545): a day each, which blocks nothing.

As events, not as to-dos: many calendars leave those out without a word.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk import __version__
from feedbackdesk.domain.words import label
from feedbackdesk.exchange.lines import escaped, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.rows import FollowUp


def calendar_of(rows: Iterable[FollowUp], now: datetime) -> Iterator[bytes]:
    """Yield the calendar in parts; `now` is when it is made."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield folded(("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//FeedbackDesk//{__version__}//EN"))
    for one in rows:
        yield folded(
            (
                "BEGIN:VEVENT",
                f"UID:{one.uid}@feedbackdesk",
                f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{one.due:%Y%m%d}",
                f"DTEND;VALUE=DATE:{one.due + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{escaped(f'{label(one.kind)}: {one.speaker}')}",
                f"DESCRIPTION:{escaped(one.about)}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            )
        )
    yield folded(("END:VCALENDAR",))
