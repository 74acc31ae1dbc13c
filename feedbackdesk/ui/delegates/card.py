"""A roadmap item as a card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.text import plural
from feedbackdesk.ui import theme
from feedbackdesk.ui.delegates import paint
from feedbackdesk.ui.models.roles import MOST, ROW
from feedbackdesk.ui.theme import Role, Size, Weight

AnyIndex = QModelIndex | QPersistentModelIndex

_TITLE_LINES = 3


class Card(QStyledItemDelegate):
    """Rank, title, requests as number and bar, mentions, lost sales, movement and pin."""

    currency = ""
    drop_row = -1
    """The card that a dragged theme would be linked to."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a height for the lines of the title, and for a foot where there is one."""
        entry = index.data(ROW)
        widget: QWidget | None = option.widget
        if not isinstance(entry, RankedItem) or widget is None:
            return QSize(160, 100)
        room = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        width = room.width() - 30 - _gutter() - (20 if entry.item.pinned is not None else 0)
        title = paint.wrapped_height(
            entry.item.title, theme.font(Size.BODY, Weight.MEDIUM), width, _TITLE_LINES
        )
        return QSize(120, title + 64 + (26 if _has_foot(entry) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the card."""
        entry = index.data(ROW)
        if not isinstance(entry, RankedItem):
            return
        painter.save()
        rect: QRect = option.rect.adjusted(2, 3, -2, -5)
        state: QStyle.StateFlag = option.state
        self._frame(painter, rect, state, index.row() == self.drop_row)
        inner = rect.adjusted(12, 10, -12, -10)
        used = self._head(painter, inner, entry)
        top = inner.top() + used + 3
        self._demand(painter, inner, top, entry, index.data(MOST) or 1)
        if _has_foot(entry):
            self._foot(painter, inner, entry)
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_target: bool) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        shade = rect.translated(0, 2)
        paint.rounded(painter, shade, theme.color(Role.SHADOW))
        fill = Role.DROP_TARGET if is_target else Role.SELECTION if chosen else Role.SURFACE
        edge = Role.DROP_LINE if is_target else Role.LINE_STRONG if over else Role.LINE
        paint.rounded(
            painter, rect, theme.color(fill), theme.color(edge), width=2 if is_target else 1
        )
        if state & QStyle.StateFlag.State_HasFocus and chosen:
            paint.focus_ring(painter, rect)

    @staticmethod
    def _head(painter: QPainter, rect: QRect, entry: RankedItem) -> int:
        rank = theme.font(Size.TITLE, Weight.BOLD)
        number = str(entry.rank) if entry.rank is not None else ""
        gutter = _gutter()
        if number:
            paint.text(
                painter, QRect(rect.left(), rect.top() - 1, gutter, 22), number, rank, Role.ACCENT
            )
        else:
            mark = f"stage-{entry.item.stage.value}"
            role = Role[f"STAGE_{entry.item.stage.name}"]
            paint.icon(painter, mark, role, rect.left(), rect.top() + 1, 18)
        right = rect.right() - (20 if entry.item.pinned is not None else 0)
        title = QRect(rect.left() + gutter, rect.top(), right - rect.left() - gutter, 60)
        if entry.item.pinned is not None:
            paint.icon(painter, "pin", Role.ACCENT, rect.right() - 15, rect.top() + 1, 16)
        bold = theme.font(Size.BODY, Weight.MEDIUM)
        return paint.lines(painter, title, entry.item.title, bold, _TITLE_LINES)

    @staticmethod
    def _demand(painter: QPainter, rect: QRect, top: int, entry: RankedItem, most: int) -> None:
        item = entry.item
        bold = theme.font(Size.BODY, Weight.BOLD)
        small = theme.font(Size.SMALL)
        used = paint.text(painter, QRect(rect.left(), top, 60, 20), str(item.requests), bold)
        left = rect.left() + used + 5
        asked = "request" if item.requests == 1 else "requests"
        used = paint.text(
            painter, QRect(left, top, rect.right() - left, 20), asked, small, Role.TEXT
        )
        left += used + 8
        words = plural(item.mentions, "mention", "mentions")
        if QFontMetrics(small).horizontalAdvance(words) > rect.right() - left:
            words = str(item.mentions)
            width = QFontMetrics(small).horizontalAdvance(words)
            paint.icon(painter, "quote", Role.TEXT_MUTED, rect.right() - width - 19, top + 3, 14)
        paint.text(
            painter,
            QRect(left, top, rect.right() - left, 20),
            words,
            small,
            Role.TEXT_MUTED,
            Qt.AlignmentFlag.AlignRight,
        )
        paint.bar(
            painter, QRect(rect.left(), top + 22, rect.width(), 5), item.requests / max(most, 1)
        )

    def _foot(self, painter: QPainter, rect: QRect, entry: RankedItem) -> None:
        item = entry.item
        top = rect.bottom() - 18
        right = rect.right()
        words, mark, role = _movement(entry)
        if mark:
            small = theme.font(Size.SMALL, Weight.MEDIUM)
            width = QFontMetrics(small).horizontalAdvance(words)
            right -= width
            paint.text(painter, QRect(right, top, width + 1, 20), words, small, role)
            right -= 18
            paint.icon(painter, mark, role, right, top + 2, 16)
        left = rect.left()
        if item.lost:
            words = f"lost {item.lost}"
            if item.lost_value:
                words += f" · {show_money(item.lost_value, self.currency)}"
            left += 6 + paint.chip(
                painter, left, top, words, most=right - left - 6,
                fill=Role.DANGER_SOFT, ink=Role.DANGER,
            )  # fmt: skip
        if item.effort and right - left > 60:
            paint.chip(
                painter, left, top, f"effort {item.effort}", most=right - left - 6,
                fill=Role.SUNKEN, ink=Role.TEXT_MUTED,
            )  # fmt: skip


def _gutter() -> int:
    return QFontMetrics(theme.font(Size.TITLE, Weight.BOLD)).horizontalAdvance("00") + 6


def _has_foot(entry: RankedItem) -> bool:
    item = entry.item
    return bool(item.lost or item.effort or entry.is_new or entry.moved)


def _movement(entry: RankedItem) -> tuple[str, str, Role]:
    if entry.is_new:
        return "new", "rank-new", Role.ON_ACCENT_SOFT
    if entry.moved:
        up = entry.moved > 0
        return (
            str(abs(entry.moved)),
            "rank-up" if up else "rank-down",
            Role.SUCCESS if up else Role.WARNING,
        )
    return "", "", Role.TEXT_MUTED
