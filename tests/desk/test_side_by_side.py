"""Two records beside each other: what is the same, what differs, and what merging changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.inbox import counts
from feedbackdesk.desk.merging import merge_organisations, merge_people
from feedbackdesk.desk.people import PersonFacts, delete_person, edit_organisation, edit_person
from feedbackdesk.desk.roadmap import plan, ranked_roadmap, ship_item
from feedbackdesk.desk.side_by_side import if_merged, side_by_side
from feedbackdesk.desk.twins import tell_apart, twin_of, twins
from feedbackdesk.domain.contacts import Agreement, ComparedFact, Fact, SideBySide
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = local_today()


def say(desk: Desk, who: str, *, themes: Sequence[str] = ("Hours",), **facts: Any) -> int:
    """Record what somebody wants; return the person."""
    days = facts.pop("days", 0)
    speaker = Speaker(who, is_new=facts.pop("is_new", False), **facts)
    on = TODAY - timedelta(days=days)
    desk.do(record_feedback, NewFeedback(f"{who} wants it", speaker, on=on, themes=tuple(themes)))
    return max(one[0] for one in desk.ask(lambda read: read.names()) if one[1] == who)


def beside(desk: Desk, one: int, other: int, table: str = "person") -> SideBySide:
    """Return two records beside each other."""
    found = desk.ask(side_by_side, table, one, other)
    assert found is not None
    return found


def fact(found: SideBySide, which: Fact) -> ComparedFact | None:
    """Return one fact of both."""
    return next((one for one in found.facts if one.fact is which), None)


def test_what_is_the_same_differs_or_only_one_has(desk: Desk) -> None:
    firm = "Marlfinch Architects"
    first = say(desk, "Siobhán Gallagher", organisation=firm, email="s@marlfinch.example",
                phone="020 7946 0115", stage=PersonStage.CUSTOMER, days=9)  # fmt: skip
    say(desk, "Siobhán Gallagher", days=3)
    second = say(
        desk,
        "S. Gallagher",
        organisation=firm,
        email="s@mail.example",
        stage=PersonStage.LOST,
        is_new=True,
    )
    desk.do(edit_person, second, PersonFacts(phone="020-7946 0115", addresses="home: 01234 567890"))
    desk.do(edit_person, first, PersonFacts(notes="Covers for Eleanor", value=120_000))

    found = beside(desk, second, first)
    assert (found.one.key, found.other.key) == (first, second), "the fuller one stays"
    assert (found.one.times, found.one.since) == (2, TODAY - timedelta(days=9))
    assert [one.text for one in found.other.words] == ["S. Gallagher wants it"]
    assert found.why == "the same number"
    assert [(one.fact, one.agreement) for one in found.facts] == [
        (Fact.FIRM, Agreement.SAME),
        (Fact.PHONE, Agreement.SAME),
        (Fact.EMAIL, Agreement.DIFFERS),
        (Fact.STAGE, Agreement.DIFFERS),
        (Fact.VALUE, Agreement.ONE_ONLY),
        (Fact.NOTES, Agreement.ONE_ONLY),
    ]
    assert found.if_merged.account == firm
    swapped = desk.ask(side_by_side, "person", first, second, stays=second)
    assert swapped is not None
    assert (swapped.one, swapped.other) == (found.other, found.one)
    phone = fact(found, Fact.PHONE)
    assert phone is not None
    assert phone.other == ("020-7946 0115", "home: 01234 567890")
    notes = fact(found, Fact.NOTES)
    assert notes is not None
    assert (notes.one, notes.other) == (("Covers for Eleanor",), ())


def test_records_that_were_merged_and_who_may_not_be_contacted_are_told(desk: Desk) -> None:
    ann, annie, anna = say(desk, "Ann"), say(desk, "Annie"), say(desk, "Anna")
    desk.do(merge_people, annie, ann)
    desk.do(edit_person, anna, PersonFacts(may_contact=False))
    found = beside(desk, ann, anna)
    merged, contact = fact(found, Fact.MERGED), fact(found, Fact.CONTACT)
    assert merged is not None
    assert merged.one == ("Annie",)
    assert contact is not None
    assert contact.agreement is Agreement.ONE_ONLY
    assert found.why == "", "nothing tells that they are one"


def test_organisations_show_their_domains(desk: Desk) -> None:
    say(desk, "Ann", organisation="Okafor & Daughters")
    say(desk, "Bo", organisation="Okafor and Daughters Ltd")
    keys = [desk.ask(organisation_named, name).id
            for name in ("Okafor & Daughters", "Okafor and Daughters Ltd")]  # fmt: skip
    desk.do(edit_organisation, keys[0], addresses="@okafor.example")
    found = beside(desk, keys[0], keys[1], "organisation")
    domain = fact(found, Fact.DOMAIN)
    assert domain is not None
    assert domain.one == ("@okafor.example",)
    assert found.why == "the name with and without a legal form"


def test_a_record_that_is_gone_has_nothing_beside_it(desk: Desk) -> None:
    ann, annie = say(desk, "Ann"), say(desk, "Annie")
    desk.do(delete_person, annie)
    for pair in ((ann, annie), (annie, ann), (ann, ann), (ann, 999)):
        assert desk.ask(side_by_side, "person", *pair) is None
        assert desk.ask(if_merged, "person", *pair) is None


def test_merging_changes_what_it_was_said_to_change(desk: Desk) -> None:
    """Of two items with two requests each, the one that only one person asked for falls."""
    ann, annie = say(desk, "Ann Lee"), say(desk, "Annie Lee")
    say(desk, "Bo", themes=("Invoices",))
    say(desk, "Cy", themes=("Invoices",))
    hours, invoices = (desk.do(plan, [name]).result for name in ("Hours", "Invoices"))
    told = desk.ask(if_merged, "person", annie, ann)
    assert told is not None
    assert told.records == (4, 3)
    by_item = {one.item_id: one for one in told.items}
    assert by_item[hours].requests == (2, 1)
    assert by_item[invoices].requests == (2, 2)
    assert told.items[0].item_id == hours, "what loses requests comes first"
    before = {one.item.id: one.rank for one in desk.ask(ranked_roadmap)}
    desk.do(merge_people, annie, ann)
    for one in desk.ask(ranked_roadmap):
        expected = by_item[one.item.id]
        assert (one.item.requests, one.rank) == (expected.requests[1], expected.rank[1])
        assert expected.rank[0] == before[one.item.id]
    assert desk.ask(counts).people == 3


def test_within_one_firm_no_rank_changes(desk: Desk) -> None:
    ann = say(desk, "Ann Lee", organisation="Acme")
    other = say(desk, "A. Lee", organisation="Acme", is_new=True)
    desk.do(plan, ["Hours"])
    told = desk.ask(if_merged, "person", other, ann)
    assert told is not None
    assert (told.items, told.account) == ((), "Acme")


@pytest.mark.parametrize("swapped", [False, True])
def test_what_is_said_without_a_firm_goes_along(desk: Desk, swapped: bool) -> None:
    ann = say(desk, "Ann Lee", organisation="Acme")
    say(desk, "Bo", organisation="Acme", themes=("Bills",))
    other = say(desk, "Annie Lee", themes=("Hours", "Bills"), is_new=True)
    for name in ("Hours", "Bills"):
        desk.do(ship_item, desk.do(plan, [name]).result)
    pair = (ann, other) if swapped else (other, ann)
    told = desk.ask(if_merged, "person", *pair)
    assert told is not None
    assert sorted(one.requests for one in told.items) == [(2, 1), (2, 1)]
    assert told.account is None
    assert [one.rank for one in told.items] == [(None, None)] * 2, "what is shipped has no rank"
    desk.do(merge_people, *pair)
    assert [one.item.requests for one in desk.ask(ranked_roadmap)] == [1, 1]


def test_two_firms_become_one_account(desk: Desk) -> None:
    say(desk, "Ann", organisation="Acme")
    say(desk, "Bo", organisation="Acme Ltd")
    item = desk.do(plan, ["Hours"]).result
    keys = [desk.ask(organisation_named, name).id for name in ("Acme Ltd", "Acme")]
    told = desk.ask(if_merged, "organisation", *keys)
    assert told is not None
    assert [(one.item_id, one.requests) for one in told.items] == [(item, (2, 1))]
    assert told.records == (2, 1)
    desk.do(merge_organisations, *keys)
    assert desk.ask(ranked_roadmap)[0].item.requests == 1
    assert desk.ask(person_named, "Bo").organisation == "Acme"


def test_who_was_told_apart_leaves_room_for_the_next_pairs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedbackdesk.insight.twins.MOST", 2)
    for name in ("Ann Lee", "Bo Berg", "Cy Carr"):
        first, last = name.split()
        say(desk, name)
        say(desk, f"{last} {first}", is_new=True)
    seen = set()
    while found := desk.ask(twins):
        assert len(found) <= 2
        seen.add((found[0].one, found[0].other))
        desk.do(tell_apart, "person", found[0].other, found[0].one)
    assert len(seen) == 3
    assert desk.undo()
    assert len(desk.ask(twins)) == 1


def test_a_twin_is_found_by_what_a_merged_record_is_reached_by(desk: Desk) -> None:
    ann = say(desk, "Ann Lee", email="ann@lee.example")
    merged = say(desk, "Annie", email="annie@acme.example", is_new=True)
    desk.do(edit_person, merged, PersonFacts(addresses="old: a.lee@pier.example"))
    desk.do(merge_people, merged, ann)
    by_first = say(desk, "Lee, Ann")
    desk.do(edit_person, by_first, PersonFacts(email="annie@acme.example"))
    found = desk.ask(twin_of, "person", ann)
    assert found is not None
    assert (found.other, found.why) == (by_first, "the same address")
    assert beside(desk, ann, by_first).why == "the same address"
    desk.do(delete_person, by_first)
    by_further = say(desk, "A. Lee")
    desk.do(edit_person, by_further, PersonFacts(email="a.lee@pier.example"))
    for one, other in ((ann, by_further), (by_further, ann)):
        found = desk.ask(twin_of, "person", one)
        assert found is not None
        assert (found.other, found.why) == (other, "the same address")
    bo = say(desk, "Bo")
    assert desk.ask(twin_of, "person", bo) is None
