"""The log and the workspace as a whole: undo, redo, history, settings, demo."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import (
    as_json,
    did,
    result_format,
    say,
    table,
    table_format,
    write_csv,
    write_json,
)
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import LIMIT, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt
from feedbackdesk.exchange import shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.rows import Done

HISTORY_LIMIT = 20
"""How many steps a table of the history has unless --limit says otherwise."""

_count = click.option(
    "--count", type=click.IntRange(min=1), default=1, help="How many steps. Default: 1."
)


def _again(session: Session, form: str, count: int, verb: str, back: str) -> None:
    """Take back step after step, and stop at the first that declines."""
    with session.desk() as desk:
        once: Callable[[], Done[str]] = desk.undo if verb == "undo" else desk.redo
        word = "Undid" if verb == "undo" else "Did again"
        for number in range(count):
            try:
                done = once()
            except Refusal as refusal:
                if number:
                    reason = str(refusal).removesuffix(" Nothing was changed.")
                    steps = "1 step was" if number == 1 else f"{number} steps were"
                    state = "undone" if verb == "undo" else "done again"
                    raise Refusal(f"{reason} Before that, {steps} {state}.") from refusal
                raise
            sentence = f"{word}: {done.result}"
            if form == "json":
                say(json.dumps({"id": done.touched.step_id, "did": sentence}, ensure_ascii=False))
            else:
                say(f"{sentence} (step {done.touched.step_id}). {back}")


@click.command()
@_count
@result_format
@pass_session
def undo(session: Session, count: int, form: str) -> None:
    """Take back the newest step that is not undone.

    It works across restarts, and for what was done in the window too. Where something
    newer stands in the way it says so, and nothing is skipped.
    """
    back = session.undo_command.removesuffix("undo") + "redo"
    _again(session, form, count, "undo", f"Redo with: {back}")


@click.command()
@_count
@result_format
@pass_session
def redo(session: Session, count: int, form: str) -> None:
    """Do again what undo took back.

    Any other change ends redo.
    """
    _again(session, form, count, "redo", f"Undo with: {session.undo_command}")


@click.command()
@click.option("--limit", type=LIMIT, help="How many steps, the newest first.")
@table_format
@pass_session
def history(session: Session, limit: int | None, form: str) -> None:
    """List what was done, when and by whom, the newest first."""
    from feedbackdesk.desk.history import history as steps

    if limit is None and form == "table":
        limit = HISTORY_LIMIT
    with session.desk() as desk:
        rows = [shapes.history(row) for row in desk.ask(steps, limit)]
    if form == "json":
        write_json(rows)
    elif form == "csv":
        write_csv(shapes.HISTORY, (list(row.values()) for row in rows))
    elif not rows:
        say("Nothing was done yet.")
    else:
        say(
            table(
                ("step", "when", "through", "by", "state", "what"),
                [
                    (
                        row["id"],
                        row["at"].astimezone().strftime("%Y-%m-%d %H:%M"),
                        row["source"],
                        row["author"],
                        row["state"],
                        row["did"],
                    )
                    for row in rows
                ],
            )
        )


@click.command()
@click.argument("changes", metavar="[NAME=VALUE]...", nargs=-1)
@result_format
@pass_session
def settings(session: Session, changes: tuple[str, ...], form: str) -> None:
    """Show the settings of the workspace, or change them.

    Example: feedbackdesk settings business_name="Quill & Kettle" currency=EUR
    """
    from feedbackdesk.desk.backup_plan import same_disk_note, use_second_anew
    from feedbackdesk.desk.settings import change_settings
    from feedbackdesk.desk.settings import settings as kept
    from feedbackdesk.domain.settings import SETTINGS, Kind

    if changes:
        named = dict(_setting(change) for change in changes)
        with session.desk(create=True) as desk:
            done = desk.do(change_settings, named)
            same_disk = ""
            if any(SETTINGS[name].kind is Kind.FOLDER for name in named):
                use_second_anew(desk)
                same_disk = same_disk_note(desk)
        did(session, form, done, note=same_disk)
        return
    with session.desk() as desk:
        values, same_disk = desk.ask(kept), same_disk_note(desk)
    if form == "json":
        say(as_json(values, indent=2))
    else:
        # Of several lines a table shows the beginning; --format json has them whole.
        shown = {name: excerpt(one, 40) if "\n" in one else one for name, one in values.items()}
        rows = [(name, value, str(SETTINGS[name].about)) for name, value in shown.items()]
        say(table(("setting", "value", "what it is"), rows))
        if same_disk:
            say(same_disk)


def _setting(change: str) -> tuple[str, str]:
    from feedbackdesk.domain.settings import SETTINGS, Kind
    from feedbackdesk.report.logo import picture_at

    name, equals, value = change.partition("=")
    name, value = name.strip().casefold().replace("-", "_"), plain(value)
    if not equals:
        raise click.UsageError(f"“{plain(change)[:40]}” is not of the form NAME=VALUE.")
    if (setting := SETTINGS.get(name)) is None:
        raise click.UsageError(
            f"“{plain(name)[:40]}” is not a setting; there are {', '.join(SETTINGS)}."
        )
    if setting.kind is Kind.PICTURE and value.strip():
        return name, picture_at(change.partition("=")[2].strip(), value)
    if setting.kind is Kind.FOLDER and value.strip():
        return name, str(Path(value.strip()).expanduser().absolute())
    return name, value


@click.command(short_help="Fill an empty workspace with sample data.")
@click.option("--size", type=int, default=120, metavar="N", help="How much feedback. Default: 120.")
@result_format
@pass_session
def demo(session: Session, size: int, form: str) -> None:
    """Fill an empty workspace with a made-up business, to try things out.

    Example: feedbackdesk --workspace sample.feedbackdesk demo
    """
    from feedbackdesk.desk.sample import fill_with_sample

    with session.desk(create=True) as desk:
        done = desk.do(fill_with_sample, size)
    did(session, form, done)
