"""An owner tidies up: a theme is dragged onto another, and taken apart again days later."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.themes import all_themes, assign_theme, theme_named
from feedbackdesk.domain.dates import local_today
from feedbackdesk.ui.window import MainWindow
from tests.store.oracle import check, rows_of
from tests.windows import OpenWindow, drop, list_of, row_named, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def counts(desk: Desk) -> dict[str, tuple[int, int]]:
    check(desk)
    return {one.name: (one.requests, one.mentions) for one in desk.ask(all_themes)}


def take_back(qtbot: QtBot, window: MainWindow) -> None:
    """Press Ctrl+Z, and wait until it is done."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    window.toast.hide()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.toast.words.startswith("Undone"))
    settle(qtbot, window)


def test_merged_by_drag_split_by_key_and_un_merged_by_a_button(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    said = (("Ann", "Paper"), ("Bo", "Paper"), ("Ann", "Bills"), ("Cem", "Bills"))
    for days, (who, theme) in enumerate(said):
        on = local_today() - timedelta(days=days)
        new = NewFeedback("Mail me the bill.", Speaker(who), on=on, themes=(theme,))
        desk.do(record_feedback, new)
    desk.do(assign_theme, 2, desk.ask(theme_named, "Paper").id, quote="the bill")
    paper = desk.ask(theme_named, "Paper").id
    start = rows_of(path)
    steps = len(desk.ask(lambda reader: reader.history()))
    desk.close()

    window = open_desk_window(path)
    desk_now = window.live.desk
    assert desk_now is not None
    window.show_page("themes")
    settle(qtbot, window)
    themes = list_of(window, "themeList")
    dragged = themes.model().mimeData([row_named(themes, "Paper")])
    drop(themes, dragged, themes.visualRect(row_named(themes, "Bills")).center())
    settle(qtbot, window)
    assert counts(desk_now) == {"Bills": (3, 4)}
    assert window.toast.words == "Merged Paper into Bills."

    # Days later: the oldest of what belongs to it is split off, by keys alone.
    themes.setCurrentIndex(row_named(themes, "Bills"))
    qtbot.keyClick(themes, Qt.Key.Key_Return)
    settle(qtbot, window)
    view = window.themes.story.view
    assert view.model().rowCount() == 4
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_S)
    name = window.findChild(QLineEdit, "chooserField")
    assert name is not None
    settle(qtbot, window)
    qtbot.keyClicks(name, "By post")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert counts(desk_now) == {"Bills": (2, 3), "By post": (1, 1)}

    # And Paper stands on its own again, with every mention as it was.
    button = window.findChild(QPushButton, f"unmerge.{paper}")
    assert button is not None
    assert button.accessibleName() == "Un-merge Paper"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert counts(desk_now) == {"Paper": (2, 2), "Bills": (1, 1), "By post": (1, 1)}
    mentions = [row for row in rows_of(path)["mention"].values() if row["theme_id"] == paper]
    assert mentions == [row for row in start["mention"].values() if row["theme_id"] == paper]
    numbers = window.findChild(QLabel, "storyNumbers")
    assert numbers is not None
    assert numbers.text() == "1 account asked, once."

    # Ctrl+Z, three times: the start is back.
    for _step in range(3):
        take_back(qtbot, window)
    assert rows_of(path) == start
    assert counts(desk_now) == {"Bills": (2, 2), "Paper": (2, 2)}
    done = [one for one in desk_now.ask(lambda reader: reader.history()) if one.state == "done"]
    assert len(done) == steps
