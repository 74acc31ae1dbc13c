"""What is held on somebody: written down whole for them, or erased for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import confirmed, result_format, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.privacy import Erased, ToErase

_LISTED = 20


@click.command(short_help="Erase a person for good, from the log too.")
@click.argument("person", metavar="PERSON", type=TYPED)
@click.option("--prune-backups", is_flag=True, help="Delete the backups that still hold them.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@result_format
@pass_session
def erase(session: Session, person: str, prune_backups: bool, yes: bool, form: str) -> None:
    """Erase a person for good: name, addresses and words, from tables, indexes, log and drafts.

    What they said keeps counting, as said by an erased person. It asks first, since it
    cannot be undone. Somebody who was deleted can be erased too: the log still has them.
    Correct first what others said about them: the words before the correction go as well.
    """
    from feedbackdesk.desk.privacy import prune, to_be_erased_named

    with session.desk() as desk:
        what = desk.ask(to_be_erased_named, person)
        copies = desk.old_copies()
        if not yes:
            _ask(what, copies, prune_backups=prune_backups)
        erased = desk.erase(what.person_id)
    left = prune(erased.copies) if prune_backups else list(erased.copies)
    if form == "json":
        say(_as_json(what, erased, left))
    else:
        for line in _told(what, erased, left, prune_backups=prune_backups):
            say(line)


def _ask(what: ToErase, copies: Sequence[Path], *, prune_backups: bool) -> None:
    """Say on standard error what goes and what stays, and read the answer."""
    stays = plural(what.feedback, "feedback stays", "feedbacks stay")
    lines = [
        f"This erases {plain(what.name)} for good: their name, addresses, notes and words, what "
        "they were told, and all of it in the history and in drafts.",
        f"{stays} without words and counted, as said by “An erased person”.",
    ]
    if what.elsewhere:
        lines += ["Others’ words that name them stay; correct these first to lose them too:"]
        lines += _some([f"  {one.title}" for one in what.elsewhere])
    if copies:
        lines += [
            "These backups are deleted:" if prune_backups
            else "They stay in these backups (--prune-backups deletes them):",
            *_some([f"  {path}" for path in copies]),
        ]  # fmt: skip
    if not confirmed(*lines, "It cannot be undone. Erase? [y/N] "):
        raise Refusal("Nobody was erased. Nothing was changed; answer yes, or give --yes.")


def _some(lines: list[str]) -> list[str]:
    more = len(lines) - _LISTED
    return lines if more <= 0 else [*lines[:_LISTED], f"  and {more:,} more"]


def _sentence(what: ToErase, erased: Erased) -> str:
    counted = plural(erased.feedback, "feedback keeps", "feedbacks keep")
    drafts = plural(erased.drafts, "half-typed form went", "half-typed forms went")
    also = f"; {drafts} too" if erased.drafts else ""
    return f"Erased person {what.person_id} for good; {counted} counting{also}"


def _told(what: ToErase, erased: Erased, left: Sequence[Path], *, prune_backups: bool) -> list[str]:
    lines = [f"{_sentence(what, erased)}. It cannot be undone."]
    if not erased.swept:
        lines.append(
            "Another program is reading the file, so traces may be left in it: close it there, "
            "then run: feedbackdesk check"
        )
    if left:
        why = "could not be deleted" if prune_backups else "still hold them"
        lines += [f"These backups {why}:", *_some([f"  {path}" for path in left])]
    if erased.elsewhere:
        lines += [
            "They are still named in:",
            *_some([f"  {one.title}" for one in erased.elsewhere]),
        ]
    return lines


def _as_json(what: ToErase, erased: Erased, left: Sequence[Path]) -> str:
    shape = {
        "id": what.person_id,
        "did": _sentence(what, erased),
        "feedback": erased.feedback,
        "drafts": erased.drafts,
        "swept": erased.swept,
        "backups": [str(path) for path in left],
        "elsewhere": [{"table": one.table, "id": one.key} for one in erased.elsewhere],
    }
    return json.dumps(shape, ensure_ascii=False)


@click.command("data-report", short_help="Write down everything held on a person.")
@click.argument("person", metavar="PERSON", type=TYPED)
@click.argument("file", metavar="FILE.(html|json)")
@result_format
@pass_session
def data_report(session: Session, person: str, file: str, form: str) -> None:
    """Write everything that is held on a person into one file, to be handed to them."""
    if file.rpartition(".")[2].casefold() not in {"html", "json"} or "." not in file:
        raise click.UsageError("FILE ends in .html or .json.")
    try:
        path = Path(file).expanduser()
    except (ValueError, RuntimeError) as error:  # a NUL in it, or a home that nobody has
        raise Refusal("That is not the name of a file. Nothing was written.") from error
    from feedbackdesk.desk.identity import person_named
    from feedbackdesk.report.person import person_report, write_person_report

    with session.desk() as desk:
        key = desk.ask(person_named, person).id
        report = desk.ask(person_report, key, desk.drafts_naming(key))
        write_person_report(report, path)
    did = f"Wrote everything held on {plain(report.held.person.name)} to {plain(file)}"
    say(json.dumps({"id": key, "did": did}, ensure_ascii=False) if form == "json" else did)
