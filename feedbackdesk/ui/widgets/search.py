"""A search field as every page has it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from feedbackdesk.ui import icons


def search_field(parent: QWidget, placeholder: str, accessible: str) -> QLineEdit:
    """Return a line with a magnifier, and a cross to clear it."""
    field = QLineEdit(parent)
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(accessible)
    field.setClearButtonEnabled(True)
    mark = QAction(icons.icon("search"), "", field)
    field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
    return field
