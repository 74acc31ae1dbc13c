"""The pieces of a document as blocks, on the grid of the printed roadmap."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from feedbackdesk.report.document import Bars, Card, Facts, Lines, Months
from feedbackdesk.report.pdf.block import BETWEEN_ITEMS, Block, Rule
from feedbackdesk.report.pdf.ink import (
    BODY,
    FACT,
    GAP,
    ITEM_SMALL,
    LINE_LIMIT,
    MAIN_AT,
    NUMBERS_WIDTH,
    QUOTE,
    QUOTE_INDENT,
    QUOTE_UPRIGHT,
    SOURCE,
    Ink,
    Style,
)
from feedbackdesk.report.pdf.text import Text, has_italics, is_right_to_left, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.report.document import Bar, Matter, Piece, Said

RAIL = Style(8.5, 13.5, 600, ink=Ink.ACCENT)
RAIL_BELOW = Style(8.5, 11, ink=Ink.FAINT)
ASIDE = Style(11, 17, 600)
URGENT = Style(11, 17, 700, ink=Ink.ACCENT)
TELL = Style(9.5, 13.5, 600)
NAME = Style(9.5, 13.5, ink=Ink.SOFT)
FIGURE = Style(9.5, 13.5, 600)
COLUMN = Style(8.5, 11, 600)

RAIL_WIDTH = 36.0
LABEL_WIDTH = 150.0
BOX = 9.0
RULED = 19.5
"""From one line to write on to the next, in points: a hand needs as much."""
BAR_GAP = 6.0
TIGHT = Rule(BAR_GAP / 2, BAR_GAP / 2, wide=0)
"""White space and no line."""
APART = Rule(5, 5, wide=0)
NEXT_MATTER = Rule(9, 5, wide=0)
CHUNK = 1_100
"""How much of long words stays together on one page, in characters."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the columns of a part stand, in points from the left margin."""

    width: float
    has_aside: bool
    has_rail: bool = True

    @property
    def main_at(self) -> float:
        """Where the words begin."""
        return MAIN_AT if self.has_rail else 0.0

    @property
    def aside_at(self) -> float:
        """The left edge of what stands at the right."""
        return self.width - NUMBERS_WIDTH

    @property
    def main(self) -> float:
        """The width of the words."""
        right = self.aside_at - GAP if self.has_aside else self.width
        return min(right - self.main_at, LINE_LIMIT)


def set_piece(piece: Piece, room: Room, most: float) -> list[Block]:
    """Set a piece as blocks, none of them higher than `most` points."""
    match piece:
        case Card():
            return _card(piece, room, int(most / QUOTE.leading / 1.3))
        case Bars():
            return _bars(piece, room)
        case Months():
            return [_months(piece, room)]
        case Facts():
            return [_fact(name, text, room) for name, text in piece.rows]
        case Lines():
            return [_line(text, room) for text in piece.texts]


# A card: a rail, the words, and what counts at the right.


def _card(card: Card, room: Room, most: int) -> list[Block]:
    block = Block(rule=BETWEEN_ITEMS)
    base = _put_rail(block, card)
    y = 0.0
    if card.title:
        title = Text.plain(card.title, ITEM_SMALL, room.main, max_lines=5)
        block.text(title, room.main_at, 0)
        y = title.height + 1
        base = title.baseline
    _put_beside(block, card.aside, card.strong, room, base)
    for line in card.lines:
        text = Text.plain(line, BODY, room.main, max_lines=6)
        block.text(text, room.main_at, y)
        y += text.height
    blocks = [block]
    quotes = [part for said in card.said for part in _chunks(said)]
    for at, (words, source, opens) in enumerate(quotes):
        if at == 0:
            y = _put_words(block, words, source, room, y + (4 if y else 0), most)
            continue
        more = Block(rule=APART if opens else TIGHT)
        y = _put_words(more, words, source, room, 0, most)
        blocks.append(more)
    last = blocks[-1]
    for note in card.notes:
        text = Text.plain(note, FACT, room.main, max_lines=4)
        last.text(text, room.main_at, y + 2.5)
        y += 2.5 + text.height
    for at, matter in enumerate(card.matters):
        if at:
            blocks.append(Block(rule=NEXT_MATTER))
        _put_matter(blocks[-1], matter, room, 0 if at else y, most)
    return blocks


def _put_matter(block: Block, matter: Matter, room: Room, y: float, most: int) -> None:
    """Set one thing to say to somebody: by when, their words, ours, and room to write."""
    tell = Text.plain(matter.tell, TELL, room.main, max_lines=6)
    first = (4 if y else 0) + _quote_base() if matter.said else 5 + tell.baseline
    _put_beside(block, matter.when, matter.strong, room, y + first)
    for said in matter.said:
        y = _put_words(block, f"“{said.words}”", said.source, room, y + (4 if y else 0), most)
    block.text(tell, room.main_at, y + 5)
    y = _put_ticks(block, matter.ticks, room, y + 5 + tell.height + 7)
    for number in range(matter.ruled):
        block.line(room.main_at, y + (number + 1) * RULED, room.width, Ink.QUOTE_RULE)


@functools.cache
def _quote_base() -> float:
    return Text.plain("“", QUOTE).baseline


def _put_rail(block: Block, card: Card) -> float:
    """Set what hangs in the margin; return the baseline of the first line."""
    y, base = 0.0, 10.2
    first = ITEM_SMALL if card.title else QUOTE
    wanted = (first.leading + first.size * 0.72) / 2
    for number, words in enumerate(card.rail):
        text = _hanging(words, RAIL_BELOW if number else RAIL)
        if not number:
            y = wanted - text.baseline
            base = wanted
        block.text(text, 0, y)
        y += text.height
    return base


@functools.lru_cache(maxsize=512)
def _hanging(words: str, style: Style) -> Text:
    return Text.plain(words, style, RAIL_WIDTH, Qt.AlignmentFlag.AlignRight, max_lines=2)


def _put_beside(
    block: Block, lines: tuple[str, ...], strong: bool, room: Room, base: float
) -> None:
    """Set what counts at the right, the first line on a baseline."""
    y = 0.0
    for number, words in enumerate(lines):
        style = FACT if number else URGENT if strong else ASIDE
        text = Text.plain(words, style, NUMBERS_WIDTH, max_lines=2)
        if not number:
            y = base - text.baseline
        block.text(text, room.aside_at, y)
        y += text.height


def _put_words(block: Block, words: str, source: str, room: Room, y: float, most: int) -> float:
    """Set somebody's words beside a thin rule; return where they end."""
    wide = room.main - QUOTE_INDENT
    style = QUOTE if has_italics(words) else QUOTE_UPRIGHT
    text = Text([(words, style)], wide, hang="“", max_lines=most)
    at, top = room.main_at + QUOTE_INDENT, y
    block.text(text, at, y)
    y += text.height
    if source:
        side, across = Qt.AlignmentFlag.AlignLeft, wide
        if is_right_to_left(words):
            side = Qt.AlignmentFlag.AlignRight
            across = min(max(text.natural, width_of(source, SOURCE) + 1), wide)
        told = Text.plain(source, SOURCE, across, side, max_lines=3)
        block.text(told, at, y)
        y += told.height
    block.box(QRectF(room.main_at + 0.6, top + 2, 0.8, y - top - 4), fill=Ink.QUOTE_RULE)
    return y


def _chunks(said: Said) -> Iterator[tuple[str, str, bool]]:
    """Part words into what can stand on one page each: words, source, and whether it begins."""
    parts = list(_paragraphs(said.words))
    for at, words in enumerate(parts):
        first, last = at == 0, at == len(parts) - 1
        yield (
            f"{'“' if first else ''}{words}{'”' if last else ''}",
            said.source if last else "",
            first,
        )


def _paragraphs(words: str) -> Iterator[str]:
    kept = ""
    for line in words.splitlines():
        rest = line.strip()
        while len(rest) > CHUNK:
            head, space, _tail = rest[:CHUNK].rpartition(" ")
            head = head if space and len(head) > CHUNK // 2 else rest[:CHUNK]
            yield from (part for part in (kept, head) if part)
            kept, rest = "", rest[len(head) :].strip()
        if rest and kept:
            yield kept
        kept = rest or kept
    if kept:
        yield kept


def _put_ticks(block: Block, ticks: tuple[str, ...], room: Room, y: float) -> float:
    x = room.main_at
    for words in ticks:
        text = Text.plain(words, FACT)
        wide = BOX + 5 + text.natural
        if x > room.main_at and x + wide > room.width:
            x, y = room.main_at, y + 16
        block.box(QRectF(x, y, BOX, BOX), edge=Ink.TEXT, radius=1.5)
        block.text(text, x + BOX + 5, y + BOX / 2 - text.height / 2)
        x += wide + 16
    return y + BOX


# Numbers


def _bars(bars: Bars, room: Room) -> list[Block]:
    found = [_bar(bar, room) for bar in bars.bars]
    if found and bars.legend:
        found[-1].leads = True
        legend = Block(rule=TIGHT)
        legend.text(Text.plain(bars.legend, SOURCE, min(room.width, LINE_LIMIT)), 0, 2)
        found.append(legend)
    return found


def _bar(bar: Bar, room: Room) -> Block:
    block = Block(rule=TIGHT)
    label = Text.plain(bar.label, BODY, LABEL_WIDTH, max_lines=2)
    block.text(label, 0, 0)
    at = LABEL_WIDTH + 12
    figures = 150.0
    track = min(room.width - at - figures - 12, 320.0)
    middle = 7.2
    block.box(QRectF(at, middle - 3.5, track, 7), Ink.TRACK)
    told = track * max(bar.share - bar.guess, 0)
    if told > 0:
        block.box(QRectF(at, middle - 3.5, max(told, 1), 7), Ink.ACCENT)
    if bar.guess > 0:
        wide = max(track * bar.guess - 0.6, 1)
        block.box(QRectF(at + told + 0.3, middle - 3.2, wide, 6.4), Ink.PAPER, Ink.ACCENT)
    if bar.reached is not None:
        x = at + track * min(bar.reached, 1)
        block.box(QRectF(x - 0.6, middle - 5.5, 1.2, 11), Ink.TEXT)
    figure = Text.plain(bar.figure, FIGURE)
    x = at + track + 12
    block.text(figure, x, 0)
    if bar.note:
        note = Text.plain(bar.note, FACT, room.width - x - figure.natural - 8, max_lines=1)
        block.text(note, x + figure.natural + 8, figure.baseline - note.baseline)
    return block


def _months(months: Months, room: Room) -> Block:
    block = Block(rule=APART)
    high, most = 54.0, max((number for *_names, number in months.columns), default=0) or 1
    across = min(room.width, LINE_LIMIT)
    each = across / max(len(months.columns), 1)
    middle = Qt.AlignmentFlag.AlignHCenter
    floor = 14.0 + high
    for place, (short, _name, number) in enumerate(months.columns):
        x = place * each
        tall = high * number / most
        if number:
            block.box(QRectF(x + each * 0.2, floor - tall, each * 0.6, tall), Ink.ACCENT)
            count = Text.plain(f"{number:,}", COLUMN, each, middle)
            block.text(count, x, floor - tall - 13)
        block.text(Text.plain(short, FACT, each, middle), x, floor + 3)
    block.line(0, floor, across, Ink.SOFT, 0.6)
    return block


# Facts and lines


def _fact(name: str, text: str, room: Room) -> Block:
    block = Block(rule=Rule(1.5, 1.5, wide=0))
    called = _name(name)
    block.text(called, 0, 0)
    at = LABEL_WIDTH
    words = Text.plain(text, BODY, min(room.width - at, LINE_LIMIT), max_lines=12)
    block.text(words, at, called.baseline - words.baseline)
    return block


@functools.lru_cache(maxsize=64)
def _name(words: str) -> Text:
    return Text.plain(words, NAME, LABEL_WIDTH - 12, max_lines=2)


def _line(text: str, room: Room) -> Block:
    block = Block(rule=Rule(1, 1, wide=0))
    block.text(Text.plain(text, BODY, min(room.width, LINE_LIMIT), max_lines=2), 0, 0)
    return block
