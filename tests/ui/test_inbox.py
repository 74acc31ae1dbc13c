"""The inbox: one key for each decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.ui import theme
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


@pytest.fixture
def window(open_desk_window: OpenWindow, sample_path: Path) -> MainWindow:
    """The sample business, with eleven feedbacks waiting."""
    made = open_desk_window(sample_path)
    made.activateWindow()
    made.inbox.view.setFocus()
    return made


def choose(window: MainWindow, *rows: int) -> list[int]:
    """Choose rows of the inbox, and return their keys."""
    view = window.inbox.view
    model = view.selectionModel()
    model.clear()
    for row in rows:
        index = window.inbox.model.index(row)
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
    return window.inbox.chosen()


def themes_of(window: MainWindow, key: int) -> tuple[str, ...]:
    """Return the themes of a feedback as the workspace holds it."""
    assert window.live.desk is not None
    (found,) = [one for one in window.live.desk.ask(list_feedback) if one.id == key]
    return found.themes


def test_t_files_several_under_a_theme_that_exists(window: MainWindow, qtbot: QtBot) -> None:
    keys = choose(window, 0, 1)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_T)
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    settle(qtbot, window)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "direct")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 9)
    settle(qtbot, window)
    assert [themes_of(window, key) for key in keys] == [("Pay by direct debit",)] * 2


def test_t_makes_a_theme_that_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    (key,) = choose(window, 2)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_T)
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    settle(qtbot, window)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Machine training")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 10)
    settle(qtbot, window)
    assert themes_of(window, key) == ("Machine training",)


def test_e_puts_aside_and_the_next_one_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, 0)
    second = window.inbox.model.keys()[1]
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 10)
    settle(qtbot, window)
    assert window.inbox.chosen() == [second]


def test_delete_needs_no_question_since_it_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    (key,) = choose(window, 0)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 10)
    settle(qtbot, window)
    window.toast.undo_wanted.emit()
    qtbot.waitUntil(lambda: window.inbox.model.row_of(key) == 0)


def test_another_look_after_a_window_has_closed(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    with qtbot.waitSignal(window.destroyed):
        window.close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "dark")
    theme.apply(app, "light")
