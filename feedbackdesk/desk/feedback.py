"""Recording what was said, and correcting the record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import RULED, follow_correction, owe_by_rule
from feedbackdesk.desk.identity import Reason, Speaker, identify
from feedbackdesk.desk.losses import LossFacts, edit_loss, record_loss
from feedbackdesk.desk.search import find
from feedbackdesk.desk.settings import date_order, settings
from feedbackdesk.desk.speakers import Found, become, find_or_make_organisation, find_speaker
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import assign_theme, find_or_make_theme
from feedbackdesk.domain.dates import local_today, past_day
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.query import Scope
from feedbackdesk.domain.quotes import carried_over
from feedbackdesk.domain.reach import MOST
from feedbackdesk.domain.text import clean, clean_words
from feedbackdesk.domain.words import Channel, Feeling, Importance, Kind, PersonStage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.days import DateOrder
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork, Value

_LINK_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What is recorded right after a call."""

    text: str
    speaker: Speaker = field(default_factory=Speaker)
    kind: Kind = Kind.REQUEST
    channel: Channel = Channel.CALL
    on: date | None = None
    """The day it was said; today where nothing else is known."""
    themes: tuple[str, ...] = ()
    feeling: Feeling | None = None
    importance: Importance | None = None
    loss: LossFacts | None = None
    link: str | None = None
    """Where a public mention stands."""
    reach: int | None = None
    """How many people may have seen a public mention."""


@step("Record {result:feedback}")
def record_feedback(work: UnitOfWork, new: NewFeedback) -> int:
    """Record one thing somebody said; return its key.

    People, organisations and themes that are not known yet are made with it. What the
    speaker was at that time is kept with it, whatever they become.
    """
    text = clean_words(new.text)
    on = past_day(new.on or local_today())
    kind = Kind.LOSS if new.loss else new.kind
    if kind is Kind.LOSS and new.loss is None:
        raise Refusal("A lost sale needs a reason. Nothing was changed; choose one.")
    became = PersonStage.LOST if kind is Kind.LOSS else PersonStage.CUSTOMER
    found = find_speaker(work, new.speaker, on, new_stage=became)
    feedback_id = work.insert(
        "feedback",
        person_id=found.person_id,
        organisation_id=found.organisation_id,
        kind=kind.value,
        channel=new.channel.value,
        said_on=on.isoformat(),
        text=text,
        stage=_stage_then(work, new, found, became, on),
        feeling=new.feeling.value if new.feeling else None,
        importance=new.importance.value if new.importance else None,
        link=_link(new.link),
        reach=_reach(new.reach),
        archived=0,
        recorded_at=_moment(),
    )
    for theme_id in dict.fromkeys(find_or_make_theme(work, name) for name in new.themes):
        work.insert("mention", feedback_id=feedback_id, theme_id=theme_id)
    if new.loss is not None:
        record_loss(work, feedback_id, new.loss)
        if found.person_id is not None and found.stage_before is PersonStage.PROSPECT:
            become(work, found.person_id, PersonStage.LOST, on)
    if kind in RULED:
        owe_by_rule(work, feedback_id, revisit=new.loss.revisit if new.loss else None)
    return feedback_id


def _stage_then(
    work: UnitOfWork, new: NewFeedback, found: Found, became: PersonStage, on: date
) -> str | None:
    """Return what the speaker was when they spoke; None where nobody is named."""
    if new.speaker.stage is not None:
        return new.speaker.stage.value
    if found.person_id is None:
        return None
    if found.stage_before is not None and found.since is not None and on >= found.since:
        return found.stage_before.value
    if found.stage_before is not None:
        return work.read.stage_on(found.person_id, on.isoformat()) or found.stage_before.value
    # Whoever is new with a lost sale was a prospect until the moment they said no.
    return (PersonStage.PROSPECT if new.loss is not None else became).value


def _link(text: str | None) -> str | None:
    """Return a link as it is kept: text on one line, never opened or followed here."""
    if text is None or not clean(text):
        return None
    link = " ".join(clean(text).split())
    if len(link) > _LINK_LIMIT:
        raise Refusal(
            f"The link has {len(link):,} characters; {_LINK_LIMIT:,} fit. Nothing was changed."
        )
    return link


def _reach(number: int | None) -> int | None:
    if number is not None and not 0 <= number <= MOST:
        raise Refusal("Nobody is seen by that many. Nothing was changed.")
    return number


def _moment() -> str:
    from feedbackdesk.store.unit import now

    return now()


@dataclass(frozen=True, slots=True)
class FeedbackFacts:
    """Corrections of a feedback: what is None stays."""

    text: str | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    on: date | None = None
    feeling: Feeling | None = None
    importance: Importance | None = None
    clear: frozenset[str] = frozenset()
    """Of feeling, importance, stage and reach: those to take away."""
    stage: PersonStage | None = None
    who: str | None = None
    """Another speaker by name; an empty text makes it unnamed."""
    person_id: int | None = None
    """Another speaker by key, where several have the name."""
    organisation: str | None = None
    """Another organisation by name; an empty text takes it away."""
    archived: bool | None = None
    themes: tuple[str, ...] | None = None
    loss: LossFacts | None = None
    link: str | None = None
    """Another link; an empty text takes it away."""
    reach: int | None = None


@step("Edit {feedback_id:feedback}")
def edit_feedback(work: UnitOfWork, feedback_id: int, facts: FeedbackFacts) -> None:
    """Correct a feedback; what it said before stays in the history.

    A quote follows the correction of its words. Where too little is left of them it is
    taken away, and the feedback stays under its theme.
    """
    was = work.read.feedback(feedback_id)
    if was is None:
        raise NotThere(f"There is no feedback {feedback_id}. Nothing was changed.")
    values: dict[str, Value] = {}
    if facts.text is not None:
        values["text"] = clean_words(facts.text)
    if facts.kind is not None and facts.kind is not was.kind:
        values["kind"] = facts.kind.value
    if facts.on is not None:
        values["said_on"] = past_day(facts.on).isoformat()
    words = {
        "channel": facts.channel,
        "stage": facts.stage,
        "feeling": facts.feeling,
        "importance": facts.importance,
    }
    values |= {name: word.value for name, word in words.items() if word is not None}
    values |= dict.fromkeys(facts.clear & {"feeling", "importance", "stage", "reach"})
    if facts.link is not None:
        values["link"] = _link(facts.link)
    if facts.reach is not None:
        values["reach"] = _reach(facts.reach)
    if facts.archived is not None:
        values["archived"] = int(facts.archived)
    values |= _moved(work, was, facts)
    if values:
        work.update("feedback", feedback_id, **values)
    if facts.themes is not None:
        _set_themes(work, was, facts.themes)
    if "text" in values:
        _follow_quotes(work, was)
    kind = facts.kind or was.kind
    if kind is Kind.LOSS:
        edit_loss(work, was, facts.loss)
    elif was.loss is not None and facts.kind is not None:
        for loss_id in work.read.losses_of(feedback_id):
            work.delete("loss", loss_id)
    if values.keys() & {"kind", "person_id", "organisation_id"}:
        follow_correction(work, feedback_id, kind_changed="kind" in values)


def _moved(work: UnitOfWork, was: Feedback, facts: FeedbackFacts) -> dict[str, Value]:
    """Return the columns that give a feedback another speaker."""
    values: dict[str, Value] = {}
    organisation_id = was.organisation_id
    if facts.organisation is not None:
        organisation_id = (
            find_or_make_organisation(work, facts.organisation)
            if facts.organisation.strip()
            else None
        )
        values["organisation_id"] = organisation_id
    if facts.person_id is not None or facts.who is not None:
        if facts.person_id is None and not (facts.who or "").strip():
            values["person_id"] = None
        else:
            speaker = Speaker(
                name=facts.who, organisation=facts.organisation, person_id=facts.person_id
            )
            if identify(work.read, speaker).reason is Reason.NEW and facts.organisation is None:
                # A name corrected in its spelling spoke for whom it spoke before.
                firm = work.read.organisation(was.organisation_id or 0)
                speaker = replace(speaker, organisation=firm.name if firm is not None else None)
            found = find_speaker(
                work, speaker, facts.on or was.on, new_stage=was.stage or PersonStage.CUSTOMER
            )
            values["person_id"] = found.person_id
            if facts.organisation is None:
                values["organisation_id"] = found.organisation_id
    return values


def _set_themes(work: UnitOfWork, was: Feedback, names: Sequence[str]) -> None:
    wanted = {find_or_make_theme(work, name) for name in names}
    for mention in was.mentions:
        if mention.theme_id not in wanted:
            work.delete("mention", mention.id)
    for theme_id in sorted(wanted - {mention.theme_id for mention in was.mentions}):
        assign_theme(work, was.id, theme_id)


def _follow_quotes(work: UnitOfWork, was: Feedback) -> None:
    """Let the quotes of a feedback be part of what it says now."""
    now = work.read.feedback(was.id)
    if now is None or now.text == was.text:
        return
    for mention in now.mentions:
        if mention.quote:
            quote = carried_over(mention.quote, was.text, now.text)
            if quote != mention.quote:
                work.update("mention", mention.id, quote=quote)


@step("Delete {feedback_id:feedback}")
def delete_feedback(work: UnitOfWork, feedback_id: int) -> None:
    """Remove a feedback with its mentions, its loss and what was owed for it."""
    work.delete("feedback", feedback_id)


def feedback_named(read: Reader, text: str) -> Feedback:
    """Return the feedback of a key."""
    found = None
    if text.strip().isdecimal():
        found = read.feedback(min(int(text.strip()[:20]), 2**62))
    if found is None:
        raise NotThere(f"There is no feedback {text[:40]}. Nothing was changed.")
    return found


def list_feedback(
    read: Reader,
    *,
    words: str | None = None,
    inbox: bool = False,
    theme_id: int | None = None,
    person_id: int | None = None,
    kind: Kind | None = None,
    stage: PersonStage | None = None,
    limit: int | None = None,
) -> list[Feedback]:
    """Return the feedback that fits all that is given, newest first."""
    return read.feedback_page(
        feedback_ids(
            read,
            words=words,
            inbox=inbox,
            theme_id=theme_id,
            person_id=person_id,
            kind=kind,
            stage=stage,
            limit=limit,
        )
    )


def feedback_ids(
    read: Reader,
    *,
    words: str | None = None,
    inbox: bool = False,
    theme_id: int | None = None,
    person_id: int | None = None,
    kind: Kind | None = None,
    stage: PersonStage | None = None,
    limit: int | None = None,
) -> list[int]:
    """Return the keys only, newest first, for a model that fetches rows as they come into sight.

    `words` is a search as desk/search.py reads it, with its filters; an empty one finds nothing.
    """
    scope = Scope(inbox, theme_id, person_id, kind, stage)
    if words is None:
        return read.feedback_ids(scope, limit=limit)
    return find(read, words, scope, limit=limit).ids


def one_feedback(read: Reader, feedback_id: int) -> Feedback | None:
    """Return one feedback."""
    return read.feedback(feedback_id)


@dataclass(frozen=True, slots=True)
class CaptureChoices:
    """What the capture form offers while typing."""

    people: tuple[tuple[int, str, str | None, PersonStage], ...]
    organisations: tuple[str, ...]
    themes: tuple[str, ...]
    reasons: tuple[str, ...]
    competitors: tuple[str, ...]
    sale_stages: tuple[str, ...]
    """How far sales got, as it was called so far."""
    currency: str
    date_order: DateOrder
    """How 3/4 is read."""
    channel: Channel


def capture_choices(read: Reader) -> CaptureChoices:
    """Return the names that can be completed, and the channel of last time."""
    return CaptureChoices(
        people=tuple(read.names()),
        organisations=tuple(one.name for one in read.organisations()),
        themes=tuple(one.name for one in read.themes()),
        reasons=tuple(name for _key, name in read.loss_reasons()),
        competitors=tuple(read.competitors()),
        sale_stages=tuple(read.stages_reached()),
        currency=settings(read)["currency"],
        date_order=date_order(read),
        channel=read.last_channel(),
    )
