"""A list that has the keyboard has a chosen row, so that each key means something in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QFocusEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


class StayChosen(QObject):
    """Chooses the row nearest to the last chosen one where none is: on focus, and on new rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        """Look after a list; whoever fills it calls `ensure` once rows have come."""
        super().__init__(view)
        self._view = view
        self._last = 0
        view.selectionModel().currentChanged.connect(lambda index: self._remember(index.row()))
        view.installEventFilter(self)

    def _remember(self, row: int) -> None:
        if row >= 0:
            self._last = row

    def ensure(self) -> None:
        """Choose a row where the list has the keyboard and nothing is chosen."""
        view, selection = self._view, self._view.selectionModel()
        if not view.hasFocus() or selection.hasSelection():
            return
        here = selection.currentIndex()
        index = here if here.isValid() else self._nearest()
        if not index.isValid():
            return
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _nearest(self) -> QModelIndex:
        """Return the row nearest to the last chosen one that can be: a heading cannot."""
        model = self._view.model()
        last = model.rowCount() - 1
        here = min(self._last, last)
        for row in (*range(here, last + 1), *range(here - 1, -1, -1)):
            index = model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
        return QModelIndex()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose when the keyboard comes; a press of the mouse chooses its own row."""
        if (
            isinstance(event, QFocusEvent)
            and event.gotFocus()
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            self.ensure()
        return super().eventFilter(watched, event)
