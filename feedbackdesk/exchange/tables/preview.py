"""What the window shows of a table before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.exchange.tables.sheet import header_key

if TYPE_CHECKING:
    from feedbackdesk.domain.found import Found
    from feedbackdesk.exchange.tables.guessing import Mapped
    from feedbackdesk.exchange.tables.sheet import Sheet
    from feedbackdesk.exchange.tables.vocabulary import Field, RowIs

ROWS_SHOWN = 500
_CELL_SHOWN = 300


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column: what it is called, and what it was taken for."""

    name: str
    field: Field


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it stands in the file, and why it is refused if it is."""

    place: str
    """As the records and refusals of the table name it."""
    number: int
    cells: tuple[str, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as it was understood."""

    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]
    """The first ones, and all that are refused of the rest, as far as there is room."""
    total: int
    """How many rows there are."""
    row_is: RowIs
    key: str
    """What the mapping of this table is remembered by."""
    preset: str = ""
    """The program whose table it is."""
    header: tuple[int, ...] = ()
    separator: str = ""
    encoding: str = ""
    sheet: str = ""
    others: tuple[str, ...] = ()
    """Sheets beside it that could be read instead."""
    above: tuple[str, ...] = ()


def preview_of(sheet: Sheet, mapped: Mapped, found: Found) -> Preview:
    """Return what is shown of a table that was read."""
    refused = {one.place: one.sentence for one in found.refused}
    rows: list[PreviewRow] = []
    for at, row in enumerate(sheet.rows):
        place = row.place
        if at < ROWS_SHOWN or (place in refused and len(rows) < 2 * ROWS_SHOWN):
            cells = tuple(one[:_CELL_SHOWN] for one in row.cells)
            rows.append(PreviewRow(place, row.number, cells, refused.get(place, "")))
    preset = mapped.preset
    return Preview(
        tuple(
            PreviewColumn(name, one) for name, one in zip(sheet.columns, mapped.fields, strict=True)
        ),
        tuple(rows),
        len(sheet.rows) + len(sheet.too_long),
        mapped.row_is,
        header_key(sheet),
        preset.called if preset else "",
        sheet.header,
        sheet.separator,
        sheet.encoding,
        sheet.name,
        sheet.others,
        sheet.above,
    )
