"""A row that stands above a list: the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.rows.delegate import hairline

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QListView

    from feedbackdesk.ui.rows.row import Laid, Row


class Captions(QWidget):
    """As wide as the rows below it, which leave room for the list's scroll bar."""

    def __init__(self, describe: Callable[[int], Row], view: QListView, parent: QWidget) -> None:
        """Stand above a list."""
        super().__init__(parent)
        self._describe, self._view = describe, view
        view.viewport().installEventFilter(self)
        theme.signals().changed.connect(self.describe_anew)
        self.describe_anew()

    def describe_anew(self) -> None:
        """Show what is said of the columns now."""
        laid = self._laid()
        self.setFixedHeight(laid.height)
        self.setAccessibleName(laid.row.says)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the list's own width."""
        if event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    def _laid(self) -> Laid:
        width = self._view.viewport().width()
        row = self._describe(round(width / theme.scale()))
        return row.lay_out(width, mirrored=self._mirrored, keep=True)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write each name above its column."""
        laid, wide = self._laid(), self._view.viewport().width()
        with QPainter(self) as painter:
            if self._mirrored:
                painter.translate(self.width() - wide, 0)
            area = QRect(0, 0, wide, self.height())
            hairline(painter, area, laid.row, Role.LINE, mirrored=self._mirrored)
            for one in laid.placed:
                one.piece.paint(painter, one, mirrored=self._mirrored)
