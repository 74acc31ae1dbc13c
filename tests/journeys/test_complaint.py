"""A complaint in a real window: captured, heard, still waiting, answered, and told."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.followups import owed, owed_to, unresolved
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

_WORDS = "The bags were stale again, and {nobody} called back."
_SAID = local_today() - timedelta(days=12)


def capture(window: Driver) -> None:
    """Record the complaint, as said twelve days ago."""
    window.press("Ctrl+N")
    assert window.keyboard == "whoField"
    window.type("Ann Lee")
    window.fill(wordsField=_WORDS)
    window.click("segment.problem")
    window.fill(dateField=_SAID.isoformat())
    window.field("wordsField").press("Ctrl+Enter")
    window.settle()
    assert not window.has("captureForm")


def listed(window: Driver) -> list[str]:
    """Return what is owed, as it is read out, without the headings."""
    return [one.spoken for one in window.each("owedList") if one.enabled]


def test_a_complaint_from_capture_to_told(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "shop.feedbackdesk"
    window = drive(path)
    capture(window)
    assert window.part("nav.owed").spoken == "Owed, 1 late, 0 today"
    window.press("Ctrl+4")
    assert window.label("owedWho").says == "Ann Lee"
    assert window.label("owedWhat").says.startswith("Acknowledge · ")
    assert not window.has("owedClock"), "nothing was acknowledged yet"

    # It is acknowledged on the telephone: by one key and a digit.
    window.press("D", "1")

    # Being heard is not being helped: the answer is owed, and a clock runs.
    (answer,) = window.desk.ask(owed)
    assert answer.kind is FollowUpKind.ANSWER
    (row,) = listed(window)
    assert row.startswith(f"Ann Lee, Answer, {_WORDS}, ")
    assert row.endswith(" late, heard 12 days ago, not resolved")
    assert window.part("nav.owed").spoken == "Owed, 1 late, 0 today"

    # The answer is written, and kept as they were told it.
    window.choose("owedList", "Ann Lee")
    assert window.label("owedClock").says == "Heard 12 days ago, not resolved"
    window.press("Enter")
    assert window.keyboard == "letterBody"
    assert window.field("letterKind").says == "Our answer"
    draft = window.field("letterBody").says
    assert f"“{_WORDS}”" in draft
    ours = draft.replace("Here is our answer.", "We changed the roaster.")
    assert ours != draft
    window.clipboard = ours
    window.press("Ctrl+A", "Ctrl+V", "Ctrl+Enter")
    assert window.is_said("Nothing is owed to anybody", within="owedPage")
    assert window.part("nav.owed").spoken == "Owed, 0 late, 0 today"

    # Another process finds it so; and one undo brings it back.
    with closing(Desk.open(path, create=False)) as desk:
        assert desk.ask(owed) == []
        told = desk.ask(owed_to, person_id=answer.who_id)
        assert [one.result for one in told] == [FollowUpResult.TOLD, FollowUpResult.TOLD]
        (kept,) = [one.said for one in told if one.kind is FollowUpKind.ANSWER]
        assert kept.endswith(f"\n\n{ours}".rstrip())
        window.press("Ctrl+Z")
        assert [days for _one, days in desk.ask(unresolved)] == [12]
        assert [one.id for one in desk.ask(owed)] == [answer.id]
    assert listed(window) == [row]
