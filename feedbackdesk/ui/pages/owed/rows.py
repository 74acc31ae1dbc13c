"""What is owed as a list: groups under their headings, with what was just decided left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.owing import Debt, DebtGroup, debts
from feedbackdesk.ui.pages.owed.drawn import counted, group_name, read_out
from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group, and how many are in it."""

    group: DebtGroup
    number: int


class OwedModel(QAbstractListModel):
    """Follow-ups with headings between, which cannot be chosen."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model what is owed in a workspace."""
        super().__init__()
        self._live = live
        self._found: list[Debt] = []
        self._rows: list[Debt | Heading] = []
        self._row_of: dict[int, int] = {}
        self._decided: set[int] = set()
        self._saved: set[int] = set()
        self._ticket = 0
        self.words = ""
        self.item_id: int | None = None
        self.done = False

    def load(self) -> None:
        """Ask for what is owed now."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(found: list[Debt]) -> None:
            if ticket == self._ticket:
                self._found = found
                self._decided -= self._saved
                self._saved.clear()
                self._arrange()
                self.loaded.emit()

        self._live.ask(debts, words=self.words, item_id=self.item_id, done=self.done, then=arrived)

    def withhold(self, keys: Collection[int]) -> None:
        """Leave out what was just decided, before it is saved."""
        self._decided.update(keys)
        self._arrange()

    def release(self, keys: Collection[int]) -> None:
        """Leave it out until it is asked for again: it is saved, or was refused."""
        self._saved.update(keys)
        self.load()

    def debts(self) -> Sequence[Debt]:
        """Return what is listed, without headings."""
        return [row for row in self._rows if isinstance(row, Debt)]

    def row_of(self, key: int) -> int:
        """Return where a follow-up stands, -1 where it does not."""
        return self._row_of.get(key, -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its key, or what is read out."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == KEY:
            return row.owed.id if isinstance(row, Debt) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Debt):
                return read_out(row)
            name = group_name(row.group)
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return f"{name}, {counted(row.group, row.number)}" if spoken else name
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over."""
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _arrange(self) -> None:
        rows: list[Debt | Heading] = []
        left = [
            debt
            for debt in self._found
            if debt.group is DebtGroup.DONE or debt.owed.id not in self._decided
        ]
        for group, members in groupby(left, key=lambda debt: debt.group):
            found = list(members)
            rows += [Heading(group, len(found)), *found]
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self._row_of = {row.owed.id: n for n, row in enumerate(rows) if isinstance(row, Debt)}
        self.endResetModel()
