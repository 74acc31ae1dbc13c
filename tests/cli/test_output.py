"""Tables: honest widths, and cuts that fit."""

from __future__ import annotations

import pytest

from feedbackdesk.cli.output import cut, neutral, past, table, text_width


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


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_formula(start: str) -> None:
    assert neutral(f"{start}1") == f"'{start}1"
    assert neutral([f"{start}1", "b"]) == f"'{start}1; b"
    assert neutral(-2) == -2


def test_past() -> None:
    assert past("Un-merge Bills") == "Un-merged Bills"
    assert past("Somersault over it") == "Somersault over it"
