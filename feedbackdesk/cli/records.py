"""Two records that are one: merged, told apart again, and what looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import as_json, did, result_format, say, table
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk

_KINDS = ("person", "organisation")
TWINS = ("kind", "id", "name", "other_id", "other_name", "why")


def _key(desk: Desk, kind: str, name: str) -> int:
    from feedbackdesk.desk.identity import organisation_named, person_named
    from feedbackdesk.desk.roadmap import item_named

    match kind:
        case "item":
            return desk.ask(item_named, name).id
        case "person":
            return desk.ask(person_named, name).id
        case _:
            return desk.ask(organisation_named, name).id


@click.command()
@click.argument("kind", type=click.Choice((*_KINDS, "item")))
@click.argument("source", type=TYPED)
@click.argument("target", type=TYPED)
@result_format
@pass_session
def merge(session: Session, kind: str, source: str, target: str, form: str) -> None:
    """Let two records be one: what is known of SOURCE goes to TARGET.

    Of people and organisations SOURCE stays as a signpost, found by its own name, and can be
    told apart again with unmerge.

    Example: feedbackdesk merge organisation "Acme Ltd" Acme
    """
    from feedbackdesk.desk import merging, roadmap

    with session.desk() as desk:
        one, into = _key(desk, kind, source), _key(desk, kind, target)
        match kind:
            case "person":
                done = desk.do(merging.merge_people, one, into)
            case "organisation":
                done = desk.do(merging.merge_organisations, one, into)
            case _:
                done = desk.do(roadmap.merge_items, one, into)
    did(session, form, done, kind, into)


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("name", metavar="NAME_OR_ID", type=TYPED)
@result_format
@pass_session
def unmerge(session: Session, kind: str, name: str, form: str) -> None:
    """Let a merged record be one of its own again, with all it said.

    NAME is its own name, or that of the record it was merged into.
    """
    from feedbackdesk.desk import merging

    with session.desk() as desk:
        key = desk.ask(merging.merged_record, kind, name)
        if kind == "person":
            done = desk.do(merging.unmerge_person, key)
        else:
            done = desk.do(merging.unmerge_organisation, key)
    did(session, form, done, kind, key)


@click.command()
@click.option(
    "--not-same",
    nargs=3,
    type=(click.Choice(_KINDS), TYPED, TYPED),
    metavar="KIND A B",
    help="Remember that two records are two: person or organisation, and both names or ids.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="To read, or for another program.",
)
@pass_session
def twins(session: Session, not_same: tuple[str, str, str] | None, form: str) -> None:
    """List records that look like one, each pair with the reason.

    Nothing is merged by itself: “merge” does it, and “twins --not-same” says that two are two,
    which is remembered.

    Example: feedbackdesk twins --not-same person "John Smith" 12
    """
    from feedbackdesk.desk.twins import tell_apart
    from feedbackdesk.desk.twins import twins as looking_like_one
    from feedbackdesk.insight.twins import MOST

    with session.desk() as desk:
        if not_same is not None:
            kind, *names = not_same
            one, other = (_key(desk, kind, name) for name in names)
            done = desk.do(tell_apart, kind, one, other)
        else:
            found = desk.ask(looking_like_one)
    if not_same is not None:
        did(session, "json" if form == "json" else "text", done, not_same[0], one)
        return
    rows = [(one.table, one.one, one.one_told, one.other, one.other_told, one.why) for one in found]
    if form == "json":
        say(as_json([dict(zip(TWINS, row, strict=True)) for row in rows]))
    elif rows:
        say(table(TWINS, rows))
        if len(rows) >= MOST:
            say(f"These are the first {MOST}; decide on some of them to see more.")
    else:
        say("No two records look like one.")
