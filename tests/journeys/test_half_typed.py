"""A power cut in the middle of a call: what was half typed is there again, and is recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.words import Kind
from tests.windows import OpenWindow, settle

ROOT = Path(__file__).parents[2]

_TYPING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from feedbackdesk.ui.application import make_application, open_window
app = make_application([])
window = open_window(sys.argv[1])
def type_it():
    window.capturing.open()
    form = window.findChild(QWidget, "captureForm").form
    QTest.keyClicks(form.who, "Ann Lee")
    QTest.keyClicks(form.words, "Can you mail me the inv")
window.live.opened.connect(lambda: QTimer.singleShot(0, type_it))
app.exec()
"""

_WRITING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from feedbackdesk.ui.application import make_application, open_window
app = make_application([])
window = open_window(sys.argv[1])
def write():
    window.show_page("owed")
    window.owed.shown.connect(window.owed.open_letter)
    letter = window.owed.detail.letter
    def type_it():
        if letter.isVisible():
            QTest.keyClicks(letter._body, "Dear Ann")
            clock.stop()
    clock.timeout.connect(type_it)
    clock.start()
clock = QTimer(interval=50)
window.live.opened.connect(lambda: QTimer.singleShot(0, write))
app.exec()
"""


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a process with a window that nobody sees."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("face", ["window", "capture"])
def test_what_was_half_typed_survives_a_kill(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path, face: str
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    Desk.open(path).close()
    drafts = Drafts(path)
    words = "Can you mail me the inv"
    arguments = (
        ("-c", _TYPING, str(path))
        if face == "window"
        else ("-m", "feedbackdesk", "--workspace", str(path), "capture",
              "--who", "Ann Lee", "--text", words)
    )  # fmt: skip
    with start(*arguments) as process:

        def is_on_the_disk() -> bool:
            assert process.poll() is None, process.stderr and process.stderr.read()
            return any(words in one.read_text("utf-8") for one in drafts.folder.glob("*.json"))

        qtbot.waitUntil(is_on_the_disk, timeout=30_000)
        assert drafts.waiting() == [], "it is being typed"
        process.kill()
    assert [one.title for one in drafts.waiting()] == [f"Ann Lee – {words}"]

    window = open_desk_window(path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = window.capturing.form
    assert dialog is not None
    qtbot.waitUntil(dialog.line.isVisible)
    settle(qtbot, window)
    assert dialog.form.is_blank(), "a new call is never held up by an old one"
    qtbot.keyClick(dialog, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.form.words.words() == words)
    settle(qtbot, window)
    qtbot.keyClick(dialog.form.words, Qt.Key.Key_End)
    qtbot.keyClicks(dialog.form.words, "oice?")
    qtbot.keyClick(dialog.form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, window)
    assert window.live.desk is not None
    (one,) = window.live.desk.ask(list_feedback)
    assert (one.who, one.text) == ("Ann Lee", "Can you mail me the invoice?")
    assert drafts.waiting() == []
    assert list(drafts.folder.iterdir()) == []
    assert paths.drafts_dir() in drafts.folder.parents


def test_the_small_window_records_beside_the_large_one(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    from feedbackdesk.ui.capture.alone import Alone

    path = tmp_path / "shop.feedbackdesk"
    window = open_desk_window(path)
    alone = Alone(path, who="Bo Ek", kind=None, text="Send the bill as PDF.")
    qtbot.waitUntil(lambda: alone.live.desk is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not alone.live.busy)
    qtbot.keyClick(alone.dialog.form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not alone.dialog.isVisible(), timeout=10_000)
    assert alone.status == 0
    assert alone.live.desk is None, "it lets go of the workspace"
    # The large window notices without being told.
    qtbot.waitUntil(lambda: window.navigation.buttons["inbox"].count == 1, timeout=10_000)
    assert Drafts(path).waiting() == []
    alone.dialog.deleteLater()
    QApplication.processEvents()


def test_a_letter_that_was_begun_survives_a_kill(
    open_desk_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Stale!", Speaker("Ann Lee"), kind=Kind.PROBLEM))
    desk.close()
    drafts = Drafts(path)
    with start("-c", _WRITING, str(path)) as process:

        def is_on_the_disk() -> bool:
            assert process.poll() is None, process.stderr and process.stderr.read()
            found = drafts.folder.glob("letter-*.json")
            return any("Dear Ann" in one.read_text("utf-8") for one in found)

        qtbot.waitUntil(is_on_the_disk, timeout=30_000)
        process.kill()
    window = open_desk_window(path)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    letter = window.owed.detail.letter
    qtbot.waitUntil(letter.isVisible)
    assert "Dear Ann" in letter.body
