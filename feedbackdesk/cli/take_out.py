"""Taking out what a workspace holds, and taking a whole one in: `export` and `import`."""

from __future__ import annotations

from pathlib import Path

import click

from feedbackdesk.cli.output import as_json, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import plain
from feedbackdesk.language.say import _


@click.command("export")
@click.argument("path", metavar="PATH.(json|csv|xlsx|vcf|ics)", type=click.Path())
@pass_session
def export(session: Session, path: str) -> None:
    """Take out everything: to keep it, to go on elsewhere, or to look at it in a spreadsheet.

    JSON holds all there is but the history, and comes back whole with “import” into an empty
    workspace. A name that ends in .csv becomes a folder with a file for what was said, who spoke,
    what is needed, planned and owed; .xlsx has these as sheets. .vcf are the people as cards of
    an address book, .ics is what is owed as a calendar. Nobody else on this computer may read
    what is written.

    Example: feedbackdesk export everything.json
    """
    from feedbackdesk.exchange.taking_out import WAYS, take_out

    target = Path(path)
    if target.suffix.casefold() not in WAYS:
        raise click.UsageError(
            _("The name of what is written ends in {endings}.").format(endings=", ".join(WAYS))
        )
    with session.desk() as desk:
        taken = take_out(desk, target)
    told = _("Written: {path}").format(path=plain(str(taken.path)))
    say(f"{told}\n{taken.note}" if taken.note else told)


def take_whole(session: Session, path: Path, *, dry_run: bool, form: str) -> None:
    """Take in a whole workspace where nothing is yet; everything comes back but the history."""
    from feedbackdesk.desk.everything import take_in
    from feedbackdesk.exchange import whole

    held = whole.read_file(path)
    number = sum(map(len, held.values()))
    facts = {"file": plain(path.name), "number": f"{number:,}"}
    if dry_run:
        told = _("{file} holds a whole workspace of {number} rows.").format(**facts)
    else:
        with session.desk(create=True) as desk:
            desk.do(take_in, held)
        told = _("Took in the whole workspace of {file}: {number} rows.").format(**facts)
        told = told if form == "json" else f"{told} Undo with: {session.undo_command}"
    say(as_json({"read": number, "did": told}) if form == "json" else told)
