"""A capture dialog on its own, for tests that have not moved to the driver yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.feedback import (
    NewFeedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.rows import Feedback
from feedbackdesk.domain.words import (
    Channel,
)
from feedbackdesk.ui import theme
from feedbackdesk.ui.capture.dialog import CaptureDialog
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.live import Live

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

ANN = NewFeedback(
    "The first thing.",
    Speaker(name="Ann Lee", organisation="Harbour Bakery"),
    channel=Channel.EMAIL,
    themes=("Invoices by e-mail",),
)


def dress() -> None:
    """Give the application its look, unless a window before did."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if not application.styleSheet():
        theme.apply(application, "light")


class Capture:
    """A capture dialog over a workspace, and the keyboard before it."""

    def __init__(self, live: Live, qtbot: QtBot) -> None:
        self.live, self.qtbot = live, qtbot
        self.window = QWidget()
        self.window.show()
        self.dialog = CaptureDialog(live, self.window)

    @property
    def form(self) -> FeedbackForm:
        return self.dialog.form

    def said(self) -> list[Feedback]:
        """Return all that was recorded, the newest first."""
        assert self.live.desk is not None
        return self.live.desk.ask(list_feedback)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.live.busy, timeout=10_000)

    def open(self, **facts: object) -> None:
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
        self.dialog.open_for(**facts)  # type: ignore[arg-type]
        self.settle()
        self.qtbot.waitUntil(
            lambda: self.dialog.isActiveWindow() and QApplication.focusWidget() is not None
        )

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key as the window system tells it: an open popup gets it first."""
        QTest.keyClick(self.dialog.windowHandle(), key, modifiers)
        QApplication.processEvents()

    def type(self, words: str) -> None:
        click: Any = QTest.keyClick  # its stubs forget that a window takes letters too
        for char in words:
            click(self.dialog.windowHandle(), char)
        QApplication.processEvents()

    def compose(self, words: str) -> None:
        """Type what only an input method can: other scripts and emoji."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        field = QApplication.focusWidget()
        assert field is not None
        QApplication.sendEvent(field, event)

    def focus(self) -> str:
        """Return the name of what has the keyboard."""
        one: QWidget | None = QApplication.focusWidget()
        while one is not None and not one.objectName().endswith("Field"):
            one = one.parentWidget()
        return one.objectName() if one is not None else ""

    def recorded(self) -> None:
        """Wait until the commit has come back and the dialog is gone."""
        self.qtbot.waitUntil(lambda: not self.dialog.isVisible(), timeout=10_000)
        self.settle()


@pytest.fixture
def capture(qtbot: QtBot, tmp_path: Path) -> Iterator[Capture]:
    """A dialog over a new workspace; nothing of it may stay on the screen."""
    dress()
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    made = Capture(live, qtbot)
    yield made
    made.settle()
    made.dialog.close()
    made.window.close()
    made.window.deleteLater()
    live.close()
    QApplication.processEvents()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"still on the screen: {left}"


@pytest.fixture
def known(capture: Capture) -> Capture:
    """The same, where Ann Lee has said something before."""
    assert capture.live.desk is not None
    capture.live.desk.do(record_feedback, ANN)
    capture.settle()
    return capture
