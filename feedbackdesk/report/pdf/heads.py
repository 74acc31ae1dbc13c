"""What stands around the items: masthead, headings, running head, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.domain.text import plural
from feedbackdesk.report.pdf.block import ABOVE_HEADING, Block, Rule
from feedbackdesk.report.pdf.ink import (
    BUSINESS,
    CLOSING,
    DATE,
    FOOT,
    HEADING,
    HEADING_COUNT,
    LEGEND,
    LINE_LIMIT,
    MAIN_AT,
    PAD,
    PAGE,
    RUNNING,
    RUNNING_NAME,
    TITLE,
    TOTAL,
    TOTAL_WORDS,
    Ink,
)
from feedbackdesk.report.pdf.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedbackdesk.report.rows import Report, Section, Total


CLOSING_RULE = Rule(PAD + 4, PAD, Ink.TEXT, 0.8)
_LOGO_HEIGHT = 44.0
_LOGO_WIDTH, _LOGO_WIDTH_WIDE = 190.0, 120.0


def set_heading(section: Section, *, continued: bool = False) -> Block | None:
    """Set the heading of a part, where it has one; on the pages after the first in short."""
    if not section.heading:
        return None
    words = "continued" if continued else plural(len(section.entries), "item", "items")
    return set_part(section.heading, words)


def set_part(heading: str, words: str) -> Block:
    """Set a heading with a few words beside it."""
    block = Block(rule=ABOVE_HEADING)
    name = Text.plain(heading, HEADING)
    block.text(name, 0, 0)
    count = Text.plain(words, HEADING_COUNT)
    # Both stand on one baseline, whatever their sizes.
    block.text(count, name.natural + 7, name.baseline - count.baseline)
    return block


def set_closing(report: Report, width: float, *, max_lines: int = 0) -> Iterator[Block]:
    """Set the owner's note, a block for each paragraph; with `max_lines` all in one."""
    parts = ["  ".join(report.closing)] if max_lines and report.closing else report.closing
    for part in parts:
        block = Block(rule=CLOSING_RULE)
        text = Text.plain(part, CLOSING, min(width - MAIN_AT, LINE_LIMIT), max_lines=max_lines)
        block.text(text, MAIN_AT, 0)
        block.height += 5
        yield block


def set_masthead(report: Report, width: float, *, wide: bool) -> Block:
    """Set what stands at the head of the first page; `wide` is a lying sheet."""
    block = Block()
    right = Qt.AlignmentFlag.AlignRight
    block.text(Text.plain(report.day, DATE, width, right), 0, 0)
    y = at = 0.0
    if report.logo:
        # Left of the name on a lying sheet, which has the width; above it on a standing one.
        high = _LOGO_HEIGHT
        across = min(high * report.logo.ratio, _LOGO_WIDTH_WIDE if wide else _LOGO_WIDTH)
        high = across / report.logo.ratio
        if wide:
            block.picture(report.logo, 0, max((50 - high) / 2, 0), across, high)
            at = across + 14
        else:
            block.picture(report.logo, 0, 0, across, high)
            y = high + 10
    if report.business:
        name = Text.plain(report.business, BUSINESS, (width - at) * 0.72, max_lines=2)
        block.text(name, at, y)
        y += name.height
    elif wide:
        y = BUSINESS.leading  # the totals must clear the date
    title = Text.plain(report.title, TITLE)
    block.text(title, at - 1.2, y + 2)
    words = Text.plain(report.edition_line or " ", DATE, width, right)
    if not wide:
        block.text(words, 0, y + 2 + title.baseline - words.baseline)
    elif report.entries:
        # A lying sheet has the width for the totals, and not the height.
        room = min(width - at - title.natural - 40, 118.0 * len(report.totals))
        put_totals(block, report.totals, width - room, room, y + 5)
    y += title.height + 6
    room = width - words.natural - 24 if wide else 470.0
    text = Text([(report.legend_line, LEGEND)], room, balanced=True)
    block.text(text, 0, y)
    if wide:
        block.text(words, 0, y + text.baseline - words.baseline)
    y += text.height + 12
    if report.entries and not wide:
        block.line(0, y, width, Ink.TEXT, 0.8)
        put_totals(block, report.totals, 0, min(width, 130.0 * len(report.totals)), y + 8)
        y += 46
    block.line(0, y, width, Ink.TEXT, 0.8)
    return block


def put_totals(block: Block, totals: Sequence[Total], x: float, width: float, y: float) -> None:
    """Set the numbers of a head beside each other."""
    for number, total in enumerate(totals):
        at = x + number * width / len(totals)
        block.text(Text.plain(total.number, TOTAL), at, y)
        block.text(Text.plain(total.words, TOTAL_WORDS), at, y + 19)


def set_running_head(report: Report, width: float) -> Block:
    """Set what stands at the head of every other page."""
    block, at = Block(), 0.0
    title = Text.plain(report.title, RUNNING)
    right = Qt.AlignmentFlag.AlignRight
    words = Text.plain(report.date_line, RUNNING, width, right)
    if report.business:
        room = width - words.natural - title.natural - 22
        name = Text.plain(report.business, RUNNING_NAME, room, max_lines=1)
        block.text(name, 0, 0)
        at = min(name.natural, room) + 6
    block.text(title, at, 0)
    block.text(words, 0, 0)
    block.line(0, 16, width)
    return block


def set_foot(number: int, pages: int, width: float) -> Block:
    """Set what stands at the foot of a page; 0 pages where nobody knows yet how many."""
    block = Block()
    words = f"Page {number} of {pages}" if pages else f"Page {number}"
    block.text(Text.plain("Made with FeedbackDesk", FOOT), 0, 0)
    right = Qt.AlignmentFlag.AlignRight
    block.text(Text.plain(words, PAGE, width, right), 0, 0)
    return block
