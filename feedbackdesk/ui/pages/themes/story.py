"""A theme read like a story: what it is, who asked and when, and every quote, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Signal
from PySide6.QtWidgets import QAbstractItemView

from feedbackdesk.desk.themes import (
    assign_many,
    assign_to_new,
    move_many,
    split_theme,
    theme_story,
    unassign_many,
    unmerge_theme,
)
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.pages.one_thing import OneThing
from feedbackdesk.ui.pages.themes.story_head import StoryHead
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.rows.story import StoryModel
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.rows.themes_model import last_months
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.choose import choose_theme
from feedbackdesk.ui.widgets.keyboard import Menu
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.rows import Theme, ThemeStory, Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class ThemeStoryView(OneThing):
    """The page of one theme."""

    prefix = "story"
    gone = Signal()
    """The theme is no longer there."""
    wants_item = Signal(int)
    """A roadmap item of the theme was clicked: its key."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the head and the quotes."""
        super().__init__()
        self.setObjectName("themeStory")
        self.live = live
        self.key = -1
        self.story: ThemeStory | None = None
        self._actions = actions
        self.head = StoryHead()
        self.head.merged.unmerge.connect(lambda key: live.do(unmerge_theme, key))
        self.head.wants_item.connect(self.wants_item)
        self.model = StoryModel(live)
        self.view = make_list("storyList", self.tr("What was said"), TallList(), self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.empty = EmptyState(
            "quote",
            self.tr("Nothing is filed here"),
            self.tr("File feedback under it, merge it into another theme, or delete it."),
        )
        self.details = push_button(
            self.tr("Details"), name="story.details", variant="quiet", icon="edit",
            tip=self.tr("Its name, description, colour and other names"),
        )  # fmt: skip
        tools = {
            "back": self.tr("All themes"),
            "theme_split": self.tr("Split off…"),
            "theme_merge": self.tr("Merge into…"),
            "print_this": "",
        }
        self.lay_out(actions, tools, self.details, [self.head])
        self.view.customContextMenuRequested.connect(self._menu)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.loaded.connect(self._loaded)
        self._kept: list[int] = []
        self._place = (-1, -1)

    # What is shown

    def show_theme(self, theme_id: int) -> None:
        """Open a theme's page."""
        if theme_id != self.key:
            self.key = theme_id
            self.story = None
            self._kept = []
            self.head.clear()
            self.show_words(some=True)  # they take the keyboard while they fill
        self.reload()

    def reload(self) -> None:
        """Ask for the theme and its quotes."""
        if self.key < 0 or self.live.desk is None:
            return

        def arrived(found: ThemeStory | None) -> None:
            if found is None:
                self.gone.emit()
            else:
                self._show(found)

        self.live.latest(self, theme_story, self.key, f"{last_months()[0]}-01", then=arrived)

    def doubt(self, touched: Touched) -> None:
        """Doubt the quotes that a commit may have changed; they are asked for once in sight."""
        if self.model.theme_id == self.key:
            self.model.doubt(touched)

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        if touched.touches("theme", "mention", "feedback", "item", "item_theme", "theme_alias",
                           "person", "organisation", "loss"):  # fmt: skip
            self.reload()
        if self.model.theme_id == self.key:
            self.model.follow(touched)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.model.rows.change(currency=self.live.currency)
        if self.story is not None:
            self._show(self.story)
        self.view.viewport().update()

    def _show(self, story: ThemeStory) -> None:
        self.story = story
        self.key = story.theme.id  # a merged one leads to what it was merged into
        self.head.show_story(story, self.live.currency, may_change=not self.live.read_only)
        self.head.fit(self.height())
        name = story.theme.name
        self.view.setAccessibleName(self.tr("What was said about {name}").format(name=name))
        if self.model.theme_id != story.theme.id:
            self.model.show_theme(story.theme.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the head to the new width."""
        super().resizeEvent(event)
        self.head.fit(self.height())

    # What is chosen

    def theme(self) -> Theme | None:
        """Return the theme whose page this is."""
        return self.story.theme if self.story is not None else None

    def chosen(self) -> list[int]:
        """Return the keys of the chosen feedback, in the order of the page."""
        rows = self.view.selectionModel().selectedRows()
        return [index.data(KEY) for index in sorted(rows, key=lambda index: index.row())]

    def _needed(self) -> list[int]:
        """Return what is chosen; where nothing is, say that it is needed."""
        keys = self.chosen()
        if not keys:
            self.live.said.emit(self.tr("Choose a quote first."))
        return keys

    # What is done with what is chosen

    def split(self) -> None:
        """Make the chosen quotes a theme of their own, or move them to one there is."""
        keys, theme_id, theme = self.chosen(), self.key, self.theme()
        if theme is None or not keys:
            sentence = self.tr("Choose the quotes to split off, with Shift or Ctrl; then press S.")
            self.live.said.emit(sentence)
            return

        def picked(key: int | None, name: str) -> None:
            if key is None:
                self.live.do(split_theme, theme_id, keys, name)
            else:
                self.live.do(move_many, keys, theme_id, key, _several(keys))

        all_of_it = len(keys) >= self.model.rowCount()
        hint = (
            self.tr("All of “{name}” is chosen: the theme stays, empty.")
            if all_of_it
            else self.tr("{some} of {all} will leave “{name}”.")
        ).format(
            some=f"{len(keys):,}",
            all=plural(self.model.rowCount(), "quote", "quotes"),
            name=excerpt(theme.name),
        )
        hint = f"{hint} {self.tr('Name a theme of their own, or choose one there is.')}"
        title = self.tr("Split off")
        choose_theme(self, self.live, title, picked, but=theme_id, hint=hint, new_first=True)

    def assign(self) -> None:
        """File the chosen quotes elsewhere too."""
        if not (keys := self._needed()):
            return

        def picked(key: int | None, name: str) -> None:
            if key is None:
                self.live.do(assign_to_new, keys, name, _several(keys))
            else:
                self.live.do(assign_many, keys, key, _several(keys))

        choose_theme(self, self.live, self.tr("File elsewhere too"), picked, but=self.key)

    def assign_new(self) -> None:
        """File the chosen quotes under a new theme too."""
        if keys := self._needed():
            ask_name(
                self,
                self.tr("New theme"),
                self.tr("&Name"),
                lambda name: self.live.do(assign_to_new, keys, name, _several(keys)),
            )

    def take_out(self) -> None:
        """Take the chosen quotes out of the theme."""
        if keys := self._needed():
            self.live.do(unassign_many, keys, self.key, _several(keys))

    def _menu(self, at: QPoint) -> None:
        if not self.view.indexAt(at).isValid():
            return
        menu = Menu(self)
        for name in ("theme_split", "assign", "assign_new"):
            menu.addAction(self._actions[name])
        menu.addSeparator()
        out = menu.addAction(self.tr("&Take out of this theme"), self.take_out)
        out.setIcon(self._actions["delete"].icon())
        out.setEnabled(self._actions["delete"].isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _remember(self) -> None:
        index = self.view.currentIndex()
        self._kept, self._place = self.chosen(), (index.data(KEY) or -1, index.row())

    def _loaded(self) -> None:
        """Keep the place: the same quotes, or what has moved up where they stood."""
        last = self.model.rowCount() - 1
        self.show_words(some=last >= 0)
        if last < 0 or self.view.currentIndex().isValid():
            return
        selection, flags = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        rows = [row for row in map(self.model.row_of, self._kept) if row >= 0]
        for row in rows:
            selection.select(self.model.index(row), flags.Select)
        key, row = self._place
        here = self.model.row_of(key)
        at = here if here >= 0 else max(min(row, last), 0)
        went_away = bool(self._kept) and not rows
        selection.setCurrentIndex(
            self.model.index(at), flags.Select if went_away else flags.NoUpdate
        )
        self._kept = []


def _several(keys: list[int]) -> str:
    return plural(len(keys), "feedback", "feedbacks")
