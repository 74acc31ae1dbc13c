"""Looking a workspace over, and making good what is not as it should be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import as_json, result_format, say, text_format
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import plain
from feedbackdesk.domain.errors import Damaged, Refusal
from feedbackdesk.domain.findings import Finding, Trouble
from feedbackdesk.domain.text import plural

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk

_TOLD = 50
"""How many findings are told one by one to a reader."""
_ROUNDS = 3
"""What is counted can only be looked at once the indexes are whole: so it is looked again."""


@click.command(short_help="Look the workspace over.")
@click.option(
    "--mend",
    is_flag=True,
    help="Make anew what follows from the tables: indexes, and numbers kept for speed.",
)
@text_format
@pass_session
def check(session: Session, mend: bool, form: str) -> None:
    """Look the workspace over: the file, and every number that is kept.

    Each finding says what helps against it. With --mend, what follows from the tables is made
    anew in the file, after it was named; nothing that was said or done is changed or deleted.
    """
    mended: list[Finding] = []
    held = ""
    try:
        with session.desk() as desk:
            path = str(desk.path)
            found = desk.check()
            for _round in range(_ROUNDS):
                good = [one for one in found if one.is_mended_in_place]
                if not mend or not good:
                    break
                mended += good
                desk.mend(good)
                found = desk.check()
            held = "" if found else _held(desk)
    except Damaged as damaged:  # so much that it cannot be opened
        path, found = "", [Finding(Trouble.UNREADABLE, str(damaged))]
    if form == "json":
        say(as_json({"ok": not found, "findings": _shape(found), "mended": _shape(mended)}))
    else:
        for one in mended[:_TOLD]:
            say(f"{one.what}: mended.")
        for one in found[:_TOLD]:
            say(one.what)
        for kind in dict.fromkeys(one.kind for one in found):
            say(f"What helps: {next(one.mend for one in found if one.kind is kind)}")
        if held:
            say(held)
    if found:
        more = (
            "1 thing is not as it should be"
            if len(found) == 1
            else f"{len(found):,} things are not as they should be"
        )
        where = f" in {path}" if path else ""
        raise Refusal(f"{more}{where}. {_left(found, mended)}")


@click.command(short_help="Bring what can be read of a damaged workspace into a new one.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "new",
    type=click.Path(path_type=Path),
    required=True,
    metavar="NEW",
    help="The workspace to make; it may not be there yet.",
)
@click.option(
    "--backup",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A backup of it, from which rows come that cannot be read.",
)
@result_format
def rescue(file: Path, new: Path, backup: Path | None, form: str) -> None:
    """Bring every row that can be read of a damaged workspace into a new one.

    Tables are read page by page, around what makes no sense; where a page is gone, the indexes tell
    what they know of its rows. What could not be read is named. The damaged file stays as it is.
    With --backup, what is missing is taken from there, and later changes are done to it again.

    Example: feedbackdesk rescue shop.feedbackdesk --to shop-rescued.feedbackdesk
    """
    from feedbackdesk.desk.rescue import rescue as bring_over
    from feedbackdesk.domain.rescued import name_of

    done = bring_over(file, new, backup=backup)
    sentence = f"Rescued {plain(str(file))} into {plain(str(new))}"
    if form == "json":
        unread = [
            {
                "table": one.table,
                "rows": one.number,
                "keys": one.keys,
                "in_part": one.in_part,
                "what": one.sentence,
            }
            for one in done.unread
        ]
        facts = {"did": sentence, "file": str(new), "rows": dict(done.rows), "unread": unread}
        say(
            as_json(
                facts | {"steps_fixed": done.fixed, "healed": done.healed, "strays": done.strays}
            )
        )
        return
    held = ", ".join(f"{number:,} {name_of(table)}" for table, number in done.rows if number)
    say(f"{sentence}: {held}.")
    if done.healed:
        say(f"{plural(done.healed, 'row', 'rows')} that could not be read came from {backup}.")
    for told in done.sentences or ("All that was in it was brought over.",):
        say(told)
    say("The damaged file was left as it is.")


def _held(desk: Desk) -> str:
    from feedbackdesk.desk.inbox import counts

    held = desk.ask(counts)
    return (
        f"All is well: {held.feedback:,} feedback, {plural(held.themes, 'theme', 'themes')}, "
        f"{plural(held.items, 'item', 'items')} and "
        f"{plural(held.people, 'person', 'people')}, and every kept number is right."
    )


def _shape(found: list[Finding]) -> list[dict[str, str]]:
    return [{"kind": one.kind.value, "what": one.what, "mend": one.mend} for one in found]


def _left(found: list[Finding], mended: list[Finding]) -> str:
    """Return what is unchanged, and what to do next."""
    if all(one.kind is Trouble.CONFLICT for one in found):
        return "This file is sound; feedbackdesk conflicts compares it with the other."
    if mended:
        return "What could be made anew was; see above what helps against the rest."
    if any(not one.is_mended_in_place for one in found):
        return (
            "Nothing was changed; keep a copy of the file as it is, then open a backup, or rescue "
            "what can be read."
        )
    return "Nothing was changed; feedbackdesk check --mend makes that anew."
