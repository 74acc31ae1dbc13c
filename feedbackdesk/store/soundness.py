"""Whether the pages of an open workspace make sense: looked at before anything is written.

SQLite writes into a damaged file without a word, and makes it worse. So what was added last is
looked for, each table is counted against an index (store/missing.py), and looked at by quick_check,
those first that are written first: for a second at most before the first write, and as long as
it takes where nobody waits. A look that was interrupted tells nothing.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Damaged
from feedbackdesk.store.engine import file_uri, plain_errors
from feedbackdesk.store.missing import apart, are_as_many, indexes_of, newest_missing

if TYPE_CHECKING:
    from collections.abc import Iterator
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


class _Ask(Enum):
    """What is asked of a table."""

    PAGES = "whether its pages make sense"
    NUMBER = "whether it has as many rows as its indexes lead to"
    NEWEST = "whether what was added last is there, in whatever table"


_UNFOUND = "an index does not lead to every row"
_Question = tuple[_Ask, str]
_NEWEST = (_Ask.NEWEST, "")


class Soundness:
    """What is known of the tables of one open workspace. May be used from any thread."""

    def __init__(self, path: Path) -> None:
        """Know nothing yet."""
        self.damaged = False
        """Whether a part of the file was found that makes no sense."""
        self.unfound = False
        """Whether an index was found that does not lead to every row: see `check.mend`."""
        self._path = path
        self._turn = threading.Lock()
        self._left: list[_Question] | None = None
        self._slow: list[_Question] = []
        """What took longer than a writer waits."""
        self._raw: sqlite3.Connection | None = None
        self._unwanted = False
        self._budget = BEFORE_WRITING_S

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that keeps from writing."""
        return not self.damaged and not self.unfound

    def trust(self) -> None:
        """Take the pages for sound: the file is as this program left it.

        What was added last is looked for all the same: that takes a millisecond.
        """
        self._left = [_NEWEST]

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
            self._left, self._slow, self.unfound = None, [], False
            return self._look_on(None, all_tables=all_tables) and self.is_sound

    def mended(self) -> None:
        """Look anew before the next write: the indexes were made anew."""
        with self._turn:
            self._left, self._slow, self.unfound = None, [], False
            self._budget = BEFORE_WRITING_S

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
        if self._is_unwanted() or not self.is_sound:
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
            self._left = _questions(raw)
        for question in self._left.copy() if until is not None else [*self._left, *self._slow]:
            if not all_tables and question[1] not in {_SCHEMA, *_FIRST} and question != _NEWEST:
                continue
            if self._unwanted or (until is not None and time.monotonic() >= until):
                return False
            answer = self._ask(raw, question, until)
            if answer is None and until is None:
                return False
            (self._left if question in self._left else self._slow).remove(question)
            if answer is None:
                self._slow.append(question)
                return False
            if answer:
                self.unfound = answer == _UNFOUND
                self.damaged = not self.unfound
                return False
        return True

    def _ask(self, raw: sqlite3.Connection, question: _Question, until: float | None) -> str | None:
        """Return what is wrong, empty if nothing is; None where it was interrupted."""
        timer = None
        if until is not None:
            timer = threading.Timer(max(until - time.monotonic(), 0), raw.interrupt)
            timer.start()
        try:
            with _one_moment(raw):
                return _answer(raw, *question)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_INTERRUPT:
                raise
            return None
        finally:
            if timer is not None:
                timer.cancel()
                timer.join()


@contextmanager
def _one_moment(raw: sqlite3.Connection) -> Iterator[None]:
    """Let all reads see one moment, whoever writes meanwhile."""
    raw.execute("BEGIN")
    try:
        yield
    finally:
        if raw.in_transaction:  # it may have been interrupted
            raw.execute("ROLLBACK")


def _answer(raw: sqlite3.Connection, ask: _Ask, table: str) -> str:
    """Return what is wrong with a table, empty if nothing is."""
    if ask is _Ask.PAGES:
        what = _TOLD if table == _REST else f'"{table}"'
        told = (str(said) for (said,) in raw.execute(f"PRAGMA quick_check({what})"))
        # The index for searching is made anew where it does not fit: see check.py.
        return next((said for said in told if _OF_SEARCH not in said and said != "ok"), "")
    indexes = indexes_of(raw)
    if ask is _Ask.NEWEST:
        return newest_missing(raw, indexes)
    # What is known by a name that must be one alone is looked for by an index, too.
    return "" if are_as_many(raw, table, indexes) else apart(raw, table, indexes) or _UNFOUND


def _questions(raw: sqlite3.Connection) -> list[_Question]:
    """Return what is asked: the quick first, and of those tables first that are written first.

    Of the tables that have pages, and of the rest.
    """
    found = [
        name
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        )
    ]
    found.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    indexed = indexes_of(raw)
    return [
        (_Ask.PAGES, _SCHEMA),
        _NEWEST,
        *((_Ask.NUMBER, table) for table in found if table in indexed),
        *((_Ask.PAGES, table) for table in (*found, _REST)),
    ]
