"""A word is added as CONTRIBUTING tells: each step that is left out is named by a test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORDS, ICON = Path("feedbackdesk/domain/words.py"), Path("resources/icons/channel-podcast.svg")
NAMED = ["tests/domain/test_words.py", "tests/ui/parts/test_icons.py"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program and of the tests that name what is missing."""
    for name in ("feedbackdesk", "resources"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    for name in NAMED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    return tmp_path


def insert(path: Path, after: str, line: str) -> None:
    """Add a line behind another, as an editor would."""
    text = path.read_text("utf-8")
    assert text.count(after) == 1
    path.write_text(text.replace(after, f"{after}\n{line}"), "utf-8")


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python over the copy, apart from this checkout."""
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"FEEDBACKDESK_WORKSPACE": str(copy / "shop.feedbackdesk")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=env, capture_output=True, text=True, check=False
    )


def complaints(copy: Path) -> str:
    """Return what the tests say of the copy; nothing where they pass."""
    done = run(copy, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *NAMED)
    return "" if done.returncode == 0 else done.stdout


def test_a_channel_is_added_in_the_steps_that_are_told(copy: Path) -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for step in ('PODCAST = "podcast"', 'Channel.PODCAST: "Podcast"', ICON.name, "PUBLIC_CHANNELS"):
        assert step in told

    insert(copy / WORDS, '    SURVEY = "survey"', '    PODCAST = "podcast"')
    assert "Channel.PODCAST" in complaints(copy)  # it has no text
    insert(copy / WORDS, '    Channel.SURVEY: "Survey",', '    Channel.PODCAST: "Podcast",')
    assert f"{ICON} is missing" in complaints(copy)
    # It is recorded, found and shown all the same.
    feedbackdesk = ("-m", "feedbackdesk")
    assert (
        run(copy, *feedbackdesk, "add", "They praised us", "--channel", "podcast").returncode == 0
    )
    found = run(copy, *feedbackdesk, "list", "feedback", "--search", "channel:podcast",
                "--format", "json")  # fmt: skip
    assert [one["channel"] for one in json.loads(found.stdout)] == ["podcast"]
    shutil.copyfile(ROOT / "resources/icons/channel-social.svg", copy / ICON)
    assert complaints(copy) == ""
