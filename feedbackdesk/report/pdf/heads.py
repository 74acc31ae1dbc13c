"""What stands around the items: masthead, headings, running head, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.domain.text import plural
from feedbackdesk.report.pdf.block import ABOVE_HEADING, Block
from feedbackdesk.report.pdf.ink import (
    BUSINESS,
    DATE,
    FOOT,
    HEADING,
    HEADING_COUNT,
    LEGEND,
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
    from collections.abc import Sequence

    from feedbackdesk.report.model import Report, Section, Total


def set_heading(section: Section) -> Block | None:
    """Set the heading of a part, where it has one."""
    if not section.heading:
        return None
    block = Block(rule=ABOVE_HEADING)
    name = Text.plain(section.heading, HEADING)
    block.text(name, 0, 0)
    count = Text.plain(plural(len(section.entries), "item", "items"), HEADING_COUNT)
    # Both stand on one baseline, whatever their sizes.
    block.text(count, name.natural + 7, name.baseline - count.baseline)
    return block


def set_masthead(report: Report, width: float, *, wide: bool) -> Block:
    """Set what stands at the head of the first page; `wide` is a lying sheet."""
    block = Block()
    right = Qt.AlignmentFlag.AlignRight
    block.text(Text.plain(report.day, DATE, width, right), 0, 0)
    y = 0.0
    if report.business:
        name = Text.plain(report.business, BUSINESS, width * 0.72, max_lines=2)
        block.text(name, 0, 0)
        y = name.height
    elif wide:
        y = BUSINESS.leading  # the totals must clear the date
    title = Text.plain(report.title, TITLE)
    block.text(title, -1.2, y + 2)
    words = Text.plain(report.edition_line or " ", DATE, width, right)
    if not wide:
        block.text(words, 0, y + 2 + title.baseline - words.baseline)
    elif report.entries:
        # A lying sheet has the width for the totals, and not the height.
        room = min(width - title.natural - 40, 118.0 * len(report.totals))
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
    block = Block()
    if report.business:
        name = Text.plain(report.business, RUNNING_NAME, width * 0.6, max_lines=1)
        block.text(name, 0, 0)
        at = min(name.natural, width * 0.6) + 6
    else:
        at = 0.0
    block.text(Text.plain(report.title, RUNNING), at, 0)
    right = Qt.AlignmentFlag.AlignRight
    block.text(Text.plain(report.day, RUNNING, width, right), 0, 0)
    block.line(0, 16, width)
    return block


def set_foot(number: int, pages: int, width: float) -> Block:
    """Set what stands at the foot of a page; no pages: how many there are is not known."""
    block = Block()
    words = f"Page {number} of {pages}" if pages else f"Page {number}"
    block.text(Text.plain("Made with FeedbackDesk", FOOT), 0, 0)
    right = Qt.AlignmentFlag.AlignRight
    block.text(Text.plain(words, PAGE, width, right), 0, 0)
    return block
