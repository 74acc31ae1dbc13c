"""Questions of who could be one with another: records as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from feedbackdesk.domain.contact_points import PointKind
from feedbackdesk.domain.query import WORD, Part
from feedbackdesk.store.read.base import BaseReader, in_sight
from feedbackdesk.store.read.names import piece
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEAR = 300
_PERSON = (
    "SELECT p.id, p.name, coalesce(o.root_id, o.id) AS firm_id, p.email_key AS email,"
    " p.phone_end AS number FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id"
    f" WHERE {in_sight('p')} AND p.erased_on IS NULL"
)
_ORGANISATION = (
    "SELECT o.id, o.name, NULL AS firm_id, NULL AS email, NULL AS number FROM organisation o"
    f" WHERE {in_sight('o')}"
)
_RECORDS = {"person": (_PERSON, "p.id"), "organisation": (_ORGANISATION, "o.id")}
_POINTS = (
    "SELECT coalesce(s.root_id, s.id) AS id, c.kind, c.key FROM contact_point c"
    " JOIN {table} s ON s.id = c.{table}_id WHERE c.kind <> 'domain'"
)
_MERGED = (  # what a record merged into another is reached by
    "SELECT s.root_id AS id, s.email_key AS email, s.phone_end AS number FROM person s"
    " WHERE s.root_id IS NOT NULL"
)
_BY_NAME = sql(
    "SELECT rowid FROM name_fts WHERE name_fts MATCH :query ORDER BY bm25(name_fts, 8, 0), rowid"
    f" LIMIT {_NEAR}"
)
_PLACE = {"person": 0, "organisation": 1}


class Compared(NamedTuple):
    """What is compared of a record."""

    id: int
    name: str
    firm_id: int | None
    emails: tuple[str, ...]
    numbers: tuple[str, ...]


class TwinReader(BaseReader):
    """Records that could be one."""

    def compared(self, table: str, keys: Sequence[int] | None = None) -> list[Compared]:
        """Return some records, or all in sight, as they are compared; by their keys."""
        statement, key = _RECORDS[table]
        some = "" if keys is None else f" AND {key} IN :keys"
        facts = {} if keys is None else {"keys": list(keys)}
        rows = self._all(sql(f"{statement}{some} ORDER BY {key}"), **facts)
        further = self._further(table, keys)
        return [
            Compared(
                row.id,
                row.name,
                row.firm_id,
                _with(row.email, further.get((row.id, PointKind.EMAIL.value))),
                _with(row.number, further.get((row.id, PointKind.PHONE.value))),
            )
            for row in rows
        ]

    def _further(self, table: str, keys: Sequence[int] | None) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = {}
        # Of some records only theirs are read: somebody waits for the answer.
        points = merged = ""
        facts: dict[str, object] = {}
        if keys is not None:
            family = f"SELECT id FROM {table} WHERE id IN :keys OR root_id IN :keys"
            points = f" AND c.{table}_id IN ({family})"
            merged = " AND s.root_id IN :keys"
            facts["keys"] = list(keys)
        for row in self._all(sql(_POINTS.format(table=table) + points), **facts):
            found.setdefault((row.id, row.kind), []).append(row.key)
        if table == "person":
            for row in self._all(sql(_MERGED + merged), **facts):
                for kind, value in (("email", row.email), ("phone", row.number)):
                    if value:
                        found.setdefault((row.id, kind), []).append(value)
        return found

    def near_names(self, table: str, beginnings: Iterable[str]) -> set[int]:
        """Return the records whose names have a word with one of these beginnings, merged followed.

        Those that have most of them, where there are many.
        """
        query = " OR ".join(piece(Part(WORD, word)) for word in beginnings if word)
        if not query:
            return set()
        places = self._ids(_BY_NAME, query=f"{{name}} : ({query})")
        keys = [place // 4 for place in places if place % 4 == _PLACE[table]]
        return set(
            self._ids(
                sql(f"SELECT coalesce(root_id, id) FROM {table} WHERE id IN :keys"), keys=keys
            )
        )

    def sharing_points(self, table: str, emails: Sequence[str], numbers: Sequence[str]) -> set[int]:
        """Return the records that have one of these addresses, or a number that ends so."""
        first = (
            "SELECT coalesce(root_id, id) FROM person WHERE email_key IN :emails"
            " UNION SELECT coalesce(root_id, id) FROM person WHERE phone_end IN :numbers UNION "
        )
        return set(
            self._ids(
                sql(
                    f"{first if table == 'person' else ''}SELECT coalesce(s.root_id, s.id)"
                    f" FROM contact_point c JOIN {table} s ON s.id = c.{table}_id"
                    " WHERE (c.kind = 'email' AND c.key IN :emails)"
                    " OR (c.kind = 'phone' AND c.key IN :numbers)"
                ),
                emails=list(emails),
                numbers=list(numbers),
            )
        )


def _with(first: str | None, further: list[str] | None) -> tuple[str, ...]:
    if further is None:
        return (first,) if first else ()
    return tuple(dict.fromkeys(one for one in (first, *further) if one))
