"""The themes: the needs that people share, by how many asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtWidgets import QListView, QMenu, QWidget

from feedbackdesk.desk.roadmap import link_theme, plan_theme
from feedbackdesk.desk.themes import (
    add_theme,
    assign_many,
    delete_theme,
    merge_themes,
    rename_theme,
)
from feedbackdesk.domain.rows import Theme, Touched
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import OPEN_STAGES, label
from feedbackdesk.ui.delegates.themes import ThemeRow
from feedbackdesk.ui.models.roles import FEEDBACK_MIME, KEY, ROW, THEME_MIME, unpack
from feedbackdesk.ui.models.themes import ThemeModel
from feedbackdesk.ui.pages.page import Page, debounce, make_list
from feedbackdesk.ui.widgets.choose import Choice, Chooser, ask_name, choose_theme
from feedbackdesk.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class ThemeList(QListView):
    """A list of themes that takes a theme (to merge) or feedback (to file)."""

    live: Live

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take themes and feedback."""
        data = event.mimeData()
        if data.hasFormat(THEME_MIME) or data.hasFormat(FEEDBACK_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say whether a drop here would do something."""
        target = self.indexAt(event.position().toPoint())
        dragged = unpack(event.mimeData(), THEME_MIME)
        if target.isValid() and target.data(KEY) not in dragged:
            self.setCurrentIndex(target)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Merge the dragged themes into the one below, or file the feedback there."""
        target = self.indexAt(event.position().toPoint()).data(KEY)
        if target is None:
            event.ignore()
            return
        event.acceptProposedAction()
        for key in unpack(event.mimeData(), THEME_MIME):
            if key != target:
                self.live.do(merge_themes, key, target)
        keys = unpack(event.mimeData(), FEEDBACK_MIME)
        if keys:
            self.live.do(assign_many, keys, target, plural(len(keys), "feedback", "feedbacks"))


class ThemesPage(Page):
    """A list by request count; what is chosen is read in the inspector."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__("themesPage", "", live, actions)
        self._title.setText(self.tr("Themes"))
        self.search = self.add_search(self.tr("Filter themes"), self.tr("Filter themes"))
        self.model = ThemeModel(live, trends=True)
        debounce(self.search, self.model.search)
        self.view = make_list("themeList", self.tr("Themes"), ThemeList())
        self.view.live = live
        self.view.setModel(self.model)
        self.view.setItemDelegate(ThemeRow(self.view))
        self.view.setDragEnabled(True)
        self.view.setAcceptDrops(True)
        self.view.setDropIndicatorShown(False)
        self.view.customContextMenuRequested.connect(self._menu)
        self.tell_chosen(self.view, "theme")
        actions.bind(self.view, "theme_rename", "theme_merge", "theme_plan", "theme_link", "delete")
        self.empty = EmptyState(
            "themes",
            self.tr("No themes yet"),
            self.tr(
                "A theme is a need that several people share. File feedback under one, "
                "and you see how many asked for it."
            ),
        )
        self.empty.offer(actions["theme_new"], self.tr("New theme"), primary=True)
        self.set_body(self.view, self.empty)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.model.loaded.connect(self._loaded)
        self._kept = -1
        self._wanted: int | None = None

    def start(self) -> None:
        """Load the themes."""
        self.model.reload()

    def follow(self, touched: Touched) -> None:
        """Repaint what a commit changed."""
        self.model.follow(touched)

    def first_focus(self) -> QWidget:
        """Start in the list."""
        return self.view

    def choose(self, theme_id: int) -> None:
        """Choose a theme, now or once it is there."""
        self.search.clear()
        self._wanted = theme_id
        self.model.search("")

    def chosen(self) -> Theme | None:
        """Return the chosen theme."""
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, Theme) else None

    def new(self) -> None:
        """Make a theme."""
        ask_name(
            self, self.tr("New theme"), self.tr("&Name"), lambda name: self.live.do(add_theme, name)
        )

    def rename(self) -> None:
        """Give the chosen theme another name."""
        if theme := self.chosen():
            ask_name(
                self,
                self.tr("Rename theme"),
                self.tr("&Name"),
                lambda name: self.live.do(rename_theme, theme.id, name),
                theme.name,
            )

    def merge(self) -> None:
        """Make the chosen theme part of another."""
        if theme := self.chosen():
            choose_theme(
                self,
                self.live,
                self.tr("Merge “{name}” into").format(name=theme.name),
                lambda key, _name: self._merge(theme.id, key),
                but=theme.id,
                may_make=False,
            )

    def _merge(self, source: int, target: int | None) -> None:
        if target is not None:
            self.live.do(merge_themes, source, target)

    def plan(self) -> None:
        """Make a roadmap item of the chosen theme."""
        if theme := self.chosen():
            plan_menu(self, self.live, theme, self.view)

    def link(self) -> None:
        """Let an item that exists answer the chosen theme."""
        if theme := self.chosen():
            link_chooser(self, self.live, theme)

    def delete(self) -> None:
        """Delete the chosen theme; its feedback stays."""
        if theme := self.chosen():
            self.live.do(delete_theme, theme.id)

    def _loaded(self) -> None:
        number = len(self.model.themes())
        self.say(
            self.tr("{number}, the most asked for first").format(number=number) if number else ""
        )
        self.show_empty(number == 0)
        row = -1 if self._wanted is None else self.model.row_of(self._wanted)
        if row >= 0:
            self._wanted = None
            self.view.setCurrentIndex(self.model.index(row))

    def _remember(self) -> None:
        self._kept = self.view.currentIndex().data(KEY) or -1

    def _restore(self) -> None:
        row = self.model.row_of(self._kept)
        if row >= 0:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.actions_["theme_new"])
        if self.view.indexAt(at).isValid():
            for name in ("theme_rename", "theme_merge", "theme_plan", "theme_link"):
                menu.addAction(self.actions_[name])
            menu.addSeparator()
            menu.addAction(self.actions_["delete"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))


def plan_menu(parent: QWidget, live: Live, theme: Theme, view: QListView) -> None:
    """Ask for the stage of a new item: one key, its first letter."""
    menu = QMenu(parent)
    menu.setObjectName("planMenu")
    for number, stage in enumerate(OPEN_STAGES, 1):
        action = menu.addAction(f"&{number}  {label(stage)}")
        action.triggered.connect(
            lambda _checked=False, stage=stage: live.do(plan_theme, theme.id, stage)
        )
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    rect = view.visualRect(view.currentIndex())
    menu.popup(view.viewport().mapToGlobal(rect.bottomLeft()))


def link_chooser(parent: QWidget, live: Live, theme: Theme) -> None:
    """Ask for the item that a theme is to be linked to."""
    from feedbackdesk.desk.roadmap import ranked_roadmap

    def picked(item_id: int | None, _name: str) -> None:
        if item_id is not None:
            live.do(link_theme, item_id, theme.id)

    title = parent.tr("Link “{name}” to").format(name=theme.name)
    chooser = Chooser(parent, title, picked)
    live.ask(
        ranked_roadmap,
        then=lambda ranked: chooser.offer(
            [Choice(one.item.id, one.item.title, label(one.item.stage)) for one in ranked]
        ),
    )
    chooser.open()
