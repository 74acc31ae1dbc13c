"""The inspector before what is too much, too long, or suddenly gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    one_feedback,
    record_feedback,
)
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.driver.parts import Part

THEMES = tuple(f"Theme {number}" for number in range(300))


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a workspace in which one feedback is still to be filed."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("It was said."))
    desk.close()
    return drive(path)


def test_of_many_themes_twenty_are_listed(window: Driver) -> None:
    key = window.desk.do(record_feedback, NewFeedback("Of all.", themes=THEMES)).result
    window.settle()
    window.go("themes")
    window.open("themeList", "Theme 0")
    window.press("Home", "Enter")
    listed = [line for line in window.inspected().splitlines() if line.startswith("Theme ")]
    assert listed == list(THEMES[:20])
    others = window.part("saidOthers")
    assert others.says == "… and 280 more"
    window.press("Ctrl+E")
    field = window.field("themesField")
    assert chips(field) == set(THEMES[:20])
    assert field.words[-1] == "… and 280 more"
    assert len(field.words) == 41, "twenty names, each with its cross"
    field.press("Backspace")
    assert chips(field) == {*THEMES[:19], THEMES[20]}, "the next one takes the empty place"
    window.press("Ctrl+Enter")
    found = window.desk.ask(one_feedback, key)
    assert found is not None
    assert set(found.themes) == {*THEMES} - {THEMES[19]}
    assert others.says == "… and 279 more"


def chips(field: Part) -> set[str]:
    """Return the names that stand in a field, each with a cross to take it away."""
    crosses = {word for word in field.words if word.startswith("Take away ")}
    names = {word.removeprefix("Take away ") for word in crosses}
    assert names == {word for word in field.words[:-1] if word not in crosses}
    return names


def test_a_correction_of_what_is_deleted_is_not_saved_when_it_is_back(window: Driver) -> None:
    (key,) = [one.id for one in window.desk.ask(list_feedback)]
    window.press("I", "Ctrl+E")
    window.field("wordsField").fill("Half a correct")
    desk = Desk.open(window.path)
    desk.do(delete_feedback, key)
    told = "The feedback that you were correcting was deleted elsewhere."
    window.until(lambda: window.says() == told, "the news")
    window.settle()
    assert "It was said." not in window.inspected()
    assert not window.has("wordsField")
    desk.undo()
    desk.close()
    window.until(lambda: window.shown("inboxList") == ["It was said."], "what is back")
    window.settle()
    assert window.says() == told
    window.choose("inboxList", "It was said.")
    window.press("I")
    assert window.part("saidWords").says == "It was said."
    window.press("Ctrl+I")
    found = window.desk.ask(one_feedback, key)
    assert found is not None
    assert found.text == "It was said."


def test_a_word_without_end_does_not_widen_the_inspector(window: Driver) -> None:
    key = window.desk.do(record_feedback, NewFeedback("x" * 5_000, link="y" * 900)).result
    window.desk.do(edit_feedback, key, FeedbackFacts(text="Short.", link="z" * 900))
    window.settle()
    window.resize(1024, 700)
    window.press("Home")
    frame = window.part("mainWindow")
    for keys, words in (("I", "Short."), ("Ctrl+E", "Stage at that time")):
        window.press(keys)
        inspector = window.part("inspector")
        assert words in inspector.text
        assert frame.place.width() == 1024
        assert 300 < inspector.place.width() <= 330
        assert frame.place.contains(inspector.place)
        assert inspector.sticking_out == []
