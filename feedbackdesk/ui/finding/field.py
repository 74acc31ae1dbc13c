"""The window's one search field, and what it can go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStackedWidget

from feedbackdesk.language.say import _
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import CONTROL_HEIGHT
from feedbackdesk.ui.pages.page import HEAD_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.completion import Completion

PAUSE_MS = 40
"""How long after the last key a search begins."""

_LONGEST = 4_000
"""More than a search is read of, so that it can say so."""

_LEAST, _MOST = 180, 320
_NARROW = 660
"""Below this width of the page the field is a magnifier until it is wanted."""
_FOLDED = 40
_SIDE = 20
_SHOWN = 8
_ROW = 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Lies over the head of whatever page is in sight, and is never moved from page to page."""

    paused = Signal(str)
    """What is typed, once the keys have paused."""
    entered = Signal()
    """Enter: on with what is found."""
    went_on = Signal()
    """An arrow: into the list."""
    escaped = Signal()
    """Esc, with nothing of its own left to close."""
    wants_completions = Signal(str, int)
    """The text and the place of the cursor in it."""
    width_kept = Signal(int)
    """How much room the pages' heads have to leave."""

    def __init__(self, stack: QStackedWidget) -> None:
        """Lie over the pages."""
        super().__init__(stack)
        self.setObjectName("searchField")
        self.setPlaceholderText(_("Search all words"))
        self.setAccessibleName(_("Search all that was ever said"))
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(True)
        self.addAction(
            QAction(icons.icon("search"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )
        self.kept = 0
        self._asking = False
        self._take_when_here = False
        self._stack = stack
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.search_now)
        self.textChanged.connect(lambda _text: self._timer.start())
        self.textEdited.connect(self._edited)
        self.offers = Offered(self)
        self.offers.itemClicked.connect(self._take)
        stack.currentChanged.connect(lambda _at: self.raise_())
        stack.installEventFilter(self)
        self.place()

    def search_now(self) -> None:
        """Tell what is typed, without a pause."""
        self._timer.stop()
        self.paused.emit(self.text())

    def set_quietly(self, text: str) -> None:
        """Show a text without searching for it."""
        self.setText(text)
        self._timer.stop()
        self._asking = self._take_when_here = False
        self.offers.hide()
        if not self.hasFocus():
            self.home(False)  # its beginning is what is read
        self.place()

    def type_on(self, text: str) -> None:
        """Take the keyboard, with a text to go on typing from; its completions are offered."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(text)
        self._edited()

    # Where it lies

    def place(self) -> None:
        """Lie at the end of the head: whole, or folded to a magnifier where there is no room."""
        room = self._stack.width()
        narrow = room < _NARROW
        wide = min(max(room * 3 // 10, _LEAST), _MOST)
        wanted = self.hasFocus() or bool(self.text())
        # Unfolded it covers the head: half a title beside it would only look broken.
        width = (room - 2 * _SIDE if wanted else _FOLDED) if narrow else wide
        left = _SIDE if self.isRightToLeft() else room - _SIDE - width
        self.setGeometry(left, (HEAD_HEIGHT - CONTROL_HEIGHT) // 2, width, CONTROL_HEIGHT)
        self.raise_()
        self.kept = (_FOLDED if narrow else wide) + 8
        self.width_kept.emit(self.kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the pages."""
        if watched is self._stack and event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Unfold."""
        super().focusInEvent(event)
        self.place()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Fold, and offer nothing more."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.offers.hide()
        self.place()

    # Completing

    def offer(self, text: str, completions: Sequence[Completion]) -> None:
        """Offer what the text can go on with, if it is still the text."""
        if text != self.text():
            return
        take, self._take_when_here, self._asking = self._take_when_here, False, False
        if self.window().focusWidget() is not self:
            return
        self.offers.show_these(completions)
        if take and completions:
            self._take(self.offers.item(0))
        elif take:
            self.focusNextChild()

    def _edited(self) -> None:
        self.offers.hide()
        text = self.text()
        self._asking, self._take_when_here = True, False
        self.wants_completions.emit(text, _characters(text, self.cursorPosition()))

    def _take(self, row: QListWidgetItem) -> None:
        one: Completion = row.data(Qt.ItemDataRole.UserRole)
        before = self.text()[: one.start] + one.text
        # A space that is there already is not put in twice.
        after = self.text()[one.end :]
        self.setText(before + (after.lstrip() if before.endswith(" ") else after))
        self.setCursorPosition(_units(before))
        self._edited()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Take Tab before it goes on to the next widget."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and self._pressed(Qt.Key(event.key())):
                event.accept()
                return True
        return super().event(event)

    def _pressed(self, key: Qt.Key) -> bool:
        if self.offers.isVisible() and self._pressed_in_offers(key):
            return True
        if key == Qt.Key.Key_Tab and self._asking and ":" in self.text():
            # Whoever types faster than the rows come means the first of them.
            self._take_when_here = True
        elif key in _ENTER:
            self.search_now()
            self.entered.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.went_on.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _pressed_in_offers(self, key: Qt.Key) -> bool:
        chosen = self.offers.currentRow()
        if key == Qt.Key.Key_Escape:
            self.offers.hide()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.offers.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab or (key in _ENTER and chosen >= 0):
            self._take(self.offers.item(max(chosen, 0)))
        else:
            return False
        return True


class Offered(QListWidget):
    """The rows under the field. They never have the keyboard; nothing is chosen at first."""

    def __init__(self, field: SearchField) -> None:
        """Stand under a field, out of sight."""
        super().__init__(field.window())
        self.setObjectName("searchCompletions")
        self.setProperty("surface", "raised")
        self.setAccessibleName(_("What the search can go on with"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._field = field
        self.hide()

    def show_these(self, completions: Sequence[Completion]) -> None:
        """Offer these; none hides the rows."""
        self.clear()
        for one in completions:
            row = QListWidgetItem(one.label, self)
            row.setData(Qt.ItemDataRole.UserRole, one)
        self.setCurrentRow(-1)
        if not completions:
            self.hide()
            return
        field, window = self._field, self._field.window()
        left = field.mapTo(window, QPoint(0, field.height() + 4))
        height = min(len(completions), _SHOWN) * _ROW + 12
        height = min(height, max(window.height() - left.y() - 8, _ROW + 12))
        self.setGeometry(left.x(), left.y(), max(field.width(), _LEAST), height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the next row; before the first one nothing is chosen."""
        row = self.currentRow() + by
        self.setCurrentRow(max(row, -1) if row < self.count() else 0)
        item = self.currentItem() if self.currentRow() >= 0 else None
        self._field.setAccessibleDescription(item.text() if item is not None else "")


def _characters(text: str, units: int) -> int:
    """Return how many characters the first places of a text are, as Qt counts places."""
    cut = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(cut.decode("utf-16-le", "surrogatepass"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
