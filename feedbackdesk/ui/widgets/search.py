"""A field that filters what a page shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.ui.look import icons


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
