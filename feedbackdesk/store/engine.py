"""Connections to a SQLite workspace, and what its errors mean to the owner."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from feedbackdesk.domain.errors import CannotOpen, Damaged, NoRoom, NotThere, ReadOnly, Refusal
from feedbackdesk.store import fulltext
from feedbackdesk.store.shared_place import shared_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_MS = 10_000
"""How long a writer waits for another one, in milliseconds."""
_A_MOMENT_S = 0.01
CACHE_KIB = 16_000
"""How much of the file a connection may keep in memory, in KiB: taken only as it is read."""


def file_uri(path: Path, **options: str) -> str:
    """Return SQLite's URI of a file; options as its query (mode=ro, immutable=1)."""
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return f"{path.absolute().as_uri()}?{query}"


def make_engine(
    path: Path, *, mode: str, immutable: bool = False, busy_ms: int = BUSY_MS
) -> Engine:
    """Return an engine over the file. mode is SQLite's: ro, rw or rwc.

    Statements run in transactions that SQLAlchemy begins: BEGIN IMMEDIATE where the
    connection says `write`, so that writers come one at a time, else BEGIN.
    """
    options = {"mode": mode} | ({"immutable": "1"} if immutable else {})
    uri = file_uri(path, **options)
    is_shared = mode != "ro" and shared_place(path.absolute().parent) is not None

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=busy_ms / 1000, isolation_level=None, check_same_thread=False
        )

    # A defect is written down whole, but without the words that somebody said.
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _record: object) -> None:
        raw.isolation_level = None
        fulltext.prepare(raw)
        raw.create_function("is_text", 1, _is_text, deterministic=True)
        raw.execute(f"PRAGMA busy_timeout = {busy_ms}")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if mode != "ro":
            _choose_journal(raw, is_shared=is_shared, busy_ms=busy_ms)
            # The log is brought home with a new mark (store/wal.py), and never without.
            raw.execute("PRAGMA wal_autocheckpoint = 0")
            # An owner's words survive a power cut: each commit reaches the disk.
            raw.execute("PRAGMA synchronous = FULL")
            # What is erased leaves no byte behind.
            raw.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _is_text(held: bytes | None) -> bool:
    """Whether bytes are a text, if there are any: SQLite itself takes all for one.

    No text has a NUL (domain/text.py takes it out); where a disk lost something, there are some.
    """
    try:
        return held is None or "\0" not in held.decode()
    except UnicodeDecodeError:
        return False


def _choose_journal(raw: Any, *, is_shared: bool, busy_ms: int) -> None:
    """Write with a log beside the file, or with a journal where others take the file along."""
    if not is_shared:
        _begin_log(raw, busy_ms)
        return
    with suppress(sqlite3.OperationalError):  # whoever has it open with a log keeps it so
        raw.execute("PRAGMA journal_mode = DELETE")
    # Nothing reaches the file before it is all there, and whoever reads it meanwhile may.
    raw.execute("PRAGMA cache_spill = OFF")


def _begin_log(raw: Any, busy_ms: int) -> None:
    """Write with a log; SQLite itself waits for nobody who opens the file at the same moment."""
    until = monotonic() + busy_ms / 1000
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _primary(error.sqlite_errorcode) != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            sleep(_A_MOMENT_S)
        else:
            return


def _primary(code: int | None) -> int:
    return (code or 0) & 0xFF


def other_name_note(path: Path) -> str:
    """Return what it means that a file has another name on its disk; nothing where it has none.

    SQLite keeps a log for each name, and does not see what was written by the other one
    (https://www.sqlite.org/howtocorrupt.html, 2.4).
    """
    try:
        names = path.stat().st_nlink
    except OSError:
        return ""
    if names < 2:
        return ""
    return (
        f"{path} has another name on its disk (a hard link): what is recorded by the one is not "
        "seen by the other, and may damage it. Open it by one name alone, and delete the other."
    )


def damaged(path: Path) -> Damaged:
    """Return the sentence for a file whose bytes make no sense."""
    if note := other_name_note(path):
        return Damaged(f"{note} Nothing was changed.")
    return Damaged(
        f"{path} is damaged: parts of it cannot be read. It was left as it is; go back to a "
        "backup, or rescue what can be read."
    )


def code_of(error: object) -> int:
    """Return the extended code of an error; 0 for one of Python's own.

    Where a text is none, Python says so, and without a code: that is damage.
    """
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None and "Could not decode to UTF-8" in str(error):
        return sqlite3.SQLITE_CORRUPT
    return int(code or 0)


def sentence_for(error: BaseException, path: Path) -> Refusal | None:
    """Return what a database error means to the owner, or None where it is a defect of ours."""
    original = getattr(error, "orig", None) or error
    if not isinstance(original, sqlite3.Error):
        return None
    extended = code_of(original)
    if extended == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return NotThere("What this belongs to is no longer there. Nothing was changed.")
    code = _primary(extended)
    if code == sqlite3.SQLITE_FULL:
        return NoRoom(
            f"The disk that holds {path} is full. Nothing was changed; make room and try again."
        )
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnly(f"{path} cannot be written to. Nothing was changed.")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return Refusal(
            f"Another program is holding on to {path}. Nothing was changed; try again in a moment."
        )
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return damaged(path)
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        if not path.exists():
            return CannotOpen(f"{path} is no longer there, so that no more of it can be read.")
        return CannotOpen(f"{path} cannot be opened. Check that the folder may be written to.")
    if code == sqlite3.SQLITE_IOERR:
        return NoRoom(
            f"The disk that holds {path} did not answer as it should (or is full). "
            "Nothing was changed; check the disk and try again."
        )
    said = str(original)
    # These have no code of their own.
    if said.startswith(("unsupported file format", "invalid fts5 file format")):
        return damaged(path)
    if fulltext.failed(original):
        return damaged(path)
    if code == sqlite3.SQLITE_TOOBIG:
        return Refusal("That text is too long to keep. Nothing was changed.")
    return None


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn database errors that the owner can act on into sentences."""
    try:
        yield
    except OverflowError as error:  # SQLite's integers end at 63 bits; no key comes near
        raise NotThere("That number is larger than any here. Nothing was changed.") from error
    except UnicodeDecodeError as error:  # only the file's own bytes are decoded here
        raise damaged(path) from error
    except (DBAPIError, sqlite3.Error) as error:
        original = getattr(error, "orig", None) or error
        code = _primary(code_of(original))
        if code == sqlite3.SQLITE_INTERRUPT or fulltext.was_interrupted(error):
            raise KeyboardInterrupt from error
        refusal = sentence_for(error, path)
        if refusal is None:
            raise
        raise refusal from error
