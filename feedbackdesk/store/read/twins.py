"""Questions of who could be one with another: records as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import PointKind
from feedbackdesk.domain.contacts import Compared
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
_EMAIL = PointKind.EMAIL.value
_PLACE = {"person": 0, "organisation": 1}


class TwinReader(BaseReader):
    """Records that could be one."""

    def compared(self, table: str, keys: Sequence[int] | None = None) -> list[Compared]:
        """Return some records, or all in sight, as they are compared; by their keys."""
        statement, key = _RECORDS[table]
        some = "" if keys is None else f" AND {key} IN :keys"
        facts = {} if keys is None else {"keys": list(keys)}
        rows = self._all(sql(f"{statement}{some} ORDER BY {key}"), **facts)
        further = self._further(table, keys)
        found = [
            Compared(id_, name, firm, (email,) if email else (), (number,) if number else ())
            for id_, name, firm, email, number in map(tuple, rows)
        ]
        for place, one in enumerate(found if further else ()):
            if one.id in further:
                emails, numbers = further[one.id]
                found[place] = one._replace(
                    emails=_once(one.emails, emails), numbers=_once(one.numbers, numbers)
                )
        return found

    def _further(
        self, table: str, keys: Sequence[int] | None
    ) -> dict[int, tuple[list[str], list[str]]]:
        """Return the addresses and ends of numbers beside the first ones, by whose they are."""
        found: dict[int, tuple[list[str], list[str]]] = {}
        # Of some records only theirs are read: somebody waits for the answer.
        theirs = merged = ""
        facts: dict[str, object] = {}
        if keys is not None:
            family = f"SELECT id FROM {table} WHERE id IN :keys OR root_id IN :keys"
            theirs = f" AND c.{table}_id IN ({family})"
            merged = " AND s.root_id IN :keys"
            facts["keys"] = list(keys)
        for row in self._all(sql(_POINTS.format(table=table) + theirs), **facts):
            emails, numbers = found.setdefault(row.id, ([], []))
            (emails if row.kind == _EMAIL else numbers).append(row.key)
        if table == "person":
            for row in self._all(sql(_MERGED + merged), **facts):
                for points, value in zip(
                    found.setdefault(row.id, ([], [])), (row.email, row.number), strict=True
                ):
                    if value:
                        points.append(value)
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


def _once(first: tuple[str, ...], further: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in (*first, *further) if one))
