"""How the window comes to an item's page, and back to where the owner was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from feedbackdesk.ui.widgets.decide import DecideDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.ui.pages.item.page import ItemPage
    from feedbackdesk.ui.pages.people.page import PeoplePage
    from feedbackdesk.ui.pages.themes.page import ThemesPage
    from feedbackdesk.ui.window import MainWindow


class ItemOpening(QObject):
    """Opens items from cards, the palette, the search and other pages."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._before = "roadmap"
        self._inspected = False
        self._way: tuple[str, int] | None = None
        """The page that was opened from an item's page, and the item it leads back to."""
        self._ways: dict[str, ThemesPage | PeoplePage] = {}
        window.stack.currentChanged.connect(self._moved)

    @property
    def does(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that lead here."""
        return {
            "item_open": self._open_chosen,
            "item_back": self.back,
            "item_decide": self._decide,
        }

    def make_page(self) -> ItemPage:
        """Make the page of the window."""
        from feedbackdesk.ui.pages.item.page import ItemPage

        page = ItemPage(self._window.live, self._window.actions_)
        page.gone.connect(self.back)
        page.wants.connect(self._go_on)
        return page

    def open_item(self, item_id: int) -> None:
        """Open an item's page; the inspector, which told the same, makes room for it."""
        window = self._window
        if window.page_name != "item":
            self._before = window.page_name if window.page_name != "search" else "roadmap"
            self._inspected = "inspector" in window.__dict__ and window.inspector.isVisible()
        window.item.show_item(item_id, window.roadmap.lens)
        window.show_inspector(False)
        window.show_page("item")
        window.navigation.mark(window.navigation.buttons["roadmap"])

    def back(self) -> None:
        """Go back to the page that the item was opened from, with its card chosen."""
        window = self._window
        if window.page_name != "item":
            return
        if self._before == "roadmap" and window.item.key >= 0:
            window.roadmap.choose(window.item.key)  # the page gives the keyboard to what is chosen
        window.show_page(self._before)
        if self._inspected:
            window.show_inspector(True)

    def _go_on(self, table: str, key: int) -> None:
        """Open the page of a theme or a person; to close it leads back to the item."""
        window, name = self._window, "themes" if table == "theme" else "people"
        came = window.item.key
        if name not in self._ways:
            self._ways[name] = window.themes if name == "themes" else window.people
            self._ways[name].closed.connect(self._return)
        if table == "theme":
            window.open_theme(key)
        else:
            window.open_contact(table, key)
        self._way = (name, came)
        self._ways[name].say_back(self.tr("Back to the item"))

    def _moved(self) -> None:
        """Forget the way back, once the owner went elsewhere."""
        if self._way is not None and self._window.page_name != self._way[0]:
            self._ways[self._way[0]].say_back()
            self._way = None

    def _return(self) -> None:
        if self._way is None or self._way[0] != self._window.page_name:
            return
        before, inspected = self._before, self._inspected
        self.open_item(self._way[1])
        self._before, self._inspected = before, inspected

    def _open_chosen(self) -> None:
        if self._window.page_name == "roadmap" and (entry := self._window.roadmap.chosen()):
            self.open_item(entry.item.id)

    def _decide(self) -> None:
        window = self._window
        if window.page_name == "item":
            window.item.decide()
        elif (entry := window.roadmap.chosen()) is not None and not window.live.read_only:
            DecideDialog(window.roadmap, window.live, entry.item).open()
