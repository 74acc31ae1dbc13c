"""A step as a row: when, what it was about, what was done, by whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.labels import past
from feedbackdesk.domain.rows import HistoryEntry
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.feedback import background

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPainter

from feedbackdesk.ui.rows.roles import ROW

ROW_HEIGHT = 52
_PAD = 16
_TIME = 44
_ICONS = {
    "feedback": "quote", "mention": "themes", "theme": "themes", "theme_alias": "themes",
    "item": "roadmap", "item_theme": "link", "item_link": "link",
    "item_why": "edit", "person": "person", "organisation": "organisation",
    "loss": "losses", "loss_also": "losses", "loss_reason": "losses", "follow_up": "owed",
    "setting": "settings", "template": "edit",
}  # fmt: skip

AnyIndex = QModelIndex | QPersistentModelIndex


def _tr(words: str) -> str:
    return QCoreApplication.translate("History", words)


def did(entry: HistoryEntry) -> str:
    """Return what a step did, told afterwards."""
    if entry.kind == "undo":
        return _tr("Undone: {did}").format(did=entry.label)
    if entry.kind == "redo":
        return _tr("Done again: {did}").format(did=entry.label)
    return past(entry.label)


def through(source: str) -> str:
    """Return through which face a step was done, as a page says it."""
    words = {
        "window": _tr("in the window"),
        "command line": _tr("at the command line"),
        "import": _tr("by an import"),
    }
    return words.get(source, source)


def by_whom(entry: HistoryEntry) -> str:
    """Return who did a step, where, and whether it was taken back."""
    parts = [entry.author, through(entry.source)]
    if entry.taken_back is not None:
        when = moment(entry.taken_back, entry.at)
        again = entry.kind == "undo"
        parts.append(
            (_tr("done again {when}") if again else _tr("taken back {when}")).format(when=when)
        )
    return " · ".join(parts)


def moment(at: datetime, beside: datetime) -> str:
    """Return when something was: at 14:02, with the day where it is not that of another."""
    local, other = at.astimezone(), beside.astimezone()
    time = _tr("at {time}").format(time=f"{local:%H:%M}")
    if local.date() == other.date():
        return time
    return _tr("on {day} {time}").format(day=show_date(local.date()), time=time)


def day_name(day: date) -> str:
    """Return the heading of a day: Today, Yesterday, Tuesday, 3 November 2026."""
    today = local_today()
    if day == today:
        return _tr("Today")
    if day == today - timedelta(days=1):
        return _tr("Yesterday")
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def read_out(entry: HistoryEntry) -> str:
    """Return a step as one sentence for whoever listens."""
    return f"{entry.at.astimezone():%H:%M}, {did(entry)}, {by_whom(entry)}"


def icon_of(entry: HistoryEntry) -> str:
    """Return the icon of what a step is about, or that of an undo."""
    if entry.kind in {"undo", "redo"}:
        return entry.kind
    return _ICONS.get(entry.thing[0], "edit") if entry.thing else "edit"


class HistoryRow(QStyledItemDelegate):
    """Paints steps and the headings of days, all of one height."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(240, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a heading, a step, or the place of one that is on its way."""
        painter.save()
        rect: QRect = option.rect
        row = index.data(ROW)
        if isinstance(row, date):
            self._heading(painter, rect, row)
        else:
            state: QStyle.StateFlag = option.state
            background(painter, rect, state)
            if isinstance(row, HistoryEntry):
                self._step(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row)
            else:
                place = QRect(rect.left() + _PAD + _TIME + 40, rect.top() + 20, 180, 10)
                paint.rounded(painter, place, theme.color(Role.BAR_TRACK), radius=5)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, day: date) -> None:
        words = QRect(rect.left() + _PAD, rect.bottom() - 28, rect.width() - 2 * _PAD, 22)
        paint.text(painter, words, day_name(day), theme.font(Size.BODY, Weight.BOLD))
        painter.setPen(theme.color(Role.LINE_STRONG))
        painter.drawLine(words.left(), rect.bottom() - 2, words.right(), rect.bottom() - 2)

    def _step(self, painter: QPainter, rect: QRect, entry: HistoryEntry) -> None:
        small = theme.font(Size.SMALL)
        gone = entry.taken_back is not None
        time = f"{entry.at.astimezone():%H:%M}"
        paint.text(
            painter, QRect(rect.left(), rect.top() + 8, _TIME, 20), time, small, Role.TEXT_MUTED
        )
        ink = Role.TEXT_FAINT if gone else Role.TEXT_MUTED
        paint.icon(painter, icon_of(entry), ink, rect.left() + _TIME, rect.top() + 9, 18)
        left = rect.left() + _TIME + 30
        font = theme.font(Size.BODY)
        font.setStrikeOut(gone)
        line = QRect(left, rect.top() + 8, rect.right() - left, 20)
        paint.text(painter, line, did(entry), font, Role.TEXT_MUTED if gone else Role.TEXT)
        paint.text(painter, line.translated(0, 19), by_whom(entry), small, Role.TEXT_MUTED)
