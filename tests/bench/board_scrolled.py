"""The process that board.py measures: the roadmap scrolled step by step; prints JSON."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measure import time_of
from tests.bench.scrolled import wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

_STEPS = 200
_WHEEL = 72


def steps(view: QAbstractItemView, by: int) -> list[float]:
    """Return how long each step takes until it is painted, from the top on and back again."""
    bar = view.verticalScrollBar()
    found: list[float] = []
    at, way = 0, by

    def step() -> None:
        bar.setValue(at)
        view.viewport().repaint()

    for _turn in range(_STEPS):
        at += way
        if not 0 <= at <= bar.maximum():
            way = -way
            at += 2 * way
        found.append(time_of(step))
    return found


def bare() -> dict[str, list[float]]:
    """Scroll a list of 500 lines that Qt paints itself."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView

    app = QApplication(sys.argv[:1])
    view = QListView()
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    model = QStringListModel([f"Row {row}" for row in range(500)])
    view.setModel(model)
    view.resize(240, 860)
    view.show()
    app.processEvents()
    return {"step": steps(view, _WHEEL), "page": steps(view, view.viewport().height())}


def ours(path: Path) -> dict[str, list[float]]:
    """Scroll the real page, with every item of the workspace in one column."""
    from PySide6.QtWidgets import QApplication, QComboBox

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.roadmap import move_items, ranked_roadmap
    from feedbackdesk.domain.words import ItemStage
    from feedbackdesk.ui.application import make_application, open_window
    from feedbackdesk.ui.places import Place

    desk = Desk.open(path, create=False)
    items = [one.item.id for one in desk.ask(ranked_roadmap)]
    desk.do(move_items, items, ItemStage.NEXT, "all")
    desk.close()
    make_application([sys.argv[0]])
    window = open_window(str(path))
    window.resize(1360, 860)
    wait(lambda: window.live.desk is not None)
    window.go(Place("roadmap"))
    page: Any = window.page
    cards = page.columns[ItemStage.NEXT].list
    wait(lambda: len(cards.cards.item_ids()) == len(items) and not window.live.busy)
    told = {"column": steps(cards, _WHEEL), "page": steps(cards, cards.viewport().height())}
    field = window.findChild(QComboBox, "lensField")
    assert field is not None
    told["lens"] = []
    for turn in range(12):

        def choose(turn: int = turn) -> None:
            field.setCurrentIndex(turn % 6)
            cards.viewport().repaint()

        told["lens"].append(time_of(choose))
        wait(lambda: not window.live.busy)
    window.actions_["board_list"].trigger()
    QApplication.processEvents()
    view = page.list
    told |= {"list": steps(view, _WHEEL), "list_page": steps(view, view.viewport().height())}

    def sort(column: int) -> None:
        view.sort_by(column)
        view.viewport().repaint()

    told["sort"] = [time_of(partial(sort, turn % 5)) for turn in range(20)]
    window.actions_["board_list"].trigger()
    window.close()
    return told


if __name__ == "__main__":
    print(json.dumps(bare() if sys.argv[1] == "bare" else ours(Path(sys.argv[2]))))
