"""One roadmap item whole: where it stands and why, the proof of its numbers, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import owed_for_item
from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.proof import gather, proof, theme_weights
from feedbackdesk.domain.ranking import MOMENTUM_DAYS, column
from feedbackdesk.domain.words import Lens

if TYPE_CHECKING:
    from feedbackdesk.domain.decisions import Decision
    from feedbackdesk.domain.proof import Asker, Proof, ThemeWeight
    from feedbackdesk.domain.rows import FollowUp, Item, RankedItem
    from feedbackdesk.store.read.proof import ItemLink, Waiter
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


def askers_of(read: Reader, item_id: int) -> tuple[Asker, ...]:
    """Return every account behind an item once, with all it said."""
    heard = read.heard_behind(item_id, _WORDS)
    return gather(heard, read.accounts_now(item_id, (one.account for one in heard)))


def proof_of(read: Reader, item_id: int, lens: Lens = Lens.REQUESTS) -> Proof:
    """Return the evidence of one number of an item."""
    return _proof(askers_of(read, item_id), lens)


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


def item_story(read: Reader, item_id: int, lens: Lens = Lens.REQUESTS) -> ItemStory | None:
    """Return all that stands on the page of an item; None where it is gone."""
    ranked = full_roadmap(read, lens)
    at = next((n for n, one in enumerate(ranked) if one.item.id == item_id), None)
    if at is None:
        return None
    entry = ranked[at]
    beside = column(ranked, entry.item.stage)
    askers = askers_of(read, item_id)
    themes = zip(entry.item.theme_ids, entry.item.themes, strict=True)
    return ItemStory(
        entry=entry,
        above=ranked[at - 1] if at and entry.rank is not None else None,
        place=1 + next(n for n, one in enumerate(beside) if one.item.id == item_id),
        askers=askers,
        weights=theme_weights(askers, themes),
        links=tuple(read.item_links(item_id)),
        decisions=tuple(decisions_of(read, item_id)),
        waiting=tuple(waiting_for(read, item_id)),
    )
