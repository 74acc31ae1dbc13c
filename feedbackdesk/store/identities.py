"""By what people in a workspace are known: those who are there, and those only the log has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.erasures import Erasure, Identity, erasure_of, read_erasure, remember
from feedbackdesk.store.sql import sql
from feedbackdesk.store.traces import addresses_of, deleted_people, records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

_RECORDED = (
    "SELECT c.row_id, min(s.at) AS at FROM change c JOIN step s ON s.id = c.step_id"
    " WHERE c.table_name = 'person' AND c.verb = 'insert' GROUP BY c.row_id"
)


def identity_of(connection: Connection, keys: tuple[int, ...]) -> Identity:
    """Return by what the person of some records ever was known, as one."""
    records = records_of(connection, keys)
    firms = {_firm_of(connection, one.get("organisation_id")) for one in records}
    names = {str(one["name"]) for one in records if one.get("name")}
    ways = {*addresses_of(connection, keys), *_values(records, "email"), *_values(records, "phone")}
    return Identity(
        tuple(sorted(_values(records, "uid"))),
        tuple(sorted((name, firm) for name in names for firm in firms)),
        tuple(sorted(way for way in ways if "@" in way)),
        tuple(sorted(way for way in ways if "@" not in way)),
    )


def identities(connection: Connection) -> dict[int, Identity]:
    """Return by what each person is known, by key; without those who were erased.

    With those who were deleted and are in the log alone.
    """
    recorded: dict[int, str] = {row.row_id: row.at for row in connection.execute(sql(_RECORDED))}
    ways: dict[int, list[str]] = {}
    points = sql("SELECT person_id, value FROM contact_point WHERE person_id IS NOT NULL")
    for row in connection.execute(points):
        ways.setdefault(row.person_id, []).append(row.value)
    people = connection.execute(
        sql(
            "SELECT p.id, p.uid, p.name, p.email, p.phone, coalesce(o.name, '') AS firm"
            " FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id"
            " WHERE p.erased_on IS NULL"
        )
    )
    found = {
        row.id: _identity(dict(row._mapping), ways.get(row.id, ()), recorded) for row in people
    }
    for key, one in deleted_people(connection).items():
        if one.get("uid") and not one.get("erased_on"):
            firm = _firm_of(connection, one.get("organisation_id"))
            found[key] = _identity(one | {"id": key, "firm": firm}, (), recorded)
    return found


def erasures_in(connection: Connection) -> list[Erasure]:
    """Return the erasures that a workspace remembers, the oldest first."""
    rows = connection.execute(sql("SELECT facts FROM step WHERE kind = 'erase' ORDER BY id"))
    read = (read_erasure(json.loads(row.facts)) for row in rows)
    return [one for one in read if one is not None]


def to_remember(connection: Connection, keys: tuple[int, ...], key: str, at: str) -> Erasure:
    """Return what is kept of the person of some records, who is about to be erased."""
    others = (one for other, one in identities(connection).items() if other not in keys)
    return remember([identity_of(connection, keys)], others, at=at, key=key)


def known_again(
    connection: Connection, erasures: Sequence[Erasure]
) -> dict[Erasure, tuple[int, ...]]:
    """Return whom of a workspace some erasures mean, each with the keys of their records."""
    found: dict[Erasure, tuple[int, ...]] = {}
    for key, person in identities(connection).items():
        if (erasure := erasure_of(person, erasures)) is not None:
            found[erasure] = (*found.get(erasure, ()), key)
    return found


def _identity(row: dict[str, Any], ways: Iterable[str], recorded: dict[int, str]) -> Identity:
    every = [way for way in (row.get("email"), row.get("phone"), *ways) if way]
    return Identity(
        (row["uid"],),
        ((str(row.get("name") or ""), row["firm"]),),
        tuple(way for way in every if "@" in way),
        tuple(way for way in every if "@" not in way),
        recorded.get(row["id"], ""),
    )


def _values(records: Iterable[dict[str, Any]], name: str) -> set[str]:
    return {str(value) for one in records if (value := one.get(name))}


def _firm_of(connection: Connection, key: int | None) -> str:
    """Return what an organisation is called, or was when it was deleted."""
    if not key:
        return ""
    row = connection.execute(sql("SELECT name FROM organisation WHERE id = :key"), {"key": key})
    name = row.scalar()
    if name is None:
        gone = connection.execute(
            sql(
                "SELECT before FROM change WHERE row_id = :key AND table_name = 'organisation'"
                " AND verb = 'delete' ORDER BY id DESC LIMIT 1"
            ),
            {"key": key},
        ).scalar()
        name = json.loads(gone).get("name") if gone else None
    return str(name or "")
