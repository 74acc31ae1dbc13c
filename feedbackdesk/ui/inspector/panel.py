"""What the inspector's panels share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QScrollArea, QVBoxLayout, QWidget

from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.quotes import QuoteModel
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.lists import make_list

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


LEAST_QUOTES = 200
"""How high quotes are at least, in a column that is scrolled."""


class Panel(QWidget):
    """One kind of thing, in the inspector."""

    inspect = Signal(str, int)
    wants = Signal(object)
    """A `Place` is wanted."""
    records = Signal(object)
    """Something is to be recorded for a `KnownPerson`."""
    became = Signal(str, int)
    """What was inspected was merged into another: the table, and the key in it."""
    gone = Signal()
    """What was inspected is no longer there."""
    left = Signal()
    """The keyboard goes back to the page."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out an empty panel."""
        super().__init__()
        self.live = live
        self.actions_ = actions
        self.key = -1
        self._is_other = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 0, 16, 12)
        self.column.setSpacing(8)

    def scrolled(self) -> QVBoxLayout:
        """Return a column that is scrolled as a whole where there is no room for all of it."""
        inner = QWidget()
        inner.setProperty("surface", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(area)
        return column

    def show_key(self, key: int) -> None:
        """Show the row with a key."""
        self._is_other = key != self.key
        self.key = key
        self.reload()

    def may_fill(self, field: QWidget) -> bool:
        """Whether a field may show what is stored: not while it is being typed into."""
        return self._is_other or not field.hasFocus()

    def leave(self) -> bool:
        """Save what was begun; return whether the panel may be left."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # fields save when the keyboard leaves them
        return True

    def reload(self) -> None:
        """Ask for the row again."""

    def follow(self, _touched: Touched) -> None:
        """Repaint what a commit changed."""
        if self.isVisible() and self.key >= 0:
            self.reload()


class QuoteList(QListView):
    """Quotes as tall as their words; a click opens one."""

    def __init__(self, name: str, accessible: str) -> None:
        """Show no quotes."""
        super().__init__()
        make_list(name, accessible, self)
        self.quotes = QuoteModel()
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setModel(self.quotes)
        self.setItemDelegate(RowDelegate(self.quotes.rows, self))
        self.setStyleSheet("QListView { background: transparent; }")

    def connect_to(self, panel: Panel) -> None:
        """Inspect the feedback that is clicked, or chosen with Enter."""
        self.activated.connect(lambda index: panel.inspect.emit("feedback", index.data(KEY)))
        self.clicked.connect(lambda index: panel.inspect.emit("feedback", index.data(KEY)))


def heading(words: str) -> QLabel:
    """Return a small heading."""
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label


class PlainLabel(QLabel):
    """Text from outside: a word without end is broken, where Qt would widen the label for it."""

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text; where a long word may break, nothing is to be seen."""
        super().setText(_LONG_WORD.sub("\\g<0>\u200b", text))

    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace("\u200b", "")


_LONG_WORD = re.compile(r"\S{24}(?=\S)")


def plain(role: str = "") -> QLabel:
    """Return a label for text from outside: never read as markup."""
    label = PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
