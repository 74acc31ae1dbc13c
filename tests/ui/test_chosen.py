"""A list with the keyboard has one chosen row, and a key with nothing to act on says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, delete_feedback, list_feedback, record_feedback
from feedbackdesk.desk.followups import delete_follow_up, owed
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.inbox import archive_many
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import delete_person
from feedbackdesk.desk.themes import add_theme, all_themes, merge_themes, theme_named
from feedbackdesk.domain.words import Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

BILL = "Mail me the bill."
NOTHING_INSPECTED = "Choose something to see what stands behind it."


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """One feedback waits, beside three themes."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback(BILL, Speaker("Ann Lee")))
    for name in ("Bills", "Milk", "Parking"):
        desk.do(add_theme, name)
    desk.close()
    return drive(path)


@pytest.fixture
def empty(drive: Drive, tmp_path: Path) -> Driver:
    """A workspace in which nothing was said yet."""
    return drive(tmp_path / "new.feedbackdesk")


def chosen(window: Driver, name: str) -> str:
    """Return the one row of a list that is chosen, as it is spoken."""
    (row,) = [row for row in window.each(name) if row.chosen]
    return row.spoken


def test_what_undo_and_redo_bring_into_an_emptied_inbox_is_chosen(window: Driver) -> None:
    assert window.chosen("inboxList") == [BILL]
    window.press("E")
    assert not window.has("inboxList")
    window.press("Ctrl+Z")
    assert window.chosen("inboxList") == [BILL]
    window.press("Ctrl+Shift+Z")
    assert not window.has("inboxList")
    window.press("Ctrl+Z")
    assert window.chosen("inboxList") == [BILL]
    assert window.keyboard == "inboxList"
    window.press("N")
    assert window.dialog() == "question"
    window.press("Esc")


def test_the_first_feedback_of_all_is_chosen_and_has_the_keyboard(empty: Driver) -> None:
    assert empty.keyboard == "offer.capture"
    empty.desk.do(record_feedback, NewFeedback(BILL))
    empty.settle()
    assert empty.keyboard == "inboxList"
    assert empty.chosen("inboxList") == [BILL]


@pytest.mark.parametrize(
    ("page", "thing", "keys"),
    [("inbox", "feedback", "T N J K E W A Del"), ("themes", "theme", "M F2 Del S U C R")],
)
def test_a_key_where_there_is_nothing_says_why_nothing_happens(
    empty: Driver, page: str, thing: str, keys: str
) -> None:
    empty.go(page)
    for key in keys.split():
        empty.press(key)
        assert empty.says() == f"Choose a {thing} first.", key
        assert empty.dialog() == ""
        empty.named("Close this message").click()
        assert empty.says() == ""


def test_the_first_skip_goes_to_the_first_row(window: Driver) -> None:
    window.desk.do(record_feedback, NewFeedback("Park nearer."))
    window.settle()
    window.press("Home", "Ctrl+Space")
    assert window.chosen("inboxList") == []
    window.press("E")
    assert window.says() == "Choose a feedback first."
    assert window.shown("inboxList") == ["Park nearer.", BILL]
    window.press("J")
    assert window.chosen("inboxList") == ["Park nearer."]
    window.press("J")
    assert window.chosen("inboxList") == [BILL]


def test_what_comes_back_after_its_words_were_filed_is_chosen(window: Driver) -> None:
    window.press("W")
    assert window.keyboard == "saidWords"
    window.press("Ctrl+A", "T")
    assert window.keyboard == "chooserField"
    window.type("Bills")
    window.press("Enter")
    assert not window.has("inboxList")
    (filed,) = window.desk.ask(list_feedback)
    assert [(one.theme, one.quote) for one in filed.mentions] == [("Bills", BILL)]
    window.press("Ctrl+Z")
    window.part("saidWords").press("Esc")
    assert window.keyboard == "inboxList"
    assert window.chosen("inboxList") == [BILL]


def test_the_themes_have_one_chosen_and_after_a_merge_the_target(window: Driver) -> None:
    window.press("Ctrl+2")
    assert window.chosen("themeList") == ["Bills"]
    window.press("M")
    assert window.keyboard == "chooserField"
    window.type("Parking")
    window.press("Enter")
    assert window.shown("themeList") == ["Milk", "Parking"]
    assert window.chosen("themeList") == ["Parking"]


def test_themes_that_are_read_anew_out_of_sight_leave_the_inspector_alone(window: Driver) -> None:
    window.press("Ctrl+2", "Ctrl+1", "I")
    assert BILL in window.inspected()
    window.desk.do(add_theme, "Aprons")
    window.settle()
    assert BILL in window.inspected()
    window.press("Ctrl+2")
    assert window.shown("themeList") == ["Aprons", "Bills", "Milk", "Parking"]


def test_the_inspector_opens_with_what_is_chosen_and_follows_the_page(window: Driver) -> None:
    assert window.inspected() == ""
    window.press("Ctrl+I")
    assert window.inspected().startswith("Feedback\n")
    assert BILL in window.inspected()
    window.press("Ctrl+2")
    assert window.inspected().startswith("Theme\n")
    assert window.field("themeName").says == "Bills"
    window.press("Ctrl+8")
    assert window.inspected().startswith("Nothing chosen\n")
    assert NOTHING_INSPECTED in window.inspected()
    window.press("Ctrl+1")
    assert BILL in window.inspected()
    window.press("Ctrl+I")
    assert window.inspected() == ""


def test_the_inspector_offers_to_unmerge_as_soon_as_something_was_merged(window: Driver) -> None:
    window.press("Ctrl+2", "Ctrl+I")
    assert window.field("themeName").says == "Bills"
    source, target = (window.desk.ask(theme_named, name).id for name in ("Bills", "Milk"))
    window.desk.do(merge_themes, source, target)
    window.settle()
    assert window.field("themeName").says == "Milk"
    assert window.button(f"unmerge.{source}").spoken == "Un-merge Bills"
    window.click(f"unmerge.{source}")
    assert [one.name for one in window.desk.ask(all_themes)] == ["Bills", "Milk", "Parking"]
    assert not window.has(f"unmerge.{source}")


def test_a_jump_to_feedback_that_is_not_in_the_inbox_stays_and_inspects_it(window: Driver) -> None:
    (key,) = [one.id for one in window.desk.ask(list_feedback)]
    window.press("Ctrl+8")
    window.desk.do(archive_many, [key], "1 feedback")
    window.settle()
    window.choose("historyList", window.shown("historyList")[-1])
    window.press("Alt+J")
    assert window.page == "history"
    assert BILL in window.inspected()
    window.press("Ctrl+Z")
    window.press("Alt+J")
    assert window.page == "inbox"
    assert window.chosen("inboxList") == [BILL]
    assert BILL in window.inspected()


def test_new_lists_choose_what_stands_where_a_row_went_away(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who in ("Ann", "Bo", "Cy"):
        new = NewFeedback("Stale again", Speaker(who), kind=Kind.PROBLEM)
        desk.do(record_feedback, new)
    for who in ("Di", "Ed"):
        desk.do(record_feedback, NewFeedback("No.", Speaker(who), loss=LossFacts("Price")))
    desk.close()
    window = drive(path)

    def names(place: str) -> list[str]:
        return [row.split(",")[0] for row in window.rows(place)]

    window.press("Ctrl+5")
    assert window.keyboard == "peopleList"
    assert window.chosen("peopleList") == ["Ann"]
    window.press("End", "Ctrl+I")
    assert window.chosen("peopleList") == ["Ed"]
    assert window.field("personName").says == "Ed"
    window.part("peopleList").take_keyboard()
    window.desk.do(delete_person, window.desk.ask(person_named, "Ed").id)
    window.settle()
    assert names("peopleList") == ["Ann", "Bo", "Cy", "Di"]
    assert window.chosen("peopleList") == ["Di"]

    window.press("Ctrl+4")
    assert window.keyboard == "owedList"
    assert names("owedList") == ["This week", "Ann", "Bo", "Cy", "Di"]
    assert chosen(window, "owedList").startswith("Ann, Acknowledge")
    (first,) = [one.id for one in window.desk.ask(owed) if one.who == "Ann"]
    other = Desk.open(path)  # as another window would
    other.do(delete_follow_up, first)
    other.close()
    window.until(lambda: "Ann" not in names("owedList"), "what another window did")
    window.settle()
    assert names("owedList") == ["This week", "Bo", "Cy", "Di"]
    assert chosen(window, "owedList").startswith("Bo, Acknowledge")

    window.press("Ctrl+6")
    window.part("lossList").take_keyboard()
    window.press("Home")
    assert "by A deleted person" in chosen(window, "lossList")
    newest = max(one.id for one in window.desk.ask(list_feedback))
    window.desk.do(delete_feedback, newest)
    window.settle()
    assert len(window.rows("lossList")) == 1
    assert "by Di" in chosen(window, "lossList")

    window.press("Ctrl+7")
    assert window.keyboard == "watchList"
    assert window.chosen("watchList") == ["Ann"]
    assert "Stale again" in window.inspected()


@pytest.mark.parametrize(
    ("keys", "offer"),
    [
        ("Ctrl+4", "offer.capture"), ("Ctrl+5", "offer.capture"),
        ("Ctrl+6", "offer.capture_loss"), ("Ctrl+7", "offer.capture"),
    ],
)  # fmt: skip
def test_an_empty_page_gives_the_keyboard_to_what_it_offers(
    empty: Driver, keys: str, offer: str
) -> None:
    empty.press(keys)
    assert empty.keyboard == offer
    empty.press("Space")
    assert empty.dialog() == "captureForm" or empty.has("captureForm")
    assert empty.part("segment.loss").checked is (offer == "offer.capture_loss")
    empty.press("Esc")
