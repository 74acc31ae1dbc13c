"""Why a sale was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import near_day
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import amount
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import Outcome, ToldBy

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import Feedback
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
    reason_id = find_or_make_reason(work, facts.reason)
    loss_id = work.insert(
        "loss", feedback_id=feedback_id, loss_reason_id=reason_id, **_columns(facts)
    )
    for name in dict.fromkeys(facts.also):
        also_id = find_or_make_reason(work, name)
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
    (loss_id,) = work.read.losses_of(was.id)
    reason_id = find_or_make_reason(work, facts.reason)
    work.update("loss", loss_id, loss_reason_id=reason_id, **_columns(facts))
    wanted = {find_or_make_reason(work, name) for name in facts.also} - {reason_id}
    for key, known in work.read.also_of(loss_id):
        if known not in wanted:
            work.delete("loss_also", key)
        wanted.discard(known)
    for also_id in sorted(wanted):
        work.insert("loss_also", loss_id=loss_id, loss_reason_id=also_id)


def _columns(facts: LossFacts) -> dict[str, Value]:
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
