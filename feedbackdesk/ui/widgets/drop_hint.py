"""What a drop will do, shown while something is dragged over the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

_EDGE = 8


class DropHint(QWidget):
    """A frame around the window with a sentence in it; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        """Wait out of sight."""
        super().__init__(parent)
        self.setObjectName("dropHint")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words if self.isVisible() else ""

    def say(self, words: str) -> None:
        """Tell what a drop here will do."""
        self._words = words
        self.setAccessibleName(words)
        parent = self.parentWidget()
        assert parent is not None  # noqa: S101  (it was made with one)
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and the sentence on a plain ground."""
        painter = QPainter(self)
        frame = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        paint.rounded(painter, frame, None, theme.color(Role.DROP_LINE), width=2.0)
        font = theme.font(Size.TITLE, Weight.MEDIUM)
        width = QFontMetrics(font).horizontalAdvance(self._words) + 48
        box = QRect(0, 0, min(width, frame.width() - 32), 56)
        box.moveCenter(frame.center())
        accent = theme.color(Role.DROP_LINE)
        paint.rounded(painter, box, theme.color(Role.RAISED), accent, width=2.0)
        inner = box.adjusted(24, 0, -24, 0)
        paint.text(painter, inner, self._words, font, Role.TEXT)
        painter.end()
