"""A part of a window, and a row of a list: what it shows and speaks, and what a hand does to it."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QPersistentModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QTextDocumentFragment,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QTextEdit,
    QToolTip,
    QTreeView,
    QWidget,
)

from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.pieces import Text
from feedbackdesk.ui.rows.row import Laid
from tests.driver import keys, waiting
from tests.driver.eyes import ink

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Accessible = QAccessible.Text
_LINE = 36
"""What a field of one line takes, in logical pixels."""
_AROUND_WORDS = 16
"""So much stands around the words of a field, on both sides together."""


def plain(words: str) -> str:
    """Return what a reader sees of words that Qt may take for markup."""
    fragment = QTextDocumentFragment.fromHtml(words) if re.search(r"<\w", words) else None
    return fragment.toPlainText() if fragment is not None else words


def without_letter(words: str) -> str:
    """Return the words of a button or a menu's entry without the mark of its letter."""
    return re.sub(r"&(.)", r"\1", words)


class Part:
    """Something with a name of its own: a field, a button, a list, a sentence, a panel."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def __repr__(self) -> str:
        return f"<{self._widget.objectName()}: {self.says!r}>"

    # What is seen

    @property
    def visible(self) -> bool:
        """Whether it is on the screen."""
        return self._widget.isVisible()

    @property
    def in_sight(self) -> bool:
        """Whether some of it can be seen where it stands: nothing has scrolled it away."""
        return self.visible and not self._widget.visibleRegion().isEmpty()

    @property
    def whole_in_sight(self) -> bool:
        """Whether all of it can be seen."""
        seen = self._widget.visibleRegion().boundingRect()
        return self.visible and seen == self._widget.rect()

    @property
    def says(self) -> str:
        """The words it shows, or a field holds; none while it is not on the screen."""
        return self.holds if self.visible else ""

    @property
    def holds(self) -> str:
        """The words it shows or holds, on the screen or not."""
        one = self._widget
        match one:
            case QLabel():
                rich = one.textFormat() in (Qt.TextFormat.RichText, Qt.TextFormat.AutoText)
                words = plain(one.text()) if rich else one.text()
                return without_letter(words) if one.buddy() is not None else words
            case QAbstractButton():
                return without_letter(one.text()) or self.spoken
            case QComboBox():
                return one.currentText()
            case QLineEdit() | QAbstractSpinBox():
                return one.text()
            case QPlainTextEdit() | QTextEdit():
                return one.toPlainText()
            case QGroupBox():
                return without_letter(one.title())
        inner = one.findChild(QLineEdit)
        return inner.text() if inner is not None else self.spoken

    @property
    def words(self) -> list[str]:
        """All the words that can be read in it, from the top: sentences, buttons, fields, rows."""
        found: list[tuple[int, int, list[str]]] = []
        if isinstance(self._widget, RowWidget):
            return [self.spoken]
        for one in self._widget.findChildren(QWidget):
            if not one.isVisible() or _is_inside_a_view(one):
                continue
            at = one.mapTo(self._widget, QPoint())
            if isinstance(one, QAbstractItemView):
                found.append((at.y(), at.x(), [row.spoken for row in rows_of(one)]))
            elif isinstance(one, RowWidget):
                found.append((at.y(), at.x(), [Part(one).spoken]))
            elif isinstance(one, (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)):
                if isinstance(one.parent(), QComboBox):
                    continue
                if words := Part(one).holds.strip():
                    found.append((at.y(), at.x(), [words]))
        return [
            words for _top, _left, some in sorted(found, key=lambda one: one[:2]) for words in some
        ]

    @property
    def text(self) -> str:
        """All the words that can be read in it, a line each."""
        return "\n".join(self.words)

    @property
    def title(self) -> str:
        """What the window or dialog is called that it is, or stands in."""
        return self._widget.window().windowTitle()

    @property
    def cut_off(self) -> list[str]:
        """The names of the fields and chips in it that have less room than they take."""
        found = []
        for one in self._widget.findChildren(QWidget):
            name, holder = one.objectName(), one.parentWidget()
            is_field = isinstance(one, (QLineEdit, QComboBox)) or name.endswith("Field")
            if one.isVisible() and holder is not None and (is_field or name == "chip"):
                least = min(one.minimumSizeHint().height(), _LINE)
                whole = holder.contentsRect().contains(one.geometry())
                found += [] if whole and one.height() >= least else [name]
        return found

    @property
    def tip(self) -> str:
        """What is said while the pointer rests on it."""
        return plain(self._widget.toolTip())

    @property
    def placeholder(self) -> str:
        """What an empty field says of itself."""
        one = self._widget
        return one.placeholderText() if isinstance(one, (QLineEdit, QPlainTextEdit)) else ""

    @property
    def place(self) -> QRect:
        """Where it stands on the screen."""
        return QRect(self._widget.mapToGlobal(QPoint()), self._widget.size())

    @property
    def has_room(self) -> bool:
        """Whether all that it shows fits into it: nothing is cut off at its end."""
        one = self._widget
        if isinstance(one, QLineEdit):
            edges = one.width() - one.contentsRect().width() + _AROUND_WORDS
            return one.fontMetrics().horizontalAdvance(one.text()) + edges <= one.width()
        return one.width() >= one.sizeHint().width()

    @property
    def picture(self) -> QImage:
        """What it looks like."""
        return self._widget.grab().toImage()

    @property
    def letters(self) -> int:
        """How large its letters are, in pixels."""
        return self._widget.fontInfo().pixelSize()

    @property
    def is_cut(self) -> bool:
        """Whether it is narrower than its words need."""
        return self._widget.width() < self._widget.sizeHint().width()

    def ink(self, role: str, within: QRect | None = None) -> QRect:
        """Where in it, or in a part, a colour of the look is seen; an empty place for nowhere."""
        return ink(self.picture, role, within)

    @property
    def sticking_out(self) -> list[str]:
        """What in it reaches beyond its left or its right edge."""
        found = []
        for one in self._widget.findChildren(QWidget):
            left = one.mapTo(self._widget, QPoint()).x()
            if one.isVisible() and (left < 0 or left + one.width() > self._widget.width()):
                found.append(one.objectName() or type(one).__name__)
        return found

    # What is spoken

    @property
    def spoken(self) -> str:
        """Its name as a screen reader speaks it."""
        if isinstance(self._widget, QComboBox):  # some systems get what is chosen as its name
            return self._widget.accessibleName()
        return self._told(Accessible.Name)

    @property
    def explained(self) -> str:
        """What a screen reader adds to its name."""
        return self._told(Accessible.Description)

    def _told(self, what: QAccessible.Text) -> str:
        one = QAccessible.queryAccessibleInterface(self._widget)
        return one.text(what) if one is not None else ""

    # How it stands

    @property
    def enabled(self) -> bool:
        """Whether it answers."""
        return self._widget.isEnabled()

    @property
    def is_button(self) -> bool:
        """Whether it is there to be pressed."""
        return isinstance(self._widget, QAbstractButton)

    @property
    def checked(self) -> bool:
        """Whether a box or a switch is on."""
        one = self._widget
        assert isinstance(one, (QAbstractButton, QGroupBox)), f"{self} cannot be on"
        return one.isChecked()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keys come here, or to a part of it."""
        now = QApplication.focusWidget()
        return now is not None and (now is self._widget or self._widget.isAncestorOf(now))

    @property
    def choices(self) -> list[str]:
        """What a field lets one choose from."""
        one = self._widget
        assert isinstance(one, QComboBox), f"{self} offers nothing"
        return [one.itemText(number) for number in range(one.count())]

    @property
    def marked(self) -> str:
        """The words that are marked in a field."""
        one = self._widget
        if isinstance(one, QLineEdit):
            return one.selectedText()
        assert isinstance(one, (QPlainTextEdit, QTextEdit)), f"{self} holds no text"
        return one.textCursor().selectedText().replace("\u2029", "\n")

    @property
    def is_high_enough(self) -> bool:
        """Whether it is as high as what stands in it needs, lines that are wrapped with it."""
        one = self._widget
        wraps = isinstance(one, QLabel) and one.wordWrap()
        needed = one.heightForWidth(one.width()) if wraps else one.sizeHint().height()
        return one.height() >= needed

    @property
    def underlined(self) -> list[tuple[str, str]]:
        """The words in a text that have a line below them, each with the sort of its line."""
        one = self._widget
        assert isinstance(one, QPlainTextEdit), f"{self} holds no text"
        found: Any = one.extraSelections()  # its stubs forget what a selection has
        lines = [(mark.cursor.selectedText(), mark.format.underlineStyle()) for mark in found]
        return [(words, line.name.removesuffix("Underline")) for words, line in lines]

    # What a hand does

    def click(self, modifiers: str = "", at: QPoint | None = None) -> None:
        """Click it, as it stands on the screen."""
        assert self.visible, f"{self} is not on the screen"
        assert self.enabled, f"{self} does not answer"
        self._bring_up()
        QTest.mouseClick(self._target, LEFT, keys.modifiers_of(modifiers), at or self._spot)
        QApplication.processEvents()

    def double_click(self) -> None:
        """Click it twice."""
        assert self.visible, f"{self} is not on the screen"
        QTest.mouseDClick(self._target, LEFT)
        QApplication.processEvents()

    def press_side(self, which: str) -> None:
        """Press the button that some mice have at their side: back or forward."""
        buttons = {"back": Qt.MouseButton.BackButton, "forward": Qt.MouseButton.ForwardButton}
        QTest.mouseClick(self._target, buttons[which], keys.modifiers_of(""), self._spot)
        QApplication.processEvents()

    def slip_off(self) -> None:
        """Press the mouse on it, and let go beside it."""
        QTest.mousePress(self._target, LEFT)
        QTest.mouseRelease(self._target, LEFT, keys.modifiers_of(""), QPoint(-50, -50))
        QApplication.processEvents()

    def wheel(self, notches: int) -> None:
        """Turn the wheel over it, up or (below 0) down."""
        target = self._target
        at, turned = target.rect().center(), QPoint(0, 120 * notches)
        event = QWheelEvent(
            QPointF(at), QPointF(target.mapToGlobal(at)), turned, turned,
            Qt.MouseButton.NoButton, keys.modifiers_of(""), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
        QApplication.processEvents()

    def right_click(self, at: tuple[float, float] = (0.5, 0.5)) -> None:
        """Ask for its menu by the mouse, at a part of its width and height."""
        rect = self._target.rect()
        point = QPoint(int(rect.width() * at[0]), int(rect.height() * at[1]))
        point_at_menu(self._target, point)

    def take_keyboard(self) -> None:
        """Put the keyboard into it, as a click would that changes nothing."""
        self._bring_up()
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        assert self.has_keyboard, f"{self} takes no keys"

    def type(self, words: str) -> None:
        """Type into it, behind what it holds."""
        self.take_keyboard()
        keys.type_words(words)

    def fill(self, words: str) -> None:
        """Type over what it holds."""
        self.take_keyboard()
        keys.press("Ctrl+A")
        if words:
            keys.type_words(words)
        else:
            keys.press("Backspace")

    def press(self, *pressed: str) -> None:
        """Press keys, one after the other, with the keyboard in it."""
        if not self.has_keyboard:
            self.take_keyboard()
        for one in pressed:
            keys.press(one)

    def choose(self, words: str) -> None:
        """Choose from what it offers, by the list that it opens."""
        one = self._widget
        assert isinstance(one, QComboBox), f"{self} offers nothing"
        assert words in self.choices, f"{words} is not offered: {self.choices}"
        self._bring_up()
        one.setFocus()
        one.showPopup()
        view = one.view()
        index = view.model().index(
            self.choices.index(words), one.modelColumn(), one.rootModelIndex()
        )
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), LEFT, keys.modifiers_of(""), view.visualRect(index).center()
        )
        if (
            one.currentText() != words
        ):  # a click just after the list opened is taken for its opening
            view.setCurrentIndex(index)
            QTest.keyClick(view, Qt.Key.Key_Return)
        waiting.until(lambda: not view.isVisible(), "the list, closed again")
        assert one.currentText() == words
        top = one.window()  # it counts as active while its list, which has closed, still is
        top.activateWindow()
        waiting.until(lambda: QApplication.activeWindow() is top, "the keyboard")

    @property
    def scrolls(self) -> bool:
        """Whether more stands in it than is in sight."""
        one: Any = self._widget
        return bool(one.verticalScrollBar().maximum())

    def scroll_to_end(self) -> None:
        """Scroll a list or a panel to its foot."""
        self.scroll_to(1.0)

    def scroll_to(self, share: float) -> None:
        """Scroll a list or a panel to a part of its length."""
        one: Any = self._widget
        bar = one.verticalScrollBar()
        bar.setValue(int(bar.maximum() * share))
        QApplication.processEvents()

    @property
    def _spot(self) -> QPoint:
        """Where a hand clicks: in the middle; of a box with words, which end sooner, on these."""
        one = self._target
        spot = one.rect().center()
        if isinstance(one, (QCheckBox, QRadioButton)):
            words = min(one.sizeHint().width(), one.width())
            spot.setX(words // 2 if one.isLeftToRight() else one.width() - words // 2)
        return spot

    @property
    def _target(self) -> QWidget:
        one = self._widget
        return one.viewport() if isinstance(one, (QAbstractItemView, QPlainTextEdit)) else one

    def _bring_up(self) -> None:
        top, popup = self._widget.window(), QApplication.activePopupWidget()
        if popup is not None and popup is not top:
            popup.hide()  # as a click elsewhere does
        if not top.isActiveWindow() and top.windowType() is not Qt.WindowType.Popup:
            top.activateWindow()
            waiting.until(top.isActiveWindow, "the keyboard")


class Row:
    """A row of a list, a card of the board, a line of a table or a tree."""

    def __init__(self, view: QAbstractItemView, index: Any) -> None:
        self._view = view
        self._index = QPersistentModelIndex(index)

    def __repr__(self) -> str:
        return f"<{self.spoken!r} in {self._view.objectName()}>"

    # What is seen and spoken

    @property
    def here(self) -> bool:
        """Whether it is still in the list."""
        return self._index.isValid()

    @property
    def says(self) -> str:
        """The first words that it shows."""
        return self._data(Qt.ItemDataRole.DisplayRole)

    @property
    def spoken(self) -> str:
        """All that a screen reader speaks of it; in a table, cell by cell."""
        return ", ".join(filter(None, self.cells))

    @property
    def explained(self) -> str:
        """What a screen reader adds to what it speaks of it."""
        return self._data(Qt.ItemDataRole.AccessibleDescriptionRole)

    @property
    def cells(self) -> list[str]:
        """What a screen reader speaks of each of its cells."""
        index = self._index
        columns = (
            range(index.model().columnCount(index.parent()))
            if self._is_table
            else (index.column(),)
        )
        found = []
        for column in columns:
            cell = index.sibling(index.row(), column)
            words = cell.data(Qt.ItemDataRole.AccessibleTextRole)
            found.append(str(words if words is not None else cell.data() or ""))
        return found

    @property
    def tip(self) -> str:
        """What is said while the pointer rests on it."""
        return plain(self._data(Qt.ItemDataRole.ToolTipRole))

    @property
    def marked(self) -> list[str]:
        """The words in it that were searched for, and are marked."""
        found = []
        for one in self._laid.placed:
            if isinstance(one.piece, Text):
                words = one.piece.text
                found += [words[at : at + length] for at, length in one.piece.marks]
        return found

    @property
    def shows(self) -> dict[str, QRect]:
        """The words that its pieces show, cut where they are, and where each stands in it."""
        placed = self._laid.placed
        return {one.shown or one.piece.fact: one.rect for one in placed if one.piece.words}

    @property
    def _laid(self) -> Laid:
        """How it is laid out, where it is described."""
        delegate = self._view.itemDelegate()
        assert isinstance(delegate, RowDelegate), "its row is not described"
        return delegate.laid(self._index, self._view.viewport().width())

    def click_on(self, words: str) -> None:
        """Click the piece of it that shows these words."""
        rect = self._view.visualRect(self._index)
        found = [one for one in self._laid.placed if one.piece.words == words]
        assert found, f"{words} is not shown: {[one.piece.words for one in self._laid.placed]}"
        at = rect.topLeft() + found[0].rect.center()
        QTest.mouseClick(self._view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)

    @property
    def checked(self) -> bool:
        """Whether its box is on."""
        state = self._index.data(Qt.ItemDataRole.CheckStateRole)
        assert state is not None, f"{self} has no box"
        return Qt.CheckState(state) is Qt.CheckState.Checked

    @property
    def enabled(self) -> bool:
        """Whether it can be chosen; a heading cannot."""
        flags = self._index.flags()
        return bool(flags & Qt.ItemFlag.ItemIsEnabled) and bool(
            flags & Qt.ItemFlag.ItemIsSelectable
        )

    @property
    def chosen(self) -> bool:
        """Whether it is chosen."""
        return self._view.selectionModel().isSelected(self._index)

    @property
    def current(self) -> bool:
        """Whether the keys of the list are about it."""
        return self._view.currentIndex() == self._index

    @property
    def place(self) -> QRect:
        """Where it stands on the screen, some of it perhaps scrolled away."""
        rect = self._view.visualRect(self._index)
        return QRect(self._view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    @property
    def in_sight(self) -> bool:
        """Whether some of it can be seen in its list."""
        rect = self._view.visualRect(self._index)
        return not rect.isEmpty() and self._view.viewport().rect().intersects(rect)

    @property
    def picture(self) -> QImage:
        """What it looks like; it is scrolled into sight."""
        return self._shown.grab(self._view.visualRect(self._index)).toImage()

    def ink(self, role: str, within: QRect | None = None) -> QRect:
        """Where in it, or in a part, a colour of the look is seen; an empty place for nowhere."""
        return ink(self.picture, role, within)

    # What a hand does

    def click(self, modifiers: str = "", at: tuple[float, float] = (0.5, 0.5)) -> None:
        """Click it, at a part of its width and height."""
        QTest.mouseClick(self._shown, LEFT, keys.modifiers_of(modifiers), self._at(at))
        QApplication.processEvents()

    def double_click(self) -> None:
        """Click it twice, as a hand does: each half is heard."""
        at = self._at((0.5, 0.5))
        QTest.mouseClick(self._shown, LEFT, keys.modifiers_of(""), at)
        QTest.mouseDClick(self._shown, LEFT, keys.modifiers_of(""), at)
        QApplication.processEvents()

    def right_click(self) -> None:
        """Ask for its menu by the mouse."""
        point_at_menu(self._shown, self._at((0.5, 0.5)))

    def choose(self) -> None:
        """Let the keys of the list be about it, and nothing else be chosen."""
        keys.let_go()
        self._view.setFocus()
        self._view.setCurrentIndex(self._index)
        QApplication.processEvents()

    def check(self) -> None:
        """Turn its box on or off, by the keyboard."""
        self.choose()
        keys.press("Space")

    def pull(self) -> None:
        """Begin to drag it by the mouse."""
        surface, at = self._shown, self._at((0.5, 0.5))
        QTest.mousePress(surface, LEFT, keys.modifiers_of(""), at)
        for step in (1, 2):
            to = at + QPoint(0, step * QApplication.startDragDistance())
            QTest.mouseMove(surface, to)
        QTest.mouseRelease(surface, LEFT, keys.modifiers_of(""), at)
        QApplication.processEvents()

    def hover(self) -> str:
        """Rest the pointer on it; return the tip that comes up."""
        at = self._at((0.5, 0.5))
        QTest.mouseMove(self._shown, at)
        QToolTip.hideText()
        event = QHelpEvent(QHelpEvent.Type.ToolTip, at, self._shown.mapToGlobal(at))
        QApplication.sendEvent(self._shown, event)
        return plain(QToolTip.text())

    @property
    def _shown(self) -> QWidget:
        self._view.scrollTo(self._index)
        QApplication.processEvents()
        return self._view.viewport()

    def _at(self, share: tuple[float, float]) -> QPoint:
        assert self._index.isValid(), "the row is gone"
        self._view.scrollTo(self._index)
        rect = self._view.visualRect(self._index).intersected(self._view.viewport().rect())
        return rect.topLeft() + QPoint(int(rect.width() * share[0]), int(rect.height() * share[1]))

    @property
    def _is_table(self) -> bool:
        return isinstance(self._view, (QTableView, QTreeView))

    def _data(self, role: int) -> str:
        return str(self._index.data(role) or "")


def rows_of(view: QAbstractItemView) -> list[Row]:
    """Return what a list shows, from the top; of a tree, what hangs on each below it."""
    model, found = view.model(), []

    def below(parent: Any) -> None:
        for number in range(model.rowCount(parent)):
            hidden = (isinstance(view, QListView) and view.isRowHidden(number)) or (
                isinstance(view, QTreeView) and view.isRowHidden(number, parent)
            )
            if not hidden:
                index = model.index(number, 0, parent)
                found.append(Row(view, index))
                if isinstance(view, QTreeView):
                    below(index)

    below(view.rootIndex())
    return found


def point_at_menu(target: QWidget, at: QPoint) -> None:
    """Ask for a menu by the right button, where the pointer is."""
    QTest.mousePress(target, RIGHT, keys.modifiers_of(""), at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at))
    QApplication.sendEvent(target, event)
    QApplication.processEvents()


def _is_inside_a_view(widget: QWidget) -> bool:
    one = widget.parentWidget()
    while one is not None:
        if isinstance(one, (QAbstractItemView, QComboBox, QAbstractSpinBox)):
            return True
        one = one.parentWidget()
    return False
