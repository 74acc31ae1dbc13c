"""The words in the inspector: marked, filed in parts, taken back; and what they were before."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.history import versions_of
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Channel, Kind
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

TWO_NEEDS = "Please mail the invoice. And could you deliver at seven?"


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window whose inbox holds one feedback of two needs, which is chosen, and another one."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Something else"))
    desk.do(record_feedback, NewFeedback(TWO_NEEDS, Speaker(name="Ann Lee")))
    desk.close()
    made = drive(path)
    assert made.shown("inboxList") == [TWO_NEEDS, "Something else"]
    made.press("Home")
    return made


def into_the_words(window: Driver) -> None:
    """Press W in the inbox: the words in the inspector have the keyboard then, unmarked."""
    window.press("W")
    assert window.keyboard == "saidWords"
    assert window.part("saidWords").says == TWO_NEEDS
    assert window.part("saidWords").marked == ""


def answer(window: Driver, words: str, field: str) -> None:
    """Type into the question that came up, and press Enter; the words have the keyboard then."""
    assert window.keyboard == field
    window.type(words)
    window.press("Enter")
    assert window.keyboard == "saidWords"


def the_two_needs(window: Driver) -> Feedback:
    """Return the first feedback as the workspace holds it."""
    (_else, found) = sorted(window.desk.ask(list_feedback), key=lambda one: one.id)
    return found


def filed(window: Driver) -> list[tuple[str, str | None]]:
    """Return the themes of the first feedback, and the words that stand for each."""
    return [(one.theme, one.quote) for one in the_two_needs(window).mentions]


def test_two_needs_get_two_themes_each_with_its_own_words(window: Driver) -> None:
    into_the_words(window)
    assert window.is_said("Mark words to give them a theme of their own.", "inspector")
    assert not window.has("said.assign")
    window.press(*["Shift+Right"] * 24)
    assert window.part("saidWords").marked == "Please mail the invoice."
    assert window.is_said("File them under", "inspector")
    assert window.button("said.assign").says == "Theme… (T)"
    window.press("N")
    answer(window, "Invoices", "questionField")
    # It has left the inbox, and stays here, so that the second need can be marked.
    assert window.shown("inboxList") == ["Something else"]
    assert window.part("saidWords").says == TWO_NEEDS
    window.press("Ctrl+End", *["Ctrl+Shift+Left"] * 6)
    assert window.part("saidWords").marked == "could you deliver at seven?"
    window.press("T")
    answer(window, "Early delivery", "chooserField")
    assert filed(window) == [
        ("Invoices", "Please mail the invoice."),
        ("Early delivery", "could you deliver at seven?"),
    ]
    assert window.named("Early delivery: “could you deliver at seven?”").says == "Early delivery"
    assert window.part("saidWords").underlined == [
        ("Please mail the invoice.", "Single"),
        ("could you deliver at seven?", "Dash"),
    ]
    # One is taken away by its cross, and the undo brings it back.
    window.named("Take out of Invoices").click()
    window.settle()
    assert filed(window) == [("Early delivery", "could you deliver at seven?")]
    assert window.part("saidWords").underlined == [("could you deliver at seven?", "Single")]
    window.part("saidWords").press("Ctrl+Z")
    window.settle()
    assert [words for words, _line in window.part("saidWords").underlined] == [
        "Please mail the invoice.",
        "could you deliver at seven?",
    ]
    assert len(filed(window)) == 2
    # Another row is looked at only when the owner chooses it.
    assert window.part("saidWords").says == TWO_NEEDS
    window.press("Esc")
    assert window.keyboard == "inboxList"


def test_shift_tab_comes_back_to_the_list(window: Driver) -> None:
    into_the_words(window)
    window.press("Shift+Tab")
    assert window.keyboard == "inboxList"


def test_unmarked_words_are_filed_as_a_whole(window: Driver) -> None:
    into_the_words(window)
    window.press("T")
    answer(window, "Everything", "chooserField")
    assert filed(window) == [("Everything", None)]
    assert window.named("Everything: all of it").says == "Everything"
    assert window.part("saidWords").underlined == []


def test_it_is_corrected_and_tells_what_it_was(window: Driver) -> None:
    into_the_words(window)
    window.press("Ctrl+E")
    assert window.keyboard == "wordsField"
    window.fill(wordsField="What was meant", whoField="Bo Ek")
    window.field("channelField").choose("E-mail")
    window.press("Ctrl+Enter")
    assert window.says() == "Edited “What was meant”."
    said = the_two_needs(window)
    assert (said.text, said.channel, said.who) == ("What was meant", Channel.EMAIL, "Bo Ek")
    assert window.part("saidWords").says == "What was meant"
    for told in (
        f"words, before: “{TWO_NEEDS}”", "channel, before: Call", "person, before: Ann Lee",
    ):  # fmt: skip
        assert told in window.inspected()


def test_escape_gives_a_correction_up(window: Driver) -> None:
    into_the_words(window)
    window.press("Ctrl+E")
    window.type("No, ")
    assert window.field("wordsField").says != TWO_NEEDS
    window.press("Esc")
    assert not window.has("wordsField")
    assert window.keyboard == "saidWords"
    assert window.part("saidWords").says == TWO_NEEDS
    assert window.says() == ""
    assert the_two_needs(window).text == TWO_NEEDS
    window.press("Ctrl+E")
    assert window.field("wordsField").says == TWO_NEEDS


def test_five_megabytes_are_read_at_once(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "long.feedbackdesk")
    window.desk.do(record_feedback, NewFeedback("Short again"))
    text = "x" * 2_500_000 + " word" * 500_000
    window.desk.do(record_feedback, NewFeedback(text, themes=()))
    window.settle()
    window.press("Home", "W")
    assert len(window.part("saidWords").says) == 20_000
    assert "4,980,000 more characters" in window.inspected()
    window.press("Ctrl+A")
    assert window.part("saidWords").marked == "x" * 20_000
    window.press("Esc", "Down", "W")
    assert window.part("saidWords").says == "Short again"
    assert window.part("saidWords").marked == ""
    assert "more characters" not in window.inspected()


def test_corrections_are_told_while_they_are_in_force(desk: Desk) -> None:
    key = desk.do(record_feedback, NewFeedback("First words", Speaker(name="Ann Lee"))).result
    assert desk.ask(versions_of, key) == []
    desk.do(edit_feedback, key, FeedbackFacts(text="Second words"))
    desk.do(edit_feedback, key, FeedbackFacts(who="Bo Ek", kind=Kind.PRAISE))
    newest, _kind, oldest = sorted(
        desk.ask(versions_of, key), key=lambda one: ("person", "kind", "text").index(one.field)
    )
    assert (newest.before, newest.after) == ("Ann Lee", "Bo Ek")
    assert (oldest.field, oldest.before, oldest.after) == ("text", "First words", "Second words")
    desk.undo()
    assert [one.field for one in desk.ask(versions_of, key)] == ["text"]
    desk.undo()
    assert desk.ask(versions_of, key) == []
    desk.redo()
    assert [one.before for one in desk.ask(versions_of, key)] == ["First words"]
