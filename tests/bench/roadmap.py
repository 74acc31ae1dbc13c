"""The ranked roadmap, against the plain query over the same kept numbers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import counts
from feedbackdesk.desk.roadmap import full_roadmap, ranked_roadmap
from tests.bench.measure import Line, by_turns

_PLAIN = (
    "SELECT i.*, t.requests, t.mentions FROM item i LEFT JOIN item_tally t ON t.item_id = i.id"
    " ORDER BY t.requests DESC, t.mentions DESC, i.key"
)


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure ranking 500 items: by the kept numbers, and with every number computed."""
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)

    def plain() -> object:
        return raw.execute(_PLAIN).fetchall()

    lines = [
        by_turns(
            "ranked roadmap, 500 items", size, lambda: desk.ask(ranked_roadmap), plain,
            rounds=40, goal="under 16 ms",
        ),
        by_turns(
            "the same with money, losses and momentum", size, lambda: desk.ask(full_roadmap),
            plain, rounds=10, goal="",
        ),
        by_turns(
            "counts of the navigation", size, lambda: desk.ask(counts), plain, rounds=20, goal=""
        ),
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines
