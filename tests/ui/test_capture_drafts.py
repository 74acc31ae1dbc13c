"""What is half typed waits, and is never in the way of the next call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.drafts import Drafts, Form
from feedbackdesk.desk.feedback import record_feedback
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.text import WORDS_LIMIT
from feedbackdesk.domain.words import Channel, Feeling, Kind, Outcome, PersonStage
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.capture.typed import fill, typed
from feedbackdesk.ui.widgets.names import KnownPerson
from tests.old_capture import ANN, CONTROL, Capture, capture, known
from tests.windows import OpenWindow, settle

__all__ = ["capture", "known"]


def written(capture: Capture) -> list[Form]:
    """Return every draft on the disk, also one that is being typed."""
    import json

    folder = Drafts(capture.live.path).folder
    return [json.loads(one.read_text("utf-8"))["form"] for one in folder.glob("*.json")]


def leave(capture: Capture, *forms: Form) -> None:
    """Leave drafts as a window that was closed has left them, the last one the newest."""
    drafts = Drafts(capture.live.path)
    for form in forms:
        pen = drafts.begin()
        pen.write(form)
        pen.close()


def button(capture: Capture, name: str) -> QPushButton:
    found = capture.dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def alt(capture: Capture, key: Qt.Key) -> None:
    """Press a button by its letter; Qt shows it pressed for a moment before it acts."""
    capture.press(key, Qt.KeyboardModifier.AltModifier)


def said(capture: Capture) -> str:
    label = capture.dialog.findChild(QLabel, "draftWords")
    assert label is not None
    return label.accessibleName() if label.isVisible() else ""


def test_typing_is_on_the_disk_soon_and_gone_once_recorded(capture: Capture) -> None:
    capture.open()
    capture.type("Ann Lee")
    capture.form.words.setFocus()
    capture.type("Can you mail me")
    capture.qtbot.waitUntil(
        lambda: [one["words"] for one in written(capture)] == ["Can you mail me"]
    )
    capture.type(" the bill?")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert written(capture) == []
    assert len(capture.said()) == 1


def test_escape_writes_at_once_and_the_form_is_as_it_was_left(capture: Capture) -> None:
    capture.open()
    capture.form.words.setFocus()
    capture.type("Half a")
    capture.press(Qt.Key.Key_Escape)
    capture.settle()
    assert [one["words"] for one in written(capture)] == ["Half a"]
    capture.open()
    assert capture.form.words.words() == "Half a"
    assert said(capture) == "You had begun this one."
    # The next call is on the line: Alt+N begins an empty form, and this one waits.
    alt(capture, Qt.Key.Key_N)
    capture.qtbot.waitUntil(capture.form.is_blank)
    capture.settle()
    assert capture.focus() == "whoField"
    assert "Half a" in said(capture)
    capture.type("Bo Ek")
    capture.form.words.setFocus()
    capture.type("Another call.")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert [one.text for one in capture.said()] == ["Another call."]
    assert [one["words"] for one in written(capture)] == ["Half a"]


def test_what_waits_is_continued_by_a_key_and_recorded(capture: Capture) -> None:
    leave(capture, {"who": "Ann Lee", "words": "Can you mail me the", "themes": ["Invoices"]})
    capture.open()
    assert capture.form.is_blank(), "an old draft is never in the way"
    assert "Ann Lee – Can you mail me the" in said(capture)
    assert capture.focus() == "whoField"
    alt(capture, Qt.Key.Key_E)
    capture.qtbot.waitUntil(lambda: capture.form.who.text() == "Ann Lee")
    capture.settle()
    assert capture.focus() == "wordsField"
    assert said(capture) == ""
    capture.press(Qt.Key.Key_End, CONTROL)
    capture.type(" bill?")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    (one,) = capture.said()
    assert (one.text, one.themes) == ("Can you mail me the bill?", ("Invoices",))
    assert written(capture) == []


def test_what_stands_in_the_form_waits_while_another_is_continued(capture: Capture) -> None:
    leave(capture, {"words": "The first"}, {"words": "The second"})
    capture.open()
    capture.type("Cem Ar")
    alt(capture, Qt.Key.Key_A)
    capture.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 2
    (first,) = [one for one in menu.actions() if "The first" in one.text()]
    first.trigger()
    menu.close()
    capture.settle()
    assert capture.form.words.words() == "The first"
    assert sorted(one.get("who") or one["words"] for one in written(capture)) == [
        "Cem Ar", "The first", "The second",
    ]  # fmt: skip
    assert button(capture, "draftAll").isVisible()


def test_what_is_thrown_away_can_be_brought_back(capture: Capture) -> None:
    leave(capture, {"words": "No longer wanted"})
    capture.open()
    alt(capture, Qt.Key.Key_Y)
    capture.qtbot.waitUntil(lambda: not written(capture))
    capture.settle()
    assert said(capture).startswith("Thrown away")
    assert button(capture, "draftBack").hasFocus()
    capture.press(Qt.Key.Key_Space)
    capture.qtbot.waitUntil(lambda: "Half typed" in said(capture))
    assert [one["words"] for one in written(capture)] == ["No longer wanted"]
    alt(capture, Qt.Key.Key_Y)
    capture.qtbot.waitUntil(lambda: not written(capture))
    capture.settle()
    capture.press(Qt.Key.Key_Escape)
    capture.open()
    assert said(capture) == ""


def test_two_windows_never_write_over_each_other(capture: Capture) -> None:
    other = CaptureDialog(capture.live, capture.window)
    capture.open()
    capture.type("Ann Lee")
    other.open_for(text="In the other window")
    for dialog in (capture.dialog, other):
        dialog.keeper.keep()
    capture.settle()
    assert len(written(capture)) == 2
    assert Drafts(capture.live.path).waiting() == [], "both are being typed"
    other.close()
    other.start_anew()
    capture.settle()
    assert [one.form["words"] for one in Drafts(capture.live.path).waiting()] == [
        "In the other window"
    ]
    other.deleteLater()


def test_a_lost_sale_is_not_made_of_a_request_that_was_begun(capture: Capture) -> None:
    capture.open(text="Half a request")
    capture.press(Qt.Key.Key_Escape)
    capture.open(kind=Kind.LOSS)
    assert capture.form.is_blank()
    assert capture.form.kind.value() is Kind.LOSS
    assert "Half a request" in said(capture)
    assert [one["kind"] for one in written(capture)] == ["request"]


def test_a_form_that_was_emptied_leaves_nothing(capture: Capture) -> None:
    capture.open()
    capture.type("x")
    capture.dialog.keeper.keep()
    capture.settle()
    assert len(written(capture)) == 1
    capture.press(Qt.Key.Key_Backspace)
    capture.press(Qt.Key.Key_Escape)
    capture.settle()
    assert written(capture) == []


def test_the_next_one_by_the_same_person_is_no_draft_before_something_is_typed(
    capture: Capture,
) -> None:
    capture.open(text="It was said.")
    capture.type("Ann Lee")
    capture.press(Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    capture.qtbot.waitUntil(lambda: not capture.form.words.words())
    capture.settle()
    assert capture.form.who.text() == "Ann Lee"
    capture.press(Qt.Key.Key_Escape)
    capture.settle()
    assert written(capture) == []
    capture.open()
    assert capture.form.who.text() == ""


def test_a_refused_recording_keeps_the_draft(capture: Capture) -> None:
    capture.open(text="It was said.")
    capture.form.day.setText("31 feb")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.dialog.keeper.keep()
    capture.settle()
    assert len(written(capture)) == 1


def test_a_disk_that_is_full_says_so_and_recording_goes_on(
    capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    capture.open()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        capture.type("Ann Lee")
        capture.dialog.keeper.keep()
        capture.settle()
    assert "No space left" in capture.form.problem.text()
    capture.form.words.setFocus()
    capture.type("It was said.")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert len(capture.said()) == 1


def test_a_known_person_is_named_at_once(known: Capture) -> None:
    known.open(text="Somebody else is half typed")
    person = KnownPerson(1, "Ann Lee", "Harbour Bakery", PersonStage.CUSTOMER)
    known.dialog.open_for(person=person)
    known.settle()
    assert (known.form.who.text(), known.form.organisation.text()) == ("Ann Lee", "Harbour Bakery")
    assert known.focus() == "wordsField"
    assert known.form.stage.itemText(0) == "As known: customer"
    assert "Somebody else" in said(known)
    known.type("The second thing.")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert len({one.who_id for one in known.said()}) == 1


def test_a_form_comes_back_with_every_field(qtbot: QtBot) -> None:
    first, second = FeedbackForm(), FeedbackForm()
    for form in (first, second):
        qtbot.addWidget(form)
    yesterday = local_today() - timedelta(days=1)
    first.who.setText("Ann\ud83d Lee")
    first.organisation.setText("Harbour")
    first.kind.set_value(Kind.LOSS)
    first.words.set_words("Zwei\u00a0Zeilen\nund \u202ertl")
    first.themes.set_names(["One", "Two"])
    first.day.setText("yesterday")
    first.channel.setCurrentIndex(first.channel.findData(Channel.REVIEW.value))
    first.stage.setCurrentIndex(first.stage.findData(PersonStage.FORMER.value))
    first.feeling.set_value(Feeling.UNHAPPY)
    first.email.setText("ann@example.com")
    first.link.setText("https://reviews.example/7")
    first.reach.setText("12k")
    first.loss.reason.setEditText("Price")
    first.loss.competitor.setText("Beanworks")
    first.loss.outcome.setCurrentIndex(first.loss.outcome.findData(Outcome.STAYED.value))
    first.loss.stage_reached.setText("Trial")
    first.loss.also.set_names(["Timing"])
    first.loss.revisit.setText("2 weeks")
    fill(second, typed(first))
    in_two_weeks = local_today() + timedelta(days=14)
    assert second.loss.revisit.text() == in_two_weeks.isoformat(), "counted from when it was typed"
    second.loss.revisit.setText("2 weeks")
    assert second.day.text() == yesterday.isoformat(), "whenever it is continued"
    second.day.setText("yesterday")
    assert second._state() == first._state()
    assert second.loss.stage_reached.text() == "Trial"
    fill(second, typed(FeedbackForm()))
    assert second.day.text() == "today"


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"who": 7, "words": None, "themes": "none", "loss": [], "day": {}, "kind": 3},
        {"kind": "rumour", "channel": "pigeon", "stage": ["x"], "feeling": 1.5, "importance": True},
        {"themes": [1, None, "x" * 9_000, {}], "loss": {"also": [[]], "outcome": 9, "told_by": 1}},
        {"words": "a\x00b\u2029c\ud800", "who": "\u2028\x1b", "reach": "many", "link": "\x00"},
        {"themes": [str(n) for n in range(5_000)]},
    ],
)
def test_a_strange_draft_fills_what_it_can(qtbot: QtBot, strange: Form) -> None:
    form = FeedbackForm()
    qtbot.addWidget(form)
    fill(form, strange)
    assert len(form.themes.names()) <= 100
    assert form.kind.value() is Kind.REQUEST
    form.is_blank()
    typed(form)


def paste(capture: Capture, text: str) -> None:
    QApplication.clipboard().setText(text)
    capture.form.words.setFocus()
    capture.press(Qt.Key.Key_V, CONTROL)


@pytest.mark.parametrize("text", ["x" * 5_000_000, "word " * 1_000_000], ids=["x", "words"])
def test_five_megabytes_on_one_line_are_pasted_kept_and_recorded(
    capture: Capture, text: str
) -> None:
    capture.open()
    paste(capture, text)
    capture.type("!")
    assert "broken into several" in capture.form.problem.text() or capture.form.words.words()
    assert max(map(len, capture.form.words.words().split("\n"))) <= 2_001
    capture.press(Qt.Key.Key_Escape)
    capture.settle()
    (kept,) = written(capture)
    assert "".join(kept["words"].split()) == "".join(text.split()) + "!"
    capture.open()
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert len(capture.said()[0].text) >= len(text) - 1


def test_a_paste_that_could_not_be_recorded_is_left_out_with_a_sentence(capture: Capture) -> None:
    capture.open()
    capture.form.words.setFocus()
    capture.type("Before")
    data = QMimeData()
    data.setText("y" * (WORDS_LIMIT + 1))
    capture.form.words.insertFromMimeData(data)
    assert capture.form.words.words() == "Before"
    assert "10,000,000" in capture.form.problem.text()


def test_rubbish_is_pasted_as_what_can_be_read_of_it(capture: Capture) -> None:
    capture.open()
    paste(capture, "a\x00b\x1b[31m\r\nc \u202eright to left\u202c")
    event = QInputMethodEvent()
    event.setCommitString("half \ud83d")
    QApplication.sendEvent(capture.form.words, event)
    capture.dialog.keeper.keep()
    capture.settle()
    assert len(written(capture)) == 1
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    text = capture.said()[0].text
    assert text.startswith("ab[31m\nc \u202eright to left\u202c")
    assert "\ud83d" not in text


def test_the_words_grow_with_what_is_typed_and_with_the_window(capture: Capture) -> None:
    capture.open()
    words = capture.form.words
    before, tall = words.height(), capture.dialog.height()
    words.set_words("One line.\n" * 13 + "The end.")
    capture.qtbot.waitUntil(lambda: words.height() > before)
    assert words.verticalScrollBar().maximum() == 0, "all of it is in sight"
    capture.dialog.resize(capture.dialog.width(), max(tall, capture.dialog.height()) + 200)
    capture.qtbot.waitUntil(lambda: words.height() > before + 150)


def test_the_stage_and_the_link_show_what_is_guessed(known: Capture) -> None:
    known.open()
    known.type("ann")
    known.press(Qt.Key.Key_Return)
    assert known.form.stage.itemText(0) == "As known: customer"
    known.form.who.setFocus()
    known.press(Qt.Key.Key_Backspace)
    known.type("x")
    assert known.form.stage.itemText(0) == "As known"
    known.form.unfold()
    assert not known.form.link.isVisible()
    known.form.channel.setCurrentIndex(known.form.channel.findData("social"))
    assert known.form.link.isVisible()
    known.form.link.setText("https://x.example/1")
    known.form.reach.setText("a few")
    known.form.words.set_words("Loved it.")
    known.press(Qt.Key.Key_Return, CONTROL)
    assert "not a number of people" in known.form.problem.text()
    assert known.focus() == "reachField"
    known.form.reach.setText("1,200")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    one = known.said()[0]
    assert (one.link, one.reach) == ("https://x.example/1", 1_200)
    form = FeedbackForm(compact=True)
    known.qtbot.addWidget(form)
    form.load(one)
    assert form.corrections(one) is None
    form.link.clear()
    form.reach.setText("12k")
    facts = form.corrections(one)
    assert facts is not None
    assert (facts.link, facts.reach) == ("", 12_000)


def test_a_restart_tells_of_what_waits_beside_the_capture_button(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    window = open_desk_window(path)
    assert window.capturing.form is None
    window.capturing.open()
    settle(qtbot, window)
    form = window.findChild(QWidget, "captureForm")
    assert isinstance(form, CaptureDialog)
    form.form.words.set_words("Half of what they")
    assert window.close()
    again = open_desk_window(path)
    badge = again.findChild(QPushButton, "halfTyped")
    assert badge is not None
    qtbot.waitUntil(lambda: badge.isVisible() and badge.text().startswith("1"))
    qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    settle(qtbot, again)
    dialog = again.capturing.form
    assert dialog is not None
    dialog.line.continued.emit(Drafts(path).waiting()[0].uid)
    settle(qtbot, again)
    assert dialog.form.words.words() == "Half of what they"
    dialog.record()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, again)
    assert not badge.isVisible()
    assert Drafts(path).waiting() == []


def test_the_inspector_records_for_the_person_it_shows(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    assert window.live.desk is not None
    window.live.desk.do(record_feedback, ANN)
    window.inspector.inspect("person", 1)
    window.show_inspector(True)
    settle(qtbot, window)
    button = window.inspector.findChild(QPushButton, "recordForPerson")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.capturing.form is not None
    assert window.capturing.form.form.who.text() == "Ann Lee"
    window.capturing.form.close()
    settle(qtbot, window)
    assert Drafts(window.live.path).waiting() == [], "a name that was filled in is no draft"


def test_what_was_left_belongs_to_whom_it_names(capture: Capture) -> None:
    capture.open()
    capture.type("Ann Lee")
    capture.form.words.setFocus()
    capture.type("Half a")
    capture.press(Qt.Key.Key_Escape)
    capture.open()
    assert capture.form.is_blank(), "the next caller may be another"
    assert "Ann Lee – Half a" in said(capture)
    # By mistake: one key goes on, behind the last word.
    alt(capture, Qt.Key.Key_E)
    capture.qtbot.waitUntil(lambda: capture.form.who.text() == "Ann Lee")
    capture.settle()
    capture.type(" sentence.")
    assert capture.form.words.words() == "Half a sentence."


def test_what_was_left_a_while_ago_waits(capture: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    capture.open(text="Half a")
    capture.press(Qt.Key.Key_Escape)
    monkeypatch.setattr("feedbackdesk.ui.capture.dialog.GIVEN_UP_S", -1)
    capture.open()
    assert capture.form.is_blank()
    assert "Half a" in said(capture)


def test_words_that_are_dropped_never_join_a_form_out_of_sight(capture: Capture) -> None:
    capture.open(text="What Ann said")
    capture.press(Qt.Key.Key_Escape)
    capture.dialog.take([{"words": "What Bo said"}])
    capture.settle()
    assert capture.form.words.words() == "What Bo said"
    assert "What Ann said" in said(capture)
    capture.dialog.take([{"words": "And more"}])
    assert capture.form.words.words() == "What Bo said\n\nAnd more", "in sight, they join"


def test_the_form_opens_at_its_top(capture: Capture) -> None:
    capture.open(kind=Kind.LOSS)
    capture.dialog.resize(capture.dialog.width(), 420)
    bar = capture.dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    capture.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    capture.press(Qt.Key.Key_Escape)
    capture.open(kind=Kind.LOSS)
    assert bar.value() == 0


def test_only_one_field_looks_as_if_it_had_the_keyboard(capture: Capture) -> None:
    capture.open(text="It was said.")
    capture.form.themes.setFocus()
    assert capture.form.themes.property("focused")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    capture.open()
    assert capture.focus() == "whoField"
    assert not capture.form.themes.property("focused")
