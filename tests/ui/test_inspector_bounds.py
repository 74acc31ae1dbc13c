"""The inspector before what is too much, too long, or suddenly gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.ui.inspector.said import LegendRow
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle


@pytest.fixture
def window(open_desk_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window over a new workspace."""
    return open_desk_window(tmp_path / "shop.feedbackdesk")


def test_of_many_themes_twenty_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.live.desk is not None
    themes = tuple(f"Theme {number}" for number in range(300))
    key = window.live.desk.do(record_feedback, NewFeedback("It was said.", themes=themes)).result
    window.inspect("feedback", key)
    settle(qtbot, window)
    said = window.inspector.feedback.said
    assert len(said.findChildren(LegendRow)) == 20
    others = said.findChild(QLabel, "saidOthers")
    assert others is not None
    assert others.isVisible()
    assert others.text() == "… and 280 more"
    window.inspector.feedback.edit()
    settle(qtbot, window)
    assert len(window.inspector.feedback.form.themes.names()) == 300
    assert len(window.inspector.feedback.findChildren(QWidget)) < 400
    window.inspector.feedback.form.themes.toggle("Theme 299")
    assert window.inspector.feedback.save()
    settle(qtbot, window)
    found = window.live.desk.ask(one_feedback, key)
    assert found is not None
    assert len(found.themes) == 299
    assert others.text() == "… and 279 more"


def test_a_correction_of_what_is_deleted_is_not_saved_when_it_is_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    live = window.live
    assert live.desk is not None
    key = live.desk.do(record_feedback, NewFeedback("It was said.")).result
    settle(qtbot, window)
    window.inspect("feedback", key)
    settle(qtbot, window)
    window.inspector.feedback.edit()
    settle(qtbot, window)
    window.inspector.feedback.form.words.set_words("Half a correct")
    told: list[str] = []
    live.said.connect(told.append)
    live.desk.do(delete_feedback, key)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: not window.inspector.shows_feedback())
    assert told == ["The feedback that you were correcting was deleted elsewhere."]
    live.undo()
    settle(qtbot, window)
    window.inspect("feedback", key)
    settle(qtbot, window)
    assert window.inspector.leave()
    settle(qtbot, window)
    found = live.desk.ask(one_feedback, key)
    assert found is not None
    assert found.text == "It was said."
    assert window.inspector.feedback.said.words.toPlainText() == "It was said."


def test_a_word_without_end_does_not_widen_the_inspector(window: MainWindow, qtbot: QtBot) -> None:
    assert window.live.desk is not None
    key = window.live.desk.do(record_feedback, NewFeedback("x" * 5_000, link="y" * 900)).result
    window.live.desk.do(edit_feedback, key, FeedbackFacts(text="Short.", link="z" * 900))
    window.inspect("feedback", key)
    settle(qtbot, window)
    assert window.inspector.minimumSizeHint().width() <= 330
    inner = window.inspector.feedback.said.parentWidget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= 330
