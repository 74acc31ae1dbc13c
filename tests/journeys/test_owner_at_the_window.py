"""The owner's first loop in a real window: record, group, plan, print, and take it all back."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.roadmap import ranked_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.words import ItemStage, Kind
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, below_all, drop, list_of, row_named, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def type_into(qtbot: QtBot, form: QWidget, words: str) -> None:
    """Type where the form's keyboard is."""
    field = form.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, words)


def press(
    qtbot: QtBot, form: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None
) -> None:
    """Press a key where the form's keyboard is."""
    field = form.focusWidget()
    assert field is not None
    qtbot.keyClick(field, key, modifiers or Qt.KeyboardModifier.NoModifier)


def record(
    qtbot: QtBot, window: MainWindow, who: str, organisation: str, words: str, theme: str
) -> None:
    """Record a call by the keyboard alone, from Ctrl+N to Ctrl+Enter."""
    assert window.live.desk is not None
    before = len(window.live.desk.ask(list_feedback))
    # Without a window manager nobody else gives the keyboard back to the window.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    settle(qtbot, window)
    qtbot.waitUntil(lambda: isinstance(form.focusWidget(), QLineEdit))
    type_into(qtbot, form, who)
    press(qtbot, form, Qt.Key.Key_Tab)
    type_into(qtbot, form, organisation)
    press(qtbot, form, Qt.Key.Key_Tab)
    assert isinstance(form.focusWidget(), QPlainTextEdit)
    type_into(qtbot, form, words)
    press(qtbot, form, Qt.Key.Key_Tab)
    if theme:
        type_into(qtbot, form, theme)
        press(qtbot, form, Qt.Key.Key_Return)
    press(qtbot, form, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, window)
    assert len(window.live.desk.ask(list_feedback)) == before + 1


def contents(desk: Desk) -> tuple[int, int, int]:
    """Return how much there is: feedback, themes and items."""
    return (
        len(desk.ask(list_feedback)), len(desk.ask(all_themes)), len(desk.ask(ranked_roadmap))
    )  # fmt: skip


def _another_is_newest(desk: Desk, before: str) -> bool:
    return desk.labels().undo != before


def test_three_calls_become_a_printed_roadmap_and_all_of_it_can_be_undone(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    desk = window.live.desk
    assert desk is not None
    record(qtbot, window, "Ann Lee", "Harbour Bakery", "Can you mail me the invoice?", "Invoices")
    record(qtbot, window, "Bo Ek", "", "Send the bill as PDF, please.", "invoices")
    record(qtbot, window, "Ann Lee", "Harbour Bakery", "Delivery at seven, not at nine.", "")
    assert window.navigation.buttons["inbox"].count == 1

    # Group: the third waits in the inbox for its theme.
    window.show_page("inbox")
    inbox = list_of(window, "inboxList")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    inbox.setFocus()
    qtbot.keyClick(inbox, Qt.Key.Key_N)
    name = window.findChild(QLineEdit, "questionField")
    assert name is not None
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClicks(name, "Early delivery")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.navigation.buttons["inbox"].count == 0)
    settle(qtbot, window)

    # Plan: both themes are dragged onto the board.
    window.show_page("roadmap")
    settle(qtbot, window)
    tray = list_of(window, "themeTray")
    for theme, column in (
        ("Invoices", "roadmapColumn.next"),
        ("Early delivery", "roadmapColumn.idea"),
    ):
        target = list_of(window, column)
        drop(target, tray.model().mimeData([row_named(tray, theme)]), below_all(target))
        settle(qtbot, window)
    ranked = desk.ask(ranked_roadmap)
    assert [(one.rank, one.item.title, one.item.requests) for one in ranked] == [
        (1, "Invoices", 2),
        (2, "Early delivery", 1),
    ]
    assert ranked[0].item.stage is ItemStage.NEXT

    # Print.
    from feedbackdesk.ui.printing.dialog import PrintDialog

    dialog = PrintDialog(desk, window)
    qtbot.addWidget(dialog)
    page = tmp_path / "roadmap.pdf"
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.save(page)
    qtbot.waitUntil(page.exists)
    assert page.read_bytes().startswith(b"%PDF")
    dialog.close()

    # And take it all back.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    while (newest := desk.labels().undo) is not None:
        qtbot.waitUntil(window.actions_["undo"].isEnabled)
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
        qtbot.waitUntil(partial(_another_is_newest, desk, newest))
        settle(qtbot, window)
    assert contents(desk) == (0, 0, 0)


def test_a_lost_sale_is_recorded_with_its_reason(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "shop.feedbackdesk")
    assert window.live.desk is not None
    window.capturing.open(loss=True)
    settle(qtbot, window)
    form = window.findChild(QWidget, "captureForm")
    assert form is not None
    for name, words in (
        ("whoField", "Cem Ar"),
        ("competitorField", "Beanworks"),
        ("valueField", "£1,200.50"),
    ):
        field = form.findChild(QLineEdit, name)
        assert field is not None, name
        field.setFocus()
        qtbot.keyClicks(field, words)
    said = form.findChild(QPlainTextEdit, "wordsField")
    assert said is not None
    qtbot.keyClicks(said, "They were cheaper.")
    # Without a reason it is not recorded, and nothing typed is lost.
    qtbot.keyClick(said, Qt.Key.Key_Return, CONTROL)
    assert form.isVisible()
    assert said.toPlainText() == "They were cheaper."
    reason = form.focusWidget()
    assert reason is not None
    qtbot.keyClicks(reason, "Price")
    qtbot.keyClick(reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not form.isVisible())
    (lost,) = window.live.desk.ask(list_feedback)
    assert lost.kind is Kind.LOSS
    assert lost.loss is not None
    assert (lost.loss.reason, lost.loss.competitor, lost.loss.value) == (
        "Price",
        "Beanworks",
        120050,
    )


def test_what_the_command_line_records_appears_in_the_open_window(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    window = open_desk_window(path)
    inbox = list_of(window, "inboxList")

    def command(*words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "feedbackdesk", "--workspace", str(path), *words], check=True
        )

    command("add", "Said while the window was open", "--who", "Dee Fox")
    qtbot.waitUntil(lambda: inbox.model().rowCount() == 1)
    qtbot.waitUntil(lambda: window.navigation.buttons["inbox"].count == 1)
    # What one face did, the other takes back.
    qtbot.waitUntil(window.actions_["undo"].isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: inbox.model().rowCount() == 0)
    command("redo")
    qtbot.waitUntil(lambda: inbox.model().rowCount() == 1)


def test_a_correction_in_the_inspector_is_one_step(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    desk = window.live.desk
    assert desk is not None
    inbox = list_of(window, "inboxList")
    first = inbox.model().index(0, 0)
    qtbot.mouseClick(
        inbox.viewport(), Qt.MouseButton.LeftButton, pos=inbox.visualRect(first).center()
    )
    qtbot.waitUntil(window.inspector.isVisible)
    settle(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    settle(qtbot, window)
    words = window.inspector.findChild(QPlainTextEdit, "wordsField")
    assert words is not None
    before = words.toPlainText()
    assert before
    words.setFocus()
    words.selectAll()
    qtbot.keyClicks(words, "What they really said")
    qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: window.toast.words.startswith("Edited"))
    assert "What they really said" in [one.text for one in desk.ask(list_feedback, inbox=True)]
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.toast.words.startswith("Undone"))
    settle(qtbot, window)
    assert before in [one.text for one in desk.ask(list_feedback, inbox=True)]


def test_every_word_of_a_number_can_be_read(
    open_desk_window: OpenWindow, qtbot: QtBot, sample_path: Path
) -> None:
    window = open_desk_window(sample_path)
    window.show_page("roadmap")
    settle(qtbot, window)
    now = list_of(window, "roadmapColumn.now")
    card = row_named(now, "Send invoices as PDF by e-mail")
    qtbot.mouseClick(now.viewport(), Qt.MouseButton.LeftButton, pos=now.visualRect(card).center())
    qtbot.waitUntil(window.inspector.isVisible)
    settle(qtbot, window)
    evidence = window.inspector.findChild(QListView, "evidenceList")
    assert evidence is not None
    qtbot.waitUntil(lambda: evidence.model().rowCount() == 17)
    settle(qtbot, window)
    assert "12 requests" in " ".join(
        label.text() for label in window.inspector.panel("item").findChildren(QWidget)
        if hasattr(label, "text") and callable(label.text)
    )  # fmt: skip
