"""Somebody is found, becomes a customer, is known by whom they came, and is one with their twin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import all_people, stages_of
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.ui.widgets.choose import Chooser
from feedbackdesk.ui.window import MainWindow
from tests.store.oracle import check
from tests.windows import OpenWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = local_today()


def listed(window: MainWindow) -> list[str]:
    """Return who is in the list."""
    model = window.people.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def press(qtbot: QtBot, window: MainWindow, within: QWidget, name: str) -> None:
    """Press a button by its name."""
    button = within.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def say(window: MainWindow, name: str) -> str:
    """Return what a label of the open page says."""
    label = window.people.page.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def test_somebody_is_found_becomes_a_customer_and_is_one_with_their_twin(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, days, was in (
        ("Ann Lee", 40, PersonStage.PROSPECT),
        ("Ann Lee", 20, None),
        ("Anne Leigh", 10, PersonStage.PROSPECT),
        ("Bo Ek", 90, PersonStage.CUSTOMER),
    ):
        desk.do(
            record_feedback,
            NewFeedback(
                f"Open late, says {who}",
                Speaker(who, stage=was),
                on=TODAY - timedelta(days=days),
                themes=("Hours",),
            ),
        )
    desk.close()
    window = open_desk_window(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    now = window.live.desk
    assert now is not None

    # She is found by some letters of her name.
    qtbot.keyClick(window, Qt.Key.Key_5, CONTROL)
    settle(qtbot, window)
    people = window.people
    people.search.setFocus()
    qtbot.keyClicks(people.search, "ann lee")
    qtbot.waitUntil(lambda: listed(window) == ["Ann Lee"])
    people.view.setFocus()
    settle(qtbot, window)
    qtbot.keyClick(people.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert people.is_reading
    assert people.page.model.rowCount() > 1
    ann = now.ask(person_named, "Ann Lee").id

    # She buys: what she said before was said by a prospect.
    stage = people.page.findChild(QComboBox, "page.personStage")
    assert stage is not None
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert now.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, TODAY)
    assert {one.stage for one in now.ask(list_feedback, person_id=ann)} == {PersonStage.PROSPECT}
    assert "Prospect since" in say(window, "personPageStages")
    assert "Customer since" in say(window, "personPageStages")

    # Bo sent her.
    press(qtbot, window, people.page, "page.personReferrer")
    chooser = window.findChild(Chooser)
    assert chooser is not None
    qtbot.waitUntil(lambda: chooser.list.count() > 1)
    qtbot.keyClicks(chooser.field, "bo ek")
    qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    settle(qtbot, window)
    tree = people.page.findChild(QTreeWidget, "referralTree")
    assert tree is not None
    qtbot.waitUntil(lambda: tree.topLevelItemCount() == 1)
    root = tree.topLevelItem(0)
    assert root is not None
    assert root.text(0).startswith("Bo Ek")
    below = root.child(0)
    assert below is not None
    assert below.text(0).startswith("Ann Lee")

    # Somebody wrote her down a second time: both have one address.
    window.activateWindow()
    email = people.page.findChild(QLineEdit, "page.personEmail")
    assert email is not None
    email.setFocus()
    qtbot.keyClicks(email, "ann@lee.example")
    qtbot.keyClick(email, Qt.Key.Key_Return)
    settle(qtbot, window)
    people.open_person(now.ask(person_named, "Anne Leigh").id)
    settle(qtbot, window)
    email.setFocus()
    qtbot.keyClicks(email, "ANN@lee.example")
    qtbot.keyClick(email, Qt.Key.Key_Return)
    settle(qtbot, window)
    requests = now.ask(all_themes)[0].requests
    people.open_person(ann)
    settle(qtbot, window)
    assert people.page.head.twin.isVisible()
    press(qtbot, window, people.page, "personTwinMerge")
    assert sorted(one.name for one in now.ask(all_people)) == ["Ann Lee", "Bo Ek"]
    assert now.ask(all_themes)[0].requests == requests - 1
    assert len(now.ask(list_feedback, person_id=ann)) == 3

    # They were two after all.
    found = people.page.found
    assert found is not None
    ((merged, _name, _times),) = found.merged
    press(qtbot, window, people.page, f"unmerge.{merged}")
    assert now.ask(all_themes)[0].requests == requests
    assert len(now.ask(list_feedback, person_id=ann)) == 2
    assert now.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, TODAY)
    check(now)
