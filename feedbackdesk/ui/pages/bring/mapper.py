"""A table of a file with how it is understood: its columns, what a row is, how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from feedbackdesk.exchange.tables.vocabulary import ROW_LABELS, RowIs
from feedbackdesk.language.say import _
from feedbackdesk.ui.pages.bring.legend import Legend
from feedbackdesk.ui.pages.bring.table import Table
from feedbackdesk.ui.widgets.box import Box, box_of
from feedbackdesk.ui.widgets.keyboard import letters_first
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row, rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedbackdesk.domain.foreseen import Entry
    from feedbackdesk.exchange.tables.preview import Preview


class Mapper(QFrame):
    """The card with the rows, and what stands in the page's head for it."""

    row_changed = Signal(object)
    """One row is to be another `RowIs`."""

    def __init__(self) -> None:
        """Show no table yet."""
        super().__init__()
        self.setObjectName("bringMapper")
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = in_column(self, (1, 1, 1, 1), 0)
        self.table = Table()
        self.legend = Legend()
        column.addWidget(self.table, 1)
        column.addWidget(rule())
        column.addWidget(self.legend)
        self.head = QWidget()
        line = in_row(self.head, gap=8)
        self.recognised = label_of("", "small", "bringRecognised")
        line.addWidget(self.recognised)
        self._row = self._row_box()
        line.addWidget(self._row)

    def show_table(self, preview: Preview, become: Mapping[str, Sequence[Entry]]) -> None:
        """Show a table by what would become of its rows."""
        self.table.rows.show_table(preview, become)
        self.legend.tell(preview, self.table.rows.states())
        if preview.preset:
            told = _("Recognised as a table of {program}:").format(program=preview.preset)
        else:
            told = _("Recognised as:")
        self.recognised.setText(told)
        self._row.blockSignals(True)  # as it was recognised
        self._row.setCurrentIndex(self._row.findData(preview.row_is.value))
        self._row.blockSignals(False)

    def _row_box(self) -> Box:
        lines = [(str(words), one.value) for one, words in ROW_LABELS.items()]
        box = box_of(lines, name="bringRowIs", accessible=_("What one row of the table is"))
        letters_first(box)
        box.currentIndexChanged.connect(lambda _at: self.row_changed.emit(RowIs(box.currentData())))
        return box
