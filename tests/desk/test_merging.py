"""Merging points and does not move: whatever order, un-merge gives every record back."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    merged_record,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.people import (
    PersonFacts,
    all_people,
    delete_organisation,
    delete_person,
    edit_organisation,
    edit_person,
    person,
    stages_of,
)
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.desk.side_by_side import if_merged
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
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


def asked(desk: Desk) -> tuple[int, int]:
    """Return how many accounts asked for the one theme, and how many feedbacks speak of it."""
    (theme,) = desk.ask(all_themes)
    return theme.requests, theme.mentions


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


def test_every_step_says_who_became_one_with_whom(desk: Desk) -> None:
    ann, annie = say(desk, "Ann", "Acme"), say(desk, "Annie", "Acme Ltd")
    acme, limited = (desk.ask(organisation_named, name).id for name in ("Acme", "Acme Ltd"))
    assert [
        desk.do(merge_people, annie, ann).label,
        desk.do(unmerge_person, annie).label,
        desk.do(merge_organisations, limited, acme).label,
        desk.do(unmerge_organisation, limited).label,
    ] == [
        "Merge Annie into Ann",
        "Un-merge Annie",
        "Merge Acme Ltd into Acme",
        "Un-merge Acme Ltd",
    ]


def test_nobody_is_one_with_somebody_who_was_erased(desk: Desk) -> None:
    ann, annie = say(desk, "Ann"), say(desk, "Annie")
    desk.erase(annie)
    for pair in ((ann, annie), (annie, ann)):
        with pytest.raises(Refusal, match=r"was erased: nothing is held on them. Nothing was"):
            desk.do(merge_people, *pair)
    assert [one.id for one in desk.ask(all_people)] == [annie, ann]


BELONGED = {
    "never": (),
    "to Acme": ("Acme",),
    "to Pier": ("Pier",),
    "to Acme once": ("Acme", ""),
    "to Acme, then to Pier": ("Acme", "Pier"),
}
"""Which organisation somebody belonged to, one after the other; they spoke each time."""


def test_merging_is_told_before_by_what_it_does(desk: Desk) -> None:
    for firm in ("Acme", "Pier"):
        say(desk, f"Somebody of {firm}", firm)
    pairs = {}
    for one, source_firms in BELONGED.items():
        for other, target_firms in BELONGED.items():
            theme = f"{one} and {other}"
            keys = []
            for who, firms in ((f"{theme}, source", source_firms), (theme, target_firms)):
                new = NewFeedback("Longer hours", Speaker(who), themes=(theme,))
                desk.do(record_feedback, new)
                key = desk.ask(person_named, who).id
                for firm in firms:
                    desk.do(edit_person, key, PersonFacts(organisation=firm))
                    desk.do(record_feedback, new)
                keys.append(key)
            for firm in ("Acme", "Pier"):
                somebody = Speaker(f"Somebody of {firm}")
                desk.do(record_feedback, NewFeedback("As well", somebody, themes=(theme,)))
            pairs[theme] = (desk.do(plan, [theme]).result, *keys)

    def requests() -> dict[int, int]:
        return {one.item.id: one.item.requests for one in desk.ask(ranked_roadmap)}

    told, done = {}, {}
    for theme, (item, source, target) in pairs.items():
        found = desk.ask(if_merged, "person", source, target)
        assert found is not None
        told[theme] = {one.item_id: one.requests for one in found.items
                       if one.requests[0] != one.requests[1]}  # fmt: skip
        before = requests()
        desk.do(merge_people, source, target)
        after = requests()
        done[theme] = {key: (before[key], number) for key, number in after.items()
                       if number != before[key]}  # fmt: skip
        assert done[theme].keys() <= {item}
    assert told == done
    assert done["never and never"]
    both = [desk.ask(organisation_named, name).id for name in ("Acme", "Pier")]
    found = desk.ask(if_merged, "organisation", *both)
    assert found is not None
    before = requests()
    desk.do(merge_organisations, *both)
    assert {one.item_id: one.requests for one in found.items} == {
        key: (before[key], number) for key, number in requests().items()
    }


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


def test_who_lent_nothing_takes_nothing_along(desk: Desk) -> None:
    early, ann, second, third = (say(desk, name) for name in ("Anna", "Ann", "Anne", "Annie"))
    desk.do(edit_person, early, PersonFacts(phone="1"))
    desk.do(edit_person, second, PersonFacts(phone="2"))
    desk.do(merge_people, third, second)
    desk.do(merge_people, second, ann)
    desk.do(merge_people, early, ann)
    before = shown(desk, ann)
    assert before["phone"] == "2"
    desk.do(unmerge_person, third)
    assert shown(desk, ann) == before


def test_who_is_told_apart_keeps_who_referred_them(desk: Desk) -> None:
    ann, other, bo, cy = (say(desk, name) for name in ("Ann", "Anne", "Bo", "Cy"))
    desk.do(edit_person, ann, PersonFacts(referrer_id=bo))
    desk.do(edit_person, other, PersonFacts(referrer_id=cy))
    before = rows(desk)
    desk.do(merge_people, other, ann)
    assert shown(desk, ann)["referred_by_id"] == bo
    desk.do(unmerge_person, other)
    assert rows(desk) == before


def test_who_was_referred_by_their_own_other_record_is_again(desk: Desk) -> None:
    ann, other = say(desk, "Ann"), say(desk, "Anne")
    desk.do(edit_person, ann, PersonFacts(referrer_id=other))
    before = rows(desk)
    desk.do(merge_people, other, ann)
    assert shown(desk, ann)["referred_by_id"] is None
    desk.do(unmerge_person, other)
    assert rows(desk) == before


def test_un_merging_one_of_three_leaves_the_others_as_one(desk: Desk) -> None:
    ann, second, third = say(desk, "Ann", "Acme"), say(desk, "Anne"), say(desk, "Anna")
    firm = desk.ask(organisation_named, "Acme").id
    apart = rows(desk)
    assert asked(desk) == (3, 3)
    desk.do(merge_people, second, ann)
    assert asked(desk) == (2, 3)
    both = rows(desk)
    desk.do(merge_people, third, ann)
    assert asked(desk) == (1, 3)
    assert {one["organisation_id"] for one in rows(desk)["feedback"].values()} == {firm}
    desk.do(unmerge_person, third)
    assert rows(desk) == both, "what the third said is its own again, the second's is the firm's"
    assert asked(desk) == (2, 3)
    assert [one.name for one in desk.ask(all_people)] == ["Ann", "Anna"]
    desk.do(unmerge_person, second)
    assert rows(desk) == apart
    assert asked(desk) == (3, 3)


def test_the_first_of_three_leaves_and_the_later_one_stays(desk: Desk) -> None:
    ann, second, third = say(desk, "Ann", "Acme"), say(desk, "Anne"), say(desk, "Anna")
    desk.do(merge_people, second, ann)
    desk.do(merge_people, third, ann)
    desk.do(unmerge_person, second)
    firm = desk.ask(organisation_named, "Acme").id
    theirs = {one["person_id"]: one["organisation_id"] for one in rows(desk)["feedback"].values()}
    assert theirs == {ann: firm, second: None, third: firm}
    assert asked(desk) == (2, 3)


@pytest.mark.parametrize("gone_first", [True, False])
def test_merging_with_a_record_that_is_gone_is_refused(desk: Desk, gone_first: bool) -> None:
    ann, other = say(desk, "Ann", "Acme"), say(desk, "Anne", "Acme Ltd")
    firms = [desk.ask(organisation_named, name).id for name in ("Acme", "Acme Ltd")]
    desk.do(delete_person, other)
    desk.do(delete_organisation, firms[1])
    before = rows(desk)
    people, organisations = [other, ann], [firms[1], firms[0]]
    if not gone_first:
        people.reverse()
        organisations.reverse()
    with pytest.raises(NotThere, match=r"^That person is no longer there. Nothing was changed.$"):
        desk.do(merge_people, *people)
    with pytest.raises(NotThere, match=r"^That organisation is no longer there. Nothing was"):
        desk.do(merge_organisations, *organisations)
    assert rows(desk) == before


@pytest.mark.parametrize("into", ["Ann", "Anne"])
def test_what_was_taken_along_before_they_were_merged_stays_where_it_is(
    desk: Desk, into: str
) -> None:
    ann, other = say(desk, "Ann"), say(desk, "Anne")
    desk.do(edit_person, ann, PersonFacts(organisation="Acme"))
    desk.do(edit_person, ann, PersonFacts(organisation="Zenith"))
    acme = desk.ask(organisation_named, "Acme").id
    assert rows(desk)["feedback"][1]["organisation_id"] == acme, "who changes employer leaves it"
    before = rows(desk)
    source, target = (other, ann) if into == "Ann" else (ann, other)
    desk.do(merge_people, source, target)
    desk.do(unmerge_person, source)
    assert rows(desk) == before


def test_nobody_refers_themself_after_a_merge(desk: Desk) -> None:
    ann, other, bo = say(desk, "Ann"), say(desk, "Anne"), say(desk, "Bo")
    desk.do(edit_person, other, PersonFacts(referrer_id=ann))
    before = rows(desk)
    desk.do(merge_people, other, ann)
    assert shown(desk, ann)["referred_by_id"] is None
    desk.do(unmerge_person, other)
    assert rows(desk) == before
    desk.do(edit_person, other, PersonFacts(referrer_id=bo))
    desk.do(merge_people, other, ann)
    assert shown(desk, ann)["referred_by_id"] == bo, "that is somebody else"


def test_nobody_is_merged_into_themself_and_what_was_not_merged_is_not_un_merged(
    desk: Desk,
) -> None:
    ann = say(desk, "Ann", "Acme")
    firm = desk.ask(organisation_named, "Acme").id
    before = rows(desk)
    with pytest.raises(Refusal, match=r"^Ann cannot be merged into themself. Nothing was changed"):
        desk.do(merge_people, ann, ann)
    with pytest.raises(Refusal, match=r"^Acme cannot be merged into itself. Nothing was changed"):
        desk.do(merge_organisations, firm, firm)
    with pytest.raises(Refusal, match=r"^That person was not merged into another. Nothing was"):
        desk.do(unmerge_person, ann)
    with pytest.raises(Refusal, match=r"^That organisation was not merged into another. Nothing"):
        desk.do(unmerge_organisation, firm)
    assert rows(desk) == before


def test_a_no_to_being_contacted_stays_until_the_last_who_said_it_is_apart(desk: Desk) -> None:
    ann, second, third = (say(desk, name) for name in ("Ann", "Anne", "Anna"))
    for key in (second, third):
        desk.do(edit_person, key, PersonFacts(may_contact=False))
        desk.do(merge_people, key, ann)
    assert not shown(desk, ann)["may_contact"]
    desk.do(unmerge_person, second)
    assert not shown(desk, ann)["may_contact"], "the third said no, too"
    desk.do(unmerge_person, third)
    assert shown(desk, ann)["may_contact"]


@pytest.mark.parametrize("others", [True, False])
def test_a_no_of_ones_own_is_no_other_records(desk: Desk, others: bool) -> None:
    ann, other = say(desk, "Ann"), say(desk, "Anne")
    desk.do(edit_person, ann, PersonFacts(may_contact=False))
    desk.do(edit_person, other, PersonFacts(may_contact=others))
    before = rows(desk)
    desk.do(merge_people, other, ann)
    assert not shown(desk, ann)["may_contact"]
    desk.do(unmerge_person, other)
    assert rows(desk) == before


def test_what_the_owner_wrote_of_contact_and_referrer_since_stays(desk: Desk) -> None:
    ann, other, bo = say(desk, "Ann"), say(desk, "Anne"), say(desk, "Bo")
    desk.do(edit_person, ann, PersonFacts(referrer_id=other))
    desk.do(edit_person, other, PersonFacts(may_contact=False))
    desk.do(merge_people, other, ann)
    desk.do(edit_person, ann, PersonFacts(may_contact=True, referrer_id=bo))
    now = shown(desk, ann)
    desk.do(unmerge_person, other)
    assert shown(desk, ann) == now
    assert (now["may_contact"], now["referred_by_id"]) == (True, bo)


def test_a_record_that_was_merged_is_found_by_its_name_its_key_or_the_others_name(
    desk: Desk,
) -> None:
    ann, second, third = say(desk, "Ann Lee"), say(desk, "A. Lee"), say(desk, "Lee, Ann")
    desk.do(merge_people, second, ann)
    assert desk.ask(merged_record, "person", "a. lee") == second
    assert desk.ask(merged_record, "person", f" {second} ") == second
    assert desk.ask(merged_record, "person", "Ann Lee") == second
    desk.do(merge_people, third, ann)
    others = [say(desk, f"Ann {number}") for number in range(7)]
    for key in others:
        desk.do(merge_people, key, ann)
    with pytest.raises(Ambiguous) as several:
        desk.ask(merged_record, "person", "Ann Lee")
    listed = [f"A. Lee (id {second})", f"Lee, Ann (id {third})"]
    listed += [f"Ann {number} (id {key})" for number, key in enumerate(others[:6])]
    assert str(several.value) == (
        "Several records were merged as “Ann Lee”: "
        f"{'; '.join(f'{one}, now Ann Lee' for one in listed)}. Nothing was changed; give the id."
    )
    for text in ("Bo", str(ann), "99999999999999999999"):
        with pytest.raises(NotThere, match=f"No person called “{text}” was merged into another."):
            desk.ask(merged_record, "person", text)


def test_a_merged_record_whose_name_is_a_number_is_found_by_it(desk: Desk) -> None:
    ann, other = say(desk, "Ann", "Studio 54"), say(desk, "Anne")
    say(desk, "Bo", "1848")
    keys = {name: desk.ask(organisation_named, name).id for name in ("1848", "Studio 54")}
    desk.do(merge_organisations, keys["1848"], keys["Studio 54"])
    assert desk.ask(merged_record, "organisation", "1848") == keys["1848"]
    named = say(desk, str(other))
    for key in (other, named):
        desk.do(merge_people, key, ann)
    assert desk.ask(merged_record, "person", str(other)) == named, "a name comes before a key"


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
@pytest.mark.slow("merges and un-merges in any order, each compared row by row")
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
