"""Corrections in the inspector: what is shown and left alone is not touched."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, say_day
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import Channel, Feeling, Importance, Kind, PersonStage
from feedbackdesk.store.unit import UnitOfWork
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

SAID = NewFeedback(
    "Words\u00a0as said",
    Speaker(name="Ann Lee", organisation="Harbour Bakery", stage=PersonStage.CUSTOMER),
    feeling=Feeling.HAPPY,
    themes=("Invoices",),
)
LOST = NewFeedback(
    "Too dear.",
    Speaker(name="Ann"),
    kind=Kind.LOSS,
    loss=LossFacts("Price", value=5_000, stage_reached="Proposal", competitor="Beanworks"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workspace is."""
    return tmp_path / "shop.feedbackdesk"


def made(path: Path, *new: NewFeedback) -> None:
    """Record in the workspace."""
    with closing(Desk.open(path)) as desk:
        for one in new:
            desk.do(record_feedback, one)


def correct(window: Driver, words: str) -> None:
    """Begin to correct what somebody said, by keys from the page where it is listed."""
    page = window.page
    window.choose("lossList" if page == "losses" else "inboxList", words)
    window.press("I", "Ctrl+E")
    assert window.keyboard == "wordsField"


def held(window: Driver, key: int = 1) -> Feedback:
    """Return a feedback as the workspace holds it."""
    found = window.desk.ask(one_feedback, key)
    assert found is not None
    return found


def test_what_is_left_alone_is_no_step(drive: Drive, path: Path) -> None:
    made(path, replace(SAID, themes=()), LOST)
    window = drive(path)
    last = window.called("undo")
    for key, words in ((1, SAID.text), (2, LOST.text)):
        was = held(window, key)
        correct(window, words)
        window.press("Ctrl+Enter")
        assert window.part("saidWords").says == words.replace("\u00a0", " ")
        assert held(window, key) == was
        assert window.says() == ""
    assert window.called("undo") == last


def test_only_what_differs_is_corrected(drive: Drive, path: Path) -> None:
    made(path, replace(SAID, themes=()))
    window = drive(path)
    was = held(window)

    def corrected() -> Feedback:
        """Save, and take it back; return what was held meanwhile."""
        window.press("Ctrl+Enter")
        assert window.says().startswith("Edited “Words as said")
        found = held(window)
        window.press("Ctrl+Z")
        assert held(window) == was
        return found

    correct(window, SAID.text)
    window.field("channelField").choose("E-mail")
    assert corrected() == replace(was, channel=Channel.EMAIL)
    correct(window, SAID.text)
    window.click("segment.happy")
    assert corrected() == replace(was, feeling=None)
    correct(window, SAID.text)
    window.press("Ctrl+End")
    window.type("\nand more")
    assert corrected() == replace(was, text="Words\u00a0as said\nand more")
    correct(window, SAID.text)
    window.field("whoField").fill("Bo Ek")
    now = corrected()
    assert now == replace(was, who="Bo Ek", who_id=now.who_id)
    assert now.who_id != was.who_id
    # What cannot be read is not saved; Esc gives the correction up.
    correct(window, SAID.text)
    window.field("dateField").fill("nonsense")
    window.press("Ctrl+Enter")
    assert window.is_said("“nonsense” was not understood as a date.", within="inspector")
    assert held(window) == was
    window.press("Esc")
    assert not window.has("wordsField")
    assert held(window) == was


def test_what_is_corrected_elsewhere_meanwhile_stays(drive: Drive, path: Path) -> None:
    made(path, replace(SAID, themes=()))
    window = drive(path)
    was = held(window)
    correct(window, SAID.text)
    window.field("channelField").choose("E-mail")
    with closing(Desk.open(path)) as other:
        other.do(edit_feedback, 1, FeedbackFacts(importance=Importance.CRITICAL))
    window.until(lambda: "Edit" in window.called("undo"), "the news of it")
    window.settle()
    window.press("Ctrl+Enter")
    assert held(window) == replace(was, channel=Channel.EMAIL, importance=Importance.CRITICAL)


@step("Set the days")
def set_days(work: UnitOfWork, said_on: date, revisit_on: date) -> None:
    """Let the one feedback, a lost sale, have days that nobody could type today."""
    work.update("feedback", 1, said_on=said_on.isoformat())
    work.update("loss", 1, revisit_on=revisit_on.isoformat())


def test_a_day_that_was_kept_stays_whatever_the_clock_says_now(drive: Drive, path: Path) -> None:
    ahead, past = local_today() + timedelta(days=400), local_today() - timedelta(days=400)
    made(path, LOST)
    with closing(Desk.open(path)) as desk:
        desk.do(set_days, ahead, past)  # as if the clock had been set back since then
    window = drive(path)
    was = held(window)
    assert was.loss is not None
    assert (was.on, was.loss.revisit) == (ahead, past)
    correct(window, LOST.text)
    window.click("segment.nice")
    window.press("Ctrl+Enter")
    now = held(window)
    assert now == replace(was, importance=Importance.NICE)
    correct(window, LOST.text)
    window.field("alternativeField").fill("Another")
    window.press("Ctrl+Enter")
    now = held(window)
    assert now.loss == replace(was.loss, alternative="Another")
    assert now.on == ahead
    correct(window, LOST.text)
    for name, kept, told in (
        ("dateField", ahead, "has not come yet. Nothing was changed; name today or a day before"),
        ("revisitField", past, "has passed. Nothing was changed; name today or a day after"),
    ):
        field = window.field(name)
        assert window.part(f"{name}Echo").says == ""
        field.fill(f"{kept:%d %b} {kept.year}")
        window.press("Ctrl+Enter")
        day = f"{kept.day} {kept:%B} {kept.year}"
        assert window.is_said(f"{day} {told} it.", within="inspector")
        assert held(window) == now
        field.fill(kept.isoformat())
    window.press("Ctrl+Enter")
    assert not window.has("wordsField")
    assert held(window) == now


def test_days_are_read_in_the_owners_order_and_said_back(drive: Drive, path: Path) -> None:
    made(path, LOST)
    window = drive(path)
    correct(window, LOST.text)
    day = window.field("dateField")
    day.fill("3/4/2020")
    assert window.part("dateFieldEcho").says == "Friday, 3 April 2020"
    window.press("Ctrl+Enter")
    assert held(window).on == date(2020, 4, 3)
    window.desk.do(change_settings, {"date_order": "mdy"})
    window.settle()
    correct(window, LOST.text)
    day.fill("3/4/2020")
    assert window.part("dateFieldEcho").says == "Wednesday, 4 March 2020"
    window.field("revisitField").fill("12/31")
    assert window.part("revisitFieldEcho").says == say_day(date(local_today().year, 12, 31))
    window.press("Ctrl+Enter")
    now = held(window)
    assert now.loss is not None
    assert (now.on, now.loss.revisit) == (date(2020, 3, 4), date(local_today().year, 12, 31))
    correct(window, LOST.text)
    day.fill("no day")
    assert window.part("dateFieldEcho").says == ""
    window.press("Esc")


def test_a_correction_of_a_loss_keeps_what_is_not_corrected(drive: Drive, path: Path) -> None:
    made(path, LOST)
    window = drive(path)
    was = held(window)
    assert was.loss is not None
    correct(window, LOST.text)
    window.field("competitorField").fill("Cup Galleon")
    window.press("Ctrl+Enter")
    assert held(window) == replace(was, loss=replace(was.loss, competitor="Cup Galleon"))
    assert was.loss.stage_reached == "Proposal"
    correct(window, LOST.text)
    assert window.field("competitorField").says == "Cup Galleon"
    window.press("Ctrl+Enter")
    assert window.called("undo") == "Undo: Edit “Too dear.”"


def test_a_corrected_speaker_speaks_for_the_same_organisation(drive: Drive, path: Path) -> None:
    made(path, SAID)
    window = drive(path)
    window.go("themes")
    window.open("themeList", "Invoices")
    window.press("Home", "Enter", "Ctrl+E")
    window.field("whoField").fill("Ann’s brother")
    window.press("Ctrl+Enter")
    now = held(window)
    assert now.speaker == "Ann’s brother, Harbour Bakery"
    assert now.themes == ("Invoices",)


def test_a_feedback_moves_to_the_one_of_two_namesakes_who_was_picked(
    drive: Drive, path: Path
) -> None:
    firms = ("Harbour Bakery", "Quay Books", "Mill Road Vets")
    made(path, *(NewFeedback(f"Said for {firm}", Speaker("Ann Lee", firm)) for firm in firms))
    window = drive(path)
    was = held(window)
    (vets,) = [
        one.id for one in window.desk.ask(all_people) if one.organisation == "Mill Road Vets"
    ]
    correct(window, "Said for Harbour Bakery")
    window.field("whoField").fill("Ann Lee")
    assert window.chosen("offers") == []
    assert window.rows("offers") == [f"Ann Lee   ·   {one}" for one in firms]
    window.row("offers", "Ann Lee   ·   Mill Road Vets").click()
    window.settle()
    assert window.field("organisationField").says == "Mill Road Vets"
    window.press("Ctrl+Enter")
    now = held(window)
    assert (now.who_id, now.organisation) == (vets, "Mill Road Vets")
    assert now == replace(
        was, who_id=vets, organisation_id=now.organisation_id, organisation=now.organisation
    )
    window.press("Ctrl+Z")
    assert held(window) == was
    # And without an organisation, where only the key tells one from the other.
    window.desk.do(edit_feedback, 1, FeedbackFacts(person_id=vets, organisation=""))
    window.settle()
    assert (held(window).who_id, held(window).organisation) == (vets, None)
    correct(window, "Said for Harbour Bakery")
    assert window.field("whoField").says == "Ann Lee"
    assert window.field("organisationField").says == ""
    window.press("Ctrl+Enter")
    assert (held(window).who_id, held(window).organisation) == (vets, None)
