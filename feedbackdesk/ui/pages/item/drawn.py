"""The evidence of a number: an account in one line, and its words as quotes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.pages.item.rows import Said, Sum, Who
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

AnyIndex = QModelIndex | QPersistentModelIndex

_SIDE, _INDENT = 24, 32
_LINES = 8
_LINE = 20
_WIDEST = 720
"""A line longer than this is hard to read, in device-independent pixels."""


class ProofRow(QStyledItemDelegate):
    """Rows as tall as their words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height that a row needs at the width of the option."""
        rect: QRect = option.rect
        row = index.data(ROW)
        height = 44
        if isinstance(row, Who):
            height = 20 + 22 + (_LINE if row.story else 0) + (_LINE if row.once else 0)
        elif isinstance(row, Said):
            width = _measure(rect)
            words = paint.wrapped_height(row.words, theme.font(Size.BODY), width, _LINES)
            height = 8 + words + 2 + _LINE + 6
        return QSize(rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint an account, a quote or the sum."""
        row = index.data(ROW)
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        frame = rect.adjusted(8, 1, -8, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, frame, theme.color(Role.SELECTION))
        elif state & QStyle.StateFlag.State_MouseOver and not isinstance(row, Sum):
            paint.rounded(painter, frame, theme.color(Role.HOVER))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, frame)
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if isinstance(row, Who):
            self._who(painter, inner, row, first=index.row() == 0)
        elif isinstance(row, Said):
            self._said(painter, rect, row)
        elif isinstance(row, Sum):
            painter.setPen(theme.color(Role.LINE_STRONG))
            painter.drawLine(inner.left(), inner.top() + 6, inner.right(), inner.top() + 6)
            below = inner.adjusted(0, 8, 0, 0)
            paint.text(painter, below, row.words, theme.font(Size.BODY, Weight.BOLD))
        painter.restore()

    @staticmethod
    def _who(painter: QPainter, rect: QRect, row: Who, *, first: bool) -> None:
        if not first:
            painter.setPen(theme.color(Role.LINE))
            painter.drawLine(rect.left(), rect.top(), rect.right(), rect.top())
        thing = row.asker.account.thing
        icon = thing[0] if thing is not None else "help"
        paint.icon(painter, icon, Role.TEXT_MUTED, rect.left(), rect.top() + 13, 18)
        left = rect.left() + _INDENT
        line = QRect(left, rect.top() + 11, rect.right() - left, 22)
        bold = theme.font(Size.BODY, Weight.MEDIUM)
        if row.worth:
            wide = min(QFontMetrics(bold).horizontalAdvance(row.worth) + 1, line.width() // 2)
            place = QRect(line.right() - wide, line.top(), wide + 1, 22)
            paint.text(painter, place, row.worth, bold)
            line.setRight(place.left() - 12)
        ink = Role.TEXT if thing is not None else Role.TEXT_MUTED
        paint.text(painter, line, row.name, theme.font(Size.BODY, Weight.BOLD), ink)
        below = QRect(left, rect.top() + 33, rect.right() - left, _LINE)
        if row.story:
            paint.text(painter, below, row.story, theme.font(Size.SMALL), Role.TEXT_MUTED)
            below.translate(0, _LINE)
        if row.once:
            paint.icon(painter, "merge", Role.ACCENT, left, below.top() + 3, 14)
            spot = below.adjusted(20, 0, 0, 0)
            paint.text(painter, spot, row.once, theme.font(Size.SMALL, Weight.MEDIUM), Role.ACCENT)

    @staticmethod
    def _said(painter: QPainter, rect: QRect, row: Said) -> None:
        left = rect.left() + _SIDE + _INDENT
        inner = QRect(left + 14, rect.top() + 8, _measure(rect), rect.height())
        used = paint.lines(painter, inner, row.words, theme.font(Size.BODY), _LINES)
        rule = Role.KIND_LOSS if row.heard.is_loss else Role.QUOTE_LINE
        bar = QRect(left, inner.top() + 1, 3, used + _LINE)
        paint.rounded(painter, bar, theme.color(rule), radius=1.5)
        below = QRect(inner.left(), inner.top() + used + 2, rect.right() - _SIDE - left - 14, _LINE)
        ink = Role.DANGER if row.heard.is_loss else Role.TEXT_MUTED
        paint.text(painter, below, row.note, theme.font(Size.SMALL), ink)


def _measure(rect: QRect) -> int:
    """Return how wide the words are set."""
    return max(min(rect.width() - 2 * _SIDE - _INDENT - 14, _WIDEST), 80)
