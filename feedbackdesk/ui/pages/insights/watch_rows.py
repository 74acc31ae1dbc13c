"""The watch list as a model: all of it in memory, filtered by reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.insights import watch_list
from feedbackdesk.ui.pages.insights.watch_drawn import read_out
from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from feedbackdesk.desk.insights import WatchRow
    from feedbackdesk.domain.watching import Reason
    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class WatchModel(QAbstractListModel):
    """Who deserves a word, the most urgent first."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model the watch list of a desk."""
        super().__init__()
        self._live = live
        self._all: list[WatchRow] = []
        self._rows: list[WatchRow] = []
        self._ticket = 0
        self._only: Reason | None = None

    def reload(self) -> None:
        """Ask for the list again."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(rows: list[WatchRow]) -> None:
            if ticket == self._ticket:
                self._all = rows
                self._filter()

        self._live.ask(watch_list, then=arrived)

    def show_only(self, reason: Reason | None) -> None:
        """Show the entries of one reason, or all."""
        self._only = reason
        self._filter()

    def numbers(self) -> Counter[Reason]:
        """Return how many entries there are for each reason, also those not shown."""
        return Counter(row.entry.reason for row in self._all)

    def _filter(self) -> None:
        self.beginResetModel()
        self._rows = [row for row in self._all if self._only in {None, row.entry.reason}]
        self.endResetModel()
        self.loaded.emit()

    def row(self, index: AnyIndex) -> WatchRow | None:
        """Return an entry, None where there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """Return where an entry stands, -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.entry.key == key), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role == KEY:
            return row.entry.key
        if role == Qt.ItemDataRole.DisplayRole:
            return row.speaker
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read_out(row)
        return None
