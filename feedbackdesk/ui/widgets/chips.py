"""Names as chips: typed, completed, taken away."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from feedbackdesk.domain.text import name_key
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role, px
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import FlowLayout, in_row
from feedbackdesk.ui.widgets.names import Offers, Row, best, known_key, search_key, with_new

SHOWN_MOST = 20
"""So many of the names that are given become chips; the others are kept, and counted."""


class Chip(QFrame):
    """One name, with a cross to take it away."""

    removed = Signal(str)
    stepped = Signal(int)
    """An arrow was pressed: -1 to the chip before, 1 to the one behind."""

    def __init__(self, name: str, *, is_new: bool, parent: QWidget) -> None:
        """Show a name; one that will be made says so."""
        super().__init__(parent)
        self.name = name
        self.setObjectName("chip")
        self.setProperty("surface", "chip-new" if is_new else "chip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("New") if is_new else "")
        row = in_row(self, (8, 0, 2, 0), 2)
        words = label_of(_("{name} (new)").format(name=name) if is_new else name, "chip-words")
        words.setMaximumWidth(px(240))
        cross = QToolButton(self)
        cross.setProperty("variant", "chip")
        cross.setIcon(icons.icon("close", Role.ON_ACCENT_SOFT))
        cross.setFixedSize(px(20), px(20))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName(_("Take away {name}").format(name=name))
        cross.clicked.connect(lambda: self.removed.emit(self.name))
        row.addWidget(words)
        row.addWidget(cross)
        self.setFixedHeight(px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chip away, the arrows move on."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(self.name)
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
            self.stepped.emit(-1 if event.key() == back else 1)
        else:
            super().keyPressEvent(event)


class ChipField(QFrame):
    """Several names in one field. Enter, comma or Tab makes a chip of what is chosen, or typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold no names."""
        super().__init__(parent)
        self.setProperty("surface", "field")
        self._chips: list[Chip] = []
        self._held: dict[str, str] = {}
        self._choices: list[str] = []
        self._keyed: list[tuple[str, int]] = []
        self._known: dict[str, str] = {}
        self._watchers: list[QObject] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(5, 4, 5, 4)
        self._line = QLineEdit(self)
        self._line.setProperty("variant", "bare")
        self._line.setMinimumWidth(px(70))
        self._line.setFixedHeight(px(26))
        self._others = label_of("", "small")
        self._others.setFixedHeight(px(26))
        self._others.hide()
        self._flow.addWidget(self._others)
        self._flow.addWidget(self._line)
        self._line.textEdited.connect(self._typed)
        self._line.installEventFilter(self)
        self.setFocusProxy(self._line)

    @cached_property
    def _offers(self) -> Offers:
        made = Offers(self._line, ends=(Qt.Key.Key_Comma,))
        made.taken.connect(self._picked)
        made.passed.connect(self._picked)
        return made

    def names(self) -> tuple[str, ...]:
        """Return the names, with what is typed and not yet a chip."""
        typed = self._line.text().strip().strip(",").strip()
        names = [*(chip.name for chip in self._chips), *self._held.values()]
        if typed and name_key(typed) not in self._here():
            names.append(self._known.get(name_key(typed), typed))
        return tuple(names)

    @property
    def is_typing(self) -> bool:
        """Whether a name is typed that is not yet a chip."""
        return bool(self._line.text().strip())

    def set_names(self, names: tuple[str, ...] | list[str]) -> None:
        """Show these names; nothing is signalled."""
        for chip in self._chips:
            self._drop(chip)
        self._chips = []
        self._line.clear()
        self._held = {key: name for name in names if (key := name_key(name))}
        self._show_held()

    def toggle(self, name: str) -> None:
        """Add a name, or take it away where it is; the keyboard stays where it is."""
        key = name_key(name)
        here = [chip for chip in self._chips if name_key(chip.name) == key]
        for chip in here:
            self._chips.remove(chip)
            self._drop(chip)
        if name_key(self._line.text()) == key:
            self._line.clear()
        elif not here and self._held.pop(key, None) is None:
            self._add(name)
        self._show_held()
        self.updateGeometry()
        self.changed.emit()

    def set_choices(self, choices: list[str]) -> None:
        """Offer these names."""
        self._choices = choices
        self._keyed = [(search_key(name), place) for place, name in enumerate(choices)]
        self._known = {known_key(name): name for name in choices}

    def watch(self, watcher: QObject) -> None:
        """Let the keys of every chip to come pass by an event filter too."""
        self._watchers.append(watcher)

    def set_placeholder(self, words: str) -> None:
        """Say what belongs here, while it is empty."""
        self._line.setPlaceholderText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make, choose and remove chips from the keyboard."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            # A window that comes back tells its last field of a keyboard it does not get.
            self._show_focused(event.type() is QEvent.Type.FocusIn and self._line.hasFocus())
            if event.type() is QEvent.Type.FocusOut and not self._is_offering():
                self._take_typed()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            key = event.key()
            typed = bool(self._line.text().strip())
            comma = key == Qt.Key.Key_Comma
            if plain and (comma or (typed and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter})):
                self._take_typed()
                return True
            if key == Qt.Key.Key_Backspace and not self._line.text() and self._chips:
                self._remove(self._chips[-1].name)
                return True
            if key == Qt.Key.Key_Left and not self._line.cursorPosition() and self._chips:
                self._chips[-1].setFocus()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look as without the keyboard: a window that goes out of sight does not tell of it."""
        super().hideEvent(event)
        self._show_focused(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Type on, wherever the field is clicked."""
        self._line.setFocus()
        super().mousePressEvent(event)

    def _show_focused(self, yes: bool) -> None:
        self.setProperty("focused", yes)
        self.style().unpolish(self)
        self.style().polish(self)

    def _is_offering(self) -> bool:
        popup = self._offers.popup() if "_offers" in self.__dict__ else None
        return popup is not None and popup.isVisible()

    def _typed(self, words: str) -> None:
        here = self._here()
        found = [self._choices[place] for place in best(words, self._keyed)]
        rows: list[Row] = [(name, name, name) for name in found if name_key(name) not in here]
        if name_key(words) not in here | self._known.keys():
            rows = with_new(words, rows)
        self._offers.offer(words, rows)
        self.changed.emit()

    def _picked(self, name: str) -> None:
        self._line.setText(name)
        self._take_typed()

    def _take_typed(self) -> None:
        typed = self._line.text().strip().strip(",").strip()
        self._line.clear()
        if typed:
            self._add(self._known.get(name_key(typed), typed))
            self.changed.emit()

    def _add(self, name: str) -> None:
        key = name_key(name)
        if not key or key in self._here():
            return
        is_new = bool(self._known) and key not in self._known
        chip = Chip(name, is_new=is_new, parent=self)
        chip.removed.connect(self._remove)
        chip.stepped.connect(self._step)
        for watcher in self._watchers:
            chip.installEventFilter(watcher)
        self._chips.append(chip)
        self._flow.insert_before_last(chip, 2)
        chip.show()
        self.updateGeometry()

    def _here(self) -> set[str]:
        return {name_key(chip.name) for chip in self._chips} | self._held.keys()

    def _show_held(self) -> None:
        """Make chips of the names that wait for one, as far as there is room for them."""
        while self._held and len(self._chips) < SHOWN_MOST:
            self._add(self._held.pop(next(iter(self._held))))
        self._others.setText(_("… and {number} more").format(number=f"{len(self._held):,}"))
        self._others.setVisible(bool(self._held))

    def _step(self, by: int) -> None:
        at = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), 0) + by
        (self._chips[max(at, 0)] if at < len(self._chips) else self._line).setFocus()

    def _remove(self, name: str) -> None:
        for chip in [chip for chip in self._chips if chip.name == name]:
            self._chips.remove(chip)
            self._drop(chip)
        self._show_held()
        self._line.setFocus()
        self.updateGeometry()
        self.changed.emit()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
