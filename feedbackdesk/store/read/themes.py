"""Questions about themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from feedbackdesk.domain.rows import MergedTheme, Theme
from feedbackdesk.domain.words import ItemStage
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

_THEME = (
    "SELECT t.id, t.name, t.description, t.colour, coalesce(y.requests, 0) AS requests,"
    " coalesce(y.mentions, 0) AS mentions FROM theme t"
    " LEFT JOIN theme_tally y ON y.theme_id = t.id WHERE t.merged_into IS NULL"
)
_ROOT = sql("SELECT coalesce(root_id, id) FROM theme WHERE id = :key")
_WITH_KEY = sql(
    "SELECT coalesce(t.root_id, t.id) FROM theme t WHERE t.key = :key"
    " UNION ALL SELECT coalesce(t.root_id, t.id) FROM theme_alias a"
    " JOIN theme t ON t.id = a.theme_id WHERE a.key = :key"
)
_MENTIONS_OF = sql(
    "SELECT m.id FROM mention m JOIN theme t ON t.id = m.theme_id"
    " WHERE m.feedback_id = :feedback AND (t.id = :theme OR (t.root_id = :theme AND :merged))"
    " ORDER BY t.id <> :theme, m.id"
)
_MENTIONS_UNDER = sql(
    "SELECT m.feedback_id, m.id, m.quote, m.importance, m.theme_id <> :theme AS merged"
    " FROM mention m JOIN theme t ON t.id = m.theme_id"
    " WHERE m.feedback_id IN :ids AND (t.id = :theme OR t.root_id = :theme)"
    " ORDER BY merged, m.id"
)
_OTHERS_BEHIND = sql(
    "SELECT count(DISTINCT a.account) FROM feedback f JOIN mention m ON m.feedback_id = f.id"
    " JOIN theme t ON t.id = m.theme_id"
    " JOIN theme_account a ON a.theme_id = coalesce(t.root_id, t.id)"
    " WHERE f.id = :key AND a.account <> f.account"
)
_BY_DEMAND = " ORDER BY requests DESC, mentions DESC, sort_key(t.name), t.id"
_ALIASES = sql(
    "SELECT coalesce(t.root_id, t.id), a.name FROM theme_alias a JOIN theme t ON t.id = a.theme_id"
    " WHERE t.id IN :ids OR t.root_id IN :ids ORDER BY a.id"
)
_ITEMS = sql(
    "SELECT DISTINCT coalesce(t.root_id, t.id), i.title, i.id FROM item_theme it"
    " JOIN item i ON i.id = it.item_id JOIN theme t ON t.id = it.theme_id"
    " WHERE t.id IN :ids OR t.root_id IN :ids ORDER BY sort_key(i.title), i.id"
)
_MERGED = sql(
    "SELECT t.id, t.name, above.id AS above_id, above.name AS above,"
    " (SELECT count(DISTINCT m.feedback_id) FROM mention m WHERE m.theme_id = t.id) AS mentions"
    " FROM theme t JOIN theme above ON above.id = t.merged_into"
    " WHERE t.root_id = :key ORDER BY sort_key(t.name), t.id"
)
# A theme with all that was merged into it: few rows, each one step into mention_of_theme.
_ALL_OF = "SELECT id FROM theme WHERE id IN :ids UNION SELECT id FROM theme WHERE root_id IN :ids"
_VOTES = sql(
    "SELECT coalesce(t.root_id, t.id) AS id, sum(v.number) AS number"
    " FROM theme_vote v JOIN theme t ON t.id = v.theme_id GROUP BY 1"
)
_MONTHS = sql(
    "SELECT coalesce(t.root_id, t.id) AS theme_id, substr(m.said_on, 1, 7) AS month,"
    " count(DISTINCT m.feedback_id) AS number FROM mention m JOIN theme t ON t.id = m.theme_id"
    f" WHERE m.theme_id IN ({_ALL_OF}) AND m.said_on >= :since GROUP BY 1, 2"
)
_SAID = sql(
    "SELECT DISTINCT m.feedback_id, m.said_on FROM mention m"
    f" WHERE m.theme_id IN ({_ALL_OF}) ORDER BY m.said_on DESC, m.feedback_id DESC"
)
_LOST = sql(
    "SELECT count(DISTINCT account) AS number, sum(coalesce(value, 0)) AS value FROM"
    " (SELECT DISTINCT f.account, l.id, l.value FROM mention m"
    " JOIN loss l ON l.feedback_id = m.feedback_id JOIN feedback f ON f.id = m.feedback_id"
    f" WHERE m.theme_id IN ({_ALL_OF})) AS sales"
)
_PLANNED = sql(
    "SELECT DISTINCT i.id, i.title, i.stage FROM item_theme it"
    f" JOIN item i ON i.id = it.item_id WHERE it.theme_id IN ({_ALL_OF})"
    " ORDER BY sort_key(i.title), i.id"
)


class MentionRow(NamedTuple):
    """A mention of a theme, as moving it needs it."""

    id: int
    quote: str | None
    importance: str | None
    merged: bool
    """Whether it is filed under a theme that was merged into the one asked about."""


class ThemeReader(BaseReader):
    """Themes with their numbers."""

    def themes(self) -> list[Theme]:
        """Return all themes, the most asked for first."""
        return self._themes([])

    def theme(self, key: int) -> Theme | None:
        """Return one theme; a merged one as what it was merged into."""
        root = self.root_of_theme(key)
        return next(iter(self._themes([root])), None) if root is not None else None

    def root_of_theme(self, key: int) -> int | None:
        """Return the theme that a theme stands for: itself, or what it was merged into."""
        row = self._first(_ROOT, key=key)
        return row[0] if row else None

    def _themes(self, ids: Sequence[int]) -> list[Theme]:
        if ids:
            rows = self._all(sql(f"{_THEME} AND t.id IN :ids{_BY_DEMAND}"), ids=ids)
        else:
            rows = self._all(sql(_THEME + _BY_DEMAND))
        keys = [row.id for row in rows]
        aliases = self._grouped(_ALIASES, keys)
        items = self._grouped(_ITEMS, keys)
        votes = {row.id: row.number for row in self._all(_VOTES)}
        return [
            Theme(
                id=row.id,
                name=row.name,
                description=row.description,
                colour=row.colour,
                aliases=tuple(alias.name for alias in aliases.get(row.id, ())),
                requests=row.requests,
                mentions=row.mentions,
                items=tuple(item.title for item in items.get(row.id, ())),
                votes=votes.get(row.id, 0),
            )
            for row in rows
        ]

    def others_behind(self, feedback_id: int) -> int:
        """Return the number of other accounts behind the themes of a feedback."""
        return self._number(_OTHERS_BEHIND, key=feedback_id)

    def theme_with_key(self, key: str) -> int | None:
        """Return the theme that a name or an alias means, following its signposts."""
        row = self._first(_WITH_KEY, key=key)
        return row[0] if row else None

    def aliases_with_key(self, key: str) -> list[int]:
        """Return the aliases of a name: one key, or none."""
        return self._ids(sql("SELECT id FROM theme_alias WHERE key = :key"), key=key)

    def signpost(self, key: str) -> int | None:
        """Return a merged theme by its own name."""
        row = self._first(
            sql("SELECT id FROM theme WHERE key = :key AND merged_into IS NOT NULL"), key=key
        )
        return row[0] if row else None

    def merged_into(self, theme_id: int) -> list[MergedTheme]:
        """Return the themes whose signposts lead to this one, directly or through others."""
        return [
            MergedTheme(
                id=row.id,
                name=row.name,
                mentions=row.mentions,
                through="" if row.above_id == theme_id else row.above,
            )
            for row in self._all(_MERGED, key=theme_id)
        ]

    def theme_months(self, since: str, theme_ids: Sequence[int]) -> dict[int, dict[str, int]]:
        """Return some themes' feedbacks by month (2026-11) since a day."""
        found: dict[int, dict[str, int]] = {}
        for row in self._all(_MONTHS, ids=list(theme_ids), since=since):
            found.setdefault(row.theme_id, {})[row.month] = row.number
        return found

    def theme_feedback(self, theme_id: int) -> list[tuple[int, str]]:
        """Return the feedback of a theme, newest first: its key and its day."""
        return [(row.feedback_id, row.said_on) for row in self._all(_SAID, ids=[theme_id])]

    def theme_losses(self, theme_id: int) -> tuple[int, int]:
        """Return the accounts with a lost sale in a theme, and the sales' value."""
        row = self._all(_LOST, ids=[theme_id])[0]
        return (row.number, row.value or 0)

    def theme_items(self, theme_id: int) -> list[tuple[int, str, ItemStage]]:
        """Return the items that answer a theme: key, title and stage."""
        rows = self._all(_PLANNED, ids=[theme_id])
        return [(row.id, row.title, ItemStage(row.stage)) for row in rows]

    def mentions_of(self, feedback_id: int, theme_id: int, *, merged: bool = True) -> list[int]:
        """Return the mentions that tie a feedback to a theme: its own first.

        Then those through signposts, unless `merged` is false.
        """
        return self._ids(_MENTIONS_OF, feedback=feedback_id, theme=theme_id, merged=int(merged))

    def mentions_under(
        self, feedback_ids: Sequence[int], theme_id: int
    ) -> dict[int, list[MentionRow]]:
        """Return by feedback the mentions that tie it to a theme: the theme's own first."""
        found: dict[int, list[MentionRow]] = {}
        for start in range(0, len(feedback_ids), 10_000):
            some = list(feedback_ids[start : start + 10_000])
            for row in self._all(_MENTIONS_UNDER, ids=some, theme=theme_id):
                mention = MentionRow(row.id, row.quote, row.importance, bool(row.merged))
                found.setdefault(row.feedback_id, []).append(mention)
        return found
