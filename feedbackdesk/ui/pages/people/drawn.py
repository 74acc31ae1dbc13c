"""A person or an organisation as a row, and what one of them said as a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.contacts import Contact
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import background
from feedbackdesk.ui.rows.roles import ROW
from feedbackdesk.ui.rows.story import DOT, Part, StoryQuote

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.rows import Feedback

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 60
_MARK = 32
_NUMBERS = 152
"""The width of what stands at the right."""


class ContactRow(QStyledItemDelegate):
    """Who it is at the left; what they are worth and are owed at the right."""

    currency = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(320, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row, or its place while it is on its way."""
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        background(painter, rect, state)
        row = index.data(ROW)
        inner = rect.adjusted(20, 10, -20, -9)
        if isinstance(row, Contact):
            self._row(painter, inner, row)
        else:
            wait = theme.color(Role.BAR_TRACK)
            for top, width in ((4, 180), (26, 280)):
                line = QRect(inner.left() + 44, inner.top() + top, width, 10)
                paint.rounded(painter, line, wait, radius=5)
        painter.restore()

    def _row(self, painter: QPainter, rect: QRect, row: Contact) -> None:
        mark = QRect(rect.left(), rect.top() + 4, _MARK, _MARK)
        paint.rounded(painter, mark, theme.color(Role.SUNKEN), radius=_MARK / 2)
        name = "organisation" if row.is_organisation else "person"
        paint.icon(painter, name, Role.TEXT_MUTED, mark.left() + 7, mark.top() + 7, 18)
        left, right = mark.right() + 13, rect.right() - _NUMBERS - 12
        top = QRect(left, rect.top(), right - left, 22)
        used = paint.text(painter, top, row.name, theme.font(Size.BODY, Weight.MEDIUM))
        at = left + used + 10
        if row.organisation and right - at > 40:
            beside = QRect(at, rect.top(), right - at, 22)
            paint.text(painter, beside, row.organisation, theme.font(Size.BODY), Role.TEXT_MUTED)
        below = QRect(left, rect.top() + 21, right - left, 20)
        if not row.may_contact:
            words = self.tr("Do not contact")
            used = paint.chip(
                painter, below.left(), below.top(), words, most=below.width(),
                fill=Role.DANGER_SOFT, ink=Role.DANGER, mark="decline",
            )  # fmt: skip
            below.setLeft(below.left() + used + 8)
        said = DOT.join(facts(row))
        paint.text(painter, below, said, theme.font(Size.SMALL), Role.TEXT_MUTED)
        self._numbers(painter, QRect(right + 12, rect.top(), _NUMBERS, rect.height()), row)

    def _numbers(self, painter: QPainter, rect: QRect, row: Contact) -> None:
        end = Qt.AlignmentFlag.AlignRight
        if row.value:
            worth = show_money(row.value, self.currency)
            spot = QRect(rect.left(), rect.top(), rect.width(), 22)
            paint.text(painter, spot, worth, theme.font(Size.BODY, Weight.MEDIUM), align=end)
        if row.owed:
            spot = QRect(rect.left(), rect.top() + 21, rect.width(), 20)
            ink = Role.DANGER if row.late else Role.TEXT_MUTED
            font = theme.font(Size.SMALL, Weight.MEDIUM if row.late else Weight.REGULAR)
            paint.text(painter, spot, owed(row), font, ink, align=end)


class PersonQuote(StoryQuote):
    """What somebody said: what they were then comes first, for who it was is known."""

    of_person = True
    """Whether it is a person's page; on an organisation's each quote tells who spoke."""

    def parts(self, row: Feedback, _words: str) -> list[Part]:
        """Return what they were then, when and how, and what it is about."""
        then = label(row.stage) if row.stage else ""
        first = then if self.of_person else row.who or self.tr("Not named")
        parts = [Part(first or self.tr("Said"), 0, Weight.MEDIUM, Role.TEXT)]
        if not self.of_person and then:
            parts.append(Part(f"{DOT}{then}", 3))
        parts.append(Part(f"{DOT}{show_date(row.on)}", 1))
        parts.append(Part(f"{DOT}{label(row.channel)}", 4))
        if self.of_person and row.organisation:
            parts.append(Part(f"{DOT}{row.organisation}", 5))
        if row.loss is not None:
            lost = self.tr("lost for {reason}").format(reason=row.loss.reason)
            if row.loss.value:
                lost += f", {show_money(row.loss.value, self.currency)}"
            parts.append(Part(f"{DOT}{lost}", 2, Weight.MEDIUM, Role.DANGER))
        if row.mentions:
            themes = ", ".join(dict.fromkeys(one.theme for one in row.mentions))
            parts.append(Part(f"{DOT}{themes[:80]}", 6))
        return parts


def facts(row: Contact) -> list[str]:
    """Return what is told of somebody beside their name: stage, last heard, how often."""
    found = [label(row.stage)] if row.stage else []
    if row.people:
        found.append(plural(row.people, "person", "people"))
    if row.last_on is not None:
        found.append(f"last heard {show_date(row.last_on)}")
    found.append(plural(row.feedback, "feedback", "feedbacks"))
    return found


def owed(row: Contact) -> str:
    """Return what they are owed in words."""
    if not row.late:
        return f"{row.owed:,} owed"
    late = "late" if row.late == row.owed else f"{row.late:,} late"
    return f"{row.owed:,} owed, {late}"


def read_out(row: Contact) -> str:
    """Return a row as one sentence."""
    parts = [row.name, row.organisation or "", *facts(row)]
    if row.owed:
        parts.append(owed(row))
    if not row.may_contact:
        parts.append("do not contact")
    return ", ".join(part for part in parts if part)
