"""What every list of described rows answers its view, a listener, and whoever drags from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtCore import QObject

    from feedbackdesk.ui.rows.row import Rows

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_WIDE = 10_000
"""So wide that nothing is left out: what is said names all that there is."""


class RowModel(QAbstractListModel, Generic[T]):
    """A subclass says which rows there are, and what of them is not said by their description."""

    loaded = Signal()
    """What was asked for is here."""
    mime: ClassVar[str] = ""
    """What its rows are dragged as; empty where they are not."""
    takes_drops: ClassVar[bool] = False

    def __init__(self, rows: Rows[T], parent: QObject | None = None) -> None:
        """Model no rows yet; `rows` describes them."""
        super().__init__(parent)
        self.rows = rows

    def row_at(self, at: int) -> T | None:
        """Return a row; None while it is on its way."""
        raise NotImplementedError

    def key_at(self, at: int) -> Hashable:
        """Return the key of a row that may be on its way; None for one that stands for nothing."""
        raise NotImplementedError

    def is_heading(self, at: int) -> bool:
        """Whether a row is passed over."""
        return self.key_at(at) is None

    def name(self, row: T) -> str:
        """Return what a row is found by when letters are typed."""
        return self.says(row)

    def says(self, row: T) -> str:
        """Return the sentence that says what a row shows."""
        return self.rows.describe(row, self.rows.beside(row), _WIDE).says

    def says_besides(self, _row: T, /) -> str:
        """Return what a listener is told beside the sentence."""
        return ""

    def tip(self, _row: T, /) -> str:
        """Return what the pointer is told where no piece of the row says it."""
        return ""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a delegate, a test or a reader asks for."""
        at = index.row()
        if not 0 <= at < self.rowCount():
            return None
        if role == KEY:
            return self.key_at(at)
        row = self.row_at(at)
        if row is None or role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return self.name(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.says(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.says_besides(row) or None
        return (self.tip(row) or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over; rows may be dragged, or dropped on."""
        flags = super().flags(index)
        if self.takes_drops:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return flags
        if self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.mime else flags

    def mimeTypes(self) -> list[str]:
        """Rows are dragged as their keys."""
        return [self.mime]

    def repaint(self) -> None:
        """Tell the view that every row may look otherwise."""
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(last - 1))
