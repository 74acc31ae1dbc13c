"""Taking out what a workspace holds, and taking a whole one in: `export` and `import`."""

from __future__ import annotations

import shutil
import uuid
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedbackdesk.cli.output import as_json, say
from feedbackdesk.cli.session import Session, pass_session
from feedbackdesk.cli.words import plain
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.contact_points import ContactPoint
    from feedbackdesk.domain.rows import Person

_HEAD = 4_096


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
    target = Path(path)
    write = _WRITERS.get(target.suffix.casefold())
    if write is None:
        raise click.UsageError(
            _("The name of what is written ends in {endings}.").format(endings=", ".join(_WRITERS))
        )
    with session.desk() as desk:
        written = desk.ask(write, target)
    say(_("Written: {path}").format(path=plain(str(written))))


def is_whole_file(path: Path) -> bool:
    """Whether a file holds a whole workspace, as `export` writes one."""
    from feedbackdesk.exchange.whole import is_whole

    try:
        with path.open("rb") as file:
            return is_whole(file.read(_HEAD))
    except (OSError, ValueError):
        return False  # reading it will say why


def take_whole(session: Session, path: Path, *, dry_run: bool, form: str) -> None:
    """Take in a whole workspace where nothing is yet; everything comes back but the history."""
    from feedbackdesk.desk.everything import take_in
    from feedbackdesk.exchange import whole

    held = whole.read(_content(path))
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


def _content(path: Path) -> bytes:
    from feedbackdesk.exchange.whole import BYTES_LIMIT

    try:
        if path.is_file() and path.stat().st_size > BYTES_LIMIT:
            raise Refusal(_("It is too large to be taken in whole. Nothing was changed."))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        sentence = _("“{name}” cannot be read ({why}). Nothing was changed.")
        raise Refusal(sentence.format(name=plain(path.name), why=why)) from None


def _json(read: Moment, path: Path) -> Path:
    from feedbackdesk.desk.everything import tables
    from feedbackdesk.exchange import whole

    made = datetime.now().astimezone().isoformat(timespec="seconds")
    return _write(path, whole.write(tables(read), made))


def _csv(read: Moment, path: Path) -> Path:
    from feedbackdesk import private
    from feedbackdesk.exchange.sheets import csv_of, sheets
    from feedbackdesk.report.files import target

    target(path)  # a place that cannot be written to is told before anything is made
    folder = path.with_suffix("")
    if folder.exists():
        raise Refusal(
            _("“{name}” is there already. Nothing was written; choose another name.").format(
                name=plain(folder.name)
            )
        )
    part = folder.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        private.make_folder(part)
        for sheet in sheets(read):
            _write(part / f"{sheet.name}.csv", csv_of(sheet))
        part.rename(folder)
    except OSError as error:
        raise _refusal(folder, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _xlsx(read: Moment, path: Path) -> Path:
    from tempfile import TemporaryDirectory

    from feedbackdesk.exchange.sheets import sheets, workbook_of

    try:
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made.xlsx"
            workbook_of(sheets(read), str(made))
            return _write(path, _parts(made))
    except OSError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> Refusal:
    why = error.strerror or str(error)
    sentence = _("“{name}” could not be written: {why}. Choose another place.")
    return Refusal(sentence.format(name=plain(path.name), why=why))


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while some := file.read(1_000_000):
            yield some


def _vcf(read: Moment, path: Path) -> Path:
    from feedbackdesk.exchange.cards import cards_of

    return _write(path, cards_of(_people(read)))


def _people(read: Moment) -> Iterator[tuple[Person, str, Iterable[ContactPoint]]]:
    from feedbackdesk.desk.people import all_people, contact_points_of, uids_of_people

    uids = uids_of_people(read)
    for person in all_people(read):
        if person.erased_on is None:
            yield person, uids[person.id], contact_points_of(read, "person", person.id)


def _ics(read: Moment, path: Path) -> Path:
    from feedbackdesk.desk.followups import owed
    from feedbackdesk.exchange.calendar import calendar_of

    return _write(path, calendar_of(owed(read), datetime.now().astimezone()))


def _write(path: Path, content: Iterable[bytes]) -> Path:
    from feedbackdesk.report.files import write_whole

    write_whole(path, content)
    return path


_WRITERS: dict[str, Callable[[Moment, Path], Path]] = {
    ".json": _json,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".vcf": _vcf,
    ".ics": _ics,
}
