"""The rollback journal beside a file: whose it is, and taking back what was broken off.

While a file without a log is written to, what its pages were lies in a journal beside it. Whoever
dies then leaves both, and the next one that may write puts the pages back; whoever only reads
cannot open the file at all. SQLite pairs a journal with a file by its name alone, as it does a log
(see wal.py): so it is compared first, by the page that every transaction changes.

The layout of a journal is SQLite's (https://www.sqlite.org/fileformat2.html#rollbackjournal).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.store import schema, wal
from feedbackdesk.store.engine import file_uri

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER_BYTES = 28
_AROUND_PAGE = 8
"""The bytes of a record that are no page: its number before it, a checksum after it."""
_COUNTER_AT = 24
"""Where a page says how often the file was changed."""
_APPLICATION_AT = 68
_RESERVED_AT = 0x40000001
"""The byte that whoever writes holds a lock on."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first page says of a file."""

    mark: int | None
    counter: int
    application: int


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a file."""
    return path.with_name(path.name + "-journal")


def is_pending(path: Path) -> bool:
    """Whether a journal lies beside a file, or where one was, and is not done with."""
    return _pages_in(path) is not None


def take_back(path: Path) -> Path | None:
    """Take back what somebody was broken off in, so that the file is whole again.

    Returns where the journal lies now, where it was another file's. Not for a file that this
    process has open. Nothing is done to what is not ours, is being written or was emptied.
    """
    pages = _pages_in(path)
    if pages is None or _is_being_written(path):
        return None
    then, began_empty = pages
    now = _head_of(path)
    if not began_empty:
        if now is None or now.application != schema.APPLICATION_ID:
            return None
        if then is not None and not _is_of(then, now):
            return wal.set_beside(journal_of(path))
    with closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as raw:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return None


def _is_of(then: _Head, now: _Head) -> bool:
    """Whether a page of a journal is what the first page of a file is, or was just before."""
    if now.mark is None or then.mark is None:
        return False
    changes = (now.counter - then.counter) % (1 << 32)
    return now.mark == then.mark or (changes == 1 and wal.follows(now.mark, then.mark))


def _pages_in(path: Path) -> tuple[_Head | None, bool] | None:
    """Return the first page as a journal has it, if it does, and whether the file began empty.

    None where there is nothing to take back.
    """
    try:
        journal = journal_of(path).open("rb")
    except FileNotFoundError:
        return None
    with journal:
        header = journal.read(_HEADER_BYTES)
        if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
            return None
        began_empty = int.from_bytes(header[16:20], "big") == 0
        return _first_page(journal, header), began_empty


def _first_page(journal: BinaryIO, header: bytes) -> _Head | None:
    begin = 0
    while len(header) == _HEADER_BYTES and header.startswith(_MAGIC):
        number = int.from_bytes(header[8:12], "big")
        sector, page = (int.from_bytes(header[at : at + 4], "big") for at in (20, 24))
        if not sector or not page:
            return None
        for record in range(number):
            journal.seek(begin + sector + record * (page + _AROUND_PAGE))
            if int.from_bytes(journal.read(4), "big") == 1:
                return _head_in(journal.read(wal.HEADER_BYTES))
        end = begin + sector + number * (page + _AROUND_PAGE)
        begin = -(-end // sector) * sector
        journal.seek(begin)
        header = journal.read(_HEADER_BYTES)
    return None


def _head_of(path: Path) -> _Head | None:
    with path.open("rb") as file:
        return _head_in(file.read(wal.HEADER_BYTES))


def _head_in(page: bytes) -> _Head | None:
    if len(page) < wal.HEADER_BYTES:
        return None
    numbers = (int.from_bytes(page[at : at + 4], "big") for at in (_COUNTER_AT, _APPLICATION_AT))
    return _Head(wal.mark_in(page), *numbers)


def _is_being_written(path: Path) -> bool:
    """Whether another process is writing to the file; then its journal is nobody's else."""
    try:
        import fcntl
    except ImportError:  # there an open journal cannot be renamed, and SQLite itself looks
        return False
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _RESERVED_AT, os.SEEK_SET)
        except BlockingIOError:
            return True
    return False
