"""Records that look like one among very many people, against reading their names alone."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.twins import resembling, twin_of, twins
from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.text import name_key
from feedbackdesk.store import fulltext
from tests.bench.measure import Line, by_turns
from tests.bench.workspace import vocabulary

_PEOPLE_TO_ONE_FEEDBACK = 2
"""At 100,000 feedbacks there are 200,000 people: more than any of our owners has."""
_READ = "SELECT id, name, email_key, phone_end, organisation_id FROM person"


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure finding all pairs, one person's, and who resembles a name that is typed."""
    path = workspace.with_name(f"twins-{size}.feedbackdesk")
    Desk.open(path).close()
    number = size * _PEOPLE_TO_ONE_FEEDBACK
    _fill(path, number)
    desk = Desk.open(path, create=False)
    raw = sqlite3.connect(path)
    lines = [
        by_turns(
            "twins, all pairs", number, lambda: desk.ask(twins),
            lambda: raw.execute(_READ).fetchall(), rounds=5, goal="2 s at 200,000",
        ),
        by_turns(
            "twins, those of one person", number, lambda: desk.ask(twin_of, "person", number // 2),
            lambda: raw.execute(f"{_READ} WHERE id = 7").fetchall(), rounds=20, goal="",
        ),
        by_turns(
            "twins, while typing", number, lambda: desk.ask(resembling, "person", "Jon Bakelo"),
            lambda: raw.execute(f"{_READ} WHERE id = 7").fetchall(), rounds=20, goal="",
        ),
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines


def _fill(path: Path, number: int) -> None:
    raw = sqlite3.connect(path)
    fulltext.prepare(raw)
    raw.executemany(
        "INSERT INTO person (uid, name, key, email, email_key, phone, phone_end, stage)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'customer')",
        _people(number),
    )
    raw.commit()
    raw.close()


def _people(number: int) -> Iterator[tuple[str | None, ...]]:
    chance = random.Random(5)
    names = [word.capitalize() for word in vocabulary() if word.isalpha() and len(word) > 3]
    first = names[:400]
    for one in range(number):
        name = f"{chance.choice(first)} {chance.choice(names)}"
        email = f"{name_key(name).replace(' ', '.')}{one}@x.example" if one % 3 else None
        phone = f"0114 {chance.randrange(10**7):07}" if one % 4 == 0 else None
        end = number_end(phone) if phone else None
        yield uuid.uuid4().hex, name, name_key(name), email, email, phone, end
