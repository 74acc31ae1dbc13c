"""The unit of work: four verbs that write, and write down what they wrote.

All verbs of one step run in one transaction with its log. Undo needs no code of its
own for each action: it replays a step's changes backwards through the same verbs.
"""

from __future__ import annotations

import getpass
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.store import schema
from feedbackdesk.store.columns import NAME_COLUMN
from feedbackdesk.store.customers import WORTH
from feedbackdesk.store.facts import facts_of
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.schema import FOLLOWED, LOGGED, POINTING, TableName, logged_columns
from feedbackdesk.store.sql import chunks
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Value = str | int | None

_COUNTS = {
    "feedback": {"person_id", "organisation_id", "archived", "said_on", "importance"},
    "mention": {"feedback_id", "theme_id", "quote", "importance"},
    "loss": {"feedback_id", "value"},
}
"""The columns that what is kept follows."""

_PENDING = 10_000
"""From this many changes the log is written in between, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a step comes from: who, and through which face."""

    author: str
    source: str


def user_name() -> str:
    """Return who works at this computer, as the system calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "owner"


def now() -> str:
    """Return this moment as the log keeps it: ISO text in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


_SELECT = {
    name: select(*logged_columns(table)).where(table.c.id == bindparam("key"))
    for name, table in LOGGED.items()
}
_INSERT = {name: insert(table) for name, table in LOGGED.items()}
_INSERT_CHANGE = insert(schema.change)
_INSERT_STEP = insert(schema.step)


def encode(values: Mapping[str, Value]) -> str:
    """Return values as the log keeps them."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _with_derived(table: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values with what follows from them alone."""
    if table != "person" or "phone" not in values:
        return dict(values)
    phone = values["phone"]
    return {**values, "phone_end": number_end(phone) if isinstance(phone, str) else None}


def _gone(table: TableName) -> NotThere:
    what = table.replace("_", " ")
    return NotThere(f"That {what} is no longer there. Nothing was changed.")


class UnitOfWork:
    """One step in the making: reads, and the four verbs."""

    def __init__(
        self,
        connection: Connection,
        origin: Origin,
        label: str,
        *,
        kind: str = "do",
        undoes: int | None = None,
    ) -> None:
        """Begin a step with its label, over a connection in a write transaction."""
        self.read = Reader(connection)
        self.rows: dict[str, set[int]] = {}
        self.step_id: int | None = None
        self._connection = connection
        self._tallies = Tallies(connection)
        self._names: dict[tuple[str, int], str] = {}
        self._pending: list[dict[str, Value]] = []
        self._step: dict[str, Value] = {
            "uid": new_uid(),
            "at": now(),
            "author": origin.author,
            "source": origin.source,
            "revision": schema.REVISION,
            "kind": kind,
            "label": label,
            "facts": "{}",
            "undoes": undoes,
        }

    @property
    def at(self) -> str:
        """The moment of the step, as the log keeps it."""
        return str(self._step["at"])

    def put_beside(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Add rows that name the same columns to a table beside the log: see schema.import_run.

        One that has a key takes the place of what a run that was undone left there.
        """
        if not rows:
            return
        target = schema.metadata.tables[table]
        for some in chunks([row["id"] for row in rows if "id" in row]):
            self._connection.execute(delete(target).where(target.c.id.in_(some)))
        self._connection.execute(insert(target), [dict(row) for row in rows])

    def name_of_new(self, thing: tuple[str, int]) -> str | None:
        """Return the name that a row was given in this step; None where it was there before."""
        return self._names.get(thing)

    # The four verbs

    def insert(self, table: TableName, /, **values: Value) -> int:
        """Add a row and return its key."""
        row: dict[str, Value] = {"uid": new_uid(), **values}
        self._before_insert(table, row)
        key = self._new(_INSERT[table], self._derived(table, row))
        self._log(table, key, "insert", None, None)
        self._after_insert(table, key, row)
        if (column := NAME_COLUMN.get(table)) is not None:
            self._names[table, key] = str(row[column])
        return key

    def insert_many(self, table: TableName, rows: Sequence[Mapping[str, Value]], /) -> list[int]:
        """Add rows that name the same columns, and return their keys in that order."""
        if not rows:
            return []
        named = [{"uid": new_uid(), **row} for row in rows]
        for row in named:
            self._before_insert(table, row)
        if table == "mention":  # all rows name the same columns
            self._tallies.unborn(row["feedback_id"] for row in named)
        # Asking for the keys with each row would make a statement of each.
        self._connection.execute(_INSERT[table], [_with_derived(table, row) for row in named])
        target = LOGGED[table]
        found: dict[str, int] = {}
        for uids in chunks([row["uid"] for row in named]):
            picked = select(target.c.uid, target.c.id).where(target.c.uid.in_(uids))
            found.update((uid, key) for uid, key in self._connection.execute(picked))
        for row in named:
            key = found[str(row["uid"])]
            self._log(table, key, "insert", None, None)
            self._after_insert(table, key, row)
        return [found[str(row["uid"])] for row in named]

    def update(self, table: TableName, key: int, /, **values: Value) -> bool:
        """Change columns of a row; return whether anything differed.

        Raises NotThere where the row is gone: another process may have deleted it.
        """
        before = self.row(table, key)
        if before is None:
            raise _gone(table)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        was = {name: before[name] for name in changed}
        self._names.pop((table, key), None)
        self._log(table, key, "update", was, changed)
        self._before_update(table, [before], changed)
        target = LOGGED[table]
        self._connection.execute(
            update(target).where(target.c.id == key).values(_with_derived(table, changed))
        )
        self._after_update(table, [key], changed, before)
        return True

    def update_where(self, table: TableName, where: Mapping[str, Value], /, **values: Value) -> int:
        """Change columns of all rows that match; return how many differed.

        The log is written by the database itself, whatever the number of rows.
        """
        target = LOGGED[table]
        match = [
            target.c[name].is_(None) if value is None else target.c[name] == value
            for name, value in where.items()
        ]
        differs = [target.c[name].is_distinct_from(value) for name, value in values.items()]
        condition = match[0] if match else literal(True)
        for part in match[1:]:
            condition &= part
        changes = differs[0]
        for part in differs[1:]:
            changes |= part
        rows = [
            dict(row)
            for row in self._connection.execute(
                select(*logged_columns(target)).where(condition & changes)
            ).mappings()
        ]
        if not rows:
            return 0
        keys = [row["id"] for row in rows]
        before = func.json_object(*(part for name in values for part in (name, target.c[name])))
        self._log_selected(
            select(
                literal(self._begun()),
                literal(table),
                target.c.id,
                literal("update"),
                before,
                literal(encode(values)),
            ).where(condition & changes)
        )
        self.rows.setdefault(table, set()).update(keys)
        self._before_update(table, rows, values)
        self._connection.execute(
            update(target).where(condition & changes).values(_with_derived(table, values))
        )
        self._follow(values)
        for row in rows:
            self._follow(row)
        self._after_update(table, keys, values, None)
        return len(rows)

    def delete(self, table: TableName, key: int) -> None:
        """Remove a row, and first what is part of it. What merely points to it must be gone."""
        if self.row(table, key) is None:
            raise _gone(table)
        self._delete_all(table, [key])

    # What the verbs share

    def row(self, table: str, key: int) -> dict[str, Any] | None:
        """Return a row's logged columns, or None."""
        found = self._connection.execute(_SELECT[table], {"key": key}).mappings().first()
        return dict(found) if found is not None else None

    def restore(self, table: str, image: Mapping[str, Value]) -> None:
        """Bring a deleted row back as it was, with its key."""
        key = image["id"]
        assert isinstance(key, int)  # noqa: S101  (the log's own image)
        self._before_insert(table, image)
        self._connection.execute(_INSERT[table], self._derived(table, image))
        self._log(table, key, "insert", None, None)
        self._after_insert(table, key, image)

    def take_back(self, table: str, keys: Collection[int]) -> None:
        """Remove rows and nothing else: the undoing of inserts."""
        self._delete_rows(table, keys)

    def finish(self, facts: Mapping[str, object]) -> int | None:
        """Write the log and the kept numbers; return the step's key, None if nothing changed."""
        if not self._pending and self.step_id is None:
            return None
        filled = json.dumps(facts, ensure_ascii=False)
        if self.step_id is None:
            self._step["facts"] = filled
        elif facts:
            self._connection.execute(
                update(schema.step).where(schema.step.c.id == self.step_id).values(facts=filled)
            )
        step_id = self._begun()
        self._flush()
        self._tallies.settle()
        return step_id

    def mark_undone(self, step_id: int) -> None:
        """Note in the log that this step takes another one back."""
        self._connection.execute(
            update(schema.step).where(schema.step.c.id == step_id).values(undone_by=self._begun())
        )

    def _begun(self) -> int:
        if self.step_id is None:
            self.step_id = self._new(_INSERT_STEP, self._step)
        return self.step_id

    def _new(self, statement: Insert, row: Mapping[str, Value]) -> int:
        key = self._connection.execute(statement, row).inserted_primary_key
        assert key is not None  # noqa: S101  (every table of the schema has one)
        return int(key[0])

    def _log(
        self,
        table: str,
        key: int,
        verb: str,
        before: Mapping[str, Value] | None,
        after: Mapping[str, Value] | None,
    ) -> None:
        self.rows.setdefault(table, set()).add(key)
        self._pending.append(
            {
                "table_name": table,
                "row_id": key,
                "verb": verb,
                "before": None if before is None else encode(before),
                "after": None if after is None else encode(after),
            }
        )
        if len(self._pending) >= _PENDING:
            self._flush()

    def _flush(self) -> None:
        if self._pending:
            step_id = self._begun()
            self._connection.execute(
                _INSERT_CHANGE, [{"step_id": step_id, **change} for change in self._pending]
            )
            self._pending = []

    def _log_selected(self, rows: Select[Any]) -> None:
        self._flush()
        columns = ["step_id", "table_name", "row_id", "verb", "before", "after"]
        statement: Insert = insert(schema.change).from_select(columns, rows)
        self._connection.execute(statement)

    def _delete_all(self, table: str, keys: Collection[int]) -> None:
        for child, column in POINTING[table]:
            if not facts_of(column).owned:
                continue
            for some in chunks(keys):
                theirs = select(child.c.id).where(column.in_(some))
                if children := self._connection.execute(theirs).scalars().all():
                    self._delete_all(child.name, children)
        self._delete_rows(table, keys)

    def _delete_rows(self, table: str, keys: Collection[int]) -> None:
        target = LOGGED[table]
        columns = logged_columns(target)
        image = func.json_object(*(part for column in columns for part in (column.name, column)))
        for some in chunks(keys):
            chosen = target.c.id.in_(some)
            rows = [
                dict(row)
                for row in self._connection.execute(select(*columns).where(chosen)).mappings()
            ]
            self._log_selected(
                select(
                    literal(self._begun()),
                    literal(table),
                    target.c.id,
                    literal("delete"),
                    image,
                    literal(None),
                )
                .where(chosen)
                # The undo of this brings the oldest back first: others may point to it.
                .order_by(target.c.id.desc())
            )
            self.rows.setdefault(table, set()).update(some)
            for row in rows:
                self._follow(row)
            self._before_delete(table, rows)
            self._connection.execute(delete(target).where(chosen))

    # How the kept numbers, and what is touched, follow

    def _derived(self, table: str, row: Mapping[str, Value]) -> dict[str, Value]:
        """Return a row to be added with as much of what is derived as is known already."""
        if table == "mention":
            return {**row, **self._tallies.mentioned(row)}
        return _with_derived(table, row)

    def _before_insert(self, table: str, row: Mapping[str, Any]) -> None:
        if table in {"mention", "loss"}:
            self._tallies.before([row["feedback_id"]])

    def _after_insert(self, table: str, key: int, row: Mapping[str, Any]) -> None:
        self._follow(row)
        match table:
            case "feedback":
                self._tallies.born(key, row["said_on"], row.get("importance"))
            case "item_theme":
                self._tallies.structure(themes=[row["theme_id"]], items=[row["item_id"]])
            case _ if row.get("merged_into") is not None:
                self._signposts_changed(table, key)
        self._tallies.customers.changed(table, [key])

    def _before_update(
        self, table: str, rows: list[dict[str, Any]], values: Mapping[str, Value]
    ) -> None:
        names = values.keys()
        if names & WORTH:
            self._tallies.customers.change(table, [row["id"] for row in rows])
        if table == "feedback" and names & _COUNTS["feedback"]:
            self._tallies.unborn(row["id"] for row in rows)
            self._tallies.before([row["id"] for row in rows])
        elif table in {"mention", "loss"} and names & _COUNTS[table]:
            new = {values["feedback_id"]} if "feedback_id" in names else set()
            touched = {row["feedback_id"] for row in rows} | new
            self._tallies.unborn(touched)
            self._tallies.before({key for key in touched if isinstance(key, int)})
        elif table == "item_theme":
            self._tallies.structure(
                themes=[row["theme_id"] for row in rows], items=[row["item_id"] for row in rows]
            )
        elif "merged_into" in names:
            for row in rows:
                self._signposts_change(table, row["id"])

    def _after_update(
        self,
        table: str,
        keys: list[int],
        values: Mapping[str, Value],
        before: Mapping[str, Any] | None,
    ) -> None:
        if before is not None:
            self._follow({**before, **values})
            self._follow(before)
        if table == "item_theme":
            rows = [row for key in keys if (row := self.row(table, key)) is not None]
            self._tallies.structure(
                themes=[row["theme_id"] for row in rows], items=[row["item_id"] for row in rows]
            )
        elif "merged_into" in values:
            for key in keys:
                self._signposts_changed(table, key)
        if values.keys() & WORTH:
            self._tallies.customers.changed(table, keys)

    def _before_delete(self, table: str, rows: list[dict[str, Any]]) -> None:
        self._tallies.customers.change(table, [row["id"] for row in rows])
        match table:
            case "mention" | "loss":
                self._tallies.before({row["feedback_id"] for row in rows})
            case "item_theme":
                self._tallies.structure(
                    themes=[row["theme_id"] for row in rows],
                    items=[row["item_id"] for row in rows],
                )
            case "theme":
                self._tallies.structure(themes=[row["id"] for row in rows])

    def _signposts_change(self, table: str, key: int) -> None:
        if table == "theme":
            self._tallies.structure(themes=[key])
        else:
            self._tallies.before(self.read.feedback_of(table, key))

    def _signposts_changed(self, table: str, key: int) -> None:
        affected = set() if table == "theme" else set(self.read.feedback_of(table, key))
        self._tallies.before(affected)
        self._tallies.merged(table)
        if table == "theme":
            self._tallies.structure(themes=[key])

    def _follow(self, row: Mapping[str, Any]) -> None:
        """Note the rows that show what this one says, so that their views repaint."""
        for column in FOLLOWED:
            key = row.get(column)
            if isinstance(key, int):
                self.rows.setdefault(column.removesuffix("_id"), set()).add(key)
