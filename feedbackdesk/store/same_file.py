"""Whether the file at a workspace's path is still the one that was opened.

An open file is held by its inode, not by its name: after another file was put in its place,
SQLite goes on writing into the one that nobody will find again; after something was copied
over it, what is written damages both. So before each write, after it, and on each look, the file
is compared: by its inode and its times, and where those differ from what was last seen, by its
mark (see wal.py) and by what a fresh connection reads of it, since an older one goes on
answering from what it has read before.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Astray, NotTheFile
from feedbackdesk.store import wal
from feedbackdesk.store.engine import code_of, file_uri

if TYPE_CHECKING:
    from pathlib import Path

_SENTENCES = {
    Astray.GONE: (
        "{path} is no longer there: it was moved, renamed or deleted, or its drive was taken "
        "away. Nothing was changed, and what is being written is kept as a draft."
    ),
    Astray.REPLACED: (
        "Another file has taken the place of {path}. Nothing was changed, and what is being "
        "written is kept as a draft."
    ),
    Astray.OVERWRITTEN: (
        "Something else than FeedbackDesk wrote over {path}. Nothing was changed, and what is "
        "being written is kept as a draft."
    ),
}
NEWEST_STEP = "SELECT id, uid FROM step ORDER BY id DESC LIMIT 1"
_A_MOMENT_S = 0.01
_REASONS = "SELECT uid FROM loss_reason ORDER BY id LIMIT 100"

_SENSELESS = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


@dataclass(slots=True)
class _Handle:
    """A descriptor of our own for reading the head of an open file.

    Opened before SQLite's own, and closed after the last of them: closing any descriptor of a
    file drops the locks that SQLite holds on it for the whole process.
    """

    number: int
    users: int = 0


_handles: dict[tuple[int, int], _Handle] = {}


@dataclass(frozen=True, slots=True)
class _Known:
    """By what a file is known: its newest step; before the first, the reasons it began with.

    Any of them may be dropped meanwhile, and a step is never taken out.
    """

    reasons: frozenset[str]
    newest: tuple[int, str] | None


def is_held(path: Path) -> bool:
    """Whether the file at a path is open in this process."""
    found = path.stat()
    return (found.st_dev, found.st_ino) in _handles


class SameFile:
    """Knows the file that was opened, and compares what is at its path with it.

    Not safe between threads: whoever compares holds the write lock, or compares alone.
    """

    def __init__(self, path: Path, *, knows_steps: bool) -> None:
        """Take what is at the path now for the file; raises NotTheFile where nothing is.

        It must not be open in this process yet, or known to another of these already.
        `knows_steps` says that it is of a version whose steps can be read.
        """
        self._path = path.absolute()
        self._log = path.resolve()
        self._stands = self._stat()
        self._key = (self._stands.st_dev, self._stands.st_ino)
        self._handle = _handles.get(self._key)
        if self._handle is None:
            self._handle = _handles[self._key] = _Handle(os.open(self._path, os.O_RDONLY))
        self._handle.users += 1
        try:
            self._mark = self._read_mark()
            self._known = self._read_known() if knows_steps else None
        except BaseException:
            self.close()
            raise
        self._knows_steps = self._known is not None  # else it is damaged from the first

    def close(self) -> None:
        """Let go of the file, after SQLite has."""
        if self._handle is not None:
            self._handle.users -= 1
            if not self._handle.users:
                os.close(self._handle.number)
                del _handles[self._key]
            self._handle = None

    def compare(self) -> None:
        """Raise NotTheFile where the file is not the one that was opened.

        Costs a microsecond or two where nobody else wrote to the file.
        """
        found = self._stat()
        if (found.st_dev, found.st_ino) != self._key:
            raise self._astray(Astray.REPLACED)
        if _content(found) != _content(self._stands):
            self._compare_content()
            self._stands = found

    def compare_place(self) -> None:
        """Raise NotTheFile where nothing, or another file, is at the path; whatever it holds.

        What asks for a connection first would only hear that none can be had.
        """
        found = self._stat()
        if (found.st_dev, found.st_ino) != self._key:
            raise self._astray(Astray.REPLACED)

    def remember(self, newest: tuple[int, str] | None) -> None:
        """Remember the newest step after what was written here."""
        if newest is not None and self._known is not None:
            self._known = _Known(self._known.reasons, newest)

    @property
    def stands(self) -> tuple[int, int, int]:
        """By what the file was known to the system when it was last compared."""
        return known_by(self._stands)

    @property
    def is_at_its_path(self) -> bool:
        """Whether the path leads to the very file still, whatever it holds."""
        try:
            found = self._path.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._key

    @property
    def is_deleted(self) -> bool:
        """Whether the file that was opened has no name any more, at its path or elsewhere."""
        return os.fstat(self._number).st_nlink == 0

    @property
    def is_untouched(self) -> bool:
        """Whether the file that was opened, wherever it is now, is as it was last seen."""
        found = os.fstat(self._number)
        return _content(found) == _content(self._stands) and self._read_mark() == self._mark

    def _compare_content(self) -> None:
        mark, log = self._read_marks()
        if mark is None:
            raise self._astray(Astray.OVERWRITTEN)
        if self._knows_steps:
            known = self._read_known()
            if known is None or not self._has_all(known):
                raise self._astray(Astray.OVERWRITTEN)
            # Where the log is empty, all of that was read from the file itself.
            if log and not self._follows(mark, log):
                raise self._astray(Astray.OVERWRITTEN)
            self._known = known
        self._mark = mark

    def _read_marks(self) -> tuple[int | None, list[int]]:
        """Return the file's mark and those in its log, as they stood at one moment.

        Another program may bring its log home between two reads, and begin a new one.
        """
        while True:
            mark, log = self._read_mark(), wal.marks_in_log(self._log)
            if self._read_mark() == mark:
                return mark, log

    def _follows(self, mark: int, log: list[int]) -> bool:
        """Whether a mark is the last one that was seen, or one that the log gave later."""
        if self._mark in log:
            return mark in log[log.index(self._mark) :]
        return mark == self._mark or mark in log

    def _has_all(self, known: _Known) -> bool:
        if self._known is None:
            return False
        newest = self._known.newest
        if newest is None:
            return known.reasons == self._known.reasons or bool(known.reasons & self._known.reasons)
        if known.newest == newest:
            return True
        with closing(self._connect()) as raw:
            row = raw.execute("SELECT uid FROM step WHERE id = ?", newest[:1]).fetchone()
        return row is not None and row[0] == newest[1]

    def _read_known(self, tries: int = 3) -> _Known | None:
        """Return by what the file is known, as a fresh connection reads it."""
        try:
            try:
                return self._ask_known("ro")
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_READONLY_ROLLBACK:
                    raise
                return self._ask_known("rw")  # which takes back what somebody was broken off in
        except sqlite3.DatabaseError as error:
            code = code_of(error) & 0xFF
            if code in _SENSELESS:
                return None
            # Another program may just be closing it, and taking away the log that is read.
            if code == sqlite3.SQLITE_IOERR and tries > 1:
                time.sleep(_A_MOMENT_S)
                return self._read_known(tries - 1)
            raise

    def _ask_known(self, mode: str) -> _Known:
        with closing(self._connect(mode)) as raw:
            reasons = frozenset(uid for (uid,) in raw.execute(_REASONS))
            return _Known(reasons, raw.execute(NEWEST_STEP).fetchone())

    def _connect(self, mode: str = "ro") -> sqlite3.Connection:
        return sqlite3.connect(file_uri(self._path, mode=mode), uri=True)

    def _read_mark(self) -> int | None:
        if hasattr(os, "pread"):
            return wal.mark_in(os.pread(self._number, wal.HEADER_BYTES, 0))
        os.lseek(self._number, 0, os.SEEK_SET)
        return wal.mark_in(os.read(self._number, wal.HEADER_BYTES))

    @property
    def _number(self) -> int:
        assert self._handle is not None  # noqa: S101  (nobody asks after closing)
        return self._handle.number

    def _stat(self) -> os.stat_result:
        try:
            return self._path.stat()
        except OSError as error:
            raise self._astray(Astray.GONE) from error

    def _astray(self, astray: Astray) -> NotTheFile:
        return NotTheFile(_SENTENCES[astray].format(path=self._path), astray)


def known_by(found: os.stat_result) -> tuple[int, int, int]:
    """Return by what a file is known to the system, with its size and its time."""
    return found.st_ino, *_content(found)


def _content(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
