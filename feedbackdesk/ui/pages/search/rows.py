"""The feedback that a search found, with the places of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.search import search_feedback
from feedbackdesk.domain.marks import marks
from feedbackdesk.domain.query import parse
from feedbackdesk.ui.rows.feedback import FeedbackRows
from feedbackdesk.ui.rows.feedback_model import FeedbackModel

FIRST = 400
"""How many are found while the typing goes on; the rest follows."""
REST_MS = 300

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.search import FoundFeedback
    from feedbackdesk.domain.folding import Span
    from feedbackdesk.domain.query import Query
    from feedbackdesk.domain.rows import Feedback, Touched
    from feedbackdesk.ui.live import Live


class FoundModel(FeedbackModel):
    """Best first where words are searched for, else newest first."""

    def __init__(self, live: Live) -> None:
        """Search for nothing yet."""
        self._spans: dict[int, list[Span]] = {}
        super().__init__(live)
        self.answer: FoundFeedback | None = None
        self.text = ""
        self._limit: int | None = FIRST
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._find_the_rest)

    def make_rows(self) -> FeedbackRows:
        """Describe rows with their words marked that were searched for."""
        return FeedbackRows(found=lambda key: tuple(self._spans.get(key, ())))

    @property
    def words(self) -> str:
        """The words that are searched for, as they were typed."""
        return " ".join(part.text for part in parse(self.text).words)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._is_loading

    def search(self, text: str) -> None:
        """Search; `loaded` tells when the newest answer is here."""
        if text == self.text and self.answer is not None:
            return
        self.text = text
        self._limit = FIRST
        self.reload()

    def follow(self, touched: Touched) -> None:
        """Search again after a change, also of how a day is read."""
        super().follow(touched)
        if self.text and touched.touches("setting"):
            self.reload()

    def reload(self) -> None:
        """Search again, if the workspace is open."""
        if self.live.desk is not None:
            super().reload()

    def ask_keys(self, then: Callable[[list[int]], None]) -> None:
        self._rest.stop()

        def arrived(answer: FoundFeedback) -> None:
            if self.answer is None or answer.query != self.answer.query:
                self.doubt_all()  # their marks are those of another search
            self.answer = answer
            if limit is not None and len(answer.ids) >= limit:
                self._rest.start()
            then(answer.ids)

        limit = self._limit
        self.live.latest(self, search_feedback, self.text, limit=limit, then=arrived)

    def _find_the_rest(self) -> None:
        """Find all, once the typing has paused: from now on, until something else is typed."""
        self._limit = None
        self.reload()

    def ask_rows(self, keys: list[int], then: Callable[[list[Feedback]], None]) -> None:
        query = self.answer.query if self.answer is not None else None

        def arrived(found: list[tuple[Feedback, list[Span]]]) -> None:
            self._spans.update((row.id, spans) for row, spans in found)
            then([row for row, _spans in found])
            if self.answer is None or self.answer.query != query:
                self._stale.update(keys)  # overtaken on the way
            if len(self._spans) > 2 * len(self._rows):
                self._spans = {key: self._spans[key] for key in self._rows if key in self._spans}

        self.live.ask(_marked_page, keys, query, then=arrived)


def _marked_page(
    read: Moment, keys: Sequence[int], query: Query | None
) -> list[tuple[Feedback, list[Span]]]:
    """Return feedbacks with the places of what was searched for: long texts take a while."""
    rows = feedback_page(read, keys)
    return [(row, marks(row.text, query) if query is not None else []) for row in rows]
