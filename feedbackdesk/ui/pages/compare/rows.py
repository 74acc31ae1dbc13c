"""Rows of what moved between two rankings, and how many of each sort there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from feedbackdesk.domain.lenses import in_words
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.movement import Move, Moved, Standing, stage_words, tally, tell
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Lens
from feedbackdesk.language.say import _
from feedbackdesk.ui.look import theme
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.pieces import Bar, Chip, Icon, Piece, Placed, Stretch, Words
from feedbackdesk.ui.rows.roles import KEY
from feedbackdesk.ui.rows.row import Column, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from feedbackdesk.desk.movement import Comparison


_PAD = (24, 10, 24, 10)
_RANK, _SLOPE, _NUMBERS, _GAP = 36, 44, 196, 8
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

    def tell(self, points: float, currency: str) -> tuple[str, str]:
        """Return one of them as a number and the words after it."""
        return in_words(points, self.lens, currency)


@dataclass(frozen=True, slots=True)
class Movement:
    """An item in two rankings, and what it is ranked by."""

    moved: Moved
    figures: Figures


class MovementRows(Rows[Movement]):
    """Rank then, a slope, rank now; the item; what it is ranked by, then and now."""

    currency = ""

    def describe(self, row: Movement, _beside: Hashable, room: int) -> Row:
        """Describe an item in two rankings."""
        one, look = row.moved, LOOKS[row.moved.move]
        line = _in_columns(
            room,
            then=Line(Stretch(), _rank(one.then, is_now=False), above=12),
            slope=Slope(one.move, one.places, came=one.then is None, went=one.now is None),
            now=Line(_rank(one.now, is_now=True), above=10, height=24),
            item=Stack(
                Line(
                    Words(one.title, weight=Weight.MEDIUM),
                    Chip(one.words, look.fill, look.ink, look.icon, whole=True)
                    if one.words
                    else None,
                    height=22, gap=10,
                ),
                _facts(one),
            ),
            numbers=self._numbers(row.figures),
        )  # fmt: skip
        return Row(line, says=self._says(one, row.figures), pad=_PAD, line_from=_PAD[0])

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(Line(height=22), Line(height=22), pad=_PAD)

    @staticmethod
    def captions(lens: str, room: int) -> Row:
        """Describe the names of the columns."""

        def name(words: str) -> Words:
            return Words(words, Size.SMALL, Weight.MEDIUM, Role.TEXT_MUTED)

        marked = name(_("{lens} (the mark: then)").format(lens=lens))
        line = _in_columns(
            room, Line(Stretch(), name(_("Then"))), None, Line(name(_("Now"))),
            Stack(Line(name(_("Item")))), [Line(marked)],
        )  # fmt: skip
        return Row(line, pad=(_PAD[0], 4, _PAD[2], 4), line_from=_PAD[0])

    def _numbers(self, figures: Figures) -> list[Line]:
        """Return what the later ranking goes by as number and bar, with a mark at the earlier."""
        then, now = figures.then, figures.now
        shown = then if now is None else now
        if shown is None:
            return []
        role = Role.TEXT_MUTED if now is None else Role.TEXT
        number, words = figures.tell(shown, self.currency)
        change = ""
        if now is not None and then is not None and now != then:
            sign = "+" if now > then else "−"
            change = sign + figures.tell(abs(now - then), self.currency)[0]
        if now is None:
            words = _("{requests} then").format(requests=words)
        most = figures.most or 1
        return [
            Line(
                Words(number, weight=Weight.BOLD, role=role),
                Words(words, Size.SMALL, role=role),
                Stretch(),
                Words(change, Size.SMALL, Weight.MEDIUM, Role.TEXT_MUTED, quiet=True)
                if change
                else None,
                gap=5, above=2,
            ),
            Line(
                Measure(
                    shown / most,
                    then / most if change and then is not None else None,
                    Role.BAR if now is not None else Role.LINE,
                ),
                height=12, above=1,
            ),
        ]  # fmt: skip

    def _says(self, row: Moved, figures: Figures) -> str:
        """Return an item in two rankings as one sentence."""
        parts = [row.words or _("not moved")]
        sides = ((row.then, figures.then, _("then")), (row.now, figures.now, _("now")))
        for one, _points, when in sides:
            if one is not None and one.rank is not None:
                parts.append(_("rank {rank} {when}").format(rank=one.rank, when=when))
        if figures.lens is not Lens.REQUESTS:  # they are told of every one
            parts += [
                " ".join((*figures.tell(points, self.currency), when))
                for _one, points, when in sides
                if points is not None
            ]
        for one, _points, when in sides:
            if one is not None and one.requests is not None:
                parts.append(f"{plural(one.requests, _('request'), _('requests'))} {when}")
        for one, _points, when in sides:
            if one is not None and one.lost_value and figures.lens is not Lens.LOST:
                worth = show_money(one.lost_value, self.currency)
                parts.append(_("lost sales of {worth} {when}").format(worth=worth, when=when))
        parts += [stage_words(row).replace("→", _("then, now"))]
        if row.was_called:
            parts.append(_("called “{name}” then").format(name=row.was_called))
        return f"{row.title}: " + ", ".join(part for part in parts if part)


@dataclass(slots=True, eq=False, repr=False)
class Slope(Piece):
    """The way from one place to the other; dotted where one of them is no place."""

    move: Move
    places: int
    came: bool
    went: bool

    def natural(self) -> int | None:
        """Return its width."""
        return px(_SLOPE)

    def height(self) -> int:
        """Return its height."""
        return px(26)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw a line between two points, as far as they are there."""
        middle, rise = here.rect.center().y() + 0.5, 0.0
        if self.move in {Move.UP, Move.DOWN}:
            steep = min(abs(self.places), _STEEPEST) / _STEEPEST
            rise = px(6 + round(steep * 12)) / 2 * (1 if self.places > 0 else -1)
        sides = [here.rect.left() + 4, here.rect.right() - 3]
        first, last = reversed(sides) if mirrored else sides
        start, end = QPointF(first, middle + rise), QPointF(last, middle - rise)
        colour = theme.color(LOOKS[self.move].line)
        ranked = self.move in {Move.UP, Move.DOWN, Move.SAME}
        pen = QPen(colour, 2.0, Qt.PenStyle.SolidLine if ranked else Qt.PenStyle.DotLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        half = QPointF((start.x() + end.x()) / 2, middle)
        painter.drawLine(half if self.came else start, half if self.went else end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for at, there in ((start, not self.came), (end, not self.went)):
            if there:
                painter.drawEllipse(at, 3.5, 3.5)


@dataclass(slots=True, eq=False, repr=False)
class Measure(Piece):
    """A bar that is filled to a share, with a mark where it was filled to before."""

    share: float
    before: float | None
    role: Role

    def height(self) -> int:
        """Return its height, with the mark."""
        return px(12)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw the track, what is filled of it, and the mark."""
        bar = Bar(self.share, self.role)
        track = here.rect.adjusted(0, px(3), 0, 0)
        track.setHeight(bar.height())
        bar.paint(painter, Placed(bar, track), mirrored=mirrored)
        if self.before is not None:
            far = round((here.rect.width() - 2) * min(self.before, 1.0))
            left = here.rect.right() - 1 - far if mirrored else here.rect.left() + far
            mark = QRect(left, here.rect.top(), 2, here.rect.height())
            painter.fillRect(mark, theme.color(Role.TEXT))


def _in_columns(
    room: int,
    then: Line,
    slope: Slope | None,
    now: Line,
    item: Stack,
    numbers: Sequence[Line],
) -> Line:
    """Put what is told into columns; the numbers where there is room for them."""
    wide = room - _PAD[0] - _PAD[2] >= _ROOM_FOR_NUMBERS
    return Line(
        Column(_RANK, then),
        Column(_SLOPE, Line(slope, above=9) if slope is not None else None),
        Column(_RANK, now),
        item,
        Column(_NUMBERS, *numbers) if wide else None,
        gap=_GAP,
    )


def _rank(one: Standing | None, *, is_now: bool) -> Piece | None:
    """Return the rank of one side, or the mark of where it ended."""
    if one is None:
        return None
    if one.rank is None:
        if one.stage is None:
            return None
        return Icon(f"stage-{one.stage.value}", Role[f"STAGE_{one.stage.name}"], 18)
    if is_now:
        return Words(str(one.rank), Size.TITLE, Weight.BOLD, Role.ACCENT)
    return Words(str(one.rank), role=Role.TEXT_MUTED)


def _facts(row: Moved) -> Line:
    """Return what else is told of an item: its stage then and now, and its other name."""
    stage, small, muted = stage_words(row), Size.SMALL, Role.TEXT_MUTED
    was = _("called “{name}” then").format(name=row.was_called) if row.was_called else ""
    return Line(
        # An arrow is said in words.
        Words(stage[:1].upper() + stage[1:], small, role=muted, quiet="→" in stage),
        Words("·", small, role=muted, quiet=True) if stage and was else None,
        Words(was, small, role=muted) if was else None,
        gap=4, height=22,
    )  # fmt: skip


class MovementModel(ShortModel[Movement]):
    """The items of a comparison; with `only_moved` those that moved alone."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self.only_moved = False
        self._comparison: Comparison | None = None
        super().__init__(MovementRows(), lambda row: row.moved.item_id)

    def show(self, comparison: Comparison | None, *, only_moved: bool) -> None:
        """Show a comparison."""
        self._comparison, self.only_moved = comparison, only_moved
        self.show_these(self._movements())

    def _movements(self) -> list[Movement]:
        shown = self._comparison
        if shown is None:
            return []
        figures = [shown.figures(row) for row in shown.moved]
        most = max((one or 0 for pair in figures for one in pair), default=0)
        return [
            Movement(row, Figures(*pair, most, shown.lens))
            for row, pair in zip(shown.moved, figures, strict=True)
            if not self.only_moved or row.move is not Move.SAME
        ]

    def is_there(self, row: int) -> bool:
        """Whether the item of a row is on the roadmap today."""
        there = self._comparison.there if self._comparison is not None else frozenset[int]()
        return self.index(row).data(KEY) in there

    def name(self, row: Movement) -> str:
        """Return the title."""
        return row.moved.title


def tallies(found: Comparison | None) -> Row:
    """Describe how many rose, fell, came and went, as tags in a row."""
    if found is None:
        return Row()
    looks = [(LOOKS[move], tell(move, number)) for move, number in tally(found.moved)]
    pieces: list[Piece] = [Chip(told, one.fill, one.ink, one.icon) for one, told in looks]
    none = Words(found.summary, weight=Weight.MEDIUM, role=Role.TEXT_MUTED)
    return Row(Line(*(pieces or [none])), says=found.summary, pad=(24, 4, 24, 8))
