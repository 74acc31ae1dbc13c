"""What the window can show: places, the rooms that show them, and the trail that leads back.

A room is a page of the window, with all that is its own below ui/pages. One line here is all that
the window knows of it: navigation, menus, keys and the palette read it, and its module is imported
when it is first wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from feedbackdesk.language.say import Later, _, later

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGES = "feedbackdesk.ui.pages"
_LONG = 200
"""So many places lead back."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the window shows: a page as a whole, or one thing on a page of its own."""

    kind: str
    """A room's name, or what one of them holds: theme, person, organisation, item."""
    key: int | str = ""
    """Which one; the words of a search, the keys of a comparison. Nothing for a whole page."""

    def to_text(self) -> str:
        """Return it as it is remembered; `read_place` reads it."""
        number = "#" if isinstance(self.key, int) else ""
        return f"{self.kind}:{number}{self.key}"


def read_place(text: str) -> Place | None:
    """Read a place as it was remembered; None where nothing is called so."""
    kind, _colon, key = text.partition(":")
    if not any(room.shows(kind) for room in ROOMS):
        return None
    if key.startswith("#"):
        number = key.removeprefix("#")
        return Place(kind, int(number)) if number.isascii() and number.isdigit() else None
    return Place(kind, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A page before it is imported."""

    name: str
    text: Later
    icon: str
    tip: Later
    keys: tuple[str, ...] = ()
    cls: str
    """The class of the page, in pages/<name>/page.py."""
    back: Later
    """What is said of a way back to it."""
    module: str = ""
    holds: tuple[str, ...] = ()
    """Kinds of places that it shows beside itself."""
    opens: str = ""
    """The name of the action that opens it, where that is not its own."""
    menu: str = "go"
    """The menu of the bar that opens it; none where something else leads there."""
    chooses: str = ""
    """The table whose records are rows of it, to be chosen there."""
    below: str = ""
    """The room that it is reached from: that one is marked, and is above it where no trail is."""
    lasts: bool = True
    """Whether a window that was there last begins there."""

    def shows(self, kind: str) -> bool:
        """Whether places of a kind are shown here."""
        return kind == self.name or kind in self.holds

    @property
    def action(self) -> str:
        """The name of the action that opens it."""
        return self.opens or self.name

    @property
    def title(self) -> str:
        """What it is called, without the letter of a menu."""
        return str(self.text).replace("&", "").removesuffix("…")

    def load(self) -> type:
        """Import its class; at once where it was imported already."""
        module = import_module(self.module or f"{_PAGES}.{self.name}.page")
        loaded: type = getattr(module, self.cls)
        return loaded


ROOMS: list[Room] = [
    Room(
        name="inbox", text=later("&Inbox"), icon="inbox", keys=("Ctrl+1",), cls="InboxPage",
        tip=later("Feedback without a theme"),
        back=later("Back to the inbox"), chooses="feedback",
    ),
    Room(
        name="heap", text=later("&Heap"), icon="heap", keys=("Ctrl+9",), cls="HeapPage",
        tip=later("Talk that was brought in, to be kept as feedback or dropped"),
        back=later("Back to the heap"),
    ),
    Room(
        name="themes", text=later("&Themes"), icon="themes", keys=("Ctrl+2",), cls="ThemesPage",
        tip=later("The needs that people share"), holds=("theme",),
        back=later("All themes"), chooses="theme",
    ),
    Room(
        name="roadmap", text=later("&Roadmap"), icon="roadmap", keys=("Ctrl+3",),
        cls="RoadmapPage", tip=later("What to do about them, by request count"),
        back=later("Back to the roadmap"), chooses="item",
    ),
    Room(
        name="owed", text=later("&Owed"), icon="owed", keys=("Ctrl+4",), cls="OwedPage",
        tip=later("What people are owed, the late first"),
        back=later("Back to what is owed"), chooses="follow_up",
    ),
    Room(
        name="people", text=later("&People"), icon="people", keys=("Ctrl+5",), cls="PeoplePage",
        tip=later("Everybody who spoke: what they said, are owed and are worth"),
        holds=("person", "organisation"),
        back=later("All people"),
    ),
    Room(
        name="losses", text=later("Lo&sses"), icon="losses", keys=("Ctrl+6",), cls="LossesPage",
        tip=later("Why sales were lost, and the deals behind each reason"),
        back=later("Back to the losses"),
    ),
    Room(
        name="insights", text=later("I&nsights"), icon="insights", keys=("Ctrl+7",),
        cls="InsightsPage",
        tip=later("Who deserves a word, what is growing, and how long people wait"),
        back=later("Back to the insights"),
    ),
    Room(
        name="history", text=later("Histor&y"), icon="history", keys=("Ctrl+8",),
        cls="HistoryPage", tip=later("Every change ever made, by day, and the way back"),
        back=later("Back to the history"),
    ),
    Room(
        name="item", text=later("Item"), icon="roadmap", cls="ItemPage", menu="", below="roadmap",
        tip=later("The proof of each number, what was decided, and who waits"),
        back=later("Back to the item"),
    ),
    Room(
        name="compare", text=later("&Compare rankings…"), icon="compare", below="roadmap",
        keys=("Ctrl+Shift+R",), cls="ComparePage",
        tip=later("See what moved between two prints or snapshots, or since one of them"),
        back=later("Back to the comparison"),
    ),
    Room(
        name="twins", text=later("T&wins…"), icon="merge", below="people", opens="people_twins",
        keys=("Ctrl+Shift+D",), cls="TwinsPage",
        tip=later(
            "Look at records that look like one, side by side, and merge them or say that they are "
            "two"
        ),
        back=later("Back to the twins"),
    ),
    Room(
        name="search", text=later("Found"), icon="search", cls="SearchPage", menu="",
        tip=later("What was found for the words and filters in the search field"),
        back=later("Back to what was found"),
    ),
    Room(
        name="bring", text=later("Bring &in…"), icon="file-open", keys=("Ctrl+Shift+I",),
        cls="BringPage", menu="file", lasts=False,
        tip=later("Bring in what files hold; it is shown before anything is taken"),
        back=later("Back to the file"),
    ),
    Room(
        name="backups", text=later("&Backups…"), icon="archive", keys=("Ctrl+Shift+B",),
        cls="BackupsPage", menu="file",
        tip=later("When the workspace was backed up, and the way back"),
        back=later("Back to the backups"),
    ),
    Room(
        name="damaged", text=later("&Ways out of the damage…"), icon="warning", opens="damage",
        cls="DamagedPage", menu="file", lasts=False,
        tip=later("Show what can be read of a damaged workspace, and the ways out"),
        back=later("Back to the ways out"),
    ),
]  # fmt: skip
"""Every page, in the order of the navigation; one line more is one page more."""


_THINGS = {
    "theme": later("Back to the theme"),
    "person": later("Back to the person"),
    "organisation": later("Back to the organisation"),
}


def above(place: Place) -> Place:
    """Return where a step back leads where no trail does: the page above, else the first."""
    room = room_of(place)
    if place != Place(room.name) and room.below == "" and room.menu == "go":
        return Place(room.name)
    return Place(room.below or (room.name if room.menu == "go" else ROOMS[0].name))


def told_back(place: Place | None) -> str:
    """Say where a step back to a place leads."""
    if place is None:
        return _("Back")
    return str(_THINGS.get(place.kind) or room_of(place).back)


def room_of(place: Place) -> Room:
    """Return the room that shows a place; KeyError where none does."""
    for room in ROOMS:
        if room.shows(place.kind):
            return room
    raise KeyError(place.kind)


@dataclass(slots=True)
class Trail:
    """Where the owner was, and where a way back came from."""

    here: Place
    _behind: list[Place] = field(default_factory=list)
    _ahead: list[Place] = field(default_factory=list)

    def go(self, place: Place) -> None:
        """Go on to a place; what lay ahead is forgotten."""
        if place == self.here:
            return
        self._behind.append(self.here)
        del self._behind[:-_LONG]
        self._ahead.clear()
        self.here = place

    def stand_at(self, place: Place) -> None:
        """Be at another place, in the stead of the one that was gone to: a search is typed on."""
        self.here = place

    @property
    def before(self) -> Place | None:
        """The place that a step back leads to."""
        return self._behind[-1] if self._behind else None

    @property
    def after(self) -> Place | None:
        """The place that a step on leads to."""
        return self._ahead[-1] if self._ahead else None

    def back(self) -> Place | None:
        """Step back, and return where that leads; None at the beginning."""
        return self._step(self._behind, self._ahead)

    def on(self) -> Place | None:
        """Step on again, and return where that leads; None at the end."""
        return self._step(self._ahead, self._behind)

    def leave(self) -> Place | None:
        """Go back from a place that is gone: nothing leads on to it again."""
        if not self._behind:
            return None
        self.here = self._behind.pop()
        while self._ahead and self._ahead[-1] == self.here:
            self._ahead.pop()
        return self.here

    def forget(self, is_gone: Callable[[Place], bool]) -> None:
        """Lead nowhere any more that is gone: it was deleted or erased."""
        for way in (self._behind, self._ahead):
            way[:] = _without(way, is_gone)
            while way and way[-1] == self.here:
                way.pop()

    def _step(self, source: list[Place], target: list[Place]) -> Place | None:
        if not source:
            return None
        target.append(self.here)
        self.here = source.pop()
        return self.here


def _without(places: list[Place], is_gone: Callable[[Place], bool]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if not is_gone(place) and (not kept or kept[-1] != place):
            kept.append(place)
    return kept
