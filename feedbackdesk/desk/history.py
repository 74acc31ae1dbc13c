"""What was done, by whom, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feedbackdesk.domain.errors import CannotUndo
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.store.reader import Reader


def history(read: Reader, limit: int | None = None) -> list[HistoryEntry]:
    """Return the steps, the newest first."""
    return read.history(limit)


def obstacle(read: Reader, step_id: int) -> CannotUndo | None:
    """Return what would stand in the way of taking a step back, as far as reading tells."""
    return read.obstacle(step_id)
