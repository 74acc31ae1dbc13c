"""The print dialog: the page as it will be, and the few choices that change it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
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

    from feedbackdesk.desk.desk import Desk

_WIDTH, _HEIGHT, _SIDE = 1000, 690, 280

T = TypeVar("T")

log = logging.getLogger(__name__)


class PrintDialog(QDialog):
    """Shows the page live, prints it and saves it; what was chosen is remembered."""

    ready = Signal()
    """The preview shows what is chosen, and the last print is remembered."""

    _came = Signal(object)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, options: ReportOptions | None = None
    ) -> None:
        """Show the roadmap of a desk, as it was printed last or as given."""
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(self.tr("Print the roadmap"))
        self._desk = desk
        self._report: Report | None = None
        # What was printed before this dialog: a second copy shows the same movements.
        self._since: LastPrint | None = None
        self._saved: Path | None = None
        self._waiting = 0
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-print")
        self._came.connect(lambda deliver: deliver())
        # Qt keeps no hold of the printers it paints on.
        self._paper: QPrinter | None = None
        self.preview = Preview(self._paint_preview)
        self.choices = Choices(options or read_choices())
        self._build()
        self.choices.changed.connect(self._choose)
        self._work(lambda: desk.ask(last_print), self._start_from)
        self._show_chosen()

    @property
    def busy(self) -> bool:
        """Whether an answer is still on its way."""
        return self._waiting > 0

    # What is shown.

    def _build(self) -> None:
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        title = QLabel(self.tr("Print the roadmap"))
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(self.choices)
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
        self.choices.edition.setFocus()

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
        write_choices(self.choices.options)
        self._say("")
        self._show_chosen()

    def _start_from(self, since: LastPrint) -> None:
        self._since = since

    def _show_chosen(self) -> None:
        """Ask for the report that is chosen, and show it when it comes."""
        options = self.choices.options
        self.print_button.setEnabled(False)
        self.pdf_button.setEnabled(False)

        def ask() -> Report:
            return self._desk.ask(roadmap_report, options, since=self._since)

        def show(report: Report) -> None:
            if options == self.choices.options:  # else a newer one is on its way
                self._report = report
                self.print_button.setEnabled(True)
                self.pdf_button.setEnabled(True)
                self.preview.show_pages(options)

        self._work(ask, show)

    def _paint_preview(self, printer: QPrinter) -> None:
        if self._report is None:
            return
        prepare(printer, self._report.options)
        try:
            paint(self._report, printer)
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
        prepare(self._paper, self._report.options)
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
            pages = self._waited(lambda report: paint(report, printer))
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)
            return
        self._remember()
        self._say(self.tr("Sent to the printer: %n page(s).", "", pages))

    def choose_file(self) -> None:
        """Ask for a name, and save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = self._saved or Path(folder) / "roadmap.pdf"
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
            self._waited(lambda report: write_report(report, path))
        except Refusal as refusal:
            self._say(str(refusal), wrong=True)
            return False
        self._saved = path
        self._remember()
        self._say(self.tr("Saved {0}").format(path.name))
        self.folder_button.show()
        return True

    def _waited(self, work: Callable[[Report], T]) -> T:
        """Do what the owner waits for with the pointer that says so."""
        assert self._report is not None  # noqa: S101  (the callers have looked)
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return work(self._report)
        finally:
            QApplication.restoreOverrideCursor()

    def _remember(self) -> None:
        report = self._report
        if report is None or self._desk.read_only:
            return
        options = report.options
        ranking = report.ranking

        def remember() -> None:
            self._desk.remember_print(options.edition.value, options.lens.value, ranking)

        self._work(remember, lambda _none: None)

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
