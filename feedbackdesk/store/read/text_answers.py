"""What the owner said of texts that customers may read, or may not."""

from __future__ import annotations

from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql


class TextAnswerReader(BaseReader):
    """Answers, by the marks of texts."""

    def text_answers(self) -> dict[str, bool]:
        """Return whether each text that was answered for is allowed, by its mark."""
        rows = self._all(sql("SELECT key, allowed FROM text_answer"))
        return {row.key: bool(row.allowed) for row in rows}

    def text_answer_key(self, mark: str) -> int | None:
        """Return the key of the answer to a text; None where there is none."""
        row = self._first(sql("SELECT id FROM text_answer WHERE key = :mark"), mark=mark)
        return None if row is None else int(row.id)
