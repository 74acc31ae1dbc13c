"""The inbox by keys: what suggests itself is taken, and the next key never waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import FeedbackFacts as Facts
from feedbackdesk.desk.feedback import (
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui import theme
from feedbackdesk.ui.models.roles import SUGGESTED
from feedbackdesk.ui.window import MainWindow
from tests.driver.eyes import contrast
from tests.windows import OpenWindow, settle

INVOICE, DELIVERY = "Can you mail me the invoice?", "Delivery at seven, please"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@step("Fill the shop")
def fill(work: UnitOfWork, waiting: int) -> None:
    """Record examples of two themes, and feedback that waits and is like the one or the other."""
    for number in range(6):
        record_feedback(work, NewFeedback(f"{INVOICE} Month {number}", themes=("Invoices",)))
        record_feedback(work, NewFeedback(f"{DELIVERY}, day {number}", themes=("Delivery",)))
    for number in range(waiting):
        words = "Please mail the invoice" if number % 2 else "The delivery came at nine"
        record_feedback(work, NewFeedback(f"{words} {number}"))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with forty feedbacks waiting, each clearly like one of two themes."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(fill, 40)
    desk.close()
    return path


@pytest.fixture
def window(open_desk_window: OpenWindow, shop: Path, qtbot: QtBot) -> MainWindow:
    """A window over it, its inbox in sight and its suggestions there."""
    made = open_desk_window(shop)
    made.activateWindow()
    made.inbox.view.setFocus()
    choose(made, 0)
    qtbot.waitUntil(lambda: suggested(made, 0) is not None)
    return made


def choose(window: MainWindow, row: int) -> None:
    """Choose a row of the inbox."""
    window.inbox.view.selectionModel().setCurrentIndex(
        window.inbox.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def suggested(window: MainWindow, row: int) -> str | None:
    """Return the theme that a row shows as its suggestion."""
    fits = window.inbox.model.index(row).data(SUGGESTED)
    return fits[0].name if fits else None


def filed(window: MainWindow) -> dict[int, tuple[str, ...]]:
    """Return each feedback's themes as the workspace holds them."""
    assert window.live.desk is not None
    return {one.id: one.themes for one in window.live.desk.ask(list_feedback)}


def waits(window: MainWindow) -> list[int]:
    """Return what waits in the inbox as the workspace holds it, newest first."""
    assert window.live.desk is not None
    return [one.id for one in window.live.desk.ask(list_feedback, inbox=True)]


def test_a_row_says_what_suggests_itself_and_why(window: MainWindow) -> None:
    fits = window.inbox.model.index(0).data(SUGGESTED)
    assert fits[0].name == "Invoices"
    told = window.inbox.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Suggested theme: Invoices, like ‘Can you mail me the invoice?" in told
    assert not window.inbox.view.grab().isNull()


def test_where_nothing_fits_nothing_is_said(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("The very first words"))
    desk.close()
    window = open_desk_window(path)
    qtbot.waitUntil(lambda: window.inbox.model.index(0).data(SUGGESTED) == ())
    told = window.inbox.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Suggested" not in told
    choose(window, 0)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_Return)
    assert window.toast.words.startswith("No theme suggests itself")
    assert window.inbox.model.rowCount() == 1


def test_enter_files_as_suggested_and_the_next_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    first, second = window.inbox.model.keys()[:2]
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_Return)
    assert window.inbox.chosen() == [second]
    assert window.inbox.model.row_of(first) == -1
    settle(qtbot, window)
    assert filed(window)[first] == ("Invoices",)
    assert list(window.inbox.model.keys()) == waits(window)


def test_forty_keys_without_waiting_each_meet_their_own_row(
    window: MainWindow, qtbot: QtBot
) -> None:
    keys = list(window.inbox.model.keys())
    for number in range(40):
        qtbot.keyClick(
            window.inbox.view, (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_J)[number % 3]
        )
    qtbot.waitUntil(lambda: len(waits(window)) == 13)
    settle(qtbot, window)
    now = filed(window)
    for number, key in enumerate(keys):
        # The words alternate, and so do the themes; the newest speaks of invoices.
        about = ("Delivery",) if number % 2 else ("Invoices",)
        assert now[key] == (about if number % 3 == 0 else ()), number
    assert list(window.inbox.model.keys()) == waits(window) == keys[2::3]


def test_the_list_does_not_jump(window: MainWindow, qtbot: QtBot) -> None:
    view = window.inbox.view
    choose(window, 20)
    middle = view.verticalOffset()
    assert middle > 0
    above = view.indexAt(view.viewport().rect().topLeft()).row()
    for _key in range(5):
        qtbot.keyClick(view, Qt.Key.Key_E)
        assert view.verticalOffset() == middle
        assert view.currentIndex().row() == 20
    settle(qtbot, window)
    assert view.verticalOffset() == middle
    assert view.indexAt(view.viewport().rect().topLeft()).row() == above
    assert view.hasFocus()


def test_several_are_each_filed_under_their_own_in_one_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = window.inbox.view
    keys = list(window.inbox.model.keys())
    for _row in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert window.inbox.chosen() == keys[:4]
    qtbot.keyClick(view, Qt.Key.Key_A)
    settle(qtbot, window)
    now = filed(window)
    assert [now[key] for key in keys[:4]] == [("Invoices",), ("Delivery",)] * 2
    assert window.inbox.chosen() == [keys[4]]
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: list(window.inbox.model.keys()) == keys)
    assert not any(filed(window)[key] for key in keys)


def test_control_a_chooses_all_of_them(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_A, CONTROL)
    assert len(window.inbox.chosen()) == 40
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: waits(window) == [])
    settle(qtbot, window)
    assert window.inbox.model.rowCount() == 0


def test_what_an_undo_brings_back_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    keys = list(window.inbox.model.keys())
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_J)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.inbox.chosen() == [keys[2]]
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.inbox.chosen() == [keys[1]])
    assert list(window.inbox.model.keys()) == keys


def test_the_last_decision_leaves_the_one_above_chosen(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, 39)
    keys = list(window.inbox.model.keys())
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_E)
    assert window.inbox.chosen() == [keys[38]]
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_K)
    assert window.inbox.chosen() == [keys[37]]


def test_a_refusal_puts_the_row_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.live.desk is not None
    keys = list(window.inbox.model.keys())
    window.live.desk.do(delete_feedback, keys[0])  # elsewhere, a moment ago
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.toast.words.startswith("There is no feedback"))
    settle(qtbot, window)
    assert list(window.inbox.model.keys()) == keys[1:] == waits(window)


def test_the_second_suggestion_is_taken_by_its_number(window: MainWindow, qtbot: QtBot) -> None:
    assert window.live.desk is not None
    window.live.desk.do(record_feedback, NewFeedback(f"{INVOICE} {DELIVERY}"))
    settle(qtbot, window)
    choose(window, 0)
    key = window.inbox.chosen()[0]
    known = window.inbox.suggestions.known
    qtbot.waitUntil(lambda: len(known(key) or ()) > 1)
    fits = known(key)
    assert fits is not None
    second = fits[1].name
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_2)
    settle(qtbot, window)
    assert filed(window)[key] == (second,)


def test_what_was_filed_teaches_the_rows_in_sight(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for number in range(3):
        desk.do(record_feedback, NewFeedback(f"The gate squeaks in weather {number}"))
    desk.close()
    window = open_desk_window(path)
    window.activateWindow()
    window.inbox.view.setFocus()
    qtbot.waitUntil(lambda: window.inbox.model.index(0).data(SUGGESTED) == ())
    choose(window, 0)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_N)
    field = window.findChild(QLineEdit, "questionField")
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "Oil the gate")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: suggested(window, 0) == "Oil the gate")


def test_what_others_change_finds_its_place(window: MainWindow, qtbot: QtBot) -> None:
    from datetime import date, timedelta

    desk = window.live.desk
    assert desk is not None
    keys = list(window.inbox.model.keys())
    choose(window, 5)
    desk.do(record_feedback, NewFeedback("Said a week ago", on=date.today() - timedelta(days=7)))
    desk.do(record_feedback, NewFeedback("Said just now"))
    desk.do(edit_feedback, keys[3], Facts(on=date.today() - timedelta(days=3)))
    desk.do(delete_feedback, keys[4])
    qtbot.waitUntil(lambda: list(window.inbox.model.keys()) == waits(window))
    assert window.inbox.chosen() == [keys[5]]


def test_ten_thousand_themes_are_found_by_a_few_letters(window: MainWindow, qtbot: QtBot) -> None:
    @step("Add many")
    def add_many(work: UnitOfWork) -> None:
        for number in range(10_000):
            add_theme(work, f"Need number {number}")

    assert window.live.desk is not None
    window.live.desk.do(add_many)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: suggested(window, 0) is not None)
    (key,) = window.inbox.chosen()
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_T)
    field = window.findChild(QLineEdit, "chooserField")
    assert field is not None
    # Typed before the names are here: Enter waits for them and makes no theme of its own.
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "number 7788")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: filed(window)[key] == ("Need number 7788",))
    settle(qtbot, window)
    assert len(window.live.desk.ask(all_themes)) == 10_002
    qtbot.waitUntil(window.inbox.view.hasFocus)
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_T)
    listed = window.findChildren(QListWidget, "chooserList")[-1]
    qtbot.waitUntil(lambda: listed.count() > 0)
    assert listed.count() <= 201  # and how many more there are
    listed.window().close()


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_a_suggestion_is_legible(look: str) -> None:
    colours = theme.load(look).colours
    ink = QColor(colours[theme.Role.ACCENT])
    for ground in (theme.Role.WINDOW, theme.Role.SELECTION):
        assert contrast(ink, QColor(colours[ground])) >= (7 if look == "contrast" else 4.5), ground
