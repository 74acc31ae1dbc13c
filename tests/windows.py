"""A real window over a real workspace; nothing of it may be left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

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
        # Keys that a test before held are let go: with Ctrl, choosing a row would add or take.
        qtbot.keyClick(window, Qt.Key.Key_F35)
        return window

    yield opened
    for window in windows:
        if not isValid(window):
            continue
        timers = window.live.findChildren(QTimer)
        assert window.close(), "the window would not close"
        assert not any(timer.isActive() for timer in timers if isValid(timer))
    QApplication.processEvents()
    left = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"still on the screen: {left}"


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing the window asked for is still on its way."""
    qtbot.waitUntil(lambda: not window.live.busy, timeout=10_000)


def list_of(window: MainWindow, name: str) -> QListView:
    """Return a list by its name."""
    found = window.findChild(QListView, name)
    assert found is not None, name
    return found


def drop(target: QListView, data: QMimeData, at: QPoint) -> None:
    """Drag something over a list and drop it there, as the window system would tell it."""
    where, keys = target.viewport(), Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.LinkAction | Qt.DropAction.MoveAction
    button = Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(at, actions, data, button, keys),
        QDragMoveEvent(at, actions, data, button, keys),
        QDropEvent(QPointF(at), actions, data, button, keys),
    ):
        QApplication.sendEvent(where, event)
        assert event.isAccepted()


def row_named(view: QListView, name: str) -> QModelIndex:
    """Return the row of a theme or an item."""
    model = view.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data() == name:
            return model.index(row, 0)
    raise AssertionError(f"{name} is not in {view.objectName()}")


def below_all(view: QListView) -> QPoint:
    """Return a point of a list where no row is."""
    return view.viewport().rect().bottomLeft() + QPoint(20, -8)
