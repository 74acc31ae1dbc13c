"""A block: a rectangle of the page that is never split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from feedbackdesk.report.pdf.artwork import drawn
from feedbackdesk.report.pdf.ink import PAD, Ink, Style
from feedbackdesk.report.pdf.text import Text

if TYPE_CHECKING:
    from feedbackdesk.report.logo import Logo

_Stroke = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two blocks, with the white space around it in points."""

    above: float
    below: float
    ink: str = Ink.LINE
    wide: float = 0.5


BETWEEN_ITEMS = Rule(PAD, PAD)
BETWEEN_LINES = Rule(6, 6)
ABOVE_HEADING = Rule(2 * PAD - 2, 8, Ink.TEXT, 0.8)


@dataclass(slots=True)
class Block:
    """Something set, with what draws it; coordinates are its own."""

    item_id: int | None = None
    rule: Rule | None = None
    """The line that parts it from what stands above it on the same page."""
    leads: bool = False
    """Whether it must not be the last one of a page, if something follows."""
    height: float = 0.0
    strokes: list[_Stroke] = field(default_factory=list)

    def text(self, text: Text, x: float, y: float) -> None:
        self.strokes.append(lambda painter: text.draw(painter, x, y))
        self.height = max(self.height, y + text.height)

    def line(self, x1: float, y: float, x2: float, ink: str = Ink.LINE, wide: float = 0.5) -> None:
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
            painter.setPen(QPen(QColor(Ink.SOFT), 0.7))
            painter.setBrush(QColor(Ink.SOFT) if up else Qt.BrushStyle.NoBrush)
            painter.drawPolygon(shape)

        self.strokes.append(stroke)

    def picture(self, logo: Logo, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture into a rectangle of its own shape; raise Refusal where it is none."""
        draw = drawn(logo)
        rect = QRectF(x, y, width, height)
        self.strokes.append(lambda painter: draw(painter, rect))
        self.height = max(self.height, y + height)

    def tick(self, x: float, y: float, size: float) -> None:
        """Draw a tick."""
        points = [QPointF(x, y + size * 0.5), QPointF(x + size * 0.36, y + size * 0.86)]
        points.append(QPointF(x + size, y + size * 0.1))

        def stroke(painter: QPainter) -> None:
            pen = QPen(QColor(Ink.ACCENT), 1.6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points))

        self.strokes.append(stroke)

    def chip(
        self, words: str, style: Style, x: float, y: float, **look: str | bool | None
    ) -> float:
        """Draw words in a small rounded frame; return its width."""
        text = Text.plain(words, style)
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
