"""What is quoted is the sentence around what counted: whole, bounded, and marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.quoting import MOST, around

LONG = "We would order twice as much if only " + "the van came before nine and not after ten " * 6


@pytest.mark.parametrize(
    ("text", "counted", "words", "marked"),
    [
        (
            "Mum won’t say it, so I will: e-mail the invoice, collect it by direct debit, and let "
            "us never speak of stamps again.",
            "e-mail the invoice",
            "Mum won’t say it, so I will: e-mail the invoice, collect it by direct debit, and let "
            "us never speak of stamps again.",
            "e-mail the invoice",
        ),
        ("Too dear.", None, "Too dear.", ""),
        ("Too dear.", "Too dear.", "Too dear.", ""),
        (
            "Hello. The bill came twice! Please mend that before the end of the month.\nBye",
            "The bill came twice!",
            "The bill came twice! Please mend that before the end of the month.",
            "The bill came twice!",
        ),
        ("Corrected, and reads otherwise.", "what it said before", "what it said before", ""),
        ("請寄到電郵。紙本太慢！謝謝。", "紙本太慢", "請寄到電郵。紙本太慢！謝謝。", "紙本太慢"),
        ("", None, "", ""),
        ("   \n ", "", "", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_quoted_and_what_counted_is_marked(
    text: str, counted: str | None, words: str, marked: str
) -> None:
    found = around(text, counted)
    assert found.words == words
    assert found.words[found.start : found.end] == marked


def test_a_long_sentence_is_cut_at_words_around_what_counted() -> None:
    found = around(LONG, "before nine")
    assert found.words.endswith("…")
    assert len(found.words) <= MOST + 2
    assert found.words[found.start : found.end] == "before nine"
    late = around("x" * 30 + " " + LONG + "because the bread is stale by then.", "stale by then")
    assert late.words.startswith("…")
    assert late.words[late.start : late.end] == "stale by then"


def test_what_counted_alone_may_be_too_long() -> None:
    found = around(LONG, LONG.strip())
    assert len(found.words) <= MOST + 1
    assert LONG.startswith(found.words.rstrip("…"))


SENTENCE = st.text(st.sampled_from("ab é.?!…\n。"), max_size=120)


@given(st.lists(SENTENCE, max_size=5), st.data())
def test_every_quote_stands_in_its_text_and_marks_what_counted(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    line = re.sub(r"\s+", " ", text).strip()
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    counted = line[start:end].strip()
    found = around(text, counted)
    assert len(found.words) <= MOST + 2
    assert found.words.removeprefix("…").removesuffix("…") in line
    if counted and len(counted) < MOST and found.end:
        assert found.words[found.start : found.end] == counted
