"""A theme: corrected in place, with all that was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.themes import edit_theme, merged_into, rename_theme, theme
from feedbackdesk.domain.text import plural
from feedbackdesk.ui.inspector.panel import Panel, QuoteList, heading, on_leave, plain
from feedbackdesk.ui.models.quotes import quotes_of_feedback
from feedbackdesk.ui.widgets.form import FormLayout

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
        self._theme: Theme | None = None
        self._name = QLineEdit()
        self._description = QPlainTextEdit()
        self._description.setFixedHeight(60)
        self._description.setTabChangesFocus(True)
        self._description.setPlaceholderText(self.tr("What do they need, in a sentence?"))
        form = FormLayout()
        form.add_field(self.tr("N&ame"), self._name, name="themeName")
        form.add_field(self.tr("&Description"), self._description, name="themeDescription")
        self._numbers = plain()
        self._planned = plain("muted")
        self._merged = plain("small")
        self._heading = heading("")
        self.quotes = QuoteList("themeQuotes", self.tr("What was said about it"))
        self.quotes.connect_to(self)
        self.column.addWidget(self._numbers)
        self.column.addWidget(self._planned)
        self.column.addLayout(form)
        self.column.addWidget(self._merged)
        self.column.addWidget(self._heading)
        self.column.addWidget(self.quotes, 1)
        self._name.editingFinished.connect(self._save_name)
        on_leave(self._description, self._save_description)

    def reload(self) -> None:
        """Ask for the theme and its quotes."""
        ticket = self.next_ticket()

        def arrived(found: Theme | None) -> None:
            if not self.is_current(ticket):
                return
            if found is None:
                self.gone.emit()
            else:
                self._show(found)

        def said(rows: list[Feedback]) -> None:
            if self.is_current(ticket):
                self._heading.setText(
                    self.tr("What was said, newest first")
                    if rows
                    else self.tr("Nothing filed here yet")
                )
                self.quotes.quotes.show_these(quotes_of_feedback(rows, self.key))

        def signposts(found: list[MergedTheme]) -> None:
            if self.is_current(ticket):
                self._merged.setVisible(bool(found))
                names = ", ".join(one.name for one in found)
                self._merged.setText(self.tr("Merged into it: {names}").format(names=names))

        self.live.ask(theme, self.key, then=arrived)
        self.live.ask(merged_into, self.key, then=signposts)
        self.live.ask(list_feedback, theme_id=self.key, limit=_SHOWN, then=said)

    def _show(self, found: Theme) -> None:
        self._theme = found
        self.key = found.id  # a merged one leads to what it was merged into
        if self.may_fill(self._name):
            self._name.setText(found.name)
            self._name.setCursorPosition(0)
        if self.may_fill(self._description):
            self._description.setPlainText(found.description)
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
        if found.aliases:
            planned += "\n" + self.tr("Also called {names}").format(names=", ".join(found.aliases))
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
