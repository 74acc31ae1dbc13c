"""Who it was, asked in the form where only the owner can tell; and who looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.rows import Feedback
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

INFO = "info@harbour.example"
KNOWN = "Known already? Else somebody new is made:"


def shop(tmp_path: Path, *others: Speaker) -> Path:
    """Make a workspace that knows Ann of Harbour, at the firm's address, and others."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for speaker in (Speaker("Ann Lee", "Harbour", email=INFO), *others):
        desk.do(record_feedback, NewFeedback("The first thing.", speaker))
    desk.close()
    return path


@pytest.fixture
def call(drive: Drive, tmp_path: Path) -> Driver:
    """The form over that workspace."""
    window = drive(shop(tmp_path))
    window.press("Ctrl+N")
    return window


def said(call: Driver) -> list[Feedback]:
    """Return all that was recorded, the newest first."""
    return sorted(call.desk.ask(list_feedback), key=lambda one: -one.id)


def asked(call: Driver) -> list[str]:
    """Return what stands below the names: a sentence, and what is offered below it."""
    return call.part("captureWhoLine").words if call.has("captureWhoLine") else []


def name(call: Driver, who: str = "", firm: str = "", email: str = "") -> None:
    """Type who it was, and go on to their words."""
    if email and not call.has("emailField"):
        call.click("moreButton")
    for field, words in (("whoField", who), ("organisationField", firm), ("emailField", email)):
        if words:
            call.field(field).fill(words)
            if call.has("offers"):
                call.press("Esc")  # what is typed is meant
    call.field("wordsField").take_keyboard()
    call.settle()


def fill(call: Driver, who: str, firm: str = "", email: str = INFO) -> None:
    """Type who it was and what they said, and press Ctrl+Enter."""
    name(call, who, firm, email)
    call.type("The second thing.")
    call.press("Ctrl+Enter")


def take(call: Driver, words: str) -> None:
    """Click an answer."""
    call.named(words, within="captureWhoLine").click()
    call.settle()


def recorded(call: Driver) -> tuple[str | None, str | None]:
    """Return who is named in what was recorded last; the form is gone."""
    assert not call.has("captureForm"), asked(call)
    newest = said(call)[0]
    assert newest.text == "The second thing."
    return newest.who, newest.organisation


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_a_shared_address_is_asked_about_and_nothing_is_recorded_before(
    call: Driver, key: str
) -> None:
    fill(call, "Bo Ek", "Pier")
    question = f"{INFO} is that of Ann Lee (Harbour). Who was it?"
    assert asked(call) == [question, "Somebody new: Bo Ek", "Ann Lee (Harbour)"]
    assert len(said(call)) == 1
    assert call.focused.spoken == "Somebody new: Bo Ek"
    assert call.focused.explained == question, "a listener hears what is asked"
    call.press(key)
    assert recorded(call) == ("Bo Ek", "Pier")


def test_the_owner_may_say_that_it_was_the_one_with_the_address(call: Driver) -> None:
    fill(call, "Bo Ek")
    take(call, "Ann Lee (Harbour)")
    assert recorded(call) == ("Ann Lee", "Harbour")
    assert [one.name for one in call.desk.ask(all_people)] == ["Ann Lee"]


def test_typing_on_withdraws_the_question(call: Driver) -> None:
    fill(call, "Bo Ek")
    assert asked(call) != []
    call.fill(emailField="bo@pier.example")
    assert asked(call) == []
    call.press("Ctrl+Enter")
    assert recorded(call) == ("Bo Ek", None)


def test_a_fitting_name_is_not_asked_about(call: Driver) -> None:
    fill(call, "Ann")
    assert recorded(call) == ("Ann Lee", "Harbour")


def test_two_of_one_name_are_asked_about_with_their_firms(drive: Drive, tmp_path: Path) -> None:
    call = drive(shop(tmp_path, Speaker("Ann Lee", "Pier", email="ann@pier.example")))
    call.press("Ctrl+N")
    fill(call, "Ann Lee", email="")
    question, *offered = asked(call)
    assert question.endswith("Who was it?")
    assert offered == ["Ann Lee (Harbour)", "Ann Lee (Pier)", "Somebody new: Ann Lee"]
    take(call, "Ann Lee (Pier)")
    assert recorded(call) == ("Ann Lee", "Pier")


def test_a_firm_that_looks_known_is_pointed_out_and_taken_by_a_click(
    drive: Drive, tmp_path: Path
) -> None:
    call = drive(shop(tmp_path, Speaker("Jo", "Kringle Bakery")))
    call.press("Ctrl+N")
    name(call, firm="Krin")
    assert asked(call) == [KNOWN, "It is Kringle Bakery: the beginning of a name"]
    take(call, "It is Kringle Bakery: the beginning of a name")
    assert call.field("organisationField").holds == "Kringle Bakery"
    assert call.keyboard == "organisationField"
    assert asked(call) == []
    firms = [one.name for one in call.desk.ask(all_organisations)]
    assert firms == ["Harbour", "Kringle Bakery"]


def test_somebody_who_looks_known_is_pointed_out(call: Driver) -> None:
    name(call, "A. Lee", "Harbour")
    assert asked(call) == [KNOWN, "It is Ann Lee (Harbour): one name short for the other"]
    take(call, "It is Ann Lee (Harbour): one name short for the other")
    assert call.field("whoField").holds == "Ann Lee"
    assert call.keyboard == "wordsField"
    call.type("The second thing.")
    call.press("Ctrl+Enter")
    assert recorded(call) == ("Ann Lee", "Harbour")


def test_who_looks_like_nobody_is_not_spoken_of(call: Driver) -> None:
    name(call, "Zed Quill", "Quill & Co")
    assert asked(call) == []
    fill(call, "Zed Quill", "Quill & Co", email="")
    assert recorded(call) == ("Zed Quill", "Quill & Co")


def test_enter_in_a_field_goes_on_and_changes_no_kind(call: Driver) -> None:
    call.press("Esc", "Ctrl+L")
    call.click("moreButton")
    for field, then in (
        ("whoField", "organisationField"),
        ("organisationField", "wordsField"),
        ("emailField", "phoneField"),
        ("phoneField", "stageField"),
        ("dateField", "channelField"),
        ("competitorField", "valueField"),
    ):
        call.field(field).take_keyboard()
        if field != "dateField":
            call.type("Zedfirm")
        call.press("Enter")
        assert call.keyboard == then, field
        assert call.button("segment.loss").checked
        assert len(said(call)) == 1


def test_going_back_from_the_words_means_the_organisation(call: Driver) -> None:
    name(call, firm="Harbour Ltd")
    assert len(asked(call)) > 1
    call.press("Shift+Tab")
    assert call.keyboard == "organisationField"


def test_who_was_said_to_be_somebody_new_is_not_offered_as_a_twin(call: Driver) -> None:
    fill(call, "Ann", "Pier")
    assert recorded(call) == ("Ann Lee", "Pier")
    call.press("Ctrl+N")
    fill(call, "Bo Lee", "Pier")
    take(call, "Somebody new: Bo Lee")
    assert recorded(call) == ("Bo Lee", "Pier")
    assert call.desk.ask(twins) == []
