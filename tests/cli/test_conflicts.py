"""Copies that went another way, from the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run, Spawn


def test_the_steps_of_both_are_told(run: Run, spawn: Spawn, tmp_path: Path) -> None:
    shop = tmp_path / "Nextcloud" / "shop.feedbackdesk"
    shop.parent.mkdir()
    other = shop.with_name("shop (conflicted copy).feedbackdesk")

    def on(path: Path, *words: str) -> str:
        return run("--workspace", str(path), *words, status=-1).out

    assert spawn("--workspace", str(shop), "add", "Bake rye").err.startswith(
        f"{shop.parent} is syn"
    )
    assert "No file beside" in on(shop, "conflicts")
    shutil.copy(shop, other)
    on(shop, "add", "Open on Sundays")
    on(other, "add", "Take cards")
    told = on(shop, "conflicts")
    assert told.startswith(f"{other}\nThe last step that both have: Record “Bake rye”, ")
    assert "Only there: 1 step\n" in told
    assert "Record “Take cards”" in told
    assert "Only here: 1 step\n" in told
    assert "Record “Open on Sundays”" in told
    assert '"did": "Record “Take cards”"' in on(shop, "conflicts", "--format", "json")
    assert "1 step only there, 1 step only here" in on(shop, "check")
