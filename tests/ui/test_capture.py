"""The capture form, by the keys that an owner presses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import Speaker, all_people
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rows import Feedback, Loss, Mention
from feedbackdesk.domain.text import clean, clean_words
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
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


class Desk:
    """A capture dialog over a workspace, and the keyboard before it."""

    def __init__(self, live: Live, qtbot: QtBot) -> None:
        self.live, self.qtbot = live, qtbot
        self.dialog = CaptureDialog(live)
        qtbot.addWidget(self.dialog)

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
        self.dialog.open_for(**facts)  # type: ignore[arg-type]
        self.qtbot.waitExposed(self.dialog)
        self.settle()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as the window system tells it: an open popup gets it first."""
        QTest.keyClick(self.dialog.windowHandle(), key, modifiers)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        for char in words:
            QTest.keyClick(self.dialog.windowHandle(), char)
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
def desk_(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A dialog over a new workspace; nothing of it may stay on the screen."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    made = Desk(live, qtbot)
    yield made
    made.settle()
    made.dialog.close()
    live.close()
    QApplication.processEvents()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"still on the screen: {left}"


@pytest.fixture
def known(desk_: Desk) -> Desk:
    """The same, where Ann Lee has said something before."""
    assert desk_.live.desk is not None
    desk_.live.desk.do(record_feedback, ANN)
    desk_.settle()
    return desk_


def test_a_call_is_recorded_from_the_first_key_to_the_last_without_the_mouse(desk_: Desk) -> None:
    desk_.open()
    assert desk_.focus() == "whoField"
    desk_.type("Bo Ek")
    desk_.press(Qt.Key.Key_Tab)
    desk_.type("Fold Studio")
    desk_.press(Qt.Key.Key_Tab)
    assert desk_.focus() == "wordsField"
    desk_.type("Could you mail me the bill?")
    desk_.press(Qt.Key.Key_Tab)
    desk_.type("Invoices, Early delivery")
    recorded: list[int] = []
    desk_.dialog.recorded.connect(recorded.append)
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    (one,) = desk_.said()
    assert recorded == [one.id]
    assert one.text == "Could you mail me the bill?"
    assert one.speaker == "Bo Ek, Fold Studio"
    assert one.themes == ("Invoices", "Early delivery")
    assert (one.on, one.kind, one.channel) == (date.today(), Kind.REQUEST, Channel.CALL)
    assert not desk_.form.is_dirty()


def test_enter_takes_the_person_who_is_offered_first(known: Desk) -> None:
    known.open()
    known.type("ann")
    assert QApplication.activePopupWidget() is not None
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


def test_a_new_name_is_kept_as_typed_however_it_begins(known: Desk) -> None:
    known.open()
    known.type("Ann")
    known.press(Qt.Key.Key_Tab)
    assert known.form.who.text() == "Ann"
    assert known.focus() == "organisationField"
    known.form.words.setFocus()
    known.type("Somebody else.")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.live.desk is not None
    assert [one.name for one in known.live.desk.ask(all_people)] == ["Ann", "Ann Lee"]


def test_who_is_typed_out_in_full_is_known_too(known: Desk) -> None:
    known.open()
    known.type("ann lee")
    known.press(Qt.Key.Key_Tab)
    assert known.form.organisation.text() == "Harbour Bakery"


def test_two_people_of_one_name_are_told_apart_by_who_was_chosen(known: Desk) -> None:
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


def themes_by_keys(known: Desk, *keys: str | Qt.Key) -> list[str]:
    known.open()
    known.form.themes.setFocus()
    for key in keys:
        if isinstance(key, str):
            known.type(key)
        else:
            known.press(key)
    return [chip.name for chip in known.form.themes.findChildren(Chip) if chip.isVisible()]


def test_a_theme_is_completed_by_enter(known: Desk) -> None:
    assert themes_by_keys(known, "inv", Qt.Key.Key_Return) == ["Invoices by e-mail"]
    assert known.form.themes.names() == ("Invoices by e-mail",)


@pytest.mark.parametrize("end", [",", Qt.Key.Key_Tab])
def test_a_new_theme_is_made_of_what_is_typed(known: Desk, end: str | Qt.Key) -> None:
    assert themes_by_keys(known, "inv", end) == ["inv"]
    (chip,) = known.form.themes.findChildren(Chip)
    assert chip.property("surface") == "chip-new"


def test_a_new_theme_is_offered_as_the_last_row(known: Desk) -> None:
    assert themes_by_keys(known, "inv", Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return) == ["inv"]
    known.type("paper,")
    assert known.form.themes.names() == ("inv", "paper")


def test_a_theme_is_one_however_it_is_written(known: Desk) -> None:
    assert themes_by_keys(known, "INVOICES BY E-MAIL,", "invoices  by e-mail,") == [
        "Invoices by e-mail"
    ]


def test_chips_are_reached_and_removed_by_keys(known: Desk) -> None:
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


def test_control_enter_records_while_names_are_offered_and_with_a_chip_chosen(known: Desk) -> None:
    known.open(text="It was said.")
    known.type("Ann")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.said()[0].who == "Ann", "as it was typed"
    known.open(text="And again.")
    known.form.themes.setFocus()
    known.type("inv")
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()
    assert known.said()[0].themes == ("inv",)
    known.open(text="And once more.")
    known.form.themes.setFocus()
    known.type("x,")
    known.press(Qt.Key.Key_Left)
    known.press(Qt.Key.Key_Return, CONTROL)
    known.recorded()


def test_a_lost_sale_by_keys(desk_: Desk) -> None:
    desk_.open(kind=Kind.LOSS, text="They were cheaper.")
    field = desk_.form.loss
    assert field.isVisible()
    desk_.type("Cem Ar")
    field.reason.setFocus()
    desk_.type("Price")
    field.competitor.setFocus()
    desk_.type("Beanworks")
    desk_.press(Qt.Key.Key_Tab)
    desk_.type("1.200,50")
    desk_.press(Qt.Key.Key_Tab)
    assert field.value.text() == "1200.50"
    desk_.type("Timing,")
    field.revisit.setFocus()
    desk_.type("3 Mar 2099")
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    (lost,) = desk_.said()
    assert lost.loss == Loss(
        outcome=Outcome.COMPETITOR,
        reason="Price",
        also=("Timing",),
        competitor="Beanworks",
        value=120050,
        revisit=date(2099, 3, 3),
    )
    desk_.open()
    assert not field.isVisible()
    assert desk_.form.kind.value() is Kind.REQUEST


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
    desk_: Desk, name: str, wrong: str, right: str
) -> None:
    desk_.open(kind=Kind.LOSS, text="It was said.")
    desk_.type("Ann Lee")
    desk_.form.loss.reason.setEditText("Price")
    field = desk_.form.findChild(QComboBox if name == "reasonField" else QLineEdit, name)
    assert field is not None
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(line, QLineEdit)
    line.setText(wrong)
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.settle()
    assert desk_.dialog.isVisible()
    assert desk_.said() == []
    assert desk_.form.problem.isVisible()
    assert len(desk_.form.problem.text()) > 20
    assert desk_.form.words.toPlainText() == "It was said."
    assert (desk_.form.who.text(), line.text()) == ("Ann Lee", wrong)
    line.setText(right)
    assert not desk_.form.problem.isVisible()
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    assert len(desk_.said()) == 1


def test_no_words_are_no_feedback(desk_: Desk) -> None:
    desk_.open()
    desk_.type("Ann Lee")
    desk_.press(Qt.Key.Key_Return, CONTROL)
    assert desk_.focus() == "wordsField"
    assert "no words" in desk_.form.problem.text()


def test_a_day_is_understood_as_it_is_said(desk_: Desk) -> None:
    desk_.open(text="It was said.")
    desk_.form.day.setFocus()
    desk_.form.day.selectAll()
    desk_.type("yesterday")
    yesterday = date.today() - timedelta(days=1)
    assert f"{yesterday:%A}" in desk_.form._understood.text()
    assert desk_.form._understood.isVisible()
    desk_.form.day.selectAll()
    desk_.type("blursday")
    assert not desk_.form._understood.isVisible()
    desk_.press(Qt.Key.Key_Tab)
    assert "not a date" in desk_.form.problem.text()
    desk_.form.day.setText("yesterday")
    assert not desk_.form.problem.isVisible()
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    assert desk_.said()[0].on == yesterday


def test_escape_keeps_what_was_typed_and_text_from_elsewhere_joins_it(desk_: Desk) -> None:
    desk_.open()
    desk_.form.words.setFocus()
    desk_.type("Half a")
    desk_.press(Qt.Key.Key_Escape)
    assert not desk_.dialog.isVisible()
    desk_.open(text="Dropped on the window", theme="Invoices")
    assert desk_.form.words.toPlainText() == "Half a\n\nDropped on the window"
    assert desk_.form.themes.names() == ("Invoices",)
    desk_.form.themes.set_names(("One", "Two"))
    desk_.open(theme="One")
    assert desk_.form.themes.names() == ("One", "Two")


def test_the_next_one_by_the_same_person(desk_: Desk) -> None:
    desk_.open()
    desk_.type("Ann Lee")
    for words in ("The first.", "The second."):
        desk_.form.words.setFocus()
        desk_.type(words)
        desk_.press(Qt.Key.Key_Return, CONTROL | SHIFT)
        desk_.qtbot.waitUntil(lambda: not desk_.form.words.toPlainText())
        desk_.settle()
        assert desk_.focus() == "wordsField"
    assert [(one.who, one.text) for one in desk_.said()] == [
        ("Ann Lee", "The second."),
        ("Ann Lee", "The first."),
    ]


def test_typing_before_the_names_have_arrived_is_typing(known: Desk) -> None:
    known.dialog.open_for()
    known.form.words.insertPlainText("Quick")
    known.settle()
    assert known.form.is_dirty()
    assert known.form.words.toPlainText() == "Quick"


def test_a_defect_leaves_the_form_usable(desk_: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk_.open(text="It was said.")
    assert desk_.live.desk is not None
    broke: list[object] = []
    desk_.live.broke.connect(broke.append)
    with monkeypatch.context() as patch:

        def breaks(*_args: object, **_facts: object) -> None:
            raise ZeroDivisionError

        patch.setattr(desk_.live.desk, "do", breaks)
        desk_.press(Qt.Key.Key_Return, CONTROL)
        desk_.settle()
    assert broke
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    assert len(desk_.said()) == 1


def test_names_of_every_script_and_emoji(desk_: Desk) -> None:
    desk_.open()
    desk_.compose("מיכל לוי 🥐")
    desk_.press(Qt.Key.Key_Tab)
    desk_.compose("مخبز الميناء")
    desk_.press(Qt.Key.Key_Tab)
    desk_.compose("أريد الفاتورة بالبريد 👩‍👩‍👧")
    desk_.press(Qt.Key.Key_Tab)
    desk_.compose("فواتير")
    desk_.press(Qt.Key.Key_Return)
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    (one,) = desk_.said()
    assert (one.who, one.organisation) == ("מיכל לוי 🥐", "مخبز الميناء")
    assert (one.text, one.themes) == ("أريد الفاتورة بالبريد 👩‍👩‍👧", ("فواتير",))
    desk_.open()
    desk_.compose("מיכל")
    desk_.press(Qt.Key.Key_Return)
    assert desk_.form.who.text() == "מיכל לוי 🥐"


def test_a_megabyte_is_pasted_in_a_moment(desk_: Desk) -> None:
    desk_.open()
    desk_.form.words.setFocus()
    text = "They said a great many things about the invoice and the delivery.\n" * 16_000
    QApplication.clipboard().setText(text)
    begun = perf_counter()
    desk_.press(Qt.Key.Key_V, CONTROL)
    desk_.type("!")
    assert perf_counter() - begun < 5
    desk_.press(Qt.Key.Key_Return, CONTROL)
    desk_.recorded()
    assert desk_.said()[0].text == clean(text + "!")


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


def test_the_arrows_move_along_the_kinds(desk_: Desk) -> None:
    desk_.open()
    desk_.form.kind.setFocus()
    desk_.press(Qt.Key.Key_Right)
    assert desk_.form.kind.value() is Kind.PROBLEM
    for _ in range(3):
        desk_.press(Qt.Key.Key_Right)
    assert desk_.form.loss.isVisible()
    assert desk_.form.is_dirty()


def test_nothing_is_clipped_in_one_narrow_column(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
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


# Correcting

_names = st.text(max_size=40).map(lambda text: " ".join(clean(text).split())).filter(bool)
_days = st.dates(date(1990, 1, 1), date(2026, 1, 1))


def _is_said(text: str) -> bool:
    try:
        return clean_words(text) == text
    except Refusal:
        return False


_losses = st.builds(
    Loss,
    outcome=st.sampled_from(Outcome),
    reason=_names,
    also=st.lists(st.sampled_from(("Timing", "Budget", "Poor fit")), unique=True).map(tuple),
    competitor=st.none() | _names,
    value=st.none() | st.integers(0, 10**14 - 1),
    stage_reached=st.none() | _names,
    told_by=st.sampled_from(ToldBy),
    alternative=st.none() | _names,
    revisit=st.none() | _days,
)
_feedback = st.builds(
    Feedback,
    id=st.just(1),
    on=_days,
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.LOSS]),
    channel=st.sampled_from(Channel),
    text=st.text(min_size=1, max_size=200).map(clean).filter(_is_said),
    who=st.none() | _names,
    organisation=st.none() | _names,
    stage=st.none() | st.sampled_from(PersonStage),
    feeling=st.none() | st.sampled_from(Feeling),
    importance=st.none() | st.sampled_from(Importance),
    mentions=st.lists(st.sampled_from(("Invoices", "Delivery", "Straße")), unique=True).map(
        lambda names: tuple(Mention(n, 1, n, name) for n, name in enumerate(names))
    ),
)
_lost = st.builds(
    lambda said, loss: Feedback(
        said.id, said.on, Kind.LOSS, said.channel, said.text, who=said.who, loss=loss
    ),
    _feedback,
    _losses,
)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(was=_feedback | _lost)
def test_what_is_shown_and_left_alone_is_no_correction(
    correcting: FeedbackForm, was: Feedback
) -> None:
    correcting.load(was)
    assert not correcting.is_dirty()
    assert correcting.corrections(was) is None


@pytest.fixture
def correcting(qtbot: QtBot) -> FeedbackForm:
    """A form as the inspector shows it."""
    form = FeedbackForm(compact=True)
    qtbot.addWidget(form)
    return form


def test_only_what_differs_is_corrected(correcting: FeedbackForm) -> None:
    was = Feedback(
        1, date(2026, 1, 5), Kind.REQUEST, Channel.CALL, "Words\u00a0as said", who="Ann Lee",
        organisation="Harbour Bakery", stage=PersonStage.CUSTOMER, feeling=Feeling.HAPPY,
    )  # fmt: skip
    correcting.load(was)
    correcting.channel.setCurrentIndex(correcting.channel.findData(Channel.EMAIL.value))
    assert correcting.is_dirty()
    assert correcting.corrections(was) == FeedbackFacts(channel=Channel.EMAIL)
    correcting.load(was)
    correcting.feeling.set_value(None)
    assert correcting.corrections(was) == FeedbackFacts(clear=frozenset({"feeling"}))
    correcting.load(was)
    correcting.words.appendPlainText("and more")
    assert correcting.corrections(was) == FeedbackFacts(text="Words\u00a0as said\nand more")
    correcting.load(was)
    correcting.who.setText("Bo Ek")
    assert correcting.corrections(was) == FeedbackFacts(who="Bo Ek", organisation="Harbour Bakery")
    correcting.load(was)
    correcting.day.setText("nonsense")
    with pytest.raises(Refusal):
        correcting.corrections(was)


def test_a_correction_of_a_loss_keeps_what_the_form_does_not_show(
    desk_: Desk, correcting: FeedbackForm
) -> None:
    desk = desk_.live.desk
    assert desk is not None
    facts = LossFacts("Price", value=5_000, stage_reached="Proposal", competitor="Beanworks")
    made = desk.do(record_feedback, NewFeedback("x", Speaker(name="Ann"), loss=facts)).result
    (was,) = desk.ask(list_feedback)
    correcting.load(was)
    correcting.loss.competitor.setText("Cup Galleon")
    changes = correcting.corrections(was)
    assert changes is not None
    desk.do(edit_feedback, made, changes)
    (now,) = desk.ask(list_feedback)
    assert now.loss is not None
    assert (now.loss.competitor, now.loss.stage_reached) == ("Cup Galleon", "Proposal")
    correcting.load(now)
    assert correcting.corrections(now) is None


def test_a_corrected_speaker_speaks_for_the_same_organisation(
    known: Desk, correcting: FeedbackForm
) -> None:
    desk = known.live.desk
    assert desk is not None
    (was,) = desk.ask(list_feedback)
    correcting.load(was)
    correcting.who.setText("Ann’s brother")
    changes = correcting.corrections(was)
    assert changes is not None
    desk.do(edit_feedback, was.id, changes)
    (now,) = desk.ask(list_feedback)
    assert now.speaker == "Ann’s brother, Harbour Bakery"
    assert [one.name for one in desk.ask(all_themes)] == ["Invoices by e-mail"]
