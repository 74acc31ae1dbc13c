"""Rows of the trends: small charts, each with its numbers in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.desk.insights import ChannelTrend
from feedbackdesk.domain.dates import show_month
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.trends import Direction, Monthly, Wait
from feedbackdesk.domain.words import label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import background
from feedbackdesk.ui.rows.roles import MOST, ROW
from feedbackdesk.ui.rows.themes_model import last_months

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.trends import Brought

ROW_HEIGHT = 56
_PAD = 16
_CHART, _SMALL_CHART = 108, 72
_WIDE = 400
"""From this width on there is room for a chart of full size."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it are about."""

    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence where there are no rows."""

    words: str


Row = Heading | Note | Monthly | ChannelTrend | Wait


def _tr(words: str) -> str:
    return QCoreApplication.translate("Trends", words)


def _going(one: Monthly) -> str:
    return {
        Direction.GROWING: _tr("growing"),
        Direction.FADED: _tr("faded"),
        Direction.STEADY: _tr("steady"),
    }[one.direction]


def numbers(row: Row) -> str:
    """Return what the chart of a row shows, in words."""
    if isinstance(row, Monthly):
        return _tr("{recent}, {before} before").format(
            recent=plural(row.recent, _tr("feedback"), _tr("feedbacks")), before=row.before
        )
    if isinstance(row, ChannelTrend):
        return _brought(row.brought, row.monthly)
    if isinstance(row, Wait):
        return _waited(row)
    return row.words


def _brought(one: Brought, monthly: Monthly) -> str:
    parts = [_tr("{before} before").format(before=f"{monthly.before:,}")]
    for number, words in (
        (one.problems, _tr("{share} problems")),
        (one.praise, _tr("{share} praise")),
        (one.losses, _tr("{share} lost sales")),
    ):
        if number:
            share = max(round(100 * number / one.number), 1)
            parts.append(words.format(share=f"{share} %"))
    parts.append(plural(one.themes, _tr("theme"), _tr("themes")))
    return " · ".join(parts)


def _waited(one: Wait) -> str:
    parts = []
    if one.answered:
        parts.append(
            _tr("{number} answered, longest {longest}").format(
                number=f"{one.answered:,}", longest=_days(one.longest)
            )
        )
    if one.open:
        parts.append(
            _tr("{number} open, oldest {oldest}").format(
                number=f"{one.open:,}", oldest=_days(one.oldest)
            )
        )
    return " · ".join(parts)


def _days(number: float) -> str:
    shown = round(number, 1)
    words = f"{shown:,.1f}".removesuffix(".0")
    return f"{words} {_tr('day') if shown == 1 else _tr('days')}"


def title(row: Row) -> str:
    """Return the first line of a row."""
    if isinstance(row, Monthly):
        return row.name
    if isinstance(row, ChannelTrend):
        brought = row.brought
        return f"{label(brought.channel)}: " + plural(
            brought.number, _tr("feedback"), _tr("feedbacks")
        )
    if isinstance(row, Wait):
        if not row.answered:
            return _tr("{kind}: none answered yet").format(kind=label(row.kind))
        return _tr("{kind}: half answered within {median}").format(
            kind=label(row.kind), median=_days(row.median)
        )
    return row.words


def read_out(row: Row, days: int) -> str:
    """Return a row as one sentence for whoever listens."""
    if isinstance(row, Heading | Note):
        return row.words
    monthly = row.monthly if isinstance(row, ChannelTrend) else row
    parts = [title(row), numbers(row)]
    if isinstance(monthly, Monthly):
        parts.append(_tr("{going} within {days} days").format(going=_going(monthly), days=days))
        year = (
            f"{monthly.months[month]:,} in {show_month(month, short=True)}"
            for month in last_months()
            if month in monthly.months
        )
        parts.append(", ".join(year))
    return "; ".join(part for part in parts if part)


class TrendsDelegate(QStyledItemDelegate):
    """Paints headings and rows of one height."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one height of a row."""
        return QSize(240, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a heading, a note or a row."""
        painter.save()
        rect: QRect = option.rect
        row = index.data(ROW)
        if isinstance(row, Heading):
            self._heading(painter, rect, row)
        elif isinstance(row, Note):
            words = rect.adjusted(_PAD, 0, -_PAD, 0)
            paint.text(painter, words, row.words, theme.font(Size.BODY), Role.TEXT_MUTED)
        elif row is not None:
            state: QStyle.StateFlag = option.state
            background(painter, rect, state)
            self._row(painter, rect.adjusted(_PAD, 8, -_PAD, -8), row, index.data(MOST))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        line = QRect(rect.left() + _PAD, rect.bottom() - 30, rect.width() - 2 * _PAD, 22)
        paint.icon(painter, row.icon, Role.TEXT_MUTED, line.left(), line.top() + 2, 18)
        words = line.adjusted(26, 0, 0, 0)
        paint.text(painter, words, row.words, theme.font(Size.BODY, Weight.BOLD))
        painter.setPen(theme.color(Role.LINE_STRONG))
        painter.drawLine(line.left(), rect.bottom() - 2, line.right(), rect.bottom() - 2)

    def _row(
        self, painter: QPainter, rect: QRect, row: Monthly | ChannelTrend | Wait, most: int
    ) -> None:
        wide = _CHART if rect.width() >= _WIDE else _SMALL_CHART
        chart = QRect(rect.right() - wide + 1, rect.top(), wide, rect.height())
        self._chart(painter, chart, row, most)
        words = QRect(rect.left(), rect.top(), rect.width() - wide - 12, 20)
        monthly = row.monthly if isinstance(row, ChannelTrend) else row
        if isinstance(row, ChannelTrend):
            name = f"channel-{row.brought.channel.value}"
            paint.icon(painter, name, Role.TEXT_MUTED, words.left(), words.top() + 2, 16)
        elif isinstance(row, Wait):
            kind = Role[f"KIND_{row.kind.name}"]
            paint.icon(painter, f"kind-{row.kind.value}", kind, words.left(), words.top() + 2, 16)
        elif isinstance(monthly, Monthly):
            name, role = _ARROWS[monthly.direction]
            paint.icon(painter, name, role, words.left(), words.top() + 2, 16)
        words.adjust(24, 0, 0, 0)
        paint.text(painter, words, title(row), theme.font(Size.BODY, Weight.MEDIUM))
        small = theme.font(Size.SMALL)
        paint.text(painter, words.translated(0, 20), numbers(row), small, Role.TEXT_MUTED)

    def _chart(
        self, painter: QPainter, rect: QRect, row: Monthly | ChannelTrend | Wait, most: int
    ) -> None:
        if isinstance(row, Wait):
            upper = QRect(rect.left(), rect.top() + 10, rect.width(), 6)
            paint.bar(painter, upper, row.median / max(most, 1))
            if row.open:
                paint.bar(painter, upper.translated(0, 14), row.oldest / max(most, 1), Role.WARNING)
            return
        monthly = row.monthly if isinstance(row, ChannelTrend) else row
        year = [monthly.months.get(month, 0) for month in last_months()]
        if isinstance(row, ChannelTrend):
            paint.sparkline(painter, rect.adjusted(0, 0, 0, -12), year)
            self._shares(painter, QRect(rect.left(), rect.bottom() - 5, rect.width(), 6), row)
        else:
            paint.sparkline(painter, rect.adjusted(0, 4, 0, -4), year)

    def _shares(self, painter: QPainter, rect: QRect, row: ChannelTrend) -> None:
        """Draw the shares of problems, praise and losses, in this order, on a track."""
        paint.rounded(painter, rect, theme.color(Role.BAR_TRACK), radius=2)
        left, one = rect.left(), row.brought
        for number, role in (
            (one.problems, Role.KIND_PROBLEM),
            (one.praise, Role.KIND_PRAISE),
            (one.losses, Role.KIND_LOSS),
        ):
            width = round(rect.width() * number / max(one.number, 1))
            if width > 1:
                part = QRect(left, rect.top(), width - 1, rect.height())
                paint.rounded(painter, part, theme.color(role), radius=2)
                left += width


_ARROWS = {
    Direction.GROWING: ("rank-up", Role.SUCCESS),
    Direction.FADED: ("rank-down", Role.WARNING),
    Direction.STEADY: ("minus", Role.TEXT_MUTED),
}
