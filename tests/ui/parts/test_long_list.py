"""The list of any length: what the window shows after it was scrolled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QStringListModel, Qt
from PySide6.QtGui import QPaintEvent, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.widgets.lists import make_list
from tests.driver.waiting import until


class Painted(QObject):
    """What of a widget the window itself has painted since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.fixture
def view(application: QApplication) -> Iterator[LongList]:
    """A hundred rows, of which a few are in sight."""
    made = make_list("long", "Long", LongList())
    made.setModel(QStringListModel([f"Row {number}" for number in range(100)], made))
    made.resize(300, 200)
    made.show()
    until(made.windowHandle().isExposed, "the list")
    made.setCurrentIndex(made.model().index(0, 0))
    made.setFocus()
    yield made
    made.close()


@pytest.mark.parametrize("by", ["wheel", "bar", "end", "home", "page down"])
def test_all_rows_in_sight_are_painted_anew_where_they_stand(view: LongList, by: str) -> None:
    bar = view.verticalScrollBar()
    if by == "home":
        view.setCurrentIndex(view.model().index(99, 0))
    painted = Painted()
    view.viewport().installEventFilter(painted)
    QApplication.processEvents()
    painted.region = QRegion()
    before = bar.value()
    if by == "wheel":
        middle = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            middle, QPointF(view.viewport().mapToGlobal(middle.toPoint())), QPoint(0, -40),
            QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
    elif by == "bar":
        bar.setValue(13)
    elif by == "page down":
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    else:
        QTest.keyClick(view, Qt.Key.Key_End if by == "end" else Qt.Key.Key_Home)
    assert bar.value() != before
    whole = QRegion(view.viewport().rect())
    until(lambda: whole.subtracted(painted.region).isEmpty(), "all of it, painted anew")
