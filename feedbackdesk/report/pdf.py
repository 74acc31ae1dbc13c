"""The printed page: one layout for the file, the preview and the paper.

All is measured in points (1/72 inch) from the sheet's top left corner, and never in a
device's own dots, so that a line breaks in the same place on every device. Two passes:
every item is set first, and put on a page when its height is known; no item is split.

This file is long because it is the only one of the report that may know Qt.
"""

from __future__ import annotations

import errno
import functools
import os
import sys
import unicodedata
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Edition, ItemStage, Paper
from feedbackdesk.report.searchable import with_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPagedPaintDevice

    from feedbackdesk.report.model import Entry, Quote, Report, ReportOptions, Section

_RESOLUTION = 1200
_FINE = 20.0
"""Text is set at this many units a point, since Qt's font sizes are whole numbers."""


class _Ink:
    """What is on the palette: it must hold in black and white, so shape says it too."""

    TEXT = "#1d1b18"
    SOFT = "#4d4943"
    FAINT = "#6b665e"
    ACCENT = "#14574f"
    LINE = "#cfcac1"
    TRACK = "#e4e0d8"
    TINT = "#eceae4"
    QUOTE_RULE = "#b9b2a6"
    PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class _Style:
    """A size and its line height in points, a weight, a slant and an ink."""

    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    ink: str = _Ink.TEXT


_TITLE = _Style(29, 34, 700)
_BUSINESS = _Style(11, 14, 600, ink=_Ink.ACCENT)
_DATE = _Style(9.5, 14, ink=_Ink.SOFT)
_LEGEND = _Style(10.5, 15, ink=_Ink.SOFT)
_TOTAL = _Style(16, 19, 700)
_TOTAL_WORDS = _Style(8.5, 11, ink=_Ink.SOFT)
_RUNNING = _Style(8.5, 11, ink=_Ink.SOFT)
_RUNNING_NAME = _Style(8.5, 11, 600, ink=_Ink.ACCENT)
_FOOT = _Style(7.5, 10, ink=_Ink.FAINT)
_PAGE = _Style(8.5, 10, ink=_Ink.SOFT)
_HEADING = _Style(13, 17, 700, ink=_Ink.ACCENT)
_HEADING_COUNT = _Style(9, 17, ink=_Ink.SOFT)
_RANK = _Style(19, 17, 700, ink=_Ink.ACCENT)
_RANK_SMALL = _Style(14, 17, 700, ink=_Ink.ACCENT)
_ITEM = _Style(13, 17, 600)
_ITEM_SMALL = _Style(12, 17, 600)
_MOVED = _Style(8.5, 11, 600, ink=_Ink.SOFT)
_NEW = _Style(8.5, 11, 600, ink=_Ink.ACCENT)
_TAG = _Style(7.5, 10, 600)
_WHY = _Style(8.5, 12, ink=_Ink.SOFT)
_BODY = _Style(9.5, 13.5)
_QUOTE = _Style(10, 13.5, italic=True)
_QUOTE_UPRIGHT = _Style(10, 13.5)
_SOURCE = _Style(8, 11, ink=_Ink.FAINT)
_THEMES = _Style(8, 11, ink=_Ink.FAINT)
_FIGURE = _Style(19, 17, 700)
_FIGURE_SMALL = _Style(14, 17, 700)
_UNIT = _Style(8.5, 17, ink=_Ink.SOFT)
_FACT = _Style(8.5, 11.5, ink=_Ink.SOFT)
_CHIP = _Style(8.5, 11, 600)
_KIND = _Style(12, 17, ink=_Ink.SOFT)

_MARGIN = 48.0
_RANK_WIDTH = 30.0
_MAIN_AT = 44.0
_NUMBERS_WIDTH = 106.0
_GAP = 22.0
_LINE_LIMIT = 440.0
"""The longest line that is still read with ease, in points."""
_PAD = 10.5
_QUOTE_INDENT = 15.0
_LEAD = 7.0
"""The white space between a heading and its first item, in points."""
_STRETCH = 18.0
"""How far a gap between items may grow, in points, so that pages end level."""


# What the program sees of Qt: an application and fonts.

_application: list[QGuiApplication] = []


def _ensure_application() -> None:
    """Make an application without a screen where there is none, as on the command line."""
    if QGuiApplication.instance() is None:
        # An argument and not the environment, which is not ours and is inherited.
        extra = ["-platform", "offscreen"] if sys.platform.startswith("linux") else []
        _application.append(QGuiApplication(["feedbackdesk", *extra]))
    _family()


@functools.cache
def _family() -> str:
    """Load Lato once, and return its name; the system's own typeface where it is missing."""
    from importlib.resources import as_file, files

    name = ""
    with suppress(ModuleNotFoundError):
        folder = files("fontpkg_lato") / "files"
        for cut in ("Regular", "SemiBold", "Bold", "Italic"):
            with as_file(folder / f"Lato-{cut}.ttf") as path:
                number = QFontDatabase.addApplicationFont(str(path))
            name = name or next(iter(QFontDatabase.applicationFontFamilies(number)), "")
    return name or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@functools.cache
def _font(style: _Style) -> QFont:
    font = QFont(_family())
    font.setPixelSize(round(style.size * _FINE))
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(style.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature would be read back as one sign: "ﬁle" is not found by who searches "file".
    font.setFeature(QFont.Tag("liga"), 0)
    return font


# Text that is set: measured, and drawn where it is told.


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def _has_italics(text: str) -> bool:
    """Whether a text is in scripts that have a slanted hand: no made-up slant for the others."""
    return all(
        char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
        for char in text
        if char.isalpha()
    )


def _units(text: str) -> int:
    """Return a text's length as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Text:
    """A paragraph in one or several styles, set to a width in points."""

    def __init__(
        self,
        runs: Sequence[tuple[str, _Style]],
        width: float,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        hang: str = "",
        max_lines: int = 0,
        balanced: bool = False,
    ) -> None:
        self._runs = [(text.replace("\n", " "), style) for text, style in runs]
        self._align = align
        self._hang = hang
        self._wide = width
        self._set()
        if max_lines and self.lines > max_lines:
            self._shorten(max_lines)
        elif balanced and 1 < self.lines < 4:
            self._balance()

    @classmethod
    def plain(
        cls,
        text: str,
        style: _Style,
        width: float = 4_000,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        max_lines: int = 0,
    ) -> _Text:
        """Set a text in one style."""
        return cls([(text, style)], width, align=align, max_lines=max_lines)

    def _set(self) -> None:
        text = "".join(run for run, _style in self._runs)
        base = self._runs[0][1]
        layout = QTextLayout(text, _font(base))
        backwards = _is_right_to_left(text)
        start, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        option = QTextOption(right if backwards and self._align == start else self._align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection
        option.setTextDirection(direction.RightToLeft if backwards else direction.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats(list(_formats(self._runs)))
        hangs = self._hang and text.startswith(self._hang) and not backwards
        hang = _width(self._hang, base) if hangs else 0.0
        layout.beginLayout()
        top = 0.0
        self.lines = 0
        self.natural = 0.0
        self.baseline = 0.0
        while (line := layout.createLine()).isValid():
            inset = hang if not self.lines else 0.0
            line.setLineWidth((self._wide + inset) * _FINE)
            # Scripts taller than Lato get some more room, as much as keeps the page calm.
            room = max(base.leading, min(line.height() / _FINE * 0.9, base.leading * 1.3))
            baseline = top + (room + base.size * 0.72) / 2
            line.setPosition(QPointF(-inset * _FINE, baseline * _FINE - line.ascent()))
            if not self.lines:
                self.baseline = baseline
            self.lines += 1
            self.natural = max(self.natural, line.naturalTextWidth() / _FINE)
            top += room
        layout.endLayout()
        self.height = top
        self._layout = layout
        # Lines that begin at the right still stand, as a block, on the page's left axis.
        keeps_left = backwards and self._align == start
        self._offset = self.natural - self._wide if keeps_left else 0.0

    def _balance(self) -> None:
        """Make the lines alike in length, so that no word stands alone on the last one."""
        lines, whole = self.lines, self._wide
        low, high = whole / 2, whole
        while high - low > 2:
            self._wide = (low + high) / 2
            self._set()
            low, high = (low, self._wide) if self.lines == lines else (self._wide, high)
        self._wide = high
        self._set()

    def _shorten(self, max_lines: int) -> None:
        """Cut at the end of the last line there is room for, and say so by an ellipsis."""
        line = self._layout.lineAt(max_lines - 1)
        keep = line.textStart() + line.textLength() - 2
        kept: list[tuple[str, _Style]] = []
        for text, style in self._runs:
            part = text.encode("utf-16-le")[: max(keep, 0) * 2].decode("utf-16-le", "ignore")
            kept.append((part, style))
            keep -= _units(text)
            if keep <= 0:
                break
        last, style = kept[-1]
        while last:
            kept[-1] = (last.rstrip(" ,;:.") + "…", style)
            self._runs = kept
            self._set()
            if self.lines <= max_lines:
                return
            last = last[:-1]

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the upper left corner at a place in points."""
        painter.save()
        painter.translate(x + self._offset, y)
        painter.scale(1 / _FINE, 1 / _FINE)
        self._layout.draw(painter, QPointF(0, 0))
        painter.restore()


def _formats(runs: Sequence[tuple[str, _Style]]) -> Iterator[QTextLayout.FormatRange]:
    start = 0
    for text, style in runs:
        look = QTextLayout.FormatRange()
        look.start, look.length = start, _units(text)
        form = QTextCharFormat()
        form.setFont(_font(style))
        form.setForeground(QColor(style.ink))
        look.format = form
        start += _units(text)
        yield look


@functools.lru_cache(maxsize=4096)
def _width(text: str, style: _Style) -> float:
    return _Text.plain(text, style).natural


# A block: a rectangle of the page that is never split.

_Stroke = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line between two blocks, with the white space around it in points."""

    above: float
    below: float
    ink: str = _Ink.LINE
    wide: float = 0.5


_BETWEEN_ITEMS = _Rule(_PAD, _PAD)
_BETWEEN_LINES = _Rule(6, 6)
_ABOVE_HEADING = _Rule(2 * _PAD - 2, 8, _Ink.TEXT, 0.8)


@dataclass(slots=True)
class _Block:
    """Something set, with what draws it; coordinates are its own."""

    item_id: int | None = None
    rule: _Rule | None = None
    """The line that parts it from what stands above it on the same page."""
    height: float = 0.0
    strokes: list[_Stroke] = field(default_factory=list)

    def text(self, text: _Text, x: float, y: float) -> None:
        self.strokes.append(lambda painter: text.draw(painter, x, y))
        self.height = max(self.height, y + text.height)

    def line(self, x1: float, y: float, x2: float, ink: str = _Ink.LINE, wide: float = 0.5) -> None:
        def stroke(painter: QPainter) -> None:
            painter.setPen(QPen(QColor(ink), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QLineF(x1, y, x2, y))

        self.strokes.append(stroke)
        self.height = max(self.height, y + wide)

    def box(
        self,
        rect: QRectF,
        fill: str | None = None,
        edge: str | None = None,
        radius: float = 0.0,
        dashed: bool = False,
    ) -> None:
        def stroke(painter: QPainter) -> None:
            pen = QPen(Qt.PenStyle.NoPen)
            if edge:
                pen = QPen(QColor(edge), 0.6)
                if dashed:
                    pen.setDashPattern([2.5, 2.5])
            painter.setPen(pen)
            painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, radius, radius)

        self.strokes.append(stroke)
        self.height = max(self.height, rect.bottom())

    def triangle(self, x: float, y: float, size: float, *, up: bool) -> None:
        """Draw an arrow: filled for up, hollow for down."""
        top, bottom = (y, y + size * 0.85) if up else (y + size * 0.85, y)
        shape = QPolygonF(
            [QPointF(x, bottom), QPointF(x + size, bottom), QPointF(x + size / 2, top)]
        )

        def stroke(painter: QPainter) -> None:
            painter.setPen(QPen(QColor(_Ink.SOFT), 0.7))
            painter.setBrush(QColor(_Ink.SOFT) if up else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(shape)

        self.strokes.append(stroke)

    def tick(self, x: float, y: float, size: float) -> None:
        """Draw a tick."""
        points = [QPointF(x, y + size * 0.5), QPointF(x + size * 0.36, y + size * 0.86)]
        points.append(QPointF(x + size, y + size * 0.1))

        def stroke(painter: QPainter) -> None:
            pen = QPen(QColor(_Ink.ACCENT), 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))

        self.strokes.append(stroke)

    def chip(
        self, words: str, style: _Style, x: float, y: float, **look: str | bool | None
    ) -> float:
        """Draw words in a small rounded frame; return its width."""
        text = _Text.plain(words, style)
        wide, tall = text.natural + 10, style.leading + 3
        fill, edge = look.get("fill"), look.get("edge")
        self.box(
            QRectF(x, y, wide, tall),
            fill if isinstance(fill, str) else None,
            edge if isinstance(edge, str) else None,
            tall / 2,
            bool(look.get("dashed")),
        )
        self.text(text, x + 5, y + 1.5)
        return wide

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.translate(x, y)
        for stroke in self.strokes:
            stroke(painter)
        painter.restore()


# The parts of an item.


@dataclass(frozen=True, slots=True)
class _Measure:
    """Where an item's columns stand, in points from the left margin."""

    width: float
    main: float
    """The width of title and description."""
    quotes_at: float | None
    """Where the quotes' own column starts; None where they stand below the description."""
    quotes: float
    numbers_at: float

    @classmethod
    def of(cls, width: float, *, wide: bool, has_quotes: bool) -> _Measure:
        numbers_at = width - _NUMBERS_WIDTH
        room = numbers_at - _GAP - _MAIN_AT
        if not wide or not has_quotes:
            main = min(room, _LINE_LIMIT)
            return cls(width, main, None, min(main, 400.0), numbers_at)
        main = (room - _GAP) * 0.54
        return cls(width, main, _MAIN_AT + main + _GAP, room - _GAP - main, numbers_at)


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much of an item is told; less, where it would not fit."""

    quotes: int = 100
    description_lines: int = 0
    """0: as many as it has; -1: none."""
    title_lines: int = 0
    why: bool = True
    compact: bool = False
    """Whether the numbers stand in the item's own lines, so that many fit a page."""


_WHOLE = _Depth()


def _entry(entry: Entry, measure: _Measure, depth: _Depth, *, tagged: bool, ranked: bool) -> _Block:
    """Set one item."""
    block = _Block(entry.item_id, _BETWEEN_LINES if depth.compact else _BETWEEN_ITEMS)
    if depth.compact:
        measure = replace(measure, main=measure.numbers_at - _GAP - _MAIN_AT)
    _put_rank(block, entry, depth, ranked=ranked)
    y = _put_title(block, entry, measure, depth, tagged=tagged)
    # Why it was declined is what there is to say about it.
    body = entry.why if entry.stage is ItemStage.DECLINED and entry.why else entry.description
    if body and depth.description_lines >= 0:
        wide = min(measure.main, _LINE_LIMIT)
        text = _Text.plain(body, _BODY, wide, max_lines=depth.description_lines)
        block.text(text, _MAIN_AT, y + 3.5)
        y += 3.5 + text.height
    quotes = entry.quotes[: depth.quotes]
    if quotes and measure.quotes_at is not None:
        _put_quotes(block, entry, quotes, measure.quotes_at, 2, measure.quotes)
    elif quotes:
        y = _put_quotes(block, entry, quotes, _MAIN_AT, y + 6, measure.quotes)
    elif entry.quotes and not depth.compact:
        more = _Text.plain(f"+ {plural(len(entry.quotes), 'quote', 'quotes')}", _THEMES)
        block.text(more, _MAIN_AT, y + 4)
        y += 4 + more.height
    if depth.why and not depth.compact and (about := _about(entry)):
        text = _Text.plain(about, _THEMES, measure.main, max_lines=2)
        block.text(text, _MAIN_AT, y + 5)
    _put_numbers(block, entry, measure.numbers_at, depth)
    return block


def _about(entry: Entry) -> str:
    facts = []
    if entry.themes:
        facts.append(
            f"{'Theme' if len(entry.themes) == 1 else 'Themes'}: {', '.join(entry.themes)}"
        )
    if entry.effort:
        facts.append(f"Effort: {entry.effort}")
    return "  ·  ".join(facts)


def _put_rank(block: _Block, entry: Entry, depth: _Depth, *, ranked: bool) -> None:
    right = Qt.AlignmentFlag.AlignRight
    if entry.rank is None:
        if ranked or entry.stage is ItemStage.SHIPPED:
            block.tick(_RANK_WIDTH - 11, 3.5, 10)
        else:
            block.line(_RANK_WIDTH - 10, 9, _RANK_WIDTH, _Ink.FAINT, 1.4)
        return
    style = _RANK_SMALL if entry.rank >= 100 or depth.compact else _RANK
    block.text(_Text.plain(str(entry.rank), style, _RANK_WIDTH, right), 0, _shift(style))
    if not entry.movement:
        return
    y = 17.5 if depth.compact else 21.0
    if entry.is_new:
        block.text(_Text.plain("new", _NEW, _RANK_WIDTH, right), 0, y)
        return
    number = str(abs(entry.moved or 0))
    block.text(_Text.plain(number, _MOVED, _RANK_WIDTH, right), 0, y)
    at = _RANK_WIDTH - _width(number, _MOVED) - 8.5
    block.triangle(at, y + 2.6, 5.4, up=(entry.moved or 0) > 0)


def _shift(style: _Style) -> float:
    """Return how far a style must move down for its baseline to be the title's."""
    return (_ITEM.leading + _ITEM.size * 0.72) / 2 - (style.leading + style.size * 0.72) / 2


def _put_title(
    block: _Block, entry: Entry, measure: _Measure, depth: _Depth, *, tagged: bool
) -> float:
    """Set title, stage and reason; return where they end."""
    if depth.compact:
        return _put_short_title(block, entry, measure, depth, tagged=tagged)
    title = _Text([(entry.title, _ITEM)], measure.main, max_lines=depth.title_lines, balanced=True)
    block.text(title, _MAIN_AT, 0)
    y = title.height + 3.5
    at = _put_tag(block, entry, _MAIN_AT, y) + 7 if tagged else 0.0
    parts = [entry.why] if depth.why else []
    if entry.target:
        parts.append(f"Aimed at: {entry.target}.")
    if entry.pinned:
        parts.append("Pinned here by hand.")
    text = " ".join(part for part in parts if part)
    if text:
        why = _Text.plain(text, _WHY, measure.main - at, max_lines=0 if depth.why else 1)
        block.text(why, _MAIN_AT + at, y + 0.5)
        return y + max(why.height, 14.0 if tagged else 0.0)
    return y + (14.0 if tagged else -2.0)


def _put_short_title(
    block: _Block, entry: Entry, measure: _Measure, depth: _Depth, *, tagged: bool
) -> float:
    """Set title and stage on one line, and the numbers in words below; return where they end."""
    room = measure.main - (_width(entry.tag, _TAG) + 18 if tagged else 0.0)
    title = _Text.plain(entry.title, _ITEM_SMALL, room, max_lines=depth.title_lines or 1)
    block.text(title, _MAIN_AT, 0)
    if tagged:
        _put_tag(block, entry, _MAIN_AT + min(title.natural, room) + 8, 2.0)
    facts = [*entry.facts, *([entry.lost_text] if entry.lost_text else [])]
    if entry.stage is ItemStage.SHIPPED and entry.why:
        facts.insert(0, entry.why.rstrip("."))
    elif entry.target:
        facts.append(f"aimed at: {entry.target}")
    text = _Text.plain("  ·  ".join(facts), _FACT, measure.main, max_lines=1)
    block.text(text, _MAIN_AT, title.height + 0.5)
    return title.height + 0.5 + text.height


_TAG_LOOKS: dict[ItemStage, dict[str, str | bool | None]] = {
    ItemStage.NOW: {"fill": _Ink.TEXT},
    ItemStage.NEXT: {"fill": _Ink.TINT, "edge": _Ink.SOFT},
    ItemStage.LATER: {"edge": _Ink.SOFT},
    ItemStage.IDEA: {"edge": _Ink.FAINT, "dashed": True},
    ItemStage.SHIPPED: {"fill": _Ink.TINT},
    ItemStage.DECLINED: {"edge": _Ink.LINE},
}
_TAG_ON_DARK = _Style(7.5, 10, 600, ink=_Ink.PAPER)


def _put_tag(block: _Block, entry: Entry, x: float, y: float) -> float:
    style = _TAG_ON_DARK if entry.stage is ItemStage.NOW else _TAG
    return block.chip(entry.tag, style, x, y, **_TAG_LOOKS[entry.stage])


def _put_quotes(
    block: _Block, entry: Entry, quotes: Sequence[Quote], x: float, y: float, width: float
) -> float:
    """Set quotes under each other, beside a thin rule; return where they end."""
    top = y
    room = width - _QUOTE_INDENT
    for number, quote in enumerate(quotes):
        y += 4.5 if number else 0
        words = [(f"“{quote.words}”", _QUOTE if _has_italics(quote.words) else _QUOTE_UPRIGHT)]
        text = _Text(words, room, hang="“")
        beside = _Text([*words, (f"  {quote.source}", _SOURCE)], room, hang="“")
        # Who said it follows on the same line where it fits whole, else on its own.
        backwards = _is_right_to_left(quote.words)
        below = bool(quote.source) and (backwards or beside.lines > text.lines)
        text = text if below or not quote.source else beside
        block.text(text, x + _QUOTE_INDENT, y)
        y += text.height
        if below:
            side, wide = Qt.AlignmentFlag.AlignLeft, room
            if backwards:
                side = Qt.AlignmentFlag.AlignRight
                wide = min(max(text.natural, _width(quote.source, _SOURCE) + 1), room)
            source = _Text.plain(quote.source, _SOURCE, wide, side, max_lines=2)
            block.text(source, x + _QUOTE_INDENT, y)
            y += source.height
    hidden = len(entry.quotes) - len(quotes)
    if hidden > 0:
        more = _Text.plain(f"+ {hidden} more", _SOURCE)
        block.text(more, x + _QUOTE_INDENT, y + 1)
        y += more.height + 1
    bottom = y

    def rule(painter: QPainter) -> None:
        painter.setPen(QPen(QColor(_Ink.QUOTE_RULE), 0.8))
        painter.drawLine(QLineF(x + 1, top + 2, x + 1, bottom - 2))

    block.strokes.append(rule)
    return y


def _put_numbers(block: _Block, entry: Entry, x: float, depth: _Depth) -> None:
    small = depth.compact or _width(entry.figure, _FIGURE) > _NUMBERS_WIDTH
    style = _FIGURE_SMALL if small else _FIGURE
    figure = _Text.plain(entry.figure, style)
    block.text(figure, x, _shift(style))
    facts = list(entry.facts)
    room = _NUMBERS_WIDTH - figure.natural - 4
    if _width(entry.unit, _UNIT) <= room:
        block.text(_Text.plain(entry.unit, _UNIT), x + figure.natural + 4, _shift(_UNIT))
    else:
        facts.insert(0, entry.unit)
    y = 19.0 if depth.compact else 20.0
    block.box(QRectF(x, y, _NUMBERS_WIDTH, 3.6), _Ink.TRACK)
    if entry.share > 0:
        block.box(QRectF(x, y, max(_NUMBERS_WIDTH * entry.share, 1.5), 3.6), _Ink.ACCENT)
    if depth.compact:
        return
    y += 7.0
    for fact in facts:
        block.text(_Text.plain(fact, _FACT, _NUMBERS_WIDTH, max_lines=1), x, y)
        y += _FACT.leading
    if entry.lost_text:
        block.chip(entry.lost_text, _CHIP, x, y + 3.5, edge=_Ink.TEXT)


# The sheet: masthead, running head, foot.


@dataclass(slots=True)
class _Sheet:
    """One page: what stands on it, and where."""

    blocks: list[tuple[_Block, float]] = field(default_factory=list)
    """Each block with its upper edge."""
    gaps_above: list[float] = field(default_factory=list)
    """For each block, how many gaps that may grow are above it."""
    top: float = 0.0
    used: float = 0.0
    gaps: float = 0.0

    def add(self, block: _Block, y: float) -> None:
        self.blocks.append((block, y))
        self.gaps_above.append(self.gaps)

    def grow(self, each: float) -> None:
        """Make every gap larger."""
        self.blocks = [
            (block, y + each * above)
            for (block, y), above in zip(self.blocks, self.gaps_above, strict=True)
        ]

    @property
    def items(self) -> tuple[int, ...]:
        """The keys of the items on the page, in order."""
        return tuple(block.item_id for block, _y in self.blocks if block.item_id is not None)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one item was put: page from 1, and its upper and lower edge in points."""

    item_id: int
    page: int
    top: float
    bottom: float


class _Layout:
    """Puts a report on pages of one size."""

    def __init__(self, report: Report, width: float, height: float) -> None:
        self.report = report
        self.page_width, self.page_height = width, height
        self.width = width - 2 * _MARGIN
        self.bottom = height - _MARGIN - 12
        self.wide = width > height
        self.sheets: list[_Sheet] = []
        has_quotes = any(entry.quotes for entry in report.entries)
        self.measure = _Measure.of(self.width, wide=self.wide, has_quotes=has_quotes)
        if not report.entries:
            self._empty()
        elif report.options.edition is Edition.ONE_PAGE:
            self._one_page()
        else:
            self._fill(_WHOLE)
            self._level()

    def _new_sheet(self) -> _Sheet:
        sheet = _Sheet()
        first = not self.sheets
        head = self._masthead() if first else self._running_head()
        y = _MARGIN - (4 if first else 10)
        sheet.add(head, y)
        sheet.top = sheet.used = y + head.height + _PAD + 2
        self.sheets.append(sheet)
        return sheet

    def _fill(self, depth: _Depth, *, one_page: bool = False) -> bool:
        """Put all items on pages; with `one_page` stop at the first page's end and say so."""
        sheet = self._new_sheet()
        for section in self.report.sections:
            heading = self._heading(section)
            for entry in section.entries:
                lead = heading
                block = self._set(section, entry, depth)
                if not self._has_room(sheet, block, lead):
                    less = self._in_fewer_words(sheet, section, entry, block, lead)
                    if less is not None and depth is _WHOLE:
                        block = less
                    elif sheet.used > sheet.top:
                        if one_page:
                            return False
                        sheet = self._new_sheet()
                    block = self._fitting(section, entry, depth, block, sheet, lead)
                if heading:
                    self._put(sheet, heading)
                    sheet.add(block, sheet.used + _LEAD)
                    sheet.used += _LEAD + block.height
                    heading = None
                else:
                    self._put(sheet, block)
        return True

    def _set(self, section: Section, entry: Entry, depth: _Depth) -> _Block:
        tagged = not self.report.options.by_stage and section.ranked
        if not section.ranked:
            # What is done with is told in short.
            depth = replace(depth, quotes=0, compact=True)
        return _entry(entry, self.measure, depth, tagged=tagged, ranked=section.ranked)

    def _has_room(self, sheet: _Sheet, block: _Block, lead: _Block | None) -> bool:
        above = self._gap(sheet, lead) + lead.height + _LEAD if lead else self._gap(sheet, block)
        return sheet.used + above + block.height <= self.bottom

    def _in_fewer_words(
        self, sheet: _Sheet, section: Section, entry: Entry, whole: _Block, lead: _Block | None
    ) -> _Block | None:
        """Return the item told in fewer words where that spares a great hole in the page."""
        if self.bottom - sheet.used - (lead.height if lead else 0) < whole.height * 0.6:
            return None
        depths = [_Depth(quotes=number) for number in range(len(entry.quotes) - 1, 0, -1)]
        if not section.ranked:
            depths = [_Depth(description_lines=lines) for lines in (1, -1)]
        for depth in depths:
            block = self._set(section, entry, depth)
            if self._has_room(sheet, block, lead):
                return block
        return None

    def _fitting(
        self,
        section: Section,
        entry: Entry,
        depth: _Depth,
        block: _Block,
        sheet: _Sheet,
        lead: _Block | None,
    ) -> _Block:
        """Tell less of an item, little by little, until it fits a page of its own."""
        if depth is not _WHOLE:
            return block  # one page: what does not fit is counted
        quotes = len(entry.quotes)
        steps = [
            *(_Depth(quotes=number) for number in range(quotes - 1, -1, -1)),
            *(_Depth(quotes=0, description_lines=lines, why=False) for lines in (6, 2, -1)),
            *(
                _Depth(quotes=0, description_lines=-1, why=False, title_lines=lines)
                for lines in (8, 4, 2, 1)
            ),
        ]
        for step in steps:
            if self._has_room(sheet, block, lead):
                break
            block = self._set(section, entry, step)
        return block

    @staticmethod
    def _gap(sheet: _Sheet, block: _Block) -> float:
        """Return the white space above a block; the first one of a page needs none."""
        if sheet.used <= sheet.top or block.rule is None:
            return 0.0
        return block.rule.above + block.rule.below

    def _put(self, sheet: _Sheet, block: _Block) -> None:
        gap = self._gap(sheet, block)
        if gap and block.rule:
            line = _Block()
            line.line(0, 0, self.width, block.rule.ink, block.rule.wide)
            sheet.gaps += block.rule.above / gap
            sheet.add(line, sheet.used + block.rule.above)
            sheet.gaps += block.rule.below / gap
        sheet.add(block, sheet.used + gap)
        sheet.used += gap + block.height

    def _level(self) -> None:
        """Let full pages end level: what is left over goes into the gaps, up to a limit."""
        for sheet in self.sheets[:-1]:
            if sheet.gaps:
                sheet.grow(min((self.bottom - sheet.used) / sheet.gaps, _STRETCH))

    def _one_page(self) -> None:
        """Tell as much as lets everything stand on one page, or what fits and how many more."""
        most = max((len(entry.quotes) for entry in self.report.entries), default=0)
        depths = [_Depth(quotes=number) for number in range(most, 0, -1)]
        depths += [
            _Depth(quotes=0, why=False),
            *(
                _Depth(quotes=0, description_lines=lines, why=False, compact=True)
                for lines in (0, 2, 1, -1)
            ),
        ]
        for depth in depths:
            self.sheets.clear()
            if self._fill(depth, one_page=True):
                spare = self.bottom - self.sheets[0].used
                self.sheets[0].grow(min(spare / max(self.sheets[0].gaps, 1), _STRETCH / 2))
                return
        first = self.sheets[0]
        while first.used + 31 > self.bottom and len(first.items) > 1:
            _drop_last(first)
        left = len(self.report.entries) - len(first.items)
        more = _Block(rule=_BETWEEN_LINES)
        more.text(_Text.plain(f"and {left:,} more", _KIND), _MAIN_AT, 0)
        self._put(first, more)

    def _empty(self) -> None:
        sheet = self._new_sheet()
        block = _Block()
        wide = min(self.width, 380.0)
        first = _Text.plain("Nothing stands on the roadmap yet.", _ITEM, wide)
        block.text(first, 0, 28)
        next_step = (
            "Put a theme on it: drag it from the list of themes into a column, or choose "
            "it and press R. It is then ranked by how many asked, and printed here."
        )
        if self.report.options.edition is Edition.CUSTOMER:
            next_step = "We are listening. What you ask for will be ranked and printed here."
        block.text(_Text.plain(next_step, _LEGEND, wide), 0, 28 + first.height + 6)
        self._put(sheet, block)

    def _heading(self, section: Section) -> _Block | None:
        if not section.heading:
            return None
        block = _Block(rule=_ABOVE_HEADING)
        name = _Text.plain(section.heading, _HEADING)
        block.text(name, 0, 0)
        count = _Text.plain(plural(len(section.entries), "item", "items"), _HEADING_COUNT)
        # Both stand on one baseline, whatever their sizes.
        block.text(count, name.natural + 7, name.baseline - count.baseline)
        return block

    def _masthead(self) -> _Block:
        report = self.report
        block = _Block()
        right = Qt.AlignmentFlag.AlignRight
        block.text(_Text.plain(report.day, _DATE, self.width, right), 0, 0)
        y = 0.0
        if report.business:
            name = _Text.plain(report.business, _BUSINESS, self.width * 0.72, max_lines=2)
            block.text(name, 0, 0)
            y = name.height
        elif self.wide:
            y = _BUSINESS.leading  # the totals must clear the date
        title = _Text.plain(report.title, _TITLE)
        block.text(title, -1.2, y + 2)
        words = _Text.plain(report.edition_line or " ", _DATE, self.width, right)
        if not self.wide:
            block.text(words, 0, y + 2 + title.baseline - words.baseline)
        elif report.entries:
            # A lying sheet has the width for the totals, and not the height.
            wide = min(self.width - title.natural - 40, 118.0 * len(report.totals))
            self._totals(block, self.width - wide, wide, y + 5)
        y += title.height + 6
        legend = " ".join([report.legend, *report.notes])
        room = self.width - words.natural - 24 if self.wide else 470.0
        text = _Text([(legend, _LEGEND)], room, balanced=True)
        block.text(text, 0, y)
        if self.wide:
            block.text(words, 0, y + text.baseline - words.baseline)
        y += text.height + 12
        if report.entries and not self.wide:
            block.line(0, y, self.width, _Ink.TEXT, 0.8)
            self._totals(block, 0, min(self.width, 130.0 * len(report.totals)), y + 8)
            y += 46
        block.line(0, y, self.width, _Ink.TEXT, 0.8)
        return block

    def _totals(self, block: _Block, x: float, width: float, y: float) -> None:
        totals = self.report.totals
        for number, total in enumerate(totals):
            at = x + number * width / len(totals)
            block.text(_Text.plain(total.number, _TOTAL), at, y)
            block.text(_Text.plain(total.words, _TOTAL_WORDS), at, y + 19)

    def _running_head(self) -> _Block:
        block = _Block()
        report = self.report
        if report.business:
            name = _Text.plain(report.business, _RUNNING_NAME, self.width * 0.6, max_lines=1)
            block.text(name, 0, 0)
            at = min(name.natural, self.width * 0.6) + 6
        else:
            at = 0.0
        block.text(_Text.plain(report.title, _RUNNING), at, 0)
        right = Qt.AlignmentFlag.AlignRight
        block.text(_Text.plain(report.day, _RUNNING, self.width, right), 0, 0)
        block.line(0, 16, self.width)
        return block

    def foot(self, number: int) -> _Block:
        """Return what stands at the foot of a page."""
        block = _Block()
        words = f"Page {number} of {len(self.sheets)}"
        block.text(_Text.plain("Made with FeedbackDesk", _FOOT), 0, 0)
        right = Qt.AlignmentFlag.AlignRight
        block.text(_Text.plain(words, _PAGE, self.width, right), 0, 0)
        return block

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 1."""
        for block, y in self.sheets[number - 1].blocks:
            block.draw(painter, _MARGIN, y)
        self.foot(number).draw(painter, _MARGIN, self.page_height - _MARGIN + 8)


def _drop_last(sheet: _Sheet) -> None:
    """Take the last item off a page, and the rule or heading that only led to it."""
    while sheet.blocks.pop()[0].item_id is None:
        pass
    while sheet.blocks[-1][0].item_id is None:
        sheet.blocks.pop()
    del sheet.gaps_above[len(sheet.blocks) :]
    sheet.gaps = sheet.gaps_above[-1]
    last, y = sheet.blocks[-1]
    sheet.used = y + last.height


# What others call.


def prepare(device: QPagedPaintDevice, options: ReportOptions) -> None:
    """Give a device the paper and the orientation of the options, up to the edge."""
    size = QPageSize.PageSizeId.A4 if options.paper is Paper.A4 else QPageSize.PageSizeId.Letter
    orientation = QPageLayout.Orientation
    page = QPageLayout(
        QPageSize(size),
        orientation.Landscape if options.landscape else orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    page.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(page)


def page_map(report: Report) -> list[Placed]:
    """Return where each item is put on the paper of its options, in order."""
    _ensure_application()
    layout = _Layout(report, *_paper_size(report.options))
    return [
        Placed(block.item_id, number, y, y + block.height)
        for number, sheet in enumerate(layout.sheets, 1)
        for block, y in sheet.blocks
        if block.item_id is not None
    ]


def _paper_size(options: ReportOptions) -> tuple[float, float]:
    size = QPageSize.PageSizeId.A4 if options.paper is Paper.A4 else QPageSize.PageSizeId.Letter
    points = QPageSize.sizePoints(size)
    short, long = float(points.width()), float(points.height())
    return (long, short) if options.landscape else (short, long)


def paint(report: Report, device: QPagedPaintDevice) -> int:
    """Paint a report on a PDF writer or a printer, with the page it has; return the pages.

    See `prepare`. A printer's page range is kept to. Raises Refusal where the device
    cannot be painted on.
    """
    page = device.pageLayout()
    sheet = page.fullRectPoints()
    layout = _Layout(report, float(sheet.width()), float(sheet.height()))
    ranges = device.pageRanges()
    wanted = [
        number
        for number in range(1, len(layout.sheets) + 1)
        if ranges.isEmpty() or ranges.contains(number)
    ]
    painter = QPainter()
    if not painter.begin(device):
        raise Refusal("The page could not be printed: the printer or the file does not take it.")
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        corner = page.paintRectPoints().topLeft()
        painter.translate(-corner.x(), -corner.y())
        for place, number in enumerate(wanted):
            if place and not device.newPage():
                raise Refusal("The printer stopped in the middle. Look at it, and print again.")
            layout.draw(painter, number)
    finally:
        painter.end()
    return len(wanted)


def pdf_bytes(report: Report) -> tuple[bytes, int]:
    """Return a report as a PDF file's content, and its number of pages."""
    _ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(report.document_title)
    writer.setCreator("FeedbackDesk")
    writer.setAuthor(report.business)
    prepare(writer, report.options)
    pages = paint(report, writer)
    del writer
    content = with_letters(bytes(buffer.data().data()))
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise AssertionError("Qt wrote a PDF that does not end")
    return content, pages


def write_pdf(report: Report, path: Path) -> int:
    """Write a report to a file, whole or not at all; return its number of pages.

    What stood there before is replaced only by a finished file. Raises Refusal with a
    sentence where the place cannot be written to.
    """
    path = _target(path)
    content, pages = pdf_bytes(report)
    part = path.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        try:
            _write(part, content)
            with suppress(FileNotFoundError):
                part.chmod(path.stat().st_mode & 0o777)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise Refusal(_sentence(error, path)) from error
    _sync_folder(path.parent)
    return pages


def _target(path: Path) -> Path:
    """Return where a file goes, links followed; refuse a place that cannot be one."""
    try:
        real = path.resolve()
        if real.is_dir():
            raise Refusal(
                f"“{path}” is a folder. Nothing was written; give a name for the file, "
                "such as roadmap.pdf."
            )
        if not real.parent.is_dir():
            raise Refusal(
                f"There is no folder “{real.parent}”. Nothing was written; choose another."
            )
    except OSError as error:
        raise Refusal(_sentence(error, path)) from error
    except (ValueError, RuntimeError) as error:  # a NUL in the name; a link to itself
        raise Refusal("That is not the name of a file. Nothing was written.") from error
    return real


def _write(part: Path, content: bytes) -> None:
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if part.stat().st_size != len(content):
        raise OSError(errno.EIO, "written short")


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(error: OSError, path: Path) -> str:
    kept = "Nothing was written"
    with suppress(OSError):
        if path.exists():
            kept = "The file that was there is unchanged"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full. {kept}; make room, or choose another place."
        case errno.EROFS:
            return f"“{path.parent}” can only be read. {kept}; choose another folder."
        case errno.EACCES | errno.EPERM:
            return (
                f"You may not write “{path.name}” in “{path.parent}”, or another program holds "
                f"it open. {kept}; close it there, or choose another folder."
            )
        case errno.ENAMETOOLONG:
            return f"The name of the file is too long. {kept}; choose a shorter one."
        case _:
            reason = error.strerror or str(error)
            return f"“{path.name}” could not be written: {reason}. {kept}; choose another place."


__all__ = ["Placed", "page_map", "paint", "pdf_bytes", "prepare", "write_pdf"]
