"""All that a workspace holds, row by row, but for its history and what follows from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from feedbackdesk.store import schema
from feedbackdesk.store.read.base import BaseReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 1_000

WHOLE: tuple[str, ...] = (
    *(table.name for table in schema.metadata.sorted_tables if table.name in schema.LOGGED),
    *schema.BESIDE,
)
"""The tables, those that others point to first."""


def _all_of(table: str) -> Select[Any]:
    """Return a question for all that is seen of a table; beside the log, what no undo took away."""
    target = schema.metadata.tables[table]
    found = select(*schema.logged_columns(target))
    if table in schema.BESIDE:
        found = found.where(target.c.run_id.in_(select(schema.import_run.c.id)))
    return found.order_by(target.c.id)


class EverythingReader(BaseReader):
    """Whole tables, however large."""

    def rows_of(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in the order of their keys, without what is derived."""
        found = self._connection.execution_options(yield_per=_AT_ONCE).execute(_all_of(table))
        for row in found.mappings():
            yield dict(row)

    def rows_in(self, table: str) -> int:
        """Return how many rows a table has."""
        counted = select(func.count()).select_from(_all_of(table).subquery())
        return self._connection.execute(counted).scalar_one()
