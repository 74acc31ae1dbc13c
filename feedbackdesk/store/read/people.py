"""Questions about who spoke."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.rows import PERSON_WORDS, Organisation, Person
from feedbackdesk.domain.words import Feeling, PersonStage
from feedbackdesk.store.read.base import day, in_sight
from feedbackdesk.store.read.merged import MergedReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row

    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.domain.weak_names import WeakNames
    from feedbackdesk.store.traces import Traces

# An organisation that was merged is the one that its signpost leads to; one that was deleted
# still has its people, and no name.
_FIRM = (
    " LEFT JOIN organisation part ON part.id = p.organisation_id"
    " LEFT JOIN organisation o ON o.id = coalesce(part.root_id, part.id)"
)
_FIRM_NAME = f"CASE WHEN o.key <> '{DELETED_KEY}' THEN o.name END"
_BRIEF = (
    f"SELECT p.*, o.id AS firm_id, {_FIRM_NAME} AS organisation, 0 AS feedback, 0 AS owed,"
    f" 0 AS referred FROM person p{_FIRM} WHERE {in_sight('p')}"
)
# The plus keeps SQLite from walking through everybody who was not merged.
_PERSON = (
    f"SELECT p.*, o.id AS firm_id, {_FIRM_NAME} AS organisation,"
    " (SELECT count(*) FROM person s JOIN feedback f ON f.person_id = s.id"
    "  WHERE s.id = p.id OR s.root_id = p.id) AS feedback,"
    " (SELECT count(*) FROM person s JOIN follow_up u ON u.person_id = s.id"
    "  WHERE (s.id = p.id OR s.root_id = p.id) AND u.done_on IS NULL) AS owed,"
    " (SELECT count(*) FROM person s JOIN person r ON r.referred_by = s.id"
    "  WHERE (s.id = p.id OR s.root_id = p.id) AND +r.merged_into IS NULL) AS referred"
    f" FROM person p{_FIRM} WHERE {in_sight('p')}"
)
_NAMES = sql(
    f"SELECT p.id, p.name, {_FIRM_NAME}, p.stage FROM person p{_FIRM}"
    f" WHERE {in_sight('p')} ORDER BY sort_key(p.name), p.id"
)

# The newest day on which something happened with a person, or with a record merged into theirs.
_LAST_HEARD = sql(
    "SELECT coalesce(p.root_id, p.id) AS person, max(d.day) AS last_on FROM person p JOIN"
    " (SELECT person_id, max(said_on) AS day FROM feedback GROUP BY person_id"
    " UNION ALL SELECT person_id, max(done_on) FROM follow_up WHERE result <> 'not_needed'"
    " GROUP BY person_id UNION ALL SELECT person_id, max(since_on) FROM person_stage"
    " GROUP BY person_id) d ON d.person_id = p.id GROUP BY 1"
)


def _theirs(column: str, table: str) -> str:
    """Return a condition: a column names the row :key, or one that was merged into it."""
    return (
        f"{column} IN (WITH RECURSIVE below(id) AS (SELECT :key UNION SELECT s.id FROM {table} s"
        " JOIN below ON s.merged_into = below.id) SELECT id FROM below)"
    )


class PeopleReader(MergedReader):
    """People and organisations."""

    def people(self) -> list[Person]:
        """Return all people by name."""
        return self._people(self._all(sql(f"{_PERSON} ORDER BY sort_key(p.name), p.id")))

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
        """Return the people of a name, uncounted, within an organisation if one is given.

        The name of a merged record means the person that its signpost leads to.
        """
        within = "" if organisation_id is None else " AND o.id = :organisation"
        facts: dict[str, object] = {"key": key}
        if organisation_id is not None:
            facts["organisation"] = organisation_id
        return self._people(
            self._all(
                sql(
                    f"{_BRIEF} AND (p.key = :key OR p.id IN"
                    " (SELECT s.root_id FROM person s WHERE s.key = :key))"
                    f"{within} ORDER BY p.id"
                ),
                **facts,
            )
        )

    def people_with_email(self, email_key: str) -> list[Person]:
        """Return the people with an e-mail address, uncounted."""
        return self._people(
            self._all(
                sql(
                    f"{_BRIEF} AND p.id IN (SELECT coalesce(s.root_id, s.id) FROM person s"
                    " WHERE s.email_key = :key UNION SELECT coalesce(s.root_id, s.id)"
                    " FROM contact_point c JOIN person s ON s.id = c.person_id"
                    " WHERE c.key = :key AND c.kind = 'email') ORDER BY p.id"
                ),
                key=email_key,
            )
        )

    @staticmethod
    def _people(rows: Sequence[Row[Any]]) -> list[Person]:
        return [
            Person(
                id=row.id,
                name=row.name,
                stage=PersonStage(row.stage),
                stage_since=day(row.stage_since),
                organisation_id=row.firm_id,
                organisation=row.organisation,
                email=row.email,
                phone=row.phone,
                value=row.value,
                may_quote=bool(row.may_quote),
                may_contact=bool(row.may_contact),
                quote_asked_on=day(row.may_quote_asked_on),
                erased_on=day(row.erased_on),
                kept_on=day(row.kept_on),
                referred_by_id=row.referred_by,
                feedback=row.feedback,
                owed=row.owed,
                referred=row.referred,
                **{one.name: getattr(row, one.name) for one in PERSON_WORDS},
            )
            for row in rows
        ]

    def stages_of(self, person_id: int) -> list[tuple[PersonStage, date]]:
        """Return what a person was, and from which day on, the first first.

        What they were already, by themselves or by a record merged into theirs, is not told again.
        """
        rows = self._all(
            sql(
                "SELECT s.stage, s.since_on FROM person_stage s JOIN person p ON p.id = s.person_id"
                " WHERE p.id = :key OR p.root_id = :key ORDER BY s.since_on, s.id"
            ),
            key=person_id,
        )
        found: list[tuple[PersonStage, date]] = []
        for row in rows:
            if not found or found[-1][0].value != row.stage:
                found.append((PersonStage(row.stage), date.fromisoformat(row.since_on)))
        return found

    def stage_rows(self, person_id: int) -> list[tuple[int, PersonStage, str]]:
        """Return the rows behind a person's own stages, the newest first: key, stage and day."""
        rows = self._all(
            sql(
                "SELECT id, stage, since_on FROM person_stage WHERE person_id = :key"
                " ORDER BY since_on DESC, id DESC"
            ),
            key=person_id,
        )
        return [(row.id, PersonStage(row.stage), row.since_on) for row in rows]

    def stage_on(self, person_id: int, on: str) -> str | None:
        """Return what a person was on a day; None where that is not known."""
        row = self._first(
            sql(
                "SELECT stage FROM person_stage WHERE person_id = :key AND since_on <= :on"
                " ORDER BY since_on DESC, id DESC LIMIT 1"
            ),
            key=person_id,
            on=on,
        )
        return row[0] if row else None

    def people_merged_into(self, key: int) -> list[Person]:
        """Return the records that were merged into a person, as they were, uncounted."""
        rows = self._all(
            sql(
                f"SELECT p.*, o.id AS firm_id, {_FIRM_NAME} AS organisation,"
                " 0 AS feedback, 0 AS owed, 0 AS referred"
                f" FROM person p{_FIRM} WHERE p.root_id = :key ORDER BY p.id"
            ),
            key=key,
        )
        return self._people(rows)

    def number_of(self, table: str) -> int:
        """Return how many people, or organisations, are listed."""
        return self._number(sql(f"SELECT count(*) FROM {table} s WHERE {in_sight('s')}"))

    def traces(self, person_id: int, also: Sequence[str] = ()) -> Traces:
        """Return what is held on a person, also on one who was deleted; raises NotThere.

        What they are `also` called counts as a name of theirs.
        """
        from feedbackdesk.store.traces import traces_of  # rarely wanted

        return traces_of(self._connection, person_id, also)

    def weakly_naming(self, traces: Traces) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
        """Return table and key of what may name somebody, and by which spellings."""
        from feedbackdesk.store.weak_traces import weakly_naming

        return weakly_naming(self._connection, traces)

    def weak_names_of(self, traces: Traces) -> WeakNames:
        """Return what finds what may name somebody, and nobody else who is known here."""
        from feedbackdesk.store.weak_traces import weak_names_of

        return weak_names_of(self._connection, traces)

    def gone_people(self) -> list[tuple[int, str, str | None]]:
        """Return those of whom only the log still knows: key, name and e-mail address."""
        from feedbackdesk.store.traces import gone_people

        return gone_people(self._connection)

    def erasures(self) -> list[Erasure]:
        """Return the erasures that are remembered here, the oldest first."""
        from feedbackdesk.store.identities import erasures_in

        return erasures_in(self._connection)

    def uids_naming(self, names: Sequence[str]) -> set[tuple[str, str]]:
        """Return table and uid of every row in which one of some names stands."""
        from feedbackdesk.store.traces import uids_naming

        return uids_naming(self._connection, names)

    def people_with(self, uids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """Return the rows of the people of these uids who are there, by uid."""
        from feedbackdesk.store.traces import people_with

        return people_with(self._connection, uids)

    def last_heard_of_all(self) -> dict[int, str]:
        """Return the newest day on which each person spoke, was spoken to, or became a stage."""
        rows = self._all(_LAST_HEARD)
        return {row.person: row.last_on for row in rows if row.last_on}

    def referrers_of(self, person_id: int) -> list[Person]:
        """Return who referred a person, who referred those, and so on: the nearest first."""
        above: list[Person] = []
        seen = {person_id}
        one = self.person(person_id)
        while one is not None and one.referred_by_id is not None:
            root = self.root_of("person", one.referred_by_id)
            if root in seen:
                break
            seen.add(root)
            one = self.person(root)
            if one is not None:
                above.append(one)
        return above

    def referred_from(self, person_id: int, deepest: int = 12) -> list[tuple[int, Person]]:
        """Return everybody who came through a person, with how far from them, as a tree reads."""
        found: list[tuple[int, Person]] = []
        seen = {person_id}

        def follow(key: int, depth: int) -> None:
            keys = self._ids(
                sql(
                    "SELECT r.id FROM person r JOIN person s ON s.id = r.referred_by"
                    " WHERE (s.id = :key OR s.root_id = :key) AND +r.merged_into IS NULL"
                    " ORDER BY sort_key(r.name), r.id LIMIT 500"
                ),
                key=key,
            )
            for one in keys:
                person = self.person(one) if one not in seen else None
                seen.add(one)
                if person is not None:
                    found.append((depth, person))
                    if depth < deepest:
                        follow(one, depth + 1)

        follow(person_id, 1)
        return found

    def last_heard(self, person_id: int) -> str | None:
        """Return the day of a person's newest feedback."""
        row = self._first(
            sql(
                "SELECT max(f.said_on) FROM feedback f WHERE f.person_id IN"
                " (SELECT id FROM person WHERE id = :key OR root_id = :key)"
            ),
            key=person_id,
        )
        return row[0] if row else None

    def organisations(self) -> list[Organisation]:
        """Return all organisations by name."""
        return self._organisations(
            self._all(
                sql(
                    f"SELECT o.* FROM organisation o WHERE {in_sight('o')}"
                    " ORDER BY sort_key(o.name), o.id"
                )
            )
        )

    def organisation(self, key: int) -> Organisation | None:
        """Return one organisation."""
        rows = self._all(
            sql(f"SELECT o.* FROM organisation o WHERE o.id = :key AND {in_sight('o')}"), key=key
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
