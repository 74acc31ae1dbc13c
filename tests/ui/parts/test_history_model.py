"""The model of the history: in the order of the log, and fetched where it is looked at."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.history import history
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.domain.errors import CannotUndo
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.pages.history.rows import HistoryModel
from feedbackdesk.ui.rows.delegate import RowDelegate
from feedbackdesk.ui.rows.long_list import LongList
from feedbackdesk.ui.rows.roles import KEY, ROW
from tests.old_steps import add_steps


def wait_for(live: Live) -> None:
    """Let answers arrive until none is on its way."""
    while live.busy:
        QApplication.processEvents()


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["add", "undo", "redo", "look", "older day"]), max_size=14))
def test_the_order_is_that_of_the_log_whoever_wrote_it(work: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.feedbackdesk"
        other = Desk.open(path, source="command line")
        live = Live(path)
        live.open()
        model = HistoryModel(live)
        live.touched.connect(lambda _touched: model.follow())
        model.show_these(model.wanted)
        for number, what in enumerate(work):
            labels = other.labels()
            if what == "add":
                other.do(add_theme, f"Need {number}")
            elif what == "undo" and labels.undo:
                with suppress(CannotUndo):  # a step of an older day is not whole
                    other.undo()
            elif what == "redo" and labels.redo:
                other.redo()
            elif what == "older day":
                add_steps(path, 2)
            elif what == "look":
                wait_for(live)
            assert live.desk is not None
            live.desk.poll()
        wait_for(live)
        model.follow()
        wait_for(live)
        keys = [model.data(model.index(row), KEY) for row in range(model.rowCount())]
        wait_for(live)
        log = [entry.id for entry in other.ask(history)]
        assert [key for key in keys if key is not None] == log
        assert model.number == len(log)
        headed = [row for row, key in enumerate(keys) if key is None]
        assert bool(headed) == bool(log)
        live.close()
        other.close()


def test_fifty_thousand_steps_fetch_only_what_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "long.feedbackdesk"
    Desk.open(path).close()
    add_steps(path, 50_000)
    live = Live(path)
    live.open()
    model = HistoryModel(live)
    view = LongList()
    view.setUniformItemSizes(True)
    view.setItemDelegate(RowDelegate(model.rows, view))
    view.setModel(model)
    view.resize(600, 400)
    came: list[int] = []

    def arrived(first: QModelIndex, last: QModelIndex) -> None:
        came.append(last.row() - first.row() + 1)

    def look() -> None:
        view.grab()
        wait_for(live)
        view.grab()

    model.dataChanged.connect(arrived)
    model.show_these(model.wanted)
    wait_for(live)
    assert model.number == 50_000
    look()
    assert 0 < sum(came) <= 3 * 64
    middle = model.index(25_000)
    view.scrollTo(middle, LongList.ScrollHint.PositionAtCenter)
    look()
    assert sum(came) <= 6 * 64
    assert model.data(middle, ROW) is not None
    view.scrollToBottom()
    look()
    assert sum(came) <= 9 * 64
    last = model.index(model.rowCount() - 1)
    assert (model.data(last, KEY), model.data(last, ROW).id) == (1, 1)
    live.close()
