"""The report as a workbook for Excel, LibreOffice and their like (XLSX)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from feedbackdesk.report.sheets import Book
from feedbackdesk.report.table import columns

if TYPE_CHECKING:
    from feedbackdesk.report.rows import Report

_HEAD_ROW = 5
_QUOTE_COLUMNS = (("Rank", 6), ("Item", 44), ("Quote", 90), ("Who", 28), ("When", 14))
_EVIDENCE_COLUMNS = (
    ("Rank", 6), ("Item", 44), ("Account", 28), ("Then and now", 28),
    ("Quote", 90), ("Who", 28), ("When", 14),
)  # fmt: skip


def workbook_bytes(report: Report) -> bytes:
    """Return a report as a workbook: a sheet of items in the printed order, one of quotes.

    The evidence has a sheet of its own where it is asked for.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": report.document_title[:255],
                "author": report.business[:255],
                "comments": report.description,
            }
        )
        made = Book(book, report.options, report.currency)
        _items(made, report)
        _quotes(made, report)
        _evidence(made, report)
    return buffer.getvalue()


def _items(book: Book, report: Report) -> None:
    sheet = book.sheet("Roadmap")
    sheet.write_string(0, 0, report.document_title, book.title)
    lines = (report.date_line, report.legend_line, report.totals_line)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line)
    shown = columns(report)
    heads = [(column.heading, column.width) for column in shown]
    rows = [[column.cell(entry) for column in shown] for entry in report.entries]
    book.table(sheet, _HEAD_ROW, heads, rows, "Items")
    for row, paragraph in enumerate(report.closing, _HEAD_ROW + len(rows) + 2):
        sheet.write_string(row, 1, paragraph, book.words)


def _quotes(book: Book, report: Report) -> None:
    said = [(entry, quote) for entry in report.entries for quote in entry.quotes]
    if not said:
        return
    named = any(quote.source for _entry, quote in said)
    heads = _QUOTE_COLUMNS if named else _QUOTE_COLUMNS[:3]
    rows = [
        (entry.rank, entry.title, quote.words, quote.speaker, quote.on)[: len(heads)]
        for entry, quote in said
    ]
    book.table(book.sheet("Quotes"), 0, heads, rows, "Quotes")


def _evidence(book: Book, report: Report) -> None:
    rows = [
        (
            proof.rank, proof.title, account.name, account.about,
            quote.words, quote.speaker, quote.on,
        )
        for proof in report.appendix
        for account in proof.accounts
        for quote in account.quotes
    ]  # fmt: skip
    if rows:
        book.table(book.sheet("Evidence"), 0, _EVIDENCE_COLUMNS, rows, "Evidence")
