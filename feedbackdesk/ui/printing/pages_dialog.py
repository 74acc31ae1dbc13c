"""The dialog of everything that is printed: its pages as they will be, and a few choices."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from feedbackdesk.desk.discretion import allow, hold, texts
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.kept_child import KeptChild
from feedbackdesk.report.files import FILE_KINDS
from feedbackdesk.report.outward import refuse_uncertain
from feedbackdesk.report.paper.layouts import laid_out
from feedbackdesk.report.paper.setting import LIMITS, SENTENCES, set_page
from feedbackdesk.report.paper.sheets import Sheets
from feedbackdesk.report.render import write
from feedbackdesk.ui.printing.preview import Preview
from feedbackdesk.ui.printing.printer import prepare, printing
from feedbackdesk.ui.printing.side import Side
from feedbackdesk.ui.printing.slices import Slices
from feedbackdesk.ui.printing.texts_dialog import TextsDialog
from feedbackdesk.ui.widgets.dialogs import ask_file
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.whole_file import refuse_itself, target, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QPagedPaintDevice

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.discretion import Text
    from feedbackdesk.report.document import Document
    from feedbackdesk.ui.live import Live

_WIDTH, _HEIGHT = 1040, 700

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Set:
    """A document whose pages are set."""

    document: Document
    pdf: bytes
    sentences: tuple[str, ...]
    """What the owner is told of it."""


class PagesDialog(QDialog):
    """Shows pages live, prints them and saves them; whoever stands on it says what they are.

    Whoever does calls `_begin` once it knows its choices.
    """

    ready = Signal()
    """The preview shows what is chosen, and what was printed is remembered."""

    def __init__(self, live: Live, parent: QWidget | None, title: str) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(title)
        self._live = live
        self._printed: Document | None = None
        self._sheets: Sheets | None = None
        self._typesetting = KeptChild(LIMITS, SENTENCES)
        self._saved: dict[str, Path] = {}
        self._closed = False
        self._waiting = 0
        self._asked: object = None
        self._texts: TextsDialog | None = None
        # Qt keeps no hold of the printers it paints on.
        self._paper: QPagedPaintDevice | None = None
        self._writing = Slices(self)
        self._writing.refused.connect(self._stopped)
        self.preview = Preview()

    @property
    def _desk(self) -> Desk:
        """The desk that is printed from."""
        if self._live.desk is None:
            raise Refusal(self.tr("The workspace is closed."))
        return self._live.desk

    # What is printed: said by whoever stands on this.

    def _chosen(self) -> object:
        """Return what is chosen, never None: of two that are equal the pages are."""
        raise NotImplementedError

    def _keep_chosen(self) -> None:
        """Remember what is chosen for the next time."""
        raise NotImplementedError

    def _question(self) -> Callable[[], Document]:
        """Return what makes the document that is chosen now, off the window's thread."""
        raise NotImplementedError

    def _remember(self, printed: Document) -> None:
        """Note that it was printed, where that matters."""

    # What is shown.

    @property
    def busy(self) -> bool:
        """Whether an answer is still on its way, or pages are being printed."""
        return self._waiting > 0 or self._writing.running

    @property
    def file_name(self) -> str:
        """What a file is called unless told otherwise, without an ending."""
        return "page" if self._printed is None else self._printed.file_name

    def _begin(self, choices: QWidget, changed: SignalInstance, first: QWidget) -> None:
        """Lay it out around the choices, and show what is chosen."""
        self.side = Side(self.windowTitle(), choices)
        self._writing.moved.connect(self.side.advance)
        self.side.print_.clicked.connect(self.choose_printer)
        self.side.save.clicked.connect(self.choose_file)
        self.side.close_.clicked.connect(self.reject)
        self.side.uncertain.answered.connect(self.take_or_leave)
        self.side.texts.clicked.connect(self.show_texts)
        row = in_row(self, gap=0)
        row.addWidget(self.preview, 1)
        row.addWidget(self.side)
        self.resize(_WIDTH, _HEIGHT)
        first.setFocus()
        changed.connect(self._choose)
        self._show_chosen()

    def _choose(self) -> None:
        self._keep_chosen()
        self._say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Ask for what is chosen, and show it when it comes.

        One is asked for at a time: who types a note does not wait for each letter's.
        """
        self.side.offer(False)
        if self._asked is None:
            self._ask()

    def _ask(self) -> None:
        self._asked, question, typesetting = self._chosen(), self._question(), self._typesetting

        def ask() -> _Set | Refusal:
            try:
                document = question()
                wanted, undrawn = laid_out(document)
                pdf = typesetting.ask(set_page, wanted)
            except Refusal as refusal:
                return refusal
            return _Set(document, pdf, (*document.warnings, *undrawn))

        self._work(ask, self._answered)

    def _answered(self, answer: _Set | Refusal) -> None:
        asked, self._asked = self._asked, None
        if asked != self._chosen():
            self._ask()
        elif isinstance(answer, Refusal):
            self._say_wrong(str(answer))
        else:
            self._show(answer)

    def _show(self, made: _Set) -> None:
        if made.sentences:
            self._say_wrong(" ".join(made.sentences))
        before, self._sheets = self._sheets, Sheets(made.pdf)
        self._printed = made.document
        self.preview.show_sheets(self._sheets)
        self.side.uncertain.show_texts(made.document.uncertain)
        self.side.texts.setVisible(bool(made.document.texts))
        if self._texts is not None:
            self._texts.show_texts(made.document.texts)
        if before is not None and not self._writing.running:
            before.close()
        self.side.offer(not self._writing.running)

    def show_texts(self) -> None:
        """List every text on the copy, to keep any of them out."""
        if self._printed is None:
            return
        self._texts = listed = TextsDialog(self)
        listed.answered.connect(self.take_or_leave)
        listed.finished.connect(self._forget_texts)
        listed.show_texts(self._printed.texts)
        listed.open()

    def _forget_texts(self) -> None:
        self._texts = None
        self.side.texts.setFocus()

    def take_or_leave(self, text: Text, yes: bool) -> None:
        """Keep what the owner said of an uncertain text, and show the pages with it, or without."""
        desk = self._desk
        self.side.uncertain.setEnabled(False)

        def keep() -> object:
            try:
                return desk.do(allow if yes else hold, [text], texts(1))
            except Refusal as refusal:
                return refusal

        def kept(answer: object) -> None:
            self.side.uncertain.setEnabled(True)
            if isinstance(answer, Refusal):
                self._say_wrong(str(answer))
                if self._texts is not None and self._printed is not None:
                    self._texts.show_texts(self._printed.texts)
            else:
                self._show_chosen()

        self._work(keep, kept)

    # What is done.

    def choose_printer(self) -> None:
        """Ask which printer, and print."""
        if not QPrinterInfo.availablePrinterNames():
            self._say_wrong(
                self.tr(
                    "No printer is set up on this computer. Save a PDF instead, "
                    "and print it wherever there is one."
                )
            )
            self.side.save.setFocus()
            return
        if self._printed is None:
            return
        self._paper = paper = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper.setDocName(self._printed.document_title)
        paper.setCreator("FeedbackDesk")
        prepare(paper, self._printed.options)
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
        printed, sheets = self._printed, self._sheets
        if printed is None or sheets is None or printed.uncertain:
            return

        def sent(number: object) -> None:
            self._ended()
            self._remember(printed)
            self._say(self.tr("Sent to the printer: %n page(s).", "", int(str(number))))

        self.side.begin()
        self._paper = printer
        self._writing.run(printing(printer, sheets), sent)

    def choose_file(self) -> None:
        """Ask for a name, and save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self.file_name
        # What was saved under this name is offered again; of another edition the folder alone.
        place = self._saved.get(name) or Path(folder) / f"{name}.pdf"
        if name not in self._saved and self._saved:
            place = next(reversed(self._saved.values())).with_name(f"{name}.pdf")
        kinds = ";;".join(f"{name} (*.{ending})" for ending, name in FILE_KINDS.items())
        if path := ask_file(self, self.tr("Save as"), place, kinds):
            self.save(path)

    def save(self, path: Path) -> None:
        """Save what the preview shows, and say so. A name without an ending gets one."""
        printed, sheets = self._printed, self._sheets
        if printed is None or sheets is None or self._asked is not None:
            return
        if not path.suffix and not path.is_dir():
            path = path.with_name(f"{path.name}.pdf")
        pdf, workspace = sheets.pdf, self._desk.path

        def put() -> None:
            refuse_itself(path, workspace)
            refuse_uncertain(printed.uncertain)
            if path.suffix.casefold() == ".pdf":
                write_whole(target(path), pdf, printed.options.counts_as)
            else:
                write(printed, path)

        def saved(_none: object) -> None:
            self._saved.pop(printed.file_name, None)
            self._saved[printed.file_name] = path
            self._remember(printed)
            self.side.outcome.say(self.tr("Saved {0}").format(path.name), path=path)

        self._work(put, saved)

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
        self._writing.stop()
        self._stopped(self.tr("Stopped. What was sent already may still be printed."))

    def _say_wrong(self, sentence: str) -> None:
        self._say(sentence, wrong=True)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.side.outcome.say(sentence, wrong=wrong)

    # Work off the window's thread.

    def _work(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        """Do something off the window's thread, one after the other; `then` gets its answer."""
        self._waiting += 1

        def run() -> Callable[[], None]:
            try:
                return partial(then, work())
            except Refusal as refusal:
                return partial(self._say_wrong, str(refusal))
            except Exception as defect:
                log.exception("printing")
                return partial(self._fail, defect)

        def deliver(answer: Callable[[], None]) -> None:
            self._waiting -= 1
            if not self._closed:
                answer()
                self._tell_ready()

        self._live.make_pages(run, deliver)

    def _tell_ready(self) -> None:
        if not self.busy:
            self.ready.emit()

    def _fail(self, defect: Exception) -> None:
        """Let a defect of ours go where all of them go: to the calm window."""
        raise defect

    def done(self, result: int) -> None:
        """Close; what is being written to a file is written all the same."""
        self._writing.stop()
        self._typesetting.close()
        self._closed = True
        self._sheets = None
        self.preview.pages.close_sheets()
        super().done(result)
