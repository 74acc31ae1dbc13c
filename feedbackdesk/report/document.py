"""What is printed: a roadmap, a theme, a call sheet, lost sales, somebody's page.

A document is parts under headings, and a part is pieces (report/pieces.py). Whoever makes one
decides what may be seen: no renderer leaves anything out, and each of them takes every
document: paper and PDF, HTML, Markdown, CSV and XLSX.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.report.files import suggested_name
from feedbackdesk.report.options import STAGE_ORDER
from feedbackdesk.report.pieces import Card, Entry, Proof

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.discretion import Text
    from feedbackdesk.domain.movement import Standing
    from feedbackdesk.domain.words import ItemStage, Lens
    from feedbackdesk.report.logo import Logo
    from feedbackdesk.report.options import OnPaper
    from feedbackdesk.report.pieces import Cell, Opening, Piece, Total


class Layout(StrEnum):
    """How a document is laid out on paper; other kinds of file have one way for all."""

    PLAIN = "document"
    OWNERS = "roadmap"
    CUSTOMERS = "customers"
    ONE_PAGE = "one-page"


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces under one heading."""

    heading: str
    """Empty where there is but one, and nothing has to be told apart."""
    pieces: tuple[Piece, ...]
    count: str = ""
    """How many there are, in words: stands beside the heading."""
    about: str = ""
    """What stands under it, in a sentence."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards among the pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Card))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The roadmap's items among the pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Entry))

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The evidence among the pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Proof))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    kind: str
    """What it is, in a word or two: stands above the title."""
    title: str
    business: str
    on: date
    options: OnPaper
    legend: str
    """What it tells, in a sentence or two."""
    columns: tuple[tuple[str, int], ...]
    """The table that its entries make: the headings, and their widths in characters."""
    notes: tuple[str, ...] = ()
    """Sentences that follow the legend: what signs mean, and how it adds up."""
    period: str = ""
    """Of which days is what was counted, in a sentence."""
    edition: str = ""
    """Which copy it is, in a file's name; empty where there is one alone."""
    edition_line: str = ""
    """Who it is for; nothing on what customers get of a roadmap."""
    foot: str = ""
    """What stands at the foot of a page of paper; empty for the edition's line."""
    totals: tuple[Total, ...] = ()
    opening: Opening | None = None
    """What it opens with."""
    parts: tuple[Part, ...] = ()
    empty: tuple[str, str] = ("", "")
    """What is said where there is no part: how it is, and what to do."""
    table: str = "Quotes"
    """What the table is called."""
    currency: str = ""
    """What its sums are in: three letters."""
    layout: Layout = Layout.PLAIN
    logo: Logo | None = None
    closing: tuple[str, ...] = ()
    """The owner's note at the end, paragraph by paragraph; for customers the contact at last."""
    contact: str = ""
    """How customers reach the owner; on no copy that stays inside."""
    lens: Lens | None = None
    """What a roadmap is ranked by; None on any other page."""
    ranking: tuple[Standing, ...] = ()
    """How every item stands, printed or not, for Desk.remember_print."""
    warnings: tuple[str, ...] = ()
    """Sentences for the owner about what was left out; printed nowhere."""
    uncertain: tuple[Text, ...] = ()
    """Texts that are left out until the owner says whether customers may read them."""
    texts: tuple[Text, ...] = ()
    """All that was looked at for customers, with what was said of it."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every item of a roadmap, in the order in which it is printed."""
        return tuple(entry for part in self.parts for entry in part.entries)

    @property
    def stages(self) -> tuple[tuple[ItemStage, tuple[Entry, ...]], ...]:
        """The items of a roadmap by stage, the nearest first; a stage without any is left out."""
        found = (
            (stage, [one for one in self.entries if one.stage is stage]) for stage in STAGE_ORDER
        )
        return tuple((stage, tuple(here)) for stage, here in found if here)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The evidence behind items of a roadmap, in their order."""
        return tuple(proof for part in self.parts for proof in part.proofs)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of the table: one for each item, and those of each card."""
        found: list[tuple[Cell, ...]] = []
        for piece in (piece for part in self.parts for piece in part.pieces):
            match piece:
                case Card():
                    found += piece.cells
                case Entry():
                    found.append(piece.cells)
        return tuple(found)

    @property
    def most_in_a_month(self) -> int:
        """The largest number of all months of items: one scale for every one; at least 1."""
        return max((max(one.months.numbers) for one in self.entries if one.months), default=1) or 1

    @property
    def file_name(self) -> str:
        """What a file of it may be called, without an ending."""
        return suggested_name(self.business, self.document_name, self.edition.lower(), self.on)

    @property
    def document_name(self) -> str:
        """What it is, and of what: the theme “Lids”, a call sheet."""
        return self.title if self.kind == self.title else f"{self.kind} {self.title}"

    @property
    def document_title(self) -> str:
        """The title in the properties of a file."""
        name = self.title if self.kind == self.title else f"{self.kind}: {self.title}"
        return f"{self.business}: {name}" if self.business else name

    @property
    def over(self) -> str:
        """The word above the title; nothing where the title says it."""
        return "" if self.kind == self.title else self.kind

    @property
    def description(self) -> str:
        """What it is, in the properties of a file."""
        if self.opening is None:
            return self.legend_line
        return f"{self.opening.lead} {self.opening.because}"

    @property
    def day(self) -> str:
        """The day of the document: 22 November 2026."""
        return f"{self.on.day} {self.on:%B} {self.on.year}"

    @property
    def date_line(self) -> str:
        """The day, and who it is for: stands at the head of every page after the first."""
        return " · ".join(part for part in (self.day, self.edition_line) if part)

    @property
    def legend_line(self) -> str:
        """What it tells, what its signs mean, and of which days it is."""
        return " ".join(filter(None, (self.legend, *self.notes, self.period)))

    @property
    def totals_line(self) -> str:
        """The numbers of the head as one line, or that there is nothing to count."""
        if not self.parts:
            return " ".join(self.empty)
        return ", ".join(f"{total.number} {total.words}" for total in self.totals)
