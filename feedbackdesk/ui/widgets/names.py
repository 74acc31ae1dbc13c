"""Names that complete while they are typed, found without regard to case or accents."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.text import name_key
from feedbackdesk.language.say import _

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
    """Return the places of the names that fit: the same first, then those that begin so."""
    wanted = search_key(words)
    if not wanted:
        return []
    begins = [place for key, place in keyed if key.startswith(wanted)]
    if len(begins) > 1:
        whole = {place for key, place in keyed if key == wanted}
        begins.sort(key=lambda place: place not in whole)
    if len(begins) >= most:
        return begins[:most]
    holds = [place for key, place in keyed if wanted in key and not key.startswith(wanted)]
    return (begins + holds)[:most]


Row = tuple[str, str, object]
"""The name, how it reads, and what stands behind it."""


def with_new(words: str, rows: list[Row]) -> list[Row]:
    """Return the rows with one below for what is typed, where no row has that name."""
    typed = words.strip()
    if not rows or name_key(typed) in {name_key(name) for name, _shown, _behind in rows}:
        return rows
    return [*rows, (typed, _("New: “{name}”").format(name=typed), typed)]


class Offers(QCompleter):
    """The rows under a line: every key that goes on takes the chosen one; Esc keeps what is typed.

    The first row is chosen from the start where it begins with what is typed, unless several
    have just that name. So what is recorded is what is seen chosen, whichever way the owner
    goes on; a click elsewhere puts the rows away, as Esc does.
    """

    taken = Signal(object)
    """What stands behind the row that was taken, by Enter or by a click."""
    passed = Signal(object)
    """The same, by a key that goes on by itself: Tab, Shift+Tab, Ctrl+Enter."""

    def __init__(self, line: QLineEdit, *, ends: tuple[Qt.Key, ...] = ()) -> None:
        """Stand under a line; `ends` are more keys that belong to it, not to the rows."""
        self._ready = self._is_new = self._first = False
        self._untouched = True
        self._rows = QStandardItemModel()
        super().__init__(self._rows, line)
        self._rows.setParent(self)
        self._line = line
        self._ends = (*ends, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompletionRole(_NAME)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_SHOWN + 1)
        popup = self.popup()
        assert popup is not None  # noqa: S101  (it is made where there is none)
        self._popup = popup
        self._popup.setObjectName("offers")
        self._popup.setAccessibleName(_("Known names"))
        self._popup.setProperty("surface", "raised")
        self._popup.setStyleSheet("border-radius: 0; padding: 3px;")
        # A click is taken here: Qt would write the name into the line after it was taken.
        popup.viewport().installEventFilter(self)
        line.setCompleter(self)
        self._ready = True

    def offer(self, words: str, rows: list[Row]) -> None:
        """Offer rows: the name, how it reads, and what stands behind it."""
        self._rows.clear()
        self._untouched = True
        for name, shown, behind in rows:
            item = QStandardItem(shown)
            item.setData(name, _NAME)
            item.setData(behind, Qt.ItemDataRole.UserRole)
            self._rows.appendRow(item)
        keyed = search_key(words)
        alike = sum(search_key(name) == keyed for name, _shown, _behind in rows)
        self._first = bool(rows) and alike < 2 and search_key(rows[0][0]).startswith(keyed)
        self._is_new = True
        QTimer.singleShot(0, self, self._begin)  # Qt shows the rows only after this

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the line the keys that are its own, and take the row that is clicked."""
        if not self._ready:
            return bool(super().eventFilter(watched, event))
        taken = False
        if isinstance(event, QKeyEvent):
            pressed = watched is self._popup and event.type() is QEvent.Type.KeyPress
            taken = pressed and self._pressed(event)
        elif isinstance(event, QMouseEvent) and watched is self._popup.viewport():
            taken = event.type() is QEvent.Type.MouseButtonRelease and self._clicked(event)
        return taken or bool(super().eventFilter(watched, event))

    def _clicked(self, event: QMouseEvent) -> bool:
        row = self._popup.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not row.isValid():
            return False
        self._popup.hide()
        self.taken.emit(row.data(Qt.ItemDataRole.UserRole))
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        self._begin()  # the keys may be quicker than the rows
        key, control = event.key(), Qt.KeyboardModifier.ControlModifier
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._untouched:
            # The first arrow goes to the first or the last row, also from the chosen one.
            self._untouched = False
            self._choose(QModelIndex())
        enter = key in _ENTER
        if not enter and key not in self._ends:
            return self._press_in_window(event)
        row = self._popup.currentIndex()
        self._popup.hide()
        stays = enter and row.isValid() and not event.modifiers() & control
        if row.isValid():
            (self.taken if stays else self.passed).emit(row.data(Qt.ItemDataRole.UserRole))
        if not stays:
            QApplication.sendEvent(self._line, event)
        return True

    def _press_in_window(self, event: QKeyEvent) -> bool:
        """Let the keys of the line's window work; Qt has none while rows are offered."""
        keys = QKeySequence(
            QKeyCombination(
                event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())
            )
        )
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self._line.window().findChildren(QShortcut, options=direct):
            if shortcut.isEnabled() and shortcut.key() == keys:
                shortcut.activated.emit()
                return True
        return False

    def _begin(self) -> None:
        """Choose the first row or none; Qt would have its own idea."""
        if self._is_new and self._popup.isVisible() and self._untouched:
            self._choose(self._rows.index(0, 0) if self._first else QModelIndex())
        self._is_new = False

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
        self.textEdited.connect(self._offer)

    @functools.cached_property
    def _offers(self) -> Offers:
        # Made at the first key: a form that is to be there at once has many such lines.
        made = Offers(self)
        made.taken.connect(self.setText)
        made.passed.connect(self.setText)
        return made

    def set_choices(self, names: list[str]) -> None:
        """Offer these names."""
        self._names = names
        self._keyed = [(search_key(name), place) for place, name in enumerate(names)]

    def _offer(self, words: str) -> None:
        found = [self._names[place] for place in best(words, self._keyed)]
        self._offers.offer(words, with_new(words, [(name, name, name) for name in found]))


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
        self.textEdited.connect(self._offer)

    @functools.cached_property
    def _offers(self) -> Offers:
        made = Offers(self)
        made.taken.connect(self._picked)
        made.passed.connect(self._passed)
        return made

    def set_people(self, people: list[KnownPerson]) -> None:
        """Offer these people."""
        self._people = people
        self._keyed = [(search_key(one.name), place) for place, one in enumerate(people)]

    def known(self, key: int) -> KnownPerson | None:
        """Return the person of a key, if they are offered."""
        return next((one for one in self._people if one.id == key), None)

    def only_one_called(self, name: str) -> KnownPerson | None:
        """Return the person of a name, if there is just one."""
        key = name_key(name)
        found = [one for one in self._people if name_key(one.name) == key]
        return found[0] if len(found) == 1 else None

    def _offer(self, words: str) -> None:
        self.chosen.emit(None)
        found = [self._people[place] for place in best(words, self._keyed)]
        rows: list[Row] = [(one.name, _line_of(one), one) for one in found]
        self._offers.offer(words, with_new(words, rows))

    def _picked(self, one: KnownPerson | str) -> None:
        self._passed(one)
        self.taken.emit()

    def _passed(self, one: KnownPerson | str) -> None:
        known = one if isinstance(one, KnownPerson) else None
        self.setText(known.name if known else str(one))
        self.chosen.emit(known)


def _line_of(one: KnownPerson) -> str:
    return f"{one.name}   ·   {one.organisation}" if one.organisation else one.name
