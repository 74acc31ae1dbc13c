"""The words in the inspector: marked, filed in parts, taken back; and what they were before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.rows import Feedback, Mention
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import Channel, Kind
from feedbackdesk.ui.actions import Actions
from feedbackdesk.ui.inspector.said import LegendRow, Said
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TWO_NEEDS = "Please mail the invoice. And could you deliver at seven?"


@pytest.fixture
def window(open_desk_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window whose inbox holds one feedback of two needs, and another one."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Something else"))
    desk.do(record_feedback, NewFeedback(TWO_NEEDS, Speaker(name="Ann Lee")))
    desk.close()
    made = open_desk_window(path)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.inbox.view.setFocus()
    made.inbox.view.selectionModel().setCurrentIndex(
        made.inbox.model.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    return made


def into_the_words(window: MainWindow, qtbot: QtBot) -> QPlainTextEdit:
    """Press W in the inbox, and return the words that have the keyboard then."""
    qtbot.keyClick(window.inbox.view, Qt.Key.Key_W)
    settle(qtbot, window)
    words = window.inspector.findChild(QPlainTextEdit, "saidWords")
    assert words is not None
    assert words.hasFocus()
    return words


def name_it(window: MainWindow, qtbot: QtBot, name: str, field_name: str) -> None:
    """Type a theme into the question that is open, and press Enter."""
    fields = [f for f in window.findChildren(QLineEdit, field_name) if f.isVisible()]
    qtbot.waitUntil(fields[-1].hasFocus)
    settle(qtbot, window)
    qtbot.keyClicks(fields[-1], name)
    qtbot.keyClick(fields[-1], Qt.Key.Key_Return)
    settle(qtbot, window)


def test_two_needs_get_two_themes_each_with_its_own_words(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.live.desk
    assert desk is not None
    words = into_the_words(window, qtbot)
    (key,) = window.inbox.chosen()
    assert not words.textCursor().hasSelection()
    for _letter in range(24):
        qtbot.keyClick(words, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(words, Qt.Key.Key_N)
    name_it(window, qtbot, "Invoices", "questionField")
    # It has left the inbox, and stays here, so that the second need can be marked.
    assert [one.text for one in desk.ask(list_feedback, inbox=True)] == ["Something else"]
    assert window.inspector.feedback.key == key
    assert words.toPlainText() == TWO_NEEDS
    qtbot.waitUntil(words.hasFocus)
    qtbot.keyClick(words, Qt.Key.Key_End, CONTROL)
    for _word in range(6):
        qtbot.keyClick(words, Qt.Key.Key_Left, CONTROL | SHIFT)
    assert words.textCursor().selectedText() == "could you deliver at seven?"
    qtbot.keyClick(words, Qt.Key.Key_T)
    name_it(window, qtbot, "Early delivery", "chooserField")
    said = desk.ask(one_feedback, key)
    assert said is not None
    assert [(one.theme, one.quote) for one in said.mentions] == [
        ("Invoices", "Please mail the invoice."),
        ("Early delivery", "could you deliver at seven?"),
    ]
    assert len(words.extraSelections()) == 2
    legend = window.inspector.findChildren(LegendRow)
    name = legend[1].findChild(QPushButton)
    assert name is not None
    assert name.accessibleName() == "Early delivery: “could you deliver at seven?”"
    styles = {mark.format.underlineStyle() for mark in words.extraSelections()}
    assert len(styles) == 2
    # One is taken away by its cross, and the undo brings it back.
    cross = legend[0].findChild(QToolButton)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert len(words.extraSelections()) == 1
    qtbot.keyClick(words, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(words.extraSelections()) == 2)
    # Another row is looked at only when the owner chooses it.
    assert window.inspector.feedback.key == key
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert window.inbox.view.hasFocus()


def test_shift_tab_comes_back_to_the_list(window: MainWindow, qtbot: QtBot) -> None:
    words = into_the_words(window, qtbot)
    qtbot.keyClick(words, Qt.Key.Key_Backtab, SHIFT)
    assert window.inbox.view.hasFocus()


def test_unmarked_words_are_filed_as_a_whole(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.live.desk
    assert desk is not None
    words = into_the_words(window, qtbot)
    (key,) = window.inbox.chosen()
    qtbot.keyClick(words, Qt.Key.Key_T)
    name_it(window, qtbot, "Everything", "chooserField")
    said = desk.ask(one_feedback, key)
    assert said is not None
    assert [(one.theme, one.quote) for one in said.mentions] == [("Everything", None)]


def test_it_is_corrected_and_tells_what_it_was(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.live.desk
    assert desk is not None
    into_the_words(window, qtbot)
    (key,) = window.inbox.chosen()
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    form = window.inspector.feedback.form
    settle(qtbot, window)
    assert form.words.hasFocus()
    form.words.selectAll()
    qtbot.keyClicks(form.words, "What was meant")
    form.channel.setCurrentIndex(form.channel.findData(Channel.EMAIL.value))
    form.who.setText("Bo Ek")
    qtbot.keyClick(form.words, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: window.toast.words.startswith("Edited"))
    settle(qtbot, window)
    said = desk.ask(one_feedback, key)
    assert said is not None
    assert (said.text, said.channel, said.who) == ("What was meant", Channel.EMAIL, "Bo Ek")
    shown = " ".join(one.text() for one in window.inspector.feedback.findChildren(QLabel))
    assert f"words, before: “{TWO_NEEDS}”" in shown
    assert "channel, before: Call" in shown
    assert "person, before: Ann Lee" in shown


def test_escape_gives_a_correction_up(window: MainWindow, qtbot: QtBot) -> None:
    words = into_the_words(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL)
    form = window.inspector.feedback.form
    settle(qtbot, window)
    qtbot.keyClicks(form.words, "No, ")
    qtbot.keyClick(form.words, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert words.hasFocus()
    assert words.toPlainText() == TWO_NEEDS
    assert not form.is_dirty()


@pytest.fixture
def said(qtbot: QtBot) -> Said:
    """The words on their own."""
    owner = QPlainTextEdit()
    qtbot.addWidget(owner)
    made = Said(Actions(owner))
    qtbot.addWidget(made)
    made.resize(300, 300)
    return made


def of(text: str, *quotes: str) -> Feedback:
    """Return a feedback with quotes of it."""
    return Feedback(
        1, date(2026, 1, 5), Kind.REQUEST, Channel.CALL, text,
        mentions=tuple(Mention(n, 1, n, f"Theme {n}", q) for n, q in enumerate(quotes, start=1)),
    )  # fmt: skip


_texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.sampled_from("🙂👩‍👩‍👧\u202eאב\u00a0\u2028\n"),
    min_size=1,
    max_size=60,
).map(clean)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(text=_texts.filter(bool), ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_what_is_marked_is_part_of_what_was_said(
    said: Said, text: str, ends: tuple[int, int]
) -> None:
    start, end = sorted(min(one, len(text)) for one in ends)
    said.show_said(of(text))
    said.mark(start, end)
    assert said.marked() == clean(text[start:end])
    quote = said.marked()
    if quote:
        said.show_said(of(text, quote))
        (mark,) = said.words.extraSelections()
        first = text.find(quote)
        assert mark.cursor.selectionStart() == len(text[:first].encode("utf-16-le")) // 2


def test_five_megabytes_are_read_at_once(said: Said, qtbot: QtBot) -> None:
    text = "x" * 2_500_000 + " word" * 500_000
    said.show()
    said.show_said(of(text, "word"))
    assert len(said.words.toPlainText()) == 20_000
    assert "4,980,000 more characters" in " ".join(one.text() for one in said.findChildren(QLabel))
    said.words.selectAll()
    assert len(said.marked()) == 20_000
    said.words.moveCursor(QTextCursor.MoveOperation.End)
    said.show_said(of("Short again"))
    assert said.marked() == ""


def test_corrections_are_told_while_they_are_in_force(desk: Desk) -> None:
    from feedbackdesk.desk.history import versions_of

    key = desk.do(record_feedback, NewFeedback("First words", Speaker(name="Ann Lee"))).result
    assert desk.ask(versions_of, key) == []
    desk.do(edit_feedback, key, FeedbackFacts(text="Second words"))
    desk.do(edit_feedback, key, FeedbackFacts(who="Bo Ek", kind=Kind.PRAISE))
    newest, _kind, oldest = sorted(
        desk.ask(versions_of, key), key=lambda one: ("person", "kind", "text").index(one.field)
    )
    assert (newest.before, newest.after) == ("Ann Lee", "Bo Ek")
    assert (oldest.field, oldest.before, oldest.after) == ("text", "First words", "Second words")
    desk.undo()
    assert [one.field for one in desk.ask(versions_of, key)] == ["text"]
    desk.undo()
    assert desk.ask(versions_of, key) == []
    desk.redo()
    assert [one.before for one in desk.ask(versions_of, key)] == ["First words"]
