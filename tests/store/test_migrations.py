"""A workspace of any released version opens, and keeps every row."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.history import history
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.search import save_view, search_everything
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.domain.errors import CannotOpen, CannotUndo, ReadOnly
from feedbackdesk.store import schema
from feedbackdesk.store.migrations.run import HERE, migrate
from feedbackdesk.store.opening import open_workspace
from tests.store.mounts import not_writable
from tests.store.oracle import check

OLD_FILES = sorted((Path(__file__).parents[1] / "old_files").glob("*.feedbackdesk"))

SINCE = {"alembic_version", "saved_view"}
"""The tables that the first version had not."""

NEXT = f"{int(schema.REVISION) + 1:04}"
"""A revision that this program does not know yet."""

Content = dict[str, list[tuple[Any, ...]]]


def columns(path: Path) -> dict[str, list[str]]:
    """Return the columns of every table that a workspace holds and the program knows."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            name: found
            for name in schema.metadata.tables
            if name != "alembic_version"
            and (found := [row[1] for row in raw.execute(f"PRAGMA table_info({name})")])
        }


def content(path: Path) -> Content:
    """Return every row of every table that a workspace of the first version had."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            name: sorted(raw.execute(f"SELECT {', '.join(known)} FROM {name}"), key=repr)
            for name, known in columns(OLD_FILES[0]).items()
        }


def shape(path: Path) -> set[tuple[str, str, str]]:
    """Return the schema as SQLite keeps it, without its white space and quotes."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            (kind, name, re.sub(r"[\s\"]+", "", sql or "").casefold())
            for kind, name, sql in raw.execute("SELECT type, name, sql FROM sqlite_master")
        }


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the first version's workspace, brought to the present one."""
    path = tmp_path / "old shop.feedbackdesk"
    shutil.copy(OLD_FILES[0], path)
    Desk.open(path).close()
    path.with_name(f"old shop.before-{schema.REVISION}.feedbackdesk").unlink()
    return path


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The program's own migrations, with room for one more."""
    folder = tmp_path / "scripts 100%"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def next_revision(scripts: Path, body: str) -> None:
    """Add the revision NEXT to the migrations."""
    head = dedent(
        f"""
        import sqlalchemy as sa
        from alembic import op

        revision = "{NEXT}"
        down_revision = "{schema.REVISION}"
        branch_labels = None
        depends_on = None

        def upgrade():
        """
    )
    indented = "".join(f"    {line}\n" for line in dedent(body).strip().splitlines())
    (scripts / "versions" / f"{NEXT}_next.py").write_text(head + indented)


ADD_A_COLUMN = """
    op.add_column("theme", sa.Column("emoji", sa.Text))
    op.execute("UPDATE theme SET emoji = 'x'")
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("shoe_size", sa.Integer))
        batch.alter_column("phone", nullable=True, server_default="")
"""


@pytest.mark.parametrize("released", OLD_FILES, ids=lambda path: path.stem)
def test_every_released_workspace_opens_and_keeps_every_row(released: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    shutil.copy(released, path)
    before = content(path)
    assert all(before[name] for name in ("feedback", "loss", "theme", "item", "step", "change"))
    desk = Desk.open(path)
    assert content(path) == before
    check(desk)
    assert [said.who for said in desk.ask(list_feedback)] == ["Otto", "Jun", "Mara Voss"]
    assert [(entry.item.title, entry.item.requests) for entry in desk.ask(full_roadmap)] == [
        ("A harder glaze", 2)
    ]
    for words, who in {
        "offnen": "Mara Voss",
        "came dishw": "Jun",
        "kind:loss white": "Otto",
    }.items():
        assert [said.who for said in desk.ask(list_feedback, words=words)] == [who]
    assert [one.name for one in desk.ask(search_everything, "sundays").themes] == ["Sunday opening"]
    desk.do(save_view, "Losses", "kind:loss")
    if released.stem < schema.LOGGED_SINCE:
        desk.undo()
        with pytest.raises(CannotUndo, match="newer version"):
            desk.undo()
    else:
        while desk.labels().undo:
            desk.undo()
        assert desk.ask(list_feedback, words="glaze") == []
    check(desk)
    desk.close()
    fresh = tmp_path / "fresh.feedbackdesk"
    Desk.open(fresh).close()
    assert shape(path) == shape(fresh)


def test_a_migration_keeps_every_row_and_a_checked_copy(old: Path, scripts: Path) -> None:
    before = content(old)
    next_revision(scripts, ADD_A_COLUMN)
    migrate(old, scripts=scripts, revision=NEXT)
    assert content(old) == before
    backup = old.with_name(f"old shop.before-{NEXT}.feedbackdesk")
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEXT,)]
        assert {row[0] for row in raw.execute("SELECT emoji FROM theme")} == {"x"}
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # Rebuilding a table must not lose that keys are never used twice.
        made = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'person'").fetchone()[0]
        assert "AUTOINCREMENT" in made
    assert content(backup) == before
    desk = Desk.open(backup, create=False)
    check(desk)
    desk.close()
    left = {path.name for path in old.parent.iterdir() if path != scripts}
    assert left == {old.name, backup.name}
    # To this program it is a newer one now: it reads, and does not write.
    newer = Desk.open(old)
    assert newer.newer
    assert len(newer.ask(list_feedback)) == 3
    newer.close()


def test_the_copy_is_made_once(old: Path, scripts: Path) -> None:
    next_revision(scripts, "raise RuntimeError('half way')")
    backup = old.with_name(f"old shop.before-{NEXT}.feedbackdesk")
    with pytest.raises(CannotOpen):
        migrate(old, scripts=scripts, revision=NEXT)
    first = backup.read_bytes()
    with closing(Desk.open(old)) as desk:
        desk.do(add_theme, "Evening hours")
    next_revision(scripts, ADD_A_COLUMN)
    migrate(old, scripts=scripts, revision=NEXT)
    assert backup.read_bytes() == first


@pytest.mark.parametrize(
    "failure",
    [
        "raise RuntimeError('half way')",
        "op.execute('UPDATE nothing_like_this SET x = 1')",
        "op.execute('DELETE FROM organisation')",
    ],
    ids=["a defect", "bad SQL", "rows left pointing nowhere"],
)
def test_a_failed_migration_leaves_the_workspace_as_it_was(
    old: Path, scripts: Path, failure: str
) -> None:
    Desk.open(old).close()  # in the journal mode it has in use
    before, bytes_before = content(old), old.read_bytes()
    next_revision(scripts, ADD_A_COLUMN + "\n    " + failure)
    with pytest.raises(CannotOpen, match="left as it was, and a copy of it is at"):
        migrate(old, scripts=scripts, revision=NEXT)
    assert content(old) == before
    assert old.read_bytes() == bytes_before
    desk = Desk.open(old)
    check(desk)
    desk.close()


def test_a_damaged_workspace_is_not_migrated(old: Path, scripts: Path) -> None:
    damaged = bytearray(old.read_bytes())
    damaged[3 * 4096 : -4096] = b"\x5a" * (len(damaged) - 4 * 4096)
    old.write_bytes(damaged)
    next_revision(scripts, ADD_A_COLUMN)
    with pytest.raises(CannotOpen, match="damaged"):
        migrate(old, scripts=scripts, revision=NEXT)
    assert old.read_bytes() == bytes(damaged)
    assert {path.name for path in old.parent.iterdir()} == {old.name, scripts.name}


def test_two_who_migrate_at_once_agree(old: Path, scripts: Path) -> None:
    next_revision(scripts, ADD_A_COLUMN)
    migrate(old, scripts=scripts, revision=NEXT)
    migrate(old, scripts=scripts, revision=NEXT)
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEXT,)]


# Files that are not to be changed

QUESTIONS = (list_feedback, all_people, all_themes, full_roadmap, history)


@pytest.fixture(
    params=[one for one in OLD_FILES if one.stem < schema.REVISION], ids=lambda path: path.stem
)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace of each version before this one, alone in a folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copy(request.param, folder / "shop.feedbackdesk"))


def answers(path: Path) -> list[object]:
    """Return what a workspace answers, and what it says of itself."""
    desk = Desk.open(path, create=False)
    try:
        return [desk.ask(question) for question in QUESTIONS]
    finally:
        desk.close()


def test_an_older_file_that_cannot_be_written_is_read_by_a_copy(released: Path) -> None:
    before = released.read_bytes()
    released.chmod(0o400)
    with not_writable(released.parent):
        desk = Desk.open(released, create=False)
        assert desk.read_only
        assert "older version" in desk.note
        here = [desk.ask(question) for question in QUESTIONS]
        with pytest.raises(ReadOnly, match="Nothing was changed"):
            desk.do(add_theme, "Another")
        assert not desk.poll()
        desk.close()
        assert [one.name for one in released.parent.iterdir()] == [released.name]
    assert released.read_bytes() == before
    assert answers(released) == here, "as it answers once it may be brought to this version"


def test_an_older_file_that_another_program_holds_is_read_by_a_copy(
    released: Path,
) -> None:
    before = content(released)
    with closing(sqlite3.connect(released, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        desk = Desk(open_workspace(released, create=False, busy_ms=20), source="window")
        assert desk.read_only
        assert "holding on to" in desk.note
        assert desk.ask(list_feedback)
        desk.close()
        other.execute("ROLLBACK")
    assert content(released) == before
    desk = Desk.open(released, create=False)
    assert not desk.read_only
    desk.close()
