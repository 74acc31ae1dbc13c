"""The pages of a window: each is made when it is first wanted, or while the owner rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.places import ROOMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.pages.page import Page


class Rooms(QObject):
    """Neither the first rows nor a first key wait for a page that nobody sees."""

    made = Signal(object)
    """A `Page` was made."""

    def __init__(self, window: QWidget, live: Live) -> None:
        """Hold no page yet."""
        super().__init__(window)
        self._live = live
        self._pages: dict[str, Page] = {}
        self._fresh = False, False
        self._room_at_end = 0
        self.stack = QStackedWidget(window)
        self.actions = Actions(window, self)
        live.opened.connect(self._start)
        live.touched.connect(self._follow)

    def page(self, name: str) -> Page:
        """Return the page of a room."""
        if name not in self._pages:
            room = next(one for one in ROOMS if one.name == name)
            page: Page = room.load()(self._live, self.actions)
            self._pages[name] = page
            self.stack.addWidget(page)
            page.show_currency()
            page.leave_room(self._room_at_end)
            page.tell_fresh(self._fresh[0], is_sample=self._fresh[1])
            self.made.emit(page)
            if self._live.desk is not None:
                page.start()
        return self._pages[name]

    def once_made(self, name: str, then: Callable[[Any], None]) -> None:
        """Hand over the page of a room once it is made; nothing is imported for it before."""
        self.made.connect(lambda page: then(page) if self.name_of(page) == name else None)

    def is_made(self, name: str) -> bool:
        """Whether the page of a room was wanted already."""
        return name in self._pages

    def name_of(self, page: object) -> str:
        """Return the name of the room that a page is; nothing for what is no page."""
        return next((name for name, one in self._pages.items() if one is page), "")

    # Whom actions are for

    @property
    def in_sight(self) -> object:
        """The page in sight; None before there is one."""
        return self.stack.currentWidget()

    @property
    def number(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def classes(self) -> Iterator[type]:
        """Yield the class of every page, imported where it was not."""
        return (room.load() for room in ROOMS)

    def of_class(self, cls: type) -> object | None:
        """Return the page of a class, made where it was not; None where none is of it."""
        name = next((one.name for one in ROOMS if one.cls == cls.__name__), None)
        return None if name is None else self.page(name)

    # What all pages are told

    def show_currency(self) -> None:
        """Write money in the currency of the workspace, on every page."""
        for page in self._pages.values():
            page.show_currency()

    def tell_fresh(self, yes: bool, *, is_sample: bool) -> None:
        """Tell every page whether nothing was ever said; the sample offers itself to others."""
        self._fresh = yes, is_sample
        for page in self._pages.values():
            page.tell_fresh(yes, is_sample=is_sample)

    def leave_room(self, width: int) -> None:
        """Leave room for the search field at the end of every head."""
        self._room_at_end = width
        for page in self._pages.values():
            page.leave_room(width)

    def _start(self) -> None:
        for page in self._pages.values():
            page.start()

    def _follow(self, touched: Touched) -> None:
        for page in self._pages.values():
            page.follow(touched)
