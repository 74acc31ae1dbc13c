"""What is held on somebody, in the window: written down, erased, or kept by choice."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.privacy import to_be_erased
from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

LONG_AGO = local_today() - timedelta(days=500)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which Zanthia spoke, and Bo spoke of her."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    zanthia = Speaker("Zanthia Quorl", email="z@quorl.example", stage=PersonStage.PROSPECT)
    desk.do(record_feedback, NewFeedback("Marmalade!", zanthia, on=LONG_AGO, themes=("Jam",)))
    desk.do(record_feedback, NewFeedback("Zanthia Quorl sent me", Speaker("Bo")))
    desk.close()
    path.with_name("shop.before-0002.feedbackdesk").write_bytes(b"old")
    return path


def names(window: MainWindow) -> set[str]:
    """Return what people are called."""
    assert window.live.desk is not None
    return {one.name for one in window.live.desk.ask(all_people)}


def dialog(qtbot: QtBot, window: MainWindow, name: str) -> QDialog:
    """Return a dialog once it is open."""
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(QDialog, name) is not None)
    found = window.findChild(QDialog, name)
    assert found is not None
    return found


def part(found: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """Return a part of a dialog."""
    one = found.findChild(kind, name)
    assert one is not None, name
    return one


def test_a_person_is_erased_once_their_name_is_typed(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.actions_["person_erase"].trigger()
    assert "Open a person first" in window.toast.findChildren(QLabel)[0].text()
    window.inspector.inspect("person", 1)
    window.show_inspector(True)
    settle(qtbot, window)
    more = window.inspector.findChild(QToolButton, "moreForPerson")
    assert more is not None
    assert more.menu().actions()[1] is window.actions_["person_erase"]
    window.actions_["person_erase"].trigger()
    asked = dialog(qtbot, window, "eraseDialog")
    elsewhere, backups = (
        asked.findChild(QListWidget, name) for name in ("eraseElsewhere", "eraseBackups")
    )
    assert elsewhere is not None
    assert backups is not None
    assert "Zanthia Quorl sent me" in elsewhere.item(0).text()
    assert backups.item(0).text() == "shop.before-0002.feedbackdesk"
    name, button = (
        asked.findChild(QLineEdit, "eraseName"),
        asked.findChild(QPushButton, "eraseForGood"),
    )
    assert name is not None
    assert button is not None
    for typed in ("", "Zanthia", "x" * 100_000, "\u202eZ"):
        name.setText(typed)
        assert not button.isEnabled()
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert names(window) == {"Zanthia Quorl", "Bo"}
    name.setText("zanthia  QUORL")
    part(asked, QCheckBox, "pruneBackups").setChecked(True)  # type: ignore[attr-defined]
    qtbot.keyClick(name, Qt.Key.Key_Return)
    result = asked.findChild(QLabel, "eraseResult")
    assert result is not None
    qtbot.waitUntil(lambda: not result.isHidden())
    assert "1 feedback keeps counting" in result.text()
    assert "1 place" in result.text()
    assert not shop.with_name("shop.before-0002.feedbackdesk").exists()
    asked.reject()
    settle(qtbot, window)
    assert names(window) == {"An erased person", "Bo"}
    assert b"armalade" not in b"".join(one.read_bytes() for one in shop.parent.iterdir())


def test_what_others_said_of_them_is_opened_to_be_corrected_first(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.privacy.erase_one(1)
    asked = dialog(qtbot, window, "eraseDialog")
    desk = window.live.desk
    assert desk is not None
    (naming,) = desk.ask(to_be_erased, 1).elsewhere
    correct = part(asked, QPushButton, "eraseCorrect")
    assert isinstance(correct, QPushButton)
    qtbot.mouseClick(correct, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.inspector.isVisible()
    assert window.inspector.shown == (naming.table, naming.key)
    assert names(window) == {"Zanthia Quorl", "Bo"}  # nothing was erased


def test_a_calm_line_says_once_that_somebody_is_due(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    line = window.people.due
    assert not line.isVisible()  # nobody asked to be reminded
    window.live.do(change_settings, {"retention_months": "12"})
    qtbot.waitUntil(line.isVisible)
    said = line.findChild(QLabel, "retentionWords")
    assert said is not None
    assert said.text() == "1 person was not heard of for long."
    look = part(line, QPushButton, "retentionLook")
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    dialog(qtbot, window, "retentionDialog").close()
    later = part(line, QPushButton, "retentionLater")
    later.setFocus()
    qtbot.keyClick(later, Qt.Key.Key_Space)
    assert not line.isVisible()
    window.live.do(change_settings, {"retention_months": "11"})
    settle(qtbot, window)
    assert not line.isVisible()  # not again in this window


def test_keeping_them_changes_nothing(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.inspect("person", 1)
    window.actions_["person_erase"].trigger()
    asked = dialog(qtbot, window, "eraseDialog")
    part(asked, QPushButton, "eraseClose").click()  # type: ignore[attr-defined]
    settle(qtbot, window)
    assert names(window) == {"Zanthia Quorl", "Bo"}


def test_a_reader_in_the_way_is_told_of_and_swept_later(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedbackdesk.store.workspace.BUSY_MS", 50)
    monkeypatch.setattr("feedbackdesk.store.engine.BUSY_MS", 50)
    window = open_desk_window(shop)
    assert window.live.desk is not None
    reader = sqlite3.connect(shop, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM feedback").fetchone()
    window.privacy.erase_one(1)
    asked = dialog(qtbot, window, "eraseDialog")
    part(asked, QLineEdit, "eraseName").setText("Zanthia Quorl")  # type: ignore[attr-defined]
    part(asked, QPushButton, "eraseForGood").click()  # type: ignore[attr-defined]
    again = asked.findChild(QPushButton, "sweepAgain")
    assert again is not None
    qtbot.waitUntil(lambda: not again.isHidden(), timeout=30_000)
    reader.execute("COMMIT")
    reader.close()
    again.click()
    qtbot.waitUntil(again.isHidden, timeout=30_000)
    asked.reject()
    settle(qtbot, window)
    assert b"armalade" not in b"".join(one.read_bytes() for one in shop.parent.iterdir())


@pytest.mark.parametrize("ending", ["html", "json"])
def test_everything_held_is_written_to_a_file(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path, tmp_path: Path, ending: str
) -> None:
    window = open_desk_window(shop)
    path = tmp_path / f"held.{ending}"
    window.privacy.write(1, path)
    settle(qtbot, window)
    text = path.read_text("utf-8")
    assert "Marmalade!" in text
    if ending == "json":
        assert json.loads(text)["person"]["email"] == "z@quorl.example"
    window.privacy.write(1, tmp_path / "no" / "held.html")
    settle(qtbot, window)
    assert any("no folder" in one.text() for one in window.toast.findChildren(QLabel))


def test_those_not_heard_of_are_kept_or_erased(
    qtbot: QtBot, open_desk_window: OpenWindow, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.actions_["retention"].trigger()
    listed = dialog(qtbot, window, "retentionDialog")
    people = listed.findChild(QListWidget, "retentionPeople")
    months = listed.findChild(QLineEdit, "retentionMonths")
    assert people is not None
    assert months is not None
    assert people.count() == 0
    months.setText("none")
    months.editingFinished.emit()
    settle(qtbot, window)
    assert months.property("invalid") == "true"
    months.setText("12")
    months.editingFinished.emit()
    qtbot.waitUntil(lambda: people.count() == 1)
    assert "Zanthia Quorl" in people.item(0).text()
    part(listed, QPushButton, "retentionKeep").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: people.count() == 0)
    window.live.undo()
    qtbot.waitUntil(lambda: people.count() == 1)
    part(listed, QPushButton, "retentionErase").click()  # type: ignore[attr-defined]
    asked = dialog(qtbot, window, "eraseDialog")
    part(asked, QLineEdit, "eraseName").setText("Zanthia Quorl")  # type: ignore[attr-defined]
    part(asked, QPushButton, "eraseForGood").click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: people.count() == 0)
    qtbot.waitUntil(lambda: part(asked, QPushButton, "eraseClose").isEnabled())
    asked.reject()
    settle(qtbot, window)
    assert window.live.desk is not None
    assert window.live.desk.ask(settings)["retention_months"] == "12"
    listed.accept()
