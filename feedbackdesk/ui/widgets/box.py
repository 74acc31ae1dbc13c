"""Fields that only a hand changes: a list to open, one to write in as well, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QWheelEvent

_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Box(QComboBox):
    """One of several: the wheel scrolls what it stands in, and chooses nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:  # noqa: N802
        """Open on what stands there, wherever the list was left by Esc before."""
        here = self.model().index(self.currentIndex(), self.modelColumn(), self.rootModelIndex())
        self.view().setCurrentIndex(here)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is scrolled; a form passed over must not change."""
        event.ignore()


def box_of(lines: Iterable[tuple[str, object]], *, name: str = "", accessible: str = "") -> Box:
    """Return a box that offers lines, each with what it stands for."""
    made = Box()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    for words, stands_for in lines:
        made.addItem(words, stands_for)
    return made


class OpenBox(Box):
    """A box in which something else can be written; it starts empty, whatever it offers.

    What was chosen stands there marked, so that typing on replaces it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.activated.connect(self._mark)

    def offer(self, words: tuple[str, ...]) -> None:
        """Offer these words; what stands there stays."""
        now = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems(list(words))
        self._stand_on(now)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go on from what stands there, and not from what was chosen before."""
        if event.key() in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.blockSignals(True)
            self._stand_on(self.currentText())
            self.blockSignals(False)
        super().keyPressEvent(event)

    def _stand_on(self, words: str) -> None:
        self.setCurrentIndex(self.findText(words, Qt.MatchFlag.MatchFixedString))
        if self.currentText() != words:
            self.setEditText(words)

    def _mark(self) -> None:
        line = self.lineEdit()
        if line is not None and self.hasFocus():
            line.selectAll()


class Number(QSpinBox):
    """A number: the wheel scrolls what it stands in, and changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with Qt's range."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what is scrolled; a form passed over must not change."""
        event.ignore()
