"""Whether the file at a workspace's path is still the one that was opened.

An open file is held by its inode, not by its name: after another file was put in its place,
SQLite goes on writing into the one that nobody will find again; after something was copied
over it, what is written damages both. So before each write, and on each look, the file is
compared: by its inode and its times, and where those differ from what was last seen, by what
SQLite reads of it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.errors import Astray, NotTheFile
from feedbackdesk.store import wal

if TYPE_CHECKING:
    import os
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


_SENSELESS = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class SameFile:
    """Knows the file that was opened, and compares what is at its path with it.

    Not safe between threads: whoever compares holds the write lock, or compares alone.
    """

    def __init__(self, path: Path) -> None:
        """Take what is at the path now for the file; raises NotTheFile where nothing is."""
        self._path = path
        self._stands = self._stat()
        self._marks: set[int] = set()
        self._half_home = False
        """Whether bringing the log home failed midway, so that the file alone makes no sense."""
        self._newest: tuple[int, str] | None = None

    def compare(self, raw: Any) -> None:
        """Raise NotTheFile where the file is not the one that was opened.

        `raw` is a connection or cursor of the file. Costs a microsecond or two where nobody
        else wrote to the file.
        """
        found = self._stat()
        if (found.st_dev, found.st_ino) != (self._stands.st_dev, self._stands.st_ino):
            raise self._astray(Astray.REPLACED)
        if _content(found) != _content(self._stands):
            self._read(raw)
            self._stands = found

    def remember(self, raw: Any) -> None:
        """Remember how the file stands, after what was written to it here."""
        found = self._stat()
        if (found.st_dev, found.st_ino) != (self._stands.st_dev, self._stands.st_ino):
            raise self._astray(Astray.REPLACED)
        self._newest = raw.execute("SELECT id, uid FROM step ORDER BY id DESC LIMIT 1").fetchone()

    def start_home(self, raw: Any) -> None:
        """Give the file a new mark before its log is brought home; within a transaction."""
        wal.renew_mark(raw)
        self._marks = {wal.mark_seen(raw)}
        self._half_home = True

    def come_home(self) -> None:
        """Know that the log was brought home, or was not touched."""
        self._half_home = False

    def _read(self, raw: Any) -> None:
        """Compare by what stands in the file: its mark, and the newest step that was seen."""
        try:
            seen = wal.mark_seen(raw)
            mark = self._mark(seen)
            if mark not in self._marks | {seen} | wal.marks_in_log(self._path):
                raise self._astray(Astray.OVERWRITTEN)
            if self._newest is not None:
                key, uid = self._newest
                row = raw.execute("SELECT uid FROM step WHERE id = ?", (key,)).fetchone()
                if row is None or row[0] != uid:
                    raise self._astray(Astray.OVERWRITTEN)
        except sqlite3.DatabaseError as error:
            if (error.sqlite_errorcode & 0xFF) in _SENSELESS:
                raise self._astray(Astray.OVERWRITTEN) from error
            raise
        self._marks = {mark, seen}

    def _mark(self, seen: int) -> int:
        try:
            return wal.mark_of_file(self._path)
        except sqlite3.DatabaseError as error:
            if self._half_home and error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT:
                return seen
            raise

    def _stat(self) -> os.stat_result:
        try:
            return self._path.stat()
        except OSError as error:
            raise self._astray(Astray.GONE) from error

    def _astray(self, astray: Astray) -> NotTheFile:
        return NotTheFile(_SENTENCES[astray].format(path=self._path), astray)


def _content(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns
