"""The report as a PDF file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from feedbackdesk.report.files import target, write_whole
from feedbackdesk.report.pdf.device import pages_painted, paint, prepare
from feedbackdesk.report.pdf.ink import ensure_application
from feedbackdesk.report.searchable import with_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from feedbackdesk.report.model import Report
    from feedbackdesk.report.pdf.page import Layout

_RESOLUTION = 1200


def pdf_bytes(report: Report) -> tuple[bytes, int]:
    """Return a report as a PDF file's content, and its number of pages."""

    def fill(writer: QPdfWriter) -> int:
        prepare(writer, report.options)
        return paint(report, writer)

    return made_of(report.document_title, report.business, fill)


def made_of(title: str, author: str, fill: Callable[[QPdfWriter], int]) -> tuple[bytes, int]:
    """Return the content of a PDF file that `fill` paints, and its number of pages."""
    ensure_application()
    buffer, writer = _begun(title, author)
    pages = fill(writer)
    del writer
    return _ended(buffer), pages


def pdf_steps(report: Report, layout: Layout) -> Generator[tuple[int, int], None, bytes]:
    """Paint what is laid out as a PDF file, a page each step; return its content at the end.

    Each step tells how many pages are done, and of how many.
    """
    buffer, writer = _begun(report.document_title, report.business)
    prepare(writer, report.options)
    yield from pages_painted(writer, layout)
    del writer
    return _ended(buffer)


def _begun(title: str, author: str) -> tuple[QBuffer, QPdfWriter]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("FeedbackDesk")
    writer.setAuthor(author)
    return buffer, writer


def _ended(buffer: QBuffer) -> bytes:
    content = with_letters(bytes(buffer.data().data()))
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise AssertionError("Qt wrote a PDF that does not end")
    return content


def write_pdf(report: Report, path: Path) -> int:
    """Write a report to a file, whole or not at all; return its number of pages.

    Raises Refusal with a sentence where the place cannot be written to.
    """
    path = target(path)
    content, pages = pdf_bytes(report)
    write_whole(path, content)
    return pages
