"""What a dialog is for looks like it: one button in the accent, in every look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.followups import promise
from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.words import FollowUpResult
from feedbackdesk.ui import theme
from feedbackdesk.ui.theme import Role
from feedbackdesk.ui.widgets.ask_day import DayQuestion
from feedbackdesk.ui.widgets.business import BusinessDialog
from feedbackdesk.ui.widgets.choose import ask_name
from feedbackdesk.ui.widgets.days import DaysDialog
from feedbackdesk.ui.widgets.done import DoneDialog
from feedbackdesk.ui.widgets.letters import LettersDialog
from feedbackdesk.ui.widgets.owe import OweDialog
from feedbackdesk.ui.widgets.postpone import PostponeDialog
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


def nothing(*_answer: object) -> None:
    """Take an answer."""


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "day": lambda w: DayQuestion(
        w, "Won back", "&Day", "today", Side.BEHIND, lambda: DateOrder.DMY, nothing
    ),
    "business": lambda w: BusinessDialog(w.live, w),
    "name": lambda w: ask_name(w, "Name", "&Name", nothing, "Lids"),
    "days": lambda w: DaysDialog(w.live, w),
    "done": lambda w: DoneDialog(1, list(FollowUpResult), nothing, w),
    "letters": lambda w: LettersDialog(w.live, w),
    "owe": lambda w: OweDialog(w, w.live, "Ann", promise, 1),
    "postpone": lambda w: PostponeDialog(1, lambda: DateOrder.DMY, nothing, w),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_the_button_a_dialog_is_for_has_the_accent(
    name: str, open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "new.feedbackdesk")
    dialog = DIALOGS[name](window)
    dialog.show()
    settle(qtbot, window)
    (button,) = [
        one
        for one in dialog.findChildren(QPushButton)
        if one.property("variant") == "primary" and one.isVisible()
    ]
    button.setEnabled(True)  # what is offered while it waits is quiet
    button.clearFocus()
    QApplication.processEvents()
    picture = button.grab().toImage()
    seen = picture.pixelColor(6, picture.height() // 2)
    assert seen == theme.color(Role.ACCENT), seen.name()
    dialog.close()
