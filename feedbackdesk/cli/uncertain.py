"""Texts that a copy for customers waits for: listed, allowed, held back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from feedbackdesk.cli.output import (
    did,
    say,
    table,
    table_format,
    write_csv,
    write_json,
)
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import Typed
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.text import excerpt
from feedbackdesk.insight.discretion.verdict import Answer
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.discretion import Text

FIELDS = ("id", "where", "text", "words")
_SHOWN = 80
_ID = re.compile(r"[0-9a-f]{4,32}")


@click.command()
@click.option("--theme", type=Typed(), metavar="NAME", help="What this theme's page waits for.")
@click.option("--every", is_flag=True, help="All that may stand on a copy, answered or harmless.")
@click.option("--allow", is_flag=True, help="Customers may read the texts of these ids.")
@click.option("--hold", is_flag=True, help="Keep the texts of these ids from customers.")
@click.argument("ids", metavar="[ID...]", nargs=-1)
@table_format
@pass_session
def uncertain(
    session: Session,
    theme: str | None,
    every: bool,
    allow: bool,
    hold: bool,
    ids: tuple[str, ...],
    form: str,
) -> None:
    """List what may name somebody or a sum of money, and is printed for customers.

    Each text is answered once, with --allow or --hold, and asked about again only when it changes;
    until then no copy with it is printed. With --every also what is harmless is listed, so that a
    single quote can be held back. What names somebody for certain stays off every copy.

    Example: feedbackdesk uncertain --allow 3f9a2c81 77ab01de
    """
    if allow and hold:
        raise click.UsageError("Either --allow or --hold.")
    if ids and not (allow or hold):
        raise click.UsageError("With ids goes --allow or --hold.")
    if (allow or hold) and not ids:
        raise click.UsageError("Give the ids that “uncertain” lists.")
    with session.desk() as desk:
        if ids:
            _answer(session, desk, ids, form, allowed=allow)
            return
        found = _listed(desk, theme, every=every)
    _tell(found, form, every=every)


def _listed(desk: Desk, theme: str | None, *, every: bool) -> list[Text]:
    from feedbackdesk.desk.themes import theme_named
    from feedbackdesk.report import uncertain as question

    if every:
        return desk.ask(question.every_text)
    if theme is not None:
        return desk.ask(question.waiting_for_theme, desk.ask(theme_named, theme).id)
    return desk.ask(question.waiting)


def _tell(found: Sequence[Text], form: str, *, every: bool) -> None:
    fields = (*FIELDS, "answer") if every else FIELDS
    rows = [_row(one, every=every) for one in found]
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(fields, ([_plain(value) for value in row.values()] for row in rows))
    elif not rows:
        say(_("Nothing waits for your word."))
    else:
        shown = ([excerpt(_plain(value), _SHOWN) for value in row.values()] for row in rows)
        say(table(fields, list(shown)))


def _plain(value: str | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else value


def _row(one: Text, *, every: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": one.id,
        "where": one.where,
        "text": one.text,
        "words": list(one.uncertain),
    }
    return row | {"answer": _ANSWERS[one.verdict.answer]} if every else row


_ANSWERS = {Answer.HARMLESS: "printed", Answer.HELD: "held", Answer.UNCERTAIN: "uncertain"}


def _answer(session: Session, desk: Desk, ids: Sequence[str], form: str, *, allowed: bool) -> None:
    """Answer for texts by their ids; raises Refusal where one is unknown, or means several."""
    from feedbackdesk.desk.discretion import allow, hold, texts
    from feedbackdesk.report.uncertain import every_text, named

    every = desk.ask(every_text)
    chosen: dict[str, Text] = {}
    for typed in ids:
        key = typed.strip().casefold()
        found = named(every, key) if _ID.fullmatch(key) else []
        if not found:
            raise NotThere(
                f"No text for customers has the id {typed[:40]}; it may have changed. Nothing was "
                "changed; “uncertain” lists them."
            )
        if len(found) > 1:
            raise Refusal(f"The id {typed} means {len(found)} texts. Nothing was changed.")
        if allowed and found[0].verdict.answer is Answer.HELD and found[0].allowed is not False:
            raise Refusal(
                f"“{excerpt(found[0].text, 60)}” {found[0].verdict.why} for certain, and stays off "
                "every copy for customers. Nothing was changed; write it otherwise."
            )
        chosen[found[0].mark] = found[0]
    some = list(chosen.values())
    done = desk.do(allow if allowed else hold, some, texts(len(some)))
    did(session, "json" if form == "json" else "text", done)
