"""Small buttons in a row: a filter that can be taken away, a thing that can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.query import WORDS_OF, said_back
from feedbackdesk.domain.words import LABELS
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role
from feedbackdesk.ui.widgets.layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from feedbackdesk.domain.query import Part
    from feedbackdesk.ui.finding.entries import Entry

_WORDS_WIDTH = 240
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Pills(QWidget):
    """Buttons that fill lines as words do; the left and right arrows move along them."""

    def __init__(self, parent: QWidget, accessible: str) -> None:
        """Hold no buttons yet."""
        super().__init__(parent)
        self.setAccessibleName(accessible)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._pills: list[QWidget] = []
        # The last thing of a line of words takes its rest: so it is nothing to be seen.
        self._rest = QWidget(self)
        self._rest.setFixedHeight(1)
        self._flow.addWidget(self._rest)

    def show_these(self, pills: Sequence[QWidget]) -> None:
        """Take the place of what was shown; a button that stays is kept."""
        for old in self._pills:
            self._flow.removeWidget(old)
            if old not in pills:
                old.hide()
                old.deleteLater()
        self._pills = list(pills)
        before: QWidget | None = None
        for pill in pills:
            self._flow.insert_before_last(pill)
            pill.show()
            if before is not None:
                QWidget.setTabOrder(before, pill)
            before = pill
        self.updateGeometry()

    def pills(self) -> list[QWidget]:
        """Return the buttons."""
        return self._pills

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the buttons."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        by = ways.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        now = next((at for at, pill in enumerate(self._pills) if pill.hasFocus()), -1)
        if by and 0 <= now + by < len(self._pills) and now >= 0:
            self._pills[now + by].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class FilterPill(QPushButton):
    """A filter in force; a click, Enter, Del or Backspace takes it away."""

    removed = Signal(object)
    """The `Part` of the search."""

    def __init__(self, part: Part, parent: QWidget, order: DateOrder = DateOrder.DMY) -> None:
        """Show a filter; `order` tells how 3/4 is read."""
        super().__init__(parent)
        self.part = part
        self.setObjectName(f"filter.{part.name}")
        self.setProperty("variant", "pill")
        words = _reads(part, order)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WORDS_WIDTH)
        self.setText(shown.replace("&", "&&"))
        self.setIcon(icons.icon("close", Role.ON_ACCENT_SOFT))
        # The cross stands behind the words.
        self.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if parent.isRightToLeft()
            else Qt.LayoutDirection.RightToLeft
        )
        self.setAccessibleName(self.tr("Filter {filter}").format(filter=words))
        self.setToolTip(self.tr("{filter}: take this filter away").format(filter=words))
        self.clicked.connect(lambda: self.removed.emit(self.part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace take the filter away, as a click does."""
        if event.key() in _REMOVING:
            self.removed.emit(self.part)
        else:
            super().keyPressEvent(event)


class HitPill(QPushButton):
    """A theme, an item, a person or an organisation that goes by the words."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        """Show its name; a click opens it."""
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"hit.{entry.word}")
        self.setProperty("variant", "pill-quiet")
        self.setIcon(icons.icon(entry.icon))
        shown = self.fontMetrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, _WORDS_WIDTH)
        self.setText(shown.replace("&", "&&"))
        told = f"{entry.name}, {entry.note}" if entry.note else entry.name
        self.setAccessibleName(told)
        self.setToolTip(told)


def _reads(part: Part, order: DateOrder) -> str:
    words = WORDS_OF.get(part.name)
    value = LABELS[words(part.text)].lower() if words else part.text
    if read := said_back(part, order):
        value += f" ({read})"
    return f"{'not ' if part.minus else ''}{part.name}: {value}"
