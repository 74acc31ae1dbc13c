"""Questions about the log: what was done, by whom, in words."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.log import HistoryFilter
from feedbackdesk.domain.rows import HistoryEntry, Version
from feedbackdesk.domain.text import excerpt
from feedbackdesk.store.columns import NAME_COLUMN
from feedbackdesk.store.read.changes import ChangesReader
from feedbackdesk.store.read.wanted import conditions
from feedbackdesk.store.schema import FOLLOWED, LOGGED
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Row


Thing = tuple[str, int]
"""A table, and the key of a row of it."""

_CHANGED = sql("SELECT table_name, row_id, before FROM change WHERE step_id > :step LIMIT :limit")
_BACK = {"undo", "redo"}
_MANY = 5_000
"""From this many changes of another process on, everything is read anew."""

_STEPS = sql("SELECT * FROM step WHERE id IN :ids")
_LINKS = sql("SELECT id, at, undone_by FROM step WHERE id IN :ids")
_SPAN = sql(
    "SELECT count(*) AS number, min(id) AS oldest, max(id) AS newest FROM step WHERE id > :after"
)
_ANOTHER_DAY = sql(
    "SELECT id, at FROM step WHERE id < :id AND id >= :lowest AND (at < :start OR at >= :end)"
    " ORDER BY id DESC LIMIT 1"
)
_FIRST_CHANGE = sql(
    "SELECT s.id, c.table_name, c.row_id FROM step s"
    " JOIN change c ON c.id = (SELECT min(id) FROM change WHERE step_id = s.id)"
    " WHERE s.id IN :ids"
)
# The image of a row that is gone, or of a column that was changed, has what was there before.
_NAMES_BEFORE = (
    "SELECT c.row_id, c.step_id, substr(json_extract(c.before, '$.{column}'), 1, 600) AS name"
    " FROM change c WHERE c.row_id IN :ids AND c.table_name = :table AND c.step_id >= :since"
    " AND c.before IS NOT NULL AND json_type(c.before, '$.{column}') = 'text' ORDER BY c.id"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Labelled(Protocol):
    """A step with its label and what fills it."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def label(self) -> str:
        """The label with placeholders."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Placeholder to [table, key], or to a plain word."""


def _is_day(fact: object) -> TypeGuard[str]:
    return isinstance(fact, str) and _DAY.fullmatch(fact) is not None


class HistoryReader(ChangesReader):
    """Steps, settings, and names for labels."""

    def did(self, step: Labelled) -> str:
        """Return a step's label with the names as they were right after it."""
        names = self._names_since(step.id, [step.facts])
        return self.fill(step.label, step.facts, names.before(step.id + 1))

    def fill(
        self,
        label: str,
        facts: Mapping[str, Any],
        then: Callable[[Thing], str | None] | None = None,
    ) -> str:
        """Return a label with its placeholders filled: by a row's name, or a plain word.

        `then` has the names that were others at that time.
        """

        def filled(found: re.Match[str]) -> str:
            fact = facts.get(found.group(1))
            if isinstance(fact, list):
                table, key = fact
                name = then((table, key)) if then else None
                return self.name_of(table, key) if name is None else _called(table, name)
            return show_date(date.fromisoformat(fact)) if _is_day(fact) else str(fact)

        return _PLACEHOLDER.sub(filled, label)

    def name_of(self, table: str, key: int) -> str:
        """Return how a row is called in a sentence; a deleted one as it was called."""
        column = NAME_COLUMN.get(table)
        if table == "follow_up":
            return self._owed_to(key)
        if column is None:
            return table.replace("_", " ")
        row = self._first(
            sql(f"SELECT substr({column}, 1, 600) FROM {table} WHERE id = :key"), key=key
        )
        name: str | None = row[0] if row else None
        if name is None:
            gone = self._first(
                sql(
                    "SELECT before FROM change WHERE row_id = :key AND table_name = :table"
                    " AND verb = 'delete' ORDER BY id DESC LIMIT 1"
                ),
                key=key,
                table=table,
            )
            name = json.loads(gone[0]).get(column) if gone else None
        if name is None:
            return "something since erased"
        return _called(table, name)

    def _owed_to(self, key: int) -> str:
        """Return a follow-up in a sentence: to whom something is, or was, owed."""
        row = self.last_image("follow_up", key)
        for table in ("person", "organisation"):
            if (whose := row.get(f"{table}_id")) is not None:
                return f"what is owed to {self.name_of(table, whose)}"
        return "what is owed"

    def _names_since(self, since: int, facts: Iterable[Mapping[str, Any]]) -> _Names:
        """Return how what some steps are about was called before it was changed from then on."""
        wanted: dict[str, set[int]] = {}
        for fact in (fact for some in facts for fact in some.values()):
            if isinstance(fact, list) and fact[0] in NAME_COLUMN and fact[1]:
                wanted.setdefault(fact[0], set()).add(fact[1])
        names = _Names()
        for table, keys in wanted.items():
            statement = sql(_NAMES_BEFORE.format(column=NAME_COLUMN[table]))
            for key, rows in self._grouped(statement, keys, table=table, since=since).items():
                names.found[table, key] = [(row.step_id, row.name) for row in rows]
        return names

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """Return the steps, the newest first."""
        return self._entries(
            self._all(
                sql("SELECT * FROM step ORDER BY id DESC LIMIT :limit"),
                limit=-1 if limit is None else limit,
            )
        )

    def history_page(self, ids: Sequence[int]) -> list[HistoryEntry]:
        """Return the steps with these keys, in their order; unknown ones are left out."""
        found = {key: rows[0] for key, rows in self._grouped(_STEPS, ids).items()}
        return self._entries([found[key] for key in ids if key in found])

    def history_of(self, table: str, key: int, limit: int | None = None) -> list[HistoryEntry]:
        """Return the steps that changed a row or what is part of it, the newest first."""
        return self.history_page(self.history_ids(HistoryFilter(of=(table, key)), limit=limit))

    def history_ids(
        self, wanted: HistoryFilter, *, after: int = 0, limit: int | None = None
    ) -> array[int]:
        """Return the keys of the steps that are wanted, the newest first.

        `after` leaves out the steps up to that one.
        """
        if wanted.is_open and limit is None:
            row = self._first(_SPAN, after=after)
            if row is None or not row.number:
                return array("q")
            if row.newest - row.oldest + 1 == row.number:  # no gaps: nothing to be read
                return array("q", range(row.newest, row.oldest - 1, -1))
        where, facts = conditions(wanted)
        statement = sql(
            f"SELECT s.id FROM step s WHERE {' AND '.join(['s.id > :after', *where])}"
            " ORDER BY s.id DESC LIMIT :limit"
        )
        facts |= {"after": after, "limit": -1 if limit is None else limit}
        return array("q", (row[0] for row in self._connection.execute(statement, facts)))

    def history_days(self, lowest: int = 0) -> list[tuple[int, date]]:
        """Return where each local day begins, the newest first: its newest step, and the day.

        Steps below the lowest are not looked at. A clock that was set back makes a day
        begin twice.
        """
        found: list[tuple[int, date]] = []
        row = self._first(sql("SELECT id, at FROM step ORDER BY id DESC LIMIT 1"))
        while row is not None and row.id >= lowest:
            day = datetime.fromisoformat(row.at).astimezone().date()
            found.append((row.id, day))
            # One pass along the log in all, and a look at its rows only where a day ends.
            row = self._first(
                _ANOTHER_DAY, id=row.id, lowest=lowest, start=_midnight(day),
                end=_midnight(day + timedelta(days=1)),
            )  # fmt: skip
        return found

    def _entries(self, rows: Sequence[Row[Any]]) -> list[HistoryEntry]:
        ends = self._ends(rows)
        first = {
            key: found[0]
            for key, found in self._grouped(_FIRST_CHANGE, [row.id for row in rows]).items()
        }
        every = [json.loads(row.facts) for row in rows]
        names = self._names_since(min((row.id for row in rows), default=0), every)
        entries: list[HistoryEntry] = []
        for row, facts in zip(rows, every, strict=True):
            # What was undone is told by the name that it had until then.
            then = names.before(row.id if row.kind == "undo" else row.id + 1)
            label = self.fill(row.label, facts, then)
            state = "undone" if row.undone_by is not None else "done"
            link, taken_back = ends[row.id]
            about = [facts.get(name) for name in _PLACEHOLDER.findall(row.label)]
            things = [(one[0], one[1]) for one in about if isinstance(one, list) and one[1]]
            if not things and row.id in first:
                things = [(first[row.id].table_name, first[row.id].row_id)]
            entries.append(
                HistoryEntry(
                    id=row.id,
                    at=datetime.fromisoformat(row.at),
                    author=row.author,
                    source=row.source,
                    did=f"{row.kind.capitalize()}: {label}" if row.kind in _BACK else label,
                    state=row.kind if row.kind in _BACK else state,
                    kind=row.kind,
                    label=label,
                    thing=things[0] if things else None,
                    taken_back=taken_back,
                    link=link,
                )
            )
        return entries

    def _ends(self, rows: Sequence[Row[Any]]) -> dict[int, tuple[int, datetime | None]]:
        """Follow steps to the last of their undos and redos.

        Return its key, and when it was done where the step does not stand by it.
        """
        at: dict[int, tuple[int, str, bool]] = {row.id: (row.id, row.at, True) for row in rows}
        open_ = {row.id: row.undone_by for row in rows if row.undone_by is not None}
        while open_:
            links = {
                key: found[0] for key, found in self._grouped(_LINKS, set(open_.values())).items()
            }
            following: dict[int, int] = {}
            for key, by in open_.items():
                link = links[by]
                at[key] = (link.id, link.at, not at[key][2])
                if link.undone_by is not None:
                    following[key] = link.undone_by
            open_ = following
        return {
            key: (link, None if stands else datetime.fromisoformat(moment))
            for key, (link, moment, stands) in at.items()
        }

    def versions_of(self, feedback_id: int) -> list[Version]:
        """Return the corrections of a feedback that are in force, the newest first."""
        rows = self._all(
            sql(
                "SELECT s.at, s.author, c.before, c.after FROM change c"
                " JOIN step s ON s.id = c.step_id"
                " WHERE c.row_id = :key AND c.table_name = 'feedback' AND c.verb = 'update'"
                " AND s.undone_by IS NULL AND s.kind <> 'undo' ORDER BY c.id DESC"
            ),
            key=feedback_id,
        )
        found: list[Version] = []
        for row in rows:
            was, now = json.loads(row.before), json.loads(row.after)
            for column in now:
                if was.get(column) == now[column]:
                    continue
                found.append(
                    Version(
                        datetime.fromisoformat(row.at),
                        row.author,
                        column.removesuffix("_id"),
                        self._told(column, was.get(column)),
                        self._told(column, now[column]),
                    )
                )
        return found

    def _told(self, column: str, value: object) -> str | None:
        """Return a stored value as it is told: a key as the name it stands for."""
        if isinstance(value, int) and column in {"person_id", "organisation_id"}:
            return self.name_of(column.removesuffix("_id"), value)
        return None if value is None else str(value)

    def newest_step(self) -> int:
        """Return the key of the newest step, 0 before the first."""
        return self._number(sql("SELECT max(id) FROM step"))

    def first_step(self) -> str | None:
        """Return the uid of the first step ever: copies have it, too, and no other workspace."""
        row = self._first(sql("SELECT uid FROM step ORDER BY id LIMIT 1"))
        return None if row is None else str(row.uid)

    def newest_uid(self) -> str | None:
        """Return the uid of the newest step; None before the first."""
        row = self._first(sql("SELECT uid FROM step ORDER BY id DESC LIMIT 1"))
        return None if row is None else str(row.uid)

    def steps_by_uid(self) -> list[tuple[int, str]]:
        """Return every step's key and uid, the first one first."""
        rows = self._all(sql("SELECT id, uid FROM step ORDER BY id"))
        return [(int(row.id), str(row.uid)) for row in rows]

    def step_of_uid(self, uid: str) -> int | None:
        """Return the key of a step by its uid; None where there is none."""
        row = self._first(sql("SELECT id FROM step WHERE uid = :uid"), uid=uid)
        return None if row is None else int(row.id)

    def number_of_steps(self, after: int = 0) -> int:
        """Return how many steps there are after one."""
        return self._number(sql("SELECT count(*) FROM step WHERE id > :after"), after=after)

    def number_of_prints(self) -> int:
        """Return how many prints and snapshots are remembered."""
        return self._number(sql("SELECT count(*) FROM print_run"))

    def feedback_made_since(self, step_id: int, most: int) -> list[int]:
        """Return the feedbacks that were recorded after a step and are there, the newest first."""
        rows = self._all(
            sql(
                "SELECT c.row_id FROM change c JOIN feedback f ON f.id = c.row_id"
                " WHERE c.step_id > :step AND c.table_name = 'feedback' AND c.verb = 'insert'"
                " ORDER BY c.id DESC LIMIT :most"
            ),
            step=step_id,
            most=most,
        )
        return [int(row.row_id) for row in rows]

    def rows_since(self, step_id: int) -> dict[str, set[int]] | None:
        """Return what changed after a step: table to keys, with what those rows belong to.

        None where it is more than is worth telling apart.
        """
        rows = self._all(_CHANGED, step=step_id, limit=_MANY + 1)
        if len(rows) > _MANY:
            return None
        found: dict[str, set[int]] = {}
        for row in rows:
            found.setdefault(row.table_name, set()).add(row.row_id)
        images = [json.loads(row.before) for row in rows if row.before is not None]
        for name, keys in tuple(found.items()):
            columns = [column for column in FOLLOWED if column in LOGGED[name].c]
            if columns:
                statement = sql(f"SELECT {', '.join(columns)} FROM {name} WHERE id IN :ids")
                found_rows = self._connection.execute(statement, {"ids": list(keys)}).mappings()
                images += [dict(row) for row in found_rows]
        for image in images:
            for column in FOLLOWED:
                if isinstance(image.get(column), int):
                    found.setdefault(column.removesuffix("_id"), set()).add(image[column])
        return found

    def settings(self) -> dict[str, str]:
        """Return what the owner has set."""
        rows = self._all(sql("SELECT name, value FROM setting ORDER BY name"))
        return {row.name: row.value for row in rows}

    def setting_key(self, name: str) -> int | None:
        """Return the key of a setting's row."""
        row = self._first(sql("SELECT id FROM setting WHERE name = :name"), name=name)
        return row[0] if row else None


class _Names:
    """What things were called, by the steps that changed it."""

    def __init__(self) -> None:
        self.found: dict[Thing, list[tuple[int, str]]] = {}

    def before(self, step_id: int) -> Callable[[Thing], str | None]:
        """Return the names of that time: what the first change from that step on found."""

        def name(thing: Thing) -> str | None:
            names = self.found.get(thing, [])
            place = bisect_left(names, step_id, key=itemgetter(0))
            return names[place][1] if place < len(names) else None

        return name


def _called(table: str, name: str) -> str:
    return f"“{excerpt(name, 48)}”" if table == "feedback" else excerpt(name, 80)


def _midnight(day: date) -> str:
    """Return when a local day begins, as the log writes moments."""
    start = datetime(day.year, day.month, day.day).astimezone(UTC)
    return start.isoformat(timespec="microseconds")
