"""The watch list and the trends of a real workspace, from what was said to what is owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import finish, owed, promise
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.insights import Trends, WatchRow, not_needed, owe, trends, watch_list
from feedbackdesk.desk.losses import LossFacts, mark_won_back
from feedbackdesk.desk.merging import merge_people
from feedbackdesk.desk.people import PersonFacts, all_people, edit_person
from feedbackdesk.desk.roadmap import plan_theme, ship_item
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.desk.themes import all_themes, merge_themes
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.watching import Reason
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    FollowUpKind,
    FollowUpResult,
    ItemStage,
    Kind,
    PersonStage,
)

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def say(desk: Desk, who: str | None, days: int, kind: Kind = Kind.REQUEST, **facts: object) -> int:
    """Record what somebody said so many days ago; return its key."""
    speaker = Speaker(who, stage=PersonStage.CUSTOMER) if who else Speaker()
    facts = {"channel": Channel.CALL, **facts}
    new = NewFeedback(f"{who} said it", speaker, kind=kind, on=ago(days), **facts)  # type: ignore[arg-type]
    return desk.do(record_feedback, new).result


def watched(desk: Desk, reason: Reason | None = None) -> list[WatchRow]:
    found = desk.ask(watch_list)
    return [row for row in found if reason in {None, row.entry.reason}]


def names(desk: Desk, reason: Reason | None = None) -> list[str]:
    return [row.who for row in watched(desk, reason)]


def person(desk: Desk, name: str) -> int:
    return next(one.id for one in desk.ask(all_people) if one.name == name)


def settle_up(desk: Desk, *kinds: FollowUpKind) -> None:
    """Finish what is owed of these kinds."""
    for debt in desk.ask(owed):
        if debt.kind in kinds:
            desk.do(finish, debt.id, FollowUpResult.TOLD)


def test_an_empty_workspace_has_nobody_to_watch(desk: Desk) -> None:
    assert watched(desk) == []
    assert desk.ask(trends) == Trends(91, (), (), (), (), compares=False)
    assert desk.ask(trends).is_empty


def test_a_complaint_is_watched_until_it_is_answered(desk: Desk) -> None:
    say(desk, "Ann", 9, Kind.PROBLEM)
    (row,) = watched(desk, Reason.UNHAPPY)
    assert (row.who, row.days, row.owed) == ("Ann", 9, FollowUpKind.ACKNOWLEDGE)
    settle_up(desk, FollowUpKind.ACKNOWLEDGE)  # being heard is not being helped
    (row,) = watched(desk, Reason.UNHAPPY)
    assert row.owed is FollowUpKind.ANSWER
    settle_up(desk, FollowUpKind.ANSWER)
    assert watched(desk) == []
    desk.undo()
    assert names(desk) == ["Ann"]


def test_a_sale_that_came_back_is_unhappy_no_more(desk: Desk) -> None:
    key = say(desk, "Bo", 9, Kind.LOSS, feeling=Feeling.UNHAPPY, loss=LossFacts("Price"))
    assert names(desk, Reason.UNHAPPY) == ["Bo"]
    desk.do(mark_won_back, key, TODAY)
    assert names(desk, Reason.UNHAPPY) == []


def test_unhappy_words_in_public_rise_to_the_top_by_their_reach(desk: Desk) -> None:
    say(desk, "Ann", 170, Kind.PROBLEM)
    say(desk, "Bo", 3, Kind.PROBLEM, channel=Channel.REVIEW, link="https://r.example/1", reach=40)
    say(desk, None, 1, Kind.PROBLEM, channel=Channel.SOCIAL, reach=9_000)
    rows = watched(desk)
    assert [row.entry.reach for row in rows] == [9_000, 40, None]
    assert (rows[0].who, rows[1].entry.link) == ("", "https://r.example/1")


def test_who_asks_three_times_is_told_when_it_ships(desk: Desk) -> None:
    for days in (200, 100, 5):
        say(desk, "Cy", days, themes=("Invoices",))
    say(desk, "Cy", 4, Kind.PRAISE, themes=("Invoices",))  # does not ask
    (row,) = watched(desk, Reason.AGAIN)
    assert (row.who, row.theme, row.entry.number) == ("Cy", "Invoices", 3)
    (theme,) = desk.ask(all_themes)
    item = desk.do(plan_theme, theme.id, ItemStage.NOW).result
    desk.do(ship_item, item)
    settle_up(desk, FollowUpKind.SHIPPED)
    assert names(desk, Reason.AGAIN) == []


def test_a_merged_theme_and_a_merged_person_count_as_one(desk: Desk) -> None:
    say(desk, "Cy", 30, themes=("Invoices",))
    say(desk, "Cy", 20, themes=("Bills",))
    say(desk, "Cyril", 10, themes=("Bills",))
    assert names(desk, Reason.AGAIN) == []
    by_name = {one.name: one.id for one in desk.ask(all_themes)}
    desk.do(merge_themes, by_name["Bills"], by_name["Invoices"])
    desk.do(merge_people, person(desk, "Cyril"), person(desk, "Cy"))
    (row,) = watched(desk, Reason.AGAIN)
    assert (row.who, row.theme) == ("Cy", "Invoices")


def test_a_loyal_customer_who_went_quiet_is_called(desk: Desk) -> None:
    for days in (400, 340, 280, 220):
        say(desk, "Di", days)
    (row,) = watched(desk, Reason.QUIET)
    assert (row.who, row.days, row.entry.gap) == ("Di", 220, 60)
    desk.do(owe, row.entry, FollowUpKind.CHECK_IN, TODAY + timedelta(days=2), "How is it going?")
    (row,) = watched(desk, Reason.QUIET)
    assert (row.owed, row.due) == (FollowUpKind.CHECK_IN, TODAY + timedelta(days=2))
    settle_up(desk, FollowUpKind.CHECK_IN)
    say(desk, "Di", 0)
    assert names(desk, Reason.QUIET) == []


def test_praise_is_watched_until_it_was_thanked_for(desk: Desk) -> None:
    say(desk, "Ed", 9, Kind.PRAISE)
    (row,) = watched(desk)
    assert row.entry.reason is Reason.PRAISE
    desk.do(owe, row.entry, FollowUpKind.THANK, TODAY)
    settle_up(desk, FollowUpKind.THANK)
    assert watched(desk) == []


def test_who_brings_others_is_thanked_until_the_next(desk: Desk) -> None:
    say(desk, "Flo", 100)
    say(desk, "Gus", 50)
    flo = person(desk, "Flo")
    desk.do(edit_person, person(desk, "Gus"), PersonFacts(referred_by="Flo"))
    (row,) = watched(desk, Reason.REFERRER)
    assert (row.who, row.entry.number) == ("Flo", 1)
    desk.do(promise, flo, FollowUpKind.THANK, TODAY)
    settle_up(desk, FollowUpKind.THANK)
    assert names(desk, Reason.REFERRER) == []


def test_who_may_not_be_contacted_is_listed_and_marked(desk: Desk) -> None:
    say(desk, "Hal", 9, Kind.PROBLEM)
    desk.do(edit_person, person(desk, "Hal"), PersonFacts(may_contact=False))
    (row,) = watched(desk)
    assert (row.who, row.may_contact) == ("Hal", False)


def test_an_erased_person_is_watched_no_more(desk: Desk) -> None:
    say(desk, "Ida", 9, Kind.PROBLEM)
    desk.erase(person(desk, "Ida"))
    assert watched(desk) == []


def test_not_needed_holds_until_something_new_is_said(desk: Desk) -> None:
    say(desk, "Ann", 9, Kind.PROBLEM)
    say(desk, "Bo", 8, Kind.PROBLEM)
    row = watched(desk)[0]
    desk.do(not_needed, row.entry)
    assert names(desk) == ["Bo"]
    desk.undo()
    assert names(desk) == ["Ann", "Bo"]
    desk.redo()
    say(desk, "Ann", 1, Kind.PROBLEM)
    assert set(names(desk)) == {"Ann", "Bo"}
    assert desk.check() == []


def test_what_is_owed_to_nobody_named_hangs_on_the_words(desk: Desk) -> None:
    key = say(desk, None, 1, Kind.PROBLEM, channel=Channel.REVIEW, link="https://r.example/2")
    (row,) = watched(desk)
    desk.do(owe, row.entry, FollowUpKind.ANSWER, TODAY, "Answer below it")
    (debt,) = desk.ask(owed)
    assert (debt.feedback_id, debt.speaker, debt.about) == (key, "Not named", "Answer below it")
    (row,) = watched(desk)
    assert row.due == TODAY
    settle_up(desk, FollowUpKind.ANSWER)
    assert watched(desk) == []


def test_a_promise_keeps_to_days_that_can_be_meant_and_words_that_are_there(desk: Desk) -> None:
    key = say(desk, None, 1, Kind.PROBLEM, channel=Channel.REVIEW)
    (row,) = watched(desk)
    with pytest.raises(Refusal, match="too far away"):
        desk.do(owe, row.entry, FollowUpKind.ANSWER, date(9999, 1, 1))
    desk.undo()
    assert desk.ask(watch_list) == []
    with pytest.raises(NotThere):
        desk.do(owe, row.entry, FollowUpKind.ANSWER, TODAY)
    with pytest.raises(NotThere):
        desk.do(not_needed, row.entry)
    assert key


@pytest.mark.parametrize(
    "name", ["<b>Ann</b>", "=1+1", "Ann\nLee", "\u202eחנה\u202c", "🙂", "{theme}", "%s {0}", "&Ann"]
)
def test_any_name_stands_on_the_list_as_it_is(desk: Desk, name: str) -> None:
    say(desk, name, 9, Kind.PROBLEM)
    for days in (8, 7, 6):
        say(desk, name, days, themes=("{who} <i>",))
    found = names(desk)
    assert len(set(found)) == 1
    assert " ".join(found[0].split()) == " ".join(name.split())


# Trends


def test_themes_grow_and_fade_against_the_time_before(desk: Desk) -> None:
    for days in (5, 10, 15, 100):
        say(desk, f"P{days}", days, themes=("Bread",))
    for days in (6, 110, 120, 130):
        say(desk, f"Q{days}", days, themes=("Cake",))
    found = desk.ask(trends)
    assert [(one.name, one.recent, one.before) for one in found.growing] == [("Bread", 3, 1)]
    assert [(one.name, one.recent, one.before) for one in found.faded] == [("Cake", 1, 3)]
    assert sum(found.growing[0].months.values()) == 4
    year = desk.ask(trends, 365)  # all of it is within one year
    assert (year.growing, year.faded, year.compares) == ((), (), False)


def test_a_channel_is_told_by_what_it_brings(desk: Desk) -> None:
    say(desk, "A", 5, themes=("Bread", "Cake"))
    say(desk, "B", 5, Kind.PRAISE)
    say(desk, "C", 5, Kind.PROBLEM, themes=("Cake",))
    say(desk, "D", 5, Kind.LOSS, channel=Channel.EMAIL, loss=LossFacts("Price"))
    say(desk, "E", 120)
    call, email = desk.ask(trends).channels
    brought = call.brought
    assert (brought.number, brought.praise, brought.problems, brought.themes) == (3, 1, 1, 2)
    assert (call.monthly.recent, call.monthly.before) == (3, 1)
    assert (email.brought.channel, email.brought.losses) == (Channel.EMAIL, 1)


def test_waiting_ends_with_the_answer_and_not_before(desk: Desk) -> None:
    say(desk, "A", 20, Kind.PROBLEM)
    (wait,) = desk.ask(trends).waits
    assert (wait.open, wait.oldest, wait.answered) == (1, 20, 0)
    settle_up(desk, FollowUpKind.ACKNOWLEDGE)
    assert desk.ask(trends).waits == (wait,)
    settle_up(desk, FollowUpKind.ANSWER)
    (wait,) = desk.ask(trends).waits
    assert (wait.open, wait.answered, wait.median, wait.longest) == (0, 1, 20, 20)
    (debt,) = [one for one in desk.ask(trends).waits if one.longest_id]
    assert debt.kind is Kind.PROBLEM


def test_the_sample_has_somebody_for_nearly_every_reason(desk: Desk) -> None:
    desk.do(fill_with_sample)
    reasons = {row.entry.reason for row in watched(desk)}
    assert reasons == set(Reason) - {Reason.MENTION}
    top = watched(desk)[0]
    assert (top.who, top.entry.public) == ("Puddlewick Nursery School", True)
    assert any(not row.may_contact for row in watched(desk))
    debts = desk.ask(owed)
    assert any(one.late for one in debts)
    assert any(one.due == TODAY for one in debts)
    found = desk.ask(trends)
    assert found.growing
    assert found.faded
    assert found.waits
    assert desk.check() == []
