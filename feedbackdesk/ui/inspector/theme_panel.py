"""A theme: corrected in place, with all that was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.themes import (
    edit_theme,
    merged_into,
    rename_theme,
    theme,
    unmerge_theme,
)
from feedbackdesk.domain.text import plural
from feedbackdesk.ui.inspector.panel import LEAST_QUOTES, Panel, QuoteList, heading, plain
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.quotes import quotes_of_feedback
from feedbackdesk.ui.widgets.chips import ChipField
from feedbackdesk.ui.widgets.form import FormLayout, on_leave
from feedbackdesk.ui.widgets.marks import Swatches
from feedbackdesk.ui.widgets.merging import MergedList

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback, MergedTheme, Theme
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_SHOWN = 500
"""Where there is less room for the quotes, the panel scrolls; device-independent pixels."""


class ThemePanel(Panel):
    """A theme."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the fields and the quotes."""
        super().__init__(live, actions)
        self._theme: Theme | None = None
        self._name = QLineEdit()
        self._description = QPlainTextEdit()
        self._description.setFixedHeight(60)
        self._description.setTabChangesFocus(True)
        self._description.setPlaceholderText(self.tr("What do they need, in a sentence?"))
        form = FormLayout()
        form.add_field(self.tr("N&ame"), self._name, name="themeName")
        form.add_field(self.tr("&Description"), self._description, name="themeDescription")
        self._aliases = ChipField()
        form.add_field(self.tr("Also called"), self._aliases, name="themeAliases")
        self._colour = Swatches()
        form.add_field(self.tr("Colour"), self._colour, name="themeColour")
        self._numbers = plain()
        self._planned = plain("muted")
        self._read = QPushButton(actions["theme_open"].text().replace("&", ""))
        self._read.setObjectName("themeRead")
        self._read.setIcon(icons.icon("quote"))
        self._read.setToolTip(actions["theme_open"].statusTip())
        self._read.clicked.connect(lambda: self.wants.emit(Place("theme", self.key)))
        self.merged = MergedList()
        self._heading = heading("")
        self.quotes = QuoteList("themeQuotes", self.tr("What was said about it"))
        self.quotes.connect_to(self)
        column = self.scrolled()
        column.addWidget(self._numbers)
        column.addWidget(self._planned)
        column.addWidget(self._read)
        column.addLayout(form)
        column.addWidget(self.merged)
        column.addWidget(self._heading)
        self.quotes.setMinimumHeight(LEAST_QUOTES)
        column.addWidget(self.quotes, 1)
        self._name.editingFinished.connect(self._save_name)
        on_leave(self._description, self._save_description)
        self._aliases.changed.connect(self._save_aliases)
        self._colour.chosen.connect(self._save_colour)
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
                self.tr("What was said, newest first")
                if rows
                else self.tr("Nothing filed here yet")
            )
            self.quotes.quotes.show_these(quotes_of_feedback(rows, self.key))

        def signposts(found: list[MergedTheme]) -> None:
            self.merged.show_these(found, may_change=not self.live.read_only)

        self.live.latest(self, theme, self.key, then=arrived)
        self.live.latest(self, merged_into, self.key, then=signposts)
        self.live.latest(self, list_feedback, theme_id=self.key, limit=_SHOWN, then=said)

    def _show(self, found: Theme) -> None:
        self._theme = found
        if self.may_fill(self._name):
            self._name.setText(found.name)
            self._name.setCursorPosition(0)
        if self.may_fill(self._description):
            self._description.setPlainText(found.description)
        if self._aliases.names() != found.aliases and (self._is_other or not self._is_typing()):
            self._aliases.set_names(found.aliases)
        self._colour.set_value(found.colour)
        self._is_other = False
        self._numbers.setText(
            f"{plural(found.requests, 'account', 'accounts')} · "
            f"{plural(found.mentions, 'mention', 'mentions')}"
        )
        planned = (
            self.tr("On the roadmap: {items}").format(items=", ".join(found.items))
            if found.items
            else self.tr("Not on the roadmap yet: press R to put it there")
        )
        self._planned.setText(planned)

    def _save_name(self) -> None:
        name = self._name.text().strip()
        if self._theme is None or name == self._theme.name:
            return
        before = self._theme.name
        if name:
            self.live.do(
                rename_theme, self.key, name, otherwise=lambda why: self._refuse(why, before)
            )
        else:
            self._name.setText(before)

    def _refuse(self, why: str, before: str) -> None:
        self._name.setText(before)
        self.live.said.emit(why)

    def _save_description(self) -> None:
        words = self._description.toPlainText().strip()
        if self._theme is not None and words != self._theme.description:
            self.live.do(edit_theme, self.key, description=words)

    def _is_typing(self) -> bool:
        line = self._aliases.focusProxy()
        return isinstance(line, QLineEdit) and bool(line.text().strip())

    def _save_aliases(self) -> None:
        if self._theme is None or self._is_typing():
            return
        names = self._aliases.names()
        if names != self._theme.aliases:
            before = self._theme.aliases

            def refused(why: str) -> None:
                self._aliases.set_names(before)
                self.live.said.emit(why)

            self.live.do(edit_theme, self.key, aliases=names, otherwise=refused)

    def _save_colour(self, colour: int) -> None:
        if self._theme is not None and colour != (self._theme.colour or 0):
            self.live.do(edit_theme, self.key, colour=colour)
