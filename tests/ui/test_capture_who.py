"""Who it was, asked in the form where only the owner can tell; and who looks like them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.words import Kind
from tests.old_capture import CONTROL, Capture, capture

__all__ = ["capture"]

INFO = "info@harbour.example"
ANN = NewFeedback("The first thing.", Speaker("Ann Lee", "Harbour", email=INFO))


@pytest.fixture
def call(capture: Capture) -> Capture:
    """A form over a desk that knows Ann of Harbour, at the firm's address."""
    assert capture.live.desk is not None
    capture.live.desk.do(record_feedback, ANN)
    capture.open()
    return capture


def offers(call: Capture) -> dict[str, QPushButton]:
    """Return what is offered below the names, by what it says."""
    found = call.dialog.findChildren(QPushButton)
    return {
        one.text(): one
        for one in found
        if one.objectName().startswith("captureWho") and one.isVisible()
    }


def asked(call: Capture) -> str:
    """Return what the line below the names says; nothing where it is not in sight."""
    words = call.dialog.findChild(QLabel, "captureWhoWords")
    assert words is not None
    return words.text() if words.isVisible() else ""


def fill(call: Capture, who: str, firm: str = "", email: str = INFO) -> None:
    """Type who it was and what they said, and press Ctrl+Enter."""
    call.form.who.setText(who)
    call.form.organisation.setText(firm)
    call.form.email.setText(email)
    call.form.words.set_words("The second thing.")
    call.form.words.setFocus()
    call.press(Qt.Key.Key_Return, CONTROL)


def take(call: Capture, words: str) -> None:
    """Click an answer."""
    call.qtbot.waitUntil(lambda: words in offers(call))
    QTest.mouseClick(offers(call)[words], Qt.MouseButton.LeftButton)


def recorded(call: Capture) -> tuple[str | None, str | None]:
    """Return who is named in what was recorded last."""
    call.qtbot.waitUntil(lambda: len(call.said()) == 2 and not call.live.busy, timeout=10_000)
    newest = max(call.said(), key=lambda one: one.id)
    return newest.who, newest.organisation


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_shared_address_is_asked_about_and_nothing_is_recorded_before(
    call: Capture, key: Qt.Key
) -> None:
    fill(call, "Bo Ek", "Pier")
    call.qtbot.waitUntil(lambda: "Who was it?" in asked(call))
    assert asked(call) == f"{INFO} is that of Ann Lee (Harbour). Who was it?"
    assert list(offers(call)) == ["Somebody new: Bo Ek", "Ann Lee (Harbour)"]
    assert len(call.said()) == 1
    focused = QApplication.focusWidget()
    assert focused is offers(call)["Somebody new: Bo Ek"]
    assert focused.accessibleDescription() == asked(call), "a listener hears what is asked"
    call.press(key)
    assert recorded(call) == ("Bo Ek", "Pier")


def test_the_owner_may_say_that_it_was_the_one_with_the_address(call: Capture) -> None:
    fill(call, "Bo Ek")
    take(call, "Ann Lee (Harbour)")
    assert recorded(call) == ("Ann Lee", "Harbour")
    assert call.live.desk is not None
    assert [one.name for one in call.live.desk.ask(all_people)] == ["Ann Lee"]


def test_typing_on_withdraws_the_question(call: Capture) -> None:
    fill(call, "Bo Ek")
    call.qtbot.waitUntil(lambda: asked(call) != "")
    call.form.email.setText("bo@pier.example")
    assert asked(call) == ""
    call.press(Qt.Key.Key_Return, CONTROL)
    assert recorded(call) == ("Bo Ek", None)


def test_a_fitting_name_is_not_asked_about(call: Capture) -> None:
    fill(call, "Ann", email=INFO)
    assert recorded(call) == ("Ann Lee", "Harbour")


def test_two_of_one_name_are_asked_about_with_their_firms(capture: Capture) -> None:
    call = capture
    assert call.live.desk is not None
    other = NewFeedback("Another thing.", Speaker("Ann Lee", "Pier", email="ann@pier.example"))
    for new in (ANN, other):
        call.live.desk.do(record_feedback, new)
    call.open()
    fill(call, "Ann Lee", email="")
    take(call, "Ann Lee (Pier)")
    call.qtbot.waitUntil(lambda: len(call.said()) == 3 and not call.live.busy, timeout=10_000)
    newest = max(call.said(), key=lambda one: one.id)
    assert (newest.who, newest.organisation) == ("Ann Lee", "Pier")


def test_a_firm_that_looks_known_is_pointed_out_and_taken_by_a_click(call: Capture) -> None:
    assert call.live.desk is not None
    kringle = NewFeedback("Another thing.", Speaker("Jo", "Kringle Bakery"))
    call.live.desk.do(record_feedback, kringle)
    call.settle()
    call.form.organisation.setFocus()
    call.type("Krin")
    call.form.organisation.setText("Krin")
    call.form.words.setFocus()
    take(call, "It is Kringle Bakery: the beginning of a name")
    assert call.form.organisation.text() == "Kringle Bakery"
    assert asked(call) == ""
    assert {one.name for one in call.live.desk.ask(all_organisations)} == {
        "Harbour", "Kringle Bakery"
    }  # fmt: skip


def test_somebody_who_looks_known_is_pointed_out(call: Capture) -> None:
    call.form.organisation.setText("Harbour")
    call.form.who.setText("A. Lee")
    call.form.words.setFocus()
    take(call, "It is Ann Lee (Harbour): one name short for the other")
    assert call.form.who.text() == "Ann Lee"
    call.form.words.set_words("The second thing.")
    call.press(Qt.Key.Key_Return, CONTROL)
    assert recorded(call) == ("Ann Lee", "Harbour")


def test_who_looks_like_nobody_is_not_spoken_of(call: Capture) -> None:
    fill(call, "Zed Quill", "Quill & Co", email="")
    assert recorded(call) == ("Zed Quill", "Quill & Co")
    assert offers(call) == {}


@pytest.mark.parametrize("field", ["who", "organisation", "email", "phone", "day", "competitor"])
def test_enter_in_a_field_goes_on_and_changes_no_kind(call: Capture, field: str) -> None:
    call.form.unfold()
    call.form.kind.set_value(Kind.LOSS)
    call.form.kind.changed.emit()
    line = getattr(call.form, field, None) or getattr(call.form.loss, field)
    line.setFocus()
    if field != "day":
        call.type("Zedfirm")
    call.press(Qt.Key.Key_Return)
    assert call.form.kind.value() is Kind.LOSS
    assert not line.hasFocus()
    assert len(call.said()) == 1


def test_going_back_from_the_words_means_the_organisation(call: Capture) -> None:
    call.form.organisation.setText("Harbour Ltd")
    call.form.words.setFocus()
    call.qtbot.waitUntil(lambda: offers(call) != {})
    call.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert call.form.organisation.hasFocus()


def test_who_was_said_to_be_somebody_new_is_not_offered_as_a_twin(call: Capture) -> None:
    fill(call, "Ann", "Pier", email=INFO)
    assert recorded(call) == ("Ann Lee", "Pier")
    call.open()
    fill(call, "Bo Lee", "Pier")
    take(call, "Somebody new: Bo Lee")
    call.qtbot.waitUntil(lambda: len(call.said()) == 3 and not call.live.busy, timeout=10_000)
    assert call.live.desk is not None
    assert call.live.desk.ask(twins) == []
