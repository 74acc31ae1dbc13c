"""Themes that unfiled words could make: listed, taken, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import did, say, table, table_format, write_csv, write_json
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED, plain
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.text import excerpt
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.proposing import Proposal, Proposed

FIELDS = ("id", "name", "requests", "mentions", "quote", "feedback", "heap")
_LISTED = 20
_SHOWN = 80


@click.command("themes-proposed")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=None,
    help=f"How many at most. Default: {_LISTED} in a table, else all.",
)
@click.option("--take", type=click.IntRange(1), metavar="N", help="Make a theme of number N.")
@click.option("--name", type=TYPED, default="", help="What the theme is called, with --take.")
@click.option("--refuse", type=click.IntRange(1), metavar="N", help="Do not propose N again.")
@table_format
@pass_session
def themes_proposed(
    session: Session, limit: int | None, take: int | None, name: str, refuse: int | None, form: str
) -> None:
    """List what at least three accounts say alike, and no theme holds yet.

    In the inbox, and among the likeliest of the heap. Nothing is filed before it is taken.

    Example: feedbackdesk themes-proposed --take 2 --name "Later opening"
    """
    if take is not None and refuse is not None:
        raise click.UsageError("Either --take or --refuse.")
    if name and take is None:
        raise click.UsageError("With --name goes --take.")
    from feedbackdesk.desk.proposing import propose

    with session.desk() as desk:
        found = propose(desk)
        if take is not None:
            _take(session, desk, _numbered(found, take), name, form)
        elif refuse is not None:
            _refuse(session, desk, _numbered(found, refuse), form)
        else:
            _list(found, limit or (_LISTED if form == "table" else len(found.proposals)), form)


def _numbered(found: Proposed, number: int) -> Proposal:
    if number > len(found.proposals):
        raise NotThere(
            _("No theme of number {number} is proposed. Nothing was changed.").format(number=number)
        )
    return found.proposals[number - 1]


def _take(session: Session, desk: Desk, proposal: Proposal, name: str, form: str) -> None:
    from feedbackdesk.desk.proposing import take_proposal, texts_in_words

    number = texts_in_words(len(proposal.members))
    done = desk.do(take_proposal, proposal, name or proposal.name, number)
    did(session, form, done, "theme", done.result)


def _refuse(session: Session, desk: Desk, proposal: Proposal, form: str) -> None:
    from feedbackdesk.desk.proposing import refuse_proposal, texts_in_words

    done = desk.do(refuse_proposal, proposal, texts_in_words(len(proposal.members)))
    did(session, form, done, "", None)


def _list(found: Proposed, limit: int, form: str) -> None:
    rows = [_row(number, one) for number, one in enumerate(found.proposals[:limit], 1)]
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(FIELDS, (_flat(row) for row in rows))
    elif not rows:
        say(_("No three accounts say the like that no theme holds yet."))
    else:
        shown = FIELDS[:5]
        say(table(shown, [[_short(row[name]) for name in shown] for row in rows]))
        left = ngettext(
            "{number} of {all} unfiled texts stands in none.",
            "{number} of {all} unfiled texts stand in none.",
            found.left_out,
        )
        say(left.format(number=f"{found.left_out:,}", all=f"{found.looked_at:,}"))


def _row(number: int, one: Proposal) -> dict[str, Any]:
    return {
        "id": number,
        "name": one.name,
        "requests": one.accounts,
        "mentions": len(one.members),
        "quote": one.quote,
        "feedback": [each.feedback_id for each in one.members if each.feedback_id is not None],
        "heap": [each.kept.heap_id for each in one.members if each.kept is not None],
    }


def _flat(row: dict[str, Any]) -> list[Any]:
    return [" ".join(map(str, cell)) if isinstance(cell, list) else cell for cell in row.values()]


def _short(cell: object) -> object:
    return excerpt(plain(cell), _SHOWN) if isinstance(cell, str) else cell
