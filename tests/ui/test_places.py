"""Places, and the trail that leads back; a page that stands in itself alone is everywhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.themes import all_themes, delete_theme
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.driver.own_page import own_pages

__all__ = ["own_pages"]  # a fixture


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with two themes."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for words, theme in (("Mail me the bill", "Bills"), ("Stock oat milk", "Milk")):
        desk.do(record_feedback, NewFeedback(words, themes=(theme,)))
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over it."""
    return drive(shop)


def key_of(window: Driver, theme: str) -> int:
    """Return the key of a theme."""
    return next(one.id for one in window.desk.ask(all_themes) if one.name == theme)


# A page of one's own


def test_a_page_of_ones_own_is_found_everywhere(own_pages: Any, drive: Drive, shop: Path) -> None:
    window = drive(shop)
    assert window.button("nav.needs").spoken == "Needs"
    window.press("Alt+G")
    assert "Needs" in window.menu()
    window.pick("Needs")
    assert window.page == "needs"
    assert window.rows("needsList") == ["Bills, 1 times", "Milk, 1 times"]
    assert window.bar()["Needs"] == "Alt+D"
    window.press("Alt+D")
    assert window.menu()[:2] == ["Make it louder", "Read about it"]
    window.press("Esc", "Esc")
    window.row("needsList", "Milk").right_click()
    assert window.menu() == ["Make it louder", "Read about it"]
    window.pick("Make it louder")
    assert window.rows("needsList") == ["Bills, 1 times", "MILK, 1 times"]
    window.choose("needsList", "Bills")
    window.press("V")
    assert "BILLS" in window.rows("needsList")[0]
    window.press("Y")
    assert window.part("storyName").says == "BILLS"
    assert window.part("story.back").says == "Back to the needs"
    window.press("Alt+Left")
    assert (window.page, window.keyboard) == ("needs", "needsList")
    window.press("Ctrl+1", "Ctrl+Shift+Y")
    assert window.page == "needs"
    window.press("Ctrl+K")
    window.type("louder")
    assert "Make it louder" in window.text("paletteList") or window.rows("paletteList")
    window.press("Esc", "F1")
    assert window.is_said("Write the need in capital letters", "shortcutsDialog")
    window.press("Esc")


def test_a_page_out_of_sight_asks_nothing_until_it_is_looked_at(
    own_pages: Any, drive: Drive, shop: Path
) -> None:
    window = drive(shop)
    assert own_pages.loads == 0
    window.go("needs")
    assert own_pages.loads == 1
    window.go("inbox")
    for words in ("Open earlier", "Open later"):
        window.desk.do(record_feedback, NewFeedback(words, themes=("Hours",)))
    window.settle()
    assert own_pages.loads == 1
    window.go("needs")
    assert own_pages.loads == 2
    assert "Hours, 2 times" in window.rows("needsList")
    window.go("inbox")
    window.go("needs")
    assert own_pages.loads == 2, "nothing was done meanwhile"


def test_a_workspace_that_cannot_be_changed_disables_exactly_what_changes_it(
    own_pages: Any, drive: Drive, shop: Path
) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = drive(shop)
    window.go("needs")
    window.choose("needsList", "Bills")
    told_otherwise = {"undo", "redo", "print", "damage"}  # by what there is to be undone or printed
    dead = {name for name in window.actions() if not window.can(name)}
    changing = {name for name in window.actions() if window.changes(name)}
    assert "need_louder" in changing
    assert dead - told_otherwise == changing - told_otherwise
    window.press("V")
    assert window.rows("needsList")[0].startswith("Bills")


@pytest.mark.usefixtures("defects")
def test_a_page_whose_question_fails_tells_so_and_the_window_goes_on(
    own_pages: Any, drive: Drive, shop: Path
) -> None:
    window = drive(shop)
    window.act("broken")
    assert window.page == "broken"
    window.press("Esc")
    window.go("themes")
    assert len(window.rows("themeList")) == 2


# The trail


def test_the_trail_is_walked_by_keys_menu_and_mouse(window: Driver) -> None:
    window.go("themes")
    window.open("themeList", "Bills")
    window.go("people")
    window.press("Alt+Left")
    assert window.part("storyName").says == "Bills"
    window.press("Alt+Left", "Alt+Left")
    assert window.page == "inbox"
    window.press("Alt+Left")
    assert window.page == "inbox", "the trail begins here"
    window.act("forward")
    assert window.page == "themes"
    assert window.has("themeList")
    window.press("Alt+Right", "Alt+Right")
    assert window.page == "people"
    window.press("Alt+Right")
    assert window.page == "people", "and ends there"
    window.part("peoplePage").press_side("back")
    assert window.has("storyList")
    window.part("storyList").press_side("back")
    assert window.has("themeList")
    window.part("themeList").press_side("forward")
    assert window.has("storyList")
    window.go("history")
    window.press("Alt+Right")
    assert window.page == "history", "who goes elsewhere leaves what lay ahead"


def test_esc_closes_then_clears_then_goes_back(window: Driver) -> None:
    window.go("people")
    window.go("themes")
    window.choose("themeList", "Bills")
    window.act("inspector")
    window.named("Filter themes", "themesPage").fill("milk")
    window.settle()
    assert window.rows("themeList") == ["Milk, 1 account, 1 mention, not planned"]
    window.row("themeList", "Milk").click()
    window.settle()
    window.press("Esc")
    assert not window.has("inspector"), "it closes"
    assert len(window.rows("themeList")) == 1
    window.press("Esc")
    assert len(window.rows("themeList")) == 2, "it clears"
    assert window.page == "themes"
    window.press("Esc")
    assert window.page == "people", "it goes back"


def test_what_was_deleted_meanwhile_is_passed_over(window: Driver) -> None:
    window.go("themes")
    window.open("themeList", "Bills")
    key = key_of(window, "Bills")
    window.go("people")
    window.desk.do(delete_theme, key)
    window.settle()
    window.press("Alt+Left")
    assert window.page == "themes"
    assert window.has("themeList")
    assert window.rows("themeList") == ["Milk, 1 account, 1 mention, not planned"]
    window.press("Alt+Right")
    assert window.page == "people"
    window.press("Alt+Left", "Alt+Left")
    assert window.page == "inbox"


def test_what_is_deleted_in_sight_makes_room_for_what_was_before(window: Driver) -> None:
    window.go("owed")
    window.go("themes")
    window.open("themeList", "Bills")
    window.desk.do(delete_theme, key_of(window, "Bills"))
    window.settle()
    assert window.has("themeList")
    window.press("Alt+Right")
    assert window.has("themeList"), "nothing leads on to what is gone"
    window.press("Alt+Left")
    assert window.page == "owed"


# Coming back


def test_a_restart_comes_back_to_the_last_place(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.go("themes")
    window.open("themeList", "Milk")
    assert window.close()
    again = drive(shop)
    assert again.part("storyName").says == "Milk"
    again.press("Alt+Left")
    assert again.has("themeList"), "the page above, where no trail is"
    again.press("Ctrl+F")
    again.type("oat")
    assert again.page == "search"
    assert again.close()
    third = drive(shop)
    assert (third.page, third.field("searchField").says) == ("search", "oat")
    assert third.rows("searchList") != []


@pytest.mark.parametrize(
    ("who", "says"), [("Ann Lee", "Take cards"), ("Lee Bakers", "Take cards")], ids=["one", "firm"]
)
def test_a_restart_comes_back_to_a_page_of_somebody(
    drive: Drive, shop: Path, who: str, says: str
) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback(says, Speaker("Ann Lee", "Lee Bakers")))
    desk.close()
    window = drive(shop)
    window.go("people")
    if who != "Ann Lee":
        window.press("End")
    window.open("peopleList", who)
    assert window.close()
    again = drive(shop)
    again.settle()
    assert (again.page, again.dialog()) == ("people", "")
    assert again.is_said(who)
    assert again.is_said(says)


def test_a_place_that_is_gone_by_then_is_passed_over(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.go("themes")
    window.open("themeList", "Milk")
    key = key_of(window, "Milk")
    assert window.close()
    desk = Desk.open(shop)
    desk.do(delete_theme, key)
    desk.close()
    again = drive(shop)
    assert again.has("themeList")
    assert len(again.rows("themeList")) == 1


def test_after_two_ends_in_a_row_that_were_none_it_begins_at_the_beginning(
    drive: Drive, shop: Path
) -> None:
    window = drive(shop)
    window.go("insights")
    window.crash()
    one = drive(shop)
    assert one.page == "insights", "once may be anything"
    one.crash()
    two = drive(shop)
    assert two.page == "inbox"
    two.go("insights")
    assert two.close()
    assert drive(shop).page == "insights", "it ended well"


def test_where_nobody_names_one_the_last_workspace_opens(
    drive: Drive, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEEDBACKDESK_WORKSPACE", raising=False)
    other = tmp_path / "other.feedbackdesk"
    Desk.open(other).close()
    for path in (other, shop):
        assert drive(path).close()
    last = drive(None)
    assert last.path == shop
    assert last.close()
    shop.rename(tmp_path / "moved.feedbackdesk")
    assert drive(None).path not in {shop, other}, "it is not there any more"
