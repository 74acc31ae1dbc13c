"""What stands above a comparison: how many moved which way, and the names of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QWidget

from feedbackdesk.domain.movement import tally, tell
from feedbackdesk.domain.words import Lens, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.compare.drawn import LOOKS, columns
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from feedbackdesk.desk.movement import Comparison


class Tallies(QWidget):
    """How many rose, fell, came and went, as tags in a row."""

    def __init__(self, parent: QWidget) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("compareTallies")
        self.setFixedHeight(32)
        self._found: Comparison | None = None
        theme.signals().changed.connect(self.update)

    def show_these(self, found: Comparison) -> None:
        """Show what a comparison counts."""
        self._found = found
        self.setAccessibleName(found.summary)
        self.setToolTip(found.summary)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a tag for each sort of movement."""
        if self._found is None:
            return
        painter = QPainter(self)
        left, counts = 24, tally(self._found.moved)
        for move, number in counts:
            look = LOOKS[move]
            left += 8 + paint.chip(
                painter, left, 4, tell(move, number), most=self.width() - left - 24,
                fill=look.fill, ink=look.ink, mark=look.icon,
            )  # fmt: skip
        if not counts:
            font = theme.font(Size.BODY, Weight.MEDIUM)
            room = self.rect().adjusted(24, 0, -24, 0)
            paint.text(painter, room, self._found.summary, font, Role.TEXT_MUTED)
        painter.end()


class Captions(QWidget):
    """The names of the list's columns, above it."""

    def __init__(self, view: QListView, parent: QWidget) -> None:
        """Stand above a list."""
        super().__init__(parent)
        self._view = view
        self._lens = Lens.REQUESTS
        self.setFixedHeight(28)
        theme.signals().changed.connect(self.update)

    def show_lens(self, lens: Lens) -> None:
        """Name what the later ranking goes by."""
        self._lens = lens
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names where the delegate paints what they name."""
        painter = QPainter(self)
        wide = self._view.viewport().width()
        place = columns(QRect(0, 0, wide, self.height()))
        font = theme.font(Size.SMALL, Weight.MEDIUM)
        end = Qt.AlignmentFlag.AlignRight
        paint.text(painter, place.then, self.tr("Then"), font, Role.TEXT_MUTED, end)
        paint.text(painter, place.now, self.tr("Now"), font, Role.TEXT_MUTED)
        paint.text(painter, place.item, self.tr("Item"), font, Role.TEXT_MUTED)
        if place.numbers is not None:
            words = self.tr("{lens} (the mark: then)").format(lens=label(self._lens))
            paint.text(painter, place.numbers, words, font, Role.TEXT_MUTED)
        painter.setPen(theme.color(Role.LINE))
        painter.drawLine(24, self.height() - 1, wide - 24, self.height() - 1)
        painter.end()
