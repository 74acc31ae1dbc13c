"""Backups are whole or not there, kept by a rule, and gone back to without losing what is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.backup_files import FOLDER, folder_of, list_backups
from feedbackdesk.desk.backups import back_up, looked_into, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.going_back import overview
from feedbackdesk.desk.kept_aside import list_aside
from feedbackdesk.desk.remembered import Remembered
from feedbackdesk.domain.errors import CannotOpen, NotThere, Refusal, Vanished
from feedbackdesk.domain.rotation import Why
from tests.store.test_migrations import OLD_FILES
from tests.store.test_same_file import filled, words_in


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which two things were said, closed."""
    return filled(tmp_path / "shop" / "shop.feedbackdesk", "one", "two")


def backed_up(path: Path, why: Why = Why.ASKED) -> Path:
    """Make a backup of a workspace, and return where it lies."""
    desk = Desk.open(path)
    made = back_up(desk, why)
    desk.close()
    assert made is not None
    return made.path


def test_a_backup_lies_beside_and_says_of_what_when_and_why(shop: Path) -> None:
    before = datetime.now().astimezone() - timedelta(seconds=1)
    desk = Desk.open(shop)
    made = back_up(desk, Why.CLOSING)
    assert made is not None
    assert made.path.parent == folder_of(shop) == shop.parent / FOLDER
    (listed,) = list_backups(shop)
    assert (listed.path, listed.why, listed.size) == (made.path, Why.CLOSING, made.size)
    assert before <= listed.made <= datetime.now().astimezone()
    assert looked_into(listed) == (2, "")
    assert made.path.stat().st_mode & 0o077 == made.path.parent.stat().st_mode & 0o077 == 0
    desk.close()
    assert words_in(made.path) == ["one", "two"]


def test_nothing_new_is_backed_up_once(shop: Path) -> None:
    desk = Desk.open(shop)
    assert back_up(desk, Why.CLOSING) is not None
    assert back_up(desk, Why.DAILY) is None
    desk.do(record_feedback, NewFeedback("three"))
    desk.close()
    for one in list_backups(shop):  # else two would be of one second
        one.path.rename(one.path.with_name("shop 2026-01-01 120000 closing.feedbackdesk"))
    desk = Desk.open(shop)
    assert back_up(desk, Why.DAILY) is not None
    desk.close()
    assert len(list_backups(shop)) == 2


def test_old_ones_go_by_the_rule_and_nothing_else_in_the_folder(shop: Path) -> None:
    first = backed_up(shop)
    now = datetime.now().astimezone()
    for days in range(3, 500):
        moment = f"{now - timedelta(days=days):%Y-%m-%d %H%M%S}"
        shutil.copy(first, first.with_name(f"shop {moment} daily.feedbackdesk"))
    first.unlink()
    others = ["holiday.jpg", "other 2026-01-01 120000 daily.feedbackdesk", "shop 2026.feedbackdesk"]
    for name in others:
        (folder_of(shop) / name).write_text("mine")
    backed_up(shop)
    assert 15 < len(list_backups(shop)) < 30
    assert all((folder_of(shop) / name).read_text() == "mine" for name in others)


@pytest.mark.parametrize("old", sorted(OLD_FILES)[:2], ids=lambda path: path.name)
def test_what_was_copied_before_a_newer_version_is_one_that_no_rule_drops(
    tmp_path: Path, old: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    shutil.copy(old, path)
    desk = Desk.open(path)
    (copied,) = list_backups(path)
    assert copied.why is Why.MIGRATION
    assert copied.path.parent == path.parent
    os.utime(copied.path, (0, 0))
    desk.do(record_feedback, NewFeedback("since"))
    assert back_up(desk, Why.CLOSING) is not None
    desk.close()
    assert [one.why for one in list_backups(path)] == [Why.CLOSING, Why.MIGRATION]
    restore(path, copied.path)
    assert "since" not in words_in(path)


def test_going_back_keeps_what_was_there_and_can_be_taken_back(shop: Path) -> None:
    backup = backed_up(shop)
    filled(shop, "three")
    done = restore(shop, backup)
    assert done.feedback == 2
    assert words_in(shop) == ["one", "two"]
    assert words_in(backup) == ["one", "two"], "the backup is one still"
    assert done.aside is not None
    filled(shop, "another")
    again = restore(shop, done.aside)
    assert words_in(shop) == ["one", "three", "two"]
    assert again.aside is not None
    assert words_in(again.aside) == ["another", "one", "two"]
    assert {one.suffix for one in shop.parent.iterdir()} == {"", ".feedbackdesk"}


def test_going_back_again_and_again_loses_nothing_of_what_was_there(shop: Path) -> None:
    """Within a second, too, and where one that was broken off left what it had."""
    backup = backed_up(shop)
    asides = set()
    for number in range(6):
        filled(shop, f"{number}")
        moment = datetime.now().astimezone()
        for seconds in range(3):
            when = f"{moment + timedelta(seconds=seconds):%Y-%m-%d %H%M%S}"
            shop.with_name(f"{shop.name}.restoring-{os.getpid()} {when}").touch()
        aside = restore(shop, backup).aside
        assert aside is not None
        assert words_in(aside) == [f"{number}", "one", "two"]
        asides.add(aside)
    assert len(asides) == 6
    assert {words_in(one)[0] for one in asides} == set("012345")


def test_after_going_back_there_is_one_file_beside_what_was_there(shop: Path) -> None:
    backup = backed_up(shop)
    filled(shop, "three")
    restore(shop, backup)
    assert not [one.name for one in shop.parent.iterdir() if one.name.endswith(("-wal", "-shm"))]


def test_a_link_leads_to_the_file_and_stays_a_link(shop: Path, tmp_path: Path) -> None:
    link = tmp_path / "on the desktop.feedbackdesk"
    link.symlink_to(shop)
    backup = backed_up(link)
    assert backup.parent == folder_of(shop)
    assert [one.path for one in list_backups(link)] == [backup]
    filled(link, "three")
    done = restore(link, backup)
    assert link.is_symlink()
    assert words_in(shop) == words_in(link) == ["one", "two"]
    assert done.aside is not None
    assert done.aside.parent == shop.parent
    assert not done.aside.is_symlink()
    filled(link, "four")
    assert words_in(shop) == ["four", "one", "two"]
    assert words_in(done.aside) == ["one", "three", "two"]


def test_what_a_killed_copying_left_goes_with_the_next_one(shop: Path) -> None:
    child = subprocess.Popen((sys.executable, "-c", ""))
    child.wait()
    gone, here = child.pid, os.getpid()
    folder = folder_of(shop)
    folder.mkdir()
    name = "shop 2026-11-30 120000 asked.feedbackdesk"
    for number in (gone, here):
        (folder / f"{name}.unfinished-{number}").write_bytes(b"x")
        (folder / f"{name}.to-encrypt-{number}").write_bytes(b"x")
        shop.with_name(f"{shop.name}.restoring-{number} 2026-11-30 120000").write_bytes(b"x")
    (folder / "mine.unfinished-business").write_text("mine")
    backup = backed_up(shop)
    left = {one.name for one in folder.iterdir()} - {backup.name}
    assert left == {
        f"{name}.unfinished-{here}", f"{name}.to-encrypt-{here}", "mine.unfinished-business",
    }  # fmt: skip
    restore(shop, backup)
    beside = [one.name for one in shop.parent.iterdir() if ".restoring" in one.name]
    assert beside == [f"{shop.name}.restoring-{here} 2026-11-30 120000"]


def test_what_is_refused_makes_no_backup(shop: Path) -> None:
    backup = backed_up(shop)
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("three"))
    with pytest.raises(Refusal, match="is open in a FeedbackDesk"):
        restore(shop, backup)
    desk.close()
    assert [one.path for one in list_backups(shop)] == [backup]


def test_what_is_empty_is_no_backup(shop: Path) -> None:
    backup = backed_up(shop)
    (backup.parent / "shop 2026-01-01 120000 daily.feedbackdesk").touch()
    assert [one.path for one in list_backups(shop)] == [backup]


def test_a_lost_workspace_comes_back(shop: Path) -> None:
    backup = backed_up(shop)
    shop.unlink()
    assert restore(shop, backup).aside is None
    assert words_in(shop) == ["one", "two"]


def test_a_damaged_workspace_is_kept_aside_as_it_is(shop: Path) -> None:
    backup = backed_up(shop)
    shop.write_bytes(b"no database " * 5_000)
    damaged = shop.read_bytes()
    aside = restore(shop, backup).aside
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert words_in(shop) == ["one", "two"]


def test_what_a_crash_left_goes_aside_with_its_file(shop: Path, tmp_path: Path) -> None:
    backup = backed_up(shop)
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("in the log alone"))
    crashed = tmp_path / "crashed" / shop.name
    crashed.parent.mkdir()
    for ending in ("", "-wal", "-shm"):
        shutil.copy(f"{shop}{ending}", f"{crashed}{ending}")
    desk.close()
    aside = restore(crashed, backup).aside
    assert words_in(crashed) == ["one", "two"]
    assert aside is not None
    assert words_in(aside) == ["in the log alone", "one", "two"]


def test_an_open_workspace_is_not_replaced(shop: Path) -> None:
    backup = backed_up(shop)
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("three"))
    with pytest.raises(Refusal, match="is open in a FeedbackDesk"):
        restore(shop, backup)
    desk.do(record_feedback, NewFeedback("four"))
    desk.close()
    assert words_in(shop) == ["four", "one", "three", "two"]


def jpeg(path: Path) -> None:
    """A picture."""
    path.write_bytes(b"\xff\xd8\xff\xe0" + bytes(9_000))


def other_database(path: Path) -> None:
    """Somebody else's database."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE step (id)")
        raw.commit()


def newer(path: Path) -> None:
    """A workspace of a version to come."""
    filled(path, "later")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()


def damaged(path: Path) -> None:
    """A workspace with a hole in it."""
    filled(path, *("x" * 3_000 for _number in range(30)))
    with path.open("r+b") as file:
        file.seek(4096 * 60)
        file.write(b"\xff" * 4096 * 30)


def another(path: Path) -> None:
    """A backup of another business."""
    filled(path, "another")


@pytest.mark.parametrize(
    ("makes", "says"),
    [
        (jpeg, "not a FeedbackDesk workspace"),
        (other_database, "not a FeedbackDesk workspace"),
        (newer, "newer version"),
        (damaged, "damaged"),
        (another, "another business"),
        (Path.mkdir, "no backup"),
        (Path.exists, "no backup"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_changes(
    shop: Path, tmp_path: Path, makes: object, says: str
) -> None:
    wrong = tmp_path / "wrong.feedbackdesk"
    assert callable(makes)
    makes(wrong)
    before = shop.read_bytes()
    with pytest.raises(Refusal, match=says):
        restore(shop, wrong)
    assert shop.read_bytes() == before
    assert [one.name for one in shop.parent.iterdir()] == [shop.name]


def test_the_workspace_is_no_backup_of_itself(shop: Path) -> None:
    with pytest.raises(Refusal, match="is the workspace itself"):
        restore(shop, shop)
    with pytest.raises((NotThere, CannotOpen)):
        restore(shop.parent / "nowhere" / shop.name, shop.parent / "no backup")


@pytest.mark.parametrize("old", OLD_FILES, ids=lambda path: path.stem)
def test_a_backup_of_any_version_is_gone_back_to(old: Path, tmp_path: Path) -> None:
    backup = Path(shutil.copy(old, tmp_path / "backup.feedbackdesk"))
    kept = backup.read_bytes()
    done = restore(tmp_path / "shop.feedbackdesk", backup)
    assert backup.read_bytes() == kept
    assert len(words_in(done.path)) == done.feedback > 0


_AT = "2026-11-30T09:00:00+00:00"


@pytest.mark.parametrize(
    ("remembered", "sound"),
    [
        ({"at": _AT, "sound": False}, False),
        ("yes", True),
        (None, True),
        (7, True),
        (["at"], True),
        ({}, True),
        ({"at": 7, "sound": False}, True),
        ({"at": "yesterday", "sound": False}, True),
        ({"at": "0001-01-01T00:00:00", "sound": False}, True),
        ({"at": _AT}, True),
    ],
)
def test_a_damaged_memory_of_checks_is_as_good_as_none(
    shop: Path, remembered: object, sound: bool
) -> None:
    made = backed_up(shop)
    desk = Desk.open(shop)
    Remembered(shop, "backups-checked").save({str(made): remembered})
    (listed,) = overview(desk).rows
    desk.close()
    assert listed.is_sound is sound
    assert (listed.checked == listed.backup.made) is sound
    assert listed.checked.tzinfo is not None


@pytest.mark.parametrize("emptied", [True, False], ids=["emptied", "deleted"])
@pytest.mark.parametrize("create", [True, False])
def test_beside_its_backups_nothing_is_begun_anew(
    shop: Path, *, emptied: bool, create: bool
) -> None:
    made = backed_up(shop)
    shop.write_bytes(b"") if emptied else shop.unlink()
    with pytest.raises(Vanished, match="1 backup of it can be gone back to"):
        Desk.open(shop, create=create)
    assert shop.exists() is emptied
    assert restore(shop, made).feedback == 2
    assert words_in(shop) == ["one", "two"]
    shop.unlink()
    shutil.rmtree(folder_of(shop))
    desk = Desk.open(shop)  # who put them away may begin anew
    assert desk.is_new
    desk.close()


def test_listing_what_was_set_aside_leaves_nothing_beside(shop: Path) -> None:
    before = sorted(shop.parent.iterdir())
    assert list_aside(shop) == []
    assert sorted(shop.parent.iterdir()) == before
