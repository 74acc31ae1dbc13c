"""Questions about themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.rows import Theme
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
    " WHERE m.feedback_id = :feedback AND (t.id = :theme OR t.root_id = :theme)"
)
_OTHERS_BEHIND = sql(
    "SELECT count(DISTINCT a.account) FROM feedback f JOIN mention m ON m.feedback_id = f.id"
    " JOIN theme t ON t.id = m.theme_id"
    " JOIN theme_account a ON a.theme_id = coalesce(t.root_id, t.id)"
    " WHERE f.id = :key AND a.account <> f.account"
)
_BY_DEMAND = " ORDER BY requests DESC, mentions DESC, t.key"
_ALIASES = sql(
    "SELECT coalesce(t.root_id, t.id), a.name FROM theme_alias a JOIN theme t ON t.id = a.theme_id"
    " WHERE t.id IN :ids OR t.root_id IN :ids ORDER BY a.id"
)
_ITEMS = sql(
    "SELECT DISTINCT coalesce(t.root_id, t.id), i.title, i.id FROM item_theme it"
    " JOIN item i ON i.id = it.item_id JOIN theme t ON t.id = it.theme_id"
    " WHERE t.id IN :ids OR t.root_id IN :ids ORDER BY i.key"
)


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

    def merged_into(self, theme_id: int) -> list[tuple[int, str]]:
        """Return the themes that were merged right into this one: key and name."""
        rows = self._all(
            sql("SELECT id, name FROM theme WHERE merged_into = :key ORDER BY key"), key=theme_id
        )
        return [(row.id, row.name) for row in rows]

    def all_theme_months(self, since: str) -> dict[int, dict[str, int]]:
        """Return each theme's feedbacks by month (2026-11) since a day."""
        rows = self._all(
            sql(
                "SELECT coalesce(t.root_id, t.id) AS theme_id, substr(f.said_on, 1, 7) AS month,"
                " count(DISTINCT f.id) AS number FROM feedback f"
                " JOIN mention m ON m.feedback_id = f.id JOIN theme t ON t.id = m.theme_id"
                " WHERE f.said_on >= :since GROUP BY 1, 2"
            ),
            since=since,
        )
        found: dict[int, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row.theme_id, {})[row.month] = row.number
        return found

    def mentions_of(self, feedback_id: int, theme_id: int) -> list[int]:
        """Return the mentions that tie a feedback to a theme, through signposts too."""
        return self._ids(_MENTIONS_OF, feedback=feedback_id, theme=theme_id)
