"""One column of the roadmap board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.ui.pages.roadmap.card_rows import BoardRow, CardRows, tip
from feedbackdesk.ui.rows.roles import ITEM_MIME, KEY, ROW, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Item
    from feedbackdesk.domain.words import ItemStage

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ColumnModel(QAbstractListModel):
    """The items of one stage, in the order they stand there, under headings where grouped."""

    def __init__(self, stage: ItemStage) -> None:
        """Model an empty column."""
        super().__init__()
        self.stage = stage
        self.rows = CardRows()
        self._rows: list[BoardRow] = []

    def show_these(self, rows: Sequence[BoardRow]) -> None:
        """Show these rows."""
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def item_ids(self) -> list[int]:
        """Return the items' keys, from the top."""
        return [row.item.id for row in self._rows if isinstance(row, RankedItem)]

    def row_of(self, key: int) -> int:
        """Return where an item stands, -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if _key(row) == key), -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of cards and headings."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, str):
            named = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
            return row if named else None
        if role == KEY:
            return row.item.id
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.rows.describe(row, None, 0).says
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Cards are dragged between columns and places, and take themes; headings only stand."""
        if not index.isValid():
            return super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        both = Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
        return super().flags(index) | both

    def mimeTypes(self) -> list[str]:
        """Cards are dragged as their keys."""
        return [ITEM_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen items' keys and titles, from the top."""
        rows = (self._rows[row] for row in sorted(index.row() for index in indexes))
        return pack_items([row.item for row in rows if isinstance(row, RankedItem)])

    def supportedDragActions(self) -> Qt.DropAction:
        """A card is moved; the model itself removes nothing."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


def _key(row: BoardRow) -> int | str:
    return row if isinstance(row, str) else row.item.id


def pack_items(items: Sequence[Item]) -> QMimeData:
    """Return items to be dragged; other programs get their titles."""
    return pack(ITEM_MIME, [one.id for one in items], "\n".join(one.title for one in items))


def under_themes(rows: Sequence[RankedItem], nobody: str) -> list[tuple[str, list[RankedItem]]]:
    """Return the items under the theme each was linked to first, in the order of the rows.

    Each stands once, so that the numbers of a group add up. `nobody` heads what has no theme,
    at the end.
    """
    groups: dict[str, list[RankedItem]] = {}
    for row in rows:
        groups.setdefault(row.item.themes[0] if row.item.themes else "", []).append(row)
    without = groups.pop("", None)
    found = list(groups.items())
    return [*found, (nobody, without)] if without else found
