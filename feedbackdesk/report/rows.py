"""What stands on a printed roadmap, in its final words: frozen, and the same for every renderer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.rows import movement_words
from feedbackdesk.domain.text import apart
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.report.files import suggested_name

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.discretion import Text
    from feedbackdesk.domain.movement import Standing
    from feedbackdesk.report.logo import Logo
    from feedbackdesk.report.options import ReportOptions

_STAGE_TAGS: Final = {ItemStage.IDEA: "Idea"}


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
class Decided:
    """What the owner's copy opens with: what is next, and why; see domain/argument.py."""

    item_id: int
    lead: str
    because: str
    also: tuple[str, ...]
    reason: str
    """The owner's own reason as it was kept; empty where none was."""
    kept: str
    """Whose that is, and since when."""
    since: Since | None


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
class Section:
    """Items under one heading; the heading is empty for the ranked list."""

    heading: str
    entries: tuple[Entry, ...]
    ranked: bool = True


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


@dataclass(frozen=True, slots=True)
class Report:
    """A whole printed roadmap."""

    options: ReportOptions
    title: str
    business: str
    on: date
    edition: str
    legend: str
    notes: tuple[str, ...]
    """Sentences that explain signs on the page."""
    totals: tuple[Total, ...]
    sections: tuple[Section, ...]
    ranking: tuple[Standing, ...] = ()
    """How every item stands, printed or not, for Desk.remember_print."""
    logo: Logo | None = None
    closing: tuple[str, ...] = ()
    """The owner's note at the end, paragraph by paragraph; for customers the contact at last."""
    contact: str = ""
    """How customers reach the owner; on no copy that stays inside."""
    appendix: tuple[Proof, ...] = ()
    warnings: tuple[str, ...] = ()
    """Sentences for the owner about what was left out; printed nowhere."""
    accounts: int = 0
    """How many accounts asked for what is open on it, each counted once."""
    currency: str = ""
    """What its sums are in: three letters."""
    decided: Decided | None = None
    """What is next, and why; on the owner's copy alone."""
    period: tuple[date, date] | None = None
    """The first and the last day of what was counted."""
    uncertain: tuple[Text, ...] = ()
    """Texts that are left out until the owner says whether customers may read them."""
    texts: tuple[Text, ...] = ()
    """All that was looked at for customers, with what was said of it."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every item in the order in which it is printed."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def most_in_a_month(self) -> int:
        """The largest number of all months: one scale for every item; at least 1."""
        return max((max(one.months.numbers) for one in self.entries if one.months), default=1) or 1

    @property
    def description(self) -> str:
        """What it is, in the properties of a file."""
        if self.decided is None:
            return self.legend_line
        return f"{self.decided.lead} {self.decided.because}"

    @property
    def edition_line(self) -> str:
        """What the head says about who it is for; nothing on what customers get."""
        if self.options.is_public:
            return ""
        return f"{self.edition}, not for customers"

    @property
    def empty_lines(self) -> tuple[str, str]:
        """What a page without items says: how it is, and what comes next."""
        if self.ranking:
            return "Nothing is in the stages that were chosen.", "Choose other stages to print."
        if self.options.is_public:
            then = "We are listening. What you ask for will be ranked and printed here."
        else:
            then = (
                "Put a theme on it: drag it from the list of themes into a column, or choose "
                "it and press R. It is then ranked by how many asked, and printed here."
            )
        return "Nothing stands on the roadmap yet.", then

    @property
    def date_line(self) -> str:
        """The day, and who it is for."""
        return " · ".join(part for part in (self.day, self.edition_line) if part)

    @property
    def legend_line(self) -> str:
        """How the rank is made, and what the signs mean."""
        return " ".join([self.legend, *self.notes])

    @property
    def totals_line(self) -> str:
        """The numbers of the head as one line, or that there is nothing to count."""
        if not self.entries:
            return " ".join(self.empty_lines)
        return ", ".join(f"{total.number} {total.words}" for total in self.totals)

    @property
    def day(self) -> str:
        """The day of the report: 22 November 2026."""
        return f"{self.on.day} {self.on:%B} {self.on.year}"

    @property
    def file_name(self) -> str:
        """What a file of it may be called, without an ending."""
        return suggested_name(self.business, self.title.lower(), self.edition.lower(), self.on)

    @property
    def document_title(self) -> str:
        """The title in the properties of a file."""
        return f"{self.business}: {self.title}" if self.business else self.title
