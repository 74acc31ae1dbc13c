"""The report as a workbook for Excel, LibreOffice and their like (XLSX)."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import Paper
from feedbackdesk.report.table import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from feedbackdesk.report.model import Report
    from feedbackdesk.report.table import Cell

_HEAD_ROW = 5
_QUOTE_COLUMNS = (("Rank", 6), ("Item", 44), ("Quote", 90), ("Who", 28), ("When", 14))
_EVIDENCE_COLUMNS = (
    ("Rank", 6), ("Item", 44), ("Account", 28), ("Then and now", 28),
    ("Quote", 90), ("Who", 28), ("When", 14),
)  # fmt: skip
PAPER_CODES = {Paper.A4: 9, Paper.A3: 8, Paper.LETTER: 1, Paper.TABLOID: 3}
_ACCENT, _LINE = "#14574f", "#cfcac1"


def workbook_bytes(report: Report) -> bytes:
    """Return a report as a workbook: a sheet of items in the printed order, one of quotes.

    Every text is written as text: nothing becomes a formula or a link.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties(
            {"title": report.document_title, "author": report.business, "comments": report.legend}
        )
        maker = _Maker(book, report)
        maker.items()
        maker.quotes()
        maker.evidence()
    return buffer.getvalue()


class _Maker:
    """Fills the sheets of one workbook."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self._book = book
        self._report = report
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._words = book.add_format({"text_wrap": True, "valign": "top"})
        self._money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self._heading = book.add_format(
            {"bold": True, "font_color": _ACCENT, "bottom": 1, "bottom_color": _LINE}
            | {"text_wrap": True, "valign": "bottom"}
        )

    def items(self) -> None:
        report = self._report
        sheet = self._book.add_worksheet("Roadmap")
        sheet.write_string(0, 0, report.document_title, self._title)
        sheet.write_string(1, 0, report.date_line)
        sheet.write_string(2, 0, report.legend_line)
        sheet.write_string(3, 0, report.totals_line)
        shown = columns(report)
        self._head(sheet, _HEAD_ROW, [(column.heading, column.width) for column in shown])
        for row, entry in enumerate(report.entries, _HEAD_ROW + 1):
            self._row(sheet, row, [column.cell(entry) for column in shown])
        self._finish(sheet, _HEAD_ROW, len(report.entries), len(shown))
        for row, paragraph in enumerate(report.closing, _HEAD_ROW + len(report.entries) + 2):
            sheet.write_string(row, 1, paragraph, self._words)

    def quotes(self) -> None:
        said = [(entry, quote) for entry in self._report.entries for quote in entry.quotes]
        if not said:
            return
        sheet = self._book.add_worksheet("Quotes")
        named = any(quote.source for _entry, quote in said)
        heads = _QUOTE_COLUMNS if named else _QUOTE_COLUMNS[:3]
        self._head(sheet, 0, heads)
        for row, (entry, quote) in enumerate(said, 1):
            cells: list[Cell] = [entry.rank, entry.title, quote.words, quote.speaker, quote.said]
            self._row(sheet, row, cells[: len(heads)])
        self._finish(sheet, 0, len(said), len(heads))

    def evidence(self) -> None:
        rows = [
            (proof, account, quote)
            for proof in self._report.appendix
            for account in proof.accounts
            for quote in account.quotes
        ]
        if not rows:
            return
        sheet = self._book.add_worksheet("Evidence")
        self._head(sheet, 0, _EVIDENCE_COLUMNS)
        for row, (proof, account, quote) in enumerate(rows, 1):
            said = [quote.words, quote.speaker, quote.said]
            self._row(sheet, row, [proof.rank, proof.title, account.name, account.about, *said])
        self._finish(sheet, 0, len(rows), len(_EVIDENCE_COLUMNS))

    def _head(self, sheet: Worksheet, row: int, heads: Sequence[tuple[str, int]]) -> None:
        for at, (heading, width) in enumerate(heads):
            sheet.set_column(at, at, width)
            sheet.write_string(row, at, heading, self._heading)

    def _row(self, sheet: Worksheet, row: int, cells: Sequence[Cell]) -> None:
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, at, cell, self._words)
            elif isinstance(cell, Decimal):
                sheet.write_number(row, at, float(cell), self._money)
            elif cell is not None:
                sheet.write_number(row, at, cell, self._words)

    def _finish(self, sheet: Worksheet, head: int, rows: int, width: int) -> None:
        options = self._report.options
        sheet.freeze_panes(head + 1, 2)
        if rows:
            sheet.autofilter(head, 0, head + rows, width - 1)
        if options.landscape:
            sheet.set_landscape()
        sheet.set_paper(PAPER_CODES[options.paper])
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)
