"""What the palette looks up, and what it does with what was taken."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QListView

from feedbackdesk.desk.search import search_everything
from feedbackdesk.ui.finding import entries
from feedbackdesk.ui.finding.entries import KINDS, Entry
from feedbackdesk.ui.finding.palette import CommandPalette
from feedbackdesk.ui.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.search import FoundThings, SavedView
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.frame import Frame

_A_KIND = 6
_LATELY = 5


class Lookup(QObject):
    """Actions and pages are known at once; what stands in the workspace is asked for."""

    searches = Signal(str)
    """All that was ever said is to be searched for words."""
    opens_view = Signal(int)
    """A saved view is wanted: its key."""

    def __init__(self, window: Frame, views: Callable[[], list[SavedView]]) -> None:
        """Remember what was done lately, also from the last time."""
        super().__init__(window)
        self._window, self._views, self._settings = window, views, window.settings
        self._things: list[Entry] = []
        kept = self._settings.value("lately", [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        # Only its name is kept: what it is called and whether it can be done is known now.
        self._lately = [Entry("", str(name), "") for name in names]
        window.live.touched.connect(self._follow)

    @cached_property
    def palette(self) -> CommandPalette:
        """The palette, made when it is first wanted."""
        made = CommandPalette(self._window)
        made.typed.connect(self._look_up)
        made.taken.connect(self._take)
        return made

    def _look_up(self, words: str) -> None:
        words = words.strip()
        own = entries.entries_of(self._window.actions_, self._window.page)
        own += [entries.thing("view", one.id, one.name) for one in self._views()]
        if not words:
            self._window.live.forget(self)
            self._things = []
            rows = entries.at_first(own, self._recent(own))
            self.palette.show_rows(rows, more_to_come=False)
            return
        search = self.tr("Search all feedback for “{words}”").format(words=words)
        own.append(Entry("words", words, search, icon="search"))
        lately = [one.mark for one in self._recent(own)]

        def show(*, more_to_come: bool) -> None:
            found = entries.ranked(words, [*self._things, *own], lately)
            self.palette.show_rows(found, more_to_come=more_to_come)

        def arrived(found: FoundThings) -> None:
            self._things = [one for some in entries.things(found) for one in some]
            show(more_to_come=False)

        # What was found for the letters before stays, as far as its name still fits.
        self._things = [replace(one, known=False) for one in self._things]
        show(more_to_come=self._window.live.desk is not None)
        if self._window.live.desk is not None:
            self._window.live.latest(self, search_everything, words, limit=_A_KIND, then=arrived)

    def _recent(self, own: list[Entry]) -> list[Entry]:
        """Return what was taken lately and is there now, the latest first."""
        there = {_same(entry): entry for entry in own}
        found = [one if one.word in KINDS else there.get(_same(one)) for one in self._lately]
        return [one for one in found if one is not None]

    def _follow(self, touched: Touched) -> None:
        """Let go of what changed: it may have another name, or be gone."""
        self._things = []
        self._lately = [
            one
            for one in self._lately
            if one.word not in KINDS
            or not (touched.everything or one.key in touched.rows.get(one.word, ()))
        ]

    def _take(self, entry: Entry) -> None:
        if entry.word != "words":
            others = [one for one in self._lately if _same(one) != _same(entry)]
            self._lately = [entry, *others][:_LATELY]
            names = [one.key for one in self._lately if isinstance(one.key, str)]
            self._settings.setValue("lately", names)
        if entry.word in {"page", "action"}:
            self._act(str(entry.key))
        elif entry.word == "words":
            self.searches.emit(str(entry.key))
        elif entry.word == "view":
            self.opens_view.emit(int(entry.key))
        else:
            self._open(entry.word, int(entry.key))

    def _open(self, word: str, key: int) -> None:
        """Show whatever it is on its page."""
        self._window.go(Place(word, key))

    def _act(self, name: str) -> None:
        """Do an action, on the page that it belongs to; to a row only if that was in sight."""
        actions, rooms = self._window.actions_, self._window.rooms
        pages = actions.homes(name)
        unseen = bool(pages) and type(self._window.page) not in pages
        if unseen:
            self._window.go(Place(rooms.name_of(rooms.of_class(pages[0]))))
        lists = self._window.page.findChildren(QListView)
        needs_choice = actions.needs_choice(name)
        if needs_choice and not any(one.selectionModel().hasSelection() for one in lists):
            self._window.toast.say(self.tr("Choose something in the list first."))
        elif needs_choice and unseen:
            self._window.toast.say(self.tr("Look at what is chosen here, then do it again."))
        else:
            self._window.actions_[name].trigger()


def _same(entry: Entry) -> object:
    """Return what makes an entry the same as one kept: an action's name says it alone."""
    return entry.key if isinstance(entry.key, str) else entry.mark
