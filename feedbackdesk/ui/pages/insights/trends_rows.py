"""What is growing, what each channel brings and how long people wait, below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.insights import THREE_MONTHS, trends
from feedbackdesk.ui.pages.insights.trends_drawn import Heading, Note, Row, numbers, read_out
from feedbackdesk.ui.rows.roles import MOST, ROW

if TYPE_CHECKING:
    from feedbackdesk.desk.insights import Trends
    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TrendsModel(QAbstractListModel):
    """Headings, and below each what stands out."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model the trends of a desk."""
        super().__init__()
        self._live = live
        self._rows: list[Row] = []
        self._ticket = 0
        self.days = THREE_MONTHS
        self.is_empty = True
        self._most_days = 1

    def reload(self) -> None:
        """Ask again."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(found: Trends) -> None:
            if ticket == self._ticket:
                self._show(found)

        self._live.ask(trends, self.days, then=arrived)

    def compare(self, days: int) -> None:
        """Compare so many days with as many before."""
        self.days = days
        self.reload()

    def _show(self, found: Trends) -> None:
        self.is_empty = found.is_empty
        nothing = Note(
            self.tr("Nothing stands out yet")
            if found.compares or found.is_empty
            else self.tr("Nothing was said in the time before to compare with")
        )
        self.beginResetModel()
        self._most_days = max((max(one.longest, one.oldest) for one in found.waits), default=1)
        self._rows = [
            Heading(self.tr("Growing themes"), "momentum"),
            *(found.growing or (nothing,)),
            Heading(self.tr("Faded themes"), "minus"),
            *(found.faded or (nothing,)),
            Heading(self.tr("What each channel brings"), "channel-call"),
            *(found.channels or (Note(self.tr("Nothing was said in this time")),)),
            Heading(self.tr("How long people wait for an answer"), "calendar"),
            *(found.waits or (Note(self.tr("Nobody was owed an answer in this time")),)),
        ]
        self.endResetModel()
        self.loaded.emit()

    def row(self, index: AnyIndex) -> Row | None:
        """Return a row, None where there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

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
        if role == MOST:
            return self._most_days
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if isinstance(row, Heading | Note) else numbers(row)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return read_out(row, self.days)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings and notes are passed over."""
        if isinstance(self.row(index), Heading | Note):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
