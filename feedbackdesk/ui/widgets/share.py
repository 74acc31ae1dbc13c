"""A bar that shows a share, with its words below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows import paint

_BAR, _WORDS, _INDENT = 6, 20, 30


class ShareBar(QWidget):
    """The bar says nothing that the words do not say."""

    def __init__(self, share: float, words: str) -> None:
        """Show a share from 0 to 1."""
        super().__init__()
        self._share, self._words = share, words
        self.setFixedHeight(_BAR + 4 + _WORDS)
        self.setToolTip(f"{share:.0%}")
        theme.signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(120, _BAR + 4 + _WORDS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the words."""
        painter = QPainter(self)
        wide = self.width() - _INDENT
        paint.bar(painter, QRect(_INDENT, 2, wide, _BAR), self._share)
        below = QRect(_INDENT, _BAR + 4, wide, _WORDS)
        paint.text(painter, below, self._words, theme.font(Size.SMALL), Role.TEXT_MUTED)
        painter.end()
