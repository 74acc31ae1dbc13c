"""The themes: the needs that people share, by how many asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QListView

from feedbackdesk.desk.themes import (
    add_theme,
    assign_many,
    delete_theme,
    edit_theme,
    merge_themes,
    merged_into,
    rename_theme,
    unmerge_theme,
)
from feedbackdesk.domain.rows import MergedTheme, Theme, Touched
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.filing.filing import Filed
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.pages.one_thing import Reading
from feedbackdesk.ui.pages.themes.story import ThemeStoryView
from feedbackdesk.ui.places import Place
from feedbackdesk.ui.rows.roles import FEEDBACK_MIME, KEY, ROW, THEME_MIME, unpack
from feedbackdesk.ui.rows.themes import ThemeRows
from feedbackdesk.ui.rows.themes_model import ThemeModel
from feedbackdesk.ui.widgets.choose import Choice, Chooser, choose_theme
from feedbackdesk.ui.widgets.drag import drag_chosen
from feedbackdesk.ui.widgets.lists import StayChosen, choose_row, make_list
from feedbackdesk.ui.widgets.marks import colour_menu
from feedbackdesk.ui.widgets.narrowing import debounce
from feedbackdesk.ui.widgets.notices import EmptyState
from feedbackdesk.ui.widgets.planning import Plans, link_chooser, plan_menu

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


class ThemeList(QListView):
    """A list of themes that takes a theme (to merge) or feedback (to file)."""

    live: Live
    merged = Signal(int)
    """Another theme became part of the one with this key."""

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag a small tag: the row below it says what a drop would do."""
        drag_chosen(self, actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take themes and feedback."""
        data = event.mimeData()
        if data.hasFormat(THEME_MIME) or data.hasFormat(FEEDBACK_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say what a drop here would do."""
        target = self.indexAt(event.position().toPoint())
        themes = unpack(event.mimeData(), THEME_MIME)
        feedback = unpack(event.mimeData(), FEEDBACK_MIME)
        row = target.data(ROW)
        if not isinstance(row, Theme) or row.id in themes or not (themes or feedback):
            self._say(-1, "")
            event.ignore()
            return
        if themes:
            dragged = excerpt(event.mimeData().text(), 40)
            words = self.tr("Merge “{dragged}” into “{name}”").format(
                dragged=dragged, name=excerpt(row.name, 40)
            )
        else:
            number = plural(len(feedback), "feedback", "feedbacks")
            words = self.tr("File {number} under “{name}”").format(
                number=number, name=excerpt(row.name, 40)
            )
        self._say(row.id, words)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say no more what a drop would do."""
        self._say(-1, "")
        super().dragLeaveEvent(event)

    def _say(self, key: int, words: str) -> None:
        model = self.model()
        if isinstance(model, ThemeModel):
            model.say_drop(key, words)

    def dropEvent(self, event: QDropEvent) -> None:
        """Merge the dragged themes into the one below, or file the feedback there."""
        target = self.indexAt(event.position().toPoint()).data(KEY)
        self._say(-1, "")
        if target is None:
            event.ignore()
            return
        event.acceptProposedAction()
        for key in unpack(event.mimeData(), THEME_MIME):
            if key != target:
                self.live.do(merge_themes, key, target, then=lambda _done: self.merged.emit(target))
        keys = unpack(event.mimeData(), FEEDBACK_MIME)
        if keys:
            self.live.do(assign_many, keys, target, plural(len(keys), "feedback", "feedbacks"))


class ThemesPage(Filed, Plans, Reading):
    """A list by request count; each theme opens to a page of its own."""

    view: ThemeList
    prints_what_is_chosen = True
    tables = (
        "theme", "theme_alias", "mention", "feedback", "item", "item_theme", "person",
        "organisation", "loss",
    )  # fmt: skip

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__("themesPage", _("Themes"), live, actions)
        self.search = self.add_search(self.tr("Filter themes"), self.tr("Filter themes"))
        self.model = ThemeModel(live, ThemeRows())
        debounce(self.search, self.model.search)
        self.view = make_list("themeList", self.tr("Themes"), ThemeList(), self.model)
        self.view.live = live
        self.view.setDragEnabled(True)
        self.view.setAcceptDrops(True)
        self.view.setDropIndicatorShown(False)
        self.answer_row(self.view)
        self.tell_chosen(self.view, "theme", self._read)
        actions.bind_page(self, self.view)
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
        actions.bind_page(self, self.empty)  # each says that there is none
        self.stay_chosen = StayChosen(self.view)
        self.kept = self.keep_choice(self.view)
        self.view.merged.connect(self._choose_merged)
        self.model.loaded.connect(self._loaded)
        self._wanted: int | None = None
        self.story = ThemeStoryView(live, actions)
        self.hold(self.story)
        self.story.gone.connect(self._story_is_gone)
        self.story.wants_item.connect(lambda key: self.inspect.emit("item", key))
        self.story.details.clicked.connect(lambda: self.inspect.emit("theme", self.story.key))
        self.tell_chosen(self.story.view, "feedback")
        actions.bind_page(self, self.story)

    # A theme's own page

    def show_place(self, place: Place) -> None:
        """Show all themes, where the list was left; or a theme's own page."""
        if isinstance(place.key, int):
            self._open(place.key)
        elif self.is_reading:
            self.turn_to(thing=False)
            self._show_list()

    def come_back_from(self, place: Place) -> None:
        """Choose the theme whose page was left."""
        if place.kind == "theme" and isinstance(place.key, int):
            row = self.model.row_of(place.key)
            if row >= 0 and self.view.currentIndex().row() != row:
                choose_row(self.view, row)

    def _open(self, theme_id: int) -> None:
        self.story.show_theme(theme_id)
        self.turn_to(thing=True)

    def _read(self, theme_id: int) -> None:
        self.wants.emit(Place("theme", theme_id))

    @action("theme_open", later("Read &what was said"), "quote",
            later("Open the theme’s page: every quote, newest first"), "O", choice=True,
            in_rows=False)  # fmt: skip
    def read_chosen(self) -> None:
        """Open the page of the theme that is chosen in the list."""
        if not self.is_reading and (theme := self._needed()):
            self._read(theme.id)

    def _story_is_gone(self) -> None:
        self.gone.emit(Place("theme", self.story.key))

    def load(self) -> None:
        """Ask for the themes, and for what is told of the one that is open."""
        self.model.reload()
        if self.is_reading:
            self.story.reload()

    def follow(self, touched: Touched) -> None:
        """Show what a commit changed; in sight, the story knows how with less than all."""
        if not self.isVisible():
            super().follow(touched)
            self.story.doubt(touched)
            return
        self.model.follow(touched)
        if self.is_reading:
            self.story.follow(touched)

    def show_currency(self) -> None:
        """Write money in a currency."""
        self.story.show_currency()

    def choose(self, key: int) -> None:
        """Choose a theme, now or once it is there."""
        self.search.clear()
        self._wanted = key
        self.model.search("")

    def chosen(self) -> Theme | None:
        """Return the theme whose page is open, or the one chosen in the list."""
        if self.is_reading:
            return self.story.theme()
        row = self.view.currentIndex().data(ROW)
        return row if isinstance(row, Theme) else None

    def in_hand(self) -> tuple[str, int] | None:
        """Return the quote chosen on a theme's page, else the theme."""
        reading = ("theme", self.story.key) if self.is_reading else None
        return super().in_hand() or reading

    def printable(self) -> Printable | None:
        """Return the theme whose page is open, or the one chosen in the list."""
        from feedbackdesk.report.printables import theme_page

        theme = self.chosen()
        return None if theme is None else theme_page(theme.id)

    def _needed(self) -> Theme | None:
        """Return the chosen theme; where none is, say that it is needed."""
        theme = self.chosen()
        if theme is None:
            self.live.said.emit(self.tr("Choose a theme first."))
        return theme

    @action("theme_new", later("&New theme…"), "add",
            later("Name a need that several people share"), changes=True, begins=True,
            in_rows=True)  # fmt: skip
    def new(self) -> None:
        """Make a theme."""
        ask_name(
            self, self.tr("New theme"), self.tr("&Name"), lambda name: self.live.do(add_theme, name)
        )

    @action("theme_rename", later("Re&name…"), "edit", later("Give it another name"), "F2",
            changes=True, choice=True, begins=True)  # fmt: skip
    def rename(self) -> None:
        """Give the chosen theme another name."""
        if theme := self._needed():
            ask_name(
                self,
                self.tr("Rename theme"),
                self.tr("&Name"),
                lambda name: self.live.do(rename_theme, theme.id, name),
                theme.name,
            )

    @action("theme_merge", later("&Merge into…"), "merge",
            later("Make this theme part of another one"), "M", changes=True,
            choice=True)  # fmt: skip
    def merge(self) -> None:
        """Make the chosen theme part of another."""
        if theme := self._needed():
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
            self.live.do(
                merge_themes, source, target, then=lambda _done: self._choose_merged(target)
            )

    def _choose_merged(self, target: int) -> None:
        """Choose what holds both now; from a list that is read anew, it is kept."""
        row = self.model.row_of(target)
        if row >= 0:
            choose_row(self.view, row)

    @action("theme_unmerge", later("&Un-merge…"), "undo",
            later("Let a theme that was merged into this one stand on its own again"), "U",
            changes=True, choice=True)  # fmt: skip
    def unmerge(self) -> None:
        """Let a theme that was merged into the chosen one stand on its own again."""
        if theme := self._needed():
            self.live.ask(merged_into, theme.id, then=lambda found: self._unmerge(theme, found))

    def _unmerge(self, theme: Theme, merged: list[MergedTheme]) -> None:
        if not merged:
            sentence = self.tr("Nothing was merged into “{name}”.")
            self.live.said.emit(sentence.format(name=excerpt(theme.name)))
        elif len(merged) == 1:
            self.live.do(unmerge_theme, merged[0].id)
        else:
            title = self.tr("Un-merge from “{name}”").format(name=excerpt(theme.name))

            def picked(key: int | None, _name: str) -> None:
                if key is not None:
                    self.live.do(unmerge_theme, key)

            chooser = Chooser(self, title, picked)
            chooser.offer(
                [
                    Choice(one.id, one.name, plural(one.mentions, "mention", "mentions"))
                    for one in merged
                ]
            )
            chooser.open()

    @action("theme_colour", later("&Colour…"), "palette",
            later("Choose the colour of the theme’s mark"), "C", changes=True,
            choice=True)  # fmt: skip
    def colour(self) -> None:
        """Choose the colour of the chosen theme: one key, its number."""
        if theme := self._needed():
            menu = colour_menu(self, theme.colour)
            menu.triggered.connect(
                lambda action: self.live.do(edit_theme, theme.id, colour=action.data())
            )
            menu.aboutToHide.connect(menu.deleteLater)
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self._below_chosen())

    def _below_chosen(self) -> QPoint:
        if self.is_reading:
            return self.story.mapToGlobal(QPoint(24, 96))
        rect = self.view.visualRect(self.view.currentIndex())
        return self.view.viewport().mapToGlobal(rect.bottomLeft())

    # What is done with quotes

    @action("theme_split", later("&Split off…"), "split",
            later("Make the chosen quotes a theme of their own, or move them to another"), "S",
            changes=True, choice=True)  # fmt: skip
    def split(self) -> None:
        """Split the chosen quotes off; from the list, the page opens so that some are chosen."""
        if theme := self._needed():
            if not self.is_reading:
                self._read(theme.id)
            self.story.split()

    def can_file(self) -> bool:
        """Quotes can be filed, not themes."""
        return self.is_reading

    def file(self, *, new: bool) -> None:
        """File the chosen quotes elsewhere too."""
        if self.is_reading:
            self.story.assign_new() if new else self.story.assign()

    def plan_it(self) -> None:
        """Make a roadmap item of the chosen theme."""
        if theme := self._needed():
            plan_menu(self, self.live, theme, self.story.view if self.is_reading else self.view)

    def link_it(self) -> None:
        """Let an item that exists answer the chosen theme."""
        if theme := self._needed():
            link_chooser(self, self.live, theme)

    def delete_chosen(self) -> None:
        """Delete the chosen theme, whose feedback stays; or take chosen quotes out of it."""
        if self.is_reading:
            self.story.take_out()
        elif theme := self._needed():
            self.live.do(delete_theme, theme.id)

    def _loaded(self) -> None:
        number = len(self.model.themes())
        said = self.tr("{number}, the most asked for first").format(number=f"{number:,}")
        self.say(said if number else "")
        row = -1 if self._wanted is None else self.model.row_of(self._wanted)
        if row >= 0:
            self._wanted = None
            self.view.setCurrentIndex(self.model.index(row))
        if not self.is_reading:
            self._show_list()
            self.stay_chosen.ensure()

    def _show_list(self) -> None:
        if self.model.themes() and not self.model.rowCount():
            self.show_nothing_found()
        else:
            self.show_empty(not self.model.themes())

    def may_tell(self) -> bool:
        """A list that is read anew leaves the inspector with what the owner put there."""
        return not self.kept.is_restoring
