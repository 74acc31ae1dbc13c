"""An open workspace: reading, writing, and what becomes of its file and of its log meanwhile."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from feedbackdesk.domain.errors import Astray, CannotOpen, Damaged, NotTheFile, ReadOnly, Refusal
from feedbackdesk.store import wal
from feedbackdesk.store.engine import (
    BUSY_MS,
    damaged,
    file_uri,
    other_name_note,
    plain_errors,
    sentence_for,
)
from feedbackdesk.store.same_file import NEWEST_STEP, SameFile
from feedbackdesk.store.schema import LOGGED
from feedbackdesk.store.soundness import Soundness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from sqlalchemy import Connection, Engine


_LARGE_LOG_BYTES = 64_000_000
"""A log that has grown so far is brought home at once: whoever writes on never rests."""


_OF_SENSELESS_ROWS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What whoever reads a row raises where it holds what nobody writes there."""
_LACKING = re.compile("no such (table|column)")
"""What SQLite says of a file whose schema is not the one that its version has."""

_COLUMNS_THERE = (
    "SELECT m.name AS table_name, c.name AS name FROM sqlite_master m, pragma_table_xinfo(m.name) c"
    " WHERE m.type = 'table'"
)

open_here: Counter[str] = Counter()
"""How often each file is open in this process."""


class _Misled(Damaged):
    """An index does not lead to every row, or leads to what is none; or a kept number is none."""


@dataclass(slots=True)
class Workspace:
    """An open workspace: its engine, and whether it may be written to."""

    path: Path
    engine: Engine
    read_only: bool = False
    newer: bool = False
    set_aside: Path | None = None
    """Where the log of another file lies now that was found beside this one."""
    copy: TemporaryDirectory[str] | None = None
    """Where the copy lies that is read in the file's place: of a version brought to this one."""
    only_read: str = ""
    """Why it is only read, where another time it might be written to."""
    to_look: bool = False
    """Whether it was opened to look into, and not to be changed."""
    is_new: bool = False
    """Whether it was made just now."""
    tightened: bool = False
    """Whether others on this computer could read the file until now."""
    astray: Astray | None = None
    """What became of the file that was opened, where it is not at its path any more."""
    unclean: bool = False
    """Whether a log was left beside it by a process that is no more."""
    busy_ms: int = BUSY_MS
    soundness: Soundness = field(init=False, repr=False)
    """What is known of its pages."""
    _same: SameFile = field(init=False, repr=False)
    _real: Path = field(init=False, repr=False)
    """Where the file itself is, and its log: not where a link is that leads to it."""
    _log_id: tuple[int, int] | None = field(default=None, repr=False)
    _watch: sqlite3.Connection | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Take the file that is there for the one that was opened."""
        self._same = SameFile(self.path, knows_steps=not self.read_only)
        self._real = self.path.resolve()
        self.soundness = Soundness(self.path)
        if self.is_new:
            self.soundness.trust()
        open_here[str(self._real)] += 1

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one moment."""
        with self._plain_errors(), self.engine.connect() as connection:
            try:
                yield connection
            except DBAPIError as error:
                if self.newer and sentence_for(error, self.path) is None:
                    raise CannotOpen(
                        f"{self.path} was made by a newer version of FeedbackDesk, and this part "
                        "of it cannot be read by this one. Install the newer version."
                    ) from error
                raise

    @contextmanager
    def writing(self, *, mends: bool = False) -> Iterator[Connection]:
        """Give a connection in a write transaction: committed at the end, or as if never begun.

        Where it `mends`, an index that does not lead to every row is no hindrance.
        """
        if self.newer:
            raise ReadOnly(
                f"{self.path} was made by a newer version of FeedbackDesk, so it can be read "
                "and not changed. Nothing was changed; install the newer version to go on."
            )
        if self.to_look:
            raise ReadOnly(
                f"{self.path} is a backup, which can be read and not changed. Nothing was changed; "
                "go back to it, or save it as a workspace of its own."
            )
        if self.read_only:
            raise ReadOnly(f"{self.path} cannot be written to. Nothing was changed.")
        self._keep_log()
        with self._followed(), self._cursor() as (plain, raw):
            self._compare(raw)
            self._refuse_where_damaged(mends=mends)
            connection = plain.execution_options(write=True)
            with connection.begin():
                self._same.compare()
                wal.carry_mark(raw)
                yield connection
                newest = raw.execute(NEWEST_STEP).fetchone()
            self._compare(raw, waits=True)  # only what is in the file at the path is saved
            self._same.remember(newest)
        if wal.size_of_log(self._real) > _LARGE_LOG_BYTES:
            with suppress(Refusal):  # the log has it
                self.bring_home()

    def _look_closely(self) -> None:
        """Look for what is wrong on pages that are sound: at every row, index and kept number."""
        from feedbackdesk.store.check import kept_problems, problems

        if self.newer:
            return  # what this version knows does not tell
        try:
            with plain_errors(self.path), self.engine.connect() as connection:
                found = problems(connection) or kept_problems(connection)
        except Damaged:
            self.soundness.damaged = True
        else:
            self.soundness.damaged = any(not one.is_mended_in_place for one in found)
            self.soundness.unfound |= bool(found)

    def _lacks_tables(self) -> bool:
        """Whether a table or a column of ours is not there: else what asked for one is a defect."""
        if self.newer:
            return False
        try:
            with plain_errors(self.path), self.engine.connect() as connection:
                there = {
                    (row.table_name, row.name) for row in connection.exec_driver_sql(_COLUMNS_THERE)
                }
        except Damaged:
            return True
        return any(
            (table.name, column.name) not in there
            for table in LOGGED.values()
            for column in table.c
        )

    @property
    def stands(self) -> tuple[int, int, int]:
        """By what the file was known to the system when it was last compared."""
        return self._same.stands

    def _refuse_where_damaged(self, *, mends: bool) -> None:
        """Raise Damaged where a part of the file makes no sense; the first write looks."""
        self.soundness.look_before_writing()
        if self.soundness.damaged:
            if note := other_name_note(self.path):
                raise Damaged(f"{note} Nothing was changed.")
            raise Damaged(
                f"{self.path} is damaged: parts of it cannot be read. Nothing was changed, and "
                "nothing more is recorded in it: go back to a backup, or rescue what can be read."
            )
        if self.soundness.unfound and not mends:
            raise self._unfound()

    def _unfound(self) -> Damaged:
        return _Misled(
            f"{self.path} is damaged: an index of it does not lead to every row, or what is "
            "counted makes no sense. Nothing was changed, and nothing more is recorded in it until "
            "that is made anew: feedbackdesk check --mend does it, and so does a rescue."
        )

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Turn errors into sentences; after one that tells of damage nothing more is written."""
        try:
            with plain_errors(self.path):
                yield
        except _Misled:
            raise  # its rows are sound, and it is mended in place
        except Damaged:
            self.soundness.damaged = True
            raise
        except _OF_SENSELESS_ROWS as error:
            # Pages that lie about can pass for rows: is it the file, or a defect of ours?
            self.soundness.look(all_tables=True)
            if not self.soundness.damaged:
                self._look_closely()
            if self.soundness.damaged:
                raise damaged(self.path) from error
            if self.soundness.unfound:
                raise self._unfound() from error
            raise
        except (DBAPIError, sqlite3.Error) as error:
            if not _LACKING.match(str(getattr(error, "orig", error))) or not self._lacks_tables():
                raise
            self.soundness.damaged = True
            raise damaged(self.path) from error

    def know_log(self) -> None:
        """Take the log that is beside the file for its own, just after it was opened."""
        self._log_id = wal.identity_of_log(self._real)

    def look(self) -> None:
        """Raise NotTheFile where the file at the path is not the one that was opened."""
        self._keep_log()
        with self._followed(), self._cursor() as (_plain, raw):
            self._compare(raw)

    def bring_home(self) -> bool:
        """Bring what the write-ahead log holds into the file; return whether the log is empty.

        Waits for nobody who reads or writes meanwhile. Raises NotTheFile, and Refusal where the
        disk is full; then the log still has all.
        """
        if self.read_only or not wal.size_of_log(self._real):
            return True
        with self._followed(), self._cursor() as (_plain, raw):
            try:
                # SQLite may begin the log anew with either; then the old mark has to be in it.
                for mark in (wal.carry_mark, wal.renew_mark):
                    with self._locked_at_once(raw):
                        self._same.compare()
                        mark(raw)
                is_held = self._checkpoint(raw)
                self._compare(raw)
                return not is_held
            except sqlite3.OperationalError as error:
                if (error.sqlite_errorcode & 0xFF) == sqlite3.SQLITE_BUSY:
                    return False
                raise

    def _compare(self, raw: Any, *, waits: bool = False) -> None:
        """Compare the file with the one that was opened; raises NotTheFile.

        Where it `waits`, whoever writes meanwhile is waited for.
        """
        try:
            self._same.compare()
        except NotTheFile as found:
            if found.astray is not Astray.OVERWRITTEN or self.read_only:
                raise
            # Another program may just be bringing its log home; with the lock it is not.
            try:
                with self._locked(raw) if waits else self._locked_at_once(raw):
                    self._same.compare()
            except sqlite3.OperationalError:
                return  # somebody writes: asked again soon
            except sqlite3.DatabaseError:
                raise found from None

    def _checkpoint(self, raw: Any) -> bool:
        """Bring the log home as it is; return whether somebody held it."""
        with self._waiting_for_nobody(raw):
            return bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])

    def _keep_log(self) -> None:
        """Notice where the log was taken away, or exchanged, and bring home what it had.

        It is held still, and nobody else would ever find what is written into it.
        """
        found = wal.identity_of_log(self._real)
        if not self._same.is_at_its_path:
            return
        if self._log_id is not None and found != self._log_id:
            with suppress(Refusal), self._cursor() as (_plain, raw):
                if self._same.is_untouched:
                    self._checkpoint(raw)
            self._forget_connections()
            found = None
        self._log_id = found

    def _forget_connections(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.engine.dispose()

    @contextmanager
    def _waiting_for_nobody(self, raw: Any) -> Iterator[None]:
        """Let what others stand in the way of fail at once: a window looks, or rests."""
        raw.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            raw.execute(f"PRAGMA busy_timeout = {self.busy_ms}")

    @contextmanager
    def _locked_at_once(self, raw: Any) -> Iterator[None]:
        """Hold the lock of writers, if it is free; what is written is kept at the end."""
        with self._waiting_for_nobody(raw):
            raw.execute("BEGIN IMMEDIATE")
        with self._until_the_end(raw):
            yield

    @contextmanager
    def _locked(self, raw: Any) -> Iterator[None]:
        """Hold the lock of writers, as soon as it is free."""
        raw.execute("BEGIN IMMEDIATE")
        with self._until_the_end(raw):
            yield

    @staticmethod
    @contextmanager
    def _until_the_end(raw: Any) -> Iterator[None]:
        """Keep what is written in a transaction that was begun, or nothing where that fails."""
        try:
            yield
        except BaseException:
            with suppress(sqlite3.OperationalError):  # a full disk has rolled back
                raw.execute("ROLLBACK")
            raise
        raw.execute("COMMIT")

    @contextmanager
    def _cursor(self) -> Iterator[tuple[Connection, Any]]:
        """Give a connection, and SQLite's own cursor of it."""
        with (
            self._plain_errors(),
            self.engine.connect() as plain,
            closing(plain.connection.cursor()) as raw,
        ):
            yield plain, raw

    @contextmanager
    def _followed(self) -> Iterator[None]:
        """Follow what becomes of the file; its log never meets another one."""
        try:
            self._same.compare_place()
            yield
        except NotTheFile as found:
            if found.astray is not Astray.OVERWRITTEN and not self.read_only:
                # The file that was opened is held still, wherever it is now; if nobody else
                # has it open there, it gets what the log has.
                with suppress(Refusal), self._cursor() as (_plain, raw):
                    if self._same.is_untouched:
                        self._checkpoint(raw)
            self.astray = found.astray
            raise
        self.astray = None

    def _take_log_away(self) -> None:
        """Let the last connection be one that may write: else an empty log stays behind."""
        if not self.read_only and self._same.is_at_its_path and wal.log_of(self._real).exists():
            with self._cursor():
                return

    @property
    def is_deleted(self) -> bool:
        """Whether the file that was opened has no name any more: it goes once it is closed."""
        return self._same.is_deleted

    def data_version(self) -> int:
        """Return a number that differs once another connection has committed."""
        if self._watch is None:
            self._watch = sqlite3.connect(
                file_uri(self.path, mode="ro"), uri=True, check_same_thread=False
            )
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file: one file is left, where nobody else has it open."""
        self.soundness.stop()
        with suppress(Refusal):  # whoever opens it next brings home what is left in the log
            self.bring_home()
            self._take_log_away()
        if self.astray is Astray.OVERWRITTEN:
            with suppress(OSError):
                wal.empty_after_copying(self._real)
        self._forget_connections()
        self._same.close()
        is_gone = not self._real.exists()
        if self.copy is not None:
            self.copy.cleanup()
        open_here[str(self._real)] -= 1
        if open_here[str(self._real)] <= 0:
            del open_here[str(self._real)]
            if is_gone and self._log_id is not None:
                wal.take_empty_away(self._real, self._log_id)


def is_open(path: Path) -> bool:
    """Whether a workspace is open, in this process or in another one on this computer."""
    return bool(open_here[str(path.resolve())]) or wal.is_live(path)
