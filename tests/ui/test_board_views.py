"""The roadmap through its lenses, folded, filtered, grouped and as a list: the same items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QHoverEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.roadmap import full_roadmap, plan
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.ranking import LENS_SENTENCES, column, rank_items
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.ui import theme
from feedbackdesk.ui.delegates import paint
from feedbackdesk.ui.delegates.card import Card, gutter
from feedbackdesk.ui.models.board import under_themes
from feedbackdesk.ui.models.roadmap_list import (
    FACTS,
    Fact,
    RoadmapModel,
    read_sorting,
    sort_entries,
    write_sorting,
)
from feedbackdesk.ui.models.roles import ITEM_MIME, KEY
from feedbackdesk.ui.pages.board_cards import CardList
from feedbackdesk.ui.pages.board_memory import BoardMemory
from feedbackdesk.ui.theme import Role, Size, Weight
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, drop, list_of, row_named, settle

OAT = "Stock barista oat and soya all year"
INVOICES = "Send invoices as PDF by e-mail"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def board(open_desk_window: OpenWindow, sample_path: Path, qtbot: QtBot) -> MainWindow:
    """The roadmap page of the sample business, in a small window."""
    window = open_desk_window(sample_path)
    window.resize(1024, 700)
    window.show_page("roadmap")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: bool(window.roadmap.ranked and window.roadmap.list.items.currency))
    return window


def choose_lens(window: MainWindow, qtbot: QtBot, lens: Lens) -> None:
    """Rank by a lens."""
    field = window.findChild(QComboBox, "lensField")
    assert field is not None
    field.setCurrentIndex(field.findData(lens.value))
    settle(qtbot, window)


def switch(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Click a switch above the board."""
    button = window.findChild(QPushButton, f"switch.{name}")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)


def choose_card(window: MainWindow, stage: ItemStage, title: str) -> None:
    """Choose a card, with the keyboard on it."""
    cards = window.roadmap.columns[stage].list
    cards.setFocus()
    cards.choose([row_named(cards, title).data(KEY)])


def stages(window: MainWindow) -> dict[str, ItemStage]:
    """Return where each item stands, as the workspace holds it."""
    assert window.live.desk is not None
    return {one.item.title: one.item.stage for one in window.live.desk.ask(full_roadmap)}


# Lenses


@pytest.mark.parametrize("lens", list(Lens))
def test_a_lens_ranks_the_board_anew_and_keeps_the_card_in_hand_in_sight(
    board: MainWindow, qtbot: QtBot, lens: Lens
) -> None:
    assert board.live.desk is not None
    last = column(board.roadmap.ranked, ItemStage.LATER)[-1].item
    choose_card(board, ItemStage.LATER, last.title)
    choose_lens(board, qtbot, lens)
    ranked = board.live.desk.ask(full_roadmap, lens)
    for stage, one in board.roadmap.columns.items():
        assert one.list.cards.item_ids() == [entry.item.id for entry in column(ranked, stage)]
    chosen = board.roadmap.chosen()
    assert chosen is not None
    assert chosen.item.id == last.id
    cards = board.roadmap.columns[ItemStage.LATER].list
    card = cards.visualRect(cards.currentIndex())
    assert cards.viewport().rect().intersects(card)
    sentence = board.findChild(QLabel, "lensSentence")
    assert sentence is not None
    assert sentence.text() == LENS_SENTENCES[lens]


def test_a_card_says_what_the_lens_sees(board: MainWindow, qtbot: QtBot) -> None:
    now = list_of(board, "roadmapColumn.now")
    for lens, said in (
        (Lens.REQUESTS, "rank 1, 12 accounts, 17 mentions"),
        (Lens.VALUE, "rank 1, customers worth £26,240 a year, 12 accounts"),
        (Lens.LOST, "£450 of lost sales"),
        (Lens.EFFORT, "6.0 for each point of effort"),
    ):
        choose_lens(board, qtbot, lens)
        words = row_named(now, INVOICES).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said in words


def test_y_offers_the_lenses_and_the_inspector_follows(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.NOW, INVOICES)
    cards = board.roadmap.columns[ItemStage.NOW].list
    qtbot.keyClick(cards, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, board)
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_Y)
    field = board.findChild(QComboBox, "lensField")
    assert field is not None
    assert field.view().isVisible()
    field.hidePopup()
    choose_lens(board, qtbot, Lens.EFFORT)
    qtbot.waitUntil(
        lambda: any(
            "accounts for each point of effort" in one.text()
            for one in board.inspector.findChildren(QLabel)
        )
    )


def test_a_pin_holds_the_place_and_leaves_the_rank(board: MainWindow, qtbot: QtBot) -> None:
    order = column(board.roadmap.ranked, ItemStage.LATER)
    last = order[-1]
    choose_card(board, ItemStage.LATER, last.item.title)
    board.roadmap.step_place(-1)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Pinned"))
    settle(qtbot, board)
    choose_lens(board, qtbot, Lens.MENTIONS)
    entry = board.roadmap.chosen()
    assert entry is not None
    assert entry.item.pinned == len(order) - 1
    cards = board.roadmap.columns[ItemStage.LATER].list
    assert cards.cards.row_of(last.item.id) == len(order) - 2
    tip = cards.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert f"Pinned by hand at place {entry.item.pinned}; its rank is {entry.rank}." in tip


def test_how_the_board_was_left_is_how_it_comes_back(
    board: MainWindow, qtbot: QtBot, open_desk_window: OpenWindow
) -> None:
    choose_lens(board, qtbot, Lens.MOMENTUM)
    choose_card(board, ItemStage.LATER, OAT)
    qtbot.keyClick(board.roadmap.columns[ItemStage.LATER].list, Qt.Key.Key_F)
    switch(board, qtbot, "board_list")
    board.roadmap.list.sort_by(FACTS.index(Fact.STAGE))
    switch(board, qtbot, "board_customers")
    path = board.live.path
    assert board.close()
    again = open_desk_window(path)
    again.show_page("roadmap")
    settle(qtbot, again)
    page = again.roadmap
    assert page.lens is Lens.MOMENTUM
    assert page.is_list
    assert page.board.folded == {"later", "declined"}
    assert page.list.items.sorting[0] == (Fact.STAGE, False)
    assert not page.tools.only, "nobody is to be misled by a filter of last week"


def test_settings_that_mean_nothing_any_more_are_as_usual(tmp_path: Path) -> None:
    memory = BoardMemory(tmp_path / "a.feedbackdesk")
    for name, value in (
        ("lens", "price\0"), ("folded", "\u202eidea tray rubbish"), ("list", "maybe"),
        ("sorting", "--rank stage nothing -title"),
    ):  # fmt: skip
        memory._write(name, value)
    again = BoardMemory(tmp_path / "a.feedbackdesk")
    assert again.lens is Lens.REQUESTS
    assert again.folded == {"tray"}
    assert not again.as_list
    assert write_sorting(read_sorting(again.sorting)) == ["-rank", "stage", "-title"]
    assert BoardMemory(tmp_path / "b.feedbackdesk").folded == {"declined"}


# Folding and dropping


def test_f_folds_a_column_and_opens_it_again(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    one = board.roadmap.columns[ItemStage.LATER]
    qtbot.keyClick(one.list, Qt.Key.Key_F)
    assert "later" in board.roadmap.board.folded
    assert one.strip.hasFocus()
    assert one.width() == one.strip.width()
    assert one.strip.accessibleName() == "Later, folded, 3 inside"
    qtbot.keyClick(one.strip, Qt.Key.Key_F)
    assert "later" not in board.roadmap.board.folded
    assert one.list.hasFocus()
    qtbot.keyClick(one.list, Qt.Key.Key_F)
    qtbot.keyClick(one.strip, Qt.Key.Key_Return)
    assert "later" not in board.roadmap.board.folded


def test_f_folds_the_tray_too(board: MainWindow, qtbot: QtBot) -> None:
    tray = list_of(board, "themeTray")
    tray.setFocus()
    before = board.roadmap.board.width()
    qtbot.keyClick(tray, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: board.roadmap.board.width() > before)
    assert not tray.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F)
    assert tray.isVisible()
    assert tray.hasFocus()


def test_several_dropped_on_a_folded_column_go_there_in_one_step(
    board: MainWindow, qtbot: QtBot
) -> None:
    board.roadmap.board.fold_these({"shipped", "next"})
    cards = board.roadmap.columns[ItemStage.LATER].list
    cards.selectAll()
    titles = [entry.item.title for entry in cards.chosen()]
    assert len(titles) == 3
    data = cards.cards.mimeData(cards.selectionModel().selectedIndexes())
    strip = board.roadmap.columns[ItemStage.NEXT].strip
    at, keys = QPoint(10, 60), Qt.KeyboardModifier.NoModifier
    actions, button = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    for event in (
        QDragEnterEvent(at, actions, data, button, keys),
        QDragMoveEvent(at, actions, data, button, keys),
        QDropEvent(QPointF(at), actions, data, button, keys),
    ):
        QApplication.sendEvent(strip, event)
        assert event.isAccepted()
    qtbot.waitUntil(lambda: board.toast.words == "Moved 3 items to Next.")
    settle(qtbot, board)
    assert {stages(board)[title] for title in titles} == {ItemStage.NEXT}
    assert board.roadmap.columns[ItemStage.NEXT].folded
    qtbot.keyClick(board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Undone: Move 3 items"))
    assert {stages(board)[title] for title in titles} == {ItemStage.LATER}


def test_several_dropped_within_their_column_are_pinned_side_by_side(
    board: MainWindow, qtbot: QtBot
) -> None:
    cards = board.roadmap.columns[ItemStage.LATER].list
    first, *others = cards.cards.item_ids()
    cards.choose(others)
    data = cards.cards.mimeData(cards.selectionModel().selectedIndexes())
    top = cards.visualRect(cards.cards.index(0)).topLeft()
    drop(cards, data, top + QPoint(20, 6))
    qtbot.waitUntil(lambda: board.toast.words == "Pinned 2 items from 1 on.")
    settle(qtbot, board)
    assert cards.cards.item_ids() == [*others, first]
    assert [entry.item.id for entry in cards.chosen()] == others


def test_an_unknown_drag_is_not_for_a_strip(board: MainWindow) -> None:
    from PySide6.QtCore import QMimeData

    strange = QMimeData()
    strange.setText("A letter")
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, strange, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    strip = board.roadmap.columns[ItemStage.DECLINED].strip
    strip.dragEnterEvent(event)
    assert not event.isAccepted()
    damaged = QMimeData()
    damaged.setData(ITEM_MIME, b'["1", null, {}')
    before = stages(board)
    strip.dropped.emit(damaged)
    assert stages(board) == before


# The keyboard comes back to the card


def test_from_other_pages_the_keyboard_comes_back_to_the_card(
    board: MainWindow, qtbot: QtBot
) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    cards = board.roadmap.columns[ItemStage.LATER].list
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: board.page_name == "item")
    settle(qtbot, board)
    board.items.back()
    assert board.focusWidget() is cards
    board.actions_["compare"].trigger()
    settle(qtbot, board)
    board.actions_["compare_back"].trigger()
    assert board.focusWidget() is cards


@pytest.mark.parametrize("chosen", [True, False])
def test_after_y_the_keyboard_comes_back_to_the_card(
    board: MainWindow, qtbot: QtBot, *, chosen: bool
) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    cards = board.roadmap.columns[ItemStage.LATER].list
    qtbot.keyClick(cards, Qt.Key.Key_Y)
    field = board.findChild(QComboBox, "lensField")
    assert field is not None
    assert board.focusWidget() is field
    qtbot.keyClick(field.view(), Qt.Key.Key_Down)
    qtbot.keyClick(field.view(), Qt.Key.Key_Return if chosen else Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: board.focusWidget() is cards)
    settle(qtbot, board)
    assert board.focusWidget() is cards
    assert (field.currentIndex() > 0) is chosen


def test_when_the_inspector_closes_the_keyboard_comes_back_to_the_card(
    board: MainWindow, qtbot: QtBot
) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    board.actions_["inspector"].trigger()
    settle(qtbot, board)
    close = board.inspector.findChild(QToolButton, "inspectorClose")
    assert close is not None
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert not board.inspector.isVisible()
    assert board.focusWidget() is board.roadmap.columns[ItemStage.LATER].list


def test_the_ring_shows_where_an_arrow_begins(board: MainWindow, qtbot: QtBot) -> None:
    cards = board.roadmap.columns[ItemStage.LATER].list
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    first = cards.cards.index(0)
    assert cards.currentIndex() == first
    assert not cards.chosen()
    corner = cards.visualRect(first).topLeft() + QPoint(60, 4)
    shown = cards.viewport().grab().toImage()
    ring = shown.pixelColor(corner * shown.devicePixelRatio())
    assert ring.name() == theme.color(Role.FOCUS).name()
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert [one.item.id for one in cards.chosen()] == [first.data(KEY)]
    qtbot.keyClick(cards, Qt.Key.Key_Down)
    assert cards.currentIndex().row() == 1


# How the cards are drawn


def test_cards_are_as_tall_as_their_titles_need_whatever_the_width(
    board: MainWindow, qtbot: QtBot
) -> None:
    def fit(cards: CardList) -> bool:
        option = QStyleOptionViewItem()
        option.widget = cards
        rows = [cards.cards.index(row) for row in range(cards.cards.rowCount())]
        return all(
            cards.visualRect(row).height() == cards.card.sizeHint(option, row).height()
            for row in rows
        )

    every = [one.list for one in board.roadmap.columns.values()]
    for width in (1400, 1024, 1500):
        board.resize(width, 700)
        qtbot.waitUntil(lambda: all(fit(one) for one in every if one.isVisible()))
    later = board.roadmap.columns[ItemStage.LATER].list
    before = later.visualRect(later.cards.index(0)).height()
    board.roadmap.board.fold_these({one.value for one in ItemStage if one is not ItemStage.LATER})
    qtbot.waitUntil(lambda: fit(later))
    assert later.visualRect(later.cards.index(0)).height() < before
    board.roadmap.board.fold_these(set())
    qtbot.waitUntil(lambda: all(fit(one) for one in every if one.isVisible()))
    assert later.visualRect(later.cards.index(0)).height() >= before
    # A scroll bar that comes makes the room for the titles narrower.
    board.resize(1500, 400)
    qtbot.waitUntil(lambda: all(fit(one) for one in every if one.isVisible()))


def test_a_rank_of_three_digits_has_room(board: MainWindow, qtbot: QtBot) -> None:
    assert board.live.desk is not None
    for number in range(95):
        board.live.desk.do(plan, [f"Wish {number}"], to=ItemStage.IDEA)
    qtbot.waitUntil(lambda: max(one.rank or 0 for one in board.roadmap.ranked) > 99)
    settle(qtbot, board)
    card = board.roadmap.columns[ItemStage.NOW].list.card
    rank = QFontMetrics(theme.font(Size.TITLE, Weight.BOLD))
    assert gutter(card.most_rank) > rank.horizontalAdvance("100")
    assert gutter(12) < gutter(card.most_rank)


def test_an_amount_is_shown_whole_or_not_at_all(board: MainWindow) -> None:
    card = Card(board)
    card.currency = "GBP"
    item = Item(1, "Oat", ItemStage.NOW, lost=2, lost_value=1_048_000)
    entry = RankedItem(item, 1, 3.0)
    words = "lost 2 · £10,480"
    assert card.lost_words(entry, 400) == words
    wide = paint.chip_width(words)
    assert card.lost_words(entry, wide) == words
    assert card.lost_words(entry, wide - 1) == "lost 2"


# What the pointer does


def test_the_question_why_names_what_is_declined(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    board.roadmap.decline()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    assert asked.windowTitle() == f"Decline “{OAT}”"
    asked.reject()
    board.roadmap.columns[ItemStage.LATER].list.selectAll()
    board.roadmap.decline()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QDialog)
    assert asked.windowTitle() == "Decline 3 items"
    asked.reject()


def test_no_card_looks_pointed_at_after_a_drag_has_left(board: MainWindow) -> None:
    cards = board.roadmap.columns[ItemStage.LATER].list
    where, at = cards.viewport(), QPointF(middle_of(board, OAT))
    before = where.grab().toImage()
    hover = QHoverEvent(QEvent.Type.HoverMove, at, where.mapToGlobal(at), QPointF())
    QApplication.sendEvent(where, hover)
    assert where.grab().toImage() != before
    QApplication.sendEvent(where, QDragLeaveEvent())
    assert where.grab().toImage() == before


def test_the_name_of_a_narrow_column_is_whole(board: MainWindow, qtbot: QtBot) -> None:
    board.roadmap.board.fold_these(set())
    board.show_inspector(True)
    board.resize(900, 700)
    settle(qtbot, board)
    for stage, one in board.roadmap.columns.items():
        name = next(word for word in one.findChildren(QLabel) if word.text() == label(stage))
        assert name.width() >= name.sizeHint().width(), stage


def middle_of(board: MainWindow, title: str, stage: ItemStage = ItemStage.LATER) -> QPoint:
    """Return the middle of a card."""
    cards = board.roadmap.columns[stage].list
    return cards.visualRect(row_named(cards, title)).center()


def test_a_click_opens_the_inspector_only_once_it_cannot_be_a_double_click(
    board: MainWindow, qtbot: QtBot
) -> None:
    where = board.roadmap.columns[ItemStage.LATER].list.viewport()
    qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=middle_of(board, OAT))
    assert not board.inspector.isVisible()
    qtbot.waitUntil(board.inspector.isVisible)
    board.show_inspector(False)
    at = middle_of(board, OAT)
    qtbot.mouseClick(where, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(where, Qt.MouseButton.LeftButton, pos=at)
    assert board.page_name == "item"
    assert not board.roadmap._click_pause.isActive()
    assert not board.inspector.isVisible()


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_clicks_that_choose_several_open_nothing(
    board: MainWindow, qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    cards = board.roadmap.columns[ItemStage.LATER].list
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(board, OAT))
    other = next(one for one in cards.cards.item_ids() if one != cards.chosen()[0].item.id)
    at = cards.visualRect(cards.cards.index(cards.cards.row_of(other))).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, held, at)
    qtbot.keyClick(board, Qt.Key.Key_F35)  # lets the held key go
    assert len(cards.chosen()) > 1
    assert not board.roadmap._click_pause.isActive()
    assert not board.inspector.isVisible()


# Keys, and who listens


@pytest.fixture
def listening() -> Iterator[None]:
    """Somebody listens: Qt tells its views of changes only then."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def spoken(window: MainWindow, stage: ItemStage) -> str:
    """Return what an assistive tool reads of the card with the keyboard."""
    cards = window.roadmap.columns[stage].list
    assert cards.hasFocus()
    reader = QAccessible.queryAccessibleInterface(cards)
    card = reader.child(cards.currentIndex().row())
    assert card.state().selected
    return card.text(QAccessible.Text.Name)


@pytest.mark.usefixtures("listening")
def test_every_step_is_read_out_with_its_column_and_rank(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    assert spoken(board, ItemStage.LATER).startswith(f"{OAT}, rank 7,")
    qtbot.keyClick(board.roadmap.columns[ItemStage.LATER].list, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: board.roadmap.columns[ItemStage.NEXT].list.hasFocus())
    settle(qtbot, board)
    assert board.toast.accessibleName() == f"Moved {OAT} to Next."
    said = spoken(board, ItemStage.NEXT)
    assert said.startswith(f"{OAT}, rank 7,")
    assert said.endswith("in Next")
    qtbot.keyClick(board.roadmap.columns[ItemStage.NEXT].list, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: "pinned at place 2" in spoken(board, ItemStage.NEXT))
    settle(qtbot, board)
    qtbot.keyClick(board.roadmap.columns[ItemStage.NEXT].list, Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: "pinned" not in spoken(board, ItemStage.NEXT))
    settle(qtbot, board)


def test_m_moves_several_to_any_column(board: MainWindow, qtbot: QtBot) -> None:
    cards = board.roadmap.columns[ItemStage.IDEA].list
    cards.setFocus()
    cards.selectAll()
    titles = [entry.item.title for entry in cards.chosen()]
    qtbot.keyClick(cards, Qt.Key.Key_M)
    menu = board.findChild(QMenu, "stageMenu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: board.toast.words == f"Moved {len(titles)} items to Now.")
    settle(qtbot, board)
    assert {stages(board)[title] for title in titles} == {ItemStage.NOW}
    assert {entry.item.title for entry in board.roadmap.chosen_items()} == set(titles)


def test_several_are_declined_with_one_reason(board: MainWindow, qtbot: QtBot) -> None:
    cards = board.roadmap.columns[ItemStage.IDEA].list
    cards.setFocus()
    cards.selectAll()
    titles = [entry.item.title for entry in cards.chosen()]
    board.roadmap.decline()
    question = board.roadmap.findChild(QDialog)
    assert question is not None
    field = question.findChild(QLineEdit)
    assert field is not None
    field.setText("Too small for us")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: board.toast.words.startswith(f"Moved {len(titles)} items to Declined"))
    settle(qtbot, board)
    assert {stages(board)[title] for title in titles} == {ItemStage.DECLINED}


def test_del_deletes_several_in_one_step(board: MainWindow, qtbot: QtBot) -> None:
    cards = board.roadmap.columns[ItemStage.LATER].list
    cards.setFocus()
    cards.selectAll()
    qtbot.keyClick(cards, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: board.toast.words == "Deleted 3 items.")
    settle(qtbot, board)
    assert ItemStage.LATER not in stages(board).values()


def test_l_on_a_card_links_a_theme_to_it(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    qtbot.keyClick(board.roadmap.columns[ItemStage.LATER].list, Qt.Key.Key_L)
    chooser = board.roadmap.findChild(QDialog)
    assert chooser is not None
    settle(qtbot, board)
    field = chooser.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "Decaf worth")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: board.toast.words.startswith("Linked Decaf worth drinking"))
    settle(qtbot, board)
    entry = board.roadmap.chosen()
    assert entry is not None
    assert "Decaf worth drinking" in entry.item.themes


def test_the_menu_of_a_card_and_of_a_row_is_the_same(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    told: list[list[str]] = []
    for view in (board.roadmap.columns[ItemStage.LATER].list, board.roadmap.list):
        if view is board.roadmap.list:
            board.actions_["board_list"].trigger()
            settle(qtbot, board)
        at = view.visualRect(view.currentIndex()).center()
        view.customContextMenuRequested.emit(at)
        menu = next(one for one in board.findChildren(QMenu, "roadmapMenu") if one.isVisible())
        told.append([one.text() for one in menu.actions()])
        menu.close()
    assert told[0] == told[1]
    assert "Lin&k a theme…" in told[0]


# Filters and groups


def test_a_filter_counts_a_part_says_so_and_lets_pins_rest(board: MainWindow, qtbot: QtBot) -> None:
    assert board.live.desk is not None
    switch(board, qtbot, "board_lost")
    switch(board, qtbot, "board_year")
    only = EvidenceFilter(lost=True, this_year=True)
    ranked = board.live.desk.ask(filtered_roadmap, Lens.REQUESTS, only)
    shown = [key for one in board.roadmap.columns.values() for key in one.list.cards.item_ids()]
    assert sorted(shown) == sorted(entry.item.id for entry in ranked)
    sentence = board.findChild(QLabel, "lensSentence")
    assert sentence is not None
    assert sentence.text().endswith(only.sentence)
    entry = next(one for one in ranked if one.rank is not None)
    board.roadmap.choose(entry.item.id)
    board.roadmap.step_place(1)
    assert board.toast.words == "Pins rest while only a part counts."
    switch(board, qtbot, "board_lost")
    switch(board, qtbot, "board_year")
    assert board.roadmap.ranked == board.live.desk.ask(full_roadmap)


def test_where_nothing_counts_the_page_says_so(
    open_desk_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_desk_window(tmp_path / "new.feedbackdesk")
    window.live.do(plan, [], item="An idea of our own")
    settle(qtbot, window)
    window.show_page("roadmap")
    settle(qtbot, window)
    window.actions_["board_lost"].trigger()
    settle(qtbot, window)
    shown = [one.text() for one in window.roadmap.findChildren(QLabel) if one.isVisible()]
    assert "Nothing of that was said" in shown
    window.actions_["board_lost"].trigger()
    settle(qtbot, window)
    assert row_named(list_of(window, "roadmapColumn.idea"), "An idea of our own").isValid()


def test_by_theme_each_item_stands_once_under_its_first_theme(
    board: MainWindow, qtbot: QtBot
) -> None:
    before = {stage: one.list.cards.item_ids() for stage, one in board.roadmap.columns.items()}
    switch(board, qtbot, "board_group")
    for stage, one in board.roadmap.columns.items():
        assert sorted(one.list.cards.item_ids()) == sorted(before[stage])
        cards, heading = one.list.cards, ""
        for row in range(cards.rowCount()):
            index = cards.index(row)
            if index.data(KEY) is None:
                heading = index.data()
                assert not index.flags() & Qt.ItemFlag.ItemIsSelectable
            else:
                entry = next(e for e in board.roadmap.ranked if e.item.id == index.data(KEY))
                assert heading == (entry.item.themes or ("No theme",))[0]
    cards_ = board.roadmap.columns[ItemStage.LATER].list
    cards_.setFocus()
    cards_.choose(cards_.cards.item_ids()[:1])
    qtbot.keyClick(cards_, Qt.Key.Key_Down)
    assert cards_.currentIndex().data(KEY) == cards_.cards.item_ids()[1], "a heading is passed over"
    qtbot.keyClick(cards_, Qt.Key.Key_Down, ALT)
    assert board.toast.words == "Pins rest while items stand by theme."


# The list


def test_the_list_has_the_same_items_keys_and_choice(board: MainWindow, qtbot: QtBot) -> None:
    choose_card(board, ItemStage.LATER, OAT)
    qtbot.keyClick(board, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    items = board.roadmap.list
    assert items.isVisible()
    assert items.hasFocus()
    assert [entry.item.title for entry in items.chosen()] == [OAT]
    assert items.items.rowCount() == len(board.roadmap.ranked)
    qtbot.keyClick(items, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: board.toast.words == f"Moved {OAT} to Next.")
    settle(qtbot, board)
    assert [entry.item.title for entry in items.chosen()] == [OAT]
    reader = QAccessible.queryAccessibleInterface(items)
    row = items.currentIndex().row()
    cell = reader.child((row + 1) * len(FACTS) + FACTS.index(Fact.TITLE))  # the header is first
    assert cell.text(QAccessible.Text.Name).endswith("in Next")
    header = items.items.headerData(
        0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert header == "Rank, sorted rising"
    qtbot.keyClick(items, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    chosen = board.roadmap.chosen()
    assert chosen is not None
    assert chosen.item.title == OAT
    assert board.roadmap.columns[ItemStage.NEXT].list.hasFocus()


def test_s_sorts_the_list_and_the_sorting_before_stays_below(
    board: MainWindow, qtbot: QtBot
) -> None:
    board.actions_["board_list"].trigger()
    items = board.roadmap.list
    items.setFocus()
    for key in (Qt.Key.Key_T, Qt.Key.Key_S):
        qtbot.keyClick(items, Qt.Key.Key_S)
        menu = items.findChild(QMenu, "sortMenu")
        assert menu is not None
        name = "Title" if key == Qt.Key.Key_T else "Stage"
        next(one for one in menu.actions() if one.text() == f"&{name}").trigger()
        menu.close()
        QApplication.sendPostedEvents(menu, 0)
    entries = [
        items.items.entry(items.items.index(row, 0)) for row in range(items.items.rowCount())
    ]
    found = [
        (list(ItemStage).index(one.item.stage), sort_key(one.item.title)) for one in entries if one
    ]
    assert found == sorted(found)
    named = [
        items.items.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        for at in range(3)
    ]
    assert named == [
        "Rank, sorted rising, number 3",
        "Title, sorted rising, number 2",
        "Stage, sorted rising",
    ]


def test_the_model_of_the_list_is_sound(board: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtTest import QAbstractItemModelTester

    model = RoadmapModel(board)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for grouped in (False, True, False):
        model.show_these(board.roadmap.ranked, Lens.LOST, grouped=grouped, nobody="No theme")
        for column_ in range(len(FACTS)):
            model.sort_by(column_)
    assert model.rowCount() == len(board.roadmap.ranked)
    tester.deleteLater()


items_ = st.builds(
    Item,
    id=st.integers(1, 10**6),
    title=st.text(max_size=8),
    stage=st.sampled_from(list(ItemStage)),
    requests=st.integers(0, 3),
    mentions=st.integers(0, 3),
    value=st.integers(0, 3),
    effort=st.none() | st.integers(1, 3),
    themes=st.lists(st.sampled_from(["A", "B", "\u202eC"]), max_size=2, unique=True).map(tuple),
)
roadmaps = st.lists(items_, max_size=12, unique_by=lambda item: item.id)
sortings = st.lists(
    st.tuples(st.sampled_from(FACTS), st.booleans()), max_size=3, unique_by=lambda one: one[0]
)


@given(roadmaps, sortings, st.sampled_from(list(Lens)))
def test_sorting_by_several_columns_is_stable(
    items: list[Item], sorting: list[tuple[Fact, bool]], lens: Lens
) -> None:
    ranked = rank_items(items, lens)
    found = sort_entries(ranked, sorting, lens)
    assert sorted(map(id, found)) == sorted(map(id, ranked))
    if not sorting:
        assert found == ranked
        return
    (first, _falls), rest = sorting[0], sorting[1:]
    below = sort_entries(ranked, rest, lens)

    def shown(entry: RankedItem) -> object:
        return {
            Fact.RANK: entry.rank, Fact.TITLE: entry.item.title, Fact.STAGE: entry.item.stage,
            Fact.REQUESTS: entry.item.requests, Fact.EFFORT: entry.item.effort,
        }.get(first)  # fmt: skip

    if shown(found[0] if found else RankedItem(Item(0, "", ItemStage.IDEA), None, None)) is None:
        return
    for one in found:
        alike = [other for other in found if shown(other) == shown(one)]
        assert alike == [other for other in below if shown(other) == shown(one)]


@given(roadmaps)
def test_groups_hold_each_item_once(items: list[Item]) -> None:
    ranked = rank_items(items)
    groups = under_themes(ranked, "Nobody")
    inside = [entry for _name, entries in groups for entry in entries]
    assert sorted(map(id, inside)) == sorted(map(id, ranked))
    assert all(
        entry.item.themes[:1] in {(name,), ()} for name, entries in groups for entry in entries
    )


# Bad input


def test_titles_of_any_kind_stand_on_cards_and_in_the_list(
    open_desk_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_desk_window(tmp_path / "odd.feedbackdesk")
    for title in (
        "W" * 300,
        "שלום " * 40,
        "👩‍👩‍👧‍👦 family",
        'a < b & c "quoted" [x]',
        "\u202egnitrever",
    ):
        window.live.do(plan, [], item=title)
    settle(qtbot, window)
    window.show_page("roadmap")
    window.resize(900, 600)
    settle(qtbot, window)
    assert len(window.roadmap.columns[ItemStage.IDEA].list.cards.item_ids()) == 5
    assert not window.grab().isNull()
    for name in ("board_group", "board_list"):
        window.actions_[name].trigger()
        settle(qtbot, window)
        assert not window.grab().isNull()
