"""Everything as tables, to be opened in a spreadsheet: a folder of CSV files, or a workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.feedback import feedback_ids
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.money import money_text
from feedbackdesk.exchange import shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.desk.moment import Moment

    Row = dict[str, Any]

_PAGE = 500
_MOST_ROWS = 1_048_575
"""So many fit on a sheet below its head (Excel's limit)."""
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
        writer.writerow([shapes.neutral(row[name]) for name in sheet.columns])
        if text.tell() > io.DEFAULT_BUFFER_SIZE:
            yield _emptied(text)
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    content = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return content


def workbook_of(tables: Iterable[Sheet], path: str) -> None:
    """Write tables as a workbook: dates are dates, sums numbers, and every text is a text."""
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(path, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            "sum": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "words": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for table in tables:
            page = None
            for at, row in enumerate(table.rows):
                number, line = divmod(at, _MOST_ROWS)
                if page is None or line == 0:
                    page = _begun(book, table, number, head)
                for column, name in enumerate(table.columns):
                    _write(page, line + 1, column, name, row[name], formats)
            if page is None:
                _begun(book, table, 0, head)


def _begun(book: Any, table: Sheet, number: int, head: Any) -> Any:
    page = book.add_worksheet(f"{table.name} {number + 1}" if number else table.name)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, name in enumerate(table.columns):
        page.set_column(column, column, 60 if name == "text" else 18)
        page.write_string(0, column, name.replace("_", " "), head)
    return page


def _write(page: Any, line: int, column: int, name: str, value: Any, formats: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(line, column, value, formats["day"])
    elif name in _SUMS:
        page.write_number(line, column, float(Decimal(value)), formats["sum"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(line, column, value, formats["words"])
    else:
        told = value if isinstance(value, str) else shapes.neutral(value)
        page.write_string(line, column, str(told)[:32_767], formats["words"])
