"""Which items the same accounts ask for: what overlaps with what, counted by accounts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many accounts the items of a ranking share."""

    above: Mapping[int, int]
    """An item to how many of its accounts also ask for one that is ranked above it."""
    between: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    """An item that was asked about, to others, to how many accounts ask for both."""

    def most(self, item_id: int, number: int) -> list[tuple[int, int]]:
        """Return the items that share most accounts with one, with how many: at most `number`.

        Of two that share as many, the one with the lower key.
        """
        shared = self.between.get(item_id, {})
        return sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:number]


def overlap(
    asked_for: Iterable[tuple[str, int]], order: Sequence[int], closely: Collection[int] = ()
) -> Overlap:
    """Return what the items of a ranking share; `order` are their keys, the first one first.

    `asked_for` is every account with each item that it asks for, each pair once; items that are
    not in the order are passed over. Pairs are counted for the items in `closely` alone.
    """
    place = {item_id: at for at, item_id in enumerate(order)}
    by_account: dict[str, list[int]] = {}
    for account, item_id in asked_for:
        if item_id in place:
            by_account.setdefault(account, []).append(item_id)
    # Gathered first and counted at once: there may be a million pairs.
    several: list[int] = []
    firsts: list[int] = []
    beside: dict[int, list[int]] = {item_id: [] for item_id in closely}
    for items in by_account.values():
        if len(items) < 2:
            continue
        several += items
        firsts.append(min(items, key=place.__getitem__))
        for item_id in beside.keys() & items:
            beside[item_id] += items
    return Overlap(
        Counter(several) - Counter(firsts),
        {item_id: _without(item_id, Counter(items)) for item_id, items in beside.items()},
    )


def _without(item_id: int, shared: Counter[int]) -> Counter[int]:
    del shared[item_id]
    return shared
