"""Markdown as plain words, and tamed: hostile text is neither slow nor deep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.markdown import plain_markdown, tame_markdown


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("", ""),
        ("# Why  ##\n\ntext", "Why\n\ntext"),
        ("Why\n===\nText", "Why\nText"),
        ("* one\n- two\n+ three", "• one\n• two\n• three"),
        ("1. one\n2) two", "1. one\n2) two"),
        ("- a\n    - b", "• a\n    • b"),
        ("> said *so*", "said so"),
        ("**b** and __bold__ and *it* and _it_ and ~~out~~", "b and bold and it and it and out"),
        ("snake_case_name 2 * 3 * 4", "snake_case_name 2 * 3 * 4"),
        ("`*code*` stays", "*code* stays"),
        ("```python\n*x* = 1\n```\nafter", "*x* = 1\nafter"),
        ("[shop](https://a.example)", "shop (https://a.example)"),
        ("[evil](javascript:alert(1))", "evil"),
        ("![a lid](file:///etc/passwd)", "a lid"),
        ("<https://a.example>", "https://a.example"),
        ("<b>bold</b>", "<b>bold</b>"),
        (r"\*not\* it", "*not* it"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a · b\n1 · 2"),
        ("#hash #tag", "#hash #tag"),
        ("\u0645\u0631\u062d\u0628\u0627 **x** 😀", "\u0645\u0631\u062d\u0628\u0627 x 😀"),
    ],
)  # fmt: skip
def test_markdown_becomes_plain_words(typed: str, plain: str) -> None:
    assert plain_markdown(typed) == plain


hostile = st.text(alphabet="*_`[]()<>!#-+~|\\ \t\n1.ab\x00\x01", max_size=200)


@given(hostile)
def test_no_text_breaks_it_and_no_word_is_lost(text: str) -> None:
    plain = plain_markdown(text)
    assert "\x00" not in plain
    assert "\x01" not in plain
    assert isinstance(tame_markdown(text), str)


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "*a", "**", "_ ", "`", "``a`", "> ", "- ", "<http://", "# ", "\\", "| ", "~~a",
     "[a](", "[a](("],
)  # fmt: skip
def test_endless_signs_take_no_endless_time(piece: str) -> None:
    # Were a rule quadratic, this would not come back in an hour.
    assert plain_markdown(piece * 300_000) is not None
    tame_markdown(piece * 300_000)


def test_what_is_nested_too_deep_is_flattened() -> None:
    assert tame_markdown("> " * 5_000 + "deep") == "> " * 5 + "> deep"
    tamed = tame_markdown("\n".join("  " * depth + "- x" for depth in range(3_000)))
    assert max(len(line) for line in tamed.split("\n")) < 60
    assert tame_markdown("- " * 3_000 + "x").count("-") <= 6
    assert tame_markdown("1. " * 3_000 + "x").count("1.") <= 6
    assert "\\|" in tame_markdown("|a" * 9_000)
    plain = "# Why\n\n- a\n  - b\n\n> said\n\n    code\n\n---\n1. x"
    assert tame_markdown(plain) == plain
