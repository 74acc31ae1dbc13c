"""Rows of the history: steps by day, in words."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from feedbackdesk.desk.history import history_keys, history_page
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.labels import past
from feedbackdesk.domain.log import HistoryFilter, HistoryKeys
from feedbackdesk.domain.rows import HistoryEntry
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size, Weight
from feedbackdesk.ui.rows.pieces import Icon, Swatch, Words
from feedbackdesk.ui.rows.roles import KEY, ROW
from feedbackdesk.ui.rows.row import Column, Frame, Line, Row, Rows, Stack

if TYPE_CHECKING:
    from collections.abc import Hashable
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


PAGE = 64
CACHED = 32 * PAGE
FIRST = 200
"""The steps that are shown before it is known how many there are."""

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDE = 10_000
"""So wide that nothing is left out."""


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


class HistoryModel(QAbstractListModel):
    """Steps, the newest first. A negative entry is the heading of a day: its ordinal number."""

    loaded = Signal()

    def __init__(self, live: Live) -> None:
        """Model the log of a desk; `show_these` says which of it."""
        super().__init__()
        self._live = live
        self.rows = HistoryRows()
        self._entries: array[int] = array("q")
        self._rows: OrderedDict[int, HistoryEntry] = OrderedDict()
        self._asked: set[int] = set()
        self._stale: set[int] = set()
        self._loading = False
        self._again = False
        self.wanted = HistoryFilter()
        self.number = 0
        """How many steps there are, without headings."""

    def show_these(self, wanted: HistoryFilter) -> None:
        """Show the steps that a filter lets through: the first at once, then all.

        Where they are shown already they stay in sight until all are here.
        """
        known = wanted == self.wanted and bool(self._entries)
        self.wanted = wanted
        self._loading, self._again = True, False

        def first(keys: HistoryKeys) -> None:
            self._replace(keys)
            if len(keys.ids) < FIRST:
                self._complete()
            else:
                self._live.latest(self, history_keys, wanted, then=everything)

        def everything(keys: HistoryKeys) -> None:
            self._grow(keys)
            self._complete()

        if known:
            self._live.latest(self, history_keys, wanted, then=everything)
        else:
            self._live.latest(self, history_keys, wanted, limit=FIRST, then=first)

    def follow(self) -> None:
        """Put new steps on top; names and states of others may have changed with them."""
        self._stale.update(self._rows)
        if self._loading:
            self._again = True
            return
        self._loading = True

        def arrived(keys: HistoryKeys) -> None:
            self._prepend(keys)
            self._complete()

        newest = next((entry for entry in self._entries[:2] if entry > 0), 0)
        self._live.latest(self, history_keys, self.wanted, after=newest, then=arrived)

    def row_of(self, step_id: int) -> int:
        """Return where a step stands, -1 where it does not."""
        try:
            return self._entries.index(step_id)
        except ValueError:
            return -1

    def row_of_day(self, day: date) -> int:
        """Return where the newest day that is not after one begins, -1 where all are."""
        for row, entry in enumerate(self._entries):
            if entry < 0 and -entry <= day.toordinal():
                return row
        return -1

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of rows, headings among them."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is here, a date for a heading; ask for what is not."""
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if entry < 0:
            return self._heading(date.fromordinal(-entry), role)
        if role == KEY:
            return entry
        row = self._rows.get(entry)
        if row is None or entry in self._stale:
            self._fetch(index.row())
        if row is None or role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows.describe(row, None, _WIDE).says
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over."""
        if self._entries[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _heading(self, day: date, role: int) -> Any:
        if role == ROW:
            return day
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return day_name(day)
        return None

    def _complete(self) -> None:
        self._loading = False
        self.loaded.emit()
        if self._again:
            self._again = False
            self.show_these(self.wanted)

    def _replace(self, keys: HistoryKeys) -> None:
        fresh = keys.rows
        if fresh == self._entries:
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._entries = fresh
        self.number = len(keys.ids)
        self._asked.clear()
        self.endResetModel()

    def _grow(self, keys: HistoryKeys) -> None:
        """Add the older steps below the first ones."""
        fresh = keys.rows
        known = len(self._entries)
        if fresh[:known] != self._entries:
            self._replace(keys)
        elif len(fresh) > known:
            self.beginInsertRows(_NOWHERE, known, len(fresh) - 1)
            self._entries = fresh
            self.number = len(keys.ids)
            self.endInsertRows()

    def _prepend(self, keys: HistoryKeys) -> None:
        fresh = keys.rows
        self.number += len(keys.ids)
        if self._entries and self._entries[0] in fresh:  # the same day goes on
            same = fresh.index(self._entries[0])
            self._insert(1, fresh[same + 1 :])
            fresh = fresh[:same]
        self._insert(0, fresh)
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def _insert(self, at: int, entries: array[int]) -> None:
        if entries:
            self.beginInsertRows(_NOWHERE, at, at + len(entries) - 1)
            self._entries[at:at] = entries
            self._asked.clear()
            self.endInsertRows()

    def _fetch(self, row: int) -> None:
        page = row // PAGE
        if page in self._asked:
            return
        self._asked.add(page)
        entries = self._entries[page * PAGE : (page + 1) * PAGE]
        wanted = [entry for entry in entries if entry > 0]
        self._stale.difference_update(wanted)

        def arrived(rows: list[HistoryEntry]) -> None:
            self._asked.discard(page)
            for one in rows:
                self._rows[one.id] = one
                self._rows.move_to_end(one.id)
            while len(self._rows) > CACHED:
                self._rows.popitem(last=False)
            at = self.row_of(wanted[0])
            last = min(at + len(entries), len(self._entries) - 1)
            if at >= 0:
                self.dataChanged.emit(self.index(at), self.index(last))

        self._live.ask(history_page, wanted, then=arrived)
