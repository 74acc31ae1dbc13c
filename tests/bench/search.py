"""Searching, against the same query asked of FTS5 alone."""

from __future__ import annotations

import random
import sqlite3
from functools import partial
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.search import SHOWN, search_feedback
from feedbackdesk.store.fulltext import KEYS
from feedbackdesk.store.read.search import RANKED
from tests.bench.measure import Line, line, time_of
from tests.bench.workspace import vocabulary

_EACH = 25
_GOAL = {100_000: "p95 under 16 ms", 1_000_000: "p95 under 50 ms"}

Asked = tuple[str, str, str]
"""What is typed, what FTS5 is asked for it, and what else the raw query asks of the row."""


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure a seeded mix of searches as they are typed, each kind and all together.

    The raw side has the words in FTS5's language already, knows no names, no typing mistakes,
    no hints and no totals, and orders as ours does: by bm25, or by the newest.
    """
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)
    raw.execute("PRAGMA cache_size = -64000")
    everything: list[tuple[float, float]] = []
    lines = []
    for what, asked in _mix(raw).items():
        pairs = []
        for one in asked:
            ours = partial(desk.ask, search_feedback, one[0], limit=SHOWN)
            plain = _plain(raw, one)
            ours()
            plain()
            pairs += [(time_of(ours), time_of(plain)) for _turn in range(2)]
        everything += pairs
        lines.append(line(f"search: {what}", size, *_sides(pairs), ""))
    lines.append(line("search: all of these", size, *_sides(everything), _GOAL.get(size, "")))
    raw.close()
    desk.close()
    return lines


def _sides(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _plain(raw: sqlite3.Connection, asked: Asked) -> partial[list[object]]:
    typed, words, condition = asked
    number = raw.execute(
        "SELECT count(*) FROM (SELECT 1 FROM feedback_fts WHERE feedback_fts MATCH ? LIMIT ?)",
        (words, RANKED),
    ).fetchone()[0]
    letters = max(len(word) for word in typed.split() if ":" not in word)
    ranked = number < RANKED and (letters > 3 or len(words.split()) > 1)
    order = "bm25(feedback_fts)" if ranked else "s.rowid DESC"
    join = f"CROSS JOIN feedback f ON f.id = (s.rowid & {KEYS - 1})" if condition else ""
    statement = (
        f"SELECT s.rowid FROM feedback_fts s {join} WHERE feedback_fts MATCH ? {condition}"
        f" ORDER BY {order} LIMIT {SHOWN}"
    )
    return partial(lambda: raw.execute(statement, (words,)).fetchall())


def _mix(raw: sqlite3.Connection) -> dict[str, list[Asked]]:
    """Return the searches, by what they are like."""
    chance = random.Random(5)
    said = vocabulary()
    common, middling, rare = said[20:120], said[120:3_000], said[10_000:40_000]
    long = [word for word in middling if len(word) > 4]

    def of(words: list[str]) -> list[str]:
        return chance.choices(words, k=_EACH)

    texts = [
        raw.execute("SELECT text FROM feedback WHERE id = ?", (key,)).fetchone()[0].split()
        for key in range(1, _EACH + 1)
    ]
    mistyped = [(_mistyped(word, chance), word) for word in of(long)]
    return {
        "rare word": [_word(word) for word in of(rare)],
        "common word": [_word(word) for word in of(common)],
        "two words": [
            _word(f"{one} {two}") for one, two in zip(of(middling), of(common), strict=True)
        ],
        "two letters": [_word(word[:2]) for word in of(middling)],
        "three letters": [_word(word[:3]) for word in of(long)],
        "typing mistake": [(typed, f'"{word}"*', "") for typed, word in mistyped],
        "word and kind:loss": [
            (f"{word} kind:loss", f'"{word}"*', "AND f.kind = 'loss'") for word in of(middling)
        ],
        "phrase": [(f'"{a} {b}"', f'"{a} {b}"', "") for a, b in (text[3:5] for text in texts)],
    }


def _word(typed: str) -> Asked:
    return typed, " AND ".join(f'"{word}"*' for word in typed.split()), ""


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        [head + tail, head + letter + letter + tail, head + "q" + tail,
         head + tail[0] + letter + tail[1:]]
    )  # fmt: skip
