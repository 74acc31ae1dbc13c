"""Whether the pages of an open workspace make sense: looked at before anything is written.

SQLite writes into a damaged file without a word, and makes it worse. So its tables are looked at by
quick_check, one by one, those first that are written first: for a second at most before the
first write, and as long as it takes where nobody waits. A look that was interrupted tells nothing.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Damaged
from feedbackdesk.store.engine import file_uri, plain_errors

if TYPE_CHECKING:
    from pathlib import Path

BEFORE_WRITING_S = 1.0
"""How long writers wait for a look at the tables, all of them together."""

_FIRST = (
    "step", "change", "person", "organisation", "theme", "item", "mention", "feedback",
    "feedback_fts_data", "feedback_fts_idx", "feedback_fts_docsize", "theme_account",
    "item_account", "theme_tally", "item_tally", "loss", "follow_up", "setting",
)  # fmt: skip
"""What recording writes to, and what it reads for that."""

_SCHEMA, _REST = "sqlite_schema", ""
"""The list of tables, looked at first; and what is part of none: the list of free pages."""
_TOLD, _OF_SEARCH = 100, "FTS5 table"


class Soundness:
    """What is known of the tables of one open workspace. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Know nothing yet."""
        self.damaged = False
        """Whether a part of the file was found that makes no sense."""
        self._path = path
        self._turn = threading.Lock()
        self._left: list[str] | None = None
        self._slow: list[str] = []
        """Tables that took longer than a writer waits."""
        self._raw: sqlite3.Connection | None = None
        self._unwanted = False
        self._budget = BEFORE_WRITING_S

    def trust(self) -> None:
        """Take the file for sound without a look: it is as this program left it."""
        self._left = []

    def look_before_writing(self) -> None:
        """Look for as long as a writer waits: a second at most, for all writers together."""
        began = time.monotonic()
        if self._turn.acquire(timeout=max(self._budget, 0)):
            try:
                if self._budget > 0:
                    self._look_on(began + self._budget)
            finally:
                self._turn.release()
        self._budget -= time.monotonic() - began

    def look(self, *, all_tables: bool) -> bool:
        """Look as if nothing were known, and as long as it takes; return whether all is sound.

        At the tables that are written first, or at all. False where it is damaged, or where
        `stop` was called first.
        """
        with self._turn:
            self._left, self._slow = None, []
            return self._look_on(None, all_tables=all_tables) and not self.damaged

    def stop(self) -> None:
        """Let whoever looks end at once, and nobody begin."""
        self._unwanted = True
        if (raw := self._raw) is not None:
            with suppress(sqlite3.ProgrammingError):  # it ended just now
                raw.interrupt()
        with self._turn:
            return

    def _look_on(self, until: float | None, *, all_tables: bool = True) -> bool:
        """Look at what is left, the file open for it; return whether it came to its end."""
        if self._is_unwanted() or self.damaged:
            return False
        if self._left == self._slow == []:
            return True
        try:
            with plain_errors(self._path), closing(self._connect()) as self._raw:
                return self._look_at_each(self._raw, until, all_tables=all_tables)
        except Damaged:
            self.damaged = True
            return False
        except KeyboardInterrupt:
            if not self._is_unwanted():
                raise
            return False
        finally:
            self._raw = None

    def _is_unwanted(self) -> bool:
        """Whether it is to end; asked anew each time, since another thread says so."""
        return self._unwanted

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            file_uri(self._path, mode="ro"), uri=True, check_same_thread=False, isolation_level=None
        )

    def _look_at_each(
        self, raw: sqlite3.Connection, until: float | None, *, all_tables: bool
    ) -> bool:
        if self._left is None:
            self._left = _tables(raw)
        for table in self._left.copy() if until is not None else [*self._left, *self._slow]:
            if not all_tables and table not in {_SCHEMA, *_FIRST}:
                continue
            if self._unwanted or (until is not None and time.monotonic() >= until):
                return False
            answer = self._ask(raw, table, until)
            if answer is None and until is None:
                return False
            (self._left if table in self._left else self._slow).remove(table)
            if answer is None:
                self._slow.append(table)
                return False
            if answer != "ok":
                self.damaged = True
                return False
        return True

    def _ask(self, raw: sqlite3.Connection, table: str, until: float | None) -> str | None:
        """Return what SQLite says of a table; None where it was interrupted."""
        timer = None
        if until is not None:
            timer = threading.Timer(max(until - time.monotonic(), 0), raw.interrupt)
            timer.start()
        try:
            what = _TOLD if table == _REST else f'"{table}"'
            told = (str(said) for (said,) in raw.execute(f"PRAGMA quick_check({what})"))
            # The index for searching is made anew where it does not fit: see check.py.
            return next((said for said in told if _OF_SEARCH not in said), "ok")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return None
        finally:
            if timer is not None:
                timer.cancel()
                timer.join()


def _tables(raw: sqlite3.Connection) -> list[str]:
    """Return the tables that have pages, those first that are written first; and the rest."""
    found = [
        name
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
    ]
    found.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return [_SCHEMA, *found, _REST]
