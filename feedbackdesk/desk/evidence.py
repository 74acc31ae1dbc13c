"""One roadmap item whole: where it stands and why, the proof of its numbers, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.roadmap_filters import filtered_roadmap, uncounted
from feedbackdesk.domain.dates import first_day, local_today
from feedbackdesk.domain.evidence import EVERYTHING, EvidenceFilter
from feedbackdesk.domain.lenses import MOMENTUM_DAYS
from feedbackdesk.domain.proof import counting, gather, proof, theme_weights
from feedbackdesk.domain.ranking import column
from feedbackdesk.domain.rows import RankedItem
from feedbackdesk.domain.words import Lens, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.domain.proof import Asker, ItemLink, Proof, ThemeWeight, Waiter
    from feedbackdesk.domain.rows import Evidence, FollowUp, Item
    from feedbackdesk.store.reader import Reader

DECISIONS = 200
"""So many changes of an item are told."""

_WORDS = 2_000
"""So much of each text stands in the evidence, in characters."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits to hear of an item, and what is on the owed list for them."""

    waiter: Waiter
    owed: FollowUp | None
    """What is owed to them for this item, open or done."""


@dataclass(frozen=True, slots=True)
class ItemStory:
    """What stands on the page of an item."""

    entry: RankedItem
    above: RankedItem | None
    """The item ranked before it."""
    place: int
    """Its place within its column, from 1."""
    only: EvidenceFilter
    """What counts in its numbers and their evidence."""
    askers: tuple[Asker, ...]
    weights: tuple[ThemeWeight, ...]
    links: tuple[ItemLink, ...]
    decisions: tuple[Decision, ...]
    waiting: tuple[Waiting, ...]

    @property
    def item(self) -> Item:
        """The item itself, with its numbers."""
        return self.entry.item

    def proof(self, lens: Lens) -> Proof:
        """Return the evidence of one of its numbers."""
        return _proof(self.askers, lens)


def _proof(askers: tuple[Asker, ...], lens: Lens) -> Proof:
    today = local_today()
    return proof(askers, lens, today - timedelta(days=MOMENTUM_DAYS), today)


def askers_of(read: Reader, item_id: int, only: EvidenceFilter = EVERYTHING) -> tuple[Asker, ...]:
    """Return every account behind an item that counts once, with all it said that counts."""
    heard = read.heard_behind(item_id, _WORDS)
    askers = gather(heard, read.accounts_now(item_id, (one.account for one in heard)))
    if not only:
        return askers
    return counting(
        askers,
        accounts=read.customers_behind(item_id) if only.customers else None,
        lost=only.lost,
        since=first_day(Period.YEAR, local_today()) if only.this_year else None,
    )


def proof_of(
    read: Reader, item_id: int, lens: Lens = Lens.REQUESTS, only: EvidenceFilter = EVERYTHING
) -> Proof:
    """Return the evidence of one number of an item, as it stands under a filter."""
    return _proof(askers_of(read, item_id, only), lens)


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item among the others, with the numbers that count."""

    entry: RankedItem
    above: RankedItem | None
    """The item ranked before it."""
    place: int
    """Its place within its column, from 1."""


def place_of(
    read: Reader, item_id: int, lens: Lens = Lens.REQUESTS, only: EvidenceFilter = EVERYTHING
) -> ItemPlace | None:
    """Return where an item stands under a filter, as the board shows it; None where it is gone.

    Where nothing behind it counts its numbers are 0, and it has no rank.
    """
    ranked = filtered_roadmap(read, lens, only) if only else full_roadmap(read, lens)
    at = next((n for n, one in enumerate(ranked) if one.item.id == item_id), None)
    if at is None:
        item = read.item(item_id) if only else None
        if item is None:
            return None
        return ItemPlace(RankedItem(uncounted(item), None, None), None, 0)
    entry = ranked[at]
    stage = entry.item.stage
    # Under a filter the pins rest.
    beside = [one for one in ranked if one.item.stage is stage] if only else column(ranked, stage)
    return ItemPlace(
        entry=entry,
        above=ranked[at - 1] if at and entry.rank is not None else None,
        place=1 + next(n for n, one in enumerate(beside) if one.item.id == item_id),
    )


def quotes_behind(read: Reader, item_id: int, only: EvidenceFilter = EVERYTHING) -> list[Evidence]:
    """Return every mention behind an item that counts, the newest first."""
    found = read.evidence(item_id)
    if not only:
        return found
    counted = {said.feedback_id for asker in askers_of(read, item_id, only) for said in asker.said}
    return [one for one in found if one.feedback_id in counted]


def decisions_of(read: Reader, item_id: int) -> list[Decision]:
    """Return what was decided about an item, the newest first."""
    return read.decisions_of(item_id, DECISIONS)


def links_of_item(read: Reader, item_id: int) -> list[ItemLink]:
    """Return the web pages that belong to an item."""
    return read.item_links(item_id)


def waiting_for(read: Reader, item_id: int) -> list[Waiting]:
    """Return who waits to hear of an item; the lost first, who may not be contacted last."""
    owed = {
        (one.who_id, None if one.who_id is not None else one.organisation_id): one
        # What is open counts before what was done, and the newest before the older.
        for one in sorted(
            owed_for_item(read, item_id), key=lambda one: (one.done_on is None, one.id)
        )
    }
    found = [
        Waiting(
            one,
            owed.get((one.person_id, None if one.person_id is not None else one.organisation_id)),
        )
        for one in read.waiting_for(item_id)
    ]
    return sorted(
        found, key=lambda one: (not one.waiter.may_contact, not one.waiter.lost, one.waiter.name)
    )


def begun(found: ItemPlace, only: EvidenceFilter) -> ItemStory:
    """Return the story of an item of which only its place and its numbers are known yet."""
    return ItemStory(
        found.entry, found.above, found.place, only,
        askers=(), weights=(), links=(), decisions=(), waiting=(),
    )  # fmt: skip


def item_story(
    read: Reader, item_id: int, lens: Lens = Lens.REQUESTS, only: EvidenceFilter = EVERYTHING
) -> ItemStory | None:
    """Return all that stands on the page of an item; None where it is gone.

    Its numbers and their evidence are of what counts under a filter.
    """
    placed = place_of(read, item_id, lens, only)
    if placed is None:
        return None
    entry = placed.entry
    askers = askers_of(read, item_id, only)
    themes = zip(entry.item.theme_ids, entry.item.themes, strict=True)
    return ItemStory(
        entry=entry,
        above=placed.above,
        place=placed.place,
        only=only,
        askers=askers,
        weights=theme_weights(askers, themes),
        links=tuple(read.item_links(item_id)),
        decisions=tuple(decisions_of(read, item_id)),
        waiting=tuple(waiting_for(read, item_id)),
    )


def best_evidence(
    read: Reader, number: int, *, quotable: bool = False
) -> dict[int, list[Evidence]]:
    """Return the first few words worth quoting behind every item, the best first.

    At most `number` an item; with `quotable` only the words of people who agreed to be quoted,
    and none of a lost sale.
    """
    return read.best_evidence(number, quotable=quotable)


def behind_all(read: Reader, item_ids: Sequence[int]) -> tuple[int, int, int, int]:
    """Return what stands behind items together, each counted once.

    Accounts, feedbacks, accounts with a lost sale, and those sales' value.
    """
    return read.behind_all(item_ids)
