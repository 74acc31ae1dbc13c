"""Copying a workspace whole, while it is used: checked and counted before it has a name."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedbackdesk import private
from feedbackdesk.domain.errors import Damaged, Refusal
from feedbackdesk.domain.rotation import Copy
from feedbackdesk.paths import beside
from feedbackdesk.store import wal
from feedbackdesk.store.engine import plain_errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

_PAGES_AT_ONCE = 8_192
OPERATIONS = 100_000
"""How many of SQLite's own steps go by until it asks whether the copy is still wanted."""
_LAST = 1_000
"""How many of the newest steps, and of their changes, are compared word by word."""


def copy_whole(
    engine: Engine, source: Path, target: Path, *, unwanted: Callable[[], bool] = lambda: False
) -> Copy:
    """Copy what an open workspace holds to a new file, and return what was copied.

    All is of one moment; others read and write meanwhile. The copy is made beside the target,
    brought to the disk, checked (SQLite's integrity_check; every table counted, and the end of the
    log compared, with what was copied), and only then gets its name: what has the name is whole.
    Where `unwanted` says so, nothing is left. Raises Refusal with a sentence, KeyboardInterrupt
    where it was unwanted.
    """
    if target.exists():
        raise Refusal(f"{target} is there already. Nothing was changed; choose another name.")
    unfinished = beside(target, f".unfinished-{os.getpid()}")
    try:
        private.make_file(unfinished)
        with (
            plain_errors(source),
            engine.connect() as plain,
            closing(plain.connection.cursor()) as raw,
            plain_errors(target),
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            copy.set_progress_handler(unwanted, OPERATIONS)
            raw.execute("BEGIN")
            try:
                with plain_errors(source):
                    expected = _content(raw)
                _fill(plain.connection.driver_connection, copy, unwanted)
            finally:  # whoever writes waits for the copy, not for its check
                with suppress(sqlite3.OperationalError):  # a broken disk has rolled back
                    raw.execute("ROLLBACK")
            _check(copy, source, expected)
            copy.execute("PRAGMA journal_mode = DELETE")
            wal.renew_mark(copy)
            copy.commit()
        reach_disk(unfinished)
        unfinished.replace(target)
        reach_disk(target.parent)
    except OSError as error:
        raise Refusal(
            f"{target} could not be written: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Copy(target, target.stat().st_size, expected.rows["step"])


@dataclass(frozen=True, slots=True)
class _Content:
    rows: dict[str, int]
    """How many rows each table has."""
    log_end: str
    """What stands in the newest steps, as a hash."""


def _content(raw: Any) -> _Content:
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    ).fetchall()
    rows = {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names
    }
    end = hashlib.sha256()
    for table in ("step", "change"):
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT {_LAST}"):
            end.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return _Content(rows, end.hexdigest())


def _fill(source: Any, copy: sqlite3.Connection, unwanted: Callable[[], bool]) -> None:
    def progress(_status: int, _left: int, _all: int) -> None:
        if unwanted():
            raise KeyboardInterrupt

    source.backup(copy, pages=_PAGES_AT_ONCE, progress=progress, sleep=0)


def _check(copy: sqlite3.Connection, source: Path, expected: _Content) -> None:
    answer = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok" or _content(copy) != expected:
        raise Damaged(
            f"{source} is damaged: a copy of it fails its check, so none was made. It was left as "
            "it is."
        )


def reach_disk(path: Path) -> None:
    """Wait until a closed file, or a folder's list of names, is on the disk."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:  # a system that opens no folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
