"""Everything as tables, to be opened in a spreadsheet: a folder of CSV files, or a workbook."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

from feedbackdesk.desk.feedback import feedback_ids
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.cells import cell_of
from feedbackdesk.domain.money import money_text
from feedbackdesk.exchange import shapes
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from feedbackdesk.desk.moment import Moment

    Row = dict[str, Any]

_PAGE = 500
_MOST_ROWS = 1_048_575
"""So many fit on a sheet below its head (Excel's limit)."""
_MOST_SIGNS = 32_767
"""So many units of UTF-16 fit into a cell."""
LONG = "long texts"
"""The sheet of the texts that are longer."""
_LONG_COLUMNS = ("sheet", "row", "column", "part", "text")
_SUMS = frozenset({"value", "lost_value", "loss_value"})
ORGANISATIONS = ("id", "name", "stage", "value", "notes")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it is called, its columns, and its rows as they come."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Row]


def sheets(read: Moment) -> Iterator[Sheet]:
    """Yield what was said, who spoke, what is needed, planned and owed, each as a table."""
    yield Sheet("feedback", shapes.FLAT_FEEDBACK, _feedback(read))
    yield Sheet("people", shapes.PEOPLE, map(shapes.person, all_people(read)))
    firms = (
        {name: getattr(one, name) for name in ORGANISATIONS} | {"value": money_text(one.value)}
        for one in all_organisations(read)
    )
    yield Sheet("organisations", ORGANISATIONS, firms)
    yield Sheet("themes", shapes.THEMES, map(shapes.theme, all_themes(read)))
    yield Sheet("roadmap", shapes.ROADMAP, map(shapes.roadmap, full_roadmap(read)))
    yield Sheet("owed", shapes.OWED, map(shapes.owed, owed(read)))


def _feedback(read: Moment) -> Iterator[Row]:
    ids = feedback_ids(read)
    for start in range(0, len(ids), _PAGE):
        yield from map(shapes.flat_feedback, feedback_page(read, ids[start : start + _PAGE]))


def csv_of(sheet: Sheet) -> Iterator[bytes]:
    """Yield a table as a CSV file (RFC 4180), UTF-8 with the mark that Excel needs, in parts.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    yield b"\xef\xbb\xbf"
    for row in sheet.rows:
        writer.writerow([cell_of(row[name]) for name in sheet.columns])
        if text.tell() > io.DEFAULT_BUFFER_SIZE:
            yield _emptied(text)
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    content = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return content


def write_workbook(tables: Iterable[Sheet], path: Path) -> int:
    """Write tables as a workbook: dates are dates, sums numbers, and every text is a text.

    Return how many texts are longer than a cell holds: such a one begins in its cell, and stands
    whole on a sheet of its own. Raises OSError; what lies beside the path then is of no use.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    with _Target(path, "w") as target, path.with_name("long").open("w+", encoding="utf-8") as long:
        book = Workbook(target, options)
        book.use_zip64()
        try:
            maker = _Maker(book, long)
            for table in tables:
                maker.add(table)
            if maker.long_texts:
                long.seek(0)
                maker.add(Sheet(LONG, _LONG_COLUMNS, map(json.loads, long)))
            book.close()
        except FileCreateError as error:  # it hides what the disk said
            raise (error.__context__ or error) from None
        finally:  # what was broken off is not made whole first
            for page in book.worksheets():
                with suppress(OSError):
                    page.row_data_fh.close()
    return maker.long_texts


class _Target(io.FileIO):
    """A file that takes whatever comes once it failed or is closed: an archive is ended late."""

    _failed = False

    def write(self, data: Any, /) -> int:
        """Write all of it; raises OSError once."""
        left = memoryview(data)
        while left and not self._is_over:
            try:
                left = left[super().write(left) or 0 :]
            except OSError:
                self._failed = True
                raise
        return len(data)

    @property
    def _is_over(self) -> bool:
        return self._failed or self.closed

    def seek(self, at: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return 0 if self._is_over else super().seek(at, whence)

    def tell(self) -> int:
        """Return the place."""
        return 0 if self._is_over else super().tell()

    def flush(self) -> None:
        """Keep nothing back: nothing ever is."""


class _Maker:
    """Fills the sheets of one workbook."""

    def __init__(self, book: Any, long: TextIO) -> None:
        self._book, self._long = book, long
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._sum = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self._words = book.add_format({"text_wrap": True, "valign": "top"})
        self.long_texts = 0

    def add(self, table: Sheet) -> None:
        page = None
        for at, row in enumerate(table.rows):
            number, line = divmod(at, _MOST_ROWS)
            if page is None or line == 0:
                page = self._begun(table, number)
            for column, name in enumerate(table.columns):
                value = row[name]
                if isinstance(value, str | list | tuple | bool):
                    value = self._told(page.name, line + 2, name, value)
                self._write(page, line + 1, column, name, value)
        if page is None:
            self._begun(table, 0)

    def _begun(self, table: Sheet, number: int) -> Any:
        page = self._book.add_worksheet(f"{table.name} {number + 1}" if number else table.name)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        for column, name in enumerate(table.columns):
            page.set_column(column, column, 60 if name == "text" else 18)
            page.write_string(0, column, name.replace("_", " "), self._head)
        return page

    def _told(self, page: str, line: int, name: str, value: Any) -> str:
        """Return a text as a cell has it; put a longer one aside."""
        told = value if isinstance(value, str) else str(cell_of(value))
        if len(told) <= _MOST_SIGNS // 2 or len(_units(told)) <= 2 * _MOST_SIGNS:
            return told
        self.long_texts += 1
        where = {"sheet": page, "row": line, "column": name.replace("_", " ")}
        for part, text in enumerate(_cut(told, _MOST_SIGNS), 1):
            self._long.write(f"{json.dumps(where | {'part': part, 'text': text})}\n")
        note = _(" … (it is longer than a cell holds, and stands whole on the sheet “{sheet}”)")
        note = note.format(sheet=LONG)
        return next(_cut(told, _MOST_SIGNS - len(note))) + note

    def _write(self, page: Any, line: int, column: int, name: str, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, date):
            page.write_datetime(line, column, value, self._day)
        elif name in _SUMS:
            page.write_number(line, column, float(Decimal(value)), self._sum)
        elif isinstance(value, int | float):
            page.write_number(line, column, value, self._words)
        else:
            page.write_string(line, column, str(value), self._words)


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _cut(text: str, room: int) -> Iterator[str]:
    """Yield a text in parts of so many units of UTF-16; no letter is cut in two."""
    units, at = _units(text), 0
    while at < len(units):
        end = at + 2 * room
        if units[end + 1 : end + 2] and 0xDC <= units[end + 1] <= 0xDF:
            end -= 2
        yield units[at:end].decode("utf-16-le", "surrogatepass")
        at = end
