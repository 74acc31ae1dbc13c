"""What is owed to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import local_today

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import FollowUp
    from feedbackdesk.store.reader import Reader


def owed(read: Reader) -> list[FollowUp]:
    """Return the follow-ups that are open, the earliest due first."""
    return read.follow_ups(local_today().isoformat())
