"""The capture form, by the keys that an owner presses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.feedback import (
    NewFeedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import all_people
from feedbackdesk.domain.rows import Feedback, Loss, Mention
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import (
    Channel,
    Kind,
    Outcome,
)
from feedbackdesk.ui import theme
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.widgets.chips import Chip, ChipField
from feedbackdesk.ui.widgets.names import KnownPerson, NameField
from feedbackdesk.ui.widgets.segments import Segments

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

ANN = NewFeedback(
    "The first thing.",
    Speaker(name="Ann Lee", organisation="Harbour Bakery"),
    channel=Channel.EMAIL,
    themes=("Invoices by e-mail",),
)


def dress() -> None:
    """Give the application its look, unless a window before did."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if not application.styleSheet():
        theme.apply(application, "light")


class Capture:
    """A capture dialog over a workspace, and the keyboard before it."""

    def __init__(self, live: Live, qtbot: QtBot) -> None:
        self.live, self.qtbot = live, qtbot
        self.window = QWidget()
        self.window.show()
        self.dialog = CaptureDialog(live, self.window)

    @property
    def form(self) -> FeedbackForm:
        return self.dialog.form

    def said(self) -> list[Feedback]:
        """Return all that was recorded, the newest first."""
        assert self.live.desk is not None
        return self.live.desk.ask(list_feedback)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.live.busy, timeout=10_000)

    def open(self, **facts: object) -> None:
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
        self.dialog.open_for(**facts)  # type: ignore[arg-type]
        self.settle()
        self.qtbot.waitUntil(
            lambda: self.dialog.isActiveWindow() and QApplication.focusWidget() is not None
        )

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as the window system tells it: an open popup gets it first."""
        QTest.keyClick(self.dialog.windowHandle(), key, modifiers)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        click: Any = QTest.keyClick  # its stubs forget that a window takes letters too
        for char in words:
            click(self.dialog.windowHandle(), char)
        QApplication.processEvents()

    def compose(self, words: str) -> None:
        """Type what only an input method can: other scripts and emoji."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        field = QApplication.focusWidget()
        assert field is not None
        QApplication.sendEvent(field, event)

    def focus(self) -> str:
        """Return the name of what has the keyboard."""
        one: QWidget | None = QApplication.focusWidget()
        while one is not None and not one.objectName().endswith("Field"):
            one = one.parentWidget()
        return one.objectName() if one is not None else ""

    def recorded(self) -> None:
        """Wait until the commit has come back and the dialog is gone."""
        self.qtbot.waitUntil(lambda: not self.dialog.isVisible(), timeout=10_000)
        self.settle()


@pytest.fixture
def capture(qtbot: QtBot, tmp_path: Path) -> Iterator[Capture]:
    """A dialog over a new workspace; nothing of it may stay on the screen."""
    dress()
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    made = Capture(live, qtbot)
    yield made
    made.settle()
    made.dialog.close()
    made.window.close()
    made.window.deleteLater()
    live.close()
    QApplication.processEvents()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"still on the screen: {left}"


@pytest.fixture
def known(capture: Capture) -> Capture:
    """The same, where Ann Lee has said something before."""
    assert capture.live.desk is not None
    capture.live.desk.do(record_feedback, ANN)
    capture.settle()
    return capture


def test_a_call_is_recorded_from_first_key_to_last_without_the_mouse(
    capture: Capture,
) -> None:
    capture.open()
    assert capture.focus() == "whoField"
    capture.type("Bo Ek")
    capture.press(Qt.Key.Key_Tab)
    capture.type("Fold Studio")
    capture.press(Qt.Key.Key_Tab)
    assert capture.focus() == "wordsField"
    capture.type("Could you mail me the bill?")
    capture.press(Qt.Key.Key_Tab)
    capture.type("Invoices, Early delivery")
    recorded: list[int] = []
    capture.dialog.recorded.connect(recorded.append)
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    (one,) = capture.said()
    assert recorded == [one.id]
    assert one.text == "Could you mail me the bill?"
    assert one.speaker == "Bo Ek, Fold Studio"
    assert one.themes == ("Invoices", "Early delivery")
    assert (one.on, one.kind, one.channel) == (date.today(), Kind.REQUEST, Channel.CALL)
    assert not capture.form.is_dirty()


@pytest.mark.parametrize("arrows", [0, 1])
def test_enter_takes_the_person_who_is_offered_first(known: Capture, arrows: int) -> None:
    known.open()
    known.type("ann")
    assert QApplication.activePopupWidget() is not None
    for _ in range(arrows):
        known.press(Qt.Key.Key_Down)
    known.press(Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert known.form.who.text() == "Ann Lee"
    assert known.form.organisation.text() == "Harbour Bakery"
    assert known.focus() == "wordsField", "what is known is not asked"
    known.type("The second thing.")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert {one.who_id for one in known.said()} == {known.said()[0].who_id}
    assert known.said()[0].channel is Channel.EMAIL, "the channel of last time"


def test_a_new_name_is_kept_as_typed_however_it_begins(known: Capture) -> None:
    known.open()
    known.type("Ann")
    known.press(Qt.Key.Key_Escape)
    known.press(Qt.Key.Key_Tab)
    assert known.form.who.text() == "Ann"
    assert known.focus() == "organisationField"
    known.form.words.setFocus()
    known.type("Somebody else.")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.live.desk is not None
    assert [one.name for one in known.live.desk.ask(all_people)] == ["Ann", "Ann Lee"]


def test_who_is_typed_out_in_full_is_known_too(known: Capture) -> None:
    known.open()
    known.type("ann lee")
    known.press(Qt.Key.Key_Tab)
    assert known.form.organisation.text() == "Harbour Bakery"


def test_two_people_of_one_name_are_told_apart_by_who_was_chosen(known: Capture) -> None:
    assert known.live.desk is not None
    known.live.desk.do(
        record_feedback, NewFeedback("x", Speaker(name="Ann Lee", organisation="Fold Studio"))
    )
    known.open()
    known.type("Ann Lee")
    known.press(Qt.Key.Key_Down)
    known.press(Qt.Key.Key_Return)
    chosen = known.form.organisation.text()
    known.form.words.setFocus()
    known.type("Said by one of them.")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.said()[0].speaker == f"Ann Lee, {chosen}"
    assert len(known.live.desk.ask(all_people)) == 2


def themes_by_keys(known: Capture, *keys: str | Qt.Key) -> list[str]:
    known.open()
    known.form.themes.setFocus()
    for key in keys:
        if isinstance(key, str):
            known.type(key)
        else:
            known.press(key)
    return [chip.name for chip in known.form.themes.findChildren(Chip) if chip.isVisible()]


def test_a_theme_is_completed_by_enter(known: Capture) -> None:
    assert themes_by_keys(known, "inv", Qt.Key.Key_Return) == ["Invoices by e-mail"]
    assert known.form.themes.names() == ("Invoices by e-mail",)


@pytest.mark.parametrize("end", [",", Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_new_theme_is_made_of_what_is_typed(known: Capture, end: str | Qt.Key) -> None:
    assert themes_by_keys(known, "inv", Qt.Key.Key_Escape, end) == ["inv"]
    (chip,) = known.form.themes.findChildren(Chip)
    assert chip.property("surface") == "chip-new"


def test_a_new_theme_is_offered_as_the_last_row(known: Capture) -> None:
    assert themes_by_keys(known, "inv", Qt.Key.Key_Up, Qt.Key.Key_Return) == ["inv"]
    known.type("paper,")
    assert known.form.themes.names() == ("inv", "paper")


def test_a_theme_is_one_however_it_is_written(known: Capture) -> None:
    assert themes_by_keys(known, "INVOICES BY E-MAIL,", "invoices  by e-mail,") == [
        "Invoices by e-mail"
    ]


def test_chips_are_reached_and_removed_by_keys(known: Capture) -> None:
    themes_by_keys(known, "one,two,three,")
    known.press(Qt.Key.Key_Left)
    known.press(Qt.Key.Key_Left)
    chip = QApplication.focusWidget()
    assert isinstance(chip, Chip)
    assert chip.name == "two"
    assert chip.accessibleName() == "two"
    known.press(Qt.Key.Key_Delete)
    assert known.form.themes.names() == ("one", "three")
    known.form.themes.setFocus()
    known.press(Qt.Key.Key_Left)
    known.press(Qt.Key.Key_Right)
    known.press(Qt.Key.Key_Backspace)
    assert known.form.themes.names() == ("one",)


def test_control_enter_records_while_names_are_offered_or_a_chip_is_chosen(
    known: Capture,
) -> None:
    known.open(text="It was said.")
    known.type("Ann")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.said()[0].speaker == "Ann Lee, Harbour Bakery", "as it was seen chosen"
    known.open(text="And again.")
    known.form.themes.setFocus()
    known.type("inv")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.said()[0].themes == ("Invoices by e-mail",)
    known.open(text="And once more.")
    known.form.themes.setFocus()
    known.type("x,")
    known.press(Qt.Key.Key_Left)
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()


def test_a_lost_sale_by_keys(capture: Capture) -> None:
    capture.open(kind=Kind.LOSS, text="They were cheaper.")
    field = capture.form.loss
    assert field.isVisible()
    capture.type("Cem Ar")
    field.reason.setFocus()
    capture.type("Price")
    field.competitor.setFocus()
    capture.type("Beanworks")
    capture.press(Qt.Key.Key_Tab)
    capture.type("1.200,50")
    capture.press(Qt.Key.Key_Tab)
    assert field.value.text() == "1200.50"
    capture.type("Timing,")
    field.stage_reached.setFocus()
    capture.type("Offer sent")
    field.revisit.setFocus()
    capture.type("3 Mar 2099")
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    (lost,) = capture.said()
    assert lost.loss == Loss(
        outcome=Outcome.COMPETITOR,
        reason="Price",
        also=("Timing",),
        competitor="Beanworks",
        value=120050,
        stage_reached="Offer sent",
        revisit=date(2099, 3, 3),
    )
    capture.open()
    assert not field.isVisible()
    assert capture.focus() == "whoField"
    assert capture.form.kind.value() is Kind.REQUEST


def test_how_far_a_sale_got_completes_itself(capture: Capture) -> None:
    assert capture.live.desk is not None
    facts = LossFacts("Price", stage_reached="Second trial offered")
    capture.live.desk.do(record_feedback, NewFeedback("No.", loss=facts))
    capture.open(kind=Kind.LOSS, text="They were cheaper.")
    field = capture.form.loss
    field.reason.setFocus()
    capture.type("Price")
    field.stage_reached.setFocus()
    capture.type("second")
    capture.press(Qt.Key.Key_Return)
    assert field.stage_reached.text() == "Second trial offered"
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert [one.loss.stage_reached for one in capture.said() if one.loss] == [
        "Second trial offered"
    ] * 2


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("dateField", "31 feb", "1 mar 2020"),
        ("dateField", (date.today() + timedelta(days=1)).isoformat(), "today"),
        ("valueField", "a lot", "12"),
        ("revisitField", "some day", "2099-01-15"),
        ("reasonField", "", "Price"),
        ("emailField", "nobody at all", "ann@example.com"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    capture: Capture, name: str, wrong: str, right: str
) -> None:
    capture.open(kind=Kind.LOSS, text="It was said.")
    capture.type("Ann Lee")
    capture.form.loss.reason.setEditText("Price")
    field = capture.form.findChild(QComboBox if name == "reasonField" else QLineEdit, name)
    assert field is not None
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(line, QLineEdit)
    line.setText(wrong)
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.settle()
    assert capture.dialog.isVisible()
    assert capture.said() == []
    assert not capture.form.problem.visibleRegion().isEmpty(), "in sight, not scrolled away"
    assert len(capture.form.problem.text()) > 20
    assert capture.form.words.toPlainText() == "It was said."
    assert (capture.form.who.text(), line.text()) == ("Ann Lee", wrong)
    line.setText(right)
    assert not capture.form.problem.isVisible()
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert len(capture.said()) == 1


def test_no_words_are_no_feedback(capture: Capture) -> None:
    capture.open()
    capture.type("Ann Lee")
    capture.press(Qt.Key.Key_Return, CONTROL)
    assert capture.focus() == "wordsField"
    assert "no words" in capture.form.problem.text()


def test_a_day_is_understood_as_it_is_said(capture: Capture) -> None:
    capture.open(text="It was said.")
    capture.form.day.setFocus()
    capture.form.day.selectAll()
    capture.type("yesterday")
    yesterday = date.today() - timedelta(days=1)
    assert f"{yesterday:%A}" in capture.form.day.echo().text()
    assert capture.form.day.echo().isVisible()
    capture.form.day.selectAll()
    capture.type("blursday")
    assert not capture.form.day.echo().isVisible()
    capture.press(Qt.Key.Key_Tab)
    assert "not understood as a date" in capture.form.problem.text()
    capture.form.day.setText("yesterday")
    assert not capture.form.problem.isVisible()
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert capture.said()[0].on == yesterday


def test_escape_keeps_what_was_typed_and_text_from_elsewhere_joins_it(capture: Capture) -> None:
    capture.open()
    capture.form.words.setFocus()
    capture.type("Half a")
    capture.press(Qt.Key.Key_Escape)
    assert not capture.dialog.isVisible()
    capture.open()
    assert capture.form.words.toPlainText() == "Half a"
    capture.open(text="Dropped on the window", theme="Invoices")
    assert capture.form.words.toPlainText() == "Half a\n\nDropped on the window"
    assert capture.form.themes.names() == ("Invoices",)
    capture.form.themes.set_names(("One", "Two"))
    capture.open(theme="One")
    assert capture.form.themes.names() == ("One", "Two")


def test_the_next_one_by_the_same_person(capture: Capture) -> None:
    capture.open()
    capture.type("Ann Lee")
    for words in ("The first.", "The second."):
        capture.form.words.setFocus()
        capture.type(words)
        capture.press(Qt.Key.Key_Return, CONTROL | SHIFT)
        capture.qtbot.waitUntil(lambda: not capture.form.words.toPlainText())
        capture.settle()
        assert capture.focus() == "wordsField"
    assert [(one.who, one.text) for one in capture.said()] == [
        ("Ann Lee", "The second."),
        ("Ann Lee", "The first."),
    ]


def test_typing_before_the_names_have_arrived_is_typing(known: Capture) -> None:
    known.dialog.open_for()
    known.form.words.insertPlainText("Quick")
    known.settle()
    assert known.form.is_dirty()
    assert known.form.words.toPlainText() == "Quick"


def test_a_defect_leaves_the_form_usable(capture: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    capture.open(text="It was said.")
    assert capture.live.desk is not None
    broke: list[object] = []
    capture.live.broke.connect(broke.append)
    with monkeypatch.context() as patch:

        def breaks(*_args: object, **_facts: object) -> None:
            raise ZeroDivisionError

        patch.setattr(capture.live.desk, "do", breaks)
        capture.press(Qt.Key.Key_Return, CONTROL)
        capture.settle()
    assert broke
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert len(capture.said()) == 1


def test_names_of_every_script_and_emoji(capture: Capture) -> None:
    capture.open()
    capture.compose("מיכל לוי 🥐")
    capture.press(Qt.Key.Key_Tab)
    capture.compose("مخبز الميناء")
    capture.press(Qt.Key.Key_Tab)
    capture.compose("أريد الفاتورة بالبريد 👩‍👩‍👧")
    capture.press(Qt.Key.Key_Tab)
    capture.compose("فواتير")
    capture.press(Qt.Key.Key_Return)
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    (one,) = capture.said()
    assert (one.who, one.organisation) == ("מיכל לוי 🥐", "مخبز الميناء")
    assert (one.text, one.themes) == ("أريد الفاتورة بالبريد 👩‍👩‍👧", ("فواتير",))
    capture.open()
    capture.compose("מיכל")
    capture.press(Qt.Key.Key_Return)
    assert capture.form.who.text() == "מיכל לוי 🥐"


def test_a_megabyte_is_pasted_in_a_moment(capture: Capture) -> None:
    capture.open()
    capture.form.words.setFocus()
    text = "They said a great many things about the invoice and the delivery.\n" * 16_000
    QApplication.clipboard().setText(text)
    begun = perf_counter()
    capture.press(Qt.Key.Key_V, CONTROL)
    capture.type("!")
    assert perf_counter() - begun < 5
    capture.press(Qt.Key.Key_Return, CONTROL)
    capture.recorded()
    assert capture.said()[0].text == clean(text + "!")


def test_ten_thousand_people_do_not_slow_the_typing(qtbot: QtBot) -> None:
    field = NameField()
    qtbot.addWidget(field)
    people = [
        KnownPerson(n, f"Person {n} Élan", f"Firm {n % 700}", "customer") for n in range(10_000)
    ]
    field.set_people(people)
    field.show()
    begun = perf_counter()
    qtbot.keyClicks(field, "elan 99")
    field.clear()
    qtbot.keyClicks(field, "person 7777")
    assert perf_counter() - begun < 2
    field.close()


@pytest.mark.parametrize("compact", [False, True])
def test_every_input_has_a_name_of_its_own(qtbot: QtBot, compact: bool) -> None:
    form = FeedbackForm(compact=compact)
    qtbot.addWidget(form)
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, ChipField, Segments)
    inputs = [one for one in form.findChildren(QWidget) if isinstance(one, kinds)]
    assert len(inputs) > 20
    for one in inputs:
        inner = isinstance(one.parentWidget(), QComboBox)
        text = one.text() if isinstance(one, QAbstractButton) else ""
        assert inner or one.accessibleName() or text, one.objectName()
    kind = form.findChild(Segments, "kindField")
    assert kind is not None
    names = [button.accessibleName() for button in kind.findChildren(QAbstractButton)]
    assert names == ["Request", "Problem", "Praise", "Question", "Lost sale"]


def test_the_arrows_move_along_the_kinds(capture: Capture) -> None:
    capture.open()
    capture.form.kind.setFocus()
    capture.press(Qt.Key.Key_Right)
    assert capture.form.kind.value() is Kind.PROBLEM
    for _ in range(3):
        capture.press(Qt.Key.Key_Right)
    assert capture.form.loss.isVisible()
    assert capture.form.is_dirty()


def test_nothing_is_clipped_in_one_narrow_column(qtbot: QtBot) -> None:
    dress()
    form = FeedbackForm(compact=True)
    qtbot.addWidget(form)
    long = tuple(f"A theme with a name of some length {n}" for n in range(4))
    form.load(
        Feedback(
            1, date(2026, 1, 5), Kind.LOSS, Channel.CALL, "Words", who="Ann Lee",
            mentions=tuple(Mention(n, 1, n, name) for n, name in enumerate(long)),
            loss=Loss(Outcome.COMPETITOR, "Price", also=("Timing", "Missing feature", "Poor fit")),
        )
    )  # fmt: skip
    form.resize(288, 100)
    form.show()
    qtbot.waitExposed(form)
    form.resize(288, max(form.heightForWidth(288), form.minimumSizeHint().height()))
    QApplication.processEvents()
    for one in form.findChildren(QWidget):
        if one.isVisible() and isinstance(one, QLineEdit | QComboBox | Chip | ChipField):
            holder = one.parentWidget()
            assert holder is not None
            assert holder.contentsRect().contains(one.geometry()), one.objectName()
            assert one.height() >= min(one.minimumSizeHint().height(), 36), one.objectName()
    form.close()
