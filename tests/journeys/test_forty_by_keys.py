"""Friday: forty feedbacks wait, and are filed by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.step import step
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui.models.roles import SUGGESTED
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

SHIFT = Qt.KeyboardModifier.ShiftModifier

SAID = (
    ("Please mail me the invoice for month {}", "Invoices by e-mail"),
    ("The delivery in week {} came at nine, not at seven", "Earlier delivery"),
    ("Thanks for the card, number {}", None),
    ("Hello, are you the plumber? Call {}", None),
)


@step("Fill the shop")
def fill(work: UnitOfWork) -> None:
    """Let forty wait, ten of each sort; the two themes have a few examples."""
    for number in range(4):
        record_feedback(
            work, NewFeedback(f"Mail me the invoice, year {number}", themes=(SAID[0][1] or "",))
        )
        record_feedback(
            work, NewFeedback(f"A delivery came at nine, day {number}", themes=(SAID[1][1] or "",))
        )
    for number in range(9, -1, -1):
        for words, _theme in reversed(SAID):
            record_feedback(work, NewFeedback(words.format(number)))


@pytest.fixture
def window(open_desk_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window over the shop."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill)
    desk.close()
    return open_desk_window(path)


def test_forty_are_filed_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.live.desk
    assert desk is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    inbox = window.inbox

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        qtbot.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def answer(words: str, field_name: str) -> None:
        """Type into the question that came up, and press Enter; the list has the keyboard then."""
        qtbot.waitUntil(
            lambda: getattr(QApplication.focusWidget(), "objectName", str)() == field_name
        )
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(inbox.view.hasFocus)

    press(Qt.Key.Key_Home)
    assert len(inbox.model.keys()) == 40
    first = inbox.model.index(0)
    qtbot.waitUntil(lambda: first.data(SUGGESTED) is not None)

    # The first four, each in its own way: as suggested, another theme, a new one, not for a theme.
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_T)
    answer("earlier", "chooserField")
    press(Qt.Key.Key_N)
    answer("Thank-you cards", "questionField")
    press(Qt.Key.Key_E)
    # One round is looked at and left for the end: down, up, and down again.
    for key in (Qt.Key.Key_J, Qt.Key.Key_K, *[Qt.Key.Key_J] * 4):
        press(key)
    # Seven rounds: two as suggested, one under the theme made above, one put aside.
    for _round in range(7):
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_T)
        answer("thank", "chooserField")
        press(Qt.Key.Key_E)
    # Four left at the foot: the two that are for nobody's theme are chosen with Shift.
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down, SHIFT)
    assert len(inbox.chosen()) == 2
    press(Qt.Key.Key_E)
    # And the round that was skipped: two by A, each under its own; the others one by one.
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 4)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_A)
    press(Qt.Key.Key_T)
    answer("thank", "chooserField")
    press(Qt.Key.Key_E)

    qtbot.waitUntil(lambda: not desk.ask(list_feedback, inbox=True))
    settle(qtbot, window)
    assert inbox.model.rowCount() == 0
    assert inbox.empty.isVisible()
    found = {one.text: one.themes for one in desk.ask(list_feedback)}
    for number in range(10):
        for words, theme in SAID[:2]:
            assert found[words.format(number)] == (theme,)
        cards = () if number == 9 else ("Thank-you cards",)
        assert found[SAID[2][0].format(number)] == cards
        assert found[SAID[3][0].format(number)] == ()
