"""The roadmap as a document: for its owner, for customers, or on one page.

An edition is decided here and in its options, and nowhere else: what may not be seen is
not in the document, so no renderer can show it by mistake; and what is told in short is short
in it, so every renderer tells the same. A sheet of paper alone has an end: what the one page
has no room for is counted on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.discretion import customers_eyes
from feedbackdesk.desk.evidence import behind_all, best_evidence
from feedbackdesk.desk.movement import ranking_before
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, paper_date, show_month
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.lenses import LENSES, MOMENTUM_DAYS, figure, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.movement import standings_of
from feedbackdesk.domain.ranking import column, rank_items, reason_for_rank
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import Edition, ItemStage, Lens, label
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.report.appendix import proofs
from feedbackdesk.report.argued import Argued
from feedbackdesk.report.document import Document, Layout, Part
from feedbackdesk.report.legend import legend, notes, shared
from feedbackdesk.report.logo import read_logo
from feedbackdesk.report.options import (
    EDITION_NAMES,
    STAGE_ORDER,
    RoadmapOptions,
    Shown,
    closing_note,
)
from feedbackdesk.report.outward import Outward, Place
from feedbackdesk.report.pieces import Entry, Opening, Quote, Total
from feedbackdesk.report.quotes import chosen
from feedbackdesk.report.roadmap_columns import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Item, RankedItem
    from feedbackdesk.report.logo import Logo
    from feedbackdesk.report.quotes import Chosen

DESCRIPTION_LENGTH = 420
LAYOUTS: Final = {
    Edition.WORKING: Layout.OWNERS,
    Edition.CUSTOMER: Layout.CUSTOMERS,
    Edition.ONE_PAGE: Layout.ONE_PAGE,
}


def roadmap_document(read: Moment, options: RoadmapOptions) -> Document:
    """Return the roadmap as a document, for `Desk.ask`.

    What movements are counted from is told in desk/movement.py. What could not be printed and
    is no reason to print nothing is told in the document's warnings.
    Raises Refusal where the options themselves cannot be.
    """
    known = settings(read)
    ranked = full_roadmap(read, options.lens)
    before = ranking_before(read, options.lens, options.counts_as if options.is_public else None)
    ranked = rank_items((entry.item for entry in ranked), options.lens, before)
    argued = None
    if options.edition is Edition.WORKING:
        argued = Argued(read, ranked, options, known["currency"], before)
    maker = _Maker(read, options, known["currency"], ranked, argued)
    parts = maker.parts()
    printed = [entry for part in parts for entry in part.entries]
    closing = maker.closing(known["closing_note"], known["contact"])
    logo, unread = _logo(known["logo"] if options.logo else "")
    edition = _edition(options)
    return Document(
        kind="Roadmap",
        title="Roadmap",
        business=known["business_name"],
        on=local_today(),
        options=replace(options, closing=None),  # a note that is left out is nowhere in it
        edition=edition,
        edition_line="" if options.is_public else f"{edition}, not for customers",
        foot=_("For our customers") if options.is_public else "",
        layout=LAYOUTS[options.edition],
        legend=legend(options),
        notes=(*notes(printed), *maker.shared(printed)),
        period=maker.period(),
        totals=maker.totals(printed) if printed else (),
        opening=_opening(argued, maker, printed),
        parts=(*parts, *maker.evidence(printed)),
        empty=_empty(options, has_items=bool(ranked)),
        columns=tuple((column.heading, column.width) for column in maker.columns),
        table="Items",
        logo=logo,
        closing=closing,
        contact=maker.contact(known["contact"]),
        currency=known["currency"] if options.shows_money else "",
        lens=options.lens,
        ranking=standings_of(ranked),
        warnings=((unread,) if unread else ()) + maker.outward.warnings(),
        uncertain=maker.outward.uncertain,
        texts=maker.outward.texts,
    )


def _empty(options: RoadmapOptions, *, has_items: bool) -> tuple[str, str]:
    """Return what a roadmap without items says: how it is, and what comes next."""
    if has_items:
        return "Nothing is in the stages that were chosen.", "Choose other stages to print."
    if options.is_public:
        then = "We are listening. What you ask for will be ranked and printed here."
    else:
        then = (
            "Put a theme on it: drag it from the list of themes into a column, or choose "
            "it and press R. It is then ranked by how many asked, and printed here."
        )
    return "Nothing stands on the roadmap yet.", then


def _opening(argued: Argued | None, maker: _Maker, printed: Sequence[Entry]) -> Opening | None:
    if not printed:
        return None
    return argued.opening() if argued else maker.heard(printed)


def _edition(options: RoadmapOptions) -> str:
    if options.is_public and options.is_compact:
        return _("One page for customers")
    return EDITION_NAMES[options.edition]


def _logo(path: str) -> tuple[Logo | None, str]:
    """Return the logo, and where it cannot be printed the sentence that says why."""
    if not path:
        return None, ""
    try:
        return read_logo(path), ""
    except Refusal as refusal:
        return None, str(refusal)


class _Maker:
    """Turns ranked items into entries for one edition."""

    def __init__(
        self,
        read: Moment,
        options: RoadmapOptions,
        currency: str,
        ranked: Sequence[RankedItem],
        argued: Argued | None,
    ) -> None:
        self._argued = argued
        self._read = read
        self._options = options
        self._currency = currency
        self._ranked = [entry for entry in ranked if entry.item.stage in options.stages]
        self._above: dict[int, RankedItem | None] = {}
        above: RankedItem | None = None
        for entry in ranked:
            self._above[entry.item.id] = above
            above = entry
        self._public = options.is_public
        self.columns = columns(options)
        eyes = customers_eyes(read) if self._public else None
        self.outward = Outward(eyes, hold_uncertain=options.hold_uncertain)
        # What the page counts may differ from what it is ranked by: money stays inside.
        self._lens = options.shown_lens
        # An item without its title would tell customers nothing, so it goes as a whole; where the
        # title waits for the owner's word, what else they must look at is asked at once.
        every, self._ranked = self._ranked, []
        self._wait: list[RankedItem] = []
        for one in every:
            if self.outward.passes(one.item.title, Place.TITLE):
                self._ranked.append(one)
            elif self.outward.waits(one.item.title):
                self._wait.append(one)
        open_ones = (one.item.id for one in self._ranked if one.rank is not None)
        self._places = {key: place for place, key in enumerate(open_ones, 1)}
        largest = max((score(one.item, self._lens) or 0 for one in self._ranked), default=0)
        self._largest = largest or 1
        self._behind: tuple[int, tuple[int, int, int, int]] | None = None
        self._quotes = self._best_quotes()
        for one in self._wait:
            self._own_parts(one.item)

    def _best_quotes(self) -> dict[int, list[Chosen]]:
        wanted = self._options.quotes_shown
        if not wanted:
            return {}
        if not self._public:
            # Some are passed over: another item quotes them, or the account spoke already.
            order = {entry.item.id: entry.item.title for entry in self._ranked}
            return chosen(best_evidence(self._read, 2 * wanted), order, wanted)
        # What is done with is told in short, without a quote.
        every = (*self._ranked, *self._wait)
        order = {one.item.id: one.item.title for one in every if one.item.stage.is_open}
        found = best_evidence(self._read, 4 * wanted, quotable=True)
        return chosen(found, order, wanted, self.outward)

    def parts(self) -> tuple[Part, ...]:
        """Return the items: the open ones in one order or by stage, then what is done with."""
        if self._options.grouped:
            return tuple(
                self._part(label(stage), entries, is_open=stage.is_open)
                for stage in STAGE_ORDER
                if (entries := column(self._ranked, stage))
            )
        open_ones = [entry for entry in self._ranked if entry.item.stage.is_open]
        found = [self._part("", open_ones, is_open=True)] if open_ones else []
        found += [
            self._part(label(stage), entries, is_open=False)
            for stage in (ItemStage.SHIPPED, ItemStage.DECLINED)
            if (entries := [entry for entry in self._ranked if entry.item.stage is stage])
        ]
        return tuple(found)

    def _part(self, heading: str, entries: Sequence[RankedItem], *, is_open: bool) -> Part:
        printed = map(self._entry, entries)
        rows = (self._in_table(one) for one in (printed if is_open else map(_brief, printed)))
        return Part(heading, tuple(rows), f"{len(entries):,}")

    def _in_table(self, entry: Entry) -> Entry:
        return replace(entry, cells=tuple(column.cell(entry) for column in self.columns))

    def _entry(self, ranked: RankedItem) -> Entry:
        item = ranked.item
        number, unit = figure(item, self._lens, self._currency)
        points = score(item, self._lens) or 0
        shows = self._options.shows
        entry = Entry(
            item_id=item.id,
            title=item.title,
            stage=item.stage,
            rank=self._places.get(item.id) if self._public else ranked.rank,
            figure=number or "–",
            unit=unit,
            share=min(points / self._largest, 1.0),
            facts=self._facts(item),
            requests=item.requests,
            mentions=item.mentions if shows(Shown.MENTIONS) else 0,
            momentum=item.momentum if shows(Shown.MOMENTUM) else 0,
            moved=ranked.moved,
            is_new=ranked.is_new and ranked.rank is not None,
            since=ranked.since,
            pinned=item.pinned is not None and self._options.grouped,
            quotes=tuple(self._quote(one) for one in self._quotes.get(item.id, ())),
        )
        description, target = self._own_parts(item)
        entry = replace(entry, description=description, target=target)
        if self._public:
            month = _month_shipped(item)
            told = _("Shipped in {month}").format(month=month) if month else ""
            return replace(entry, why=told, shipped_in=month, asked=self._asked(entry))
        money = self._options.shows_money
        if shows(Shown.LOST):
            entry = replace(
                entry,
                lost=item.lost,
                lost_value=item.lost_value if money else 0,
                lost_text=self._lost_text(item),
            )
        return replace(
            entry,
            value=item.value if shows(Shown.VALUE) else 0,
            effort=item.effort if shows(Shown.EFFORT) else None,
            themes=item.themes if shows(Shown.THEMES) else (),
            why=self._why(ranked) if self._tells_why(ranked) else "",
            months=self._argued.months(item.id) if self._argued and shows(Shown.MENTIONS) else None,
            then=self._argued.then(ranked) if self._argued else "",
            overlap=self._argued.overlap(item.id) if self._argued else (),
            in_full=self._argued is not None and item.id in self._argued.full,
        )

    def _asked(self, entry: Entry) -> str:
        """Return how many asked for an item, as it is said to those who did."""
        if self._lens is not Lens.REQUESTS:
            return ", ".join((f"{entry.figure} {entry.unit}", *entry.facts))
        asked = ngettext("{number} of you asked", "{number} of you asked", entry.requests)
        told = asked.format(number=f"{entry.requests:,}") if entry.requests else ""
        return ", ".join(part for part in (told, *entry.facts) if part)

    def _lost_text(self, item: Item) -> str:
        if not item.lost:
            return ""
        # Where sales are what it is ranked by, the figure says what they were worth.
        told = item.lost_value and self._options.shows_money and self._lens is not Lens.LOST
        money = f", {show_money(item.lost_value, self._currency)}" if told else ""
        return f"lost {item.lost:,}{money}"

    def _own_parts(self, item: Item) -> tuple[str, str]:
        """Return the owner's own words of an item that stand on the page, and its target."""
        words = target = ""
        if self._options.shows(Shown.DESCRIPTION):
            words = self._own_words(item.description, Place.DESCRIPTION, item)
        if self._options.shows(Shown.TARGET):
            target = self._own_words(item.target, Place.TARGET, item)
        return excerpt(words, DESCRIPTION_LENGTH), excerpt(target, 60)

    def _own_words(self, text: str, place: Place, item: Item) -> str:
        return text if self.outward.passes(text, place, item.title) else ""

    def _tells_why(self, ranked: RankedItem) -> bool:
        # What became of an item is told on the one page too: it is no reason for a rank.
        done = self._options.is_compact and ranked.rank is None
        return self._options.shows(Shown.WHY) or (done and Shown.WHY in self._options.parts)

    def _why(self, ranked: RankedItem) -> str:
        if ranked.item.stage is ItemStage.DECLINED:
            return excerpt(ranked.item.why, DESCRIPTION_LENGTH)
        if ranked.rank is None:
            on = ranked.item.stage_on
            return f"Shipped on {paper_date(on)}." if on else ""
        if LENSES[self._options.lens].is_money and not self._options.shows_money:
            return ""
        argued, key = self._argued, ranked.item.id
        if argued and key in argued.full and (kept := argued.reason(key)):
            return kept[0]
        above = self._above[key]
        if above is None or above.score != ranked.score:
            return ""  # its number says it
        return reason_for_rank(ranked, above, self._options.lens, self._currency, brief=True)

    def _facts(self, item: Item) -> tuple[str, ...]:
        facts = []
        shows = self._options.shows
        if self._lens is not Lens.REQUESTS:
            facts.append(" ".join(figure(item, Lens.REQUESTS)))
        if self._lens is not Lens.MENTIONS and shows(Shown.MENTIONS):
            facts.append(" ".join(figure(item, Lens.MENTIONS)))
        lately = item.momentum and item.stage.is_open and self._lens is not Lens.MOMENTUM
        if lately and shows(Shown.MOMENTUM):
            facts.append(f"{item.momentum:,} in the last {MOMENTUM_DAYS} days")
        if self._lens is not Lens.VALUE and shows(Shown.VALUE) and item.value:
            facts.append(f"worth {show_money(item.value, self._currency)} a year")
        return tuple(facts)

    def _quote(self, one: Chosen) -> Quote:
        said, quoted = one.said, one.quoted
        who, day = ("", "") if self._public else (excerpt(said.speaker, 80), paper_date(said.on))
        on = None if self._public else said.on
        return Quote(quoted.words, who, day, said.feedback_id, on, quoted.start, quoted.end)

    def totals(self, printed: Sequence[Entry]) -> tuple[Total, ...]:
        number, (accounts, mentions, lost, lost_value) = self._together(printed)
        totals = [
            Total(*_count(number, "open item", "open items")),
            Total(*_count(accounts, "account asked", "accounts asked")),
        ]
        shows = self._options.shows
        if shows(Shown.MENTIONS):
            totals.append(Total(*_count(mentions, "mention", "mentions")))
        if lost and shows(Shown.LOST):
            totals.append(Total(*_count(lost, "lost sale", "lost sales")))
            if lost_value and self._options.shows_money:
                totals.append(Total(show_money(lost_value, self._currency), "lost with them"))
        return tuple(totals)

    def heard(self, printed: Sequence[Entry]) -> Opening | None:
        """Tell customers how many spoke, and what the page is; None on the one page."""
        if not self._public or self._options.is_compact:
            return None
        _number, (accounts, *_others) = self._together(printed)
        told = ngettext(
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            accounts,
        )
        also = (told.format(number=f"{accounts:,}"),)
        return Opening(_("You said."), _("We listened."), also)

    def shared(self, printed: Sequence[Entry]) -> tuple[str, ...]:
        """Return what is to be said where items share accounts, whom the totals count once."""
        _number, (accounts, _mentions, _lost, lost_value) = self._together(printed)
        sentence = shared(printed, accounts, lost_value)
        return (sentence,) if sentence else ()

    def _together(self, printed: Sequence[Entry]) -> tuple[int, tuple[int, int, int, int]]:
        """Return how many items are open, and what stands behind all of them, counted once."""
        if self._behind is None:
            open_ones = [entry.item_id for entry in printed if entry.stage.is_open]
            self._behind = len(open_ones), behind_all(self._read, open_ones)
        return self._behind

    def closing(self, kept: str, contact: str) -> tuple[str, ...]:
        """Return the owner's note by paragraphs; on a copy for customers, how to reach them."""
        chosen = self._options.closing
        note = closing_note(kept if chosen is None else chosen)
        lines = note.split("\n") if self.outward.passes(note, Place.CLOSING) else []
        return tuple(part for one in (*lines, self.contact(contact)) if (part := _one_line(one)))

    def contact(self, kept: str) -> str:
        """Return how customers reach the owner, on what they get."""
        return _one_line(kept) if self._public else ""

    def period(self) -> str:
        """Say of which days is what was counted, on the owner's copy."""
        days = self._argued.period if self._argued else None
        if days is None:
            return ""
        first, last = map(paper_date, days)
        return _("Said between {first} and {last}.").format(first=first, last=last)

    def evidence(self, printed: Sequence[Entry]) -> tuple[Part, ...]:
        """Return the evidence behind what is printed, where it is asked for and allowed."""
        if not self._options.has_appendix or not printed:
            return ()
        found = proofs(self._read, printed, self._currency, money=self._options.shows_money)
        about = _("Every account behind each item, once, with all that it said.")
        return (Part(_("Evidence"), found, about=about),)


def _one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _month_shipped(item: Item) -> str:
    """Return when something was shipped, for customers: the month is enough."""
    if item.stage is not ItemStage.SHIPPED or item.stage_on is None:
        return ""
    return show_month(item.stage_on.isoformat())


def _brief(entry: Entry) -> Entry:
    """Return an item that is done with, told in short: what was said for it is history.

    Why it was declined is what there is to say about it.
    """
    told = "" if entry.stage is ItemStage.DECLINED and entry.why else entry.description
    return replace(entry, description=told, quotes=(), themes=(), effort=None)


def _count(number: int, one: str, many: str) -> tuple[str, str]:
    return f"{number:,}", one if number == 1 else many
