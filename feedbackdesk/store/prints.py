"""Print runs: what a printed roadmap ranked, remembered for the movement since."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert

from feedbackdesk.store import schema
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.unit import now


def add_print_run(connection: Connection, edition: str, lens: str, ranking: dict[int, int]) -> None:
    """Keep the rank of each open item (by its key) as it was printed."""
    connection.execute(
        insert(schema.print_run),
        {
            "uid": new_uid(),
            "at": now(),
            "edition": edition,
            "lens": lens,
            "ranking": json.dumps(ranking),
        },
    )
