"""Copies of the workspace that went another way, in a folder that is synchronised."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import as_json, say, text_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.domain.text import plural

if TYPE_CHECKING:
    from datetime import datetime

    from feedbackdesk.desk.conflicts import Parted, Side


@click.command(short_help="Compare with copies that went another way.")
@text_format
@pass_session
def conflicts(session: Session, form: str) -> None:
    """Compare the workspace, step by step, with copies of it that went another way.

    Where two computers write at once, the program that synchronises a folder keeps both files.
    Told are the steps that only one of them has, the newest first; neither is changed.
    """
    from feedbackdesk.desk.conflicts import compared

    with session.desk() as desk:
        found = compared(desk)
    if form == "json":
        say(as_json([_shape(one) for one in found], indent=2))
    elif not found:
        say("No file beside the workspace began as it did and went another way.")
    for one in found if form == "text" else ():
        _tell(one)


def _shape(one: Parted) -> dict[str, object]:
    common = None if one.common is None else one.common.at
    return {"file": str(one.path), "common": common, "here": _steps(one.here),
            "there": _steps(one.there)}  # fmt: skip


def _steps(side: Side) -> list[dict[str, object]]:
    return [
        {
            "at": one.step.at,
            "author": one.step.author,
            "did": one.step.did,
            "who": one.said.speaker if one.said else None,
            "text": one.said.text if one.said else None,
        }
        for one in side.steps
    ]


def _tell(one: Parted) -> None:
    say(str(one.path))
    if one.common is not None:
        say(f"The last step that both have: {one.common.did}, {_when(one.common.at)}.")
    for side, where in ((one.there, "there"), (one.here, "here")):
        say(f"Only {where}: {plural(side.number, 'step', 'steps')}")
        for told in side.steps:
            say(f"  {_when(told.step.at)}  {told.step.did} ({told.step.author})")
            if told.said is not None:
                who = told.said.speaker
                say(indent(f"{who}: {told.said.text}" if who else told.said.text, " " * 20))
        if side.number > len(side.steps):
            say(f"  and {side.number - len(side.steps):,} more")


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
