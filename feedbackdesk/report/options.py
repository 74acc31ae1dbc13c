"""What is printed, for whom and on what: the choices, and what each edition allows of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.lenses import LENSES
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.words import Edition, ItemStage, Lens, Paper, label

QUOTES_LIMIT = 20
FULL_LIMIT = 500
"""The most items that are told in full."""
CLOSING_LENGTH = 1_000
"""The longest closing note, in characters."""

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


class Shown(StrEnum):
    """What an item shows beside its rank, its title, its stage and the number it is ranked by."""

    MENTIONS = "mentions"
    MOMENTUM = "momentum"
    VALUE = "value"
    LOST = "lost"
    WHY = "why"
    DESCRIPTION = "description"
    THEMES = "themes"
    EFFORT = "effort"
    TARGET = "target"


SHOWN_NAMES: Final = {
    Shown.MENTIONS: "Mentions",
    Shown.MOMENTUM: "Last 90 days",
    Shown.VALUE: "Customers’ value",
    Shown.LOST: "Lost sales",
    Shown.WHY: "Why this rank",
    Shown.DESCRIPTION: "Description",
    Shown.THEMES: "Themes",
    Shown.EFFORT: "Effort",
    Shown.TARGET: "Target",
}
ALL_PARTS: Final = frozenset(Shown)
PUBLIC_PARTS: Final = frozenset({Shown.MENTIONS, Shown.MOMENTUM, Shown.DESCRIPTION, Shown.TARGET})
"""What customers may see; nothing that is chosen can add to it."""
COMPACT_PARTS: Final = ALL_PARTS - {Shown.WHY, Shown.DESCRIPTION, Shown.THEMES, Shown.EFFORT}
"""What the one page may show, so that many items fit it."""


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
    def counts_as(self) -> Edition:
        """The edition whose files others may read, or not."""
        ...


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
class RoadmapOptions:
    """What is printed, for whom, and on what."""

    edition: Edition = Edition.WORKING
    lens: Lens = Lens.REQUESTS
    paper: Paper = Paper.A4
    landscape: bool = False
    by_stage: bool = False
    quotes: int = 3
    """How many quotes an item has at most, 0 to 20."""
    full: int = 10
    """How many items the working copy tells in full; the others stand in a table."""
    stages: tuple[ItemStage, ...] = PRINTED_STAGES
    parts: frozenset[Shown] = ALL_PARTS
    """What an item shows, as far as the edition allows it."""
    money: bool = True
    """Whether sums of money are shown, as far as the edition allows it."""
    logo: bool = True
    """Whether the logo of the workspace is printed."""
    closing: str | None = None
    """The note at the end; None for the one that is kept with the workspace."""
    appendix: bool = False
    """Whether the evidence follows: every account once, with all it said; working copy only."""
    for_customers: bool = False
    """Whether the one page goes to customers; the customer copy always does."""
    hold_uncertain: bool = False
    """Whether what may name somebody or a sum is left out for customers, and nobody is asked."""

    @property
    def grouped(self) -> bool:
        """Whether stages are headings; one page has room for the first ranks alone."""
        return self.by_stage and not self.is_compact

    @property
    def is_public(self) -> bool:
        """Whether it leaves the house."""
        one_page = self.edition is Edition.ONE_PAGE
        return self.edition is Edition.CUSTOMER or (one_page and self.for_customers)

    @property
    def counts_as(self) -> Edition:
        """The edition among whose prints it is remembered, and whose files others may read."""
        return Edition.CUSTOMER if self.is_public else self.edition

    @property
    def is_compact(self) -> bool:
        """Whether every item is told in a line or two, with no words but its title."""
        return self.edition is Edition.ONE_PAGE

    @property
    def allowed(self) -> frozenset[Shown]:
        """The parts that the edition may show; nothing that is chosen adds to them."""
        if self.is_public:
            return PUBLIC_PARTS & COMPACT_PARTS if self.is_compact else PUBLIC_PARTS
        return COMPACT_PARTS if self.is_compact else ALL_PARTS

    @property
    def quotes_shown(self) -> int:
        """How many quotes an item has at most, in this edition."""
        return 0 if self.is_compact else min(max(self.quotes, 0), QUOTES_LIMIT)

    @property
    def shows_money(self) -> bool:
        """Whether a sum of money may stand on it."""
        return self.money and not self.is_public

    @property
    def has_appendix(self) -> bool:
        """Whether the evidence follows."""
        return self.appendix and self.edition is Edition.WORKING

    @property
    def shown_lens(self) -> Lens:
        """What is counted beside each item: its rank may come from what must not be seen."""
        if self.is_public and not LENSES[self.lens].is_public:
            return Lens.REQUESTS
        if LENSES[self.lens].is_money and not self.money:
            return Lens.REQUESTS
        return self.lens

    def shows(self, part: Shown) -> bool:
        """Whether a part is shown: chosen, and allowed."""
        if part not in self.parts or part not in self.allowed:
            return False
        return part is not Shown.VALUE or self.shows_money


def closing_note(text: str) -> str:
    """Return the owner's closing note cleaned; refuse one that is too long."""
    text = clean(text)
    if len(text) > CLOSING_LENGTH:
        raise Refusal(
            f"A closing note has at most {CLOSING_LENGTH:,} characters; this one has "
            f"{len(text):,}. Nothing was printed."
        )
    return text
