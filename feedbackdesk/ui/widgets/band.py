"""A band that says what must be known, above all pages or on one: with the ways on beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = 20


class Band(QFrame):
    """Stands hidden until it has something to say; what is new is read out."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Be called `name`Notice, with its words in `name`Words."""
        super().__init__(parent)
        self.setObjectName(f"{name}Notice")
        self.setProperty("surface", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setObjectName(f"{name}Words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = in_row(self, (16, 10, 12, 10), 12)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def offer(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        """Add a button that does something about it."""
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def say(self, words: str, tip: str = "") -> None:
        """Say it, or go where there is nothing to say."""
        self._words.setToolTip(tip)
        if not words:
            self.hide()
        elif words != self._words.text() or self.isHidden():
            self._words.setText(words)
            self.setAccessibleName(words)
            self.show()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", Role.WARNING, _ICON, self.devicePixelRatioF()))
