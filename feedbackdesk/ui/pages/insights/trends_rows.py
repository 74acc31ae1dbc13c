"""What is growing, what each channel brings and how long people wait, below each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.insights import THREE_MONTHS, ChannelTrend, Trends, trends
from feedbackdesk.domain.dates import show_month
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.trends import Direction, Monthly, Wait
from feedbackdesk.domain.words import label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight, px
from feedbackdesk.ui.rows.paint import rounded
from feedbackdesk.ui.rows.pieces import Bar, Icon, Piece, Placed, Spark, Words
from feedbackdesk.ui.rows.row import Column, Frame, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.rows.themes_model import last_months

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QPainter

    from feedbackdesk.domain.trends import Brought
    from feedbackdesk.ui.live import Live

_CHART, _SMALL_CHART = 108, 72
_WIDE = 432
"""From this width on there is room for a chart of full size."""
_ARROWS = {
    Direction.GROWING: ("rank-up", Role.SUCCESS),
    Direction.FADED: ("rank-down", Role.WARNING),
    Direction.STEADY: ("minus", Role.TEXT_MUTED),
}
_PAD = (16, 8, 16, 8)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the rows below it are about."""

    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence where there are no rows."""

    words: str


TrendRow = Heading | Note | Monthly | ChannelTrend | Wait


class TrendsModel(ShortModel[TrendRow]):
    """Headings, and below each what stands out."""

    rows: TrendRows

    def __init__(self, live: Live) -> None:
        """Model the trends of a desk."""
        super().__init__(TrendRows(), _key, self._measured)
        self._live = live
        self.days = THREE_MONTHS

    def compare(self, days: int) -> None:
        """Compare so many days with as many before."""
        self.days = days
        self.rows.change(days=days)
        self.reload()

    def reload(self) -> None:
        """Ask again what stands out."""

        def arrived(found: Trends) -> None:
            self.show_these(_rows_of(found))

        self._live.latest(self, trends, self.days, then=arrived)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands out."""
        return not self.shown()

    def _measured(self, found: Sequence[TrendRow]) -> list[TrendRow]:
        """Find how long the longest bar of waiting stands for."""
        waits = (max(one.longest, one.oldest) for one in found if isinstance(one, Wait))
        self.rows.change(most=max(waits, default=1))
        return list(found)


class TrendRows(Rows[TrendRow]):
    """A small chart, and its numbers in words; headings and notes between are as high."""

    def __init__(self) -> None:
        """Describe what changed within three months."""
        super().__init__()
        self.days = THREE_MONTHS
        self.most = 1.0
        """The days that the longest bar of waiting stands for."""

    def describe(self, row: TrendRow, _beside: Hashable, room: int) -> Row:
        """Describe a heading, a note, or what changed."""
        if isinstance(row, Heading):
            line = Line(
                Icon(row.icon, size=18), Words(row.words, weight=Weight.BOLD), height=20, above=20
            )
            return Row(line, says=row.words, frame=Frame.HEADING, pad=_PAD, line_from=16)
        if isinstance(row, Note):
            line = Line(Words(row.words, role=Role.TEXT_MUTED), height=40)
            return Row(line, says=row.words, frame=Frame.NOTE, pad=_PAD)
        lines = Stack(
            Line(Words(_title(row), weight=Weight.MEDIUM)),
            Line(Words(_numbers(row), Size.SMALL, role=Role.TEXT_MUTED)),
        )
        chart = self._chart(row, _CHART if room >= _WIDE else _SMALL_CHART)
        says = _read_out(row, self.days)
        return Row(Line(_mark(row), lines, chart), says=says, pad=_PAD, line_from=40)

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(Line(Stack(Line(), Line())), pad=_PAD)

    def _chart(self, row: Monthly | ChannelTrend | Wait, wide: int) -> Piece:
        if isinstance(row, Wait):
            open_one = Bar(row.oldest / max(self.most, 1), Role.WARNING) if row.open else None
            return Column(
                wide,
                Line(Bar(row.median / max(self.most, 1)), height=6, above=10),
                Line(open_one, height=6, above=8) if open_one is not None else None,
            )
        if isinstance(row, ChannelTrend):
            return Column(
                wide,
                Line(Spark(_year(row.monthly), wide, 26), height=26),
                Line(_Shares(row.brought, quiet=True), height=6, above=6),
            )
        return Spark(_year(row), wide, 36)


@dataclass(slots=True, eq=False, repr=False)
class _Shares(Piece):
    """The shares of problems, praise and losses, in this order, on a track."""

    brought: Brought

    def height(self) -> int:
        """Return how thick it is."""
        return px(6)

    def paint(self, painter: QPainter, here: Placed, *, mirrored: bool) -> None:
        """Draw each share from the start on."""
        rounded(painter, here.rect, Role.BAR_TRACK, radius=2)
        one, used = self.brought, 0
        for number, role in (
            (one.problems, Role.KIND_PROBLEM),
            (one.praise, Role.KIND_PRAISE),
            (one.losses, Role.KIND_LOSS),
        ):
            width = round(here.rect.width() * number / max(one.number, 1))
            if width > 1:
                part = here.rect.adjusted(used, 0, 0, 0)
                part.setWidth(width - 1)
                if mirrored:
                    part.moveRight(here.rect.right() - used)
                rounded(painter, part, role, radius=2)
                used += width


def _mark(row: Monthly | ChannelTrend | Wait) -> Icon:
    if isinstance(row, ChannelTrend):
        channel = row.brought.channel
        return Icon(f"channel-{channel.value}", tip=label(channel))
    if isinstance(row, Wait):
        return Icon(f"kind-{row.kind.value}", Role[f"KIND_{row.kind.name}"], tip=label(row.kind))
    return Icon(*_ARROWS[row.direction], tip=_going(row))


def _year(one: Monthly) -> tuple[int, ...]:
    return tuple(one.months.get(month, 0) for month in last_months())


def _key(row: TrendRow) -> Hashable:
    match row:
        case Monthly():
            return row.key
        case ChannelTrend():
            return row.brought.channel
        case Wait():
            return row.kind
        case _:
            return None


def _rows_of(found: Trends) -> list[TrendRow]:
    nothing = Note(
        _("Nothing stands out yet")
        if found.compares or found.is_empty
        else _("Nothing was said in the time before to compare with")
    )
    return [
        Heading(_("Growing themes"), "momentum"),
        *(found.growing or (nothing,)),
        Heading(_("Faded themes"), "minus"),
        *(found.faded or (nothing,)),
        Heading(_("What each channel brings"), "channel-call"),
        *(found.channels or (Note(_("Nothing was said in this time")),)),
        Heading(_("How long people wait for an answer"), "calendar"),
        *(found.waits or (Note(_("Nobody was owed an answer in this time")),)),
    ]


# In words


def _going(one: Monthly) -> str:
    return {
        Direction.GROWING: _("growing"),
        Direction.FADED: _("faded"),
        Direction.STEADY: _("steady"),
    }[one.direction]


def _numbers(row: TrendRow) -> str:
    """Return what the chart of a row shows, in words."""
    if isinstance(row, Monthly):
        return _("{recent}, {before} before").format(
            recent=plural(row.recent, _("feedback"), _("feedbacks")), before=row.before
        )
    if isinstance(row, ChannelTrend):
        return _brought(row.brought, row.monthly)
    if isinstance(row, Wait):
        return _waited(row)
    return row.words


def _brought(one: Brought, monthly: Monthly) -> str:
    parts = [_("{before} before").format(before=f"{monthly.before:,}")]
    for number, words in (
        (one.problems, _("{share} problems")),
        (one.praise, _("{share} praise")),
        (one.losses, _("{share} lost sales")),
    ):
        if number:
            share = max(round(100 * number / one.number), 1)
            parts.append(words.format(share=f"{share} %"))
    parts.append(plural(one.themes, _("theme"), _("themes")))
    return " · ".join(parts)


def _waited(one: Wait) -> str:
    parts = []
    if one.answered:
        parts.append(
            _("{number} answered, longest {longest}").format(
                number=f"{one.answered:,}", longest=_days(one.longest)
            )
        )
    if one.open:
        parts.append(
            _("{number} open, oldest {oldest}").format(
                number=f"{one.open:,}", oldest=_days(one.oldest)
            )
        )
    return " · ".join(parts)


def _days(number: float) -> str:
    shown = round(number, 1)
    words = f"{shown:,.1f}".removesuffix(".0")
    return f"{words} {_('day') if shown == 1 else _('days')}"


def _title(row: TrendRow) -> str:
    """Return the first line of a row."""
    if isinstance(row, Monthly):
        return row.name
    if isinstance(row, ChannelTrend):
        brought = row.brought
        return f"{label(brought.channel)}: " + plural(brought.number, _("feedback"), _("feedbacks"))
    if isinstance(row, Wait):
        if not row.answered:
            return _("{kind}: none answered yet").format(kind=label(row.kind))
        return _("{kind}: half answered within {median}").format(
            kind=label(row.kind), median=_days(row.median)
        )
    return row.words


def _read_out(row: TrendRow, days: int) -> str:
    """Return a row as one sentence for whoever listens."""
    if isinstance(row, Heading | Note):
        return row.words
    monthly = row.monthly if isinstance(row, ChannelTrend) else row
    parts = [_title(row), _numbers(row)]
    if isinstance(monthly, Monthly):
        parts.append(_("{going} within {days} days").format(going=_going(monthly), days=days))
        year = (
            f"{monthly.months[month]:,} in {show_month(month, short=True)}"
            for month in last_months()
            if month in monthly.months
        )
        parts.append(", ".join(year))
    return "; ".join(part for part in parts if part)
