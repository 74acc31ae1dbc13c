"""A report or a document as a file: what it becomes, the ending of its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.report.files import ending_of
from feedbackdesk.whole_file import target, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.rows import Report


def write_report(report: Report, path: Path) -> int | None:
    """Write a report in the way the name's ending says; return its pages, if it has pages.

    Raises Refusal with a sentence where there is no such way, or the place cannot be
    written to; then no file was made, and the one that was there is unchanged.
    """
    ending = ending_of(path)
    if ending == "pdf":
        from feedbackdesk.report.pdf import write_pdf

        return write_pdf(report, path)
    path = target(path)
    write_whole(path, _report_as(report, ending), report.options.edition)
    return None


def _report_as(report: Report, ending: str) -> bytes:
    """Return a report as the content of a file without pages: html, md, csv or xlsx."""
    match ending:
        case "html":
            from feedbackdesk.report.html import html_bytes

            return html_bytes(report)
        case "md":
            from feedbackdesk.report.markdown import markdown_bytes

            return markdown_bytes(report)
        case "csv":
            from feedbackdesk.report.table import csv_bytes

            return csv_bytes(report)
        case _:
            from feedbackdesk.report.workbook import workbook_bytes

            return workbook_bytes(report)


def write_document(document: Document, path: Path) -> int | None:
    """Write a document in the way the name's ending says; return its pages, if it has pages.

    Whole or not at all. Raises Refusal with a sentence where there is no such way, or the
    place cannot be written to.
    """
    ending = ending_of(path)
    path = target(path)
    content, pages = content_of(document, ending)
    write_whole(path, content, document.options.edition)
    return pages


def content_of(document: Document, ending: str) -> tuple[bytes, int | None]:
    """Return a document as the content of a file of one kind, and its pages if it has pages."""
    if ending == "pdf":
        from feedbackdesk.report.paper.plain import plain_document
        from feedbackdesk.report.paper.setting import set_page
        from feedbackdesk.report.paper.sheets import Sheets

        pdf = set_page(plain_document(document)[0])
        return pdf, Sheets(pdf).number
    from feedbackdesk.report import document_files as made

    match ending:
        case "html":
            return made.html_bytes(document), None
        case "md":
            return made.markdown_bytes(document), None
        case "csv":
            return made.csv_bytes(document), None
        case _:
            return made.workbook_bytes(document), None
