"""What was done, by whom, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import HistoryEntry, Version
    from feedbackdesk.store.reader import Reader


def history(read: Reader, limit: int | None = None) -> list[HistoryEntry]:
    """Return the steps, the newest first."""
    return read.history(limit)


def versions_of(read: Reader, feedback_id: int) -> list[Version]:
    """Return what a feedback's fields were before each correction, the newest first."""
    return read.versions_of(feedback_id)
