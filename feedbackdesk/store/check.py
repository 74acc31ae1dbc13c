"""Looking a workspace over: the file, its keys, and whether all that is kept is still so."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.findings import Finding, Trouble
from feedbackdesk.store import fulltext
from feedbackdesk.store.counted import KEPT
from feedbackdesk.store.missing import apart, indexes_of
from feedbackdesk.store.nonsense import nonsense
from feedbackdesk.store.sql import sql
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import Collection

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
NOT_SWEPT = Finding(
    Trouble.NOT_SWEPT,
    "Words of somebody who was erased may be left between the rows of the file, since another "
    "program is reading it",
)
# What integrity_check says of an index whose pages are sound.
_UNFOUND = re.compile(r"row \d+ missing from index (\S+)|wrong # of entries in index (\S+)")
_PAGES_TOLD = 20


def problems(connection: Connection) -> list[Finding]:
    """Return what is wrong with the file and its keys; nothing if all is well."""
    found, unfound = [], dict.fromkeys(("",))
    for (said,) in connection.execute(sql(f"PRAGMA integrity_check({_PAGES_TOLD})")):
        if match := _UNFOUND.fullmatch(said):
            unfound[match[1] or match[2]] = None
        elif said != "ok":
            found.append(Finding(Trouble.UNREADABLE, f"The file is damaged: {said}"))
    if not found:
        found += [Finding(Trouble.UNREADABLE, what) for what in nonsense(connection)]
    if not found:
        found += [Finding(Trouble.UNREADABLE, what) for what in _rows_apart(connection)]
    if not found:  # else the rows that only an index knows would be forgotten
        found += [
            Finding(Trouble.ROWS_UNFOUND, f"The index {name} does not lead to every row")
            for name in unfound
            if name
        ]
    broken = connection.execute(sql("PRAGMA foreign_key_check")).all()
    for table in sorted({row[0] for row in broken}):
        number = sum(row[0] == table for row in broken)
        what = f"In the table {table} {number} row(s) point to something that is not there"
        found.append(Finding(Trouble.POINTS_NOWHERE, what))
    return found


def _rows_apart(connection: Connection) -> list[str]:
    """Return which tables lack rows, or have such as were deleted: no index tells then."""
    with closing(connection.connection.cursor()) as raw:
        indexes = indexes_of(raw)
        return [told for table in indexes if (told := apart(raw, table, indexes))]


def kept_problems(connection: Connection) -> list[Finding]:
    """Return what is kept for speed and is not what the tables say; nothing if all is well."""
    if senseless := nonsense(connection, KEPT):
        return [Finding(Trouble.KEPT_WRONGLY, what) for what in senseless]
    wrong = [f"A kept number is wrong: {name}" for name in Tallies(connection).differences()]
    for what, statement in _DERIVED.items():
        number = connection.execute(sql(statement)).scalar_one()
        if number:
            wrong.append(f"It is kept wrongly {what.format(number=number)}")
    numbers = connection.execute(
        sql("SELECT phone, phone_end FROM person WHERE phone IS NOT NULL OR phone_end IS NOT NULL")
    )
    unlike = sum(row.phone_end != (number_end(row.phone) if row.phone else None) for row in numbers)
    if unlike:
        wrong.append(f"It is kept wrongly how {unlike} telephone numbers end")
    return [Finding(Trouble.KEPT_WRONGLY, what) for what in wrong]


def search_problems(connection: Connection) -> list[Finding]:
    """Return whether the index for searching is not what the texts say; it asks to write."""
    if fulltext.unfit(connection):
        return [Finding(Trouble.SEARCH, "The index for searching does not fit the texts")]
    return []


def mend(connection: Connection, kinds: Collection[Trouble]) -> None:
    """Make anew what follows from the tables, as far as it is of the kinds named."""
    if Trouble.ROWS_UNFOUND in kinds:
        try:
            connection.execute(sql("REINDEX"))
        except IntegrityError as error:
            raise Refusal(
                "An index cannot be made anew, since two rows have what only one may have. Nothing "
                "was changed; rescue the workspace into a new file."
            ) from error
    if Trouble.KEPT_WRONGLY in kinds:
        _count_anew(connection)
    if Trouble.SEARCH in kinds:
        fulltext.take_down(connection)
        fulltext.make(connection)
        fulltext.fill(connection)


def _count_anew(connection: Connection) -> None:
    Tallies(connection).rebuild()
    ends = sql("UPDATE person SET phone_end = :end WHERE id = :key")
    for key, phone, end in connection.execute(sql("SELECT id, phone, phone_end FROM person")).all():
        if end != (right := number_end(phone) if phone else None):
            connection.execute(ends, {"end": right, "key": key})
