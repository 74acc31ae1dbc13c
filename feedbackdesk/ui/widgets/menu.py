"""Menus whose letters are theirs, also where a letter alone is a key of the list below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

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
        """Take a letter or digit for the menu, before it is taken for a shortcut."""
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


def letters_first(menu: QMenu | QMenuBar) -> None:
    """Let the letters of an open menu win over keys of a letter alone.

    Of a menu bar, this holds for every menu in it.
    """
    menus = menu.findChildren(QMenu) if isinstance(menu, QMenuBar) else [menu]
    for one in menus:
        one.installEventFilter(_Letters(one))
