"""What stands beside a page: sections below each other, scrolled where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.labels import heading, words_label
from feedbackdesk.ui.widgets.layout import Scrolled, empty_out, in_column


class Side(Scrolled):
    """Sections below each other; those that have nothing to say say so in a word."""

    wants = Signal(str, int)
    """A page is wanted: of which table, and the key in it."""

    def __init__(self, name: str) -> None:
        """Lay out an empty side."""
        super().__init__(name)
        self.column = in_column(self.inner, (16, 12, 16, 16), 6)

    def section(self, words: str, foot: QWidget | None = None) -> Section:
        """Add a section under a heading, with what always stands at its foot."""
        made = Section(words)
        self.column.addWidget(made)
        if foot is not None:
            self.column.addWidget(foot, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(8)
        return made

    def leads_to(
        self, name: str, table: str, key: int, words: str, *, icon: str = "", tip: str = "",
        read_out: str = "",
    ) -> QPushButton:  # fmt: skip
        """Return a button to the page of a record."""
        return link_button(
            name, icon or table, words.replace("&", "&&"), lambda: self.wants.emit(table, key),
            tip=tip, read_out=read_out,
        )  # fmt: skip


class Section(QWidget):
    """Rows under a heading, that come and go."""

    def __init__(self, words: str) -> None:
        """Show only the heading."""
        super().__init__()
        column = in_column(self, gap=6)
        column.addWidget(heading(words))
        holder = QWidget()
        holder.setAccessibleName(words)
        self._rows = in_column(holder, gap=4)
        column.addWidget(holder)

    def clear(self) -> None:
        """Take all rows away."""
        empty_out(self._rows)

    def add(self, row: QWidget, *, whole: bool = False) -> None:
        """Add a row, `whole` as wide as the side is."""
        if whole:
            self._rows.addWidget(row)
        else:
            self._rows.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)

    def tell(self, words: str, role: str = "muted") -> None:
        """Add a row of words."""
        self._rows.addWidget(words_label(role, text=words))
