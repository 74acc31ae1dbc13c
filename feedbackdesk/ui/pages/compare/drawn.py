"""An item in two rankings as a row: where it stood, the slope, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from feedbackdesk.domain.lenses import in_words
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.movement import Move, Moved, Standing, stage_words
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Lens
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows import paint
from feedbackdesk.ui.rows.roles import FIGURES, ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 64
_PAD = 24
_RANK, _SLOPE, _GAP = 36, 44, 12
_NUMBERS = 196
_ROOM_FOR_NUMBERS = 480
_STEEPEST = 6
"""From so many places on a slope is as steep as it gets."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a movement is shown: its icon, and the colours of its tag and its slope."""

    icon: str
    fill: Role
    ink: Role
    line: Role


_QUIET = Look("minus", Role.SUNKEN, Role.TEXT_MUTED, Role.LINE_STRONG)
_NEW = Look("rank-new", Role.ACCENT_SOFT, Role.ON_ACCENT_SOFT, Role.ACCENT)
LOOKS: dict[Move, Look] = {
    Move.UP: Look("rank-up", Role.SUCCESS_SOFT, Role.SUCCESS, Role.SUCCESS),
    Move.DOWN: Look("rank-down", Role.WARNING_SOFT, Role.WARNING, Role.WARNING),
    Move.SAME: _QUIET,
    Move.NEW: _NEW,
    Move.BACK: Look("restart", Role.ACCENT_SOFT, Role.ON_ACCENT_SOFT, Role.ACCENT),
    Move.SHIPPED: Look("stage-shipped", Role.SUNKEN, Role.TEXT, Role.STAGE_SHIPPED),
    Move.DECLINED: Look("stage-declined", Role.SUNKEN, Role.TEXT, Role.STAGE_DECLINED),
    Move.GONE: Look("close", Role.SUNKEN, Role.TEXT_MUTED, Role.LINE_STRONG),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What an item is ranked by in the later ranking, then and now; None where unknown."""

    then: float | None
    now: float | None
    most: float
    """The most that any item has."""
    lens: Lens
    currency: str = ""

    def tell(self, points: float) -> tuple[str, str]:
        """Return one of them as a number and the words after it."""
        return in_words(points, self.lens, self.currency)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Movement", words)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand; `numbers` is None where there is no room for them."""

    then: QRect
    slope: QRect
    now: QRect
    item: QRect
    numbers: QRect | None


def columns(rect: QRect) -> Columns:
    """Return the columns of a row, or of the captions above the rows."""
    inner = rect.adjusted(_PAD, 0, -_PAD, 0)
    top, height = inner.top(), inner.height()
    then = QRect(inner.left(), top, _RANK, height)
    slope = QRect(then.right() + 9, top, _SLOPE, height)
    now = QRect(slope.right() + 9, top, _RANK, height)
    left, right = now.right() + _GAP, inner.right()
    numbers = None
    if inner.width() >= _ROOM_FOR_NUMBERS:
        numbers = QRect(right - _NUMBERS, top, _NUMBERS, height)
        right = numbers.left() - 2 * _GAP
    return Columns(then, slope, now, QRect(left, top, right - left, height), numbers)


class MovementRow(QStyledItemDelegate):
    """Rank then, a slope, rank now; the item; what it is ranked by, then and now."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return the one height of a row."""
        return QSize(320, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        row = index.data(ROW)
        if not isinstance(row, Moved):
            return
        painter.save()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        _background(painter, rect, state)
        place = columns(rect)
        look = LOOKS[row.move]
        _rank(painter, place.then, row.then, is_now=False)
        _slope(painter, place.slope, row, look)
        _rank(painter, place.now, row.now, is_now=True)
        _item(painter, place.item, row, look)
        if place.numbers is not None:
            _figures(painter, place.numbers, index.data(FIGURES))
        painter.restore()


def _background(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    inner = rect.adjusted(8, 1, -8, -2)
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen:
        paint.rounded(painter, inner, theme.color(Role.SELECTION))
    elif state & QStyle.StateFlag.State_MouseOver:
        paint.rounded(painter, inner, theme.color(Role.HOVER))
    if state & QStyle.StateFlag.State_HasFocus:
        paint.focus_ring(painter, inner)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.color(Role.LINE))
    painter.drawLine(rect.left() + _PAD, rect.bottom(), rect.right() - _PAD, rect.bottom())


def _rank(painter: QPainter, rect: QRect, one: Standing | None, *, is_now: bool) -> None:
    """Draw the rank of one side, or the mark of where it ended."""
    if one is None:
        return
    if one.rank is None:
        if one.stage is not None:
            left = rect.left() if is_now else rect.right() - 18
            middle = rect.center().y() - 9
            mark, role = f"stage-{one.stage.value}", Role[f"STAGE_{one.stage.name}"]
            paint.icon(painter, mark, role, left, middle, 18)
        return
    font = theme.font(Size.TITLE, Weight.BOLD) if is_now else theme.font(Size.BODY)
    role = Role.ACCENT if is_now else Role.TEXT_MUTED
    align = Qt.AlignmentFlag.AlignLeft if is_now else Qt.AlignmentFlag.AlignRight
    paint.text(painter, rect, str(one.rank), font, role, align)


def _slope(painter: QPainter, rect: QRect, row: Moved, look: Look) -> None:
    """Draw the way from one place to the other; dotted where one of them is no place."""
    middle = rect.center().y() + 0.5
    rise = 0.0
    if row.move in {Move.UP, Move.DOWN}:
        steep = min(abs(row.places), _STEEPEST) / _STEEPEST
        rise = (6 + steep * 12) / 2 * (1 if row.places > 0 else -1)
    start = QPointF(rect.left() + 4, middle + rise)
    end = QPointF(rect.right() - 3, middle - rise)
    came = row.then is None
    went = row.now is None
    colour = theme.color(look.line)
    ranked = row.move in {Move.UP, Move.DOWN, Move.SAME}
    pen = QPen(colour, 2.0, Qt.PenStyle.SolidLine if ranked else Qt.PenStyle.DotLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    half = QPointF((start.x() + end.x()) / 2, middle)
    painter.drawLine(half if came else start, half if went else end)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for at, there in ((start, not came), (end, not went)):
        if there:
            painter.drawEllipse(at, 3.5, 3.5)


def _item(painter: QPainter, rect: QRect, row: Moved, look: Look) -> None:
    bold = theme.font(Size.BODY, Weight.MEDIUM)
    top = rect.center().y() - 22
    tag = row.words
    room = rect.width()
    if tag:
        room -= QFontMetrics(theme.font(Size.SMALL, Weight.MEDIUM)).horizontalAdvance(tag) + 46
    used = paint.text(painter, QRect(rect.left(), top, max(room, 40), 22), row.title, bold)
    if tag:
        left = rect.left() + used + 10
        paint.chip(
            painter, left, top + 1, tag, most=rect.right() - left,
            fill=look.fill, ink=look.ink, mark=look.icon,
        )  # fmt: skip
    below = QRect(rect.left(), top + 23, rect.width(), 20)
    paint.text(painter, below, " · ".join(facts(row)), theme.font(Size.SMALL), Role.TEXT_MUTED)


def _figures(painter: QPainter, rect: QRect, figures: Figures) -> None:
    """Draw what the later ranking goes by as number and bar, with a mark at the earlier."""
    then, now, most = figures.then, figures.now, figures.most or 1
    top = rect.center().y() - 20
    line = QRect(rect.left(), top, rect.width(), 20)
    small = theme.font(Size.SMALL)
    shown = then if now is None else now
    if shown is None:
        return
    bold = theme.font(Size.BODY, Weight.BOLD)
    role = Role.TEXT_MUTED if now is None else Role.TEXT
    number, words = figures.tell(shown)
    used = paint.text(painter, line, number, bold, role)
    if now is None:
        words = _tr("{requests} then").format(requests=words)
    paint.text(painter, line.adjusted(used + 5, 0, 0, 0), words, small, role)
    if now is not None and then is not None and now != then:
        change = ("+" if now > then else "−") + figures.tell(abs(now - then))[0]
        paint.text(
            painter, line, change, theme.font(Size.SMALL, Weight.MEDIUM), Role.TEXT_MUTED,
            Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
    track = QRect(rect.left(), top + 24, rect.width(), 6)
    paint.bar(painter, track, shown / most, Role.BAR if now is not None else Role.LINE)
    if then is not None and now is not None and then != now:
        at = track.left() + round((track.width() - 2) * min(then / most, 1.0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRect(at, track.top() - 3, 2, track.height() + 6), theme.color(Role.TEXT))


def facts(row: Moved) -> list[str]:
    """Return what else is told of an item: its stage then and now, and its other name."""
    found = [stage_words(row)]
    if row.was_called:
        found.append(_tr("called “{name}” then").format(name=row.was_called))
    return [one[:1].upper() + one[1:] for one in found if one]


def read_out(row: Moved, figures: Figures, currency: str = "") -> str:
    """Return an item in two rankings as one sentence for whoever listens."""
    parts = [row.words or _tr("not moved")]
    for one, when in ((row.then, _tr("then")), (row.now, _tr("now"))):
        if one is not None and one.rank is not None:
            parts.append(_tr("rank {rank} {when}").format(rank=one.rank, when=when))
    parts += _counts(row, figures)
    for one, when in ((row.then, _tr("then")), (row.now, _tr("now"))):
        if one is not None and one.lost_value:
            worth = show_money(one.lost_value, currency)
            parts.append(_tr("lost sales of {worth} {when}").format(worth=worth, when=when))
    parts += [stage_words(row).replace("→", _tr("then, now"))]
    if row.was_called:
        parts.append(_tr("called “{name}” then").format(name=row.was_called))
    return f"{row.title}: " + ", ".join(part for part in parts if part)


def _counts(row: Moved, figures: Figures) -> Iterator[str]:
    if figures.lens not in {Lens.REQUESTS, Lens.LOST}:  # these are told of every one
        for points, when in ((figures.then, _tr("then")), (figures.now, _tr("now"))):
            if points is not None:
                yield " ".join((*figures.tell(points), when))
    for one, when in ((row.then, _tr("then")), (row.now, _tr("now"))):
        if one is not None and one.requests is not None:
            yield f"{plural(one.requests, _tr('request'), _tr('requests'))} {when}"
