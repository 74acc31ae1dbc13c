"""What is folded away, as a narrow strip with its name: a click or Enter opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
    )

STRIP_WIDTH = 36


class Strip(QAbstractButton):
    """A name written downwards, with an icon and a number above it; it may take drops."""

    dropped = Signal(object)
    """The `QMimeData` of what was dropped on it."""

    def __init__(self, name: str, icon: str, role: Role, parent: QWidget) -> None:
        """Stand for something folded, of a name."""
        super().__init__(parent)
        self._name, self._icon, self._role = name, icon, role
        self._number: int | None = None
        self._hint = ""
        self._hint_for: Callable[[QMimeData], str] | None = None
        self.setFixedWidth(STRIP_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Unfold {name}").format(name=name))
        self.show_count(None)
        theme.signals().changed.connect(self.update)

    def take_drops(self, hint_for: Callable[[QMimeData], str]) -> None:
        """Take what this returns words for: what dropping it would do."""
        self._hint_for = hint_for
        self.setAcceptDrops(True)

    def show_count(self, number: int | None) -> None:
        """Write a number above the name."""
        self._number = number
        self.setAccessibleName(
            self.tr("{name}, folded").format(name=self._name)
            if number is None
            else self.tr("{name}, folded, {number} inside").format(name=self._name, number=number)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as a strip, and as tall as there is room."""
        return QSize(STRIP_WIDTH, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show what a drop here would do."""
        self._say(self._hint_for(event.mimeData()) if self._hint_for is not None else "")
        if self._hint:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take it wherever it is held."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._say("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self._say("")
        self.dropped.emit(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _say(self, hint: str) -> None:
        """Show and speak what a drop here would do."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, the number, and the name turned to the side."""
        painter = QPainter(self)
        rect = self.rect()
        fill = Role.DROP_TARGET if self._hint else Role.HOVER if self.underMouse() else Role.SUNKEN
        edge = theme.color(Role.DROP_LINE) if self._hint else None
        paint.rounded(painter, rect, theme.color(fill), edge, width=2)
        if edge is None and theme.has_edges():
            paint.rounded(painter, rect, None, theme.color(Role.LINE))
        paint.icon(painter, self._icon, self._role, (rect.width() - 18) // 2, 10, 18)
        top = 34
        if self._number is not None:
            small = theme.font(Size.SMALL)
            number = QRect(0, top, rect.width(), 20)
            paint.text(
                painter, number, f"{self._number:,}", small, Role.TEXT_MUTED,
                Qt.AlignmentFlag.AlignHCenter,
            )  # fmt: skip
            top += 24
        painter.save()
        painter.translate(rect.width(), top)
        painter.rotate(90)
        words = QRect(4, 0, max(rect.height() - top - 12, 0), rect.width())
        font = theme.font(Size.BODY, Weight.MEDIUM)
        paint.text(painter, words, self._hint or self._name, font, Role.TEXT)
        painter.restore()
        if self.hasFocus():
            paint.focus_ring(painter, rect)
        painter.end()
