"""The tables that a document makes, and its list as CSV: the same rows for every spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.cells import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedbackdesk.report.document import Document
    from feedbackdesk.report.pieces import Cell, Proof

_QUOTES = (("Rank", 6), ("Item", 44), ("Quote", 90), ("Who", 28), ("When", 14))
_EVIDENCE = (
    ("Rank", 6), ("Item", 44), ("Account", 28), ("Then and now", 28),
    ("Quote", 90), ("Who", 28), ("When", 14),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its headings with their widths in characters, and its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(document: Document) -> tuple[Table, ...]:
    """Return the tables of a document: its list, the quotes beside its items, the evidence."""
    found = [Table(document.table, document.columns, document.rows)]
    found += [one for one in (_quotes(document), _evidence(document)) if one.rows]
    return tuple(found)


def _quotes(document: Document) -> Table:
    said = [(entry, quote) for entry in document.entries for quote in entry.quotes]
    # Where nobody may be named, two columns would stand empty.
    heads = _QUOTES if any(quote.source for _entry, quote in said) else _QUOTES[:3]
    rows = (
        (entry.rank, entry.title, quote.words, quote.speaker, quote.on)[: len(heads)]
        for entry, quote in said
    )
    return Table("Quotes", heads, tuple(rows))


def _evidence(document: Document) -> Table:
    rows = (
        (
            proof.rank, proof.title, account.name, account.about,
            quote.words, quote.speaker, quote.on,
        )
        for proof in document.proofs
        for account in proof.accounts
        for quote in account.quotes
    )  # fmt: skip
    return Table("Evidence", _EVIDENCE, tuple(rows))


def csv_bytes(document: Document) -> bytes:
    """Return a document's list as a CSV file's content (RFC 4180), UTF-8 with the mark Excel needs.

    A roadmap's quotes stand in one cell, a line each; where there is evidence it follows in one
    more. The owner's note is a last row of its own. What is not in the list (facts, bars) is in
    the other kinds of file. A text that a spreadsheet would take for a formula gets an apostrophe
    in front.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    heads = [heading for heading, _width in document.columns]
    for row in ([*heads, *_more_heads(document)], *_listed(document)):
        writer.writerow([cell_of(cell) for cell in row])
    if document.closing:
        # Below the titles, where who reads it by eye looks and a filter finds no rank.
        writer.writerow(["", cell_of("\n".join(document.closing))])
    return b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace")


def _more_heads(document: Document) -> list[str]:
    if document.lens is None:  # no roadmap
        return []
    return ["Quotes", "Evidence"] if document.proofs else ["Quotes"]


def _listed(document: Document) -> Iterator[tuple[Cell, ...]]:
    if document.lens is None:
        yield from document.rows
    evidence = {proof.item_id: proof for proof in document.proofs}
    for entry in document.entries:
        quotes = "\n".join(quote.line for quote in entry.quotes)
        told = ("\n".join(_told(evidence[entry.item_id])),) if entry.item_id in evidence else ()
        yield (*entry.cells, quotes, *told)


def _told(proof: Proof) -> Iterator[str]:
    """Return a line for each quote of the evidence: account, day and words."""
    for account in proof.accounts:
        for quote in account.quotes:
            yield f"{account.name}, {quote.said}: “{quote.words}”"
    if proof.more:
        yield proof.more
