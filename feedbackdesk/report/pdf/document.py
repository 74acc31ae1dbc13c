"""A document on paper: its pieces set as blocks, and put on pages under repeated headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.domain.text import excerpt
from feedbackdesk.report.document import Bars, Card
from feedbackdesk.report.pdf.block import ABOVE_HEADING, Block
from feedbackdesk.report.pdf.device import paper_size
from feedbackdesk.report.pdf.heads import put_totals
from feedbackdesk.report.pdf.ink import (
    BUSINESS,
    DATE,
    HEADING,
    HEADING_COUNT,
    LEAD,
    LEGEND,
    MARGIN,
    RUNNING,
    RUNNING_NAME,
    TITLE,
    Ink,
    Style,
    ensure_application,
)
from feedbackdesk.report.pdf.pieces import BAR_GAP, Room, set_piece
from feedbackdesk.report.pdf.sheet import Pages
from feedbackdesk.report.pdf.text import Text
from feedbackdesk.report.pdf.write import pdf_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from feedbackdesk.report.document import Document, Part

_RIGHT = Qt.AlignmentFlag.AlignRight
_LONG_TITLE = Style(19, 24, 700)
"""For a title that would not stand on two lines otherwise."""


class DocumentLayout(Pages):
    """Puts a document on pages of one size."""

    def __init__(
        self, document: Document, width: float, height: float, *, whole: bool = True
    ) -> None:
        """Lay a document out at once; or with `whole` false, as `steps` is gone through."""
        super().__init__(width, height)
        self._document = document
        if whole:
            self.whole()

    def on(self, width: float, height: float) -> DocumentLayout:
        """Return the same document for pages of another size."""
        return DocumentLayout(self._document, width, height, whole=False)

    def _steps(self) -> Generator[None, None, None]:
        """Lay out a piece each time."""
        if not self._document.parts:
            self._put_empty(*self._document.empty)
            return
        self._new_sheet()
        for part in self._document.parts:
            yield from self._add(part)

    def _add(self, part: Part) -> Iterator[None]:
        """Put one part on pages: what leads to something stays with it."""
        heading = _heading(part.heading, part.count)
        cards = part.cards
        room = Room(self.width, any(one.aside for one in cards), any(one.rail for one in cards))
        for piece in part.pieces:
            blocks = set_piece(piece, room, self.bottom - MARGIN - 60)
            for at, block in enumerate(blocks):
                below = blocks[at + 1].height if at + 1 < len(blocks) and block.leads else 0.0
                lead = heading.height + LEAD if heading else 0.0
                if at == 0 and isinstance(piece, Bars):
                    below = self._whole(blocks) - block.height
                if not self._has_room(heading or block, lead, block.height + below):
                    whose = piece.title if at and isinstance(piece, Card) else ""
                    names = (part.heading, excerpt(whose, 80))
                    self._go_on("" if heading else ": ".join(name for name in names if name))
                if heading is not None:
                    self._put(self.sheets[-1], heading)
                    self.sheets[-1].used += LEAD
                    block.rule, heading = None, None
                self._put(self.sheets[-1], block)
            yield

    def _whole(self, blocks: list[Block]) -> float:
        """Return the height of bars that stay together; of the first where no page holds all."""
        high = sum(block.height + BAR_GAP for block in blocks)
        return high if high < self.bottom - MARGIN - 60 else blocks[0].height

    def _has_room(self, first: Block, lead: float, rest: float) -> bool:
        sheet = self.sheets[-1]
        rest += lead + (self._gap(sheet, first) if sheet.used > sheet.top else 0.0)
        return sheet.used + rest <= self.bottom or sheet.used <= sheet.top

    def _go_on(self, continued: str) -> None:
        """Start another page; a part that goes on says so at its head."""
        sheet = self._new_sheet()
        block = _heading(continued, "continued")
        if block is not None:
            sheet.add(block, sheet.used)
            sheet.used += block.height + LEAD
        sheet.top = sheet.used

    def _masthead(self) -> Block:
        document, block = self._document, Block()
        block.text(Text.plain(document.day, DATE, self.width, _RIGHT), 0, 0)
        y = BUSINESS.leading  # the title must clear the date
        above = "  ·  ".join(word for word in (document.business, document.over) if word)
        if above:
            name = Text.plain(above, BUSINESS, self.width * 0.72, max_lines=2)
            block.text(name, 0, 0)
            y = name.height
        edition = Text.plain(document.edition_line or " ", DATE, self.width, _RIGHT)
        room = self.width - edition.natural - 20
        title = Text([(document.title, TITLE)], room, balanced=True)
        if title.lines > 2:
            title = Text([(document.title, _LONG_TITLE)], room, max_lines=4)
        block.text(title, -1.2, y + 2)
        block.text(edition, 0, y + 2 + title.baseline - edition.baseline)
        y += 2 + title.height + 6
        legend = Text([(document.legend, LEGEND)], min(self.width, 470.0), balanced=True)
        block.text(legend, 0, y)
        y += legend.height + 12
        if document.totals:
            block.line(0, y, self.width, Ink.TEXT, 0.8)
            wide = min(self.width, 130.0 * len(document.totals))
            put_totals(block, document.totals, 0, wide, y + 8)
            y += 46
        block.line(0, y, self.width, Ink.TEXT, 0.8)
        return block

    def _running_head(self) -> Block:
        document, block, at = self._document, Block(), 0.0
        day = Text.plain(document.date_line, RUNNING, self.width, _RIGHT)
        block.text(day, 0, 0)
        room = self.width - day.natural - 16
        if document.business:
            name = Text.plain(document.business, RUNNING_NAME, room * 0.5, max_lines=1)
            block.text(name, 0, 0)
            at = min(name.natural, room * 0.5) + 6
        title = Text.plain(document.title, RUNNING, room - at, max_lines=1)
        block.text(title, at, 0)
        block.line(0, 16, self.width)
        return block


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


def lay_out_document(document: Document) -> DocumentLayout:
    """Return the pages of a document on its paper, which are set as `steps` is gone through."""
    ensure_application()
    return DocumentLayout(document, *paper_size(document.options), whole=False)


def document_bytes(document: Document) -> tuple[bytes, int]:
    """Return a document as a PDF file's content, and its number of pages."""
    return pdf_of(document, lay_out_document(document))
