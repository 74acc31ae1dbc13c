"""Bringing a workspace of an older version up to date, after a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from feedbackdesk.domain.errors import CannotOpen, Refusal
from feedbackdesk.paths import stem_of
from feedbackdesk.store import fulltext, schema
from feedbackdesk.store.copying import copy_whole
from feedbackdesk.store.engine import BUSY_MS, damaged, make_engine, sentence_for
from feedbackdesk.store.tallies import Tallies

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent


def backup_before(path: Path, revision: str, *, busy_ms: int = BUSY_MS) -> Path:
    """Copy the workspace beside itself, once per target revision, and check the copy.

    A copy that is there already is kept: it is older, and a second try must not replace
    it with a file that a first one may have touched.
    """
    target = path.with_name(f"{stem_of(path)}.before-{revision}{path.suffix}")
    if target.exists():
        return target
    engine = make_engine(path, mode="rw", busy_ms=busy_ms)
    try:
        copy_whole(engine, path, target)
    finally:
        engine.dispose()
    return target


def migrate(
    path: Path,
    *,
    scripts: Path = HERE,
    revision: str = schema.REVISION,
    backup: bool = True,
    busy_ms: int = BUSY_MS,
) -> None:
    """Bring the workspace at a path to a revision, in one transaction, after a backup.

    `scripts` is the folder with env.py and versions/. A failure leaves the workspace as it was.
    What is a copy already needs no `backup`.
    """
    kept = backup_before(path, revision, busy_ms=busy_ms) if backup else path
    engine = make_engine(path, mode="rw", busy_ms=busy_ms)
    try:
        with engine.connect() as plain:
            # Rebuilding a table drops it for a moment; keys are checked at the end instead.
            plain.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            # Of a copy that was kept from a first try nothing is known of the file now.
            if plain.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
                raise damaged(path)
            plain.rollback()
            connection = plain.execution_options(write=True)
            with connection.begin():
                # What follows from the tables would stand in the way of changing them.
                fulltext.take_down(connection)
                _upgrade(connection, scripts, revision)
                Tallies(connection).count()
                fulltext.make(connection)
                fulltext.fill(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise CannotOpen(_failed(path, kept))
    except Refusal:
        raise
    except Exception as error:
        known = None if isinstance(error, IntegrityError) else sentence_for(error, path)
        raise known or CannotOpen(_failed(path, kept)) from error
    finally:
        engine.dispose()


def _upgrade(connection: Connection, scripts: Path, revision: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    directory = ScriptDirectory.from_config(config)

    def revisions(now: Any, _context: object) -> Any:
        return directory._upgrade_revs(revision, now)

    with EnvironmentContext(config, directory, fn=revisions, destination_rev=revision):
        directory.run_env()


def _failed(path: Path, backup: Path) -> str:
    return (
        f"{path} could not be brought to this version. It was left as it was, and a copy of it "
        f"is at {backup}."
    )
