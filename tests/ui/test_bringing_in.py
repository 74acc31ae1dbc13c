"""Bringing in: what a file holds is seen first, asked about, taken in one step, and taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from feedbackdesk.exchange.taking_out import take_out
from feedbackdesk.paths import resource
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

BOOK = """BEGIN:VCARD
VERSION:3.0
FN:Krin Kringle
ORG:Kringle Bakery
EMAIL:adaeze@okafordaughters.example.com
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Zara Quint
ORG:Kringle Bakery
TEL:+44 20 7946 0000
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Angus Baird
ORG:Marramgust Wind Consultants
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:Nobody at all
END:VCARD
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An address book: two who are new, one who is known, and a card of nobody."""
    path = tmp_path / "people.vcf"
    path.write_text(BOOK, "utf-8")
    return path


@pytest.fixture
def window(drive: Drive, sample_path: Path, book: Path) -> Driver:
    """The sample business, before the address book."""
    window = drive(sample_path)
    window.press("Ctrl+Shift+I")
    window.settle()
    choose(window, book)
    return window


def choose(window: Driver, path: Path) -> None:
    """Choose a file to bring in."""
    with window.naming(path):
        window.act("bring_choose")
    window.until(lambda: not window.part("pageNumbers").says.startswith("Reading"), "the file")
    window.settle()


def sums(window: Driver) -> list[str]:
    """Return the sums of a file, as a screen reader speaks them."""
    parts = (f"bringSum.{name}" for name in ("taken", "known", "refused"))
    return [window.part(name).spoken for name in parts if window.has(name)]


def names(window: Driver) -> set[str]:
    """Return who is known."""
    return {one.name for one in window.desk.ask(all_people)}


def test_what_a_file_holds_is_seen_before_any_of_it_is_taken(window: Driver) -> None:
    assert window.page == "bring"
    assert window.part("pageNumbers").says == "people.vcf · 4 records"
    refused, krin, zara, angus = window.rows("bringList")
    assert refused.startswith("card 4, refused, ")
    assert krin.startswith("card 1, taken, Krin Kringle, Kringle Bakery, ")
    assert "+44 20 7946 0000" in zara
    assert angus.startswith("card 3, known already, Angus Baird")
    assert sums(window) == ["2 taken", "1 known already", "1 refused"]
    assert "2 people new to you, 1 organisation" in window.text("bringSums")
    assert "Zara Quint" not in names(window)


def test_it_is_taken_in_one_step_and_taken_back(window: Driver) -> None:
    before = names(window)
    window.press("Ctrl+Return")
    window.settle()
    assert names(window) == before | {"Zara Quint", "Krin Kringle"}
    assert window.page == "inbox"
    window.press("Ctrl+Z")
    window.settle()
    assert names(window) == before


def test_what_only_the_owner_knows_is_asked_and_hangs_on_no_answer(window: Driver) -> None:
    asked = window.part("bringQuestion.0").says
    assert "adaeze@okafordaughters.example.com is also that of Adaeze Okafor" in asked
    assert window.part("bringAnswer.0.0").checked
    before = names(window)
    window.click("bringAnswer.0.1")
    window.settle()
    assert "1 person new to you, 1 organisation" in window.text("bringSums")
    window.press("Ctrl+Return")
    window.settle()
    assert names(window) == before | {"Zara Quint"}


def test_the_same_file_again_has_nothing_to_take(window: Driver, book: Path) -> None:
    window.press("Ctrl+Return")
    window.settle()
    window.go("bring")
    choose(window, book)
    assert sums(window) == ["0 taken", "3 known already", "1 refused"]
    assert not window.button("bringTake").enabled


def test_a_file_that_is_none_is_told_and_the_next_can_be_chosen(
    window: Driver, tmp_path: Path, book: Path
) -> None:
    other = tmp_path / "picture.png"
    other.write_bytes(b"\x89PNG\r\n")
    choose(window, other)
    assert "picture.png" in window.says()
    choose(window, book)
    assert len(window.rows("bringList")) == 4


def test_leaving_takes_nothing(window: Driver) -> None:
    before = names(window)
    window.click("bringCancel")
    window.settle()
    assert (window.page, names(window)) == ("inbox", before)


def test_the_answer_that_stands_chosen_is_the_one_that_is_taken(
    drive: Drive, sample_path: Path
) -> None:
    window = drive(sample_path)
    window.go("bring")
    choose(window, resource("sample", "mails.mbox"))
    assert window.part("bringAnswer.0.0").checked
    assert window.is_said("19 wait on the heap to be looked at")
    window.click("bringAnswer.0.1")
    window.until(lambda: window.is_said("21 wait on the heap to be looked at"), "nobody is me")
    window.click("bringAnswer.0.0")
    window.until(lambda: window.is_said("19 wait on the heap to be looked at"), "me again")
    window.press("Ctrl+Return")
    window.settle()
    assert window.page == "heap"
    assert window.has("heapAside.own")


def is_ready(window: Driver, name: str) -> bool:
    """Return whether a file was read, and can be taken."""
    says = window.part("pageNumbers").says
    return says.startswith(name) and window.button("bringTake").enabled


def test_a_made_up_pile_is_there_to_practise_with(drive: Drive, sample_path: Path) -> None:
    window = drive(sample_path)
    window.go("bring")
    window.click("offer.bring_pile")
    for name in ("calls.csv", "mails.mbox", "chat.txt"):
        window.until(partial(is_ready, window, name), name)
        window.press("Ctrl+Return")
        window.settle()
    assert window.page == "heap"
    window.until(lambda: len(window.rows("heapList")) > 20, "what waits")


def test_files_of_many_records_are_dropped_anywhere(
    drive: Drive, sample_path: Path, book: Path
) -> None:
    window = drive(sample_path)
    assert window.drop_files("mainWindow", book)
    window.until(lambda: window.page == "bring" and window.rows("bringList"), "the file")
    assert len(window.rows("bringList")) == 4
    window.press("Esc")
    assert window.page == "inbox"


@pytest.mark.slow("it is read five times, each in a process of its own")
def test_a_file_is_read_by_what_the_owner_answers(window: Driver, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("Date,Client,What they said\n03/04/2026,Ann Lee,It rains in\n", "utf-8")
    for answer, day in (("bringAnswer.0.1", 3), ("bringAnswer.0.0", 4)):
        window.go("bring")
        choose(window, path)
        window.click("bringAnswer.0.1")
        window.until(lambda: window.button("bringTake").enabled, "the other day")
        if answer == "bringAnswer.0.0":
            window.click(answer)
            window.until(lambda: window.button("bringTake").enabled, "the first one")
        assert window.part(answer).checked
        window.press("Ctrl+Return")
        window.settle()
        on = {one.text: one.on for one in window.desk.ask(list_feedback)}["It rains in"]
        assert (on.month, on.day) == ((3, 4) if day == 3 else (4, 3))
        window.press("Ctrl+Z")
        window.settle()


def test_a_refused_record_is_a_link_to_where_it_stands(window: Driver) -> None:
    link = window.part("bringRefused.0")
    assert link.spoken == (
        "card 4: The card names nobody: no name, no organisation, no address, no number."
    )
    link.click()
    window.settle()
    assert window.keyboard == "bringList"
    assert window.heard.startswith("card 4, refused")


def test_all_that_was_taken_out_comes_back_into_an_empty_workspace(
    drive: Drive, sample_path: Path, tmp_path: Path
) -> None:
    shop = Desk.open(sample_path)
    take_out(shop, tmp_path / "all.json")
    number = len(shop.ask(list_feedback))
    shop.close()
    window = drive(tmp_path / "new.feedbackdesk")
    window.go("bring")
    choose(window, tmp_path / "all.json")
    window.until(lambda: "Took in all of all.json" in window.says(), "all of it")
    assert len(window.desk.ask(list_feedback)) == number
    window.act("undo")
    window.settle()
    assert window.desk.ask(list_feedback) == []
    full = drive(sample_path)
    full.go("bring")
    choose(full, tmp_path / "all.json")
    full.until(lambda: "not empty" in full.says(), "why not")


def test_what_was_said_meanwhile_is_counted_where_people_were_looked_at_before(
    drive: Drive, tmp_path: Path
) -> None:
    desk = Desk.open(tmp_path / "shop.feedbackdesk")
    desk.do(record_feedback, NewFeedback("Hello", Speaker("Ann Lee")))
    window = drive(desk.path)
    window.go("people")
    window.settle()
    assert "1 feedback" in window.rows("peopleList")[0]
    window.go("inbox")
    window.desk.do(record_feedback, NewFeedback("Hello again", Speaker("Ann Lee")))
    window.settle()
    window.go("people")
    window.settle()
    assert "2 feedback" in window.rows("peopleList")[0]
    desk.close()
