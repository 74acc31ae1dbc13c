"""A feedback as a row: who, when, their words, and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.marks import snippet
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Feeling, Importance, Kind, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import marks, paint
from feedbackdesk.ui.rows.roles import MARKS, ROW, SUGGESTED

if TYPE_CHECKING:
    from feedbackdesk.desk.advice import Suggestion

ROW_HEIGHT = 82
WIDE_ROW_HEIGHT = 62
_WIDE = 860
"""From this width on, one line holds what most people say."""

_PAD = 16
_CHIP_LEAST = 40
"""A narrower gap has no room for a chip."""
_A_CHARACTER = 7
"""How wide a character is, more or less."""


class FeedbackRow(QStyledItemDelegate):
    """Paints rows of one height, so that a million of them scroll."""

    currency = ""
    extra = 0
    """Room below the words, for what is said about them."""

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of a row: two lines of words, or one where it is wide."""
        widget: QWidget | None = option.widget
        wide = widget is not None and widget.width() >= _WIDE
        return QSize(240, (WIDE_ROW_HEIGHT if wide else ROW_HEIGHT) + self.extra)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row, or its place holder while its words are on their way."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = index.data(ROW)
        background(painter, rect, state)
        if isinstance(row, Feedback):
            words = rect.adjusted(_PAD, 12, -_PAD, -10 - self.extra)
            self._row(painter, words, row, index.data(MARKS))
            self._below(painter, rect.adjusted(_PAD + 40, 0, -_PAD, -10), index)
        else:
            wait = theme.color(Role.BAR_TRACK)
            paint.rounded(
                painter, QRect(rect.left() + 52, rect.top() + 16, 160, 10), wait, radius=5
            )
            paint.rounded(
                painter,
                QRect(rect.left() + 52, rect.top() + 40, rect.width() - 120, 10),
                wait,
                radius=5,
            )
        painter.restore()

    def _row(
        self, painter: QPainter, rect: QRect, row: Feedback, found: list[marks.Span] | None
    ) -> None:
        kind = Role[f"KIND_{row.kind.name}"]
        tint = theme.color(kind)
        soft = type(tint)(tint)
        soft.setAlpha(32)
        paint.rounded(painter, QRect(rect.left(), rect.top() + 1, 28, 28), soft, radius=8)
        paint.icon(painter, f"kind-{row.kind.value}", kind, rect.left() + 5, rect.top() + 6, 18)
        left = rect.left() + 40
        self._first_line(painter, QRect(left, rect.top() - 1, rect.right() - left, 20), row)
        words = QRect(left, rect.top() + 21, rect.right() - left, 40)
        most = 2 if rect.height() > 50 else 1
        body = theme.font(Size.BODY)
        if found is None:
            paint.lines(painter, words, row.text, body, most)
        else:
            piece, spans = snippet(row.text, found, most * words.width() // _A_CHARACTER)
            marks.lines(painter, words, piece, body, most, spans)

    def _below(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint what stands at the foot of a row."""

    def _first_line(self, painter: QPainter, rect: QRect, row: Feedback) -> None:
        small = theme.font(Size.SMALL)
        when = show_date(row.on)
        width = QFontMetrics(small).horizontalAdvance(when)
        right = rect.right() - width
        paint.text(painter, QRect(right, rect.top(), width + 1, 20), when, small, Role.TEXT_FAINT)
        right -= 22
        paint.icon(
            painter, f"channel-{row.channel.value}", Role.TEXT_FAINT, right, rect.top() + 2, 16
        )
        for name, role in self._marks(row):
            right -= 20
            paint.icon(painter, name, role, right, rect.top() + 2, 16)
        bold = theme.font(Size.BODY, Weight.MEDIUM)
        who = row.who or row.organisation or self.tr("Not named")
        used = paint.text(
            painter,
            QRect(rect.left(), rect.top(), max(right - rect.left() - 12, 40), 20),
            who,
            bold,
            Role.TEXT if row.who or row.organisation else Role.TEXT_FAINT,
        )
        left = rect.left() + used + 8
        if row.who and row.organisation and right - left > 60:
            left += 8 + paint.text(
                painter,
                QRect(left, rect.top(), right - left - 8, 20),
                row.organisation,
                small,
                Role.TEXT_MUTED,
            )
        for words, fill, ink, mark in self._chips(row):
            if right - left < _CHIP_LEAST:
                break  # of ten thousand themes only those in sight are measured
            drawn = paint.chip(
                painter,
                left,
                rect.top(),
                words,
                most=right - left - 8,
                fill=fill,
                ink=ink,
                mark=mark,
            )
            left += drawn + 6 if drawn else 0

    def _marks(self, row: Feedback) -> list[tuple[str, Role]]:
        marks: list[tuple[str, Role]] = []
        if row.feeling is Feeling.UNHAPPY:
            marks.append(("feeling-unhappy", Role.DANGER))
        elif row.feeling is Feeling.HAPPY:
            marks.append(("feeling-happy", Role.SUCCESS))
        if row.importance is Importance.CRITICAL:
            marks.append(("importance-critical", Role.DANGER))
        return marks

    def _chips(self, row: Feedback) -> list[tuple[str, Role, Role, str | None]]:
        chips: list[tuple[str, Role, Role, str | None]] = []
        if row.loss is not None:
            words = row.loss.reason
            if row.loss.value:
                words += f" · {show_money(row.loss.value, self.currency)}"
            chips.append((words, Role.DANGER_SOFT, Role.DANGER, None))
        chips += [(name, Role.ACCENT_SOFT, Role.ON_ACCENT_SOFT, None) for name in row.themes]
        return chips


class SuggestingRow(FeedbackRow):
    """A row that also says which theme suggests itself, and why."""

    extra = 24

    def _below(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        fits = index.data(SUGGESTED)
        if not fits:
            return
        top = rect.bottom() - 19
        used = paint.chip_offered(
            painter, rect.left(), top, fits[0].name, most=max(rect.width() * 3 // 5, 120)
        )
        left = rect.left() + used + 8
        paint.text(
            painter,
            QRect(left, top, rect.right() - left, 20),
            self.tr("like ‘{words}’").format(words=fits[0].like),
            theme.font(Size.SMALL),
            Role.TEXT_MUTED,
        )


def background(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    inner = rect.adjusted(4, 1, -4, -1)
    if state & QStyle.StateFlag.State_Selected:
        paint.rounded(painter, inner, theme.color(Role.SELECTION))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, inner)
    elif state & QStyle.StateFlag.State_MouseOver:
        paint.rounded(painter, inner, theme.color(Role.HOVER))
    if not state & QStyle.StateFlag.State_Selected:
        painter.setPen(theme.color(Role.LINE))
        painter.drawLine(rect.left() + 56, rect.bottom(), rect.right() - _PAD, rect.bottom())


def read_out(row: Feedback, fits: Suggestion | None = None) -> str:
    """Return a feedback as one sentence for whoever listens, with the theme it may be about."""
    who = row.speaker or "Not named"
    parts = [label(row.kind), f"by {who}", f"on {show_date(row.on)}", f"by {label(row.channel)}"]
    if row.kind is Kind.LOSS and row.loss is not None:
        parts.append(f"lost for {row.loss.reason}")
    if row.themes:
        parts.append("about " + ", ".join(row.themes))
    told = f"{', '.join(parts)}: {row.text[:300]}"
    if fits is not None:
        told += f". Suggested theme: {fits.name}, like ‘{fits.like}’"
    return told
