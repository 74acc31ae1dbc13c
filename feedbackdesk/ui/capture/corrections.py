"""What was corrected in the form: what differs from the feedback that was loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.feedback import FeedbackFacts
from feedbackdesk.domain.text import name_key
from feedbackdesk.ui.capture.loss import facts_of

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.losses import LossFacts
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.domain.words import Channel, Feeling, Importance, Kind, PersonStage


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form now."""

    said: str
    on: date | None
    kind: Kind | None
    channel: Channel
    stage: PersonStage | None
    feeling: Feeling | None
    importance: Importance | None
    reach: int | None
    who: str
    organisation: str
    picked: int | None
    """Which of those who are called so was picked."""
    link: str
    themes: tuple[str, ...]
    loss: LossFacts | None
    """None where the form is for no lost sale."""


def corrections(typed: Typed, was: Feedback) -> FeedbackFacts | None:
    """Return what differs from a feedback, None where nothing does."""
    facts: dict[str, Any] = {}
    kind = typed.kind or was.kind
    differing: list[tuple[str, object, object]] = [
        ("text", typed.said, was.text),
        ("on", typed.on, was.on),
        ("kind", kind, was.kind),
        ("channel", typed.channel, was.channel),
    ]
    facts |= {name: now for name, now, before in differing if now != before}
    optional: list[tuple[str, object, object]] = [
        ("stage", typed.stage, was.stage),
        ("feeling", typed.feeling, was.feeling),
        ("importance", typed.importance, was.importance),
        ("reach", typed.reach, was.reach),
    ]
    facts |= {name: now for name, now, before in optional if now != before and now is not None}
    gone = {name for name, now, before in optional if now is None and before is not None}
    if gone:
        facts["clear"] = frozenset(gone)
    if typed.picked is not None and typed.picked != was.who_id:
        # One of several of that name, perhaps of the same name as before.
        facts |= {"person_id": typed.picked, "organisation": typed.organisation}
    elif typed.who != (was.who or ""):
        # Somebody else, for the organisation that stands here: it is said in any case.
        facts |= {"who": typed.who, "organisation": typed.organisation}
    if typed.organisation != (was.organisation or ""):
        facts["organisation"] = typed.organisation
    if typed.link != (was.link or ""):
        facts["link"] = typed.link
    if {name_key(name) for name in typed.themes} != {name_key(name) for name in was.themes}:
        facts["themes"] = typed.themes
    if typed.loss is not None and typed.loss != facts_of(was.loss):
        facts["loss"] = typed.loss
    return FeedbackFacts(**facts) if facts else None
