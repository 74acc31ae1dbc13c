"""The report that every printed roadmap is made from: what stands on it, in its final words.

An edition is decided here and nowhere else: what may not be seen is not in the report,
so no renderer can show it by mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.movement import Standing, movement_words, standings_of
from feedbackdesk.domain.ranking import MOMENTUM_DAYS, column, rank_items, reason_for_rank, score
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper, label
from feedbackdesk.report.discretion import Discretion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.rows import Evidence, Item, RankedItem
    from feedbackdesk.store.reader import Reader

QUOTE_LENGTH = 240
"""The longest quote on a page, in characters."""

DESCRIPTION_LENGTH = 420
QUOTES_LIMIT = 20

EDITION_NAMES: Final = {edition: label(edition) for edition in Edition}
STAGE_ORDER: Final = (
    ItemStage.NOW,
    ItemStage.NEXT,
    ItemStage.LATER,
    ItemStage.IDEA,
    ItemStage.SHIPPED,
    ItemStage.DECLINED,
)
PRINTED_STAGES: Final = STAGE_ORDER[:-1]
"""What is printed unless told otherwise: everything but what was declined."""

_STAGE_TAGS = {ItemStage.IDEA: "Idea"}
_LEGENDS = {
    Lens.REQUESTS: "by requests: the number of accounts that asked, each counted once.",
    Lens.MENTIONS: "by mentions: how often each was brought up, by whomever.",
    Lens.VALUE: "by customers’ value: what the customers who asked are worth a year.",
    Lens.LOST: "by lost value: the sales that were lost for want of it.",
    Lens.MOMENTUM: f"by momentum: the accounts that asked in the last {MOMENTUM_DAYS} days.",
    Lens.EFFORT: "by value for effort: the accounts that asked, for each point of effort.",
}
_PUBLIC_LEGENDS = {
    Lens.REQUESTS: "by how many asked, each counted once.",
    Lens.MENTIONS: "by how often each was asked for.",
    Lens.MOMENTUM: f"by how many asked in the last {MOMENTUM_DAYS} days.",
}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What is printed, for whom, and on what."""

    edition: Edition = Edition.WORKING
    lens: Lens = Lens.REQUESTS
    paper: Paper = Paper.A4
    landscape: bool = False
    by_stage: bool = False
    quotes: int = 3
    """How many quotes an item has at most, 0 to 20."""
    stages: tuple[ItemStage, ...] = PRINTED_STAGES

    @property
    def grouped(self) -> bool:
        """Whether stages are headings; one page has room for the first ranks alone."""
        return self.by_stage and self.edition is not Edition.ONE_PAGE


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words; speaker and day are empty where nobody may be named."""

    words: str
    speaker: str = ""
    said: str = ""
    feedback_id: int = 0

    @property
    def source(self) -> str:
        """Who said it and when, as one line; empty where nobody may be named."""
        return ", ".join(part for part in (self.speaker, self.said) if part)

    @property
    def line(self) -> str:
        """The quote and its source, as one line."""
        return f"“{self.words}”{f' ({self.source})' if self.source else ''}"


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
    mentions: int
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
    """Why it stands where it stands, or why it was declined."""
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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every item in the order in which it is printed."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def edition_line(self) -> str:
        """What the head says about who it is for; nothing on what customers get."""
        if self.options.edition is Edition.CUSTOMER:
            return ""
        return f"{self.edition}, not for customers"

    @property
    def empty_lines(self) -> tuple[str, str]:
        """What a page without items says: how it is, and what comes next."""
        if self.options.edition is Edition.CUSTOMER:
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
    def document_title(self) -> str:
        """The title in the properties of a file."""
        return f"{self.business}: {self.title}" if self.business else self.title


@dataclass(frozen=True, slots=True)
class LastPrint:
    """What was remembered last at some moment."""

    newest: int
    """The key of the newest print or snapshot; 0 where there was none."""


def last_print(read: Reader) -> LastPrint:
    """Return the last print, for who prints several times and means one before all of them."""
    return LastPrint(read.newest_snapshot())


def roadmap_report(
    read: Reader,
    options: ReportOptions,
    *,
    since: LastPrint | None = None,
) -> Report:
    """Return the report of the roadmap, for `Desk.ask`.

    Movements are counted from the last print or snapshot by the same lens, or from the last
    of them up to the one given.
    """
    known = settings(read)
    ranked = full_roadmap(read, options.lens)
    if since is not None:
        last = read.last_ranking(options.lens, since.newest)
        ranked = rank_items((entry.item for entry in ranked), options.lens, last)
    maker = _Maker(read, options, known["currency"], ranked)
    sections = maker.sections()
    printed = [entry for section in sections for entry in section.entries]
    return Report(
        options=options,
        title="Roadmap",
        business=known["business_name"],
        on=local_today(),
        edition=EDITION_NAMES[options.edition],
        legend=_legend(options),
        notes=_notes(printed),
        totals=maker.totals(printed),
        sections=sections,
        ranking=standings_of(ranked),
    )


def _is_public(options: ReportOptions) -> bool:
    return options.edition is Edition.CUSTOMER


def _legend(options: ReportOptions) -> str:
    start = "Grouped by stage, and ranked " if options.grouped else "Ranked "
    if not _is_public(options):
        return start + _LEGENDS[options.lens]
    if options.lens in _PUBLIC_LEGENDS:
        return start + _PUBLIC_LEGENDS[options.lens]
    return "In the order in which we mean to look at them."


def _notes(printed: Sequence[Entry]) -> tuple[str, ...]:
    notes = []
    if any(entry.movement for entry in printed):
        # The day alone: the name of a snapshot may be for nobody else to read.
        since = next(entry.since for entry in printed if entry.movement)
        notes.append(f"Arrows count the places moved since {since}.")
    return tuple(notes)


class _Maker:
    """Turns ranked items into entries for one edition."""

    def __init__(
        self, read: Reader, options: ReportOptions, currency: str, ranked: Sequence[RankedItem]
    ) -> None:
        self._read = read
        self._options = options
        self._currency = currency
        self._ranked = [entry for entry in ranked if entry.item.stage in options.stages]
        self._above: dict[int, RankedItem | None] = {}
        above: RankedItem | None = None
        for entry in ranked:
            self._above[entry.item.id] = above
            above = entry
        self._public = _is_public(options)
        self._discretion = Discretion(*read.private_names()) if self._public else None
        # What the page counts may differ from what it is ranked by: money stays inside.
        self._lens = options.lens
        if self._public and options.lens not in _PUBLIC_LEGENDS:
            self._lens = Lens.REQUESTS
        largest = max((score(one.item, self._lens) or 0 for one in self._ranked), default=0)
        self._largest = largest or 1
        self._evidence = self._best_evidence()

    def _best_evidence(self) -> dict[int, list[Evidence]]:
        wanted = min(max(self._options.quotes, 0), QUOTES_LIMIT)
        if not wanted:
            return {}
        if not self._discretion:
            return self._read.best_evidence(wanted)
        found = self._read.best_evidence(wanted * 4, quotable=True)
        return {
            key: list(islice(filter(self._may_be_read, behind), wanted))
            for key, behind in found.items()
        }

    def _may_be_read(self, said: Evidence) -> bool:
        return self._discretion is None or self._discretion.allows(said.words)

    def sections(self) -> tuple[Section, ...]:
        if self._options.grouped:
            return tuple(
                self._section(label(stage), entries, ranked=stage.is_open)
                for stage in STAGE_ORDER
                if (entries := column(self._ranked, stage))
            )
        open_ones = [entry for entry in self._ranked if entry.item.stage.is_open]
        found = [self._section("", open_ones)] if open_ones else []
        found += [
            self._section(label(stage), entries, ranked=False)
            for stage in (ItemStage.SHIPPED, ItemStage.DECLINED)
            if (entries := [entry for entry in self._ranked if entry.item.stage is stage])
        ]
        return tuple(found)

    def _section(
        self, heading: str, entries: Sequence[RankedItem], *, ranked: bool = True
    ) -> Section:
        return Section(heading, tuple(self._entry(entry) for entry in entries), ranked)

    def _entry(self, ranked: RankedItem) -> Entry:
        item = ranked.item
        figure, unit = self._figure(item)
        points = score(item, self._lens) or 0
        entry = Entry(
            item_id=item.id,
            title=item.title,
            stage=item.stage,
            rank=ranked.rank,
            figure=figure,
            unit=unit,
            share=min(points / self._largest, 1.0),
            facts=self._facts(item),
            requests=item.requests,
            mentions=item.mentions,
            momentum=item.momentum,
            moved=ranked.moved,
            is_new=ranked.is_new and ranked.rank is not None,
            since=ranked.since,
            pinned=item.pinned is not None and self._options.grouped,
            description=self._own_words(excerpt(item.description, DESCRIPTION_LENGTH)),
            target=self._own_words(excerpt(item.target, 60)),
            quotes=tuple(self._quote(one) for one in self._evidence.get(item.id, ())),
        )
        if self._public:
            return entry
        lost = ""
        if item.lost:
            money = f", {show_money(item.lost_value, self._currency)}" if item.lost_value else ""
            if self._lens is Lens.LOST:
                money = ""  # the figure says it
            lost = f"lost {item.lost:,}{money}"
        return replace(
            entry,
            value=item.value,
            lost=item.lost,
            lost_value=item.lost_value,
            lost_text=lost,
            effort=item.effort,
            themes=item.themes,
            why=self._why(ranked),
        )

    def _own_words(self, text: str) -> str:
        return text if self._discretion is None or self._discretion.allows(text) else ""

    def _why(self, ranked: RankedItem) -> str:
        if ranked.item.stage is ItemStage.DECLINED:
            return excerpt(ranked.item.why, DESCRIPTION_LENGTH)
        if ranked.rank is None:
            on = ranked.item.stage_on
            return f"Shipped on {show_date(on)}." if on else ""
        above = self._above[ranked.item.id]
        return reason_for_rank(ranked, above, self._options.lens, self._currency, brief=True)

    def _figure(self, item: Item) -> tuple[str, str]:
        match self._lens:
            case Lens.REQUESTS:
                return _count(item.requests, "account", "accounts")
            case Lens.MENTIONS:
                return _count(item.mentions, "mention", "mentions")
            case Lens.VALUE:
                return show_money(item.value, self._currency), "a year"
            case Lens.LOST:
                return show_money(item.lost_value, self._currency), "lost"
            case Lens.MOMENTUM:
                return f"{item.momentum:,}", f"in {MOMENTUM_DAYS} days"
            case Lens.EFFORT:
                points = score(item, Lens.EFFORT)
                return ("–", "no effort set") if points is None else (f"{points:.1f}", "a point")

    def _facts(self, item: Item) -> tuple[str, ...]:
        facts = []
        if self._lens is not Lens.REQUESTS:
            facts.append(plural(item.requests, "account", "accounts"))
        if self._lens is not Lens.MENTIONS:
            facts.append(plural(item.mentions, "mention", "mentions"))
        if self._lens is not Lens.MOMENTUM and item.momentum and item.stage.is_open:
            facts.append(f"{item.momentum:,} in the last {MOMENTUM_DAYS} days")
        return tuple(facts)

    def _quote(self, said: Evidence) -> Quote:
        words = excerpt(said.words, QUOTE_LENGTH)
        if self._public:
            return Quote(words, feedback_id=said.feedback_id)
        return Quote(words, excerpt(said.speaker, 80), show_date(said.on), said.feedback_id)

    def totals(self, printed: Sequence[Entry]) -> tuple[Total, ...]:
        open_ones = [entry.item_id for entry in printed if entry.stage.is_open]
        accounts, mentions, lost, lost_value = self._read.behind_all(open_ones)
        totals = [
            Total(*_count(len(open_ones), "open item", "open items")),
            Total(*_count(accounts, "account asked", "accounts asked")),
            Total(*_count(mentions, "mention", "mentions")),
        ]
        if lost and not self._public:
            totals.append(Total(*_count(lost, "lost sale", "lost sales")))
            if lost_value:
                totals.append(Total(show_money(lost_value, self._currency), "lost with them"))
        return tuple(totals)


def _count(number: int, one: str, many: str) -> tuple[str, str]:
    return f"{number:,}", one if number == 1 else many


__all__ = [
    "EDITION_NAMES",
    "Entry",
    "LastPrint",
    "Paper",
    "Quote",
    "Report",
    "ReportOptions",
    "Section",
    "Total",
    "last_print",
    "roadmap_report",
]
