"""The pure rules: ranking, text and money."""

from __future__ import annotations

import itertools
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.lenses import score
from feedbackdesk.domain.money import LIMIT, money_text, parse_money, show_money
from feedbackdesk.domain.movement import LastRanking
from feedbackdesk.domain.ranking import column, rank_items, reason_for_rank
from feedbackdesk.domain.reach import MOST, parse_reach
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.text import clean, clean_name, clean_words, excerpt, name_key
from feedbackdesk.domain.words import (
    LABELS,
    Channel,
    Feeling,
    FollowUpKind,
    Importance,
    ItemStage,
    Kind,
    Lens,
    Outcome,
    PersonStage,
    label,
)

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)

items = st.lists(
    st.builds(
        Item,
        id=st.integers(1, 10_000),
        title=st.sampled_from(["Parking", "parking", "Ähre", "Zoo", "Hours"]),
        stage=st.sampled_from(list(ItemStage)),
        requests=st.integers(0, 3),
        mentions=st.integers(0, 3),
        value=st.integers(0, 2),
        lost_value=st.integers(0, 2),
        momentum=st.integers(0, 2),
        effort=st.none() | st.integers(1, 3),
        first_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        pinned=st.none() | st.integers(1, 5),
    ),
    max_size=12,
    unique_by=lambda item: item.id,
)


# Ranking


@given(items, st.sampled_from(list(Lens)), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_asking(
    given_items: list[Item], lens: Lens, chance: object
) -> None:
    shuffled = list(given_items)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank_items(shuffled, lens) == rank_items(given_items, lens)


@given(items, st.sampled_from(list(Lens)))
def test_each_item_has_one_place_and_ties_are_broken_as_promised(
    given_items: list[Item], lens: Lens
) -> None:
    ranked = rank_items(given_items, lens)
    assert sorted(entry.item.id for entry in ranked) == sorted(item.id for item in given_items)
    open_ones = [entry for entry in ranked if entry.item.stage.is_open]
    assert ranked[: len(open_ones)] == open_ones
    assert [entry.rank for entry in open_ones] == list(range(1, len(open_ones) + 1))
    assert all(entry.rank is None for entry in ranked[len(open_ones) :])
    for above, below in itertools.pairwise(open_ones):
        one, other = above.item, below.item
        points, fewer = score(one, lens), score(other, lens)
        if points != fewer:
            assert fewer is None or (points is not None and points > fewer)
        elif one.mentions != other.mentions:
            assert one.mentions > other.mentions
        elif one.first_on != other.first_on:
            assert (one.first_on or date.max) < (other.first_on or date.max)
        else:
            assert sort_key(one.title) <= sort_key(other.title)
        reason = reason_for_rank(below, above, lens, "GBP")
        assert reason.endswith(".")
        assert reason.startswith(reason_for_rank(below, above, lens, "GBP", brief=True)[:-1])
        assert ("lost for it" in reason) == bool(below.item.lost and lens is not Lens.LOST)
        assert ("pinned at place" in reason) == (below.item.pinned is not None)


@given(items)
def test_a_pinned_item_stands_where_it_was_put(given_items: list[Item]) -> None:
    ranked = rank_items(given_items)
    for stage in ItemStage:
        shown = column(ranked, stage)
        assert sorted(one.item.id for one in shown) == sorted(
            one.item.id for one in ranked if one.item.stage is stage
        )
        free = [one for one in shown if one.item.pinned is None]
        assert free == [one for one in ranked if one in free], "the others keep their order"
        pins = [one.item.pinned for one in shown if one.item.pinned is not None]
        if len(set(pins)) == len(pins):
            for place, one in enumerate(shown, 1):
                assert one.item.pinned in {None, place} or one.item.pinned > place


def test_the_movement_since_the_last_print_is_counted_in_places() -> None:
    wanted = [Item(1, "A", ItemStage.NOW, requests=9), Item(2, "B", ItemStage.NEXT, requests=5)]
    wanted.append(Item(3, "C", ItemStage.IDEA, requests=7))
    ranked = rank_items(wanted, last=LastRanking({1: 1, 2: 2}, "the print of 3 November"))
    assert [(entry.item.id, entry.moved, entry.is_new) for entry in ranked] == [
        (1, 0, False),
        (3, None, True),
        (2, -1, False),
    ]


# Text


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()
    assert not set(clean(text)) & {"\0", "\r", "\x1b", "\x7f", "\x85"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key
    key.encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("İzmir", "i̇zmir"),
        ("café", "cafe\u0301"),
        ("ＡＢＣ", "abc"),
        ("a  b\tc", "A B\u00a0C"),
        ("Ann’s", "ann's"),
        ("zero\u200bwidth", "ZeroWidth"),
        ("e\u200d\u0301", "é"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("lone\ud800", "lone"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("empty", ["", " ", "\n\t", "\0", "\u200b", "\u2060\ufeff", "\ud800"])
def test_what_cannot_be_seen_is_no_name_and_no_words(empty: str) -> None:
    with pytest.raises(Refusal, match="Nothing was changed"):
        clean_name(empty)
    with pytest.raises(Refusal, match="Nothing was changed"):
        clean_words(empty)


@given(st.text(min_size=1), st.integers(2, 80))
def test_an_excerpt_fits(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length
    assert "\n" not in excerpt(text, length)


def test_every_naughty_string_is_cleaned_or_refused(shared_data: Path) -> None:
    for text in json.loads((shared_data / "blns" / "blns.json").read_text()):
        assert clean(clean(text)) == clean(text)
        assert name_key(name_key(text)) == name_key(text)


# Money


@given(st.integers(0, int(LIMIT * 100)))
def test_money_survives_being_written_and_read(hundredths: int) -> None:
    assert parse_money(money_text(hundredths) or "") == hundredths
    assert parse_money(show_money(hundredths)) == hundredths
    assert parse_money(show_money(hundredths, "GBP")) == hundredths


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("1200.50", 120_050),
        ("1.200,50", 120_050),
        ("£1,200.50", 120_050),
        ("1 200,50 €", 120_050),
        ("1'200.50 CHF", 120_050),
        ("1,200", 120_000),
        ("1.200", 120_000),
        ("1.200.000", 120_000_000),
        ("0,5", 50),
        ("12.5", 1_250),
        (".50", 50),
        ("0", 0),
        ("999,999,999,999.99", 99_999_999_999_999),
        ("GBP 12", 1_200),
        ("CHF 5", 500),
        ("5 Fr.", 500),
        ("zł 5", 500),
    ],
)
def test_money_as_people_write_it(text: str, hundredths: int) -> None:
    assert parse_money(text) == hundredths


@pytest.mark.parametrize(
    "text",
    ["", "-5", "−5", "(5)", "£-5", "-£5", "1e12", "1e-3", "NaN", "inf", "five", "1000000000000",
     "12 34 apples 5", "--5", "1.2.3,4,5", "£", "1" * 5000, "1,2,3", "\ud800",
     "5k", "5-", "5+", "0.001", "0,500", "1.234,567", "5 apples", "(5", "5)", "five 5", "% 5"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Nothing was changed"):
        parse_money(text)


@pytest.mark.parametrize("text", ["$5", "€ 99", "99 EUR", "CHF 5", "5 kr"])
def test_an_amount_in_another_currency_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="All amounts here are in GBP"):
        parse_money(text, "GBP")


@pytest.mark.parametrize(
    ("text", "currency"),
    [("£5", "GBP"), ("gbp 5", "GBP"), ("$5", "USD"), ("5 €", "EUR"), ("$5", "AUD"),
     ("CHF 5.00", "CHF"), ("XYZ 5", "XYZ"), ("5", "XYZ"), ("5 zł", "PLN")],
)  # fmt: skip
def test_an_amount_may_name_its_own_currency(text: str, currency: str) -> None:
    assert parse_money(text, currency) == 500


def test_the_largest_amount_is_named() -> None:
    with pytest.raises(Refusal, match=r"999,999,999,999\.99 at most"):
        parse_money("1000000000000")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1200", 1_200), ("1,200", 1_200), ("1.200", 1_200), ("about 12k", 12_000),
     ("1.5m", 1_500_000), ("1 200 000", 1_200_000), ("~3", 3), ("0", 0)],
)  # fmt: skip
def test_a_number_of_people_as_it_is_written(text: str, number: int) -> None:
    assert parse_reach(text) == number


@given(st.integers(0, MOST))
def test_a_number_of_people_survives_being_shown_and_read(number: int) -> None:
    assert parse_reach(f"{number:,}") == number


@given(st.text() | st.from_regex(r"[~0-9.,km ]{1,14}", fullmatch=True))
def test_any_text_is_a_number_of_people_or_refused(text: str) -> None:
    try:
        number = parse_reach(text)
    except Refusal:
        return
    assert 0 <= number <= MOST


# Words


def test_every_word_has_a_text_to_read() -> None:
    words = {type(word) for word in LABELS}
    assert all(word in LABELS for kind in words for word in kind)


def test_every_word_has_the_label_of_its_own_list() -> None:
    assert label(PersonStage.LOST) == "Lost"
    assert label(ItemStage.SHIPPED) == "Shipped"
    assert label(FollowUpKind.SHIPPED) == "Tell them it shipped"
    assert label(Lens.LOST) == "Lost value"
    for words in (Kind, Channel, PersonStage, ItemStage, Feeling, Importance, Outcome, Lens):
        assert len({label(word) for word in words}) == len(words)
