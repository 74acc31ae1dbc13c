"""What the inspector's panels share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.quotes import QuoteModel
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.widgets.layout import Scrolled, in_column
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
        self.column = in_column(self, (16, 0, 16, 12), 8)

    def scrolled(self) -> QVBoxLayout:
        """Return a column that is scrolled as a whole where there is no room for all of it."""
        area = Scrolled(surface="panel")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(area)
        return in_column(area.inner, (16, 0, 16, 12), 8)

    def show_key(self, key: int) -> None:
        """Show the row with a key."""
        self.key = key
        self.reload()

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
