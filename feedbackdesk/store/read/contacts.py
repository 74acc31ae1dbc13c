"""Questions of the people page: who is listed in which order, and one person's whole story."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.accounts import DELETED_KEY
from feedbackdesk.domain.contacts import Branch, Contact, key_of, organisation_stage
from feedbackdesk.domain.query import WORD, Part
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import Circle, ItemStage, PeopleOrder, PersonStage
from feedbackdesk.store.fulltext import NAMED
from feedbackdesk.store.read.base import BaseReader, day, in_sight
from feedbackdesk.store.read.names import piece
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row

_AT_ONCE = 5_000
_WORDS = 8
_BRANCHES = 300
_DEEPEST = 12
_SHOWN_PEOPLE = 200

_HEARD = (
    "SELECT coalesce(s.root_id, s.id) AS id, said.last_on, said.times FROM"
    " (SELECT {table}_id AS id, max(said_on) AS last_on, count(*) AS times FROM feedback"
    " WHERE {table}_id IS NOT NULL GROUP BY {table}_id) AS said"
    " JOIN {table} s ON s.id = said.id"
)
_FIRM = (
    " LEFT JOIN organisation part ON part.id = p.organisation_id"
    " LEFT JOIN organisation firm ON firm.id = coalesce(part.root_id, part.id)"
    f" AND firm.key <> '{DELETED_KEY}'"
)
_FAMILY = "(s.id = {one}.id OR s.root_id = {one}.id)"
# The plus keeps SQLite from walking through everybody who was not merged.
_ITS_PEOPLE = (
    "FROM organisation s JOIN person p ON p.organisation_id = s.id"
    " WHERE (s.id = o.id OR s.root_id = o.id) AND +p.merged_into IS NULL"
)
_CUSTOMERS = f"{_ITS_PEOPLE} AND p.stage = 'customer'"
_STAGE = f"CASE WHEN EXISTS (SELECT 1 {_CUSTOMERS}) THEN 'customer' ELSE o.stage END"
"""What `organisation_stage` says, for the list of them."""
_WORTH = f"coalesce(o.value, (SELECT sum(p.value) {_ITS_PEOPLE}))"
_COUNTED = (
    " (SELECT count(*) FROM {table} s JOIN feedback f ON f.{table}_id = s.id WHERE {family})"
    " AS feedback,"
    " (SELECT max(f.said_on) FROM {table} s JOIN feedback f ON f.{table}_id = s.id"
    "  WHERE {family}) AS last_on,"
    " (SELECT count(*) FROM {table} s JOIN follow_up u ON u.{table}_id = s.id"
    "  WHERE {family} AND u.done_on IS NULL) AS owed,"
    " (SELECT count(*) FROM {table} s JOIN follow_up u ON u.{table}_id = s.id"
    "  WHERE {family} AND u.done_on IS NULL AND u.due_on < :today) AS late"
)
_PEOPLE = sql(
    "SELECT p.id, p.name, firm.name AS organisation, p.stage, p.value, p.may_contact, 0 AS people,"
    " 0 AS customers,"
    + _COUNTED.format(table="person", family=_FAMILY.format(one="p"))
    + f" FROM person p{_FIRM} WHERE p.id IN :ids AND {in_sight('p')}"
)
_ORGANISATIONS = sql(
    f"SELECT o.id, o.name, NULL AS organisation, o.stage, {_WORTH} AS value, 1 AS may_contact,"
    f" (SELECT count(*) {_ITS_PEOPLE}) AS people, (SELECT count(*) {_CUSTOMERS}) AS customers,"
    + _COUNTED.format(table="organisation", family=_FAMILY.format(one="o"))
    + f" FROM organisation o WHERE o.id IN :ids AND {in_sight('o')}"
)


def _theirs(column: str, table: str) -> str:
    return f"{column} IN (SELECT id FROM {table} WHERE id = :key OR root_id = :key)"


def _has_word(place: int, told: str, named: Mapping[str, str]) -> str:
    """Return the condition that a word is a part of what is told, or begins a name's word.

    The names are those of the index: without accents, and also of what was merged.
    """
    found = "".join(
        f" OR {column} IN (SELECT coalesce(s.root_id, s.id) FROM name_fts JOIN {table} s"
        f" ON s.id = name_fts.rowid / 4 AND name_fts.rowid % 4 = {NAMED.index(table)}"
        f" WHERE name_fts MATCH :named{place})"
        for column, table in named.items()
    )
    return f" AND (instr({told}, :word{place}) > 0{found})"


class ContactReader(BaseReader):
    """People and organisations as the people page lists and shows them."""

    def contact_keys(self, circle: Circle, order: PeopleOrder, words: str) -> array[int]:
        """Return who is in a circle and has all the words in a name or address, in order.

        An organisation's key is below zero. A hundred thousand take a megabyte.
        """
        facts: dict[str, object] = {}
        if circle.stage is not None:
            facts["stage"] = circle.stage.value
        sought = name_key(words).split()[:_WORDS]
        facts |= {f"word{place}": word for place, word in enumerate(sought)}
        # What has no letters and no digits is no word of a name; it may be part of an address.
        facts |= {
            f"named{place}": f"{{name}} : {piece(Part(WORD, word))}"
            for place, word in enumerate(sought)
        }
        by_worth = order is PeopleOrder.WORTH
        parts = [self._listed_organisations(circle, len(sought), by_worth=by_worth)]
        if circle is not Circle.ORGANISATIONS:
            parts.append(self._listed_people(circle, len(sought)))
        first = "worth DESC NULLS LAST, " if by_worth else ""
        statement = sql(
            f"SELECT place FROM ({' UNION ALL '.join(parts)}) AS listed ORDER BY {first}name, place"
        )
        rows = self._connection.execute(statement.execution_options(yield_per=_AT_ONCE), facts)
        keys: array[int] = array("q")
        for some in rows.scalars().partitions():
            keys.extend(some)
        if order in {PeopleOrder.HEARD, PeopleOrder.FEEDBACKS}:
            return self._by_what_was_heard(keys, order)
        return keys

    def _by_what_was_heard(self, keys: array[int], order: PeopleOrder) -> array[int]:
        """Return keys by the last day or by the number of feedbacks, else as they were.

        The join with what was said is made here: SQLite would walk all of it for each.
        """
        last: dict[int, str] = {}
        times: dict[int, int] = {}
        for table in ("person", "organisation"):
            for row in self._all(sql(_HEARD.format(table=table))):
                key = key_of(table, row.id)
                last[key] = max(last.get(key, ""), row.last_on)
                times[key] = times.get(key, 0) + row.times
        if order is PeopleOrder.HEARD:
            return array("q", sorted(keys, key=lambda key: last.get(key, ""), reverse=True))
        return array("q", sorted(keys, key=lambda key: times.get(key, 0), reverse=True))

    @staticmethod
    def _listed_people(circle: Circle, words: int) -> str:
        told = "p.key || ' ' || coalesce(firm.key, '') || ' ' || coalesce(p.email_key, '')"
        named = {"p.id": "person", "firm.id": "organisation"}
        return (
            "SELECT p.id AS place, sort_key(p.name) AS name, p.value AS worth FROM person p"
            + (_FIRM if words else "")
            + f" WHERE {in_sight('p')}"
            + (" AND p.stage = :stage" if circle.stage is not None else "")
            + "".join(_has_word(place, told, named) for place in range(words))
        )

    @staticmethod
    def _listed_organisations(circle: Circle, words: int, *, by_worth: bool) -> str:
        return (
            "SELECT -o.id AS place, sort_key(o.name) AS name,"
            f" {_WORTH if by_worth else 'NULL'} AS worth"
            f" FROM organisation o WHERE {in_sight('o')}"
            + (f" AND {_STAGE} = :stage" if circle.stage is not None else "")
            + "".join(_has_word(place, "o.key", {"o.id": "organisation"}) for place in range(words))
        )

    def contacts(self, keys: Sequence[int], today: str) -> list[Contact]:
        """Return the people and organisations with these keys of the list, in their order."""
        found: dict[int, Contact] = {}
        for statement, table in ((_PEOPLE, "person"), (_ORGANISATIONS, "organisation")):
            ids = [abs(key) for key in keys if (key < 0) == (table == "organisation")]
            if ids:
                for row in self._all(statement, ids=ids, today=today):
                    key = key_of(table, row.id)
                    found[key] = _contact(key, row)
        return [found[key] for key in keys if key in found]

    def people_of(self, organisation_id: int) -> list[int]:
        """Return the people of an organisation, and of all merged into it, by name."""
        return self._ids(
            sql(
                f"SELECT p.id FROM person p WHERE {_theirs('p.organisation_id', 'organisation')}"
                " AND +p.merged_into IS NULL ORDER BY sort_key(p.name), p.id LIMIT :most"
            ),
            key=organisation_id,
            most=_SHOWN_PEOPLE,
        )

    def worth_of(self, organisation_id: int) -> int | None:
        """Return what an organisation is worth a year: its own value, or that of its people."""
        row = self._first(
            sql(f"SELECT {_WORTH} FROM organisation o WHERE o.id = :key"), key=organisation_id
        )
        return row[0] if row else None

    def story_of(self, table: str, key: int) -> list[tuple[int, str]]:
        """Return all that a person or an organisation said, newest first: key and day."""
        rows = self._all(
            sql(
                f"SELECT f.id, f.said_on FROM feedback f WHERE {_theirs(f'f.{table}_id', table)}"
                " ORDER BY +f.said_on DESC, f.id DESC"
            ),
            key=key,
        )
        return [(row.id, row.said_on) for row in rows]

    def items_resting_on(self, table: str, key: int) -> list[tuple[int, str, ItemStage, int]]:
        """Return the roadmap items that somebody's words stand behind, the most said first.

        Key, title, stage and the number of their feedbacks.
        """
        rows = self._all(
            sql(
                "SELECT i.id, i.title, i.stage, count(DISTINCT f.id) AS times FROM feedback f"
                " JOIN mention m ON m.feedback_id = f.id JOIN theme t ON t.id = m.theme_id"
                " JOIN theme linked ON linked.id = coalesce(t.root_id, t.id)"
                " OR linked.root_id = coalesce(t.root_id, t.id)"
                " JOIN item_theme it ON it.theme_id = linked.id JOIN item i ON i.id = it.item_id"
                f" WHERE {_theirs(f'f.{table}_id', table)} GROUP BY i.id"
                " ORDER BY times DESC, sort_key(i.title), i.id"
            ),
            key=key,
        )
        return [(row.id, row.title, ItemStage(row.stage), row.times) for row in rows]

    def merged_here(self, table: str, key: int) -> list[tuple[int, str, int]]:
        """Return the records that were merged into one: key, name and their own feedbacks."""
        rows = self._all(
            sql(
                "SELECT s.id, s.name, (SELECT count(*) FROM feedback f"
                f" WHERE f.{table}_id = s.id) AS times"
                f" FROM {table} s WHERE s.root_id = :key ORDER BY sort_key(s.name), s.id"
            ),
            key=key,
        )
        return [(row.id, row.name, row.times) for row in rows]

    def referral_branches(self, person_id: int) -> list[Branch]:
        """Return everybody who came through a person, each after who sent them."""
        rows = self._all(
            sql(
                "WITH RECURSIVE tree(id, above, depth) AS (SELECT :key, 0, 0 UNION"
                " SELECT coalesce(r.root_id, r.id), tree.id, tree.depth + 1 FROM tree"
                " JOIN person s ON s.id = tree.id OR s.root_id = tree.id"
                " JOIN person r ON r.referred_by = s.id AND +r.merged_into IS NULL"
                " WHERE tree.depth < :deepest LIMIT :most)"
                " SELECT tree.id, tree.above, p.name, p.stage FROM tree"
                " JOIN person p ON p.id = tree.id WHERE tree.depth > 0"
                " ORDER BY tree.depth, sort_key(p.name), p.id"
            ),
            key=person_id,
            deepest=_DEEPEST,
            most=_BRANCHES,
        )
        found: dict[int, Branch] = {}
        for row in rows:
            if row.id != person_id:
                branch = Branch(row.id, row.name, PersonStage(row.stage), row.above)
                found.setdefault(row.id, branch)
        return list(found.values())

    def organisation_names(self) -> list[tuple[int, str, str]]:
        """Return every organisation that is not merged: key, name and the name as compared."""
        return [
            (row.id, row.name, row.key)
            for row in self._all(
                sql(
                    "SELECT o.id, o.name, o.key FROM organisation o"
                    f" WHERE {in_sight('o')} ORDER BY o.id"
                )
            )
        ]

    def told_apart(self) -> set[str]:
        """Return the names of the settings that tell two records apart."""
        rows = self._all(sql("SELECT name FROM setting WHERE name LIKE 'apart %'"))
        return {row.name for row in rows}


def _contact(key: int, row: Row[Any]) -> Contact:
    own = PersonStage(row.stage) if row.stage else None
    return Contact(
        key=key,
        name=row.name,
        organisation=row.organisation,
        stage=organisation_stage(own, row.customers) if key < 0 else own,
        last_on=day(row.last_on),
        feedback=row.feedback,
        owed=row.owed,
        late=row.late,
        value=row.value,
        may_contact=bool(row.may_contact),
        people=row.people,
    )
