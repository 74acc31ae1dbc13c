"""A name that another record has: merged, told apart by a word, or given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.twins import twins
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Two people, two firms and two items, of names to be mixed up."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, firm in (("John Smith", None), ("Jon", None), ("Bo", "Acme"), ("Cy", "Pier")):
        new = NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours", "Bills"))
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"], item="Open late")
    desk.do(plan, ["Bills"], item="Mail the bills")
    desk.close()
    return path


def desk_of(window: MainWindow) -> Desk:
    """Return the desk behind the window."""
    assert window.live.desk is not None
    return window.live.desk


def names(desk: Desk) -> list[str]:
    """Return who is known, by name."""
    return sorted(one.name for one in desk.ask(all_people))


def name_field(window: MainWindow, qtbot: QtBot, table: str, key: int) -> QLineEdit:
    """Return the field of a name on a page, with the keyboard in it."""
    window.open_contact(table, key)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.people.page.found is not None)
    return into(window, qtbot, window.people.page, f"page.{table}Name")


def into(window: MainWindow, qtbot: QtBot, within: QWidget, name: str) -> QLineEdit:
    """Put the keyboard into a field."""
    field = within.findChild(QLineEdit, name)
    assert field is not None
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def rename(window: MainWindow, qtbot: QtBot, field: QLineEdit, name: str) -> QDialog:
    """Type a name that is taken; return the question."""
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(QDialog, "sameName") is not None)
    dialog = window.findChild(QDialog, "sameName")
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def answer(window: MainWindow, qtbot: QtBot, dialog: QDialog, name: str) -> None:
    """Click a button of the question."""
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def gone(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the question is over."""
    qtbot.waitUntil(lambda: window.findChild(QDialog, "sameName") is None)
    settle(qtbot, window)


def test_cancel_brings_the_name_back_and_the_keyboard(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    field = name_field(window, qtbot, "person", desk.ask(person_named, "Jon").id)
    dialog = rename(window, qtbot, field, "john smith")
    assert "“john smith” is taken" in dialog.windowTitle()
    assert "John Smith" in [one.text() for one in dialog.findChildren(QLabel)]
    assert names(desk) == ["Bo", "Cy", "John Smith", "Jon"], "nothing is done before an answer"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    gone(window, qtbot)
    assert field.text() == "Jon"
    assert names(desk) == ["Bo", "Cy", "John Smith", "Jon"]
    window.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    assert window.findChild(QDialog, "sameName") is None, "it is asked once"
    # The same name can be tried again.
    again = rename(window, qtbot, field, "john smith")
    qtbot.keyClick(again, Qt.Key.Key_Escape)
    gone(window, qtbot)


def test_two_of_one_name_are_told_apart_by_a_word(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    desk.do(record_feedback, NewFeedback("Hello", Speaker("John Smith (Hull)")))
    field = name_field(window, qtbot, "person", desk.ask(person_named, "Jon").id)
    dialog = rename(window, qtbot, field, "John Smith")
    word = dialog.findChild(QLineEdit, "sameNameWord")
    keep = dialog.findChild(QPushButton, "sameNameKeep")
    assert word is not None
    assert keep is not None
    assert not keep.isEnabled()
    dialog.activateWindow()
    qtbot.waitUntil(word.hasFocus)
    qtbot.keyClicks(word, "(hull)")
    qtbot.keyClick(word, Qt.Key.Key_Return)
    problem = dialog.findChild(Problem, "sameNameProblem")
    assert problem is not None
    qtbot.waitUntil(lambda: "There is a “John Smith (hull)” already" in problem.text())
    assert dialog.isVisible()
    word.selectAll()
    qtbot.keyClicks(word, "Leeds")
    preview = dialog.findChild(QLabel, "sameNamePreview")
    assert preview is not None
    assert preview.text() == "“John Smith (Leeds)”"
    qtbot.keyClick(word, Qt.Key.Key_Return)
    gone(window, qtbot)
    assert "John Smith (Leeds)" in names(desk)
    assert field.text() == "John Smith (Leeds)"
    window.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    assert desk.labels().undo is not None
    desk.undo()
    assert "Jon" in names(desk), "one step"


def test_they_are_one_after_all(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    john = desk.ask(person_named, "John Smith").id
    field = name_field(window, qtbot, "person", desk.ask(person_named, "Jon").id)
    answer(window, qtbot, rename(window, qtbot, field, "John Smith"), "sameNameMerge")
    gone(window, qtbot)
    assert names(desk) == ["Bo", "Cy", "John Smith"]
    qtbot.waitUntil(lambda: window.people.page.whose == ("person", john))
    settle(qtbot, window)
    assert window.people.is_reading
    qtbot.waitUntil(lambda: field.text() == "John Smith")
    window.activateWindow()
    qtbot.waitUntil(field.hasFocus)


def test_two_firms_of_one_name(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    field = name_field(window, qtbot, "organisation", desk.ask(organisation_named, "Pier").id)
    dialog = rename(window, qtbot, field, "Acme")
    word = dialog.findChild(QLineEdit, "sameNameWord")
    assert word is not None
    qtbot.keyClicks(word, "Leeds")
    answer(window, qtbot, dialog, "sameNameKeep")
    gone(window, qtbot)
    assert {one.name for one in desk.ask(all_organisations)} == {"Acme", "Acme (Leeds)"}
    assert desk.ask(twins) == [], "they were told apart: nobody asks again"
    field = name_field(window, qtbot, "organisation", desk.ask(organisation_named, "Acme").id)
    answer(window, qtbot, rename(window, qtbot, field, "acme (leeds)"), "sameNameMerge")
    gone(window, qtbot)
    assert {one.name for one in desk.ask(all_organisations)} == {"Acme (Leeds)"}


def test_two_items_of_one_title(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    items = {one.item.title: one.item.id for one in desk.ask(ranked_roadmap)}
    window.inspect("item", items["Mail the bills"])
    settle(qtbot, window)
    field = into(window, qtbot, window.inspector, "itemTitle")
    qtbot.waitUntil(lambda: field.text() == "Mail the bills")
    dialog = rename(window, qtbot, field, "Open late")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    gone(window, qtbot)
    assert field.text() == "Mail the bills"
    field = into(window, qtbot, window.inspector, "itemTitle")
    answer(window, qtbot, rename(window, qtbot, field, "Open late"), "sameNameMerge")
    gone(window, qtbot)
    (left,) = desk.ask(ranked_roadmap)
    assert left.item.id == items["Open late"]
    assert set(left.item.themes) == {"Hours", "Bills"}
    assert window.inspector.shown == ("item", items["Open late"])
    desk.undo()
    assert len(desk.ask(ranked_roadmap)) == 2


def test_a_name_that_is_free_is_saved_without_a_question(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = desk_of(window)
    field = name_field(window, qtbot, "person", desk.ask(person_named, "Jon").id)
    field.selectAll()
    qtbot.keyClicks(field, "Jonathan")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert "Jonathan" in names(desk)
    field = into(window, qtbot, window.people.page, "page.personName")
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: field.text() == "Jonathan")
    told = window.people.page.findChild(Problem, "page.personNameProblem")
    assert told is not None
    assert told.text()
    assert QApplication.activeModalWidget() is None
    # What is typed while the window closes is saved all the same.
    qtbot.keyClicks(field, " Jo")
    window.close()
    desk = Desk.open(shop)
    assert "Jonathan Jo" in names(desk)
    desk.close()
