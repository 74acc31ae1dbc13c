"""Themes: made, named, filled, merged, split and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import did, result_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk


@click.group()
def theme() -> None:
    """Needs that several people share: made, named, filled, merged, split."""


def _theme(desk: Desk, name: str) -> int:
    from feedbackdesk.desk.themes import theme_named

    return desk.ask(theme_named, name).id


@theme.command("add")
@click.argument("name", type=TYPED)
@click.option("--description", type=TYPED, default="", help="What it means, in a sentence.")
@result_format
@pass_session
def add(session: Session, name: str, description: str, form: str) -> None:
    """Make a theme."""
    from feedbackdesk.desk.themes import add_theme

    with session.desk(create=True) as desk:
        done = desk.do(add_theme, name, description)
    did(session, form, done, "theme", done.result)


@theme.command()
@click.argument("old", type=TYPED)
@click.argument("new", type=TYPED)
@result_format
@pass_session
def rename(session: Session, old: str, new: str, form: str) -> None:
    """Give a theme another name."""
    from feedbackdesk.desk.themes import rename_theme

    with session.desk() as desk:
        key = _theme(desk, old)
        done = desk.do(rename_theme, key, new)
    did(session, form, done, "theme", key)


@theme.command()
@click.argument("name", type=TYPED)
@click.argument("alias", type=TYPED)
@result_format
@pass_session
def alias(session: Session, name: str, alias: str, form: str) -> None:
    """Give a theme one more name by which it is found."""
    from feedbackdesk.desk.themes import add_alias

    with session.desk() as desk:
        key = _theme(desk, name)
        done = desk.do(add_alias, key, alias)
    did(session, form, done, "theme", key)


@theme.command()
@click.argument("source", type=TYPED)
@click.argument("target", type=TYPED)
@result_format
@pass_session
def merge(session: Session, source: str, target: str, form: str) -> None:
    """Let one theme lead to another.

    What was filed under SOURCE counts for TARGET from then on, and stays what it was: see unmerge.
    """
    from feedbackdesk.desk.themes import merge_themes

    with session.desk() as desk:
        key = _theme(desk, target)
        done = desk.do(merge_themes, _theme(desk, source), key)
    did(session, form, done, "theme", key)


@theme.command()
@click.argument("name", type=TYPED)
@result_format
@pass_session
def unmerge(session: Session, name: str, form: str) -> None:
    """Let a merged theme stand on its own again, with all it had.

    NAME is the one that was merged into another.
    """
    from feedbackdesk.desk.themes import signpost_named, unmerge_theme

    with session.desk() as desk:
        key = desk.ask(signpost_named, name)
        done = desk.do(unmerge_theme, key)
    did(session, form, done, "theme", key)


@theme.command()
@click.argument("name", type=TYPED)
@click.argument("new", type=TYPED)
@click.argument("feedback_ids", metavar="FEEDBACK_ID...", nargs=-1, required=True, type=TYPED)
@result_format
@pass_session
def split(session: Session, name: str, new: str, feedback_ids: tuple[str, ...], form: str) -> None:
    """Make some of a theme's feedback a theme of its own.

    Example: feedbackdesk theme split Invoices "Paper invoices" 12 15
    """
    from feedbackdesk.desk.feedback import feedback_named
    from feedbackdesk.desk.themes import split_theme

    with session.desk() as desk:
        keys = [desk.ask(feedback_named, one).id for one in feedback_ids]
        done = desk.do(split_theme, _theme(desk, name), keys, new)
    did(session, form, done, "theme", done.result)


@theme.command()
@click.argument("name", type=TYPED)
@result_format
@pass_session
def delete(session: Session, name: str, form: str) -> None:
    """Delete a theme; the feedback stays."""
    from feedbackdesk.desk.themes import delete_theme

    with session.desk() as desk:
        key = _theme(desk, name)
        done = desk.do(delete_theme, key)
    did(session, form, done, "theme", key)


@theme.command()
@click.argument("feedback_id", type=TYPED)
@click.argument("name", type=TYPED)
@click.option("--quote", type=TYPED, metavar="TEXT", help="The part of the text that says it.")
@result_format
@pass_session
def assign(session: Session, feedback_id: str, name: str, quote: str | None, form: str) -> None:
    """File a feedback under a theme."""
    from feedbackdesk.desk.feedback import feedback_named
    from feedbackdesk.desk.themes import assign_theme

    with session.desk() as desk:
        key = desk.ask(feedback_named, feedback_id).id
        done = desk.do(assign_theme, key, _theme(desk, name), quote=quote)
    did(session, form, done, "feedback", key)
