"""People and organisations as a list of any length, and all that one of them said."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.contacts import contact_keys, contacts, words_of
from feedbackdesk.domain.contacts import key_of
from feedbackdesk.domain.words import Circle, PeopleOrder
from feedbackdesk.ui.pages.people.drawn import read_out
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.rows.story_model import StoryModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.domain.contacts import Contact, Twins
    from feedbackdesk.domain.rows import Feedback, Touched
    from feedbackdesk.ui.live import Live

AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 64
CACHED = 64 * PAGE
_NOWHERE = QModelIndex()
FOLLOWED = ("person", "organisation", "contact_point", "feedback", "follow_up", "person_stage")
"""The tables that change what is told of somebody."""


class PeopleModel(QAbstractListModel):
    """Keys in an array, rows by pages; `data()` never waits."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model everybody, by name; nobody before `reload`."""
        super().__init__()
        self.live = live
        self.circle, self.order, self.words = Circle.EVERYBODY, PeopleOrder.NAME, ""
        self._keys: array[int] = array("q")
        self._rows: OrderedDict[int, Contact] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._ticket = 0

    def show_these(
        self,
        circle: Circle | None = None,
        order: PeopleOrder | None = None,
        words: str | None = None,
    ) -> None:
        """Show others, or in another order; what is None stays."""
        self.circle = self.circle if circle is None else circle
        self.order = self.order if order is None else order
        self.words = self.words if words is None else words.strip()
        self.reload()

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out."""
        return self.circle is Circle.EVERYBODY and not self.words

    def reload(self) -> None:
        """Ask again who there is; those in sight stay until the answer is here."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(keys: array[int]) -> None:
            if ticket == self._ticket:
                self._replace(keys)

        self.live.ask(contact_keys, self.circle, self.order, self.words, then=arrived)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed; a name may stand in any row."""
        if touched.touches(*FOLLOWED):
            self._stale.update(self._rows)
            self.reload()

    def _replace(self, keys: array[int]) -> None:
        if keys == self._keys:
            if self._keys:
                self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))
        else:
            self.beginResetModel()
            self._keys = keys
            self._asked.clear()
            self.endResetModel()
        self.loaded.emit()

    def row_of(self, key: int) -> int:
        """Return where somebody stands, -1 where they do not."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def numbers(self) -> tuple[int, int]:
        """Return how many people are listed, and how many organisations."""
        firms = sum(key < 0 for key in self._keys)
        return len(self._keys) - firms, firms

    def among(self, pairs: Sequence[Twins]) -> list[Twins]:
        """Return the pairs of which one at least is listed."""
        listed = set(self._keys)
        return [
            pair
            for pair in pairs
            if not listed.isdisjoint({key_of(pair.table, pair.one), key_of(pair.table, pair.other)})
        ]

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is here; ask for what is not."""
        if not 0 <= index.row() < len(self._keys):
            return None
        key = self._keys[index.row()]
        if role == KEY:
            return key
        row = self._rows.get(key)
        if row is None or key in self._stale:
            self._fetch(index.row())
        if row is None or role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        return read_out(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _fetch(self, row: int) -> None:
        page = row // PAGE
        wanted = [
            key
            for key in self._keys[page * PAGE : (page + 1) * PAGE]
            if key not in self._asked and (key in self._stale or key not in self._rows)
        ]
        if not wanted:
            return
        self._asked.update(wanted)
        self._stale.difference_update(wanted)

        def arrived(rows: list[Contact]) -> None:
            self._asked.difference_update(wanted)
            for one in rows:
                self._rows[one.key] = one
                self._rows.move_to_end(one.key)
            while len(self._rows) > CACHED:
                self._rows.popitem(last=False)
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._keys)) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first), self.index(last))

        self.live.ask(contacts, wanted, then=arrived)


class WordsModel(StoryModel):
    """All that a person or an organisation said, newest first."""

    def __init__(self, live: Live) -> None:
        """Model nothing until `show_them` says of whom."""
        super().__init__(live)
        self.whose: tuple[str, int] | None = None

    def show_them(self, table: str, key: int) -> None:
        """Show what a person or an organisation said."""
        if self.whose != (table, key):
            self.whose = (table, key)
            self._months = array("l")
            self._replace([])
        self.reload()

    def _ask_story(self, then: Callable[[list[tuple[int, str]]], None]) -> None:
        if self.whose is not None:
            self.live.ask(words_of, *self.whose, then=then)

    def _words(self, row: Feedback) -> str:
        return row.text
