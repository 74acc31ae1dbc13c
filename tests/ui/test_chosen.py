"""A list with the keyboard has one chosen row, and a key with nothing to act on says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, archive_many, delete_feedback, record_feedback
from feedbackdesk.desk.followups import delete_follow_up
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import delete_person
from feedbackdesk.desk.themes import add_theme, merge_themes
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.inspector.feedback_panel import FeedbackPanel
from feedbackdesk.ui.inspector.theme_panel import ThemePanel
from feedbackdesk.ui.models.roles import KEY
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, row_named, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_desk_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """One feedback waits, beside three themes."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Mail me the bill.", Speaker("Ann Lee")))
    for name in ("Bills", "Milk", "Parking"):
        desk.do(add_theme, name)
    desk.close()
    made = open_desk_window(path)
    made.activateWindow()
    return made


@pytest.fixture
def empty(open_desk_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A workspace in which nothing was said yet."""
    made = open_desk_window(tmp_path / "new.feedbackdesk")
    made.activateWindow()
    return made


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is, and wait for what they did."""
    for key in keys:
        focused = window.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
        settle(qtbot, window)


def test_what_undo_and_redo_bring_into_an_emptied_inbox_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.inbox.view
    (key,) = window.inbox.chosen()
    press(window, qtbot, Qt.Key.Key_E)
    assert window.inbox.model.rowCount() == 0
    assert window.live.desk is not None
    window.live.undo()
    settle(qtbot, window)
    window.live.redo()
    settle(qtbot, window)
    assert window.inbox.model.rowCount() == 0
    window.live.undo()
    settle(qtbot, window)
    assert window.inbox.chosen() == [key]
    assert window.focusWidget() is view
    press(window, qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_the_first_feedback_of_all_is_chosen_and_has_the_keyboard(
    empty: MainWindow, qtbot: QtBot
) -> None:
    focused = empty.focusWidget()
    assert focused is not None
    assert focused.objectName() == "offer.capture"
    empty.live.do(record_feedback, NewFeedback("Mail me the bill."))
    settle(qtbot, empty)
    assert empty.focusWidget() is empty.inbox.view
    assert len(empty.inbox.chosen()) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_T, Qt.Key.Key_N, Qt.Key.Key_J, Qt.Key.Key_E])
def test_a_letter_in_an_empty_inbox_says_why_nothing_happens(
    empty: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    with qtbot.waitSignal(empty.live.said) as said:
        press(empty, qtbot, key)
    assert said.args == ["Choose a feedback first."]


@pytest.mark.parametrize("key", [Qt.Key.Key_M, Qt.Key.Key_F2, Qt.Key.Key_Delete])
def test_a_key_where_there_are_no_themes_says_why_nothing_happens(
    empty: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(empty, Qt.Key.Key_2, CONTROL)
    settle(qtbot, empty)
    with qtbot.waitSignal(empty.live.said) as said:
        press(empty, qtbot, key)
    assert said.args == ["Choose a theme first."]


def test_the_first_skip_goes_to_the_first_row(window: MainWindow, qtbot: QtBot) -> None:
    window.live.do(record_feedback, NewFeedback("Park nearer."))
    settle(qtbot, window)
    view = window.inbox.view
    view.selectionModel().clear()
    with qtbot.waitSignal(window.live.said) as said:
        press(window, qtbot, Qt.Key.Key_E)
    assert said.args == ["Choose a feedback first."]
    press(window, qtbot, Qt.Key.Key_J)
    assert view.chosen_rows() == [0]
    press(window, qtbot, Qt.Key.Key_J)
    assert view.chosen_rows() == [1]


def test_what_comes_back_after_its_words_were_filed_is_chosen(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(window, qtbot, Qt.Key.Key_W)
    words = window.inspector.feedback.said.words
    qtbot.waitUntil(words.hasFocus)
    qtbot.keyClick(words, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(words, Qt.Key.Key_T)
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    settle(qtbot, window)
    qtbot.keyClicks(field, "Bills")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 0)
    settle(qtbot, window)
    window.live.undo()
    settle(qtbot, window)
    words.setFocus()
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.inbox.view
    assert len(window.inbox.chosen()) == 1


def test_the_themes_have_one_chosen_and_after_a_merge_the_target(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    settle(qtbot, window)
    page = window.themes
    assert page.view.selectionModel().selectedRows() == [page.model.index(0)]
    press(window, qtbot, Qt.Key.Key_M)
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    qtbot.keyClicks(field, "Parking")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    settle(qtbot, window)
    (chosen,) = page.view.selectionModel().selectedRows()
    assert chosen.data() == "Parking"


def test_themes_that_are_read_anew_out_of_sight_leave_the_inspector_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    settle(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    window.inspect("feedback", window.inbox.view.currentIndex().data(KEY))
    window.live.do(add_theme, "Aprons")
    settle(qtbot, window)
    assert window.inspector.shows_feedback()


def shown_in(window: MainWindow) -> tuple[str, int] | None:
    """Return what the inspector shows."""
    stack = window.inspector.findChild(QStackedWidget)
    assert stack is not None
    panel = stack.currentWidget()
    if isinstance(panel, FeedbackPanel):
        return "feedback", panel.key
    return ("theme", panel.key) if isinstance(panel, ThemePanel) else None


def test_the_inspector_opens_with_what_is_chosen_and_follows_the_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    (key,) = window.inbox.chosen()
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    settle(qtbot, window)
    assert window.inspector.isVisible()
    assert shown_in(window) == ("feedback", key)
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    settle(qtbot, window)
    theme = window.themes.view.currentIndex().data(KEY)
    assert shown_in(window) == ("theme", theme)
    qtbot.keyClick(window, Qt.Key.Key_8, CONTROL)
    settle(qtbot, window)
    assert shown_in(window) is None
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    settle(qtbot, window)
    assert shown_in(window) == ("feedback", key)


def test_the_inspector_offers_to_unmerge_as_soon_as_something_was_merged(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    settle(qtbot, window)
    source, target = (row_named(window.themes.view, name).data(KEY) for name in ("Bills", "Milk"))
    window.inspect("theme", source)
    settle(qtbot, window)
    window.live.do(merge_themes, source, target)
    settle(qtbot, window)
    assert shown_in(window) == ("theme", target)
    assert window.inspector.findChild(QPushButton, f"unmerge.{source}") is not None


def test_a_jump_to_feedback_that_is_not_in_the_inbox_stays_and_inspects_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    (key,) = window.inbox.chosen()
    qtbot.keyClick(window, Qt.Key.Key_8, CONTROL)
    window.live.do(archive_many, [key], "1 feedback")
    settle(qtbot, window)
    window.open_thing("feedback", key)
    settle(qtbot, window)
    assert window.page_name == "history"
    assert shown_in(window) == ("feedback", key)
    window.live.undo()
    settle(qtbot, window)
    window.open_thing("feedback", key)
    settle(qtbot, window)
    assert window.page_name == "inbox"
    assert window.inbox.chosen() == [key]


def test_new_lists_choose_what_stands_where_a_row_went_away(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who in ("Ann", "Bo", "Cy"):
        new = NewFeedback("Stale again", Speaker(who), kind=Kind.PROBLEM)
        desk.do(record_feedback, new)
    for who in ("Di", "Ed"):
        desk.do(record_feedback, NewFeedback("No.", Speaker(who), loss=LossFacts("Price")))
    desk.close()
    window = open_desk_window(path)
    window.activateWindow()
    live = window.live
    assert live.desk is not None

    def go(key: Qt.Key) -> None:
        qtbot.keyClick(window, key, CONTROL)
        settle(qtbot, window)

    go(Qt.Key.Key_5)
    people = window.people.view
    assert window.focusWidget() is people
    press(window, qtbot, Qt.Key.Key_End)
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    settle(qtbot, window)
    ed = window.people.model.rowCount() - 1
    assert window.people.in_hand() == ("person", people.currentIndex().data(KEY))
    people.setFocus()
    live.do(delete_person, people.currentIndex().data(KEY))
    settle(qtbot, window)
    assert people.selectionModel().selectedRows() == [window.people.model.index(ed - 1)]

    go(Qt.Key.Key_4)
    owed_view, model = window.owed.view, window.owed.model
    assert window.focusWidget() is owed_view
    first = owed_view.currentIndex().data(KEY)
    live.do(delete_follow_up, first)  # as another window would
    settle(qtbot, window)
    (left,) = owed_view.selectionModel().selectedRows()
    assert left.data(KEY) not in {None, first}
    assert model.row_of(first) == -1

    go(Qt.Key.Key_6)
    losses = window.losses.view
    losses.setFocus()
    settle(qtbot, window)
    live.do(delete_feedback, losses.currentIndex().data(KEY))
    settle(qtbot, window)
    assert losses.selectionModel().selectedRows() == [window.losses.lost.index(0)]

    go(Qt.Key.Key_7)
    watched = window.insights.view
    assert window.focusWidget() is watched
    assert window.insights.in_hand() is not None
    assert len(watched.selectionModel().selectedRows()) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7])
def test_an_empty_page_gives_the_keyboard_to_what_it_offers(
    empty: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(empty, key, CONTROL)
    settle(qtbot, empty)
    focused = empty.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.objectName().startswith("offer.capture")
