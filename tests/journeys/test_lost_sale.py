"""A lost sale from the call to the day it comes back, in a real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.followups import follow_up, owed, owed_for_item
from feedbackdesk.desk.losses import loss_overview
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import ranked_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, PersonStage
from feedbackdesk.ui.window import MainWindow
from tests.store.oracle import check
from tests.windows import OpenWindow, below_all, drop, list_of, row_named, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def fill(qtbot: QtBot, form: QWidget, name: str, words: str) -> None:
    """Type into a field of the form, whatever it is."""
    field = form.findChild(QWidget, name)
    assert field is not None, name
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    if not isinstance(line, QLineEdit | QPlainTextEdit):  # chips, with a line at their end
        line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit | QPlainTextEdit), name
    line.setFocus()
    qtbot.keyClicks(line, words)
    if not isinstance(line, QPlainTextEdit):
        qtbot.keyClick(line, Qt.Key.Key_Tab)


def record_lost(qtbot: QtBot, window: MainWindow, **said: str) -> None:
    """Record a lost sale from Ctrl+L to Ctrl+Enter."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, CONTROL)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    settle(qtbot, window)
    qtbot.waitUntil(form.isActiveWindow)
    for name, words in said.items():
        fill(qtbot, form, f"{name}Field", words)
    field = form.focusWidget()
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, window)


def told(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def stage_of(desk: Desk, who: str) -> PersonStage:
    return next(one.stage for one in desk.ask(all_people) if one.name == who)


def test_a_lost_sale_from_the_call_to_the_day_it_comes_back(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    desk = window.live.desk
    assert desk is not None

    # The call: why, how far it got, and what it was worth.
    record_lost(
        qtbot, window, who="Bo Ek", words="We need the bill as a file.", themes="Invoices",
        reason="Missing feature", value="1.200,50", stageReached="Offer sent",
    )  # fmt: skip
    record_lost(qtbot, window, who="Cy", words="Too dear.", reason="Price")
    said = next(one for one in desk.ask(list_feedback) if one.who == "Bo Ek")
    assert said.loss is not None
    assert (said.loss.stage_reached, said.loss.value) == ("Offer sent", 120_050)
    assert stage_of(desk, "Bo Ek") is PersonStage.LOST

    # It stands on the losses page, and its bar opens it.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_6, CONTROL)
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: told(window, "lossTotal") == "2 sales lost, £1,200.50, in the last 12 months."
    )
    stages = window.losses.charts.charts["stage"]
    assert stages.model().index(0, 0).data() == "Offer sent"
    stages.setFocus()
    qtbot.keyClick(stages, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert list(window.losses.lost.keys()) == [said.id]

    # Its theme goes onto the roadmap, with the lost sale in its demand.
    window.show_page("roadmap")
    settle(qtbot, window)
    tray, column = list_of(window, "themeTray"), list_of(window, "roadmapColumn.now")
    drop(column, tray.model().mimeData([row_named(tray, "Invoices")]), below_all(column))
    settle(qtbot, window)
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.title, entry.item.requests) == ("Invoices", 1)

    # It ships: who was lost for it is to be won back.
    column.setFocus()
    column.setCurrentIndex(row_named(column, "Invoices"))
    window.actions_["ship"].trigger()
    settle(qtbot, window)
    (news,) = desk.ask(owed_for_item, entry.item.id)
    assert (news.kind, news.who) == (FollowUpKind.WIN_BACK, "Bo Ek")

    # Bo is called, and comes back.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    settle(qtbot, window)
    window.owed.choose(news.id)
    window.owed.view.setFocus()
    qtbot.keyClick(window.owed.view, Qt.Key.Key_D)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_W)
    ended = window.findChild(QDialog, "doneDialog")
    assert ended is not None
    qtbot.waitUntil(ended.isActiveWindow)
    result, words = ended.findChild(QComboBox), ended.findChild(QPlainTextEdit)
    assert result is not None
    assert words is not None
    result.setFocus()
    qtbot.keyClick(result, Qt.Key.Key_End)
    assert result.currentText() == "Won back"
    words.setFocus()
    qtbot.keyClicks(words, "It is there now.")
    qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)
    kept = desk.ask(follow_up, news.id)
    assert kept is not None
    assert (kept.result, kept.said) == (FollowUpResult.WON_BACK, "It is there now.")
    qtbot.keyClick(window, Qt.Key.Key_6, CONTROL)
    settle(qtbot, window)
    assert told(window, "lossTotal") == (
        "2 sales lost, £1,200.50, in the last 12 months; 1 won back."
    )
    row = window.losses.lost.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "won back on" in row
    assert stage_of(desk, "Bo Ek") is PersonStage.CUSTOMER
    assert desk.ask(loss_overview, None, local_today()).total.won_back == 1
    assert news.id not in {one.id for one in desk.ask(owed)}
    assert [(one.name, one.requests) for one in desk.ask(all_themes)] == [("Invoices", 1)]
    check(desk)

    # Taken back, it is owed again, and nothing was won.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: news.id in {one.id for one in desk.ask(owed)})
    settle(qtbot, window)
    assert told(window, "lossTotal") == "2 sales lost, £1,200.50, in the last 12 months."
    assert stage_of(desk, "Bo Ek") is PersonStage.LOST
