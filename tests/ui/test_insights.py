"""The insights page: the watch list by keys, and what stands behind every number."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.insights import WatchRow, evidence_of
from feedbackdesk.domain.dates import say_day, working_days_after
from feedbackdesk.domain.watching import Reason
from feedbackdesk.domain.words import Channel, FollowUpKind, Kind
from feedbackdesk.ui.actions import SPECS
from feedbackdesk.ui.application import open_window
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.pages.insights import InsightsPage
from feedbackdesk.ui.widgets.choose import Chooser
from feedbackdesk.ui.widgets.owe import OweDialog
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

ROLE = Qt.ItemDataRole.AccessibleTextRole


def shown(qtbot: QtBot, window: MainWindow) -> InsightsPage:
    """Bring the page into sight and wait for its rows."""
    window.actions_["insights"].trigger()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.insights.trends.rowCount() > 0)
    return window.insights


def choose(page: InsightsPage, name: str, reason: Reason | None = None) -> None:
    """Choose somebody's entry."""
    for at in range(page.watch.rowCount()):
        row = page.watch.index(at).data(ROW)
        if row.who == name and reason in {None, row.entry.reason}:
            page.view.setCurrentIndex(page.watch.index(at))
            return
    raise AssertionError(f"{name} is not on the list")


def listed(page: InsightsPage) -> list[str]:
    return [page.watch.index(at).data(ROW).who for at in range(page.watch.rowCount())]


def record(path: Path, *said: NewFeedback) -> None:
    desk = Desk.open(path)
    for one in said:
        desk.do(record_feedback, one)
    desk.close()


def trouble(who: str | None, link: str | None = None, days: int = 3) -> NewFeedback:
    """Return a complaint, in a review where it has a link."""
    return NewFeedback(
        "It leaks <b>again</b>",
        Speaker(who) if who else Speaker(),
        kind=Kind.PROBLEM,
        channel=Channel.REVIEW if link else Channel.CALL,
        on=date.today() - timedelta(days=days),
        link=link,
        reach=70 if link else None,
    )


@pytest.fixture
def page(qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path) -> InsightsPage:
    """The insights of the sample business."""
    return shown(qtbot, open_desk_window(sample_path))


def test_everything_an_entry_rests_on_can_be_opened(qtbot: QtBot, page: InsightsPage) -> None:
    window = window_of(page)
    page.view.setFocus()
    desk = window.live.desk
    assert desk is not None
    seen = set()
    for at in range(page.watch.rowCount()):
        row: WatchRow = page.watch.index(at).data(ROW)
        page.view.setCurrentIndex(page.watch.index(at))
        found = desk.ask(evidence_of, row.entry)
        assert len(found) >= row.entry.number or row.entry.reason is Reason.VOICE  # by days
        assert set(row.entry.evidence) <= {one.key for one in found if one.table == "feedback"}
        if len(found) < 2 or row.entry.reason in seen:
            continue
        seen.add(row.entry.reason)
        qtbot.keyClick(page.view, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: window.findChild(Chooser) is not None)
        chooser = window.findChild(Chooser)
        assert chooser is not None
        qtbot.waitUntil(partial(lists, chooser, len(found)))
        qtbot.keyClick(chooser.field, Qt.Key.Key_Up)  # the last one
        qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: window.findChild(Chooser) is None)
        last = found[-1]
        if last.table == "person":
            assert window.people.current() == ("person", last.key)
        else:
            assert window.inspector.shows_feedback()
            assert window.inspector.feedback.key == last.key
        window.activateWindow()
        qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        page.view.setFocus()
    assert {Reason.AGAIN, Reason.QUIET, Reason.VOICE} <= seen


def lists(chooser: Chooser, number: int) -> bool:
    return chooser.list.count() == number


def test_the_keys_of_the_watch_list_do_what_they_say(
    qtbot: QtBot, open_desk_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    record(path, trouble("Ann", "https://example.org/a"), trouble("Bo"))
    page = shown(qtbot, open_desk_window(path))
    window = window_of(page)
    window.activateWindow()
    page.view.setFocus()
    choose(page, "Ann")
    qtbot.keyClick(page.view, Qt.Key.Key_P)
    settle(qtbot, window)
    assert window.page_name == "people"
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    qtbot.keyClick(page.view, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.findChild(QMessageBox, "linkQuestion") is not None)
    question = page.findChild(QMessageBox, "linkQuestion")
    assert question is not None
    question.reject()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox, "linkQuestion") is None)
    qtbot.keyClick(page.view, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: window.findChild(OweDialog) is not None)
    promised = window.findChild(OweDialog)
    assert promised is not None
    promised.reject()
    qtbot.waitUntil(lambda: window.findChild(OweDialog) is None)
    qtbot.keyClick(page.view, Qt.Key.Key_N)
    settle(qtbot, window)
    assert listed(page) == ["Bo"]


def test_no_key_of_a_list_is_a_letter_of_the_menu_bar(page: InsightsPage) -> None:
    window = window_of(page)
    taken = {
        f"Alt+{words[words.index('&') + 1].upper()}"
        for action in window.menuBar().actions()
        if "&" in (words := action.text())
    }
    assert len(taken) > 5
    keys = {key for spec in SPECS.values() for key in spec.shortcuts}
    assert not keys & taken


def window_of(page: InsightsPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def test_an_empty_workspace_says_what_will_stand_here(
    qtbot: QtBot, open_desk_window: OpenWindow, tmp_path: Path
) -> None:
    page = shown(qtbot, open_desk_window(tmp_path / "new.feedbackdesk"))
    assert page.empty.isVisible()
    words = [label.text() for label in page.empty.findChildren(QLabel)]
    assert "Nothing stands out yet" in words
    assert page.trends.index(1).data() == "Nothing stands out yet"
    assert not page.actions_["watch_owe"].isEnabled()


def test_each_entry_is_one_sentence_with_its_reason(page: InsightsPage) -> None:
    first = page.watch.index(0).data(ROLE)
    assert first.startswith(
        "Puddlewick Nursery School: Unhappy in public, and unanswered for 115 days; "
        "Review · 640 people; said on "
    )
    sentences = [page.watch.index(at).data(ROLE) for at in range(page.watch.rowCount())]
    assert len(set(sentences)) == len(sentences)
    for words in (
        "Asked 3 times within a year: Invoices by e-mail",
        "Spoke 3 times, about every 46 days; silent for 148 days",
        "Praised you 4 days ago, and was not thanked",
        "Brought you 1 person, and was not thanked",
        "Spoke 4 times within a year: worth a word of thanks",
        "Not to be contacted",
        "Answer: late since",
    ):
        assert any(words in sentence for sentence in sentences), words


def test_the_keyboard_starts_in_the_list_and_enter_opens_the_evidence(
    qtbot: QtBot, page: InsightsPage
) -> None:
    window = window_of(page)
    choose(page, "Oonagh Brennan")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.inspector.isVisible()
    assert window.inspector.shows_feedback()
    choose(page, "Zofia Wiśniewska", Reason.REFERRER)  # about no words: the person opens
    page.actions_["watch_open"].trigger()
    settle(qtbot, window)
    assert not window.inspector.shows_feedback()


def test_what_is_owed_goes_to_the_owed_list_with_its_day(qtbot: QtBot, page: InsightsPage) -> None:
    window = window_of(page)
    choose(page, "Piotr Nowak")
    page.actions_["watch_owe"].trigger()
    dialog = window.findChild(OweDialog)
    assert dialog is not None
    kind = dialog.findChild(QComboBox, "oweKind")
    day = dialog.findChild(QLineEdit, "oweDue")
    assert kind is not None
    assert day is not None
    assert kind.currentText() == "Answer"
    day.setText("the 45th of never")
    dialog.save.click()
    assert dialog.isVisible()  # said what is wrong, and nothing was done
    assert "not understood as a date" in dialog.problem.text()
    day.setText("last fri")
    dialog.save.click()
    assert "has passed" in dialog.problem.text()
    day.setText("tomorrow")
    dialog.about.setText("The loan machine\x00")
    dialog.save.click()
    settle(qtbot, window)
    assert window.live.desk is not None
    (debt,) = [one for one in window.live.desk.ask(owed) if one.who == "Piotr Nowak"]
    assert (debt.kind, debt.about) == (FollowUpKind.ANSWER, "The loan machine")
    assert debt.due == date.today() + timedelta(days=1)
    settle(qtbot, window)
    choose(page, "Piotr Nowak")
    assert "Answer: by" in page.view.currentIndex().data(ROLE)


def test_the_day_that_is_offered_follows_what_is_owed_until_one_is_typed(
    qtbot: QtBot, page: InsightsPage
) -> None:
    choose(page, "Piotr Nowak")
    page.owe()
    dialog = page.findChild(OweDialog)
    assert dialog is not None
    offered = set()
    for at in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(at)
        offered.add(dialog.due.text())
        assert dialog.due.echo().text() == say_day(date.fromisoformat(dialog.due.text()))
    assert offered == {working_days_after(date.today(), days).isoformat() for days in (1, 3, 5)}
    dialog.due.clear()
    qtbot.keyClicks(dialog.due, "10 jan")
    dialog.kind.setCurrentIndex(0)
    assert dialog.due.text() == "10 jan"
    january = date(date.today().year, 1, 10)
    coming = january if january >= date.today() else january.replace(year=january.year + 1)
    assert dialog.due.echo().text() == say_day(coming)
    for typed, by in (("2 weeks", 14), (f"{date.today():%a}", 7)):
        dialog.due.setText(typed)
        assert dialog.due.day() == date.today() + timedelta(days=by)
    dialog.reject()


def test_who_may_not_be_contacted_is_owed_with_a_warning(page: InsightsPage) -> None:
    choose(page, "Zofia Wiśniewska", Reason.UNHAPPY)
    page.owe()
    dialog = page.findChild(OweDialog)
    assert dialog is not None
    assert dialog.warning.text().startswith("They asked not to be contacted. Only by e-mail")
    dialog.reject()


def test_not_needed_takes_an_entry_off_and_undo_brings_it_back(
    qtbot: QtBot, page: InsightsPage
) -> None:
    window = window_of(page)
    number = page.watch.rowCount()
    choose(page, "Piotr Nowak")
    at = page.view.currentIndex().row()
    page.view.setFocus()
    page.actions_["delete"].trigger()
    qtbot.waitUntil(lambda: page.watch.rowCount() == number - 1)
    assert "Piotr Nowak" not in listed(page)
    assert page.view.currentIndex().row() == at  # the next one took its place
    settle(qtbot, window)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: page.watch.rowCount() == number)


def test_one_reason_alone_can_be_looked_at(page: InsightsPage) -> None:
    field = page.reason
    place = field.findData(Reason.UNHAPPY)
    assert field.itemText(place) == "Unhappy and unanswered (8)"
    field.setCurrentIndex(place)
    assert page.watch.rowCount() == 8
    field.setCurrentIndex(field.findData(Reason.MENTION))
    assert page.nobody.isVisible()
    field.setCurrentIndex(0)
    assert page.view.isVisible()


def test_a_link_says_where_it_leads_before_it_is_opened(
    qtbot: QtBot, page: InsightsPage, open_urls: list[QUrl]
) -> None:
    choose(page, "Puddlewick Nursery School")
    page.actions_["watch_link"].trigger()
    question = page.findChild(QMessageBox, "linkQuestion")
    assert question is not None
    assert question.text() == "This leads to reviews.example.com"
    question.reject()
    assert not open_urls
    page.actions_["watch_link"].trigger()
    (question,) = [one for one in page.findChildren(QMessageBox) if one.isVisible()]
    button = question.findChild(QPushButton, "linkOpen")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [url.host() for url in open_urls] == ["reviews.example.com"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "https://shop.example@evil.example", "a < b"],
)
def test_what_is_no_link_is_never_opened(
    qtbot: QtBot,
    open_desk_window: OpenWindow,
    tmp_path: Path,
    open_urls: list[QUrl],
    link: str,
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    record(path, trouble(None, link))
    page = shown(qtbot, open_desk_window(path))
    assert listed(page) == [""]
    assert "Nobody named" in page.watch.index(0).data(ROLE)
    page.view.setCurrentIndex(page.watch.index(0))
    assert not page.actions_["watch_link"].isEnabled()
    page.open_link()
    assert not page.findChildren(QMessageBox)
    assert not open_urls


def test_any_name_is_painted_and_read_out_as_it_is(
    qtbot: QtBot, open_desk_window: OpenWindow, tmp_path: Path
) -> None:
    names = ["<b>Ann</b>", "\u202eחנה <i>", "A" * 290, "🙂 & Söhne", "%1 {x}"]
    path = tmp_path / "shop.feedbackdesk"
    record(path, *(trouble(name, days=9 - at) for at, name in enumerate(names)))
    window = open_desk_window(path)
    page = shown(qtbot, window)
    assert sorted(listed(page)) == sorted(names)
    for look in ("dark", "contrast", "light"):
        window.actions_[f"look_{look}"].trigger()
        assert not page.view.grab().isNull()
    for at, name in enumerate(listed(page)):
        page.view.setCurrentIndex(page.watch.index(at))
        assert page.watch.index(at).data(ROLE).startswith(f"{name}: Unhappy, and unanswered for ")
        page.owe()
        (dialog,) = [one for one in page.findChildren(OweDialog) if one.isVisible()]
        head = dialog.findChild(QLabel, "oweName")
        assert head is not None
        assert (head.text(), head.textFormat()) == (name, Qt.TextFormat.PlainText)
        dialog.reject()


def test_every_number_of_the_trends_opens(qtbot: QtBot, page: InsightsPage) -> None:
    window = window_of(page)
    rows = [page.trends.index(at) for at in range(page.trends.rowCount())]
    words = [index.data(ROLE) for index in rows]
    channel = next(at for at, said in enumerate(words) if said.startswith("Call: 12 feedbacks"))
    page.charts.activated.emit(rows[channel])
    settle(qtbot, window)
    assert window.page_name == "search"
    window.actions_["insights"].trigger()
    grown = next(at for at, said in enumerate(words) if said.startswith("Change the standing"))
    assert "growing within 91 days" in words[grown]
    page.charts.activated.emit(rows[grown])
    settle(qtbot, window)
    assert window.page_name == "themes"
    window.actions_["insights"].trigger()
    waits = next(at for at, said in enumerate(words) if said.startswith("Problem: half answered"))
    page.charts.activated.emit(rows[waits])
    settle(qtbot, window)
    assert window.inspector.shows_feedback()


def test_headings_are_passed_over_and_a_longer_time_can_be_compared(
    qtbot: QtBot, page: InsightsPage
) -> None:
    assert not page.trends.flags(page.trends.index(0)) & Qt.ItemFlag.ItemIsEnabled
    page.charts.setFocus()
    qtbot.keyClick(page.charts, Qt.Key.Key_Home)
    assert page.charts.currentIndex().row() == 1
    page.period.setCurrentIndex(2)
    settle(qtbot, window_of(page))
    words = [page.trends.index(at).data() for at in range(page.trends.rowCount())]
    assert words[1] == "Nothing was said in the time before to compare with"
    (call,) = [said for said in words if said.startswith("Call: ")]
    assert not call.startswith("Call: 12 feedbacks")
    assert "; 0 before · " in call


def test_the_list_follows_what_is_recorded_while_it_is_seen(
    qtbot: QtBot, page: InsightsPage
) -> None:
    window = window_of(page)
    window.live.do(record_feedback, trouble("Somebody New"))
    qtbot.waitUntil(lambda: "Somebody New" in listed(page))
    window.actions_["inbox"].trigger()
    window.live.do(record_feedback, trouble("Somebody Else"))
    settle(qtbot, window)
    assert "Somebody Else" not in listed(page)  # nobody looks: reckoned when it is seen
    window.actions_["insights"].trigger()
    qtbot.waitUntil(lambda: "Somebody Else" in listed(page))


def test_the_trends_stand_below_where_there_is_no_room_beside(page: InsightsPage) -> None:
    window = window_of(page)
    window.resize(1366, 768)
    assert page.split.orientation() is Qt.Orientation.Horizontal
    window.resize(880, 700)
    window.show_inspector(True)
    page.resize(500, 600)
    assert page.split.orientation() is Qt.Orientation.Vertical


def test_a_file_that_can_only_be_read_is_watched_and_not_changed(
    qtbot: QtBot, open_desk_window: OpenWindow, sample_path: Path
) -> None:
    sample_path.chmod(0o444)
    window = open_window(sample_path)
    qtbot.waitUntil(lambda: window.live.desk is not None, timeout=10_000)
    page = shown(qtbot, window)
    if window.live.read_only:  # not for an owner who may write everywhere
        choose(page, "Piotr Nowak")
        assert not page.actions_["watch_owe"].isEnabled()
        page.drop()
        page.owe()
        assert page.findChild(OweDialog) is None
    settle(qtbot, window)
    window.close()


@pytest.fixture
def open_urls(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What would be opened in the browser: no test opens one."""
    opened: list[QUrl] = []

    def keep(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", keep)
    return opened
