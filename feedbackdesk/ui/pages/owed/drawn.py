"""Something owed as a row: who, what, about what, by when, and how they want to be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.desk.owing import Debt, DebtGroup
from feedbackdesk.domain.dates import show_date, show_due
from feedbackdesk.domain.words import FollowUpKind, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import background
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

ROW_HEIGHT = 56
_PAD = 16
_TEXT_AT = 40
_ICONS = {
    FollowUpKind.ACKNOWLEDGE: "kind-problem",
    FollowUpKind.ANSWER: "kind-question",
    FollowUpKind.SHIPPED: "ship",
    FollowUpKind.DECLINED: "decline",
    FollowUpKind.WIN_BACK: "kind-loss",
    FollowUpKind.CHECK_IN: "calendar",
    FollowUpKind.THANK: "kind-praise",
}
_DUE_INK = {DebtGroup.LATE: Role.DANGER, DebtGroup.TODAY: Role.TEXT}

AnyIndex = QModelIndex | QPersistentModelIndex


def _tr(words: str) -> str:
    return QCoreApplication.translate("Owed", words)


def group_name(group: DebtGroup) -> str:
    """Return the heading of a group."""
    return {
        DebtGroup.LATE: _tr("Late"),
        DebtGroup.TODAY: _tr("Today"),
        DebtGroup.WEEK: _tr("This week"),
        DebtGroup.LATER: _tr("Later"),
        DebtGroup.APART: _tr("Not to be contacted"),
        DebtGroup.DONE: _tr("Done lately"),
    }[group]


def counted(group: DebtGroup, number: int) -> str:
    """Return what stands beside a heading: how many are in its group, and what that means."""
    words = _tr("{number}, listed and never written to") if group is DebtGroup.APART else "{number}"
    return words.format(number=f"{number:,}")


def due(debt: Debt) -> str:
    """Return when it is due, or how and when it was done."""
    one = debt.owed
    if one.done_on is not None and one.result is not None:
        return f"{label(one.result)}, {show_date(one.done_on)}"
    return show_due(one.due)


def clock(debt: Debt) -> str:
    """Return how long a complaint waits since it was heard; nothing for all else."""
    if debt.heard is None:
        return ""
    if debt.heard == 0:
        return _tr("heard today, not resolved")
    if debt.heard == 1:
        return _tr("heard yesterday, not resolved")
    return _tr("heard {days} days ago, not resolved").format(days=f"{debt.heard:,}")


def read_out(debt: Debt) -> str:
    """Return it as one sentence for whoever listens."""
    one = debt.owed
    parts = [one.speaker, label(one.kind), one.about, due(debt), clock(debt), one.contact_how]
    if debt.group is DebtGroup.APART:
        parts.append(group_name(DebtGroup.APART))
    return ", ".join(part for part in parts if part)


class OwedRow(QStyledItemDelegate):
    """Paints what is owed and the headings, all of one height."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a heading or something owed."""
        painter.save()
        rect: QRect = option.rect
        row = index.data(ROW)
        if isinstance(row, Debt):
            state: QStyle.StateFlag = option.state
            background(painter, rect, state)
            self._debt(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row)
        elif row is not None:
            self._heading(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row.group, row.number)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, group: DebtGroup, number: int) -> None:
        line = QRect(rect.left(), rect.bottom() - 28, rect.width(), 22)
        bold, small = theme.font(Size.BODY, Weight.BOLD), theme.font(Size.SMALL)
        ink = Role.DANGER if group is DebtGroup.LATE else Role.TEXT
        wide = paint.text(painter, line, group_name(group), bold, ink)
        rest = line.adjusted(wide + 8, 0, 0, 0)
        paint.text(painter, rest, counted(group, number), small, Role.TEXT_MUTED)
        painter.setPen(theme.color(Role.LINE_STRONG))
        painter.drawLine(line.left(), rect.bottom() - 2, line.right(), rect.bottom() - 2)

    def _debt(self, painter: QPainter, rect: QRect, debt: Debt) -> None:
        one = debt.owed
        quiet = debt.group in {DebtGroup.APART, DebtGroup.DONE}
        paint.icon(
            painter, _ICONS[one.kind], Role.TEXT_FAINT if quiet else Role.TEXT_MUTED,
            rect.left() + 4, rect.top() + 9, 20,
        )  # fmt: skip
        small = theme.font(Size.SMALL)
        when = theme.font(Size.SMALL, Weight.MEDIUM)
        line = QRect(rect.left() + _TEXT_AT, rect.top() + 7, rect.width() - _TEXT_AT, 21)
        ink = _DUE_INK.get(debt.group, Role.TEXT_MUTED)
        left = self._right(painter, line, due(debt), when, ink)
        name = theme.font(Size.BODY, Weight.MEDIUM)
        who = one.who or one.speaker
        wide = paint.text(painter, left, who, name, Role.TEXT_MUTED if quiet else Role.TEXT)
        if one.organisation and one.organisation != who:
            firm = left.adjusted(wide + 8, 0, 0, 0)
            if firm.width() > 40:
                paint.text(painter, firm, one.organisation, small, Role.TEXT_MUTED)
        line.translate(0, 22)
        waits = clock(debt)
        reached = waits or ("" if quiet else one.contact_how)
        left = self._right(
            painter, line, reached, small, Role.WARNING if waits else Role.TEXT_MUTED
        )
        wide = paint.text(painter, left, label(one.kind), when, Role.TEXT_MUTED)
        about = left.adjusted(wide + 8, 0, 0, 0)
        if about.width() > 40:
            paint.text(painter, about, one.about, small, Role.TEXT_MUTED)

    @staticmethod
    def _right(painter: QPainter, line: QRect, words: str, font: QFont, ink: Role) -> QRect:
        """Write at the right end of a line; return what is left of it."""
        if not words:
            return line
        wide = min(QFontMetrics(font).horizontalAdvance(words) + 1, line.width() // 2)
        place = QRect(line.right() - wide, line.top(), wide + 1, line.height())
        paint.text(painter, place, words, font, ink, Qt.AlignmentFlag.AlignRight)
        return line.adjusted(0, 0, -wide - 12, 0)
