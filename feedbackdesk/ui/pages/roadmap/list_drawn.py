"""A row of the roadmap's list, painted whole: Qt's own cells are too slow to scroll by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.roadmap.list_rows import FACTS, Fact, mark_of
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
    from PySide6.QtWidgets import QStyleOptionViewItem

    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.ui.pages.roadmap.list_rows import RoadmapModel

    AnyIndex = QModelIndex | QPersistentModelIndex

HEIGHT = 36
_MARK = 20
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_LEFT = Qt.AlignmentFlag.AlignLeft.value | _ONE_LINE
_RIGHT = Qt.AlignmentFlag.AlignRight.value | _ONE_LINE
_WORDS = {Fact.TITLE, Fact.STAGE}
"""What begins at the left; numbers end at the right."""


class RoadmapRow(QStyledItemDelegate):
    """Gives the rows their height; the list paints them with a `RowPainter`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return one height for all."""
        size = super().sizeHint(option, index)
        size.setHeight(HEIGHT)
        return size


def paint_heading(painter: QPainter, rect: QRect, words: str, *, focused: bool) -> None:
    """Paint the theme that the rows below it answer."""
    font = theme.font(Size.BODY, Weight.MEDIUM)
    paint.text(painter, rect.adjusted(10, 0, -10, 0), words, font)
    if focused:
        paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1))


class RowPainter:
    """Paints rows one after the other: what they share is looked up once for all in sight."""

    def __init__(
        self, cells: Sequence[tuple[int, int]], right: int, strong: frozenset[Fact]
    ) -> None:
        """Paint into columns of these left edges and widths, up to the right edge of the list.

        `strong` facts stand out.
        """
        self._fonts = {
            True: theme.font(Size.BODY, Weight.BOLD),
            False: theme.font(Size.BODY),
        }
        self._metrics = QFontMetrics(self._fonts[False])
        # All of one font, and then all of the other: to change it takes longer than a number.
        self._cells = sorted(
            (fact in strong, FACTS.index(fact), fact, left + 10, width - 20)
            for fact, (left, width) in zip(FACTS, cells, strict=True)
            if left + width > 0 and left < right and width > 24
        )

    def row(
        self,
        painter: QPainter,
        rect: QRect,
        model: RoadmapModel,
        entry: RankedItem,
        *,
        chosen: bool,
        hovered: bool,
        focused: bool,
    ) -> None:
        """Paint an item."""
        top, height = rect.top(), rect.height()
        if chosen or hovered:
            painter.fillRect(rect, theme.color(Role.SELECTION if chosen else Role.HOVER))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color(Role.LINE))
        painter.setPen(theme.color(Role.TEXT))
        is_bold: bool | None = None
        for strong, _place, fact, start, room in self._cells:
            words = model.text(entry, fact)
            if not words:
                continue
            left, width = start, room
            if mark := mark_of(entry, fact):
                paint.icon(painter, *mark, left, top + (height - 16) // 2, 16)
                left, width = left + _MARK, width - _MARK
            if strong is not is_bold:
                is_bold = strong
                painter.setFont(self._fonts[strong])
            side = _LEFT if fact in _WORDS else _RIGHT
            if fact is Fact.TITLE:
                # Only what could ever be seen is measured, also of a megabyte.
                seen = words[: max(width, 1)]
                words = self._metrics.elidedText(seen, Qt.TextElideMode.ElideRight, width)
            painter.drawText(left, top, width, height, side, words)
        if focused:
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1))
