"""What a file is, before anything touches it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import Damaged, NotOurs
from feedbackdesk.store.engine import code_of, file_uri

if TYPE_CHECKING:
    from pathlib import Path


_SOME_VERSION = re.compile(r"\w{4,}", re.ASCII)
"""How any version is written, one to come as well."""


def sqlite_version() -> str:
    """Return the version of SQLite that reads and writes workspaces."""
    return sqlite3.sqlite_version


def looking(path: Path, *, at_rest: bool) -> sqlite3.Connection:
    """Return a connection that only looks; nothing appears beside a file at rest.

    By SQLite alone: a descriptor of our own, once closed, would drop the locks of whoever else
    in this process has the file open.
    """
    options = {"mode": "ro"} | ({"immutable": "1"} if at_rest else {})
    return sqlite3.connect(file_uri(path, **options), uri=True)


def made_by(path: Path, *, at_rest: bool) -> tuple[int, bool]:
    """Return the application id that SQLite sees, and whether there is no table yet."""
    with closing(looking(path, at_rest=at_rest)) as raw:
        try:
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError as error:
            if code_of(error) == sqlite3.SQLITE_NOTADB:
                raise not_ours(path) from error
            raise
        return int(raw.execute("PRAGMA application_id").fetchone()[0]), tables == 0


def revision_of(path: Path, *, at_rest: bool) -> str:
    """Return the revision of the schema that a file is of; raises Damaged where it has none."""
    with closing(looking(path, at_rest=at_rest)) as raw:
        return revision_in(raw, path)


def revision_in(raw: sqlite3.Connection, path: Path) -> str:
    """Return the revision that the file of a connection is of; raises Damaged where it has none."""
    try:
        found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        found = None
    if found is None or _SOME_VERSION.fullmatch(str(found[0])) is None:
        raise Damaged(
            f"{path} is damaged: it does not say which version it is of. It was left as it is; "
            "go back to a backup, or rescue what can be read."
        )
    return str(found[0])


def may_write(path: Path) -> bool:
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


def not_ours(path: Path) -> NotOurs:
    """Return the sentence for a file of somebody else's."""
    return NotOurs(
        f"{path} is not a FeedbackDesk workspace. It was left as it is; choose another file, or, "
        "if it was one, rescue what can be read of it."
    )
