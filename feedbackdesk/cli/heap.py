"""The heap on the command line: what was brought in, kept as feedback or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import (
    did,
    result_format,
    say,
    table,
    table_format,
    write_csv,
    write_json,
)
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED, OneOf
from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedbackdesk.desk.advice import Advice
    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.heap_order import Placed

FIELDS = ("id", "on", "who", "source", "kind", "sentence", "text", "theme", "why")
_LISTED = 20


@click.group()
def heap() -> None:
    """Talk that was brought in, and is no feedback yet: listed, kept, dropped."""


@heap.command("list")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=_LISTED, help="How many at most."
)
@table_format
@pass_session
def list_heap(session: Session, limit: int, form: str) -> None:
    """List what waits, the likeliest to be worth keeping first.

    The sentence is what tells it, the theme what it likely speaks of, and why is what that
    resembles. It does not find everything.
    """
    from feedbackdesk.desk.heap import counts, let_go

    with session.desk() as desk:
        let_go(desk)
        found = desk.order_heap(limit)
        advice = desk.advise_heap([one.talk.id for one in found.first])
        how_much = desk.ask(counts)
    rows = list(_rows(found.first, advice))
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(FIELDS, (list(row.values()) for row in rows))
    elif not rows:
        say(_("Nothing waits on the heap."))
    else:
        shown = [name for name in FIELDS if name != "text"]
        say(table(shown, [[row[name] for name in shown] for row in rows]))
        if how_much.waiting > len(rows):
            left = how_much.waiting - len(rows)
            more = ngettext("{number} more waits.", "{number} more wait.", left)
            say(more.format(number=left))
    if form == "table" and how_much.goes:
        goes = ngettext(
            "{number} has waited so long that it goes from {day} on.",
            "{number} have waited so long that they go from {day} on.",
            how_much.goes,
        )
        say(goes.format(number=how_much.goes, day=how_much.goes_on))


@heap.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--theme", type=TYPED, default="", help="File it under this theme; made where new.")
@click.option("--kind", type=OneOf(Kind), default=None, help="What it is, where it is not told.")
@result_format
@pass_session
def keep(session: Session, ids: tuple[int, ...], theme: str, kind: Kind | None, form: str) -> None:
    """Make feedback of messages: it is filed under a theme, quoted by the sentence that tells it.

    Without a theme it waits in the inbox.

    Example: feedbackdesk heap keep 12 15 --theme "Later opening"
    """
    from feedbackdesk.desk.heap import Keep
    from feedbackdesk.desk.heap import keep as keep_them

    with session.desk() as desk:
        told = _told(desk, ids)
        kept = [
            Keep(key, kind or told[key].telling.kind, theme, told[key].sentence)
            if key in told
            else Keep(key, kind or Kind.REQUEST, theme)
            for key in dict.fromkeys(ids)
        ]
        done = desk.do(keep_them, kept, _messages(len(kept)))
    key = done.result[0] if len(done.result) == 1 else None
    did(session, form, done, "feedback" if key is not None else "", key)


@heap.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1))
@result_format
@pass_session
def drop(session: Session, ids: tuple[int, ...], form: str) -> None:
    """Take messages off the heap that are no feedback.

    They are deleted for good some days after (the setting heap_days); until then undo brings them
    back.
    """
    from feedbackdesk.desk.heap import drop as drop_them

    with session.desk() as desk:
        done = desk.do(drop_them, list(dict.fromkeys(ids)), _messages(len(set(ids))))
    did(session, form, done)


def _messages(number: int) -> str:
    return ngettext("{number} message", "{number} messages", number).format(number=number)


def _told(desk: Desk, ids: Sequence[int]) -> dict[int, Placed]:
    """Return what messages tell, by key; those that were set aside tell nothing."""
    wanted = set(ids)
    first = desk.order_heap(1_000_000).first
    return {one.talk.id: one for one in first if one.talk.id in wanted}


def _rows(first: Sequence[Placed], advice: dict[int, Advice]) -> Iterator[dict[str, Any]]:
    for one in first:
        talk = one.talk
        themes = advice[talk.id].themes if talk.id in advice else ()
        yield {
            "id": talk.id,
            "on": talk.on,
            "who": talk.speaker or None,
            "source": f"{talk.file}, {talk.place}",
            "kind": one.telling.kind.value,
            "sentence": one.sentence,
            "text": talk.text,
            "theme": themes[0].name if themes else None,
            "why": themes[0].like if themes else None,
        }
