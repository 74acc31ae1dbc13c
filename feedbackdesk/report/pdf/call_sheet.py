"""The call sheet on paper: a box to tick before each name, and no caller split by a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from feedbackdesk.domain.words import Paper
from feedbackdesk.report.pdf.block import ABOVE_HEADING, BETWEEN_ITEMS, Block
from feedbackdesk.report.pdf.device import paint_pages, prepare_paper
from feedbackdesk.report.pdf.heads import set_foot
from feedbackdesk.report.pdf.ink import (
    BODY,
    BUSINESS,
    DATE,
    HEADING,
    ITEM,
    LEGEND,
    MARGIN,
    PAD,
    QUOTE,
    QUOTE_UPRIGHT,
    RUNNING,
    SOURCE,
    TITLE,
    WHY,
    Ink,
    Style,
)
from feedbackdesk.report.pdf.page import Sheet
from feedbackdesk.report.pdf.text import Text, has_italics
from feedbackdesk.report.pdf.write import made_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPdfWriter

    from feedbackdesk.report.call_sheet import Caller, CallSheet

_BOX = 13.0
_AT = 26.0
_DUE_WIDTH = 90.0
_TELL = Style(BODY.size, BODY.leading, 600)
_LATE = Style(WHY.size, WHY.leading, 700)
_RIGHT = Qt.AlignmentFlag.AlignRight


class SheetLayout:
    """Puts a call sheet on pages of one size."""

    def __init__(self, sheet: CallSheet, width: float, height: float) -> None:
        self._sheet = sheet
        self._height = height
        self._width = width - 2 * MARGIN
        self._bottom = height - MARGIN - 12
        self.sheets: list[Sheet] = []
        self._begin()
        for caller in sheet.callers:
            self._put(self._caller(caller))
        if sheet.apart:
            head = Block(rule=ABOVE_HEADING)
            head.text(Text.plain(sheet.apart_line, HEADING), 0, 0)
            first = self._name(sheet.apart[0])
            self._put(head, below=first.height)
            for name in sheet.apart:
                self._put(self._name(name))

    def _begin(self) -> None:
        sheet = Sheet()
        head = Block()
        head.text(Text.plain(self._sheet.day, DATE, self._width, _RIGHT), 0, 0)
        if self.sheets:
            head.text(
                Text.plain(self._sheet.document_title, RUNNING, self._width * 0.7, max_lines=1),
                0,
                0,
            )
            head.line(0, 16, self._width)
        else:
            y = 0.0
            if self._sheet.business:
                name = Text.plain(self._sheet.business, BUSINESS, self._width * 0.72, max_lines=2)
                head.text(name, 0, 0)
                y = name.height
            title = Text.plain(self._sheet.title, TITLE)
            head.text(title, -1.2, y + 2)
            y += 2 + title.height + 6
            summary = Text.plain(self._sheet.summary, LEGEND, 470.0)
            head.text(summary, 0, y)
            head.line(0, y + summary.height + 10, self._width, Ink.TEXT, 0.8)
        sheet.add(head, MARGIN - 4)
        sheet.top = sheet.used = MARGIN - 4 + head.height + PAD + 2
        self.sheets.append(sheet)

    def _put(self, block: Block, below: float = 0.0) -> None:
        """Put a block where there is room for it, and for what must stand right below it."""
        sheet = self.sheets[-1]
        rule = block.rule
        gap = rule.above + rule.below if rule and sheet.used > sheet.top else 0.0
        if sheet.used + gap + block.height + below > self._bottom and sheet.used > sheet.top:
            self._begin()
            sheet, gap = self.sheets[-1], 0.0
        if gap and rule:
            line = Block()
            line.line(0, 0, self._width, rule.ink, rule.wide)
            sheet.add(line, sheet.used + rule.above)
        sheet.add(block, sheet.used + gap)
        sheet.used += gap + block.height

    def _caller(self, one: Caller) -> Block:
        block = Block(rule=BETWEEN_ITEMS)
        room = self._width - _AT
        block.box(QRectF(0, 2, _BOX, _BOX), edge=Ink.TEXT, radius=2)
        name = Text.plain(one.name, ITEM, room - _DUE_WIDTH - 8, max_lines=2)
        block.text(name, _AT, 0)
        due = Text.plain(one.due, _LATE if one.late else WHY, _DUE_WIDTH, _RIGHT, max_lines=1)
        block.text(due, self._width - _DUE_WIDTH, name.baseline - due.baseline)
        y = name.height + 1
        reached = Text.plain(one.reached_line, BODY, room, max_lines=3)
        block.text(reached, _AT, y)
        y += reached.height + 5
        if one.words:
            style = QUOTE if has_italics(one.words) else QUOTE_UPRIGHT
            words = Text([(f"“{one.words}”", style)], min(room - 12, 430.0), hang="“", max_lines=8)
            block.text(words, _AT + 12, y)
            top = y
            y += words.height
            if one.said:
                said = Text.plain(one.said, SOURCE, room)
                block.text(said, _AT + 12, y)
                y += said.height
            block.box(QRectF(_AT, top + 2, 0.9, y - top - 4), fill=Ink.QUOTE_RULE)
            y += 5
        tell = Text.plain(one.tell, _TELL, min(room, 440.0), max_lines=6)
        block.text(tell, _AT, y)
        return block

    def _name(self, name: str) -> Block:
        block = Block()
        text = Text.plain(name, BODY, self._width, max_lines=2)
        block.text(text, 0, 4)
        return block

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 1."""
        for block, y in self.sheets[number - 1].blocks:
            block.draw(painter, MARGIN, y)
        foot = set_foot(number, len(self.sheets), self._width)
        foot.draw(painter, MARGIN, self._height - MARGIN + 8)


def call_sheet_bytes(sheet: CallSheet, paper: Paper = Paper.A4) -> tuple[bytes, int]:
    """Return a call sheet as a PDF file's content, and its number of pages."""

    def fill(writer: QPdfWriter) -> int:
        prepare_paper(writer, paper)
        return paint_pages(writer, lambda width, height: SheetLayout(sheet, width, height))

    return made_of(sheet.document_title, sheet.business, fill)
