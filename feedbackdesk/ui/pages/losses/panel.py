"""The charts of lost sales, in one column or two as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from feedbackdesk.desk.losses import SHARED_REASONS
from feedbackdesk.domain.words import Measure
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.pages.losses.bar import bars, what_matters
from feedbackdesk.ui.pages.losses.bars import BarList, MonthColumns, Reached
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.pieces import Bar, Piece, Words
from feedbackdesk.ui.rows.row import Column, Line, Row
from feedbackdesk.ui.widgets.labels import label_of, say
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

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
        column = in_column(self, (8, 12, 8, 8), 4)
        heading = label_of(title, "label")
        heading.setContentsMargins(8, 0, 8, 0)
        self.says = label_of("", "small", wraps=True)
        self.says.setContentsMargins(8, 0, 8, 0)
        column.addWidget(heading)
        column.addWidget(self.says)
        column.addWidget(chart)

    def say(self, sentence: str) -> None:
        """Say what the chart shows, in words."""
        say(self.says, sentence)
        self.chart.setAccessibleDescription(sentence)


def legend(parent: QWidget) -> RowWidget:
    """Return what full, hatched and the line below a bar mean."""
    pieces: list[Piece] = []
    for sample, words in (
        (Bar(1.0, thick=10, width=16), _("they said so")),
        (Bar(0.0, guessed=1.0, thick=10, width=16), _("our guess")),
        (Reached(1.0, width=16), _("with those above, of all")),
    ):
        pieces += [sample, Words(words, Size.SMALL, role=Role.TEXT_MUTED), Column(4)]
    says = _(
        "A full bar: they said so. A hatched bar: our guess. "
        "The line below it: its share of all, with those above."
    )
    row = Row(Line(*pieces[:-1], gap=6, height=36), says=says, pad=(0, 0, 0, 0))
    made = RowWidget(lambda _room: row, parent)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class LossCharts(Scrolled):
    """Reasons, months, competitors, stages and outcomes; a chart without bars is not there."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        """Lay out the charts."""
        super().__init__("lossCharts")
        self.setMinimumWidth(280)
        titles = {
            "reason": _("Reasons"),
            "month": _("By month, the last 12"),
            "competitor": _("Lost to"),
            "stage": _("How far the sale got"),
            "outcome": _("What they did instead"),
            "also": _("Reasons named beside others"),
        }
        self._row = row = in_row(self.inner, (24, 0, 12, 16), 12)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(12)
            column.addStretch(1)
            row.addLayout(column, 1)
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
                chart.show_months(months, shown)
            else:
                chart.bars.show_these(shown)
            card.say(what_matters(shown, total) if by == "reason" else "")
            if by == "also" and _come_to_more(seen.groups[by], seen.total):
                card.say(_(SHARED_REASONS))
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
        # A card whose item Python still holds would never be measured again.
        for column in self._columns:
            for card in self.cards.values():
                column.removeWidget(card)
        for by in _ORDER:
            at = 1 if two and by not in _LEFT else 0
            column = self._columns[at]
            column.insertWidget(column.count() - 1, self.cards[by])
        self._row.setStretch(1, 1 if two else 0)
        self._row.setSpacing(12 if two else 0)

    def _bring(self, chart: BarList, rect: QRect) -> None:
        """Bring the bar with the keyboard into sight, with its title if there is room."""
        top = chart.mapTo(self.inner, rect.topLeft())
        self.ensureVisible(top.x(), top.y() - 20, 0, 24)
        below = chart.mapTo(self.inner, QPoint(rect.left(), rect.bottom()))
        self.ensureVisible(below.x(), below.y(), 0, 12)


def _come_to_more(groups: Sequence[LossGroup], total: LossGroup) -> bool:
    """Whether groups that share sales add up to more than all of them, by number or by value."""
    number, value = sum(one.number for one in groups), sum(one.value for one in groups)
    return number > total.number or value > total.value
