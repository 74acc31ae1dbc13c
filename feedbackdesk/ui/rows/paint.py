"""What pieces, grounds and the few pictures beside rows are painted with."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, px


def write(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    ink: QColor,
    mirrored: bool = False,
    *,
    in_middle: bool = False,
) -> None:
    """Write one line at the start of a rectangle, or in its middle."""
    painter.setFont(font)
    painter.setPen(ink)
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    if in_middle:
        side = Qt.AlignmentFlag.AlignHCenter
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(rect, flags.value | Qt.TextFlag.TextSingleLine.value, words)


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: Role | QColor | None,
    border: Role | QColor | None = None,
    radius: float = theme.CARD_RADIUS,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded rectangle whose border lies inside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if border is not None else 0.0
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    edge = theme.color(border) if isinstance(border, Role) else border
    painter.setPen(QPen(edge, width, style) if edge is not None else Qt.PenStyle.NoPen)
    colour = theme.color(fill) if isinstance(fill, Role) else fill
    painter.setBrush(colour if colour is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def bar_radius(rect: QRectF) -> float:
    """Return how round the ends of a bar are."""
    return min(rect.width() / 2, rect.height() / 2, px(3))


def draw_bar(painter: QPainter, whole: QRectF, sure: QRectF, role: Role = Role.BAR) -> None:
    """Draw a bar: the part that is sure is full, the rest is hatched."""
    if sure != whole:
        rounded(painter, whole, Role.SURFACE, role, radius=bar_radius(whole))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(theme.color(role), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(whole, bar_radius(whole), bar_radius(whole))
    if min(sure.width(), sure.height()) >= 0.5:
        rounded(painter, sure, role, radius=bar_radius(sure))
