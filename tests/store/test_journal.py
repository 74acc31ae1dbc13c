"""What was broken off without a log is taken back, and never in another file."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.backup_files import list_backups
from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.domain.errors import CannotOpen
from feedbackdesk.domain.rotation import Why
from feedbackdesk.store import journal
from tests.store.test_same_file import copy_over, filled, rename_over, words_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")

_WRITES_AND_DIES = """
import os, signal, sqlite3, sys
from feedbackdesk.store import wal
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA cache_size = 1")
raw.execute("BEGIN IMMEDIATE")
wal.carry_mark(raw)
for number in range(60):
    raw.execute("INSERT INTO setting (uid, name, value) VALUES (?, ?, ?)",
                (f"{number}", f"half a step {number}", "x" * 5_000))
raw.execute("UPDATE setting SET value = 'half'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def die_while_writing(path: Path) -> None:
    """Let another process die while it writes, as a power cut in the middle of a commit does."""
    done = subprocess.run([sys.executable, "-c", _WRITES_AND_DIES, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert journal.is_pending(path)


def beside(path: Path) -> dict[str, bytes]:
    """Return the files of a folder with what is in them."""
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in a folder that is synchronised, closed; others lie elsewhere."""
    (tmp_path / "Dropbox").mkdir()
    path = filled(tmp_path / "Dropbox" / "desk" / "shop.feedbackdesk", "one")
    filled(tmp_path / "other" / path.name, "another business")
    shutil.copy(path, tmp_path / "older.feedbackdesk")
    return filled(path, "two")


def write_first_page(path: Path) -> None:
    """Let the first page be written, too, as at the very end of a commit."""
    content = bytearray(path.read_bytes())
    counter, mark = (int.from_bytes(content[at : at + 4], "big") for at in (24, 60))
    content[24:28] = (counter + 1).to_bytes(4, "big")
    content[60:64] = (0x1234 << 16 | mark >> 16 << 1 | mark & 1).to_bytes(4, "big")
    path.write_bytes(content)


@pytest.mark.parametrize("ends", [lambda _path: None, write_first_page])
def test_what_was_broken_off_is_taken_back_at_the_next_opening(
    shop: Path, ends: Callable[[Path], None]
) -> None:
    die_while_writing(shop)
    ends(shop)
    desk = Desk.open(shop, create=False)
    assert not desk.read_only
    assert desk.ask(lambda read: read.settings()) == {}
    desk.do(record_feedback, NewFeedback("three"))
    desk.close()
    assert words_in(shop) == ["one", "three", "two"]
    assert list(beside(shop)) == [shop.name]


def test_whoever_has_it_open_goes_on(shop: Path) -> None:
    desk = Desk.open(shop, create=False)
    die_while_writing(shop)
    desk.poll()
    desk.do(record_feedback, NewFeedback("three"))
    die_while_writing(shop)
    desk.do(record_feedback, NewFeedback("four"))
    desk.close()
    assert words_in(shop) == ["four", "one", "three", "two"]


@pytest.mark.parametrize("which", ["other/shop.feedbackdesk", "older.feedbackdesk"])
@pytest.mark.parametrize("puts", [rename_over, copy_over])
def test_a_journal_of_another_file_is_set_aside_and_kept(
    shop: Path, tmp_path: Path, puts: Callable[[Path, Path], None], which: str
) -> None:
    source = tmp_path / which
    expected = words_in(source)
    die_while_writing(shop)
    kept = journal.journal_of(shop).read_bytes()
    puts(shop, source)
    desk = Desk.open(shop)
    assert [one.text for one in desk.ask(list_feedback)] == expected
    (aside,) = shop.parent.glob("*-journal of another file*")
    assert aside.read_bytes() == kept
    assert str(aside) in desk.note
    assert aside in desk.old_copies(), "erasing somebody reaches it"
    desk.do(record_feedback, NewFeedback("and on"))
    desk.close()
    assert words_in(shop) == sorted([*expected, "and on"])


@pytest.mark.parametrize("makes", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_journal_without_its_file_is_not_thrown_away(
    shop: Path, makes: Callable[[Path], object]
) -> None:
    die_while_writing(shop)
    whole = shop.read_bytes()
    makes(shop)
    before = beside(shop)
    for create in (True, False):
        with pytest.raises(CannotOpen, match=r"was moved or renamed|emptied it"):
            Desk.open(shop, create=create)
    assert beside(shop) == before
    shop.write_bytes(whole)
    assert words_in(shop) == ["one", "two"]


def test_what_is_not_ours_keeps_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "somebody's.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE setting (uid, name, value)")
        raw.execute("INSERT INTO setting VALUES (1, 1, 1)")
        raw.commit()
    die_while_writing(path)
    before = beside(path)
    with pytest.raises(CannotOpen, match="not a FeedbackDesk workspace"):
        Desk.open(path)
    assert beside(path) == before


def test_a_journal_that_is_being_written_is_let_be(shop: Path) -> None:
    with closing(sqlite3.connect(shop, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE loss_reason SET place = place + 100")
        desk = Desk.open(shop, create=False)
        assert len(desk.ask(list_feedback)) == 2
        raw.execute("ROLLBACK")
        desk.close()
    assert words_in(shop) == ["one", "two"]


def test_a_workspace_whose_making_was_broken_off_is_made(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    path = tmp_path / "Dropbox" / "shop.feedbackdesk"
    path.touch()
    make = "CREATE TABLE setting (uid, name, value)"
    script = _WRITES_AND_DIES.replace(
        '"BEGIN IMMEDIATE")', f'"BEGIN IMMEDIATE"); raw.execute("{make}")'
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.stat().st_size
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("one"))
    desk.close()
    assert words_in(path) == ["one"]


def test_going_back_over_what_was_broken_off_loses_neither(shop: Path) -> None:
    desk = Desk.open(shop)
    back_up(desk, Why.ASKED)
    desk.do(record_feedback, NewFeedback("three"))
    desk.close()
    die_while_writing(shop)
    aside = restore(shop, list_backups(shop)[0].path).aside
    assert aside is not None
    for path, words in ((shop, ["two", "one"]), (aside, ["three", "two", "one"])):
        desk = Desk.open(path)
        assert [one.text for one in desk.ask(list_feedback)] == words
        desk.close()
