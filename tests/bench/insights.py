"""The watch list and the trends, against a plain walk over all that was ever said."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.insights import trends, watch_list
from tests.bench.measure import Line, by_turns

_PLAIN = "SELECT person_id, count(*), min(said_on), max(said_on) FROM feedback GROUP BY person_id"


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure both sides of the insights page."""
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)

    def plain() -> object:
        return raw.execute(_PLAIN).fetchall()

    lines = [
        by_turns(
            "watch list", size, lambda: desk.ask(watch_list), plain, rounds=10,
            goal="about a second",
        ),
        by_turns(
            "trends", size, lambda: desk.ask(trends), plain, rounds=10, goal="about a second"
        ),
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines
