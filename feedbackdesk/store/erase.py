"""Erasing a person: from the tables, the log and the indexes, to the last byte.

It runs outside the four verbs, since it must leave nothing to be undone. What is counted
stays: their feedback is kept without its words, as said by an erased person.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.domain.movement import decode, encode, usual_name
from feedbackdesk.domain.text import finder_of
from feedbackdesk.domain.words import Lens
from feedbackdesk.store import fulltext, schema, wal
from feedbackdesk.store.columns import GO, erased
from feedbackdesk.store.heap import delete_talk
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.sql import chunks, sql
from feedbackdesk.store.unit import now

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.store.traces import Traces
    from feedbackdesk.store.unit import Origin

LABEL = "Erase a person for good"


def erase(connection: Connection, traces: Traces, origin: Origin, erasure: Erasure) -> int:
    """Erase what was found, within a write transaction; return the key of the step that says so.

    The step has no image of what was there, and neither has any older one: they are
    sealed, which means that they cannot be undone any more. It keeps the erasure's marks.
    """
    erase_in_silence(connection, traces)
    return log_erasure(connection, origin, erasure, traces.rows)


def erase_in_silence(connection: Connection, traces: Traces) -> None:
    """Erase what was found without a step: in a copy, whose last step tells of when it is."""
    for table, keys in traces.rows.items():
        for some in chunks(keys):
            _seal(connection, "table_name = :name AND row_id IN :ids", name=table, ids=some)
    for some in chunks(traces.logged):
        _seal(connection, "id IN :ids", ids=some)
    for table, keys in traces.rows.items():
        _write_over(connection, f"DELETE FROM {table}" if table in GO else _over(table), keys)
    _write_over(connection, _over("loss", if_named=True), traces.named_losses)
    delete_talk(connection, traces.heap)
    _forget_in_rankings(connection, traces)
    with closing(connection.connection.cursor()) as raw:
        wal.mark_unswept(raw)


def _over(table: str, *, if_named: bool = False) -> str:
    """Return the SQL that writes what stays over what is erased."""
    values = erased(table, if_named=if_named)
    return f"UPDATE {table} SET {', '.join(f'{name} = {value}' for name, value in values.items())}"


def _write_over(connection: Connection, statement: str, keys: Sequence[int]) -> None:
    for some in chunks(keys):
        connection.execute(sql(f"{statement} WHERE id IN :ids"), {"ids": some})


def sweep(engine: Engine) -> bool:
    """Leave no byte of what was erased in the file; return whether that was possible.

    The indexes are merged into one piece, the write-ahead log is emptied, and the file is
    written anew. Another process that reads meanwhile stands in the way of it, and so does
    a full disk; then `is_swept` keeps saying so until it was done.
    """
    try:
        with engine.connect() as plain, closing(plain.connection.cursor()) as raw:
            # Its pages will lie elsewhere than those that a log knows: see store/wal.py.
            wal.carry_mark(raw)
            wal.renew_mark(raw)
            for index in fulltext.INDEXES:
                raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
            raw.execute("VACUUM")
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            wal.carry_mark(raw)
            wal.renew_mark(raw, swept=True)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return False
    return True


def is_swept(connection: Connection) -> bool:
    """Return whether no byte of what was erased is left in the file."""
    with closing(connection.connection.cursor()) as raw:
        return wal.is_swept(raw)


def _forget_in_rankings(connection: Connection, traces: Traces) -> None:
    """Take titles that name them out of remembered rankings; the numbers stay."""
    holds = finder_of(traces.names)
    for key in traces.named_prints:
        row = connection.execute(
            sql("SELECT name, edition, lens, items FROM print_run WHERE id = :key"), {"key": key}
        ).one()
        named = holds(row.name)
        kept = [replace(one, title="") if holds(one.title) else one for one in decode(row.items)]
        connection.execute(
            sql("UPDATE print_run SET name = :name, items = :items WHERE id = :key"),
            {
                "name": usual_name(row.edition, Lens(row.lens)) if named else row.name,
                "items": encode(kept) if row.items else "",
                "key": key,
            },
        )


def _seal(connection: Connection, which: str, **facts: object) -> None:
    """Take images out of the log, and keep undo from ever using them."""
    rows = f"{which} AND verb <> 'insert'"
    connection.execute(
        sql(
            "UPDATE step SET revision = :sealed WHERE id IN"
            f" (SELECT step_id FROM change WHERE {rows})"
        ),
        facts | {"sealed": schema.SEALED},
    )
    connection.execute(
        sql(
            "UPDATE change SET before = CASE WHEN before IS NULL THEN NULL ELSE '{}' END,"
            f" after = CASE WHEN after IS NULL THEN NULL ELSE '{{}}' END WHERE {rows}"
        ),
        facts,
    )


def log_erasure(
    connection: Connection,
    origin: Origin,
    erasure: Erasure,
    rows: Mapping[str, Sequence[int]],
) -> int:
    """Write a sealed step without images, so that every window notices what changed."""
    row = connection.execute(
        sql(
            "INSERT INTO step (uid, at, author, source, revision, kind, label, facts)"
            " VALUES (:uid, :at, :author, :source, :revision, 'erase', :label, :facts)"
            " RETURNING id"
        ),
        {
            "uid": new_uid(),
            "at": now(),
            "author": origin.author,
            "source": origin.source,
            "revision": schema.SEALED,
            "label": LABEL,
            "facts": json.dumps(erasure.facts),
        },
    ).one()
    step_id = int(row[0])
    changes = [
        {"step": step_id, "name": table, "key": key} for table, keys in rows.items() for key in keys
    ]
    if changes:
        connection.execute(
            sql(
                "INSERT INTO change (step_id, table_name, row_id, verb, before, after)"
                " VALUES (:step, :name, :key, 'update', '{}', '{}')"
            ),
            changes,
        )
    return step_id
