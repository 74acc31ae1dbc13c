"""What is owed, as rows: who, what, about what, by when, and how they want to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from feedbackdesk.desk.owing import Debt, DebtGroup, debts
from feedbackdesk.domain.dates import show_date, show_due
from feedbackdesk.domain.words import FollowUpKind, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Icon, Stretch, Words
from feedbackdesk.ui.rows.row import Frame, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.short_model import ShortModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from feedbackdesk.ui.live import Live

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
_QUIET = {DebtGroup.APART, DebtGroup.DONE}
_PAD = (20, 7, 16, 7)


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group, and how many are in it."""

    group: DebtGroup
    number: int


class OwedModel(ShortModel[Debt | Heading]):
    """What is owed, by words or to whom an item is owed; with what was done lately, if wanted."""

    def __init__(self, live: Live) -> None:
        """Model what is owed in a workspace."""
        super().__init__(OwedRows(), _key, _grouped, stays=_is_done)
        self._live = live
        self.words = ""
        self.item_id: int | None = None
        self.done = False

    def reload(self) -> None:
        """Ask again what is owed."""
        self._live.latest(
            self, debts,
            words=self.words, item_id=self.item_id, done=self.done, then=self.show_these,
        )  # fmt: skip

    def debts(self) -> list[Debt]:
        """Return what is listed, without headings."""
        return [row for row in self.shown() if isinstance(row, Debt)]


class OwedRows(Rows[Debt | Heading]):
    """Something owed, and the headings between, all of one height."""

    def describe(self, row: Debt | Heading, _beside: Hashable, _room: int) -> Row:
        """Describe a heading or something owed."""
        return _heading(row) if isinstance(row, Heading) else _debt(row)

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return Row(Line(Stack(Line(height=22), Line())), pad=_PAD)


def _debt(row: Debt) -> Row:
    one, quiet, waits = row.owed, row.group in _QUIET, clock(row)
    who = one.who or one.speaker
    firm = one.organisation if one.organisation != who else ""
    muted, small = Role.TEXT_MUTED, Size.SMALL
    told = [one.speaker, label(one.kind), one.about, due(row), waits, one.contact_how]
    if row.group is DebtGroup.APART:
        told.append(group_name(DebtGroup.APART))
    lines = Stack(
        Line(
            Words(who, weight=Weight.MEDIUM, role=muted if quiet else Role.TEXT),
            Words(firm, small, role=muted, least=40) if firm else None,
            Stretch(),
            Words(due(row), small, Weight.MEDIUM, _DUE_INK.get(row.group, muted), share=0.5),
            height=22,
        ),
        Line(
            Words(label(one.kind), small, Weight.MEDIUM, muted),
            Words(one.about, small, role=muted, least=40) if one.about else None,
            Stretch(),
            Words(waits, small, role=Role.WARNING, share=0.5) if waits else None,
            Words(one.contact_how, small, role=muted, share=0.5)
            if one.contact_how and not waits and not quiet
            else None,
        ),
    )
    mark = Icon(_ICONS[one.kind], Role.TEXT_FAINT if quiet else muted, 20, tip=label(one.kind))
    return Row(Line(mark, lines, gap=16), says=", ".join(filter(None, told)), pad=_PAD)


def _heading(row: Heading) -> Row:
    name = group_name(row.group)
    number = (
        _("{number}, listed and never written to") if row.group is DebtGroup.APART else "{number}"
    )
    counted = number.format(number=f"{row.number:,}")
    ink = Role.DANGER if row.group is DebtGroup.LATE else Role.TEXT
    line = Line(
        Words(name, weight=Weight.BOLD, role=ink),
        Words(counted, Size.SMALL, role=Role.TEXT_MUTED),
        above=22,
    )
    return Row(
        line, says=f"{name}, {counted}", frame=Frame.HEADING, pad=(16, 7, 16, 7), line_from=16
    )


def group_name(group: DebtGroup) -> str:
    """Return the heading of a group."""
    return {
        DebtGroup.LATE: _("Late"),
        DebtGroup.TODAY: _("Today"),
        DebtGroup.WEEK: _("This week"),
        DebtGroup.LATER: _("Later"),
        DebtGroup.APART: _("Not to be contacted"),
        DebtGroup.DONE: _("Done lately"),
    }[group]


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
        return _("heard today, not resolved")
    if debt.heard == 1:
        return _("heard yesterday, not resolved")
    return _("heard {days} days ago, not resolved").format(days=f"{debt.heard:,}")


def _key(row: Debt | Heading) -> int | None:
    return row.owed.id if isinstance(row, Debt) else None


def _is_done(row: Debt | Heading) -> bool:
    return row.group is DebtGroup.DONE


def _grouped(found: Sequence[Debt | Heading]) -> list[Debt | Heading]:
    rows: list[Debt | Heading] = []
    for group, members in groupby(found, key=lambda one: one.group):
        listed = list(members)
        rows += [Heading(group, len(listed)), *listed]
    return rows
