"""What the database was asked, and how much it did for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass(slots=True)
class Work:
    """What the database was asked, and how much it did for it."""

    of_index: list[str] = field(default_factory=list)
    """What the index of all that was said was asked for."""
    hundreds: int = 0
    """Hundreds of steps of SQLite's machine: a row that is read takes several steps."""


@contextmanager
def watched() -> Iterator[Work]:
    """Watch what is asked of any database meanwhile."""
    work = Work()

    def count() -> None:
        work.hundreds += 1

    def asked(_on: Any, cursor: Any, statement: str, facts: Any, *_more: Any) -> None:
        cursor.connection.set_progress_handler(count, 100)
        if "feedback_fts MATCH" in statement:
            work.of_index += [one for one in facts if isinstance(one, str)]

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        yield work
    finally:
        event.remove(Engine, "before_cursor_execute", asked)
