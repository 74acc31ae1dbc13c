"""The frame: keys, menus, what is begun and not saved, and files that cannot be changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk import __version__
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.themes import add_theme
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The sample business, with eleven feedbacks waiting."""
    return drive(sample_path)


@pytest.fixture
def new(drive: Drive, tmp_path: Path) -> Driver:
    """A workspace that holds nothing yet."""
    return drive(tmp_path / "shop.feedbackdesk")


def texts(path: Path) -> list[str]:
    """Return all that was said, as another process finds it."""
    desk = Desk.open(path, create=False)
    found = [one.text for one in desk.ask(list_feedback)]
    desk.close()
    return found


def correct_first(window: Driver) -> str:
    """Click the first feedback of the inbox and begin to correct it; return its words."""
    first = window.each("inboxList")[0]
    first.click()
    window.settle()
    window.act("correct")
    assert window.keyboard == "wordsField"
    assert window.field("wordsField").says == first.says
    return first.says


def test_f1_lists_every_key(window: Driver) -> None:
    window.press("F1")
    assert window.dialog() == "shortcutsDialog"
    listed = window.part("shortcutsDialog").words
    for name in window.actions():
        if keys := window.keys_of(name):
            assert "  ".join(keys) in listed, name
            assert window.does(name) in listed, name
    for written, does in {
        "Ctrl+Return": "In the capture form: record",
        "Ctrl+Shift+Return": "…and start the next one",
        "Ctrl+1 – Ctrl+5": "In the capture form: the kind, from a request to a lost sale",
        "Alt+1 – Alt+5": "In the capture form: take a likely theme, or leave it out again",
        "Alt+6 – Alt+0": "In the capture form: file it as something similar was filed",
    }.items():
        assert {written, does} <= set(listed)
    window.press("Esc")
    assert window.dialog() == ""


def test_a_letter_in_an_open_menu_is_not_for_the_list_below(window: Driver) -> None:
    before = window.shown("inboxList")
    window.press("Home", "Alt+F")
    assert "Capture feedback…" in window.menu()
    window.press("E")
    window.act("archive")
    assert window.shown("inboxList") == before
    window.press("Esc", "Esc")  # the menu, and the bar of menus
    assert window.keyboard == "inboxList"
    window.press("E")
    assert window.shown("inboxList") == before[1:]


def test_a_correction_that_was_begun_is_saved_when_the_window_closes(
    window: Driver, sample_path: Path
) -> None:
    before = correct_first(window)
    window.field("wordsField").fill("Typed, and then I left")
    assert window.close()
    now = texts(sample_path)
    assert "Typed, and then I left" in now
    assert before not in now


def test_a_correction_that_cannot_be_saved_is_not_thrown_away(window: Driver) -> None:
    before = correct_first(window)
    window.fill(wordsField="")
    window.each("inboxList")[1].click()
    window.settle()
    assert window.field("wordsField").visible
    assert window.field("wordsField").says == ""
    assert not window.close()
    assert window.says() == "A correction is not finished: save it or revert it first."
    window.click("feedbackRevert")
    assert before in window.desk.ask(lambda read: [one.text for one in list_feedback(read)])
    window.each("inboxList")[0].click()
    window.settle()
    assert window.part("saidWords").says == before


def test_a_half_typed_capture_is_kept_without_a_question(new: Driver) -> None:
    assert not new.has("halfTyped")
    new.press("Ctrl+N")
    assert new.has("captureForm")
    new.fill(wordsField="Half of what they")
    new.press("Esc")
    assert not new.has("captureForm")
    assert new.dialog() == ""
    assert new.button("halfTyped").says == "1 half typed"
    assert new.close(), "nothing is asked: it waits"
    assert [one.form["words"] for one in Drafts(new.path).waiting()] == ["Half of what they"]


def test_after_a_lost_sale_that_was_not_recorded_the_next_call_is_an_ordinary_one(
    new: Driver,
) -> None:
    def kinds() -> list[str]:
        every = ("request", "problem", "praise", "question", "loss")
        return [one for one in every if new.button(f"segment.{one}").checked]

    new.press("Ctrl+L")
    assert kinds() == ["loss"]
    new.press("Esc", "Ctrl+N")
    assert kinds() == ["request"]
    new.press("Esc")


def test_a_person_opens_with_all_that_is_known(window: Driver) -> None:
    correct_first(window)
    window.press("Esc")
    window.click("openPerson")
    assert window.field("personName").says == "Stan Huckaby"
    assert window.field("personOrganisation").says == "Wherrybridge Community Radio"
    assert window.field("personEmail").says == "stan@wherrybridgeradio.example.org"
    window.field("personName").fill("Stanley Huckaby")
    window.press("Enter")
    assert window.says() == "Edited Stanley Huckaby."
    assert window.shown("inboxList")
    assert "by Stanley Huckaby" in window.rows("inboxList")[0]
    window.field("personValue").fill("a lot")
    window.press("Enter")
    assert window.field("personValue").says == "a lot"
    assert "is not an amount of money" in window.inspected()


def test_a_file_of_a_newer_version_can_be_read_and_says_why_it_cannot_be_changed(
    drive: Drive, sample_path: Path
) -> None:
    with closing(sqlite3.connect(sample_path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'zzzz'")
        raw.commit()
    before = sorted(path.name for path in sample_path.parent.iterdir())
    window = drive(sample_path)
    assert len(window.rows("inboxList")) == 11
    assert not window.button("captureButton").enabled
    for name in ("capture", "assign", "archive", "correct", "delete", "undo", "redo", "letters"):
        assert not window.can(name), name
    sentence = "Made by a newer version: it can be read, not changed."
    assert window.is_said(sentence, "navigation")
    window.look_again()
    window.act("take_out")
    with window.naming(sample_path.with_name("all")):
        window.press("Enter")
    window.settle()
    assert "Nothing was written; bring this one up to date." in window.part("takeOutProblem").says
    window.press("Esc")
    assert sorted(path.name for path in sample_path.parent.iterdir()) == before


def test_what_is_no_workspace_is_a_sentence_in_the_window(drive: Drive, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear sir or madam")
    window = drive(letter)
    assert window.says().startswith(str(letter))
    assert window.is_said("This workspace did not open", "inboxPage")
    assert window.is_said(window.says(), "inboxPage")
    assert window.is_said("Not open", "navigation")
    for name in ("capture", "print", "take_out"):
        assert not window.can(name), name
    assert window.can("file_open")
    assert letter.read_text() == "Dear sir or madam"


def test_the_business_has_a_name_and_a_currency(new: Driver) -> None:
    assert new.title == "shop – FeedbackDesk"
    new.act("business")
    assert new.dialog() == "businessDialog"
    assert new.keyboard == "businessName"
    new.type("Wheel & Spoke")
    new.fill(businessCurrency="eu")
    new.press("Enter")
    assert new.dialog() == "businessDialog"
    assert new.is_said("A currency is three letters")
    new.fill(businessCurrency="eur")
    new.press("Enter")
    assert new.dialog() == ""
    assert new.title == "Wheel & Spoke – FeedbackDesk"
    assert new.button("workspaceButton").says == "Wheel & Spoke"
    kept = new.desk.ask(settings)
    assert (kept["business_name"], kept["currency"]) == ("Wheel & Spoke", "EUR")
    assert kept["date_order"] == ""


def test_how_numbers_are_read_as_a_day_is_set_beside_the_name(new: Driver) -> None:
    def read_as() -> str:
        """Return what the search in sight says of a day that reads in two ways."""
        return new.part("searchFilters").words[0]

    new.act("find")
    new.type("since:3/4/2024")
    assert read_as() == "since: 3/4/2024 (3 April 2024)"
    new.act("business")
    order = new.field("businessDateOrder")
    assert order.says == "As the system does"
    assert order.choices[1:] == [
        "3 April: the day first",
        "4 March: the month first",
        "4 March: the year first, then the month",
    ]
    order.press("Down", "Down")
    assert order.says == "4 March: the month first"
    new.answer("Save")
    assert new.dialog() == ""
    assert new.desk.ask(settings)["date_order"] == "mdy"
    assert read_as() == "since: 3/4/2024 (4 March 2024)"
    new.act("undo")
    assert new.desk.ask(settings)["date_order"] == ""
    assert read_as() == "since: 3/4/2024 (3 April 2024)"


def test_workspaces_opened_lately_are_listed_by_the_names_of_their_businesses(
    drive: Drive, sample_path: Path, tmp_path: Path
) -> None:
    window = drive(sample_path)
    assert window.title == "Quill & Kettle – FeedbackDesk"
    window.close()
    mine = tmp_path / "mine.feedbackdesk"
    other = drive(mine)
    other.press("Alt+F")
    other.pick("Open recent")
    assert other.menu()[:2] == [f"mine  —  {mine}", f"Quill & Kettle  —  {sample_path}"]
    other.press("Esc", "Esc", "Esc")


def test_a_name_with_an_ampersand_stands_whole_in_the_menu(new: Driver) -> None:
    new.desk.do(add_theme, "Pots & pans")
    new.settle()
    assert new.called("undo") == "Undo: Add theme Pots & pans"
    new.press("Alt+E")
    assert new.menu()[0] == "Undo: Add theme Pots & pans"
    new.press("Esc", "Esc")


def test_the_pages_are_in_the_navigation_with_their_counts_and_keys(window: Driver) -> None:
    pages = ("inbox", "themes", "roadmap", "owed", "people", "losses", "insights", "history")

    def in_force() -> list[str]:
        return [name for name in pages if window.button(f"nav.{name}").checked]

    for number, name in enumerate(pages, start=1):
        window.press(f"Ctrl+{number}")
        assert (window.page, in_force()) == (name, [name])
        window.press("Ctrl+1" if number > 1 else "Ctrl+2")
        window.click(f"nav.{name}")
        assert (window.page, in_force()) == (name, [name])
    now = window.desk.ask(counts)
    told = {"inbox": now.inbox, "themes": now.themes, "roadmap": now.items, "people": now.people}
    for name, number in told.items():
        assert window.button(f"nav.{name}").spoken == f"{window.called(name)}, {number}"
    assert window.button("nav.inbox").spoken == "Inbox, 11"
    window.go("inbox")
    window.press("Home", "E")
    assert window.button("nav.inbox").spoken == "Inbox, 10"
    assert window.button("nav.history").spoken == "History"


def test_a_message_has_its_way_back_and_the_way_back_from_that(window: Driver) -> None:
    before = window.shown("inboxList")
    window.press("Home", "E")
    assert window.shown("inboxList") == before[1:]
    done = window.says()
    window.press("F8")
    assert window.keyboard == "toastUndo"
    assert window.button("toastUndo").says == "Undo"
    assert window.button("toastUndo").explained == done
    window.press("Space")
    assert window.shown("inboxList") == before
    assert window.keyboard == "inboxList", "the keyboard is back"
    assert window.button("toastUndo").says == "Do again"
    window.click("toastUndo")
    assert window.shown("inboxList") == before[1:]
    assert window.button("toastUndo").says == "Undo"
    window.named("Close this message").click()
    window.settle()
    assert (window.says(), window.keyboard) == ("", "inboxList")
    window.press("Ctrl+Z")
    assert window.shown("inboxList") == before


def test_about_says_which_version_this_is_and_where_the_data_is(window: Driver) -> None:
    window.act("about")
    told = window.asked()
    assert told.startswith(f"FeedbackDesk {__version__}\n")
    assert told.endswith(
        f"Your data is in one file on this computer, and nowhere else:\n{window.path}"
    )
    window.answer("OK")
    assert window.asked() == ""


def test_the_next_window_is_as_large_as_the_last_one(
    drive: Drive, sample_path: Path, tmp_path: Path
) -> None:
    window = drive(sample_path)
    for width, height in ((880, 600), (880, 700)):
        window.resize(width, height)
        window.close()
        window = drive(tmp_path / "next.feedbackdesk")
        size = window.picture.size() / window.picture.devicePixelRatio()
        assert (size.width(), size.height()) == (width, height)


def test_a_new_workspace_says_what_it_is_for(new: Driver) -> None:
    assert new.is_said("Welcome", "inboxPage")
    assert new.is_said("Record what a customer said right after the call", "inboxPage")
    assert not new.can("print"), "there is nothing to print"
    new.press("Ctrl+N")
    new.fill(whoField="Ann Lee", wordsField="Bread at seven")
    new.press("Ctrl+Enter", "Esc")
    assert new.shown("inboxList") == ["Bread at seven"]
    new.choose("inboxList", "Bread at seven")
    new.press("E")
    assert not new.is_said("Welcome", "inboxPage")
    assert new.is_said("The inbox is empty", "inboxPage")
