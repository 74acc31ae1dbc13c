"""A question whose whole answer is here, as a list with headings between its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.ui.rows.roles import KEY, ROW

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    from feedbackdesk.ui.rows.row import Rows

T = TypeVar("T")
AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDE = 10_000
"""So wide that nothing is left out: what is said names all that there is."""


class ShortModel(QAbstractListModel, Generic[T]):
    """What was decided stays out until asked anew."""

    loaded = Signal()

    def __init__(
        self,
        rows: Rows[T],
        key: Callable[[T], Hashable],
        arrange: Callable[[Sequence[T]], list[T]] = list,
        stays: Callable[[T], bool] = lambda _row: False,
    ) -> None:
        """Show nothing yet.

        `key` gives None for a heading; `arrange` groups what is shown, and puts headings
        between; what `stays` is never left out.
        """
        super().__init__()
        self.rows, self._key_of = rows, key
        self._arrange, self._stays = arrange, stays
        self._found: Sequence[T] = ()
        self._rows: list[T] = []
        self._row_of: dict[Hashable, int] = {}
        self._withheld: set[Hashable] = set()
        self._saved: set[Hashable] = set()

    def reload(self) -> None:
        """Ask again, where there is something to ask: `show_these` takes the answer."""

    def show_these(self, found: Sequence[T]) -> None:
        """Show what was found."""
        self._found = found
        self._withheld -= self._saved
        self._saved.clear()
        self._show()
        self.loaded.emit()

    def withhold(self, keys: Collection[Hashable]) -> None:
        """Leave out what was just decided, before it is saved."""
        self._withheld.update(keys)
        self._show()

    def release(self, keys: Collection[Hashable]) -> None:
        """Leave it out until it is asked for again: it is saved, or was refused."""
        self._saved.update(keys)
        self.reload()

    def shown(self) -> Sequence[T]:
        """Return what is listed, without headings."""
        return [row for row in self._rows if self._key_of(row) is not None]

    def row_of(self, key: Hashable) -> int:
        """Return where a key stands, -1 where it does not."""
        return self._row_of.get(key, -1)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its key, or the sentence that is said of it."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == KEY:
            return self._key_of(row)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows.describe(row, self.rows.beside(row), _WIDE).says
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over."""
        if self._key_of(self._rows[index.row()]) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _show(self) -> None:
        rows = self._arrange([one for one in self._found if not self._is_out(one)])
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        keys = ((at, self._key_of(row)) for at, row in enumerate(rows))
        self._row_of = {key: at for at, key in keys if key is not None}
        self.endResetModel()

    def _is_out(self, row: T) -> bool:
        key = self._key_of(row)
        return key is not None and key in self._withheld and not self._stays(row)
