"""What is chosen in a list stays chosen, and where it stood, when its rows are read anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QObject

from feedbackdesk.ui.rows.roles import KEY

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

_Flag = QItemSelectionModel.SelectionFlag


class KeptChoice(QObject):
    """Remembers keys before a reset, and chooses them again after it."""

    def __init__(self, view: QAbstractItemView, *, nearest: bool = False) -> None:
        """Look after a list whose model has `row_of`.

        Where what was current is gone, `nearest` chooses what has moved up where it stood.
        """
        super().__init__(view)
        self._view, self._nearest = view, nearest
        self._keys: list[Any] = []
        self._current: tuple[Any, int] = (None, -1)
        self._top = 0
        self.is_restoring = False
        """Whether what is chosen now was chosen before, and not by the owner."""
        view.model().modelAboutToBeReset.connect(self._remember)
        view.model().modelReset.connect(self._restore)

    def choose(self, key: object) -> None:
        """Let a key be the one that was chosen: now, or when its row has come."""
        self._keys, self._current = [key], (key, self._current[1])
        self._restore()

    def _remember(self) -> None:
        index = self._view.currentIndex()
        rows = self._view.selectionModel().selectedRows()
        self._keys = [row.data(KEY) for row in rows]
        if index.isValid():
            self._current = index.data(KEY), index.row()
        self._top = self._view.verticalScrollBar().value()

    def _restore(self) -> None:
        model: Any = self._view.model()
        self._view.updateGeometries()
        self._view.verticalScrollBar().setValue(self._top)
        key, at = self._current
        row = model.row_of(key) if key is not None else -1
        if row < 0 and self._nearest and at >= 0:
            row = min(at, model.rowCount() - 1)
        choice = self._view.selectionModel()
        self.is_restoring = True
        if row >= 0:
            choice.setCurrentIndex(model.index(row, 0), _Flag.ClearAndSelect)
        for other in self._keys:
            if other != key and other is not None and (place := model.row_of(other)) >= 0:
                choice.select(model.index(place, 0), _Flag.Select)
        self.is_restoring = False
