"""A roadmap of 500 items with quotes as PDF, against the same words drawn without any setting."""

from __future__ import annotations

import itertools
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QPointF
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from feedbackdesk.desk.desk import Desk
from feedbackdesk.report.model import Report, ReportOptions, roadmap_report
from feedbackdesk.report.pdf import pdf_bytes
from feedbackdesk.report.pdf.ink import BODY, font_of
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.printing.dialogs import PrintDialog
from tests.bench.measure import Line, by_turns, line, time_of

_LINES_A_PAGE = 60
_OPTIONS = ReportOptions(quotes=3)


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure what is asked of the workspace, the file, and the first page in the dialog."""
    application = QApplication.instance() or QApplication([])
    desk = Desk.open(workspace, create=False)
    report = desk.ask(roadmap_report, _OPTIONS)
    words = [quote.words for entry in report.entries for quote in entry.quotes]
    words += [entry.title for entry in report.entries]

    def bare() -> None:
        _draw(words)

    def ours() -> object:
        return pdf_bytes(desk.ask(roadmap_report, _OPTIONS))

    lines = [
        by_turns(
            "what a print of 500 items says", size, lambda: desk.ask(roadmap_report, _OPTIONS),
            bare, rounds=10, goal="",
        ),
        by_turns("PDF of 500 items with quotes", size, ours, bare, rounds=10, goal="under 2 s"),
        _first_page(application, desk, size, report),
    ]  # fmt: skip
    desk.close()
    return lines


def _draw(words: list[str]) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.setFont(font_of(BODY))
    for number, text in enumerate(words):
        if number and number % _LINES_A_PAGE == 0:
            writer.newPage()
        painter.drawText(QPointF(60, 150 * (number % _LINES_A_PAGE + 1)), text)
    painter.end()


def _first_page(application: QCoreApplication, desk: Desk, size: int, report: Report) -> Line:
    """Measure from opening the dialog until its first page can be seen."""

    live = Live(desk.path)
    live.open()

    def show() -> None:
        dialog = PrintDialog(live, options=_OPTIONS)
        dialog.show()
        while not dialog.preview.place.text():
            application.processEvents()
        application.processEvents()
        shown.append(dialog)

    shown: list[PrintDialog] = []
    times = []
    for _round in itertools.repeat(None, 6):
        times.append(time_of(show))
        while shown[-1].busy:
            application.processEvents()
        shown.pop().close()
    live.close()
    words = [quote.words for entry in report.entries[:4] for quote in entry.quotes]
    raw = [time_of(lambda: _draw(words)) for _round in times]
    return line("the preview's first page", size, times[1:], raw, "under 200 ms")
