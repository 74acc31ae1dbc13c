"""Every kind of file that a report can become, by the ending of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.report.files import target, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.report.model import Report

FILE_KINDS: Final = {
    "pdf": "PDF",
    "html": "Web page",
    "md": "Markdown",
    "csv": "CSV",
    "xlsx": "Workbook",
}
"""The endings, and what such a file is called."""


def ending_of(path: Path) -> str:
    """Return the ending that says what a file becomes; raises Refusal where it says nothing."""
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in FILE_KINDS:
        raise Refusal(
            "The name of the file ends in .pdf, .html, .md, .csv or .xlsx. Nothing was written."
        )
    return ending


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
    write_whole(path, content_of(report, ending), report.options.edition)
    return None


def content_of(report: Report, ending: str) -> bytes:
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
