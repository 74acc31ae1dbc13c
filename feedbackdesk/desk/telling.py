"""Telling somebody of a roadmap item, whether or not that is on the owed list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import finish, may_owe
from feedbackdesk.desk.letters import fill
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.letters import LetterKind
from feedbackdesk.domain.rows import FollowUp
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, ItemStage

if TYPE_CHECKING:
    from feedbackdesk.desk.letters import Draft
    from feedbackdesk.domain.rows import Feedback, Item
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

_LETTERS = {ItemStage.SHIPPED: LetterKind.SHIPPED, ItemStage.DECLINED: LetterKind.DECLINED}
_NEWS = {ItemStage.SHIPPED: FollowUpKind.SHIPPED, ItemStage.DECLINED: FollowUpKind.DECLINED}
_SAID_LIMIT = 20_000


def draft_about(
    read: Reader, item_id: int, feedback_id: int, kind: LetterKind | None = None
) -> Draft:
    """Return a letter on an item to who said a feedback, made anew each time it is opened.

    Raises Refusal for somebody who may not be contacted: nothing is ever drafted to them.
    """
    item, said = _both(read, item_id, feedback_id)
    owed = FollowUp(
        id=0,
        kind=_NEWS.get(item.stage, FollowUpKind.CHECK_IN),
        who=said.who or said.organisation,
        due=local_today(),
        about=item.title,
        late=False,
        who_id=said.who_id,
        organisation_id=said.organisation_id,
        organisation=said.organisation,
        feedback_id=said.id,
        feedback_kind=said.kind,
        said_on=said.on,
        item_id=item.id,
        item=item.title,
    )
    return fill(read, owed, kind or _LETTERS.get(item.stage, LetterKind.ANSWERED))


@step("Tell somebody about {item_id:item}")
def tell_about(work: UnitOfWork, item_id: int, feedback_id: int, said: str) -> int:
    """Keep what somebody was told of an item; return the key of the follow-up.

    What is still owed to them for it is brought to an end with it.
    """
    item, heard = _both(work.read, item_id, feedback_id)
    for one in work.read.follow_ups_for_item(local_today().isoformat(), item_id):
        theirs = one.who_id == heard.who_id and (
            one.who_id is not None or one.organisation_id == heard.organisation_id
        )
        if theirs and one.done_on is None:
            finish(work, one.id, FollowUpResult.TOLD, said=said)
            return one.id
    today = local_today().isoformat()
    return work.insert(
        "follow_up",
        kind=_NEWS.get(item.stage, FollowUpKind.CHECK_IN).value,
        person_id=heard.who_id,
        organisation_id=heard.organisation_id,
        feedback_id=heard.id,
        item_id=item.id,
        due_on=today,
        done_on=today,
        result=FollowUpResult.TOLD.value,
        said=clean(said)[:_SAID_LIMIT],
    )


def _both(read: Reader, item_id: int, feedback_id: int) -> tuple[Item, Feedback]:
    item, said = read.item(item_id), read.feedback(feedback_id)
    if item is None or said is None:
        raise NotThere("That is no longer there. Nothing was changed.")
    if not may_owe(read, said):
        name = said.who or "Who said it"
        raise Refusal(f"{name} may not be contacted, or is not named. Nothing was drafted.")
    return item, said
