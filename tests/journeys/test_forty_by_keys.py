"""Friday: forty feedbacks wait, and are filed by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.step import step
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.fixtures import Drive

SAID = (
    ("Please mail me the invoice for month {}", "Invoices by e-mail"),
    ("The delivery in week {} came at nine, not at seven", "Earlier delivery"),
    ("Thanks for the card, number {}", None),
    ("Hello, are you the plumber? Call {}", None),
)


@step("Fill the shop")
def fill(work: UnitOfWork) -> None:
    """Let forty wait, ten of each sort; the two themes have a few examples."""
    for number in range(4):
        record_feedback(
            work, NewFeedback(f"Mail me the invoice, year {number}", themes=(SAID[0][1] or "",))
        )
        record_feedback(
            work, NewFeedback(f"A delivery came at nine, day {number}", themes=(SAID[1][1] or "",))
        )
    for number in range(9, -1, -1):
        for words, _theme in reversed(SAID):
            record_feedback(work, NewFeedback(words.format(number)))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The shop's workspace."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill)
    desk.close()
    return path


def test_forty_are_filed_by_keys_alone(drive: Drive, shop: Path) -> None:
    window = drive(shop)
    window.press("Ctrl+1", "Home")
    assert len(window.rows("inboxList")) == 40

    def spoken() -> str:
        row = window.current("inboxList")
        return row.spoken if row is not None else ""

    def press(*keys: str) -> None:
        """Press keys; Enter only once a theme is offered, as the owner would."""
        for key in keys:
            if key == "Enter":
                window.until(lambda: "Suggested theme" in spoken(), "an offer")
            window.press(key)

    def answer(words: str, field: str) -> None:
        """Type into the question that came up, and press Enter; the list has the keyboard then."""
        assert window.keyboard == field
        window.type(words)
        window.press("Enter")
        assert window.keyboard == "inboxList"

    # The first four, each in its own way: as suggested, another theme, a new one, not for a theme.
    press("Enter", "T")
    answer("earlier", "chooserField")
    press("N")
    answer("Thank-you cards", "questionField")
    press("E")
    # One round is looked at and left for the end: down, up, and down again.
    press("J", "K", *"JJJJ")
    # Seven rounds: two as suggested, one under the theme made above, one put aside.
    for _round in range(7):
        press("Enter", "Enter", "T")
        answer("thank", "chooserField")
        press("E")
    # Four left at the foot: the two that are for nobody's theme are chosen with Shift.
    press("Enter", "Enter", "Shift+Down")
    assert len(window.chosen("inboxList")) == 2
    press("E")
    # And the round that was skipped: two by A, each under its own; the others one by one.
    assert len(window.rows("inboxList")) == 4
    press("Home", "Shift+Down", "A", "T")
    answer("thank", "chooserField")
    press("E")

    assert window.desk.ask(list_feedback, inbox=True) == []
    assert window.is_said("The inbox is empty")
    found = {one.text: one.themes for one in window.desk.ask(list_feedback)}
    for number in range(10):
        for words, theme in SAID[:2]:
            assert found[words.format(number)] == (theme,)
        cards = () if number == 9 else ("Thank-you cards",)
        assert found[SAID[2][0].format(number)] == cards
        assert found[SAID[3][0].format(number)] == ()
