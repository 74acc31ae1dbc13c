"""A theme on paper: its numbers, its twelve months, and every quote by day or by account."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from feedbackdesk.desk.discretion import customers_eyes
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.themes import theme_evidence, theme_story
from feedbackdesk.domain.dates import first_day, local_today, show_date, show_month
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import apart, excerpt, plural
from feedbackdesk.domain.words import Edition, Kind, Period, label
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.options import Order, PageOptions
from feedbackdesk.report.outward import Outward, Place
from feedbackdesk.report.pieces import WORDS_LENGTH, Card, Cell, Facts, Lines, Months, Said, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from feedbackdesk.desk.discretion import CustomersEyes
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Evidence, ThemeStory

_COLUMNS = (
    ("When", 14),
    ("Quote", 90),
    ("Who", 34),
    ("They were", 14),
    ("Kind", 12),
    ("Channel", 12),
)
_MANY = 60
"""From how many quotes on each month has a heading, and not each year."""
_UNNAMED = "What we heard"
"""Stands in place of a theme's name that names somebody, on a copy for customers."""


def theme_document(
    read: Moment, theme_id: int, options: PageOptions, eyes: CustomersEyes | None = None
) -> Document:
    """Return a theme as a document, for `Desk.ask`; raises NotThere.

    A customer copy has nobody's name, no money, no lost sale, and only the words of those
    who agreed to be quoted; the description and the names are left out where they name
    somebody. `eyes` are what reads it for customers, where they are there already.
    """
    months = _last_months(local_today())
    story = theme_story(read, theme_id, f"{months[0]}-01")
    if story is None:
        raise NotThere("That theme is no longer there. Nothing was printed.")
    known = settings(read)
    public = options.edition is Edition.CUSTOMER
    if public and eyes is None:
        eyes = customers_eyes(read)
    maker = _Maker(read, story, options, known["currency"], eyes if public else None)
    name = maker.name()
    parts = (maker.about(), maker.months(months), *maker.said())
    return Document(
        kind="Theme",
        title=name or _UNNAMED,
        business=known["business_name"],
        on=local_today(),
        options=options,
        edition_line="Customer copy" if public else "Working copy, not for customers",
        legend=maker.legend(),
        columns=_COLUMNS[1:2] if public else _COLUMNS,
        totals=maker.totals(),
        parts=(*(part for part in parts if part), *_reached(known["contact"] if public else "")),
        warnings=maker.outward.warnings(),
        uncertain=maker.outward.uncertain,
        texts=maker.outward.texts,
    )


class _Maker:
    """Tells of one theme what an edition may show."""

    def __init__(
        self,
        read: Moment,
        story: ThemeStory,
        options: PageOptions,
        currency: str,
        eyes: CustomersEyes | None,
    ) -> None:
        self._story = story
        self._options = options
        self._currency = currency
        self._public = eyes is not None
        self.outward = Outward(eyes, hold_uncertain=options.hold_uncertain)
        found = theme_evidence(read, story.theme, length=WORDS_LENGTH)
        self._words = [one for one in _each_once(found) if self._may_be_read(one)]

    def _may_be_read(self, one: Evidence) -> bool:
        if not self._public:
            return True
        if not one.may_quote or one.kind is Kind.LOSS:
            return False
        return self._open(one.words, Place.QUOTE) != ""

    def name(self) -> str:
        """Return the theme's name; nothing where it may not leave the house."""
        return self._open(self._story.theme.name, Place.THEME)

    def _open(self, text: str, place: Place) -> str:
        """Return a text; nothing where it may not leave the house."""
        of = text if place is Place.ITEM else self._story.theme.name
        return text if self.outward.passes(text, place, of) else ""

    def legend(self) -> str:
        """Say what stands on the page."""
        if self._public:
            return "What was said to us about it, by those who agreed to be quoted."
        by = "account by account" if self._options.order is Order.ACCOUNT else "the newest first"
        return f"Everything that was said about it, {by}. Each account is counted once."

    def totals(self) -> tuple[Total, ...]:
        theme, story = self._story.theme, self._story
        totals = [
            _total(theme.requests, "account asked", "accounts asked"),
            _total(theme.mentions, "mention", "mentions"),
        ]
        if story.lost and not self._public:
            totals.append(_total(story.lost, "lost sale", "lost sales"))
            if story.lost_value:
                totals.append(Total(show_money(story.lost_value, self._currency), "lost with them"))
        return tuple(totals)

    def about(self) -> Part | None:
        """Tell what it is, what it is called too, and what answers it."""
        theme, story = self._story.theme, self._story
        names = [excerpt(name, 300) for name in theme.aliases if self._open(name, Place.ALIAS)]
        items = [
            f"{excerpt(title, 300)} ({label(stage)})"
            for _key, title, stage in story.items
            if self._open(title, Place.ITEM)
        ]
        merged = [excerpt(one.name, 300) for one in story.merged]
        rows = [("About", excerpt(self._open(theme.description, Place.ABOUT), 2_000))]
        rows += [("Also called", "; ".join(names))]
        if not self._public:
            rows += [("Merged into it", "; ".join(merged))]
        rows += [("On the roadmap", "; ".join(items))]
        known = tuple((name, text) for name, text in rows if text)
        return Part("", (Facts(known),)) if known else None

    def months(self, months: Sequence[str]) -> Part | None:
        """Draw the last twelve months."""
        numbers = self._story.months
        if not any(numbers.get(month) for month in months):
            return None
        columns = tuple(
            (show_month(month, short=True), show_month(month), numbers.get(month, 0))
            for month in months
        )
        return Part("The last twelve months", (Months(columns, "mentions"),))

    def said(self) -> list[Part]:
        """Tell every quote."""
        number = plural(len(self._words), "quote", "quotes")
        if not self._words:
            words = (
                "Nobody who spoke of it agreed to be quoted."
                if self._public
                else "Nothing is filed here."
            )
            return [Part("What was said", (Card(notes=(words,)),))]
        if self._public:
            cards = tuple(
                Card(said=(Said(one.words),), cells=((one.words,),)) for one in self._words
            )
            return [Part("What was said", cards, number)]
        if self._options.order is Order.ACCOUNT:
            return [Part("What was said", tuple(self._accounts()), number)]
        monthly = len(self._words) > _MANY
        parts = []
        for begins, some in groupby(
            self._words, lambda one: one.on.isoformat()[: 7 if monthly else 4]
        ):
            cards = tuple(self._card(one) for one in some)
            heading = show_month(begins) if monthly else begins
            parts.append(Part(heading, cards, plural(len(cards), "quote", "quotes")))
        return parts

    def _card(self, one: Evidence) -> Card:
        return Card(
            rail=(f"{one.on.day} {one.on:%b}",),
            said=(Said(one.words, _source(one)),),
            cells=(_cells(one),),
        )

    def _accounts(self) -> Iterable[Card]:
        """Give each account a card: who spoke most often first."""
        by: dict[str, list[Evidence]] = {}
        for one in self._words:
            by.setdefault(one.account, []).append(one)
        order = sorted(by.values(), key=lambda found: -len({one.feedback_id for one in found}))
        for number, found in enumerate(order, 1):
            times = len({one.feedback_id for one in found})
            names = dict.fromkeys(one.organisation or one.who or "Not named" for one in found)
            yield Card(
                rail=(f"{number:,}",),
                title=excerpt(", ".join(names), 300),
                aside=(plural(times, "time", "times"),) if times > 1 else (),
                said=tuple(Said(one.words, _source(one, of_account=True)) for one in found),
                cells=tuple(_cells(one) for one in found),
            )


def _reached(contact: str) -> tuple[Part, ...]:
    """Tell customers at the end how the owner is reached, where that is set."""
    return (Part("", (Lines((contact,)),)),) if contact else ()


def _each_once(found: Sequence[Evidence]) -> Iterable[Evidence]:
    """Leave of each feedback its quotes, or all of it where none was chosen."""
    for _key, mentions in groupby(found, lambda one: one.feedback_id):
        seen: set[str] = set()
        for one in mentions:
            if one.words not in seen and (one.quote or not seen):
                seen.add(one.words)
                yield one


def _source(one: Evidence, *, of_account: bool = False) -> str:
    """Say who spoke; below their account's name, who of it and when."""
    parts = [apart(excerpt(one.speaker, 300))]
    if of_account:
        who = apart(excerpt(one.who or "", 300)) if one.organisation else ""
        parts = [who, show_date(one.on)]
    parts += [label(one.stage).lower() if one.stage else "", label(one.channel).lower()]
    if one.kind is Kind.LOSS:
        parts.append("lost sale")
    return " · ".join(part for part in parts if part)


def _cells(one: Evidence) -> tuple[Cell, ...]:
    stage = label(one.stage) if one.stage else ""
    who = excerpt(one.speaker, 300)
    return (one.on, one.words, who, stage, label(one.kind), label(one.channel))


def _total(number: int, one: str, many: str) -> Total:
    return Total(f"{number:,}", one if number == 1 else many)


def _last_months(today: date) -> list[str]:
    first = first_day(Period.TWELVE_MONTHS, today) or today
    places = (first.year * 12 + first.month - 1 + number for number in range(12))
    return [f"{place // 12}-{place % 12 + 1:02}" for place in places]
