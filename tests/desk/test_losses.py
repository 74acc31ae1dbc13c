"""Why sales are lost: summed up by what they have in common, and the owner's list of reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import (
    NewFeedback,
    capture_choices,
    list_feedback,
    one_feedback,
    record_feedback,
)
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.losses import (
    LossFacts,
    add_reason,
    drop_reason,
    look_again,
    loss_groups,
    loss_overview,
    loss_total,
    lost_feedback,
    mark_won_back,
    move_reason,
    point_reason,
    point_reason_to_new,
    reasons,
    rename_reason,
    restore_reason,
)
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.domain.dates import first_day, local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.losses import LossFilter
from feedbackdesk.domain.words import FollowUpKind, Period, ToldBy

EVERY = LossFilter()


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with four lost sales."""
    for who, on, facts in (
        ("Ann", date(2026, 1, 5), LossFacts("Price", competitor="Zed", value=50_000)),
        ("Bo", date(2026, 2, 5), LossFacts("Price", ("Timing",), value=10_000, told_by=ToldBy.US)),
        ("Cy", date(2026, 2, 7), LossFacts("Missing feature", stage_reached="Quote sent")),
        ("Di", date(2026, 3, 1), LossFacts("Timing", ("Price",), competitor="Zed", value=90_000)),
    ):
        desk.do(record_feedback, NewFeedback(f"{who} said no", Speaker(who), on=on, loss=facts))
    return desk


def reason(desk: Desk, name: str) -> int:
    """Return the key of a reason."""
    return next(one.id for one in desk.ask(reasons) if one.name == name)


def groups(desk: Desk, by: str, chosen: LossFilter = EVERY) -> list[tuple[str, int, int]]:
    """Return name, number and value of each group."""
    return [(one.name, one.number, one.value) for one in desk.ask(loss_groups, by, chosen)]


def test_sales_are_summed_by_what_they_share(shop: Desk) -> None:
    assert groups(shop, "reason") == [
        ("Price", 2, 60_000),
        ("Timing", 1, 90_000),
        ("Missing feature", 1, 0),
    ]
    assert groups(shop, "also") == [("Price", 1, 90_000), ("Timing", 1, 10_000)]
    assert groups(shop, "month") == [
        ("2026-01", 1, 50_000),
        ("2026-02", 2, 10_000),
        ("2026-03", 1, 90_000),
    ]
    assert groups(shop, "competitor") == [("Zed", 2, 140_000)]
    assert groups(shop, "stage") == [("Quote sent", 1, 0)]
    assert sum(number for _name, number, _value in groups(shop, "outcome")) == 4
    price = shop.ask(loss_groups, "reason", EVERY)[0]
    assert (price.told, price.number) == (1, 2)  # the other is our guess


def test_each_group_opens_its_deals(shop: Desk) -> None:
    for by, field in (("reason", "reason"), ("also", "also"), ("month", "month")):
        for group in shop.ask(loss_groups, by, EVERY):
            found = shop.ask(lost_feedback, LossFilter(**{field: group.key}))  # type: ignore[arg-type]
            assert len(found) == group.number
    spring = LossFilter(since="2026-02-01", until="2026-02-28")
    assert shop.ask(loss_total, spring).number == 2
    assert groups(shop, "reason", spring) == [("Price", 1, 10_000), ("Missing feature", 1, 0)]


def test_one_name_spelt_in_many_ways_is_one_bar_with_all_its_deals(shop: Desk) -> None:
    for name in (" ZED", "zed", "zed", "ｚed"):
        facts = LossFacts("Price", competitor=name, stage_reached=name.upper(), value=1_000)
        shop.do(record_feedback, NewFeedback("No.", on=date(2026, 4, 1), loss=facts))
    assert groups(shop, "competitor") == [("Zed", 6, 144_000)]
    assert groups(shop, "stage")[0] == ("ZED", 4, 4_000)
    seen = shop.ask(loss_overview, None, date(2026, 1, 1))
    assert seen.groups["competitor"] == shop.ask(loss_groups, "competitor", EVERY)
    assert shop.ask(capture_choices).competitors == ("Zed",)
    for spelling in ("ZED", "zed", str(seen.groups["competitor"][0].key)):
        assert len(shop.ask(lost_feedback, LossFilter(competitor=spelling))) == 6
    assert shop.ask(lost_feedback, LossFilter(competitor="Ze")) == []


def test_a_sale_that_comes_back_is_shown_as_such(shop: Desk) -> None:
    (ann,) = [one for one in shop.ask(list_feedback) if one.who == "Ann"]
    assert "Ann" in {debt.who for debt in shop.ask(owed)}
    shop.do(mark_won_back, ann.id, date(2026, 4, 1))
    assert shop.ask(loss_total, EVERY).won_back == 1
    assert shop.ask(lost_feedback, LossFilter(won_back=True)) == [ann.id]
    assert "Ann" not in {debt.who for debt in shop.ask(owed)}
    with pytest.raises(Refusal, match="before it was lost"):
        shop.do(mark_won_back, ann.id, date(2025, 1, 1))
    shop.undo()
    assert shop.ask(loss_total, EVERY).won_back == 0


def test_a_reason_that_points_to_a_theme_counts_in_its_demand(shop: Desk) -> None:
    theme_id = shop.do(add_theme, "Invoices").result
    shop.do(point_reason, reason(shop, "Missing feature"), theme_id)
    assert shop.ask(all_themes)[0].requests == 1
    new = NewFeedback("No", Speaker("Ed"), loss=LossFacts("Missing feature"))
    said = shop.ask(one_feedback, shop.do(record_feedback, new).result)
    assert said is not None
    assert said.themes == ("Invoices",)
    assert shop.ask(all_themes)[0].requests == 2
    shop.undo()
    shop.undo()
    assert shop.ask(all_themes)[0].requests == 0


def test_the_list_of_reasons_is_the_owners(shop: Desk) -> None:
    key = shop.do(add_reason, "No parking").result
    with pytest.raises(Refusal, match="on the list already"):
        shop.do(add_reason, " no PARKING ")
    with pytest.raises(Refusal, match="on the list already"):
        shop.do(rename_reason, key, "price")
    shop.do(rename_reason, key, "Nowhere to park")
    shop.do(move_reason, key, 1)
    assert shop.ask(reasons)[0].name == "Nowhere to park"
    price = reason(shop, "Price")
    shop.do(drop_reason, key)  # nobody was lost for it
    shop.do(drop_reason, price)
    listed = shop.ask(reasons)
    assert key not in {one.id for one in listed}
    assert listed[-1].id == price
    assert listed[-1].retired
    assert groups(shop, "reason")[0] == ("Price", 2, 60_000)
    shop.do(restore_reason, price)
    assert not any(one.retired for one in shop.ask(reasons))


def test_the_overview_says_what_the_groups_say(shop: Desk) -> None:
    seen = shop.ask(loss_overview, date(2026, 2, 1), date(2026, 1, 1))
    later = LossFilter(since="2026-02-01")
    assert seen.total == shop.ask(loss_total, later)
    for by in ("reason", "also", "competitor", "stage", "outcome"):
        assert seen.groups[by] == shop.ask(loss_groups, by, later)
    assert seen.groups["month"] == shop.ask(loss_groups, "month", EVERY)
    assert shop.ask(loss_overview, None, date(2026, 3, 1)).total.number == seen.ever == 4
    price = shop.ask(loss_groups, "reason", EVERY)[0]
    assert (price.value, price.told_value) == (60_000, 50_000)


def test_a_sale_is_looked_at_again_on_a_day_that_can_be_moved(shop: Desk) -> None:
    (bo,) = [one for one in shop.ask(list_feedback) if one.who == "Bo"]

    def reminders() -> list[date]:
        return [one.due for one in shop.ask(owed) if one.kind is FollowUpKind.WIN_BACK]

    shop.do(look_again, bo.id, date(2099, 1, 4))
    assert reminders() == [date(2099, 1, 4)]
    shop.do(look_again, bo.id, date(2099, 2, 1))
    assert reminders() == [date(2099, 2, 1)]
    again = shop.ask(one_feedback, bo.id)
    assert again is not None
    assert again.loss is not None
    assert again.loss.revisit == date(2099, 2, 1)
    shop.do(look_again, bo.id, None)
    assert reminders() == []
    shop.undo()
    shop.undo()
    assert reminders() == [date(2099, 1, 4)]
    with pytest.raises(Refusal, match="not a lost sale"):
        shop.do(look_again, 99, date(2099, 1, 4))


def test_no_day_that_has_passed_and_no_sale_that_came_back_is_looked_at_again(shop: Desk) -> None:
    (bo,) = [one for one in shop.ask(list_feedback) if one.who == "Bo"]
    with pytest.raises(Refusal, match="has passed"):
        shop.do(look_again, bo.id, local_today() - timedelta(days=1))
    shop.do(mark_won_back, bo.id, date(2026, 4, 1))
    with pytest.raises(Refusal, match="came back"):
        shop.do(look_again, bo.id, date(2099, 1, 4))
    facts = LossFacts("Price", revisit=date(2020, 1, 1))
    with pytest.raises(Refusal, match="before the sale was lost"):
        shop.do(record_feedback, NewFeedback("No.", Speaker("Ed"), loss=facts))


def test_a_day_to_look_again_that_passed_before_recording_is_kept_and_promises_nothing(
    desk: Desk,
) -> None:
    lost, looked = date(2025, 3, 1), date(2025, 6, 1)
    new = NewFeedback("No.", Speaker("Ed"), on=lost, loss=LossFacts("Price", revisit=looked))
    said = desk.ask(one_feedback, desk.do(record_feedback, new).result)
    assert said is not None
    assert said.loss is not None
    assert said.loss.revisit == looked
    assert [one for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK] == []


def test_a_reason_written_in_two_ways_is_one_reason(desk: Desk) -> None:
    facts = LossFacts("Price", also=("Timing", "timing", "PRICE"))
    desk.do(record_feedback, NewFeedback("No.", Speaker("Ed"), loss=facts))
    assert groups(desk, "also") == [("Timing", 1, 0)]


def test_two_sales_lost_on_one_day_ask_for_one_acknowledgment(desk: Desk) -> None:
    for who in ("Ed", "Ed", "Flo"):
        new = NewFeedback("No.", Speaker(who), on=date(2026, 3, 1), loss=LossFacts("Price"))
        desk.do(record_feedback, new)
    assert sorted(str(one.who) for one in desk.ask(owed)) == ["Ed", "Flo"]


def test_a_reason_is_pointed_to_a_theme_made_for_it_in_one_step(shop: Desk) -> None:
    shop.do(point_reason_to_new, reason(shop, "Price"), "Cheaper plans")
    assert [(one.name, one.requests) for one in shop.ask(all_themes)] == [("Cheaper plans", 2)]
    assert shop.ask(reasons)[0].theme == "Cheaper plans"
    shop.undo()
    assert shop.ask(all_themes) == []


def test_periods_begin_on_the_first_of_a_month() -> None:
    today = date(2026, 11, 22)
    assert first_day(Period.QUARTER, today) == date(2026, 10, 1)
    assert first_day(Period.YEAR, today) == date(2026, 1, 1)
    assert first_day(Period.TWELVE_MONTHS, today) == date(2025, 12, 1)
    assert first_day(Period.ALL, today) is None


_names = st.sampled_from(["Zed", "zed", "Żółw", "<b>", "مطعم"])
_facts = st.builds(
    LossFacts,
    reason=_names,
    also=st.lists(_names, max_size=2).map(tuple),
    competitor=st.none() | _names,
    value=st.none() | st.integers(0, 10**14 - 1),
    stage_reached=st.none() | _names,
    told_by=st.sampled_from(ToldBy),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=_facts, days=st.integers(0, 500), back=st.booleans())
def test_every_sum_is_that_of_the_deals_it_opens(
    desk: Desk, facts: LossFacts, days: int, back: bool
) -> None:
    on = local_today() - timedelta(days=days)
    key = desk.do(record_feedback, NewFeedback("No.", on=on, loss=facts)).result
    if back:
        desk.do(mark_won_back, key)
    since = local_today() - timedelta(days=250)
    seen = desk.ask(loss_overview, since, since)
    whole = seen.groups["reason"]
    assert sum(one.number for one in whole) == seen.total.number
    assert sum(one.value for one in whole) == seen.total.value
    for by, groups_ in seen.groups.items():
        for one in groups_:
            chosen = LossFilter(since=since.isoformat(), **{by: one.key})  # type: ignore[arg-type]
            losses = [desk.ask(one_feedback, found) for found in desk.ask(lost_feedback, chosen)]
            facts_ = [said.loss for said in losses if said is not None and said.loss is not None]
            assert one.number == len(facts_)
            assert one.value == sum(loss.value or 0 for loss in facts_)
            told = [loss for loss in facts_ if loss.told_by is ToldBy.THEM]
            assert (one.told, one.told_value) == (len(told), sum(loss.value or 0 for loss in told))
            assert one.won_back == sum(loss.won_back is not None for loss in facts_)
