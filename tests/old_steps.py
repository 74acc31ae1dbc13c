"""Steps of long ago, or very many of them, written as the log keeps them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedbackdesk.store import schema


def add_steps(path: Path, number: int) -> None:
    """Add steps to a workspace, a minute apart, the last of them now.

    As a rescue leaves them whose changes could not be read: a whole step has some.
    """
    now = datetime.now(UTC)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO step(uid, at, author, source, revision, kind, label, facts)"
            f" VALUES (?, ?, 'Ann', 'window', '{schema.TORN}', 'do', 'Edit theme', '{{}}')",
            (
                (
                    f"{now}{n}",
                    (now - timedelta(minutes=number - n)).isoformat(timespec="microseconds"),
                )
                for n in range(number)
            ),
        )
        # A step without any change would be one whose changes were lost.
        raw.execute(
            "INSERT INTO change(step_id, table_name, row_id, verb, before)"
            " SELECT id, 'setting', 1000000 + id, 'delete', json_object('id', 1000000 + id,"
            " 'uid', uid, 'name', 'old ' || id, 'value', '') FROM step"
            " WHERE id NOT IN (SELECT step_id FROM change) AND label = 'Edit theme'"
        )
