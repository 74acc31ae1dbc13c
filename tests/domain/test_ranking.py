"""The sentence on why an item stands where it stands, and the number each lens shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from feedbackdesk.domain.lenses import LENSES, figure, in_words, score, sentence_of
from feedbackdesk.domain.movement import LastRanking
from feedbackdesk.domain.ranking import (
    column,
    rank_items,
    reason_for_rank,
)
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.words import ItemStage, Lens


def item(number: int, title: str = "Milk", **facts: Any) -> Item:
    """Return an open item."""
    return Item(number, title, facts.pop("stage", ItemStage.NEXT), **facts)


def why(one: Item, above: Item | None = None, lens: Lens = Lens.REQUESTS, **choices: Any) -> str:
    """Return the sentence for an item that stands below another, or first."""
    open_ones = rank_items([one] if above is None else [above, one], lens)
    entry = open_ones[-1]
    assert entry.item is one, "it is the lower of the two"
    upper = None if above is None else open_ones[0]
    return reason_for_rank(entry, upper, lens, "GBP", **choices)


ASKED: dict[str, Any] = {"requests": 3, "mentions": 5}


@pytest.mark.parametrize(
    ("facts", "above", "said"),
    [
        ({}, None, "Nobody asked for it yet."),
        ({}, ASKED, "Nobody asked for it yet."),
        (ASKED, None, "First, with 3 accounts asking."),
        ({"requests": 1, "mentions": 1}, None, "First, with 1 account asking."),
        (
            {"requests": 2, "mentions": 9},
            ASKED,
            "Number 2, with 2 accounts asking, behind 3 accounts asking.",
        ),
        (
            {"requests": 3, "mentions": 4},
            ASKED,
            "Number 2, with 3 accounts asking like the one above, which was mentioned more often "
            "(5\u00a0to\u00a04).",
        ),
        (
            ASKED | {"first_on": date(2026, 2, 2)},
            ASKED | {"first_on": date(2026, 2, 1)},
            "Number 2, with 3 accounts asking like the one above, which was asked for earlier.",
        ),
        (
            ASKED | {"title": "Tea"},
            ASKED,
            "Number 2, level with the one above and behind it by title.",
        ),
    ],
)
def test_the_sentence_says_what_decides(
    facts: dict[str, Any], above: dict[str, Any] | None, said: str
) -> None:
    upper = None if above is None else item(1, **above)
    assert why(item(2, **facts), upper) == said


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (ItemStage.SHIPPED, "It is shipped, so it no longer competes for a rank."),
        (ItemStage.DECLINED, "It is declined, so it no longer competes for a rank."),
    ],
)
def test_what_is_done_no_longer_competes(stage: ItemStage, said: str) -> None:
    assert why(item(1, stage=stage, **ASKED)) == said


def test_an_open_item_of_which_nothing_counts_has_no_rank() -> None:
    unranked = RankedItem(item(1), rank=None, score=None)
    said = "Nothing that was said about it counts, so it has no rank."
    assert reason_for_rank(unranked, None, Lens.REQUESTS) == said


TOLD = [
    (Lens.MENTIONS, {"mentions": 7}, {"mentions": 1}, "7 mentions", "1 mention"),
    (
        Lens.VALUE,
        {"value": 120_000},
        {"value": 50},
        "£1,200 a year from its customers",
        "£0.50 a year from its customers",
    ),
    (
        Lens.LOST,
        {"lost_value": 120_000},
        {"lost_value": 50},
        "£1,200 of lost sales",
        "£0.50 of lost sales",
    ),
    (
        Lens.MOMENTUM,
        {"momentum": 2},
        {"momentum": 1},
        "2 accounts heard in the last 90 days",
        "1 account heard in the last 90 days",
    ),
    (
        Lens.EFFORT,
        {"effort": 2},
        {"effort": 8},
        "1.5 accounts for each point of effort",
        "0.4 accounts for each point of effort",
    ),
    (
        Lens.EFFORT,
        {"effort": 2},
        {"effort": None},
        "1.5 accounts for each point of effort",
        "no effort estimated",
    ),
]


@pytest.mark.parametrize(("lens", "more", "fewer", "much", "little"), TOLD)
def test_each_lens_names_what_it_counts(
    lens: Lens, more: dict[str, Any], fewer: dict[str, Any], much: str, little: str
) -> None:
    upper = item(1, "Milk", **({"requests": 3} | more))
    lower = item(2, "Tea", **({"requests": 3} | fewer))
    assert why(upper, None, lens, brief=True) == f"First, with {much}."
    assert why(lower, upper, lens, brief=True) == f"Number 2, with {little}, behind {much}."


@pytest.mark.parametrize(
    ("lens", "facts", "also"),
    [
        (Lens.REQUESTS, {}, ""),
        (Lens.MENTIONS, {}, "; 4 accounts asked"),
        (Lens.VALUE, {"requests": 1}, "; 1 account asked"),
        (Lens.EFFORT, {"effort": 1}, ""),
        (Lens.REQUESTS, {"lost": 1}, "; 1 sale was lost for it"),
        (Lens.REQUESTS, {"lost": 2, "lost_value": 90_050}, "; 2 sales were lost for it (£900.50)"),
        (Lens.LOST, {"lost": 2, "lost_value": 90_000}, "; 4 accounts asked"),
        (Lens.REQUESTS, {"momentum": 3}, "; 3 heard in the last 90 days"),
        (Lens.REQUESTS, {"momentum": 4}, "; all heard in the last 90 days"),
        (Lens.REQUESTS, {"requests": 2, "momentum": 2}, "; all heard in the last 90 days"),
        (Lens.REQUESTS, {"requests": 1, "momentum": 1}, "; 1 heard in the last 90 days"),
        (Lens.MOMENTUM, {"momentum": 3}, "; 4 accounts asked"),
        (Lens.REQUESTS, {"pinned": 2}, "; pinned at place 2 of its column"),
        (
            Lens.MENTIONS,
            {"lost": 1, "lost_value": 100, "momentum": 2, "pinned": 1},
            "; 4 accounts asked; 1 sale was lost for it (£1); 2 heard in the last 90 days; "
            "pinned at place 1 of its column",
        ),
    ],
)
def test_what_else_matters_follows_and_a_brief_sentence_leaves_it_away(
    lens: Lens, facts: dict[str, Any], also: str
) -> None:
    one = item(1, **({"requests": 4, "mentions": 6} | facts))
    brief = why(one, None, lens, brief=True)
    assert ";" not in brief
    assert why(one, None, lens) == f"{brief[:-1]}{also}."


def test_a_pin_is_told_at_the_place_where_the_item_stands() -> None:
    one = item(1, requests=1, pinned=1_200)
    assert why(one).endswith("; pinned at place 1,200 of its column.")
    assert why(one, place=3).endswith("; pinned at place 3 of its column.")
    assert why(one, place=0) == "First, with 1 account asking."
    assert why(item(1, requests=1), place=3) == "First, with 1 account asking.", "it has no pin"


def test_nobody_asked_by_a_lens_that_counts_accounts_of_none() -> None:
    unasked = item(1, mentions=1, lost=1, lost_value=100)
    assert why(unasked, None, Lens.MENTIONS) == (
        "Nobody asked for it yet; 1 sale was lost for it (£1)."
    )


@pytest.mark.parametrize(
    ("lens", "points", "number", "words"),
    [
        (Lens.REQUESTS, 1, "1", "request"),
        (Lens.REQUESTS, 0, "0", "requests"),
        (Lens.REQUESTS, 1_200, "1,200", "requests"),
        (Lens.MENTIONS, 1, "1", "mention"),
        (Lens.MENTIONS, 2, "2", "mentions"),
        (Lens.VALUE, 1_200.5, "£1,200.50", "a year"),
        (Lens.LOST, 12.0, "£12", "lost"),
        (Lens.MOMENTUM, 1_200, "1,200", "in 90 days"),
        (Lens.EFFORT, 2.25, "2.2", "per effort"),
    ],
)
def test_a_score_is_a_number_and_the_words_after_it(
    lens: Lens, points: float, number: str, words: str
) -> None:
    assert in_words(points, lens, "GBP") == (number, words)


def test_each_lens_sees_its_own_number() -> None:
    one = item(1, requests=6, mentions=9, value=12_050, lost_value=70_000, momentum=4, effort=4)
    assert {lens: score(one, lens) for lens in Lens} == {
        Lens.REQUESTS: 6,
        Lens.MENTIONS: 9,
        Lens.VALUE: 120.5,
        Lens.LOST: 700,
        Lens.MOMENTUM: 4,
        Lens.EFFORT: 1.5,
    }
    assert score(item(1, requests=6), Lens.EFFORT) is None
    assert figure(one, Lens.VALUE, "GBP") == ("£120.50", "a year")
    assert figure(item(1, requests=6), Lens.EFFORT) == ("", "no effort known")


def test_without_a_currency_money_is_a_number() -> None:
    one = item(1, requests=1, value=120_050)
    assert figure(one, Lens.VALUE) == ("1,200.50", "a year")
    assert in_words(12, Lens.LOST) == ("12", "lost")
    (entry,) = rank_items([one], Lens.VALUE)
    said = "First, with 1,200.50 a year from its customers; 1 account asked."
    assert reason_for_rank(entry, None, Lens.VALUE) == said


@pytest.mark.parametrize(
    ("lens", "beside", "sentence", "words"),
    [
        (
            Lens.REQUESTS,
            ("2", "requests"),
            "Requests = the accounts that asked, each counted once however often it asked.",
            "accounts that asked",
        ),
        (
            Lens.MENTIONS,
            ("2", "mentions"),
            "Mentions = the feedbacks that speak of it, every one of them counted.",
            "feedbacks",
        ),
        (
            Lens.VALUE,
            ("£2", "a year"),
            "Customers’ value = what the accounts that asked and are customers today are worth "
            "a year, each added once.",
            "what customers who asked are worth a year",
        ),
        (
            Lens.LOST,
            ("£2", "lost"),
            "Lost value = what the lost sales that speak of it were worth, each added once, "
            "however many they are.",
            "what the lost sales were worth",
        ),
        (
            Lens.MOMENTUM,
            ("2", "in 90 days"),
            "Momentum = the accounts that asked in the last 90 days, each counted once.",
            "accounts in 90 days",
        ),
        (
            Lens.EFFORT,
            ("2.0", "per effort"),
            "Value for effort = requests divided by effort; where no effort is known, it comes "
            "last.",
            "requests for each point of effort",
        ),
    ],
)
def test_every_lens_says_what_it_counts_in_each_place(
    lens: Lens, beside: tuple[str, str], sentence: str, words: str
) -> None:
    assert in_words(2, lens, "GBP") == beside
    assert sentence_of(lens) == sentence
    assert sentence.endswith(f" = {LENSES[lens].counts}")
    assert LENSES[lens].in_short == words
    assert list(LENSES) == list(Lens)


def test_who_has_no_score_comes_last_and_nobody_s_first_request_is_the_newest() -> None:
    known, none, zero = (
        item(1, "Zoo", requests=1, effort=8),
        item(2, "Ant", requests=9),
        item(3, "Bee", requests=0, effort=1),
    )
    assert [one.item.id for one in rank_items([none, zero, known], Lens.EFFORT)] == [1, 3, 2]
    asked = item(4, "Zoo", first_on=date(2026, 1, 1))
    assert [one.item.id for one in rank_items([item(5, "Ant"), asked])] == [4, 5]


def test_two_that_are_alike_in_all_keep_the_order_of_their_keys() -> None:
    assert [one.item.id for one in rank_items([item(2), item(1)])] == [1, 2]


def test_a_move_is_counted_in_places_gained() -> None:
    last = LastRanking({1: 3, 2: 1}, "the print of 3 November")
    first, second, third = rank_items(
        [item(1, requests=9), item(2, requests=8), item(3, requests=7)], last=last
    )
    assert (first.moved, second.moved, third.moved) == (2, -1, None)
    assert (first.is_new, third.is_new) == (False, True)
    assert {one.since for one in (first, second, third)} == {"the print of 3 November"}
    alone = rank_items([item(1)])[0]
    assert (alone.moved, alone.is_new, alone.since) == (None, False, "")


def test_shipped_come_after_open_ones_and_declined_last_each_in_order() -> None:
    stages = (ItemStage.DECLINED, ItemStage.SHIPPED, ItemStage.SHIPPED, ItemStage.IDEA)
    made = [item(number, stage=stage, requests=number) for number, stage in enumerate(stages, 1)]
    ranked = rank_items(made)
    assert [(one.item.id, one.rank, one.score) for one in ranked] == [
        (4, 1, 4),
        (3, None, 3),
        (2, None, 2),
        (1, None, 1),
    ]


@pytest.mark.parametrize(
    ("pins", "order"),
    [
        ({}, [1, 2, 3, 4]),
        ({4: 1}, [4, 1, 2, 3]),
        ({1: 3}, [2, 3, 1, 4]),
        ({1: 9}, [2, 3, 4, 1]),
        ({3: 1, 4: 2}, [3, 4, 1, 2]),
        ({1: 4, 4: 1}, [4, 2, 3, 1]),
        ({2: 1, 4: 1}, [2, 4, 1, 3]),  # both at one place: the better ranked one gets it
    ],
)
def test_a_pin_is_a_place_in_the_column_from_one(pins: dict[int, int], order: list[int]) -> None:
    made = [item(number, requests=9 - number, pinned=pins.get(number)) for number in range(1, 5)]
    other = item(5, requests=20, stage=ItemStage.NOW)
    shown = column(rank_items([*made, other]), ItemStage.NEXT)
    assert [one.item.id for one in shown] == order
