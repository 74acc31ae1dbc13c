"""A letter that was begun outlives the program, and not the person it was to."""

from __future__ import annotations

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.drafts import Drafts
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import delete_follow_up, finish, owed
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.letters_begun import Begun, begun_letter, drop_letter, keep_letter
from feedbackdesk.domain.letters import LetterKind
from feedbackdesk.domain.rows import FollowUp
from feedbackdesk.domain.words import FollowUpResult, Kind

LETTER = Begun(LetterKind.ACKNOWLEDGED, "About the bread", "Dear Z, the ovens are new.\n\nYours")


@pytest.fixture
def zoe(desk: Desk) -> FollowUp:
    """What Zoë is owed."""
    desk.do(record_feedback, NewFeedback("Stale!", Speaker("Zoë Quorl"), kind=Kind.PROBLEM))
    return max(desk.ask(owed), key=lambda one: one.id)


def files(desk: Desk) -> list[str]:
    """Return what stands in the folder of drafts."""
    folder = Drafts(desk.path).folder
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def test_a_letter_is_kept_and_is_no_half_typed_form(desk: Desk, zoe: FollowUp) -> None:
    assert begun_letter(desk.path, zoe) is None
    keep_letter(desk, zoe, LETTER)
    assert begun_letter(desk.path, zoe) == LETTER
    assert Drafts(desk.path).waiting() == []
    assert files(desk) == [f"letter-{zoe.uid}.json"]
    drop_letter(desk.path, zoe)
    assert begun_letter(desk.path, zoe) is None
    assert files(desk) == []


def test_the_letter_to_somebody_is_held_on_them_and_erased_with_them(
    desk: Desk, zoe: FollowUp
) -> None:
    desk.do(record_feedback, NewFeedback("Late!", Speaker("Bo Ek"), kind=Kind.PROBLEM))
    bo = next(one for one in desk.ask(owed) if one.who == "Bo Ek")
    keep_letter(desk, zoe, LETTER)
    keep_letter(desk, bo, LETTER)
    assert zoe.who_id is not None
    (held,) = desk.drafts_naming(zoe.who_id)
    assert held.form["words"] == LETTER.body
    assert desk.erase(zoe.who_id).drafts == 1
    assert files(desk) == [f"letter-{bo.uid}.json"]
    keep_letter(desk, zoe, LETTER)  # it stood in a window all the while
    assert files(desk) == [f"letter-{bo.uid}.json"]


def test_a_letter_on_what_was_deleted_is_erased_too(desk: Desk, zoe: FollowUp) -> None:
    keep_letter(desk, zoe, LETTER)
    desk.do(delete_follow_up, zoe.id)
    assert zoe.who_id is not None
    assert desk.erase(zoe.who_id).drafts == 1
    assert files(desk) == []


def test_a_damaged_letter_goes_with_the_first_who_is_erased(desk: Desk, zoe: FollowUp) -> None:
    keep_letter(desk, zoe, LETTER)
    (path,) = Drafts(desk.path).folder.iterdir()
    path.write_bytes(b'{"form": {"words": "Dear Z')
    assert begun_letter(desk.path, zoe) is None
    assert files(desk) == [f"letter-{zoe.uid}.damaged"]
    assert zoe.who_id is not None
    desk.erase(zoe.who_id)
    assert files(desk) == []


def test_what_is_done_has_no_letter(desk: Desk, zoe: FollowUp) -> None:
    desk.do(finish, zoe.id, FollowUpResult.TOLD, said="We told her")
    keep_letter(desk, zoe, LETTER)
    assert files(desk) == []
