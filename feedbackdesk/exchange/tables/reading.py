"""Tables, from the file to its records: what `exchange.reading` calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from feedbackdesk.exchange.tables.guessing import (
    ENCODING,
    HEADER,
    SEPARATOR,
    SHEET,
    mapped,
)
from feedbackdesk.exchange.tables.preview import preview_of
from feedbackdesk.exchange.tables.records import records_of
from feedbackdesk.exchange.tables.separated import is_separated, open_separated
from feedbackdesk.exchange.tables.workbook import is_workbook, open_workbook

if TYPE_CHECKING:
    from feedbackdesk.domain.found import Found, Wishes
    from feedbackdesk.exchange.tables.preview import Preview
    from feedbackdesk.exchange.tables.sheet import Sheet


def is_csv(head: bytes, name: str) -> bool:
    """Whether a file begins as a table of text does."""
    return is_separated(head, name)


def is_sheet(head: bytes, name: str) -> bool:
    """Whether a file begins as a spreadsheet does: XLSX, XLS or ODS."""
    return is_workbook(head, name)


def read_csv(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what a table of text holds."""
    return see_csv(file, wishes)[0]


def read_sheet(file: BinaryIO, wishes: Wishes) -> Found:
    """Return what a spreadsheet holds."""
    return see_sheet(file, wishes)[0]


def see_csv(file: BinaryIO, wishes: Wishes) -> tuple[Found, Preview]:
    """Return what a table of text holds, and what is shown of it."""
    sheet = open_separated(
        file,
        separator=wishes.columns.get(SEPARATOR, "")[:1],
        encoding=wishes.columns.get(ENCODING, ""),
        header=_header(wishes),
    )
    return _seen(sheet, wishes, "csv")


def see_sheet(file: BinaryIO, wishes: Wishes) -> tuple[Found, Preview]:
    """Return what a spreadsheet holds, and what is shown of it."""
    asked = wishes.columns.get(SHEET, "")
    return _seen(open_workbook(file, header=_header(wishes), asked=asked), wishes, "sheet")


def _seen(sheet: Sheet, wishes: Wishes, called: str) -> tuple[Found, Preview]:
    """Return what an opened table holds, and what is shown of it."""
    understood = mapped(sheet, wishes.columns)
    found = records_of(sheet, understood, wishes, called)
    return found, preview_of(sheet, understood, found)


def _header(wishes: Wishes) -> int | None:
    asked = wishes.columns.get(HEADER, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else None
