"""Taking out what a workspace holds: each way, what it is good for, and how it is written."""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from feedbackdesk import private
from feedbackdesk.desk.everything import numbers, tables, written
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.whole_file import refusal_of, refuse_itself, target, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from feedbackdesk.desk.door import Door
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.contact_points import ContactPoint
    from feedbackdesk.domain.rows import Person
    from feedbackdesk.exchange.sheets import Sheet
    from feedbackdesk.language.say import Later

    T = TypeVar("T")
    Tell = Callable[[int, int], object]

_TELL_EACH = 100


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What was written, and what is to be known of it."""

    path: Path
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to take out what a workspace holds."""

    ending: str
    name: Later
    good_for: Later
    file: str
    """What is written is called so, unless it is said otherwise."""
    write: Callable[[Moment, Path, Tell], TakenOut]
    makes_folder: bool = False


def take_out(
    desk: Door, path: Path, tell: Tell = lambda _done, _number: None, way: Way | None = None
) -> TakenOut:
    """Write what a workspace holds, in the way that the name ends in, or as said.

    Nobody else on this computer may read it. `tell` gets how many rows are written, and of about
    how many; where it raises a Refusal, as where the place cannot be written to, nothing is left.
    What a newer version made is refused: not all that it holds would be known here.
    """
    if desk.newer:
        raise Refusal(
            _(
                "A newer FeedbackDesk made this file, and this one does not know all that is in "
                "it. Nothing was written; bring this one up to date."
            )
        )
    refuse_itself(path, desk.path)
    way = way or WAYS.get(path.suffix.casefold())
    if way is None:
        sentence = _("The name of what is written ends in {endings}. Nothing was written.")
        raise Refusal(sentence.format(endings=", ".join(WAYS)))
    return desk.ask(way.write, path, tell)


class _Passing:
    """Tells of rows as they pass."""

    def __init__(self, tell: Tell, number: int) -> None:
        self._tell, self._number, self._done = tell, number, 0
        tell(0, number)

    def these(self, rows: Iterable[T]) -> Iterator[T]:
        for row in rows:
            self._done += 1
            if self._done % _TELL_EACH == 0:
                self._tell(min(self._done, self._number), self._number)
            yield row

    def end(self) -> None:
        """Tell that all have passed."""
        self._tell(self._number, self._number)


def _json(read: Moment, path: Path, tell: Tell) -> TakenOut:
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    passing = _Passing(tell, sum(numbers(read).values()))
    held = ((name, passing.these(rows)) for name, rows in tables(read))
    write_whole(path, written(held, made))
    return TakenOut(path)


def _csv(read: Moment, path: Path, tell: Tell) -> TakenOut:
    from feedbackdesk.exchange.sheets import csv_of

    folder = path.with_suffix("") if path.suffix.casefold() == ".csv" else path
    with _made_beside(path) as part:
        if folder.exists():
            sentence = _("“{name}” is there already. Nothing was written; choose another name.")
            raise Refusal(sentence.format(name=folder.name))
        for sheet in _sheets(read, _passing(read, tell)):
            write_whole(part / f"{sheet.name}.csv", csv_of(sheet))
        part.rename(folder)
    return TakenOut(folder)


def _xlsx(read: Moment, path: Path, tell: Tell) -> TakenOut:
    from feedbackdesk.exchange.sheets import LONG, write_workbook

    with _made_beside(path) as part:
        made, passing = part / "made.xlsx", _passing(read, tell)
        number = write_workbook(_sheets(read, passing), made)
        write_whole(path, _parts(made, passing))
    note = ngettext(
        "{number} text is longer than a cell holds: it begins in its cell, and stands whole on "
        "the sheet “{sheet}”.",
        "{number} texts are longer than a cell holds: they begin in their cells, and stand whole "
        "on the sheet “{sheet}”.",
        number,
    )
    return TakenOut(path, note.format(number=f"{number:,}", sheet=LONG) if number else "")


@contextmanager
def _made_beside(path: Path) -> Iterator[Path]:
    """Give a folder of our own beside where something is to be, and leave nothing of it."""
    place = target(path)  # a place that cannot be written to is told before anything is made
    part = place.with_name(f".{uuid.uuid4().hex[:12]}.part")
    try:
        part.mkdir(private.FOLDER_MODE)
        yield part
    except OSError as error:
        raise refusal_of(error, path) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _passing(read: Moment, tell: Tell) -> _Passing:
    there = numbers(read)
    shown = ("feedback", "person", "organisation", "theme", "item", "follow_up")
    return _Passing(tell, sum(there[name] for name in shown))


def _sheets(read: Moment, passing: _Passing) -> Iterator[Sheet]:
    from feedbackdesk.exchange.sheets import sheets

    for sheet in sheets(read):
        yield replace(sheet, rows=passing.these(sheet.rows))


def _parts(path: Path, passing: _Passing) -> Iterator[bytes]:
    with path.open("rb") as file:
        while some := file.read(1_000_000):
            passing.end()
            yield some


def _vcf(read: Moment, path: Path, tell: Tell) -> TakenOut:
    from feedbackdesk.exchange.cards import cards_of

    passing = _Passing(tell, numbers(read)["person"])
    write_whole(path, cards_of(passing.these(_people(read))))
    return TakenOut(path)


def _people(read: Moment) -> Iterator[tuple[Person, str, Iterable[ContactPoint]]]:
    from feedbackdesk.desk.people import all_people, contact_points_of, uids_of_people

    uids = uids_of_people(read)
    for person in all_people(read):
        if person.erased_on is None:
            yield person, uids[person.id], contact_points_of(read, "person", person.id)


def _ics(read: Moment, path: Path, tell: Tell) -> TakenOut:
    from feedbackdesk.desk.followups import owed
    from feedbackdesk.exchange.calendar import calendar_of

    rows: list[Any] = owed(read)
    passing = _Passing(tell, len(rows))
    write_whole(path, calendar_of(passing.these(rows), datetime.now().astimezone()))
    return TakenOut(path)


WAYS = {
    one.ending: one
    for one in (
        Way(
            ".json", later("Everything, as JSON"),
            later("All there is but the history. It comes back whole into an empty workspace, "
                  "and other programs can read it."),
            "everything.json", _json,
        ),
        Way(
            ".csv", later("Tables, as a folder of CSV files"),
            later("What was said, who spoke, what is needed, planned and owed, for any program "
                  "that reads tables."),
            "everything", _csv, makes_folder=True,
        ),
        Way(
            ".xlsx", later("Tables, as a spreadsheet"),
            later("The same as sheets of one workbook, to sort and count in Excel or "
                  "LibreOffice."),
            "everything.xlsx", _xlsx,
        ),
        Way(
            ".vcf", later("People, as vCards"),
            later("Everybody with their addresses and numbers, for an address book or a phone."),
            "people.vcf", _vcf,
        ),
        Way(
            ".ics", later("What is owed, as a calendar"),
            later("Each on its day, for a calendar that reminds you elsewhere, too."),
            "owed.ics", _ics,
        ),
    )
}  # fmt: skip
"""What can be taken out, by how the names end."""
