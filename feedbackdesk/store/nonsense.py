"""What stands in a sound page and makes no sense all the same: no word of ours, no day, no number.

A bit that turned over in a row leaves the page whole, so that SQLite finds nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from feedbackdesk.store import schema
from feedbackdesk.store.counted import KEPT
from feedbackdesk.store.facts import Form
from feedbackdesk.store.shapes import KNOWN, Column, layout
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

_DIGIT = "[0-9]"
_DATE = "-".join(_DIGIT * number for number in (4, 2, 2))
_TIME = ":".join([_DIGIT * 2] * 3)
_NOT_OF_FORM: Mapping[Form, str] = {
    Form.UID: "(length({0}) <> 32 OR {0} GLOB '*[^0-9a-f]*')",
    Form.DAY: "({0} < '0001' OR date({0}, '+0 days') IS NOT {0})",
    Form.MOMENT: (
        f"({{0}} < '0001' OR {{0}} NOT GLOB '{_DATE}T{_TIME}*' OR julianday({{0}}) IS NULL)"
    ),
    # What is none is asked for first: SQLite fails where it looks into such.
    Form.JSON: (
        "(CASE json_valid({0}) WHEN 1 THEN json_type({0}) ELSE '' END NOT IN ('object', 'array'))"
    ),
    Form.REVISION: f"({{0}} NOT GLOB '{_DIGIT * 4}')",
}
_PLAIN = {Form.UID, Form.DAY, Form.REVISION}
"""Where what is no text is of no such form either."""
OWNERS = tuple(
    name for name in schema.metadata.tables if name not in {*KEPT, schema.alembic_version.name}
)
"""The tables with what was said and done."""


def nonsense(
    connection: Connection, tables: tuple[str, ...] = OWNERS, *, most: int = 20
) -> list[str]:
    """Return where it stands, as sentences without their full stops: `most` of a table."""
    found = []
    for table in tables:
        for row in connection.execute(sql(_question(table)), {"most": most}):
            found += [
                f"In {table} {row.key_} there stands something in {name} that makes no sense"
                for name, is_so in row._mapping.items()
                if name != "key_" and is_so
            ]
    return found


@cache
def _question(table: str) -> str:
    columns = layout().shapes[table].columns
    wrong = {one.name: told for one in columns if (told := _wrong(table, one))}
    named = ", ".join(f"{told} AS {name}" for name, told in wrong.items())
    # What comes first is the key, or a part of it; it may be no text itself.
    key = f"CASE typeof({columns[0].name}) WHEN 'integer' THEN {columns[0].name} ELSE '' END"
    is_wrong = " OR ".join(wrong.values())
    return f"SELECT {key} AS key_, {named} FROM {table} WHERE {is_wrong} LIMIT :most"


def _wrong(table: str, column: Column) -> str:
    """Return the SQL that is true where a value can not stand in a column; NULL is no matter."""
    name = column.name
    if column.kind == "INTEGER":
        return f"(typeof({name}) NOT IN ('integer', 'null'))" if name != "id" else ""
    if column.kind != "TEXT":
        return ""
    known = KNOWN[table, name]
    told = [f"typeof({name}) NOT IN ('text', 'null')"]
    if not known.words and known.form not in _PLAIN:
        told.append(f"NOT is_text(CAST({name} AS BLOB))")
    if known.words:
        listed = ", ".join(f"'{word}'" for word in sorted({*known.words, ""}))
        told.append(f"{name} NOT IN ({listed})")
    if known.form is not None:
        told.append(
            f"({name} IS NOT NULL AND {name} IS NOT {_default(column)}"
            f" AND {_NOT_OF_FORM[known.form].format(name)})"
        )
    return f"coalesce({' OR '.join(told)}, 0)"


def _default(column: Column) -> str:
    return "NULL" if column.default is None else f"'{column.default}'"
