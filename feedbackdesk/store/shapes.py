"""What a row of each table looks like, so that it is known again where nothing leads to it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from feedbackdesk.store import schema
from feedbackdesk.store.facts import Facts, Form, facts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from feedbackdesk.store.pages import Record

_UID = re.compile(r"[0-9a-f]{32}")
_SENSELESS = 1
"""In how many columns of a row there may stand what makes no sense."""
_REVISION = re.compile(r"\d{4}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?", re.ASCII)
KNOWN: Mapping[tuple[str, str], Facts] = {
    (table.name, column.name): facts_of(column)
    for table in schema.metadata.tables.values()
    for column in table.c
}
"""What each column says of itself, by table and name."""
_NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Column:
    """A column, as SQLite knows it."""

    name: str
    kind: str
    needed: bool
    default: Any


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of one table look like."""

    table: str
    columns: tuple[Column, ...]

    def row(self, record: Record) -> tuple[dict[str, Any], bool] | None:
        """Return a record as a row of this table, by column, and whether that is all of it.

        Columns are left out where a record lacks its end, and where what stands in one makes no
        sense. None where it cannot be a row of this table.
        """
        values = list(record.values)
        if not values or len(values) > len(self.columns):
            return None
        if len(values) < len(self.columns) and record.whole:
            # What was written before a column was added is as its default says.
            values += [one.default for one in self.columns[len(values) :]]
        row = {"id": record.key} if self.columns[0].name == "id" else {}
        senseless = 0
        for column, value in zip(self.columns, values, strict=False):
            if column.name == "id" and value is None:
                continue
            if self.may_be(column, value):
                row[column.name] = value
            else:
                senseless += 1
                if senseless > _SENSELESS:
                    return None
        has_uid = len(self.columns) < 2 or self.columns[1].name != "uid" or "uid" in row
        if senseless and not has_uid:
            return None
        return row, record.whole and not senseless

    def may_be(self, column: Column, value: Any) -> bool:
        """Whether a value can stand in a column."""
        if value is None:
            return not column.needed
        if column.kind == "INTEGER":
            return isinstance(value, int)
        if column.kind != "TEXT":
            return True
        if not isinstance(value, str) or "\0" in value:
            return False
        known = KNOWN.get((self.table, column.name), _NOTHING)
        if value == column.default or (known.words and not value and not column.needed):
            return True
        return (not known.words or value in known.words) and (
            known.form is None or bool(_FITS[known.form](value))
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables of one version, and which columns each index holds."""

    statements: tuple[str, ...]
    """What makes them, in the words of SQL."""
    shapes: dict[str, Shape]
    indexes: dict[str, tuple[str, tuple[str, ...]]]
    """Table, and columns in order, by the name of the index; the last is the key of its row."""


def layout_of(statements: Iterable[str]) -> Layout:
    """Return the layout that these statements make."""
    made = tuple(statements)
    shapes: dict[str, Shape] = {}
    indexes: dict[str, tuple[str, tuple[str, ...]]] = {}
    with closing(sqlite3.connect(":memory:")) as raw:
        for statement in made:
            raw.execute(statement)
        names = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in names:
            columns = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
            shapes[table] = Shape(
                table,
                tuple(
                    Column(name, kind.upper(), bool(needed) or bool(key), _plain(raw, default))
                    for _at, name, kind, needed, default, key in columns
                ),
            )
            for _at, index, *_rest in raw.execute(f'PRAGMA index_list("{table}")').fetchall():
                held = raw.execute(f'PRAGMA index_xinfo("{index}")').fetchall()
                indexes[index] = table, tuple("id" if one[1] == -1 else one[2] for one in held)
    shapes["sqlite_sequence"] = Shape(
        "sqlite_sequence",
        (Column("name", "TEXT", True, None), Column("seq", "INTEGER", True, None)),
    )
    return Layout(made, shapes, indexes)


def layout() -> Layout:
    """Return the layout of this version."""
    words = dialect.dialect()
    made: list[ExecutableDDLElement] = []
    for table in schema.metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [CreateTable(table), *map(CreateIndex, indexes)]
    return layout_of(str(one.compile(dialect=words)) for one in made)


def _plain(raw: sqlite3.Connection, default: str | None) -> Any:
    """Return what a default, in the words of SQL, stands for."""
    return None if default is None else raw.execute(f"SELECT {default}").fetchone()[0]


def _is_moment(text: str) -> bool:
    try:
        return _MOMENT.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


_FITS: Mapping[Form, Callable[[str], object]] = {
    Form.UID: _UID.fullmatch,
    Form.DAY: _is_day,
    Form.MOMENT: _is_moment,
    Form.JSON: _is_json,
    Form.REVISION: _REVISION.fullmatch,
}
