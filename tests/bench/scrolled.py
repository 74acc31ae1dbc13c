"""The process that inbox.py measures: a list of feedback, jumped about in; prints JSON."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QListView

_ROUNDS = 20


def memory() -> float:
    """Return this process's resident memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def wait(until: Callable[[], bool]) -> float:
    """Run the application until something holds; return the milliseconds."""
    from PySide6.QtCore import QEventLoop, QTimer

    begun = time.perf_counter()
    loop, turning = QEventLoop(), QTimer(interval=1)  # what holds may hold without an event
    turning.start()
    while not until():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return (time.perf_counter() - begun) * 1000


def jumps(view: QListView) -> list[float]:
    """Return how long the scroll bar takes to some place in the middle, painted."""
    from PySide6.QtWidgets import QApplication

    bar = view.verticalScrollBar()
    found: list[float] = []
    for turn in range(_ROUNDS):
        bar.setValue(0)
        view.viewport().repaint()
        QApplication.processEvents()
        begun = time.perf_counter()
        bar.setValue(bar.maximum() // 2 + turn * 9_000)
        view.viewport().repaint()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def _is_here(index: QModelIndex) -> bool:
    from feedbackdesk.ui.rows.roles import ROW

    return index.data(ROW) is not None


def bare(path: Path) -> dict[str, list[float]]:
    """Show a bare list of one line a row, of the same height, in a window of the same size."""
    from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
    from PySide6.QtWidgets import (
        QApplication,
        QMainWindow,
        QStyledItemDelegate,
        QStyleOptionViewItem,
    )

    from feedbackdesk.ui.rows.long_list import LongList

    nowhere = QModelIndex()
    count = sqlite3.connect(path).execute("SELECT count(*) FROM feedback").fetchone()[0]

    class Rows(QAbstractListModel):
        def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = nowhere) -> int:
            return int(count)

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
            return f"Row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    class Row(QStyledItemDelegate):
        def sizeHint(
            self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
        ) -> QSize:
            return QSize(200, 86)

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1360, 860)
    window.show()
    app.processEvents()
    alone = memory()
    view = LongList()
    view.setVerticalScrollMode(LongList.ScrollMode.ScrollPerPixel)
    rows, row = Rows(), Row()
    view.setModel(rows)
    view.setItemDelegate(row)
    window.setCentralWidget(view)
    app.processEvents()
    return {"jump": jumps(view), "memory": [alone]}


def ours(path: Path) -> dict[str, list[float]]:
    """Show the real window; jump, decide, and search."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from feedbackdesk.ui.application import make_application, open_window

    make_application([sys.argv[0]])
    begun = time.perf_counter()
    window = open_window(str(path))
    page: Any = window.rooms.page("inbox")
    wait(lambda: window.live.desk is not None and page.model.rowCount() > 0)
    load = (time.perf_counter() - begun) * 1000
    view, model = page.view, page.model
    wait(partial(_is_here, model.index(0)))
    settled: list[None] = []
    model.loaded.connect(lambda: settled.append(None))
    jumped = jumps(view)
    after = memory()
    rows: list[float] = []
    bar = view.verticalScrollBar()
    for turn in range(8):
        bar.setValue(bar.maximum() // 3 + turn * 90_000)
        view.viewport().repaint()
        top = view.rows_in_sight()[0]
        rows.append(wait(partial(_is_here, model.index(top))))
    decided: list[float] = []
    agreed: list[float] = []
    window.activateWindow()
    view.setFocus()
    for turn in range(8):
        view.setCurrentIndex(model.index(model.rowCount() // 2 + turn))
        key, number = page.chosen()[0], model.rowCount()
        settled.clear()
        begun = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_E)
        view.viewport().repaint()
        decided.append((time.perf_counter() - begun) * 1000)
        assert page.chosen() != [key]
        wait(lambda: bool(settled))
        agreed.append((time.perf_counter() - begun) * 1000)
        assert model.rowCount() == number - 1
    few = array("q", model.keys()[:1000])
    bar.setValue(bar.maximum())
    begun = time.perf_counter()
    model.beginResetModel()
    model.keys()[:] = few
    model.endResetModel()
    view.viewport().repaint()
    reset = (time.perf_counter() - begun) * 1000
    window.close()
    return {
        "jump": jumped, "memory": [after], "load": [load], "rows": rows,
        "decided": decided, "agreed": agreed, "reset": [reset],
    }  # fmt: skip


def empty(path: Path) -> dict[str, list[float]]:
    """Show the real window over a workspace with nothing in it, and tell its memory."""
    from feedbackdesk.ui.application import make_application, open_window

    make_application([sys.argv[0]])
    window = open_window(str(path))
    wait(lambda: window.live.desk is not None and not window.live.busy)
    told = memory()
    window.close()
    return {"memory": [told]}


if __name__ == "__main__":
    which = {"bare": bare, "empty": empty, "ours": ours}[sys.argv[1]]
    print(json.dumps(which(Path(sys.argv[2]))))
