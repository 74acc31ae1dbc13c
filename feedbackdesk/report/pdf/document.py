"""A document on paper: its pieces set as blocks, and put on pages under repeated headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.report.document import Bars
from feedbackdesk.report.pdf.block import ABOVE_HEADING, Block
from feedbackdesk.report.pdf.device import paint_pages, prepare_paper
from feedbackdesk.report.pdf.heads import put_totals, set_foot
from feedbackdesk.report.pdf.ink import (
    BUSINESS,
    DATE,
    HEADING,
    HEADING_COUNT,
    ITEM,
    LEAD,
    LEGEND,
    MARGIN,
    PAD,
    RUNNING,
    RUNNING_NAME,
    TITLE,
    Ink,
    Style,
)
from feedbackdesk.report.pdf.page import Sheet
from feedbackdesk.report.pdf.pieces import BAR_GAP, Room, set_piece
from feedbackdesk.report.pdf.text import Text
from feedbackdesk.report.pdf.write import made_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter

    from feedbackdesk.report.document import Document, Part

_RIGHT = Qt.AlignmentFlag.AlignRight
_LONG_TITLE = Style(19, 24, 700)
"""For a title that would not stand on two lines otherwise."""


class _Full(Exception):  # noqa: N818  (no error: the pages that were wanted are made)
    """As many pages are made as were asked for."""


class DocumentLayout:
    """Puts a document on pages of one size."""

    def __init__(self, document: Document, width: float, height: float, *, most: int = 0) -> None:
        """Put it on pages of a size in points; with `most`, on the first so many and no more."""
        self._document = document
        self._most = most
        self.is_cut = False
        self._height = height
        self._width = width - 2 * MARGIN
        self._bottom = height - MARGIN - 12
        self.sheets: list[Sheet] = []
        self._begin()
        try:
            for part in document.parts:
                self._add(part)
        except _Full:
            self.is_cut = True
        if not document.parts:
            self._say_empty()

    def _add(self, part: Part) -> None:
        """Put one part on pages: what leads to something stays with it."""
        heading = _heading(part.heading, part.count)
        cards = part.cards
        room = Room(self._width, any(one.aside for one in cards), any(one.rail for one in cards))
        for piece in part.pieces:
            blocks = set_piece(piece, room, self._bottom - MARGIN - 60)
            for at, block in enumerate(blocks):
                below = blocks[at + 1].height if at + 1 < len(blocks) and block.leads else 0.0
                lead = heading.height + LEAD if heading else 0.0
                if at == 0 and isinstance(piece, Bars):
                    below = self._whole(blocks) - block.height
                if not self._has_room(heading or block, lead, block.height + below):
                    self._begin(continued="" if heading else part.heading)
                if heading is not None:
                    self._put(heading)
                    self.sheets[-1].used += LEAD
                    block.rule, heading = None, None
                self._put(block)

    def _whole(self, blocks: list[Block]) -> float:
        """Return the height of bars that stay together; of the first where no page holds all."""
        high = sum(block.height + BAR_GAP for block in blocks)
        return high if high < self._bottom - MARGIN - 60 else blocks[0].height

    def _has_room(self, first: Block, lead: float, rest: float) -> bool:
        sheet = self.sheets[-1]
        rest += lead + (self._gap(first) if sheet.used > sheet.top else 0.0)
        return sheet.used + rest <= self._bottom or sheet.used <= sheet.top

    def _gap(self, block: Block) -> float:
        sheet = self.sheets[-1]
        if sheet.used <= sheet.top or block.rule is None:
            return 0.0
        return block.rule.above + block.rule.below

    def _put(self, block: Block) -> None:
        sheet, gap = self.sheets[-1], self._gap(block)
        if gap and block.rule and block.rule.wide:
            line = Block()
            line.line(0, 0, self._width, block.rule.ink, block.rule.wide)
            sheet.add(line, sheet.used + block.rule.above)
        sheet.add(block, sheet.used + gap)
        sheet.used += gap + block.height

    def _begin(self, continued: str = "") -> None:
        """Start a page; a part that goes on says so at its head."""
        if self._most and len(self.sheets) == self._most:
            raise _Full
        first = not self.sheets
        sheet = Sheet()
        head = self._masthead() if first else self._running_head()
        y = MARGIN - (4 if first else 10)
        sheet.add(head, y)
        sheet.used = y + head.height + PAD + 2
        self.sheets.append(sheet)
        if continued:
            block = _heading(continued, "continued")
            if block is not None:
                sheet.add(block, sheet.used)
                sheet.used += block.height + LEAD
        sheet.top = sheet.used

    def _masthead(self) -> Block:
        document, block = self._document, Block()
        block.text(Text.plain(document.day, DATE, self._width, _RIGHT), 0, 0)
        y = BUSINESS.leading  # the title must clear the date
        above = "  ·  ".join(word for word in (document.business, document.over) if word)
        if above:
            name = Text.plain(above, BUSINESS, self._width * 0.72, max_lines=2)
            block.text(name, 0, 0)
            y = name.height
        edition = Text.plain(document.edition_line or " ", DATE, self._width, _RIGHT)
        room = self._width - edition.natural - 20
        title = Text([(document.title, TITLE)], room, balanced=True)
        if title.lines > 2:
            title = Text([(document.title, _LONG_TITLE)], room, max_lines=4)
        block.text(title, -1.2, y + 2)
        block.text(edition, 0, y + 2 + title.baseline - edition.baseline)
        y += 2 + title.height + 6
        legend = Text([(document.legend, LEGEND)], min(self._width, 470.0), balanced=True)
        block.text(legend, 0, y)
        y += legend.height + 12
        if document.totals:
            block.line(0, y, self._width, Ink.TEXT, 0.8)
            wide = min(self._width, 130.0 * len(document.totals))
            put_totals(block, document.totals, 0, wide, y + 8)
            y += 46
        block.line(0, y, self._width, Ink.TEXT, 0.8)
        return block

    def _running_head(self) -> Block:
        document, block, at = self._document, Block(), 0.0
        day = Text.plain(document.day, RUNNING, self._width, _RIGHT)
        block.text(day, 0, 0)
        room = self._width - day.natural - 16
        if document.business:
            name = Text.plain(document.business, RUNNING_NAME, room * 0.5, max_lines=1)
            block.text(name, 0, 0)
            at = min(name.natural, room * 0.5) + 6
        title = Text.plain(document.title, RUNNING, room - at, max_lines=1)
        block.text(title, at, 0)
        block.line(0, 16, self._width)
        return block

    def _say_empty(self) -> None:
        block, wide = Block(), min(self._width, 380.0)
        so, then = self._document.empty
        first = Text.plain(so, ITEM, wide)
        block.text(first, 0, 28)
        block.text(Text.plain(then, LEGEND, wide), 0, 28 + first.height + 6)
        self._put(block)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 1."""
        for block, y in self.sheets[number - 1].blocks:
            block.draw(painter, MARGIN, y)
        foot = set_foot(number, 0 if self.is_cut else len(self.sheets), self._width)
        foot.draw(painter, MARGIN, self._height - MARGIN + 8)


def _heading(words: str, count: str) -> Block | None:
    if not words:
        return None
    block = Block(rule=ABOVE_HEADING)
    name = Text.plain(words, HEADING, 400.0, max_lines=2)
    block.text(name, 0, 0)
    beside = Text.plain(count, HEADING_COUNT) if count else None
    if beside is not None:
        # Both stand on one baseline, whatever their sizes; beside two lines, on the first.
        block.text(beside, min(name.natural, 400.0) + 7, name.baseline - beside.baseline)
    return block


def paint_document(document: Document, device: QPagedPaintDevice) -> int:
    """Paint a document on a PDF writer or a printer, with the page it has; return the pages.

    Raises Refusal where the device cannot be painted on.
    """
    return paint_pages(device, lambda width, height: DocumentLayout(document, width, height))


def preview_document(document: Document, device: QPagedPaintDevice, most: int) -> bool:
    """Paint the first pages of a document; return whether there are more.

    Raises Refusal where the device cannot be painted on.
    """
    made: list[DocumentLayout] = []

    def lay_out(width: float, height: float) -> DocumentLayout:
        made.append(DocumentLayout(document, width, height, most=most))
        return made[0]

    paint_pages(device, lay_out)
    return made[0].is_cut


def document_bytes(document: Document) -> tuple[bytes, int]:
    """Return a document as a PDF file's content, and its number of pages."""

    def fill(writer: QPdfWriter) -> int:
        prepare_paper(writer, document.options.paper, landscape=document.options.landscape)
        return paint_document(document, writer)

    return made_of(document.document_title, document.business, fill)
