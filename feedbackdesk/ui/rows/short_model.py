"""A question whose whole answer is here, as a list with headings between its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from feedbackdesk.ui.rows.roles import pack
from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex, RowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    from PySide6.QtCore import QMimeData, QModelIndex

    from feedbackdesk.ui.rows.row import Rows

T = TypeVar("T")


class ShortModel(RowModel[T]):
    """What was decided stays out until asked anew."""

    keeps_places: ClassVar[bool] = False
    """Whether rows that have the keys of those before are those rows: only repainted."""

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
        super().__init__(rows)
        self._key_of, self._arrange, self._stays = key, arrange, stays
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
        self.arrange()

    def arrange(self) -> None:
        """Show anew what was found, by what is wanted of it now."""
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

    def row_at(self, at: int) -> T | None:
        """Return a row, or a heading."""
        return self._rows[at]

    def key_at(self, at: int) -> Hashable:
        """Return a row's key, None for a heading."""
        return self._key_of(self._rows[at])

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._rows)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen rows' keys, and their names for other programs, from the top."""
        rows = [self._rows[at] for at in sorted(index.row() for index in indexes)]
        keys = [key for row in rows if isinstance(key := self._key_of(row), int)]
        return pack(self.mime, keys, "\n".join(self.name(row) for row in rows))

    def stand_alike(self, rows: Sequence[T]) -> bool:
        """Whether other rows need no new places, and no new choice."""
        if not self.keeps_places:
            return rows == self._rows
        return [*map(self._mark_of, rows)] == [*map(self._mark_of, self._rows)]

    def _mark_of(self, row: T) -> object:
        key = self._key_of(row)
        return row if key is None else key

    def _show(self) -> None:
        rows = self._arrange([one for one in self._found if not self._is_out(one)])
        if self.stand_alike(rows):
            self._rows = rows
            self.repaint()
            return
        self.beginResetModel()
        self._rows = rows
        keys = ((at, self._key_of(row)) for at, row in enumerate(rows))
        self._row_of = {key: at for at, key in keys if key is not None}
        self.endResetModel()

    def _is_out(self, row: T) -> bool:
        key = self._key_of(row)
        return key is not None and key in self._withheld and not self._stays(row)
