"""Questions about how people and organisations are reached, and who is reached so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import ContactPoint, PointKind
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence


class ContactPointReader(BaseReader):
    """Addresses, telephone numbers and domains."""

    def people_of_firms_called(self, person_ids: Sequence[int], key: str) -> list[int]:
        """Return those of people whose own record names an organisation of a name."""
        return self._ids(
            sql(
                "SELECT p.id FROM person p JOIN organisation o ON o.id = p.organisation_id"
                " WHERE p.id IN :ids AND o.key = :key"
            ),
            ids=list(person_ids),
            key=key,
        )

    def numbers_ending(self, end: str, table: str) -> list[tuple[int, str]]:
        """Return the telephone numbers with an end, each with who has it, merged ones followed."""
        first = (
            "SELECT coalesce(s.root_id, s.id) AS id, s.phone AS value FROM person s"
            " WHERE s.phone_end = :end UNION ALL "
        )
        rows = self._all(
            sql(
                f"{first if table == 'person' else ''}SELECT coalesce(s.root_id, s.id) AS id,"
                " c.value AS value"
                f" FROM contact_point c JOIN {table} s ON s.id = c.{table}_id"
                " WHERE c.key = :end AND c.kind = 'phone'"
            ),
            end=end,
        )
        return [(row.id, row.value) for row in rows]

    def firms_reached(self, kind: PointKind, key: str) -> list[int]:
        """Return the organisations that have an address or a domain, merged ones followed."""
        return self._ids(
            sql(
                "SELECT DISTINCT coalesce(o.root_id, o.id) FROM contact_point c"
                " JOIN organisation o ON o.id = c.organisation_id"
                " WHERE c.key = :key AND c.kind = :kind"
            ),
            kind=kind.value,
            key=key,
        )

    def contact_points(self, table: str, key: int) -> list[ContactPoint]:
        """Return how somebody is reached, the first address and number first.

        Also by what was merged into them, each way once.
        """
        first = (
            "SELECT 'email' AS kind, s.email AS value, '' AS label, s.id <> :key AS merged,"
            " 0 AS own FROM person s WHERE (s.id = :key OR s.root_id = :key)"
            " AND s.email IS NOT NULL"
            " UNION ALL SELECT 'phone', s.phone, '', s.id <> :key, 0 FROM person s"
            " WHERE (s.id = :key OR s.root_id = :key) AND s.phone IS NOT NULL UNION ALL "
        )
        rows = self._all(
            sql(
                f"SELECT kind, value, label FROM ({first if table == 'person' else ''}"
                "SELECT c.kind AS kind, c.value AS value, c.label AS label, s.id <> :key AS merged,"
                f" c.id AS own FROM contact_point c JOIN {table} s ON s.id = c.{table}_id"
                " WHERE s.id = :key OR s.root_id = :key) AS points ORDER BY merged, own"
            ),
            key=key,
        )
        found: dict[tuple[str, str], ContactPoint] = {}
        for row in rows:
            point = ContactPoint(PointKind(row.kind), row.value, row.label)
            seen = found.get((row.kind, name_key(row.value)))
            if seen is None or (point.label and not seen.label):
                found[row.kind, name_key(row.value)] = point
        return list(found.values())

    def further_points(self, table: str, key: int) -> list[tuple[int, ContactPoint]]:
        """Return a record's own rows of further addresses and numbers, with their keys."""
        rows = self._all(
            sql(
                "SELECT id, kind, value, label FROM contact_point"
                f" WHERE {table}_id = :key ORDER BY id"
            ),
            key=key,
        )
        return [(row.id, ContactPoint(PointKind(row.kind), row.value, row.label)) for row in rows]
