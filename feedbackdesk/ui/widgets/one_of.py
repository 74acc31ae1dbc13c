"""Buttons of which one is chosen, and how the keyboard goes through them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


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
