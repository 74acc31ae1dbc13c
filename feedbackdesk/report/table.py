"""The report as a table: its columns, for CSV and for spreadsheets alike."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import Edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.report.model import Entry, Report

Cell = str | int | Decimal | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading, what stands in it, and how wide it is, in characters."""

    heading: str
    cell: Callable[[Entry], Cell]
    width: int = 12


def _money(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


_SEEN_BY_ALL = (
    TableColumn("Rank", lambda entry: entry.rank, 6),
    TableColumn("Item", lambda entry: entry.title, 44),
    TableColumn("Stage", lambda entry: entry.tag, 10),
    TableColumn("Requests", lambda entry: entry.requests, 10),
    TableColumn("Mentions", lambda entry: entry.mentions, 10),
    TableColumn("Last 90 days", lambda entry: entry.momentum, 12),
    TableColumn("Moved", lambda entry: entry.movement, 8),
    TableColumn("Target", lambda entry: entry.target, 16),
)
_INSIDE = (
    TableColumn("Customers’ value a year", lambda entry: _money(entry.value), 14),
    TableColumn("Lost sales", lambda entry: entry.lost, 10),
    TableColumn("Lost value", lambda entry: _money(entry.lost_value), 14),
    TableColumn("Effort", lambda entry: entry.effort, 8),
    TableColumn("Pinned", lambda entry: "yes" if entry.pinned else "", 8),
    TableColumn("Themes", lambda entry: ", ".join(entry.themes), 28),
    TableColumn("Why", lambda entry: entry.why, 44),
)
_WORDS = (TableColumn("Description", lambda entry: entry.description, 60),)


def columns(report: Report) -> tuple[TableColumn, ...]:
    """Return the columns of a report; what the edition may not show has none."""
    inside = () if report.options.edition is Edition.CUSTOMER else _INSIDE
    return (*_SEEN_BY_ALL, *inside, *_WORDS)


def csv_bytes(report: Report) -> bytes:
    """Return a report as a CSV file's content (RFC 4180), UTF-8 with the mark Excel needs.

    Quotes stand in one cell, a line each. A text that a spreadsheet would take for a
    formula gets an apostrophe in front.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    shown = columns(report)
    writer.writerow([*(column.heading for column in shown), "Quotes"])
    for entry in report.entries:
        cells = [column.cell(entry) for column in shown]
        quotes = "\n".join(quote.line for quote in entry.quotes)
        writer.writerow([guarded(cell) for cell in (*cells, quotes)])
    return b"\xef\xbb\xbf" + table.getvalue().encode()


def guarded(cell: Cell) -> Cell:
    """Return a cell as a CSV file has it: no text is a formula, and money has two decimals."""
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
