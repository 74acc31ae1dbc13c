"""The ranked roadmap through every lens, against the plain query over the same kept numbers."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.roadmap import full_roadmap, ranked_roadmap
from feedbackdesk.domain.words import Lens
from tests.bench.measure import Line, by_turns

_PLAIN = (
    "SELECT i.*, t.* FROM item i LEFT JOIN item_tally t ON t.item_id = i.id"
    " ORDER BY t.requests DESC, t.mentions DESC, i.key"
)
_MANY = 1_000_000


def measure(workspace: Path, size: int) -> list[Line]:
    """Measure ranking 500 items by each lens, and with every number at once."""
    desk = Desk.open(workspace, create=False)
    raw = sqlite3.connect(workspace)
    goal = f"p95 under {50 if size >= _MANY else 16} ms"

    def plain() -> object:
        return raw.execute(_PLAIN).fetchall()

    lines = [
        by_turns(
            f"500 items ranked by {lens.value}", size,
            partial(desk.ask, ranked_roadmap, lens), plain, rounds=60, goal=goal,
        )
        for lens in Lens
    ] + [
        by_turns(
            "500 items with every number", size, lambda: desk.ask(full_roadmap), plain,
            rounds=60, goal=goal,
        ),
        by_turns(
            "counts of the navigation", size, lambda: desk.ask(counts), plain, rounds=20, goal=""
        ),
    ]  # fmt: skip
    raw.close()
    desk.close()
    return lines
