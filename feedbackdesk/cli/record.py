"""Recording what was said: add and lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from feedbackdesk.cli.output import did, result_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import COMING_DAY, DAY, MONEY, PEOPLE, SAID, TYPED, OneOf
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.feedback import NewFeedback
    from feedbackdesk.desk.losses import LossFacts

F = TypeVar("F", bound="Callable[..., Any]")

_SPOKEN = (
    click.option("--who", type=TYPED, metavar="NAME", help="Who spoke; made if not known yet."),
    click.option("--org", type=TYPED, metavar="NAME", help="The firm they spoke for."),
    click.option("--email", type=TYPED, metavar="ADDRESS", help="Finds them, or is kept."),
    click.option("--phone", type=TYPED, metavar="NUMBER", help="Finds them, or is kept."),
    click.option("--stage", type=OneOf(PersonStage), help="What the speaker is to you."),
    click.option("--channel", type=OneOf(Channel), default=Channel.CALL, help="Default: call."),
    click.option("--on", type=DAY, help="The day it was said: yesterday, 3 nov. Default: today."),
    click.option(
        "--theme",
        "themes",
        type=TYPED,
        metavar="NAME",
        multiple=True,
        help="A need it is about; made if missing. May be given several times.",
    ),
    click.option("--feeling", type=OneOf(Feeling), help="How they sounded."),
    click.option("--importance", type=OneOf(Importance), help="How much it matters to them."),
    click.option("--link", type=TYPED, metavar="TEXT", help="Where a public mention stands."),
    click.option("--reach", type=PEOPLE, help="How many may have seen it: 1200, 12k."),
)


def _spoken(function: F) -> F:
    """Give a verb the options that say who spoke, how, when and about what."""
    for option in reversed(_SPOKEN):
        function = option(function)
    return function


def _new_feedback(
    text: str,
    *,
    who: str | None,
    org: str | None,
    email: str | None,
    phone: str | None,
    stage: PersonStage | None,
    channel: Channel,
    on: date | None,
    themes: tuple[str, ...],
    feeling: Feeling | None,
    importance: Importance | None,
    link: str | None,
    reach: int | None,
    kind: Kind = Kind.LOSS,
    loss: LossFacts | None = None,
) -> NewFeedback:
    from feedbackdesk.desk.feedback import NewFeedback
    from feedbackdesk.desk.identity import Speaker

    return NewFeedback(
        text=text,
        speaker=Speaker(name=who, organisation=org, email=email, phone=phone, stage=stage),
        kind=kind,
        channel=channel,
        on=on,
        themes=themes,
        feeling=feeling,
        importance=importance,
        loss=loss,
        link=link,
        reach=reach,
    )


def _record(session: Session, form: str, new: NewFeedback) -> None:
    from feedbackdesk.desk.feedback import record_feedback
    from feedbackdesk.desk.identity import told

    with session.desk(create=True) as desk:
        known = _reasons(desk) if new.loss is not None else {}
        note = desk.ask(told, new.speaker)
        done = desk.do(record_feedback, new)
        now = _reasons(desk) if new.loss is not None else {}
    fresh = [name for key, name in now.items() if key not in known]
    word = "new reason" if len(fresh) == 1 else "new reasons"
    also = f", {word} {', '.join(fresh)}" if fresh else ""
    days = {"on": new.on, "revisit": new.loss.revisit if new.loss is not None else None}
    did(session, form, done, "feedback", done.result, also=also, note=note, days=days)


def _reasons(desk: Desk) -> dict[int, str]:
    from feedbackdesk.desk.losses import reasons

    return {one.id: one.name for one in desk.ask(reasons)}


@click.command()
@click.argument("text", type=SAID)
@_spoken
@click.option("--kind", type=OneOf(Kind), default=Kind.REQUEST, help="Default: request.")
@result_format
@pass_session
def add(session: Session, /, text: str, kind: Kind, form: str, **spoken: Any) -> None:
    """Record what somebody said, in their own words.

    TEXT is what they said; a single dash reads it from standard input.

    Example: feedbackdesk add "Can you mail me the invoice?" --who "Ada Wren" --theme Invoices
    """
    if kind is Kind.LOSS:
        raise click.UsageError("A lost sale has a verb of its own: lost TEXT --reason NAME.")
    _record(session, form, _new_feedback(text, kind=kind, **spoken))


@click.command()
@click.argument("text", type=SAID)
@click.option("--reason", type=TYPED, metavar="NAME", required=True, help="Why above all.")
@click.option("--also", type=TYPED, metavar="NAME", multiple=True, help="Another reason.")
@click.option("--outcome", type=OneOf(Outcome), help="What they did instead.")
@click.option("--competitor", type=TYPED, metavar="NAME", help="Whom they chose.")
@click.option("--value", type=MONEY, help="What the sale was worth.")
@click.option("--told-by", type=OneOf(ToldBy), default=ToldBy.THEM, help="Who named the reason.")
@click.option("--alternative", type=TYPED, metavar="TEXT", help="What you offered instead.")
@click.option("--stage-reached", type=TYPED, metavar="TEXT", help="How far the sale got.")
@click.option("--revisit", type=COMING_DAY, help="When to ask them again: 2 weeks, 15 jan.")
@_spoken
@result_format
@pass_session
def lost(
    session: Session,
    /,
    text: str,
    reason: str,
    also: tuple[str, ...],
    outcome: Outcome | None,
    competitor: str | None,
    value: int | None,
    told_by: ToldBy,
    alternative: str | None,
    stage_reached: str | None,
    revisit: date | None,
    form: str,
    **spoken: Any,
) -> None:
    """Record why a sale was lost.

    TEXT is what they said; a single dash reads it from standard input. A reason that is
    not on your list yet is added to it.

    Example: feedbackdesk lost "Too dear for us" --who "Ada Wren" --reason Price --value 1200.50
    """
    from feedbackdesk.desk.losses import LossFacts

    facts = LossFacts(
        reason=reason,
        also=also,
        outcome=outcome,
        competitor=competitor,
        value=value,
        stage_reached=stage_reached,
        told_by=told_by,
        alternative=alternative,
        revisit=revisit,
    )
    _record(session, form, _new_feedback(text, loss=facts, **spoken))
