"""The write-ahead log beside a file: whose it is, and bringing home what it holds.

SQLite pairs a log with a file by its name alone, so a log that a crash left would be replayed
into whatever file took that place since, and damage it. Therefore each file carries a mark, in
the user_version of its first page. Every transaction repeats it, so that it stands in the log,
too, and each time the log is brought home the mark is a new one. A log in which the file's mark
does not stand is another file's: it is set aside, and never replayed. Where a file is written
without a log, each transaction gives it a new one: see journal.py.

The layout of a log is SQLite's (https://www.sqlite.org/fileformat2.html#walformat).
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk import private
from feedbackdesk.paths import beside

if TYPE_CHECKING:
    from pathlib import Path

_NOT_SWEPT = 1
"""The bit of the user_version that stands while something erased may be left in the file."""
_HALF_MARK = 1 << 15
_MAGIC = b"SQLite format 3\x00"
HEADER_BYTES = 100
"""How long the head of a database is."""
_LOG_HEADER_BYTES = 32
_FRAME_BYTES = 24
_LIVE_AT = 128
_MARK_AT = 60
"""Where the user_version stands on the first page."""


def log_of(path: Path) -> Path:
    """Return where SQLite keeps the write-ahead log of a file."""
    return path.with_name(path.name + "-wal")


def size_of_log(path: Path) -> int:
    """Return the bytes in the log of a file; 0 where there is none."""
    try:
        return log_of(path).stat().st_size
    except OSError:
        return 0


def identity_of_log(path: Path) -> tuple[int, int] | None:
    """Return by what the log of a file is known to the system; None where there is none."""
    try:
        found = log_of(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def has_log(path: Path) -> bool:
    """Whether there is anything in the log of a file."""
    return size_of_log(path) > 0


def carry_mark(raw: Any) -> None:
    """Write the file's mark once more, so that it stands in the log; within a transaction.

    Without a log each transaction gives a new one, so that a journal is known by the mark that it
    ends: half of it was foretold by the one before.
    """
    version = _version(raw)
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        new = secrets.randbelow(_HALF_MARK - 1) + 1
        version = new << 16 | _foretold(version) << 1 | version & _NOT_SWEPT
    raw.execute(f"PRAGMA user_version = {version}")


def follows(mark: int, before: int) -> bool:
    """Whether a mark is the next one after another, where there is no log."""
    return (mark >> 1) % _HALF_MARK == _foretold(before)


def _foretold(mark: int) -> int:
    return mark >> 16


def renew_mark(raw: Any, *, swept: bool = False) -> None:
    """Give the file a new mark; `swept` says that nothing erased is left in it."""
    bit = 0 if swept else _version(raw) & _NOT_SWEPT
    raw.execute(f"PRAGMA user_version = {(secrets.randbits(29) + 1) << 1 | bit}")


def mark_unswept(raw: Any) -> None:
    """Say that something erased may be left between the rows of the file."""
    raw.execute(f"PRAGMA user_version = {_version(raw) | _NOT_SWEPT}")


def is_swept(raw: Any) -> bool:
    """Return whether no byte of what was erased is left in the file."""
    return not _version(raw) & _NOT_SWEPT


def mark_at_rest(path: Path) -> int | None:
    """Return the mark of a file that this process has not open; None where it is no database."""
    with path.open("rb") as file:
        return mark_in(file.read(HEADER_BYTES))


def is_cut_short(path: Path) -> bool:
    """Whether the end of a file is missing that nobody has open, and that has no log.

    SQLite itself takes a part of a page for a whole one. The head tells how many pages there are
    (https://www.sqlite.org/fileformat2.html#in_header_database_size).
    """
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
        size = os.fstat(file.fileno()).st_size
    if mark_in(header) is None or header[24:28] != header[92:96]:
        return False  # whoever wrote it last left no number
    page = int.from_bytes(header[16:18], "big")
    return size < int.from_bytes(header[28:32], "big") * (65_536 if page == 1 else page)


def mark_in(header: bytes) -> int | None:
    """Return the mark in the first bytes of a file; None where it is no database.

    SQLite itself would refuse a file whose log was only half brought home.
    """
    if not header.startswith(_MAGIC) or len(header) < _MARK_AT + 4:
        return None
    return _plain(int.from_bytes(header[_MARK_AT : _MARK_AT + 4], "big", signed=True))


def mark_seen(raw: Any) -> int:
    """Return the mark that a connection sees: the log's newest, or the file's."""
    return _plain(_version(raw))


def marks_in_log(path: Path) -> list[int]:
    """Return the marks that stand in the log of a file, in what SQLite would replay of it.

    Each once, in the order in which they were given.
    """
    marks: list[int] = []
    try:
        log = log_of(path).open("rb")
    except FileNotFoundError:
        return marks
    with log:
        header = log.read(_LOG_HEADER_BYTES)
        page, salts = int.from_bytes(header[8:12], "big"), header[16:24]
        begun: int | None = None
        while len(frame := log.read(_FRAME_BYTES)) == _FRAME_BYTES and frame[8:16] == salts:
            content = log.tell()
            if int.from_bytes(frame[:4], "big") == 1:
                log.seek(_MARK_AT, os.SEEK_CUR)
                begun = _plain(int.from_bytes(log.read(4), "big", signed=True))
            if any(frame[4:8]) and begun is not None:  # the last of a transaction
                if begun not in marks:
                    marks.append(begun)
                begun = None
            log.seek(content + page)
    return marks


def is_live(path: Path) -> bool:
    """Whether another process has the file open with its log.

    SQLite holds a lock on one byte of the log's index for as long
    (https://www.sqlite.org/walformat.html#wal_locks). Not for a file that this process has
    open: looking would drop its locks.
    """
    try:
        import fcntl
    except ImportError:  # there an open log cannot be renamed, so that trying tells
        return False
    try:
        index = path.with_name(path.name + "-shm").open("r+b")
    except FileNotFoundError:
        return False
    with index:
        try:
            fcntl.lockf(index, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _LIVE_AT)
        except BlockingIOError:
            return True
    return False


def set_aside(path: Path) -> Path:
    """Move the log away from a file that it is not of; return where it lies now."""
    aside = set_beside(log_of(path))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    return aside


def set_beside(strange: Path) -> Path:
    """Give what lies beside a file, and is not of it, a name that nothing pairs with the file."""
    aside = _aside(strange)
    strange.rename(aside)
    private.make_file(aside)
    return aside


def empty_after_copying(path: Path) -> Path | None:
    """Keep a copy of the log, and empty it, so that closing replays nothing of it.

    For a log that connections of this process still have open. Returns where the copy lies;
    None where there was nothing in it.
    """
    if not has_log(path):
        return None
    aside = _aside(log_of(path))
    private.make_file(aside)
    aside.write_bytes(log_of(path).read_bytes())
    os.truncate(log_of(path), 0)
    return aside


def take_empty_away(path: Path, ours: tuple[int, int]) -> None:
    """Delete a log of ours that is empty, and its index, where its file was taken from beside it.

    SQLite leaves both, since the file is not where it was opened. This process has it open no more;
    where another one has, they stay.
    """
    if identity_of_log(path) != ours or has_log(path):
        return
    with suppress(OSError):
        if not is_live(path):
            log_of(path).unlink(missing_ok=True)
            path.with_name(path.name + "-shm").unlink(missing_ok=True)


def _aside(strange: Path) -> Path:
    moment = datetime.now().astimezone().strftime("%Y-%m-%d %H%M%S.%f")
    of, _dash, kind = strange.name.rpartition("-")
    return beside(strange.with_name(of), f"-{kind} of another file {moment}")


def _version(raw: Any) -> int:
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _plain(mark: int) -> int:
    return mark & ~_NOT_SWEPT
