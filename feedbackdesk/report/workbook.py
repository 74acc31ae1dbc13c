"""A document as a workbook for Excel, LibreOffice and their like (XLSX)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from feedbackdesk.report.document import Layout
from feedbackdesk.report.pieces import Bars, Card, Entry, Facts, Lines, Months, Proof
from feedbackdesk.report.sheets import Book
from feedbackdesk.report.tables import tables

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.pieces import Cell, Piece
    from feedbackdesk.report.tables import Table

_BELOW_HEAD = 5


def workbook_bytes(document: Document) -> bytes:
    """Return a document as a workbook: its list, what is no list, the quotes and the evidence.

    A roadmap's items stand below its head on the first sheet; of any other page the first sheet
    is a summary, with all that is in no table. Every text is written as text: nothing becomes a
    formula or a link.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": document.document_title[:255],
                "author": document.business[:255],
                "comments": document.description,
            }
        )
        made = Book(book, document.options, document.currency)
        first, *others = tables(document)
        if document.layout is Layout.PLAIN:
            _summary(made, document)
            others.insert(0, first)
        else:
            _items(made, document, first)
        for table in others:
            if table.rows:
                _on_its_own(made, table)
    return buffer.getvalue()


def _head(book: Book, sheet: Worksheet, document: Document) -> None:
    """Write what a document is, and what it tells, over what follows on its first sheet."""
    sheet.write_string(0, 0, document.document_title, book.title)
    lines = (document.date_line, document.legend_line, document.totals_line)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line)


def _items(book: Book, document: Document, items: Table) -> None:
    """Write a roadmap's first sheet: its head, its items, and the owner's note below them."""
    sheet = book.sheet(document.title)
    _head(book, sheet, document)
    book.table(sheet, _BELOW_HEAD, items.columns, items.rows, items.name)
    for row, paragraph in enumerate(document.closing, _BELOW_HEAD + len(items.rows) + 2):
        sheet.write_string(row, 1, paragraph, book.words)


def _on_its_own(book: Book, table: Table) -> None:
    name = table.name.replace(" ", "_")
    book.table(book.sheet(table.name), 0, table.columns, table.rows, name)


def _summary(book: Book, document: Document) -> None:
    """Write a first sheet of the head, and of what is in no table."""
    sheet = book.sheet("Summary")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 4, 18)
    _head(book, sheet, document)
    row = _BELOW_HEAD - 1
    for part in document.parts:
        pieces = [piece for piece in part.pieces if not _is_in_a_table(piece)]
        if not pieces:
            continue
        row += 1
        if part.heading:
            sheet.write_string(row, 0, part.heading, book.part)
            row += 1
        for piece in pieces:
            row = _piece(book, sheet, row, piece)


def _is_in_a_table(piece: Piece) -> bool:
    return isinstance(piece, Entry | Proof) or (isinstance(piece, Card) and bool(piece.cells))


def _piece(book: Book, sheet: Worksheet, row: int, piece: Piece) -> int:
    """Write a piece from a row on; return the row below it."""
    rows: list[tuple[Cell, ...]] = []
    match piece:
        case Facts():
            rows = list(piece.rows)
        case Lines():
            rows = [(text,) for text in piece.texts]
        case Months():
            rows = [(name, number) for _short, name, number in piece.columns]
        case Bars():
            book.cells(sheet, row, ("", *piece.columns), book.heading)
            row += 1
            rows = [(bar.label, *bar.cells) for bar in piece.bars]
        case Card():
            texts = (piece.title, *piece.aside, *piece.lines, *piece.notes)
            rows = [(" ".join(piece.rail), " · ".join(text for text in texts if text))]
    for cells in rows:
        book.cells(sheet, row, cells, book.words)
        row += 1
    return row
