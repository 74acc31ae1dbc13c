"""An entry of the watch list as a row: who, why in words, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.watching import Reason
from feedbackdesk.domain.words import Channel, label
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import background
from feedbackdesk.ui.rows.roles import ROW

if TYPE_CHECKING:
    from feedbackdesk.desk.insights import WatchRow

ROW_HEIGHT = 84
_PAD = 16
_LOOKS: dict[Reason, tuple[str, Role]] = {
    Reason.UNHAPPY: ("feeling-unhappy", Role.DANGER),
    Reason.AGAIN: ("restart", Role.WARNING),
    Reason.QUIET: ("history", Role.WARNING),
    Reason.MENTION: ("channel-social", Role.ACCENT),
    Reason.PRAISE: ("kind-praise", Role.KIND_PRAISE),
    Reason.REFERRER: ("people", Role.SUCCESS),
    Reason.VOICE: ("quote", Role.SUCCESS),
}


def _tr(words: str) -> str:
    return QCoreApplication.translate("Watch", words)


def name_of(reason: Reason) -> str:
    """Return how a reason is called."""
    return {
        Reason.UNHAPPY: _tr("Unhappy and unanswered"),
        Reason.AGAIN: _tr("Ask again and again"),
        Reason.QUIET: _tr("Loyal, and went quiet"),
        Reason.MENTION: _tr("Spoke in public"),
        Reason.PRAISE: _tr("Praise without thanks"),
        Reason.REFERRER: _tr("Brought others"),
        Reason.VOICE: _tr("Frequent voices"),
    }[reason]


def why(row: WatchRow) -> str:
    """Return why somebody is on the list, in words."""
    one, days = row.entry, plural(row.days, _tr("day"), _tr("days"))
    times = plural(one.number, _tr("time"), _tr("times"))
    if one.reason is Reason.UNHAPPY:
        if one.public and one.number == 1:
            words = _tr("Unhappy in public, and unanswered for {days}")
        elif one.number == 1:
            words = _tr("Unhappy, and unanswered for {days}")
        else:
            words = _tr("Unhappy {times}, and unanswered for {days}")
    elif one.reason is Reason.AGAIN:
        words = _tr("Asked {times} within a year: {theme}")
    elif one.reason is Reason.QUIET:
        words = _tr("Spoke {times}, about every {gap}; silent for {days}")
    elif one.reason is Reason.MENTION:
        words = _tr("Spoke in public {days} ago, and heard nothing back")
    elif one.reason is Reason.PRAISE:
        words = (
            _tr("Praised you {days} ago, and was not thanked")
            if one.number == 1
            else _tr("Praised you {times}, and was not thanked")
        )
    elif one.reason is Reason.REFERRER:
        words = _tr("Brought you {people}, and was not thanked")
    else:
        words = _tr("Spoke {times} within a year: worth a word of thanks")
    return words.format(
        days=days,
        times=times,
        theme=row.theme,
        gap=plural(one.gap, _tr("day"), _tr("days")),
        people=plural(one.number, _tr("person"), _tr("people")),
    )


def who(row: WatchRow) -> str:
    """Return who it is about."""
    return row.who or _tr("Nobody named")


def chips(row: WatchRow) -> list[tuple[str, Role, Role, str]]:
    """Return what else is to be known: words, fill, ink and icon."""
    found = []
    if row.entry.public:
        words = label(row.channel) if row.channel else _tr("Public")
        if row.entry.reach is not None:
            words = _tr("{channel} · {reach}").format(
                channel=words, reach=plural(row.entry.reach, _tr("person"), _tr("people"))
            )
        icon = f"channel-{(row.channel or Channel.SOCIAL).value}"
        found.append((words, Role.ACCENT_SOFT, Role.ON_ACCENT_SOFT, icon))
    if row.owed is not None and row.due is not None:
        late = row.due < local_today()
        words = (_tr("{what}: late since {day}") if late else _tr("{what}: by {day}")).format(
            what=label(row.owed), day=show_date(row.due)
        )
        fill, ink = (Role.DANGER_SOFT, Role.DANGER) if late else (Role.SUCCESS_SOFT, Role.SUCCESS)
        found.append((words, fill, ink, "owed"))
    if not row.may_contact:
        words = _tr("Not to be contacted")
        found.append((words, Role.WARNING_SOFT, Role.WARNING, "decline"))
    return found


def read_out(row: WatchRow) -> str:
    """Return an entry as one sentence for whoever listens."""
    name = ", ".join(part for part in (who(row), row.organisation) if part)
    parts = [f"{name}: {why(row)}", *(words for words, *_look in chips(row))]
    if row.words and row.said_on is not None:
        said = _tr("said on {day}: {words}")
        parts.append(said.format(day=show_date(row.said_on), words=excerpt(row.words, 200)))
    return "; ".join(parts)


class WatchDelegate(QStyledItemDelegate):
    """Paints entries of one height."""

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
        """Paint an entry."""
        row = index.data(ROW)
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        background(painter, rect, state)
        if row is not None:
            self._entry(painter, rect.adjusted(_PAD, 10, -_PAD, -8), row)
        painter.restore()

    def _entry(self, painter: QPainter, rect: QRect, row: WatchRow) -> None:
        icon, role = _LOOKS[row.entry.reason]
        soft = QColor(theme.color(role))
        soft.setAlpha(32)
        paint.rounded(painter, QRect(rect.left(), rect.top() + 2, 28, 28), soft, radius=8)
        paint.icon(painter, icon, role, rect.left() + 5, rect.top() + 7, 18)
        left = rect.left() + 40
        line = QRect(left, rect.top(), rect.right() - left, 20)
        self._head(painter, line, row)
        paint.text(painter, line.translated(0, 22), why(row), theme.font(Size.BODY))
        if row.words:
            said = " ".join(row.words.split())
            paint.text(
                painter,
                line.translated(0, 44),
                f"“{said}”",
                theme.font(Size.SMALL, italic=True),
                Role.TEXT_MUTED,
            )

    def _head(self, painter: QPainter, line: QRect, row: WatchRow) -> None:
        small = theme.font(Size.SMALL)
        right = line.right()
        if row.said_on is not None:
            when = show_date(row.said_on)
            width = QFontMetrics(small).horizontalAdvance(when)
            right -= width
            paint.text(
                painter, QRect(right, line.top(), width + 1, 20), when, small, Role.TEXT_MUTED
            )
            right -= 12
        left = line.left()
        name = QRect(left, line.top(), max(right - left, 40), 20)
        bold = theme.font(Size.BODY, Weight.MEDIUM)
        left += 8 + paint.text(painter, name, who(row), bold)
        for words, fill, ink, mark in chips(row):
            drawn = paint.chip(
                painter, left, line.top(), words, most=right - left, fill=fill, ink=ink, mark=mark
            )
            left += drawn + 6 if drawn else 0
        if row.organisation and right - left > 60:
            rest = QRect(left, line.top(), right - left, 20)
            paint.text(painter, rest, row.organisation, small, Role.TEXT_MUTED)
