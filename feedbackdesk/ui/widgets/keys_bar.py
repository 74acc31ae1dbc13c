"""A line at the foot of a list that teaches its keys, as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from feedbackdesk.ui.widgets.layout import in_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.ui.actions import Action


class KeysBar(QFrame):
    """Keys and what they do, the most useful first; and, at the right, what else is likely."""

    def __init__(
        self, lessons: Sequence[tuple[Sequence[Action[Any]], str]], parent: QWidget
    ) -> None:
        """Teach the keys of actions, each with a word of what it does."""
        super().__init__(parent)
        self.setObjectName("keysBar")
        self.setProperty("surface", "page")
        row = in_row(self, (24, 4, 20, 8), 16)
        self._keys, self._also = QLabel(self), QLabel(self)
        for label in (self._keys, self._also):
            label.setProperty("role", "small")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(0)
        row.addWidget(self._keys)
        row.addStretch(1)
        row.addWidget(self._also)
        self._lessons = [f"{self._shown(these)} {word}" for these, word in lessons]
        self._offers = ""

    def offer(self, offers: str) -> None:
        """Say what else is likely for the chosen row."""
        if offers != self._offers:
            self._offers = offers
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self._keys.fontMetrics()
        room = self.width() - 44
        number = len(self._lessons)
        while number > 1 and metrics.horizontalAdvance(self._said(number)) > room:
            number -= 1
        said = self._said(number)
        left = room - metrics.horizontalAdvance(said) - 32
        self._keys.setText(said)
        shown = metrics.elidedText(self._offers, Qt.TextElideMode.ElideRight, left)
        self._also.setText(shown if left > 120 else "")

    def _said(self, number: int) -> str:
        return "  ·  ".join(self._lessons[:number])

    def _shown(self, these: Sequence[Action[Any]]) -> str:
        keys = [one.keys[0] for one in these]
        native = QKeySequence.SequenceFormat.NativeText
        shown = (QKeySequence(key).toString(native) for key in keys)
        # What Qt calls Return is printed on most keyboards as Enter.
        enter = self.tr("Enter")
        return "/".join(enter if k == "Return" else s for k, s in zip(keys, shown, strict=True))
