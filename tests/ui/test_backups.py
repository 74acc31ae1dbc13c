"""Backups make themselves, are looked at, and are gone back to, in the window."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.backing_up import keep
from feedbackdesk.desk.backup_files import FOLDER, folder_of, list_backups
from feedbackdesk.desk.backups import restore
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.json_beside import json_of
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.rotation import Why
from feedbackdesk.paths import sample_workspace
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with a backup of two days ago, in which something was said since."""
    path = tmp_path / "shop" / "shop.feedbackdesk"
    desk = Desk.open(path)
    say(desk, "Deliver on Mondays", "Ann Lee")
    keep(desk, Why.DAILY)
    aged(path, 3)
    say(desk, "Open on Sundays", "Bo Ek")
    say(desk, "Take cards", "Cy Dun")
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over it, before the page of backups."""
    made = drive(shop)
    made.resize(1366, 768)
    made.act("backups")
    return made


def say(desk: Desk, words: str, who: str) -> None:
    """Record what somebody said."""
    desk.do(record_feedback, NewFeedback(words, Speaker(who)))


def test_the_newest_has_everything_as_json_beside_it(drive: Drive, shop: Path) -> None:
    (old,) = list_backups(shop)
    assert json_of(old.path).name not in {one.name for one in folder_of(shop).iterdir()}
    window = drive(shop)
    window.resize(1366, 768)
    window.act("backups")
    assert "JSON" not in window.part("pageNumbers").says
    window.click("backups.backup_now")
    newest, _old = list_backups(shop)
    assert json_of(newest.path).exists()
    assert "2 kept, the newest also as JSON, " in window.part("pageNumbers").says
    window.go("inbox")
    say(window.desk, "Open early", "Dee Fox")
    window.close()
    newest = list_backups(shop)[0]
    jsons = [one for one in folder_of(shop).iterdir() if one.suffix == ".json"]
    assert jsons == [json_of(newest.path)]
    assert "Open early" in jsons[0].read_text("utf-8")


def said(window: Driver) -> list[str]:
    """Return what was recorded, in the order of the alphabet."""
    return sorted(one.text for one in window.desk.ask(list_feedback))


def aged(path: Path, days: int) -> None:
    """Let every backup be so many days older."""
    for one in list_backups(path):
        moment = f"{one.made - timedelta(days=days):%Y-%m-%d %H%M%S}"
        one.path.rename(one.path.with_name(f"{path.stem} {moment} {one.why}.feedbackdesk"))


def test_one_is_made_when_the_window_has_closed(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    assert window.close()
    newest, _older = list_backups(shop)
    assert newest.why is Why.CLOSING
    assert sorted(one.name for one in shop.parent.iterdir()) == [FOLDER, shop.name]
    again = drive(shop)
    assert again.close()
    assert len(list_backups(shop)) == 2, "nothing was new"


def test_where_backups_go_is_said_once_the_first_was_made(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "new" / "shop.feedbackdesk"
    first = drive(path)
    say(first.desk, "Deliver on Mondays", "Ann Lee")
    assert "Backups" not in first.says()
    assert first.close()
    second = drive(path)
    second.settle()
    assert second.says().startswith("Backups make themselves: when you close the window")
    assert str(folder_of(path)) in second.says()
    page = Path(__file__).parents[2] / "resources" / "handbook" / "backups.md"
    assert second.says().split(". ")[0] in page.read_text("utf-8").replace("\n", " ")
    assert second.close()
    third = drive(path)
    third.settle()
    assert third.says() == ""


def test_nothing_is_backed_up_of_what_took_the_files_place(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    other = shop.with_name("other.feedbackdesk")
    desk = Desk.open(other)
    say(desk, "Of another business", "Di Fox")
    desk.close()
    other.replace(shop)
    window.until(lambda: window.has("astrayNotice"), "the notice")
    assert not window.close()
    window.press("Alt+L")  # what was there before may go
    window.until(lambda: not window.is_open, "the end of the window")
    assert window.close()
    assert [one.why for one in list_backups(shop)] == [Why.DAILY]


def test_the_page_tells_when_how_large_how_sound_and_what_came_since(window: Driver) -> None:
    (row,) = [one for one in window.rows("backupsList") if "daily" in one]
    assert "whole, checked" in row
    assert row.endswith("since then: 2 feedbacks, 2 steps")
    assert " kB, " in row
    assert window.label("pageNumbers").says.startswith("1 kept, ")
    assert window.label("pageNumbers").says.endswith(" of 500 MB")
    facts = window.text("backupSide")
    assert "2 steps done since then would leave" in facts
    assert "“Take cards”\nCy Dun" in facts
    assert "“Open on Sundays”\nBo Ek" in facts
    assert "Deliver on Mondays" not in facts
    heard = window.part("backupFacts").explained
    assert "Feedback: now 3, then 1." in heard
    assert "People: now 3, then 1." in heard
    assert not window.has("backupNotice")


def test_two_of_one_minute_are_told_apart(drive: Drive, shop: Path) -> None:
    (one,) = list_backups(shop)
    for moment in ("2026-03-01 101502", "2026-03-01 101540"):
        shutil.copy(one.path, one.path.with_name(f"shop {moment} asked.feedbackdesk"))
    window = drive(shop)
    window.act("backups")
    told = [row for row in window.rows("backupsList") if "asked for" in row]
    assert [("10:15:40" in row, "10:15:02" in row) for row in told] == [
        (True, False), (False, True)
    ]  # fmt: skip


def test_a_workspace_that_was_renamed_has_its_backups_still(drive: Drive, shop: Path) -> None:
    window = drive(shop.rename(shop.with_name("bakery.feedbackdesk")))
    window.resize(1366, 768)
    window.act("backups")
    assert "1 kept" in window.label("pageNumbers").says
    window.press("R", "Return")
    there = window.follow()
    assert said(there) == ["Deliver on Mondays"]


def test_what_was_set_aside_is_listed_below_and_deleted_after_asking(
    drive: Drive, shop: Path
) -> None:
    (backup,) = list_backups(shop)
    restore(shop, backup.path)
    log = shop.with_name("shop.feedbackdesk-wal of another file 2026-03-01 101400.123456")
    log.write_bytes(bytes(3_000))
    window = drive(shop)
    window.resize(1366, 768)
    window.act("backups")
    heading, aside, lost_log = window.rows("backupsList")[-3:]
    assert heading == "Set aside"
    assert "set aside" in aside
    assert "not checked" in aside
    assert "log of another file, 3 kB" in lost_log
    assert ", 2 set aside, " in window.label("pageNumbers").says
    for _row in range(4):
        window.press("J")
    assert "can be deleted" in window.text("backupSide")
    window.press("L")
    assert "It is a log and no workspace" in window.says()
    window.press("Shift+Delete")
    assert f"Delete “{log.name}” for good?" in window.asked()
    assert "cannot be undone" in window.asked()
    window.press("Return")  # what is offered first deletes nothing
    assert log.exists()
    window.press("Shift+Delete", "Alt+D")
    window.until(lambda: not log.exists(), "the file that was set aside is gone")
    assert "Deleted" in window.says()
    window.until(lambda: "log" not in window.rows("backupsList")[-1], "the list anew")


def test_the_last_good_backup_is_not_deleted(window: Driver, shop: Path) -> None:
    window.press("Shift+Delete", "Alt+D")
    assert "is the last good backup. Nothing was deleted" in window.says()
    assert len(list_backups(shop)) == 1


def test_what_is_done_meanwhile_is_told(window: Driver) -> None:
    window.press("Ctrl+N")
    window.field("wordsField").type("Bake rye")
    window.press("Ctrl+Return")
    window.until(
        lambda: window.rows("backupsList")[-1].endswith("3 feedbacks, 3 steps"), "what came since"
    )
    assert "“Bake rye”" in window.text("backupSide")


def test_what_a_newer_version_made_is_told_and_not_gone_back_to(drive: Drive, shop: Path) -> None:
    (one,) = list_backups(shop)
    moment = f"{one.made + timedelta(days=1):%Y-%m-%d %H%M%S}"
    newer = Path(shutil.copy(one.path, one.path.with_name(f"shop {moment} daily.feedbackdesk")))
    with closing(sqlite3.connect(newer)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = drive(shop)
    window.resize(1366, 768)
    window.act("backups")
    assert window.label("pageNumbers").says.startswith("1 kept, ")
    (told,) = [row for row in window.rows("backupsList") if "newer" in row]
    assert "damaged" not in told
    assert told.endswith("since then: a newer FeedbackDesk made it")
    assert "install that to go back to it" in window.text("backupSide")
    window.press("R")
    assert "Here it counts as no backup, and is never deleted by itself." in window.says()
    assert window.is_open


def test_those_of_a_copy_beside_say_so(drive: Drive, shop: Path) -> None:
    copy = Desk.open(Path(shutil.copy(shop, shop.with_name("shop copy.feedbackdesk"))))
    keep(copy, Why.CLOSING)
    say(copy, "In the copy alone", "Di Fox")
    keep(copy, Why.CLOSING)
    copy.close()
    window = drive(shop)
    window.resize(1366, 768)
    window.act("backups")
    rows = [row for row in window.rows("backupsList") if " kB" in row]
    assert ["of “shop copy”" in row for row in rows] == [True, False]
    assert "since then: nothing" in rows[0]


def test_one_more_is_made_by_a_button(window: Driver, shop: Path) -> None:
    window.click("backups.backup_now")
    assert window.says().startswith("Backed up and checked: ")
    headings_and_rows = window.rows("backupsList")
    assert headings_and_rows[0] == "Today"
    assert "asked for" in headings_and_rows[1]
    assert headings_and_rows[1].endswith("since then: nothing")
    assert "Nothing was done since then." in window.text("backupSide")
    assert list_backups(shop)[0].why is Why.ASKED
    window.press("J")
    assert "2 steps done since then would leave" in window.text("backupSide")
    window.press("K")
    assert "Nothing was done since then." in window.text("backupSide")


def test_going_back_asks_and_can_be_taken_back_in_the_same_way(window: Driver, shop: Path) -> None:
    window.press("R")
    assert window.asked().startswith("Go back to ")
    assert "What is there now is backed up first and kept" in window.asked()
    window.press("Escape")
    assert said(window) == ["Deliver on Mondays", "Open on Sundays", "Take cards"]
    window.press("R", "Return")
    there = window.follow()
    assert said(there) == ["Deliver on Mondays"]
    assert there.page == "backups"
    assert "1 feedback. What was there is kept" in there.says()
    assert "before going back" in there.rows("backupsList")[1]
    assert list_backups(shop)[0].why is Why.RESTORE
    assert "It has steps that are not here" in there.text("backupSide")
    there.press("R", "Return")
    back = there.follow()
    assert said(back) == ["Deliver on Mondays", "Open on Sundays", "Take cards"]
    back.press("Escape")
    assert back.page == "inbox"


def test_going_back_to_what_cannot_be_read_is_refused_and_goes_on(
    window: Driver, shop: Path
) -> None:
    (backup,) = list_backups(shop)
    backup.path.write_bytes(backup.path.read_bytes()[:20_000])
    window.press("C")
    assert "damaged" in window.says()
    assert "damaged, checked today" in window.rows("backupsList")[-1]
    assert window.rows("backupsList")[-1].endswith("cannot be read whole")
    window.press("R", "Return")
    there = window.follow()
    assert "damaged" in there.says()
    assert said(there) == ["Deliver on Mondays", "Open on Sundays", "Take cards"]


def test_it_is_looked_into_and_nothing_in_it_can_be_changed(window: Driver, shop: Path) -> None:
    before = list_backups(shop)[0].path.read_bytes()
    window.press("L")
    inside = window.follow(beside=True)
    assert said(inside) == ["Deliver on Mondays"]
    assert not inside.can("capture")
    assert ", backup of " in inside.title, "nobody takes it for the workspace"
    assert inside.is_said("it can be read, not changed")
    assert inside.is_said("I inspect")
    assert not inside.is_said("files it as suggested"), "no key is taught that does nothing"
    assert inside.close()
    assert list_backups(shop)[0].path.read_bytes() == before


def test_a_copy_is_a_workspace_of_its_own(window: Driver, tmp_path: Path) -> None:
    copy = tmp_path / "then.feedbackdesk"
    with window.naming(copy):
        window.press("S")
    window.settle()
    assert window.says() == "Saved as “then.feedbackdesk”."
    desk = Desk.open(copy)
    say(desk, "On its own", "Ed Fir")
    assert [one.text for one in desk.ask(list_feedback)] == ["On its own", "Deliver on Mondays"]
    desk.close()


def test_it_is_shown_in_its_folder(window: Driver, shop: Path, outside: list[str]) -> None:
    window.press("O")
    assert outside == [folder_of(shop).as_uri()]


def test_where_they_go_is_set_and_what_is_no_place_is_refused(
    window: Driver, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    window.click("backups.backup_plan")
    assert window.dialog() == "backupPlan"
    window.field("backupPlace").type(str(stick))
    window.press("Return")
    assert "There is no folder" in window.label("backupPlanProblem").says
    stick.mkdir()
    window.field("backupRoom").fill("20")
    with window.naming(tmp_path / "key.txt"):
        window.click("backupMakeKey")
    assert "Encrypted there" in window.label("backupEncrypted").says
    assert window.keyboard != "backupMakeKey", "Enter does not take it away again"
    window.answer("Save")
    window.until(lambda: len(window.rows("backupsList")) > 3, "those in both places")
    now = window.desk.ask(settings)
    assert (now["backup_room"], now["backup_second_place"]) == ("20", str(stick))
    assert now["backup_key"] in (tmp_path / "key.txt").read_text("ascii")
    rows = window.rows("backupsList")
    assert any("in the second place" in one and one.endswith("encrypted") for one in rows)
    assert "on the same disk as the workspace" in window.text("backupNotice")


def test_an_encrypted_one_is_gone_back_to_with_its_key(
    window: Driver, shop: Path, tmp_path: Path
) -> None:
    stick, key = tmp_path / "stick", tmp_path / "key.txt"
    stick.mkdir()
    window.click("backups.backup_plan")
    window.field("backupPlace").type(str(stick))
    with window.naming(key):
        window.click("backupMakeKey")
    window.answer("Save")
    window.until(lambda: len(window.rows("backupsList")) > 3, "those in both places")
    desk = window.desk
    say(desk, "Since then", "Ed Fir")
    shutil.rmtree(folder_of(shop))
    window.act("inbox")
    window.act("backups")
    window.settle()
    assert "It is encrypted" in window.text("backupSide")
    window.press("L")
    assert "It is encrypted" in window.says()
    window.press("S")
    assert "It is encrypted" in window.says()
    with window.naming(key):
        window.press("R")
    window.press("Return")
    there = window.follow()
    assert said(there) == ["Deliver on Mondays", "Open on Sundays", "Take cards"]


def test_without_a_backup_the_page_says_when_one_is_made(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "new" / "shop.feedbackdesk")
    window.act("backups")
    assert window.is_said("No backup yet")
    window.press("Ctrl+N")
    window.field("wordsField").type("Bake rye")
    window.press("Ctrl+Return")
    assert window.keyboard == "offer.backup_now"
    window.press("Space")
    assert "asked for" in window.rows("backupsList")[1]


def test_of_the_made_up_business_no_backup_is_promised(drive: Drive) -> None:
    window = drive(sample_workspace())
    window.act("backups")
    window.settle()
    assert window.is_said("None is made of the made-up business by itself")
    assert not window.is_said("One is made when you close")


def test_what_is_wrong_with_backups_is_said(drive: Drive, shop: Path) -> None:
    desk = Desk.open(shop)
    shutil.rmtree(folder_of(shop))
    folder_of(shop).write_text("somebody's file")
    keep(desk, Why.CLOSING)
    desk.close()
    window = drive(shop)
    assert "No backup could be made lately" in window.says()
    window.act("backups")
    assert "No backup could be made lately" in window.text("backupNotice") or window.is_said(
        "No backup yet"
    )
    folder_of(shop).unlink()
    window.act("backup_now")
    window.until(lambda: window.has("backupsList"), "the list")
    assert not window.has("backupNotice")


def test_a_place_that_is_set_elsewhere_is_followed(window: Driver, tmp_path: Path) -> None:
    window.desk.do(change_settings, {"backup_room": "1000"})
    window.until(lambda: window.label("pageNumbers").says.endswith(" of 1 GB"), "the new room")
