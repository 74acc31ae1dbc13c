"""What stands in a sound page and makes no sense all the same: no word of ours, no day, no number.

A bit that turned over in a row leaves the page whole, so that SQLite finds nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from feedbackdesk.store import schema
from feedbackdesk.store.shapes import JSON, WORDS, Column, layout
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from sqlalchemy import Connection


def nonsense(connection: Connection, *, most: int = 20) -> list[str]:
    """Return where it stands, as sentences without their full stops: `most` of a table."""
    found = []
    for table, statement in _questions().items():
        for row in connection.execute(sql(statement), {"most": most}):
            found += [
                f"In {table} {row.id} there stands something in {name} that makes no sense"
                for name, is_so in row._mapping.items()
                if name != "id" and is_so
            ]
    return found


@cache
def _questions() -> dict[str, str]:
    made = {}
    for table in (*schema.LOGGED, "step", "change"):
        wrong = {
            one.name: told
            for one in layout().shapes[table].columns
            if one.name != "id" and (told := _wrong(table, one))
        }
        named = ", ".join(f"{told} AS {name}" for name, told in wrong.items())
        made[table] = (
            f"SELECT id, {named} FROM {table} WHERE {' OR '.join(wrong.values())} LIMIT :most"
        )
    return made


def _wrong(table: str, column: Column) -> str:
    """Return the SQL that is true where a value can not stand in a column; NULL is no matter."""
    name = column.name
    if column.kind == "INTEGER":
        return f"(typeof({name}) NOT IN ('integer', 'null'))"
    if column.kind != "TEXT":
        return ""
    # No text has a NUL (domain/text.py takes it out); where a disk lost something, there are some.
    told = [f"typeof({name}) NOT IN ('text', 'null')", f"instr({name}, char(0))"]
    if words := WORDS.get((table, name)):
        listed = ", ".join(f"'{word}'" for word in sorted((*words, "")))
        told.append(f"{name} NOT IN ({listed})")
    elif (table, name) in JSON:
        told.append(f"({name} IS NOT NULL AND NOT json_valid({name}))")
    elif name.endswith("_on"):
        told.append(f"({name} IS NOT NULL AND date({name}, '+0 days') IS NOT {name})")
    elif name in {"at", "recorded_at"}:
        told.append(f"({name} IS NOT NULL AND julianday({name}) IS NULL)")
    return f"coalesce({' OR '.join(told)}, 0)"
