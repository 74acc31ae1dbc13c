"""A question of any length, as a list: its keys in an array, and a small cache of rows."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from feedbackdesk.ui.rows.row_model import NOWHERE, AnyIndex, RowModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.rows.row import Rows

T = TypeVar("T")

PAGE = 64
CACHED = 64 * PAGE
_NEAR = 64


class PagedModel(RowModel[T]):
    """`data()` never waits: a row that is not here yet is None, and is fetched with its page."""

    def __init__(self, live: Live, rows: Rows[T], key: Callable[[T], int]) -> None:
        """Model nothing before `reload`."""
        super().__init__(rows, live)  # so that its timers are the window's
        self.live, self._key_of = live, key
        self._keys: array[int] = array("q")
        self._rows: OrderedDict[int, T] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._seen: dict[int, int] = {}
        self.doubts = 0
        """How often all rows were doubted: what was asked for before may hold no longer."""

    def ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        """Ask for the keys in their order."""
        raise NotImplementedError

    def ask_rows(self, keys: list[int], then: Callable[[list[T]], None]) -> None:
        """Ask for the rows of some keys."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask again which rows there are; those in sight stay until the answer is here."""
        self.live.forget(self)
        self.ask_keys(self._keys_arrived)

    def doubt_all(self) -> None:
        """Fetch every row anew when it is seen again, also what is on its way."""
        self.doubts += 1
        self._stale.update(self._rows, self._asked)

    def keep(self, rows: list[T]) -> None:
        """Hold rows that are here; those that were not seen for the longest time go."""
        for one in rows:
            key = self._key_of(one)
            self._rows[key] = one
            self._rows.move_to_end(key)
        while len(self._rows) > CACHED:
            self._rows.popitem(last=False)

    def show_keys(self, keys: Sequence[int]) -> None:
        """Show other rows; where they are the same, only repaint."""
        fresh = keys if isinstance(keys, array) else array("q", keys)
        if fresh == self._keys:
            self.repaint()
            return
        self.beginResetModel()
        self._keys = fresh
        self._asked.clear()
        self.endResetModel()

    def keys(self) -> array[int]:
        """Return the keys in order."""
        return self._keys

    def row_of(self, key: int) -> int:
        """Return where a key stands, -1 where it does not."""
        guess = self._seen.get(key)
        if guess is not None:  # a scan of a million takes 50 ms
            for row in range(max(guess - _NEAR, 0), min(guess + _NEAR, len(self._keys))):
                if self._keys[row] == key:
                    return row
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def row_at(self, at: int) -> T | None:
        """Return what is here; ask for what is not, or may have changed."""
        key = self._keys[at]
        self._see(key, at)
        row = self._rows.get(key)
        if row is None or key in self._stale:
            self._fetch(at)
        return row

    def key_at(self, at: int) -> int | None:
        """Return the key of a row, and remember where it stood."""
        key = self._keys[at]
        self._see(key, at)
        return key

    def is_heading(self, _at: int) -> bool:
        """Whether a row is passed over: none is, where the keys do not say so."""
        return False

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._keys)

    def _keys_arrived(self, keys: Sequence[int]) -> None:
        self.show_keys(keys)
        self.loaded.emit()

    def _see(self, key: int, row: int) -> None:
        """Remember where a row stood, to find it again near there."""
        if len(self._seen) > CACHED:
            self._seen.clear()
        self._seen[key] = row

    def _fetch(self, row: int) -> None:
        first = row - row % PAGE
        page = self._keys[first : first + PAGE]
        wanted = [
            key
            for key in page
            if key not in self._asked and (key in self._stale or key not in self._rows)
        ]
        if not wanted:
            return
        self._asked.update(wanted)
        self._stale.difference_update(wanted)
        for edge in (first, first + len(page) - 1):
            self._see(self._keys[edge], edge)

        def arrived(rows: list[T]) -> None:
            self._asked.difference_update(wanted)
            self.keep(rows)
            # Others may have come in, or gone, above or between them meanwhile.
            at, end = self.row_of(page[0]), self.row_of(page[-1])
            begin = at if at >= 0 else first
            last = min(end if end >= 0 else first + PAGE - 1, len(self._keys) - 1)
            if begin <= last:
                self.dataChanged.emit(self.index(begin), self.index(last))

        self.ask_rows(wanted, arrived)
