"""The owed page by its rows: several at once, the row's menu, the search, and what is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import delete_follow_up, finish, follow_up, owed
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import edit_organisation
from feedbackdesk.desk.roadmap import plan, ship_item
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import FollowUpResult
from feedbackdesk.ui.models.roles import KEY
from feedbackdesk.ui.pages.owed import OwedPage
from feedbackdesk.ui.window import MainWindow
from tests.ui.test_owed import CONTROL, dialog, go, lines, menu, press, sentence, shop
from tests.windows import OpenWindow, settle

__all__ = ["shop"]

TODAY = local_today()
SHIFT = Qt.KeyboardModifier.ShiftModifier
EVE = "Eve"


class Owed:
    """The page of a window, and what an owner does on it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.page: OwedPage = go(window, qtbot)

    @property
    def desk(self) -> Desk:
        assert self.window.live.desk is not None
        return self.window.live.desk

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def names(self) -> list[str]:
        """Return who is listed, without the headings; a long hostile name in one word."""
        names = [debt.owed.who or "" for debt in self.page.model.debts()]
        return [EVE if name.startswith("<img") else name for name in names]

    def chosen(self) -> list[str]:
        """Return who is chosen, from the top."""
        return [
            EVE if (debt.owed.who or "").startswith("<img") else debt.owed.who or ""
            for debt in self.page.chosen()
        ]

    def choose(self, *names: str) -> None:
        """Click the rows of some, holding Ctrl from the second on."""
        for number, name in enumerate(names):
            keys = CONTROL if number else Qt.KeyboardModifier.NoModifier
            at = self.page.view.visualRect(self.row(name)).center()
            view = self.page.view.viewport()
            self.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, keys, at)

    def row(self, name: str) -> QModelIndex:
        key = self.page.model.debts()[self.names().index(name)].owed.id
        return self.page.model.index(self.page.model.row_of(key))

    def press(self, key: Qt.Key) -> None:
        self.window.activateWindow()  # no window manager does, once a menu has gone
        self.qtbot.waitUntil(self.window.isActiveWindow)
        press(self.page, self.qtbot, key)

    def due(self) -> dict[str, date]:
        """Return by when each is owed something, as the workspace has it."""
        return {
            EVE if (one.who or "").startswith("<img") else one.who or "": one.due
            for one in self.desk.ask(owed)
        }

    def undo(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, CONTROL)
        self.settle()

    def menu_of(self, row: QModelIndex) -> list[str]:
        """Open a row's menu as the right button does; return the names of its entries."""
        at = self.page.view.visualRect(row).center()
        self.page.view.customContextMenuRequested.emit(at)
        return [action.objectName() for action in menu().actions()]

    def pick(self, name: str) -> None:
        """Click an entry of the open menu."""
        action = next(one for one in menu().actions() if one.objectName() == name)
        at = menu().actionGeometry(action).center()
        self.qtbot.mouseClick(menu(), Qt.MouseButton.LeftButton, pos=at)
        self.settle()


@pytest.fixture
def owed_page(shop: Path, open_desk_window: OpenWindow, qtbot: QtBot) -> Owed:
    """The page: Ann late, Bo today, Eve in three days, and Silent apart."""
    return Owed(open_desk_window(shop), qtbot)


# Several at once


def test_several_are_deleted_by_one_key_and_one_undo_brings_them_back(owed_page: Owed) -> None:
    before, listed = owed_page.due(), lines(owed_page.page)
    owed_page.choose("Ann Lee", "Bo")
    owed_page.press(Qt.Key.Key_Delete)
    assert owed_page.names() == [EVE, "Silent"], "at once, before it is saved"
    owed_page.settle()
    assert owed_page.due().keys() == {EVE, "Silent"}
    assert owed_page.window.toast.words == "Deleted 2 follow-ups."
    assert owed_page.chosen() == [EVE], "the next one"
    assert owed_page.page.view.hasFocus()
    owed_page.undo()
    owed_page.qtbot.waitUntil(lambda: lines(owed_page.page) == listed)
    assert owed_page.due() == before


def test_deleting_what_stands_apart_in_the_list_leaves_what_is_between(owed_page: Owed) -> None:
    owed_page.choose("Ann Lee", EVE)
    assert owed_page.chosen() == ["Ann Lee", EVE]
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert owed_page.names() == ["Bo", "Silent"]
    assert owed_page.chosen() == ["Silent"]
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert owed_page.names() == ["Bo"]
    assert owed_page.chosen() == ["Bo"], "nothing is behind it, so the one before"
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert owed_page.due() == {}
    assert owed_page.page.empty.isVisible()


def test_several_are_put_off_to_one_day_in_one_step(owed_page: Owed) -> None:
    before = owed_page.due()
    owed_page.choose("Ann Lee", EVE)
    owed_page.press(Qt.Key.Key_P)
    asked = dialog()
    assert asked.windowTitle() == "Postpone 2 of them"
    field = asked.findChild(QLineEdit, "postponeDay")
    assert field is not None
    field.setText("3 weeks")
    owed_page.qtbot.keyClick(field, Qt.Key.Key_Return)
    owed_page.settle()
    day = TODAY + timedelta(days=21)
    assert owed_page.due() == before | {"Ann Lee": day, EVE: day}
    assert owed_page.window.toast.words.startswith("Put 2 follow-ups off to ")
    assert owed_page.names() == ["Bo", "Ann Lee", EVE, "Silent"]
    assert owed_page.chosen() == ["Silent"], "the next that is none of them"
    assert owed_page.page.view.hasFocus()
    owed_page.undo()
    assert owed_page.due() == before, "one step for both"


def test_putting_off_one_names_it_and_leaves_the_others(owed_page: Owed) -> None:
    before = owed_page.due()
    owed_page.choose("Bo")
    owed_page.press(Qt.Key.Key_P)
    asked = dialog()
    assert asked.windowTitle() == "Postpone"
    field = asked.findChild(QLineEdit, "postponeDay")
    assert field is not None
    owed_page.qtbot.keyClick(field, Qt.Key.Key_Escape)
    owed_page.settle()
    assert owed_page.due() == before, "Esc puts nothing off"
    assert owed_page.chosen() == ["Bo"]
    owed_page.press(Qt.Key.Key_P)
    field = dialog().findChild(QLineEdit, "postponeDay")
    assert field is not None
    field.setText("tomorrow")
    owed_page.qtbot.keyClick(field, Qt.Key.Key_Return)
    owed_page.settle()
    assert owed_page.due() == before | {"Bo": TODAY + timedelta(days=1)}
    assert "Bo" in owed_page.window.toast.words


def test_what_is_done_already_is_neither_ended_nor_put_off_again(owed_page: Owed) -> None:
    owed_page.choose("Ann Lee", "Bo")
    owed_page.press(Qt.Key.Key_D)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_3)
    owed_page.settle()
    assert owed_page.window.toast.words == "Finished 2 follow-ups: Not needed."
    owed_page.press(Qt.Key.Key_L)
    owed_page.settle()
    assert owed_page.names()[2:] in (["Ann Lee", "Bo"], ["Bo", "Ann Lee"])
    owed_page.choose("Ann Lee", "Bo")
    for key in (Qt.Key.Key_D, Qt.Key.Key_P):
        owed_page.press(key)
        assert QApplication.activePopupWidget() is None
        assert QApplication.activeModalWidget() is None
    owed_page.choose(EVE, "Ann Lee")
    owed_page.press(Qt.Key.Key_P)
    assert dialog().windowTitle() == "Postpone", "one of the two is open"
    dialog().reject()
    owed_page.choose("Ann Lee", "Bo")
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert owed_page.names() == [EVE, "Silent"], "what is done can be deleted"


# A row's menu


def test_a_row_has_a_menu_of_what_can_be_done_to_it(owed_page: Owed) -> None:
    owed_page.choose("Bo")
    assert owed_page.menu_of(owed_page.row("Bo")) == [
        "action.owed_open", "action.owed_done", "action.owed_postpone", "", "action.delete",
    ]  # fmt: skip
    owed_page.pick("action.delete")
    assert owed_page.due().keys() == {"Ann Lee", EVE, "Silent"}


def test_the_menu_of_what_is_done_puts_it_back(owed_page: Owed) -> None:
    owed_page.choose("Ann Lee", "Bo")
    owed_page.press(Qt.Key.Key_D)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_1)
    owed_page.settle()
    owed_page.press(Qt.Key.Key_L)
    owed_page.settle()
    key = owed_page.page.model.debts()[-1].owed.id
    owed_page.page.choose(key)
    row = owed_page.page.view.currentIndex()
    assert owed_page.menu_of(row) == ["action.owed_reopen", "", "action.delete"]
    owed_page.pick("action.owed_reopen")
    again = owed_page.desk.ask(follow_up, key)
    assert again is not None
    assert (again.done_on, again.result) == (None, None)


def test_a_heading_and_the_empty_ground_have_no_menu(owed_page: Owed) -> None:
    view = owed_page.page.view
    heading = view.visualRect(owed_page.page.model.index(0))
    assert owed_page.page.model.index(0).data(KEY) is None
    for at in (heading.center(), view.viewport().rect().bottomLeft()):
        view.customContextMenuRequested.emit(at)
        assert QApplication.activePopupWidget() is None


def test_the_menu_does_what_the_keys_do(owed_page: Owed) -> None:
    owed_page.choose(EVE)
    owed_page.menu_of(owed_page.row(EVE))
    owed_page.pick("action.owed_postpone")
    assert dialog().objectName() == "postponeDialog"
    dialog().reject()
    owed_page.menu_of(owed_page.row(EVE))
    owed_page.pick("action.owed_done")
    owed_page.qtbot.waitUntil(lambda: menu().objectName() == "owedResults")
    menu().close()
    owed_page.menu_of(owed_page.row(EVE))
    owed_page.pick("action.owed_open")
    letter = owed_page.page.findChild(QPlainTextEdit, "letterBody")
    assert letter is not None
    assert letter.isVisible()


# Finding


def find(owed_page: Owed, words: str) -> list[str]:
    field = owed_page.page.findChild(QLineEdit, "owedSearch")
    assert field is not None
    field.clear()
    owed_page.qtbot.keyClicks(field, words)
    owed_page.qtbot.waitUntil(lambda: owed_page.page.model.words == words)
    owed_page.settle()
    return owed_page.names()


def test_the_search_finds_names_organisations_and_what_it_is_about(owed_page: Owed) -> None:
    assert find(owed_page, "ann") == ["Ann Lee"]
    assert lines(owed_page.page) == ["late 1", "Ann Lee"], "with its heading, and no other"
    assert sentence(owed_page.page, "owedWho") == "Ann Lee, Acme"
    assert find(owed_page, "ACME bo") == ["Bo"], "all words, wherever they stand"
    assert find(owed_page, "stale") == ["Ann Lee", "Bo", EVE, "Silent"]
    assert find(owed_page, "says silent") == ["Silent"]
    assert find(owed_page, "bo ann") == [], "no row has both"
    assert not owed_page.page.view.isVisible()
    assert not owed_page.page.empty.isVisible(), "there is something owed"
    assert find(owed_page, "") == ["Ann Lee", "Bo", EVE, "Silent"]
    assert owed_page.page.view.isVisible()


def test_the_search_finds_an_item_that_they_are_to_hear_of(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("Mail it", Speaker("Cy"), themes=("Invoices",)))
    desk.do(ship_item, desk.do(plan, ["Invoices"], item="Bills by e-mail").result)
    desk.close()
    page = Owed(open_desk_window(shop), qtbot)
    assert find(page, "bills") == ["Cy"]


def test_what_is_ended_while_searching_is_what_was_found(owed_page: Owed) -> None:
    find(owed_page, "bo")
    owed_page.press(Qt.Key.Key_D)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_3)
    owed_page.settle()
    assert owed_page.names() == []
    assert owed_page.due().keys() == {"Ann Lee", EVE, "Silent"}
    assert find(owed_page, "") == ["Ann Lee", EVE, "Silent"]


# What is refused


def test_what_was_ended_elsewhere_is_not_ended_again(owed_page: Owed) -> None:
    owed_page.choose("Bo")
    key = owed_page.page.chosen()[0].owed.id
    owed_page.press(Qt.Key.Key_D)
    owed_page.desk.do(finish, key, FollowUpResult.TOLD, said="On the telephone")
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_2)
    owed_page.settle()
    assert owed_page.window.toast.words == "That was done already. Nothing was changed."
    kept = owed_page.desk.ask(follow_up, key)
    assert kept is not None
    assert (kept.result, kept.said) == (FollowUpResult.TOLD, "On the telephone")
    assert owed_page.names() == ["Ann Lee", EVE, "Bo", "Silent"], "the answer that is owed since"


def test_what_is_gone_is_said_and_the_others_stay(owed_page: Owed) -> None:
    owed_page.choose("Ann Lee", "Bo")
    keys = [debt.owed.id for debt in owed_page.page.chosen()]
    owed_page.press(Qt.Key.Key_D)
    for key in keys:
        owed_page.desk.do(delete_follow_up, key)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_1)
    owed_page.settle()
    assert owed_page.window.toast.words == (
        "That was done already, or is gone. Nothing was changed."
    )
    assert owed_page.names() == [EVE, "Silent"]


def test_a_deletion_that_is_refused_leaves_the_rows(owed_page: Owed, shop: Path) -> None:
    listed = lines(owed_page.page)
    owed_page.choose("Bo", EVE)
    with closing(sqlite3.connect(shop, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        owed_page.press(Qt.Key.Key_Delete)
        assert owed_page.names() == ["Ann Lee", "Silent"]
        owed_page.qtbot.waitUntil(
            lambda: lines(owed_page.page) == listed and not owed_page.window.live.busy,
            timeout=30_000,
        )
    assert "Nothing was changed; try again" in owed_page.window.toast.words
    assert owed_page.due().keys() == {"Ann Lee", "Bo", EVE, "Silent"}


def test_words_that_could_not_be_kept_come_back(owed_page: Owed) -> None:
    owed_page.choose("Bo")
    key = owed_page.page.chosen()[0].owed.id
    owed_page.press(Qt.Key.Key_D)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_W)
    answer(owed_page, dialog(), "No answer", "Rang twice, and then again.")
    owed_page.settle()
    kept = owed_page.desk.ask(follow_up, key)
    assert kept is not None
    assert (kept.result, kept.said) == (FollowUpResult.NO_ANSWER, "Rang twice, and then again.")
    owed_page.choose(EVE)
    key = owed_page.page.chosen()[0].owed.id
    owed_page.press(Qt.Key.Key_D)
    owed_page.qtbot.keyClick(menu(), Qt.Key.Key_W)
    owed_page.desk.do(delete_follow_up, key)
    answer(owed_page, dialog(), "No answer", "A long story.")
    owed_page.settle()
    assert owed_page.window.toast.words == "That is no longer on the list. Nothing was changed."
    again = dialog()
    words, result = again.findChild(QPlainTextEdit), again.findChild(QComboBox)
    assert words is not None
    assert result is not None
    assert (words.toPlainText(), result.currentText()) == ("A long story.", "No answer")
    again.reject()


def answer(owed_page: Owed, asked: QDialog, result: str, said: str) -> None:
    """Fill in how it ended, and press Done."""
    words, box = asked.findChild(QPlainTextEdit), asked.findChild(QComboBox)
    buttons = asked.findChild(QDialogButtonBox)
    assert words is not None
    assert box is not None
    assert buttons is not None
    box.setCurrentText(result)
    words.setPlainText(said)
    ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
    owed_page.qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)


def test_the_results_offered_are_those_that_can_be(
    shop: Path, open_desk_window: OpenWindow, qtbot: QtBot
) -> None:
    desk = Desk.open(shop)
    desk.do(record_feedback, NewFeedback("No", Speaker("Di"), loss=LossFacts("Price")))
    desk.close()
    page = Owed(open_desk_window(shop), qtbot)
    told = ["&1  Told", "&2  No answer", "&3  Not needed"]
    for names, offered in (
        (("Bo",), told),
        (("Di",), [*told, "&4  Won back"]),
        (("Bo", "Di"), [*told, "&4  Won back"]),
    ):
        page.choose(*names)
        page.press(Qt.Key.Key_D)
        assert [one.text() for one in menu().actions()][:-2] == offered
        menu().close()


# What changes around it


def test_a_firm_that_is_renamed_is_owed_under_its_new_name(owed_page: Owed) -> None:
    assert sentence(owed_page.page, "owedWho") == "Ann Lee, Acme"
    firm = owed_page.desk.ask(organisation_named, "Acme").id
    owed_page.window.live.do(edit_organisation, firm, name="Brook House")
    owed_page.settle()
    assert {debt.owed.organisation for debt in owed_page.page.model.debts()} == {"Brook House"}
    assert "Brook House" in owed_page.row("Bo").data()
    assert sentence(owed_page.page, "owedWho") == "Ann Lee, Brook House"
    assert find(owed_page, "brook") == ["Ann Lee", "Bo", EVE, "Silent"]
    assert find(owed_page, "acme") == []


def test_the_head_counts_what_is_late_and_due_today(owed_page: Owed) -> None:
    def head() -> list[str]:
        return [one.text() for one in owed_page.page.findChildren(QLabel)]

    assert "1 late, 1 today" in head()
    owed_page.choose("Ann Lee")
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert "1 today" in head()
    owed_page.choose("Bo")
    owed_page.press(Qt.Key.Key_Delete)
    owed_page.settle()
    assert "1 today" not in head()
