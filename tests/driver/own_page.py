"""A page that no other file of the program knows: its rows and its actions stand in it alone."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator

import pytest

from feedbackdesk.desk.themes import all_themes, rename_theme
from feedbackdesk.domain.rows import Theme
from feedbackdesk.language.say import later
from feedbackdesk.ui.actions import Actions, action
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.pages.page import Page
from feedbackdesk.ui.places import ROOMS, Place, Room
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.pieces import Stretch, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.widgets.lists import make_list
from feedbackdesk.ui.widgets.notices import EmptyState


class NeedRows(Rows[Theme]):
    """A need, and how often it was mentioned."""

    def describe(self, row: Theme, _beside: Hashable, _room: int) -> Row:
        """Describe a need."""
        number = f"{row.mentions:,} times"
        return Row(Line(Words(row.name), Stretch(), Words(number)), says=f"{row.name}, {number}")


class NeedsPage(Page):
    """The needs, each of which can be made louder."""

    tables = ("theme", "mention")
    loads = 0

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the list."""
        super().__init__("needsPage", "Needs", live, actions)
        self.model = ShortModel(NeedRows(), lambda row: row.id)
        self.view = make_list("needsList", "The needs", LongList(), self.model)
        self.keep_choice(self.view)
        self.answer_row(self.view, "needMenu")
        actions.bind_page(self, self.view)
        self.empty = EmptyState("themes", "No needs", "None yet.")
        self.set_body(self.view, self.empty)
        self.model.loaded.connect(lambda: self.show_empty(self.model.rowCount() == 0))

    def load(self) -> None:
        """Ask for the needs."""
        NeedsPage.loads += 1
        self.live.latest(self, all_themes, then=self.model.show_these)

    def first_focus(self) -> LongList:
        """Start in the list."""
        return self.view

    @action("need_louder", later("Make it &louder"), "rank-up",
            later("Write the need in capital letters"), "V", changes=True, choice=True)  # fmt: skip
    def louder(self) -> None:
        """Write the chosen need in capital letters."""
        row = self.view.currentIndex().row()
        need = self.model.shown()[row]
        self.live.do(rename_theme, need.id, need.name.upper())

    @action("need_read", later("&Read about it"), "quote", later("Open the need's page"), "Y",
            choice=True)  # fmt: skip
    def read(self) -> None:
        """Open the page of the chosen need."""
        self.wants.emit(Place("theme", self.model.shown()[self.view.currentIndex().row()].id))


class BrokenPage(Page):
    """A page whose question fails."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out nothing."""
        super().__init__("brokenPage", "Broken", live, actions)
        self.set_body(LongList(), EmptyState("themes", "Nothing", "Nothing."))

    def load(self) -> None:
        """Ask what cannot be answered."""
        self.live.ask(_fails, then=lambda _none: None)


def _fails(_read: object) -> None:
    raise ValueError("a question that fails")


@pytest.fixture
def own_pages() -> Iterator[type[NeedsPage]]:
    """Two pages more, for windows that are opened from here on."""
    NeedsPage.loads = 0
    here = sys.modules[__name__].__name__
    made = [
        Room(
            name="needs", text=later("Nee&ds"), icon="themes", tip=later("What is needed"),
            keys=("Ctrl+Shift+Y",), cls="NeedsPage", module=here, back=later("Back to the needs"),
        ),
        Room(
            name="broken", text=later("Bro&ken"), icon="themes", tip=later("It fails"),
            cls="BrokenPage", module=here, back=later("Back"),
        ),
    ]  # fmt: skip
    ROOMS.extend(made)
    yield NeedsPage
    for room in made:
        ROOMS.remove(room)
