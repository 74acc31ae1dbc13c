"""What is said above all pages while the workspace is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_ICON = 20


class DamageNotice(QFrame):
    """Says that a part of the file cannot be read, and leads to the ways out."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        """Stand hidden."""
        super().__init__(parent)
        self.setObjectName("damageNotice")
        self.setProperty("surface", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setObjectName("damageWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        ways = QPushButton(self.tr("Ways out…"), self)
        ways.setObjectName("damageWays")
        ways.clicked.connect(action.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(ways)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def say(self, name: str) -> None:
        """Say it of a file, and read it out."""
        words = self.tr(
            "A part of “{name}” cannot be read. Nothing more is recorded in it; what was being "
            "written is kept as a draft."
        ).format(name=name)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", Role.WARNING, _ICON))
