"""Questions about what was brought in: runs, and where records came from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Came:
    """A record that came from a file, and is known by its mark."""

    ident: str
    digest: str
    table: str
    row_id: int
    is_there: bool
    """Whether the row is still there: the owner may have deleted it."""


_THERE = (
    "(o.table_name = 'feedback' AND EXISTS (SELECT 1 FROM feedback t WHERE t.id = o.row_id)"
    " OR o.table_name = 'person' AND EXISTS (SELECT 1 FROM person t WHERE t.id = o.row_id)"
    " OR o.table_name = 'organisation'"
    " AND EXISTS (SELECT 1 FROM organisation t WHERE t.id = o.row_id)"
    " OR o.table_name = 'heap' AND EXISTS (SELECT 1 FROM heap t WHERE t.ident = o.ident)"
    " OR o.table_name = 'item' AND EXISTS (SELECT 1 FROM item t WHERE t.id = o.row_id)"
    " OR o.table_name = 'theme' AND EXISTS (SELECT 1 FROM theme t WHERE t.id = o.row_id))"
)
_CAME = (
    f"SELECT o.ident, o.digest, o.table_name, o.row_id, {_THERE} AS there"
    " FROM import_origin o JOIN import_run r ON r.id = o.run_id"
)


class ImportReader(BaseReader):
    """Files that were brought in. What was undone is not seen: its run is gone."""

    def import_numbers(self, run_id: int) -> dict[str, int]:
        """Return how many records a run read, and what became of them; empty where it is gone."""
        found = self._first(sql("SELECT numbers FROM import_run WHERE id = :id"), id=run_id)
        return {} if found is None else dict(json.loads(found.numbers))

    def import_key(self) -> str | None:
        """Return the key of all marks, also where every run was undone; None before the first."""
        found = self._first(sql("SELECT key FROM import_run ORDER BY id LIMIT 1")) or self._first(
            sql(
                "SELECT before ->> '$.key' AS key FROM change WHERE table_name = 'import_run'"
                " AND verb = 'delete' AND before ->> '$.key' IS NOT NULL ORDER BY id LIMIT 1"
            )
        )
        return str(found.key) if found is not None else None

    def came(self, idents: Iterable[str]) -> dict[str, Came]:
        """Return the records that are known by these marks, the newest of each."""
        return {
            row.ident: Came(row.ident, row.digest, row.table_name, row.row_id, bool(row.there))
            for some in chunks(list(idents))
            for row in self._all(sql(f"{_CAME} WHERE o.ident IN :some ORDER BY o.id"), some=some)
        }

    def came_from(self, source: str) -> dict[str, Came]:
        """Return all records that came from one source, by their marks."""
        return {
            row.ident: Came(row.ident, row.digest, row.table_name, row.row_id, bool(row.there))
            for row in self._all(
                sql(f"{_CAME} WHERE o.source = :source ORDER BY o.id"), source=source
            )
        }

    def said_on_days(
        self, days: Iterable[str]
    ) -> list[tuple[int, str, str, int | None, int | None]]:
        """Return the feedback of some days: key, day, words, and the person's and firm's keys."""
        return [
            (row.id, row.said_on, row.text, row.person_id, row.organisation_id)
            for some in chunks(list(days))
            for row in self._all(
                sql(
                    "SELECT f.id, f.said_on, f.text, coalesce(p.root_id, p.id) AS person_id,"
                    " coalesce(g.root_id, g.id) AS organisation_id FROM feedback f"
                    " LEFT JOIN person p ON p.id = f.person_id"
                    " LEFT JOIN organisation g ON g.id = f.organisation_id"
                    " WHERE f.said_on IN :some"
                ),
                some=some,
            )
        ]
