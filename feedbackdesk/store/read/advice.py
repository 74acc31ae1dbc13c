"""Questions of whoever learns what themes sound like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.folding import fold
from feedbackdesk.store.fulltext import KEYS, place_of
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.read.names import quoted
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Row

_ALIKE = sql(
    f"SELECT rowid % {KEYS}, -bm25(feedback_fts) FROM feedback_fts"
    " WHERE feedback_fts MATCH :query AND rowid >= :first"
    " ORDER BY bm25(feedback_fts) LIMIT :limit"
)
_FIRST = sql(
    f"SELECT {place_of('said_on')} FROM feedback ORDER BY said_on DESC, id DESC"
    " LIMIT 1 OFFSET :number"
)
_SAID = sql("SELECT id, substr(text, 1, :length) AS text, archived FROM feedback WHERE id IN :ids")
_NEWEST = sql(
    "SELECT id, substr(text, 1, :length) AS text FROM feedback ORDER BY id DESC LIMIT :limit"
)
_FILED = sql(
    "SELECT m.feedback_id, coalesce(t.root_id, t.id) AS theme_id, m.quote FROM mention m"
    " JOIN theme t ON t.id = m.theme_id WHERE m.feedback_id IN :ids ORDER BY m.id"
)
_EXAMPLES = sql(
    "SELECT m.feedback_id, m.said_on, substr(coalesce(m.quote, f.text), 1, :length) AS text"
    " FROM mention m JOIN feedback f ON f.id = m.feedback_id"
    " WHERE m.theme_id = :theme AND f.archived = 0"
    " ORDER BY m.said_on DESC, m.feedback_id DESC LIMIT :limit"
)
_NAMES = sql(
    "SELECT id, root_id, name FROM"
    " (SELECT id, coalesce(root_id, id) AS root_id, name, 0 AS place FROM theme"
    " UNION ALL SELECT t.id, coalesce(t.root_id, t.id), a.name, a.id FROM theme_alias a"
    " JOIN theme t ON t.id = a.theme_id) ORDER BY id <> root_id, place, id"
)
_NAMED_SINCE = sql(
    "SELECT 1 FROM change WHERE step_id > :step AND table_name IN ('theme', 'theme_alias') LIMIT 1"
)


class AdviceReader(BaseReader):
    """Texts by likeness, and what has been filed where."""

    def newest_feedback(self) -> int:
        """Return the key of the newest feedback, 0 before the first."""
        return self._number(sql("SELECT max(id) FROM feedback"))

    def alike(
        self, beginnings: Sequence[str], limit: int, *, among: int | None = None
    ) -> list[tuple[int, float]]:
        """Return feedback with words that begin so, most alike first: key and bm25 (more is more).

        With `among` only that many of the newest are looked at, whole days of them. Words of
        fewer than five letters are meant whole. bm25 is Robertson and Zaragoza 2009, "The
        Probabilistic Relevance Framework", as SQLite's FTS5 computes it.
        """
        query = " OR ".join(f"{quoted(fold(word))}{'*' * (len(word) >= 5)}" for word in beginnings)
        if not query:
            return []
        first = self._number(_FIRST, number=among) if among is not None else 0
        rows = self._connection.execute(_ALIKE, {"query": query, "first": first, "limit": limit})
        return [(int(key), float(score)) for key, score in rows]

    def containing(self, pieces: Sequence[str], limit: int, *, among: int) -> list[int]:
        """Return which of the newest feedbacks have the most of these pieces anywhere in them."""
        if not pieces:
            return []
        facts: dict[str, object] = {f"p{n}": piece for n, piece in enumerate(pieces)}
        hits = " + ".join(f"(instr(text, :{name}) > 0)" for name in facts)
        return self._ids(
            sql(
                f"SELECT id FROM (SELECT id, {hits} AS hits FROM (SELECT id, text FROM feedback"
                " ORDER BY id DESC LIMIT :among)) WHERE hits > 0 ORDER BY hits DESC, id DESC"
                " LIMIT :limit"
            ),
            **facts,
            among=among,
            limit=limit,
        )

    def said(self, ids: Collection[int], length: int) -> dict[int, Row[Any]]:
        """Return feedbacks by key: the beginning of the `text`, and whether `archived`."""
        return {key: rows[0] for key, rows in self._grouped(_SAID, ids, length=length).items()}

    def newest_said(self, limit: int, length: int) -> Sequence[Row[Any]]:
        """Return the newest feedbacks: id, and the beginning of the text."""
        return self._all(_NEWEST, limit=limit, length=length)

    def filed(self, ids: Collection[int]) -> dict[int, list[Row[Any]]]:
        """Return where feedbacks are filed: by key, each `theme_id` (its root) and `quote`."""
        return self._grouped(_FILED, ids)

    def examples(self, themes: Collection[int], limit: int, length: int) -> list[Row[Any]]:
        """Return the newest that was said about any of these themes: feedback_id and text.

        The marked words where there are any; nothing that was archived.
        """
        rows = [
            row
            for theme in themes
            for row in self._all(_EXAMPLES, theme=theme, limit=limit, length=length)
        ]
        if len(themes) > 1:
            rows.sort(key=lambda row: (row.said_on, row.feedback_id), reverse=True)
        return rows[:limit]

    def theme_names(self) -> Sequence[Row[Any]]:
        """Return every name and alias, own ones first: the theme's id, its root_id, the name."""
        return self._all(_NAMES)

    def named_since(self, step_id: int) -> bool:
        """Whether a theme or another name of one was made, changed or removed after a step."""
        return self._first(_NAMED_SINCE, step=step_id) is not None
