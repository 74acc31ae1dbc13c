"""The list of what is owed: grouped by day, narrowed, and done in one step for several."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import finish, owed, postpone
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.owing import (
    DebtGroup,
    News,
    Pressing,
    debts,
    delete_follow_ups,
    finish_many,
    news_of,
    postpone_many,
    pressing,
)
from feedbackdesk.desk.people import PersonFacts, edit_person
from feedbackdesk.desk.roadmap import decline_item, plan, ship_item
from feedbackdesk.domain.dates import local_today, show_due
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.letters import fill_in, unfilled_in, unknown_in
from feedbackdesk.domain.words import FollowUpResult, Kind

TODAY = local_today()


def complain(desk: Desk, who: str, due_in: int) -> int:
    """Record a complaint whose answer is due in so many days; return the follow-up's key."""
    known = {one.id for one in desk.ask(owed)}
    desk.do(record_feedback, NewFeedback(f"Stale, says {who}", Speaker(who), kind=Kind.PROBLEM))
    (made,) = [one for one in desk.ask(owed) if one.id not in known]
    desk.do(postpone, made.id, TODAY + timedelta(days=due_in))
    return made.id


def grouped(desk: Desk, **narrowed: object) -> list[tuple[DebtGroup, str | None]]:
    """Return the list as pairs of group and name."""
    found = desk.ask(debts, **narrowed)  # type: ignore[arg-type]
    return [(debt.group, debt.owed.who) for debt in found]


def test_the_late_come_first_and_who_may_not_be_contacted_stands_apart(desk: Desk) -> None:
    for who, due_in in (("Later", 30), ("Late", -3), ("Today", 0), ("Apart", -9)):
        complain(desk, who, due_in)
    apart = next(one for one in desk.ask(owed) if one.who == "Apart")
    assert apart.who_id is not None
    desk.do(edit_person, apart.who_id, PersonFacts(may_contact=False))
    assert grouped(desk) == [
        (DebtGroup.LATE, "Late"),
        (DebtGroup.TODAY, "Today"),
        (DebtGroup.LATER, "Later"),
        (DebtGroup.APART, "Apart"),
    ]
    assert desk.ask(pressing) == Pressing(late=1, number=2)
    assert grouped(desk, words="STALE lat") == [
        (DebtGroup.LATE, "Late"),
        (DebtGroup.LATER, "Later"),
    ]


def test_this_week_ends_with_the_week(desk: Desk) -> None:
    monday = date(2026, 11, 30)
    keys = {complain(desk, f"Day {by}", 0): by for by in range(9)}
    for key, by in keys.items():
        desk.do(postpone, key, monday + timedelta(days=by))

    def this_week(on: date) -> list[str | None]:
        return [name for group, name in grouped(desk, on=on) if group is DebtGroup.WEEK]

    assert this_week(monday) == [f"Day {by}" for by in range(1, 7)]  # 6 December is a Sunday
    assert this_week(monday + timedelta(days=4)) == ["Day 5", "Day 6"]
    assert this_week(monday + timedelta(days=6)) == []
    assert grouped(desk, on=monday + timedelta(days=6))[-2:] == [
        (DebtGroup.LATER, "Day 7"),
        (DebtGroup.LATER, "Day 8"),
    ]


def test_several_are_done_in_one_step_and_listed_as_done(desk: Desk) -> None:
    keys = [complain(desk, who, 0) for who in ("Ann", "Bo", "Cy")]
    desk.do(finish, keys[0], FollowUpResult.NO_ANSWER)
    done = desk.do(finish_many, keys, FollowUpResult.NOT_NEEDED, "3 follow-ups")
    assert done.label == "Finish 3 follow-ups: Not needed"
    left = [one for one in desk.ask(debts, done=True) if one.group is DebtGroup.DONE]
    assert [one.owed.result for one in left] == [
        FollowUpResult.NOT_NEEDED,
        FollowUpResult.NOT_NEEDED,
        FollowUpResult.NO_ANSWER,
    ]
    with pytest.raises(Refusal, match="done already"):
        desk.do(finish_many, keys, FollowUpResult.TOLD, "3 follow-ups")
    desk.undo()
    assert {name for group, name in grouped(desk) if group is DebtGroup.TODAY} == {"Bo", "Cy"}


def test_several_are_postponed_and_deleted_in_one_step(desk: Desk) -> None:
    keys = [complain(desk, who, 0) for who in ("Ann", "Bo")]
    day = TODAY + timedelta(days=40)
    desk.do(postpone_many, keys, day, "2 follow-ups")
    assert {one.due for one in desk.ask(owed)} == {day}
    desk.do(delete_follow_ups, [*keys, 99_999], "2 follow-ups")
    assert desk.ask(debts) == []
    desk.undo()
    desk.undo()
    assert {one.due for one in desk.ask(owed)} == {TODAY}


def test_a_complaint_that_was_only_heard_shows_its_clock(desk: Desk) -> None:
    said = NewFeedback("Stale", Speaker("Ann"), kind=Kind.PROBLEM, on=TODAY - timedelta(days=12))
    desk.do(record_feedback, said)
    (heard,) = desk.ask(debts)
    assert heard.heard is None
    desk.do(finish, heard.owed.id, FollowUpResult.TOLD)
    (waits,) = desk.ask(debts)
    assert waits.heard == 12


def test_of_what_is_due_on_one_day_the_longest_waiting_comes_first(desk: Desk) -> None:
    for who, days in (("Bo", 5), ("Ann", 30), ("Cy", 12)):
        on = TODAY - timedelta(days=days)
        desk.do(record_feedback, NewFeedback("Stale", Speaker(who), kind=Kind.PROBLEM, on=on))
    for one in desk.ask(owed):
        desk.do(finish, one.id, FollowUpResult.TOLD, said=f"Told {one.who}")
    waiting = [one.id for one in desk.ask(owed)]
    desk.do(postpone_many, waiting, TODAY, "3 follow-ups")
    assert [(one.owed.who, one.heard) for one in desk.ask(debts)] == [
        ("Ann", 30), ("Cy", 12), ("Bo", 5),
    ]  # fmt: skip


def test_what_several_were_told_is_kept_for_each(desk: Desk) -> None:
    keys = [complain(desk, who, 0) for who in ("Ann", "Bo")]
    desk.do(finish_many, keys, FollowUpResult.TOLD, "2 follow-ups", said=" A new crate \x00")
    done = [one.owed.said for one in desk.ask(debts, done=True) if one.group is DebtGroup.DONE]
    assert done == ["A new crate", "A new crate"]


def test_shipping_says_how_many_are_to_be_told(desk: Desk) -> None:
    for who in ("Ann", "Bo", "Cy"):
        desk.do(record_feedback, NewFeedback("Invoices", Speaker(who), themes=("Invoices",)))
    item = desk.do(plan, ["Invoices"]).result
    desk.do(ship_item, item)
    cy = next(one.owed for one in desk.ask(debts) if one.owed.who == "Cy")
    assert cy.who_id is not None
    desk.do(edit_person, cy.who_id, PersonFacts(may_contact=False))
    assert desk.ask(news_of, item) == News(to_tell=2, apart=1)
    assert {name for _group, name in grouped(desk, item_id=item)} == {"Ann", "Bo", "Cy"}
    desk.undo()
    desk.do(decline_item, item, "Nobody can do it")
    assert desk.ask(news_of, item).to_tell == 3


def test_when_it_is_due_is_told_as_people_say_it() -> None:
    today = date(2026, 11, 22)
    days = (-2, -1, 0, 1, 5, 7)
    assert [show_due(today + timedelta(days=by), today) for by in days] == [
        "2 days late",
        "1 day late",
        "today",
        "tomorrow",
        "Fri",
        "29 Nov",
    ]


def test_braces_of_theirs_are_no_placeholders() -> None:
    letter = fill_in(
        "Dear {name}, {foo} {their_words}", {"name": "Ann", "their_words": "{x} {foo}"}
    )
    assert letter.unknown == ("{foo}",)
    places = unfilled_in(letter.body, letter.given)
    assert [letter.body[at : at + size] for at, size in places] == ["{foo}", "{foo}"]
    assert unknown_in("{NAME} { on } {} {foo} {foo}") == ("{}", "{foo}")
