"""The roadmap board: themes dragged onto it, cards moved and pinned, by mouse and by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.roadmap import plan_theme, ranked_roadmap
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.words import ItemStage
from feedbackdesk.ui.models.roles import ITEM_MIME, KEY, ROW, THEME_MIME, pack
from feedbackdesk.ui.pages.board_cards import CardList
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, below_all, drop, list_of, row_named, settle


@pytest.fixture
def board(open_desk_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> MainWindow:
    """The roadmap page of the sample business."""
    window = open_desk_window(sample_path)
    window.resize(1360, 860)  # below the cards of each column is room to drop on
    window.show_page("roadmap")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: bool(window.roadmap.list.items.currency))
    return window


def item_titled(window: MainWindow, title: str) -> Item:
    """Return an item as the workspace holds it."""
    assert window.live.desk is not None
    found = [one.item for one in window.live.desk.ask(ranked_roadmap) if one.item.title == title]
    assert len(found) == 1, title
    return found[0]


def test_a_theme_dropped_on_a_column_makes_an_item_there(board: MainWindow, qtbot: QtBot) -> None:
    tray = list_of(board, "themeTray")
    column = list_of(board, "roadmapColumn.next")
    theme = row_named(tray, "Decaf worth drinking")
    drop(column, tray.model().mimeData([theme]), below_all(column))
    qtbot.waitUntil(lambda: board.toast.words.startswith("Put Decaf worth drinking"))
    settle(qtbot, board)
    made = item_titled(board, "Decaf worth drinking")
    assert (made.stage, made.themes) == (ItemStage.NEXT, ("Decaf worth drinking",))
    assert row_named(column, "Decaf worth drinking").isValid()


def held_over(target: QListView, data: QMimeData, at: QPoint) -> bool:
    """Hold something over a list; return whether it would take it."""
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    move = QDragMoveEvent(at, actions, data, button, keys)
    for event in (QDragEnterEvent(at, actions, data, button, keys), move):
        QApplication.sendEvent(target.viewport(), event)
    return move.isAccepted()


@pytest.mark.parametrize("stage", [ItemStage.SHIPPED, ItemStage.DECLINED])
def test_nothing_begins_as_shipped_or_declined(
    board: MainWindow, qtbot: QtBot, stage: ItemStage
) -> None:
    tray, cards = list_of(board, "themeTray"), board.roadmap.columns[stage].list
    theme = row_named(tray, "Decaf worth drinking")
    dragged = tray.model().mimeData([theme])
    assert not held_over(cards, dragged, below_all(cards))
    assert cards.hint == "Plan it in an open column first"
    at, button = QPointF(below_all(cards)), Qt.MouseButton.LeftButton
    dropped = QDropEvent(
        at, Qt.DropAction.CopyAction, dragged, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(cards.viewport(), dropped)
    settle(qtbot, board)
    assert row_named(tray, "Decaf worth drinking").data(ROW).items == ()
    # The desk would not either, whoever asked it.
    assert board.live.desk is not None
    with pytest.raises(Refusal, match="planned first"):
        board.live.desk.do(plan_theme, theme.data(KEY), stage)


def test_a_theme_that_stands_in_an_item_is_not_quietly_planned_again(
    board: MainWindow, qtbot: QtBot
) -> None:
    tray, cards = list_of(board, "themeTray"), list_of(board, "roadmapColumn.next")
    linked = next(one.item for one in board.roadmap.ranked if one.item.themes and one.rank)
    theme = row_named(tray, linked.themes[0])
    assert linked.title != linked.themes[0]
    dragged = tray.model().mimeData([theme])
    assert held_over(cards, dragged, below_all(cards))
    assert isinstance(cards, CardList)
    assert cards.hint == f"New item in Next; it stands in “{linked.title}” already"
    drop(cards, dragged, below_all(cards))
    qtbot.waitUntil(lambda: board.toast.words.endswith(f"It stands in “{linked.title}” already."))
    undo = board.toast.findChild(QPushButton, "toastUndo")
    assert undo is not None
    assert undo.isVisible()


def test_a_theme_dropped_on_a_card_is_linked_to_it(board: MainWindow, qtbot: QtBot) -> None:
    tray = list_of(board, "themeTray")
    column = list_of(board, "roadmapColumn.idea")
    card = row_named(column, "Offer a starter box for teams under five")
    before = item_titled(board, card.data())
    theme = row_named(tray, "Gift boxes for our clients")
    drop(column, tray.model().mimeData([theme]), column.visualRect(card).center())
    qtbot.waitUntil(lambda: board.toast.words.startswith("Linked Gift boxes"))
    settle(qtbot, board)
    after = item_titled(board, before.title)
    assert set(after.themes) == {*before.themes, "Gift boxes for our clients"}
    assert after.requests > before.requests


def test_a_card_dragged_to_another_column_moves_and_undo_brings_it_back(
    board: MainWindow, qtbot: QtBot
) -> None:
    later, now = list_of(board, "roadmapColumn.later"), list_of(board, "roadmapColumn.now")
    card = row_named(later, "Stock barista oat and soya all year")
    drop(now, later.model().mimeData([card]), below_all(now))
    qtbot.waitUntil(lambda: board.toast.words.startswith("Moved Stock barista"))
    assert item_titled(board, "Stock barista oat and soya all year").stage is ItemStage.NOW
    qtbot.keyClick(board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Undone: Move Stock barista"))
    settle(qtbot, board)
    assert item_titled(board, "Stock barista oat and soya all year").stage is ItemStage.LATER
    assert row_named(later, "Stock barista oat and soya all year").isValid()


def test_a_card_dragged_within_its_column_is_pinned_there(board: MainWindow, qtbot: QtBot) -> None:
    later = list_of(board, "roadmapColumn.later")
    last = later.model().index(later.model().rowCount() - 1, 0)
    title = last.data()
    first = later.visualRect(later.model().index(0, 0))
    drop(later, later.model().mimeData([last]), first.topLeft() + QPoint(20, 6))
    qtbot.waitUntil(lambda: board.toast.words.startswith("Pinned"))
    settle(qtbot, board)
    assert item_titled(board, title).pinned == 1
    assert later.model().index(0, 0).data() == title


def test_every_drag_has_a_key(board: MainWindow, qtbot: QtBot) -> None:
    later = list_of(board, "roadmapColumn.later")
    card = row_named(later, "Stock barista oat and soya all year")
    later.setFocus()
    later.setCurrentIndex(card)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(later, Qt.Key.Key_Right, alt)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Moved Stock barista"))
    settle(qtbot, board)
    following = list_of(board, "roadmapColumn.next")
    following.setFocus()
    qtbot.keyClick(following, Qt.Key.Key_Up, alt)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Pinned Stock barista"))
    settle(qtbot, board)
    moved = item_titled(board, "Stock barista oat and soya all year")
    assert moved.stage is ItemStage.NEXT
    assert moved.pinned is not None


def test_r_puts_a_theme_on_the_roadmap(board: MainWindow, qtbot: QtBot) -> None:
    tray = list_of(board, "themeTray")
    tray.setFocus()
    tray.setCurrentIndex(row_named(tray, "Decaf worth drinking"))
    qtbot.keyClick(tray, Qt.Key.Key_R)
    menu = board.findChild(QMenu, "planMenu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Put Decaf"))
    assert item_titled(board, "Decaf worth drinking").stage is ItemStage.NOW


def test_what_is_dragged_from_elsewhere_is_the_windows(board: MainWindow) -> None:
    column = list_of(board, "roadmapColumn.next")
    strange = QMimeData()
    strange.setText("A letter from another program")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, strange, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(column.viewport(), event)
    assert board.capturing.dropping.hint.words == "Record this as feedback"


@pytest.mark.parametrize("mime", [THEME_MIME, ITEM_MIME])
def test_damaged_drags_change_nothing(board: MainWindow, qtbot: QtBot, mime: str) -> None:
    assert board.live.desk is not None
    column = list_of(board, "roadmapColumn.next")
    before = board.live.desk.ask(ranked_roadmap)
    damaged = QMimeData()
    damaged.setData(mime, b"\xff{not json")
    drop(column, damaged, below_all(column))
    drop(column, pack(mime, [10**6], "gone"), below_all(column))
    settle(qtbot, board)
    assert board.live.desk.ask(ranked_roadmap) == before


def test_each_card_reads_as_one_sentence(board: MainWindow) -> None:
    now = list_of(board, "roadmapColumn.now")
    words = now.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Send invoices as PDF by e-mail, rank 1, 12 accounts, 17 mentions")
    assert words.endswith("in Now")


def test_the_inspector_explains_the_order_by_what_the_board_is_ranked_by(
    board: MainWindow, qtbot: QtBot
) -> None:
    lens = board.findChild(QComboBox, "lensField")
    assert lens is not None
    lens.setCurrentIndex(lens.findData("value"))
    settle(qtbot, board)
    now = list_of(board, "roadmapColumn.now")
    card = now.visualRect(row_named(now, "Send invoices as PDF by e-mail")).center()
    qtbot.mouseClick(now.viewport(), Qt.MouseButton.LeftButton, pos=card)

    def said() -> str:
        return " ".join(label.text() for label in board.inspector.findChildren(QLabel))

    qtbot.waitUntil(lambda: "First, with £26,240 a year from its customers; " in said())
