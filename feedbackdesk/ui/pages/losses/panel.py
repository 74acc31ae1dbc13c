"""The charts of lost sales, in one column or two as far as there is room."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.losses import SHARED_REASONS
from feedbackdesk.domain.words import Measure
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.pages.losses.bar import bars, what_matters
from feedbackdesk.ui.pages.losses.bars import BarList, filled, hatched, running
from feedbackdesk.ui.pages.losses.columns import MonthColumns
from feedbackdesk.ui.rows import paint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.domain.losses import LossGroup, LossOverview

_TWO_COLUMNS = 560
_LEFT = ("reason", "also")
_ORDER = ("reason", "month", "competitor", "stage", "outcome", "also")


class ChartCard(QFrame):
    """A chart under its title, with a sentence on what it says."""

    def __init__(self, title: str, chart: BarList) -> None:
        """Frame a chart."""
        super().__init__()
        self.setProperty("surface", "card")
        self.chart = chart
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        heading = QLabel(title, self)
        heading.setProperty("role", "label")
        heading.setContentsMargins(8, 0, 8, 0)
        self.says = QLabel(self)
        self.says.setProperty("role", "small")
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        self.says.setContentsMargins(8, 0, 8, 0)
        column.addWidget(heading)
        column.addWidget(self.says)
        column.addWidget(chart)

    def say(self, sentence: str) -> None:
        """Say what the chart shows, in words."""
        self.says.setText(sentence)
        self.says.setVisible(bool(sentence))
        self.chart.setAccessibleDescription(sentence)


class Legend(QWidget):
    """What full, hatched and the line below a bar mean."""

    def __init__(self, parent: QWidget) -> None:
        """Explain all three."""
        super().__init__(parent)
        self._parts = (
            self.tr("they said so"),
            self.tr("our guess"),
            self.tr("with those above, of all"),
        )
        self.setAccessibleName(
            self.tr(
                "A full bar: they said so. A hatched bar: our guess. "
                "The line below it: its share of all, with those above."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room of both words with their samples."""
        metrics = QFontMetrics(theme.font(Size.SMALL))
        return QSize(sum(metrics.horizontalAdvance(part) + 38 for part in self._parts), 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a sample of each beside its word."""
        painter = QPainter(self)
        font, left = theme.font(Size.SMALL), 0
        whole: Callable[[QPainter, QRectF], None] = partial(running, share=1.0)
        samples = (filled, hatched, whole)
        for part, draw in zip(self._parts, samples, strict=True):
            draw(painter, QRectF(left, 13, 16, 10))
            words = QRect(left + 22, 8, self.width() - left - 22, 20)
            left += 38 + paint.text(painter, words, part, font, Role.TEXT_MUTED)
        painter.end()


class LossCharts(QScrollArea):
    """Reasons, months, competitors, stages and outcomes; a chart without bars is not there."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        """Lay out the charts."""
        super().__init__()
        self.setObjectName("lossCharts")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(280)
        titles = {
            "reason": self.tr("Reasons"),
            "month": self.tr("By month, the last 12"),
            "competitor": self.tr("Lost to"),
            "stage": self.tr("How far the sale got"),
            "outcome": self.tr("What they did instead"),
            "also": self.tr("Reasons named beside others"),
        }
        self._inner = inner = QWidget(self)
        inner.setProperty("surface", "page")
        self._row = row = QHBoxLayout(inner)
        row.setContentsMargins(24, 0, 12, 16)
        row.setSpacing(12)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(12)
            row.addLayout(column, 1)
        self.setWidget(inner)
        self.charts: dict[str, BarList] = {}
        self.cards: dict[str, ChartCard] = {}
        for by in _ORDER:
            make = MonthColumns if by == "month" else BarList
            chart = make(f"chart.{by}", titles[by])
            chart.opened.connect(self.opened)
            chart.closed.connect(self.closed)
            chart.reached.connect(lambda rect, chart=chart: self._bring(chart, rect))
            self.charts[by] = chart
            self.cards[by] = ChartCard(titles[by], chart)
        self._two: bool | None = None
        self._arrange(two=False)

    def show_overview(
        self, seen: LossOverview, months: Sequence[str], measure: Measure, currency: str
    ) -> None:
        """Show the sales of a period in one measure, and the last twelve months."""
        total = seen.total.value if measure is Measure.VALUE else seen.total.number
        for by, card in self.cards.items():
            shown = bars(by, seen.groups[by], seen.total, measure, currency)
            chart = card.chart
            if isinstance(chart, MonthColumns):
                chart.months.show_months(months, shown)
            else:
                chart.bars.show_these(shown)
            card.say(what_matters(shown, total) if by == "reason" else "")
            if by == "also" and _come_to_more(seen.groups[by], seen.total):
                card.say(self.tr(SHARED_REASONS))
            card.setVisible(bool(shown))

    def mark_open(self, what: tuple[str, str | int] | None) -> None:
        """Show which bar's sales are in the list."""
        for chart in self.charts.values():
            chart.mark_open(what)

    def first_focus(self) -> BarList:
        """Return the chart that the keyboard comes to first."""
        return self.charts["reason"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in two columns where there is room."""
        super().resizeEvent(event)
        self._arrange(two=self.viewport().width() >= _TWO_COLUMNS)

    def _arrange(self, *, two: bool) -> None:
        if two == self._two:
            return
        self._two = two
        for column in self._columns:
            while (item := column.takeAt(0)) is not None:
                del item
        for by in _ORDER:
            at = 1 if two and by not in _LEFT else 0
            self._columns[at].addWidget(self.cards[by])
        for column in self._columns:
            column.addStretch(1)
        self._row.setStretch(1, 1 if two else 0)
        self._row.setSpacing(12 if two else 0)

    def _bring(self, chart: BarList, rect: QRect) -> None:
        """Bring the bar with the keyboard into sight, with its title if there is room."""
        top = chart.mapTo(self._inner, rect.topLeft())
        self.ensureVisible(top.x(), top.y() - 20, 0, 24)
        below = chart.mapTo(self._inner, QPoint(rect.left(), rect.bottom()))
        self.ensureVisible(below.x(), below.y(), 0, 12)


def _come_to_more(groups: Sequence[LossGroup], total: LossGroup) -> bool:
    """Whether groups that share sales add up to more than all of them, by number or by value."""
    number, value = sum(one.number for one in groups), sum(one.value for one in groups)
    return number > total.number or value > total.value
