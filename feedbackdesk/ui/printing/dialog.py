"""The print dialog: the page as it will be, and the few choices that change it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QWidget

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.files import target, write_whole
from feedbackdesk.report.logo import ENDINGS, read_logo
from feedbackdesk.report.model import (
    LastPrint,
    Report,
    ReportOptions,
    last_print,
    roadmap_report,
)
from feedbackdesk.report.options import CLOSING_LENGTH
from feedbackdesk.report.pdf import lay_out, pdf_steps, prepare, printing
from feedbackdesk.report.render import FILE_KINDS, write_report
from feedbackdesk.ui.printing.choices import Choices
from feedbackdesk.ui.printing.memory import read_choices, write_choices
from feedbackdesk.ui.printing.preview import Preview
from feedbackdesk.ui.printing.side import Side
from feedbackdesk.ui.printing.slices import Slices
from feedbackdesk.ui.widgets.files import ask_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPagedPaintDevice

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.report.pdf import Layout

_WIDTH, _HEIGHT = 1040, 700

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
        self._layout: Layout | None = None
        # What was printed before this dialog: a second copy shows the same movements.
        self._since: LastPrint | None = None
        self._saved: Path | None = None
        self._note = ""
        self._closed = False
        self._waiting = 0
        self._asked: ReportOptions | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="feedbackdesk-print")
        self._came.connect(lambda deliver: deliver())
        # Qt keeps no hold of the printers it paints on.
        self._paper: QPagedPaintDevice | None = None
        self._setting = Slices(self)
        self._setting.moved.connect(self._show_pages)
        self._setting.refused.connect(self._say_wrong)
        self._writing = Slices(self)
        self._writing.refused.connect(self._stopped)
        self.preview = Preview()
        self.choices = Choices(options or read_choices())
        self.side = Side(self.choices)
        self._writing.moved.connect(self.side.advance)
        self.side.print_.clicked.connect(self.choose_printer)
        self.side.save.clicked.connect(self.choose_file)
        self.side.close_.clicked.connect(self.reject)
        self.side.folder.clicked.connect(self._open_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(self.side)
        self.resize(_WIDTH, _HEIGHT)
        self.choices.edition.setFocus()
        self.choices.changed.connect(self._choose)
        self.choices.logo_wanted.connect(self.ask_logo)
        self._work(lambda: desk.ask(last_print), self._start_from)
        self._work(lambda: desk.ask(settings), self._keep)
        self._show_chosen()

    @property
    def busy(self) -> bool:
        """Whether an answer is still on its way, or pages are being set or written."""
        return self._waiting > 0 or self._setting.running or self._writing.running

    # What is shown.

    def _choose(self) -> None:
        write_choices(self.choices.options)
        self._say("")
        self._show_chosen()

    def _start_from(self, since: LastPrint) -> None:
        self._since = since

    def _keep(self, known: dict[str, str]) -> None:
        self._note = known["closing_note"]
        self.choices.keep(self._note, known["logo"])

    def _show_chosen(self) -> None:
        """Ask for the report that is chosen, and show it when it comes.

        One is asked for at a time: who types a note does not wait for each letter's.
        """
        self._setting.stop()
        self.side.offer(False)
        if self._asked is None:
            self._ask()

    def _ask(self) -> None:
        options = self._asked = self.choices.options

        def ask() -> Report | Refusal:
            try:
                return self._desk.ask(roadmap_report, options, since=self._since)
            except Refusal as refusal:
                return refusal

        self._work(ask, self._answered)

    def _answered(self, answer: Report | Refusal) -> None:
        asked, self._asked = self._asked, None
        if asked != self.choices.options:
            self._ask()
        elif isinstance(answer, Refusal):
            self._say_wrong(str(answer))
        else:
            self._set_pages(answer)

    def _set_pages(self, report: Report) -> None:
        """Set a report, the first page at once and the others while it is looked at."""
        if report.warnings:
            self._say(" ".join(report.warnings), wrong=True)
        try:
            layout = lay_out(report)
        except Refusal as refusal:
            self._say_wrong(str(refusal))
            return
        self._report, self._layout = report, layout

        def ready(_none: object) -> None:
            self._show_pages()
            self.side.offer(not self._writing.running)
            self._tell_ready()

        self._setting.run(layout.steps(), ready)

    def _show_pages(self, _step: object = None) -> None:
        if self._layout is not None:
            self.preview.show_layout(self._layout)

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
        """Keep the closing note with the workspace, once it is printed or the dialog closes."""
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
            self.side.save.setFocus()
            return
        if self._report is None:
            return
        self._paper = paper = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper.setDocName(self._report.document_title)
        paper.setCreator("FeedbackDesk")
        prepare(paper, self._report.options)
        dialog = QPrintDialog(paper, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self._print_chosen)
        QDialog.open(dialog)

    def _print_chosen(self) -> None:
        if self._paper is not None:
            self.print_on(self._paper)

    def print_on(self, printer: QPagedPaintDevice) -> None:
        """Print what the preview shows, a page after the other; it can be stopped."""
        report, layout = self._report, self._layout
        if report is None or layout is None:
            return

        def printed(pages: object) -> None:
            self._ended()
            self._remember(report)
            self._say(self.tr("Sent to the printer: %n page(s).", "", int(str(pages))))

        self.side.begin()
        self._paper = printer
        self._writing.run(printing(report, printer, layout), printed)

    def choose_file(self) -> None:
        """Ask for a name, and save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = self._saved or Path(folder) / "roadmap.pdf"
        kinds = ";;".join(f"{name} (*.{ending})" for ending, name in FILE_KINDS.items())
        if path := ask_file(self, self.tr("Save as"), place, kinds):
            self.save(path)

    def save(self, path: Path) -> None:
        """Save what the preview shows, and say so. A name without an ending gets one."""
        report, layout = self._report, self._layout
        if report is None or layout is None or not layout.finished:
            return
        if not path.suffix and not path.is_dir():
            path = path.with_name(f"{path.name}.pdf")
        if path.suffix.casefold() != ".pdf":
            self._write(report, path, lambda: write_report(report, path))
            return
        try:
            place = target(path)
        except Refusal as refusal:
            self._say_wrong(str(refusal))
            return

        def painted(content: object) -> None:
            self._ended()
            if isinstance(content, bytes):
                self._write(report, path, lambda: write_whole(place, content))

        self._paper = None
        self.side.begin()
        self._writing.run(pdf_steps(report, layout), painted)

    def _write(self, report: Report, path: Path, write: Callable[[], object]) -> None:
        def saved(_none: object) -> None:
            self._saved = path
            self._remember(report)
            self._say(self.tr("Saved {0}").format(path.name))
            self.side.folder.show()

        self._work(write, saved)

    def _ended(self) -> None:
        self.side.end()
        self._tell_ready()

    def _stopped(self, sentence: str) -> None:
        self._ended()
        self._say_wrong(sentence)

    def reject(self) -> None:
        """Stop what is being written; with nothing to stop, close."""
        if not self._writing.running:
            super().reject()
            return
        if isinstance(self._paper, QPrinter):
            self._paper.abort()
            sentence = self.tr("Stopped. What was sent already may still be printed.")
        else:
            sentence = self.tr("Stopped. Nothing was saved.")
        self._writing.stop()
        self._stopped(sentence)

    def _remember(self, report: Report) -> None:
        self._keep_note()
        if self._desk.read_only:
            return
        options, ranking = report.options, dict(report.ranking)

        def remember() -> None:
            self._desk.remember_print(options.edition.value, options.lens.value, ranking)

        self._work(remember, lambda _none: None)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _say_wrong(self, sentence: str) -> None:
        self._say(sentence, wrong=True)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.side.say(sentence, wrong=wrong)

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
        if not self._closed:
            deliver()
        self._tell_ready()

    def _tell_ready(self) -> None:
        if not self.busy:
            self.ready.emit()

    def _fail(self, defect: Exception) -> None:
        """Let a defect of ours go where all of them go: to the calm window."""
        raise defect

    def done(self, result: int) -> None:
        """Close, once nothing is on its way any more."""
        self._setting.stop()
        self._writing.stop()
        self._keep_note()
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=False)
        super().done(result)
