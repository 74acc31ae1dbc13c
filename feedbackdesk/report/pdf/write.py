"""Pages as a PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from feedbackdesk.report.pdf.device import lay_out, prepare, printing
from feedbackdesk.report.pdf.ink import ensure_application
from feedbackdesk.report.searchable import with_letters
from feedbackdesk.whole_file import target, write_whole

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from feedbackdesk.report.model import Report
    from feedbackdesk.report.pdf.sheet import Pages, Printed

_RESOLUTION = 1200


def pdf_steps(printed: Printed, pages: Pages) -> Generator[tuple[int, int], None, bytes]:
    """Paint pages as a PDF file, one each step; return what `finished_pdf` makes whole.

    Each step tells how many pages are done, and of how many; 0 where that is not known yet.
    """
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(printed.document_title)
    writer.setCreator("FeedbackDesk")
    writer.setAuthor(printed.business)
    prepare(writer, printed.options)
    yield from printing(writer, pages)
    del writer
    return bytes(buffer.data().data())


def finished_pdf(painted: bytes) -> bytes:
    """Return the content of a PDF file, on any thread, from what `pdf_steps` returned."""
    content = with_letters(painted)
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise AssertionError("Qt wrote a PDF that does not end")
    return content


def pdf_of(printed: Printed, pages: Pages) -> tuple[bytes, int]:
    """Return pages as a PDF file's content, and how many they are."""
    pages.whole()
    steps, done = pdf_steps(printed, pages), 0
    while True:
        try:
            done, _of = next(steps)
        except StopIteration as stopped:
            return finished_pdf(stopped.value), done


def pdf_bytes(report: Report) -> tuple[bytes, int]:
    """Return a report as a PDF file's content, and its number of pages."""
    return pdf_of(report, lay_out(report))


def write_pdf(report: Report, path: Path) -> int:
    """Write a report to a file, whole or not at all; return its number of pages.

    Raises Refusal with a sentence where the place cannot be written to.
    """
    path = target(path)
    content, pages = pdf_bytes(report)
    write_whole(path, content, report.options.edition)
    return pages
