"""Looking a workspace over: the file, its keys, and whether all that is kept is still so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.store import fulltext
from feedbackdesk.store.sql import sql
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Columns that follow from others, as store/tallies.py sets them.
_DERIVED = {
    "who {number} feedback counts for": (
        "SELECT count(*) FROM feedback WHERE account IS NOT coalesce("
        " 'o' || (SELECT coalesce(o.root_id, o.id) FROM organisation o"
        " WHERE o.id = organisation_id),"
        " 'p' || (SELECT coalesce(p.root_id, p.id) FROM person p WHERE p.id = person_id),"
        " 'f' || id)"
    ),
    "whether {number} feedback is in the inbox": (
        "SELECT count(*) FROM feedback WHERE in_inbox <> (archived = 0 AND NOT EXISTS"
        " (SELECT 1 FROM mention m WHERE m.feedback_id = feedback.id))"
    ),
}


def problems(connection: Connection) -> list[str]:
    """Return what is wrong with the file and its keys; nothing if all is well."""
    found = [
        f"The file is damaged: {row[0]}"
        for row in connection.execute(sql("PRAGMA integrity_check(20)"))
        if row[0] != "ok"
    ]
    broken = connection.execute(sql("PRAGMA foreign_key_check")).all()
    for table in sorted({row[0] for row in broken}):
        number = sum(row[0] == table for row in broken)
        found.append(f"In the table {table} {number} row(s) point to something that is not there")
    return found


def kept_problems(connection: Connection) -> list[str]:
    """Return what is kept for speed and is not what the tables say; nothing if all is well."""
    found = [f"A kept number is wrong: {name}" for name in Tallies(connection).differences()]
    for what, statement in _DERIVED.items():
        number = connection.execute(sql(statement)).scalar_one()
        if number:
            found.append(f"It is kept wrongly {what.format(number=number)}")
    numbers = connection.execute(
        sql("SELECT phone, phone_end FROM person WHERE phone IS NOT NULL OR phone_end IS NOT NULL")
    )
    wrong = sum(row.phone_end != (number_end(row.phone) if row.phone else None) for row in numbers)
    if wrong:
        found.append(f"It is kept wrongly how {wrong} telephone numbers end")
    return found


def search_problems(connection: Connection) -> list[str]:
    """Return whether the index for searching is not what the texts say; it asks to write."""
    if fulltext.unfit(connection):
        return ["The index for searching does not fit the texts"]
    return []
