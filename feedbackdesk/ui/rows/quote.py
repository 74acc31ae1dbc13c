"""What somebody said, as the inspector shows it: their words first, then who and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.quotes_model import Quote
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

AnyIndex = QModelIndex | QPersistentModelIndex

_LINES = 6


class QuoteRow(QStyledItemDelegate):
    """A quote with a rule at its side; as tall as its words, up to six lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height that the words need at the width of the list."""
        row = index.data(ROW)
        view: QWidget | None = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 240
        if not isinstance(row, Quote):
            return QSize(width, 60)
        height = paint.wrapped_height(row.words, theme.font(Size.BODY), width - 40, _LINES)
        return QSize(120, height + 46)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the quote."""
        row = index.data(ROW)
        if not isinstance(row, Quote):
            return
        painter.save()
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        frame = whole.adjusted(4, 1, -4, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, frame, theme.color(Role.SELECTION))
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, frame, theme.color(Role.HOVER))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, frame)
        rect = whole.adjusted(24, 10, -16, -8)
        rule = Role.KIND_LOSS if row.kind is Kind.LOSS else Role.QUOTE_LINE
        paint.rounded(
            painter, QRect(rect.left() - 12, rect.top() + 2, 3, rect.height() - 4),
            theme.color(rule), radius=1.5,
        )  # fmt: skip
        used = paint.lines(painter, rect, row.words, theme.font(Size.BODY), _LINES)
        below = QRect(rect.left(), rect.top() + used + 4, rect.width(), 18)
        small = theme.font(Size.SMALL, Weight.MEDIUM)
        who = paint.text(painter, below, row.speaker, small, Role.TEXT_MUTED)
        rest = f" · {show_date(row.on)}" + (f" · {row.note}" if row.note else "")
        paint.text(
            painter, below.adjusted(who, 0, 0, 0), rest, theme.font(Size.SMALL), Role.TEXT_FAINT
        )
        painter.restore()
