"""Records that look like one, at the window: side by side, merged, told apart, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import all_people, delete_person
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.twins import tell_apart
from feedbackdesk.ui.models.roles import ROW
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

AT_FIRST = [
    ("Wen Jiayi", "Jiayi Wen", "Quiet Tea"),
    ("Ann Lee", "Anne Lee", None),
    ("Tom Kowalczyk", "Tom Kowalczik", None),
]


def record(desk: Desk, who: str, firm: str | None = None, **facts: Any) -> None:
    """Record that somebody new wants longer hours."""
    speaker = Speaker(who, firm, is_new=True, **facts)
    desk.do(record_feedback, NewFeedback(f"{who} says hello", speaker, themes=("Hours",)))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with three pairs of people, who all want longer hours, and somebody else."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for one, other, firm in AT_FIRST:
        record(desk, one, firm)
        record(desk, other, firm)
    record(desk, "Zoe")
    desk.do(plan, ["Hours"])
    desk.close()
    return path


def desk_of(window: MainWindow) -> Desk:
    """Return the desk behind the window."""
    assert window.live.desk is not None
    return window.live.desk


def names(window: MainWindow) -> set[str]:
    """Return who is known."""
    return {one.name for one in desk_of(window).ask(all_people)}


def listed(window: MainWindow) -> list[set[str]]:
    """Return the pairs in the list."""
    model = window.twins.model
    return [{one.one_told.split(" (")[0], one.other_told.split(" (")[0]} for one in model.pairs]


def text(window: MainWindow, name: str) -> str:
    """Return what a label of the page says."""
    label = window.twins.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def open_twins(window: MainWindow, qtbot: QtBot, number: int = 3) -> None:
    """Open the page as its menu does, and wait until the chosen two are side by side."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_["people_twins"].trigger()
    qtbot.waitUntil(lambda: window.twins.model.rowCount() == number)
    seen(window, qtbot)


def seen(window: MainWindow, qtbot: QtBot) -> tuple[str, str]:
    """Return the names of the two in sight, once they are the chosen ones: who stays first."""
    settle(qtbot, window)

    def both() -> tuple[str, str]:
        return text(window, "twinsStaysName"), text(window, "twinsGoesName")

    row = window.twins.view.currentIndex().row()
    qtbot.waitUntil(lambda: set(both()) == listed(window)[row])
    return both()


def has_keyboard(window: MainWindow, qtbot: QtBot, widget: QWidget) -> None:
    """Wait until something has the keyboard of the window, which may have to be made active."""
    window.activateWindow()
    qtbot.waitUntil(widget.hasFocus)


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
    held = QApplication.focusWidget()
    assert held is not None
    qtbot.keyClick(held, key)
    settle(qtbot, window)


def asked(window: MainWindow) -> int:
    """Return the requests of the one item."""
    return desk_of(window).ask(ranked_roadmap)[0].item.requests


def test_pairs_are_gone_through_by_keys(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.show_page("people")
    settle(qtbot, window)
    open_twins(window, qtbot)
    has_keyboard(window, qtbot, window.twins.view)
    assert window.navigation.buttons["people"].isChecked()
    first = seen(window, qtbot)
    assert first == ("Wen Jiayi", "Jiayi Wen")
    assert "Quiet Tea is one account either way" in text(window, "twinsChanges")
    assert text(window, "twinsRecords") == "People 7 → 6"
    assert text(window, "twins.firm.1") == text(window, "twins.firm.3") == "Quiet Tea"

    press(window, qtbot, Qt.Key.Key_J)  # later
    second = seen(window, qtbot)
    assert set(second) != set(first)
    assert "6 → 5 requests" in text(window, "twinsChanges")
    press(window, qtbot, Qt.Key.Key_S)  # the other one stays
    assert seen(window, qtbot) == second[::-1]
    press(window, qtbot, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    assert names(window) & set(second) == {second[1]}
    assert asked(window) == 5, "what was said before it was done"

    third = seen(window, qtbot)
    press(window, qtbot, Qt.Key.Key_N)  # they are two
    qtbot.waitUntil(lambda: len(listed(window)) == 1)
    assert set(third) <= names(window)
    assert seen(window, qtbot) == first
    has_keyboard(window, qtbot, window.twins.view)

    press(window, qtbot, Qt.Key.Key_U)  # the merge is taken apart, and comes back into sight
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    assert set(seen(window, qtbot)) == set(second)
    assert asked(window) == 6
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: set(third) in listed(window))
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "people"
    has_keyboard(window, qtbot, window.people.view)


def test_every_key_is_a_button_too(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    window = open_desk_window(shop)
    open_twins(window, qtbot)

    def click(name: str) -> None:
        button = window.twins.findChild(QPushButton, name) or window.twins.findChild(
            QToolButton, name
        )
        assert button is not None, name
        assert button.accessibleName()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(qtbot, window)

    first = seen(window, qtbot)
    merge = window.twins.findChild(QPushButton, "twins.twins_merge")
    assert merge is not None
    assert merge.accessibleName() == f"Merge into {first[0]}"
    click("twinsSwap")
    assert seen(window, qtbot) == first[::-1]
    assert merge.accessibleName() == f"Merge into {first[1]}"
    click("twins.skip_down")
    later = seen(window, qtbot)
    assert set(later) != set(first)
    click("twins.twins_apart")
    qtbot.waitUntil(lambda: set(later) not in listed(window))
    pair = seen(window, qtbot)
    click("twins.twins_merge")
    qtbot.waitUntil(lambda: set(pair) not in listed(window))
    click("twins.twins_unmerge")
    qtbot.waitUntil(lambda: set(pair) in listed(window))
    seen(window, qtbot)
    click("twinsBack")
    assert window.page_name == "inbox", "where it was opened from"


def test_the_last_pair_leaves_an_empty_page_with_a_way_back(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    open_twins(window, qtbot)
    for left in (2, 1, 0):
        seen(window, qtbot)
        press(window, qtbot, Qt.Key.Key_M)
        qtbot.waitUntil(lambda left=left: window.twins.model.rowCount() == left)  # type: ignore[misc]
        settle(qtbot, window)
    assert window.twins.empty.isVisible()
    back = window.twins.empty.first_button()
    assert back is not None
    has_keyboard(window, qtbot, back)
    press(window, qtbot, Qt.Key.Key_M)
    assert names(window) == {"Wen Jiayi", "Ann Lee", "Tom Kowalczyk", "Zoe"}
    press(window, qtbot, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: window.twins.model.rowCount() == 1)
    qtbot.waitUntil(lambda: window.twins.view.isVisible())


@pytest.mark.parametrize(
    "elsewhere",
    [
        lambda desk, _one, other: desk.do(delete_person, other),
        lambda desk, one, other: desk.do(merge_people, one, other),
        lambda desk, one, other: desk.do(tell_apart, "person", one, other),
        lambda desk, _one, other: desk.erase(other),
    ],
    ids=["deleted", "merged", "told apart", "erased"],
)
def test_what_happened_elsewhere_meanwhile_is_followed(
    open_desk_window: OpenWindow,
    qtbot: QtBot,
    shop: Path,
    elsewhere: Callable[[Desk, int, int], object],
) -> None:
    window = open_desk_window(shop)
    open_twins(window, qtbot)
    first = seen(window, qtbot)
    other = Desk.open(shop)
    elsewhere(other, *(other.ask(person_named, name).id for name in first))
    other.close()
    press(window, qtbot, Qt.Key.Key_M)  # before it was noticed, or after
    qtbot.waitUntil(lambda: set(first) not in listed(window))
    seen(window, qtbot)
    assert {"Ann Lee", "Tom Kowalczyk", "Zoe"} <= names(window)


def test_two_windows_go_through_the_same_pairs(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    one, other = open_desk_window(shop), open_desk_window(shop)
    open_twins(other, qtbot)
    open_twins(one, qtbot)
    pair = seen(one, qtbot)
    press(one, qtbot, Qt.Key.Key_M)
    for window in (one, other):
        qtbot.waitUntil(lambda window=window: set(pair) not in listed(window))  # type: ignore[misc]
        seen(window, qtbot)
    assert other.twins.model.rowCount() == 2


def test_they_are_looked_at_from_the_line_and_from_a_page(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.show_page("people")
    qtbot.waitUntil(window.people.twin.isVisible)
    assert "and 2 more" in window.people.twin.words.text()
    look = window.people.twin.findChild(QPushButton, "peopleTwinLook")
    assert look is not None
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page_name == "twins")
    assert seen(window, qtbot) == ("Wen Jiayi", "Jiayi Wen")

    tom = desk_of(window).ask(person_named, "Tom Kowalczik").id
    window.open_contact("person", tom)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.people.page.head.twin.isVisible())
    look = window.people.page.findChild(QPushButton, "personTwinLook")
    assert look is not None
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page_name == "twins")
    assert seen(window, qtbot) == ("Tom Kowalczyk", "Tom Kowalczik")
    has_keyboard(window, qtbot, window.twins.view)
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "people"
    assert window.people.is_reading
    has_keyboard(window, qtbot, window.people.page.view)


def test_each_pair_is_read_out(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    window = open_desk_window(shop)
    open_twins(window, qtbot)
    index = window.twins.view.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Wen Jiayi (Quiet Tea) and Jiayi Wen (Quiet Tea) look like one person")
    more = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Wen Jiayi stays." in more
    assert "Organisation, the same: Quiet Tea / Quiet Tea." in more
    assert "If merged: No rank changes" in more
    assert window.twins.sides.accessibleDescription() == more
    assert index.data(ROW).table == "person"


def test_ten_thousand_twins_are_gone_through_without_a_wait(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "many.feedbackdesk"
    desk = Desk.open(path)

    def many(work: Any) -> None:
        for number in range(5_000):
            for name in (f"Ann Lee{number:05}", f"Lee{number:05} Ann"):
                work.insert("person", name=name, key=name.lower(), stage="customer")

    from feedbackdesk.desk.step import step

    desk.do(step("Fill")(many))
    desk.close()
    window = open_desk_window(path)
    open_twins(window, qtbot, 200)
    assert "The surest 200 pairs" in [one.text() for one in window.twins.findChildren(QLabel)]
    pair = seen(window, qtbot)
    press(window, qtbot, Qt.Key.Key_K)  # before the first comes the last
    assert window.twins.view.currentIndex().row() == 199
    press(window, qtbot, Qt.Key.Key_J)
    assert seen(window, qtbot) == pair
    press(window, qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: set(pair) not in listed(window), timeout=20_000)
    assert window.twins.model.rowCount() == 200
