"""A few words of which one is chosen, side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.words import label
from feedbackdesk.ui import icons
from feedbackdesk.ui.theme import Role

WordT = TypeVar("WordT", bound=StrEnum)


class Segments(QWidget, Generic[WordT]):
    """An exclusive row of buttons; the arrow keys move along it."""

    changed = Signal()

    def __init__(
        self,
        words: type[WordT],
        icon_prefix: str = "",
        *,
        optional: bool = False,
        with_text: bool = True,
    ) -> None:
        """Offer an enum's values; `optional` lets the chosen one be clicked away."""
        super().__init__()
        self._words = words
        self._optional = optional
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "segments")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not optional)
        self._buttons: dict[WordT, QPushButton] = {}
        for word in words:
            button = QPushButton(self)
            button.setObjectName(f"segment.{word.value}")
            button.setProperty("variant", "segment")
            button.setCheckable(True)
            button.setAccessibleName(label(word))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setText(label(word))
            if icon_prefix:
                name = f"{icon_prefix}-{word.value}"
                button.setIcon(icons.icon(name, active=Role.ON_ACCENT_SOFT))
            if icon_prefix and not with_text:
                button.setText("")
                button.setToolTip(label(word))
            button.clicked.connect(lambda _on=False, word=word: self._clicked(word))
            self._group.addButton(button)
            self._buttons[word] = button
            row.addWidget(button)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def value(self) -> WordT | None:
        """Return what is chosen."""
        return next((word for word, one in self._buttons.items() if one.isChecked()), None)

    def set_value(self, value: WordT | None) -> None:
        """Choose a word, or none; nothing is signalled."""
        self._group.setExclusive(False)
        for word, button in self._buttons.items():
            button.setChecked(word is value)
        self._group.setExclusive(not self._optional)
        self.setFocusProxy(self._buttons[value] if value is not None else self._first())

    def _first(self) -> QPushButton:
        return next(iter(self._buttons.values()))

    def _clicked(self, word: WordT) -> None:
        if self._optional:
            chosen = self._buttons[word].isChecked()
            self.set_value(word if chosen else None)
        self.changed.emit()
