"""A lost sale from the call to the day it comes back, in a real window."""

from __future__ import annotations

from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.followups import follow_up, owed, owed_for_item
from feedbackdesk.desk.losses import loss_overview
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.roadmap import ranked_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, PersonStage
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive
from tests.store.oracle import check

_LOST = "2 sales lost, £1,200.50, in the last 12 months"


def record_lost(window: Driver, **said: str) -> None:
    """Record a lost sale from Ctrl+L to Ctrl+Enter."""
    window.press("Ctrl+L")
    assert window.has("captureForm")
    for name, words in said.items():
        window.field(f"{name}Field").take_keyboard()
        window.type(words)
        if name != "words":
            window.press("Tab")
    window.press("Ctrl+Enter")
    assert not window.has("captureForm")


def stage_of(desk: Desk, who: str) -> PersonStage:
    """Return how a person stands to the business."""
    return next(one.stage for one in desk.ask(all_people) if one.name == who)


def test_a_lost_sale_from_the_call_to_the_day_it_comes_back(drive: Drive, tmp_path: Path) -> None:
    window = drive(tmp_path / "shop.feedbackdesk")
    desk = window.desk

    # The call: why, how far it got, and what it was worth.
    record_lost(
        window, who="Bo Ek", words="We need the bill as a file.", themes="Invoices",
        reason="Missing feature", value="1.200,50", stageReached="Offer sent",
    )  # fmt: skip
    record_lost(window, who="Cy", words="Too dear.", reason="Price")
    said = next(one for one in desk.ask(list_feedback) if one.who == "Bo Ek")
    assert said.loss is not None
    assert (said.loss.reason, said.themes) == ("Missing feature", ("Invoices",))
    assert (said.loss.stage_reached, said.loss.value) == ("Offer sent", 120_050)
    assert stage_of(desk, "Bo Ek") is PersonStage.LOST

    # It stands on the losses page, and its bar opens it.
    window.press("Ctrl+6")
    assert window.label("lossTotal").says == f"{_LOST}."
    assert window.shown("chart.stage") == ["Offer sent"]
    window.part("chart.stage").take_keyboard()
    window.press("Enter")
    assert window.shown("lossList") == ["We need the bill as a file."]

    # Its theme goes onto the roadmap, with the lost sale in its demand.
    window.go("roadmap")
    window.drag(window.row("themeTray", "Invoices"), "roadmapColumn.now")
    (entry,) = desk.ask(ranked_roadmap)
    assert (entry.item.title, entry.item.requests) == ("Invoices", 1)

    # It ships: who was lost for it is to be won back.
    window.choose("roadmapColumn.now", "Invoices")
    window.act("ship")
    assert window.says() == "Shipped Invoices. 1 person is to be told."
    (news,) = desk.ask(owed_for_item, entry.item.id)
    assert (news.kind, news.who) == (FollowUpKind.WIN_BACK, "Bo Ek")

    # Bo is called, and comes back.
    window.press("Ctrl+4")
    (row,) = [one for one in window.each("owedList") if one.spoken.startswith("Bo Ek, Win back")]
    row.choose()
    window.press("D", "W")
    assert (window.dialog(), window.keyboard) == ("doneDialog", "doneWords")
    window.type("It is there now.")
    window.field("doneResult").choose("Won back")
    window.field("doneWords").press("Ctrl+Enter")
    window.settle()
    kept = desk.ask(follow_up, news.id)
    assert kept is not None
    assert (kept.result, kept.said) == (FollowUpResult.WON_BACK, "It is there now.")
    window.press("Ctrl+6")
    assert window.label("lossTotal").says == f"{_LOST}; 1 won back."
    (row,) = window.each("lossList")
    assert f"won back on {show_date(local_today())}" in row.spoken
    assert stage_of(desk, "Bo Ek") is PersonStage.CUSTOMER
    assert desk.ask(loss_overview, None, local_today()).total.won_back == 1
    assert news.id not in {one.id for one in desk.ask(owed)}
    assert [(one.name, one.requests) for one in desk.ask(all_themes)] == [("Invoices", 1)]
    check(desk)

    # Taken back, it is owed again, and nothing was won.
    window.press("Ctrl+Z")
    assert news.id in {one.id for one in desk.ask(owed)}
    assert window.label("lossTotal").says == f"{_LOST}."
    assert "won back" not in window.each("lossList")[0].spoken
    assert stage_of(desk, "Bo Ek") is PersonStage.LOST
