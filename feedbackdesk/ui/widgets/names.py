"""Names that complete while they are typed, found without regard to case or accents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from feedbackdesk.domain.text import name_key

_SHOWN = 12


def search_key(text: str) -> str:
    """Return a text as names are searched by: folded, and without accents."""
    spread = unicodedata.normalize("NFD", name_key(text))
    return "".join(char for char in spread if not unicodedata.combining(char))


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


class CompletingField(QLineEdit):
    """A line that offers names that fit what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._names: list[str] = []
        self._keyed: list[tuple[str, int]] = []
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def set_choices(self, names: list[str]) -> None:
        """Offer these names."""
        self._names = names
        self._keyed = [(search_key(name), place) for place, name in enumerate(names)]

    def _offer(self, words: str) -> None:
        self._offered.setStringList([self._names[place] for place in best(words, self._keyed)])


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

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nobody yet."""
        super().__init__(parent)
        self._people: list[KnownPerson] = []
        self._keyed: list[tuple[str, int]] = []
        self._offered = QStandardItemModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.UserRole + 1)
        completer.setMaxVisibleItems(_SHOWN)
        completer.activated[QModelIndex].connect(self._picked)  # type: ignore[index]
        self.setCompleter(completer)
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
        self._offered.clear()
        for place in best(words, self._keyed):
            one = self._people[place]
            text = f"{one.name}   ·   {one.organisation}" if one.organisation else one.name
            item = QStandardItem(text)
            item.setData(one, Qt.ItemDataRole.UserRole)
            item.setData(one.name, Qt.ItemDataRole.UserRole + 1)
            self._offered.appendRow(item)

    def _picked(self, index: QModelIndex) -> None:
        one = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(one, KnownPerson):
            self.setText(one.name)
            self.chosen.emit(one)
