"""The window says so at once when its file is another one, and leads on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.backups import back_up
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.domain.rotation import Why
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive


@pytest.fixture
def window(drive: Drive, tmp_path: Path) -> Driver:
    """A window over a workspace in a folder of its own, in which one thing was said."""
    folder = tmp_path / "desk"
    folder.mkdir()
    made = drive(folder / "shop.feedbackdesk")
    record(made, "Deliver on Mondays")
    return made


def record(window: Driver, words: str) -> None:
    """Record what somebody said, by keys alone."""
    write(window, words)
    window.press("Ctrl+Return")


def write(window: Driver, words: str) -> None:
    """Begin to record what somebody said."""
    window.press("Ctrl+N")
    window.field("wordsField").type(words)


def go_on_writing(window: Driver, words: str) -> None:
    """Go on with what waits to be recorded."""
    window.press("Ctrl+N", "Alt+E")
    window.until(lambda: window.field("wordsField").holds == words, "what was being written")


def until_told(window: Driver) -> str:
    """Wait until the window has seen what happened; return what it says."""
    window.until(lambda: window.has("astrayNotice"), "the notice")
    window.settle()
    return window.text("astrayNotice")


def business(path: Path, words: str) -> Path:
    """Make another workspace in which something was said, and close it."""
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback(words))
    desk.close()
    return path


def said(window: Driver) -> list[str]:
    """Return what was recorded, in the order of the alphabet."""
    return sorted(one.text for one in window.desk.ask(list_feedback))


def test_a_file_that_was_moved_is_found_again_with_what_was_being_written(
    window: Driver, tmp_path: Path
) -> None:
    write(window, "Open on Sundays")
    moved = tmp_path / "shop of ours.feedbackdesk"
    window.path.rename(moved)
    window.press("Ctrl+Return")
    assert "no longer there" in window.text(window.dialog())
    assert window.field("wordsField").holds == "Open on Sundays"
    window.press("Escape")
    assert "is not in its folder any more" in until_told(window)
    assert not window.path.exists(), "nothing was made in its place"
    with window.naming(moved):
        window.click("astraySearch")
    here = window.follow()
    assert here.path == moved
    assert not here.has("astrayNotice")
    assert said(here) == ["Deliver on Mondays"]
    go_on_writing(here, "Open on Sundays")
    here.press("Ctrl+Return")
    assert said(here) == ["Deliver on Mondays", "Open on Sundays"]


def test_another_file_is_not_taken_for_the_one_that_was_moved(
    window: Driver, tmp_path: Path
) -> None:
    other = business(tmp_path / "other.feedbackdesk", "Somebody else's")
    window.path.rename(tmp_path / "moved.feedbackdesk")
    until_told(window)
    with window.naming(other):
        window.click("astraySearch")
    assert "is not the file that was open here" in window.says()
    assert window.is_open


def test_a_file_that_comes_back_is_said(window: Driver) -> None:
    aside = window.path.rename(window.path.with_name("aside"))
    until_told(window)
    aside.rename(window.path)
    window.until(lambda: not window.has("astrayNotice"), "the end of the notice")
    assert "The file is back" in window.says()
    record(window, "Open on Sundays")
    assert said(window) == ["Deliver on Mondays", "Open on Sundays"]


@pytest.mark.parametrize("copied", [False, True], ids=["moved there", "copied over it"])
def test_what_was_being_written_goes_into_the_file_that_is_there_now(
    window: Driver, tmp_path: Path, *, copied: bool
) -> None:
    other = business(tmp_path / "other.feedbackdesk", "Said last year")
    write(window, "Open on Sundays")
    if copied:
        window.path.write_bytes(other.read_bytes())
    else:
        other.replace(window.path)
    window.press("Ctrl+Return")
    assert "Nothing was changed" in window.text(window.dialog())
    window.press("Escape")
    words = until_told(window)
    assert ("wrote over" if copied else "has taken the place of") in words
    assert window.has("astrayCopy") is not copied
    assert window.has("astrayBackups") is copied, "what was written over is in them alone"
    window.click("astrayReopen")
    if not copied:  # what was there before has no name any more
        assert "was deleted while it was open" in window.asked()
        window.press("Alt+L")
    here = window.follow()
    assert said(here) == ["Said last year"]
    go_on_writing(here, "Open on Sundays")
    here.press("Ctrl+Return")
    assert said(here) == ["Open on Sundays", "Said last year"]


def test_from_a_file_that_was_written_over_the_way_leads_to_its_backups(
    window: Driver, tmp_path: Path
) -> None:
    assert back_up(window.desk, Why.ASKED) is not None
    other = business(tmp_path / "other.feedbackdesk", "Said last year")
    window.path.write_bytes(other.read_bytes())
    until_told(window)
    window.click("astrayBackups")
    assert window.page == "backups"
    assert "asked for" in window.rows("backupsList")[1]


def test_all_that_a_deleted_file_held_is_saved_to_another_one(
    window: Driver, tmp_path: Path
) -> None:
    window.path.unlink()
    assert "deleted" in until_told(window)
    rescued = tmp_path / "rescued.feedbackdesk"
    with window.naming(rescued):
        window.click("astrayCopy")
    here = window.follow()
    assert here.path == rescued
    assert said(here) == ["Deliver on Mondays"]
    assert here.desk.check() == []
    assert rescued.stat().st_mode & 0o077 == 0


def test_a_window_over_a_deleted_file_asks_before_all_of_it_goes(
    window: Driver, tmp_path: Path
) -> None:
    window.path.unlink()
    assert not window.close()
    assert "was deleted while it was open" in window.asked()
    window.press("Escape")
    assert window.is_open
    assert not window.close()
    saved = tmp_path / "saved.feedbackdesk"
    with window.naming(saved):
        window.press("Alt+S")
    here = window.follow()
    assert said(here) == ["Deliver on Mondays"]
    assert here.desk.check() == []


def test_a_window_over_a_file_that_was_moved_asks_nothing(window: Driver, tmp_path: Path) -> None:
    window.path.rename(tmp_path / "moved.feedbackdesk")
    until_told(window)
    assert window.close()


def test_what_was_deleted_is_let_go_where_the_owner_says_so(window: Driver) -> None:
    window.path.unlink()
    assert not window.close()
    window.press("Alt+L")
    window.until(lambda: not window.is_open, "the end of the window")
    assert not window.path.exists()


def test_what_is_said_is_read_out_and_all_of_it_reached_by_keys(window: Driver) -> None:
    window.path.unlink()
    words = until_told(window)
    assert window.part("astrayNotice").spoken in words
    for button in ("astraySearch", "astrayCopy"):
        assert window.button(button).place.height() >= 24
    window.resize(1024, 700)
    assert window.part("astrayNotice").sticking_out == []
    assert not window.close()
    window.press("Alt+L")


def test_a_workspace_of_the_environment_that_is_not_there_is_said_to_be_new(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    monkeypatch.setenv("FEEDBACKDESK_WORKSPACE", str(path))
    window = drive(None)
    assert "is a new, empty workspace" in window.says()
    window.close()
    assert drive(None).says() == ""
