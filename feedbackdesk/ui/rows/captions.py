"""A row that stands above a list: the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPainter

from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows.delegate import hairline
from feedbackdesk.ui.rows.described import WIDE, RowWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QListView, QWidget

    from feedbackdesk.ui.rows.row import Row


class Captions(RowWidget):
    """As wide as the rows below it, which leave room for the list's scroll bar."""

    def __init__(self, describe: Callable[[int], Row], view: QListView, parent: QWidget) -> None:
        """Stand above a list."""
        self._view = view
        super().__init__(describe, parent)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the list's own width."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def place(self) -> QRect:
        """Return the room of a row of the list."""
        wide = self._view.viewport().width()
        return QRect(self.width() - wide if self.isRightToLeft() else 0, 0, wide, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write each name above its column, and draw a fine line below them."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            row, mirrored = self.describe(WIDE), self.isRightToLeft()
            hairline(painter, self.place(), row, Role.LINE, mirrored=mirrored)
