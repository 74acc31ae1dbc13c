"""Spreadsheets (XLSX, XLS, ODS), read by calamine.

It makes room for each cell between the first and the last, so a small file can ask for a great
deal: how far the cells reach is read from the file before, and the rest is up to the bounds of
the child in which all reading happens.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean
from feedbackdesk.exchange.tables.sheet import ROWS_LIMIT, Row, Sheet, header_key, made_sheet
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from feedbackdesk.exchange.tables.sheet import Typed

BYTES_LIMIT = 100_000_000
_UNPACKED_LIMIT = 300_000_000
_CELLS_LIMIT = 5_000_000
"""So many cells are made room for, the empty ones among them."""
_CHUNK = 1 << 18
_OVERLAP = 400
_SHEETS_READ = 60
_MERGED_LIMIT = 2_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"<(?:\w{1,9}:)?c [^<>]{0,200}?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_REPEATED = re.compile(
    rb"<table:table-cell [^<>]{0,300}?number-columns-repeated=\"(\d{1,9})\"[^<>]{0,300}[^/]>"
)
_ROWS_REPEATED = re.compile(
    rb"<table:table-row [^<>]{0,300}?number-rows-repeated=\"(\d{1,9})\"[^<>]{0,300}>"
    rb"<table:table-cell [^<>]{0,300}office:value"
)


def is_workbook(head: bytes, name: str) -> bool:
    """Whether a file begins as a spreadsheet does."""
    if head.startswith(b"PK\3\4"):
        return (
            b"xl/" in head
            or b"opendocument.spreadsheet" in head
            or (b"[Content_Types].xml" in head and name.lower().endswith((".xlsx", ".xlsm")))
        )
    if head.startswith(_OLE):
        # The names of its streams are UTF-16; Outlook's messages are such files, too.
        book = "Workbook".encode("utf-16-le") in head or "Book\0".encode("utf-16-le") in head
        return book or name.lower().endswith((".xls", ".xlt"))
    return False


def open_workbook(file: BinaryIO, *, header: int | None = None, asked: str = "") -> Sheet:
    """Return the table of a spreadsheet; sheets of the same columns are read one after another.

    It begins with the first sheet that holds anything, or with the one that is asked for. Raises
    Refusal for what cannot be read.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    _check_size(file)
    try:
        book = load_workbook(file)
        return _table(book, header, asked)
    except PasswordError:
        sentence = _(
            "The spreadsheet is protected with a password. Nothing was changed; "
            "save it without one."
        )
        raise Refusal(sentence) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged() from error
    except Refusal:
        raise
    except BaseException as error:
        # What calamine did not foresee is no Exception of Python's.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged() from None


def _damaged() -> Refusal:
    return Refusal(_("The spreadsheet is damaged and cannot be read. Nothing was changed."))


def _check_size(file: BinaryIO) -> None:
    """Refuse what would take too much room, before anything makes it."""
    size = file.seek(0, 2)
    file.seek(0)
    too_large = Refusal(
        _("The spreadsheet is too large to be read. Nothing was changed; save it in parts.")
    )
    if size > BYTES_LIMIT:
        raise too_large
    if not zipfile.is_zipfile(file):
        file.seek(0)
        return
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            if sum(one.file_size for one in parts) > _UNPACKED_LIMIT:
                raise too_large
            for one in parts:
                if _reaches(packed, one) > _CELLS_LIMIT:
                    raise too_large
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged() from error
    except Exception as error:  # a damaged stream of any of its ways of packing
        if isinstance(error, Refusal):
            raise
        raise _damaged() from error
    file.seek(0)


def _reaches(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how many cells a part of the file makes room for."""
    sheet = part.filename.startswith("xl/worksheets/")
    if not sheet and part.filename != "content.xml":
        return 0
    columns = rows = 1
    repeated = 0
    seen, left = b"", 0
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            left += len(chunk)
            if left > _UNPACKED_LIMIT:
                return _CELLS_LIMIT + 1
            window = seen + chunk
            if sheet:
                for letters, digits in _CELL.findall(window):
                    columns = max(columns, _number(letters)) if len(letters) > 1 else columns
                    rows = max(rows, int(digits)) if len(digits) > 4 else rows
            else:
                wide = [int(one) for one in _REPEATED.findall(window)]
                repeated += sum(wide)
                columns = max(columns, *wide, 1)
                rows = max(rows, *map(int, _ROWS_REPEATED.findall(window)), 1)
            seen = window[-_OVERLAP:]
    return max(columns * rows, repeated)


def _number(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number


def _table(book: Any, header: int | None, asked: str) -> Sheet:
    shown = [
        one.name
        for one in book.sheets_metadata
        if str(one.visible).endswith(".Visible") and str(one.typ).endswith(".WorkSheet")
    ]
    if asked and asked not in shown:
        raise Refusal(_("There is no sheet “{name}” in that file.").format(name=asked[:80]))
    shown.sort(key=lambda name: name != asked)
    first: Sheet | None = None
    rows: list[Row] = []
    others: list[str] = []
    for name in shown[:_SHEETS_READ]:
        sheet = made_sheet(_rows(book.get_sheet_by_name(name)), asked_header=header, name=name)
        if not sheet.rows:
            continue
        if first is None:
            first, rows = sheet, list(sheet.rows)
        elif header_key(sheet) == header_key(first):
            rows += [Row(one.number, one.cells, one.typed, name) for one in sheet.rows]
        else:
            others.append(name)
    if first is None:
        raise Refusal(_("There is nothing in that spreadsheet. Nothing was changed."))
    notes = first.notes
    if others:
        names = ", ".join(f"“{one}”" for one in others[:8])
        notes += (_("Other sheets were not read: {names}.").format(names=names),)
    if len(rows) > ROWS_LIMIT:
        sentence = _("The table has more than {number} rows; those were read.")
        notes += (sentence.format(number=f"{ROWS_LIMIT:,}"),)
    return Sheet(
        columns=first.columns,
        rows=tuple(rows[:ROWS_LIMIT]),
        header=first.header,
        above=first.above,
        name=first.name,
        too_long=first.too_long,
        notes=notes,
        others=tuple(others),
    )


def _rows(sheet: Any) -> list[Row]:
    """Return the rows of a sheet; what is merged downwards stands in each row of it."""
    values = sheet.to_python(skip_empty_area=False)
    left_to_fill = _MERGED_LIMIT
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if top >= len(values) or left >= len(values[top]):
            continue
        last = min(bottom, len(values) - 1, top + left_to_fill)
        left_to_fill -= last - top
        for row in values[top + 1 : last + 1]:
            row[left] = row[left] or values[top][left]
    rows = []
    for number, cells in enumerate(values, start=1):
        typed: dict[int, Typed] = {}
        said = tuple([_said(one, place, typed) for place, one in enumerate(cells)])
        rows.append(Row(number, said, typed))
    return rows


def _said(value: object, place: int, typed: dict[int, Typed]) -> str:
    """Return what a cell says, and keep what it is."""
    if isinstance(value, str):
        return value.strip() if value.isprintable() else clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        typed[place] = float(value)
        whole = float(value).is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        typed[place] = value.date()
        return value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(value, date):
        typed[place] = value
        return value.isoformat()
    return str(value) if isinstance(value, time | timedelta) else ""
