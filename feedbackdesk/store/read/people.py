"""Questions about who spoke, and what they are owed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.rows import FollowUp, Organisation, Person
from feedbackdesk.domain.words import Feeling, PersonStage
from feedbackdesk.store.read.base import BaseReader, day
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

_BRIEF = (
    "SELECT p.*, o.name AS organisation, 0 AS feedback, 0 AS owed, 0 AS referred"
    " FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id"
    " WHERE p.merged_into IS NULL"
)
_PERSON = (
    "SELECT p.*, o.name AS organisation,"
    " (SELECT count(*) FROM feedback f WHERE f.person_id = p.id) AS feedback,"
    " (SELECT count(*) FROM follow_up u WHERE u.person_id = p.id AND u.done_on IS NULL) AS owed,"
    " (SELECT count(*) FROM person r WHERE r.referred_by = p.id) AS referred"
    " FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id"
    " WHERE p.merged_into IS NULL"
)
_NAMES = sql(
    "SELECT p.id, p.name, o.name, p.stage FROM person p"
    " LEFT JOIN organisation o ON o.id = p.organisation_id"
    " WHERE p.merged_into IS NULL ORDER BY p.key, p.id"
)
_OWED = (
    "SELECT u.id, u.kind, u.due_on, u.about, coalesce(p.name, o.name) AS who,"
    " u.due_on < :today AS late FROM follow_up u"
    " LEFT JOIN person p ON p.id = u.person_id"
    " LEFT JOIN organisation o ON o.id = u.organisation_id"
    " WHERE u.done_on IS NULL {which} ORDER BY u.due_on, u.id"
)


def _theirs(column: str, table: str) -> str:
    """Return a condition: a column names the row :key, or one that was merged into it."""
    return (
        f"{column} IN (WITH RECURSIVE below(id) AS (SELECT :key UNION SELECT s.id FROM {table} s"
        " JOIN below ON s.merged_into = below.id) SELECT id FROM below)"
    )


class PeopleReader(BaseReader):
    """People, organisations and follow-ups."""

    def people(self) -> list[Person]:
        """Return all people by name."""
        return self._people(self._all(sql(f"{_PERSON} ORDER BY p.key, p.id")))

    def names(self) -> list[tuple[int, str, str | None, PersonStage]]:
        """Return everybody's key, name, organisation and stage, by name."""
        return [
            (row[0], row[1], row[2], PersonStage(row[3]))
            for row in self._connection.execute(_NAMES)
        ]

    def person(self, key: int) -> Person | None:
        """Return one person."""
        rows = self._all(sql(f"{_PERSON} AND p.id = :key"), key=key)
        return next(iter(self._people(rows)), None)

    def speaker(self, key: int) -> Person | None:
        """Return one person as they are found while recording: what hangs on them uncounted."""
        rows = self._all(sql(f"{_BRIEF} AND p.id = :key"), key=key)
        return next(iter(self._people(rows)), None)

    def people_named(self, key: str, organisation_id: int | None = None) -> list[Person]:
        """Return the people of a name, uncounted, within an organisation if one is given."""
        within = "" if organisation_id is None else " AND p.organisation_id = :organisation"
        facts: dict[str, object] = {"key": key}
        if organisation_id is not None:
            facts["organisation"] = organisation_id
        return self._people(
            self._all(sql(f"{_BRIEF} AND p.key = :key{within} ORDER BY p.id"), **facts)
        )

    def people_with_email(self, email_key: str) -> list[Person]:
        """Return the people with an e-mail address, uncounted."""
        return self._people(
            self._all(sql(f"{_BRIEF} AND p.email_key = :key ORDER BY p.id"), key=email_key)
        )

    @staticmethod
    def _people(rows: Sequence[Row[Any]]) -> list[Person]:
        return [
            Person(
                id=row.id,
                name=row.name,
                stage=PersonStage(row.stage),
                stage_since=day(row.stage_since),
                organisation_id=row.organisation_id,
                organisation=row.organisation,
                email=row.email,
                phone=row.phone,
                value=row.value,
                notes=row.notes,
                may_quote=bool(row.may_quote),
                may_contact=bool(row.may_contact),
                referred_by_id=row.referred_by,
                feedback=row.feedback,
                owed=row.owed,
                referred=row.referred,
            )
            for row in rows
        ]

    def last_heard(self, person_id: int) -> str | None:
        """Return the day of a person's newest feedback."""
        row = self._first(
            sql("SELECT max(said_on) FROM feedback WHERE person_id = :key"), key=person_id
        )
        return row[0] if row else None

    def organisations(self) -> list[Organisation]:
        """Return all organisations by name."""
        return self._organisations(
            self._all(sql("SELECT * FROM organisation WHERE merged_into IS NULL ORDER BY key, id"))
        )

    def organisation(self, key: int) -> Organisation | None:
        """Return one organisation."""
        rows = self._all(
            sql("SELECT * FROM organisation WHERE id = :key AND merged_into IS NULL"), key=key
        )
        return next(iter(self._organisations(rows)), None)

    def organisations_named(self, key: str) -> list[Organisation]:
        """Return the organisations of a name."""
        return self._organisations(
            self._all(
                sql(
                    "SELECT root.* FROM organisation o"
                    " JOIN organisation root ON root.id = coalesce(o.root_id, o.id)"
                    " WHERE o.key = :key GROUP BY root.id ORDER BY root.id"
                ),
                key=key,
            )
        )

    @staticmethod
    def _organisations(rows: Sequence[Row[Any]]) -> list[Organisation]:
        return [
            Organisation(
                id=row.id,
                name=row.name,
                value=row.value,
                stage=PersonStage(row.stage) if row.stage else None,
                notes=row.notes,
            )
            for row in rows
        ]

    def follow_ups(self, today: str) -> list[FollowUp]:
        """Return what is owed, the latest due last."""
        return self._follow_ups(self._all(sql(_OWED.format(which="")), today=today))

    def owed_to(self, table: str, key: int, today: str) -> list[FollowUp]:
        """Return what is open for a person or an organisation, the earliest due first."""
        which = f"AND {_theirs(f'u.{table}_id', table)}"
        return self._follow_ups(self._all(sql(_OWED.format(which=which)), key=key, today=today))

    @staticmethod
    def _follow_ups(rows: Sequence[Row[Any]]) -> list[FollowUp]:
        return [
            FollowUp(
                id=row.id,
                kind=row.kind,
                who=row.who,
                due=date.fromisoformat(row.due_on),
                about=row.about,
                late=bool(row.late),
            )
            for row in rows
        ]

    def times_heard(self, table: str, key: int) -> tuple[int, date | None]:
        """Return how often a person or an organisation spoke, and the first day."""
        theirs = _theirs(f"f.{table}_id", table)
        row = self._first(
            sql(
                "SELECT count(*) AS times, min(f.said_on) AS first_on FROM feedback f"
                f" WHERE {theirs}"
            ),
            key=key,
        )
        return (row.times, day(row.first_on)) if row else (0, None)

    def last_words(self, table: str, key: int, limit: int) -> list[int]:
        """Return the keys of what a person or an organisation said last, newest first."""
        # The plus keeps SQLite from walking through all that was ever said, by day.
        return self._ids(
            sql(
                f"SELECT f.id FROM feedback f WHERE {_theirs(f'f.{table}_id', table)}"
                " ORDER BY +f.said_on DESC, f.id DESC LIMIT :limit"
            ),
            key=key,
            limit=limit,
        )

    def last_feeling(self, table: str, key: int) -> tuple[Feeling, date] | None:
        """Return how a person or an organisation sounded the last time it was noted, and when."""
        row = self._first(
            sql(
                "SELECT f.feeling, f.said_on FROM feedback f WHERE f.feeling IS NOT NULL"
                f" AND {_theirs(f'f.{table}_id', table)}"
                " ORDER BY +f.said_on DESC, f.id DESC LIMIT 1"
            ),
            key=key,
        )
        return (Feeling(row.feeling), date.fromisoformat(row.said_on)) if row else None
