"""A document as HTML, Markdown, CSV and XLSX: the same words in the same order as on paper."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from markupsafe import Markup

from feedbackdesk import paths
from feedbackdesk.domain.cells import cell_of
from feedbackdesk.report.document import Bars, Card, Facts, Lines, Months
from feedbackdesk.report.html import template
from feedbackdesk.report.markdown import escape
from feedbackdesk.report.sheets import Book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from feedbackdesk.report.document import Bar, Cell, Document, Piece, Said

_STYLES = ("roadmap.css", "document.css")


def html_bytes(document: Document) -> bytes:
    """Return a document as an HTML file's content, UTF-8. Every text on it is escaped."""
    styles = (paths.resource("report", name).read_text("utf-8") for name in _STYLES)
    page = template("document.html").render(
        document=document,
        kind_of=lambda piece: type(piece).__name__.casefold(),
        style=Markup("\n".join(styles).strip()),  # noqa: S704  (files of ours)
    )
    return page.encode("utf-8", "replace")


# Markdown


def markdown_bytes(document: Document) -> bytes:
    """Return a document as a Markdown file's content, UTF-8."""
    lines = [f"# {escape(document.document_title)}", "", escape(document.day), ""]
    for text in (document.edition_line, document.legend):
        if text:
            lines += [escape(text), ""]
    if document.totals:
        totals = (f"**{escape(one.number)}** {escape(one.words)}" for one in document.totals)
        lines += [" · ".join(totals), ""]
    for part in document.parts:
        if part.heading:
            count = f" ({escape(part.count)})" if part.count else ""
            lines += [f"## {escape(part.heading)}{count}", ""]
        for piece in part.pieces:
            lines += _marked(piece)
    if not document.parts:
        lines += [f"**{escape(document.empty[0])}** {escape(document.empty[1])}", ""]
    lines += ["---", "", "Made with FeedbackDesk", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _marked(piece: Piece) -> list[str]:
    match piece:
        case Card():
            return _marked_card(piece)
        case Facts():
            return [*(f"- **{escape(name)}:** {escape(text)}" for name, text in piece.rows), ""]
        case Lines():
            return [*(f"- {escape(text)}" for text in piece.texts), ""]
        case Months():
            numbers = (f"- {escape(name)}: {number:,}" for _short, name, number in piece.columns)
            return [*numbers, ""]
        case Bars():
            bars = [f"- **{escape(bar.label)}:** {_in_words(bar)}" for bar in piece.bars]
            return [*bars, ""]


def _in_words(bar: Bar) -> str:
    guess = "our guess in part" if bar.guess < bar.share else "our guess"
    parts = [bar.figure, bar.note, guess if bar.guess else ""]
    return escape(" · ".join(part for part in parts if part))


def _marked_card(card: Card) -> list[str]:
    lines = []
    rail = " ".join(card.rail)
    aside = f" ({escape(', '.join(card.aside))})" if card.aside else ""
    if card.title:
        lead = f"{escape(rail)} · " if rail else ""
        box = "- [ ] " if len(card.matters) == 1 else ""
        lines += [f"{box}**{lead}{escape(card.title)}**{aside}", ""]
    elif rail and card.said:
        lines += [f"**{escape(rail)}**", ""]
    lines += [text for line in card.lines for text in (escape(line), "")]
    for said in card.said:
        lines += [*_quoted(said), ""]
    lines += [text for note in card.notes for text in (f"*{escape(note)}*", "")]
    for matter in card.matters:
        if matter.when:
            lines += [f"- [ ] {escape(', '.join(matter.when))}", ""]
        for said in matter.said:
            lines += [*_quoted(said), ""]
        lines += [f"**{escape(matter.tell)}**", ""]
    return lines


def _quoted(said: Said) -> Iterable[str]:
    texts = [text for line in said.words.splitlines() if (text := escape(line))]
    source = f" — {escape(said.source)}" if said.source else ""
    last = len(texts) - 1
    for at, text in enumerate(texts):
        begin, end = "“" if at == 0 else "", f"”{source}" if at == last else ""
        yield f"> {begin}{text}{end}"
        if at != last:
            yield ">"


# Tables


def csv_bytes(document: Document) -> bytes:
    """Return a document's list as a CSV file's content (RFC 4180), UTF-8 with Excel's mark.

    What is not in the list (facts, bars) is in the other kinds of file. A
    text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([name for name, _width in document.columns])
    for row in document.rows:
        writer.writerow([cell_of(cell) for cell in row])
    return b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace")


def workbook_bytes(document: Document) -> bytes:
    """Return a document as a workbook: a sheet of its list, and one of everything else.

    Every text is written as text: nothing becomes a formula or a link.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": document.document_title[:255],
                "author": document.business[:255],
                "comments": document.legend,
            }
        )
        maker = _Maker(book, document)
        maker.summary()
        maker.table()
    return buffer.getvalue()


class _Maker:
    """Fills the sheets of one workbook."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self._book = Book(book, document.options, document.currency)
        self._document = document

    def summary(self) -> None:
        """Write the head, and what is no list of cards."""
        document = self._document
        sheet = self._book.sheet("Summary")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 4, 18)
        sheet.write_string(0, 0, document.document_title, self._book.title)
        texts = [document.day, document.edition_line, document.legend, document.totals_line]
        texts += [] if document.parts else [" ".join(document.empty)]
        row = 1
        for text in texts:
            if text:
                sheet.write_string(row, 0, text)
                row += 1
        for part in document.parts:
            pieces = [
                piece for piece in part.pieces if not isinstance(piece, Card) or not piece.cells
            ]
            if not pieces:
                continue
            row += 1
            if part.heading:
                sheet.write_string(row, 0, part.heading, self._book.part)
                row += 1
            for piece in pieces:
                row = self._piece(sheet, row, piece)

    def _piece(self, sheet: Worksheet, row: int, piece: Piece) -> int:
        rows: list[tuple[Cell, ...]]
        match piece:
            case Facts():
                rows = list(piece.rows)
            case Lines():
                rows = [(text,) for text in piece.texts]
            case Months():
                rows = [(name, number) for _short, name, number in piece.columns]
            case Bars():
                self._book.cells(sheet, row, ("", *piece.columns), self._book.heading)
                row += 1
                rows = [(bar.label, *bar.cells) for bar in piece.bars]
            case Card():
                texts = (piece.title, *piece.aside, *piece.lines, *piece.notes)
                rows = [(" ".join(piece.rail), " · ".join(text for text in texts if text))]
        for cells in rows:
            self._book.cells(sheet, row, cells, self._book.words)
            row += 1
        return row

    def table(self) -> None:
        """Write the list of cards."""
        document = self._document
        if document.rows:
            sheet = self._book.sheet(document.table)
            name = document.table.replace(" ", "_")
            self._book.table(sheet, 0, document.columns, document.rows, name)
