"""The numbers behind the lenses follow whatever an owner corrects, and undo with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    delete_feedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_organisations, merge_people, unmerge_organisation
from feedbackdesk.desk.people import (
    PersonFacts,
    all_organisations,
    all_people,
    delete_organisation,
    edit_organisation,
    edit_person,
)
from feedbackdesk.desk.roadmap import full_roadmap, plan, ranked_roadmap
from feedbackdesk.desk.themes import all_themes, assign_many, merge_themes, unmerge_theme
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.rows import Item
from feedbackdesk.domain.words import Importance, Lens, PersonStage
from feedbackdesk.store.reader import Reader
from tests.store.oracle import check


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with one item, which nobody has asked for yet."""
    desk.do(plan, ["Evening hours"])
    return desk


def ask(
    desk: Desk, who: str | None, firm: str | None = None, ago: int = 0, lost: int | None = None
) -> int:
    """Let somebody ask for evening hours some days ago, or be lost over them."""
    facts = None if lost is None else LossFacts("Price", value=lost)
    stage = None if who is None else PersonStage.CUSTOMER
    new = NewFeedback(
        f"{who} came too late",
        Speaker(who, firm, stage=stage),
        on=local_today() - timedelta(days=ago),
        themes=("Evening hours",),
        loss=facts,
    )
    return desk.do(record_feedback, new).result


def item(desk: Desk) -> Item:
    """Return the item, once all that is kept was proved true."""
    check(desk)
    (entry,) = desk.ask(full_roadmap)
    return entry.item


def person(desk: Desk, name: str) -> int:
    """Return the key of a person."""
    return next(one.id for one in desk.ask(all_people) if one.name == name)


def firm(desk: Desk, name: str) -> int:
    """Return the key of an organisation."""
    return next(one.id for one in desk.ask(all_organisations) if one.name == name)


def heard(desk: Desk, since: date, until: date) -> int:
    """Return how many were heard about the item between two days."""
    (found,) = desk.ask(Reader.items, (since.isoformat(), until.isoformat()))
    return found.momentum


def test_people_of_a_merged_organisation_are_worth_what_they_pay(shop: Desk) -> None:
    ask(shop, "Ann", "Acme")
    ask(shop, "Bo", "Acme Ltd")
    shop.do(edit_person, person(shop, "Ann"), PersonFacts(value=100_00))
    shop.do(edit_person, person(shop, "Bo"), PersonFacts(value=20_00))
    assert item(shop).value == 120_00
    shop.do(merge_organisations, firm(shop, "Acme Ltd"), firm(shop, "Acme"))
    merged = item(shop)
    assert (merged.requests, merged.value) == (1, 120_00)
    shop.do(edit_person, person(shop, "Bo"), PersonFacts(value=50_00))
    assert item(shop).value == 150_00
    # What the organisation itself is said to be worth comes before its people.
    shop.do(edit_organisation, firm(shop, "Acme"), value=70_00)
    assert item(shop).value == 70_00
    shop.do(unmerge_organisation, merged_firm(shop))
    assert item(shop).value == 120_00
    for _step in range(4):
        shop.undo()
    assert item(shop).value == 120_00


def merged_firm(desk: Desk) -> int:
    """Return the key of the organisation that is a signpost."""
    return next(key for key, row in check(desk)["organisation"].items() if row["merged_into"])


def test_somebody_who_stops_being_a_customer_is_worth_nothing(shop: Desk) -> None:
    ask(shop, "Ann")
    ask(shop, "Ann", ago=3)
    ask(shop, "Bo", "Brook & Sons")
    shop.do(edit_person, person(shop, "Ann"), PersonFacts(value=40_00))
    shop.do(edit_organisation, firm(shop, "Brook & Sons"), value=9_00)
    assert item(shop).value == 49_00
    shop.do(edit_person, person(shop, "Ann"), PersonFacts(stage=PersonStage.FORMER))
    shop.do(edit_person, person(shop, "Bo"), PersonFacts(stage=PersonStage.LOST))
    assert item(shop).value == 0
    shop.do(edit_organisation, firm(shop, "Brook & Sons"), stage=PersonStage.CUSTOMER)
    assert item(shop).value == 9_00
    shop.do(delete_organisation, firm(shop, "Brook & Sons"))
    assert item(shop).value == 0
    for _step in range(4):
        shop.undo()
    assert item(shop).value == 49_00


def test_one_person_of_two_records_counts_once(shop: Desk) -> None:
    ask(shop, "Ann")
    ask(shop, "Ann Smith", lost=5_00)
    for name in ("Ann", "Ann Smith"):
        shop.do(edit_person, person(shop, name), PersonFacts(value=40_00))
    both = item(shop)
    assert (both.requests, both.value, both.lost) == (2, 80_00, 1)
    shop.do(merge_people, person(shop, "Ann Smith"), person(shop, "Ann"))
    merged = item(shop)
    assert (merged.requests, merged.mentions, merged.value, merged.lost) == (1, 2, 40_00, 1)
    shop.undo()
    assert item(shop) == both


def test_a_lost_sale_counts_for_what_it_is_said_to_be_worth(shop: Desk) -> None:
    first = ask(shop, "Ann", lost=300_00)
    second = ask(shop, "Ann", lost=50_00)
    ask(shop, "Bo", lost=0)
    lost = item(shop)
    assert (lost.lost, lost.lost_value, lost.requests) == (2, 350_00, 2)
    shop.do(edit_feedback, first, FeedbackFacts(loss=LossFacts("Price", value=10_00)))
    assert item(shop).lost_value == 60_00
    shop.do(delete_feedback, second)
    assert (item(shop).lost, item(shop).lost_value) == (2, 10_00)
    shop.do(delete_feedback, first)
    assert (item(shop).lost, item(shop).lost_value) == (1, 0)
    for _step in range(3):
        shop.undo()
    assert item(shop) == lost


def test_momentum_hears_each_account_once_within_its_days(shop: Desk) -> None:
    ask(shop, "Ann", ago=200)
    newest = ask(shop, "Ann", ago=2)
    ask(shop, "Bo", ago=91)
    ask(shop, "Cy", ago=90)
    assert item(shop).momentum == 2
    # Without the newest there is only what was said long ago.
    shop.do(delete_feedback, newest)
    assert item(shop).momentum == 1
    shop.undo()
    shop.do(edit_feedback, newest, FeedbackFacts(on=local_today() - timedelta(days=150)))
    assert item(shop).momentum == 1
    shop.undo()
    assert item(shop).momentum == 2
    assert [entry.score for entry in shop.ask(ranked_roadmap, Lens.MOMENTUM)] == [2]


def test_a_later_day_hides_no_earlier_one(shop: Desk) -> None:
    ask(shop, "Ann", ago=40)
    ask(shop, "Ann", ago=5)
    ask(shop, "Bo", ago=8)
    today = local_today()
    assert heard(shop, today - timedelta(days=60), today - timedelta(days=30)) == 1
    assert heard(shop, today - timedelta(days=30), today - timedelta(days=8)) == 1
    assert heard(shop, today - timedelta(days=60), today) == 2
    assert heard(shop, today - timedelta(days=4), today) == 0


def test_what_is_done_to_many_at_once_is_counted_like_one_by_one(shop: Desk) -> None:
    for number in range(450):
        who = Speaker(f"Person {number % 30}", stage=PersonStage.CUSTOMER)
        on = local_today() - timedelta(days=number % 120)
        shop.do(record_feedback, NewFeedback(f"Number {number}", who, on=on))
    for name in ("Person 0", "Person 1"):
        shop.do(edit_person, person(shop, name), PersonFacts(value=30_00))
    everything = [said.id for said in shop.ask(list_feedback, limit=1_000)]
    theme = next(one.id for one in shop.ask(all_themes) if one.name == "Evening hours")
    shop.do(assign_many, everything, theme, "all of them")
    many = item(shop)
    assert (many.requests, many.mentions, many.value) == (30, 450, 60_00)
    assert many.momentum == 30
    shop.undo()
    assert item(shop).requests == 0
    shop.redo()
    assert item(shop) == many


def test_a_merged_theme_brings_all_its_numbers(shop: Desk) -> None:
    late = NewFeedback(
        "Open until nine!",
        Speaker("Dora", stage=PersonStage.CUSTOMER),
        themes=("Late opening",),
        loss=LossFacts("Price", value=7_00),
    )
    shop.do(record_feedback, late)
    shop.do(edit_person, person(shop, "Dora"), PersonFacts(value=11_00))
    before = item(shop)
    keys = {one.name: one.id for one in shop.ask(all_themes)}
    shop.do(merge_themes, keys["Late opening"], keys["Evening hours"])
    found = item(shop)
    assert (found.value, found.lost, found.lost_value, found.momentum) == (11_00, 1, 7_00, 1)
    shop.do(unmerge_theme, keys["Late opening"])
    assert item(shop) == before


def test_one_who_says_most_hides_nobody_worth_quoting(shop: Desk) -> None:
    old = ask(shop, "Bo", ago=300)
    newest = [ask(shop, "Ann", ago=100 - number) for number in range(60)][-1]
    check(shop)
    ((_item, best),) = shop.ask(Reader.best_evidence, 2).items()
    assert [one.feedback_id for one in best] == [newest, old]
    # What matters more comes first, however old it is.
    shop.do(edit_feedback, old, FeedbackFacts(importance=Importance.CRITICAL))
    check(shop)
    ((_item, best),) = shop.ask(Reader.best_evidence, 1).items()
    assert [one.feedback_id for one in best] == [old]
