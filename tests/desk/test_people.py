"""Who people are: one record or two, who sent them, and what that changes in the counts."""

from __future__ import annotations

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.people import PersonFacts, all_people, edit_person, person, referral_tree
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.desk.twins import twins
from feedbackdesk.domain.errors import Refusal


def say(desk: Desk, who: str, firm: str | None = None, **facts: str) -> int:
    """Record that somebody wants longer hours; return who."""
    new = NewFeedback("Longer hours", Speaker(who, firm, **facts), themes=("Hours",))  # type: ignore[arg-type]
    feedback_id = desk.do(record_feedback, new).result
    (said,) = [one for one in desk.ask(list_feedback) if one.id == feedback_id]
    assert said.who_id is not None
    return said.who_id


def requests(desk: Desk) -> int:
    """Return how many accounts asked."""
    return desk.ask(all_themes)[0].requests


def test_two_records_of_one_person_count_once(desk: Desk) -> None:
    ann = say(desk, "Ann Lee", email="ann@lee.example")
    other = say(desk, "A. Lee")
    desk.do(edit_person, other, PersonFacts(phone="0123", value=5_000))
    assert requests(desk) == 2
    desk.do(merge_people, other, ann)
    assert requests(desk) == 1
    (left,) = desk.ask(all_people)
    assert (left.id, left.phone, left.value, left.feedback) == (ann, "0123", 5_000, 2)
    assert {one.who for one in desk.ask(list_feedback)} == {"Ann Lee"}
    say(desk, "Ann Lee")
    desk.do(unmerge_person, other)
    assert requests(desk) == 2
    back = desk.ask(person, other)
    assert back is not None
    assert (back.name, back.feedback) == ("A. Lee", 1)
    with pytest.raises(Refusal, match="not merged"):
        desk.do(unmerge_person, other)
    with pytest.raises(Refusal, match="themself"):
        desk.do(merge_people, ann, ann)


def test_a_no_to_contact_outlives_a_merge(desk: Desk) -> None:
    ann, other = say(desk, "Ann"), say(desk, "Anne")
    desk.do(edit_person, other, PersonFacts(may_contact=False))
    desk.do(merge_people, other, ann)
    left = desk.ask(person, ann)
    assert left is not None
    assert not left.may_contact


def test_likely_twins_are_suggested(desk: Desk) -> None:
    ann = say(desk, "Ann Lee")
    twin = say(desk, "Ann Lee", "Acme")
    say(desk, "Ann Lee", "Zed Ltd")  # of another firm than the second, but maybe the first
    pairs = {(one.one, one.other) for one in desk.ask(twins)}
    assert (ann, twin) in pairs
    assert all(ann in pair for pair in pairs)


def test_organisations_merge_too(desk: Desk) -> None:
    say(desk, "Ann", "Acme")
    say(desk, "Bo", "Acme Ltd")
    assert requests(desk) == 2
    source = desk.ask(organisation_named, "Acme Ltd").id
    target = desk.ask(organisation_named, "Acme").id
    desk.do(merge_organisations, source, target)
    assert requests(desk) == 1
    assert {one.organisation for one in desk.ask(list_feedback)} == {"Acme"}
    desk.do(unmerge_organisation, source)
    assert requests(desk) == 2


def test_referrals_are_a_tree(desk: Desk) -> None:
    ann, bo, cy = say(desk, "Ann"), say(desk, "Bo"), say(desk, "Cy")
    desk.do(edit_person, bo, PersonFacts(referred_by="Ann"))
    desk.do(edit_person, cy, PersonFacts(referred_by="Bo"))
    with pytest.raises(Refusal, match="circle"):
        desk.do(edit_person, ann, PersonFacts(referred_by="Cy"))
    above, below = desk.ask(referral_tree, bo)
    assert [one.name for one in above] == ["Ann"]
    assert [(depth, one.name) for depth, one in below] == [(1, "Cy")]
    assert [(depth, one.name) for depth, one in desk.ask(referral_tree, ann)[1]] == [
        (1, "Bo"),
        (2, "Cy"),
    ]
    desk.do(merge_people, ann, cy)  # a circle by merging: it ends where it began
    assert [one.name for one in desk.ask(referral_tree, bo)[0]] == ["Cy"]
    assert desk.ask(person_named, "Cy").id == cy
