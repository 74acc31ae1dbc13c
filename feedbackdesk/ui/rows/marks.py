"""Words painted with what was looked for marked: on a soft ground, or bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Weight
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""Where a mark begins, and how many characters it has."""

Ends = tuple[int, int]
"""Where a mark begins and where it ends, as Qt counts."""

_RADIUS = 3.0


def spans_of(places: Iterable[int]) -> list[Span]:
    """Return single places joined to spans."""
    spans: list[Span] = []
    for place in places:
        if spans and sum(spans[-1]) == place:
            spans[-1] = spans[-1][0], spans[-1][1] + 1
        else:
            spans.append((place, 1))
    return spans


def bold_line(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    spans: Sequence[Span],
    role: Role = Role.TEXT,
) -> int:
    """Draw one line with its marks in bold, cut where it does not fit; return its width."""
    wide = QFont(font)
    wide.setWeight(QFont.Weight(Weight.BOLD))
    metrics = QFontMetrics(wide if spans else font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    strong = QTextCharFormat()
    strong.setFont(wide)
    layout.setFormats([_ranged(start, end, strong) for start, end in _in_qt(words, spans)])
    line = _one_line(layout, rect.width())
    painter.setPen(theme.color(role))
    top = rect.top() + (rect.height() - line.height()) / 2
    line.draw(painter, QPointF(rect.left(), top))
    return round(line.naturalTextWidth())


def lines(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    most: int,
    spans: Sequence[Span],
) -> None:
    """Draw up to `most` wrapped lines of a text without line breaks, its marks on a ground.

    The last line is cut with an ellipsis where the words go on.
    """
    height = paint.line_height(font)
    here = _in_qt(words, spans)
    first = _wrapped(words, font, rect.width())
    made = [first.lineAt(number) for number in range(min(first.lineCount(), most))]
    cut = first.lineCount() > most
    for number, line in enumerate(made):
        at = QPointF(rect.left(), rect.top() + number * height - line.y())
        if cut and number == most - 1:
            start = line.textStart()
            rest = first.text()[start:]
            shown = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
            layout = QTextLayout(shown, font)
            last = _one_line(layout, rect.width())
            moved = [(one - start, end - start) for one, end in here]
            at = QPointF(rect.left(), rect.top() + number * height)
            _draw(painter, last, at, moved)
        else:
            _draw(painter, line, at, here)


def _draw(painter: QPainter, line: QTextLine, at: QPointF, ends: Sequence[Ends]) -> None:
    begin = line.textStart()
    end = begin + line.textLength()
    for one, other in ends:
        if one < end and other > begin:
            sides = sorted(_x(line, place) for place in (max(one, begin), min(other, end)))
            ground = QRectF(
                at.x() + sides[0] - 1, at.y() + line.y(), sides[1] - sides[0] + 2, line.height()
            )
            paint.rounded(painter, ground, theme.color(Role.MATCH), radius=_RADIUS)
    painter.setPen(theme.color(Role.TEXT))
    line.draw(painter, at)


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)
    # PySide gives the place back beside it.
    return float(found[0] if isinstance(found, tuple) else found)


def _wrapped(words: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
    layout.endLayout()
    return layout


def _one_line(layout: QTextLayout, width: int) -> QTextLine:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return line


def _ranged(start: int, end: int, how: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, how
    return made


def _in_qt(words: str, spans: Sequence[Span]) -> list[Ends]:
    """Return where spans begin and end as Qt counts: in UTF-16, an emoji takes two places."""
    ends = [(start, start + length) for start, length in spans]
    if words.isascii():
        return ends
    return [(_places(words[:start]), _places(words[:end])) for start, end in ends]


def _places(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
