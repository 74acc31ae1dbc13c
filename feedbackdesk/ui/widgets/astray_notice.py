"""What is said above all pages while the workspace's file is not the one that was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.errors import Astray
from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from pathlib import Path

_ICON = 20


class AstrayNotice(QFrame):
    """Says what became of the file, and offers the ways on; in sight until the file is back."""

    wants_search = Signal()
    wants_reopening = Signal()
    wants_copy = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Stand hidden."""
        super().__init__(parent)
        self.setObjectName("astrayNotice")
        self.setProperty("surface", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setObjectName("astrayWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._search = self._button("astraySearch", self.tr("Look for it…"))
        self._search.clicked.connect(self.wants_search)
        self._reopen = self._button("astrayReopen", self.tr("Open what is there now"))
        self._reopen.clicked.connect(self.wants_reopening)
        self._copy = self._button("astrayCopy", self.tr("Save all to another file…"))
        self._copy.clicked.connect(self.wants_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for button in (self._search, self._reopen, self._copy):
            row.addWidget(button)
        theme.signals().changed.connect(self._tint)
        self._tint()
        self.hide()

    def say(self, astray: Astray, path: Path) -> None:
        """Say what became of the file that was at a path, and read it out."""
        sentences = {
            Astray.GONE: self.tr(
                "“{name}” is not in its folder any more: it was moved, renamed or deleted, or "
                "its drive was taken away. Nothing is recorded until it is found; what you write "
                "is kept as a draft."
            ),
            Astray.REPLACED: self.tr(
                "Another file has taken the place of “{name}”. Nothing is recorded, neither in "
                "it nor elsewhere; what you write is kept as a draft."
            ),
            Astray.OVERWRITTEN: self.tr(
                "Something else than FeedbackDesk wrote over “{name}”. Nothing more is recorded "
                "in it; what you write is kept as a draft."
            ),
        }
        words = sentences[astray].format(name=path.name)
        self._words.setText(words)
        self._words.setToolTip(str(path))
        self._search.setVisible(astray is Astray.GONE)
        self._reopen.setVisible(astray is not Astray.GONE)
        # What was written over is lost to us, too; else what was opened is still held.
        self._copy.setVisible(astray is not Astray.OVERWRITTEN)
        self.setAccessibleName(words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        return button

    def _tint(self) -> None:
        self._icon.setPixmap(icons.pixmap("warning", Role.WARNING, _ICON))
