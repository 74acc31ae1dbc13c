"""A damaged workspace is only read, and the window leads out of it in three ways."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk.desk.backing_up import make
from feedbackdesk.desk.backup_files import list_backups
from feedbackdesk.desk.backups import back_up, restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.second_place import make_key
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.rotation import Why
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive, DriveSmall

PAGE = 4096


def spoil(path: Path, table: str = "feedback", which: int = 2) -> None:
    """Let a page of a table make no sense."""
    with closing(sqlite3.connect(path)) as raw:
        pages = [
            page
            for (page,) in raw.execute(
                "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path",
                (table,),
            )
        ]
    with path.open("r+b") as file:
        file.seek((pages[which] - 1) * PAGE)
        file.write(bytes(PAGE))


@pytest.fixture
def shop(sample_path: Path, tmp_path: Path) -> Path:
    """A damaged workspace in a folder of its own, with a backup and two steps after it."""
    path = tmp_path / "desk" / "shop.feedbackdesk"
    path.parent.mkdir()
    sample_path.rename(path)
    desk = Desk.open(path)
    assert back_up(desk, Why.ASKED) is not None
    for words in ("After the backup", "And one more"):
        desk.do(record_feedback, NewFeedback(words))
    desk.close()
    spoil(path)
    return path


def until_read(window: Driver) -> None:
    """Wait until the page says what can be read."""
    window.until(lambda: window.page == "damaged", "the page of the damage")
    window.until(lambda: " of " in window.text("damagedPage"), "what can be read")
    window.settle()


def said(window: Driver) -> set[str]:
    """Return what was recorded."""
    return {one.text for one in window.desk.ask(list_feedback)}


def test_the_window_says_what_is_known_and_records_nothing(drive: Drive, shop: Path) -> None:
    before = shop.read_bytes()
    window = drive(shop)
    until_read(window)
    words = window.text("damagedPage")
    assert "A part of this file cannot be read" in words
    assert "of 122" in words
    assert "2 steps were made since" in words
    assert "for looking only" in window.title
    for action in ("capture", "capture_loss", "undo", "accept", "backup_now"):
        assert not window.can(action)
    assert window.focused.says == "Go back, with 2 steps"
    window.close()
    assert shop.read_bytes() == before


def test_looking_only_goes_on_with_a_band_that_leads_back(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    until_read(window)
    assert not window.has("damageNotice")
    window.press("3")
    assert window.page == "inbox"
    assert "A part of “shop.feedbackdesk” cannot be read" in window.text("damageNotice")
    window.go("themes")
    assert window.rows("themeList")
    window.click("damageWays")
    assert window.page == "damaged"
    assert not window.has("damageNotice")


def test_going_back_brings_what_came_after_and_keeps_the_damaged_file(
    drive: Drive, shop: Path
) -> None:
    before = shop.read_bytes()
    window = drive(shop)
    until_read(window)
    window.press("1")
    here = window.follow()
    here.settle()
    assert {"After the backup", "And one more"} <= said(here)
    assert here.desk.check() == []
    assert "is whole again: 122 feedback" in here.says()
    assert here.page == "inbox", "not before the damage that is no more"
    assert not here.has("damageNotice")
    assert here.can("capture")
    (aside,) = shop.parent.glob("*set aside*")
    assert aside.read_bytes() == before


@pytest.mark.parametrize("without", [False, True])
def test_a_newer_backup_that_is_encrypted_is_gone_back_to_with_its_key(
    drive: Drive, shop: Path, tmp_path: Path, *, without: bool
) -> None:
    """What can be read beside the workspace is older; without the key that will do."""
    (older,) = list_backups(shop)
    key, stick = tmp_path / "key.txt", tmp_path / "stick"
    stick.mkdir()
    restore(shop, older.path)
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("In the newest"))
    desk.do(change_settings, {"backup_second_place": str(stick), "backup_key": make_key(key)})
    newest = make(desk, Why.ASKED)
    desk.close()
    assert newest is not None
    newest.path.unlink()
    spoil(shop)
    window = drive(shop)
    until_read(window)
    words = window.text("damagedPage")
    assert "encrypted" in words
    assert "The file with its secret key is asked for" in words
    assert "Without the key: the backup of " in words
    window.press("1")
    assert "is encrypted" in window.asked()
    if without:
        window.press("Alt+W")
    else:
        with window.naming(key):
            window.press("Return")
    here = window.follow()
    here.settle()
    assert "In the newest" in said(here)
    assert "is whole again" in here.says()
    assert here.desk.check() == []


def test_rescuing_goes_on_with_the_new_file_and_names_what_is_missing(
    drive: Drive, shop: Path
) -> None:
    before = shop.read_bytes()
    window = drive(shop)
    until_read(window)
    new = shop.with_name("rescued.feedbackdesk")
    with window.naming(new):
        window.press("2")
    here = window.follow()
    here.until(lambda: here.dialog() == "missing", "what is missing")
    assert "of the feedback could be read in part" in here.text("missing")
    here.press("Return")
    assert here.path == new
    assert here.desk.check() == []
    assert {"After the backup", "And one more"} <= said(here)
    assert shop.read_bytes() == before


def test_of_much_that_is_missing_the_first_is_named_and_the_rest_is_below(
    drive: Drive, shop: Path
) -> None:
    for table in ("person", "mention", "theme", "item", "follow_up", "loss", "organisation"):
        spoil(shop, table, 0)
    window = drive(shop)
    until_read(window)
    with window.naming(shop.with_name("rescued.feedbackdesk")):
        window.press("2")
    here = window.follow()
    here.until(lambda: here.dialog() == "missing", "what is missing")
    told = here.asked().split("\n\n")
    assert any("people could be read in part: " in one for one in told)
    assert told[-1].startswith("And ")
    assert told[-1].endswith(" more.")
    here.press("Return")


def test_the_words_of_a_refused_record_wait_as_a_draft(drive_small: DriveSmall, shop: Path) -> None:
    small = drive_small(shop, text="Open on Sundays")
    small.begin()
    small.press("Ctrl+Return")
    assert "Nothing was changed" in small.text()
    assert small.field("wordsField").holds == "Open on Sundays"
    small.close()
    (draft,) = Drafts(shop).waiting()
    assert draft.form["words"] == "Open on Sundays"


def test_steps_that_cannot_be_read_are_not_said_to_be_none(drive: Drive, shop: Path) -> None:
    spoil(shop, "step", 0)
    window = drive(shop)
    until_read(window)
    told = window.text("way.damage_back")
    assert "2 steps made since cannot be read" in told
    assert "0 steps" not in told


def test_without_a_backup_rescuing_is_recommended(drive: Drive, shop: Path) -> None:
    for one in (shop.parent / "FeedbackDesk backups").iterdir():
        one.unlink()
    window = drive(shop)
    until_read(window)
    assert not window.button("do.damage_back").enabled
    assert "There is no good backup" in window.text("way.damage_back")
    assert "Loses the least" in window.text("way.damage_rescue")
    assert window.focused.says == "Rescue into a new file…"


@pytest.mark.parametrize("first", [True, False], ids=["the first page", "the head"])
def test_a_file_that_does_not_open_leads_out_too(drive: Drive, shop: Path, *, first: bool) -> None:
    with shop.open("r+b") as file:
        file.write(bytes(PAGE if first else 100))
    window = drive(shop)
    window.click("offer.damage")
    until_read(window)
    assert "It cannot be opened" in window.text("damagedPage")
    assert not window.button("do.damage_look").enabled
    window.press("1")
    here = window.follow()
    assert {"After the backup", "And one more"} <= said(here)


def test_everything_on_it_is_reached_and_in_sight_in_a_small_window(
    drive: Drive, shop: Path
) -> None:
    window = drive(shop)
    until_read(window)
    for width, height in ((1366, 768), (1024, 700), (880, 560)):
        window.resize(width, height)
        for name in ("way.damage_back", "way.damage_rescue", "way.damage_look"):
            assert window.part(name).sticking_out == []
    for button in ("do.damage_back", "do.damage_rescue", "do.damage_look", "damagedCopy"):
        assert window.button(button).place.height() >= 24
    window.click("damagedCopy")
    assert "can be read" in window.clipboard or "cannot be read" in window.clipboard


@pytest.mark.parametrize("emptied", [True, False], ids=["emptied", "deleted"])
def test_a_workspace_that_is_gone_is_gone_back_to_and_never_begun_anew(
    drive: Drive, sample_path: Path, *, emptied: bool
) -> None:
    desk = Desk.open(sample_path)
    desk.do(record_feedback, NewFeedback("Before it went"))
    assert back_up(desk, Why.ASKED) is not None
    desk.close()
    sample_path.write_bytes(b"") if emptied else sample_path.unlink()
    window = drive(sample_path)
    window.until(lambda: window.page == "damaged", "the page that leads out")
    window.until(lambda: window.can("damage_back"), "the newest backup")
    told = window.text("damagedPage")
    assert ("This workspace was emptied" if emptied else "not there any more") in told
    assert not window.can("damage_rescue")
    assert emptied or not sample_path.exists(), "nothing was made in its place"
    window.press("1")
    here = window.follow()
    assert "Before it went" in said(here)
    assert here.desk.check() == []
