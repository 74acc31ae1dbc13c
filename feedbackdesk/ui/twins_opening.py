"""How the window comes to the page of records that look like one, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.contacts import Twins
    from feedbackdesk.ui.pages.twins.page import TwinsPage
    from feedbackdesk.ui.window import MainWindow


class TwinsOpening(QObject):
    """Opens the twins from the people page, a person's page, the menu and the palette."""

    def __init__(self, window: MainWindow) -> None:
        """Stand beside a window."""
        super().__init__(window)
        self._window = window
        self._before = "people"
        self._inspected = False

    @property
    def does(self) -> dict[str, Callable[[], object]]:
        """The actions of the window that lead here, and back."""
        return {"people_twins": self.open, "twins_back": self.back}

    def make_page(self) -> TwinsPage:
        """Make the page of the window."""
        from feedbackdesk.ui.pages.twins.page import TwinsPage

        page = TwinsPage(self._window.live, self._window.actions_)
        page.wants.connect(self._window.open_contact)
        return page

    def open(self, pair: Twins | None = None) -> None:
        """Show the page, with a pair chosen where one is named; the inspector makes room."""
        window = self._window
        if window.live.desk is None:
            return
        if window.page_name != "twins":
            self._before = window.page_name if window.page_name != "search" else "people"
            self._inspected = "inspector" in window.__dict__ and window.inspector.isVisible()
            window.show_inspector(False)
        window.twins.look_at(pair)
        window.show_page("twins")

    def back(self) -> None:
        """Go back to the page that this one was opened from, with the keyboard where it was."""
        window = self._window
        if window.page_name != "twins":
            return
        window.show_page(self._before)
        if self._inspected:
            window.show_inspector(True)
            window.look_at_page()
        self._inspected = False
