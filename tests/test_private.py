"""What customers said is for nobody else on this computer to read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from feedbackdesk import paths, private
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from tests.driver.fixtures import Drive

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a user's folders are the user's there")


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    """Let new files be readable by everybody, as most systems do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A workspace with something said, closed."""
    desk = Desk.open(tmp_path / "shop" / "shop.feedbackdesk")
    desk.do(record_feedback, NewFeedback("The bill was twice", Speaker("Zanthia Quorl")))
    desk.close()
    return desk.path


def open_to_others(folder: Path) -> list[str]:
    """Return what others can read of a folder, and of what is in it."""
    return [
        str(one.relative_to(folder.parent))
        for one in (folder, *sorted(folder.rglob("*")))
        if one.stat().st_mode & 0o077
    ]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program from the terminal, in a home of its own."""
    set_ = {name: "" for name in os.environ if name.startswith("XDG_")}
    return subprocess.run(
        [sys.executable, "-m", "feedbackdesk", *arguments],
        env=os.environ | set_ | {"HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
    )


def test_all_that_the_terminal_writes_is_the_owners(tmp_path: Path) -> None:
    run(tmp_path, "add", "The bill was twice", "--who", "Zanthia Quorl")
    run(tmp_path, "plan", "Bill once", "--to", "next")
    run(tmp_path, "data-report", "Zanthia Quorl", "zanthia.html")
    for name in ("roadmap.pdf", "roadmap.html", "roadmap.csv"):
        run(tmp_path, "print", name)
    tmp_path.chmod(0o700)
    assert [one for one in open_to_others(tmp_path) if ".cache" not in one] == []  # Qt's own


def test_all_that_the_window_writes_is_the_owners(drive: Drive, home: Path, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop" / "shop.feedbackdesk")
    window.press("Ctrl+N")
    window.field("wordsField").type("Half a")
    window.press("Esc")
    assert list(Drafts(window.path).folder.iterdir())
    assert open_to_others(window.path.parent) == []
    window.close()
    assert paths.config_file().exists()
    assert open_to_others(paths.state_dir()) == []


def test_a_customers_copy_may_be_read_by_all(filled: Path) -> None:
    folder = filled.parent
    workspace = ("--workspace", str(filled))
    run(folder, *workspace, "plan", "Bill once", "--to", "next")
    run(folder, *workspace, "print", "ours.html")
    run(folder, *workspace, "print", "theirs.html", "--edition", "customer")
    assert (folder / "ours.html").stat().st_mode & 0o777 == 0o600
    assert (folder / "theirs.html").stat().st_mode & 0o777 == 0o644
    # What is written over is not left as open as it was.
    for mode, then in ((0o664, 0o600), (0o640, 0o640)):  # the owner's own group was meant
        (folder / "ours.html").chmod(mode)
        run(folder, *workspace, "print", "ours.html")
        assert (folder / "ours.html").stat().st_mode & 0o777 == then


def test_a_file_that_others_could_read_is_tightened_once_and_said(filled: Path) -> None:
    filled.chmod(0o644)
    desk = Desk.open(filled)
    assert "could be read by others" in desk.note
    desk.do(record_feedback, NewFeedback("And again"))
    assert open_to_others(filled.parent) == []
    desk.close()
    filled.chmod(0o640)  # the owner means it: a group of their own
    desk = Desk.open(filled)
    assert desk.note == ""
    assert filled.stat().st_mode & 0o777 == 0o640
    desk.close()


@pytest.mark.parametrize(("mode", "told"), [(0o777, True), (0o770, True), (0o1777, False)])
def test_a_folder_that_others_may_change_is_named_once(
    filled: Path, mode: int, *, told: bool
) -> None:
    filled.parent.chmod(mode)
    for expected in (told, False):
        desk = Desk.open(filled)
        assert (str(filled.parent) in desk.note) is expected
        desk.close()


def test_the_terminal_says_it_beside_the_answer(filled: Path) -> None:
    filled.chmod(0o644)
    done = run(filled.parent, "--workspace", str(filled), "list", "people")
    assert "Zanthia Quorl" in done.stdout
    assert "could be read by others" in done.stderr


def test_what_cannot_be_remembered_is_no_reason_to_fail(
    filled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no folder").write_text(str(date.today()))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no folder"))
    filled.chmod(0o644)
    filled.parent.chmod(0o777)
    assert not private.tighten_once(filled)
    desk = Desk.open(filled)
    assert desk.note == ""
    desk.close()
