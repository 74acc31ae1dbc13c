"""A defect is written down so that it can be mended, and quotes nobody."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from feedbackdesk import defects
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.roadmap import plan
from tests.cli.conftest import ROOT
from tests.driver.fixtures import Drive

SECRETS = ("Zanthia", "marmalade", "価格")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the log lies: a folder of this test alone."""
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "own"))
    return tmp_path / "own"


def broken(path: Path) -> None:
    """Make a workspace in which a defect meets what customers said."""
    desk = Desk.open(path)
    words = NewFeedback("Too much marmalade, 価格", Speaker("Zanthia Quorl"), themes=("Jam",))
    desk.do(record_feedback, words)
    desk.do(plan, ["Jam"])
    desk.remember_print("working", "requests", ())
    desk.close()
    with closing(sqlite3.connect(path)) as raw:
        # It is what it is to be, JSON, and no list that this program knows how to read.
        raw.execute("""UPDATE print_run SET items = '[{"Zanthia": "marmalade, 価格"}]'""")
        raw.commit()


def test_what_is_told_leads_to_the_place_and_through_all_causes() -> None:
    def read(words: str) -> None:
        try:
            int(words)
        except ValueError as error:
            raise LookupError(words) from error

    with pytest.raises(LookupError) as raised:
        read(" ".join(SECRETS))
    told = defects.details(raised.value)
    assert told.index("ValueError") < told.index("LookupError"), "the first cause first"
    assert Path(__file__).name in told
    assert "in read" in told
    assert told.startswith("FeedbackDesk ")
    assert not [secret for secret in SECRETS if secret in told]


def test_a_circle_of_causes_ends() -> None:
    one, other = ValueError("one"), KeyError("other")
    one.__cause__, other.__cause__ = other, one
    assert defects.details(one).count("ValueError") == 1


def test_the_kind_of_an_error_of_the_file_is_told() -> None:
    with closing(sqlite3.connect(":memory:")) as raw, pytest.raises(sqlite3.Error) as raised:
        raw.execute("SELECT marmalade")
    assert "sqlite3.OperationalError (SQLITE_ERROR)" in defects.details(raised.value)


def test_the_log_is_kept_small_and_the_owners(state: Path) -> None:
    log = defects.write_down(ValueError("x"))
    for _month in range(6):
        with log.open("ab") as file:
            file.write(b"what went before\n" * 30_000)
        assert defects.write_down(ValueError("x")) == log
    logs = sorted(log.parent.iterdir())
    assert [one.name for one in logs] == [log.name, *(f"{log.name}.{one}" for one in (1, 2, 3))]
    assert all(one.stat().st_size < 600_000 for one in logs)
    if os.name == "posix":
        assert all(one.stat().st_mode & 0o077 == 0 for one in (log.parent, *logs))


def test_a_log_that_cannot_be_written_is_said(state: Path) -> None:
    state.write_text("no folder")
    with pytest.raises((FileExistsError, NotADirectoryError)):
        defects.write_down(ValueError())


def test_the_terminal_writes_no_word_of_anybody(state: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    broken(path)
    done = subprocess.run(
        [sys.executable, "-m", "feedbackdesk", "--workspace", str(path), "compare"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    (log,) = state.rglob("feedbackdesk.log")
    assert str(log) in done.stderr
    written = log.read_text("utf-8")
    assert "KeyError" in written
    assert not [one for one in SECRETS if one in written + done.stderr]


def test_the_window_goes_on_and_copies_no_word_of_anybody(
    drive: Drive, defects: None, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    broken(path)
    window = drive(path)
    window.act("compare")
    window.until(lambda: window.dialog() == "defectBox", "the calm window")
    assert "What you saved before is safe" in window.asked()
    window.answer("Copy details")
    assert "KeyError" in window.clipboard
    assert not [one for one in SECRETS if one in window.clipboard]
    window.press("Esc")
    window.go("inbox")
    assert window.page == "inbox"
