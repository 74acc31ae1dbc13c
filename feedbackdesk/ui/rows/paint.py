"""Small parts that the delegates paint with. All sizes in device-independent pixels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from feedbackdesk.ui.look import icons, theme
from feedbackdesk.ui.look.theme import Role, Size, Weight


def line_height(font: QFont) -> int:
    """Return the height of a line with room to breathe."""
    return round(QFontMetrics(font).height() * 1.12)


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    role: Role | QColor = Role.TEXT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw one line, cut with an ellipsis where it does not fit; return its width."""
    painter.setFont(font)
    painter.setPen(role if isinstance(role, QColor) else theme.color(role))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(
        rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown
    )
    return min(metrics.horizontalAdvance(shown), rect.width())


def lines(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    most: int,
    role: Role = Role.TEXT,
) -> int:
    """Draw up to `most` wrapped lines, the last one cut with an ellipsis; return the height."""
    painter.setPen(theme.color(role))
    height = line_height(font)
    # Only what could ever be seen is laid out, also of a megabyte.
    seen = " ".join(words[: most * rect.width() // 2 + 40].split())
    layout = QTextLayout(seen, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0
    for number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        rest = seen[line.textStart() :]
        if number == most - 1 and line.textLength() < len(rest):
            layout.endLayout()
            _finished_lines(painter, layout, rect, number, height)
            text(
                painter,
                QRect(rect.left(), rect.top() + top, rect.width(), height),
                rest,
                font,
                role,
                Qt.AlignmentFlag.AlignRight if layout.textOption().textDirection()
                == Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft,
            )  # fmt: skip
            return top + height
        top += height
    layout.endLayout()
    _finished_lines(painter, layout, rect, layout.lineCount(), height)
    return top


def _finished_lines(
    painter: QPainter, layout: QTextLayout, rect: QRect, number: int, height: int
) -> None:
    for index in range(number):
        layout.lineAt(index).draw(painter, QPointF(rect.left(), rect.top() + index * height
                                                   - layout.lineAt(index).y()))  # fmt: skip


def wrapped_height(words: str, font: QFont, width: int, most: int = 400) -> int:
    """Return the height that `lines` would need."""
    layout = QTextLayout(" ".join(words[: most * max(width, 1) // 2 + 40].split()), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while count < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return max(count, 1) * line_height(font)


def icon(painter: QPainter, name: str, role: Role, left: int, top: int, size: int) -> None:
    """Draw an icon, sharp on the painter's device."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(left, top, icons.pixmap(name, role, size, ratio))


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    border: QColor | None = None,
    radius: float = theme.CARD_RADIUS,
    width: float = 1.0,
) -> None:
    """Draw a rounded rectangle whose border lies inside."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if border is not None else 0.0
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def bar(painter: QPainter, rect: QRect, share: float, role: Role = Role.BAR) -> None:
    """Draw a track with a filled share of it (0 to 1)."""
    radius = rect.height() / 2
    rounded(painter, rect, theme.color(Role.BAR_TRACK), radius=radius)
    if share > 0:
        filled = QRectF(rect)
        filled.setWidth(max(rect.width() * min(share, 1.0), rect.height()))
        rounded(painter, filled, theme.color(role), radius=radius)


def chip(
    painter: QPainter,
    left: int,
    top: int,
    words: str,
    *,
    most: int,
    fill: Role = Role.ACCENT_SOFT,
    ink: Role = Role.ON_ACCENT_SOFT,
    mark: str | None = None,
) -> int:
    """Draw a small tag, with an icon before its words; return its width, 0 if there is no room."""
    font = theme.font(Size.SMALL, Weight.MEDIUM)
    metrics = QFontMetrics(font)
    space = 18 if mark else 0
    width = min(metrics.horizontalAdvance(words) + 18 + space, most)
    if width < 32 + space:
        return 0
    paper = theme.color(fill)
    edge = theme.color(ink) if theme.has_edges() else None
    rounded(painter, QRect(left, top, width, 20), paper, edge, radius=theme.CONTROL_RADIUS)
    if mark:
        icon(painter, mark, ink, left + 6, top + 3, 14)
    inner = QRect(left + 8 + space, top, width - 16 - space, 20)
    text(painter, inner, words, font, ink)
    return width


def focus_ring(painter: QPainter, rect: QRect, radius: float = theme.CARD_RADIUS) -> None:
    """Draw the ring of what has the keyboard."""
    rounded(painter, rect, None, theme.color(Role.FOCUS), radius=radius, width=2.0)


def theme_role(colour: int | None, key: int) -> Role:
    """Return the colour role of a theme: the owner's choice, else one by its key."""
    return Role(f"theme_{colour or (key - 1) % 8 + 1}")
