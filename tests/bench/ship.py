"""Shipping an item that many accounts asked for, against the bare inserts of what follows."""

from __future__ import annotations

import random
import shutil
import sqlite3
import uuid
from functools import partial
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.roadmap import ship_item
from feedbackdesk.store import fulltext
from feedbackdesk.store.opening import open_workspace
from feedbackdesk.store.tallies import Tallies
from tests.bench.measure import Line, line, time_of

ACCOUNTS = 10_000
_ROUNDS = 7


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure one step that ships an item for up to 10,000 accounts, its log and all.

    The bare side inserts as many follow-ups and changes into a copy, and looks nothing up.
    """
    path = workspace.with_name(f"ship-{size}.feedbackdesk")
    shutil.copy(workspace, path)
    item = _ask_for_it(path, size)
    bare = workspace.with_name(f"ship-bare-{size}.feedbackdesk")
    shutil.copy(path, bare)
    raw = sqlite3.connect(bare, isolation_level=None)
    fulltext.prepare(raw)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}")
    desk = Desk.open(path, create=False)
    ours, plain, undone, number = [], [], [], 0
    for _round in range(_ROUNDS):
        ours.append(time_of(lambda: desk.do(ship_item, item)))
        number = len(desk.ask(owed_for_item, item))
        plain.append(time_of(partial(_insert, raw, item, number)))
        undone.append(time_of(desk.undo))
    desk.close()
    raw.close()
    goal = "under 1 s"
    return [
        line(f"ship an item for {number:,} accounts", size, ours, plain, goal),
        line(f"undo it for {number:,} accounts", size, undone, plain, goal),
    ]


def _ask_for_it(path: Path, size: int) -> int:
    """Let up to 10,000 people who belong to nobody else ask for one item; return its key."""
    chance = random.Random(5)
    raw = sqlite3.connect(path, isolation_level=None)
    fulltext.prepare(raw)
    raw.execute("BEGIN")
    theme, item = 1, raw.execute("SELECT item_id FROM item_theme WHERE theme_id = 1").fetchone()[0]
    raw.execute("UPDATE person SET organisation_id = NULL")
    raw.execute("UPDATE feedback SET organisation_id = NULL")
    raw.execute("UPDATE item SET stage = 'now' WHERE id = ?", (item,))
    people = min(size, ACCOUNTS)
    known = {row[0] for row in raw.execute("SELECT id FROM person")}
    for person in range(1, people + 1):
        if person not in known:
            raw.execute(
                "INSERT INTO person (id, uid, name, key, stage) VALUES (?, ?, ?, ?, 'customer')",
                (person, uuid.UUID(int=chance.getrandbits(128)).hex, f"New {person}",
                 f"new {person}"),
            )  # fmt: skip
        raw.execute("UPDATE feedback SET person_id = ? WHERE id = ?", (person, person))
        raw.execute(
            "INSERT OR IGNORE INTO mention (uid, feedback_id, theme_id) VALUES (?, ?, ?)",
            (uuid.UUID(int=chance.getrandbits(128)).hex, person, theme),
        )
    raw.execute("COMMIT")
    raw.close()
    store = open_workspace(path, create=False)
    with store.writing() as connection:
        Tallies(connection).rebuild()
    store.close()
    return int(item)


def _insert(raw: sqlite3.Connection, item: int, number: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    step = raw.execute(
        "INSERT INTO step (uid, at, author, source, revision, kind, label, facts)"
        " VALUES (?, '2026', 'owner', 'window', '0003', 'do', 'Ship', '{}')",
        (uuid.uuid4().hex,),
    ).lastrowid
    first = raw.execute("SELECT coalesce(max(id), 0) + 1 FROM follow_up").fetchone()[0]
    raw.executemany(
        "INSERT INTO follow_up (id, uid, kind, person_id, feedback_id, item_id, due_on, by_rule)"
        " VALUES (?, ?, 'shipped', ?, ?, ?, '2026-11-27', 1)",
        [(first + n, uuid.uuid4().hex, n + 1, n + 1, item) for n in range(number)],
    )
    raw.executemany(
        "INSERT INTO change (step_id, table_name, row_id, verb)"
        " VALUES (?, 'follow_up', ?, 'insert')",
        [(step, first + n) for n in range(number)],
    )
    raw.execute("COMMIT")
    raw.execute("DELETE FROM follow_up WHERE id >= ?", (first,))
