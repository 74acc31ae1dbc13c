"""The people page's questions: who is listed, what is known of one, and who is told apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from feedbackdesk.desk.contacts import (
    contact_keys,
    contacts,
    standing,
    words_of,
)
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.followups import finish, promise
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.people import (
    PersonFacts,
    all_organisations,
    edit_organisation,
    edit_person,
    person,
    stages_of,
)
from feedbackdesk.desk.roadmap import plan
from feedbackdesk.desk.twins import tell_apart, twins
from feedbackdesk.domain.contacts import Standing, thing_of
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import (
    Circle,
    FollowUpKind,
    FollowUpResult,
    PeopleOrder,
    PersonStage,
)

TODAY = local_today()


def say(
    desk: Desk,
    who: str | None,
    firm: str | None = None,
    *,
    days: int = 0,
    words: str = "Longer hours",
    theme: str = "Hours",
    **facts: Any,
) -> int:
    """Record that somebody said something some days ago; return who it was."""
    new = NewFeedback(
        words,
        Speaker(who, firm, **facts),
        on=TODAY - timedelta(days=days),
        themes=(theme,),
    )
    feedback_id = desk.do(record_feedback, new).result
    (said,) = [one for one in desk.ask(list_feedback) if one.id == feedback_id]
    return said.who_id or 0


def names(
    desk: Desk,
    circle: Circle = Circle.EVERYBODY,
    order: PeopleOrder = PeopleOrder.NAME,
    words: str = "",
) -> list[str]:
    """Return who is listed, in order."""
    keys = desk.ask(contact_keys, circle, order, words)
    return [one.name for one in desk.ask(contacts, keys)]


def told(desk: Desk, table: str, key: int) -> Standing:
    """Return what is known about somebody."""
    found = desk.ask(standing, table, key)
    assert found is not None
    return found


def test_everybody_is_listed_in_the_order_that_is_asked_for(desk: Desk) -> None:
    ann = say(desk, "Ann", days=3)
    say(desk, "Ann", days=9)
    bo = say(desk, "Bo", "Acme", days=1)
    say(desk, "cem", days=5)
    desk.do(edit_person, bo, PersonFacts(value=500_00, stage=PersonStage.FORMER))
    desk.do(edit_person, ann, PersonFacts(value=900_00))
    assert names(desk) == ["Acme", "Ann", "Bo", "cem"]
    assert names(desk, Circle.EVERYBODY, PeopleOrder.HEARD) == ["Acme", "Bo", "Ann", "cem"]
    assert names(desk, Circle.EVERYBODY, PeopleOrder.WORTH) == ["Ann", "Acme", "Bo", "cem"]
    assert names(desk, Circle.EVERYBODY, PeopleOrder.FEEDBACKS)[0] == "Ann"
    assert names(desk, Circle.FORMER) == ["Bo"]
    assert names(desk, Circle.ORGANISATIONS) == ["Acme"]
    assert names(desk, Circle.EVERYBODY, PeopleOrder.NAME, "ac BO") == ["Bo"]
    assert names(desk, Circle.EVERYBODY, PeopleOrder.NAME, "%_'\"") == []
    (row,) = desk.ask(contacts, [bo])
    assert (row.organisation, row.feedback, row.last_on) == ("Acme", 1, TODAY - timedelta(days=1))


def test_an_organisation_is_a_customer_when_one_of_its_people_is(desk: Desk) -> None:
    say(desk, "Ann", "Acme", stage=PersonStage.PROSPECT)
    say(desk, "Bo", "Brook", stage=PersonStage.CUSTOMER)
    say(desk, "Cy", "Cask", stage=PersonStage.PROSPECT)
    firms = {one.name: one.id for one in desk.ask(all_organisations)}
    desk.do(edit_organisation, firms["Acme"], stage=PersonStage.CUSTOMER)
    desk.do(edit_organisation, firms["Brook"], stage=PersonStage.PROSPECT)
    desk.do(edit_organisation, firms["Cask"], stage=PersonStage.FORMER)
    assert names(desk, Circle.CUSTOMERS) == ["Acme", "Bo", "Brook"]
    assert names(desk, Circle.PROSPECTS) == ["Ann", "Cy"]
    assert names(desk, Circle.FORMER) == ["Cask"]
    assert told(desk, "organisation", firms["Brook"]).stage is PersonStage.CUSTOMER
    for circle in (Circle.CUSTOMERS, Circle.PROSPECTS, Circle.FORMER):
        rows = desk.ask(contacts, desk.ask(contact_keys, circle))
        assert {row.stage for row in rows} == {circle.stage}
    desk.do(merge_organisations, firms["Brook"], firms["Cask"])  # its customer comes with it
    assert names(desk, Circle.CUSTOMERS) == ["Acme", "Bo", "Cask"]
    assert names(desk, Circle.FORMER) == []


def test_a_merged_record_is_listed_once_with_all_it_said(desk: Desk) -> None:
    ann, other = say(desk, "Ann Lee", days=4), say(desk, "A. Lee", days=2)
    before = told(desk, "person", ann)
    desk.do(merge_people, other, ann)
    assert names(desk, Circle.EVERYBODY, PeopleOrder.HEARD) == ["Ann Lee"]
    both = told(desk, "person", ann)
    assert (both.times, both.merged) == (2, ((other, "A. Lee", 1),))
    assert [day for _key, day in desk.ask(words_of, "person", ann)] == [
        (TODAY - timedelta(days=ago)).isoformat() for ago in (2, 4)
    ]
    desk.do(unmerge_person, other)
    assert told(desk, "person", ann) == before


def test_the_page_says_what_rests_on_them_and_what_they_were_told(desk: Desk) -> None:
    ann = say(desk, "Ann", "Acme", days=2)
    say(desk, "Ann", "Acme", days=1)
    desk.do(plan, ("Hours",), item="Open till nine")
    owed = desk.do(promise, ann, FollowUpKind.CHECK_IN, TODAY, about="the new hours").result
    desk.do(finish, owed, FollowUpResult.TOLD, said="We open till nine")
    desk.do(promise, ann, FollowUpKind.THANK, TODAY)
    page = told(desk, "person", ann)
    assert [(title, times) for _key, title, _stage, times in page.items] == [("Open till nine", 2)]
    assert [(one.kind, one.done_on is None) for one in page.owed] == [
        (FollowUpKind.THANK, True),
        (FollowUpKind.CHECK_IN, False),
    ]
    firm = told(desk, "organisation", desk.ask(organisation_named, "Acme").id)
    assert [one.name for one in firm.people] == ["Ann"]
    assert (firm.times, len(firm.owed), len(firm.items)) == (2, 2, 1)
    assert desk.ask(standing, "person", 99) is None


def test_an_organisation_is_worth_what_its_people_are(desk: Desk) -> None:
    ann, bo = say(desk, "Ann", "Acme"), say(desk, "Bo", "Acme")
    firm = desk.ask(organisation_named, "Acme").id
    assert told(desk, "organisation", firm).value is None
    for one, value in ((ann, 100_00), (bo, 50_00)):
        desk.do(edit_person, one, PersonFacts(value=value))
    assert told(desk, "organisation", firm).value == 150_00
    desk.do(edit_organisation, firm, value=900_00)
    assert told(desk, "organisation", firm).value == 900_00


def test_who_works_for_a_merged_firm_works_for_the_other(desk: Desk) -> None:
    bo = say(desk, "Bo", "Acme Ltd")
    say(desk, "Ann", "Acme")
    source = desk.ask(organisation_named, "Acme Ltd").id
    target = desk.ask(organisation_named, "Acme").id
    desk.do(merge_organisations, source, target)
    now = desk.ask(person, bo)
    assert now is not None
    assert (now.organisation, now.organisation_id) == ("Acme", target)
    assert say(desk, "Bo", "Acme Ltd") == bo, "nobody is made twice"
    assert {one.name for one in told(desk, "organisation", target).people} == {"Ann", "Bo"}
    desk.do(unmerge_organisation, source)
    assert told(desk, "organisation", source).people[0].name == "Bo"


def test_records_that_were_told_apart_are_not_asked_about_again(desk: Desk) -> None:
    ann, twin = say(desk, "Ann Lee"), say(desk, "Ann Lee", "Acme")
    say(desk, "Bo", "Acme Ltd.")
    found = desk.ask(twins)
    assert [(one.table, one.one_told, one.other_told, one.why) for one in found] == [
        ("person", "Ann Lee", "Ann Lee (Acme)", "the same name"),
        ("organisation", "Acme", "Acme Ltd.", "the name with and without a legal form"),
    ]
    alike = told(desk, "person", ann).twin
    assert alike is not None
    assert (alike.other, alike.other_told) == (twin, "Ann Lee (Acme)")
    desk.do(tell_apart, "person", twin, ann)
    assert told(desk, "person", ann).twin is None
    assert [one.table for one in desk.ask(twins)] == ["organisation"]
    desk.do(tell_apart, "organisation", found[1].one, found[1].other)
    assert not desk.ask(twins)
    desk.undo()
    assert [one.table for one in desk.ask(twins)] == ["organisation"]
    with pytest.raises(Refusal, match="one record"):
        desk.do(tell_apart, "person", ann, ann)
    with pytest.raises(Refusal, match="no longer there"):
        desk.do(tell_apart, "person", ann, 99)


def test_referrals_make_a_tree_that_ends_also_where_merging_made_a_circle(desk: Desk) -> None:
    ann, bo, cem = say(desk, "Ann"), say(desk, "Bo"), say(desk, "Cem")
    desk.do(edit_person, bo, PersonFacts(referrer_id=ann))
    desk.do(edit_person, cem, PersonFacts(referrer_id=bo))
    tree = told(desk, "person", ann).referred
    assert [(one.name, one.referrer_id) for one in tree] == [("Bo", ann), ("Cem", bo)]
    assert [one.name for one in told(desk, "person", cem).referrers] == ["Bo", "Ann"]
    with pytest.raises(Refusal, match="circle"):
        desk.do(edit_person, ann, PersonFacts(referrer_id=cem))
    with pytest.raises(Refusal, match="circle"):
        desk.do(edit_person, ann, PersonFacts(referrer_id=ann))
    desk.do(merge_people, ann, cem)
    assert [one.name for one in told(desk, "person", cem).referred] == ["Bo"]


def test_the_day_of_a_stage_can_be_corrected_and_words_keep_the_stage_of_their_day(
    desk: Desk,
) -> None:
    ann = say(desk, "Ann", days=400, stage=PersonStage.PROSPECT)
    desk.do(edit_person, ann, PersonFacts(stage=PersonStage.CUSTOMER))
    became = TODAY - timedelta(days=100)
    desk.do(edit_person, ann, PersonFacts(since=became))
    said = TODAY - timedelta(days=400)
    assert desk.ask(stages_of, ann) == [
        (PersonStage.PROSPECT, said),
        (PersonStage.CUSTOMER, became),
    ]
    assert desk.ask(list_feedback, person_id=ann)[0].stage is PersonStage.PROSPECT
    desk.do(edit_person, ann, PersonFacts(since=said - timedelta(days=1)))
    assert desk.ask(stages_of, ann) == [(PersonStage.CUSTOMER, said - timedelta(days=1))]
    desk.undo()
    assert len(desk.ask(stages_of, ann)) == 2
    with pytest.raises(Refusal, match="not come yet"):
        desk.do(edit_person, ann, PersonFacts(since=date(2150, 1, 1)))


def test_a_key_of_the_list_says_what_it_means(desk: Desk) -> None:
    say(desk, "Ann", "Acme", words="Why?")
    found = {thing_of(key)[0] for key in desk.ask(contact_keys)}
    assert found == {"person", "organisation"}
    assert desk.ask(person_named, "Ann").feedback == 1
