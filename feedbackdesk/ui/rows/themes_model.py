"""Themes as a list, for the themes page and the roadmap's tray."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from feedbackdesk.desk.themes import all_themes, theme_trends
from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.rows import Theme
from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.rows.roles import THEME_MIME
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.rows.themes import ThemeRows

_SEARCHED = 2_000
"""So much of a description is searched, in characters."""


def last_months(today: date | None = None) -> list[str]:
    """Return the last twelve months as 2026-11, oldest first."""
    today = today or date.today()
    number = today.year * 12 + today.month - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(number - 11, number + 1)]


def _themes_with_keys(read: Moment) -> tuple[list[Theme], list[str]]:
    """Return all themes, and what a search looks through: folded off the window's thread."""
    themes = all_themes(read)
    return themes, [
        compact(" ".join((one.name, *one.aliases, one.description[:_SEARCHED]))) for one in themes
    ]


class ThemeModel(ShortModel[Theme]):
    """All themes, the most asked for first; only those not planned yet, if asked."""

    mime = THEME_MIME
    takes_drops = keeps_places = True
    rows: ThemeRows

    def __init__(self, live: Live, rows: ThemeRows) -> None:
        """Model the themes of a desk, as they are described."""
        super().__init__(rows, lambda row: row.id, self._fitting)
        self._live = live
        rows.year = self._year
        self._keys: list[str] = []
        self._months = last_months()
        self._trends: dict[int, dict[str, int]] = {}
        self._stale: set[int] = set()
        self._wanted: set[int] = set()
        self._fetch = QTimer(self, interval=0, singleShot=True)
        self._fetch.timeout.connect(self._ask_trends)
        self._words = ""
        self._unplanned = False

    def reload(self) -> None:
        """Ask for the themes again."""

        def arrived(found: tuple[list[Theme], list[str]]) -> None:
            themes, self._keys = found
            self.rows.change(most=max((one.requests for one in themes), default=0))
            self._months = last_months()
            self._stale = set(self._trends)
            self.show_these(themes)

        self._live.latest(self, _themes_with_keys, then=arrived)

    def _year(self, key: int) -> tuple[int, ...]:
        """Return a theme's year, if it is here; only those in sight are asked for."""
        months = self._trends.get(key)
        if months is None or key in self._stale:
            self._wanted.add(key)
            self._fetch.start()
        return tuple(months.get(month, 0) for month in self._months) if months is not None else ()

    def _ask_trends(self) -> None:
        wanted, self._wanted = self._wanted, set()
        if self._live.desk is None:
            return
        self._stale -= wanted

        def arrived(trends: dict[int, dict[str, int]]) -> None:
            for key in wanted:
                self._trends[key] = trends.get(key, {})
            rows = [row for row, theme in enumerate(self._rows) if theme.id in wanted]
            if rows:
                self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))

        self._live.ask(theme_trends, f"{self._months[0]}-01", sorted(wanted), then=arrived)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if touched.touches("theme", "mention", "feedback", "item", "item_theme", "theme_alias",
                           "person", "organisation"):  # fmt: skip
            self.reload()

    def search(self, words: str) -> None:
        """Show the themes whose name or other name holds all the words."""
        self._words = words
        self.arrange()

    def only_unplanned(self, yes: bool) -> None:
        """Show only what no roadmap item answers yet."""
        self._unplanned = yes
        self.arrange()

    def _fitting(self, themes: Sequence[Theme]) -> list[Theme]:
        parts = compact(self._words).split()
        return [
            theme
            for theme, key in zip(themes, self._keys, strict=True)
            if not (self._unplanned and theme.items) and all(part in key for part in parts)
        ]

    def say_drop(self, key: int, words: str) -> None:
        """Let a theme's row say what a drop would do there; -1 where none is meant."""
        if (key, words) != self.rows.drop:
            rows = [self.row_of(one) for one in (self.rows.drop[0], key)]
            self.rows.drop = (key, words)
            for row in rows:
                if row >= 0:
                    self.dataChanged.emit(self.index(row), self.index(row))

    def themes(self) -> Sequence[Theme]:
        """Return all themes, also those not shown."""
        return self._found

    def name(self, row: Theme) -> str:
        """Return what a theme is called."""
        return row.name

    def says(self, row: Theme) -> str:
        """Return the sentence of a theme; its year is not asked for."""
        return self.rows.describe(row, None, 0).says

    def says_besides(self, row: Theme, /) -> str:
        """Return what a drop on it would do."""
        return self.rows.drop[1] if row.id == self.rows.drop[0] else ""

    def tip(self, row: Theme, /) -> str:
        """Return what a theme is about."""
        return excerpt(row.description, 300)

    def supportedDragActions(self) -> Qt.DropAction:
        """Dragging a theme takes nothing away from where it was."""
        return Qt.DropAction.CopyAction | Qt.DropAction.LinkAction
