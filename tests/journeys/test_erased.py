"""Somebody asks to be forgotten: told what is held, erased, and found in no byte any more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedbackdesk import paths
from feedbackdesk.cli.app import feedbackdesk
from tests.driver.fixtures import Drive

pytestmark = pytest.mark.usefixtures("own_state")

SECRETS = (
    "Zanthia", "Quorl", "zanthia@quorl.example", "7700 900123", "marmalade", "gossamer",
    "obsidian", "tangerine",
)  # fmt: skip


def command(path: Path, *words: str, stdin: str = "") -> str:
    """Run a verb, and return what it prints."""
    result = CliRunner().invoke(feedbackdesk, ["--workspace", str(path), *words], input=stdin)
    assert result.exit_code == 0, (words, result.stderr)
    return result.stdout


def listed(path: Path, what: str) -> Any:
    """Return a list as other programs get it."""
    return json.loads(command(path, "list", what, "--format", "json"))


def counts(path: Path) -> object:
    """Return every number that anybody counts."""
    roadmap = [{k: v for k, v in one.items() if k != "why"} for one in listed(path, "roadmap")]
    losses = [one["loss"]["value"] for one in listed(path, "losses")]
    return roadmap, listed(path, "themes"), losses, len(listed(path, "feedback"))


def found(*folders: Path) -> list[str]:
    """Return the secrets that stand in any byte of any file below folders."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    everything = b"\n".join(path.read_bytes() for path in files).lower()
    plain, wide = everything, everything.replace(b"\0", b"")
    return [one for one in SECRETS if one.lower().encode() in plain + b"\n" + wide]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace in which Zanthia asked, complained, said no, and was answered."""
    folder = tmp_path / "shop"
    folder.mkdir()
    path = folder / "shop.feedbackdesk"
    zanthia = ("--who", "Zanthia Quorl", "--email", "zanthia@quorl.example")
    command(path, "add", "Sell me marmalade", *zanthia, "--phone", "+44 7700 900123",
            "--theme", "Jam")  # fmt: skip
    command(path, "add", "The gossamer tore", *zanthia, "--kind", "problem", "--theme", "Bags")
    command(path, "lost", "No tangerine, no sale", *zanthia, "--reason", "Price", "--value", "80",
            "--alternative", "The obsidian shop", "--theme", "Jam")  # fmt: skip
    command(path, "add", "More jam, please", "--who", "Bo", "--theme", "Jam")
    command(path, "edit", "feedback", "1", "text=Sell me gossamer marmalade")
    command(path, "edit", "person", "Zanthia Quorl", "notes=Likes obsidian")
    command(path, "add", "A tangerine too", *zanthia)
    command(path, "undo")
    command(path, "delete", "feedback", "2")
    command(path, "undo")
    command(path, "plan", "Jam", "--to", "next")
    assert len(found(folder)) == len(SECRETS)
    return path


def test_at_the_command_line(shop: Path, tmp_path: Path) -> None:
    before = counts(shop)
    report = tmp_path / "for-her.json"
    command(shop, "data-report", "zanthia quorl", str(report))
    told = report.read_text("utf-8")
    for word in ("gossamer marmalade", "obsidian", "tangerine", "7700 900123"):
        assert word in told
    command(shop, "erase", "ZANTHIA QUORL", stdin="yes\n")
    assert found(shop.parent, paths.state_dir()) == []
    assert counts(shop) == before
    assert "All is well" in command(shop, "check")
    assert {one["who"] for one in listed(shop, "feedback")} == {"An erased person", "Bo"}


def test_in_the_window(drive: Drive, shop: Path) -> None:
    before = counts(shop)
    window = drive(shop)
    window.press("Ctrl+K")
    window.type("zanthia")
    window.press("Enter")
    assert window.part("personPageName").says == "Zanthia Quorl"
    window.act("person_erase")
    assert window.dialog() == "eraseDialog"
    window.type("Zanthia Quorl")
    window.click("eraseForGood")
    assert window.part("eraseResult").says.startswith("Erased for good. ")
    window.press("Esc")
    assert window.dialog() == ""
    assert not any(one in window.text() for one in SECRETS)
    assert found(shop.parent, paths.state_dir()) == []
    assert window.close()
    assert found(shop.parent, paths.state_dir()) == []
    assert counts(shop) == before
