"""A table as it stands in a file: rows of cells, and what was decided to read it so."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from feedbackdesk.exchange.tables.vocabulary import HALF_HEADERS, TOTALS, headers, squeezed
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS_LIMIT = 200
"""So many columns are looked at; whoever has more has exported something else."""
ROWS_LIMIT = 200_000
"""So many rows are read, and the owner is told: they are about 300 MB."""
NAME_LIMIT = 300
_HEADER_WITHIN = 20
"""The names stand in one of so many first rows."""
_LONG = 120
_ENDS = (".", "!", "。", "؟")

Typed = date | float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int
    """As the spreadsheet shows it, from 1."""
    cells: tuple[str, ...]
    typed: Mapping[int, Typed] = field(default_factory=dict)
    """By column: the days and numbers that a spreadsheet holds as such."""
    sheet: str = ""
    """Where it stands, if not on the first sheet."""

    @property
    def place(self) -> str:
        """Where it stands, as a person finds it."""
        if self.sheet:
            return _("row {number} of {sheet}").format(number=self.number, sheet=self.sheet)
        return _("row {number}").format(number=self.number)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, opened."""

    columns: tuple[str, ...]
    """Their names: never empty, never twice."""
    rows: tuple[Row, ...]
    """Those below the names that hold anything."""
    header: tuple[int, ...] = ()
    """The rows that hold the names; none where there are no names."""
    above: tuple[str, ...] = ()
    """What stands above them, such as a title."""
    name: str = ""
    """What the sheet is called."""
    separator: str = ""
    encoding: str = ""
    too_long: tuple[Row, ...] = ()
    """Rows that have more cells than there are columns."""
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Sheets beside it that hold something and were not read."""


def header_key(sheet: Sheet) -> str:
    """Return what a table is known again by: the names of its columns, in their order."""
    names = "\0".join(squeezed(one) or one for one in sheet.columns)
    return hashlib.blake2b(names.encode("utf-8", "replace"), digest_size=8).hexdigest()


def made_sheet(
    rows: Sequence[Row],
    *,
    asked_header: int | None = None,
    name: str = "",
    separator: str = "",
    encoding: str = "",
    notes: tuple[str, ...] = (),
    widest: int = 0,
) -> Sheet:
    """Return a table of rows: with its names found, without its empty rows and columns."""
    filled = [row for row in rows if any(row.cells)]
    used = max((filled_to(row.cells) for row in filled), default=0)
    if used > COLUMNS_LIMIT:
        used = max(used, widest)
        sentence = _("The table has {number} columns; the first {used} are used.")
        notes += (sentence.format(number=f"{used:,}", used=COLUMNS_LIMIT),)
        filled = [_cut(row) for row in filled]
    at, many = _header(filled, asked_header)
    names = _names(filled[at : at + many])
    body = filled[at + many :]
    width, too_long = _extent(body, len(names))
    if too_long:
        long_ones = {row.number for row in too_long}
        body = [row for row in body if row.number not in long_ones]
    names += [""] * (width - len(names))
    kept = [
        place
        for place in range(width)
        if names[place] or any(place < len(row.cells) and row.cells[place] for row in body)
    ]
    return Sheet(
        columns=tuple(_told_apart([names[place] or _letters(place) for place in kept])),
        rows=tuple(_fitted(row, kept, width) for row in body),
        header=tuple(row.number for row in filled[at : at + many]),
        above=tuple(" ".join(filter(None, row.cells)) for row in filled[:at]),
        name=name,
        separator=separator,
        encoding=encoding,
        too_long=tuple(too_long),
        notes=notes,
    )


def total_said(row: Row) -> str:
    """Return what a row says that only adds others up; nothing for any other row.

    >>> total_said(Row(9, ("Sum", "", "233")))
    'Sum 233'
    """
    first = next(filter(None, row.cells), "")
    word, _space, rest = first.partition(" ")
    begins = len(word) < _LONG and squeezed(word) in TOTALS and not any(map(str.isalpha, rest))
    if not begins and (len(first) > _LONG or squeezed(first) not in TOTALS):
        return ""
    # Beside the word there are numbers alone: somebody may be called Total.
    filled = [one for one in row.cells if one]
    numbers = all(not any(map(str.isalpha, one)) or len(one) < 6 for one in filled[1:])
    return " ".join(filled) if numbers else ""


def filled_to(cells: Sequence[str]) -> int:
    """Return how many cells there are up to the last that holds anything."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return width


def _cut(row: Row) -> Row:
    typed = {place: one for place, one in row.typed.items() if place < COLUMNS_LIMIT}
    return Row(row.number, row.cells[:COLUMNS_LIMIT], typed, row.sheet)


def _fitted(row: Row, kept: list[int], width: int) -> Row:
    cells = row.cells + ("",) * (width - len(row.cells))
    if len(kept) == width:
        return Row(row.number, cells[:width], row.typed, row.sheet)
    typed = {new: row.typed[old] for new, old in enumerate(kept) if old in row.typed}
    return Row(row.number, tuple(cells[place] for place in kept), typed, row.sheet)


def _extent(body: list[Row], named: int) -> tuple[int, list[Row]]:
    """Return how many columns there are, and the rows that have more cells than that."""
    longer = [row for row in body if filled_to(row.cells) > named]
    if not longer or (named and len(longer) * 5 <= len(body)):
        return named, longer
    return max(filled_to(row.cells) for row in longer), []


# The names


_DATA = re.compile(
    r"[^\s@]{1,80}@[^\s@]{1,80}\.[^\s@]{1,20}|https?://\S{1,2000}"
    r"|[-+(]?[\d.,' \u00a0]{1,20}%?\)?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].{1,40})?|true|false"
)


def _is_data(cell: str) -> bool:
    return _DATA.fullmatch(cell.strip().lower()) is not None


def _header(rows: list[Row], asked: int | None) -> tuple[int, int]:
    """Return the place of the row with the names, and how many rows they take."""
    if asked is not None:
        places = [place for place, row in enumerate(rows) if row.number == asked]
        return (places[0], 1) if places else (0, 0)
    if not rows:
        return 0, 0
    counts = Counter(sum(map(bool, row.cells)) for row in rows[:200])
    usual = max(counts, key=lambda one: (counts[one], one))
    wanted = 1 if usual == 1 else max(2, (usual + 1) // 2)
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        filled = [one for one in row.cells if one]
        if len(filled) < wanted or (len(set(filled)) == 1 and wanted > 1):
            continue
        if not _are_names(row.cells, rows[place + 1 : place + 200]):
            return place, 0
        return place, 1 + _second_row(rows, place)
    return 0, 0


def _are_names(cells: tuple[str, ...], below: list[Row]) -> bool:
    """Whether the cells of a row name columns instead of holding something."""
    filled = [one for one in cells if one]
    data = [place for place, one in enumerate(cells) if one and _is_data(one)]
    if len(data) * 3 > len(filled):
        return False
    if not below or any(squeezed(one) in headers() for one in filled):
        return True
    if len(filled) == 1:
        # A list of sentences has no name above it, unless its first row is short.
        return len(filled[0]) <= 40 and not filled[0].endswith(_ENDS)
    for place in data:
        further = [row.cells[place] for row in below if place < len(row.cells)]
        if sum(map(_is_data, further)) * 2 > len(further):
            return False  # what names a column of days is no day itself
    return not any(len(one) > _LONG and one.endswith(_ENDS) for one in filled)


def _second_row(rows: list[Row], place: int) -> int:
    """Return 1 where the next row goes on naming the columns, as in a survey; else 0."""
    if place + 2 >= len(rows):
        return 0
    first, second = rows[place].cells, rows[place + 1].cells
    filled = [one for one in second if one]
    if any(map(_is_data, filled)) or any(len(one) > _LONG for one in filled):
        return 0
    known = all(squeezed(one) in HALF_HEADERS for one in filled)
    body = rows[place + 2 : place + 50]
    if second and second[0]:
        return 1 if known and len(filled) > 1 else 0
    # Below the first name there is nothing yet, though all further rows have something.
    begun = sum(bool(row.cells and row.cells[0]) for row in body)
    if begun * 2 < len(body):
        return 0
    under_gap = any(
        one and not (place_ < len(first) and first[place_]) for place_, one in enumerate(second)
    )
    return 1 if known or under_gap else 0


def _names(rows: list[Row]) -> list[str]:
    if not rows:
        return []
    names = [
        " ".join(one.split())[:NAME_LIMIT] for one in rows[0].cells[: filled_to(rows[0].cells)]
    ]
    if len(rows) == 1:
        return names
    below = rows[1].cells
    joined, last = [], ""
    for place in range(max(len(names), filled_to(below))):
        upper = names[place] if place < len(names) else ""
        lower = " ".join(below[place].split())[:NAME_LIMIT] if place < len(below) else ""
        last = upper or (last if lower else "")
        if lower and squeezed(lower) not in HALF_HEADERS:
            joined.append(f"{last}: {lower}" if last else lower)
        else:
            joined.append(upper or lower)
    return joined


def _letters(place: int) -> str:
    """Return what a spreadsheet calls a column: Column A, Column AB."""
    letters, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return _("Column {letters}").format(letters=letters)


def _told_apart(names: list[str]) -> list[str]:
    taken: set[str] = set()
    for place, name in enumerate(names):
        number = 1
        while names[place] in taken:
            number += 1
            names[place] = f"{name} ({number})"
        taken.add(names[place])
    return names
