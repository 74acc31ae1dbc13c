"""Names that complete while they are typed, found without regard to case or accents."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.text import name_key

_SHOWN = 12
_REMEMBERED = 1 << 16
_NAME = Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@functools.lru_cache(_REMEMBERED)
def known_key(name: str) -> str:
    """Return a known name as names are compared, remembered for the next time."""
    return name_key(name)


@functools.lru_cache(_REMEMBERED)
def search_key(text: str) -> str:
    """Return a text as names are searched by: folded, also without accents and hyphens."""
    return " ".join(compact(text).split())


def best(words: str, keyed: list[tuple[str, int]], most: int = _SHOWN) -> list[int]:
    """Return the places of the names that fit, those that begin with the words first."""
    wanted = search_key(words)
    if not wanted:
        return []
    begins = [place for key, place in keyed if key.startswith(wanted)]
    if len(begins) >= most:
        return begins[:most]
    holds = [place for key, place in keyed if wanted in key and not key.startswith(wanted)]
    return (begins + holds)[:most]


class Offers(QCompleter):
    """The rows under a line: Enter takes the chosen one; Tab and Ctrl+Enter keep what is typed.

    The first row is chosen from the start where it begins with what is typed. Without it
    Qt would keep the keys to itself while its popup is open, and ask for them twice.
    """

    taken = Signal(object)
    """What stands behind the row that was taken."""
    passed = Signal(object)
    """What stands behind the row whose name was typed out, or reached by the arrows."""

    def __init__(self, line: QLineEdit, *, ends: tuple[Qt.Key, ...] = ()) -> None:
        """Stand under a line; `ends` are more keys that belong to it, not to the rows."""
        self._ready = False
        self._untouched = True
        self._rows = QStandardItemModel()
        super().__init__(self._rows, line)
        self._rows.setParent(self)
        self._line = line
        self._ends = (*ends, Qt.Key.Key_Tab)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompletionRole(_NAME)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_SHOWN)
        popup = self.popup()
        assert popup is not None  # noqa: S101  (it is made where there is none)
        self._popup = popup
        self._popup.setProperty("surface", "raised")
        self._popup.setStyleSheet("border-radius: 0; padding: 3px;")
        self.activated[QModelIndex].connect(  # type: ignore[index]
            lambda index: self.taken.emit(index.data(Qt.ItemDataRole.UserRole))
        )
        line.setCompleter(self)
        self._ready = True

    def offer(self, words: str, rows: list[tuple[str, str, object]]) -> None:
        """Offer rows: the name, how it reads, and what stands behind it."""
        self._rows.clear()
        self._untouched = True
        for name, shown, behind in rows:
            item = QStandardItem(shown)
            item.setData(name, _NAME)
            item.setData(behind, Qt.ItemDataRole.UserRole)
            self._rows.appendRow(item)
        if rows and search_key(rows[0][0]).startswith(search_key(words)):
            QTimer.singleShot(0, self, self._choose_first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the line the keys that are its own."""
        if (
            self._ready
            and watched is self._popup
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            chosen = self._popup.currentIndex()
            enter = event.key() in _ENTER
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._untouched:
                # The first arrow goes to the first or the last row, also from the chosen one.
                self._untouched = False
                self._choose(QModelIndex())
            if event.key() in self._ends or (enter and (control or not chosen.isValid())):
                self._popup.hide()
                if chosen.isValid() and chosen.data(_NAME) == self._line.text():
                    self.passed.emit(chosen.data(Qt.ItemDataRole.UserRole))
                QApplication.sendEvent(self._line, event)
                return True
        return bool(super().eventFilter(watched, event))

    def _choose_first(self) -> None:
        if self._popup.isVisible() and self._untouched:
            self._choose(self._rows.index(0, 0))

    def _choose(self, row: QModelIndex) -> None:
        # Without its signals, since Qt would write the name into the line at once.
        chosen = self._popup.selectionModel()
        chosen.blockSignals(True)
        self._popup.setCurrentIndex(row)
        chosen.blockSignals(False)
        self._popup.viewport().update()


class CompletingField(QLineEdit):
    """A line that offers names that fit what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._names: list[str] = []
        self._keyed: list[tuple[str, int]] = []
        self._offers = Offers(self)
        self.textEdited.connect(self._offer)

    def set_choices(self, names: list[str]) -> None:
        """Offer these names."""
        self._names = names
        self._keyed = [(search_key(name), place) for place, name in enumerate(names)]

    def _offer(self, words: str) -> None:
        found = [self._names[place] for place in best(words, self._keyed)]
        self._offers.offer(words, [(name, name, name) for name in found])


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who can be chosen."""

    id: int
    name: str
    organisation: str | None
    stage: str


class NameField(QLineEdit):
    """A person's name: known ones are offered with their organisation."""

    chosen = Signal(object)
    """The `KnownPerson` that was picked, or None once the name is typed on."""
    taken = Signal()
    """Somebody was picked by Enter or by the mouse, so that the keyboard may go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nobody yet."""
        super().__init__(parent)
        self._people: list[KnownPerson] = []
        self._keyed: list[tuple[str, int]] = []
        self._offers = Offers(self)
        self._offers.taken.connect(self._picked)
        self._offers.passed.connect(self.chosen)
        self.textEdited.connect(self._offer)

    def set_people(self, people: list[KnownPerson]) -> None:
        """Offer these people."""
        self._people = people
        self._keyed = [(search_key(one.name), place) for place, one in enumerate(people)]

    def only_one_called(self, name: str) -> KnownPerson | None:
        """Return the person of a name, if there is just one."""
        key = name_key(name)
        found = [one for one in self._people if name_key(one.name) == key]
        return found[0] if len(found) == 1 else None

    def _offer(self, words: str) -> None:
        self.chosen.emit(None)
        found = [self._people[place] for place in best(words, self._keyed)]
        self._offers.offer(words, [(one.name, _line_of(one), one) for one in found])

    def _picked(self, one: KnownPerson) -> None:
        self.setText(one.name)
        self.chosen.emit(one)
        self.taken.emit()


def _line_of(one: KnownPerson) -> str:
    return f"{one.name}   ·   {one.organisation}" if one.organisation else one.name
