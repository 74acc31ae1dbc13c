"""Lost sales as a list, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from feedbackdesk.desk.losses import lost_feedback
from feedbackdesk.domain.losses import LossFilter
from feedbackdesk.ui.pages.losses.drawn import read_out_loss
from feedbackdesk.ui.rows.feedback_model import FeedbackModel
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    AnyIndex = QModelIndex | QPersistentModelIndex


class LostModel(FeedbackModel):
    """The sales that a bar stands for, or all of a period."""

    chosen = LossFilter()
    currency = ""

    def show_lost(self, chosen: LossFilter) -> None:
        """Show these sales."""
        self.chosen = chosen
        self.reload()

    def show_anew(self, chosen: LossFilter) -> None:
        """Show these sales, each fetched again: much may have changed out of sight."""
        self._stale.update(self._rows)
        self.show_lost(chosen)

    def _ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        self.live.ask(lost_feedback, self.chosen, then=then)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return also why it was lost, for whoever listens."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = super().data(index, ROW)
            return None if row is None else read_out_loss(row, self.currency)
        return super().data(index, role)
