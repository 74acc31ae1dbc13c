"""Who was not heard of for long is listed, to be kept by choice or erased."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.privacy import keep_on_record, past_retention
from feedbackdesk.desk.settings import change_settings
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import PersonStage


def hear(desk: Desk, name: str, on: date, stage: PersonStage = PersonStage.PROSPECT) -> int:
    """Hear somebody on a day; return their key."""
    desk.do(record_feedback, NewFeedback("Hello", Speaker(name, stage=stage), on=on))
    return desk.ask(person_named, name).id


def listed(desk: Desk) -> list[str]:
    """Return who is listed."""
    return [person.name for person, _last in desk.ask(past_retention)]


def test_the_silent_are_listed_until_they_are_kept_or_erased(desk: Desk) -> None:
    today = local_today()
    old, older = today - timedelta(days=400), today - timedelta(days=500)
    hear(desk, "Ann", old)
    bo = hear(desk, "Bo", older)
    hear(desk, "Cy", older, PersonStage.CUSTOMER)
    dee = hear(desk, "Dee", older)
    hear(desk, "Dee", today)
    assert listed(desk) == []  # nobody asked to be reminded
    desk.do(change_settings, {"retention_months": "12"})
    assert listed(desk) == ["Bo", "Ann"]
    assert [last for _person, last in desk.ask(past_retention)] == [older, old]
    desk.do(keep_on_record, bo)
    assert listed(desk) == ["Ann"]
    desk.undo()
    assert listed(desk) == ["Bo", "Ann"]
    desk.erase(bo)
    desk.erase(dee)
    assert listed(desk) == ["Ann"]


@pytest.mark.parametrize("months", ["0", "000", "-1", "1.5", "twelve", "1000", "٣"])
def test_a_number_of_months_is_asked_for(desk: Desk, months: str) -> None:
    with pytest.raises(Refusal, match="number of months"):
        desk.do(change_settings, {"retention_months": months})


@pytest.mark.parametrize("months", [1, 11, 12, 13, 999])
def test_months_end_on_days_that_exist(desk: Desk, months: int) -> None:
    desk.do(change_settings, {"retention_months": str(months)})
    hear(desk, "Ann", local_today())
    assert listed(desk) == []
