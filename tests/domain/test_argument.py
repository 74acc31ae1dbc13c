"""What a printed roadmap argues: which item, at most two reasons, and what else speaks for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.argument import argument, chosen, reasons_for
from feedbackdesk.domain.overlap import Overlap, overlap
from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.words import ItemStage, Lens

NOTHING_SHARED = Overlap({})
NEXT, LATER, NOW = ItemStage.NEXT, ItemStage.LATER, ItemStage.NOW


def item(key: int, stage: ItemStage = NEXT, **numbers: Any) -> Item:
    return Item(id=key, title=f"Item {key}", stage=stage, **numbers)


def argued(
    *items: Item, lens: Lens = Lens.REQUESTS, shared: Overlap = NOTHING_SHARED, money: bool = True
) -> str:
    found = argument(rank_items(items, lens), lens, shared, "GBP", money=money)
    return "" if found is None else " ".join((found.lead, found.because, *found.also))


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({}, "Next: Item 1. Nobody has asked for it yet."),
        ({"requests": 1}, "Next: Item 1, because 1 account asked for it."),
        (
            {"requests": 1, "momentum": 1},
            "Next: Item 1, because 1 account asked for it in the last 90 days.",
        ),
        (
            {"requests": 3, "momentum": 3},
            "Next: Item 1, because 3 accounts asked for it, all in the last 90 days.",
        ),
        (
            {"requests": 11, "momentum": 9, "lost": 3, "lost_value": 1_355_000, "value": 99},
            "Next: Item 1, because 11 accounts asked for it, 9 of them in the last 90 days, and "
            "sales to 3 accounts worth £13,550 were lost without it.",
        ),
        (
            {"requests": 2, "lost": 1},
            "Next: Item 1, because 2 accounts asked for it, and sales to 1 account were lost "
            "without it.",
        ),
        (
            {"requests": 2, "value": 240_000},
            "Next: Item 1, because 2 accounts asked for it, and the customers who asked are worth "
            "£2,400 a year.",
        ),
        (
            {"lost": 1, "lost_value": 500},
            "Next: Item 1, because sales to 1 account worth £5 were lost without it.",
        ),
    ],
)
def test_the_reasons_are_what_the_numbers_say(numbers: dict[str, int], sentence: str) -> None:
    assert argued(item(1, NEXT, **numbers)) == sentence


ALL = {
    "requests": 4, "mentions": 9, "momentum": 2, "lost": 1, "lost_value": 100_00, "value": 50_00,
    "effort": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("lens", "first"),
    [
        (Lens.REQUESTS, "4 accounts asked for it, 2 of them in the last 90 days"),
        (Lens.MOMENTUM, "4 accounts asked for it, 2 of them in the last 90 days"),
        (Lens.MENTIONS, "it was asked for 9 times"),
        (Lens.VALUE, "the customers who asked are worth £50 a year"),
        (Lens.LOST, "sales to 1 account worth £100 were lost without it"),
        (Lens.EFFORT, "4 accounts asked for an effort of 2"),
    ],
)
def test_what_the_lens_looks_at_is_the_first_reason(lens: Lens, first: str) -> None:
    reasons = reasons_for(item(1, NEXT, **ALL), lens, "GBP")
    assert reasons[0] == first
    assert len(set(reasons)) == 2


@given(
    st.fixed_dictionaries({name: st.integers(0, 3) for name in ALL}),
    st.sampled_from(Lens),
    st.booleans(),
)
def test_there_are_at_most_two_reasons_and_money_only_where_it_may_stand(
    numbers: dict[str, int], lens: Lens, money: bool
) -> None:
    one = item(1, NEXT, **(numbers | {"effort": numbers["effort"] or None}))
    reasons = reasons_for(one, lens, "GBP", money=money)
    assert len(reasons) == len(set(reasons)) <= 2
    told = " ".join(reasons)
    assert money or "£" not in told
    assert ("lost without" in told) <= bool(one.lost)
    assert bool(reasons) == any(
        (one.requests, one.lost, one.value and money, lens is Lens.MENTIONS and one.mentions)
    )


def test_the_first_of_next_is_chosen_whatever_is_ranked_above_or_pinned() -> None:
    items = [
        item(1, NOW, requests=9),
        item(2, LATER, requests=8),
        item(3, requests=2, pinned=1),
        item(4, requests=5, pinned=2),
    ]
    assert argued(*items).startswith("Next: Item 4, because 5 accounts")


def test_where_next_is_empty_later_is_argued_for_and_that_is_said() -> None:
    sentence = argued(item(1, NOW, requests=9), item(2, LATER, requests=8), item(3, LATER))
    assert sentence.startswith(
        "Nothing is planned next. First of Later is Item 2, because 8 accounts asked for it."
    )
    assert argued(item(2, LATER)) == (
        "Nothing is planned next. First of Later is Item 2. Nobody has asked for it yet."
    )
    for stage in (NOW, ItemStage.IDEA, ItemStage.SHIPPED, ItemStage.DECLINED):
        assert argued(item(1, stage, requests=3)) == ""


@pytest.mark.parametrize(
    ("mine", "other", "sentence"),
    [
        ({"mentions": 5}, {"mentions": 4}, "Number 2, Item 2, is level with it, and was mentioned "
         "less often."),
        ({"first_on": date(2026, 1, 1)}, {"first_on": date(2026, 2, 1)},
         "Number 2, Item 2, is level with it, and was asked for later."),
        ({}, {}, "Number 2, Item 2, is level with it."),
    ],
)  # fmt: skip
def test_a_tie_is_told_with_what_decides_it(
    mine: dict[str, Any], other: dict[str, Any], sentence: str
) -> None:
    told = argued(item(1, requests=3, **mine), item(2, requests=3, **other))
    assert sentence in told
    assert told.endswith("After it comes number 2, Item 2: 3 accounts.")
    apart = argued(item(1, requests=3), item(2, requests=2))
    assert "level" not in apart


def test_who_also_asks_for_another_and_what_comes_after_are_whole_sentences() -> None:
    asked = [(f"a{n}", 1) for n in range(5)] + [("a0", 2), ("a1", 2), ("a2", 3), ("b", 3)]
    items = [item(1, requests=5), item(2, NOW, requests=2), item(3, LATER, requests=2)]
    order = [one.item.id for one in rank_items(items)]
    told = argued(*items, shared=overlap(asked, order, {1}))
    assert "2 of the 5 accounts also ask for number 2, Item 2." in told
    assert told.endswith("After it comes number 3, Item 3: 2 accounts.")
    assert argued(item(1, requests=1), item(2, LATER)).endswith("After it comes number 2, Item 2.")


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 5)), unique=True),
    st.permutations([1, 2, 3, 4]),
    st.sets(st.integers(1, 4)),
)
def test_what_is_shared_is_what_counting_by_hand_finds(
    asked: list[tuple[str, int]], order: list[int], closely: set[int]
) -> None:
    found = overlap(asked, order, closely)
    accounts = {key: {who for who, what in asked if what == key} for key in order}
    for place, key in enumerate(order):
        above = set().union(*(accounts[one] for one in order[:place]))
        assert found.above.get(key, 0) == len(accounts[key] & above)
    for key in closely:
        pairs = {
            other: len(accounts[key] & accounts[other])
            for other in order
            if other != key and accounts[key] & accounts[other]
        }
        assert dict(found.between[key]) == pairs
        most = found.most(key, 2)
        assert [number for _key, number in most] == sorted(pairs.values(), reverse=True)[:2]


def test_nothing_is_chosen_of_nothing() -> None:
    nothing: list[RankedItem] = []
    assert chosen(nothing) is None
