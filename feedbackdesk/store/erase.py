"""Erasing a person: from the tables, the log and the indexes, to the last byte.

It runs outside the four verbs, since it must leave nothing to be undone. What is counted
stays: their feedback is kept without its words, as said by an erased person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.text import name_key
from feedbackdesk.store import fulltext, schema
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.sql import sql
from feedbackdesk.store.unit import now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection

    from feedbackdesk.store.unit import Origin
    from feedbackdesk.store.workspace import Workspace

ERASED_NAME = "An erased person"
ERASED_WORDS = "(erased)"
LABEL = "Erase a person for good"

_SOME = 5_000


@dataclass(frozen=True, slots=True)
class Traces:
    """What is held on a person: their names and addresses, and the rows with their words."""

    names: tuple[str, ...]
    """Their name, e-mail address and telephone number, of every record merged into one."""
    rows: dict[str, tuple[int, ...]]
    """Table to keys: live rows, and those that only the log still has."""
    elsewhere: tuple[int, ...]
    """Feedback of others whose words hold their name: it is theirs, and stays."""


def traces_of(connection: Connection, person_id: int) -> Traces:
    """Return what is held on a person; raises NotThere."""
    family = _keys(
        connection,
        "SELECT id FROM person WHERE id = :key OR root_id = :key ORDER BY id <> :key, id",
        key=person_id,
    )
    if not family:
        raise NotThere("That person is no longer there. Nothing was changed.")
    rows: dict[str, tuple[int, ...]] = {"person": family}
    rows["feedback"] = _live_or_logged(connection, "feedback", {"person_id": family})
    said = rows["feedback"]
    for table in ("mention", "loss"):
        rows[table] = _live_or_logged(connection, table, {"feedback_id": said})
    rows["follow_up"] = _live_or_logged(
        connection, "follow_up", {"person_id": family, "feedback_id": said}
    )
    names = _names(connection, family)
    rows["saved_view"] = _views_naming(connection, names)
    return Traces(names, rows, _elsewhere(connection, names, set(said)))


def erase(connection: Connection, traces: Traces, origin: Origin) -> int:
    """Erase what was found, within a write transaction; return the key of the step that says so.

    The step has no image of what was there, and neither has any older one: they are
    sealed, which means that they cannot be undone any more.
    """
    for table, keys in traces.rows.items():
        for some in _parts(keys):
            _seal(connection, table, some)
    for statement, table in (
        (f"UPDATE feedback SET text = '{ERASED_WORDS}', link = NULL, reach = NULL", "feedback"),
        ("UPDATE mention SET quote = NULL", "mention"),
        ("UPDATE loss SET alternative = NULL", "loss"),
        (
            "UPDATE follow_up SET about = '', said = '',"
            " result = CASE WHEN done_on IS NULL THEN 'not_needed' ELSE result END,"
            " done_on = coalesce(done_on, date('now', 'localtime'))",
            "follow_up",
        ),
        ("DELETE FROM saved_view", "saved_view"),
    ):
        for some in _parts(traces.rows[table]):
            connection.execute(sql(f"{statement} WHERE id IN :ids"), {"ids": some})
    connection.execute(
        sql(
            "UPDATE person SET name = :name, key = :key, email = NULL, email_key = NULL,"
            " phone = NULL, notes = '', contact_how = '', may_quote = 0, may_contact = 0,"
            " may_quote_asked_on = NULL, erased_on = date('now', 'localtime') WHERE id IN :ids"
        ),
        {"name": ERASED_NAME, "key": name_key(ERASED_NAME), "ids": traces.rows["person"]},
    )
    return _log(connection, traces, origin)


def sweep(workspace: Workspace) -> bool:
    """Leave no byte of what was erased in the file; return whether that was possible.

    The indexes are merged into one piece, the write-ahead log is emptied, and the file is
    written anew. Another process that reads meanwhile stands in the way of it.
    """
    with workspace.engine.connect() as plain:
        raw = plain.connection.cursor()
        for index in fulltext.INDEXES:
            raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        raw.execute("VACUUM")
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def copies_of(path: Path) -> list[Path]:
    """Return the copies of a workspace that were made before it was brought to new versions."""
    return sorted(path.parent.glob(f"{_plain(path.stem)}.before-*{path.suffix}"))


def _plain(name: str) -> str:
    """Return a name for a pattern in which no sign means anything."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _keys(connection: Connection, statement: str, **facts: object) -> tuple[int, ...]:
    return tuple(row[0] for row in connection.execute(sql(statement), facts))


def _parts(keys: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    return (keys[start : start + _SOME] for start in range(0, len(keys), _SOME))


def _live_or_logged(
    connection: Connection, table: str, owners: dict[str, tuple[int, ...]]
) -> tuple[int, ...]:
    """Return the rows of a table that belong to owners, also those deleted since."""
    found: set[int] = set()
    for column, keys in owners.items():
        for some in _parts(keys):
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


def _names(connection: Connection, family: tuple[int, ...]) -> tuple[str, ...]:
    """Return what the people are and were called, and where they were reached."""
    names: dict[str, None] = {}
    rows = connection.execute(
        sql("SELECT name, email, phone FROM person WHERE id IN :ids"), {"ids": family}
    )
    for row in rows:
        names |= dict.fromkeys(value for value in row if value)
    images = connection.execute(
        sql("SELECT before, after FROM change WHERE table_name = 'person' AND row_id IN :ids"),
        {"ids": family},
    )
    for row in images:
        for image in row:
            known = json.loads(image) if image else {}
            names |= dict.fromkeys(
                value for name in ("name", "email", "phone") if (value := known.get(name))
            )
    return tuple(names)


def _views_naming(connection: Connection, names: tuple[str, ...]) -> tuple[int, ...]:
    keys = [key for key in map(name_key, names) if key]
    found = {
        row.id
        for row in connection.execute(sql("SELECT id, name, query FROM saved_view"))
        if any(key in name_key(f"{row.name}\n{row.query}") for key in keys)
    }
    logged = connection.execute(
        sql("SELECT row_id, before, after FROM change WHERE table_name = 'saved_view'")
    )
    for row in logged:
        if any(key in name_key(f"{row.before}\n{row.after}") for key in keys):
            found.add(row.row_id)
    return tuple(sorted(found))


def _elsewhere(connection: Connection, names: tuple[str, ...], theirs: set[int]) -> tuple[int, ...]:
    found: set[int] = set()
    for name in names:
        if len(name) > 2:
            found.update(
                _keys(
                    connection,
                    "SELECT id FROM feedback WHERE instr(lower(text), lower(:name)) > 0",
                    name=name,
                )
            )
    return tuple(sorted(found - theirs))


def _seal(connection: Connection, table: str, keys: tuple[int, ...]) -> None:
    """Take the images of rows out of the log, and keep undo from ever using them."""
    facts = {"name": table, "ids": keys, "sealed": schema.SEALED}
    rows = "table_name = :name AND row_id IN :ids AND verb <> 'insert'"
    connection.execute(
        sql(
            "UPDATE step SET revision = :sealed WHERE id IN"
            f" (SELECT step_id FROM change WHERE {rows})"
        ),
        facts,
    )
    connection.execute(
        sql(
            "UPDATE change SET before = CASE WHEN before IS NULL THEN NULL ELSE '{}' END,"
            f" after = CASE WHEN after IS NULL THEN NULL ELSE '{{}}' END WHERE {rows}"
        ),
        {"name": table, "ids": keys},
    )


def _log(connection: Connection, traces: Traces, origin: Origin) -> int:
    """Write a sealed step without images, so that every window notices what changed."""
    row = connection.execute(
        sql(
            "INSERT INTO step (uid, at, author, source, revision, kind, label, facts)"
            " VALUES (:uid, :at, :author, :source, :revision, 'erase', :label, '{}') RETURNING id"
        ),
        {
            "uid": new_uid(),
            "at": now(),
            "author": origin.author,
            "source": origin.source,
            "revision": schema.SEALED,
            "label": LABEL,
        },
    ).one()
    step_id = int(row[0])
    changes = [
        {"step": step_id, "name": table, "key": key}
        for table, keys in traces.rows.items()
        for key in keys
    ]
    connection.execute(
        sql(
            "INSERT INTO change (step_id, table_name, row_id, verb, before, after)"
            " VALUES (:step, :name, :key, 'update', '{}', '{}')"
        ),
        changes,
    )
    return step_id
