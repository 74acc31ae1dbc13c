"""How the keyboard goes: who has it, and menus and buttons that have their own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QMenu,
    QMenuBar,
    QStackedLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class Menu(QMenu):
    """A menu that is asked before the keys of the list it stands over."""

    def __init__(self, parent: QWidget) -> None:
        """Hold no actions."""
        super().__init__(parent)
        letters_first(self)


class _Letters(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter or digit for it, before it is taken for a shortcut."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.modifiers() in _PLAIN
            and event.text().isprintable()
            and event.text()
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def letters_first(menu: QMenu | QMenuBar | QComboBox) -> None:
    """Let the letters of an open menu win over keys of a letter alone, or those of a box.

    Of a menu bar, this holds for every menu in it.
    """
    menus = menu.findChildren(QMenu) if isinstance(menu, QMenuBar) else [menu]
    for one in menus:
        one.installEventFilter(_Letters(one))


_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def has_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard is on a widget, or on something in it."""
    had = widget.window().focusWidget()
    return had is not None and (had is widget or widget.isAncestorOf(had))


def tab_through(*parts: QWidget) -> None:
    """Let Tab go over parts in this order, and in each over what it holds as that was made."""
    before: QWidget | None = None
    for part in parts:
        within = [one for one in part.findChildren(QWidget) if one.window() is part.window()]
        for one in (part, *within):
            takes = one.focusPolicy() is not Qt.FocusPolicy.NoFocus
            if not takes or (one is not part and part.focusPolicy() is not Qt.FocusPolicy.NoFocus):
                continue
            if before is not None:
                QWidget.setTabOrder(before, one)
            before = one


def finishes(event: QEvent) -> bool:
    """Whether Ctrl+Enter is pressed, which finishes what is written, as everywhere."""
    return (
        isinstance(event, QKeyEvent)
        and event.type() is QEvent.Type.KeyPress
        and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


def turn(stack: QStackedLayout, to: QWidget, goes_to: Callable[[], QWidget]) -> None:
    """Show another widget of a stack; the keyboard goes along, where it was on the one before."""
    before = stack.currentWidget()
    here = before is not None and before is not to and has_keyboard(before)
    stack.setCurrentWidget(to)
    if here:
        goes_to().setFocus()


class OneOf(QButtonGroup):
    """Tab lands on the chosen button, and the arrows choose: the ring never tells another story.

    Qt alone has every button in the order of Tab until one of them had the keyboard, and where
    none need be chosen its arrows move the ring and choose nothing.
    """

    def __init__(self, parent: QObject) -> None:
        """Hold no buttons."""
        super().__init__(parent)
        self.buttonToggled.connect(self._keep_tab)

    def add(self, button: QAbstractButton, number: int = -1) -> None:
        """Take a button in, behind the others."""
        self.addButton(button, number)
        button.installEventFilter(self)
        self._keep_tab()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by the arrows, and give Tab back to the chosen one."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return isinstance(watched, QAbstractButton) and self._pressed(watched, event)
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Show}:
            self._keep_tab()
        return super().eventFilter(watched, event)

    def _pressed(self, button: QAbstractButton, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key not in {*_ON, *_BACK, *_ENDS} or event.modifiers() not in _NO_MODIFIER:
            return False
        there = [one for one in self.buttons() if one.isVisible() and one.isEnabled()]
        if not there:
            return False
        on = key in _ON
        if key in _SIDEWAYS and button.isRightToLeft():
            on = not on
        chosen = next((at for at, one in enumerate(there) if one.isChecked()), None)
        if key in _ENDS:
            at = 0 if key == Qt.Key.Key_Home else len(there) - 1
        elif chosen is None:
            at = 0 if on else len(there) - 1
        else:
            at = min(max(chosen + (1 if on else -1), 0), len(there) - 1)
        there[at].setFocus(Qt.FocusReason.TabFocusReason)
        if not there[at].isChecked():
            there[at].click()
        return True

    def _keep_tab(self) -> None:
        """Have one button in the order of Tab: the chosen one, else the first."""
        buttons = self.buttons()
        shown = [one for one in buttons if not one.isHidden()]
        stop = next((one for one in shown if one.isChecked()), shown[0] if shown else None)
        for one in buttons:
            policy = Qt.FocusPolicy.StrongFocus if one is stop else Qt.FocusPolicy.ClickFocus
            if one.focusPolicy() is not policy:
                one.setFocusPolicy(policy)
