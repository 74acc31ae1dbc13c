"""What people are owed: made by rule, done with a result, and told when an item ships."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    FeedbackFacts,
    NewFeedback,
    edit_feedback,
    list_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import (
    finish,
    owed,
    owed_for_item,
    owed_to,
    postpone,
    promise,
    unresolved,
)
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.owing import debts
from feedbackdesk.desk.people import PersonFacts, edit_organisation, edit_person, person, stages_of
from feedbackdesk.desk.roadmap import decline_item, move_item, plan, ship_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today, working_days_after
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, ItemStage, Kind, PersonStage

TODAY = local_today()


def record(desk: Desk, text: str, who: str | None = "Ann Lee", **facts: object) -> int:
    """Record what somebody said."""
    new = NewFeedback(text, Speaker(who), **facts)  # type: ignore[arg-type]
    return desk.do(record_feedback, new).result


def who_of(desk: Desk, feedback_id: int) -> int:
    """Return the key of who said it."""
    (said,) = [one for one in desk.ask(list_feedback) if one.id == feedback_id]
    assert said.who_id is not None
    return said.who_id


def test_a_complaint_is_acknowledged_then_answered(desk: Desk) -> None:
    feedback_id = record(desk, "The bags were stale.", kind=Kind.PROBLEM)
    (debt,) = desk.ask(owed)
    assert (debt.kind, debt.who, debt.about) == (
        FollowUpKind.ACKNOWLEDGE,
        "Ann Lee",
        "The bags were stale.",
    )
    assert debt.due == working_days_after(TODAY, 1)
    assert desk.ask(unresolved) == []
    desk.do(finish, debt.id, FollowUpResult.TOLD, said="Sorry, I look into it.")
    (debt,) = desk.ask(owed)
    assert (debt.kind, debt.due) == (FollowUpKind.ANSWER, working_days_after(TODAY, 5))
    assert [(one.feedback_id, days) for one, days in desk.ask(unresolved)] == [(feedback_id, 0)]
    desk.do(finish, debt.id, FollowUpResult.TOLD)
    assert desk.ask(owed) == []
    done = desk.ask(owed_to, person_id=who_of(desk, feedback_id))
    assert [(one.kind, one.result) for one in done] == [
        (FollowUpKind.ANSWER, FollowUpResult.TOLD),
        (FollowUpKind.ACKNOWLEDGE, FollowUpResult.TOLD),
    ]
    desk.undo()
    desk.undo()
    assert [one.kind for one in desk.ask(owed)] == [FollowUpKind.ACKNOWLEDGE]


@pytest.mark.parametrize(
    ("outcome", "answer_owed", "clock"),
    [
        (FollowUpResult.TOLD, True, True),
        (FollowUpResult.NO_ANSWER, True, False),
        (FollowUpResult.NOT_NEEDED, False, False),
    ],
)
def test_who_could_not_be_reached_is_still_owed_an_answer(
    desk: Desk, outcome: FollowUpResult, answer_owed: bool, clock: bool
) -> None:
    feedback_id = record(desk, "The bags were stale.", kind=Kind.PROBLEM)
    (first,) = desk.ask(owed)
    desk.do(finish, first.id, outcome)
    left = desk.ask(owed)
    assert [(one.kind, one.feedback_id, one.due) for one in left] == (
        [(FollowUpKind.ANSWER, feedback_id, working_days_after(TODAY, 5))] if answer_owed else []
    )
    assert bool(desk.ask(unresolved)) is clock, "only who was told knows that we heard"
    desk.undo()
    assert [one.id for one in desk.ask(owed)] == [first.id]


def test_an_acknowledgement_promised_by_hand_owes_nothing_more(desk: Desk) -> None:
    who = who_of(desk, record(desk, "Lovely.", kind=Kind.PRAISE))
    key = desk.do(promise, who, FollowUpKind.ACKNOWLEDGE, TODAY).result
    desk.do(finish, key, FollowUpResult.NO_ANSWER)
    assert desk.ask(owed) == []


def test_a_firm_that_is_renamed_is_owed_by_its_new_name(desk: Desk) -> None:
    firm = Speaker(organisation="Acme")
    desk.do(record_feedback, NewFeedback("Stale", firm, kind=Kind.PROBLEM))
    desk.do(edit_organisation, desk.ask(organisation_named, "Acme").id, name="Brook House")
    (debt,) = desk.ask(owed)
    assert (debt.who, debt.organisation, debt.speaker) == ("Brook House",) * 3
    assert [one.owed.who for one in desk.ask(debts, words="brook")] == ["Brook House"]
    assert desk.ask(debts, words="acme") == []


def test_what_needs_no_answer_is_not_owed_one(desk: Desk) -> None:
    record(desk, "Lovely coffee.", kind=Kind.PRAISE)
    record(desk, "Could you open on Sundays?")
    record(desk, "Stale again.", None, kind=Kind.PROBLEM)  # nobody is named
    said = record(desk, "Fine.", "Bo", kind=Kind.PRAISE)
    desk.do(edit_person, who_of(desk, said), PersonFacts(may_contact=False))
    record(desk, "Not fine.", "Bo", kind=Kind.PROBLEM)
    assert desk.ask(owed) == []


def test_the_owner_sets_the_days(desk: Desk) -> None:
    desk.do(change_settings, {"days_to_acknowledge": "", "days_to_answer_question": "0"})
    record(desk, "The bags were stale.", kind=Kind.PROBLEM, on=date(2026, 11, 20))
    record(desk, "When do you open?", "Bo", kind=Kind.QUESTION, on=date(2026, 11, 20))
    assert [(one.who, one.kind, one.due) for one in desk.ask(owed)] == [
        ("Bo", FollowUpKind.ANSWER, date(2026, 11, 20)),
        ("Ann Lee", FollowUpKind.ANSWER, date(2026, 11, 27)),
    ]
    with pytest.raises(Refusal, match="number of days"):
        desk.do(change_settings, {"days_to_answer": "soon"})


def test_a_correction_takes_what_is_owed_along(desk: Desk) -> None:
    feedback_id = record(desk, "The bags were stale.", kind=Kind.PROBLEM)
    desk.do(edit_feedback, feedback_id, FeedbackFacts(who="Bo"))
    assert [one.who for one in desk.ask(owed)] == ["Bo"]
    desk.do(edit_feedback, feedback_id, FeedbackFacts(kind=Kind.PRAISE))
    assert desk.ask(owed) == []
    desk.do(edit_feedback, feedback_id, FeedbackFacts(kind=Kind.QUESTION))
    assert [one.kind for one in desk.ask(owed)] == [FollowUpKind.ANSWER]


def test_shipping_owes_the_news_to_everybody_who_asked_once(desk: Desk) -> None:
    for who, firm in (("Ann", "Acme"), ("Bo", "Acme"), ("Cy", None)):
        new = NewFeedback("Invoices by mail", Speaker(who, firm), themes=("Invoices",))
        desk.do(record_feedback, new)
    lost = LossFacts("Missing feature", value=120_000)
    desk.do(
        record_feedback, NewFeedback("No invoices", Speaker("Di"), themes=("Invoices",), loss=lost)
    )
    desk.do(record_feedback, NewFeedback("Please", themes=("Invoices",)))  # nobody is named
    item = desk.do(plan, ["Invoices"], to=ItemStage.NOW).result
    before = desk.ask(owed)
    done = desk.do(ship_item, item)
    news = desk.ask(owed_for_item, item)
    assert [(one.kind, one.who, one.organisation) for one in news] == [
        (FollowUpKind.SHIPPED, "Ann", "Acme"),
        (FollowUpKind.SHIPPED, "Bo", "Acme"),
        (FollowUpKind.SHIPPED, "Cy", None),
        (FollowUpKind.WIN_BACK, "Di", None),
    ]
    desk.undo(done.touched.step_id)
    assert desk.ask(owed) == before
    desk.do(decline_item, item, "Nobody is left to do it.")
    assert {one.kind for one in desk.ask(owed_for_item, item)} == {FollowUpKind.DECLINED}
    desk.do(move_item, item, ItemStage.LATER)
    assert desk.ask(owed_for_item, item) == []


def test_a_lost_sale_comes_back(desk: Desk) -> None:
    lost = LossFacts("Missing feature", value=120_000, revisit=TODAY + timedelta(days=60))
    feedback_id = record(desk, "They need invoices.", themes=("Invoices",), loss=lost)
    ann = who_of(desk, feedback_id)
    assert [one.kind for one in desk.ask(owed)] == [FollowUpKind.ACKNOWLEDGE, FollowUpKind.WIN_BACK]
    item = desk.do(plan, ["Invoices"]).result
    desk.do(ship_item, item)
    (news,) = desk.ask(owed_for_item, item)
    desk.do(finish, news.id, FollowUpResult.WON_BACK)
    (said,) = desk.ask(list_feedback)
    assert said.loss is not None
    assert said.loss.won_back == TODAY
    assert said.stage is PersonStage.PROSPECT  # as it was when they spoke
    back = desk.ask(person, ann)
    assert back is not None
    assert back.stage is PersonStage.CUSTOMER
    assert [stage for stage, _since in desk.ask(stages_of, ann)] == [
        PersonStage.LOST,
        PersonStage.CUSTOMER,
    ]


def test_what_is_done_stays_done(desk: Desk) -> None:
    record(desk, "The bags were stale.", kind=Kind.PROBLEM)
    (debt,) = desk.ask(owed)
    desk.do(postpone, debt.id, TODAY + timedelta(days=9))
    assert desk.ask(owed)[0].due == TODAY + timedelta(days=9)
    desk.do(finish, debt.id, FollowUpResult.NOT_NEEDED)
    assert desk.ask(owed) == []
    with pytest.raises(Refusal, match="done already"):
        desk.do(finish, debt.id, FollowUpResult.TOLD)
    with pytest.raises(Refusal, match="done already"):
        desk.do(postpone, debt.id, TODAY)


def test_what_somebody_was_is_kept_with_its_days(desk: Desk) -> None:
    early = date(2025, 3, 1)
    first = record(desk, "Tell me more", on=early)
    ann = who_of(desk, first)
    desk.do(edit_person, ann, PersonFacts(stage=PersonStage.FORMER, since=date(2026, 2, 1)))
    second = record(desk, "Back then it was too dear", on=date(2025, 6, 1))
    third = record(desk, "Still too dear", on=date(2026, 6, 1))
    then = {one.id: one.stage for one in desk.ask(list_feedback)}
    assert (then[first], then[second]) == (PersonStage.CUSTOMER, PersonStage.CUSTOMER)
    assert then[third] is PersonStage.FORMER


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 300))
def test_working_days_are_counted_one_by_one(day: date, number: int) -> None:
    due, left = day, number
    while left or due.weekday() >= 5:
        due += timedelta(days=1)
        left -= due.weekday() < 5 and left > 0
    assert working_days_after(day, number) == due
