"""Merging points and does not move: whatever order, un-merge gives every record back."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    edit_organisation,
    edit_person,
    person,
    stages_of,
)
from feedbackdesk.domain.words import PersonStage
from tests.store.oracle import rows_of

_LOG = {"step", "change"}
_FIELDS = ("email", "phone", "organisation", "value", "may_contact")


def say(desk: Desk, who: str, firm: str | None = None) -> int:
    """Record a word of somebody; return who."""
    desk.do(record_feedback, NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours",)))
    return desk.ask(person_named, who).id


def shown(desk: Desk, key: int) -> dict[str, Any]:
    """Return what is shown of a person."""
    found = desk.ask(person, key)
    assert found is not None
    names = (*_FIELDS, "organisation_id", "referred_by_id", "name", "stage", "notes")
    return {name: getattr(found, name) for name in names}


def rows(desk: Desk) -> dict[str, Any]:
    """Return every row but the log's."""
    return {name: found for name, found in rows_of(desk.path).items() if name not in _LOG}


def test_unmerge_takes_back_what_the_other_lent(desk: Desk) -> None:
    ann, other = say(desk, "Ann Lee"), say(desk, "A. Lee", "Puddlewick Nursery School")
    referrer = say(desk, "Bo")
    facts = PersonFacts(
        email="a@lee.example", phone="0123", value=5_000, may_contact=False, referrer_id=referrer
    )
    desk.do(edit_person, other, facts)
    before = rows(desk)
    desk.do(merge_people, other, ann)
    left = shown(desk, ann)
    assert (left["organisation"], left["email"]) == ("Puddlewick Nursery School", "a@lee.example")
    assert not left["may_contact"]
    desk.do(unmerge_person, other)
    assert rows(desk) == before


def test_what_the_owner_wrote_since_stays(desk: Desk) -> None:
    ann, other = say(desk, "Ann Lee"), say(desk, "A. Lee", "Puddlewick Nursery School")
    desk.do(edit_person, other, PersonFacts(email="a@lee.example", phone="0123"))
    desk.do(merge_people, other, ann)
    desk.do(edit_person, ann, PersonFacts(email="ann@new.example"))
    desk.do(unmerge_person, other)
    now = shown(desk, ann)
    assert (now["email"], now["phone"], now["organisation"]) == ("ann@new.example", None, None)
    assert shown(desk, other)["email"] == "a@lee.example"


def test_what_was_lent_on_comes_back_all_the_way(desk: Desk) -> None:
    first, second, third = (say(desk, name) for name in ("Ann", "Anne", "Anna"))
    desk.do(edit_person, first, PersonFacts(email="ann@lee.example"))
    desk.do(merge_people, first, second)
    desk.do(merge_people, second, third)
    assert shown(desk, third)["email"] == "ann@lee.example"
    desk.do(unmerge_person, first)
    assert shown(desk, third)["email"] is None


def test_another_lends_what_is_missing_then(desk: Desk) -> None:
    ann, first, second = (say(desk, name) for name in ("Ann", "Anne", "Anna"))
    desk.do(edit_person, first, PersonFacts(phone="1"))
    desk.do(edit_person, second, PersonFacts(phone="2"))
    desk.do(merge_people, first, ann)
    desk.do(merge_people, second, ann)
    desk.do(unmerge_person, first)
    assert shown(desk, ann)["phone"] == "2"
    desk.do(unmerge_person, second)
    assert shown(desk, ann)["phone"] is None


def test_who_was_referred_by_their_own_other_record_is_again(desk: Desk) -> None:
    ann, other = say(desk, "Ann"), say(desk, "Anne")
    desk.do(edit_person, ann, PersonFacts(referrer_id=other))
    before = rows(desk)
    desk.do(merge_people, other, ann)
    assert shown(desk, ann)["referred_by_id"] is None
    desk.do(unmerge_person, other)
    assert rows(desk) == before


def test_organisations_give_their_value_back(desk: Desk) -> None:
    say(desk, "Ann", "Acme")
    say(desk, "Bo", "Acme Ltd")
    keys = [desk.ask(organisation_named, name).id for name in ("Acme Ltd", "Acme")]
    desk.do(edit_organisation, keys[0], value=9_000)
    before = rows(desk)
    desk.do(merge_organisations, *keys)
    assert desk.ask(organisation_named, "Acme").value == 9_000
    desk.do(unmerge_organisation, keys[0])
    assert rows(desk) == before


def test_what_two_records_both_were_is_told_once(desk: Desk) -> None:
    keys = []
    for who, on in (("Ann", date(2026, 3, 15)), ("Anne", date(2026, 4, 2))):
        desk.do(record_feedback, NewFeedback("Longer hours", Speaker(who), on=on))
        keys.append(desk.ask(person_named, who).id)
    desk.do(merge_people, keys[0], keys[1])
    assert desk.ask(stages_of, keys[1]) == [(PersonStage.CUSTOMER, date(2026, 3, 15))]


_some = st.sampled_from


@settings(max_examples=60)
@given(
    st.lists(st.tuples(*[st.booleans()] * len(_FIELDS)), min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 3), _some(("email", "phone", "value"))), max_size=3),
    st.randoms(use_true_random=False),
)
def test_merge_and_unmerge_in_any_order_leave_every_record_as_it_was(
    known: Any, merges: Any, edits: Any, chance: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Path(folder) / "shop.feedbackdesk")
        people = [say(desk, f"Person {number}") for number in range(4)]
        for number, (key, has) in enumerate(zip(people, known, strict=True)):
            facts: dict[str, Any] = {
                "email": f"p{number}@lee.example", "phone": f"0{number}",
                "organisation": f"Firm {number // 2}", "value": 100 + number, "may_contact": False,
            }  # fmt: skip
            chosen = {name: facts[name] for name, there in zip(_FIELDS, has, strict=True) if there}
            desk.do(edit_person, key, PersonFacts(**chosen))
        before = {key: shown(desk, key) for key in people}
        said_before = rows(desk)["feedback"]
        merged = []
        for source, target in merges:
            here = {one.id for one in desk.ask(all_people)}
            if source != target and {people[source], people[target]} <= here:
                desk.do(merge_people, people[source], people[target])
                merged.append(people[source])
        wanted = {key: dict(facts) for key, facts in before.items()}
        for number, (who, field) in enumerate(edits):
            key = people[who]
            if desk.ask(person, key) is not None:
                new: Any = 9_000 + number if field == "value" else f"new{number}@lee.example"
                desk.do(edit_person, key, PersonFacts(**{field: new}))
                wanted[key][field] = new
        for one in desk.ask(all_people):
            say(desk, one.name)
        said_meanwhile = rows(desk)["feedback"]
        chance.shuffle(merged)
        for key in merged:
            desk.do(unmerge_person, key)
        assert {key: shown(desk, key) for key in people} == wanted
        said = rows(desk)["feedback"]
        assert {key: said[key] for key in said_before} == said_before
        since = said_meanwhile.keys() - said_before.keys()
        assert {key: said[key] for key in since} == {key: said_meanwhile[key] for key in since}
        desk.close()
