"""Twelve months as columns beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.dates import show_month
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.losses.bar import Bar
from feedbackdesk.ui.pages.losses.bars import BarList, BarModel, filled, ground, hatched
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from collections.abc import Sequence

AnyIndex = QModelIndex | QPersistentModelIndex
_HEIGHT = 148
_MONTHS = 12
_WIDEST = "May"


class MonthModel(BarModel):
    """All months of a year, also those in which nothing was lost."""

    def show_months(self, months: Sequence[str], shown: Sequence[Bar]) -> None:
        """Show a column for each month (2026-11), the oldest first."""
        known = {one.key: one for one in shown}
        self.unfolded = True
        self.show_these([known.get(month) or _nothing(month) for month in months])


def _nothing(month: str) -> Bar:
    name = show_month(month)
    return Bar("month", month, name, 0, 0, "", f"{name}: no sale lost.")


class MonthColumn(QStyledItemDelegate):
    """A month's name, its column, and what it comes to."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return a twelfth of the room."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 240
        return QSize(max(width // _MONTHS, 12), _HEIGHT - 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a month."""
        one, model = index.data(ROW), index.model()
        if not isinstance(one, Bar) or not isinstance(model, BarModel):
            return
        painter.save()
        rect: QRect = option.rect
        ground(painter, rect, option.state, model.is_open(one))
        middle = Qt.AlignmentFlag.AlignHCenter
        small = theme.font(Size.SMALL)
        name = show_month(str(one.key), short=True)
        if QFontMetrics(small).horizontalAdvance(_WIDEST) > rect.width() + 2:
            name = name[:1]
        below = QRect(rect.left() - 4, rect.bottom() - 20, rect.width() + 8, 18)
        paint.text(painter, below, name, small, Role.TEXT_MUTED, middle)
        base, room = below.top() - 4, below.top() - 4 - (rect.top() + 24)
        painter.setPen(theme.color(Role.LINE_STRONG))
        painter.drawLine(rect.left(), base, rect.right() + 1, base)
        if one.size:
            tall = max(room * one.size / model.most, 3.0)
            sure = tall * one.sure / one.size
            wide = min(rect.width() - 6, 28)
            left = rect.center().x() - wide / 2 + 0.5
            filled(painter, QRectF(left, base - sure, wide, sure))
            hatched(painter, QRectF(left, base - tall, wide, tall - sure))
            bold = theme.font(Size.SMALL, Weight.MEDIUM)
            fits = QFontMetrics(bold).horizontalAdvance(one.amount) <= rect.width() - 1
            if fits or one.size == model.most:  # the tallest has room on either side
                beside = 0 if fits else rect.width()
                above = QRect(rect.left(), round(base - tall) - 18, rect.width(), 16)
                above.adjust(-beside, 0, beside, 0)
                paint.text(painter, above, one.amount, bold, Role.TEXT, middle)
        painter.restore()


class MonthColumns(BarList):
    """Left and Right walk along the months."""

    def __init__(self, name: str, accessible: str) -> None:
        """Show no months."""
        self.months = MonthModel()
        super().__init__(name, accessible, self.months)
        self.setItemDelegate(MonthColumn(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFixedHeight(_HEIGHT)

    def _fit(self) -> None:
        self.setFixedHeight(_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every month its share of the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
