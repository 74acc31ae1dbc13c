"""The evidence on paper: accounts under their item, each with its words beside their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from feedbackdesk.report.pdf.block import Block, Rule
from feedbackdesk.report.pdf.ink import BODY, LINE_LIMIT, MAIN_AT, SOURCE, Style
from feedbackdesk.report.pdf.text import Text, has_italics, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.report.rows import Account, Proof, Quote

_ITEM = Style(11, 15, 600)
_ACCOUNT = Style(BODY.size, 13, 600)
_WORDS = Style(9.5, 12.5, italic=True)
_UPRIGHT = Style(9.5, 12.5)
_DATE_WIDTH = 62.0
_ABOVE_ITEM = Rule(12, 9)
_RIGHT = Qt.AlignmentFlag.AlignRight


def set_item(proof: Proof, width: float, *, continued: bool = False) -> Block:
    """Set which item the accounts below stand behind."""
    block = Block(rule=_ABOVE_ITEM)
    words = "continued" if continued else proof.counted
    side = Text.plain(words, SOURCE, width, _RIGHT)
    if proof.rank is not None:
        rank = Text.plain(str(proof.rank), _ITEM, MAIN_AT - 14, _RIGHT)
        block.text(rank, 0, 0)
    room = width - MAIN_AT - side.natural - 12
    title = Text.plain(proof.title, _ITEM, room, max_lines=1 if continued else 3)
    block.text(title, MAIN_AT, 0)
    block.text(side, 0, title.baseline - side.baseline)
    return block


def set_account(account: Account, width: float) -> Iterator[Block]:
    """Set an account: its name with its first words, then each of the others by itself."""
    block = Block()
    name = Text.plain(account.name, _ACCOUNT, width - MAIN_AT, max_lines=2)
    block.text(name, MAIN_AT, 0)
    y = name.height
    if account.about:
        about = Text.plain(account.about, SOURCE, width - MAIN_AT, max_lines=2)
        beside = name.lines == 1 and MAIN_AT + name.natural + 10 + about.natural <= width
        if beside and about.lines == 1 and not is_right_to_left(account.name):
            block.text(about, MAIN_AT + name.natural + 10, name.baseline - about.baseline)
        else:
            block.text(about, MAIN_AT, y)
            y += about.height
    for number, quote in enumerate(account.quotes):
        if number:
            block, y = Block(), 0.0
        _put(block, quote, y + 1, width)
        yield block
    if not account.quotes:
        yield block


def _put(block: Block, quote: Quote, y: float, width: float) -> None:
    style = _WORDS if has_italics(quote.words) else _UPRIGHT
    at = MAIN_AT + _DATE_WIDTH
    room = min(width - at, LINE_LIMIT)
    runs = [(f"“{quote.words}”", style)]
    if quote.speaker:
        runs.append((f"  {quote.speaker}", SOURCE))
    words = Text(runs, room, hang="“")
    day = Text.plain(quote.said, SOURCE)
    block.text(words, at, y)
    block.text(day, MAIN_AT, y + words.baseline - day.baseline)
