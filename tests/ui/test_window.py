"""The frame: keys, menus, what is begun and not saved, and files that cannot be changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.menus import RecentMenu
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def texts(path: Path) -> list[str]:
    """Return all that was said, as another process finds it."""
    desk = Desk.open(path, create=False)
    found = [one.text for one in desk.ask(list_feedback)]
    desk.close()
    return found


def inspect_first(window: MainWindow, qtbot: QtBot) -> QPlainTextEdit:
    """Click the first feedback of the inbox, and return the field of its words."""
    view = window.inbox.view
    where = view.visualRect(window.inbox.model.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(window.inspector.isVisible)
    settle(qtbot, window)
    window.actions_["correct"].trigger()
    settle(qtbot, window)
    words = window.inspector.findChild(QPlainTextEdit, "wordsField")
    assert words is not None
    qtbot.waitUntil(lambda: bool(words.toPlainText()))
    return words


def test_f1_lists_every_key(open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path) -> None:
    window = open_desk_window(sample_path)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(QDialog, "shortcutsDialog")
    assert dialog is not None
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Record what somebody said" in shown
    dialog.close()


def test_a_letter_in_an_open_menu_is_not_for_the_list_below(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    window.inbox.view.setFocus()
    window.inbox.view.setCurrentIndex(window.inbox.model.index(0))
    menu = window.findChild(QMenu)
    assert menu is not None
    menu.popup(window.mapToGlobal(window.rect().center()))
    window.actions_["archive"].trigger()
    menu.close()
    settle(qtbot, window)
    assert window.inbox.model.rowCount() == 11
    window.actions_["archive"].trigger()
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 10)


def test_a_correction_that_was_begun_is_saved_when_the_window_closes(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    words = inspect_first(window, qtbot)
    words.setFocus()
    words.selectAll()
    qtbot.keyClicks(words, "Typed, and then I left")
    assert window.close()
    assert "Typed, and then I left" in texts(sample_path)


def test_a_correction_that_cannot_be_saved_is_not_thrown_away(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    words = inspect_first(window, qtbot)
    words.setFocus()
    words.selectAll()
    qtbot.keyClick(words, Qt.Key.Key_Delete)
    second = window.inbox.view.visualRect(window.inbox.model.index(1)).center()
    qtbot.mouseClick(window.inbox.view.viewport(), Qt.MouseButton.LeftButton, pos=second)
    settle(qtbot, window)
    assert words.toPlainText() == ""
    assert not window.close()
    assert window.toast.words.startswith("A correction is not finished")
    revert = window.inspector.findChild(QPushButton, "feedbackRevert")
    assert revert is not None
    qtbot.mouseClick(revert, Qt.MouseButton.LeftButton)
    assert words.toPlainText() != ""


def test_a_half_typed_capture_is_kept_without_a_question(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    window.capturing.open()
    settle(qtbot, window)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    words = form.findChild(QPlainTextEdit, "wordsField")
    assert words is not None
    qtbot.keyClicks(words, "Half of what they")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()

    settle(qtbot, window)
    badge = window.findChild(QPushButton, "halfTyped")
    assert badge is not None
    assert badge.isVisible()
    assert badge.text().startswith("1 half typed")
    assert window.close(), "nothing is asked: it waits"
    assert [one.form["words"] for one in Drafts(window.live.path).waiting()] == [
        "Half of what they"
    ]


def test_after_a_lost_sale_that_was_not_recorded_the_next_call_is_an_ordinary_one(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    window.capturing.open(loss=True)
    settle(qtbot, window)
    form = window.capturing.form
    assert form is not None
    assert form.form.kind.value() is Kind.LOSS
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    window.capturing.open()
    assert form.form.kind.value() is Kind.REQUEST
    form.close()


def test_a_person_opens_with_all_that_is_known(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    inspect_first(window, qtbot)
    opener = window.inspector.findChild(QPushButton, "openPerson")
    assert opener is not None
    qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    name = window.inspector.findChild(QLineEdit, "personName")
    assert name is not None
    assert name.text() == "Stan Huckaby"
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Stanley Huckaby")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toast.words.startswith("Edited Stanley Huckaby"))
    value = window.inspector.findChild(QLineEdit, "personValue")
    assert value is not None
    value.setFocus()
    qtbot.keyClicks(value, "a lot")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    assert value.text() == "a lot"
    shown = [label.text() for label in window.inspector.findChildren(QLabel)]
    assert any("is not an amount of money" in text for text in shown)


def test_a_file_of_a_newer_version_can_be_read_and_says_why_it_cannot_be_changed(
    open_desk_window: OpenWindow, sample_path: Path
) -> None:
    with closing(sqlite3.connect(sample_path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'zzzz'")
        raw.commit()
    before = sorted(path.name for path in sample_path.parent.iterdir())
    window = open_desk_window(sample_path)
    assert window.inbox.model.rowCount() == 11
    button = window.findChild(QPushButton, "captureButton")
    assert button is not None
    assert not button.isEnabled()
    shown = [label.text() for label in window.navigation.findChildren(QLabel)]
    assert any("newer version" in text for text in shown)
    window.live._poll()
    assert sorted(path.name for path in sample_path.parent.iterdir()) == before


def test_what_is_no_workspace_is_a_sentence_in_the_window(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from feedbackdesk.ui.application import open_window

    letter = tmp_path / "letter.txt"
    letter.write_text("Dear sir or madam")
    window = open_window(letter)
    qtbot.waitUntil(lambda: window.toast.words.startswith(str(letter)))
    assert not window.actions_["capture"].isEnabled()
    assert letter.read_text() == "Dear sir or madam"
    window.close()


def test_the_business_has_a_name_and_a_currency(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    assert window.live.desk is not None
    window.actions_["business"].trigger()
    dialog = window.findChild(QDialog, "businessDialog")
    assert dialog is not None
    settle(qtbot, window)
    name, currency = (dialog.findChild(QLineEdit, f"business{one}") for one in ("Name", "Currency"))
    assert name is not None
    assert currency is not None
    qtbot.keyClicks(name, "Wheel & Spoke")
    currency.setText("eu")
    qtbot.keyClick(currency, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert dialog.isVisible()
    currency.setText("eur")
    qtbot.keyClick(currency, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Wheel & Spoke" in window.windowTitle())
    kept = window.live.desk.ask(settings)
    assert (kept["business_name"], kept["currency"]) == ("Wheel & Spoke", "EUR")
    assert kept["date_order"] == ""


def test_how_numbers_are_read_as_a_day_is_set_beside_the_name(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    settle(qtbot, window)
    assert window.live.date_order is DateOrder.DMY
    window.actions_["business"].trigger()
    dialog = window.findChild(QDialog, "businessDialog")
    assert dialog is not None
    settle(qtbot, window)
    order = dialog.findChild(QComboBox, "businessDateOrder")
    assert order is not None
    assert order.currentData() == ""
    order.setFocus()
    for _ in range(2):
        qtbot.keyClick(order, Qt.Key.Key_Down)
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    box.button(QDialogButtonBox.StandardButton.Save).click()
    qtbot.waitUntil(lambda: window.live.date_order is DateOrder.MDY)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.live.date_order is DateOrder.DMY)


def test_workspaces_opened_lately_are_listed_by_the_names_of_their_businesses(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path, tmp_path: Path
) -> None:
    window = open_desk_window(sample_path)
    qtbot.waitUntil(lambda: "Quill & Kettle" in window.windowTitle())
    window.close()
    other = open_desk_window(tmp_path / "mine.feedbackdesk")
    menu = other.findChild(RecentMenu)
    assert menu is not None
    menu.aboutToShow.emit()
    listed = [action.text() for action in menu.actions()]
    assert listed[0].startswith("mine")
    assert listed[1].startswith("Quill && Kettle")


def test_a_name_with_an_ampersand_stands_whole_in_the_menu(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(add_theme, "Pots & pans")
    desk.close()
    window = open_desk_window(path)
    undo = window.actions_["undo"]
    qtbot.waitUntil(lambda: undo.text() == "&Undo: Add theme Pots && pans")
