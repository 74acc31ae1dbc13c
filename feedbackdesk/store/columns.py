"""What the columns of schema.py say of themselves, by table: nothing of it stands here twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.store.facts import Facts, Holds, facts_of
from feedbackdesk.store.schema import LOGGED, POINTING, UNIQUE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Column, Table


def _columns(says: Callable[[Facts], object]) -> dict[str, tuple[str, ...]]:
    """Return the columns that say something of themselves, of the tables that have such."""
    found = {
        name: tuple(column.name for column in table.c if says(facts_of(column)))
        for name, table in LOGGED.items()
    }
    return {name: columns for name, columns in found.items() if columns}


NAME_COLUMN: Mapping[str, str] = {
    name: columns[0] for name, columns in _columns(lambda known: known.called).items()
}
"""How a row of a table is called."""

WORDS = _columns(lambda known: known.holds in {Holds.WORDS, Holds.OWN})
"""Every column of every table in which somebody can be named."""

OWN = _columns(lambda known: known.holds is Holds.OWN)
"""What people are called and reached by themselves."""

SEARCHED = _columns(lambda known: known.searched)
"""What the index for searching has of a row beside what it is called."""

LENT = _columns(lambda known: known.lent)
"""What a merge gives to a record that has nothing of its own."""

NAMED_LIKE: Mapping[str, str] = {
    name: facts_of(table.c[columns[0]]).among
    for name, table in LOGGED.items()
    for columns in UNIQUE[name]
    if facts_of(table.c[columns[0]]).among not in {"", name}
}
"""Tables whose rows may not be called as those of another are; to that one."""


def _part_of(table: Table) -> str | None:
    """Return the table whose rows one of this always belongs to."""
    for column in table.c:
        if facts_of(column).owned and not column.nullable:
            return str(next(iter(column.foreign_keys)).column.table.name)
    return None


PART_OF: Mapping[str, str] = {
    name: owner for name in WORDS if (owner := _part_of(LOGGED[name])) is not None
}
"""Tables with words whose rows are part of a row of another."""

GO: tuple[str, ...] = tuple(name for name, table in LOGGED.items() if table.info["goes"])
"""The tables whose rows go as a whole with the person they are about, or name."""


SIGNPOSTS: tuple[str, ...] = tuple(
    name for name, table in LOGGED.items() if "merged_into" in table.c
)
"""The tables of which a row may be a signpost to another."""


def owned_by(owner: str) -> tuple[str, ...]:
    """Return the tables whose rows are, or may be, part of a row of another."""
    return tuple(
        child.name
        for child, column in POINTING[owner]
        if facts_of(column).owned and child.name != owner
    )


def erased(table: str, *, if_named: bool = False) -> dict[str, str]:
    """Return what stands in a row once whom it is about is erased: columns to SQL.

    With `if_named` what is erased only where it names them.
    """
    return {
        column.name: known.erased
        for column in LOGGED[table].c
        if (known := facts_of(column)).erased and known.if_named is if_named
    }


def with_keys(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return columns with those that follow from them: what they are compared by."""
    also: list[Column[Any]] = [
        column for column in LOGGED[table].c if facts_of(column).key_of in columns
    ]
    return (*columns, *(column.name for column in also))
