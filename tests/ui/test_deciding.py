"""The inbox by keys: what suggests itself is taken, and the next key never waits."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import FeedbackFacts as Facts
from feedbackdesk.desk.feedback import (
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

INVOICE, DELIVERY = "Can you mail me the invoice?", "Delivery at seven, please"
LATE, MAIL = "The delivery came at nine", "Please mail the invoice"
ALL = [f"{MAIL if number % 2 else LATE} {number}" for number in reversed(range(40))]
"""What waits, from the top: the newest speaks of invoices."""


@step("Fill the shop")
def fill(work: UnitOfWork, waiting: int) -> None:
    """Record examples of two themes, and feedback that waits and is like the one or the other."""
    for number in range(6):
        record_feedback(work, NewFeedback(f"{INVOICE} Month {number}", themes=("Invoices",)))
        record_feedback(work, NewFeedback(f"{DELIVERY}, day {number}", themes=("Delivery",)))
    for words in reversed(ALL[len(ALL) - waiting :]):
        record_feedback(work, NewFeedback(words))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with forty feedbacks waiting, each clearly like one of two themes."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill, 40)
    desk.close()
    return path


@pytest.fixture
def window(drive: Drive, shop: Path) -> Driver:
    """A window over it, its inbox in sight and its suggestions there."""
    made = drive(shop)
    made.press("Home")
    assert shown(made) == ALL
    assert suggested(made) == "Invoices"
    return made


def shown(window: Driver) -> list[str]:
    """Return what the inbox shows, from the top."""
    return window.shown("inboxList")


def suggested(window: Driver, row: int = 0) -> str:
    """Return the theme that a row is spoken to be about; nothing where none is."""
    told = window.each("inboxList")[row].spoken.partition(". Suggested theme: ")[2]
    return told.partition(", like ‘")[0]


def filed(window: Driver) -> dict[str, tuple[str, ...]]:
    """Return each feedback's themes as the workspace holds them."""
    return {one.text: one.themes for one in window.desk.ask(list_feedback)}


def waits(window: Driver) -> list[str]:
    """Return what waits in the inbox as the workspace holds it, newest first."""
    return [one.text for one in window.desk.ask(list_feedback, inbox=True)]


def test_a_row_says_what_suggests_itself_and_why(window: Driver) -> None:
    today = show_date(local_today())
    first, second = window.each("inboxList")[:2]
    for row, theme, like in ((first, "Invoices", INVOICE), (second, "Delivery", "Delivery")):
        told, _, why = row.spoken.partition(". Suggested theme: ")
        assert told == f"Request, by Not named, on {today}, by Call: {row.says}"
        assert why == f"{theme}, like ‘{like}’"
    assert first.picture != second.picture
    assert window.part("nav.inbox").spoken == "Inbox, 40"


def test_where_nothing_fits_nothing_is_said(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("The very first words"))
    desk.close()
    window = drive(path)
    assert window.rows("inboxList")[0].endswith("by Call: The very first words")
    window.press("Home", "Enter")
    assert window.says() == "No theme suggests itself here: T chooses one, N makes one."
    window.press("A")
    assert window.says() == "No theme suggests itself here: T chooses one, N makes one."
    assert shown(window) == ["The very first words"]
    assert filed(window) == {"The very first words": ()}


def test_enter_files_as_suggested_and_the_next_is_chosen(window: Driver) -> None:
    window.hurry("Enter")
    assert shown(window) == ALL[1:], "the row leaves before it is written"
    assert window.chosen("inboxList") == [ALL[1]]
    window.settle()
    assert window.says() == f"Filed “{ALL[0]}” under Invoices."
    assert filed(window)[ALL[0]] == ("Invoices",)
    assert shown(window) == waits(window) == ALL[1:]
    assert window.chosen("inboxList") == [ALL[1]]
    assert window.part("nav.inbox").spoken == "Inbox, 39"


def test_forty_keys_without_waiting_each_meet_their_own_row(window: Driver) -> None:
    window.hurry(*(("Enter", "E", "J")[number % 3] for number in range(40)))
    window.settle()
    now = filed(window)
    for number, words in enumerate(ALL):
        about = ("Delivery",) if number % 2 else ("Invoices",)
        assert now[words] == (about if number % 3 == 0 else ()), number
    assert shown(window) == waits(window) == ALL[2::3]


def test_the_list_does_not_jump(window: Driver) -> None:
    window.choose("inboxList", ALL[20])
    seen = window.row("inboxList", ALL[20]).place
    above = [row.says for row in window.each("inboxList")[:20] if row.in_sight]
    assert 0 < len(above) < 20, "the list is scrolled"
    for number in range(21, 26):
        window.hurry("E")
        assert window.chosen("inboxList") == [ALL[number]]
        assert window.row("inboxList", ALL[number]).place == seen
    window.settle()
    assert window.chosen("inboxList") == [ALL[25]]
    assert window.row("inboxList", ALL[25]).place == seen
    assert [row.says for row in window.each("inboxList")[:20] if row.in_sight] == above
    assert shown(window) == ALL[:20] + ALL[25:]
    assert window.keyboard == "inboxList"


def test_several_are_each_filed_under_their_own_in_one_step(window: Driver) -> None:
    window.press(*["Shift+Down"] * 3)
    assert window.chosen("inboxList") == ALL[:4]
    window.press("A")
    now = filed(window)
    assert [now[words] for words in ALL[:4]] == [("Invoices",), ("Delivery",)] * 2
    assert window.chosen("inboxList") == [ALL[4]]
    assert window.says() == "Filed 4 feedbacks as suggested."
    window.press("Ctrl+Z")
    assert shown(window) == ALL
    assert not any(filed(window)[words] for words in ALL)
    assert window.says() == "Undone: File 4 feedbacks as suggested."


def test_what_nothing_suggests_itself_for_stays_when_several_are_filed(window: Driver) -> None:
    strange = ["Xylophones", "Quartz"]
    for words in reversed(strange):
        window.desk.do(record_feedback, NewFeedback(words))
    window.settle()
    window.press("Home", "Shift+Down", "A")
    assert window.chosen("inboxList") == strange
    assert window.says() == "For 2 of them no theme suggests itself; they stay here."
    assert waits(window) == shown(window) == [*strange, *ALL]
    window.press("Home", *["Shift+Down"] * 3, "A")
    assert window.says() == "Filed 2 feedbacks as suggested."
    assert waits(window) == shown(window) == [*strange, *ALL[2:]]
    now = filed(window)
    assert [now[words] for words in (*strange, *ALL[:2])] == [(), (), ("Invoices",), ("Delivery",)]


def test_control_a_chooses_all_of_them(window: Driver) -> None:
    window.press("Ctrl+A")
    assert window.chosen("inboxList") == ALL
    window.press("A")
    assert waits(window) == shown(window) == []
    assert window.is_said("The inbox is empty")


def test_what_an_undo_brings_back_is_chosen(window: Driver) -> None:
    window.press("J", "Enter")
    assert window.chosen("inboxList") == [ALL[2]]
    window.press("Ctrl+Z")
    assert window.chosen("inboxList") == [ALL[1]]
    assert shown(window) == ALL


def test_the_last_decision_leaves_the_one_above_chosen(window: Driver) -> None:
    window.choose("inboxList", ALL[39])
    window.hurry("E")
    assert window.chosen("inboxList") == [ALL[38]]
    window.press("K")
    assert window.chosen("inboxList") == [ALL[37]]
    assert shown(window) == waits(window) == ALL[:39]


def test_a_refusal_puts_the_row_back(window: Driver) -> None:
    (gone,) = [one.id for one in window.desk.ask(list_feedback) if one.text == ALL[0]]
    window.desk.do(delete_feedback, gone)  # a moment ago: the row is still in sight
    window.hurry("Enter")
    assert shown(window) == ALL[1:]
    window.settle()
    assert window.says() == f"There is no feedback {gone}. Nothing was changed."
    assert shown(window) == waits(window) == ALL[1:]


def test_the_second_suggestion_is_taken_by_its_number(window: Driver) -> None:
    both = f"{INVOICE} {DELIVERY}"
    window.desk.do(record_feedback, NewFeedback(both))
    window.settle()
    window.press("Home")
    assert window.chosen("inboxList") == [both]
    second = {"Invoices": "Delivery", "Delivery": "Invoices"}[suggested(window)]
    assert window.is_said("Enter files it as suggested", within="keysBar")
    window.resize(1600, 800)  # where there is room, the other key is said too
    assert window.is_said(f"or   2 {second}", within="keysBar")
    window.press("3")
    assert shown(window) == [both, *ALL], "there is no third"
    window.press("2")
    assert filed(window)[both] == (second,)
    assert shown(window) == ALL


def test_what_was_filed_teaches_the_rows_in_sight(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for number in range(3):
        desk.do(record_feedback, NewFeedback(f"The gate squeaks in weather {number}"))
    desk.close()
    window = drive(path)
    window.press("Home")
    assert [suggested(window, row) for row in range(3)] == ["", "", ""]
    window.press("N")
    assert window.keyboard == "questionField"
    window.type("Oil the gate")
    window.press("Enter")
    assert [suggested(window, row) for row in range(2)] == ["Oil the gate"] * 2
    assert window.rows("inboxList")[0].endswith("like ‘The gate squeaks in weather 2’")


def test_what_others_change_finds_its_place(window: Driver) -> None:
    ids = {one.text: one.id for one in window.desk.ask(list_feedback)}
    window.choose("inboxList", ALL[5])
    desk = Desk.open(window.path)
    desk.do(record_feedback, NewFeedback("Said a week ago", on=date.today() - timedelta(days=7)))
    desk.do(record_feedback, NewFeedback("Said just now"))
    desk.do(edit_feedback, ids[ALL[3]], Facts(on=date.today() - timedelta(days=3)))
    desk.do(delete_feedback, ids[ALL[4]])
    desk.close()
    wanted = ["Said just now", *ALL[:3], *ALL[5:], ALL[3], "Said a week ago"]
    window.until(lambda: shown(window) == wanted, "what others changed")
    assert waits(window) == wanted
    window.settle()
    assert window.chosen("inboxList") == [ALL[5]]


def test_ten_thousand_themes_are_found_by_a_few_letters(window: Driver) -> None:
    @step("Add many")
    def add_many(work: UnitOfWork) -> None:
        for number in range(10_000):
            add_theme(work, f"Need number {number}")

    window.desk.do(add_many)
    window.settle()
    # Typed before the names are here: Enter waits for them and makes no theme of its own.
    window.hurry("T", *"NUMBER", "Space", *"7788", "Enter")
    window.settle()
    assert filed(window)[ALL[0]] == ("Need number 7788",)
    assert len(window.desk.ask(all_themes)) == 10_002
    assert window.keyboard == "inboxList"
    window.press("T")
    offered = window.shown("chooserList")
    assert len(offered) == 201
    # What the row is likely about comes first, then what was asked for most.
    assert offered[:2] == ["Delivery   6 accounts", "Need number 38   0 accounts"]
    assert offered[-1] == "9,802 more: type on to find them"
    window.press("Esc")
