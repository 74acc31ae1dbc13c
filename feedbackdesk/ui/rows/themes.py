"""A theme as a row: wide on its page, narrow in the roadmap's tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.rows import Theme
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.look import theme as look
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import DROP, MOST, ROW, TREND

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

AnyIndex = QModelIndex | QPersistentModelIndex

_SHOWN = 300
"""So much of a description or of other names is drawn, in characters."""


class TrayTheme(QStyledItemDelegate):
    """A theme that can be dragged: name, request count and mentions."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(180, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a small card with a grip."""
        row = index.data(ROW)
        if not isinstance(row, Theme):
            return
        painter.save()
        rect: QRect = option.rect.adjusted(4, 3, -4, -3)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        fill = look.color(Role.SELECTION if chosen else Role.SURFACE)
        paint.rounded(painter, rect, fill, look.color(Role.LINE_STRONG if over else Role.LINE))
        colour = look.color(paint.theme_role(row.colour, row.id))
        paint.rounded(
            painter, QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16), colour, radius=1.5
        )
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect)
        inner = rect.adjusted(12, 7, -10, -7)
        count = str(row.requests)
        bold = look.font(Size.TITLE, Weight.BOLD)
        paint.text(
            painter, QRect(inner.right() - 34, inner.top(), 34, 22), count, bold,
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        name = QRect(inner.left(), inner.top(), inner.width() - 36, 22)
        paint.text(painter, name, row.name, look.font(Size.BODY, Weight.MEDIUM))
        small = look.font(Size.SMALL)
        words = plural(row.mentions, "mention", "mentions")
        if row.items:
            paint.icon(painter, "roadmap", Role.ACCENT, inner.left(), inner.top() + 24, 14)
            words = f"{words} · {row.items[0]}"
        left = inner.left() + (20 if row.items else 0)
        paint.text(
            painter, QRect(left, inner.top() + 22, inner.right() - left, 18), words, small,
            Role.TEXT_MUTED,
        )  # fmt: skip
        painter.restore()


class ThemeRow(QStyledItemDelegate):
    """A theme on its page: what it is, how it grew, who asked, and what is planned."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(320, 64)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row; the year and the bar go first where there is little room."""
        from feedbackdesk.ui.rows.feedback import background

        row = index.data(ROW)
        if not isinstance(row, Theme):
            return
        painter.save()
        whole: QRect = option.rect
        drop: str | None = index.data(DROP)
        if drop:
            frame = whole.adjusted(4, 1, -4, -1)
            fill, line = look.color(Role.DROP_TARGET), look.color(Role.DROP_LINE)
            paint.rounded(painter, frame, fill, line, width=2.0)
        else:
            background(painter, whole, option.state)
        rect = whole.adjusted(16, 11, -16, -10)
        colour = look.color(paint.theme_role(row.colour, row.id))
        paint.rounded(painter, QRect(rect.left() + 4, rect.top() + 4, 12, 12), colour, radius=4)
        right = rect.right()
        right = self._numbers(painter, QRect(right - 96, rect.top(), 96, rect.height()), row, index)
        if rect.width() > 560:
            trend = QRect(right - 128, rect.top() + 4, 112, rect.height() - 12)
            paint.sparkline(painter, trend, index.data(TREND) or [])
            right = trend.left() - 16
        left = rect.left() + 40
        used = paint.text(
            painter, QRect(left, rect.top() - 1, right - left, 22), row.name,
            look.font(Size.BODY, Weight.MEDIUM),
        )  # fmt: skip
        at = left + used + 10
        for title in row.items:
            drawn = paint.chip(painter, at, rect.top(), title, most=right - at - 8, mark="roadmap")
            if not drawn:
                break
            at += drawn + 6
        words = drop or excerpt(row.description, _SHOWN) or ", ".join(row.aliases)[:_SHOWN]
        below = QRect(left, rect.top() + 22, right - left - 8, 20)
        small = look.font(Size.SMALL, Weight.MEDIUM if drop else Weight.REGULAR)
        paint.text(painter, below, words, small, Role.TEXT if drop else Role.TEXT_MUTED)
        painter.restore()

    @staticmethod
    def _numbers(painter: QPainter, rect: QRect, row: Theme, index: AnyIndex) -> int:
        most = index.data(MOST) or 1
        number = look.font(Size.TITLE, Weight.BOLD)
        used = paint.text(
            painter, QRect(rect.left(), rect.top() - 1, 40, 22), str(row.requests), number
        )
        paint.text(
            painter, QRect(rect.left() + used + 8, rect.top(), rect.width() - used - 8, 22),
            plural(row.mentions, "mention", "mentions"), look.font(Size.SMALL), Role.TEXT_MUTED,
        )  # fmt: skip
        paint.bar(
            painter,
            QRect(rect.left(), rect.top() + 28, rect.width(), 6),
            row.requests / max(most, 1),
        )
        return rect.left() - 16
