"""Finding in one window: the field, the search page, the palette and the saved views together."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from feedbackdesk.ui.finding.field import SearchField
from feedbackdesk.ui.finding.newest import Newest
from feedbackdesk.ui.finding.views import SavedViews

# A window that opens at once has no time for what is only wanted once somebody searches:
# the rest is imported where it is used.

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.search import FoundThings, SavedView
    from feedbackdesk.domain.query import Part, Query
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.finding.completing import KeptNames
    from feedbackdesk.ui.finding.lookup import Lookup
    from feedbackdesk.ui.pages.search.page import SearchPage
    from feedbackdesk.ui.window import MainWindow

_A_KIND = 6
_HITS = 8
_NAMES = ("theme", "theme_alias", "person", "organisation", "item", "loss", "loss_reason")


class Finding(QObject):
    """What the window does to find something."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        """Put the field over the pages and the saved views into the navigation."""
        super().__init__(window)
        self._window, self._live = window, window.live
        self.field = SearchField(window.stack)
        self.views = SavedViews(window.actions_, window.navigation.group, window.navigation)
        window.navigation.put_below(self.views)
        self._settings = settings
        self._before = window.page_name
        self._go_on = False
        self._page: SearchPage | None = None
        self.does: dict[str, Callable[[], object]] = {
            "find": self.start,
            "palette": lambda: self.lookup.palette.open(),
            "view_save": self.save,
            "view_rename": self.rename_current,
            "view_delete": self.delete_current,
        }
        self._kept: KeptNames | None = None
        self._hits = Newest(self._live, self)
        self._completions = Newest(self._live, self)
        self.field.paused.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.went_on.connect(self._into_list)
        self.field.escaped.connect(self.leave)
        self.field.wants_completions.connect(self._complete)
        window.stack.currentChanged.connect(self._page_changed)
        self.views.opened.connect(self.open_view)
        self.views.renames.connect(self._rename)
        self.views.deletes.connect(self._delete)
        self._live.touched.connect(self._follow)
        self._allow()

    @cached_property
    def lookup(self) -> Lookup:
        """The palette, and what it finds."""
        from feedbackdesk.ui.finding.lookup import Lookup

        return Lookup(self._window, self, self._settings)

    def make_ready(self) -> None:
        """Make the palette before it is wanted, so that it opens at once."""
        self.lookup.palette.ensurePolished()

    # The search page

    def make_page(self) -> SearchPage:
        """Make the search page of the window."""
        from feedbackdesk.ui.pages.search.page import SearchPage

        page = SearchPage(self._live, self._window.actions_)
        page.less.connect(self._less)
        page.more.connect(self._filter_menu)
        page.wants_item.connect(lambda key: self._window.items.open_item(key))
        page.found.loaded.connect(self._loaded)
        away = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.leave)
        self._page = page
        return page

    def _less(self, part: Part) -> None:
        self.search_for(self._query().less(part).to_text())

    def start(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Clear the search, and return to the page before."""
        self.field.set_quietly("")
        self._window.show_page(self._before if self._searching else self._window.page_name)

    @property
    def _searching(self) -> bool:
        return self._window.page_name == "search"

    def _query(self) -> Query:
        """Return what the field asks for now."""
        from feedbackdesk.domain.query import parse

        return parse(self.field.text(), self._window.live.date_order)

    def search_for(self, text: str) -> None:
        """Search for a text that was not typed."""
        self.field.set_quietly(text)
        self._typed(text)

    def _typed(self, text: str) -> None:
        from feedbackdesk.desk.search import search_everything

        if self._live.desk is None:
            return
        if not text.strip():
            if self._searching:
                had = self.field.hasFocus()
                self._window.show_page(self._before)
                if had:
                    self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self._searching:
            self._window.show_page("search", take_keyboard=False)
        self._window.search.search(text)
        self._hits.ask(search_everything, text, limit=_A_KIND, then=self._hits_arrived)
        self._allow()

    def _hits_arrived(self, found: FoundThings) -> None:
        from feedbackdesk.ui.finding.entries import KINDS, things

        each = things(found)
        # One of each kind first, so that none pushes the others out.
        places = [(place, kind) for place in range(_A_KIND) for kind in range(len(each))]
        hits = [each[kind][place] for place, kind in places if place < len(each[kind])][:_HITS]
        self._window.search.show_hits(sorted(hits, key=lambda hit: KINDS.index(hit.word)))

    def _enter(self) -> None:
        self._go_on = True
        if not self._window.search.found.waiting:
            self._loaded()

    def _loaded(self) -> None:
        if self._go_on and self.field.hasFocus() and self._searching:
            self._window.search.go_on()
        self._go_on = False

    def _into_list(self) -> None:
        if self._searching:
            self._window.search.go_on()
        else:
            self._window.page.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _page_changed(self) -> None:
        if not self._searching:
            self._before = self._window.page_name
            self.field.set_quietly("")
            if self._page is not None:
                self._page.search("")  # out of sight, nothing is searched anew after a change
        self._allow()

    def _allow(self) -> None:
        """Let a view be saved only where there is a search."""
        text = self._query().to_text() if self._searching else ""
        writable = self._live.desk is not None and not self._live.read_only
        known = self.views.button_of(text) if text else None
        actions = self._window.actions_
        actions["view_save"].setEnabled(writable and bool(text) and known is None)
        for name in ("view_rename", "view_delete"):
            actions[name].setEnabled(writable)
        if self._searching:
            self._window.navigation.mark(known)

    # Filters

    def _complete(self, text: str, cursor: int) -> None:
        from feedbackdesk.ui.finding.completing import KeptNames, completions

        if self._live.desk is None:
            return

        self._kept = kept = self._kept or KeptNames()
        self._completions.ask(completions, text, cursor, kept, then=partial(self.field.offer, text))

    def _filter_menu(self, button: QWidget) -> None:
        from feedbackdesk.ui.finding.filters import filter_menu

        def chosen(part: Part) -> None:
            self.search_for(self._query().plus(part).to_text())

        def begun(name: str) -> None:
            # With a quote, since most names are of several words.
            self.field.type_on(f'{self.field.text()} {name}:"'.lstrip())

        menu = filter_menu(self._window, chosen, begun)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # Saved views

    def save(self) -> None:
        """Ask for a name, and keep the search under it."""
        from feedbackdesk.desk.search import save_view
        from feedbackdesk.ui.widgets.choose import ask_name

        text = self.field.text()
        if self._query():
            ask_name(
                self._window,
                self.tr("Save this view"),
                self.tr("&Name"),
                lambda name: self._live.do(save_view, name, text),
            )

    def open_view(self, view: SavedView) -> None:
        """Search for what a saved view searches for."""
        self.search_for(view.query)
        self._window.search.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_view_with(self, key: int) -> None:
        """Search for what the saved view of a key searches for, if it is still there."""
        for view in self.views.shown():
            if view.id == key:
                self.open_view(view)

    def rename_current(self) -> None:
        """Give the view in sight another name."""
        if view := self._current():
            self._rename(view)

    def delete_current(self) -> None:
        """Delete the view in sight."""
        if view := self._current():
            self._delete(view)

    def _current(self) -> SavedView | None:
        button = self.views.button_of(self._query().to_text())
        return button.view if button is not None else None

    def _rename(self, view: SavedView) -> None:
        from feedbackdesk.desk.search import rename_view
        from feedbackdesk.ui.widgets.choose import ask_name

        ask_name(
            self._window,
            self.tr("Rename the view"),
            self.tr("&Name"),
            lambda name: self._live.do(rename_view, view.id, name),
            view.name,
        )

    def _delete(self, view: SavedView) -> None:
        from feedbackdesk.desk.search import delete_view

        self._live.do(delete_view, view.id)

    def ask_views(self) -> None:
        """Fill the navigation with the saved views."""
        from feedbackdesk.desk.search import saved_views

        self._live.ask(saved_views, then=self._views_arrived)

    def _views_arrived(self, views: list[SavedView]) -> None:
        self.views.show_these(views)
        self._allow()

    def _follow(self, touched: Touched) -> None:
        if touched.touches("saved_view"):
            self.ask_views()
        if touched.touches(*_NAMES):
            self._kept = None  # a reading that is under way keeps its own
