"""A few words of which one is chosen, side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.words import label
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.keyboard import OneOf
from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

WordT = TypeVar("WordT", bound=StrEnum)

_GAP = 2


class Segments(QWidget, Generic[WordT]):
    """A row of buttons of which one is chosen; the arrow keys choose."""

    changed = Signal()

    def __init__(
        self,
        words: type[WordT],
        icon_prefix: str = "",
        *,
        optional: bool = False,
        with_text: bool = True,
        folds: bool = False,
    ) -> None:
        """Offer an enum's values; `optional` lets the chosen one be clicked away.

        One that `folds` is a list to open where there is no room for all its words.
        """
        super().__init__()
        self._words = words
        self._optional = optional
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "segments")
        row = in_row(self, (_GAP, _GAP, _GAP, _GAP), _GAP)
        self._group = OneOf(self)
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
            self._group.add(button)
            self._buttons[word] = button
            row.addWidget(button)
        self._folded: QComboBox | None = None
        if folds:
            self._folded = Box(self)
            self._folded.setObjectName("segmentsFolded")
            for word in words:
                self._folded.addItem(label(word), word.value)
            self._folded.activated.connect(self._picked)
            self._folded.hide()
            row.addWidget(self._folded)
            policy = QSizePolicy.Policy
            self.setSizePolicy(policy.Preferred, policy.Fixed)
        self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def is_folded(self) -> bool:
        """Whether it is a list to open now."""
        return self._folded is not None and not self._folded.isHidden()

    def sizeHint(self) -> QSize:
        """Return the room that all its words take, folded or not."""
        if self._folded is None:
            return super().sizeHint()
        hints = [button.sizeHint() for button in self._buttons.values()]
        width = sum(hint.width() for hint in hints) + _GAP * (len(hints) - 1)
        height = max(one.height() for one in (*hints, self._folded.sizeHint()))
        return QSize(width + 2 * _GAP, height + 2 * _GAP)

    def minimumSizeHint(self) -> QSize:
        """Return the least room that it can do with."""
        if self._folded is None:
            return super().minimumSizeHint()
        return QSize(self._folded.minimumSizeHint().width() + 2 * _GAP, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where there is no room for all the words, and unfold where there is."""
        super().resizeEvent(event)
        folded = self._folded
        if folded is None or self.is_folded == (narrow := self.width() < self.sizeHint().width()):
            return
        had_keyboard = any(one.hasFocus() for one in (folded, *self._buttons.values()))
        folded.setVisible(narrow)
        for button in self._buttons.values():
            button.setVisible(not narrow)
        folded.setAccessibleName(self.accessibleName())
        self.set_value(self.value())
        if had_keyboard:
            self.setFocus()

    def value(self) -> WordT | None:
        """Return what is chosen."""
        return next((word for word, one in self._buttons.items() if one.isChecked()), None)

    def choose(self, value: WordT) -> None:
        """Choose a word as a click on it does."""
        if value is not self.value():
            self.set_value(value)
            self.changed.emit()

    def name_keys(self, keys: Sequence[str]) -> None:
        """Say in the tips which keys choose the words, in their order."""
        for (word, button), each in zip(self._buttons.items(), keys, strict=True):
            shown = QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{label(word)} ({shown})")
            button.setAccessibleDescription(shown)

    def set_value(self, value: WordT | None) -> None:
        """Choose a word, or none; nothing is signalled. Where the ring is here, it goes along."""
        had_keyboard = any(button.hasFocus() for button in self._buttons.values())
        self._group.setExclusive(False)
        for word, button in self._buttons.items():
            button.setChecked(word is value)
        self._group.setExclusive(not self._optional)
        if self._folded is not None and value is not None:
            self._folded.setCurrentIndex(self._folded.findData(value.value))
        if self._folded is not None and self.is_folded:
            self.setFocusProxy(self._folded)
        else:
            self.setFocusProxy(self._buttons[value] if value is not None else self._first())
            if had_keyboard and value is not None:
                self._buttons[value].setFocus()

    def _first(self) -> QPushButton:
        return next(iter(self._buttons.values()))

    def _picked(self, place: int) -> None:
        self.set_value(list(self._buttons)[place])
        self.changed.emit()

    def _clicked(self, word: WordT) -> None:
        if self._optional:
            chosen = self._buttons[word].isChecked()
            self.set_value(word if chosen else None)
        self.changed.emit()
