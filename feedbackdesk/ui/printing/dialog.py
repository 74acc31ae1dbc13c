"""The print dialog: the page as it will be, and the few choices that change it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.model import (
    LastPrint,
    Report,
    ReportOptions,
    last_print,
    roadmap_report,
)
from feedbackdesk.report.pdf import paint, prepare
from feedbackdesk.report.render import FILE_KINDS, write_report
from feedbackdesk.ui import icons
from feedbackdesk.ui.printing.choices import Choices, read_choices, write_choices
from feedbackdesk.ui.printing.preview import Preview
from feedbackdesk.ui.theme import Role
from feedbackdesk.ui.widgets.files import ask_file
from feedbackdesk.ui.widgets.form import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from feedbackdesk.desk.desk import Desk

_WIDTH, _HEIGHT, _SIDE = 1000, 690, 280

T = TypeVar("T")

log = logging.getLogger(__name__)


class Printed(Protocol):
    """What can be printed: a report, or a document."""

    @property
    def document_title(self) -> str:
        """What the printer's queue calls it."""
        ...


R = TypeVar("R", bound=Printed)


class PagesDialog(QDialog, Generic[R]):
    """Shows pages live, prints them and saves them; whoever stands on it says what they are.

    Whoever does calls `_begin` once it knows its choices.
    """

    ready = Signal()
    """The preview shows what is chosen, and the last print is remembered."""

    _came = Signal(object)

    file_name = "page"
    """What a file is called unless told otherwise, without an ending."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(title)
        self._desk = desk
        self._report: R | None = None
        self._saved: Path | None = None
        self._waiting = 0
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-print")
        self._came.connect(lambda deliver: deliver())
        # Qt keeps no hold of the printers it paints on.
        self._paper: QPrinter | None = None
        self.preview = Preview(self._paint_preview)

    # What is printed: said by whoever stands on this.

    def _chosen(self) -> object:
        """Return what is chosen: of two that are equal the pages are."""
        raise NotImplementedError

    def _keep_chosen(self) -> None:
        """Remember what is chosen for the next time."""
        raise NotImplementedError

    def _question(self) -> Callable[[], R]:
        """Return what makes the pages that are chosen now, off the window's thread."""
        raise NotImplementedError

    def _prepare(self, printed: R, printer: QPrinter) -> None:
        """Give a printer the paper that is chosen."""
        raise NotImplementedError

    def _paint(self, printed: R, printer: QPrinter) -> int:
        """Paint, and return how many pages it were."""
        raise NotImplementedError

    def _preview(self, printed: R, printer: QPrinter) -> None:
        """Paint what is seen before it is printed: all of it, unless told otherwise."""
        self._paint(printed, printer)

    def _write(self, printed: R, path: Path) -> None:
        """Write a file; raises Refusal."""
        raise NotImplementedError

    def _remember(self) -> None:
        """Note that it was printed, where that matters."""

    @property
    def busy(self) -> bool:
        """Whether an answer is still on its way."""
        return self._waiting > 0

    # What is shown.

    def _begin(self, choices: QWidget, changed: SignalInstance, first: QWidget) -> None:
        """Lay it out around the choices, and show what is chosen."""
        self._build(choices, first)
        changed.connect(self._choose)
        self._show_chosen()

    def _build(self, choices: QWidget, first: QWidget) -> None:
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        title = QLabel(self.windowTitle())
        title.setProperty("role", "title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(choices)
        column.addStretch(1)
        self.problem = Problem()
        self.problem.setObjectName("printProblem")
        column.addWidget(self.problem)
        self.outcome = QLabel()
        self.outcome.setObjectName("printResult")
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.hide()
        column.addWidget(self.outcome)
        self.folder_button = self._button(self.tr("Open the &folder"), "file-open", "link")
        self.folder_button.clicked.connect(self._open_folder)
        self.folder_button.hide()
        column.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.print_button = self._button(self.tr("&Print…"), "print", "primary")
        self.print_button.setDefault(True)
        self.print_button.clicked.connect(self.choose_printer)
        self.pdf_button = self._button(self.tr("&Save as…"), "export", "")
        self.pdf_button.clicked.connect(self.choose_file)
        close = self._button(self.tr("&Close"), "", "quiet")
        close.clicked.connect(self.reject)
        for button in (self.print_button, self.pdf_button, close):
            column.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(side)
        self.resize(_WIDTH, _HEIGHT)
        first.setFocus()

    def _button(self, text: str, icon: str, variant: str) -> QPushButton:
        button = QPushButton(text, self)
        if icon:
            role = Role.ON_ACCENT if variant == "primary" else Role.TEXT_MUTED
            button.setIcon(icons.icon(icon, role))
        if variant:
            button.setProperty("variant", variant)
        button.setAutoDefault(False)
        return button

    def _choose(self) -> None:
        self._keep_chosen()
        self._say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Ask for the report that is chosen, and show it when it comes."""
        chosen = self._chosen()
        self.print_button.setEnabled(False)
        self.pdf_button.setEnabled(False)

        def show(report: R) -> None:
            if chosen == self._chosen():  # else a newer one is on its way
                self._report = report
                self.print_button.setEnabled(True)
                self.pdf_button.setEnabled(True)
                self.preview.show_pages(lambda printer: self._prepare(report, printer))

        self._work(self._question(), show)

    def _paint_preview(self, printer: QPrinter) -> None:
        if self._report is None:
            return
        self._prepare(self._report, printer)
        try:
            self._preview(self._report, printer)
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)

    # What is done.

    def choose_printer(self) -> None:
        """Ask which printer, and print."""
        if not QPrinterInfo.availablePrinterNames():
            self._say(
                self.tr(
                    "No printer is set up on this computer. Save a PDF instead, "
                    "and print it wherever there is one."
                ),
                wrong=True,
            )
            self.pdf_button.setFocus()
            return
        if self._report is None:
            return
        self._paper = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._paper.setDocName(self._report.document_title)
        self._paper.setCreator("FeedbackDesk")
        self._prepare(self._report, self._paper)
        dialog = QPrintDialog(self._paper, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self._print_chosen)
        QDialog.open(dialog)

    def _print_chosen(self) -> None:
        if self._paper is not None:
            self.print_on(self._paper)

    def print_on(self, printer: QPrinter) -> None:
        """Print what the preview shows."""
        if self._report is None:
            return
        try:
            pages = self._waited(lambda report: self._paint(report, printer))
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)
            return
        self._remember()
        self._say(self.tr("Sent to the printer: %n page(s).", "", pages))

    def choose_file(self) -> None:
        """Ask for a name, and save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = self._saved or Path(folder) / f"{self.file_name}.pdf"
        kinds = ";;".join(f"{name} (*.{ending})" for ending, name in FILE_KINDS.items())
        if path := ask_file(self, self.tr("Save as"), place, kinds):
            self.save(path)

    def save(self, path: Path) -> bool:
        """Save what the preview shows; return whether it was. A name without an ending gets one."""
        if self._report is None:
            return False
        if not path.suffix and not path.is_dir():
            path = path.with_name(f"{path.name}.pdf")
        try:
            self._waited(lambda report: self._write(report, path))
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)
            return False
        self._saved = path
        self._remember()
        self._say(self.tr("Saved {0}").format(path.name))
        self.folder_button.show()
        return True

    def _waited(self, work: Callable[[R], T]) -> T:
        """Do what the owner waits for with the pointer that says so."""
        assert self._report is not None  # noqa: S101  (the callers have looked)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return work(self._report)
        finally:
            QApplication.restoreOverrideCursor()

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say how it went, or what is wrong; nothing where there is nothing to say."""
        self.problem.say(sentence if wrong else "")
        self.outcome.setText("" if wrong else sentence)
        self.outcome.setVisible(bool(sentence) and not wrong)
        self.folder_button.hide()

    # Work off the window's thread.

    def _work(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        """Do something in the worker, one after the other; `then` gets what it returns."""
        self._waiting += 1

        def run() -> None:
            try:
                answer = work()
            except Refusal as refusal:
                sentence = str(refusal)
                self._came.emit(lambda: self._done(lambda: self._say(sentence, wrong=True)))
            except Exception as defect:
                log.exception("printing")
                raised = defect
                self._came.emit(lambda: self._done(lambda: self._fail(raised)))
            else:
                self._came.emit(lambda: self._done(lambda: then(answer)))

        self._worker.submit(run)

    def _done(self, deliver: Callable[[], None]) -> None:
        self._waiting -= 1
        deliver()
        if not self._waiting:
            self.ready.emit()

    def _fail(self, defect: Exception) -> None:
        """Let a defect of ours go where all of them go: to the calm window."""
        raise defect

    def done(self, result: int) -> None:
        """Close, once nothing is on its way any more."""
        self._worker.shutdown(wait=True, cancel_futures=False)
        super().done(result)


class PrintDialog(PagesDialog[Report]):
    """The roadmap; what was chosen is remembered, and so is the ranking that was printed."""

    file_name = "roadmap"

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, options: ReportOptions | None = None
    ) -> None:
        """Show the roadmap of a desk, as it was printed last or as given."""
        super().__init__(
            desk, parent, QCoreApplication.translate("PrintDialog", "Print the roadmap")
        )
        # What was printed before this dialog: a second copy shows the same movements.
        self._since: LastPrint | None = None
        self.choices = Choices(options or read_choices())
        self._work(lambda: desk.ask(last_print), self._start_from)
        self._begin(self.choices, self.choices.changed, self.choices.edition)

    def _start_from(self, since: LastPrint) -> None:
        self._since = since

    def _chosen(self) -> ReportOptions:
        return self.choices.options

    def _keep_chosen(self) -> None:
        write_choices(self.choices.options)

    def _question(self) -> Callable[[], Report]:
        options = self.choices.options
        return lambda: self._desk.ask(roadmap_report, options, since=self._since)

    def _prepare(self, printed: Report, printer: QPrinter) -> None:
        prepare(printer, printed.options)

    def _paint(self, printed: Report, printer: QPrinter) -> int:
        return paint(printed, printer)

    def _write(self, printed: Report, path: Path) -> None:
        write_report(printed, path)

    def _remember(self) -> None:
        report = self._report
        if report is None or self._desk.read_only:
            return
        options = report.options
        ranking = report.ranking

        def remember() -> None:
            self._desk.remember_print(options.edition.value, options.lens.value, ranking)

        self._work(remember, lambda _none: None)
