"""A quote on a theme's page: the customer's words first and large, then by whom and when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Feeling, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.pieces import DOT
from feedbackdesk.ui.rows.roles import MONTH, ROW, WORDS

AnyIndex = QModelIndex | QPersistentModelIndex

_LINES = 12
"""So many lines of one quote; all of a longer one stands in the inspector."""

_WIDEST = 760
"""A line longer than this is hard to read, in device-independent pixels."""

_MONTH_HEIGHT = 44
_SIDE, _INDENT, _ABOVE, _BELOW = 24, 36, 16, 16
_BY_HEIGHT = 24


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line below a quote."""

    text: str
    spare: int
    """The greater, the sooner it is left away where there is no room."""
    weight: Weight = Weight.REGULAR
    role: Role = Role.TEXT_MUTED

    @property
    def width(self) -> int:
        return QFontMetrics(theme.font(Size.BODY, self.weight)).horizontalAdvance(self.text)


class StoryQuote(QStyledItemDelegate):
    """A quote as tall as its words, with its month above where a month begins."""

    currency = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height that the words need at the width of the option."""
        rect: QRect = option.rect
        month = _MONTH_HEIGHT if index.data(MONTH) else 0
        words = index.data(WORDS)
        lines = 2 * paint.line_height(theme.font(Size.TITLE))
        if words is not None:
            lines = paint.wrapped_height(words, theme.font(Size.TITLE), _measure(rect), _LINES)
        return QSize(rect.width(), month + _ABOVE + lines + 4 + _BY_HEIGHT + _BELOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the quote, or its place while the words are on their way."""
        painter.save()
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if month := index.data(MONTH):
            self._month(painter, whole, month)
            whole = whole.adjusted(0, _MONTH_HEIGHT, 0, 0)
        frame = whole.adjusted(8, 2, -8, -2)
        if state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, frame, theme.color(Role.SELECTION))
            bar = QRect(frame.left(), frame.top() + 8, 3, frame.height() - 16)
            paint.rounded(painter, bar, theme.color(Role.ACCENT), radius=1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, frame, theme.color(Role.HOVER))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, frame)
        inner = QRect(
            whole.left() + _SIDE + _INDENT, whole.top() + _ABOVE, _measure(whole), whole.height()
        )
        row = index.data(ROW)
        if isinstance(row, Feedback):
            self._quote(painter, inner, row, index.data(WORDS) or "")
        else:
            wait = theme.color(Role.BAR_TRACK)
            for top, share in ((4, 1.0), (28, 0.6)):
                line = QRect(inner.left(), inner.top() + top, round(inner.width() * share), 12)
                paint.rounded(painter, line, wait, radius=6)
        painter.restore()

    def _quote(self, painter: QPainter, inner: QRect, row: Feedback, words: str) -> None:
        mark = theme.font(Size.DISPLAY, Weight.BOLD)
        mark.setPixelSize(Size.DISPLAY * 2)
        painter.setFont(mark)
        painter.setPen(theme.color(Role.QUOTE_LINE))
        painter.drawText(inner.left() - _INDENT, inner.top() + QFontMetrics(mark).ascent() - 8, "“")
        used = paint.lines(painter, inner, words, theme.font(Size.TITLE), _LINES)
        by = QRect(inner.left(), inner.top() + used + 4, inner.width(), _BY_HEIGHT)
        left = by.left()
        for name, role in self._marks(row):
            paint.icon(painter, name, role, left, by.top() + 4, 16)
            left += 22
        parts = self.parts(row, words)
        while len(parts) > 1 and sum(part.width for part in parts) > by.right() - left:
            parts.remove(max(parts, key=lambda part: part.spare))
        for part in parts:
            spot = QRect(left, by.top(), max(by.right() - left, 24), _BY_HEIGHT)
            left += paint.text(
                painter, spot, part.text, theme.font(Size.BODY, part.weight), part.role
            )

    @staticmethod
    def _month(painter: QPainter, whole: QRect, month: str) -> None:
        font = theme.font(Size.SMALL, Weight.BOLD)
        rect = QRect(whole.left() + _SIDE, whole.top() + 12, whole.width() - 2 * _SIDE, 24)
        used = paint.text(painter, rect, month, font, Role.TEXT_MUTED)
        painter.setPen(theme.color(Role.LINE))
        middle = rect.center().y()
        painter.drawLine(rect.left() + used + 12, middle, rect.right(), middle)

    @staticmethod
    def _marks(row: Feedback) -> list[tuple[str, Role]]:
        marks = [(f"kind-{row.kind.value}", Role[f"KIND_{row.kind.name}"])]
        if row.feeling is Feeling.UNHAPPY:
            marks.append(("feeling-unhappy", Role.DANGER))
        elif row.feeling is Feeling.HAPPY:
            marks.append(("feeling-happy", Role.SUCCESS))
        return marks

    def parts(self, row: Feedback, words: str) -> list[Part]:
        """Return who spoke, what they were then, when, and what else is to be known."""
        named = row.who or row.organisation
        ink = Role.TEXT if named else Role.TEXT_MUTED
        parts = [Part(named or self.tr("Not named"), 0, Weight.MEDIUM, ink)]
        if row.who and row.organisation:
            parts.append(Part(f"{DOT}{row.organisation}", 3))
        if row.stage:
            parts.append(Part(f"{DOT}{label(row.stage)}", 4))
        parts.append(Part(f"{DOT}{show_date(row.on)}", 1))
        if row.loss is not None:
            lost = self.tr("lost for {reason}").format(reason=row.loss.reason)
            if row.loss.value:
                lost += f", {show_money(row.loss.value, self.currency)}"
            parts.append(Part(f"{DOT}{lost}", 2, Weight.MEDIUM, Role.DANGER))
        if len(words) < len(row.text):
            parts.append(Part(f"{DOT}{self.tr('part of what they said')}", 5))
        return parts


def _measure(rect: QRect) -> int:
    """Return how wide the words are set."""
    return max(min(rect.width() - 2 * _SIDE - _INDENT, _WIDEST), 80)
