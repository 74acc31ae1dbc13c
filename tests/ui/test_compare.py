"""The page that compares two rankings, by mouse and by key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, feedback_page, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.movement import snapshots, take_snapshot
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import (
    ItemFacts,
    delete_item,
    edit_item,
    full_roadmap,
    plan,
    ship_item,
)
from feedbackdesk.domain.dates import local_today, show_long_date
from feedbackdesk.domain.movement import standings_of
from feedbackdesk.domain.words import ItemStage, Lens, PersonStage
from feedbackdesk.ui.delegates.movement import columns
from feedbackdesk.ui.models.roles import FIGURES
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, list_of, settle

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TODAY = show_long_date(local_today())
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def ask_for(desk: Desk, theme: str, *firms: str) -> None:
    for firm in firms:
        desk.do(record_feedback, NewFeedback(theme, Speaker(None, firm), themes=(theme,)))


def item(desk: Desk, title: str) -> int:
    return next(one.item.id for one in desk.ask(full_roadmap) if one.item.title == title)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A shop with Lamps before Cups before Jam before Bags, and nothing remembered."""
    made = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(made)
    for theme, firms in (("Lamps", "ABCD"), ("Cups", "ABC"), ("Jam", "AB"), ("Bags", "A")):
        ask_for(desk, theme, *firms)
        desk.do(plan, [theme], to=ItemStage.NEXT)
    desk.close()
    return made


@pytest.fixture
def window(open_desk_window: OpenWindow, path: Path, qtbot: QtBot) -> MainWindow:
    made = open_desk_window(path)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("roadmap")
    settle(qtbot, made)
    return made


def desk_of(window: MainWindow) -> Desk:
    assert window.live.desk is not None
    return window.live.desk


def compare(window: MainWindow, qtbot: QtBot) -> QListView:
    """Open the page by its key."""
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL_SHIFT)
    settle(qtbot, window)
    assert window.page_name == "compare"
    return list_of(window, "compareList")


def take(window: MainWindow, qtbot: QtBot, name: str = "") -> None:
    """Take a snapshot by its key."""
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL_SHIFT)
    answer(window, qtbot, name)
    qtbot.waitUntil(lambda: window.toast.words.startswith("Took a snapshot"))
    settle(qtbot, window)


def answer(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Fill in the line that is asked for, and press Enter."""
    field = window.findChild(QLineEdit, "questionField")
    assert field is not None
    field.setText(name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def things_happen(desk: Desk) -> None:
    """Let Jam rise, Lamps be shipped, Bags be deleted and Cups be renamed; and Hats come."""
    ask_for(desk, "Jam", "C", "D", "E")
    desk.do(ship_item, item(desk, "Lamps"))
    desk.do(delete_item, item(desk, "Bags"))
    desk.do(edit_item, item(desk, "Cups"), ItemFacts(title="Better cups"))
    desk.do(plan, ["Hats"])


def read(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data(ACCESSIBLE)) for row in range(model.rowCount())]


def names(view: QListView) -> list[str]:
    return [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]


def picked(window: MainWindow) -> tuple[str, str]:
    boxes = [window.findChild(QComboBox, name) for name in ("compareThen", "compareNow")]
    return tuple(box.currentText().partition(" · ")[0] for box in boxes if box)  # type: ignore[return-value]


def test_the_journey_from_a_snapshot_to_what_moved_and_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = compare(window, qtbot)
    # Nothing is remembered yet: the one next step has the keyboard.
    button = window.findChild(QPushButton, "offer.snapshot")
    assert button is not None
    assert button.isVisible()
    assert QApplication.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    answer(window, qtbot, "Before the spring fair")
    qtbot.waitUntil(lambda: window.toast.words == "Took a snapshot: Before the spring fair.")
    settle(qtbot, window)
    assert picked(window) == ("Before the spring fair", "The roadmap now")
    assert QApplication.focusWidget() is view
    assert window.compare.tallies.accessibleName() == "Nothing moved."
    things_happen(desk_of(window))
    settle(qtbot, window)
    assert read(view) == [
        "Jam: up 2, rank 3 then, rank 1 now, 2 requests then, 5 requests now, in Next",
        "Better cups: not moved, rank 2 then, rank 2 now, 3 requests then, 3 requests now, "
        "in Next, called “Cups” then",
        "Hats: new, rank 3 now, 0 requests now, in Ideas",
        "Lamps: shipped, rank 1 then, 4 requests then, 4 requests now, Next then, now Shipped",
        "Bags: gone, rank 4 then, 1 request then, was in Next",
    ]
    assert window.compare.tallies.accessibleName() == "1 rose, 1 new, 1 shipped, 1 gone."
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert names(view) == ["Jam", "Hats", "Lamps", "Bags"]
    assert window.compare.only.isChecked()
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert len(names(view)) == 5
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.inspector.isVisible()
    window.show_inspector(False)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.toast.words == "It is not on the roadmap any more."
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert window.page_name == "roadmap"


def test_any_two_are_picked_whatever_their_order(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    take(window, qtbot, "One")
    ask_for(desk, "Cups", "E", "F")
    desk.remember_print("working", "requests", standings_of(desk.ask(full_roadmap)))
    things_happen(desk)
    view = compare(window, qtbot)
    assert picked(window) == ("Working copy", "The roadmap now")
    then = window.findChild(QComboBox, "compareThen")
    now = window.findChild(QComboBox, "compareNow")
    assert then is not None
    assert now is not None
    now.setCurrentIndex(now.findData(desk.ask(snapshots)[1].id))
    settle(qtbot, window)
    assert picked(window) == ("One", "Working copy"), "the earlier one first"
    assert [one.split(":")[1].split(",")[0].strip() for one in read(view)] == [
        "up 1", "down 1", "not moved", "not moved",
    ]  # fmt: skip
    assert names(view)[0] == "Cups"
    take(window, qtbot, "Two")
    assert picked(window) == ("One", "Working copy"), "what was picked stays"


def test_one_is_renamed_and_deleted_from_the_page_with_undo(
    window: MainWindow, qtbot: QtBot
) -> None:
    take(window, qtbot, "One")
    take(window, qtbot, "Two")
    view = compare(window, qtbot)
    assert picked(window) == ("Two", "The roadmap now")

    def choose(row: int) -> None:
        button = window.findChild(QToolButton, "compareThenMore")
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        menu = window.findChild(QMenu, "snapshotMenu")
        assert menu is not None
        for _step in range(row + 1):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)

    choose(0)
    answer(window, qtbot, "Spring")
    qtbot.waitUntil(lambda: window.toast.words == "Renamed snapshot to Spring.")
    settle(qtbot, window)
    assert picked(window)[0] == "Spring"
    choose(1)
    qtbot.waitUntil(lambda: window.toast.words == "Deleted snapshot Spring.")
    settle(qtbot, window)
    assert picked(window)[0] == "One"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.toast.words == "Undone: Delete snapshot Spring.")
    assert [one.name for one in desk_of(window).ask(snapshots)] == ["Spring", "One"]


def test_the_roadmap_as_it_is_has_nothing_to_rename(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot)
    compare(window, qtbot)
    buttons = [
        window.findChild(QToolButton, f"{name}More") for name in ("compareThen", "compareNow")
    ]
    assert [button.isEnabled() for button in buttons if button] == [True, False]
    assert picked(window)[0] == "Roadmap by requests"
    window.compare.forget()
    settle(qtbot, window)
    window.actions_["snapshot_rename"].trigger()
    assert window.toast.words == "There is no print or snapshot yet."


def test_the_palette_renames_one_before_the_page_was_ever_seen(
    window: MainWindow, qtbot: QtBot
) -> None:
    take(window, qtbot, "One")
    window.show_page("compare")
    window.actions_["snapshot_rename"].trigger()
    settle(qtbot, window)
    answer(window, qtbot, "Two")
    qtbot.waitUntil(lambda: window.toast.words == "Renamed snapshot to Two.")


def test_cards_say_since_when_they_moved(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot)
    desk = desk_of(window)
    ask_for(desk, "Jam", "C", "D", "E")
    settle(qtbot, window)
    column = list_of(window, "roadmapColumn.next")
    jam = column.model().index(0, 0)
    assert jam.data(Qt.ItemDataRole.ToolTipRole) == f"Jam\nUp 2 since the snapshot of {TODAY}"
    assert f"up 2 since the snapshot of {TODAY}" in jam.data(ACCESSIBLE)
    lens = window.findChild(QComboBox, "lensField")
    assert lens is not None
    lens.setCurrentIndex(lens.findData(Lens.MENTIONS.value))
    settle(qtbot, window)
    assert column.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Jam"


def test_a_print_of_another_process_is_followed(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot, "Before")
    compare(window, qtbot)
    other = Desk.open(window.live.path)
    ask_for(other, "Jam", "C", "D", "E")
    window.live._poll()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: any(one.moved for one in window.roadmap.ranked))
    other.remember_print("working", "requests", standings_of(other.ask(full_roadmap)))
    other.close()
    window.live._poll()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.compare.pickers[0].count() == 2)
    qtbot.waitUntil(lambda: not any(one.moved for one in window.roadmap.ranked))


def test_what_it_is_ranked_by_is_shown_then_and_now(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot, "Requests")
    desk = desk_of(window)
    rich = Speaker("Rich", stage=PersonStage.CUSTOMER)
    key = desk.do(record_feedback, NewFeedback("More jam", rich, themes=("Jam",))).result
    who = desk.ask(feedback_page, [key])[0].who_id
    assert who is not None
    desk.do(edit_person, who, PersonFacts(value=30_000))
    desk.do(take_snapshot, "Value", Lens.VALUE)
    desk.do(edit_person, who, PersonFacts(value=90_000))
    view = compare(window, qtbot)
    row = names(view).index("Jam")
    assert "£300 a year then, £900 a year now" in read(view)[row]
    figures = view.model().index(row, 0).data(FIGURES)
    assert (figures.then, figures.now, figures.most) == (300, 900, 900)
    assert not window.compare.note.isVisible()
    two, one = (one.id for one in desk.ask(snapshots))
    window.compare.pick(one, two)
    settle(qtbot, window)
    assert "customers’ value was then was not kept" in window.compare.note.text()
    assert view.model().index(names(view).index("Jam"), 0).data(FIGURES).then is None


def test_the_page_can_be_used_in_a_small_window(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot, "Before the spring fair")
    window.resize(1024, 700)
    window.show_page("roadmap")
    window.inspect("item", item(desk_of(window), "Jam"))
    settle(qtbot, window)
    extra = [window.findChild(QToolButton, f"tools.{name}") for name in ("compare", "print")]
    assert [one is not None and one.isVisible() for one in extra] == [True, True]
    window.actions_["compare"].trigger()
    settle(qtbot, window)
    assert not window.inspector.isVisible(), "it tells of a card that is not in sight"
    page = window.compare
    QApplication.processEvents()
    for box in page.pickers:
        assert box.width() >= 200
    assert page.only.width() >= page.only.sizeHint().width()
    assert columns(QRect(0, 0, page.view.viewport().width(), 64)).numbers is not None
    window.actions_["compare_back"].trigger()
    assert window.inspector.isVisible(), "it is as it was"
    window.resize(1500, 700)
    settle(qtbot, window)
    settle(qtbot, window)
    assert extra[1] is not None
    assert not extra[1].isVisible()


def test_a_deleted_one_is_picked_again_when_it_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot, "One")
    take(window, qtbot, "Two")
    compare(window, qtbot)
    one = desk_of(window).ask(snapshots)[1].id
    window.compare.pick(one)
    settle(qtbot, window)
    window.compare.forget()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: picked(window)[0] == "Two")
    window.live.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: picked(window)[0] == "One")


def test_two_lenses_are_told_apart(window: MainWindow, qtbot: QtBot) -> None:
    take(window, qtbot, "One")
    lens = window.findChild(QComboBox, "lensField")
    assert lens is not None
    lens.setCurrentIndex(lens.findData(Lens.MENTIONS.value))
    take(window, qtbot, "Two")
    compare(window, qtbot)
    assert not window.compare.note.isVisible()
    one, two = (one.id for one in reversed(desk_of(window).ask(snapshots)))
    window.compare.pick(one, two)
    settle(qtbot, window)
    assert window.compare.note.text() == (
        "Ranked by requests then and by mentions later: a place tells little."
    )


def test_hostile_names_and_many_items_are_painted(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    take(window, qtbot, '<b>"]\u202e & 🎪 سوق الربيع ' + "x" * 120)
    for name in ("<i>&amp;</i>" + "w" * 280, "مطعم 🎪", "a\ud800b & c"):
        desk.do(plan, [name])
    settle(qtbot, window)
    view = compare(window, qtbot)
    delegate = view.itemDelegate()
    for width in (60, 200, 479, 480, 1_200):
        image = QImage(width, 64, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        option = QStyleOptionViewItem()
        option.rect = QRect(QPoint(0, 0), image.size())
        for row in range(view.model().rowCount()):
            delegate.paint(painter, option, view.model().index(row, 0))
        painter.end()
    box = window.findChild(QComboBox, "compareThen")
    assert box is not None
    assert "<b>" in box.currentText()
    assert box.width() <= 400


def test_escape_closes_a_question_first(window: MainWindow, qtbot: QtBot) -> None:
    compare(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_S, CTRL_SHIFT)
    question = window.findChild(QDialog, "question")
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.page_name == "compare"
    assert desk_of(window).ask(snapshots) == []


def test_what_cannot_be_changed_is_compared_all_the_same(
    open_desk_window: OpenWindow, path: Path, qtbot: QtBot
) -> None:
    desk = Desk.open(path)
    desk.remember_print("working", "requests", standings_of(desk.ask(full_roadmap)))
    things_happen(desk)
    desk.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    window = open_desk_window(path)
    window.show_page("compare")
    settle(qtbot, window)
    assert len(names(list_of(window, "compareList"))) == 5
    for name in ("compareSnapshot", "compareThenMore"):
        button = window.findChild(QAbstractButton, name)
        assert button is not None
        assert not button.isEnabled()
    window.actions_["snapshot"].trigger()
    assert window.findChild(QDialog, "question") is None
