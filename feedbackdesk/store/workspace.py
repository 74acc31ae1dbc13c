"""Opening a workspace: what a file is, before anything touches it."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError

from feedbackdesk import private
from feedbackdesk.domain.errors import (
    Astray,
    CannotOpen,
    NotTheFile,
    NotThere,
    ReadOnly,
    Refusal,
)
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import LOSS_REASONS
from feedbackdesk.store import schema, wal
from feedbackdesk.store.engine import (
    BUSY_MS,
    damaged,
    file_uri,
    make_engine,
    plain_errors,
    sentence_for,
)
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.same_file import NEWEST_STEP, SameFile, is_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from tempfile import TemporaryDirectory


_TRIES, _A_MOMENT_S = 40, 0.025
"""How often, and how far apart, it is looked whether a log is a file's own."""
_LEAST_BYTES = 512
"""The smallest page: what is shorter is no database, though SQLite takes it for an empty one."""
_LARGE_LOG_BYTES = 64_000_000
"""A log that has grown so far is brought home at once: whoever writes on never rests."""


open_here: Counter[str] = Counter()
"""How often each file is open in this process."""


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
    not_migrated: str = ""
    """Why the file itself was not brought to this version, where it might have been."""
    is_new: bool = False
    """Whether it was made just now."""
    tightened: bool = False
    """Whether others on this computer could read the file until now."""
    astray: Astray | None = None
    """What became of the file that was opened, where it is not at its path any more."""
    busy_ms: int = BUSY_MS
    _same: SameFile = field(init=False, repr=False)
    _real: Path = field(init=False, repr=False)
    """Where the file itself is, and its log: not where a link is that leads to it."""
    _log_id: tuple[int, int] | None = field(default=None, repr=False)
    _watch: sqlite3.Connection | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Take the file that is there for the one that was opened."""
        self._same = SameFile(self.path, knows_steps=not self.read_only)
        self._real = self.path.resolve()
        open_here[str(self._real)] += 1

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads all see one moment."""
        with plain_errors(self.path), self.engine.connect() as connection:
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
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a write transaction: committed at the end, or as if never begun."""
        if self.newer:
            raise ReadOnly(
                f"{self.path} was made by a newer version of FeedbackDesk, so it can be read "
                "and not changed. Nothing was changed; install the newer version to go on."
            )
        if self.read_only:
            raise ReadOnly(f"{self.path} cannot be written to. Nothing was changed.")
        self._keep_log()
        with self._followed(), self._cursor() as (plain, raw):
            connection = plain.execution_options(write=True)
            with connection.begin():
                self._same.compare()
                wal.carry_mark(raw)
                yield connection
                newest = raw.execute(NEWEST_STEP).fetchone()
            self._compare(raw)  # only what is in the file at the path is saved
            self._same.remember(newest)
        if wal.size_of_log(self._real) > _LARGE_LOG_BYTES:
            with suppress(Refusal):  # the log has it
                self.bring_home()

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

    def _compare(self, raw: Any) -> None:
        """Compare the file with the one that was opened; raises NotTheFile."""
        try:
            self._same.compare()
        except NotTheFile as found:
            if found.astray is not Astray.OVERWRITTEN or self.read_only:
                raise
            # Another program may just be bringing its log home; with the lock it is not.
            try:
                with self._locked_at_once(raw):
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
            plain_errors(self.path),
            self.engine.connect() as plain,
            closing(plain.connection.cursor()) as raw,
        ):
            yield plain, raw

    @contextmanager
    def _followed(self) -> Iterator[None]:
        """Follow what becomes of the file; its log never meets another one."""
        try:
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

    def data_version(self) -> int:
        """Return a number that differs once another connection has committed."""
        if self._watch is None:
            self._watch = sqlite3.connect(
                file_uri(self.path, mode="ro"), uri=True, check_same_thread=False
            )
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file: one file is left, where nobody else has it open."""
        with suppress(Refusal):  # whoever opens it next brings home what is left in the log
            self.bring_home()
        if self.astray is Astray.OVERWRITTEN:
            with suppress(OSError):
                wal.empty_after_copying(self._real)
        self._forget_connections()
        self._same.close()
        if self.copy is not None:
            self.copy.cleanup()
        open_here[str(self._real)] -= 1
        if open_here[str(self._real)] <= 0:
            del open_here[str(self._real)]


def open_workspace(path: Path, *, create: bool, busy_ms: int = BUSY_MS) -> Workspace:
    """Open the workspace at a path, migrating it first where that is due.

    A missing one is made if `create`. Raises CannotOpen or NotThere with a sentence;
    a file that is refused is left as it was, and nothing appears beside it. `busy_ms` is
    how long a writer waits for another one, in milliseconds.
    """
    with plain_errors(path):
        try:
            if "\0" in str(path):  # SQLite would open what stands before it
                raise CannotOpen("That is not the name of a file. Nothing was changed.")
            exists = path.exists()
            if exists and path.is_dir():
                raise CannotOpen(f"{path} is a folder, not a workspace. Name a file in it.")
            if not exists and wal.has_log(path.resolve()):
                raise CannotOpen(
                    f"{path} is not there, and what was written to it last lies in a file beside "
                    "that place: it was moved or renamed. Nothing was changed; put it back, or "
                    f"put {wal.log_of(path.resolve()).name} away."
                )
            if not exists or path.stat().st_size == 0:
                if exists and wal.has_log(path.resolve()):
                    raise CannotOpen(
                        f"{path} is empty, and what was written to it last lies in a file beside "
                        "it: something emptied it. It was left as it is."
                    )
                return _make(path, exists=exists, create=create, busy_ms=busy_ms)
            return _open_existing(path, create=create, busy_ms=busy_ms)
        except OSError as error:
            raise CannotOpen(
                f"{path} cannot be opened: {error.strerror or error}. Nothing was changed."
            ) from error
        except UnicodeDecodeError:
            raise  # not of the path
        except ValueError as error:  # letters that no file name can have here
            raise CannotOpen("That is not the name of a file. Nothing was changed.") from error


def _make(path: Path, *, exists: bool, create: bool, busy_ms: int) -> Workspace:
    if not create:
        raise NotThere(
            f"There is no workspace at {path} yet. Recording the first feedback makes it."
        )
    if not path.parent.exists():
        private.make_folder(path.parent)
    if not exists:
        private.make_file(path)
    engine = make_engine(path, mode="rw", busy_ms=busy_ms)
    try:
        _give_first_mark(path)
        with engine.connect() as plain:
            connection = plain.execution_options(write=True)
            with connection.begin():
                # Another process may have made it while this one waited for the lock.
                if not _has_tables(connection):
                    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                    schema.make(connection)
                    _fill(connection)
    except BaseException:
        engine.dispose()
        _remove_leftovers(path, keep=exists)
        raise
    return Workspace(path, engine, is_new=True, busy_ms=busy_ms)


def _give_first_mark(path: Path) -> None:
    """Let an empty file have a mark before it has a log."""
    with closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        if not raw.execute("PRAGMA page_count").fetchone()[0]:
            wal.renew_mark(raw)
        raw.execute("COMMIT")


def _has_tables(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
    return found is not None


def _fill(connection: Connection) -> None:
    connection.execute(insert(schema.alembic_version), {"version_num": schema.REVISION})
    connection.execute(
        insert(schema.loss_reason),
        [
            {"uid": new_uid(), "name": name, "key": name_key(name), "place": place}
            for place, name in enumerate(LOSS_REASONS, 1)
        ],
    )


def _remove_leftovers(path: Path, *, keep: bool) -> None:
    """Remove what a failed making left, unless somebody else has filled it meanwhile."""
    try:
        unfinished = not path.exists() or path.stat().st_size == 0
        with suppress(sqlite3.Error):
            unfinished = unfinished or _mark(path, at_rest=True) == (0, True)
        if unfinished and not is_open(path):
            for suffix in ("-wal", "-shm", "-journal", *([] if keep else [""])):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError:
        return


def _open_existing(path: Path, *, create: bool, busy_ms: int) -> Workspace:
    real = path.resolve()
    aside = _set_strange_log_aside(real)
    at_rest = not wal.has_log(real)
    made_by, empty = _mark(path, at_rest=at_rest)
    if empty and not made_by and path.stat().st_size >= _LEAST_BYTES:
        return _make(path, exists=True, create=create, busy_ms=busy_ms)
    if made_by != schema.APPLICATION_ID:
        raise _not_ours(path)
    revision = _revision(path, at_rest=at_rest)
    newer, older = revision > schema.REVISION, revision < schema.REVISION
    writable = not newer and _may_write(path)
    if older:
        from feedbackdesk.store.migrations.run import migrate

        if not writable:
            return _open_migrated_copy(path, at_rest=at_rest)
        try:
            migrate(path, busy_ms=busy_ms)
        except Refusal as refusal:  # the disk is full, or somebody holds on to the file
            with suppress(Refusal):
                return _open_migrated_copy(path, at_rest=not wal.has_log(real), why=str(refusal))
            raise
    if not writable:
        engine = make_engine(path, mode="ro", immutable=at_rest)
        return Workspace(path, engine, read_only=True, newer=newer, set_aside=aside)
    tightened = _keep_others_out(path)
    engine = make_engine(path, mode="rw", busy_ms=busy_ms)
    return Workspace(path, engine, set_aside=aside, tightened=tightened, busy_ms=busy_ms)


def _open_migrated_copy(path: Path, *, at_rest: bool, why: str = "") -> Workspace:
    """Read a file of an older version, which stays as it is, by a copy brought to this one."""
    import tempfile

    from feedbackdesk.store.copying import copy_whole
    from feedbackdesk.store.migrations.run import migrate

    folder = tempfile.TemporaryDirectory(prefix="feedbackdesk-")
    try:
        copy = Path(folder.name, "copy")
        engine = make_engine(path, mode="ro", immutable=at_rest)
        try:
            copy_whole(engine, path, copy)
        finally:
            engine.dispose()
        migrate(copy, backup=False)
        reads = make_engine(copy, mode="ro")
        return Workspace(path, reads, read_only=True, copy=folder, not_migrated=why)
    except BaseException:
        folder.cleanup()
        raise


def _keep_others_out(path: Path) -> bool:
    """Let nobody else on this computer read a file, at the first time it is opened here."""
    real = path.resolve()
    tightened = private.tighten_once(real)
    if not private.lets_others_in(real):
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                private.tighten(real.with_name(real.name + ending))
    return tightened


def is_open(path: Path) -> bool:
    """Whether a workspace is open, in this process or in another one on this computer."""
    return bool(open_here[_real(path)]) or wal.is_live(path)


def _real(path: Path) -> str:
    return str(path.resolve())


def _set_strange_log_aside(path: Path) -> Path | None:
    """Set a write-ahead log of another file aside before SQLite replays it into this one."""
    if open_here[_real(path)]:
        if wal.has_log(path) and not is_held(path):
            raise _live(path)
        return None  # it is compared already
    for _try in range(_TRIES):
        if not _has_strange_log(path):
            return None
        # Another program may just be bringing its log home; without one, nothing changes.
        if not wal.is_live(path) and _has_strange_log(path):
            return wal.set_aside(path)
        time.sleep(_A_MOMENT_S)
    raise _live(path)


def _has_strange_log(path: Path) -> bool:
    """Whether a file has a log in which its mark does not stand; not where that has no marks."""
    marks = wal.marks_in_log(path)
    if not marks:
        return False
    mark = wal.mark_at_rest(path)
    if mark is None:
        raise damaged(path)
    return mark not in marks


def _live(path: Path) -> CannotOpen:
    return CannotOpen(
        f"{path} took the place of a file that another FeedbackDesk still has open. Nothing "
        "was changed; close it there first."
    )


def _not_ours(path: Path) -> CannotOpen:
    return CannotOpen(
        f"{path} is not a FeedbackDesk workspace. It was left as it is; choose another file."
    )


def _mark(path: Path, *, at_rest: bool) -> tuple[int, bool]:
    """Return the application id that SQLite sees, and whether there is no table yet."""
    with closing(looking(path, at_rest=at_rest)) as raw:
        try:
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise _not_ours(path) from error
            raise
        return int(raw.execute("PRAGMA application_id").fetchone()[0]), tables == 0


def looking(path: Path, *, at_rest: bool) -> sqlite3.Connection:
    """Return a connection that only looks; nothing appears beside a file at rest.

    By SQLite alone: a descriptor of our own, once closed, would drop the locks of whoever else
    in this process has the file open.
    """
    options = {"mode": "ro"} | ({"immutable": "1"} if at_rest else {})
    return sqlite3.connect(file_uri(path, **options), uri=True)


def _revision(path: Path, *, at_rest: bool) -> str:
    with closing(looking(path, at_rest=at_rest)) as raw:
        try:
            found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            found = None
    if found is None:
        raise CannotOpen(
            f"{path} is damaged: it does not say which version it is of. It was left as it is; "
            "open a backup instead."
        )
    return str(found[0])


def _may_write(path: Path) -> bool:
    """Whether SQLite could write here: to the file, and beside it for its journal."""
    import os
    import tempfile

    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    try:
        # Access bits do not tell everything (a superuser, a read-only mount): trying does.
        with tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError as error:
        import errno

        return error.errno not in {errno.EROFS, errno.EACCES, errno.EPERM}
