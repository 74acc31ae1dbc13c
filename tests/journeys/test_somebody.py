"""Somebody is found, becomes a customer, is known by whom they came, and is one with their twin."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.people import all_people, stages_of
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.words import PersonStage
from tests.driver.fixtures import Drive
from tests.store.oracle import check

TODAY = local_today()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Three people who want the shop open late; one of them stands there under two names."""
    path = tmp_path / "shop.feedbackdesk"
    desk = Desk.open(path)
    for who, days, was in (
        ("Ann Lee", 40, PersonStage.PROSPECT),
        ("Ann Lee", 20, None),
        ("Anne Leigh", 10, PersonStage.PROSPECT),
        ("Bo Ek", 90, PersonStage.CUSTOMER),
    ):
        desk.do(
            record_feedback,
            NewFeedback(
                f"Open late, says {who}",
                Speaker(who, stage=was),
                on=TODAY - timedelta(days=days),
                themes=("Hours",),
            ),
        )
    desk.close()
    return path


def test_somebody_is_found_becomes_a_customer_and_is_one_with_their_twin(
    drive: Drive, shop: Path
) -> None:
    window = drive(shop)
    window.resize(1280, 800)
    now = window.desk

    # She is found by some letters of her name.
    window.press("Ctrl+5")
    window.named("Filter people").fill("ann lee")
    window.settle()
    assert window.shown("peopleList") == ["Ann Lee"]
    window.part("peopleList").press("Enter")
    window.settle()
    assert window.part("personPageName").says == "Ann Lee"
    assert len(window.rows("personWords")) == 2
    ann = now.ask(person_named, "Ann Lee").id

    # She buys: what she said before was said by a prospect.
    window.part("page.personStage").press("Down")
    window.settle()
    assert window.part("page.personStage").says == "Customer"
    assert now.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, TODAY)
    assert {one.stage for one in now.ask(list_feedback, person_id=ann)} == {PersonStage.PROSPECT}
    assert all(", Prospect, " in row for row in window.rows("personWords"))
    stages = window.part("personPageStages").says
    assert stages.startswith("Prospect since ")
    assert stages.endswith(f"Customer since {show_date(TODAY)}")

    # Bo sent her.
    window.click("page.personReferrer")
    window.type("bo ek")
    window.press("Enter")
    assert window.part("page.personReferrer").says == "Bo Ek"
    assert window.shown("referralTree") == ["Bo Ek  ·  Customer", "Ann Lee  ·  this page"]
    root, below = window.each("referralTree")
    assert root.place.left() < below.place.left()

    # Somebody wrote her down a second time: both have one address.
    window.fill(**{"page.personEmail": "ann@lee.example"})
    window.press("Enter")
    window.press("Ctrl+K")
    window.type("anne leigh")
    window.press("Enter")
    assert window.part("personPageName").says == "Anne Leigh"
    window.fill(**{"page.personEmail": "ANN@lee.example"})
    window.press("Enter")
    requests = now.ask(all_themes)[0].requests
    window.press("Ctrl+K")
    window.type("ann lee")
    window.press("Enter")
    assert window.part("personPageName").says == "Ann Lee"
    assert window.part("personTwinWords").says == (
        "2 records look like one: Ann Lee / Anne Leigh (ANN@lee.example)"
    )
    window.click("personTwinMerge")
    assert sorted(one.name for one in now.ask(all_people)) == ["Ann Lee", "Bo Ek"]
    assert now.ask(all_themes)[0].requests == requests - 1
    assert len(now.ask(list_feedback, person_id=ann)) == 3
    assert len(window.rows("personWords")) == 3
    assert not window.has("personTwin")

    # They were two after all.
    window.answer("Un-merge Anne Leigh")
    assert now.ask(all_themes)[0].requests == requests
    assert len(now.ask(list_feedback, person_id=ann)) == 2
    assert len(window.rows("personWords")) == 2
    assert now.ask(stages_of, ann)[-1] == (PersonStage.CUSTOMER, TODAY)
    check(now)
