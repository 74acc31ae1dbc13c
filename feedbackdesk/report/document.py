"""What the roadmap's siblings are made of: a theme, a call sheet, lost sales, somebody's page.

A document is parts under headings, and a part is pieces: facts, bars, months, cards and
lines. Whoever makes one decides what may be seen; no renderer leaves anything out, and
each of them draws every document: paper and PDF, HTML, Markdown, CSV and XLSX.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from feedbackdesk.domain.words import Edition, Paper
from feedbackdesk.report.files import suggested_name

if TYPE_CHECKING:
    from feedbackdesk.desk.discretion import Text
    from feedbackdesk.report.rows import Total

Cell = str | int | Decimal | date | None


class OnPaper(Protocol):
    """The choices that paper needs."""

    @property
    def paper(self) -> Paper:
        """What it is printed on."""
        ...

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies."""
        ...

    @property
    def edition(self) -> Edition:
        """Who it is for."""
        ...


WORDS_LENGTH: Final = 20_000
"""The longest that somebody's words are printed, in characters."""


class Order(StrEnum):
    """How a theme's quotes are put."""

    DATE = "date"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """For whom a document is, how it is put, and on what."""

    edition: Edition = Edition.WORKING
    paper: Paper = Paper.A4
    landscape: bool = False
    order: Order = Order.DATE
    hold_uncertain: bool = False
    """Whether what may name somebody or a sum is left out for customers, and nobody is asked."""

    @property
    def counts_as(self) -> Edition:
        """The edition whose files others may read, or not."""
        return self.edition


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words, their line breaks kept; the source is empty where nobody is named."""

    words: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the things to say to somebody, with room for what came of it."""

    tell: str
    """What there is to say to them."""
    when: tuple[str, ...] = ()
    """By when, where the card's aside does not say it: the first line is the one that counts."""
    strong: bool = False
    """Whether that is urgent."""
    said: tuple[Said, ...] = ()
    ticks: tuple[str, ...] = ()
    """Boxes to tick by hand."""
    ruled: int = 0
    """Lines to write on by hand."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of a list: a quote, a call, a lost sale. All is in its final words."""

    rail: tuple[str, ...] = ()
    """What hangs in the margin: a number, or a day."""
    title: str = ""
    aside: tuple[str, ...] = ()
    """What stands at the right: the first line is the one that counts."""
    strong: bool = False
    """Whether the aside is urgent."""
    lines: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    """What there is to talk about, the earliest first."""
    cells: tuple[tuple[Cell, ...], ...] = ()
    """The same as rows of the document's table: see `Document.columns`."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. Shares are parts of the whole track, 0 to 1."""

    label: str
    share: float
    figure: str
    guess: float = 0.0
    """The part of the bar that is our guess: drawn hollow."""
    reached: float | None = None
    """Where all bars so far together reach, which is marked on the track."""
    note: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one scale; the legend says what they mean."""

    bars: tuple[Bar, ...]
    columns: tuple[str, ...]
    """What a bar's cells are called."""
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Months:
    """Numbers by month, as columns on a line: short name, whole name and number."""

    columns: tuple[tuple[str, str, int], ...]
    of: str
    """What is counted."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a thing is called, and what it is."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Short texts under each other."""

    texts: tuple[str, ...]


Piece = Card | Bars | Months | Facts | Lines


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces under one heading."""

    heading: str
    pieces: tuple[Piece, ...]
    count: str = ""
    """How many there are, in words: stands beside the heading."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The entries among the pieces."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Card))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    kind: str
    """What it is, in a word or two: stands above the title."""
    title: str
    business: str
    on: date
    options: PageOptions
    legend: str
    """What it tells, in a sentence or two."""
    columns: tuple[tuple[str, int], ...]
    """The table that the cards make: its headings, and their widths in characters."""
    edition_line: str = ""
    totals: tuple[Total, ...] = ()
    parts: tuple[Part, ...] = ()
    empty: tuple[str, str] = ("", "")
    """What is said where there is no part: how it is, and what to do."""
    table: str = "Quotes"
    """What the table is called."""
    currency: str = ""
    """What its sums are in: three letters."""
    warnings: tuple[str, ...] = ()
    """Sentences for the owner about what was left out; printed nowhere."""
    uncertain: tuple[Text, ...] = ()
    """Texts that are left out until the owner says whether customers may read them."""
    texts: tuple[Text, ...] = ()
    """All that was looked at for customers, with what was said of it."""

    @property
    def file_name(self) -> str:
        """What a file of it may be called, without an ending."""
        edition = "customer copy" if self.options.edition is Edition.CUSTOMER else ""
        return suggested_name(self.business, self.document_name, edition, self.on)

    @property
    def document_name(self) -> str:
        """What it is, and of what: the theme “Lids”, a call sheet."""
        return self.title if self.kind == self.title else f"{self.kind} {self.title}"

    @property
    def day(self) -> str:
        """The day of the document: 22 November 2026."""
        return f"{self.on.day} {self.on:%B} {self.on.year}"

    @property
    def date_line(self) -> str:
        """The day, and who it is for: stands at the head of every page after the first."""
        return " · ".join(part for part in (self.day, self.edition_line) if part)

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
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of the table."""
        return tuple(cells for part in self.parts for card in part.cards for cells in card.cells)

    @property
    def totals_line(self) -> str:
        """The numbers of the head as one line."""
        return ", ".join(f"{total.number} {total.words}" for total in self.totals)
