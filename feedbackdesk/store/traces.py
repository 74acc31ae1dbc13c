"""What is held on a person: found wherever a workspace keeps words, and in its log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.movement import decode
from feedbackdesk.domain.text import finder_of, name_key
from feedbackdesk.store.columns import OWN, PART_OF, WORDS, owned_by
from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    Holds = Callable[[str], bool]

_THEIRS = {"saved_view", "print_run"}
"""What of others is changed with them: nobody could correct what was remembered of a day."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What is held on a person: their names and addresses, and the rows with their words."""

    name: str
    """What they are called, or were when they were deleted."""
    names: tuple[str, ...]
    """Every name, e-mail address and telephone number, of every record merged into one."""
    rows: dict[str, tuple[int, ...]]
    """Table to keys: live rows, and those that only the log still has."""
    named_losses: tuple[int, ...]
    """Their losses whose competitor or stage names them; all other such words are counted."""
    logged: tuple[int, ...]
    """The changes in the log that name them, whatever they were changes of, and those of
    feedback that was theirs until somebody else was found to have said it."""
    named_prints: tuple[int, ...]
    """The remembered rankings in which a title or their own name names them."""
    elsewhere: tuple[tuple[str, int], ...]
    """Table and key of what is of others and holds their name: it is theirs, and stays."""
    others: dict[str, tuple[int, ...]]
    """The same table by table, a quote as itself."""
    heap: tuple[int, ...] = ()
    """Talk on the heap that is theirs, or names them: nobody has made anything of it yet."""


def traces_of(connection: Connection, person_id: int, also: Iterable[str] = ()) -> Traces:
    """Return what is held on a person, also on one who was deleted; raises NotThere.

    What they are `also` called counts as a name of theirs.
    """
    family, records = _family(connection, person_id)
    if not family:
        raise NotThere("That person is no longer there. Nothing was changed.")
    return _traces(connection, family, records, also)


def traces_of_records(
    connection: Connection, keys: tuple[int, ...], names: Iterable[str] = ()
) -> Traces:
    """Return what is held on the person of these very records, live or known to the log alone.

    What was merged into them is another's. By further `names`, too, they are found in words.
    """
    return _traces(connection, keys, records_of(connection, keys), names)


def _traces(
    connection: Connection,
    family: tuple[int, ...],
    records: list[dict[str, Any]],
    further: Iterable[str],
) -> Traces:
    names = dict.fromkeys(
        str(value) for one in records for name in OWN["person"] if (value := one.get(name))
    )
    names |= dict.fromkeys(addresses_of(connection, family))
    names |= dict.fromkeys(further)
    holds = finder_of(names)
    rows: dict[str, tuple[int, ...]] = {"person": family}
    said = set(_live_or_logged(connection, "feedback", {"person_id": family}))
    said |= _theirs_until_deleted(connection, "feedback", family)
    rows["feedback"] = tuple(sorted(said))
    rows["contact_point"] = _live_or_logged(connection, "contact_point", {"person_id": family})
    for table in (one for one, owner in PART_OF.items() if owner == "feedback"):
        rows[table] = _live_or_logged(connection, table, {"feedback_id": rows["feedback"]})
    owed = set(
        _live_or_logged(
            connection, "follow_up", {"person_id": family, "feedback_id": rows["feedback"]}
        )
    )
    owed |= _theirs_until_deleted(connection, "follow_up", family)
    rows["follow_up"] = tuple(sorted(owed))
    logged, views = _logged(connection, holds)
    logged |= _once_theirs(connection, family, said)
    naming = {table: _naming(connection, table, holds) for table in WORDS}
    rows["saved_view"] = tuple(sorted(views | naming["saved_view"]))
    others = {
        table: tuple(sorted(keys - set(rows.get(table, ()))))
        for table, keys in naming.items()
        if table not in _THEIRS
    }
    return Traces(
        str(next((one["name"] for one in records if one.get("name")), "")),
        tuple(names),
        rows,
        tuple(naming["loss"].intersection(rows["loss"])),
        tuple(sorted(logged)),
        tuple(sorted(naming["print_run"])),
        _elsewhere(connection, rows, others),
        others,
        _on_heap(connection, rows["feedback"], holds),
    )


def _on_heap(connection: Connection, feedback: tuple[int, ...], holds: Holds) -> tuple[int, ...]:
    """Return the talk that names somebody, and what their feedback was made of."""
    found = {
        row.id
        for row in connection.execute(
            sql(
                "SELECT id, name, organisation, email, phone, subject, text, attached, place"
                " FROM heap"
            )
        )
        if holds("\n".join(row[1:]))
    }
    for some in chunks(feedback):
        found.update(
            _keys(
                connection,
                "SELECT h.id FROM heap h JOIN heap_decision d ON d.heap_row = h.id"
                " WHERE d.became IN :ids",
                ids=some,
            )
        )
    return tuple(sorted(found))


def uids_naming(connection: Connection, names: Iterable[str]) -> set[tuple[str, str]]:
    """Return table and uid of every row in which one of these names stands."""
    holds = finder_of(names)
    found: set[tuple[str, str]] = set()
    for table in WORDS:
        statement = sql(f"SELECT uid FROM {table} WHERE id IN :ids")
        for some in chunks(_naming(connection, table, holds)):
            rows = connection.execute(statement, {"ids": some})
            found.update((table, row.uid) for row in rows)
    return found


def people_with(connection: Connection, uids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """Return the rows of the people of these uids who are there, by uid."""
    return {
        row.uid: dict(row._mapping)
        for some in chunks(uids)
        for row in connection.execute(
            sql("SELECT * FROM person WHERE uid IN :uids"), {"uids": some}
        )
    }


def gone_people(connection: Connection) -> list[tuple[int, str, str | None]]:
    """Return those of whom only the log still knows: key, name and e-mail address."""
    return [
        (key, str(one["name"]), one.get("email"))
        for key, one in deleted_people(connection).items()
        if one.get("name")
    ]


def _keys(connection: Connection, statement: str, **facts: object) -> tuple[int, ...]:
    return tuple(row[0] for row in connection.execute(sql(statement), facts))


def _images(connection: Connection, where: str, **facts: object) -> list[dict[str, Any]]:
    rows = connection.execute(sql(f"SELECT before, after FROM change WHERE {where}"), facts)
    return [json.loads(image) for row in rows for image in row if image]


def deleted_people(connection: Connection) -> dict[int, dict[str, Any]]:
    """Return the last image of each person who is no longer there, by key."""
    rows = connection.execute(
        sql(
            "SELECT row_id, before FROM change WHERE table_name = 'person' AND verb = 'delete'"
            " AND row_id NOT IN (SELECT id FROM person) ORDER BY id"
        )
    )
    return {row.row_id: json.loads(row.before) for row in rows}


def _family(connection: Connection, person_id: int) -> tuple[tuple[int, ...], list[dict[str, Any]]]:
    """Return the records that are one person: their keys, and all they ever said, newest first.

    Those that were merged into theirs, and those of the same name or address that were
    deleted, or whose recording was undone: the log still has them.
    """
    live = _keys(
        connection,
        "SELECT id FROM person WHERE id = :key OR root_id = :key ORDER BY id <> :key, id",
        key=person_id,
    )
    deleted = deleted_people(connection)
    if not live and person_id not in deleted:
        return (), []
    records = records_of(connection, (*live, person_id), deleted)
    called = {name_key(str(one["name"])) for one in records if one.get("name")}
    reached = {name_key(str(one["email"])) for one in records if one.get("email")}
    family = dict.fromkeys((*live, person_id))
    # Newest first: signposts were deleted before what they pointed to.
    for key, one in reversed(deleted.items()):
        email = name_key(str(one.get("email") or ""))
        same = email in reached or (
            name_key(str(one.get("name") or "")) in called and not (email and reached)
        )
        if same or one.get("merged_into") in family:
            family[key] = None
            records.append(one)
            records += _images(connection, "table_name = 'person' AND row_id = :key", key=key)
    return tuple(family), records


def records_of(
    connection: Connection,
    keys: tuple[int, ...],
    deleted: dict[int, dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """Return all that some records of people ever said, as they are now first."""
    gone = deleted_people(connection) if deleted is None else deleted
    rows = connection.execute(sql("SELECT * FROM person WHERE id IN :ids"), {"ids": keys})
    by_key = {row.id: dict(row._mapping) for row in rows}
    records = [by_key[key] for key in dict.fromkeys(keys) if key in by_key]
    records += [gone[key] for key in dict.fromkeys(keys) if key in gone]
    return records + _images(connection, "table_name = 'person' AND row_id IN :ids", ids=keys)


def addresses_of(connection: Connection, family: tuple[int, ...]) -> set[str]:
    """Return every further address and number of people, those that were taken away too."""
    keys = _live_or_logged(connection, "contact_point", {"person_id": family})
    found: set[str] = set()
    for some in chunks(keys):
        rows = connection.execute(
            sql("SELECT value FROM contact_point WHERE id IN :ids"), {"ids": some}
        )
        found.update(row.value for row in rows)
        images = _images(connection, "table_name = 'contact_point' AND row_id IN :ids", ids=some)
        found.update(str(one["value"]) for one in images if one.get("value"))
    return found


def _live_or_logged(
    connection: Connection, table: str, owners: dict[str, tuple[int, ...]]
) -> tuple[int, ...]:
    """Return the rows of a table that belong to owners, also those deleted since."""
    found: set[int] = set()
    for column, keys in owners.items():
        for some in chunks(keys):
            found.update(
                _keys(connection, f"SELECT id FROM {table} WHERE {column} IN :ids", ids=some)
            )
    mine = {column: set(keys) for column, keys in owners.items()}
    gone = connection.execute(
        sql("SELECT row_id, before FROM change WHERE table_name = :name AND verb = 'delete'"),
        {"name": table},
    )
    for row_id, before in gone:
        image = json.loads(before)
        if any(image.get(column) in keys for column, keys in mine.items()):
            found.add(row_id)
    return tuple(sorted(found))


def _theirs_until_deleted(connection: Connection, table: str, family: tuple[int, ...]) -> set[int]:
    """Return the rows of a table that lost their person in the very step that deleted them."""
    rows = connection.execute(
        sql(
            f"SELECT c.row_id, c.before FROM change c JOIN {table} t ON t.id = c.row_id"
            " LEFT JOIN person now ON now.id = t.person_id WHERE c.table_name = :name"
            " AND c.verb = 'update' AND (now.id IS NULL OR now.key = :deleted)"
            " AND c.step_id IN (SELECT step_id FROM change"
            " WHERE table_name = 'person' AND verb = 'delete' AND row_id IN :ids)"
        ),
        {"name": table, "ids": family, "deleted": DELETED_KEY},
    )
    return {row.row_id for row in rows if json.loads(row.before).get("person_id") in family}


def texts_of(row: dict[str, Any], table: str) -> str:
    if table == "print_run" and row.get("items"):
        # In JSON a name with a quote in it is written otherwise.
        row = row | {"items": "\n".join(one.title for one in decode(row["items"]))}
    return "\n".join(str(row[name]) for name in WORDS[table] if row.get(name))


def _naming(connection: Connection, table: str, holds: Holds) -> set[int]:
    """Return the rows of a table in which somebody is named."""
    columns = ", ".join(WORDS[table])
    rows = connection.execute(sql(f"SELECT id, {columns} FROM {table}")).mappings()
    return {row["id"] for row in rows if holds(texts_of(dict(row), table))}


def _once_theirs(connection: Connection, family: tuple[int, ...], said: set[int]) -> set[int]:
    """Return the changes of feedback that another speaker has now, and of what is part of it."""
    rows = connection.execute(
        sql(
            "SELECT row_id, before, after FROM change WHERE table_name = 'feedback'"
            " AND verb <> 'insert'"
        )
    )
    once = {
        row.row_id
        for row in rows
        if row.row_id not in said
        and any(
            json.loads(image).get("person_id") in family
            for image in (row.before, row.after)
            if image and '"person_id":' in image
        )
    }
    found: set[int] = set()
    parts = {"feedback": tuple(once)} | {
        table: _live_or_logged(connection, table, {"feedback_id": tuple(once)})
        for table in owned_by("feedback")
    }
    for table, keys in parts.items():
        for some in chunks(keys):
            found.update(
                _keys(
                    connection,
                    "SELECT id FROM change WHERE table_name = :name AND row_id IN :ids",
                    name=table,
                    ids=some,
                )
            )
    return found


def _logged(connection: Connection, holds: Holds) -> tuple[set[int], set[int]]:
    """Return the changes that name somebody, and the saved views among what they changed."""
    found: set[int] = set()
    views: set[int] = set()
    rows = connection.execute(
        sql(
            "SELECT id, table_name, row_id, before, after FROM change"
            " WHERE table_name IN :names AND before IS NOT NULL"
        ),
        {"names": tuple(WORDS)},
    )
    for row in rows:
        images = [json.loads(image) for image in (row.before, row.after) if image]
        if any(holds(texts_of(image, row.table_name)) for image in images):
            found.add(row.id)
            if row.table_name == "saved_view":
                views.add(row.row_id)
    return found, views


def _place(naming: tuple[str, tuple[int, ...]]) -> int:
    """Return where a table is told of: what is part of another, with that."""
    return tuple(WORDS).index(PART_OF.get(naming[0], naming[0]))


def _elsewhere(
    connection: Connection, rows: dict[str, tuple[int, ...]], others: dict[str, tuple[int, ...]]
) -> tuple[tuple[str, int], ...]:
    """Return what is of others and names them, each once: a quote as its feedback."""
    found: dict[tuple[str, int], None] = {}
    for table, keys in sorted(others.items(), key=_place):
        naming: Iterable[int] = keys
        if (owner := PART_OF.get(table)) is not None and keys:
            statement = f"SELECT {owner}_id FROM {table} WHERE id IN :ids"
            naming = [
                key
                for some in chunks(keys)
                for key in _keys(connection, statement, ids=some)
                if key not in rows.get(owner, ())
            ]
        found |= dict.fromkeys((owner or table, key) for key in naming)
    return tuple(found)
