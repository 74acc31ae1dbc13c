"""What stands above the quotes of a theme: its name, its numbers in words, its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.rows.themes_model import last_months
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import breakable, label_of, say, words_label
from feedbackdesk.ui.widgets.layout import FlowLayout, Scrolled, empty_out, in_column, in_row
from feedbackdesk.ui.widgets.marks import ThemeMark, YearLine
from feedbackdesk.ui.widgets.merging import MergedList

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import ThemeStory

_HEAD_SHARE = 0.55
"""The head takes at most so much of the height; what is more of it scrolls."""

_SHOWN = 600
"""So much of a description stands on the page, in characters."""


class StoryHead(Scrolled):
    """As tall as its words, up to half of the page; then it scrolls."""

    wants_item = Signal(int)
    """A roadmap item of the theme was clicked: its key."""

    def __init__(self) -> None:
        """Lay out a head without words."""
        super().__init__()
        column = in_column(self.inner, (24, 8, 24, 12), 6)
        self._mark = ThemeMark()
        self._name = words_label("display", "storyName")
        title = in_row(gap=12)
        beside = in_column(margins=(0, 8, 0, 0))
        beside.addWidget(self._mark)
        beside.addStretch(1)
        title.addLayout(beside)
        title.addWidget(self._name, 1)
        column.addLayout(title)
        self._description = words_label("", "storyDescription")
        self._numbers = words_label("title", "storyNumbers")
        self._also = words_label("muted", "storyAliases")
        self._planned = QWidget()
        self._flow = FlowLayout(self._planned, 4)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.merged = MergedList()
        self.year = YearLine()
        for widget in (
            self._description, self._numbers, self.year, self._also, self._planned, self.merged
        ):  # fmt: skip
            column.addWidget(widget)

    def clear(self) -> None:
        """Show nothing, until the words of another theme are here."""
        self.inner.hide()

    def show_story(self, story: ThemeStory, currency: str, *, may_change: bool) -> None:
        """Show what a theme is, who asked for it, and when."""
        row = story.theme
        self._mark.show_colour(row.colour, row.id)
        self._name.setText(breakable(row.name))
        self._name.setAccessibleName(row.name)
        say(self._description, excerpt(row.description, _SHOWN) if row.description else "")
        say(self._numbers, self._in_words(story, currency))
        names = ", ".join(row.aliases)
        say(self._also, self.tr("Also called {names}").format(names=names) if names else "")
        self._show_items(story)
        self.merged.show_these(story.merged, may_change=may_change)
        self.year.show_year(last_months(), story.months)
        self.year.setVisible(row.mentions > 0)
        self.inner.show()

    def fit(self, height: int) -> None:
        """Take the room the words need on a page of a height, and leave the quotes theirs."""
        layout = self.inner.layout()
        if layout is None:
            return
        layout.activate()
        needs = layout.totalHeightForWidth(self.viewport().width())
        if needs < 0:
            needs = layout.totalSizeHint().height()
        self.setFixedHeight(max(min(needs, round(height * _HEAD_SHARE)), 1))

    def _in_words(self, story: ThemeStory, currency: str) -> str:
        """Return the numbers as a sentence: 9 accounts asked, 14 times."""
        row = story.theme
        if not row.mentions:
            return self.tr("Nobody has asked for it yet.")
        times = {1: self.tr("once"), 2: self.tr("twice")}.get(
            row.mentions, plural(row.mentions, "time", "times")
        )
        said = self.tr("{accounts} asked, {times}").format(
            accounts=plural(row.requests, "account", "accounts"), times=times
        )
        if story.lost:
            said = self.tr("{said}; {number} of them lost for it").format(
                said=said, number=f"{story.lost:,}"
            )
        if story.lost_value:
            said = f"{said}, {show_money(story.lost_value, currency)}"
        return f"{said}."

    def _show_items(self, story: ThemeStory) -> None:
        empty_out(self._flow)
        for key, title, stage in story.items:
            shown = f"{excerpt(title, 48)} · {label(stage)}"
            button = push_button(
                shown.replace("&", "&&"),
                name=f"storyItem.{key}",
                variant="link",
                icon="roadmap",
                tip=title,
            )
            button.setAccessibleName(
                self.tr("On the roadmap: {title}, in {stage}").format(
                    title=title, stage=label(stage)
                )
            )
            button.clicked.connect(lambda _on=False, key=key: self.wants_item.emit(key))
            self._flow.addWidget(button)
            button.show()
        if not story.items:
            words = self.tr("Not on the roadmap yet: press R to put it there")
            note = label_of(words, "muted")
            self._flow.addWidget(note)
            note.show()
        self._planned.updateGeometry()
