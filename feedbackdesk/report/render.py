"""A document as a file: what it becomes, the ending of its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.report.files import ending_of
from feedbackdesk.report.outward import refuse_uncertain
from feedbackdesk.whole_file import target, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.report.document import Document


def write(document: Document, path: Path) -> int | None:
    """Write it in the way the name's ending says; return its pages, if it has pages.

    Whole or not at all. Raises Refusal with a sentence where there is no such way, the place
    cannot be written to, or a text waits for the owner's word; then no file was made, and the one
    that was there is unchanged.
    """
    ending = ending_of(path)
    refuse_uncertain(document.uncertain)
    path = target(path)
    content, pages = content_of(document, ending)
    write_whole(path, content, document.options.counts_as)
    return pages


def content_of(document: Document, ending: str) -> tuple[bytes, int | None]:
    """Return it as the content of a file of one kind, and its pages if it has pages."""
    match ending:
        case "pdf":
            return _pdf(document)
        case "html":
            from feedbackdesk.report.html import html_bytes

            return html_bytes(document), None
        case "md":
            from feedbackdesk.report.markdown import markdown_bytes

            return markdown_bytes(document), None
        case "csv":
            from feedbackdesk.report.tables import csv_bytes

            return csv_bytes(document), None
        case _:
            from feedbackdesk.report.workbook import workbook_bytes

            return workbook_bytes(document), None


def _pdf(document: Document) -> tuple[bytes, int]:
    from feedbackdesk.report.paper.layouts import laid_out
    from feedbackdesk.report.paper.setting import set_alone
    from feedbackdesk.report.paper.sheets import Sheets

    pdf = set_alone(laid_out(document)[0])
    return pdf, Sheets(pdf).number
