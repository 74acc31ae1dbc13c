"""Feedback as a list of any length: an array of keys, and a small cache of rows."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from feedbackdesk.desk.inbox import feedback_page, inbox_places, whole_inbox
from feedbackdesk.ui.rows.feedback import FeedbackRows
from feedbackdesk.ui.rows.roles import FEEDBACK_MIME, KEY, ROW, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from feedbackdesk.domain.rows import Feedback, Touched
    from feedbackdesk.ui.filing.suggestions import Suggestions
    from feedbackdesk.ui.live import Live

PAGE = 64
CACHED = 64 * PAGE

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MANY = 500
"""From this many touched feedbacks on, the keys are read anew."""
_NEAR = 64
_INBOX = {"inbox": True}
TABLES = (
    "feedback",
    "mention",
    "theme",
    "person",
    "organisation",
    "loss",
    "loss_also",
    "loss_reason",
)
"""What a row of feedback shows."""


class FeedbackModel(QAbstractListModel):
    """`data()` never waits: a row that is not here yet is None, and is fetched."""

    loaded = Signal()
    came_back = Signal(list)
    """The keys of rows that were put in between the others."""

    def __init__(self, live: Live, suggestions: Suggestions | None = None) -> None:
        """Model the feedback of a desk; `show_these` says which."""
        super().__init__(live)
        self.live = live
        self._suggestions = suggestions
        self.rows = self.make_rows()
        """How they are described."""
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, Feedback] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._withheld: set[int] = set()
        self._out: set[int] = set()
        """Keys known not to be in the array, so that nobody looks for them in a million."""
        self._seen: dict[int, int] = {}
        self._moved: set[int] = set()
        self._is_loading = False
        self._doubts = 0
        self._filter: dict[str, Any] = {}
        self.is_following = False
        """Whether rows come and go because of a commit, not because of a decision here."""
        live.broke.connect(self._broke)
        if suggestions is not None:
            suggestions.changed.connect(self._repaint)

    def make_rows(self) -> FeedbackRows:
        """Return how the rows are described."""
        return FeedbackRows(None if self._suggestions is None else self._suggestions.of)

    @property
    def is_inbox(self) -> bool:
        """Whether what is filed or archived leaves these rows."""
        return self._filter == _INBOX

    def show_these(self, **filters: Any) -> None:
        """Show the feedback that fits (inbox, words, theme_id, person_id), newest first."""
        self._filter = filters
        self.reload()

    def reload(self) -> None:
        """Ask again which rows there are; those in sight stay until the answer is here."""
        self.live.forget(self)
        self._is_loading = True
        self._moved.clear()

        def arrived(ids: Sequence[int]) -> None:
            self._is_loading = False
            self._replace(ids)

        self._ask_keys(arrived)

    def _ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        if self.is_inbox:
            doubts = self._doubts

            def arrived(found: tuple[array[int], list[Feedback]]) -> None:
                if doubts == self._doubts:
                    self._keep(found[1])
                then(found[0])

            self.live.latest(self, whole_inbox, 0 if self._ids else PAGE, then=arrived)
        else:
            from feedbackdesk.desk.feedback import feedback_ids

            self.live.latest(self, feedback_ids, **self._filter, then=then)

    def _ask_rows(self, keys: list[int], then: Callable[[list[Feedback]], None]) -> None:
        self.live.ask(feedback_page, keys, then=then)

    def doubt(self, touched: Touched) -> bool:
        """Doubt what a commit may have changed, without asking; return whether it did."""
        if self._suggestions is not None:
            self._suggestions.follow(touched)
        if not touched.touches(*TABLES):
            return False
        # A name may have changed in any row, so every row is fetched anew when it is seen.
        self._doubts += 1
        self._stale.update(self._rows, self._asked)
        return True

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if not self.doubt(touched):
            return
        keys = touched.rows.get("feedback", frozenset())
        few = not touched.everything and len(keys) + len(self._withheld) <= _MANY
        if self.is_inbox and few and not self._is_loading:
            self._moved |= keys
            self._ask_places()
        else:
            self.reload()

    # Rows leave at once when something is decided about them; the desk follows.

    def withhold(self, keys: Iterable[int]) -> None:
        """Take rows out before their commit has come back."""
        gone = set(keys)
        self._withheld |= gone
        self._take_out(gone)

    def release(self, keys: Iterable[int]) -> None:
        """Trust the desk again about these keys: their commit has come back."""
        self._withheld.difference_update(keys)

    def put_back(self, keys: Iterable[int]) -> None:
        """Show rows again: what was decided about them was refused."""
        self.release(keys)
        if self.live.desk is not None:
            self.reload()

    def _broke(self) -> None:
        self._is_loading = False
        if self._withheld:
            self.put_back(tuple(self._withheld))

    def _ask_places(self) -> None:
        """Ask where the touched rows stand now, instead of reading a million keys again."""
        keys, but = sorted(self._moved), sorted(self._withheld)

        def arrived(found: tuple[int, dict[int, int]]) -> None:
            # What was decided since then has a commit of its own, which asks again.
            if self._withheld <= set(but):
                self._settle(*found)

        self.live.latest(self, inbox_places, keys, but, then=arrived)

    def _settle(self, waiting: int, places: dict[int, int]) -> None:
        """Bring the touched rows to their places; the others stay as they are."""
        places = {key: place for key, place in places.items() if key not in self._withheld}
        moved, self._moved = self._moved - self._withheld, set()
        for key, place in places.items():
            self._see(key, place)
        coming = {key: place for key, place in places.items() if self.row_of(key) < 0}
        self.is_following = True
        self._take_out(moved - places.keys())
        while misplaced := self._misplaced(places, coming):
            self._take_out(misplaced)
            coming |= {key: places[key] for key in misplaced}
        for key, place in sorted(coming.items(), key=lambda one: one[1]):
            at = min(place, len(self._ids))
            self.beginInsertRows(_NOWHERE, at, at)
            self._ids.insert(at, key)
            self._out.discard(key)
            self.endInsertRows()
        self.is_following = False
        if len(self._ids) != waiting:
            self.reload()  # others wrote in between
            return
        self._repaint()
        if coming:
            self.came_back.emit(list(coming))
        self.loaded.emit()

    def _misplaced(self, places: dict[int, int], coming: dict[int, int]) -> set[int]:
        """Return the rows that stand elsewhere than they will once the others have come."""
        before = sorted(coming.values())
        return {
            key
            for key, place in places.items()
            if key not in coming and self.row_of(key) != place - bisect_left(before, place)
        }

    def _take_out(self, keys: set[int]) -> None:
        rows = sorted(row for key in keys if (row := self.row_of(key)) >= 0)
        self._out |= keys
        if len(rows) > _MANY:
            gone = set(rows)
            self.beginResetModel()
            self._ids = array("q", (k for row, k in enumerate(self._ids) if row not in gone))
            self.endResetModel()
            return
        for row in reversed(rows):
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._ids[row]
            self.endRemoveRows()

    def _replace(self, ids: Sequence[int]) -> None:
        fresh = ids if isinstance(ids, array) else array("q", ids)
        if self._withheld:
            fresh = array("q", (key for key in fresh if key not in self._withheld))
        self._out = set(self._withheld)
        if fresh == self._ids:
            self._repaint()
        else:
            self.is_following = True
            self.beginResetModel()
            self._ids = fresh
            self._asked.clear()
            self.endResetModel()
            self.is_following = False
        self.loaded.emit()

    def row_of(self, key: int) -> int:
        """Return where a feedback stands, -1 where it does not."""
        if key in self._out:
            return -1
        guess = self._seen.get(key)
        if guess is not None:  # a scan of a million takes 50 ms
            for row in range(max(guess - _NEAR, 0), min(guess + _NEAR, len(self._ids))):
                if self._ids[row] == key:
                    return row
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

    def _see(self, key: int, row: int) -> None:
        """Remember where a row stood, to find it again near there."""
        if len(self._seen) > CACHED:
            self._seen.clear()
        self._seen[key] = row

    def keys(self) -> array[int]:
        """Return the keys in order."""
        return self._ids

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is here; ask for what is not."""
        if not 0 <= index.row() < len(self._ids):
            return None
        key = self._ids[index.row()]
        self._see(key, index.row())
        if role == KEY:
            return key
        row = self._rows.get(key)
        if row is None or key in self._stale:
            self._fetch(index.row())
        if row is None or role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text[:500]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            fits = self._suggestions.known(key) if self._suggestions is not None else None
            return self.rows.says(row, fits[0] if fits else None)
        return None

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _fetch(self, row: int) -> None:
        page = row // PAGE
        wanted = [
            key
            for key in self._ids[page * PAGE : (page + 1) * PAGE]
            if key not in self._asked and (key in self._stale or key not in self._rows)
        ]
        if not wanted:
            return
        self._asked.update(wanted)
        self._stale.difference_update(wanted)

        def arrived(rows: list[Feedback]) -> None:
            self._asked.difference_update(wanted)
            self._keep(rows)
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first), self.index(last))

        self._ask_rows(wanted, arrived)

    def _keep(self, rows: list[Feedback]) -> None:
        for one in rows:
            self._rows[one.id] = one
            self._rows.move_to_end(one.id)
        while len(self._rows) > CACHED:
            self._rows.popitem(last=False)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows can be chosen and dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Feedback is dragged to a theme."""
        return [FEEDBACK_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen feedback's keys and words."""
        keys = [self._ids[index.row()] for index in indexes]
        words = [row.text for key in keys if (row := self._rows.get(key))]
        return pack(FEEDBACK_MIME, keys, "\n\n".join(words))
