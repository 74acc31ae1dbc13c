"""A roadmap or a document as a file: what it becomes, the ending of its name says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.report.files import ending_of
from feedbackdesk.report.outward import refuse_uncertain
from feedbackdesk.report.rows import Report
from feedbackdesk.whole_file import target, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.paper.setting import Setting

    Printed = Report | Document


def write(printed: Printed, path: Path) -> int | None:
    """Write it in the way the name's ending says; return its pages, if it has pages.

    Whole or not at all. Raises Refusal with a sentence where there is no such way, the place
    cannot be written to, or a text waits for the owner's word; then no file was made, and the one
    that was there is unchanged.
    """
    ending = ending_of(path)
    refuse_uncertain(printed.uncertain)
    path = target(path)
    content, pages = content_of(printed, ending)
    write_whole(path, content, printed.options.counts_as)
    return pages


def content_of(printed: Printed, ending: str) -> tuple[bytes, int | None]:
    """Return it as the content of a file of one kind, and its pages if it has pages."""
    if ending == "pdf":
        from feedbackdesk.report.paper.setting import set_alone
        from feedbackdesk.report.paper.sheets import Sheets

        pdf = set_alone(setting_of(printed)[0])
        return pdf, Sheets(pdf).number
    if isinstance(printed, Report):
        return _roadmap_as(printed, ending), None
    return _document_as(printed, ending), None


def setting_of(printed: Printed) -> tuple[Setting, tuple[str, ...]]:
    """Return what sets its pages, and sentences about what no typeface here can draw."""
    if isinstance(printed, Report):
        from feedbackdesk.report.paper.roadmap import plain_roadmap

        return plain_roadmap(printed)
    from feedbackdesk.report.paper.documents import plain_document

    return plain_document(printed)


def _roadmap_as(report: Report, ending: str) -> bytes:
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


def _document_as(document: Document, ending: str) -> bytes:
    from feedbackdesk.report import document_files as made

    match ending:
        case "html":
            return made.html_bytes(document)
        case "md":
            return made.markdown_bytes(document)
        case "csv":
            return made.csv_bytes(document)
        case _:
            return made.workbook_bytes(document)
