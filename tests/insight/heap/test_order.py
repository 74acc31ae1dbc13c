"""What comes first of a heap, and how it follows what was kept and dropped."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.domain.words import Kind
from feedbackdesk.insight.heap.order import Pile
from feedbackdesk.insight.heap.telling import read_by_cues

WISH = "Could you please add a light above the back door?"
COMPLAINT = "The door handle is broken again."
PLAIN = "We will be in on Tuesday between nine and eleven."


def filled(messages: Iterable[str]) -> Pile:
    """Return a pile of messages, numbered from one."""
    pile = Pile()
    for number, words in enumerate(messages, 1):
        pile.add(number, words)
    return pile


def numbers(pile: Pile, limit: int = 100) -> list[int]:
    """Return the numbers of what waits, in its order."""
    return [number for number, _telling in pile.order(limit)]


def test_what_is_likely_worth_keeping_comes_first() -> None:
    pile = filled([PLAIN, "ok", WISH, "See you on Thursday.", COMPLAINT])
    assert set(numbers(pile, 2)) == {3, 5}
    assert sorted(numbers(pile)) == [1, 2, 3, 4, 5]


def test_before_any_decision_a_pile_tells_what_cues_tell() -> None:
    asked = "Is there any way you could stock the small ones?"
    pile = filled([PLAIN, WISH, COMPLAINT, asked])
    told = dict(pile.order(4))
    assert told[2] == read_by_cues(WISH)
    assert told[3] == read_by_cues(COMPLAINT)
    assert told[4] == read_by_cues(asked)
    assert told[4].kind is Kind.REQUEST


def test_the_kinds_take_turns_at_the_top() -> None:
    questions = [f"Do you sell chairs of the size {size}?" for size in range(20)]
    losses = [f"We went with another company, it has {size} shops." for size in range(3)]
    first = [told.kind for _number, told in filled([*questions, *losses]).order(6)]
    assert first.count(Kind.LOSS) == 3


def test_what_was_decided_or_is_gone_waits_no_longer() -> None:
    pile = filled([WISH, COMPLAINT, PLAIN])
    pile.decide(1, kept=True, kind=Kind.REQUEST)
    pile.take_away(2)
    assert numbers(pile) == [3]
    pile.undecide(1)
    assert sorted(numbers(pile)) == [1, 3]
    pile.add(2, COMPLAINT)
    assert sorted(numbers(pile)) == [1, 2, 3]


def test_the_order_follows_what_was_kept_and_dropped() -> None:
    walls = [f"The wall in room {number} looks grey in the evening." for number in range(20)]
    boats = [f"The boat in dock {number} looks green in the evening." for number in range(20)]
    pile = filled([*walls, *boats])
    for number in range(5):
        pile.decide(1 + number, kept=False)
        pile.decide(21 + number, kept=True, kind=Kind.PRAISE)
    first = pile.order(15)
    assert all(number > 20 for number, _telling in first)
    assert {told.kind for _number, told in first} == {Kind.PRAISE}


def test_the_marked_sentence_follows_what_was_kept() -> None:
    pile = Pile()
    for number in range(12):
        pile.add(
            number, f"Boats leave at dawn. The fog lay over pier {number} for long. So it goes."
        )
        pile.add(100 + number, f"Boats leave at dawn. The men of pier {number} slept. So it goes.")
        pile.decide(number, kept=True)
        pile.decide(100 + number, kept=False)
    words = "So it goes. The fog lay over pier 99 for long. Boats leave at dawn."
    pile.add(500, words)
    ((_number, told),) = pile.order(1)
    assert words[told.start : told.end] == "The fog lay over pier 99 for long."


def test_a_decision_may_come_before_its_message() -> None:
    pile = Pile()
    pile.decide(1, kept=True)
    pile.add(1, WISH)
    assert numbers(pile) == []
    pile.undecide(1)
    assert numbers(pile) == [1]


def test_an_order_depends_on_what_was_decided_and_not_on_when() -> None:
    messages = [f"The {word} {place}" for place in range(9) for word in ("fog lay", "men slept")]
    one, other = filled(messages), Pile()
    for number in range(len(messages), 0, -1):
        other.add(number, messages[number - 1])
    for number in range(1, 7):
        one.decide(number, kept=number % 3 == 0)
    for number in (4, 2, 6, 1, 5, 3):
        other.decide(number, kept=number % 3 == 0)
    assert one.order(20) == other.order(20)


@pytest.mark.parametrize("number", [1, 7])
def test_what_is_not_there_is_nothing(number: int) -> None:
    pile = Pile()
    pile.take_away(number)
    pile.undecide(number)
    assert pile.order(5) == []
    assert pile.like(number, 5) == []


def test_like_one_are_those_of_the_same_template_alone() -> None:
    shipped = "Good news, your order {} is on its way. Follow it on our page with the number {}."
    pile = filled(
        [
            shipped.format(4711, 90210),
            shipped.format(12, 77),
            shipped.format(9, 5).replace("Good news", "Hello Ann"),
            "Your order is broken, I want a new one. Follow it up please.",
            WISH,
            "ok",
        ]
    )
    assert pile.like(1, 10) == [2, 3]
    assert pile.like(1, 1) == [2]
    pile.decide(2, kept=False)
    assert pile.like(1, 10) == [3]
    assert pile.like(2, 10) == [1, 3]
    assert pile.like(6, 10) == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\0",
        "a" * 2_000_000,
        "? " * 500_000,
        "x.\n" * 500_000,
        "あ" * 300_000,
        "\u202e؟" * 9_000,
    ],
)
def test_whatever_lies_on_a_heap_it_has_an_order(words: str) -> None:
    pile = filled([words, WISH, words])
    assert numbers(pile) == [2, 1, 3]
    pile.decide(1, kept=False)
    pile.decide(2, kept=True)
    assert numbers(pile) == [3]


MESSAGES = st.lists(
    st.lists(
        st.sampled_from(
            [WISH, COMPLAINT, PLAIN, "Danke!", "Wo finde ich das?", "高すぎます。", "ok", "🙂"]
        ),
        max_size=4,
    ).map(" ".join),
    max_size=12,
)


@given(MESSAGES, st.data())
@settings(max_examples=40, deadline=None)
def test_an_order_is_of_all_that_wait_and_a_decision_taken_back_leaves_no_trace(
    messages: list[str], data: st.DataObject
) -> None:
    pile = filled(messages)
    there = range(1, len(messages) + 1)
    decided = data.draw(st.dictionaries(st.sampled_from(there), st.booleans())) if there else {}
    for number, kept in decided.items():
        pile.decide(number, kept)
    before = pile.order(100)
    assert sorted(number for number, _told in before) == sorted(set(there) - set(decided))
    for number, told in before:
        assert 0 <= told.start <= told.end <= len(messages[number - 1])
        assert 0 <= told.likely <= 1
    assert pile.order(3) == before[:3]
    if before:
        again = data.draw(st.sampled_from([number for number, _told in before]))
        pile.decide(again, kept=True, kind=Kind.LOSS)
        pile.order(5)
        pile.undecide(again)
    assert pile.order(100) == before
