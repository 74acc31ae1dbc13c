"""What whoever helps has to know, told in one go, wherever it is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedbackdesk import __version__, paths
from feedbackdesk.store.schema import REVISION
from tests.cli.conftest import ROOT, Run

NAMES = [
    "FeedbackDesk", "Python", "Qt", "SQLAlchemy", "SQLite", "System", "Language", "Program",
    "Workspace", "Its drive", "Backups", "Drafts", "Settings", "Log", "Remembered",
]  # fmt: skip


def told(out: str) -> dict[str, str]:
    """Return what was told, by name."""
    width = max(map(len, NAMES))
    return {line[:width].strip(): line[width:].strip() for line in out.splitlines()}


def test_versions_and_places_are_told_and_nobodys_words(run: Run, workspace: Path) -> None:
    run("add", "Marmalade, please", "--who", "Ann Lee", "--theme", "Jam")
    run("backup")
    before = {path: path.stat().st_mtime_ns for path in workspace.parent.rglob("*")}
    out = run("--version", "--verbose").out
    facts = told(out)
    assert list(facts) == NAMES
    assert facts["FeedbackDesk"] == f"{__version__}, workspaces of version {REVISION}"
    assert facts["Workspace"].startswith(f"{workspace}, ")
    assert facts["Workspace"].endswith(f" bytes, of version {REVISION}")
    assert facts["Backups"] == f"{workspace.parent / 'FeedbackDesk backups'}, 1 backup"
    assert facts["Settings"].startswith(str(paths.config_file()))
    for name in ("Python", "Qt", "SQLAlchemy", "SQLite"):
        assert facts[name][0].isdigit(), name
    for word in ("Marmalade", "Ann", "Lee", "Jam"):
        assert word not in out
    assert {path: path.stat().st_mtime_ns for path in workspace.parent.rglob("*")} == before


def test_the_order_of_the_options_does_not_matter_and_one_alone_is_off(run: Run) -> None:
    whole = run("--version", "--verbose").out
    assert run("--verbose", "--version").out == whole
    assert run("--version").lines == [f"FeedbackDesk {__version__}"]
    assert "--verbose goes with --version" in run("--verbose", "list", "feedback", status=2).err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "which is not there yet"),
        (b"", "0 bytes, which cannot be read"),
        (b"nonsense " * 100, "900 bytes, which cannot be read"),
    ],
)
def test_whatever_state_the_workspace_is_in(
    run: Run, workspace: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        workspace.write_bytes(content)
    assert told(run("--version", "--verbose").out)["Workspace"] == f"{workspace}, {says}"
    assert list(workspace.parent.iterdir()) == ([workspace] if content is not None else [])


def asked(**env: str) -> dict[str, str]:
    """Return what a process of its own tells, of the workspace that opens by itself."""
    done = subprocess.run(
        [sys.executable, "-m", "feedbackdesk", "--version", "--verbose"],
        capture_output=True, check=False, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    facts = told(done.stdout)
    assert facts["FeedbackDesk"].startswith(__version__)
    assert set(facts) <= set(NAMES)
    return facts


@pytest.mark.skipif(os.name == "nt", reason="there everybody has a home")
@pytest.mark.parametrize("home", ["", "/nowhere/at all", "/proc"])
def test_without_a_home_or_with_one_that_cannot_be_written(home: str) -> None:
    names = ("DATA", "CONFIG", "STATE", "CACHE")
    facts = asked(HOME=home, **{f"XDG_{name}_HOME": "" for name in names})
    assert "workspace" in facts["Workspace"]
    if home:
        assert facts["Workspace"].startswith(home)
        assert facts["Workspace"].endswith("which is not there yet")


def test_a_workspace_on_a_stick_that_is_not_there_is_told(tmp_path: Path) -> None:
    place = tmp_path / "stick" / "shop.feedbackdesk"
    facts = asked(FEEDBACKDESK_WORKSPACE=str(place))
    assert facts["Workspace"].startswith(f"There is no folder {place.parent}, ")
    assert "Backups" not in facts
