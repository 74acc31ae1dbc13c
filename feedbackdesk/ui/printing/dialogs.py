"""What is printed: the roadmap, and what is no roadmap – a theme, the call sheet, a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.words import Edition
from feedbackdesk.report.logo import ENDINGS, read_logo
from feedbackdesk.report.options import CLOSING_LENGTH, Order, PageOptions, RoadmapOptions
from feedbackdesk.report.printables import PrintKind
from feedbackdesk.report.roadmap_page import roadmap_document
from feedbackdesk.ui.forms.fields import OneOf
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.memory import own_settings
from feedbackdesk.ui.printing.choices import Choices, read_choices, sheet, write_choices
from feedbackdesk.ui.printing.pages_dialog import PagesDialog
from feedbackdesk.ui.widgets.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.printables import Printable
    from feedbackdesk.ui.forms.form import FormRow
    from feedbackdesk.ui.live import Live


class PrintDialog(PagesDialog):
    """The roadmap; what was chosen is remembered, and so is the ranking that was printed."""

    def __init__(
        self, live: Live, parent: QWidget | None = None, options: RoadmapOptions | None = None
    ) -> None:
        """Show the roadmap of a desk, as it was printed last or as given."""
        super().__init__(
            live, parent, QCoreApplication.translate("PrintDialog", "Print the roadmap")
        )
        self._note = ""
        self.choices = Choices(options or read_choices())
        self.choices.logo_wanted.connect(self.ask_logo)
        self._work(lambda: self._desk.ask(settings), self._keep)
        self._begin(self.choices, self.choices.changed, self.choices.edition.widget)

    def _keep(self, known: dict[str, str]) -> None:
        self._note = known["closing_note"]
        self.choices.keep(self._note, known["logo"])

    # What is printed.

    def _chosen(self) -> RoadmapOptions:
        return self.choices.options

    def _keep_chosen(self) -> None:
        write_choices(self.choices.options)

    def _question(self) -> Callable[[], Document]:
        options = self.choices.options
        return lambda: self._desk.ask(roadmap_document, options)

    def _remember(self, printed: Document) -> None:
        self._keep_note()
        lens = printed.lens
        if self._desk.read_only or lens is None:
            return
        counts_as, ranking = printed.options.counts_as, printed.ranking

        def remember() -> None:
            self._desk.remember_print(counts_as.value, lens.value, ranking)

        self._work(remember, lambda _none: None)

    # What is chosen for good.

    def ask_logo(self) -> None:
        """Ask for a picture, and keep it as the logo of the workspace."""
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Choose a logo"), "", f"{self.tr('Pictures')} ({kinds})"
        )
        if name:
            self.keep_logo(Path(name))

    def keep_logo(self, path: Path) -> None:
        """Keep a picture as the logo, if it can be printed."""

        unchanged = self.tr("Nothing was changed; choose another picture.")

        def keep() -> dict[str, str]:
            read_logo(str(path), otherwise=unchanged)
            self._desk.do(change_settings, {"logo": str(path)})
            return self._desk.ask(settings)

        def kept(known: dict[str, str]) -> None:
            self._keep(known)
            self.choices.logo.setChecked(True)
            self._say("")
            self._show_chosen()

        self._work(keep, kept)

    def _keep_note(self) -> None:
        """Keep the closing note with the workspace, once it is printed or saved."""
        note = self.choices.options.closing
        if note is None or note == self._note or self._desk.read_only:
            return
        if len(note) > CLOSING_LENGTH:
            return
        desk, self._note = self._desk, note
        self._work(
            lambda: desk.do(change_settings, {"closing_note": note}),
            lambda _done: self.choices.keep(note, self.choices.logo.toolTip()),
        )


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
        copies = [
            (Edition.WORKING, _tr("Working copy")), (Edition.CUSTOMER, _tr("Customer copy"))
        ]  # fmt: skip
        self.edition = OneOf("printEdition", _tr("&Edition"), copies, options.edition)
        orders = [(Order.DATE, _tr("By date")), (Order.ACCOUNT, _tr("By account"))]
        self.order = OneOf("printOrder", _tr("Or&der of quotes"), orders, options.order)
        self.period = OneOf("printPeriod", _tr("P&eriod"), [*enumerate(periods)] or [(0, "")])
        paper, way = self.paper, self.orientation = sheet(options)
        self._hint = label_of("", "small", "printHint", wraps=True)
        rows: list[FormRow] = [(paper, way)]
        if len(periods) > 1:
            rows.insert(0, self.period)
        if whole:
            rows[:0] = [self.edition, self._hint, self.order]
        first = self.edition if whole else self.period if len(periods) > 1 else paper
        self.first: QWidget = first.widget
        form = Form(rows)
        self.setLayout(form)
        form.changed.connect(self._note)
        for one in (self.edition.widget, self.order.widget, self.period.widget, self._hint):
            if one.parentWidget() is None:
                one.setParent(self)
                one.hide()
        self._say()

    @property
    def options(self) -> PageOptions:
        """What is chosen."""
        return replace(
            self._options,
            edition=self.edition.value(),
            order=self.order.value(),
            paper=self.paper.value(),
            landscape=self.orientation.value(),
        )

    def _note(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        public = self.options.edition is Edition.CUSTOMER
        self.order.widget.setEnabled(not public)
        self._hint.setText(
            _tr(
                "To give away: no names, no money, no lost sales, "
                "and only the words of those who agreed to be quoted. "
                "Read it once: a name that nobody recorded is not always recognised."
            )
            if public
            else _tr("For you: every quote, with who said it and when.")
        )
        self.edition.widget.setAccessibleDescription(self._hint.text())


class DocumentDialog(PagesDialog):
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
        return self.choices.options, self.choices.period.value()

    def _keep_chosen(self) -> None:
        write_page_options(self.choices.options)

    def _question(self) -> Callable[[], Document]:
        options, period = self._chosen()
        periods = self._printable.periods
        make = periods[period][1] if periods else self._printable.make
        return lambda: self._desk.ask(make, options)


def open_document_dialog(live: Live, printable: Printable, parent: QWidget) -> DocumentDialog:
    """Open the dialog over a window."""
    dialog = DocumentDialog(live, printable, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
