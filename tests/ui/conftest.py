"""A real window over a real workspace; nothing of it may be left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.ui.application import open_window
from feedbackdesk.ui.window import MainWindow

OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def open_desk_window(qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open windows that are settled, and see to it that nothing outlives them."""
    windows: list[MainWindow] = []

    def opened(path: Path) -> MainWindow:
        window = open_window(path)
        windows.append(window)
        qtbot.waitUntil(lambda: window.live.desk is not None, timeout=10_000)
        settle(qtbot, window)
        return window

    yield opened
    for window in windows:
        timers = window.live.findChildren(QTimer)
        window.close()
        assert not any(timer.isActive() for timer in timers)
    QApplication.processEvents()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"still on the screen: {left}"


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing the window asked for is still on its way."""
    qtbot.waitUntil(lambda: not window.live.busy, timeout=10_000)


@pytest.fixture
def sample_path(tmp_path: Path) -> Path:
    """A workspace filled with the made-up business."""
    path = tmp_path / "sample.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill_with_sample)
    desk.close()
    return path
