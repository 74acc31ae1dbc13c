"""A theme's last twelve months as a line, with the numbers and the months written out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from feedbackdesk.domain.dates import show_month
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint

_HEIGHT = 84
_WIDEST = 720


class YearLine(QWidget):
    """Twelve points on a line; where there is little room every other month is named."""

    def __init__(self) -> None:
        """Show no year."""
        super().__init__()
        self.setObjectName("yearLine")
        self._months: list[str] = []
        self._numbers: list[int] = []
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The last twelve months"))
        theme.signals().changed.connect(self.update)

    def show_year(self, months: list[str], numbers: dict[str, int]) -> None:
        """Show feedbacks by month (2026-11), oldest first."""
        self._months = months
        self._numbers = [numbers.get(month, 0) for month in months]
        said = [
            self.tr("{number} in {month}").format(
                number=f"{number:,}", month=show_month(month, short=True)
            )
            for month, number in zip(months, self._numbers, strict=True)
            if number
        ]
        words = ", ".join(said) or self.tr("Nothing in the last twelve months")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a line with words above and below."""
        return QSize(480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which twelve numbers can be read."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if not self._months:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._months)
        top, base = 24.0, _HEIGHT - 24.0
        most = max(*self._numbers, 1)
        points = [
            QPointF((at + 0.5) * step, base - (base - top) * number / most)
            for at, number in enumerate(self._numbers)
        ]
        below = [QPointF(points[-1].x(), base), QPointF(points[0].x(), base)]
        fill = theme.color(Role.ACCENT_SOFT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([*points, *below]))
        painter.setPen(QPen(theme.color(Role.LINE_STRONG), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        painter.setPen(QPen(theme.color(Role.BAR), 2))
        painter.drawPolyline(QPolygonF(points))
        for at, (month, number, point) in enumerate(
            zip(self._months, self._numbers, points, strict=True)
        ):
            self._write(painter, at, month, number, point, step)
        painter.end()

    def _write(
        self, painter: QPainter, at: int, month: str, number: int, point: QPointF, step: float
    ) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        left, wide = round(at * step), round(step)
        if number:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(Role.BAR))
            painter.drawEllipse(point, 3.0, 3.0)
            above = QRect(left, round(point.y()) - 22, wide, 18)
            paint.text(painter, above, f"{number:,}", theme.font(Size.SMALL, Weight.MEDIUM),
                       Role.TEXT, middle)  # fmt: skip
        if step >= 34 or (len(self._months) - 1 - at) % 2 == 0:
            spare = 0 if step >= 34 else round(step / 2)
            below = QRect(left - spare, _HEIGHT - 20, wide + 2 * spare, 18)
            paint.text(painter, below, show_month(month, short=True), theme.font(Size.SMALL),
                       Role.TEXT_MUTED, middle)  # fmt: skip
