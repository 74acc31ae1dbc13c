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

from feedbackdesk.domain.lenses import figure, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Lens
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import MOST, ROW

AnyIndex = QModelIndex | QPersistentModelIndex

_TITLE_LINES = 3
_NARROW = 150
"""Below this width a card has less room around its words, and one more line for them."""
_HEADING_HEIGHT = 32
_KEPT_HEIGHTS = 4_000


class Card(QStyledItemDelegate):
    """Rank, title, what the lens sees as number and bar, lost sales, movement and pin."""

    currency = ""
    lens = Lens.REQUESTS
    most_rank = 0
    """The last rank on the board: all titles leave room for a number as wide."""
    drop_row = -1
    """The card that a dragged theme would be linked to."""

    def __init__(self, parent: QWidget) -> None:
        """Measure nothing yet."""
        super().__init__(parent)
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return a height for the lines of the title, and for a foot where there is one."""
        entry = index.data(ROW)
        widget: QWidget | None = option.widget
        if isinstance(entry, str):
            return QSize(60, _HEADING_HEIGHT)
        if not isinstance(entry, RankedItem) or widget is None:
            return QSize(160, 100)
        room = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        pin = 20 if entry.item.pinned is not None else 0
        width = room.width() - 4 - 2 * _pad(room.width() - 4) - gutter(self.most_rank) - pin
        title = self._height(entry.item.title, width, _lines(room.width() - 4))
        return QSize(60, title + 64 + (26 if _has_foot(entry) else 0))

    def _height(self, title: str, width: int, most: int) -> int:
        """Return the height of a title, measured once: a list asks for every card of its own."""
        known = self._heights.get((title, width))
        if known is None:
            if len(self._heights) > _KEPT_HEIGHTS:
                self._heights.clear()
            font = theme.font(Size.BODY, Weight.MEDIUM)
            known = self._heights[title, width] = paint.wrapped_height(title, font, width, most)
        return known

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the card."""
        entry = index.data(ROW)
        if isinstance(entry, str):
            _heading(painter, option.rect, entry)
        if not isinstance(entry, RankedItem):
            return
        painter.save()
        rect: QRect = option.rect.adjusted(2, 3, -2, -5)
        state: QStyle.StateFlag = option.state
        self._frame(painter, rect, state, index.row() == self.drop_row)
        pad = _pad(rect.width())
        inner = rect.adjusted(pad, 10, -pad, -10)
        used = self._head(painter, inner, entry, _lines(rect.width()), gutter(self.most_rank))
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
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect)

    @staticmethod
    def _head(painter: QPainter, rect: QRect, entry: RankedItem, most: int, beside: int) -> int:
        rank = theme.font(Size.TITLE, Weight.BOLD)
        number = str(entry.rank) if entry.rank is not None else ""
        if number:
            paint.text(
                painter, QRect(rect.left(), rect.top() - 1, beside, 22), number, rank, Role.ACCENT
            )
        else:
            mark = f"stage-{entry.item.stage.value}"
            role = Role[f"STAGE_{entry.item.stage.name}"]
            paint.icon(painter, mark, role, rect.left(), rect.top() + 1, 18)
        right = rect.right() - (20 if entry.item.pinned is not None else 0)
        title = QRect(rect.left() + beside, rect.top(), right + 1 - rect.left() - beside, 60)
        if entry.item.pinned is not None:
            paint.icon(painter, "pin", Role.ACCENT, rect.right() - 15, rect.top() + 1, 16)
        bold = theme.font(Size.BODY, Weight.MEDIUM)
        return paint.lines(painter, title, entry.item.title, bold, most)

    def _demand(
        self, painter: QPainter, rect: QRect, top: int, entry: RankedItem, most: float
    ) -> None:
        item = entry.item
        number, words = figure(item, self.lens, self.currency)
        by_requests = self.lens is Lens.REQUESTS
        count = item.mentions if by_requests else item.requests
        what = ("mention", "mentions") if by_requests else ("request", "requests")
        beside = plural(count, *what)
        bold = theme.font(Size.BODY, Weight.BOLD)
        small = theme.font(Size.SMALL)
        wide, space = QFontMetrics(bold).horizontalAdvance(number), rect.width()
        said, told = (QFontMetrics(small).horizontalAdvance(one) for one in (words, beside))
        mark = ""
        if wide + said + told + 16 > space:  # an icon says as much as the word
            beside, mark = f"{count:,}", "channel-chat" if by_requests else "people"
            told = QFontMetrics(small).horizontalAdvance(beside) + 19
            if number and wide + said + told + 10 > space:
                words = ""
        left = rect.left()
        if number:
            left += 5 + paint.text(painter, QRect(left, top, space, 20), number, bold)
        line = QRect(left, top, rect.right() + 1 - told - 4 - left, 20)
        paint.text(painter, line, words, small, Role.TEXT)
        if mark:
            paint.icon(painter, mark, Role.TEXT_MUTED, rect.right() + 1 - told, top + 3, 14)
        paint.text(
            painter,
            QRect(rect.right() + 1 - told, top, told, 20),
            beside,
            small,
            Role.TEXT_MUTED,
            Qt.AlignmentFlag.AlignRight,
        )
        share = (score(item, self.lens) or 0) / (most or 1)
        paint.bar(painter, QRect(rect.left(), top + 22, rect.width(), 5), share)

    def lost_words(self, entry: RankedItem, room: int) -> str:
        """Return how many sales were lost, and their worth where all of it has room.

        An amount that is cut in its middle would be another amount.
        """
        item = entry.item
        words = f"lost {item.lost:,}"
        if not item.lost_value or self.lens is Lens.LOST:
            return words
        whole = f"{words} · {show_money(item.lost_value, self.currency)}"
        return whole if paint.chip_width(whole) <= room else words

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
            words = self.lost_words(entry, right - left - 6)
            left += 6 + paint.chip(
                painter, left, top, words, most=right - left - 6,
                fill=Role.DANGER_SOFT, ink=Role.DANGER,
            )  # fmt: skip
        words = f"effort {item.effort}"
        if item.effort and paint.chip_width(words) <= right - left - 6:  # cut it were another one
            paint.chip(
                painter, left, top, words, most=right - left - 6,
                fill=Role.SUNKEN, ink=Role.TEXT_MUTED,
            )  # fmt: skip


def _heading(painter: QPainter, rect: QRect, words: str) -> None:
    """Draw the theme that the cards below it answer."""
    font = theme.font(Size.SMALL, Weight.MEDIUM)
    inner = rect.adjusted(6, 8, -6, 0)
    paint.text(painter, inner, words, font, Role.TEXT_MUTED)
    painter.fillRect(QRect(rect.left() + 2, rect.bottom() - 1, rect.width() - 4, 1),
                     theme.color(Role.LINE_STRONG))  # fmt: skip


def _pad(width: int) -> int:
    return 8 if width < _NARROW else 12


def _lines(width: int) -> int:
    return _TITLE_LINES + 1 if width < _NARROW else _TITLE_LINES


def gutter(most_rank: int) -> int:
    """Return the room for the rank before a title, where the last one is this."""
    widest = "0" * max(len(str(most_rank)), 2)
    return QFontMetrics(theme.font(Size.TITLE, Weight.BOLD)).horizontalAdvance(widest) + 6


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
