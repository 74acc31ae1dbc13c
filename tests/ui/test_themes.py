"""Themes at the window: read, corrected, coloured, split, merged and taken apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.themes import (
    add_theme,
    all_themes,
    assign_theme,
    edit_theme,
    merge_themes,
    split_theme,
    theme_named,
)
from feedbackdesk.domain.dates import local_today, show_month
from feedbackdesk.ui.models.roles import DROP, FEEDBACK_MIME, KEY, MONTH, WORDS, pack
from feedbackdesk.ui.widgets.tall_list import TallList
from feedbackdesk.ui.widgets.year import YearLine
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, below_all, list_of, row_named, settle

WORDS_SAID = "Mail me the bill, please, and bring the milk at seven."


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which four accounts asked for the bill by mail, one of them twice."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, days in (("Ann", 0), ("Bo", 40), ("Cem", 40), ("Cem", 45)):
        on = local_today() - timedelta(days=days)
        desk.do(record_feedback, NewFeedback(WORDS_SAID, Speaker(who), on=on, themes=("Bills",)))
    lost = LossFacts("Price", value=1200_00)
    desk.do(
        record_feedback,
        NewFeedback("Too dear", Speaker("Dee"), on=on, themes=("Bills",), loss=lost),
    )
    desk.do(record_feedback, NewFeedback("Oat milk!", Speaker("Eve"), themes=("Milk",)))
    desk.do(assign_theme, 1, desk.ask(theme_named, "Bills").id, quote="Mail me the bill")
    desk.close()
    return path


def read(qtbot: QtBot, window: MainWindow, name: str) -> TallList:
    """Open a theme's page from the list with Enter, and return its quotes."""
    window.show_page("themes")
    settle(qtbot, window)
    themes = list_of(window, "themeList")
    themes.setCurrentIndex(row_named(themes, name))
    qtbot.keyClick(themes, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.themes.is_reading
    # The rows in sight arrive a page at a time, once they are painted.
    view = window.themes.story.view
    if view.model().rowCount():
        qtbot.waitUntil(lambda: view.model().index(0, 0).data(WORDS) is not None)
    return view


def named(window: QWidget, name: str) -> QLabel:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found


def answer(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type into the chooser and press Enter."""
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    settle(qtbot, window)
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    # Without a window manager nobody else gives the keyboard back to the window.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(qtbot, window)


def counts(window: MainWindow) -> dict[str, tuple[int, int]]:
    assert window.live.desk is not None
    return {one.name: (one.requests, one.mentions) for one in window.live.desk.ask(all_themes)}


def test_a_theme_is_read_like_a_story(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    view = read(qtbot, window, "Bills")
    model = view.model()
    assert named(window, "storyName").text() == "Bills"
    numbers = "4 accounts asked, 5 times; 1 of them lost for it, £1,200."
    qtbot.waitUntil(lambda: named(window, "storyNumbers").text() == numbers)
    first = model.index(0, 0)
    assert first.data(WORDS) == "Mail me the bill"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Ann, Customer, ")
    keys = [model.index(row, 0).data(KEY) for row in range(5)]
    assert keys == [1, 3, 2, 5, 4]  # the newest first
    today = local_today()
    assert first.data(MONTH) == show_month(today.isoformat())
    assert model.index(1, 0).data(MONTH) == show_month((today - timedelta(days=40)).isoformat())
    assert model.index(2, 0).data(MONTH) is None
    year = window.findChild(YearLine, "yearLine")
    assert year is not None
    assert year.accessibleDescription().endswith(
        f"1 in {show_month(today.isoformat(), short=True)}"
    )
    # What is chosen is told to an inspector that is open; Enter opens it.
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(window.inspector.isVisible)
    # And back, by key, to the row it came from.
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not window.themes.is_reading
    assert list_of(window, "themeList").currentIndex().data() == "Bills"
    view = read(qtbot, window, "Milk")
    assert named(window, "storyNumbers").text() == "1 account asked, once."
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert not window.themes.is_reading


def test_chosen_quotes_become_a_theme_of_their_own(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    view = read(qtbot, window, "Bills")
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert "Choose the quotes" in window.toast.words
    view.setCurrentIndex(view.model().index(0, 0))
    for _row in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert named(window, "chooserHint").text().startswith("3 of 5 quotes will leave “Bills”.")
    # Enter alone does nothing: a name has to be typed or chosen.
    field = window.findChild(QLineEdit, "chooserField")
    settle(qtbot, window)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    answer(qtbot, window, "Bills by mail")
    assert counts(window) == {"Bills by mail": (3, 3), "Bills": (2, 2), "Milk": (1, 1)}
    assert view.model().rowCount() == 2
    assert window.toast.words == "Split Bills by mail off Bills."
    # To a theme there is: the rest, all of it.
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_S)
    assert "stays, empty" in named(window, "chooserHint").text()
    answer(qtbot, window, "milk")
    assert counts(window) == {"Milk": (3, 3), "Bills by mail": (3, 3), "Bills": (0, 0)}
    assert named(window, "storyNumbers").text() == "Nobody has asked for it yet."
    for left in (2, 5):
        window.live.undo()
        settle(qtbot, window)
        assert view.model().rowCount() == left
    assert counts(window) == {"Bills": (4, 5), "Milk": (1, 1)}


def test_quotes_are_taken_out_and_filed_elsewhere_too(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    view = read(qtbot, window, "Bills")
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_T)
    answer(qtbot, window, "Milk")
    assert counts(window) == {"Bills": (4, 5), "Milk": (2, 2)}
    assert view.selectionModel().selectedRows()[0].data(KEY) == 1
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert counts(window) == {"Bills": (3, 4), "Milk": (2, 2)}
    assert window.toast.words == "Took 1 feedback out of Bills."
    # The place is kept: what has moved up is chosen, so that Del goes on.
    assert [index.row() for index in view.selectionModel().selectedRows()] == [0]
    assert len(window.live.desk.ask(list_feedback)) == 6  # type: ignore[union-attr]


def test_a_drag_says_what_a_drop_would_do(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.show_page("themes")
    settle(qtbot, window)
    themes = list_of(window, "themeList")
    bills, milk = row_named(themes, "Bills"), row_named(themes, "Milk")
    chosen = themes.selectionModel().selectedIndexes()
    for data, words in (
        (themes.model().mimeData([milk]), "Merge “Milk” into “Bills”"),
        (pack(FEEDBACK_MIME, [6, 7], ""), "File 2 feedbacks under “Bills”"),
    ):
        assert drag_over(themes, data, themes.visualRect(bills).center())
        assert bills.data(DROP) == words
        assert not drag_over(themes, data, below_all(themes))
        assert bills.data(DROP) is None
    # Nothing is chosen by a drag that only passes by.
    assert themes.selectionModel().selectedIndexes() == chosen
    assert not drag_over(
        themes, themes.model().mimeData([bills]), themes.visualRect(bills).center()
    )


def drag_over(target: QListView, data: QMimeData, at: QPoint) -> bool:
    """Move a drag to a point of a list; return whether it could be dropped there."""
    actions, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    QApplication.sendEvent(target.viewport(), QDragEnterEvent(at, actions, data, button, keys))
    event = QDragMoveEvent(at, actions, data, button, keys)
    QApplication.sendEvent(target.viewport(), event)
    return event.isAccepted()


def test_a_colour_has_a_name_and_a_key(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    read(qtbot, window, "Bills")
    window.actions_["theme_colour"].trigger()
    menu = window.findChild(QMenu, "colourMenu")
    assert menu is not None
    assert [action.text() for action in menu.actions()][:2] == ["&1  Pine", "&2  Ochre"]
    qtbot.keyClick(menu, Qt.Key.Key_3)
    settle(qtbot, window)
    desk = window.live.desk
    assert desk is not None
    assert desk.ask(theme_named, "Bills").colour == 3
    # The inspector shows the same, and every swatch says its name.
    window.themes.story.details.click()
    settle(qtbot, window)
    swatches = [
        button
        for button in window.inspector.findChildren(QAbstractButton)
        if button.objectName().startswith("colour.")
    ]
    assert len({button.accessibleName() for button in swatches}) == 9
    assert [button.isChecked() for button in swatches].index(True) == 3
    qtbot.mouseClick(swatches[0], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert desk.ask(theme_named, "Bills").colour is None


def test_other_names_are_added_and_taken_away_in_the_inspector(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = window.live.desk
    assert desk is not None
    read(qtbot, window, "Bills")
    window.themes.story.details.click()
    settle(qtbot, window)
    field = window.inspector.findChild(QWidget, "themeAliases")
    assert field is not None
    line = field.focusProxy()
    assert line is not None
    for words in ("Invoices", "Rechnungen"):
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settle(qtbot, window)
    assert desk.ask(theme_named, "rechnungen").aliases == ("Invoices", "Rechnungen")
    assert named(window, "storyAliases").text() == "Also called Invoices, Rechnungen"
    # One that means another theme already is refused, and goes.
    qtbot.keyClicks(line, "milk")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "already a theme called “Milk”" in window.toast.words
    assert field.names() == ("Invoices", "Rechnungen")  # type: ignore[attr-defined]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    settle(qtbot, window)
    assert desk.ask(theme_named, "Bills").aliases == ("Invoices",)


def test_one_of_several_merged_themes_is_chosen_to_stand_alone(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    bills = desk.ask(theme_named, "Bills").id
    for name in ("Paper", "Post"):
        desk.do(merge_themes, desk.do(add_theme, name).result, bills)
    desk.close()
    window = open_desk_window(shop)
    view = read(qtbot, window, "Bills")
    qtbot.keyClick(view, Qt.Key.Key_U)
    settle(qtbot, window)
    answer(qtbot, window, "post")
    assert set(counts(window)) == {"Bills", "Post", "Milk"}
    qtbot.keyClick(view, Qt.Key.Key_U)  # the only one left needs no question
    settle(qtbot, window)
    assert set(counts(window)) == {"Bills", "Post", "Milk", "Paper"}
    qtbot.keyClick(view, Qt.Key.Key_U)
    settle(qtbot, window)
    assert window.toast.words == "Nothing was merged into “Bills”."


def test_a_page_whose_theme_goes_leads_back_to_the_list(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = window.live.desk
    assert desk is not None
    new = desk.do(split_theme, desk.ask(theme_named, "Bills").id, [1], "By mail").result
    settle(qtbot, window)
    window.open_theme(new)
    settle(qtbot, window)
    assert window.themes.is_reading
    window.live.undo()
    settle(qtbot, window)
    assert not window.themes.is_reading


def test_names_of_any_kind_fit_the_page(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    desk = window.live.desk
    assert desk is not None
    window.resize(1024, 700)
    bills = desk.ask(theme_named, "Bills").id
    for name in ("x" * 300, "خدمة التوصيل السريع", "🥛" * 150, "<b>bold</b> & plain"):
        desk.do(edit_theme, bills, name=name, description=f"{name} " * 200)
        window.open_theme(bills)
        settle(qtbot, window)
        assert named(window, "storyName").accessibleName() == name
        assert window.width() == 1024
        assert window.themes.story.view.height() > 200


def test_ten_thousand_quotes_are_measured_only_where_they_are_seen(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    bills = desk.ask(theme_named, "Bills").id

    @_a_step
    def fill(work):  # type: ignore[no-untyped-def]
        facts = {"kind": "request", "channel": "call", "recorded_at": "2026-01-01T00:00:00"}
        day = (local_today() - timedelta(days=90)).isoformat()
        keys = work.insert_many(
            "feedback",
            [
                {**facts, "said_on": day, "text": f"Number {number}. {WORDS_SAID * (number % 9)}"}
                for number in range(10_000)
            ],
        )
        work.insert_many("mention", [{"feedback_id": key, "theme_id": bills} for key in keys])

    desk.do(fill)
    desk.close()
    window = open_desk_window(shop)
    view = read(qtbot, window, "Bills")
    last = view.model().rowCount() - 1
    assert last == 10_004
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.model().index(last, 0).data(WORDS) is not None)
    settle(qtbot, window)
    assert view.currentIndex().row() == last
    view.scrollTo(view.currentIndex())
    assert view.visualRect(view.currentIndex()).bottom() < view.viewport().height()
    # Up, row by row: each one stands wholly in sight, right above the one before.
    for row in range(last - 1, last - 12, -1):
        below = view.currentIndex()
        qtbot.keyClick(view, Qt.Key.Key_Up)
        assert view.currentIndex().row() == row
        rect = view.visualRect(view.currentIndex())
        assert rect.top() >= 0
        assert rect.bottom() + 1 == view.visualRect(below).top()
        assert view.indexAt(rect.center()) == view.currentIndex()
    assert len(view._heights) < 200
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(view.model().index(10, 0), select)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    middle = view.indexAt(view.viewport().rect().center())
    assert abs(middle.row() - last // 2) < 20
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
        view.visualRect(middle).center(),
    )
    chosen = sorted(index.row() for index in view.selectionModel().selectedRows())
    assert chosen == list(range(10, middle.row() + 1))


def _a_step(function):  # type: ignore[no-untyped-def]
    from feedbackdesk.desk.step import step

    return step("Fill it")(function)


def test_a_chooser_shows_some_of_many_themes_and_finds_all(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    for number in range(300):
        desk.do(add_theme, f"Theme {number}")
    desk.do(edit_theme, desk.ask(theme_named, "Theme 299").id, aliases=("Straße",))
    desk.close()
    window = open_desk_window(shop)
    read(qtbot, window, "Bills")
    window.actions_["theme_merge"].trigger()
    settle(qtbot, window)
    offered = window.findChild(QListWidget, "chooserList")
    assert offered is not None
    assert offered.count() == 201
    assert offered.item(200).text().startswith("101 more")
    answer(qtbot, window, "STRASSE")
    assert "Bills" not in counts(window)
    assert counts(window)["Theme 299"] == (4, 5)


def test_the_page_of_a_read_only_workspace_offers_no_change(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    paper = desk.do(add_theme, "Paper").result
    desk.do(merge_themes, paper, desk.ask(theme_named, "Bills").id)
    desk.close()
    with closing(sqlite3.connect(shop)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = open_desk_window(shop)
    assert window.live.read_only
    read(qtbot, window, "Bills")
    button = window.findChild(QPushButton, "story.theme_split")
    assert button is not None
    assert not button.isEnabled()
    unmerge = window.findChild(QPushButton, f"unmerge.{paper}")
    assert unmerge is not None
    assert not unmerge.isVisible()


@pytest.mark.parametrize(("width", "inspector"), [(1366, True), (1024, False), (1024, True)])
def test_the_bar_of_a_theme_never_lies_under_the_search_field(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path, width: int, inspector: bool
) -> None:
    window = open_desk_window(shop)
    window.resize(width, 700)
    window.open_theme(1)
    window.show_inspector(inspector)
    settle(qtbot, window)
    field, story = window.finding.field, window.themes.story

    def clear() -> bool:
        place = field.rect().translated(field.mapTo(window, QPoint(0, 0)))
        return all(
            not button.rect().translated(button.mapTo(window, QPoint(0, 0))).intersects(place)
            and button.width() >= button.sizeHint().width()
            for button in story.findChildren(QPushButton)
            if button.objectName().startswith("story.")
        )

    qtbot.waitUntil(clear)


def test_what_is_dragged_is_a_small_tag_beside_the_pointer(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_desk_window(shop)
    window.show_page("themes")
    settle(qtbot, window)
    themes = list_of(window, "themeList")
    dragged: list[tuple[str, QSize, QPoint]] = []

    def carry(drag: QDrag, *_actions: object) -> Qt.DropAction:
        picture = drag.pixmap()
        dragged.append((drag.mimeData().text(), picture.size(), drag.hotSpot()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", carry)
    themes.setCurrentIndex(row_named(themes, "Bills"))
    themes.startDrag(Qt.DropAction.CopyAction)
    ((words, size, spot),) = dragged
    assert words == "Bills"
    assert size.height() <= 24
    assert size.width() <= 220
    assert spot.x() < 0, "the row below the pointer says what a drop would do"


@pytest.mark.parametrize("page", ["inbox", "themes", "roadmap"])
def test_the_letters_of_an_open_menu_are_its_own(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path, page: str
) -> None:
    window = open_desk_window(shop)
    window.show_page(page)
    settle(qtbot, window)
    window.page.first_focus().setFocus()
    view, looks = (
        next(one for one in window.menuBar().findChildren(QMenu) if one.title() == title)
        for title in ("&View", "&Look")
    )
    for key, there in (("L", looks.isVisible), ("T", lambda: window.page_name == "themes")):
        view.popup(window.mapToGlobal(QPoint(40, 40)))
        qtbot.waitUntil(view.isVisible)
        QTest.keyClick(window.windowHandle(), getattr(Qt.Key, f"Key_{key}"))
        qtbot.waitUntil(there)
        looks.close()
        view.close()
        settle(qtbot, window)
