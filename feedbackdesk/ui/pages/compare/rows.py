"""Two rankings side by side, a row an item, in the order of the later one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.domain.movement import Move
from feedbackdesk.ui.pages.compare.drawn import Figures, read_out
from feedbackdesk.ui.rows.roles import FIGURES, KEY, ROW

if TYPE_CHECKING:
    from feedbackdesk.desk.movement import Comparison
    from feedbackdesk.domain.movement import Moved

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MovementModel(QAbstractListModel):
    """The items of a comparison; with `only_moved` those that moved alone."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.currency = ""
        self.only_moved = False
        self._comparison: Comparison | None = None
        self._rows: list[Moved] = []
        self._figures: list[Figures] = []

    def show(self, comparison: Comparison | None, *, only_moved: bool) -> None:
        """Show a comparison."""
        self.beginResetModel()
        self._comparison, self.only_moved = comparison, only_moved
        every = comparison.moved if comparison is not None else ()
        self._rows = [one for one in every if not only_moved or one.move is not Move.SAME]
        self._figures = []
        if comparison is not None:
            pairs = [comparison.figures(row) for row in every]
            most = max((one or 0 for pair in pairs for one in pair), default=0)
            self._figures = [
                Figures(*comparison.figures(row), most, comparison.lens) for row in self._rows
            ]
        self.endResetModel()

    def is_there(self, row: int) -> bool:
        """Whether the item of a row is on the roadmap today."""
        there = self._comparison.there if self._comparison is not None else frozenset[int]()
        return 0 <= row < len(self._rows) and self._rows[row].item_id in there

    def row_of(self, key: int) -> int:
        """Return where an item stands, -1 where it does not."""
        return next((row for row, one in enumerate(self._rows) if one.item_id == key), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == KEY:
            return row.item_id
        if role == FIGURES:
            return replace(self._figures[index.row()], currency=self.currency)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return read_out(row, index.data(FIGURES), self.currency)
        return None
