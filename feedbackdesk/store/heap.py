"""What of the heap is seen, and what leaves it for good: decided, or waiting, for too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

RUNS = "h.run_id IN (SELECT id FROM import_run)"
# What came with a run that was not undone; the same message of two runs is shown once, since one
# of them was undone and done again.
ONCE = (
    f"{RUNS} AND NOT EXISTS (SELECT 1 FROM heap b WHERE b.ident = h.ident AND b.id < h.id"
    " AND b.run_id IN (SELECT id FROM import_run))"
)
OPEN = f"{ONCE} AND NOT EXISTS (SELECT 1 FROM heap_decision d WHERE d.heap_row = h.id)"
WAITS = f"h.aside IS NULL AND {OPEN}"

_DECIDED = (
    "SELECT h.id FROM heap h WHERE h.id IN"
    " (SELECT heap_row FROM heap_decision WHERE decided_at < :decided)"
)
_WAITED = (
    "SELECT h.id FROM heap h WHERE h.came_at < :waited"
    " AND h.id NOT IN (SELECT heap_row FROM heap_decision)"
)


def gone_by(connection: Connection, decided: str, waited: str) -> list[int]:
    """Return what was decided, and what came and waits, before these moments; never before none."""
    rows = connection.execute(
        sql(f"{_DECIDED} UNION {_WAITED}"), {"decided": decided, "waited": waited}
    )
    return [row[0] for row in rows]


def delete_talk(connection: Connection, keys: Sequence[int]) -> None:
    """Delete messages for good. Their marks stay in import_origin: they do not come again."""
    for some in chunks(keys):
        connection.execute(sql("DELETE FROM heap WHERE id IN :ids"), {"ids": some})
