"""Finding in one window: the field, the search page, the palette and the saved views together."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.finding.field import SearchField
from feedbackdesk.ui.finding.views import SavedViews
from feedbackdesk.ui.places import Place

# A window that opens at once has no time for what is only wanted once somebody searches:
# the rest is imported where it is used.

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.search import FoundThings, SavedView
    from feedbackdesk.domain.query import Part, Query
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.finding.filters import KeptNames
    from feedbackdesk.ui.finding.palette import Lookup
    from feedbackdesk.ui.frame import Frame
    from feedbackdesk.ui.pages.search.page import SearchPage

_A_KIND = 6
_HITS = 8
_NAMES = ("theme", "theme_alias", "person", "organisation", "item", "loss", "loss_reason")


class Finding(QObject):
    """What the window does to find something."""

    def __init__(self, window: Frame) -> None:
        """Put the field over the pages and the saved views into the navigation."""
        super().__init__(window)
        self._window, self._live = window, window.live
        self.field = SearchField(window.rooms.stack)
        self.views = SavedViews(window.actions_, window.navigation.group, window.navigation)
        window.navigation.put_below(self.views)
        self._go_on = False
        self._page: SearchPage | None = None
        self._kept: KeptNames | None = None
        self.field.paused.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.went_on.connect(self._into_list)
        self.field.escaped.connect(self.leave)
        self.field.wants_completions.connect(self._complete)
        window.place_changed.connect(self._place_changed)
        window.rooms.once_made("search", self._made)
        self.views.opened.connect(self.open_view)
        self.views.renames.connect(self._rename)
        self.views.deletes.connect(self._delete)
        self._live.touched.connect(self._follow)
        self._live.opened.connect(self._begin)
        self._allow()

    @cached_property
    def lookup(self) -> Lookup:
        """The palette, and what it finds."""
        from feedbackdesk.ui.finding.palette import Lookup

        made = Lookup(self._window, self.views.shown)
        made.searches.connect(self.search_for)
        made.searches.connect(lambda _words: self.start())
        made.opens_view.connect(self.open_view_with)
        return made

    def make_ready(self) -> None:
        """Make the palette before it is wanted, so that it opens at once."""
        self.lookup.palette.ensurePolished()

    @action("palette", later("&Go to or do…"), "palette",
            later("Go to a page, a theme or a person, or do anything by its name"), "Ctrl+K",
            menu="edit")  # fmt: skip
    def open_palette(self) -> None:
        """Go to a page, a theme or a person, or do anything by its name."""
        self.lookup.palette.open()

    # The search page

    def _made(self, page: SearchPage) -> None:
        self._page = page
        page.less.connect(self._less)
        page.more.connect(self._filter_menu)
        page.found.loaded.connect(self._loaded)
        page.asked.connect(self._ask)

    def _less(self, part: Part) -> None:
        self.search_for(self._query().less(part).to_text())

    @action("find", later("&Find"), "search", later("Search all words ever said"), "Ctrl+F",
            begins=True, menu="edit")  # fmt: skip
    def start(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Clear the search, and return to the page before."""
        self.field.set_quietly("")
        if self._searching:
            self._window.back()
        else:
            self._window.page.first_focus().setFocus()

    @property
    def _searching(self) -> bool:
        return self._window.page_name == "search"

    def _query(self) -> Query:
        """Return what the field asks for now."""
        from feedbackdesk.domain.query import parse

        return parse(self.field.text(), self._window.live.date_order)

    def search_for(self, text: str) -> None:
        """Search for a text that was not typed; for none, there is nothing to search."""
        if not text.strip():
            self.leave()
        else:
            self._look_for(text)

    def _look_for(self, text: str) -> None:
        """Be at the place of a search; what is typed on is the same one."""
        if not self._searching:
            self._window.go(Place("search", text), take_keyboard=False)
        else:
            self._window.stand_at(Place("search", text))
            self._ask(text)
            self._allow()

    def _typed(self, text: str) -> None:
        if self._live.desk is None:
            return
        if not text.strip():
            if self._searching:
                had = self.field.hasFocus()
                self._window.back()
                if had:
                    self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._look_for(text)

    def _begin(self) -> None:
        """Go on with a search that was begun before the workspace was open."""
        if self._searching:
            self._ask(self.field.text())

    def _ask(self, text: str) -> None:
        """Search for what a place says; the field says it, too."""
        from feedbackdesk.desk.search import search_everything

        if self.field.text() != text:
            self.field.set_quietly(text)
        if self._page is not None:
            self._page.search(text)
        if self._live.desk is None:
            return
        self._live.latest(self, search_everything, text, limit=_A_KIND, then=self._hits_arrived)

    def _hits_arrived(self, found: FoundThings) -> None:
        from feedbackdesk.ui.finding.entries import KINDS, things

        each = things(found)
        # One of each kind first, so that none pushes the others out.
        places = [(place, kind) for place in range(_A_KIND) for kind in range(len(each))]
        hits = [each[kind][place] for place, kind in places if place < len(each[kind])][:_HITS]
        if self._page is not None:
            self._page.show_hits(sorted(hits, key=lambda hit: KINDS.index(hit.word)))

    def _enter(self) -> None:
        self._go_on = True
        if self._page is not None and not self._page.found.waiting:
            self._loaded()

    def _loaded(self) -> None:
        if self._go_on and self.field.hasFocus() and self._searching and self._page is not None:
            self._page.go_on()
        self._go_on = False

    def _into_list(self) -> None:
        if self._searching and self._page is not None:
            self._page.go_on()
        else:
            self._window.page.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _place_changed(self) -> None:
        if not self._searching:
            self.field.set_quietly("")
            if self._page is not None:
                self._page.search("")  # out of sight, nothing is searched anew after a change
        self._allow()

    def _allow(self) -> None:
        """Let a view be saved only where there is a search."""
        text = self._query().to_text() if self._searching else ""
        known = self.views.button_of(text) if text else None
        is_open = self._live.desk is not None
        self._window.actions_.allow(Finding.save, is_open and bool(text) and known is None)
        for one in (Finding.rename_current, Finding.delete_current):
            self._window.actions_.allow(one, is_open)
        if self._searching:
            self._window.navigation.mark(known)

    # Filters

    def _complete(self, text: str, cursor: int) -> None:
        from feedbackdesk.ui.finding.filters import KeptNames, completions

        if self._live.desk is None:
            return

        self._kept = kept = self._kept or KeptNames()
        self._live.latest(
            self, completions, text, cursor, kept, then=partial(self.field.offer, text)
        )

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

    @action("view_save", later("Save this &view…"), "view",
            later("Keep this search in the navigation, under a name"), "Ctrl+D", changes=True,
            begins=True, menu="edit")  # fmt: skip
    def save(self) -> None:
        """Ask for a name, and keep the search under it."""
        from feedbackdesk.desk.search import save_view
        from feedbackdesk.ui.forms.ask import ask_name

        text = self.field.text()
        if self._query():
            ask_name(
                self._window,
                _("Save this view"),
                _("&Name"),
                lambda name: self._live.do(save_view, name, text),
            )

    def open_view(self, view: SavedView) -> None:
        """Search for what a saved view searches for."""
        self.search_for(view.query)
        if self._page is not None:
            self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_view_with(self, key: int) -> None:
        """Search for what the saved view of a key searches for, if it is still there."""
        for view in self.views.shown():
            if view.id == key:
                self.open_view(view)

    @action("view_rename", later("Rename the view…"), "edit",
            later("Give the saved view another name"), changes=True, menu="view")  # fmt: skip
    def rename_current(self) -> None:
        """Give the view in sight another name."""
        if view := self._current():
            self._rename(view)

    @action("view_delete", later("Delete the view"), "delete",
            later("Take the saved view out of the navigation; it can be undone"), changes=True,
            menu="view")  # fmt: skip
    def delete_current(self) -> None:
        """Delete the view in sight."""
        if view := self._current():
            self._delete(view)

    def _current(self) -> SavedView | None:
        button = self.views.button_of(self._query().to_text())
        return button.view if button is not None else None

    def _rename(self, view: SavedView) -> None:
        from feedbackdesk.desk.search import rename_view
        from feedbackdesk.ui.forms.ask import ask_name

        ask_name(
            self._window,
            _("Rename the view"),
            _("&Name"),
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
