"""Tables: honest widths, and cuts that fit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from feedbackdesk.cli.output import (
    _columns,
    _fitted,
    cut,
    table,
    text_width,
)
from feedbackdesk.domain.cells import cell_of
from feedbackdesk.domain.labels import past

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("你好", 4), ("e\u0301", 1), ("ＡＢ", 4), ("", 0), ("🙂", 2)]
)
def test_width(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize("width", range(1, 12))
def test_a_cut_text_fits(width: int) -> None:
    for text in ("hello wide world", "你好你好你好你好", "mixed 你好 text"):
        assert text_width(cut(text, width)) <= width


def test_columns_line_up() -> None:
    drawn = table(("name", "number"), [("你好", 1), ("abcdef", 12), ("two\nlines", None)])
    assert drawn.splitlines() == [
        "name       number",
        "你好            1",
        "abcdef         12",
        "two lines",
    ]


@pytest.mark.parametrize("room", [10, 25, 40, 80, 200])
def test_a_table_fits_the_terminal(room: int) -> None:
    rows = [(1, "2026-11-20", "你好 and so on " * 5, 12, None), (2, "2026-11-21", "x", 3, None)]
    fitted = _fitted(_columns(("id", "on", "text", "number", "empty"), rows), room)
    assert sum(column.width for column in fitted) + 2 * (len(fitted) - 1) <= max(room, 9)
    names = [column.lines[0] for column in fitted]
    assert "empty" not in names
    assert "text" in names
    assert ("number" in names) == (room >= 80)
    if room >= 40:
        assert [column.width for column in fitted][:2] == [2, 10]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_formula(start: str) -> None:
    assert cell_of(f"{start}1") == f"'{start}1"
    assert cell_of([f"{start}1", "b"]) == f"'{start}1; b"
    assert cell_of(-2) == -2
    assert cell_of(Decimal("-1200.5")) == "-1200.50"
    assert cell_of(True) == "yes"


def test_past() -> None:
    assert past("Un-merge Bills") == "Un-merged Bills"
    assert past("Somersault over it") == "Somersault over it"


def test_a_reason_that_is_new_is_said_to_be(run: Run) -> None:
    first = run("lost", "Too dear", "--who", "Ann", "--reason", "Nonsense").out
    assert ", new reason Nonsense. Undo with" in first
    assert "new reason" not in run("lost", "Too dear", "--who", "Bo", "--reason", "nonsense").out
