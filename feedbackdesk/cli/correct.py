"""Correcting and deleting what was recorded."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import did, result_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import COMING_DAY, DAY, MONEY, PEOPLE, SAID, TYPED, YES_NO, OneOf, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.rows import PERSON_WORDS
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    ItemStage,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.losses import LossFacts
    from feedbackdesk.domain.rows import Done, Feedback

    Values = dict[str, Any]

KINDS = ("feedback", "theme", "item", "person", "organisation", "snapshot")
_DELETABLE = tuple(kind for kind in KINDS if kind != "theme")

_LOSS_FIELDS: dict[str, click.ParamType[Any]] = {
    "reason": TYPED,
    "also": TYPED,
    "outcome": OneOf(Outcome),
    "competitor": TYPED,
    "value": MONEY,
    "told_by": OneOf(ToldBy),
    "alternative": TYPED,
    "revisit": COMING_DAY,
    "stage_reached": TYPED,
}
FIELDS: dict[str, dict[str, click.ParamType[Any]]] = {
    "feedback": {
        "text": SAID,
        "kind": OneOf(Kind),
        "channel": OneOf(Channel),
        "on": DAY,
        "who": TYPED,
        "organisation": TYPED,
        "stage": OneOf(PersonStage),
        "feeling": OneOf(Feeling),
        "importance": OneOf(Importance),
        "themes": TYPED,
        "archived": YES_NO,
        "link": TYPED,
        "reach": PEOPLE,
        **_LOSS_FIELDS,
    },
    "theme": {
        "name": TYPED,
        "description": TYPED,
        "colour": click.INT,
        "aliases": TYPED,
    },
    "item": {
        "title": TYPED,
        "description": TYPED,
        "stage": OneOf(ItemStage),
        "effort": click.INT,
        "target": TYPED,
        "why": TYPED,
    },
    "person": {
        "name": TYPED,
        "organisation": TYPED,
        "email": TYPED,
        "phone": TYPED,
        "stage": OneOf(PersonStage),
        "since": DAY,
        "value": MONEY,
        "may_quote": YES_NO,
        "may_contact": YES_NO,
        **{one.name: TYPED for one in PERSON_WORDS},
        "addresses": TYPED,
        "referred_by": TYPED,
    },
    "organisation": {
        "name": TYPED,
        "value": MONEY,
        "stage": OneOf(PersonStage),
        "notes": TYPED,
        "addresses": TYPED,
    },
    "snapshot": {"name": TYPED},
}
_NEVER_EMPTY = {
    "feedback": {"kind", "channel", "on", "told_by"},
    "item": {"stage"},
    "person": {"stage", "since"},
}


def _parse(kind: str, changes: tuple[str, ...]) -> Values:
    """Return the fields with their values: None where one that is not a text is cleared."""
    fields = FIELDS[kind]
    values: Values = {}
    for change in changes:
        name, equals, text = change.partition("=")
        name = name.strip().casefold().replace("-", "_")
        if not equals:
            raise click.UsageError(f"“{plain(change)[:40]}” is not of the form FIELD=VALUE.")
        if name not in fields:
            raise click.UsageError(
                f"“{plain(name)[:40]}” is not a field of {kind}; there are {', '.join(fields)}."
            )
        if text or isinstance(fields[name], type(TYPED)):
            try:
                values[name] = fields[name].convert(text, None, None)
            except click.BadParameter as error:
                raise click.UsageError(f"{name}: {error.message}") from None
        elif name in _NEVER_EMPTY.get(kind, ()):
            raise click.UsageError(f"{name}: this cannot be empty.")
        else:
            values[name] = False if fields[name] is YES_NO else None
    return values


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar="NAME_OR_ID", type=TYPED)
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True)
@result_format
@pass_session
def edit(session: Session, kind: str, name: str, changes: tuple[str, ...], form: str) -> None:
    """Correct what was recorded.

    The fields are called as in --format json; an empty VALUE clears one. Several themes
    or aliases are separated by commas; a theme's colour is 1 to 8. Further addresses are
    separated by semicolons: addresses="work: ann@harbour.example; mobile: 07700 900123",
    and of an organisation also its mail domain: addresses="@harbour.example".

    Example: feedbackdesk edit feedback 12 feeling=happy themes="Invoices, Delivery"
    """
    values = _parse(kind, changes)
    days = {name: day for name, day in values.items() if isinstance(day, date)}
    with session.desk() as desk:
        key, done = _EDIT[kind](desk, name, values)
    did(session, form, done, kind, key, days=days)


edit.help = "\n\n".join(
    (
        inspect.cleandoc(f"{edit.help}"),  # as click does, but for lines of another indent
        *(f"{kind}: {', '.join(fields)}" for kind, fields in FIELDS.items()),
    )
)


def _edit_feedback(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.feedback import FeedbackFacts, edit_feedback, feedback_named

    was = desk.ask(feedback_named, name)
    loss = {name: values.pop(name) for name in _LOSS_FIELDS if name in values}
    if "themes" in values:
        values["themes"] = _names(values["themes"])
    cleared = {
        name
        for name in ("feeling", "importance", "stage", "reach")
        if name in values and values[name] is None
    }
    facts = FeedbackFacts(
        **values,
        clear=frozenset(cleared),
        loss=_loss(was, values.get("kind", was.kind), loss) if loss else None,
    )
    return was.id, desk.do(edit_feedback, was.id, facts)


def _loss(was: Feedback, kind: Kind, changes: Values) -> LossFacts:
    from feedbackdesk.desk.losses import LossFacts

    if kind is not Kind.LOSS:
        raise click.UsageError(
            f"Feedback {was.id} is not a lost sale, so it has no {', '.join(changes)}; "
            "kind=loss makes it one."
        )
    if "also" in changes:
        changes["also"] = _names(changes["also"])
    if was.loss is None:
        return LossFacts(**{"reason": "", **changes})
    facts = LossFacts(
        reason=was.loss.reason,
        also=was.loss.also,
        outcome=was.loss.outcome,
        competitor=was.loss.competitor,
        value=was.loss.value,
        stage_reached=was.loss.stage_reached,
        told_by=was.loss.told_by,
        alternative=was.loss.alternative,
        revisit=was.loss.revisit,
    )
    return replace(facts, **changes)


def _edit_theme(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.themes import edit_theme, theme_named

    key = desk.ask(theme_named, name).id
    if "aliases" in values:
        values["aliases"] = _names(values["aliases"])
    if "colour" in values:
        values["colour"] = values["colour"] or 0
    return key, desk.do(edit_theme, key, **values)


def _edit_item(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.roadmap import ItemFacts, edit_item, item_named

    was = desk.ask(item_named, name)
    declined = values.get("stage") is ItemStage.DECLINED
    if declined and was.stage is not ItemStage.DECLINED and not values.get("why", "").strip():
        raise Refusal(
            "Declining needs a reason: those who asked will want it. Nothing was changed; "
            "give why=TEXT too."
        )
    cleared = "effort" in values and values["effort"] is None
    return was.id, desk.do(edit_item, was.id, ItemFacts(**values, clear_effort=cleared))


def _edit_person(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.identity import person_named
    from feedbackdesk.desk.people import PersonFacts, edit_person

    key = desk.ask(person_named, name).id
    cleared = "value" in values and values["value"] is None
    return key, desk.do(edit_person, key, PersonFacts(**values, clear_value=cleared))


def _edit_organisation(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.identity import organisation_named
    from feedbackdesk.desk.people import edit_organisation

    key = desk.ask(organisation_named, name).id
    done = desk.do(
        edit_organisation,
        key,
        **values,
        clear_value="value" in values and values["value"] is None,
        clear_stage="stage" in values and values["stage"] is None,
    )
    return key, done


def _snapshot(desk: Desk, name: str) -> int:
    from feedbackdesk.desk.movement import snapshot_named

    found = desk.ask(snapshot_named, name)
    if found is None:
        raise Refusal("The roadmap as it is now is no snapshot. Nothing was changed.")
    return found.id


def _edit_snapshot(desk: Desk, name: str, values: Values) -> tuple[int, Done[None]]:
    from feedbackdesk.desk.movement import rename_snapshot

    key = _snapshot(desk, name)
    return key, desk.do(rename_snapshot, key, **values)


_EDIT = {
    "feedback": _edit_feedback,
    "theme": _edit_theme,
    "item": _edit_item,
    "person": _edit_person,
    "organisation": _edit_organisation,
    "snapshot": _edit_snapshot,
}


@click.command()
@click.argument("kind", type=click.Choice(_DELETABLE))
@click.argument("name", metavar="NAME_OR_ID", type=TYPED)
@result_format
@pass_session
def delete(session: Session, kind: str, name: str, form: str) -> None:
    """Delete a feedback, an item, a person, an organisation or a snapshot.

    What a deleted person or organisation said stays, as said by nobody named. This can
    be undone; erasing somebody for good is another verb.
    """
    with session.desk() as desk:
        key, done = _delete(desk, kind, name)
    did(session, form, done, kind, key)


def _delete(desk: Desk, kind: str, name: str) -> tuple[int, Done[None]]:
    from feedbackdesk.desk import feedback, identity, movement, people, roadmap

    match kind:
        case "feedback":
            key = desk.ask(feedback.feedback_named, name).id
            return key, desk.do(feedback.delete_feedback, key)
        case "item":
            key = desk.ask(roadmap.item_named, name).id
            return key, desk.do(roadmap.delete_item, key)
        case "person":
            key = desk.ask(identity.person_named, name).id
            return key, desk.do(people.delete_person, key)
        case "snapshot":
            key = _snapshot(desk, name)
            return key, desk.do(movement.delete_snapshot, key)
        case _:
            key = desk.ask(identity.organisation_named, name).id
            return key, desk.do(people.delete_organisation, key)
