"""What stands above a comparison: how many moved which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from feedbackdesk.domain.movement import tally, tell
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Weight
from feedbackdesk.ui.pages.compare.rows import LOOKS
from feedbackdesk.ui.rows.pieces import Chip, Piece, Words
from feedbackdesk.ui.rows.row import Line, Row

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
        looks = [(LOOKS[move], tell(move, number)) for move, number in tally(self._found.moved)]
        pieces: list[Piece] = [Chip(told, one.fill, one.ink, one.icon) for one, told in looks]
        none = Words(self._found.summary, weight=Weight.MEDIUM, role=Role.TEXT_MUTED)
        row = Row(Line(*(pieces or [none])), pad=(24, 4, 24, 8))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            for one in row.lay_out(self.width(), mirrored=mirrored, keep=True).placed:
                one.piece.paint(painter, one, mirrored=mirrored)
