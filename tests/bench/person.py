"""A person's page and the list of people, against the plain rows of what they said."""

from __future__ import annotations

import itertools
import sqlite3
from functools import partial
from pathlib import Path

from feedbackdesk.desk.contacts import contact_keys, contacts, standing, words_of
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.domain.words import Circle, PeopleOrder
from tests.bench.measure import Line, by_turns

_PLAIN = "SELECT id, said_on, text FROM feedback WHERE person_id = ? ORDER BY said_on DESC, id DESC"
_IN_SIGHT = 64


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure one page after the other, all it asks for until it is painted; then the list."""
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)
    # Also those who said the most.
    often = "SELECT person_id FROM feedback GROUP BY person_id ORDER BY count(*) DESC LIMIT 20"
    known = [row[0] for row in raw.execute(often)]
    known += [row[0] for row in raw.execute("SELECT id FROM person ORDER BY uid LIMIT 80")]
    people, plainly = itertools.cycle(known), itertools.cycle(known)
    firms = [row[0] for row in raw.execute("SELECT id FROM organisation ORDER BY uid LIMIT 100")]
    companies = itertools.cycle(firms)

    def page(table: str, key: int) -> object:
        found = desk.ask(standing, table, key)
        said = desk.ask(words_of, table, key)
        return found, desk.ask(feedback_page, [one for one, _day in said[:_IN_SIGHT]])

    def plain() -> object:
        return raw.execute(_PLAIN, (next(plainly),)).fetchall()

    def everybody(order: PeopleOrder) -> object:
        keys = desk.ask(contact_keys, Circle.EVERYBODY, order)
        return desk.ask(contacts, keys[:_IN_SIGHT])

    names = "SELECT id FROM person ORDER BY key"
    lines = [
        by_turns(
            "a person's page", size, lambda: page("person", next(people)), plain,
            rounds=100, goal="p95 under 30 ms",
        ),
        by_turns(
            "an organisation's page", size, lambda: page("organisation", next(companies)), plain,
            rounds=100, goal="p95 under 30 ms",
        ),
    ]  # fmt: skip
    lines += [
        by_turns(
            f"the list of people, {order.value.replace('_', ' ')}", size,
            partial(everybody, order), lambda: raw.execute(names).fetchall(), rounds=10, goal="",
        )
        for order in PeopleOrder
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines
