"""What stands beside the capture form: who it is, what is likely, and how to ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.advice import Advice
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.settings import CALL_GUIDE, change_settings, settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Feeling, Kind
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.capture.offer import Offer
from feedbackdesk.ui.capture.side import WIDTH
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
TODAY = date.today()
ANN = Speaker(name="Ann Lee", organisation="Harbour Bakery")
INVOICE = "Can you mail me the invoice every month?"


@step("Owe something")
def owe(work: UnitOfWork, name: str, kind: str, due: date) -> None:
    """Owe somebody something by a day."""
    person = person_named(work.read, name)
    work.insert(
        "follow_up",
        kind=kind,
        person_id=person.id,
        organisation_id=person.organisation_id,
        due_on=due.isoformat(),
        about="",
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which Ann Lee has spoken, and others too."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for days, text, theme, feeling in (
        (800, "The first of all.", "Opening times", None),
        (60, INVOICE, "Invoices by e-mail", None),
        (30, "The oat milk was lovely.", "Oat milk", Feeling.HAPPY),
        (10, "Nobody rang about the late van.", "Late vans", Feeling.UNHAPPY),
    ):
        desk.do(
            record_feedback,
            NewFeedback(text, ANN, on=TODAY - timedelta(days=days), themes=(theme,),
                        feeling=feeling),
        )  # fmt: skip
    desk.do(
        record_feedback,
        NewFeedback("Is there parking?", Speaker(name="Bo Ek"), kind=Kind.QUESTION),
    )
    key = desk.ask(person_named, "Ann Lee").id
    desk.do(edit_person, key, PersonFacts(value=1_240_000))
    desk.do(owe, "Ann Lee", "answer", TODAY - timedelta(days=7))
    desk.do(owe, "Ann Lee", "check_in", TODAY + timedelta(days=9))
    desk.close()
    return path


class Beside:
    """A capture dialog of a real window, and the keyboard before it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.open()

    def open(self, *, loss: bool = False) -> None:
        self.window.capturing.open(loss=loss)
        self.calm()

    @property
    def dialog(self) -> CaptureDialog:
        assert self.window.capturing.form is not None
        return self.window.capturing.form

    def calm(self) -> None:
        """Wait until nothing is about to be asked, and all that was asked is answered."""
        side = self.dialog.side
        self.qtbot.waitUntil(
            lambda: (
                not (
                    side.person._timer.isActive()
                    or side.advice._timer.isActive()
                    or self.window.live.busy
                )
            ),
            timeout=10_000,
        )

    def name(self, who: str, organisation: str = "") -> None:
        form = self.dialog.form
        form.who.setFocus()
        form.who.selectAll()
        self.qtbot.keyClicks(form.who, who)
        if popup := QApplication.activePopupWidget():
            popup.hide()
        form.organisation.setFocus()
        if organisation:
            form.organisation.setText(organisation)
        form.words.setFocus()
        self.calm()

    def say(self, words: str) -> None:
        self.dialog.form.words.setFocus()
        self.qtbot.keyClicks(self.dialog.form.words, words)
        self.calm()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.dialog.windowHandle(), key, modifiers)
        QApplication.processEvents()

    def told(self) -> str:
        """Return all that can be read about the person."""
        labels = self.dialog.side.person.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible() and one.text())

    def offers(self) -> list[str]:
        """Return the words of what is offered and in sight."""
        found = self.dialog.side.advice.findChildren(Offer)
        return [one.offered.words for one in found if one.isVisible() and one.offered]

    def said(self) -> list[str]:
        assert self.window.live.desk is not None
        return [one.text for one in self.window.live.desk.ask(list_feedback)]


@pytest.fixture
def beside(open_desk_window: OpenWindow, shop: Path, qtbot: QtBot) -> Iterator[Beside]:
    """The form over the shop."""
    window = open_desk_window(shop)
    made = Beside(window, qtbot)
    yield made
    made.dialog.form.clear()
    made.calm()


def test_whoever_is_named_is_recognised(beside: Beside) -> None:
    assert "Name them" in "".join(
        one.text() for one in beside.dialog.side.findChildren(QLabel) if one.isVisible()
    )
    beside.name("ann lee")
    told = beside.told()
    assert told.startswith("Ann Lee, Harbour Bakery")
    unhappy = show_date(TODAY - timedelta(days=10))
    since = (TODAY - timedelta(days=800)).year
    assert f"Customer since {since} · 4 feedbacks · unhappy on {unhappy} · £12,400 a year" in told
    assert f"Owed: an answer since {show_date(TODAY - timedelta(days=7))}, late" in told
    assert f"Owed: a call to see how they are by {show_date(TODAY + timedelta(days=9))}" in told
    last = [told.index(words) for words in ("late van", "oat milk", "mail me the invoice")]
    assert last == sorted(last)
    assert f"{unhappy} · request · Late vans · unhappy" in told
    assert "The first of all" not in told, "the last three"
    assert "Owed" in beside.dialog.side.person.accessibleName()


def test_half_a_name_is_nobody_and_a_new_one_is_new(beside: Beside) -> None:
    form = beside.dialog.form
    form.who.setFocus()
    beside.qtbot.keyClicks(form.who, "Ann")
    beside.calm()
    assert beside.told() == ""
    if popup := QApplication.activePopupWidget():
        popup.hide()
    beside.name("Cem Ar")
    assert beside.told().splitlines() == ["Cem Ar", "New here"]
    form.who.clear()
    beside.calm()
    assert beside.told() == ""


def test_an_organisation_is_recognised_without_a_person(beside: Beside) -> None:
    beside.name("", "harbour  BAKERY")
    assert beside.told().startswith("Harbour Bakery\n")
    assert "4 feedbacks" in beside.told()
    assert "Owed: an answer" in beside.told()
    beside.name("Dee Orr", "Harbour Bakery")
    assert "Somebody new for them" in beside.told()
    assert "late van" in beside.told()


def test_the_card_follows_what_is_recorded(beside: Beside) -> None:
    beside.name("Ann Lee", "Harbour Bakery")
    beside.say("And another thing.")
    beside.press(Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    beside.qtbot.waitUntil(lambda: not beside.dialog.form.words.toPlainText())
    beside.calm()
    assert "And another thing." in beside.told()
    assert "5 feedbacks" in beside.told()


def test_a_likely_theme_is_taken_by_one_key_and_left_out_by_the_same(beside: Beside) -> None:
    form = beside.dialog.form
    beside.say("Please mail the invoice")
    assert beside.offers()[0] == "Invoices by e-mail"
    first = beside.dialog.side.advice.themes[0]
    assert "like “Can you mail me the invoice" in first.accessibleName()
    beside.press(Qt.Key.Key_1, ALT)
    assert form.themes.names() == ("Invoices by e-mail",)
    assert first.taken
    assert "taken" in first.accessibleName()
    assert form.words.hasFocus(), "typing goes on"
    beside.press(Qt.Key.Key_1, ALT)
    assert form.themes.names() == ()
    assert "taken" not in first.accessibleName()
    beside.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert form.themes.names() == ("Invoices by e-mail",)
    beside.press(Qt.Key.Key_Return, CONTROL)
    beside.qtbot.waitUntil(lambda: not beside.dialog.isVisible())
    settle(beside.qtbot, beside.window)
    assert beside.window.live.desk is not None
    newest = beside.window.live.desk.ask(list_feedback)[0]
    assert (newest.text, newest.themes) == ("Please mail the invoice", ("Invoices by e-mail",))
    assert beside.window.toast.words == "Recorded. 1 other said the same."


def test_similar_words_file_it_as_they_were_filed(beside: Beside) -> None:
    beside.say("Please mail the invoice")
    advice = beside.dialog.side.advice
    assert advice.similar[0].offered is not None
    assert INVOICE in advice.similar[0].accessibleName()
    assert "Ann Lee" in advice.similar[0].offered.below
    beside.press(Qt.Key.Key_6, ALT)
    assert beside.dialog.form.themes.names() == ("Invoices by e-mail",)
    assert advice.similar[0].taken
    assert advice.themes[0].taken, "it is the same theme"
    beside.press(Qt.Key.Key_6, ALT)
    assert beside.dialog.form.themes.names() == ("Invoices by e-mail",), "it only adds"
    beside.press(Qt.Key.Key_1, ALT)
    assert beside.dialog.form.themes.names() == ()


def test_similar_words_without_a_theme_are_shown_whole(beside: Beside) -> None:
    beside.say("Where is parking")
    offer = next(
        one
        for one in beside.dialog.side.advice.similar
        if one.offered is not None and "parking" in one.offered.words
    )
    assert offer.offered is not None
    assert offer.offered.themes == ()
    offer.setFocus()
    beside.press(Qt.Key.Key_Space)
    assert beside.dialog.form.themes.names() == ()


def test_a_theme_chosen_in_the_form_is_shown_as_taken(beside: Beside) -> None:
    beside.say("Please mail the invoice")
    beside.dialog.form.themes.set_names(("INVOICES BY E-MAIL", "Another"))
    beside.dialog.form.themes.changed.emit()
    assert beside.dialog.side.advice.themes[0].taken
    beside.press(Qt.Key.Key_1, ALT)
    assert beside.dialog.form.themes.names() == ("Another",)


@pytest.mark.parametrize("words", ["", "   ", "Zzyzx qwrtp", "“((*^:"])
def test_nothing_is_shown_where_nothing_fits(beside: Beside, words: str) -> None:
    beside.say("Please mail the invoice")
    assert beside.offers()
    beside.dialog.form.words.setPlainText(words)
    beside.calm()
    assert beside.offers() == []
    assert not beside.dialog.side.advice.isVisible()
    beside.press(Qt.Key.Key_1, ALT)
    assert beside.dialog.form.themes.names() == ()


def test_the_form_stays_where_it_is_whatever_stands_beside_it(beside: Beside) -> None:
    form = beside.dialog.form
    beside.name("Ann Lee", "Harbour Bakery")
    before = (form.words.rect(), form.words.mapToGlobal(form.words.rect().topLeft()))
    size = beside.dialog.size()
    beside.say("Please mail the invoice")
    assert beside.offers()
    assert (form.words.rect(), form.words.mapToGlobal(form.words.rect().topLeft())) == before
    assert beside.dialog.size() == size
    assert beside.dialog.side.width() == WIDTH
    least = beside.dialog.minimumSizeHint().height()
    beside.dialog.form.who.clear()
    beside.dialog.form.organisation.clear()
    beside.calm()
    assert beside.dialog.minimumSizeHint().height() <= least
    assert beside.dialog.size() == size


@contextmanager
def held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], object]]:
    """Hold the first answer back until it is let go; tell what was asked."""
    import threading

    gate = threading.Event()
    asked: list[str] = []
    real = desk.advise

    def slow(text: str, *, but: int | None = None) -> Advice:
        asked.append(text)
        if len(asked) == 1:
            assert gate.wait(10)
        return real(text, but=but)

    with monkeypatch.context() as patch:
        patch.setattr(desk, "advise", slow)
        try:
            yield asked, gate
        finally:
            gate.set()


def test_only_the_newest_answer_is_shown(beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = beside.window.live.desk
    assert desk is not None
    advice = beside.dialog.side.advice
    shown: list[list[str]] = []
    advice.told.connect(lambda: shown.append(beside.offers()))
    with held(desk, monkeypatch) as (asked, gate):
        beside.qtbot.keyClicks(beside.dialog.form.words, "Please mail the invoice")
        beside.qtbot.waitUntil(lambda: len(asked) == 1)
        for more in (" no", " not", " that"):  # one question is on its way, and no more
            beside.qtbot.keyClicks(beside.dialog.form.words, more)
            beside.qtbot.waitUntil(lambda: not advice._timer.isActive())
        assert len(asked) == 1
        beside.dialog.form.words.setPlainText("The oat milk")
        gate.set()  # type: ignore[attr-defined]
        beside.calm()
        beside.qtbot.waitUntil(lambda: bool(beside.offers()))
    assert asked[-1] == "The oat milk"
    assert beside.offers()[0] == "Oat milk"
    assert not any("Invoices by e-mail" in offers[:1] for offers in shown)


def test_a_refused_or_broken_answer_ends_nothing(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beside.window.live.desk is not None
    with monkeypatch.context() as patch:

        def refuses(*_args: object, **_facts: object) -> Advice:
            raise Refusal("The drive is gone. Nothing was changed.")

        patch.setattr(beside.window.live.desk, "advise", refuses)
        beside.say("Please mail")
    assert beside.offers() == []
    assert not beside.window.toast.isVisible(), "nobody asked for advice"
    beside.say(" the invoice")
    assert beside.offers()


@pytest.mark.parametrize(
    "words",
    [
        "the invoice by mail\n" * 260_000,
        "invoice\0mail\x01\x02 \u202e\u2066 e-mail",
        "mail \ud83d invoice \udc00",
        "invoice" + "😀" * 4_000,
        "\n" * 20_000 + "invoice",
        "אני רוצה invoice بالبريد 👩‍👩‍👧",
        '"invoice" AND (mail* OR NEAR) -x:y ^',
    ],
    ids=["5 MB", "control", "surrogates", "emoji", "lines", "directions", "operators"],
)
def test_hostile_words_are_asked_about_like_any_other(beside: Beside, words: str) -> None:
    beside.dialog.form.words.setPlainText(words)
    beside.calm()
    beside.dialog.form.who.setText(words[:2_000])
    beside.calm()
    assert beside.dialog.isVisible()
    beside.dialog.form.words.setPlainText("Please mail the invoice")
    beside.calm()
    assert beside.offers()[0] == "Invoices by e-mail"


def test_hostile_rows_are_shown_as_text(beside: Beside) -> None:
    assert beside.window.live.desk is not None
    nasty = "<b>invoice</b> &amp; \u202email " + "w" * 100_000
    beside.window.live.desk.do(
        record_feedback, NewFeedback(nasty, ANN, themes=("<img src=x> &Theme " + "n" * 200,))
    )
    beside.name("Ann Lee", "Harbour Bakery")
    assert "<b>invoice</b> &amp;" in beside.told()
    beside.say("mail invoice")
    assert any("<img src=x> &Theme" in words for words in beside.offers())
    assert beside.dialog.side.width() == WIDTH


def guide_of(beside: Beside) -> str:
    guide = beside.dialog.side.guide
    return "\n".join(one.text() for one in guide._lines.findChildren(QLabel) if one.isVisible())


def test_a_lost_sale_shows_the_guide_and_the_owner_edits_it(
    beside: Beside, open_desk_window: OpenWindow, shop: Path
) -> None:
    guide = beside.dialog.side.guide
    assert not guide.isVisible()
    beside.open(loss=True)
    assert "What made you decide?" in guide_of(beside)
    assert "#" not in guide_of(beside)
    guide.edit.click()
    assert guide.text.hasFocus()
    assert guide.text.toPlainText() == CALL_GUIDE
    guide.text.selectAll()
    beside.qtbot.keyClicks(guide.text, "# Ask")
    beside.press(Qt.Key.Key_Return)
    beside.qtbot.keyClicks(guide.text, "Why them?")
    beside.press(Qt.Key.Key_Return, CONTROL)
    beside.calm()
    assert guide_of(beside) == "Ask\nWhy them?"
    assert beside.dialog.isVisible(), "Ctrl+Enter saved the guide, not the form"
    assert len(beside.said()) == 5
    assert beside.window.toast.words == "Edited the call guide."

    beside.dialog.close()
    beside.window.close()
    again = Beside(open_desk_window(shop), beside.qtbot)
    again.open(loss=True)
    assert guide_of(again) == "Ask\nWhy them?"
    again.dialog.close()
    again.window.actions_["undo"].trigger()
    settle(again.qtbot, again.window)
    again.open(loss=True)
    assert "What made you decide?" in guide_of(again)
    again.dialog.form.kind.set_value(Kind.REQUEST)
    beside.window = again.window


def test_ours_is_restored_and_escape_leaves_the_guide_as_it_was(beside: Beside) -> None:
    desk = beside.window.live.desk
    assert desk is not None
    desk.do(change_settings, {"call_guide": "Theirs"})
    beside.open(loss=True)
    guide = beside.dialog.side.guide
    assert guide_of(beside) == "Theirs"
    guide.edit.click()
    beside.qtbot.keyClicks(guide.text, "Not this. ")
    beside.press(Qt.Key.Key_Escape)
    assert beside.dialog.isVisible()
    assert guide_of(beside) == "Theirs"
    guide.edit.click()
    guide.restore.click()
    guide.save.click()
    beside.calm()
    assert guide_of(beside).startswith("Find the real reason")
    assert desk.ask(settings)["call_guide"] == CALL_GUIDE
    guide.edit.click()
    guide.text.setPlainText("x" * 10_001)
    guide.save.click()
    beside.calm()
    assert guide.is_editing, "nothing typed is lost"
    beside.press(Qt.Key.Key_Escape)


def test_a_narrow_window_has_room_for_the_form_alone(beside: Beside) -> None:
    side = beside.dialog.side
    assert side.isVisible()
    beside.dialog.resize(700, 600)
    assert not side.isVisible()
    beside.press(Qt.Key.Key_1, ALT)
    beside.dialog.resize(944, 600)
    assert side.isVisible()
    beside.calm()


def test_everything_beside_the_form_has_a_name_and_takes_the_keyboard(beside: Beside) -> None:
    beside.say("Please mail the invoice")
    side = beside.dialog.side
    assert "Likely: Invoices by e-mail" in side.advice.accessibleDescription()
    for one in side.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert one.accessibleName(), one.objectName()
    offer = side.advice.themes[0]
    assert offer.accessibleDescription() == "Alt+1"
    offer.setFocus()
    beside.press(Qt.Key.Key_Space)
    assert beside.dialog.form.themes.names() == ("Invoices by e-mail",)
    beside.press(Qt.Key.Key_Return, CONTROL)
    beside.qtbot.waitUntil(lambda: not beside.dialog.isVisible())
    settle(beside.qtbot, beside.window)
    assert len(beside.said()) == 6


def test_a_form_that_is_there_before_the_workspace_asks_once_it_is_open(
    shop: Path, qtbot: QtBot
) -> None:
    live = Live(shop)
    dialog = CaptureDialog(live)
    dialog.form.kind.set_value(Kind.LOSS)
    dialog.form.who.setText("Ann Lee")
    dialog.form.words.setPlainText("Please mail the invoice")
    dialog.show()
    side = dialog.side
    qtbot.waitUntil(lambda: not (side.person._timer.isActive() or side.advice._timer.isActive()))
    assert side.advice.is_silent()
    live.open()
    qtbot.waitUntil(lambda: not side.advice.is_silent() and side.person.caller is not None)
    qtbot.waitUntil(lambda: not live.busy)
    assert side.guide.isVisible()
    assert side.guide._lines.findChildren(QLabel)
    dialog.close()
    live.close()
