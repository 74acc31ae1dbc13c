"""The history page: a step is found, taken back alone, refused with a way on, and jumped from."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    archive_many,
    delete_feedback,
    edit_feedback,
    feedback_ids,
    record_feedback,
)
from feedbackdesk.desk.history import history
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.themes import add_theme, all_themes, merge_themes, rename_theme
from feedbackdesk.domain.rows import HistoryEntry
from feedbackdesk.store import schema
from feedbackdesk.ui.delegates.history import did
from feedbackdesk.ui.live import Live
from feedbackdesk.ui.models.history import HistoryModel
from feedbackdesk.ui.models.roles import KEY, ROW
from feedbackdesk.ui.pages.history import HistoryPage
from feedbackdesk.ui.window import MainWindow
from tests.windows import OpenWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which something was recorded, renamed and merged."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(
        record_feedback, NewFeedback("Mail me the bill.", Speaker("Ann Lee"), themes=("Bills",))
    )
    theme = desk.ask(all_themes)[0].id
    desk.do(rename_theme, theme, "Bills by e-mail")
    other = desk.do(add_theme, "Invoices").result
    desk.do(merge_themes, other, theme)
    desk.close()
    return path


def open_history(window: MainWindow, qtbot: QtBot) -> HistoryPage:
    """Go to the history by its key."""
    qtbot.keyClick(window, Qt.Key.Key_8, CONTROL)
    qtbot.waitUntil(lambda: not window.live.busy and window.history.isVisible())
    settle(qtbot, window)
    return window.history


def shown(page: HistoryPage) -> list[str]:
    """Return what the list says, headings too."""
    model = page.model
    lines: list[str | None] = [None]
    while None in lines:
        wait_for(page.live)
        lines = [model.data(model.index(row)) for row in range(model.rowCount())]
    return [line for line in lines if line is not None]


def wait_for(live: Live) -> None:
    """Let answers arrive until none is on its way."""
    while live.busy:
        QApplication.processEvents()


def choose(page: HistoryPage, words: str, qtbot: QtBot) -> HistoryEntry:
    """Choose the step that did something."""
    model = page.model
    for row in range(model.rowCount()):
        entry = model.data(model.index(row), ROW)
        if isinstance(entry, HistoryEntry) and did(entry) == words:
            page.choose(entry.id)
            qtbot.waitUntil(lambda: not page.live.busy)
            return entry
    raise AssertionError(f"{words} is not among {shown(page)}")


def button(page: HistoryPage, name: str) -> QPushButton:
    """Return a button of the step."""
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def said(page: HistoryPage) -> str:
    """Return all the step says."""
    labels = page.detail.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def names(path: Path) -> list[str]:
    """Return the themes, as another process finds them."""
    desk = Desk.open(path, create=False)
    found = sorted(theme.name for theme in desk.ask(all_themes))
    desk.close()
    return found


def test_one_step_is_taken_back_alone_by_key_and_done_again(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    assert shown(page)[0] == "Today"
    assert [line.split(", ")[1] for line in shown(page)[1:]] == [
        "Merged Invoices into Bills by e-mail",
        "Added theme Invoices",
        "Renamed theme to Bills by e-mail",
        "Recorded “Mail me the bill.”",
    ]
    chosen = choose(page, "Renamed theme to Bills by e-mail", qtbot)
    assert "Theme renamed: Bills → Bills by e-mail" in said(page)
    qtbot.keyClick(page.view, Qt.Key.Key_Z, ALT)
    settle(qtbot, window)
    assert names(shop) == ["Bills"], "the merge stays"
    assert window.toast.words == "Undone: Rename theme to Bills by e-mail."
    assert page.detail.entry is not None
    assert page.detail.entry.id == chosen.id
    assert "taken back at" in said(page)
    again = button(page, "historyUndo")
    assert again.text() == "Do again"
    assert window.actions_["history_undo"].text() == "&Do this step again"
    assert "This cannot" not in said(page)
    again.click()
    settle(qtbot, window)
    assert window.actions_["history_undo"].text() == "&Undo this step"
    assert names(shop) == ["Bills by e-mail"]
    assert shown(page)[1].split(", ")[1] == "Done again: Rename theme to Bills by e-mail"


def test_a_refused_undo_names_what_is_in_the_way_and_leads_there(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    choose(page, "Recorded “Mail me the bill.”", qtbot)
    assert "This cannot be undone alone" in said(page), "known before it is tried"
    button(page, "historyUndo").click()
    settle(qtbot, window)
    assert "A later step changed the same" in said(page)
    assert names(shop) == ["Bills by e-mail"]
    button(page, "historyBlocker").click()
    settle(qtbot, window)
    assert page.detail.entry is not None
    assert page.detail.entry.label == "Rename theme to Bills by e-mail"
    assert "This cannot be undone alone" not in said(page)


def test_the_blocker_is_found_also_where_a_filter_hides_it(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    page.search.setText("recorded record")
    page.search.setText("record")
    qtbot.waitUntil(lambda: page.model.number == 1)
    settle(qtbot, window)
    choose(page, "Recorded “Mail me the bill.”", qtbot)
    button(page, "historyBlocker").click()
    qtbot.waitUntil(lambda: page.model.number == 4)
    settle(qtbot, window)
    assert page.detail.entry is not None
    assert page.detail.entry.label == "Rename theme to Bills by e-mail"
    assert page.search.text() == ""


@pytest.mark.parametrize(
    ("words", "where", "inspected"),
    [
        ("Recorded “Mail me the bill.”", "historyPage", "Feedback"),
        ("Renamed theme to Bills by e-mail", "themesPage", "Theme"),
        ("Planned Answer the bills", "roadmapPage", "Roadmap item"),
    ],
)
def test_enter_jumps_to_what_a_step_changed(
    open_desk_window: OpenWindow,
    qtbot: QtBot,
    shop: Path,
    words: str,
    where: str,
    inspected: str,
) -> None:
    desk = Desk.open(shop)
    desk.do(plan, ["Bills by e-mail"], item="Answer the bills")
    desk.close()
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    choose(page, words, qtbot)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(window.inspector.isVisible)
    settle(qtbot, window)
    assert window._page(window.page_name).objectName() == where
    assert window.inspector._word.text() == inspected


def test_what_happened_meanwhile_is_there_when_the_page_is_looked_at_again(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    window.show_page("inbox")
    window.live.do(add_theme, "Parking")
    settle(qtbot, window)
    assert page.model.number == 4
    open_history(window, qtbot)
    qtbot.waitUntil(lambda: "Added theme Parking" in shown(page)[1])


def test_what_was_deleted_says_when(open_desk_window: OpenWindow, qtbot: QtBot, shop: Path) -> None:
    desk = Desk.open(shop)
    desk.do(delete_feedback, desk.ask(feedback_ids)[0])
    desk.close()
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    choose(page, "Recorded “Mail me the bill.”", qtbot)
    button(page, "historyJump").click()
    settle(qtbot, window)
    assert window.toast.words.startswith("“Mail me the bill.” was deleted on ")
    assert window.stack.currentWidget() is page


def test_a_step_of_the_command_line_appears_above_what_is_being_read(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    desk = Desk.open(shop)
    for number in range(40):
        desk.do(add_theme, f"Need {number}")
    desk.close()
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    choose(page, "Renamed theme to Bills by e-mail", qtbot)
    before = page.view.visualRect(page.view.currentIndex()).top()
    assert page.view.verticalScrollBar().value() > 0
    other = Desk.open(shop, source="command line")
    other.do(add_theme, "Parking")
    other.close()
    qtbot.waitUntil(lambda: page.model.number == 45)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Added theme Parking" in shown(page)[1])
    assert "at the command line" in shown(page)[1]
    assert page.view.visualRect(page.view.currentIndex()).top() == before
    assert page.detail.entry is not None
    assert page.detail.entry.label == "Rename theme to Bills by e-mail"


def test_filters_narrow_the_list_and_one_thing_can_be_followed(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    kind = page.findChild(QComboBox, "historyKind")
    source = page.findChild(QComboBox, "historySource")
    assert kind is not None
    assert source is not None
    kind.setCurrentText("People")
    qtbot.waitUntil(lambda: page.model.number == 1)
    source.setCurrentText("Imports")
    qtbot.waitUntil(lambda: page.model.number == 0)
    kind.setCurrentText("Everything")
    source.setCurrentText("From anywhere")
    qtbot.waitUntil(lambda: page.model.number == 4)
    settle(qtbot, window)
    choose(page, "Added theme Invoices", qtbot)
    button(page, "historyOnly").click()
    qtbot.waitUntil(lambda: page.model.number == 2)
    only = button(page, "historyOnlyThis")
    assert only.text() == "Only Invoices"
    only.click()
    qtbot.waitUntil(lambda: page.model.number == 4)
    settle(qtbot, window)


def test_a_day_is_jumped_to_as_it_is_said(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    with closing(sqlite3.connect(shop)) as raw, raw:
        for step_id, days in ((1, 9), (2, 9), (3, 2)):
            at = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds")
            raw.execute("UPDATE step SET at = ? WHERE id = ?", (at, step_id))
    window = open_desk_window(shop)
    page = open_history(window, qtbot)
    assert len(shown(page)) == 7, "three days, each with its heading"
    day = page.findChild(QLineEdit, "historyDay")
    assert day is not None
    day.setText((date.today() - timedelta(days=5)).isoformat())
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert page.view.currentIndex().data(KEY) == 2, "the last day before it on which something was"
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    assert page.view.currentIndex().data(KEY) == 3, "headings are passed over"
    day.setText("tomorrow")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert page.view.currentIndex().data(KEY) == max(
        index.data(KEY) or 0 for index in map(page.model.index, range(page.model.rowCount()))
    ), "the newest"
    for wrong in ("", "gestern 💥", "1901-01-01"):
        day.setText(wrong)
        qtbot.keyClick(day, Qt.Key.Key_Return)
        assert window.toast.words
    settle(qtbot, window)


def test_a_large_step_shows_its_first_changes_and_more_when_asked(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    keys = [desk.do(record_feedback, NewFeedback(f"Number {n}.")).result for n in range(60)]
    desk.do(archive_many, keys, "60 feedbacks")
    desk.close()
    window = open_desk_window(path)
    page = open_history(window, qtbot)
    assert page.detail.entry is not None, "the newest is shown at once"
    more = button(page, "historyMore")
    assert more.text() == "… and 40 more"
    assert said(page).count("Archived: no → yes") == 20
    more.click()
    settle(qtbot, window)
    assert not more.isVisible()
    assert said(page).count("Archived: no → yes") == 60


def test_a_long_text_is_read_whole(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    key = desk.do(record_feedback, NewFeedback("Long. " * 200_000)).result
    desk.do(edit_feedback, key, FeedbackFacts(text="Short."))
    desk.close()
    window = open_desk_window(path)
    page = open_history(window, qtbot)
    assert len(said(page)) < 2_000
    button(page, "historyWhole").click()
    settle(qtbot, window)
    dialog = page.findChild(QDialog, "wholeText")
    assert dialog is not None
    before = dialog.findChild(QPlainTextEdit, "wholeBefore")
    assert before is not None
    assert len(before.toPlainText()) == len(("Long. " * 200_000).strip())
    dialog.reject()


HOSTILE = [
    "<img src=x onerror=alert(1)><b>bold</b>",
    "&amp; &lt;a href='https://x.example'&gt;",
    "مرحبا 🕘 \u202eoverride\u202c",
    "quotes \" ' ( ) [ ] { } {0} %s \\ end",
    "a" * 290,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_from_outside_are_plain_text(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    key = desk.do(add_theme, "Hours").result
    desk.do(rename_theme, key, name)
    desk.close()
    window = open_desk_window(path)
    page = open_history(window, qtbot)
    stored = names(path)[0]
    assert f"Theme renamed: Hours → {stored}" in said(page)
    outside = [one for one in page.findChildren(QLabel) if stored[:8] in one.text()]
    assert outside
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in outside)
    page.search.setText(name)
    settle(qtbot, window)
    page.grab()
    settle(qtbot, window)


def test_a_new_owner_reads_what_the_page_is_for(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_desk_window(tmp_path / "new.feedbackdesk")
    page = open_history(window, qtbot)
    assert page.empty.isVisible()
    window.live.do(add_theme, "Hours")
    qtbot.waitUntil(page.view.isVisible)
    settle(qtbot, window)


def add_steps(path: Path, number: int) -> None:
    """Add steps as the log keeps them, a minute apart."""
    now = datetime.now(UTC)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO step(uid, at, author, source, revision, kind, label, facts)"
            f" VALUES (?, ?, 'Ann', 'window', '{schema.REVISION}', 'do', 'Edit theme', '{{}}')",
            (
                (
                    f"{now}{n}",
                    (now - timedelta(minutes=number - n)).isoformat(timespec="microseconds"),
                )
                for n in range(number)
            ),
        )


def test_fifty_thousand_steps_fetch_only_what_is_seen(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "long.feedbackdesk"
    Desk.open(path).close()
    add_steps(path, 50_000)
    window = open_desk_window(path)
    page = open_history(window, qtbot)
    qtbot.waitUntil(lambda: page.model.number == 50_000)
    page.grab()
    settle(qtbot, window)
    assert len(page.model._rows) <= 3 * 64
    page.view.scrollTo(page.model.index(25_000), page.view.ScrollHint.PositionAtCenter)
    page.grab()
    settle(qtbot, window)
    assert page.model.data(page.model.index(25_000), ROW) is not None
    assert len(page.model._rows) <= 6 * 64
    page.view.scrollToBottom()
    page.grab()
    settle(qtbot, window)
    assert page.model.data(page.model.index(page.model.rowCount() - 1), KEY) == 1


def test_toasts_are_reached_by_key_and_lead_back_and_forth(
    open_desk_window: OpenWindow, qtbot: QtBot, shop: Path
) -> None:
    window = open_desk_window(shop)
    window.live.do(add_theme, "Parking")
    settle(qtbot, window)
    offer = window.toast.findChild(QPushButton, "toastUndo")
    assert offer is not None
    for words, gone in (("Undo", True), ("Do again", False), ("Undo", True)):
        assert offer.isVisible()
        assert offer.text() == words
        assert window.toast.accessibleName() == window.toast.words
        qtbot.keyClick(window, Qt.Key.Key_F8)
        assert window.focusWidget() is offer
        qtbot.keyClick(offer, Qt.Key.Key_Space)
        settle(qtbot, window)
        assert ("Parking" not in names(shop)) is gone


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["add", "undo", "redo", "look", "older day"]), max_size=14))
def test_the_order_is_that_of_the_log_whoever_wrote_it(work: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.feedbackdesk"
        other = Desk.open(path, source="command line")
        live = Live(path)
        live.open()
        model = HistoryModel(live)
        live.touched.connect(lambda _touched: model.follow())
        model.show_these(model.wanted)
        for number, what in enumerate(work):
            labels = other.labels()
            if what == "add":
                other.do(add_theme, f"Need {number}")
            elif what == "undo" and labels.undo:
                other.undo()
            elif what == "redo" and labels.redo:
                other.redo()
            elif what == "older day":
                add_steps(path, 2)
            elif what == "look":
                wait_for(live)
            assert live.desk is not None
            live.desk.poll()
        wait_for(live)
        model.follow()
        wait_for(live)
        keys = [model.data(model.index(row), KEY) for row in range(model.rowCount())]
        wait_for(live)
        log = [entry.id for entry in other.ask(history)]
        assert [key for key in keys if key is not None] == log
        assert model.number == len(log)
        headed = [row for row, key in enumerate(keys) if key is None]
        assert bool(headed) == bool(log)
        live.close()
        other.close()
