"""A workspace of any size, with 500 themes and 500 roadmap items."""

from __future__ import annotations

import itertools
import random
import sqlite3
import uuid
from datetime import date, timedelta
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.domain.text import name_key
from feedbackdesk.store import fulltext
from feedbackdesk.store.opening import open_workspace
from feedbackdesk.store.tallies import Tallies

THEMES = ITEMS = 500
_SMALL_WORDS = (
    "the", "we", "to", "a", "it", "and", "is", "of", "in", "that", "you", "for", "our", "with",
    "on", "not", "would", "have", "when", "but", "they", "be", "can", "this", "are", "so", "as",
    "if", "again", "could", "every", "please", "need", "want", "time", "still", "from", "at",
)  # fmt: skip
_ABOUT = (
    "invoice", "delivery", "Monday", "machine", "price", "driver", "carton", "late", "online",
    "order", "cancel", "holiday", "oat", "decaf", "account", "e-mail", "paper", "broken", "lid",
    "office", "partner", "budget", "contract", "login", "address", "smaller",
)  # fmt: skip
_OTHER_WORDS = 60_000
_OWN_WORDS = 12
_SYLLABLES = [head + tail for head in "bcdfghklmnprstvw" for tail in "aeiou"] + [
    "an", "en", "in", "er", "or", "al", "is", "st", "tr", "pl",
]  # fmt: skip


def vocabulary() -> list[str]:
    """Return words that are said, the most frequent first: a few known, and a long tail."""
    chance = random.Random(11)
    words = dict.fromkeys((*_SMALL_WORDS, *_ABOUT))
    while len(words) < _OTHER_WORDS:
        length = 1 + int(chance.random() * min(5, 2 + len(words) ** 0.2))
        words.setdefault("".join(chance.choices(_SYLLABLES, k=length)))
    return list(words)


class _Speech:
    """Words as people say them: few are everywhere, most are rare, and a theme has its own."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._others = vocabulary()[len(_SMALL_WORDS) :]
        # The n-th most frequent word is said about 1/n as often (Zipf 1949).
        self._often = list(itertools.accumulate(1 / n for n in range(8, len(self._others) + 8)))
        self._own = {n: chance.sample(self._others, _OWN_WORDS) for n in range(THEMES + 1)}

    def name(self, theme: int) -> str:
        """Return how a theme is called: by two of its words, and its number."""
        first, second = self._own[theme][:2]
        return f"{first.capitalize()} {second} {theme}"

    def about(self, theme: int) -> str:
        """Return thirty words about a theme."""
        chance = self._chance
        words = [
            *chance.choices(_SMALL_WORDS, k=14),
            *chance.choices(self._others, cum_weights=self._often, k=11),
            *chance.choices(self._own[theme], k=5),
        ]
        chance.shuffle(words)
        return " ".join(words)


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
    speech = _Speech(random.Random(11))
    _people(raw, chance, size, speech)
    _feedback(raw, chance, size, speech)
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


def _people(raw: sqlite3.Connection, chance: random.Random, size: int, speech: _Speech) -> None:
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
        [(n, _uid(chance), speech.name(n), name_key(speech.name(n))) for n in range(1, THEMES + 1)],
    )


def _feedback(raw: sqlite3.Connection, chance: random.Random, size: int, speech: _Speech) -> None:
    firm_of = dict(raw.execute("SELECT id, organisation_id FROM person"))
    today = date.today()
    for first in range(1, size + 1, 10_000):
        rows: list[tuple[object, ...]] = []
        mentions: list[tuple[object, ...]] = []
        losses: list[tuple[object, ...]] = []
        for n in range(first, min(first + 10_000, size + 1)):
            person = chance.randint(1, len(firm_of))
            lost = n % 12 == 0
            said_on = (today - timedelta(days=chance.randint(0, 1000))).isoformat()
            # Few themes are asked for by many, most by a few.
            theme = min(int(chance.paretovariate(0.6)), THEMES)
            words = speech.about(theme)
            rows.append(
                (n, _uid(chance), person, firm_of[person], "loss" if lost else "request", said_on,
                 words, f"{said_on}T12:00:00+00:00")
            )  # fmt: skip
            if n % 20:
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
