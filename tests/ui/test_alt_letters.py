"""An Alt key has one owner wherever the owner is: a field, a button, an action or a menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

PAGES = (
    "inbox", "themes", "roadmap", "owed", "people", "losses", "insights", "history", "search",
)  # fmt: skip


def owners(window: MainWindow) -> dict[str, set[str]]:
    """Return who in the window takes each key with Alt."""
    found: dict[str, set[str]] = {}

    def own(keys: QKeySequence, who: str) -> None:
        if (name := keys.toString()).startswith("Alt+"):
            found.setdefault(name, set()).add(who)

    for title in window.menuBar().actions():
        own(QKeySequence.mnemonic(title.text()), f"menu {title.text()}")
    for one in window.findChildren(QWidget):
        if one.window() is not window or not one.isVisible():
            continue
        if isinstance(one, QAbstractButton):
            own(one.shortcut(), f"button {one.text()} {id(one)}")
        if isinstance(one, QLabel) and one.buddy() is not None:
            own(QKeySequence.mnemonic(one.text()), f"field {one.text()} {id(one)}")
        if isinstance(one, QTabBar):
            for tab in range(one.count()):
                own(QKeySequence.mnemonic(one.tabText(tab)), f"tab {one.tabText(tab)}")
        for action in one.actions():
            for keys in action.shortcuts():
                own(keys, action.objectName())
        for shortcut in one.findChildren(
            QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            own(shortcut.key(), f"key of {one.objectName()}")
    return found


def assert_each_has_one(window: MainWindow, where: str) -> None:
    """Check that no key in sight has two owners."""
    twice = {keys: who for keys, who in owners(window).items() if len(who) > 1}
    assert not twice, where


@pytest.fixture
def window(open_desk_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> MainWindow:
    """A window over the made-up business."""
    made = open_desk_window(sample_path)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_no_page_has_two_owners_of_an_alt_key(window: MainWindow, qtbot: QtBot) -> None:
    assert len({one for one in owners(window) if len(one) == len("Alt+F")}) >= 12  # the menus
    for name in PAGES:
        window.show_inspector(False)
        window.show_page(name)
        settle(qtbot, window)
        assert_each_has_one(window, name)
        view = next(
            (
                one
                for one in window.page.findChildren(QListView)
                if one.isVisible() and one.model() is not None and one.model().rowCount()
            ),
            None,
        )
        if view is not None:
            view.setFocus()
            qtbot.keyClick(view, Qt.Key.Key_Down)
            qtbot.keyClick(view, Qt.Key.Key_Home)
        window.show_inspector(True)
        for table in ("feedback", "theme", "item"):
            window.inspector.inspect(table, 1)
            settle(qtbot, window)
            assert_each_has_one(window, f"{name} with {table} in the inspector")
    window.show_inspector(False)


def test_nor_has_a_page_within_a_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("owed")
    settle(qtbot, window)
    window.owed.open_letter()
    settle(qtbot, window)
    assert_each_has_one(window, "a letter")
    for beside in (None, "feedback", "theme", "item"):
        window.people.open_person(1)
        window.show_page("people")
        settle(qtbot, window)
        window.show_inspector(beside is not None)
        if beside is not None:
            window.inspector.inspect(beside, 1)
            window.inspector.feedback.edit()
        settle(qtbot, window)
        assert_each_has_one(window, f"a person with {beside}")
    window.people.open_organisation(1)
    settle(qtbot, window)
    assert_each_has_one(window, "an organisation")
    window.open_theme(1)
    settle(qtbot, window)
    assert_each_has_one(window, "a theme's page")


def test_alt_p_on_a_persons_page_opens_the_menu_of_people(window: MainWindow, qtbot: QtBot) -> None:
    window.people.open_person(1)
    window.show_page("people")
    settle(qtbot, window)
    assert "Alt+P" in owners(window)
    assert owners(window)["Alt+P"] == {"menu &People"}
