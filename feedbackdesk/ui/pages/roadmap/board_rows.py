"""One column of the roadmap board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from feedbackdesk.domain.lenses import LENSES, MOMENTUM_DAYS, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.ui.rows.roles import ITEM_MIME, KEY, MOST, ROW, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Item

AnyIndex = QModelIndex | QPersistentModelIndex
BoardRow = RankedItem | str
"""A card, or the name of the theme that the cards below it answer."""
_NOWHERE = QModelIndex()


class ColumnModel(QAbstractListModel):
    """The items of one stage, in the order they stand there, under headings where grouped."""

    def __init__(self, stage: ItemStage) -> None:
        """Model an empty column."""
        super().__init__()
        self.stage = stage
        self.currency = ""
        self.lens = Lens.REQUESTS
        self._rows: list[BoardRow] = []
        self._most = 0.0

    def show_these(self, rows: Sequence[BoardRow], most: float) -> None:
        """Show these rows; `most` is the score of the longest bar."""
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows, self._most = list(rows), most
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows, self._most = list(rows), most
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
        if role == MOST:
            return self._most
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return read_out(row, self.currency, self.lens)
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


def most_of(ranked: Sequence[RankedItem], lens: Lens) -> float:
    """Return the highest score on the board, which the longest bar is for."""
    return max((score(entry.item, lens) or 0.0 for entry in ranked), default=0.0)


def tip(entry: RankedItem) -> str:
    """Return what the pointer is told on a card: its title, and why it stands out of its rank."""
    said = entry.item.title
    if entry.item.pinned is not None:
        said += f"\nPinned by hand at place {entry.item.pinned}"
        said += f"; its rank is {entry.rank}." if entry.rank is not None else "."
    if len(entry.item.themes) > 1:
        said += f"\nThemes: {', '.join(entry.item.themes)}"
    if since := entry.movement_since:
        said += f"\n{since[:1].upper()}{since[1:]}"
    return said


def read_out(entry: RankedItem, currency: str = "", lens: Lens = Lens.REQUESTS) -> str:
    """Return a card as one sentence for whoever listens."""
    item = entry.item
    parts = [item.title]
    if entry.rank is not None:
        parts.append(f"rank {entry.rank}")
    if entry.movement_since:
        parts.append(entry.movement_since)
    if said := _seen_by(item, lens, currency):
        parts.append(said)
    parts.append(plural(item.requests, "account", "accounts"))
    parts.append(plural(item.mentions, "mention", "mentions"))
    if item.lost:
        parts.append(plural(item.lost, "lost sale", "lost sales"))
        if item.lost_value and lens is not Lens.LOST:
            parts.append(f"worth {show_money(item.lost_value, currency)}")
    if item.pinned is not None:
        parts.append(f"pinned at place {item.pinned}")
    parts.append(f"in {label(item.stage)}")
    return ", ".join(parts)


def _seen_by(item: Item, lens: Lens, currency: str) -> str:
    match lens:
        case Lens.VALUE:
            return f"customers worth {show_money(item.value, currency)} a year"
        case Lens.MOMENTUM:
            return f"{item.momentum:,} in the last {MOMENTUM_DAYS} days"
        case Lens.EFFORT:
            points = score(item, lens)
            return "no effort known" if points is None else f"{points:.1f} for each point of effort"
        case Lens.REQUESTS | Lens.MENTIONS:  # these are told of every one
            return ""
        case _:
            return LENSES[lens].amount(item, currency)
