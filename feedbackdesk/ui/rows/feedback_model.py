"""Feedback as a list of any length, from which rows leave at once and come back to their places."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QModelIndex, Signal

from feedbackdesk.desk.inbox import feedback_page, inbox_places, whole_inbox
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.ui.rows.feedback import FeedbackRows
from feedbackdesk.ui.rows.paged_model import PAGE, PagedModel
from feedbackdesk.ui.rows.roles import FEEDBACK_MIME, pack
from feedbackdesk.ui.rows.row_model import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.filing.suggestions import Suggestions
    from feedbackdesk.ui.live import Live

_MANY = 500
"""From this many touched feedbacks on, the keys are read anew."""
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


class FeedbackModel(PagedModel[Feedback]):
    """Feedback in order, without what was just decided."""

    mime = FEEDBACK_MIME
    rows: FeedbackRows
    came_back = Signal(list)
    """The keys of rows that were put in between the others."""

    def __init__(self, live: Live, suggestions: Suggestions | None = None) -> None:
        """Model the feedback of a desk; `show_these` says which."""
        self._suggestions = suggestions
        super().__init__(live, self.make_rows(), lambda row: row.id)
        self._withheld: set[int] = set()
        self._out: set[int] = set()
        """Keys known not to be in the array, so that nobody looks for them in a million."""
        self._moved: set[int] = set()
        self._is_loading = False
        self._filter: dict[str, Any] = {}
        self.is_following = False
        """Whether rows come and go because of a commit, not because of a decision here."""
        live.broke.connect(self._broke)
        if suggestions is not None:
            suggestions.changed.connect(self.repaint)

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
        self._is_loading = True
        self._moved.clear()
        super().reload()

    def ask_keys(self, then: Callable[[Sequence[int]], None]) -> None:
        """Ask for the keys of the feedback that fits."""
        if self.is_inbox:
            doubts = self.doubts

            def arrived(found: tuple[array[int], list[Feedback]]) -> None:
                if doubts == self.doubts:
                    self.keep(found[1])
                then(found[0])

            self.live.latest(self, whole_inbox, 0 if self._keys else PAGE, then=arrived)
        else:
            from feedbackdesk.desk.feedback import feedback_ids

            self.live.latest(self, feedback_ids, **self._filter, then=then)

    def ask_rows(self, keys: list[int], then: Callable[[list[Feedback]], None]) -> None:
        """Ask for feedbacks by their keys."""
        self.live.ask(feedback_page, keys, then=then)

    def doubt(self, touched: Touched) -> bool:
        """Doubt what a commit may have changed, without asking; return whether it did."""
        if self._suggestions is not None:
            self._suggestions.follow(touched)
        if not touched.touches(*TABLES):
            return False
        # A name may have changed in any row, so every row is fetched anew when it is seen.
        self.doubt_all()
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
            at = min(place, len(self._keys))
            self.beginInsertRows(NOWHERE, at, at)
            self._keys.insert(at, key)
            self._out.discard(key)
            self.endInsertRows()
        self.is_following = False
        if len(self._keys) != waiting:
            self.reload()  # others wrote in between
            return
        self.repaint()
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
            self._keys = array("q", (k for row, k in enumerate(self._keys) if row not in gone))
            self.endResetModel()
            return
        for row in reversed(rows):
            self.beginRemoveRows(NOWHERE, row, row)
            del self._keys[row]
            self.endRemoveRows()

    def _keys_arrived(self, keys: Sequence[int]) -> None:
        self._is_loading = False
        super()._keys_arrived(keys)

    def show_keys(self, keys: Sequence[int]) -> None:
        """Show other rows, without what is withheld."""
        if self._withheld:
            keys = array("q", (key for key in keys if key not in self._withheld))
        self._out = set(self._withheld)
        self.is_following = True
        super().show_keys(keys)
        self.is_following = False

    def row_of(self, key: int) -> int:
        """Return where a feedback stands, -1 where it does not."""
        return -1 if key in self._out else super().row_of(key)

    def name(self, row: Feedback) -> str:
        """Return the words, as far as they are of use in a list."""
        return row.text[:500]

    def says(self, row: Feedback) -> str:
        """Return the sentence of a row, with the theme that fits best."""
        fits = self._suggestions.known(row.id) if self._suggestions is not None else None
        return self.rows.says(row, fits[0] if fits else None)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the chosen feedback's keys and words."""
        keys = [self._keys[index.row()] for index in indexes]
        words = [row.text for key in keys if (row := self._rows.get(key))]
        return pack(FEEDBACK_MIME, keys, "\n\n".join(words))
