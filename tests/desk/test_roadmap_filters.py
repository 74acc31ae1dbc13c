"""The roadmap by a part of what was said: the numbers are of that part, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.evidence import place_of, proof_of, quotes_behind
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.roadmap import (
    delete_items,
    evidence,
    full_roadmap,
    move_items,
    pin_items,
    plan,
)
from feedbackdesk.desk.roadmap_filters import filtered_roadmap, uncounted
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.ranking import order_key
from feedbackdesk.domain.words import ItemStage, Kind, Lens, PersonStage

LENSES = st.sampled_from(list(Lens))
FILTERS = st.builds(EvidenceFilter, st.booleans(), st.booleans(), st.booleans())


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample business, to be read only."""
    made = Desk.open(Path(tmp_path_factory.mktemp("shop"), "shop.feedbackdesk"))
    made.do(fill_with_sample)
    yield made
    made.close()


@given(lens=LENSES, only=FILTERS)
def test_what_counts_is_counted_as_by_hand(shop: Desk, lens: Lens, only: EvidenceFilter) -> None:
    year = local_today().replace(month=1, day=1)
    recent = local_today() - timedelta(days=90)
    found = {one.item.id: one for one in shop.ask(filtered_roadmap, lens, only)}
    customers = _customers(shop)
    for whole in shop.ask(full_roadmap, lens):
        behind = [
            one
            for one in shop.ask(evidence, whole.item.id)
            if (not only.this_year or one.on >= year)
            and (not only.lost or one.kind is Kind.LOSS)
            and (not only.customers or one.account in customers)
        ]
        if not behind:
            assert whole.item.id not in found
            continue
        item = found[whole.item.id].item
        assert item.requests == len({one.account for one in behind})
        assert item.mentions == len({one.feedback_id for one in behind})
        assert item.momentum == len({one.account for one in behind if one.on >= recent})
        assert item.first_on == min(one.on for one in behind)
        sales = {one.feedback_id: one for one in behind if one.kind is Kind.LOSS}.values()
        assert item.lost == len({one.account for one in sales})
        assert item.lost_value == sum(one.value or 0 for one in sales)
        accounts = {one.account for one in behind} & customers.keys()
        assert item.value == sum(customers[account] for account in accounts)


@given(lens=LENSES, only=FILTERS)
def test_ranks_are_of_what_counts_and_always_the_same(
    shop: Desk, lens: Lens, only: EvidenceFilter
) -> None:
    ranked = shop.ask(filtered_roadmap, lens, only)
    assert ranked == shop.ask(filtered_roadmap, lens, only)
    open_ones = [one for one in ranked if one.rank is not None]
    assert [one.rank for one in open_ones] == list(range(1, len(open_ones) + 1))
    keys = [order_key(one.item, lens) for one in open_ones]
    assert keys == sorted(keys, key=lambda key: key)
    assert all(one.moved is None and not one.is_new for one in ranked)


@given(lens=LENSES)
def test_no_filter_counts_everything(shop: Desk, lens: Lens) -> None:
    everything = shop.ask(filtered_roadmap, lens, EvidenceFilter())
    asked_for = [one for one in shop.ask(full_roadmap, lens) if one.item.mentions]
    assert [(one.item, one.rank) for one in everything] == [
        (one.item, rank) for rank, one in enumerate(asked_for, 1) if one.rank is not None
    ] + [(one.item, None) for one in asked_for if one.rank is None]


def _customers(desk: Desk) -> dict[str, int]:
    """Return the accounts that are customers today, with what they are worth a year."""
    from feedbackdesk.store.customers import ALL_CUSTOMERS
    from feedbackdesk.store.read.base import BaseReader
    from feedbackdesk.store.sql import sql

    def ask(read: BaseReader) -> dict[str, int]:
        return {row.account: row.value for row in read._all(sql(ALL_CUSTOMERS))}

    return desk.ask(ask)


@pytest.mark.parametrize(
    ("only", "sentence"),
    [
        (EvidenceFilter(), ""),
        (
            EvidenceFilter(customers=True),
            "Counting only what was said by today’s customers: numbers, bars and ranks are of that "
            "alone.",
        ),
        (
            EvidenceFilter(customers=True, lost=True, this_year=True),
            "Counting only lost sales of today’s customers this year: numbers, bars and ranks are "
            "of that alone.",
        ),
    ],
)
def test_a_filter_says_what_counts(only: EvidenceFilter, sentence: str) -> None:
    assert only.sentence == sentence
    assert bool(only) == bool(sentence)


def test_several_move_pin_and_go_in_one_step_each(desk: Desk) -> None:
    desk.do(fill_with_sample)
    before = desk.ask(full_roadmap)
    three = [one.item.id for one in before if one.item.stage is ItemStage.LATER][:3]
    moved = desk.do(move_items, three, ItemStage.NOW, "3 items")
    assert moved.label == "Move 3 items to Now"
    assert {one.item.stage for one in desk.ask(full_roadmap) if one.item.id in three} == {
        ItemStage.NOW
    }
    desk.do(pin_items, three, 2, "3 items")
    pins = {one.item.id: one.item.pinned for one in desk.ask(full_roadmap)}
    assert [pins[key] for key in three] == [2, 3, 4]
    desk.do(delete_items, three, "3 items")
    assert not {one.item.id for one in desk.ask(full_roadmap)} & set(three)
    for _step in range(3):
        desk.undo()
    assert desk.ask(full_roadmap) == before


def test_several_are_declined_with_a_reason_or_not_at_all(desk: Desk) -> None:
    desk.do(fill_with_sample)
    before = desk.ask(full_roadmap)
    two = [one.item.id for one in before][:2]
    with pytest.raises(Refusal, match="needs a reason"):
        desk.do(move_items, two, ItemStage.DECLINED, "2 items", " ")
    with pytest.raises(NotThere):
        desk.do(move_items, [*two, 10**9], ItemStage.NOW, "3 items")
    with pytest.raises(NotThere):
        desk.do(pin_items, [*two, 10**9], 1, "3 items")
    assert desk.ask(full_roadmap) == before
    desk.do(move_items, two, ItemStage.DECLINED, "2 items", "Too dear")
    declined = [one.item for one in desk.ask(full_roadmap) if one.item.id in two]
    assert {item.why for item in declined} == {"Too dear"}


def test_this_year_begins_on_the_first_of_january(desk: Desk) -> None:
    desk.do(fill_with_sample)
    year = date(local_today().year, 1, 1)
    for one in desk.ask(filtered_roadmap, Lens.REQUESTS, EvidenceFilter(this_year=True)):
        assert one.item.first_on is not None
        assert one.item.first_on >= year


@given(lens=LENSES, only=FILTERS)
def test_the_evidence_adds_up_to_the_numbers_that_count(
    shop: Desk, lens: Lens, only: EvidenceFilter
) -> None:
    found = {one.item.id: one for one in shop.ask(filtered_roadmap, lens, only)}
    for whole in shop.ask(full_roadmap, lens):
        key = whole.item.id
        placed = shop.ask(place_of, key, lens, only)
        assert placed is not None
        item = placed.entry.item
        if only:
            entry = found.get(key)
            assert item == (uncounted(whole.item) if entry is None else entry.item)
            assert placed.entry.rank == (None if entry is None else entry.rank)
        proof = {one: shop.ask(proof_of, key, one, only) for one in Lens}
        assert proof[Lens.REQUESTS].accounts == item.requests
        assert proof[Lens.MENTIONS].feedbacks == item.mentions
        assert proof[Lens.VALUE].amount == item.value
        assert (proof[Lens.LOST].accounts, proof[Lens.LOST].amount) == (item.lost, item.lost_value)
        assert proof[Lens.MOMENTUM].accounts == item.momentum
        behind = shop.ask(quotes_behind, key, only)
        assert len({one.account for one in behind}) == item.requests
        assert len({one.feedback_id for one in behind}) == item.mentions


def test_a_customer_worth_nothing_counts_too(desk: Desk) -> None:
    who = Speaker("Ann", stage=PersonStage.CUSTOMER)
    desk.do(record_feedback, NewFeedback("Bigger lids", who, themes=("Lids",)))
    key = desk.do(plan, ["Lids"]).result
    only = EvidenceFilter(customers=True)
    placed = desk.ask(place_of, key, Lens.REQUESTS, only)
    assert placed is not None
    assert placed.entry.item.requests == desk.ask(proof_of, key, Lens.REQUESTS, only).accounts == 1
