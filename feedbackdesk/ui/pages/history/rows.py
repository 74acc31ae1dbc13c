"""Rows of the history: steps by day, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.history import history_keys, history_page
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.labels import past
from feedbackdesk.domain.log import HistoryFilter, HistoryKeys
from feedbackdesk.domain.rows import HistoryEntry
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.paged_model import PagedModel
from feedbackdesk.ui.rows.pieces import Icon, Swatch, Words
from feedbackdesk.ui.rows.row import Column, Frame, Line, Row, Rows, Stack
from feedbackdesk.ui.rows.row_model import NOWHERE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from feedbackdesk.ui.live import Live


_ICONS = {
    "feedback": "quote", "mention": "themes", "theme": "themes", "theme_alias": "themes",
    "item": "roadmap", "item_theme": "link", "item_link": "link",
    "item_why": "edit", "person": "person", "organisation": "organisation",
    "loss": "losses", "loss_also": "losses", "loss_reason": "losses", "follow_up": "owed",
    "setting": "settings", "template": "edit",
}  # fmt: skip


def did(entry: HistoryEntry) -> str:
    """Return what a step did, told afterwards."""
    if entry.kind == "undo":
        return _("Undone: {did}").format(did=entry.label)
    if entry.kind == "redo":
        return _("Done again: {did}").format(did=entry.label)
    return past(entry.label)


def through(source: str) -> str:
    """Return through which face a step was done, as a page says it."""
    words = {
        "window": _("in the window"),
        "command line": _("at the command line"),
        "import": _("by an import"),
    }
    return words.get(source, source)


def by_whom(entry: HistoryEntry) -> str:
    """Return who did a step, where, and whether it was taken back."""
    parts = [entry.author, through(entry.source)]
    if entry.taken_back is not None:
        when = moment(entry.taken_back, entry.at)
        again = entry.kind == "undo"
        parts.append(
            (_("done again {when}") if again else _("taken back {when}")).format(when=when)
        )
    return " · ".join(parts)


def moment(at: datetime, beside: datetime) -> str:
    """Return when something was: at 14:02, with the day where it is not that of another."""
    local, other = at.astimezone(), beside.astimezone()
    time = _("at {time}").format(time=f"{local:%H:%M}")
    if local.date() == other.date():
        return time
    return _("on {day} {time}").format(day=show_date(local.date()), time=time)


def day_name(day: date) -> str:
    """Return the heading of a day: Today, Yesterday, Tuesday, 3 November 2026."""
    today = local_today()
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def icon_of(entry: HistoryEntry) -> str:
    """Return the icon of what a step is about, or that of an undo."""
    if entry.kind in {"undo", "redo"}:
        return entry.kind
    return _ICONS.get(entry.thing[0], "edit") if entry.thing else "edit"


FIRST = 200
"""The steps that are shown before it is known how many there are."""


_PAD = (16, 8, 16, 4)


class HistoryRows(Rows[date | HistoryEntry]):
    """Steps and the headings of days, all of one height."""

    def describe(self, row: date | HistoryEntry, _beside: Hashable, _room: int) -> Row:
        """Describe a heading or a step."""
        return _step(row) if isinstance(row, HistoryEntry) else _heading(row)

    def waiting(self, _room: int, /) -> Row:
        """Describe a step that is on its way."""
        return _row("", None, Line(Swatch(Role.BAR_TRACK, 180, 10, 5)), Line(), says="")


def _step(row: HistoryEntry) -> Row:
    gone, muted = row.taken_back is not None, Role.TEXT_MUTED
    time, what, whom = f"{row.at.astimezone():%H:%M}", did(row), by_whom(row)
    return _row(
        time,
        Icon(icon_of(row), Role.TEXT_FAINT if gone else muted, 18),
        Line(Words(what, role=muted if gone else Role.TEXT, struck=gone)),
        Line(Words(whom, Size.SMALL, role=muted)),
        says=f"{time}, {what}, {whom}",
    )


def _row(time: str, icon: Icon | None, *lines: Line, says: str) -> Row:
    at = Column(36, Line(Words(time, Size.SMALL, role=Role.TEXT_MUTED)) if time else None)
    line = Line(at, icon or Column(18), Stack(*lines), gap=10)
    return Row(line, says=says, pad=_PAD)


def _heading(day: date) -> Row:
    line, name = Line(Words(day_name(day), weight=Weight.BOLD), above=20), day_name(day)
    return Row(line, says=name, frame=Frame.HEADING, pad=_PAD, line_from=_PAD[0])


class HistoryModel(PagedModel[date | HistoryEntry]):
    """Steps, the newest first. A negative key is the heading of a day: its ordinal number."""

    def __init__(self, live: Live) -> None:
        """Model the log of a desk; `show_these` says which of it."""
        super().__init__(live, HistoryRows(), _key_of)
        self._loading = False
        self._again = False
        self.wanted = HistoryFilter()
        self.number = 0
        """How many steps there are, without headings."""

    def show_these(self, wanted: HistoryFilter) -> None:
        """Show the steps that a filter lets through: the first at once, then all.

        Where they are shown already they stay in sight until all are here.
        """
        known = wanted == self.wanted and bool(self._keys)
        self.wanted = wanted
        self._loading, self._again = True, False

        def first(keys: HistoryKeys) -> None:
            self._replace(keys)
            if len(keys.ids) < FIRST:
                self._complete()
            else:
                self.live.latest(self, history_keys, wanted, then=everything)

        def everything(keys: HistoryKeys) -> None:
            self._grow(keys)
            self._complete()

        if known:
            self.live.latest(self, history_keys, wanted, then=everything)
        else:
            self.live.latest(self, history_keys, wanted, limit=FIRST, then=first)

    def follow(self) -> None:
        """Put new steps on top; names and states of others may have changed with them."""
        self.doubt_all()
        if self._loading:
            self._again = True
            return
        self._loading = True

        def arrived(keys: HistoryKeys) -> None:
            self._prepend(keys)
            self._complete()

        newest = next((entry for entry in self._keys[:2] if entry > 0), 0)
        self.live.latest(self, history_keys, self.wanted, after=newest, then=arrived)

    def row_of_day(self, day: date) -> int:
        """Return where the newest day that is not after one begins, -1 where all are."""
        for row, entry in enumerate(self._keys):
            if entry < 0 and -entry <= day.toordinal():
                return row
        return -1

    def row_at(self, at: int) -> date | HistoryEntry | None:
        """Return a step that is here, or the day that a heading is of."""
        key = self._keys[at]
        return date.fromordinal(-key) if key < 0 else super().row_at(at)

    def key_at(self, at: int) -> int | None:
        """Return the key of a step, None for a heading."""
        return None if self.is_heading(at) else super().key_at(at)

    def is_heading(self, at: int) -> bool:
        """Whether a day begins there."""
        return self._keys[at] < 0

    def ask_rows(self, keys: list[int], then: Callable[[list[date | HistoryEntry]], None]) -> None:
        """Ask for steps; headings are known."""

        def arrived(found: list[HistoryEntry]) -> None:
            then([*found])

        self.live.ask(history_page, [key for key in keys if key > 0], then=arrived)

    def _complete(self) -> None:
        self._loading = False
        self.loaded.emit()
        if self._again:
            self._again = False
            self.show_these(self.wanted)

    def _replace(self, keys: HistoryKeys) -> None:
        self.number = len(keys.ids)
        self.show_keys(keys.rows)

    def _grow(self, keys: HistoryKeys) -> None:
        """Add the older steps below the first ones."""
        fresh = keys.rows
        known = len(self._keys)
        if fresh[:known] != self._keys:
            self._replace(keys)
        elif len(fresh) > known:
            self.beginInsertRows(NOWHERE, known, len(fresh) - 1)
            self._keys = fresh
            self.number = len(keys.ids)
            self.endInsertRows()

    def _prepend(self, keys: HistoryKeys) -> None:
        fresh = keys.rows
        self.number += len(keys.ids)
        if self._keys and self._keys[0] in fresh:  # the same day goes on
            same = fresh.index(self._keys[0])
            self._insert(1, fresh[same + 1 :])
            fresh = fresh[:same]
        self._insert(0, fresh)
        self.repaint()

    def _insert(self, at: int, entries: array[int]) -> None:
        if entries:
            self.beginInsertRows(NOWHERE, at, at + len(entries) - 1)
            self._keys[at:at] = entries
            self.endInsertRows()


def _key_of(row: date | HistoryEntry) -> int:
    return row.id if isinstance(row, HistoryEntry) else -row.toordinal()
