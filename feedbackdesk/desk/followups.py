"""What is owed to people: made by rule or by hand, and brought to an end with a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.people import must_not_be_erased
from feedbackdesk.desk.speakers import become
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, near_day, past_day, working_days_after
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.settings import SETTINGS
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, ItemStage, Kind, PersonStage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from feedbackdesk.domain.rows import Feedback, FollowUp, Item
    from feedbackdesk.store.read.owed import Voice
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value

_SAID_LIMIT = 20_000

_DAYS_SETTING: dict[tuple[Kind, FollowUpKind], str] = {
    (Kind.PROBLEM, FollowUpKind.ACKNOWLEDGE): "days_to_acknowledge",
    (Kind.PROBLEM, FollowUpKind.ANSWER): "days_to_answer",
    (Kind.QUESTION, FollowUpKind.ACKNOWLEDGE): "days_to_acknowledge_question",
    (Kind.QUESTION, FollowUpKind.ANSWER): "days_to_answer_question",
    (Kind.LOSS, FollowUpKind.ACKNOWLEDGE): "days_to_acknowledge_loss",
    (Kind.LOSS, FollowUpKind.ANSWER): "days_to_answer_loss",
}
"""The setting that says how many working days each kind of feedback may wait."""

_NEWS: dict[ItemStage, frozenset[FollowUpKind]] = {
    ItemStage.SHIPPED: frozenset((FollowUpKind.SHIPPED, FollowUpKind.WIN_BACK)),
    ItemStage.DECLINED: frozenset((FollowUpKind.DECLINED,)),
}
"""How people are told of an item that is no longer open."""

RULED = frozenset(kind for kind, _owed in _DAYS_SETTING)
"""The kinds of feedback that ask for an answer."""


def _days(read: Reader, name: str) -> int | None:
    """Return the working days of a setting; None where the owner wants no such reminder."""
    text = SETTINGS[name].stands(read.settings().get(name))
    return int(text) if text else None


def owe_by_rule(work: UnitOfWork, feedback_id: int, *, revisit: date | None = None) -> None:
    """Note what a feedback asks for: an acknowledgment first, else an answer at once.

    Nobody named is owed nothing, and who may not be contacted gets no reminder either. A
    lost sale to look at again makes a reminder for that day beside it, unless that day has
    passed, or the sale came back. Two sales that one lost on one day ask for one acknowledgment.
    """
    said = work.read.feedback(feedback_id)
    if said is None or not may_owe(work.read, said):
        return
    if not _is_acknowledged_with_another(work.read, said):
        for owed in (FollowUpKind.ACKNOWLEDGE, FollowUpKind.ANSWER):
            if _owe_within_days(work, said, owed):
                break
    _owe_a_look(work, said, revisit)


def owe_a_look(work: UnitOfWork, feedback_id: int, revisit: date) -> None:
    """Note only when a lost sale is to be looked at again: it was lost before it came here."""
    said = work.read.feedback(feedback_id)
    if said is not None and may_owe(work.read, said):
        _owe_a_look(work, said, revisit)


def _owe_a_look(work: UnitOfWork, said: Feedback, revisit: date | None) -> None:
    if said.kind is Kind.LOSS and revisit is not None and _is_worth_a_look(said, revisit):
        _insert(work, FollowUpKind.WIN_BACK, said, revisit)


def _is_worth_a_look(said: Feedback, revisit: date) -> bool:
    came_back = said.loss is not None and said.loss.won_back is not None
    return revisit >= local_today() and not came_back


def _is_acknowledged_with_another(read: Reader, said: Feedback) -> bool:
    """Whether somebody is owed a word already for another sale that they lost us that day."""
    if said.kind is not Kind.LOSS:
        return False
    firm_id = said.organisation_id if said.who_id is None else None
    return any(
        one.kind is FollowUpKind.ACKNOWLEDGE
        and one.done_on is None
        and one.who_id == said.who_id
        and one.feedback_kind is Kind.LOSS
        and one.said_on == said.on
        for one in owed_to(read, person_id=said.who_id, organisation_id=firm_id)
    )


def may_owe(read: Reader, said: Feedback) -> bool:
    """Whether who spoke is named, and may be contacted."""
    if said.who_id is None:
        return said.organisation_id is not None
    person = read.speaker(said.who_id)
    return person is not None and person.may_contact


def _owe_within_days(work: UnitOfWork, said: Feedback, owed: FollowUpKind) -> bool:
    setting = _DAYS_SETTING.get((said.kind, owed))
    days = _days(work.read, setting) if setting else None
    if days is None:
        return False
    _insert(work, owed, said, working_days_after(said.on, days))
    return True


def _insert(work: UnitOfWork, owed: FollowUpKind, said: Feedback, due: date) -> None:
    work.insert(
        "follow_up",
        kind=owed.value,
        person_id=said.who_id,
        organisation_id=said.organisation_id,
        feedback_id=said.id,
        due_on=due.isoformat(),
        by_rule=1,
    )


def follow_correction(work: UnitOfWork, feedback_id: int, *, kind_changed: bool) -> None:
    """Let what is owed for a feedback follow its correction: the person, and the kind."""
    said = work.read.feedback(feedback_id)
    if said is None:
        return
    open_ones = work.read.open_for_feedback(feedback_id)
    if kind_changed:
        for one in open_ones:
            work.delete("follow_up", one)
        owe_by_rule(work, feedback_id, revisit=said.loss.revisit if said.loss else None)
        return
    for one in open_ones:
        work.update("follow_up", one, person_id=said.who_id, organisation_id=said.organisation_id)


def follow_revisit(work: UnitOfWork, feedback_id: int, revisit: date | None) -> None:
    """Let the reminder to look at a lost sale again follow the day that is set for it."""
    said = work.read.feedback(feedback_id)
    if said is None:
        return
    waiting = work.read.open_win_backs(feedback_id)
    if revisit is None or not _is_worth_a_look(said, revisit):
        for one in waiting:
            work.delete("follow_up", one)
    elif waiting:
        for one in waiting:
            work.update("follow_up", one, due_on=revisit.isoformat())
    elif may_owe(work.read, said):
        _insert(work, FollowUpKind.WIN_BACK, said, revisit)


@step("Promise {person_id:person} something")
def promise(
    work: UnitOfWork,
    person_id: int,
    kind: FollowUpKind,
    due: date,
    *,
    about: str = "",
    feedback_id: int | None = None,
    item_id: int | None = None,
) -> int:
    """Note a promise to a person, by hand; return its key."""
    person = work.read.person(person_id)
    if person is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    must_not_be_erased(person)
    return work.insert(
        "follow_up",
        kind=kind.value,
        person_id=person_id,
        organisation_id=person.organisation_id,
        feedback_id=feedback_id,
        item_id=item_id,
        due_on=near_day(due).isoformat(),
        about=clean(about)[:_SAID_LIMIT],
    )


def _open(work: UnitOfWork, follow_up_id: int) -> FollowUp:
    found = work.read.follow_up(follow_up_id)
    if found is None:
        raise NotThere("That is no longer on the list. Nothing was changed.")
    if found.done_on is not None:
        raise Refusal("That was done already. Nothing was changed.")
    return found


@step("Finish {follow_up_id:follow_up}: {outcome}")
def finish(
    work: UnitOfWork,
    follow_up_id: int,
    outcome: FollowUpResult,
    *,
    said: str = "",
    on: date | None = None,
) -> None:
    """End a follow-up with its result; `said` keeps what they were told.

    An acknowledgment that was given makes the answer due, counted from the day the
    feedback was said: being heard is not being helped. A lost sale that was won back is
    marked so, and its prospect becomes a customer.
    """
    owed = _open(work, follow_up_id)
    day = past_day(on or local_today())
    work.update(
        "follow_up",
        follow_up_id,
        done_on=day.isoformat(),
        result=outcome.value,
        said=clean(said)[:_SAID_LIMIT],
    )
    heard = outcome in {FollowUpResult.TOLD, FollowUpResult.NO_ANSWER}
    if owed.kind is FollowUpKind.ACKNOWLEDGE and heard and owed.feedback_id is not None:
        about = work.read.feedback(owed.feedback_id)
        assert about is not None  # noqa: S101  (what is owed loses it with the feedback)
        _owe_within_days(work, about, FollowUpKind.ANSWER)
    if outcome is FollowUpResult.WON_BACK:
        _won_back(work, owed, day)


def _won_back(work: UnitOfWork, owed: FollowUp, day: date) -> None:
    losses = (
        work.read.losses_of(owed.feedback_id)
        if owed.feedback_id is not None
        else work.read.open_losses_of_account(owed.who_id, owed.organisation_id)
    )
    for loss_id in losses:
        work.update("loss", loss_id, won_back_on=day.isoformat())
    if owed.who_id is not None:
        become(work, owed.who_id, PersonStage.CUSTOMER, day)


@step("Reopen {follow_up_id:follow_up}")
def reopen(work: UnitOfWork, follow_up_id: int) -> None:
    """Put a follow-up that was done back on the list."""
    if not work.update("follow_up", follow_up_id, done_on=None, result=None):
        raise Refusal("That is on the list already. Nothing was changed.")


@step("Put {follow_up_id:follow_up} off to {due}")
def postpone(work: UnitOfWork, follow_up_id: int, due: date) -> None:
    """Give a follow-up another day."""
    _open(work, follow_up_id)
    work.update("follow_up", follow_up_id, due_on=near_day(due).isoformat())


@step("Delete {follow_up_id:follow_up}")
def delete_follow_up(work: UnitOfWork, follow_up_id: int) -> None:
    """Take a follow-up off the list."""
    work.delete("follow_up", follow_up_id)


def close_the_loop(work: UnitOfWork, item_id: int, stage: ItemStage) -> None:
    """Owe the news to everybody who asked for an item that was shipped or declined.

    One follow-up each, however many accounts they spoke for, and one to a firm of which
    nobody is named. Whoever was lost for want of the item is to be won back where it shipped.
    An item that goes back among the open ones takes what is still owed for it with it.
    """
    for one in work.read.open_for_item(item_id):
        work.delete("follow_up", one)
    if not stage.is_open:
        rows = _news(work.read, item_id, stage, work.read.voices_behind(item_id))
        work.insert_many("follow_up", rows)


def _news(
    read: Reader, item_id: int, stage: ItemStage, voices: Iterable[Voice]
) -> list[dict[str, Value]]:
    """Return the follow-ups that tell people of an item that was shipped or declined."""
    due = working_days_after(local_today(), _days(read, "days_to_tell") or 0).isoformat()
    shipped = stage is ItemStage.SHIPPED
    told = FollowUpKind.SHIPPED if shipped else FollowUpKind.DECLINED
    return [
        {
            "kind": (FollowUpKind.WIN_BACK if shipped and voice.lost else told).value,
            "person_id": voice.person_id,
            "organisation_id": voice.organisation_id,
            "feedback_id": voice.feedback_id,
            "item_id": item_id,
            "due_on": due,
            "by_rule": 1,
        }
        for voice in voices
    ]


def tell_each_once(work: UnitOfWork, item_ids: Iterable[int], apart: Collection[int] = ()) -> None:
    """Let everybody be told once of items that are shipped or declined, after a merge or its end.

    What is still owed twice to one is owed once, and a firm of which somebody is told is not
    told itself. Of the people `apart`, who were one with others until now, those who asked and
    were never on the list come onto it.
    """
    for item_id in item_ids:
        item = work.read.item(item_id)
        if item is None or item.stage.is_open:
            continue
        voices = {_whom(one.person_id, one.organisation_id): one
                  for one in work.read.voices_behind(item_id)}  # fmt: skip
        by_rule = set(work.read.open_for_item(item_id))
        heard: set[tuple[int | None, int | None]] = set()
        for one in sorted(
            owed_for_item(work.read, item_id),
            key=lambda one: (one.done_on is None, one.id),
        ):
            if one.id not in by_rule and not _is_its_news(item, one):
                continue
            whom = _whom(one.who_id, one.organisation_id)
            if one.id in by_rule and (whom in heard or (one.who_id is None and whom not in voices)):
                work.delete("follow_up", one.id)
            heard.add(whom)
        missed = [
            voice
            for whom, voice in voices.items()
            if whom not in heard and voice.person_id in apart
        ]
        work.insert_many("follow_up", _news(work.read, item_id, item.stage, missed))


def _is_its_news(item: Item, one: FollowUp) -> bool:
    """Whether a follow-up tells of an item as it stands: no other promise, no earlier end of it."""
    early = item.stage_on is not None and one.done_on is not None and one.done_on < item.stage_on
    return one.kind in _NEWS[item.stage] and not early


def _whom(person_id: int | None, organisation_id: int | None) -> tuple[int | None, int | None]:
    return (person_id, None if person_id is not None else organisation_id)


def owed(read: Reader) -> list[FollowUp]:
    """Return the follow-ups that are open, the earliest due first."""
    return read.follow_ups(local_today().isoformat())


def owed_to(
    read: Reader, *, person_id: int | None = None, organisation_id: int | None = None
) -> list[FollowUp]:
    """Return what is owed, and what was, to a person or an organisation; the newest first."""
    return read.follow_ups_of(
        local_today().isoformat(), person_id=person_id, organisation_id=organisation_id
    )


def owed_for_item(read: Reader, item_id: int) -> list[FollowUp]:
    """Return who is to hear, or has heard, of an item."""
    return read.follow_ups_for_item(local_today().isoformat(), item_id)


def follow_up(read: Reader, follow_up_id: int) -> FollowUp | None:
    """Return one follow-up."""
    return read.follow_up(follow_up_id)


def unresolved(read: Reader) -> list[tuple[FollowUp, int]]:
    """Return the complaints that were acknowledged and not resolved, with the days since."""
    today, heard = local_today(), read.heard()
    return [
        (one, (today - one.said_on).days)
        for one in read.follow_ups(today.isoformat())
        if one.kind is FollowUpKind.ANSWER
        and one.feedback_kind is Kind.PROBLEM
        and one.said_on is not None
        and one.feedback_id in heard
    ]
