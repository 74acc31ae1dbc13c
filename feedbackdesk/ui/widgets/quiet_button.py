"""A button of a page's tools that does what an action of the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


def quiet_button(action: QAction, name: str, words: str, read_out: str = "") -> QPushButton:
    """Return a button that is as able as its action; without words, `read_out` is its name."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setProperty("variant", "quiet")
    button.setIcon(action.icon())
    button.setToolTip(action.toolTip())
    button.setAccessibleName(words or read_out)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    return button
