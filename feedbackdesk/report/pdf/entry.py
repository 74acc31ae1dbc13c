"""The parts of an item, and how much of it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage
from feedbackdesk.report.pdf.block import BETWEEN_ITEMS, BETWEEN_LINES, Block
from feedbackdesk.report.pdf.ink import (
    BODY,
    CHIP,
    FACT,
    FIGURE,
    FIGURE_SMALL,
    GAP,
    ITEM,
    ITEM_SMALL,
    LINE_LIMIT,
    MAIN_AT,
    MOVED,
    NEW,
    NUMBERS_WIDTH,
    QUOTE,
    QUOTE_INDENT,
    QUOTE_UPRIGHT,
    RANK,
    RANK_SMALL,
    RANK_WIDTH,
    SOURCE,
    TAG,
    THEMES,
    UNIT,
    WHY,
    Ink,
    Style,
)
from feedbackdesk.report.pdf.text import Text, has_italics, is_right_to_left, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.report.model import Entry, Quote


@dataclass(frozen=True, slots=True)
class Measure:
    """Where an item's columns stand, in points from the left margin."""

    width: float
    main: float
    """The width of title and description."""
    quotes_at: float | None
    """Where the quotes' own column starts; None where they stand below the description."""
    quotes: float
    numbers_at: float

    @classmethod
    def of(cls, width: float, *, wide: bool, has_quotes: bool) -> Measure:
        numbers_at = width - NUMBERS_WIDTH
        room = numbers_at - GAP - MAIN_AT
        if not wide or not has_quotes:
            main = min(room, LINE_LIMIT)
            return cls(width, main, None, min(main, 400.0), numbers_at)
        main = (room - GAP) * 0.54
        return cls(width, main, MAIN_AT + main + GAP, room - GAP - main, numbers_at)


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of an item is told; less, where it would not fit."""

    quotes: int = 100
    description_lines: int = 0
    """0: as many as it has; -1: none."""
    title_lines: int = 0
    why: bool = True
    compact: bool = False
    """Whether the numbers stand in the item's own lines, so that many fit a page."""


WHOLE = Depth()


def set_entry(entry: Entry, measure: Measure, depth: Depth, *, tagged: bool, ranked: bool) -> Block:
    """Set one item."""
    block = Block(entry.item_id, BETWEEN_LINES if depth.compact else BETWEEN_ITEMS)
    if depth.compact:
        measure = replace(measure, main=measure.numbers_at - GAP - MAIN_AT)
    _put_rank(block, entry, depth, ranked=ranked)
    y = _put_title(block, entry, measure, depth, tagged=tagged)
    # Why it was declined is what there is to say about it.
    body = entry.description
    if depth.compact and entry.stage is ItemStage.DECLINED and entry.why:
        body = entry.why
    if body and depth.description_lines >= 0:
        wide = min(measure.main, LINE_LIMIT)
        text = Text.plain(body, BODY, wide, max_lines=depth.description_lines)
        block.text(text, MAIN_AT, y + 3.5)
        y += 3.5 + text.height
    quotes = entry.quotes[: depth.quotes]
    if quotes and measure.quotes_at is not None:
        _put_quotes(block, entry, quotes, measure.quotes_at, 2, measure.quotes)
    elif quotes:
        y = _put_quotes(block, entry, quotes, MAIN_AT, y + 6, measure.quotes)
    elif entry.quotes and not depth.compact:
        more = Text.plain(f"+ {plural(len(entry.quotes), 'quote', 'quotes')}", THEMES)
        block.text(more, MAIN_AT, y + 4)
        y += 4 + more.height
    if depth.why and not depth.compact and entry.about:
        text = Text.plain(entry.about, THEMES, measure.main)
        block.text(text, MAIN_AT, y + 5)
    _put_numbers(block, entry, measure.numbers_at, depth)
    return block


def _put_rank(block: Block, entry: Entry, depth: Depth, *, ranked: bool) -> None:
    right = Qt.AlignmentFlag.AlignRight
    if entry.rank is None:
        if ranked or entry.stage is ItemStage.SHIPPED:
            block.tick(RANK_WIDTH - 11, 3.5, 10)
        else:
            block.line(RANK_WIDTH - 10, 9, RANK_WIDTH, Ink.FAINT, 1.4)
        return
    style = RANK_SMALL if entry.rank >= 100 or depth.compact else RANK
    block.text(Text.plain(str(entry.rank), style, RANK_WIDTH, right), 0, _shift(style))
    if not entry.movement:
        return
    y = 17.5 if depth.compact else 21.0
    if entry.is_new:
        block.text(Text.plain("new", NEW, RANK_WIDTH, right), 0, y)
        return
    number = str(abs(entry.moved or 0))
    block.text(Text.plain(number, MOVED, RANK_WIDTH, right), 0, y)
    at = RANK_WIDTH - width_of(number, MOVED) - 8.5
    block.triangle(at, y + 2.6, 5.4, up=(entry.moved or 0) > 0)


def _shift(style: Style) -> float:
    """Return how far a style must move down for its baseline to be the title's."""
    return (ITEM.leading + ITEM.size * 0.72) / 2 - (style.leading + style.size * 0.72) / 2


def _put_title(
    block: Block, entry: Entry, measure: Measure, depth: Depth, *, tagged: bool
) -> float:
    """Set title, stage and reason; return where they end."""
    if depth.compact:
        return _put_short_title(block, entry, measure, depth, tagged=tagged)
    title = Text([(entry.title, ITEM)], measure.main, max_lines=depth.title_lines, balanced=True)
    block.text(title, MAIN_AT, 0)
    y = title.height + 3.5
    at = _put_tag(block, entry, MAIN_AT, y) + 7 if tagged else 0.0
    parts = [entry.why] if depth.why else []
    if entry.target:
        parts.append(f"Aimed at: {entry.target}.")
    if entry.pinned:
        parts.append("Pinned here by hand.")
    text = " ".join(part for part in parts if part)
    if text:
        why = Text.plain(text, WHY, measure.main - at, max_lines=0 if depth.why else 1)
        block.text(why, MAIN_AT + at, y + 0.5)
        return y + max(why.height, 14.0 if tagged else 0.0)
    return y + (14.0 if tagged else -2.0)


def _put_short_title(
    block: Block, entry: Entry, measure: Measure, depth: Depth, *, tagged: bool
) -> float:
    """Set title and stage on one line, and the numbers in words below; return where they end."""
    room = measure.main - (width_of(entry.tag, TAG) + 18 if tagged else 0.0)
    title = Text.plain(entry.title, ITEM_SMALL, room, max_lines=depth.title_lines)
    block.text(title, MAIN_AT, 0)
    if tagged:
        _put_tag(block, entry, MAIN_AT + min(title.natural, room) + 8, 2.0)
    facts = [*entry.facts, *([entry.lost_text] if entry.lost_text else [])]
    if entry.stage is ItemStage.SHIPPED and entry.why:
        facts.insert(0, entry.why.rstrip("."))
    if entry.target:
        facts.append(f"aimed at: {entry.target}")
    text = Text.plain("  ·  ".join(facts), FACT, measure.main)
    block.text(text, MAIN_AT, title.height + 0.5)
    return title.height + 0.5 + text.height


_TAG_LOOKS: dict[ItemStage, dict[str, str | bool | None]] = {
    ItemStage.NOW: {"fill": Ink.TEXT},
    ItemStage.NEXT: {"fill": Ink.TINT, "edge": Ink.SOFT},
    ItemStage.LATER: {"edge": Ink.SOFT},
    ItemStage.IDEA: {"edge": Ink.FAINT, "dashed": True},
    ItemStage.SHIPPED: {"fill": Ink.TINT},
    ItemStage.DECLINED: {"edge": Ink.LINE},
}
_TAG_ON_DARK = Style(7.5, 10, 600, ink=Ink.PAPER)


def _put_tag(block: Block, entry: Entry, x: float, y: float) -> float:
    style = _TAG_ON_DARK if entry.stage is ItemStage.NOW else TAG
    return block.chip(entry.tag, style, x, y, **_TAG_LOOKS[entry.stage])


def _put_quotes(
    block: Block, entry: Entry, quotes: Sequence[Quote], x: float, y: float, width: float
) -> float:
    """Set quotes under each other, beside a thin rule; return where they end."""
    top = y
    room = width - QUOTE_INDENT
    for number, quote in enumerate(quotes):
        y += 4.5 if number else 0
        words = [(f"“{quote.words}”", QUOTE if has_italics(quote.words) else QUOTE_UPRIGHT)]
        text = Text(words, room, hang="“")
        beside = Text([*words, (f"  {quote.source}", SOURCE)], room, hang="“")
        # Who said it follows on the same line where it fits whole, else on its own.
        backwards = is_right_to_left(quote.words)
        below = bool(quote.source) and (backwards or beside.lines > text.lines)
        text = text if below or not quote.source else beside
        block.text(text, x + QUOTE_INDENT, y)
        y += text.height
        if below:
            side, wide = Qt.AlignmentFlag.AlignLeft, room
            if backwards:
                side = Qt.AlignmentFlag.AlignRight
                wide = min(max(text.natural, width_of(quote.source, SOURCE) + 1), room)
            source = Text.plain(quote.source, SOURCE, wide, side, max_lines=2)
            block.text(source, x + QUOTE_INDENT, y)
            y += source.height
    hidden = len(entry.quotes) - len(quotes)
    if hidden > 0:
        more = Text.plain(f"+ {hidden} more", SOURCE)
        block.text(more, x + QUOTE_INDENT, y + 1)
        y += more.height + 1
    bottom = y

    def rule(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(Ink.QUOTE_RULE), 0.8))
        painter.drawLine(QLineF(x + 1, top + 2, x + 1, bottom - 2))

    block.strokes.append(rule)
    return y


def _put_numbers(block: Block, entry: Entry, x: float, depth: Depth) -> None:
    small = depth.compact or width_of(entry.figure, FIGURE) > NUMBERS_WIDTH
    style = FIGURE_SMALL if small else FIGURE
    figure = Text.plain(entry.figure, style)
    block.text(figure, x, _shift(style))
    facts = list(entry.facts)
    room = NUMBERS_WIDTH - figure.natural - 4
    if width_of(entry.unit, UNIT) <= room:
        block.text(Text.plain(entry.unit, UNIT), x + figure.natural + 4, _shift(UNIT))
    else:
        facts.insert(0, entry.unit)
    y = 19.0 if depth.compact else 20.0
    block.box(QRectF(x, y, NUMBERS_WIDTH, 3.6), Ink.TRACK)
    if entry.share > 0:
        block.box(QRectF(x, y, max(NUMBERS_WIDTH * entry.share, 1.5), 3.6), Ink.ACCENT)
    if depth.compact:
        return
    y += 7.0
    for fact in facts:
        block.text(Text.plain(fact, FACT, NUMBERS_WIDTH, max_lines=1), x, y)
        y += FACT.leading
    if entry.lost_text:
        block.chip(entry.lost_text, CHIP, x, y + 3.5, edge=Ink.TEXT)
