"""Why a sale was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import follow_revisit
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import coming_day, full_date, local_today, near_day, past_day
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.money import amount
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import Outcome, PersonStage, ToldBy

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.losses import LossFilter, LossGroup, LossOverview, LossReason
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value


@dataclass(frozen=True, slots=True)
class LossFacts:
    """The extra facts of a lost sale. Value is in hundredths of the currency."""

    reason: str
    also: tuple[str, ...] = ()
    outcome: Outcome | None = None
    """Where it is not given: competitor if one is named, else unknown."""
    competitor: str | None = None
    value: int | None = None
    stage_reached: str | None = None
    told_by: ToldBy = ToldBy.THEM
    alternative: str | None = None
    revisit: date | None = None


def find_or_make_reason(work: UnitOfWork, text: str) -> int:
    """Return the reason of a name, added to the owner's list if it is new."""
    name = clean_name(text, "reason")
    known = work.read.reason_with_key(name_key(name))
    if known is not None:
        return known
    return work.insert(
        "loss_reason", name=name, key=name_key(name), place=work.read.last_reason_place() + 1
    )


def record_loss(work: UnitOfWork, feedback_id: int, facts: LossFacts) -> None:
    """Add the facts of a loss to its feedback.

    A reason that points to a theme makes a real mention of it.
    """
    said = work.read.feedback(feedback_id)
    if said is not None:
        _not_before_the_loss(said, facts.revisit)
    reason_id = find_or_make_reason(work, facts.reason)
    loss_id = work.insert(
        "loss", feedback_id=feedback_id, loss_reason_id=reason_id, **loss_columns(facts)
    )
    # The same reason may be written in two ways.
    for also_id in dict.fromkeys(find_or_make_reason(work, name) for name in facts.also):
        if also_id != reason_id:
            work.insert("loss_also", loss_id=loss_id, loss_reason_id=also_id)
    theme_id = work.read.theme_of_reason(reason_id)
    if theme_id is not None and not work.read.mentions_of(feedback_id, theme_id):
        work.insert("mention", feedback_id=feedback_id, theme_id=theme_id)


def edit_loss(work: UnitOfWork, was: Feedback, facts: LossFacts | None) -> None:
    """Correct the facts of a loss, or add them to a feedback that becomes one."""
    if facts is None:
        if was.loss is None:
            raise Refusal("A lost sale needs a reason. Nothing was changed; choose one.")
        return
    if was.loss is None:
        record_loss(work, was.id, facts)
        return
    if facts.revisit != was.loss.revisit:
        _not_before_the_loss(was, facts.revisit)
    (loss_id,) = work.read.losses_of(was.id)
    reason_id = find_or_make_reason(work, facts.reason)
    work.update("loss", loss_id, loss_reason_id=reason_id, **loss_columns(facts))
    if facts.revisit != was.loss.revisit:
        follow_revisit(work, was.id, facts.revisit)
    wanted = {find_or_make_reason(work, name) for name in facts.also} - {reason_id}
    for key, known in work.read.also_of(loss_id):
        if known not in wanted:
            work.delete("loss_also", key)
        wanted.discard(known)
    for also_id in sorted(wanted):
        work.insert("loss_also", loss_id=loss_id, loss_reason_id=also_id)


def _not_before_the_loss(said: Feedback, revisit: date | None) -> None:
    if revisit is not None and near_day(revisit) < said.on:
        raise Refusal(
            f"{full_date(revisit)} is before the sale was lost: nobody can look at it again then. "
            "Nothing was changed."
        )


def loss_columns(facts: LossFacts) -> dict[str, Value]:
    """Return the columns of a loss but for whose it is, and its reason; raises Refusal."""
    competitor = clean_name(facts.competitor, "competitor") if facts.competitor else None
    outcome = facts.outcome or (Outcome.COMPETITOR if competitor else Outcome.UNKNOWN)
    return {
        "outcome": outcome.value,
        "competitor": competitor,
        "value": amount(facts.value),
        "stage_reached": clean(facts.stage_reached) or None if facts.stage_reached else None,
        "told_by": facts.told_by.value,
        "alternative": clean(facts.alternative) or None if facts.alternative else None,
        "revisit_on": near_day(facts.revisit).isoformat() if facts.revisit else None,
    }


# The owner's list of reasons


@step("Add reason {result:loss_reason}")
def add_reason(work: UnitOfWork, name: str) -> int:
    """Put a reason at the end of the list; return its key."""
    cleaned = clean_name(name, "reason")
    if work.read.reason_with_key(name_key(cleaned)) is not None:
        raise Refusal(f"“{cleaned}” is on the list already. Nothing was changed.")
    return find_or_make_reason(work, cleaned)


@step("Rename reason {reason_id:loss_reason}")
def rename_reason(work: UnitOfWork, reason_id: int, name: str) -> None:
    """Give a reason another name; the sales lost for it follow."""
    cleaned = clean_name(name, "reason")
    known = work.read.reason_with_key(name_key(cleaned))
    if known not in {None, reason_id}:
        raise Refusal(f"“{cleaned}” is on the list already. Nothing was changed.")
    work.update("loss_reason", reason_id, name=cleaned, key=name_key(cleaned))


@step("Point reason {reason_id:loss_reason} to {theme_id:theme}")
def point_reason(work: UnitOfWork, reason_id: int, theme_id: int | None) -> None:
    """Let sales lost for a reason count in a theme's demand, from now on and so far.

    Each of them mentions the theme, where it does not yet; a theme that a reason pointed
    to before keeps what was filed under it.
    """
    root_id = work.read.root_of_theme(theme_id) if theme_id is not None else None
    if theme_id is not None and root_id is None:
        raise NotThere("That theme is no longer there. Nothing was changed.")
    work.update("loss_reason", reason_id, theme_id=root_id)
    if root_id is None:
        return
    rows: list[dict[str, Value]] = [
        {"feedback_id": feedback_id, "theme_id": root_id}
        for feedback_id in work.read.losses_for_reason(reason_id)
        if not work.read.mentions_of(feedback_id, root_id)
    ]
    work.insert_many("mention", rows)


@step("Point reason {reason_id:loss_reason} to new theme {result:theme}")
def point_reason_to_new(work: UnitOfWork, reason_id: int, name: str) -> int:
    """Point a reason to a theme that is made in the same step; return the theme's key."""
    from feedbackdesk.desk.themes import find_or_make_theme

    theme_id = find_or_make_theme(work, name)
    point_reason(work, reason_id, theme_id)
    return theme_id


@step("Move reason {reason_id:loss_reason}")
def move_reason(work: UnitOfWork, reason_id: int, place: int) -> None:
    """Put a reason at a place of the list, counted from 1."""
    order = [one.id for one in work.read.reasons() if not one.retired and one.id != reason_id]
    order.insert(max(place - 1, 0), reason_id)
    for number, key in enumerate(order, 1):
        work.update("loss_reason", key, place=number)


@step("Take reason {reason_id:loss_reason} off the list")
def drop_reason(work: UnitOfWork, reason_id: int) -> None:
    """Take a reason off the list: for good where no sale names it, else out of sight."""
    if work.read.is_reason_used(reason_id):
        work.update("loss_reason", reason_id, retired=1)
    else:
        work.delete("loss_reason", reason_id)


@step("Offer reason {reason_id:loss_reason} again")
def restore_reason(work: UnitOfWork, reason_id: int) -> None:
    """Put a reason that was taken off back on the list."""
    work.update("loss_reason", reason_id, retired=0, place=work.read.last_reason_place() + 1)


@step("Mark {feedback_id:feedback} as won back")
def mark_won_back(work: UnitOfWork, feedback_id: int, on: date | None = None) -> None:
    """Note that a lost sale came back after all; its prospect is a customer from then on."""
    from feedbackdesk.desk.speakers import become

    said = work.read.feedback(feedback_id)
    if said is None or said.loss is None:
        raise NotThere("That is not a lost sale. Nothing was changed.")
    day = past_day(on or local_today())
    if day < said.on:
        raise Refusal("It cannot come back before it was lost. Nothing was changed.")
    for loss_id in work.read.losses_of(feedback_id):
        work.update("loss", loss_id, won_back_on=day.isoformat())
    for follow_up_id in work.read.open_for_feedback(feedback_id):
        work.update("follow_up", follow_up_id, done_on=day.isoformat(), result="won_back")
    if said.who_id is not None:
        become(work, said.who_id, PersonStage.CUSTOMER, day)


@step("Set when to look at {feedback_id:feedback} again")
def look_again(work: UnitOfWork, feedback_id: int, on: date | None) -> None:
    """Set the day on which a lost sale is worth another look; None takes it away.

    What is owed for it follows. It is a day to come, and of a sale that did not come back.
    """
    said = work.read.feedback(feedback_id)
    if said is None or said.loss is None:
        raise NotThere("That is not a lost sale. Nothing was changed.")
    day = near_day(on) if on is not None else None
    if day is not None and said.loss.won_back is not None:
        raise Refusal("That sale came back already. Nothing was changed.")
    if day is not None:
        coming_day(day)
    for loss_id in work.read.losses_of(feedback_id):
        work.update("loss", loss_id, revisit_on=day.isoformat() if day else None)
    follow_revisit(work, feedback_id, day)


def loss_overview(read: Reader, since: date | None, recent: date) -> LossOverview:
    """Return why sales were lost since a day (None: ever), and the months since another day."""
    return read.loss_overview(since.isoformat() if since else "", recent.isoformat())


SHARED_REASONS = "A sale can have several of these reasons, and is counted with each."
"""Why the reasons named beside others add up to more than the sales."""


def loss_groups(read: Reader, by: str, chosen: LossFilter) -> list[LossGroup]:
    """Return lost sales by reason, also, month, competitor, stage or outcome."""
    return read.loss_groups(by, chosen)


def loss_total(read: Reader, chosen: LossFilter) -> LossGroup:
    """Return all chosen sales as one group."""
    return read.loss_total(chosen)


def lost_feedback(read: Reader, chosen: LossFilter) -> list[int]:
    """Return the keys of the feedback of chosen sales, the newest first."""
    return read.lost_feedback(chosen)


def reasons(read: Reader) -> list[LossReason]:
    """Return the owner's whole list of reasons."""
    return read.reasons()
