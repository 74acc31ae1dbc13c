"""A quote is part of what was said, also after what was said is corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.themes import assign_theme, theme_named
from feedbackdesk.domain.quotes import carried_over, is_part
from tests.store.oracle import check


def quotes(desk: Desk, key: int) -> list[str | None]:
    said = desk.ask(one_feedback, key)
    assert said is not None
    return [mention.quote for mention in said.mentions]


def test_a_quote_follows_a_correction_of_its_words(desk: Desk) -> None:
    new = NewFeedback("Please e-mial me the bills. Parking is dear.", themes=("Bills", "Parking"))
    key = desk.do(record_feedback, new).result
    for theme, quote in (("Bills", "e-mial me the bills"), ("Parking", "Parking is dear.")):
        desk.do(assign_theme, key, desk.ask(theme_named, theme).id, quote=quote)
    corrected = "Hello! Please e-mail me all the bills. Parking is dear."
    desk.do(edit_feedback, key, FeedbackFacts(text=corrected))
    assert quotes(desk, key) == ["e-mail me all the bills", "Parking is dear."]
    desk.do(edit_feedback, key, FeedbackFacts(text="Please send me the bills."))
    assert quotes(desk, key)[1] is None
    desk.undo()
    assert quotes(desk, key) == ["e-mail me all the bills", "Parking is dear."]
    desk.undo()
    assert quotes(desk, key) == ["e-mial me the bills", "Parking is dear."]
    check(desk)


@pytest.mark.parametrize(
    ("quote", "was", "now", "left"),
    [
        ("the bills", "Send the bills", "Send THE  BILLS", "the bills"),
        ("bils", "Send the bils now", "Send the bills now", "bills"),
        ("too dear", "It is too dear", "Nothing", None),
        ("Parking", "Parking. Far", "Far", None),
        ("a b c d", "x a b c d y", "x a b q d y", "a b q d"),
        ("end of it", "The end of it", "The end of that it", "end of that it"),
        ("long", "long " + "x" * 9_000, "lang " + "y" * 9_000, None),
    ],
)
def test_what_is_left_of_a_quote(quote: str, was: str, now: str, left: str | None) -> None:
    assert carried_over(quote, was, now) == left


WORDS = st.lists(
    st.sampled_from(["the", "bills", "e-mail", "é", "Straße", "\n", "e", "\u0301", "👍", " "])
)
TEXTS = WORDS.map(" ".join) | WORDS.map("".join) | st.text()


@given(TEXTS, TEXTS, st.data())
def test_what_is_left_is_part_of_the_text_whatever_was_corrected(
    was: str, now: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(was)))
    quote = was[start : data.draw(st.integers(start, len(was)))]
    left = carried_over(quote, was, now)
    assert left is None or is_part(left, now)
    assert carried_over(quote, was, was) == quote
    assert carried_over(quote, was, f"{now}{was}{now}") == quote
