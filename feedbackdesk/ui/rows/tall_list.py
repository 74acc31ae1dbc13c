"""A list whose rows are as tall as their words, however many there are.

Qt's own list measures every row before it shows the first. This one measures what is in
sight: its place is a row and a part of that row, so the rows before it need no height.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QRegion, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from feedbackdesk.ui.rows.row_model import AnyIndex

Keys = Qt.KeyboardModifier

_UNIT = 1_000
"""A row's share of the scroll bar: the place within a row is told in thousandths."""

_USUAL = 120
"""The height of a row that was never in sight, in device-independent pixels."""

_KNOWN = 4_000
"""So many measured heights are kept."""

_WHEEL = 96
"""What one notch of the wheel moves, in device-independent pixels."""


class TallList(QListView):
    """Rows of any height; the delegate's size hint is asked for what is in sight."""

    def __init__(self) -> None:
        """Show no rows."""
        super().__init__()
        self._heights: dict[int, int] = {}
        self._measured_for = -1

    # Heights

    def _height(self, row: int) -> int:
        return self._heights.get(row, _USUAL)

    def _measure(self, row: int) -> int:
        """Return a row's height as it is now; asking for it lets the model fetch the row."""
        if row not in self._heights:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(0, 0, self.viewport().width(), 0)
            height = self.itemDelegate().sizeHint(option, self.model().index(row, 0)).height()
            if len(self._heights) > _KNOWN:
                self._heights.clear()
            self._heights[row] = max(height, 1)
        return self._heights[row]

    def _rows(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _place(self) -> tuple[int, int]:
        """Return the first row in sight, and how many pixels of it are above the edge."""
        row, part = divmod(self.verticalScrollBar().value(), _UNIT)
        row = min(row, max(self._rows() - 1, 0))
        return row, round(part * self._height(row) / _UNIT)

    def _go_to(self, row: int, pixels: int) -> None:
        """Put a point of a row at the upper edge; pixels may lead into other rows."""
        while pixels < 0 and row > 0:
            row -= 1
            pixels += self._measure(row)
        while row < self._rows() - 1 and pixels >= self._measure(row):
            pixels -= self._measure(row)
            row += 1
        part = max(pixels, 0) * _UNIT // max(self._height(row), 1)
        self.verticalScrollBar().setValue(row * _UNIT + min(part, _UNIT - 1))

    def _in_sight(self) -> Iterator[tuple[int, QRect]]:
        """Yield the rows that are in sight and where they stand, measured."""
        if not self._rows():
            return
        row = self._place()[0]
        self._measure(row)
        top = -self._place()[1]
        width, bottom = self.viewport().width(), self.viewport().height()
        while row < self._rows() and top < bottom:
            height = self._measure(row)
            yield row, QRect(0, top, width, height)
            top += height
            row += 1

    # What a view is asked for

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802
        """Return where a row stands, also above or below what is in sight."""
        if not index.isValid():
            return QRect()
        row, top = self._place()
        top = -top
        if index.row() >= row:
            top += sum(self._height(one) for one in range(row, index.row()))
        else:
            top -= sum(self._height(one) for one in range(index.row(), row))
        return QRect(0, top, self.viewport().width(), self._height(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Return the row at a point of the viewport."""
        for row, rect in self._in_sight():
            if rect.contains(point):
                return self.model().index(row, 0)
        return QModelIndex()

    def scrollTo(  # noqa: N802
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight, by the shortest way."""
        if not index.isValid():
            return
        row, room = index.row(), self.viewport().height()
        height = self._measure(row)
        first, pixels = self._place()
        above = row < first or (row == first and pixels > 0)
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            self._go_to(row, (height - room) // 2)
        elif above or height >= room or hint == QAbstractItemView.ScrollHint.PositionAtTop:
            self._go_to(row, 0)
        elif all(seen != row or rect.bottom() >= room for seen, rect in self._in_sight()):
            self._go_to(row, height - room)

    def doItemsLayout(self) -> None:  # noqa: N802
        """Forget nothing, measure nothing: rows are measured when they come into sight."""
        QAbstractItemView.doItemsLayout(self)

    def reset(self) -> None:
        """Begin anew with other rows."""
        self._heights.clear()
        super().reset()

    def dataChanged(  # noqa: N802
        self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()
    ) -> None:
        """Measure again what changed."""
        if last.row() - first.row() > len(self._heights):
            self._heights.clear()
        else:
            for row in range(first.row(), last.row() + 1):
                self._heights.pop(row, None)
        super().dataChanged(first, last, roles)
        self.viewport().update()

    def remeasure(self) -> None:
        """Measure all again, where the type or what is shown of a row changed."""
        self._heights.clear()
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:  # noqa: N802
        """Let the scroll bar end where the last row stands on the lower edge."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        row, left = self._rows(), room
        while row > 0 and left > 0:
            row -= 1
            left -= self._measure(row)
        end = row * _UNIT + (-left * _UNIT // max(self._height(row), 1) if left < 0 else 0)
        bar.setRange(0, end)
        bar.setSingleStep(_UNIT // 4)
        bar.setPageStep(max(room * _UNIT // _USUAL, _UNIT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width means other heights; what is read stays where it is."""
        if event.size().width() != self._measured_for:
            self._measured_for = event.size().width()
            self._heights.clear()
        super().resizeEvent(event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        """Paint from the new place."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move by pixels, whatever the rows' heights."""
        by = event.pixelDelta().y() or event.angleDelta().y() * _WHEEL // 120
        row, pixels = self._place()
        self._go_to(row, pixels - by)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        known = len(self._heights)
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state
        flags = QStyle.StateFlag
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        over = under.row() if self.viewport().underMouse() else -1
        for row, rect in self._in_sight():
            if not rect.intersects(event.rect()):
                continue
            index = self.model().index(row, 0)
            state = plain & ~(flags.State_HasFocus | flags.State_MouseOver)
            if self.selectionModel().isSelected(index):
                state |= flags.State_Selected
            if row == self.currentIndex().row() and self.hasFocus():
                state |= flags.State_HasFocus
            if row == over:
                state |= flags.State_MouseOver
            option.state = state
            option.rect = rect
            self.itemDelegate().paint(painter, option, index)
        painter.end()
        if len(self._heights) != known:
            self.scheduleDelayedItemsLayout()

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, _modifiers: Keys
    ) -> QModelIndex:
        """Return the row that a key leads to."""
        last, row = self._rows() - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        seen = max(sum(1 for _one in self._in_sight()) - 1, 1)
        by = {
            actions.MoveUp: -1, actions.MovePrevious: -1, actions.MoveDown: 1,
            actions.MoveNext: 1, actions.MovePageUp: -seen, actions.MovePageDown: seen,
            actions.MoveHome: -last - 1, actions.MoveEnd: last + 1,
        }.get(action, 0)  # fmt: skip
        return self.model().index(max(0, min(row + by, last)) if row >= 0 else 0, 0)

    def setSelection(  # noqa: N802
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select the rows between the upper and the lower edge of a rectangle."""
        area = rect.normalized()
        first, pixels = self._place()
        top = self._row_at(first, pixels + area.top())
        bottom = self._row_at(first, pixels + area.bottom())
        chosen = QItemSelection()
        if self._rows():
            chosen.select(self.model().index(top, 0), self.model().index(bottom, 0))
        self.selectionModel().select(chosen, command)

    def _row_at(self, row: int, pixels: int) -> int:
        """Return the row that lies so many pixels below the upper edge of another."""
        while pixels < 0 and row > 0:
            row -= 1
            pixels += self._height(row)
        while row < self._rows() - 1 and pixels >= self._height(row):
            pixels -= self._height(row)
            row += 1
        return row

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:  # noqa: N802
        """Repaint all that is in sight."""
        return QRegion(self.viewport().rect())

    def verticalOffset(self) -> int:  # noqa: N802
        """Return nothing: all rectangles are the viewport's."""
        return 0
