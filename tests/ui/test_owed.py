"""The owed page: a key for each decision, letters that are never sent wrong, nobody drafted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSystemTrayIcon,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import follow_up, owed, postpone
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.letters import change_template, templates
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, say_day, week_end
from feedbackdesk.domain.letters import OUR_TEMPLATES, LetterKind
from feedbackdesk.domain.words import FollowUpResult, ItemStage, Kind
from feedbackdesk.ui.models.owed import Heading
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.pages.owed import OwedPage
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = local_today()
_HOSTILE = '<img src=x onerror="1"> Eve & عمر \u202e"=1+1'


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which three are owed an answer, and one may not be contacted."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, due_in in (("Ann Lee", -2), ("Bo", 0), (_HOSTILE, 3), ("Silent", 1)):
        new = NewFeedback(f"Stale {{again}}, says {who}", Speaker(who, "Acme"), kind=Kind.PROBLEM)
        desk.do(record_feedback, new)
        made = max(desk.ask(owed), key=lambda one: one.id)
        desk.do(postpone, made.id, TODAY + timedelta(days=due_in))
        assert made.who_id is not None
        desk.do(edit_person, made.who_id, PersonFacts(email=f"p{made.id}@example.org"))
        if who == "Silent":
            desk.do(edit_person, made.who_id, PersonFacts(may_contact=False))
    desk.close()
    return path


class _Mail(QObject):
    """Stands where a mail program would."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.came.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def mail() -> Iterator[_Mail]:
    """The mail program of this computer."""
    program = _Mail()
    QDesktopServices.setUrlHandler("mailto", program, "take")  # type: ignore[arg-type]
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


def go(window: MainWindow, qtbot: QtBot) -> OwedPage:
    """Go to the page by its key."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: window.owed.isVisible() and not window.live.busy)
    settle(qtbot, window)
    return window.owed


def lines(page: OwedPage) -> list[str]:
    """Return the list as it is shown: headings with a number, and names."""
    model = page.model
    rows = [model.index(row).data(ROW) for row in range(model.rowCount())]
    return [
        f"{row.group.value} {row.number}" if isinstance(row, Heading) else str(row.owed.who)
        for row in rows
    ]


def press(page: OwedPage, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key in the list."""
    page.view.setFocus()
    qtbot.keyClick(page.view, key)


def menu() -> QMenu:
    """Return the open menu."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def dialog() -> QDialog:
    """Return the open dialog."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def body(page: OwedPage) -> QPlainTextEdit:
    """Return the letter's field."""
    found = page.findChild(QPlainTextEdit, "letterBody")
    assert found is not None
    return found


def button(page: OwedPage, name: str) -> QPushButton:
    """Return a button of the page."""
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def sentence(page: OwedPage, name: str) -> str:
    """Return what a label of the page says, nothing where it is hidden."""
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text() if found.isVisible() else ""


def test_what_is_owed_stands_in_groups_and_the_navigation_counts_it(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    names = [debt.owed.who for debt in page.model.debts()]
    assert names[2] is not None
    assert names[2].startswith("<img")
    group = "week" if TODAY + timedelta(days=3) <= week_end(TODAY) else "later"
    groups = ["late 1", "Ann Lee", "today 1", "Bo", f"{group} 1", names[2], "apart 1", "Silent"]
    assert lines(page) == groups
    qtbot.waitUntil(lambda: window.navigation.buttons["owed"].count == 2)
    assert window.navigation.buttons["owed"].accessibleName() == "Owed, 1 late, 1 today"
    press(page, qtbot, Qt.Key.Key_J)
    assert sentence(page, "owedWho") == "Bo, Acme"
    press(page, qtbot, Qt.Key.Key_K)
    assert sentence(page, "owedWho") == "Ann Lee, Acme"
    press(page, qtbot, Qt.Key.Key_End)
    assert sentence(page, "owedWho") == "Silent, Acme"


def test_one_key_and_a_digit_end_what_is_owed(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    press(page, qtbot, Qt.Key.Key_D)
    assert [action.text() for action in menu().actions()] == [
        "&1  Told", "&2  No answer", "&3  Not needed", "", "&W  With what was said…",
    ]  # fmt: skip
    qtbot.keyClick(menu(), Qt.Key.Key_3)
    assert "Ann Lee" not in lines(page)  # at once, before it is saved
    settle(qtbot, window)
    assert sentence(page, "owedWho") == "Bo, Acme"
    qtbot.mouseClick(button(page, "owedLately"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert lines(page)[-2:] == ["done 1", "Ann Lee"]
    page.choose(page.model.debts()[-1].owed.id)
    settle(qtbot, window)
    qtbot.mouseClick(button(page, "owedReopen"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert lines(page)[:2] == ["late 1", "Ann Lee"]


def test_what_was_said_on_the_telephone_is_kept_with_the_result(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    ann = page.model.debts()[0].owed
    press(page, qtbot, Qt.Key.Key_D)
    qtbot.keyClick(menu(), Qt.Key.Key_W)
    asked = dialog()
    words = asked.findChild(QPlainTextEdit, "doneWords")
    assert words is not None
    qtbot.waitUntil(words.hasFocus)
    words.setPlainText("Rang her:\x00 a new crate, free. \U0001f35e <b>\u202e")
    qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)
    assert window.live.desk is not None
    kept = window.live.desk.ask(follow_up, ann.id)
    assert kept is not None
    assert kept.result is FollowUpResult.TOLD
    assert kept.said == "Rang her: a new crate, free. \U0001f35e <b>\u202e"
    qtbot.mouseClick(button(page, "owedLately"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    page.choose(ann.id)
    settle(qtbot, window)
    assert sentence(page, "owedEnd").startswith("They were told:\n\nRang her")
    page.view.selectAll()
    press(page, qtbot, Qt.Key.Key_D)
    qtbot.keyClick(menu(), Qt.Key.Key_W)
    several = dialog()
    result, same = several.findChild(QComboBox), several.findChild(QPlainTextEdit)
    assert result is not None
    assert same is not None
    result.setCurrentText("No answer")
    same.setPlainText("Nobody there")
    found = several.findChild(QDialogButtonBox)
    assert found is not None
    qtbot.mouseClick(found.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    done = [one for one in page.model.debts() if one.owed.said == "Nobody there"]
    assert {one.owed.result for one in done} == {FollowUpResult.NO_ANSWER}
    assert len(done) == 4  # the answer that was owed to Ann from then on is one of them


def test_several_are_ended_at_once_and_come_back_with_undo(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    page.view.selectAll()
    before = lines(page)
    press(page, qtbot, Qt.Key.Key_D)
    qtbot.keyClick(menu(), Qt.Key.Key_3)
    settle(qtbot, window)
    assert lines(page) == []
    assert page.empty.isVisible()
    assert window.toast.words == "Finished 4 follow-ups: Not needed."
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: lines(page) == before)


def test_another_day_is_named_as_it_is_said(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    press(page, qtbot, Qt.Key.Key_P)
    asked = dialog()
    field = asked.findChild(QLineEdit, "postponeDay")
    assert field is not None
    for wrong in ("", "soon", "yesterday", "\x00" * 5, "9" * 90):
        field.setText(wrong)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert asked.isVisible()
    echo = asked.findChild(QLabel, "postponeDayEcho")
    assert echo is not None
    assert echo.text() == ""
    field.setText("3.4.26")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert any("3 April 2026 has passed" in one.text() for one in asked.findChildren(QLabel))
    in_a_year = date(TODAY.year + 1, 3, 3)
    field.setText(f"{in_a_year:%a} 3 mar {in_a_year.year}, 10:00")
    assert echo.text() == f"{in_a_year:%A}, 3 March {in_a_year.year}"
    field.setText("3 weeks")
    assert echo.text() == say_day(TODAY + timedelta(days=21))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert lines(page)[:2] == ["today 1", "Bo"]
    ann = next(debt.owed for debt in page.model.debts() if debt.owed.who == "Ann Lee")
    assert ann.due == TODAY + timedelta(days=21)
    assert sentence(page, "owedWho") == "Bo, Acme"  # the next one
    press(page, qtbot, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert "Bo" not in lines(page)


def test_a_letter_is_made_when_it_is_opened_mailed_and_kept(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot, mail: _Mail
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    ann = page.model.debts()[0].owed
    assert not body(page).isVisible()
    press(page, qtbot, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "“Stale {again}, says Ann Lee”" in body(page).toPlainText()
    assert body(page).hasFocus()
    qtbot.keyClicks(body(page), "Ahoy! ")
    press(page, qtbot, Qt.Key.Key_J)  # what was written waits
    press(page, qtbot, Qt.Key.Key_K)
    settle(qtbot, window)
    assert body(page).toPlainText().startswith("Ahoy! Dear Ann,")
    qtbot.mouseClick(button(page, "letterMail"), Qt.MouseButton.LeftButton)
    assert len(mail.came) == 1
    assert mail.came[0].startswith(f"mailto:p{ann.id}@example.org?subject=Thank%20you")
    assert "Ahoy%21%20Dear%20Ann" in mail.came[0]
    qtbot.mouseClick(button(page, "letterCopy"), Qt.MouseButton.LeftButton)
    assert "Ahoy! Dear Ann," in QGuiApplication.clipboard().text()
    qtbot.keyClick(body(page), Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)
    assert window.live.desk is not None
    told = window.live.desk.ask(follow_up, ann.id)
    assert told is not None
    assert told.result is FollowUpResult.TOLD
    assert told.said.startswith("Thank you for telling us\n\nAhoy! Dear Ann,")
    assert page.view.hasFocus()


def test_a_letter_too_long_for_a_link_is_copied(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot, mail: _Mail
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    page.open_letter()
    settle(qtbot, window)
    body(page).setPlainText("long " * 20_000 + "\x00\ud800")
    button(page, "letterMail").click()
    assert mail.came == []
    assert "too long" in window.toast.words
    assert "long long" in QGuiApplication.clipboard().text()


def test_a_placeholder_that_means_nothing_is_never_sent(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot, mail: _Mail
) -> None:
    desk = Desk.open(shop)
    text = "Subject: {greeting}\nDear {nickname}, “{their_words}”"
    desk.do(change_template, LetterKind.ACKNOWLEDGED, text, "We heard you")
    desk.close()
    window = open_desk_window(shop)
    page = go(window, qtbot)
    page.open_letter()
    settle(qtbot, window)
    problem = sentence(page, "letterProblem")
    assert "{greeting}, {nickname}" in problem
    assert "{again}" not in problem  # their own words
    for name in ("letterMail", "letterCopy", "letterTold"):
        assert not button(page, name).isEnabled()
        assert button(page, name).accessibleDescription() == problem
    page.detail.letter.open_mail()
    page.detail.letter.copy()
    page.detail.letter.tell()
    settle(qtbot, window)
    assert mail.came == []
    assert page.model.debts()[0].owed.who == "Ann Lee"
    subject = page.findChild(QLineEdit, "letterSubject")
    assert subject is not None
    subject.setText("Hello")
    body(page).setPlainText("Dear Ann")
    assert not sentence(page, "letterProblem")
    assert button(page, "letterTold").isEnabled()


def test_words_of_selling_are_pointed_out_and_the_owner_decides(
    tmp_path: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    said = NewFeedback("A discount would help", Speaker("Di"), loss=LossFacts("Price"))
    desk.do(record_feedback, said)
    desk.close()
    window = open_desk_window(path)
    page = go(window, qtbot)
    page.open_letter()
    settle(qtbot, window)
    kind = page.findChild(QComboBox, "letterKind")
    assert kind is not None
    assert kind.currentText() == "Goodbye, and thank you"
    assert not sentence(page, "letterSelling")  # the word is theirs
    body(page).appendPlainText("We have a special offer 🎁 for you")
    assert "“special offer”" in sentence(page, "letterSelling")
    assert button(page, "letterTold").isEnabled()
    kind.setCurrentIndex(kind.findText("Our answer"))
    kind.activated.emit(kind.currentIndex())
    settle(qtbot, window)
    assert "selling" not in sentence(page, "letterSelling")
    assert "Nothing stands after “Here is our answer.”" in sentence(page, "letterSelling")
    page.done()
    assert menu().actions()[3].text() == "&4  Won back"
    menu().close()


def test_nobody_is_drafted_who_may_not_be_contacted(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    press(page, qtbot, Qt.Key.Key_End)
    press(page, qtbot, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert not body(page).isVisible()
    assert not button(page, "owedOpen").isVisible()
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("asked not to be contacted" in text for text in labels)
    assert not any("@example.org" in text for text in labels)


def test_the_letters_are_the_owners(shop: Path, open_desk_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_desk_window(shop)
    assert window.live.desk is not None
    go(window, qtbot)
    window.actions_["letters"].trigger()
    settle(qtbot, window)
    asked = dialog()
    choice = asked.findChild(QListWidget, "lettersList")
    field = asked.findChild(QPlainTextEdit, "lettersText")
    assert choice is not None
    assert field is not None
    choice.setCurrentRow(4)
    field.setPlainText("Bye {who}, a special offer")
    said = [label.text() for label in asked.findChildren(QLabel) if label.isVisible()]
    assert any("{who}" in text for text in said)
    assert any("special offer" in text for text in said)
    choice.setCurrentRow(0)
    assert field.toPlainText() == OUR_TEMPLATES[LetterKind.ACKNOWLEDGED]
    choice.setCurrentRow(4)
    assert field.toPlainText().startswith("Bye {who}")
    save(asked)
    settle(qtbot, window)
    assert QApplication.activeModalWidget() is None
    assert window.live.desk.ask(templates)[LetterKind.GOODBYE].startswith("Bye")
    assert window.toast.words == "Changed the letter “Goodbye, and thank you”."
    window.live.undo()
    settle(qtbot, window)
    assert window.live.desk.ask(templates) == OUR_TEMPLATES


def save(asked: QDialog) -> None:
    """Press Save."""
    box = asked.findChild(QDialogButtonBox)
    assert box is not None
    box.button(QDialogButtonBox.StandardButton.Save).click()


def test_the_owner_sets_the_days(shop: Path, open_desk_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_desk_window(shop)
    assert window.live.desk is not None
    window.actions_["days"].trigger()
    settle(qtbot, window)
    asked = dialog()
    field = asked.findChild(QLineEdit, "days_to_answer")
    assert field is not None
    assert field.text() == "5"
    for wrong in ("-1", "soon", "1.5", "٣", "9999"):
        field.setText(wrong)
        save(asked)
        assert asked.isVisible()
    field.setText("")
    save(asked)
    settle(qtbot, window)
    assert window.live.desk.ask(settings)["days_to_answer"] == ""


def test_shipping_leads_to_those_who_asked(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    desk = Desk.open(shop)
    for who in ("Cy", "Di"):
        desk.do(record_feedback, NewFeedback("Invoices", Speaker(who), themes=("Invoices",)))
    item = desk.do(plan, ["Invoices"], to=ItemStage.NOW).result
    desk.close()
    window = open_desk_window(shop)
    window.show_page("roadmap")
    settle(qtbot, window)
    window.roadmap.choose(item)
    window.roadmap.ship()
    qtbot.waitUntil(lambda: "2 people are to be told" in window.toast.words)
    show = window.findChild(QPushButton, "toastShow")
    assert show is not None
    show.click()
    settle(qtbot, window)
    page = window.owed
    assert [debt.owed.who for debt in page.model.debts()] == ["Cy", "Di"]
    button(page, "owedOnlyThis").click()
    settle(qtbot, window)
    assert len(page.model.debts()) == 6


def test_the_desk_reminds_once_a_day_at_most(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_desk_window(shop)
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    window._settings.remove("noticed")
    window.looping.remind(3)
    assert window._settings.value("noticed") is None  # without a tray there is none
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _self: None)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _self, _title, words, *_rest: said.append(words)
    )
    window.actions_["notice"].trigger()  # switched off
    window.looping.remind(3)
    assert said == []
    window.actions_["notice"].trigger()
    window.looping.remind(0)
    window.looping.remind(3)
    window.looping.remind(4)
    assert said == ["3 answers are late"]
    window._settings.setValue("noticed", "2020-01-01")
    window.looping.remind(1)
    assert said[1:] == ["1 answer is late"]


def test_ten_thousand_are_scrolled_through(
    tmp_path: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    first = desk.do(record_feedback, NewFeedback("Stale", Speaker("Ann"), kind=Kind.PROBLEM)).result
    ann = desk.ask(owed)[0]

    def many(work: object) -> None:
        rows = [
            {"kind": "check_in", "person_id": ann.who_id, "feedback_id": first,
             "due_on": (TODAY + timedelta(days=number % 90 - 30)).isoformat()}
            for number in range(10_000)
        ]  # fmt: skip
        work.insert_many("follow_up", rows)  # type: ignore[attr-defined]

    many.label = "Fill"  # type: ignore[attr-defined]
    many.facts_of = lambda _result, _args, _kwargs: {}  # type: ignore[attr-defined]
    desk.do(many)  # type: ignore[arg-type]
    desk.close()
    window = open_desk_window(path)
    page = go(window, qtbot)
    qtbot.waitUntil(lambda: len(page.model.debts()) == 10_001)
    press(page, qtbot, Qt.Key.Key_End)
    assert page.view.currentIndex().row() == page.model.rowCount() - 1
    press(page, qtbot, Qt.Key.Key_Home)
    assert page.view.currentIndex().row() == 1
    settle(qtbot, window)


def letters_of(window: MainWindow) -> list[Path]:
    """Return the letters that wait on the disk."""
    return sorted(Drafts(window.live.path).folder.glob("letter-*.json"))


def write_a_letter(page: OwedPage, qtbot: QtBot) -> None:
    """Open the letter of the first, and begin it with a word of one's own."""
    press(page, qtbot, Qt.Key.Key_Home)
    press(page, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: body(page).isVisible() and body(page).hasFocus())
    qtbot.keyClick(body(page), Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(body(page), "Dear Ann! ")


def test_a_letter_that_was_begun_is_there_again_after_quitting_on_another_page(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    write_a_letter(page, qtbot)
    window.show_page("inbox")
    window.close()

    window = open_desk_window(shop)
    page = go(window, qtbot)
    qtbot.waitUntil(lambda: body(page).isVisible())
    assert body(page).toPlainText().startswith("Dear Ann! ")
    assert page.detail.letter.is_written_in
    press(page, qtbot, Qt.Key.Key_J)
    settle(qtbot, window)
    assert not body(page).isVisible(), "it is Ann's alone"
    press(page, qtbot, Qt.Key.Key_K)
    settle(qtbot, window)
    assert body(page).toPlainText().startswith("Dear Ann! ")
    assert len(letters_of(window)) == 1
    qtbot.mouseClick(button(page, "letterTold"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not letters_of(window))


def test_a_letter_of_which_nothing_of_the_owner_is_left_is_not_kept(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    write_a_letter(page, qtbot)
    qtbot.waitUntil(lambda: len(letters_of(window)) == 1)
    for _ in "Dear Ann! ":
        qtbot.keyClick(body(page), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not letters_of(window))


def test_who_is_erased_while_their_letter_is_open_leaves_no_letter(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    write_a_letter(page, qtbot)
    ann = page.model.debts()[0].owed.who_id
    assert window.live.desk is not None
    assert ann is not None
    qtbot.waitUntil(lambda: len(letters_of(window)) == 1)
    qtbot.keyClicks(body(page), "And")
    window.live.desk.erase(ann)
    qtbot.waitUntil(lambda: lines(page)[0] == "today 1")
    settle(qtbot, window)
    assert not body(page).isVisible()
    assert not letters_of(window)
    window.close()
    assert not letters_of(window)


def test_a_message_stands_over_the_list_and_never_over_the_letter(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    for width, height in ((1366, 768), (1024, 700), (880, 560)):
        window.resize(width, height)
        page.open_letter()
        settle(qtbot, window)
        window.toast.say("Postponed what Margaret Ollerenshaw is owed to 2026-12-15.", undo=True)
        QApplication.processEvents()
        toast = window.toast.rect().translated(window.toast.mapTo(window, QPoint()))
        for name in ("letterMail", "letterCopy", "letterTold"):
            one = button(page, name)
            assert not toast.intersects(one.rect().translated(one.mapTo(window, QPoint())))
    window.resize(1024, 700)
    window.show_inspector(True)
    settle(qtbot, window)

    def covers_letter() -> bool:
        toast = window.toast.rect().translated(window.toast.mapTo(window, QPoint()))
        letter = page.detail.rect().translated(page.detail.mapTo(window, QPoint()))
        return toast.intersects(letter)

    qtbot.waitUntil(lambda: not covers_letter())


def test_the_inspector_shows_what_they_said_who_are_owed_something(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    settle(qtbot, window)
    said = page.model.debts()[0].owed.feedback_id
    assert window.inspector.shown == ("feedback", said)
    press(page, qtbot, Qt.Key.Key_J)
    settle(qtbot, window)
    assert window.inspector.shown == ("feedback", page.model.debts()[1].owed.feedback_id)


def test_a_letter_that_no_mail_program_took_can_be_copied(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot, mail: _Mail
) -> None:
    window = open_desk_window(shop)
    page = go(window, qtbot)
    page.open_letter()
    settle(qtbot, window)
    qtbot.mouseClick(button(page, "letterMail"), Qt.MouseButton.LeftButton)
    assert len(mail.came) == 1
    assert "If none opened, Copy" in window.toast.words
