"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.insight.heap.sentences import LONGEST, MOST, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He paid 3.50 at www.shop.example. Fine.", ["He paid 3.50 at www.shop.example.", "Fine."]),
        ("Ask Dr. Lee, e.g. at noon. Thanks", ["Ask Dr. Lee, e.g. at noon.", "Thanks"]),
        ("Das geht z. B. am 3. Mai. Danke", ["Das geht z. B. am 3. Mai.", "Danke"]),
        ('She said "no." Then she left.', ['She said "no."', "Then she left."]),
        ("Really?! Yes…\nOk", ["Really?!", "Yes…", "Ok"]),
        ("一つ目です。二つ目ですか？三つ目", ["一つ目です。", "二つ目ですか？", "三つ目"]),
        ("هل هذا جيد؟ نعم.", ["هل هذا جيد؟", "نعم."]),
        ("Hello Tom, could you call?", ["Hello Tom,", "could you call?"]),
        ("Liebe Frau Mo,\nbitte rufen Sie an.", ["Liebe Frau Mo,", "bitte rufen Sie an."]),
        ("short line\nanother", ["short line", "another"]),
        ("- one thing\n- another thing", ["- one thing", "- another thing"]),
        ("   ", []),
        ("...", []),
    ],
)
def test_a_text_is_read_by_sentence(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


def test_a_line_that_a_mail_program_broke_goes_on_below() -> None:
    text = (
        "It would be a great help to all of us here at the school if the bus\n"
        "came ten minutes earlier. Thank you."
    )
    assert [text[start:end] for start, end in sentences(text)] == [text[:-11], "Thank you."]


def test_a_sentence_that_begins_late_in_a_broken_line_goes_on_below() -> None:
    text = (
        "Your van stands before my oven door at six each day. Could you please come\n"
        "earlier, or wait around the corner?"
    )
    told = [text[start:end] for start, end in sentences(text)]
    assert told[-1] == "Could you please come\nearlier, or wait around the corner?"


@given(st.text() | st.text(alphabet="a. \n?。,"))
def test_sentences_stand_in_order_and_leave_no_word_out(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(end - start <= LONGEST for start, end in spans)
    if len(spans) < MOST:
        between = [0, *(place for span in spans for place in span), len(text)]
        left = "".join(text[between[at] : between[at + 1]] for at in range(0, len(between), 2))
        assert not any(char.isalnum() for char in left)
