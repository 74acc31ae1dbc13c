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

    def did(theme_id: int) -> None:
        told.append(f"did {theme_id}")

    themes = range(1, 21)
    for number in themes:
        live.do(add_theme, f"Theme {number}", then=did)
    waiting.until(lambda: not live.busy)
    assert told == [
        told_of
        for number in themes
        for told_of in (f"did {number}", f"touched by Add theme Theme {number}")
    ]
    live.close()
