"""Bringing in what a file holds: `import`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import result_format, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.take_out import take_whole
from feedbackdesk.cli.words import DAY, TYPED, OneOf, plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.foreseen import Fate, Into, new_with_them
from feedbackdesk.domain.found import Aside
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from feedbackdesk.domain.foreseen import Foreseen

_LISTED = 20
"""How many refused records are named to a reader; as JSON all of them."""


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option("--as", "kind", metavar="FORMAT", default="", help="Where it is not told by itself.")
@click.option(
    "--map",
    "columns",
    metavar="COLUMN=FIELD",
    multiple=True,
    type=TYPED,
    help="Of a table: what a column is; nothing behind the = leaves it out. May be repeated.",
)
@click.option("--me", metavar="NAME_OR_ADDRESS", multiple=True, type=TYPED, help="Your own side.")
@click.option("--since", type=DAY, default=None, help="Leave out what is older.")
@click.option("--into", type=OneOf(Into), default=None, help="Take all of it as that.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and change nothing.")
@click.option("--yes", is_flag=True, help="Answer each question as --dry-run has it first.")
@result_format
@pass_session
def import_(
    session: Session,
    paths: tuple[str, ...],
    kind: str,
    columns: tuple[str, ...],
    me: tuple[str, ...],
    since: date | None,
    into: Into | None,
    dry_run: bool,
    yes: bool,
    form: str,
) -> None:
    """Bring in what files hold, each in one step that undo takes back whole.

    What a file is is told by its content. What is here already is left, what came before and
    says something else now is taken over, and what cannot be read is told with its place. Where
    only you can know, nothing is changed until you say so: see --dry-run, then --yes.

    Example: feedbackdesk import calls-2026.csv --map Remarks=words --dry-run
    """
    from feedbackdesk.desk.importing.foreseeing import foresee
    from feedbackdesk.desk.importing.taking import bring_in, run_numbers
    from feedbackdesk.desk.settings import date_order
    from feedbackdesk.domain.days import DateOrder
    from feedbackdesk.domain.foreseen import Choices
    from feedbackdesk.domain.found import Wishes
    from feedbackdesk.exchange.reading import read_file, spread
    from feedbackdesk.exchange.whole import is_whole_file

    whole = [Path(name) for name in paths if is_whole_file(Path(name))]
    for path in whole:
        take_whole(session, path, dry_run=dry_run, form=form)
    if len(whole) == len(paths):
        return
    told = []
    with session.desk_to_look() if dry_run else session.desk(create=True) as desk:
        wishes = Wishes(
            kind,
            me,
            since,
            desk.ask(date_order) is DateOrder.MDY,
            dict(map(_pair, columns)),
        )
        for path in spread([one for one in map(Path, paths) if one not in whole]):
            found = read_file(path, wishes)
            choices = Choices(into)
            seen, run = desk.ask(foresee, found, choices), None
            if seen.questions and not (yes or dry_run):
                asked = " ".join(one.sentence for one in seen.questions[:3])
                sentence = _(
                    "{file} asks what only you can know: {asked} Nothing of it was brought in; "
                    "--dry-run tells all, and --yes takes the first answers."
                )
                raise Refusal(sentence.format(file=path.name, asked=asked))
            if not dry_run:
                run = desk.do(bring_in, path.name, found, choices).result
            numbers = seen.numbers if run is None else desk.ask(run_numbers, run)
            told.append((path, seen, numbers, run))
    if form == "json":
        every = [_as_json(seen, numbers, run) for _path, seen, numbers, run in told]
        say(json.dumps(every[0] if len(every) == 1 else every, ensure_ascii=False, indent=2))
        return
    for path, seen, numbers, run in told:
        for line in _lines(path, seen, numbers, done=run is not None, dry_run=dry_run):
            say(line)
        if run is not None:
            say(_("Take it back: {command}").format(command=session.undo_command))


def _pair(typed: str) -> tuple[str, str]:
    column, equals, what = typed.rpartition("=")
    if not equals or not column.strip():
        raise click.UsageError(f"“{plain(typed)[:40]}” is not of the form COLUMN=FIELD.")
    return column.strip(), what.strip()


def aside_told(why: Aside, number: int) -> str:
    """Say how many messages were set aside, and why."""
    sentences = {
        Aside.NEWSLETTER: ngettext(
            "{number} newsletter set aside: it says how to unsubscribe.",
            "{number} newsletters set aside: they say how to unsubscribe.",
            number,
        ),
        Aside.NOTIFICATION: ngettext(
            "{number} notification set aside: a machine sent it.",
            "{number} notifications set aside: a machine sent them.",
            number,
        ),
        Aside.AUTOMATIC: ngettext(
            "{number} automatic reply set aside.",
            "{number} automatic replies set aside.",
            number,
        ),
        Aside.OWN: ngettext(
            "{number} of your own set aside: it is never counted.",
            "{number} of your own set aside: they are never counted.",
            number,
        ),
    }
    return sentences[why].format(number=number)


def _as_json(seen: Foreseen, counted: Mapping[str, int], run: int | None) -> dict[str, object]:
    refused = [
        {"place": one.place, "sentence": one.sentence}
        for one in seen.entries
        if one.fate is Fate.REFUSED
    ]
    questions = [
        {
            "place": one.name,
            "sentence": one.sentence,
            "records": one.records,
            "answers": [answer.words for answer in one.answers],
        }
        for one in seen.questions
    ]
    numbers = {**counted, "refused": refused, "questions": questions}
    return {"run": run, "format": seen.format, **numbers, "notes": list(seen.notes)}


def _lines(
    path: Path, seen: Foreseen, numbers: Mapping[str, int], *, done: bool, dry_run: bool
) -> Iterator[str]:
    brought = numbers["taken"] + numbers["changed"]
    facts = {**numbers, "brought": brought, "file": plain(path.name), "format": seen.format}
    read = numbers["read"]
    if done:
        sentence = ngettext(
            "Brought in {brought} of {read} record of {file} ({format}).",
            "Brought in {brought} of {read} records of {file} ({format}).",
            read,
        )
    elif dry_run:
        sentence = ngettext(
            "Would bring in {taken} of {read} record of {file} ({format}).",
            "Would bring in {taken} of {read} records of {file} ({format}).",
            read,
        )
    else:
        sentence = ngettext(
            "There is nothing new in the {read} record of {file} ({format}).",
            "There is nothing new in the {read} records of {file} ({format}).",
            read,
        )
    yield sentence.format(**facts)
    new = new_with_them(numbers)
    if numbers["losses"]:
        lost = ngettext("{number} lost sale", "{number} lost sales", numbers["losses"])
        new.append(lost.format(number=f"{numbers['losses']:,}"))
    if new and numbers["taken"]:
        yield _("With them: {new}.").format(new=", ".join(new))
    if numbers["heap"]:
        waits = ngettext(
            "{number} waits on the heap to be looked at: see “heap list”.",
            "{number} wait on the heap to be looked at: see “heap list”.",
            numbers["heap"],
        )
        yield waits.format(number=numbers["heap"])
    for why, number in seen.asides.items():
        yield aside_told(why, number)
    for one, words in (
        ("known", _("{number} known already, left as they are.")),
        ("changed", _("{number} changed since they came, taken over.")),
        ("gone", _("{number} not in the file any more, left as they are.")),
    ):
        if numbers[one]:
            yield words.format(number=numbers[one])
    refused = [one for one in seen.entries if one.fate is Fate.REFUSED]
    if refused:
        number = len(refused)
        yield ngettext("{number} refused:", "{number} refused:", number).format(number=number)
        for entry in refused[:_LISTED]:
            yield f"  {plain(entry.place)}: {plain(entry.sentence)}"
        if number > _LISTED:
            yield _("  and {number} more: see --format json").format(number=number - _LISTED)
    for note in seen.notes:
        yield plain(note)
    for question in seen.questions if dry_run else ():
        yield plain(question.sentence)
        for place, answer in enumerate(question.answers):
            first = _(" (taken with --yes)") if place == 0 else ""
            aside = f", {plain(answer.aside)}" if answer.aside else ""
            yield f"  {plain(answer.words)}{aside}{first}"
