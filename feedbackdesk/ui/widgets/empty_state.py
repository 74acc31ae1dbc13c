"""What a page shows while it has nothing: what it is for, and the one next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class EmptyState(QWidget):
    """A picture, a title, a sentence, and up to two buttons."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        """Say what the page is for."""
        super().__init__(parent)
        self._icon_name = icon
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(12)
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QLabel(words, self)
        self._words.setProperty("role", "muted")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setFixedWidth(380)
        column.addWidget(self._picture)
        column.addWidget(self._title)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self._column = column
        theme.signals().changed.connect(self._tint)
        self._tint()

    def offer(self, action: QAction, text: str, *, primary: bool = False) -> None:
        """Add a button for an action."""
        button = QPushButton(text, self)
        if primary:
            button.setProperty("variant", "primary")
        button.setToolTip(action.toolTip())
        button.setObjectName(f"offer.{action.objectName().removeprefix('action.')}")
        button.clicked.connect(action.trigger)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def first_button(self) -> QPushButton | None:
        """Return what gets the keyboard here."""
        buttons = self.findChildren(QPushButton)
        return next((one for one in buttons if not one.isHidden() and one.isEnabled()), None)

    def offer_only(self, *names: str) -> None:
        """Leave the buttons of these actions, and hide the others."""
        for button in self.findChildren(QPushButton):
            button.setVisible(button.objectName().removeprefix("offer.") in names)

    def offer_sample(self, yes: bool) -> None:
        """Show or hide the offer to look around in the made-up business."""
        if button := self.findChild(QPushButton, "offer.sample"):
            button.setVisible(yes)

    def say(self, title: str, words: str) -> None:
        """Change what it says."""
        self._title.setText(title)
        self._words.setText(words)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon_name, Role.TEXT_FAINT, 44, ratio))
