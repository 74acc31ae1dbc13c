"""Bringing a workspace of an older version up to date, after a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from feedbackdesk.domain.errors import CannotOpen
from feedbackdesk.store import schema
from feedbackdesk.store.engine import file_uri, make_engine

HERE = Path(__file__).parent


def backup_before(path: Path, revision: str) -> Path:
    """Copy the workspace beside itself, once per target revision, and check the copy.

    A copy that is there already is kept: it is older, and a second try must not replace
    it with a file that a first one may have touched.
    """
    target = path.with_name(f"{path.stem}.before-{revision}{path.suffix}")
    if target.exists():
        return target
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as source,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        source.backup(copy)
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise CannotOpen(
                f"{path} is damaged: a copy of it fails its check, so it was not brought to "
                "this version. It was left as it is; open a backup instead."
            )
        copy.execute("PRAGMA journal_mode = DELETE")
    unfinished.rename(target)
    return target


def migrate(path: Path, *, scripts: Path = HERE, revision: str = schema.REVISION) -> None:
    """Bring the workspace at a path to a revision, in one transaction, after a backup.

    `scripts` is the folder with env.py and versions/. A failure leaves the workspace as it was.
    """
    from alembic.config import Config
    from alembic.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    backup = backup_before(path, revision)
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    directory = ScriptDirectory.from_config(config)
    engine = make_engine(path, mode="rw")
    try:
        with engine.connect() as plain:
            # Rebuilding a table drops it for a moment; keys are checked at the end instead.
            plain.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            connection = plain.execution_options(write=True)
            with connection.begin():
                config.attributes["connection"] = connection
                with EnvironmentContext(
                    config, directory, fn=lambda rev, _context: directory._upgrade_revs(revision, rev)  # noqa: SLF001
                ):
                    directory.run_env()
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise CannotOpen(
                        f"{path} could not be brought to this version: some rows point to others "
                        f"that are missing. It was left as it was; a copy is at {backup}."
                    )
    finally:
        engine.dispose()
