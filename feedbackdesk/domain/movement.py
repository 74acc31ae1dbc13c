"""Rankings that are remembered, and what moved between two of them.

A ranking is remembered as what it said that day: an item that is renamed, shipped or
deleted later stands in it as it stood then.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import show_long_date
from feedbackdesk.domain.lenses import LENSES
from feedbackdesk.domain.rows import movement_words
from feedbackdesk.domain.words import Edition, ItemStage, Lens, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from feedbackdesk.domain.rows import RankedItem

UNKNOWN_TITLE = "An item deleted since"
"""Stands for a title that is not known any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as it stood in a ranking. Rank is None for what was shipped or declined.

    What rankings remembered by older versions do not tell is None, and their titles are
    empty.
    """

    item_id: int
    title: str = ""
    rank: int | None = None
    stage: ItemStage | None = None
    requests: int | None = None
    mentions: int | None = None
    lost_value: int | None = None
    """The value of the sales lost over it, in hundredths of the currency."""
    score: float | None = None
    """What the lens of its ranking saw in it."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A ranking that is remembered: of a print, or taken on demand."""

    id: int
    at: datetime
    lens: Lens
    name: str
    edition: str = ""
    """Which edition was printed; empty for one taken on demand."""
    number: int = 0
    """How many items had a rank."""
    is_whole: bool = True
    """Whether it tells more than the ranks, which is all that older versions remembered."""

    @property
    def is_print(self) -> bool:
        """Whether it was remembered with a print."""
        return bool(self.edition)

    @property
    def day(self) -> date:
        """The day it is of, where the owner is."""
        return self.at.astimezone().date()

    @property
    def words(self) -> str:
        """What it is in a sentence: the print of 3 November."""
        what = "print" if self.is_print else "snapshot"
        return f"the {what} of {show_long_date(self.day)}"


def usual_name(edition: str, lens: Lens) -> str:
    """Return what a ranking is called until it gets a name: Working copy, Roadmap by requests."""
    if not edition:
        return f"Roadmap by {label(lens).lower()}"
    return next((label(one) for one in Edition if one.value == edition), "Print")


@dataclass(frozen=True, slots=True)
class LastRanking:
    """The ranking that movements are counted from."""

    ranks: Mapping[int, int]
    """An item's key to its rank."""
    words: str = ""
    """What it is in a sentence: the print of 3 November."""
    requests: Mapping[int, int] = field(default_factory=dict)
    """An item's key to how many accounts had asked; empty where that is not remembered."""
    on: date | None = None
    """The day it is of, where the owner is."""


class Move(StrEnum):
    """What became of an item between two rankings."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    BACK = "back"
    """It was shipped or declined, and is open again."""
    SHIPPED = "shipped"
    DECLINED = "declined"
    GONE = "gone"
    """It is not on the roadmap any more."""


_ENDED = {ItemStage.SHIPPED: Move.SHIPPED, ItemStage.DECLINED: Move.DECLINED}
_TOLD = (
    (Move.UP, "rose"), (Move.DOWN, "fell"), (Move.NEW, "new"), (Move.BACK, "back"),
    (Move.SHIPPED, "shipped"), (Move.DECLINED, "declined"), (Move.GONE, "gone"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """An item in two rankings; None where it does not stand in one."""

    then: Standing | None
    now: Standing | None
    move: Move
    places: int = 0
    """Places gained; lost ones are below zero."""

    @property
    def standing(self) -> Standing:
        """How it stands in the later one, or stood in the earlier where it is gone."""
        known = self.now or self.then
        if known is None:
            raise ValueError("an item of no ranking")
        return known

    @property
    def item_id(self) -> int:
        """The item's key."""
        return self.standing.item_id

    @property
    def title(self) -> str:
        """What it is called in the later ranking, as far as anybody knows."""
        before = self.then.title if self.then else ""
        return self.standing.title or before or UNKNOWN_TITLE

    @property
    def was_called(self) -> str:
        """What it was called in the earlier ranking, where that was something else."""
        before = self.then.title if self.then else ""
        return before if before != self.title else ""

    @property
    def words(self) -> str:
        """The movement in words: up 2, down 1, new, shipped; empty where nothing moved."""
        if self.move in {Move.UP, Move.DOWN, Move.SAME}:
            return movement_words(self.places)
        return self.move.value


def standings_of(ranked: Iterable[RankedItem]) -> tuple[Standing, ...]:
    """Return what is remembered of a roadmap in rank order."""
    return tuple(
        Standing(
            entry.item.id,
            entry.item.title,
            entry.rank,
            entry.item.stage,
            entry.item.requests,
            entry.item.mentions,
            entry.item.lost_value,
            entry.score,
        )
        for entry in ranked
    )


def seen_by(standing: Standing | None, lens: Lens, ranked_by: Lens) -> float | None:
    """Return what a lens saw in an item that stands in a ranking by a lens; None if unknown."""
    if standing is None:
        return None
    known = LENSES[lens]
    if not known.remembered:
        return standing.score if lens is ranked_by else None
    points: int | None = getattr(standing, known.remembered)
    return points / 100 if points is not None and known.is_money else points


def compare(
    then: Sequence[Standing],
    now: Sequence[Standing],
    *,
    whole_then: bool = True,
    whole_now: bool = True,
) -> tuple[Moved, ...]:
    """Return every item of two rankings once, in the order of the later one.

    First what has a rank there, by rank; then what was shipped or declined; then what is
    gone, by its rank before. A ranking that is not whole tells of open items only: what is
    missing there may have been shipped by then, so nothing is claimed of items that are
    shipped or declined in the other one.
    """
    before = {one.item_id: one for one in then}
    after = {one.item_id: one for one in now}
    found = [_moved(before.get(key), after.get(key)) for key in {**after, **before}]
    if not whole_then:
        found = [one for one in found if one.then is not None or _rank(one.now) is not None]
    if not whole_now:
        found = [one for one in found if one.now is not None or _rank(one.then) is not None]
    return tuple(sorted(found, key=_order))


def _rank(standing: Standing | None) -> int | None:
    return standing.rank if standing is not None else None


def _moved(then: Standing | None, now: Standing | None) -> Moved:
    rank_then, rank_now = _rank(then), _rank(now)
    if now is None:
        return Moved(then, now, Move.GONE)
    if rank_now is None:
        same = then is not None and rank_then is None and then.stage is now.stage
        ended = _ENDED.get(now.stage) if now.stage is not None else None
        return Moved(then, now, Move.SAME if same or ended is None else ended)
    if then is None:
        return Moved(then, now, Move.NEW)
    if rank_then is None:
        return Moved(then, now, Move.BACK)
    places = rank_then - rank_now
    move = Move.UP if places > 0 else Move.DOWN if places < 0 else Move.SAME
    return Moved(then, now, move, places)


def _order(moved: Moved) -> tuple[int, int, int]:
    rank = _rank(moved.now)
    if rank is not None:
        return 0, rank, moved.item_id
    if moved.now is None:
        return 3, _rank(moved.then) or 0, moved.item_id
    group = 2 if moved.now.stage is ItemStage.DECLINED else 1
    # What ended since stands before what had ended already.
    return group, int(moved.move is Move.SAME), moved.item_id


def tally(moved: Iterable[Moved]) -> list[tuple[Move, int]]:
    """Return how many items rose, fell, came and went, without what did not happen."""
    counts = Counter(one.move for one in moved)
    return [(move, counts[move]) for move, _word in _TOLD if counts[move]]


def tell(move: Move, number: int) -> str:
    """Return a count of `tally` in words: 4 rose."""
    return f"{number:,} {dict(_TOLD)[move]}"


def summary(moved: Iterable[Moved]) -> str:
    """Return one sentence on what moved: 4 rose, 2 fell, 3 new, 1 shipped."""
    told = [tell(move, number) for move, number in tally(moved)]
    return f"{', '.join(told)}." if told else "Nothing moved."


def stage_words(moved: Moved) -> str:
    """Return the stage it is in, and the one it was in where that was another."""
    then = moved.then.stage if moved.then else None
    now = moved.now.stage if moved.now else None
    if now is None:
        return f"was in {label(then)}" if then is not None else ""
    if then is None or then is now:
        return f"in {label(now)}"
    return f"{label(then)} → {label(now)}"


def encode(standings: Iterable[Standing]) -> str:
    """Return standings as a workspace keeps them: a JSON array, an object an item."""
    rows = [
        {
            "id": one.item_id,
            "title": one.title,
            "rank": one.rank,
            "stage": one.stage.value if one.stage is not None else None,
            "requests": one.requests,
            "mentions": one.mentions,
            "lost_value": one.lost_value,
            "score": one.score,
        }
        for one in standings
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> tuple[Standing, ...]:
    """Return the standings that `encode` wrote; a stage of a newer version is None."""
    stages = {one.value: one for one in ItemStage}
    rows: list[dict[str, Any]] = json.loads(text) if text else []
    return tuple(
        Standing(
            row["id"],
            row["title"],
            row["rank"],
            stages.get(row["stage"]),
            row["requests"],
            row["mentions"],
            row["lost_value"],
            row.get("score"),
        )
        for row in rows
    )
