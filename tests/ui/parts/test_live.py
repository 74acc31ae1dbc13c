"""What the window asks for is answered after it has asked, however quick the answer is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.ui.live import Live
from tests.driver import waiting


@pytest.mark.usefixtures("application")
def test_no_answer_comes_before_the_question_was_put(tmp_path: Path) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    told: list[str] = []
    live.touched.connect(lambda _touched: told.append("touched"))
    for number in range(200):
        live.ask(all_themes, then=lambda _themes: told.append("answered"))
        assert told == [], "inside of asking"
        waiting.until(lambda: told == ["answered"])
        told.clear()
        if number % 20 == 0:
            live.do(add_theme, f"Theme {number}")
            assert told == [], "inside of doing"
            waiting.until(lambda: not live.busy and "touched" in told)
            QApplication.processEvents()
            told.clear()
    live.close()


@pytest.mark.usefixtures("application")
def test_whoever_did_something_hears_of_it_before_everybody_else(tmp_path: Path) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    told: list[str] = []
    live.touched.connect(lambda touched: told.append(f"touched by {touched.label}"))
    for number in range(20):
        live.do(
            add_theme, f"Theme {number}", then=lambda _id, one=number: told.append(f"did {one}")
        )
    waiting.until(lambda: not live.busy)
    assert told == [
        told_of
        for number in range(20)
        for told_of in (f"did {number}", f"touched by Add theme Theme {number}")
    ]
    live.close()
