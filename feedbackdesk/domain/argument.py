"""What a printed roadmap argues: what is next, and why, in sentences made by these rules.

Which item. The first of Next by the lens; where Next is empty the first of Later, and that is
said; where both are, there is nothing to decide, and no argument. A pin is a place in its
column, and decides nothing here.

Why. At most two reasons of different kind. What the lens looks at comes first, then how many
asked (and how many of them lately), what sales were lost without it, what the customers who
asked are worth. A reason without a number is none; sums of money only where they may stand.

What else. An item of the same stage that the lens sees just as much in, and what decides
between the two; the item that shares most accounts with it; what comes after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.lenses import MOMENTUM_DAYS, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.words import ItemStage, Lens
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.overlap import Overlap
    from feedbackdesk.domain.rows import Item, RankedItem

REASONS = 2
"""How many reasons are given at most."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What is next, and why."""

    item_id: int
    lead: str
    """What is next: stands strong, with the comma that leads to the reasons."""
    because: str
    """Why, to the end of the sentence."""
    also: tuple[str, ...] = ()
    """What else speaks for it, and what comes after it: whole sentences."""


def chosen(ranked: Sequence[RankedItem]) -> RankedItem | None:
    """Return the item that is next: the first of Next in rank order, else the first of Later."""
    for stage in (ItemStage.NEXT, ItemStage.LATER):
        found = next((entry for entry in ranked if entry.item.stage is stage), None)
        if found is not None:
            return found
    return None


def argument(
    ranked: Sequence[RankedItem],
    lens: Lens,
    shared: Overlap,
    currency: str = "",
    *,
    money: bool = True,
) -> Argument | None:
    """Return what a roadmap in rank order argues; None where neither Next nor Later has an item.

    `shared` counts pairs for the chosen item at least; without `money` no sum is told.
    """
    entry = chosen(ranked)
    if entry is None:
        return None
    item = entry.item
    reasons = reasons_for(item, lens, currency, money=money)
    if item.stage is ItemStage.NEXT:
        lead = _("Next: {title},") if reasons else _("Next: {title}.")
    else:
        lead = (
            _("Nothing is planned next. First of Later is {title},")
            if reasons
            else _("Nothing is planned next. First of Later is {title}.")
        )
    also = (
        _level_with(entry, ranked, lens),
        _shared_with(item, ranked, shared),
        _after(entry, ranked),
    )
    return Argument(
        item.id,
        lead.format(title=item.title),
        _because(reasons),
        tuple(sentence for sentence in also if sentence),
    )


def reasons_for(item: Item, lens: Lens, currency: str = "", *, money: bool = True) -> list[str]:
    """Return why an item is next, the reason of the lens first; at most two, each a clause."""
    asked, mentioned, little = _asked(item), _mentioned(item), _for_effort(item)
    lost = _lost(item, currency if money else None)
    worth = _worth(item, currency) if money else ""
    orders = {
        Lens.MENTIONS: (mentioned, asked, lost, worth),
        Lens.VALUE: (worth, asked, lost),
        Lens.LOST: (lost, asked, worth),
        Lens.EFFORT: (little or asked, lost, worth),
    }
    order = orders.get(lens, (asked, lost, worth))
    return [reason for reason in order if reason][:REASONS]


def _asked(item: Item) -> str:
    number, lately = item.requests, min(item.momentum, item.requests)
    if not number:
        return ""
    if not lately:
        return ngettext(
            "{number} account asked for it", "{number} accounts asked for it", number
        ).format(number=f"{number:,}")
    if lately == number:
        return ngettext(
            "{number} account asked for it in the last {days} days",
            "{number} accounts asked for it, all in the last {days} days",
            number,
        ).format(number=f"{number:,}", days=MOMENTUM_DAYS)
    return _("{number} accounts asked for it, {lately} of them in the last {days} days").format(
        number=f"{number:,}", lately=f"{lately:,}", days=MOMENTUM_DAYS
    )


def _mentioned(item: Item) -> str:
    if item.mentions <= item.requests:
        return ""  # no other kind than how many asked
    return ngettext(
        "it was asked for {number} time", "it was asked for {number} times", item.mentions
    ).format(number=f"{item.mentions:,}")


def _lost(item: Item, currency: str | None) -> str:
    if not item.lost:
        return ""
    if currency is None or not item.lost_value:
        return ngettext(
            "sales to {number} account were lost without it",
            "sales to {number} accounts were lost without it",
            item.lost,
        ).format(number=f"{item.lost:,}")
    # Accounts are counted, and all that was lost with each of them.
    return ngettext(
        "sales to {number} account worth {money} were lost without it",
        "sales to {number} accounts worth {money} were lost without it",
        item.lost,
    ).format(number=f"{item.lost:,}", money=show_money(item.lost_value, currency))


def _worth(item: Item, currency: str) -> str:
    if not item.value:
        return ""
    return _("the customers who asked are worth {money} a year").format(
        money=show_money(item.value, currency)
    )


def _for_effort(item: Item) -> str:
    if not item.effort or not item.requests:
        return ""
    return ngettext(
        "{number} account asked for an effort of {effort}",
        "{number} accounts asked for an effort of {effort}",
        item.requests,
    ).format(number=f"{item.requests:,}", effort=item.effort)


def _because(reasons: Sequence[str]) -> str:
    if not reasons:
        return _("Nobody has asked for it yet.")
    if len(reasons) == 1:
        return _("because {reason}.").format(reason=reasons[0])
    return _("because {reason}, and {other}.").format(reason=reasons[0], other=reasons[1])


def _level_with(entry: RankedItem, ranked: Sequence[RankedItem], lens: Lens) -> str:
    """Say which item of the same stage has just as much, and what decides between the two."""
    mine = score(entry.item, lens)
    if not mine:
        return ""
    level = next(
        (
            one
            for one in ranked
            if one.item.stage is entry.item.stage
            and one.item.id != entry.item.id
            and score(one.item, lens) == mine
        ),
        None,
    )
    if level is None:
        return ""
    other, item = level.item, entry.item
    if other.mentions != item.mentions:
        sentence = _("Number {rank}, {title}, is level with it, and was mentioned less often.")
    elif other.first_on != item.first_on:
        sentence = _("Number {rank}, {title}, is level with it, and was asked for later.")
    else:
        sentence = _("Number {rank}, {title}, is level with it.")
    return sentence.format(rank=level.rank, title=other.title)


def _shared_with(item: Item, ranked: Sequence[RankedItem], shared: Overlap) -> str:
    """Say which item the same accounts ask for most."""
    if not (found := shared.most(item.id, 1)):
        return ""
    ((key, number),) = found
    other = next((one for one in ranked if one.item.id == key), None)
    if other is None or other.rank is None:
        return ""
    return ngettext(
        "{number} of the {all} accounts also asks for number {rank}, {title}.",
        "{number} of the {all} accounts also ask for number {rank}, {title}.",
        number,
    ).format(
        number=f"{number:,}", all=f"{item.requests:,}", rank=other.rank, title=other.item.title
    )


def _after(entry: RankedItem, ranked: Sequence[RankedItem]) -> str:
    """Say what comes after it: the next of its stage, else the first of Later."""
    item = entry.item
    later = [
        one
        for stage in (item.stage, ItemStage.LATER)
        for one in ranked
        if one.item.stage is stage and one.item.id != item.id
    ]
    if not later:
        return ""
    after = later[0].item
    if not after.requests:
        return _("After it comes number {rank}, {title}.").format(
            rank=later[0].rank, title=after.title
        )
    return ngettext(
        "After it comes number {rank}, {title}: {number} account.",
        "After it comes number {rank}, {title}: {number} accounts.",
        after.requests,
    ).format(rank=later[0].rank, title=after.title, number=f"{after.requests:,}")
