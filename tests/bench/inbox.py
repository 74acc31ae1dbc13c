"""The inbox with everything still waiting: a jump to the middle, its memory, one filed of many.

Run for the size that hurts: `python -m tests.bench inbox --sizes 1000000`.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.store import fulltext
from tests.bench.measure import Line, line

_WORDS = (
    "invoice", "delivery", "Monday", "machine", "price", "driver", "carton", "late", "again",
    "online", "order", "cancel", "holiday", "oat", "decaf", "account", "e-mail", "paper",
)  # fmt: skip


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure the real inbox page and a bare list over the same ids, each in its own process."""
    path = workspace.with_name(f"inbox-{size}.feedbackdesk")
    took = _fill(path, size)
    print(f"  {size:,} waiting feedbacks made in {took:.0f} s", flush=True)
    nothing = workspace.with_name("nothing.feedbackdesk")
    Desk.open(nothing).close()
    bare, empty, ours = _ran("bare", path), _ran("empty", nothing), _ran("ours", path)
    for name, told in (("a bare QMainWindow", bare), ("our window, nothing in it", empty)):
        more = ours["memory"][0] - told["memory"][0]
        print(f"  {name}: {told['memory'][0]:.0f} MB; the inbox: {more:.0f} MB more", flush=True)
    return [
        line(
            "inbox: jump to the middle and repaint", size, ours["jump"], bare["jump"], "16 ms over"
        ),
        line("inbox: until the rows there are read", size, ours["rows"], bare["jump"], ""),
        line("inbox: E, until the next is chosen", size, ours["decided"], bare["jump"], "16 ms"),
        line("inbox: E, until the desk agrees", size, ours["agreed"], bare["jump"], ""),
        line("inbox: scrolled, reset to a thousand rows", size, ours["reset"], bare["jump"], ""),
        line("inbox: keys of all rows loaded", size, ours["load"], bare["jump"], ""),
    ]


def _ran(which: str, path: Path) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.scrolled", which, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return told


def _fill(path: Path, size: int) -> float:
    """Make a workspace in which all feedback waits; return the seconds it took."""
    begun = time.perf_counter()
    Desk.open(path).close()
    chance = random.Random(11)  # the same workspace every time
    raw = sqlite3.connect(path, isolation_level=None)
    fulltext.prepare(raw)
    raw.execute("PRAGMA synchronous = OFF")
    triggers = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'feedback'"
    ).fetchall()
    for name, _sql in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("BEGIN")
    today = date.today()
    days = [(today - timedelta(days=n)).isoformat() for n in range(1000)]
    rows = (
        (n, f"{n:032x}", chance.choice(days), " ".join(chance.choices(_WORDS, k=16)), f"f{n}")
        for n in range(1, size + 1)
    )  # fmt: skip
    raw.executemany(
        "INSERT INTO feedback (id, uid, kind, channel, said_on, text, archived, recorded_at,"
        " account, in_inbox) VALUES (?, ?, 'request', 'call', ?, ?, 0, '2026', ?, 1)",
        rows,
    )
    raw.execute("INSERT INTO feedback_fts(rowid, text) SELECT id, text FROM feedback")
    for _name, statement in triggers:
        raw.execute(statement)
    raw.execute("COMMIT")
    raw.execute("PRAGMA optimize")
    raw.close()
    return time.perf_counter() - begun
