"""All that a workspace holds, row by row, but for its history and what follows from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from feedbackdesk.store import schema
from feedbackdesk.store.read.base import BaseReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 1_000

WHOLE: tuple[str, ...] = tuple(
    table.name for table in schema.metadata.sorted_tables if table.name in schema.LOGGED
)
"""The tables, those that others point to first."""


class EverythingReader(BaseReader):
    """Whole tables, however large."""

    def rows_of(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table in the order of their keys, without what is derived."""
        target = schema.LOGGED[table]
        statement = select(*schema.logged_columns(target)).order_by(target.c.id)
        found = self._connection.execution_options(yield_per=_AT_ONCE).execute(statement)
        for row in found.mappings():
            yield dict(row)

    def number_of(self, table: str) -> int:
        """Return how many rows a table has."""
        counted = select(func.count()).select_from(schema.LOGGED[table])
        return self._connection.execute(counted).scalar_one()
