"""What was done, by whom, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.store.reader import Reader


def history(read: Reader, limit: int | None = None) -> list[HistoryEntry]:
    """Return the steps, the newest first."""
    return read.history(limit)
