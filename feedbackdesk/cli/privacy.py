"""What is held on somebody: written down whole for them, or erased for good."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import confirmed, result_format, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import TYPED, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import plural
from feedbackdesk.language.say import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.privacy import Erased, ToErase
    from feedbackdesk.domain.erasures import Reached

_LISTED = 20
_OUT_OF_REACH = (
    "What was printed, saved as a PDF, exported, mailed or copied elsewhere is out of reach: look "
    "for that yourself."
)


@click.command(short_help="Erase a person for good, from the log too.")
@click.argument("person", metavar="PERSON", type=TYPED)
@click.option(
    "--also-called",
    metavar="NAME",
    multiple=True,
    type=TYPED,
    help="Take this for a name of theirs, too, such as a surname alone; may be given again.",
)
@click.option(
    "--prune-backups", is_flag=True, help="Delete the backups, instead of making them anew."
)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@result_format
@pass_session
def erase(
    session: Session,
    person: str,
    also_called: tuple[str, ...],
    prune_backups: bool,
    yes: bool,
    form: str,
) -> None:
    """Erase a person for good: name, addresses and words, from tables, indexes, log and drafts.

    And from the backups and other copies that are known: each is made anew and checked. What
    cannot be reached is listed; what was printed or exported is out of reach.

    What they said keeps counting, as said by an erased person. It asks first, since it
    cannot be undone. Somebody who was deleted can be erased too: the log still has them.
    Correct first what others said about them: the words before the correction go as well. What
    may name them, by a surname alone, initials or a handle, is listed, and stays as it is.
    """
    from feedbackdesk.desk.erasures import is_pruned, reach
    from feedbackdesk.desk.privacy import to_be_erased_named, with_forms

    with session.desk() as desk:
        what = desk.ask(to_be_erased_named, person, also_called)
        if not yes:
            copies = desk.old_copies()
            pruned = [one for one in copies if prune_backups and is_pruned(one, desk.path)]
            forms = desk.drafts_that_may_name(what.person_id, also_called)
            _ask(with_forms(what, forms), copies, pruned)
        erased = desk.erase(what.person_id, also_called)
        became = _Copies.of(reach(desk, erased.copies, erased, prune_backups=prune_backups))
    if form == "json":
        say(_as_json(what, erased, became))
    else:
        for line in _told(what, erased, became):
            say(line)


@dataclass(frozen=True, slots=True)
class _Copies:
    """What became of the copies."""

    rewritten: list[Path]
    deleted: list[Path]
    kept: list[tuple[Path, str]]
    """Those that may hold them still, each with the reason."""

    @classmethod
    def of(cls, reached: Sequence[Reached]) -> _Copies:
        fates: dict[str, list[Path]] = {}
        for one in reached:
            fates.setdefault(one.fate.value, []).append(one.path)
        kept = [(one.path, one.why) for one in reached if one.why]
        return cls(fates.get("rewritten", []), fates.get("deleted", []), kept)


def _ask(what: ToErase, copies: Sequence[Path], pruned: Sequence[Path]) -> None:
    """Say on standard error what goes and what stays, and read the answer."""
    stays = plural(what.feedback, "feedback stays", "feedbacks stay")
    lines = [
        f"This erases {plain(what.name)} for good: their name, addresses, notes and words, what "
        "they were told, and all of it in the history and in drafts.",
        f"{stays} without words and counted, as said by “An erased person”.",
    ]
    if what.talk:
        goes = ngettext(
            "{number} message on the heap goes, theirs or one that names them.",
            "{number} messages on the heap go, theirs and those that name them.",
            what.talk,
        )
        lines += [goes.format(number=f"{what.talk:,}")]
    if what.elsewhere:
        lines += ["Others’ words that name them stay; correct these first to lose them too:"]
        lines += _some([f"  {one.title}" for one in what.elsewhere])
    if what.may_name:
        lines += ["These may name them, and stay; look them over, and correct them first:"]
        lines += _some([f"  {plain(one.title)}" for one in what.may_name])
    if what.spellings:
        spelt = ", ".join(f"“{plain(one)}”" for one in what.spellings[:_LISTED])
        lines += [f"They call them {spelt}: --also-called takes such a name for theirs."]
    if pruned:
        lines += ["These backups are deleted:", *_some([f"  {path}" for path in pruned])]
    if anew := [path for path in copies if path not in pruned]:
        lines += ["These copies are made anew without them (what is no whole copy is deleted):"]
        lines += _some([f"  {path}" for path in anew])
    lines += [_OUT_OF_REACH]
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


def _told(what: ToErase, erased: Erased, copies: _Copies) -> list[str]:
    lines = [f"{_sentence(what, erased)}. It cannot be undone."]
    if not erased.swept:
        lines.append(
            "Another program is reading the file, so traces may be left in it: close it there, "
            "then run: feedbackdesk check"
        )
    if copies.rewritten:
        number = plural(len(copies.rewritten), "copy was", "copies were")
        lines.append(f"{number} made anew without them, and checked.")
    if copies.deleted:
        number = plural(len(copies.deleted), "file was", "files were")
        lines.append(f"{number} deleted.")
    if copies.kept:
        lines += [
            "These could not be reached, and may still hold them:",
            *_some([f"  {path}: {why}" for path, why in copies.kept]),
        ]
    if erased.elsewhere:
        lines += [
            "They are still named in:",
            *_some([f"  {one.title}" for one in erased.elsewhere]),
        ]
    if erased.may_name:
        lines += [
            "These may name them:",
            *_some([f"  {one.title}" for one in erased.may_name]),
        ]
    if erased.reports:
        lines += [
            "What was held on them was written to these files, and stays there: delete them.",
            *_some([f"  {plain(str(path))}" for path in erased.reports]),
        ]
    return [*lines, _OUT_OF_REACH]


def _as_json(what: ToErase, erased: Erased, copies: _Copies) -> str:
    shape = {
        "id": what.person_id,
        "did": _sentence(what, erased),
        "feedback": erased.feedback,
        "drafts": erased.drafts,
        "swept": erased.swept,
        "backups": [str(path) for path, _why in copies.kept],
        "rewritten": [str(path) for path in copies.rewritten],
        "deleted": [str(path) for path in copies.deleted],
        "not_reached": [{"file": str(path), "why": why} for path, why in copies.kept],
        "elsewhere": [{"table": one.table, "id": one.key} for one in erased.elsewhere],
        "may_name": [{"table": one.table, "id": one.key} for one in erased.may_name],
        "spellings": list(what.spellings),
        "reports": [str(path) for path in erased.reports],
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
    from feedbackdesk.report.person import write_held_on

    with session.desk() as desk:
        key = desk.ask(person_named, person).id
        report = write_held_on(desk, key, path)
    did = f"Wrote everything held on {plain(report.held.person.name)} to {plain(file)}"
    say(json.dumps({"id": key, "did": did}, ensure_ascii=False) if form == "json" else did)
