"""A list of a million rows of one height: where each stands is computed, never kept.

QListView lays out every row after each change, which takes seconds for a million of them.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex

_Cursor = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class LongList(QListView):
    """Rows below each other, all of the height that the delegate gives the first."""

    def row_height(self) -> int:
        """Return the height of every row."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        size: QSize = self.itemDelegate().sizeHint(option, NOWHERE)
        return max(size.height(), 1)

    def rows_in_sight(self) -> range:
        """Return the rows of which something can be seen."""
        return self._rows_within(self.viewport().rect())

    def keep_place(self, rows: int) -> None:
        """Leave what is in sight where it is, after rows came in above it."""
        bar = self.verticalScrollBar()
        at = bar.value() + rows * self.row_height()
        self.updateGeometries()
        bar.setValue(at)

    # Where things are

    def doItemsLayout(self) -> None:  # noqa: N802
        """Lay out nothing: only what can be scrolled to changes."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802
        """Let the scroll bar reach the last row."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(height)
        bar.setRange(0, max(self._count() * self.row_height() - height, 0))
        self.horizontalScrollBar().setRange(0, 0)
        QAbstractItemView.updateGeometries(self)

    def visualRect(self, index: AnyIndex) -> QRect:  # noqa: N802
        """Return where a row stands in the viewport."""
        if not index.isValid():
            return QRect()
        height = self.row_height()
        top = index.row() * height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """Return the row at a point of the viewport."""
        row = (point.y() + self.verticalOffset()) // self.row_height()
        return self._index(row) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(self, index: AnyIndex, hint: _Hint = _Hint.EnsureVisible) -> None:  # noqa: N802
        """Bring a row into sight, by no more than is needed."""
        if not index.isValid():
            return
        rect, room = self.visualRect(index), self.viewport().height()
        below = rect.bottom() + 1 - room
        by = 0
        if hint is _Hint.PositionAtTop or (hint is _Hint.EnsureVisible and rect.top() < 0):
            by = rect.top()
        elif hint is _Hint.PositionAtBottom or (hint is _Hint.EnsureVisible and below > 0):
            by = below
        elif hint is _Hint.PositionAtCenter:
            by = rect.center().y() - room // 2
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by)

    def verticalOffset(self) -> int:  # noqa: N802
        """Return how far the rows are scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:  # noqa: N802
        """Rows are as wide as the list."""
        return 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the new size."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        """Paint from the new place: QListView would move only what it has laid out itself."""
        self.viewport().update()

    # Choosing

    def moveCursor(  # noqa: N802
        self, action: _Cursor, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads to."""
        last = self._count() - 1
        if last < 0:
            return QModelIndex()
        page = max(self.viewport().height() // self.row_height() - 1, 1)
        here = self.currentIndex()
        if not here.isValid():
            end = action is _Cursor.MoveEnd
            return self._choosable(last if end else 0, -1 if end else 1)
        steps = {
            _Cursor.MoveUp: -1, _Cursor.MovePrevious: -1,
            _Cursor.MoveDown: 1, _Cursor.MoveNext: 1,
            _Cursor.MovePageUp: -page, _Cursor.MovePageDown: page,
            _Cursor.MoveHome: -here.row(), _Cursor.MoveEnd: last - here.row(),
        }  # fmt: skip
        step = steps.get(action, 0)
        to = min(max(here.row() + step, 0), last)
        found = self._choosable(to, -1 if step < 0 else 1)
        return found if found.isValid() else self._choosable(to, 1 if step < 0 else -1)

    def _choosable(self, row: int, by: int) -> QModelIndex:
        """Return the row, or the next one that can be chosen: headings are passed over."""
        while 0 <= row < self._count():
            index = self._index(row)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return index
            row += by
        return QModelIndex()

    def setSelection(  # noqa: N802
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Choose the rows that a rectangle touches."""
        rows = self._rows_within(rect.normalized())
        chosen = QItemSelection()
        if rows:
            chosen.select(self._index(rows[0]), self._index(rows[-1]))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """Return what of a selection can be seen."""
        region, seen = QRegion(), self.viewport().rect()
        height, offset = self.row_height(), self.verticalOffset()
        for number in range(selection.count()):
            part = selection.at(number)
            top = part.top() * height - offset
            rows = QRect(0, top, seen.width(), (part.bottom() + 1 - part.top()) * height)
            region += rows.intersected(seen)
        return region

    def chosen_rows(self) -> list[int]:
        """Return the chosen rows in order, without an object for each."""
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def keyboardSearch(self, _words: str) -> None:  # noqa: N802
        """Search nothing: a letter would ask for a million rows. The search field finds words."""

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state
        plain &= ~QStyle.StateFlag.State_HasFocus
        model, selection, delegate = self.model(), self.selectionModel(), self.itemDelegate()
        here = self.currentIndex().row() if self.hasFocus() else -1
        hovered, width = self._hovered(), self.viewport().width()
        height, offset = self.row_height(), self.verticalOffset()
        for row in self._rows_within(event.rect()):
            index = model.index(row, 0)
            state = plain
            if selection.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == hovered:
                state |= QStyle.StateFlag.State_MouseOver
            if row == here:
                state |= QStyle.StateFlag.State_HasFocus
            option.state = state
            option.rect = QRect(0, row * height - offset, width, height)
            delegate.paint(painter, option, index)
        painter.end()

    def _hovered(self) -> int:
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        return self.indexAt(at).row() if self.viewport().underMouse() else -1

    def _rows_within(self, rect: QRect) -> range:
        height, offset = self.row_height(), self.verticalOffset()
        first = max((rect.top() + offset) // height, 0)
        last = min((rect.bottom() + offset) // height, self._count() - 1)
        return range(first, last + 1)

    def _count(self) -> int:
        return self.model().rowCount() if self.model() is not None else 0

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)
