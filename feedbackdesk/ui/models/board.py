"""One column of the roadmap board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.ui.models.roles import ITEM_MIME, KEY, MOST, ROW, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import RankedItem

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ColumnModel(QAbstractListModel):
    """The items of one stage, in the order they stand there."""

    def __init__(self, stage: ItemStage) -> None:
        """Model an empty column."""
        super().__init__()
        self.stage = stage
        self.currency = ""
        self._rows: list[RankedItem] = []
        self._most = 0

    def show_these(self, rows: list[RankedItem], most: int) -> None:
        """Show these items; `most` is the longest bar's request count."""
        same = [row.item.id for row in rows] == [row.item.id for row in self._rows]
        if same:
            self._rows, self._most = rows, most
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows, self._most = rows, most
            self.endResetModel()

    def entry(self, row: int) -> RankedItem:
        """Return the item at a place."""
        return self._rows[row]

    def row_of(self, key: int) -> int:
        """Return where an item stands, -1 where it does not."""
        return next((row for row, entry in enumerate(self._rows) if entry.item.id == key), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        if not 0 <= index.row() < len(self._rows):
            return None
        entry = self._rows[index.row()]
        if role == ROW:
            return entry
        if role == KEY:
            return entry.item.id
        if role == MOST:
            return self._most
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return entry.item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            since = entry.movement_since
            return "\n".join(filter(None, (entry.item.title, since[:1].upper() + since[1:])))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read_out(entry, self.currency)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Cards are dragged between columns and places, and take themes."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        """Cards are dragged as their keys."""
        return [ITEM_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen items' keys and titles."""
        chosen = [self._rows[index.row()].item for index in indexes]
        return pack(ITEM_MIME, [one.id for one in chosen], "\n".join(one.title for one in chosen))

    def supportedDragActions(self) -> Qt.DropAction:
        """A card is moved; the model itself removes nothing."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def read_out(entry: RankedItem, currency: str = "") -> str:
    """Return a card as one sentence for whoever listens."""
    item = entry.item
    parts = [item.title]
    if entry.rank is not None:
        parts.append(f"rank {entry.rank}")
    if entry.movement_since:
        parts.append(entry.movement_since)
    parts.append(plural(item.requests, "account", "accounts"))
    parts.append(plural(item.mentions, "mention", "mentions"))
    if item.lost:
        parts.append(plural(item.lost, "lost sale", "lost sales"))
        if item.lost_value:
            parts.append(f"worth {show_money(item.lost_value, currency)}")
    if item.pinned is not None:
        parts.append(f"pinned at place {item.pinned}")
    parts.append(f"in {label(item.stage)}")
    return ", ".join(parts)
