"""Making a workspace where there is none, or where a file is empty."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from feedbackdesk import private
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import LOSS_REASONS
from feedbackdesk.store import fulltext, schema, wal
from feedbackdesk.store.engine import file_uri, make_engine
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.looking import made_by
from feedbackdesk.store.workspace import Workspace, is_open

if TYPE_CHECKING:
    from pathlib import Path


def make(path: Path, *, exists: bool, create: bool, busy_ms: int) -> Workspace:
    """Make a workspace at a path, where nothing is, or an empty file if it `exists`.

    Raises NotThere unless it is to `create`. What fails leaves no file that was not there.
    """
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
                    make_tables(connection)
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
            unfinished = unfinished or made_by(path, at_rest=True) == (0, True)
        if unfinished and not is_open(path):
            for suffix in ("-wal", "-shm", "-journal", *([] if keep else [""])):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError:
        return


def make_tables(connection: Connection) -> None:
    """Make every table, and the indexes for searching, in an empty file."""
    with closing(connection.connection.cursor()) as raw:
        for statement in (*statements(), *fulltext.MAKE):
            raw.execute(statement)


@cache
def statements() -> tuple[str, ...]:
    # Written out once: that takes longer than carrying them out.
    dialect = sqlite.dialect()
    elements: list[ExecutableDDLElement] = []
    for table in schema.metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        elements += [CreateTable(table), *map(CreateIndex, indexes)]
    return tuple(str(element.compile(dialect=dialect)) for element in elements)
