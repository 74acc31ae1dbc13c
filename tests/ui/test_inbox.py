"""The inbox: one key for each decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.feedback import list_feedback
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, sample_path: Path) -> Driver:
    """The sample business, with eleven feedbacks waiting."""
    made = drive(sample_path)
    assert made.keyboard == "inboxList"
    return made


def waiting(window: Driver) -> list[str]:
    """Return the words of what waits, from the top."""
    return window.shown("inboxList")


def themes_of(window: Driver, words: str) -> tuple[str, ...]:
    """Return the themes of a feedback as the workspace holds it."""
    (found,) = [one for one in window.desk.ask(list_feedback) if one.text.startswith(words)]
    return found.themes


def test_t_files_several_under_a_theme_that_exists(window: Driver) -> None:
    before = waiting(window)
    window.press("Home", "Shift+Down", "T")
    assert window.keyboard == "chooserField"
    window.type("direct")
    window.press("Enter")
    assert waiting(window) == before[2:]
    assert [themes_of(window, words) for words in before[:2]] == [("Pay by direct debit",)] * 2


def test_t_makes_a_theme_that_is_missing(window: Driver) -> None:
    before = waiting(window)
    window.choose("inboxList", before[2])
    window.press("T")
    window.type("Machine training")
    window.press("Enter")
    assert waiting(window) == before[:2] + before[3:]
    assert themes_of(window, before[2]) == ("Machine training",)


def test_e_puts_aside_and_the_next_one_is_chosen(window: Driver) -> None:
    before = waiting(window)
    window.press("Home", "E")
    assert waiting(window) == before[1:]
    assert window.chosen("inboxList") == [before[1]]
    assert themes_of(window, before[0]) == ()


def test_delete_needs_no_question_since_it_can_be_undone(window: Driver) -> None:
    before = waiting(window)
    window.press("Home", "Del")
    assert window.dialog() == ""
    assert waiting(window) == before[1:]
    window.click("toastUndo")
    assert waiting(window) == before


def test_another_look_after_a_window_has_closed(drive: Drive, tmp_path: Path) -> None:
    assert drive(tmp_path / "first.feedbackdesk").close()
    window = drive(tmp_path / "second.feedbackdesk")
    window.act("look_dark")
    dark = window.picture.pixelColor(5, 5).lightness()
    window.act("look_light")
    assert dark < window.picture.pixelColor(5, 5).lightness()
