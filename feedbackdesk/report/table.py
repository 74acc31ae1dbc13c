"""The report as a table: its columns, for CSV and for spreadsheets alike."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from feedbackdesk.domain.cells import cell_of
from feedbackdesk.report.options import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedbackdesk.report.document import Cell
    from feedbackdesk.report.rows import Entry, Proof, Report


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its heading, what stands in it, and how wide it is, in characters."""

    heading: str
    cell: Callable[[Entry], Cell]
    width: int = 12
    part: Part | None = None
    """What must be shown for it to be there."""
    money: bool = False
    inside: bool = False
    """Whether customers never see it."""
    outside: bool = False
    """Whether only customers see it."""


def _money(hundredths: int) -> Decimal:
    return Decimal(hundredths) / 100


_COLUMNS = (
    TableColumn("Rank", lambda entry: entry.rank, 6),
    TableColumn("Item", lambda entry: entry.title, 44),
    TableColumn("Stage", lambda entry: entry.tag, 10),
    TableColumn("Requests", lambda entry: entry.requests, 10),
    TableColumn("Mentions", lambda entry: entry.mentions, 10, Part.MENTIONS),
    TableColumn("Last 90 days", lambda entry: entry.momentum, 12, Part.MOMENTUM),
    TableColumn("Moved", lambda entry: entry.movement, 8),
    TableColumn("Target", lambda entry: entry.target, 16, Part.TARGET),
    TableColumn("Customers’ value a year", lambda entry: _money(entry.value), 14, Part.VALUE),
    TableColumn("Lost sales", lambda entry: entry.lost, 10, Part.LOST),
    TableColumn("Lost value", lambda entry: _money(entry.lost_value), 14, Part.LOST, money=True),
    TableColumn("Effort", lambda entry: entry.effort, 8, Part.EFFORT),
    TableColumn("Pinned", lambda entry: "yes" if entry.pinned else "", 8, inside=True),
    TableColumn("Themes", lambda entry: ", ".join(entry.themes), 28, Part.THEMES),
    TableColumn("Shipped", lambda entry: entry.why, 24, outside=True),
    TableColumn("Why", lambda entry: entry.why, 44, Part.WHY),
    TableColumn("Description", lambda entry: entry.description, 60, Part.DESCRIPTION),
)


def columns(report: Report) -> tuple[TableColumn, ...]:
    """Return the columns of a report; what may not be shown, or was not chosen, has none."""
    options = report.options
    return tuple(
        column
        for column in _COLUMNS
        if (column.part is None or options.shows(column.part))
        and (options.shows_money or not column.money)
        and not (column.inside if options.is_public else column.outside)
    )


def csv_bytes(report: Report) -> bytes:
    """Return a report as a CSV file's content (RFC 4180), UTF-8 with the mark Excel needs.

    Quotes stand in one cell, a line each. A text that a spreadsheet would take for a
    formula gets an apostrophe in front. The evidence follows with every quote told by
    account in one more column; the owner's note is a last row of its own.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    shown = columns(report)
    evidence = {proof.item_id: proof for proof in report.appendix}
    heads = [*(column.heading for column in shown), "Quotes"]
    writer.writerow([*heads, "Evidence"] if evidence else heads)
    for entry in report.entries:
        cells = [column.cell(entry) for column in shown]
        cells.append("\n".join(quote.line for quote in entry.quotes))
        if entry.item_id in evidence:
            cells.append("\n".join(_told(evidence[entry.item_id])))
        writer.writerow([cell_of(cell) for cell in cells])
    if report.closing:
        # Below the titles, where who reads it by eye looks and a filter finds no rank.
        writer.writerow(["", cell_of("\n".join(report.closing))])
    return b"\xef\xbb\xbf" + table.getvalue().encode()


def _told(proof: Proof) -> Iterator[str]:
    """Return a line for each quote of the evidence: account, day and words."""
    for account in proof.accounts:
        for quote in account.quotes:
            yield f"{account.name}, {quote.said}: “{quote.words}”"
    if proof.more:
        yield proof.more
