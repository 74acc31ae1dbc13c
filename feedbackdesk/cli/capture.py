"""The small window for one feedback, from the command line or a key of the desktop."""

from __future__ import annotations

import click

from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import SAID, TYPED, OneOf
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind


@click.command()
@click.option("--who", type=TYPED, default="", metavar="NAME", help="Who spoke, filled in.")
@click.option("--kind", type=OneOf(Kind), help="What it is. Default: request.")
@click.option("--text", type=SAID, default="", help="Their words, filled in; - reads them.")
@pass_session
@click.pass_context
def capture(ctx: click.Context, session: Session, who: str, kind: Kind | None, text: str) -> None:
    """Open the small window for one feedback.

    It records one feedback and closes; what is half typed when it closes waits for the
    next time. Made to be bound to a key of the desktop.

    Example: feedbackdesk capture --who "Ada Wren"
    """
    from feedbackdesk.paths import chosen_workspace

    if session.capture_window is None:
        raise Refusal("There is no window here. Nothing was changed; “add” records without one.")
    ctx.exit(session.capture_window(chosen_workspace(session.named), who=who, kind=kind, text=text))
