"""The lenses: what a roadmap can be ranked by, told once for window, paper and command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import Lens, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.rows import Item

MOMENTUM_DAYS = 90
"""How far back momentum looks, in days."""


@dataclass(frozen=True, slots=True)
class LensRecord:
    """All that is known of a lens. What it is called stands with the word itself: see words.py."""

    score: Callable[[Item], float | None]
    """What it sees in an item, money in currency units; None where it has nothing to go by."""
    counts: str
    """What it counts, as a sentence goes on: the formula of `score` in words."""
    in_short: str
    """The same in the few words of a list."""
    unit: tuple[str, str]
    """What stands after its number: of one, and of several."""
    amount: Callable[[Item, str], str]
    """What it sees in an item as a part of a sentence, given the currency."""
    is_money: bool = False
    digits: int = 0
    """How many digits its number has behind the point, where it is no money."""
    unknown: str = ""
    """What is said where it has nothing to go by."""
    to_customers: str = ""
    """How a customer copy says what it is ranked by; empty where customers may not see that."""
    remembered: Literal["requests", "mentions", "lost_value", ""] = ""
    """Where every remembered ranking has its number, whatever that was ranked by."""

    @property
    def is_public(self) -> bool:
        """Whether customers may see it."""
        return bool(self.to_customers)


def _for_effort(item: Item) -> float | None:
    return item.requests / item.effort if item.effort else None


def _effort_told(item: Item, _currency: str) -> str:
    points = _for_effort(item)
    if points is None:
        return "no effort estimated"
    return f"{points:.1f} accounts for each point of effort"


LENSES: dict[Lens, LensRecord] = {
    Lens.REQUESTS: LensRecord(
        score=lambda item: item.requests,
        counts="the accounts that asked, each counted once however often it asked.",
        in_short="accounts that asked",
        unit=("request", "requests"),
        amount=lambda item, _: plural(item.requests, "account asking", "accounts asking"),
        to_customers="by how many asked, each counted once.",
        remembered="requests",
    ),
    Lens.MENTIONS: LensRecord(
        score=lambda item: item.mentions,
        counts="the feedbacks that speak of it, every one of them counted.",
        in_short="feedbacks",
        unit=("mention", "mentions"),
        amount=lambda item, _: plural(item.mentions, "mention", "mentions"),
        to_customers="by how often each was asked for.",
        remembered="mentions",
    ),
    Lens.VALUE: LensRecord(
        score=lambda item: item.value / 100,
        counts=(
            "what the accounts that asked and are customers today are worth a year, each added "
            "once."
        ),
        in_short="what customers who asked are worth a year",
        unit=("a year", "a year"),
        amount=lambda item, of: f"{show_money(item.value, of)} a year from its customers",
        is_money=True,
    ),
    Lens.LOST: LensRecord(
        score=lambda item: item.lost_value / 100,
        counts=(
            "what the lost sales that speak of it were worth, each added once, however many they "
            "are."
        ),
        in_short="what the lost sales were worth",
        unit=("lost", "lost"),
        amount=lambda item, of: f"{show_money(item.lost_value, of)} of lost sales",
        is_money=True,
        remembered="lost_value",
    ),
    Lens.MOMENTUM: LensRecord(
        score=lambda item: item.momentum,
        counts=f"the accounts that asked in the last {MOMENTUM_DAYS} days, each counted once.",
        in_short=f"accounts in {MOMENTUM_DAYS} days",
        unit=(f"in {MOMENTUM_DAYS} days", f"in {MOMENTUM_DAYS} days"),
        amount=lambda item, _: (
            plural(item.momentum, "account heard", "accounts heard")
            + f" in the last {MOMENTUM_DAYS} days"
        ),
        to_customers=f"by how many asked in the last {MOMENTUM_DAYS} days.",
    ),
    Lens.EFFORT: LensRecord(
        score=_for_effort,
        counts="requests divided by effort; where no effort is known, it comes last.",
        in_short="requests for each point of effort",
        unit=("per effort", "per effort"),
        amount=_effort_told,
        digits=1,
        unknown="no effort known",
    ),
}


def sentence_of(lens: Lens) -> str:
    """Return what a lens counts, as a sentence: Requests = the accounts that asked."""
    return f"{label(lens)} = {LENSES[lens].counts}"


def score(item: Item, lens: Lens) -> float | None:
    """Return what the lens sees in an item; None where it has nothing to go by.

    requests: accounts that asked. mentions: feedbacks. value: annual value, in currency
    units, of the accounts that are customers today. lost: value of the sales lost, in
    currency units. momentum: accounts heard in the last 90 days. effort: requests divided
    by effort; an item whose effort is not known has no score and comes last.
    """
    return LENSES[lens].score(item)


def number(points: float, lens: Lens, currency: str = "") -> str:
    """Return a score as it is shown, without its unit."""
    if LENSES[lens].is_money:
        return show_money(round(points * 100), currency)
    return f"{points:,.{LENSES[lens].digits}f}"


def figure(item: Item, lens: Lens, currency: str = "") -> tuple[str, str]:
    """Return what a lens sees in an item as a number and the words after it; "" for no number."""
    points = score(item, lens)
    return ("", LENSES[lens].unknown) if points is None else in_words(points, lens, currency)


def in_words(points: float, lens: Lens, currency: str = "") -> tuple[str, str]:
    """Return a score as a number and the words after it."""
    one, several = LENSES[lens].unit
    return number(points, lens, currency), one if points == 1 else several
