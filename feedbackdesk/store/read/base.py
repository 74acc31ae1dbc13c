"""What the readers share: a connection, and lists of keys as one parameter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.store.sql import run, sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, CursorResult, Row, TextClause

SPEAKER = (
    " LEFT JOIN person said_by ON said_by.id = f.person_id"
    " LEFT JOIN person p ON p.id = coalesce(said_by.root_id, said_by.id)"
    " LEFT JOIN organisation said_for ON said_for.id = f.organisation_id"
    " LEFT JOIN organisation o ON o.id = coalesce(said_for.root_id, said_for.id)"
)
"""Who said a feedback f, for a statement: the person p and organisation o, where their
signposts lead."""


def in_sight(record: str) -> str:
    """Return a condition: a person or organisation is neither merged nor deleted.

    The plus keeps SQLite from walking through everybody who was not merged.
    """
    return f"+{record}.merged_into IS NULL AND {record}.key <> '{DELETED_KEY}'"


def day(value: str | None) -> date | None:
    """Return a stored day, if there is one."""
    return None if value is None else date.fromisoformat(value)


class BaseReader:
    """A connection inside a transaction, so that all answers see one moment."""

    def __init__(self, connection: Connection) -> None:
        """Read over a connection."""
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """What it reads over, for the store's own questions that stand above the readers."""
        return self._connection

    def file(self) -> Path:
        """Return where the workspace itself lies, not a link to it."""
        row = self._first(sql("SELECT file FROM pragma_database_list WHERE name = 'main'"))
        return Path(row.file if row is not None else "")

    def _run(self, statement: TextClause, facts: dict[str, object]) -> CursorResult[Any]:
        return run(self._connection, statement, facts)

    def _all(self, statement: TextClause, **facts: object) -> Sequence[Row[Any]]:
        return self._run(statement, facts).all()

    def _first(self, statement: TextClause, **facts: object) -> Row[Any] | None:
        return self._run(statement, facts).first()

    def _number(self, statement: TextClause, **facts: object) -> int:
        return int(self._run(statement, facts).scalar() or 0)

    def _ids(self, statement: TextClause, **facts: object) -> list[int]:
        return [row[0] for row in self._run(statement, facts)]

    def _grouped(
        self, statement: TextClause, ids: Iterable[int], **facts: object
    ) -> dict[int, list[Row[Any]]]:
        """Return rows by their first column, for a statement over :ids."""
        found: dict[int, list[Row[Any]]] = {}
        wanted = list(ids)
        for start in range(0, len(wanted), 10_000):
            for row in self._all(statement, ids=wanted[start : start + 10_000], **facts):
                found.setdefault(row[0], []).append(row)
        return found
