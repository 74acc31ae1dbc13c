"""Opening a workspace: what a file is, before anything touches it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError

from feedbackdesk.domain.errors import CannotOpen, NotThere, ReadOnly
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import LOSS_REASONS
from feedbackdesk.store import schema
from feedbackdesk.store.engine import BUSY_MS, file_uri, make_engine, plain_errors, sentence_for
from feedbackdesk.store.keys import new_uid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_APPLICATION_ID_AT = 68


@dataclass(slots=True)
class Workspace:
    """An open workspace: its engine, and whether it may be written to."""

    path: Path
    engine: Engine
    read_only: bool = False
    newer: bool = False
    _watch: sqlite3.Connection | None = field(default=None, repr=False)

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
        with plain_errors(self.path), self.engine.connect() as plain:
            connection = plain.execution_options(write=True)
            with connection.begin():
                yield connection

    def data_version(self) -> int:
        """Return a number that differs once another connection has committed."""
        if self._watch is None:
            self._watch = sqlite3.connect(
                file_uri(self.path, mode="ro"), uri=True, check_same_thread=False
            )
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.engine.dispose()


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
            if not exists or path.stat().st_size == 0:
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
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(path, mode="rw" if exists else "rwc", busy_ms=busy_ms)
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(write=True)
            with connection.begin():
                # Another process may have made it while this one waited for the lock.
                if not _has_tables(connection):
                    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                    schema.metadata.create_all(connection)
                    _fill(connection)
    except BaseException:
        engine.dispose()
        _remove_leftovers(path, keep=exists)
        raise
    return Workspace(path, engine)


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
        if unfinished:
            for suffix in ("-wal", "-shm", "-journal", *([] if keep else [""])):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError:
        return


def _open_existing(path: Path, *, create: bool, busy_ms: int) -> Workspace:
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    wal = path.with_name(path.name + "-wal")
    has_wal = wal.exists() and wal.stat().st_size > 0
    made_by = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    sqlite = header.startswith(_MAGIC) and len(header) == _HEADER_BYTES
    if sqlite and not made_by:
        # A workspace that was just made has its mark in the journal until a checkpoint,
        # and before that commit it has none.
        made_by, empty = _mark(path, immutable=not has_wal)
        if empty:
            return _make(path, exists=True, create=create, busy_ms=busy_ms)
    if not sqlite or made_by != schema.APPLICATION_ID:
        raise CannotOpen(
            f"{path} is not a FeedbackDesk workspace. It was left as it is; choose another file."
        )
    revision = _revision(path, immutable=not has_wal)
    if revision > schema.REVISION:
        engine = make_engine(path, mode="ro", immutable=not has_wal)
        return Workspace(path, engine, read_only=True, newer=True)
    if not _may_write(path):
        engine = make_engine(path, mode="ro", immutable=not has_wal)
        return Workspace(path, engine, read_only=True)
    if revision < schema.REVISION:
        from feedbackdesk.store.migrations.run import migrate

        migrate(path)
    return Workspace(path, make_engine(path, mode="rw", busy_ms=busy_ms))


def _mark(path: Path, *, immutable: bool) -> tuple[int, bool]:
    """Return the application id that SQLite sees, and whether there is no table yet."""
    options = {"mode": "ro"} | ({"immutable": "1"} if immutable else {})
    with closing(sqlite3.connect(file_uri(path, **options), uri=True)) as raw:
        tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return int(raw.execute("PRAGMA application_id").fetchone()[0]), tables == 0


def _revision(path: Path, *, immutable: bool) -> str:
    options = {"mode": "ro"} | ({"immutable": "1"} if immutable else {})
    with closing(sqlite3.connect(file_uri(path, **options), uri=True)) as raw:
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
        with path.open("r+b"):
            pass
        # Access bits do not tell everything (a superuser, a read-only mount): trying does.
        with tempfile.TemporaryFile(dir=path.parent):
            return True
    except OSError as error:
        import errno

        return error.errno not in {errno.EROFS, errno.EACCES, errno.EPERM}
