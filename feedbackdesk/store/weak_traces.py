"""What of others may name somebody: for the owner to look at before they are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.accounts import DELETED_KEY, ERASED_KEY
from feedbackdesk.domain.weak_names import WeakNames
from feedbackdesk.store.columns import OWN, PART_OF, WORDS
from feedbackdesk.store.sql import sql
from feedbackdesk.store.traces import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from feedbackdesk.store.traces import Traces


def weakly_naming(
    connection: Connection, traces: Traces
) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """Return what is of others and may name somebody, and by which spellings.

    Table and key of each, a quote as its feedback; without what certainly names them.
    """
    weak = weak_names_of(connection, traces)
    certain = {*traces.elsewhere, *(("print_run", key) for key in traces.named_prints)}
    found: dict[tuple[str, int], dict[str, str]] = {}
    for table in WORDS:
        for key, text in _texts_of_others(connection, table, traces):
            if key not in certain and (spelt := weak.find_in(text)):
                found[key] = found.get(key, {}) | spelt
    told = {
        key: [one for one, part in spelt.items() if weak.tells(part)]
        for key, spelt in found.items()
    }
    spellings = dict.fromkeys(one for some in told.values() for one in some)
    return tuple(key for key, some in told.items() if some), tuple(spellings)


def weak_names_of(connection: Connection, traces: Traces) -> WeakNames:
    """Return what finds what may name somebody, and nobody else who is known here."""
    theirs = set(traces.rows["person"])
    people = connection.execute(
        sql("SELECT id, name FROM person WHERE key NOT IN :keys"),
        {"keys": (DELETED_KEY, ERASED_KEY)},
    )
    return WeakNames(traces.names, [row.name for row in people if row.id not in theirs])


def _texts_of_others(
    connection: Connection, table: str, traces: Traces
) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the words of each row that is not theirs, with table and key of what it is part of."""
    # That what people are called themselves is like somebody's name says nothing.
    columns = [one for one in WORDS[table] if one not in OWN.get(table, ())]
    if not columns:
        return
    owner = PART_OF.get(table)
    own = set(traces.rows.get(table, ())), set(traces.rows.get(owner or table, ()))
    key_of = f"{owner}_id" if owner else "id"
    statement = f"SELECT id, {key_of} AS part_of, {', '.join(columns)} FROM {table}"
    for row in connection.execute(sql(statement)).mappings():
        if row["id"] not in own[0] and row["part_of"] not in own[1]:
            yield (owner or table, row["part_of"]), texts_of(dict(row), table)
