"""How a roadmap is ranked: the order, the ties, and the sentence that explains a place."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from feedbackdesk.domain.lenses import LENSES, MOMENTUM_DAYS, score
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import Item, RankedItem
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.text import plural
from feedbackdesk.domain.words import ItemStage, Lens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedbackdesk.domain.movement import LastRanking


def order_key(item: Item, lens: Lens) -> tuple[object, ...]:
    """Return the sort key of an item: score, mentions, oldest first request, title.

    The key of the row ends it, so that two items alike in all of these keep their order.
    """
    points = score(item, lens)
    return (
        points is None,
        -(points or 0),
        -item.mentions,
        item.first_on or date.max,
        sort_key(item.title),
        item.id,
    )


def rank_items(
    items: Iterable[Item],
    lens: Lens = Lens.REQUESTS,
    last: LastRanking | None = None,
) -> list[RankedItem]:
    """Return the items in rank order: open ones first and ranked, then shipped, then declined.

    `last` is the ranking that movements are counted from, if one by this lens is remembered.
    """
    ordered = sorted(items, key=lambda item: order_key(item, lens))
    ranked: list[RankedItem] = []
    for rank, item in enumerate((item for item in ordered if item.stage.is_open), 1):
        before = last.ranks.get(item.id) if last is not None else None
        ranked.append(
            RankedItem(
                item=item,
                rank=rank,
                score=score(item, lens),
                moved=None if before is None else before - rank,
                is_new=last is not None and before is None,
                since=last.words if last is not None else "",
                then_requests=last.requests.get(item.id) if last is not None else None,
            )
        )
    for stage in (ItemStage.SHIPPED, ItemStage.DECLINED):
        ranked += [
            RankedItem(item=item, rank=None, score=score(item, lens))
            for item in ordered
            if item.stage is stage
        ]
    return ranked


def column(ranked: Sequence[RankedItem], stage: ItemStage) -> list[RankedItem]:
    """Return one stage's items in rank order, the pinned ones at the places they were put.

    A pin is a place within its column, counted from 1; a place past the end is the end.
    Where two are pinned to one place, the better ranked one gets it.
    """
    members = [entry for entry in ranked if entry.item.stage is stage]
    placed = [entry for entry in members if entry.item.pinned is None]
    # Of two at one place the better ranked one is put there last, and so before the other.
    pinned = [(at, one) for one in reversed(members) if (at := one.item.pinned) is not None]
    for at, entry in sorted(pinned, key=itemgetter(0)):
        placed.insert(at - 1, entry)
    return placed


def reason_for_rank(
    entry: RankedItem,
    above: RankedItem | None,
    lens: Lens,
    currency: str = "",
    *,
    brief: bool = False,
    place: int | None = None,
) -> str:
    """Return one sentence on why an item stands where it stands.

    It names what the lens counts, what decides against the item above, and then what else
    matters: lost sales, momentum, and a pin. Numbers that are not filled in are left away, and
    all of these with `brief`, for a page where they stand beside it anyway. `place` is where a
    pinned item stands in its column; without one it is where it was pinned to, and with 0
    nothing is told of the pin.
    """
    item = entry.item
    if entry.rank is None and item.stage.is_open:
        return "Nothing that was said about it counts, so it has no rank."
    if entry.rank is None:
        return f"It is {item.stage.value}, so it no longer competes for a rank."
    has = LENSES[lens].amount(item, currency)
    if not item.requests:
        start = "Nobody asked for it yet"
    elif above is None:
        start = f"First, with {has}"
    elif order_key(above.item, lens)[:2] != order_key(item, lens)[:2]:
        start = (
            f"Number {entry.rank}, with {has}, behind {LENSES[lens].amount(above.item, currency)}"
        )
    elif above.item.mentions != item.mentions:
        start = (
            f"Number {entry.rank}, with {has} like the one above, "
            f"which was mentioned more often ({above.item.mentions}\u00a0to\u00a0{item.mentions})"
        )
    elif above.item.first_on != item.first_on:
        start = f"Number {entry.rank}, with {has} like the one above, which was asked for earlier"
    else:
        start = f"Number {entry.rank}, level with the one above and behind it by title"
    also = [] if brief else _also(item, lens, currency, item.pinned if place is None else place)
    return "; ".join([start, *also]) + "."


def _also(item: Item, lens: Lens, currency: str, place: int | None) -> list[str]:
    """Return what matters beside the number that the lens counts."""
    parts: list[str] = []
    if lens not in {Lens.REQUESTS, Lens.EFFORT} and item.requests:
        parts.append(plural(item.requests, "account asked", "accounts asked"))
    if item.lost and lens is not Lens.LOST:
        sales = plural(item.lost, "sale was lost for it", "sales were lost for it")
        worth = f" ({show_money(item.lost_value, currency)})" if item.lost_value else ""
        parts.append(sales + worth)
    if item.momentum and lens is not Lens.MOMENTUM:
        heard = "all" if item.momentum == item.requests > 1 else f"{item.momentum:,}"
        parts.append(f"{heard} heard in the last {MOMENTUM_DAYS} days")
    if item.pinned is not None and place:
        parts.append(f"pinned at place {place:,} of its column")
    return parts
