"""Keys as they are written on the shortcuts page, pressed as the window system tells of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_BY_WORD = {"Enter": Qt.Key.Key_Return}


def modifiers_of(words: str) -> Qt.KeyboardModifier:
    """Read "Ctrl+Shift"; nothing is no modifier."""
    found = Qt.KeyboardModifier.NoModifier
    for word in filter(None, words.split("+")):
        found |= _MODIFIERS[word]
    return found


def read(keys: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """Read what is written as "Ctrl+Shift+Enter", "J", "?" or "F2"."""
    before, plus, last = keys.rpartition("+") if keys != "+" else ("", "", "+")
    if plus and not last:  # Ctrl++
        before, last = before.removesuffix("+"), "+"
    key = _BY_WORD.get(last)
    if last == "Tab" and "Shift" in before:
        key = Qt.Key.Key_Backtab
    if key is None:
        sequence: Any = QKeySequence(last)  # its stubs forget that it holds combinations
        key = sequence[0].key()
        assert isinstance(key, Qt.Key)
        assert key != Qt.Key.Key_unknown, f"there is no key {keys}"
    return key, modifiers_of(before)


def window_with_keyboard() -> QWindow:
    """Return the window that gets the keys: of an open menu or list, else the active one."""
    one = QApplication.activePopupWidget() or QApplication.activeWindow()
    assert one is not None, "no window has the keyboard"
    handle = one.windowHandle()
    assert handle is not None
    return handle


def press(keys: str) -> None:
    """Press keys wherever the keyboard is."""
    send(keys)
    QApplication.processEvents()


def send(keys: str) -> None:
    """Press keys, and handle nothing else that has come meanwhile.

    The list of a field may have a window that was made where one had been: Python takes it for
    that one, which is gone. What has the keyboard in it gets the keys then.
    """
    key, modifiers = read(keys)
    window, focused = window_with_keyboard(), QApplication.focusWidget()
    if isValid(window) or focused is None:
        QTest.keyClick(window, key, modifiers)
    else:
        QTest.keyClick(focused, key, modifiers)


def let_go() -> None:
    """Let go of the keys that were held: with Ctrl, a click would add or take."""
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(window_with_keyboard(), Qt.Key.Key_F35)


def type_words(words: str) -> None:
    """Type words wherever the keyboard is; what no key has comes from an input method."""
    click: Any = QTest.keyClick  # its stubs forget that a window takes letters, too
    for char in words:
        if char == "\n":
            press("Enter")
        elif " " <= char <= "~":
            click(window_with_keyboard(), char)
        else:
            compose(char)
    QApplication.processEvents()


def compose(words: str) -> None:
    """Type what only an input method can: other scripts and emoji."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    field = QApplication.focusWidget()
    assert field is not None, "nothing has the keyboard"
    QApplication.sendEvent(field, event)
