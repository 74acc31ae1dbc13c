"""Every icon that is asked for has a drawing; a list is painted also where one is missing."""

from __future__ import annotations

import logging
import re
from enum import StrEnum
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from feedbackdesk import ui
from feedbackdesk.domain.words import Channel, Feeling, Importance, ItemStage, Kind
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.look.theme import Role

UI = Path(ui.__file__).parent
ASKED = re.compile(r"""(?:icon|pixmap|EmptyState)\(\s*(?:painter, )?"([a-z][a-z-]*)"[,)]""")


@pytest.mark.parametrize("word", [*Kind, *Channel, *Feeling, *Importance, *ItemStage])
def test_every_word_that_is_drawn_has_an_icon(word: StrEnum) -> None:
    family = "stage" if isinstance(word, ItemStage) else type(word).__name__.lower()
    name = f"{family}-{word.value}"
    assert name in icons.names(), f"resources/icons/{name}.svg is missing"


def test_every_icon_that_is_named_in_the_window_is_there() -> None:
    asked = {name for path in UI.rglob("*.py") for name in ASKED.findall(path.read_text("utf-8"))}
    assert len(asked) > 20
    assert asked <= set(icons.names())


def test_what_has_no_drawing_gets_a_stand_in_and_is_noted_once(
    caplog: pytest.LogCaptureFixture, qapp: QApplication
) -> None:
    with caplog.at_level(logging.WARNING):
        for _twice in range(2):
            missing = icons.pixmap("no-such-drawing", Role.TEXT, 16)
    assert missing.toImage() == icons.pixmap("help", Role.TEXT, 16).toImage()
    assert [one.getMessage() for one in caplog.records] == ["there is no icon no-such-drawing"]
