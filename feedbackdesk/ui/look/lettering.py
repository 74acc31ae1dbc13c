"""Type: the fonts of a text, how high a line of it is, and how wide words are."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextLine, QTextOption

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Size, Weight

_LINE = 1.12
"""The height of a line, of the height of its font: room to breathe."""
_LONG = 400
"""Longer words are measured by their beginning: no list is so wide."""
BLANKS = dict.fromkeys(map(ord, "\n\r\t\v\f\u2028\u2029\x85"), " ")
"""What becomes a blank where words stand in lines of ours."""


@functools.cache
def _face(size: Size, weight: Weight, _scale: float) -> tuple[QFont, QFontMetrics, int]:
    font = theme.font(size, weight)
    metrics = QFontMetrics(font)
    return font, metrics, round(metrics.height() * _LINE)


def face(size: Size, weight: Weight = Weight.REGULAR) -> tuple[QFont, QFontMetrics, int]:
    """Return a font, its metrics, and the height of a line of it."""
    return _face(size, weight, theme.scale())


@functools.lru_cache(4_096)
def _measured(words: str, size: Size, weight: Weight, scale: float) -> int:
    return _face(size, weight, scale)[1].horizontalAdvance(words)


def advance(words: str, size: Size, weight: Weight) -> int:
    """Return the width of words: names and days come again and again, and are measured once."""
    return _measured(words[:_LONG], size, weight, theme.scale())


def cut(words: str, size: Size, weight: Weight, wide: int) -> str:
    """Return words with an ellipsis where they do not fit; line breaks become blanks."""
    seen = words[:_LONG]
    if not seen.isprintable():
        seen = seen.translate(BLANKS)
    if len(words) < _LONG and advance(seen, size, weight) <= wide:
        return seen
    metrics = face(size, weight)[1]
    return metrics.elidedText(seen[: max(wide, 0) // 2 + 40], Qt.TextElideMode.ElideRight, wide)


def wrapped(
    words: str, font: QFont, wide: int, most: int, mirrored: bool
) -> tuple[QTextLayout, list[QTextLine]]:
    layout = QTextLayout(words, font)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    # Words have a direction of their own, whatever the window has.
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    lines: list[QTextLine] = []
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(wide, 1))
        lines.append(line)
    layout.endLayout()
    return layout, lines


def utf16(words: str) -> int:
    """Return how many places words take as Qt counts: in UTF-16, an emoji takes two."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "surrogatepass")) // 2
