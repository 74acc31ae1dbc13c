"""What was corrected in the form: what differs from the feedback that was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.feedback import FeedbackFacts
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import Channel, Kind, PersonStage
from feedbackdesk.ui.capture.loss import facts_of

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.capture.form import FeedbackForm


def corrections(form: FeedbackForm, was: Feedback) -> FeedbackFacts | None:
    """Return what differs from a feedback, None where nothing does; raises Refusal."""
    facts: dict[str, Any] = {}
    said, on = form.said(), form.on()
    kind, channel = form.kind.value() or was.kind, Channel(form.channel.currentData())
    differing: list[tuple[str, object, object]] = [
        ("text", said, was.text),
        ("on", on, was.on),
        ("kind", kind, was.kind),
        ("channel", channel, was.channel),
    ]
    facts |= {name: now for name, now, before in differing if now != before}
    stage = form.stage.currentData()
    optional: list[tuple[str, object, object]] = [
        ("stage", PersonStage(stage) if stage else None, was.stage),
        ("feeling", form.feeling.value(), was.feeling),
        ("importance", form.importance.value(), was.importance),
        ("reach", form.seen_by(), was.reach),
    ]
    facts |= {name: now for name, now, before in optional if now != before and now is not None}
    gone = {name for name, now, before in optional if now is None and before is not None}
    if gone:
        facts["clear"] = frozenset(gone)
    who, organisation = form.who.text().strip(), form.organisation.text().strip()
    picked = form.named()[0]
    if picked is not None and picked != was.who_id:
        # One of several of that name, perhaps of the same name as before.
        facts |= {"person_id": picked, "organisation": organisation}
    elif who != (was.who or ""):
        # Somebody else, for the organisation that stands here: it is said in any case.
        facts |= {"who": who, "organisation": organisation}
    if organisation != (was.organisation or ""):
        facts["organisation"] = organisation
    if form.link.text().strip() != (was.link or ""):
        facts["link"] = form.link.text().strip()
    themes = form.themes.names()
    if {name_key(name) for name in themes} != {name_key(name) for name in was.themes}:
        facts["themes"] = themes
    if kind is Kind.LOSS:
        loss = form.loss.facts()
        if loss != facts_of(was.loss):
            facts["loss"] = loss
    return FeedbackFacts(**facts) if facts else None
