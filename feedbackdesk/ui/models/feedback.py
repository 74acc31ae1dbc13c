"""Feedback as a list of any length: an array of keys, and a small cache of rows."""

from __future__ import annotations

from array import array
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

from feedbackdesk.desk.feedback import feedback_ids, feedback_page
from feedbackdesk.ui.delegates.feedback import read_out
from feedbackdesk.ui.models.roles import FEEDBACK_MIME, KEY, ROW, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.domain.rows import Feedback, Touched
    from feedbackdesk.ui.live import Live

PAGE = 64
CACHED = 64 * PAGE

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FeedbackModel(QAbstractListModel):
    """`data()` never waits: a row that is not here yet is None, and is fetched."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model the feedback of a desk; `show_these` says which."""
        super().__init__()
        self._live = live
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, Feedback] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._ticket = 0
        self._filter: dict[str, Any] = {}

    def show_these(self, **filters: Any) -> None:
        """Show the feedback that fits (inbox, words, theme_id, person_id), newest first."""
        self._filter = filters
        self.reload()

    def reload(self) -> None:
        """Ask again which rows there are; those in sight stay until the answer is here."""
        self._ticket += 1
        ticket = self._ticket

        def arrived(ids: list[int]) -> None:
            if ticket == self._ticket:
                self._replace(ids)

        self._ask_keys(arrived)

    def _ask_keys(self, then: Callable[[list[int]], None]) -> None:
        self._live.ask(feedback_ids, **self._filter, then=then)

    def _ask_rows(self, keys: list[int], then: Callable[[list[Feedback]], None]) -> None:
        self._live.ask(feedback_page, keys, then=then)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if touched.touches(
            "feedback", "mention", "theme", "person", "organisation", "loss", "loss_also",
            "loss_reason",
        ):  # fmt: skip
            # A name may have changed in any row, so every row is fetched anew when it is seen.
            self._stale.update(self._rows)
            self.reload()

    def _replace(self, ids: Sequence[int]) -> None:
        fresh = array("q", ids)
        if fresh == self._ids:
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
        else:
            self.beginResetModel()
            self._ids = fresh
            self.endResetModel()
        self.loaded.emit()

    def row_of(self, key: int) -> int:
        """Return where a feedback stands, -1 where it does not."""
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

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
            return read_out(row)
        return None

    def _fetch(self, row: int) -> None:
        page = row // PAGE
        if page in self._asked:
            return
        self._asked.add(page)
        wanted = list(self._ids[page * PAGE : (page + 1) * PAGE])
        self._stale.difference_update(wanted)

        def arrived(rows: list[Feedback]) -> None:
            self._asked.discard(page)
            for one in rows:
                self._rows[one.id] = one
                self._rows.move_to_end(one.id)
            while len(self._rows) > CACHED:
                self._rows.popitem(last=False)
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first), self.index(last))

        self._ask_rows(wanted, arrived)

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
