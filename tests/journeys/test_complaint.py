"""A complaint in a real window: captured, heard, still waiting, answered, and told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.followups import owed, owed_to, unresolved
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
_WORDS = "The bags were stale again, and {nobody} called back."


def capture(qtbot: QtBot, window: MainWindow) -> None:
    """Record the complaint by the keyboard alone, as said twelve days ago."""
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    settle(qtbot, window)
    qtbot.waitUntil(lambda: isinstance(form.focusWidget(), QLineEdit))
    qtbot.keyClicks(form.focusWidget(), "Ann Lee")
    words = form.findChild(QPlainTextEdit)
    assert words is not None
    words.setFocus()
    qtbot.keyClicks(words, _WORDS)
    problem = form.findChild(QPushButton, "segment.problem")
    assert problem is not None
    problem.click()
    day = form.findChild(QLineEdit, "dateField")
    assert day is not None
    day.setText((local_today() - timedelta(days=12)).isoformat())
    qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, window)


def shown(window: MainWindow, name: str) -> str:
    """Return what a label says."""
    found = window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_a_complaint_from_capture_to_told(
    tmp_path: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    window = open_desk_window(path)
    capture(qtbot, window)
    late = window.navigation.buttons["owed"]
    assert late.count == 1
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    settle(qtbot, window)
    page = window.owed
    assert shown(window, "owedWho") == "Ann Lee"

    # It is acknowledged on the telephone: by one key and a digit.
    qtbot.keyClick(page.view, Qt.Key.Key_D)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_1)
    settle(qtbot, window)

    # Being heard is not being helped: the answer is owed, and a clock runs.
    (debt,) = page.model.debts()
    assert debt.owed.kind is FollowUpKind.ANSWER
    assert "heard 12 days ago, not resolved" in page.model.data(page.model.index(1))
    assert late.count == 1

    # The answer is written, and kept as they were told it.
    page.choose(debt.owed.id)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    body = page.findChild(QPlainTextEdit, "letterBody")
    assert body is not None
    assert f"“{_WORDS}”" in body.toPlainText()
    body.setPlainText(body.toPlainText().replace("Here is our answer.", "We changed the roaster."))
    qtbot.keyClick(body, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)
    assert page.empty.isVisible()
    assert not late.count

    # Another process finds it so; and one undo brings it back.
    desk = Desk.open(path, create=False)
    assert desk.ask(owed) == []
    told = desk.ask(owed_to, person_id=debt.owed.who_id)
    assert [one.result for one in told] == [FollowUpResult.TOLD, FollowUpResult.TOLD]
    assert any("We changed the roaster." in one.said for one in told)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, window)
    assert [days for _one, days in desk.ask(unresolved)] == [12]
    desk.close()
    qtbot.waitUntil(lambda: [one.owed.id for one in page.model.debts()] == [debt.owed.id])
