"""What people are owed: made by rule, done with a result, and told when an item ships."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

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
    delete_follow_up,
    finish,
    follow_up,
    owed,
    owed_for_item,
    owed_to,
    postpone,
    promise,
    reopen,
    unresolved,
)
from feedbackdesk.desk.identity import Speaker, organisation_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.merging import merge_people, unmerge_person
from feedbackdesk.desk.owing import debts
from feedbackdesk.desk.people import PersonFacts, edit_organisation, edit_person, person, stages_of
from feedbackdesk.desk.roadmap import decline_item, move_item, plan, ship_item
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today, working_days_after
from feedbackdesk.domain.errors import NotThere, Refusal, WrongSide
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


def stage_of(desk: Desk, key: int) -> PersonStage:
    """Return what somebody is now."""
    found = desk.ask(person, key)
    assert found is not None
    return found.stage


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


@pytest.mark.parametrize(
    ("kind", "owed_kind", "days"),
    [
        (Kind.PROBLEM, FollowUpKind.ACKNOWLEDGE, 1),
        (Kind.QUESTION, FollowUpKind.ANSWER, 2),
        (Kind.LOSS, FollowUpKind.ACKNOWLEDGE, 1),
    ],
)
def test_each_kind_waits_its_own_days(
    desk: Desk, kind: Kind, owed_kind: FollowUpKind, days: int
) -> None:
    loss = LossFacts("Price") if kind is Kind.LOSS else None
    record(desk, "Well", kind=kind, loss=loss)
    (debt,) = desk.ask(owed)
    assert (debt.kind, debt.due) == (owed_kind, working_days_after(TODAY, days))


def test_the_days_of_each_kind_are_its_own_settings(desk: Desk) -> None:
    names = ("days_to_acknowledge", "days_to_acknowledge_question", "days_to_acknowledge_loss")
    desk.do(change_settings, {name: str(10 + number) for number, name in enumerate(names)})
    names = ("days_to_answer", "days_to_answer_question", "days_to_answer_loss")
    desk.do(change_settings, {name: str(20 + number) for number, name in enumerate(names)})
    for number, kind in enumerate((Kind.PROBLEM, Kind.QUESTION, Kind.LOSS)):
        loss = LossFacts("Price") if kind is Kind.LOSS else None
        said = record(desk, "Well", kind.value, kind=kind, loss=loss)
        (debt,) = [one for one in desk.ask(owed) if one.feedback_id == said]
        assert (debt.kind, debt.due) == (
            FollowUpKind.ACKNOWLEDGE,
            working_days_after(TODAY, 10 + number),
        )
        desk.do(finish, debt.id, FollowUpResult.TOLD)
        (debt,) = [one for one in desk.ask(owed) if one.feedback_id == said]
        assert (debt.kind, debt.due) == (
            FollowUpKind.ANSWER,
            working_days_after(TODAY, 20 + number),
        )
        desk.do(finish, debt.id, FollowUpResult.TOLD)
        assert not any(one.feedback_id == said for one in desk.ask(owed))


def test_two_sales_lost_on_one_day_ask_for_one_word_and_on_two_for_two(desk: Desk) -> None:
    lost = LossFacts("Price")
    day = TODAY - timedelta(days=3)
    for who, on in (("Ann", day), ("Ann", day), ("Ann", TODAY), ("Bo", day)):
        record(desk, "No", who, loss=lost, on=on)
    assert [(one.who, one.said_on) for one in desk.ask(owed)] == [
        ("Ann", day), ("Bo", day), ("Ann", TODAY),
    ]  # fmt: skip
    desk.do(finish, desk.ask(owed)[0].id, FollowUpResult.TOLD)
    record(desk, "No", "Ann", loss=lost, on=day)
    names = sorted(str(one.who) for one in desk.ask(owed))
    assert names == ["Ann", "Ann", "Bo"], "the first was told already"
    record(desk, "Stale", "Ann", kind=Kind.PROBLEM, on=TODAY)
    assert len(desk.ask(owed)) == 4, "a complaint is a word of its own"


def test_a_lost_sale_is_acknowledged_with_another_of_theirs_alone(desk: Desk) -> None:
    lost = LossFacts("Price")
    firm = Speaker(organisation="Acme")

    def lose(speaker: Speaker, on: date = TODAY) -> int:
        """Lose a sale; return how many acknowledgments are owed more than before."""
        before = len(acknowledged())
        desk.do(record_feedback, NewFeedback("No", speaker, loss=lost, on=on))
        return len(acknowledged()) - before

    def acknowledged() -> list[int]:
        return [one.id for one in desk.ask(owed) if one.kind is FollowUpKind.ACKNOWLEDGE]

    record(desk, "Stale", "Ann", kind=Kind.PROBLEM)
    assert lose(Speaker("Ann")) == 1, "a complaint is a word of its own"
    assert lose(Speaker("Ann")) == 0
    assert lose(Speaker("Ann"), TODAY - timedelta(days=1)) == 1, "that was another day"
    assert lose(Speaker("Cy", "Acme")) == 1
    assert lose(firm) == 1, "who is named speaks for themself"
    assert lose(firm) == 0
    for key in acknowledged():
        desk.do(finish, key, FollowUpResult.TOLD)
    assert lose(Speaker("Ann")) == 1, "that was done already"
    bo = who_of(desk, record(desk, "Fine", "Bo", kind=Kind.PRAISE))
    desk.do(promise, bo, FollowUpKind.ACKNOWLEDGE, TODAY)
    assert lose(Speaker("Bo")) == 1, "that was promised for something else"
    dee = record(desk, "No", "Dee", loss=lost)
    (first,) = [one.id for one in desk.ask(owed) if one.feedback_id == dee]
    desk.do(finish, first, FollowUpResult.TOLD)
    assert lose(Speaker("Dee")) == 1, "an answer is no acknowledgment"


def test_a_correction_to_a_lost_sale_owes_what_a_lost_sale_does(desk: Desk) -> None:
    said = record(desk, "The bags were stale.", kind=Kind.PROBLEM)
    later = TODAY + timedelta(days=30)
    lost = LossFacts("Price", revisit=later)
    desk.do(edit_feedback, said, FeedbackFacts(kind=Kind.LOSS, loss=lost))
    assert [(one.kind, one.due) for one in desk.ask(owed)] == [
        (FollowUpKind.ACKNOWLEDGE, working_days_after(TODAY, 1)),
        (FollowUpKind.WIN_BACK, later),
    ]


def test_a_promise_and_an_end_say_what_was_typed_and_nothing_else(desk: Desk) -> None:
    said = record(desk, "Could you open on Sundays?", themes=("Hours",))
    ann, item = who_of(desk, said), desk.do(plan, ["Hours"]).result
    desk.do(edit_person, ann, PersonFacts(organisation="Acme"))
    plain = desk.do(promise, ann, FollowUpKind.ANSWER, TODAY).result
    for_feedback = desk.do(promise, ann, FollowUpKind.ANSWER, TODAY, feedback_id=said).result
    for_item = desk.do(promise, ann, FollowUpKind.CHECK_IN, TODAY, item_id=item).result
    assert {one.id: (one.about, one.organisation) for one in desk.ask(owed)} == {
        plain: ("", "Acme"),
        for_feedback: ("Could you open on Sundays?", "Acme"),
        for_item: ("Hours", "Acme"),
    }
    desk.do(finish, plain, FollowUpResult.TOLD)
    done = desk.ask(follow_up, plain)
    assert done is not None
    assert (done.said, done.done_on) == ("", TODAY)
    assert desk.do(delete_follow_up, for_item).label == "Delete what is owed to Ann Lee"
    desk.erase(ann)
    with pytest.raises(Refusal, match=r"was erased: nothing is held on them. Nothing was"):
        desk.do(promise, ann, FollowUpKind.ANSWER, TODAY)


def test_what_is_open_is_news_to_nobody_whoever_is_merged(desk: Desk) -> None:
    for who in ("Ann", "Annie"):
        record(desk, "Mugs", who, themes=("Mugs",))
    ann, annie = who_of(desk, 1), who_of(desk, 2)
    item = desk.do(plan, ["Mugs"]).result
    desk.do(ship_item, item)
    for one in desk.ask(owed):
        if one.who == "Ann":
            desk.do(finish, one.id, FollowUpResult.TOLD)
    desk.do(move_item, item, ItemStage.NOW)
    promised = desk.do(promise, ann, FollowUpKind.CHECK_IN, TODAY, item_id=item).result
    desk.do(merge_people, annie, ann)
    desk.do(unmerge_person, annie)
    assert [one.id for one in desk.ask(owed)] == [promised]


@pytest.mark.parametrize("first", ["Ann", "Annie"])
@pytest.mark.parametrize("into", ["Ann", "Annie"])
@pytest.mark.parametrize("told", ["", "Ann", "Annie"])
def test_two_who_are_one_are_told_once_and_each_when_they_are_two_again(
    desk: Desk, first: str, into: str, told: str
) -> None:
    names = ("Ann", "Annie") if first == "Ann" else ("Annie", "Ann")
    keys = {name: who_of(desk, record(desk, "Mugs", name, themes=("Mugs",))) for name in names}
    record(desk, "Mugs", "Bo", themes=("Mugs",))
    item = desk.do(plan, ["Mugs"]).result
    desk.do(ship_item, item)

    def waiting() -> list[str]:
        return sorted(one.who or "" for one in desk.ask(owed))

    assert waiting() == ["Ann", "Annie", "Bo"]
    for one in desk.ask(owed):
        if one.who == told:
            desk.do(finish, one.id, FollowUpResult.TOLD)
    source = "Annie" if into == "Ann" else "Ann"
    promised = desk.do(promise, keys[into], FollowUpKind.CHECK_IN, TODAY, item_id=item).result
    desk.do(merge_people, keys[source], keys[into])
    news = [one for one in desk.ask(owed) if one.id != promised]
    assert sorted(one.who or "" for one in news) == (["Bo"] if told else sorted([into, "Bo"]))
    assert any(one.id == promised for one in desk.ask(owed)), "what was promised stays"
    desk.do(unmerge_person, keys[source])
    news = [one for one in desk.ask(owed_for_item, item) if one.id != promised]
    assert sorted(one.who or "" for one in news) == ["Ann", "Annie", "Bo"]
    assert [one.who for one in news if one.done_on is not None] == ([told] if told else [])


@pytest.mark.parametrize(
    ("end", "told_on"), [(decline_item, TODAY), (ship_item, TODAY - timedelta(days=1))]
)
def test_who_heard_of_an_earlier_end_hears_of_this_one(desk: Desk, end: Any, told_on: date) -> None:
    for who in ("Ann", "Annie", "Bo"):
        record(desk, "Mugs", who, themes=("Mugs",))
    ann, annie = who_of(desk, 1), who_of(desk, 2)
    item = desk.do(plan, ["Mugs"]).result
    desk.do(end, item, *(["No kiln"] if end is decline_item else []))
    for one in desk.ask(owed):
        desk.do(finish, one.id, FollowUpResult.TOLD, on=told_on)
    desk.do(move_item, item, ItemStage.NOW)
    desk.do(ship_item, item)
    desk.do(merge_people, annie, ann)
    assert sorted(one.speaker for one in desk.ask(owed)) == ["Ann", "Bo"]
    desk.do(unmerge_person, annie)
    assert sorted(one.speaker for one in desk.ask(owed)) == ["Ann", "Annie", "Bo"]


def test_a_firm_of_which_nobody_is_named_is_owed_a_word(desk: Desk) -> None:
    firm = Speaker(organisation="Acme")
    for _time in range(2):
        desk.do(record_feedback, NewFeedback("No", firm, loss=LossFacts("Price")))
    assert [(one.who_id, one.organisation) for one in desk.ask(owed)] == [(None, "Acme")]
    other = Speaker(organisation="Pier")
    desk.do(record_feedback, NewFeedback("No", other, loss=LossFacts("Price")))
    assert [one.organisation for one in desk.ask(owed)] == ["Acme", "Pier"]


def test_the_day_to_look_again_makes_moves_and_takes_its_reminder(desk: Desk) -> None:
    lost = LossFacts("Price", revisit=TODAY)
    said = record(desk, "No", loss=lost)

    def looks() -> list[date]:
        return [one.due for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK]

    assert looks() == [TODAY], "today has not passed"
    for days in (30, 40):
        later = TODAY + timedelta(days=days)
        desk.do(edit_feedback, said, FeedbackFacts(loss=replace(lost, revisit=later)))
        assert looks() == [later]
    desk.do(edit_feedback, said, FeedbackFacts(loss=lost))
    assert looks() == [TODAY]
    desk.do(edit_feedback, said, FeedbackFacts(loss=LossFacts("Price")))
    assert looks() == []
    desk.do(edit_feedback, said, FeedbackFacts(loss=lost))
    assert looks() == [TODAY], "it is set again"
    early = TODAY - timedelta(days=9)
    old = record(desk, "No", "Bo", on=early, loss=replace(lost, revisit=TODAY - timedelta(days=1)))
    assert looks() == [TODAY], "the other day has passed"
    desk.do(edit_feedback, old, FeedbackFacts(loss=lost))
    assert looks() == [TODAY, TODAY]
    desk.do(edit_person, who_of(desk, said), PersonFacts(may_contact=False))
    desk.do(edit_feedback, said, FeedbackFacts(loss=LossFacts("Price")))
    desk.do(edit_feedback, said, FeedbackFacts(loss=lost))
    assert looks() == [TODAY], "who may not be contacted is not written to"


def test_a_sale_that_came_back_is_not_looked_at_again(desk: Desk) -> None:
    lost = LossFacts("Price", revisit=TODAY + timedelta(days=5))
    said = record(desk, "No", loss=lost)
    (look,) = [one for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK]
    desk.do(finish, look.id, FollowUpResult.WON_BACK, on=TODAY - timedelta(days=1))
    (row,) = desk.ask(list_feedback)
    assert row.loss is not None
    assert row.loss.won_back == TODAY - timedelta(days=1)
    later = replace(lost, revisit=TODAY + timedelta(days=9))
    desk.do(edit_feedback, said, FeedbackFacts(loss=later))
    assert not [one for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK]


def test_a_promise_to_win_back_wins_all_that_the_account_lost_us(desk: Desk) -> None:
    lost = LossFacts("Price")
    for who in ("Ann", "Ann", "Bo"):
        record(desk, "No", who, loss=lost)
    ann = who_of(desk, 1)
    key = desk.do(promise, ann, FollowUpKind.WIN_BACK, TODAY, about="  A word \0").result
    made = next(one for one in desk.ask(owed) if one.id == key)
    assert (made.about, made.due, made.who) == ("A word", TODAY, "Ann")
    desk.do(finish, key, FollowUpResult.NO_ANSWER)
    assert not any(one.loss and one.loss.won_back for one in desk.ask(list_feedback))
    assert stage_of(desk, ann) is PersonStage.LOST
    key = desk.do(promise, ann, FollowUpKind.WIN_BACK, TODAY).result
    desk.do(finish, key, FollowUpResult.WON_BACK)
    won = {one.id: one.loss.won_back for one in desk.ask(list_feedback) if one.loss}
    assert won == {1: TODAY, 2: TODAY, 3: None}
    assert stage_of(desk, ann) is PersonStage.CUSTOMER


def test_an_end_keeps_its_day_and_what_they_were_told_and_may_be_taken_back(desk: Desk) -> None:
    record(desk, "Stale", kind=Kind.PROBLEM)
    (debt,) = desk.ask(owed)
    with pytest.raises(WrongSide, match="has not come yet"):
        desk.do(finish, debt.id, FollowUpResult.TOLD, on=TODAY + timedelta(days=1))
    yesterday = TODAY - timedelta(days=1)
    desk.do(finish, debt.id, FollowUpResult.NOT_NEEDED, said=" Dear Ann \0", on=yesterday)
    done = desk.ask(follow_up, debt.id)
    assert done is not None
    assert (done.done_on, done.result, done.said) == (
        yesterday, FollowUpResult.NOT_NEEDED, "Dear Ann",
    )  # fmt: skip
    desk.do(reopen, debt.id)
    desk.do(finish, debt.id, FollowUpResult.TOLD, said="x" * 20_001)
    long = desk.ask(follow_up, debt.id)
    assert long is not None
    assert len(long.said) == 20_000
    desk.undo()
    assert [one.id for one in desk.ask(owed)] == [debt.id]
    with pytest.raises(Refusal, match=r"^That is on the list already. Nothing was changed.$"):
        desk.do(reopen, debt.id)
    with pytest.raises(Refusal, match="too far away"):
        desk.do(postpone, debt.id, date(2500, 1, 1))
    desk.do(delete_follow_up, debt.id)
    assert desk.ask(owed) == []
    for act in (finish, postpone):
        with pytest.raises(NotThere, match=r"^That is no longer on the list. Nothing was changed"):
            desk.do(act, debt.id, FollowUpResult.TOLD if act is finish else TODAY)
    with pytest.raises(NotThere, match=r"^That person is no longer there. Nothing was changed.$"):
        desk.do(promise, 999, FollowUpKind.ANSWER, TODAY)


def test_the_clock_of_a_complaint_runs_from_the_day_it_was_made(desk: Desk) -> None:
    said = record(desk, "Stale", kind=Kind.PROBLEM, on=TODAY - timedelta(days=7))
    record(desk, "How much?", "Bo", kind=Kind.QUESTION, on=TODAY - timedelta(days=7))
    assert desk.ask(unresolved) == []
    (first,) = [one for one in desk.ask(owed) if one.kind is FollowUpKind.ACKNOWLEDGE]
    desk.do(finish, first.id, FollowUpResult.TOLD)
    assert [(one.feedback_id, days) for one, days in desk.ask(unresolved)] == [(said, 7)]
    # Nothing else that is owed has a clock: not for it, nor for a sale, nor before it was heard.
    desk.do(change_settings, {"days_to_answer_loss": "5"})
    lost = record(desk, "No", "Cy", loss=LossFacts("Price"))
    (word,) = [one for one in desk.ask(owed) if one.feedback_id == lost]
    desk.do(finish, word.id, FollowUpResult.TOLD)
    assert [one.kind for one in desk.ask(owed) if one.feedback_id == lost] == [FollowUpKind.ANSWER]
    desk.do(promise, who_of(desk, said), FollowUpKind.CHECK_IN, TODAY, feedback_id=said)
    unheard = record(desk, "Cold", "Dee", kind=Kind.PROBLEM)
    desk.do(promise, who_of(desk, unheard), FollowUpKind.ANSWER, TODAY, feedback_id=unheard)
    desk.do(promise, who_of(desk, unheard), FollowUpKind.ANSWER, TODAY)
    assert [(one.feedback_id, days) for one, days in desk.ask(unresolved)] == [(said, 7)]


def test_news_is_due_in_the_days_that_are_set_and_told_again_where_it_changes(
    desk: Desk,
) -> None:
    desk.do(record_feedback, NewFeedback("Mugs", Speaker("Ann"), themes=("Mugs",)))
    firm = Speaker(organisation="Acme")
    desk.do(record_feedback, NewFeedback("Mugs", firm, themes=("Mugs",)))
    item = desk.do(plan, ["Mugs"]).result
    for days, due in (("5", 5), ("", 0), ("7", 7)):
        desk.do(change_settings, {"days_to_tell": days})
        desk.do(ship_item, item)
        assert [(one.speaker, one.due) for one in desk.ask(owed_for_item, item)] == [
            ("Ann", working_days_after(TODAY, due)),
            ("Acme", working_days_after(TODAY, due)),
        ]
        desk.do(move_item, item, ItemStage.NOW)
        assert desk.ask(owed) == []


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
