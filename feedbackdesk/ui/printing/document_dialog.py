"""Printing what is no roadmap: a theme, the call sheet, lost sales, somebody's page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from feedbackdesk.domain.words import Edition, Paper
from feedbackdesk.report.document import Document, Order, PageOptions
from feedbackdesk.report.pdf import lay_out_document
from feedbackdesk.report.printables import PrintKind
from feedbackdesk.report.render import write_document
from feedbackdesk.ui.memory import own_settings
from feedbackdesk.ui.printing.choices import read_choices
from feedbackdesk.ui.printing.pages_dialog import PagesDialog
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import FormLayout
from feedbackdesk.ui.widgets.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from feedbackdesk.report.pdf import Pages
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.live import Live


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentDialog", text)


def read_page_options() -> PageOptions:
    """Return the paper that was chosen last, for the roadmap too, and the order of quotes."""
    roadmap = read_choices()
    kept = own_settings()
    by_account = str(kept.value("print/quote_order", "")) == Order.ACCOUNT.value
    # For whom it is is never taken over: a copy for customers is chosen each time.
    return PageOptions(
        paper=roadmap.paper,
        landscape=roadmap.landscape,
        order=Order.ACCOUNT if by_account else Order.DATE,
    )


def write_page_options(options: PageOptions) -> None:
    """Remember what was chosen."""
    kept = own_settings()
    kept.setValue("print/paper", options.paper.value)
    kept.setValue("print/landscape", "true" if options.landscape else "false")
    kept.setValue("print/quote_order", options.order.value)


class PageChoices(QWidget):
    """The fields: paper and orientation; for a theme for whom it is and its order; a period."""

    changed = Signal()

    def __init__(
        self, options: PageOptions, *, whole: bool = False, periods: Sequence[str] = ()
    ) -> None:
        """Show what is chosen; `whole` offers a copy for customers and another order."""
        super().__init__()
        self._options = options
        self.edition = _box(
            (_tr("Working copy"), Edition.WORKING), (_tr("Customer copy"), Edition.CUSTOMER)
        )
        self.order = _box((_tr("By date"), Order.DATE), (_tr("By account"), Order.ACCOUNT))
        self.paper = _box(*((word.value, word) for word in Paper))
        self.orientation = Box()
        self.orientation.addItem(_tr("Portrait"), userData=False)
        self.orientation.addItem(_tr("Landscape"), userData=True)
        self._hint = label_of("", "small", "printHint", wraps=True)
        form = FormLayout()
        if whole:
            form.add_field(_tr("&Edition"), self.edition, name="printEdition")
            form.addWidget(self._hint)
            form.add_field(_tr("Or&der of quotes"), self.order, name="printOrder")
        else:
            for box in (self.edition, self.order, self._hint):
                box.setParent(self)
                box.hide()
        self.period = Box(self)
        self.period.addItems(list(periods))
        self.period.setVisible(len(periods) > 1)
        if len(periods) > 1:
            form.add_field(_tr("P&eriod"), self.period, name="printPeriod")
            self.period.currentIndexChanged.connect(self._note)
        form.add_row(
            (_tr("P&aper"), self.paper, "printPaper"),
            (_tr("&Orientation"), self.orientation, "printOrientation"),
        )
        self.setLayout(form)
        self.first: QWidget = self.edition if whole else self.period if periods else self.paper
        for box, value in (
            (self.edition, options.edition.value),
            (self.order, options.order.value),
            (self.paper, options.paper.value),
            (self.orientation, options.landscape),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
            box.currentIndexChanged.connect(self._note)
        self._say()

    @property
    def options(self) -> PageOptions:
        """What is chosen."""
        return replace(
            self._options,
            edition=Edition(self.edition.currentData()),
            order=Order(self.order.currentData()),
            paper=Paper(self.paper.currentData()),
            landscape=bool(self.orientation.currentData()),
        )

    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        public = self.options.edition is Edition.CUSTOMER
        self.order.setEnabled(not public)
        self._hint.setText(
            _tr(
                "To give away: no names, no money, no lost sales, "
                "and only the words of those who agreed to be quoted. "
                "Read it once: names that are not among your people are not recognised."
            )
            if public
            else _tr("For you: every quote, with who said it and when.")
        )
        self.edition.setAccessibleDescription(self._hint.text())


class DocumentDialog(PagesDialog[Document]):
    """Shows one document live, prints it and saves it."""

    def __init__(
        self,
        live: Live,
        printable: Printable,
        parent: QWidget | None = None,
        options: PageOptions | None = None,
    ) -> None:
        """Show something that can be printed, on the paper chosen last or as given."""
        titles = {
            PrintKind.THEME: _tr("Print the theme"),
            PrintKind.OWED: _tr("Print the call sheet"),
            PrintKind.LOSSES: _tr("Print the lost sales"),
            PrintKind.PERSON: _tr("Print the person’s page"),
            PrintKind.ORGANISATION: _tr("Print the organisation’s page"),
        }
        super().__init__(live, parent, titles[printable.kind])
        self._printable = printable
        self.choices = PageChoices(
            options or read_page_options(),
            whole=printable.has_choices,
            periods=[name for name, _make in printable.periods],
        )
        self._begin(self.choices, self.choices.changed, self.choices.first)

    def _chosen(self) -> tuple[PageOptions, int]:
        return self.choices.options, self.choices.period.currentIndex()

    def _keep_chosen(self) -> None:
        write_page_options(self.choices.options)

    def _question(self) -> Callable[[], Document]:
        options, period = self._chosen()
        periods = self._printable.periods
        make = periods[period][1] if periods else self._printable.make
        return lambda: self._desk.ask(make, options)

    def _lay_out(self, printed: Document) -> Pages:
        return lay_out_document(printed)

    def _write(self, printed: Document, path: Path) -> None:
        write_document(printed, path)


def _box(*lines: tuple[str, Edition | Order | Paper]) -> QComboBox:
    box = Box()
    for text, word in lines:
        box.addItem(text, userData=word.value)
    return box


def open_document_dialog(live: Live, printable: Printable, parent: QWidget) -> DocumentDialog:
    """Open the dialog over a window."""
    dialog = DocumentDialog(live, printable, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
