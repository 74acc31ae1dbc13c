"""A theme: corrected in place, with all that was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.themes import (
    edit_theme,
    merged_into,
    rename_theme,
    theme,
    unmerge_theme,
)
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Field, Line, Prose
from feedbackdesk.ui.forms.kept import KeptForm
from feedbackdesk.ui.forms.kinds import Names
from feedbackdesk.ui.inspector.panel import LEAST_QUOTES, Panel, QuoteList
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.quotes import quotes_of_feedback
from feedbackdesk.ui.widgets.labels import heading, plain
from feedbackdesk.ui.widgets.marks import Swatches
from feedbackdesk.ui.widgets.merging import MergedList

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback, MergedTheme, Theme
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_SHOWN = 500


class ThemePanel(Panel):
    """A theme."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields and the quotes."""
        super().__init__(live, actions)
        self._form = KeptForm(
            live,
            (
                Line("name", _("N&ame"), called="themeName"),
                Prose(
                    "description", _("&Description"), tall=60, fixed=True,
                    example=_("What do they need, in a sentence?"), called="themeDescription",
                ),
                Names("aliases", _("Also called"), called="themeAliases"),
                _Colour("colour", _("Colour"), Swatches(), called="themeColour"),
            ),
            self._save,
        )  # fmt: skip
        self._numbers = plain()
        self._planned = plain("muted")
        self._read = QPushButton(actions["theme_open"].text().replace("&", ""))
        self._read.setObjectName("themeRead")
        self._read.setIcon(icons.icon("quote"))
        self._read.setToolTip(actions["theme_open"].statusTip())
        self._read.clicked.connect(lambda: self.wants.emit(Place("theme", self.key)))
        self.merged = MergedList()
        self._heading = heading("")
        self.quotes = QuoteList("themeQuotes", _("What was said about it"))
        self.quotes.connect_to(self)
        column = self.scrolled()
        column.addWidget(self._numbers)
        column.addWidget(self._planned)
        column.addWidget(self._read)
        column.addLayout(self._form)
        column.addWidget(self.merged)
        column.addWidget(self._heading)
        self.quotes.setMinimumHeight(LEAST_QUOTES)
        column.addWidget(self.quotes, 1)
        self.merged.unmerge.connect(lambda key: self.live.do(unmerge_theme, key))

    def reload(self) -> None:
        """Ask for the theme and its quotes."""

        def arrived(found: Theme | None) -> None:
            if found is None:
                self.gone.emit()
            elif found.id != self.key:  # a merged one leads to what it was merged into
                self.key = found.id
                self.reload()
            else:
                self._show(found)

        def said(rows: list[Feedback]) -> None:
            self._heading.setText(
                _("What was said, newest first") if rows else _("Nothing filed here yet")
            )
            self.quotes.quotes.show_these(quotes_of_feedback(rows, self.key))

        def signposts(found: list[MergedTheme]) -> None:
            self.merged.show_these(found, may_change=not self.live.read_only)

        self.live.latest(self, theme, self.key, then=arrived)
        self.live.latest(self, merged_into, self.key, then=signposts)
        self.live.latest(self, list_feedback, theme_id=self.key, limit=_SHOWN, then=said)

    def _show(self, found: Theme) -> None:
        self._form.show_record(found)
        self._numbers.setText(
            f"{plural(found.requests, 'account', 'accounts')} · "
            f"{plural(found.mentions, 'mention', 'mentions')}"
        )
        planned = (
            _("On the roadmap: {items}").format(items=", ".join(found.items))
            if found.items
            else _("Not on the roadmap yet: press R to put it there")
        )
        self._planned.setText(planned)

    def _save(self, key: int, facts: dict[str, Any], **then: Any) -> None:
        if "name" in facts:
            self.live.do(rename_theme, key, facts["name"], **then)
            return
        if "aliases" in facts:  # a name that is taken away again is missed where it was
            put_back = then["otherwise"]

            def refused(why: str) -> None:
                put_back("")
                self.live.said.emit(why)

            then["otherwise"] = refused
        self.live.do(edit_theme, key, **facts, **then)


class _Colour(Field["int | None"]):
    """One of the eight colours, or none."""

    widget: Swatches
    told_by = "chosen"

    def words(self) -> int:
        return self.widget.value

    def put(self, words: int) -> None:
        self.widget.set_value(words)

    def value(self) -> int | None:
        return self.widget.value

    def is_same(self, value: int | None, kept: int | None) -> bool:
        return (value or 0) == (kept or 0)

    def show(self, value: int | None) -> None:
        self.widget.set_value(value)
