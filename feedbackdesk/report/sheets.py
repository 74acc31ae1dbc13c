"""A table in a workbook: what every sheet that is printed to has, whatever stands in it.

Texts are texts and obey nothing, days are days, money has its currency's format, numbers are
numbers. A sheet lies on its side and is as wide as prints at nine points or more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.money import sign_of
from feedbackdesk.domain.words import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from feedbackdesk.report.options import OnPaper
    from feedbackdesk.report.pieces import Cell

_ACCENT, _LINE = "#14574f", "#cfcac1"
_LONGEST: Final = 32_000
"""What a cell holds, in characters, with some to spare."""
_NARROW: Final = 16
"""Up to which width a column is of numbers, days and marks, and keeps it."""
_PAPER: Final = {
    Paper.A4: (9, 180),
    Paper.A3: (8, 260),
    Paper.LETTER: (1, 170),
    Paper.TABLOID: (3, 265),
}
"""What the format calls a paper, and how many characters of nine points its longer side takes."""
_PADDING: Final = 0.75
"""What a column takes beside its width, in characters."""
_MARGIN: Final = 0.4
"""The white at the sides, in inches."""


class Book:
    """A workbook with the looks of its cells."""

    def __init__(self, book: Workbook, options: OnPaper, currency: str) -> None:
        """Begin with no sheet."""
        self._book = book
        self._options = options
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.part = book.add_format({"bold": True, "font_size": 13, "font_color": _ACCENT})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.heading = book.add_format(
            {"bold": True, "font_color": _ACCENT, "bottom": 1, "bottom_color": _LINE}
            | {"text_wrap": True, "valign": "bottom"}
        )
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._day = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
        self._money = book.add_format({"num_format": money_format(currency), "valign": "top"})

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet on the paper of the options, on its side."""
        sheet = self._book.add_worksheet(name)
        code, _characters = _PAPER[self._options.paper]
        sheet.set_landscape()
        sheet.set_paper(code)
        sheet.set_margins(left=_MARGIN, right=_MARGIN)
        sheet.fit_to_pages(1, 0)
        return sheet

    def table(
        self,
        sheet: Worksheet,
        row: int,
        heads: Sequence[tuple[str, int]],
        rows: Sequence[Sequence[Cell]],
        name: str,
    ) -> None:
        """Write a table from a row on, and call it by a name that formulas may use."""
        widths = self.fitted([width for _heading, width in heads])
        for at, ((heading, _width), width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(row, at, heading, self.heading)
        for number, cells in enumerate(rows, row + 1):
            self.cells(sheet, number, cells, self.words)
        sheet.freeze_panes(row + 1, min(2, len(heads) - 1))
        sheet.repeat_rows(row)
        if not rows:
            return
        last = row + len(rows)
        sheet.autofilter(row, 0, last, len(heads) - 1)
        column = _letters(len(heads) - 1)
        where = sheet.get_name().replace("'", "''")
        self._book.define_name(name, f"='{where}'!$A${row + 1}:${column}${last + 1}")

    def cells(self, sheet: Worksheet, row: int, cells: Sequence[Cell], look: Format) -> None:
        """Write cells beside each other, each as what it is."""
        for at, cell in enumerate(cells):
            match cell:
                case str():
                    sheet.write_string(row, at, cell[:_LONGEST], look)
                case Decimal():
                    sheet.write_number(row, at, float(cell), self._money)
                case date():
                    sheet.write_datetime(row, at, cell, self._day)
                case int():
                    sheet.write_number(row, at, cell, self._number)

    def fitted(self, widths: Sequence[int]) -> list[float]:
        """Return widths that print at nine points or more: columns of words give way alike."""
        room = _PAPER[self._options.paper][1] - _PADDING * len(widths)
        fixed = sum(width for width in widths if width <= _NARROW)
        words = sum(widths) - fixed
        if fixed + words <= room or not words:
            return list(map(float, widths))
        part = max(room - fixed, 0) / words
        return [width if width <= _NARROW else max(width * part, 8.0) for width in widths]


def money_format(currency: str) -> str:
    """Return how a workbook shows money of a currency: its sign, thousands, two decimals."""
    sign = sign_of(currency).replace('"', "")
    return f'"{sign}"#,##0.00' if sign else "#,##0.00"


def _letters(place: int) -> str:
    """Return what a column is called: A for 0, AA for 26."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
