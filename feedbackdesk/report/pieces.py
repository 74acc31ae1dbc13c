"""What a printed document is made of, in its final words: frozen, the same for every renderer.

Some pieces are for any page: cards, bars, months, facts and lines. Others are a roadmap's: its
items, the decision that it opens with, and the evidence behind it. Each that stands in a table
of files knows its cells there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from feedbackdesk.domain.rows import movement_words
from feedbackdesk.domain.text import apart
from feedbackdesk.domain.words import ItemStage, label

Cell = str | int | Decimal | date | None

WORDS_LENGTH: Final = 20_000
"""The longest that somebody's words are printed, in characters."""

_STAGE_TAGS: Final = {ItemStage.IDEA: "Idea"}


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


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words; speaker and day are empty where nobody may be named."""

    words: str
    speaker: str = ""
    said: str = ""
    feedback_id: int = 0
    on: date | None = None
    """The day of it; None where nobody may be named."""
    start: int = 0
    end: int = 0
    """Where in the words stands what counted; both 0 where all of it did."""

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The words in their order, and whether they counted: those are strong."""
        if not self.end:
            return ((self.words, False),)
        found = (
            (self.words[: self.start], False),
            (self.words[self.start : self.end], True),
            (self.words[self.end :], False),
        )
        return tuple(part for part in found if part[0])

    @property
    def source(self) -> str:
        """Who said it and when, as one line; empty where nobody may be named."""
        return ", ".join(part for part in (apart(self.speaker), self.said) if part)

    @property
    def line(self) -> str:
        """The quote and its source, as one line."""
        return f"“{self.words}”{f' ({self.source})' if self.source else ''}"


@dataclass(frozen=True, slots=True)
class MonthsLine:
    """An item's last twelve months, the oldest first: numbers, and how they are said."""

    numbers: tuple[int, ...]
    told: str
    first: str
    """What the first month is called, in short."""
    last: str


@dataclass(frozen=True, slots=True)
class Changed:
    """How many accounts asked for an item at the print before, and now."""

    item_id: int
    rank: int | None
    title: str
    then: int | None
    now: int


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in numbers since the print before."""

    heading: str
    rows: tuple[Changed, ...]
    line: str
    """What else there is to say of it; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page opens with: for its owner what is next, and why (domain/argument.py)."""

    lead: str
    because: str
    also: tuple[str, ...] = ()
    reason: str = ""
    """The owner's own reason as it was kept; empty where none was."""
    kept: str = ""
    """Whose that is, and since when."""
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it is printed. Money is in hundredths; zero where it may not be seen."""

    item_id: int
    title: str
    stage: ItemStage
    rank: int | None
    figure: str
    """The number that the lens looks at, or the requests where that may not be seen."""
    unit: str
    """What the figure counts."""
    share: float
    """The figure as a part of the largest one, 0 to 1."""
    facts: tuple[str, ...]
    """The other numbers, in words: "14 mentions"."""
    requests: int
    mentions: int = 0
    value: int = 0
    lost: int = 0
    lost_value: int = 0
    lost_text: str = ""
    """The sales lost over it: "lost 4, £12,400"."""
    momentum: int = 0
    effort: int | None = None
    moved: int | None = None
    is_new: bool = False
    since: str = ""
    """What the movement is counted from: the print of 3 November."""
    pinned: bool = False
    description: str = ""
    target: str = ""
    themes: tuple[str, ...] = ()
    why: str = ""
    """The owner's own reason, else what decides between it and the one above; or why it was
    declined."""
    shipped_in: str = ""
    """The month, for customers: November 2026."""
    months: MonthsLine | None = None
    then: str = ""
    """How many had asked at a print of an earlier day: 8 on 31 Aug 2026."""
    overlap: tuple[str, ...] = ()
    """With which items it shares accounts, a line each."""
    quotes: tuple[Quote, ...] = ()
    asked: str = ""
    """How many asked, as it is said to customers; empty on what stays inside."""
    in_full: bool = False
    """Whether it is among the first ones, which the owner's copy on paper tells in full."""
    cells: tuple[Cell, ...] = ()
    """The same as a row of the document's table: see `Document.columns`."""

    @property
    def tag(self) -> str:
        """The stage of one item, in a word."""
        return _STAGE_TAGS.get(self.stage, label(self.stage))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The other numbers and signs in words, where no drawing says them."""
        moved = self.movement
        parts = [
            *self.facts,
            self.lost_text,
            f"{moved} since {self.since}" if moved else "",
            self.then,
            *self.overlap,
            "pinned by hand" if self.pinned else "",
            f"aimed at: {self.target}" if self.target else "",
        ]
        return tuple(part for part in parts if part)

    @property
    def about(self) -> str:
        """The themes behind it, and its effort, as one line."""
        themes = ", ".join(self.themes)
        parts = [
            f"{'Theme' if len(self.themes) == 1 else 'Themes'}: {themes}" if themes else "",
            f"Effort: {self.effort}" if self.effort else "",
        ]
        return "  ·  ".join(part for part in parts if part)

    @property
    def movement(self) -> str:
        """The movement in words: up 2, down 1, new, or nothing."""
        return movement_words(self.moved, is_new=self.is_new)


@dataclass(frozen=True, slots=True)
class Account:
    """One account behind an item: who it is, once, with all that it said."""

    name: str
    about: str
    """What it was then, what it is now, and its value: "prospect then, customer now"."""
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence behind one item of the appendix."""

    item_id: int
    title: str
    rank: int | None
    counted: str
    """What it adds up to: "12 accounts, 17 mentions"."""
    accounts: tuple[Account, ...]
    more: str = ""
    """How many accounts there was no room for; empty where all are there."""

    @property
    def heading(self) -> str:
        """The item by its rank and its title."""
        return f"{self.rank}. {self.title}" if self.rank is not None else self.title


@dataclass(frozen=True, slots=True)
class Total:
    """One number of the report's head."""

    number: str
    words: str


Piece = Card | Bars | Months | Facts | Lines | Entry | Proof
