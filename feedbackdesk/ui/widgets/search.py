"""A field that filters what a page shows, once typing has paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.ui.look import icons

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSE_MS = 80


def search_field(parent: QWidget, placeholder: str, accessible: str) -> QLineEdit:
    """Return a line with the sign of a filter, and a cross to clear it."""
    field = QLineEdit(parent)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(accessible)
    field.setClearButtonEnabled(True)
    mark = QAction(icons.icon("filter"), "", field)
    field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
    field.installEventFilter(_Keys(field))
    return field


def debounce(field: QLineEdit, act: Callable[[str], None]) -> None:
    """Call `act(text)` once typing in a field has paused."""
    timer = QTimer(field, interval=_PAUSE_MS, singleShot=True)
    field.textChanged.connect(lambda _text: timer.start())
    timer.timeout.connect(lambda: act(field.text()))


class _Keys(QObject):
    """Esc clears the field; Down goes on into the page."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Escape and watched.text():
                watched.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                watched.focusNextChild()
                return True
        return super().eventFilter(watched, event)
