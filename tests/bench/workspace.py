"""A workspace of any size, with 500 themes and 500 roadmap items."""

from __future__ import annotations

import random
import sqlite3
import uuid
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.text import name_key
from feedbackdesk.store import fulltext
from feedbackdesk.store.tallies import Tallies
from feedbackdesk.store.workspace import open_workspace

THEMES = ITEMS = 500
_WORDS = (
    "invoice", "delivery", "Monday", "machine", "price", "driver", "carton", "late", "again",
    "online", "order", "cancel", "holiday", "oat", "decaf", "account", "e-mail", "paper",
    "broken", "lid", "office", "partner", "budget", "contract", "login", "address", "smaller",
)  # fmt: skip


_SYLLABLES = [head + tail for head in "bcdfghklmnprstvw" for tail in "aeiou"] + [
    "an", "en", "in", "er", "or", "al", "is", "st", "tr", "pl",
]  # fmt: skip


def vocabulary(number: int = 60_000) -> list[str]:
    """Return words that are said, the most frequent first: a few known, and a long tail."""
    chance = random.Random(11)
    words = dict.fromkeys(word.lower() for word in _WORDS if word.isalpha())
    while len(words) < number:
        length = 1 + int(chance.random() * min(5, 2 + len(words) ** 0.2))
        words.setdefault("".join(chance.choices(_SYLLABLES, k=length)))
    return list(words)


def make_workspace(folder: Path, size: int) -> Path:
    """Return a workspace in which `size` feedbacks by `size / 10` people are spread unevenly
    over 500 themes, each theme behind one or two items; a twentieth waits in the inbox."""
    path = folder / f"bench-{size}.feedbackdesk"
    Desk.open(path).close()
    chance = random.Random(7)  # the same workspace every time
    # As an import does it: the indexes for searching are built once, at the end.
    workspace = open_workspace(path, create=False)
    with workspace.writing() as connection:
        fulltext.take_down(connection)
    workspace.close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("BEGIN")
    _people(raw, chance, size)
    _feedback(raw, chance, size)
    _plans(raw, chance)
    raw.execute("COMMIT")
    raw.close()
    workspace = open_workspace(path, create=False)
    with workspace.writing() as connection:
        Tallies(connection).rebuild()
        fulltext.make(connection)
        fulltext.fill(connection)
    workspace.close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA optimize")
    raw.close()
    return path


def _uid(chance: random.Random) -> str:
    return uuid.UUID(int=chance.getrandbits(128)).hex


def _people(raw: sqlite3.Connection, chance: random.Random, size: int) -> None:
    people, firms = max(size // 10, 5), max(size // 30, 2)
    raw.executemany(
        "INSERT INTO organisation (id, uid, name, key, value) VALUES (?, ?, ?, ?, ?)",
        [(n, _uid(chance), f"Firm {n}", f"firm {n}", chance.randint(1, 900) * 1000)
         for n in range(1, firms + 1)],
    )  # fmt: skip
    raw.executemany(
        "INSERT INTO person (id, uid, name, key, organisation_id, stage) VALUES (?, ?, ?, ?, ?, ?)",
        [(n, _uid(chance), f"Person {n}", f"person {n}",
          chance.randint(1, firms) if n % 3 else None, "customer")
         for n in range(1, people + 1)],
    )  # fmt: skip
    raw.executemany(
        "INSERT INTO theme (id, uid, name, key) VALUES (?, ?, ?, ?)",
        [(n, _uid(chance), f"Need {n}", f"need {n}") for n in range(1, THEMES + 1)],
    )


def _feedback(raw: sqlite3.Connection, chance: random.Random, size: int) -> None:
    firm_of = dict(raw.execute("SELECT id, organisation_id FROM person"))
    today = date.today()
    said = vocabulary()
    # The n-th word is said in proportion to 1/n, as in any language.
    weights = list(accumulate(1 / (place + 3) for place in range(len(said))))
    for first in range(1, size + 1, 10_000):
        rows: list[tuple[object, ...]] = []
        mentions: list[tuple[object, ...]] = []
        losses: list[tuple[object, ...]] = []
        for n in range(first, min(first + 10_000, size + 1)):
            person = chance.randint(1, len(firm_of))
            lost = n % 12 == 0
            said_on = (today - timedelta(days=chance.randint(0, 1000))).isoformat()
            words = " ".join(chance.choices(said, cum_weights=weights, k=30))
            rows.append(
                (n, _uid(chance), person, firm_of[person], "loss" if lost else "request", said_on,
                 words, said_on)
            )  # fmt: skip
            if n % 20:
                # Few themes are asked for by many, most by a few.
                theme = min(int(chance.paretovariate(0.6)), THEMES)
                mentions.append((_uid(chance), n, theme))
            if lost:
                losses.append(
                    (_uid(chance), n, chance.randint(1, 11), chance.randint(1, 90) * 10_000)
                )
        raw.executemany(
            "INSERT INTO feedback (id, uid, person_id, organisation_id, kind, channel, said_on,"
            " text, stage, archived, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, 'call', ?, ?, 'customer', 0, ?)",
            rows,
        )
        raw.executemany(
            "INSERT INTO mention (uid, feedback_id, theme_id) VALUES (?, ?, ?)", mentions
        )
        raw.executemany(
            "INSERT INTO loss (uid, feedback_id, outcome, loss_reason_id, value, told_by)"
            " VALUES (?, ?, 'unknown', ?, ?, 'them')",
            losses,
        )


def _plans(raw: sqlite3.Connection, chance: random.Random) -> None:
    for n in range(1, ITEMS + 1):
        title = f"Answer need {n}"
        raw.execute(
            "INSERT INTO item (id, uid, title, key, stage, stage_on) VALUES (?, ?, ?, ?, ?, ?)",
            (n, _uid(chance), title, name_key(title),
             chance.choice(["idea", "later", "next", "now"]), "2026-01-01"),
        )  # fmt: skip
        for theme in {n, chance.randint(1, THEMES)}:
            raw.execute(
                "INSERT INTO item_theme (uid, item_id, theme_id) VALUES (?, ?, ?)",
                (_uid(chance), n, theme),
            )
