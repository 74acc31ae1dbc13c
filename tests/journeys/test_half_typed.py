"""A power cut in the middle of a call: what was half typed is there again, and is recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedbackdesk import paths
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.domain.words import Kind
from tests.driver.fixtures import Drive, DriveSmall
from tests.driver.waiting import until

ROOT = Path(__file__).parents[2]
ELSEWHERE = ("-m", "tests.driver.elsewhere")
WORDS = "Can you mail me the inv"


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start a process with a window that nobody sees."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
    )


def has_on_the_disk(process: subprocess.Popen[bytes], drafts: Drafts, words: str) -> bool:
    """Whether words stand in a draft, while the process that writes them lives."""
    assert process.poll() is None, process.stderr and process.stderr.read()
    return any(words in one.read_text("utf-8") for one in drafts.folder.glob("*.json"))


@pytest.mark.parametrize("face", ["window", "capture"])
def test_what_was_half_typed_survives_a_kill(drive: Drive, tmp_path: Path, face: str) -> None:
    path = tmp_path / "shop.feedbackdesk"
    Desk.open(path).close()
    drafts = Drafts(path)
    steps = [
        ["press", "Ctrl+N"], ["type", "Ann Lee"], ["press", "Tab", "Tab"], ["type", WORDS],
    ]  # fmt: skip
    arguments = (
        (*ELSEWHERE, str(path), json.dumps(steps))
        if face == "window"
        else ("-m", "feedbackdesk", "--workspace", str(path), "capture",
              "--who", "Ann Lee", "--text", WORDS)
    )  # fmt: skip
    with start(*arguments) as process:
        until(lambda: has_on_the_disk(process, drafts, WORDS), "a draft")
        assert drafts.waiting() == [], "it is being typed"
        process.kill()
    assert [one.title for one in drafts.waiting()] == [f"Ann Lee – {WORDS}"]

    window = drive(path)
    assert window.button("halfTyped").says.startswith("1")
    window.press("Ctrl+N")
    who, words = window.field("whoField"), window.field("wordsField")
    assert (who.holds, words.holds) == ("", ""), "a new call is never held up by an old one"
    assert window.label("draftWords").spoken.endswith(f"“Ann Lee – {WORDS}”")
    window.press("Alt+E")
    window.until(lambda: (who.holds, words.holds) == ("Ann Lee", WORDS), "what was typed")
    window.settle()
    window.press("End")
    window.type("oice?")
    window.press("Ctrl+Enter")
    assert not window.has("captureForm")
    assert not window.has("halfTyped")
    (one,) = window.desk.ask(list_feedback)
    assert (one.who, one.text) == ("Ann Lee", "Can you mail me the invoice?")
    assert drafts.waiting() == []
    assert list(drafts.folder.iterdir()) == []
    assert paths.drafts_dir() in drafts.folder.parents


def test_the_small_window_records_beside_the_large_one(
    drive: Drive, drive_small: DriveSmall, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    window = drive(path)
    small = drive_small(path, who="Bo Ek", text="Send the bill as PDF.")
    small.begin()
    assert small.keyboard == "wordsField", "who it was is known"
    small.press("Ctrl+Enter")
    assert not small.is_open
    assert small.status == 0
    assert not small.holds_workspace, "it lets go of the workspace"
    # The large window notices without being told.
    window.until(lambda: window.shown("inboxList") == ["Send the bill as PDF."], "what was said")
    assert window.button("nav.inbox").spoken == "Inbox, 1"
    assert Drafts(path).waiting() == []


def test_a_letter_that_was_begun_survives_a_kill(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("Stale!", Speaker("Ann Lee"), kind=Kind.PROBLEM))
    desk.close()
    drafts = Drafts(path)
    steps = [["press", "Ctrl+4"], ["act", "owed_open"], ["type", "Dear Ann"]]
    with start(*ELSEWHERE, str(path), json.dumps(steps)) as process:
        until(lambda: has_on_the_disk(process, drafts, "Dear Ann"), "a draft")
        assert [one.name.startswith("letter-") for one in drafts.folder.glob("*.json")] == [True]
        process.kill()
    window = drive(path)
    window.press("Ctrl+4")
    assert "Dear Ann" in window.field("letterBody").says
