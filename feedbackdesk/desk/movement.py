"""Rankings that are remembered: with every print, and on demand; and what moved between two.

Taking a snapshot is a step, and so is naming or deleting one, or a print: the owner did it to
the workspace, and may take it back. Printing writes no step, for paper cannot be undone.

On the screen, movements are counted from the last print or snapshot by the same lens. On a
print they are counted from the newest print of an earlier day or snapshot, whichever is later:
the prints of one day are one occasion, and a second copy, or another kind of file, shows the
same arrows as the first. A snapshot is taken on purpose, and counts at once. Where there is
neither, the first print of today counts, so that a beginner sees what moved since. A customer
copy is counted from customer copies of earlier days alone: nobody reads of a print that was
never theirs. Where nothing counts, nothing is said to have moved: a place in an order by
something else tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.roadmap import full_roadmap
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.movement import Snapshot, compare, seen_by, standings_of, summary
from feedbackdesk.domain.text import clean_name, name_key
from feedbackdesk.domain.words import Lens

if TYPE_CHECKING:
    from feedbackdesk.domain.movement import LastRanking, Moved, Standing
    from feedbackdesk.domain.words import Edition
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

NOW = "now"
"""Names the roadmap as it is, where a snapshot is asked for by name."""
LAST = "last"
"""Names the newest print or snapshot."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rankings, the earlier one first."""

    then: Snapshot
    now: Snapshot | None
    """None for the roadmap as it is."""
    lens: Lens
    """What the later one is ranked by."""
    moved: tuple[Moved, ...]
    """Every item once, in the order of the later ranking."""
    there: frozenset[int]
    """The items that are on the roadmap today."""

    @property
    def same_lens(self) -> bool:
        """Whether both are ranked by the same; otherwise a place tells little."""
        return self.then.lens is self.lens

    @property
    def is_whole(self) -> bool:
        """Whether both tell more than ranks, as those of older versions do not."""
        return self.then.is_whole and (self.now is None or self.now.is_whole)

    def figures(self, row: Moved) -> tuple[float | None, float | None]:
        """Return what the later one is ranked by, then and now; None where that is not known."""
        then = seen_by(row.then, self.lens, self.then.lens)
        return then, seen_by(row.now, self.lens, self.lens)

    @property
    def keeps_figures(self) -> bool:
        """Whether the earlier one tells what the later one is ranked by."""
        known = [one for one in self.moved if one.then is not None]
        unknown = all(self.figures(one)[0] is None for one in known)
        return not (known and unknown) or (self.lens is Lens.EFFORT and self.same_lens)

    @property
    def summary(self) -> str:
        """What moved, in one sentence."""
        return summary(self.moved)


def snapshots(read: Reader) -> list[Snapshot]:
    """Return every print and snapshot, the newest first."""
    return read.snapshots()


@step("Take a snapshot: {result:print_run}")
def take_snapshot(work: UnitOfWork, name: str = "", lens: Lens = Lens.REQUESTS) -> int:
    """Remember how every item stands now, under a name or without one; return its key."""
    from feedbackdesk.store.prints import remembered

    standings = standings_of(full_roadmap(work.read, lens))
    if not standings:
        raise Refusal(
            "Nothing is on the roadmap yet, so there is no ranking to remember. "
            "Nothing was changed."
        )
    called = clean_name(name, "snapshot’s name") if name_key(name) else ""
    return work.insert("print_run", **remembered("", lens, standings, called))


@step("Rename snapshot to {key:print_run}")
def rename_snapshot(work: UnitOfWork, key: int, name: str) -> None:
    """Give a print or a snapshot another name."""
    _there(work.read, key)
    work.update("print_run", key, name=clean_name(name, "snapshot’s name"))


@step("Delete snapshot {key:print_run}")
def delete_snapshot(work: UnitOfWork, key: int) -> None:
    """Forget a print or a snapshot."""
    _there(work.read, key)
    work.delete("print_run", key)


def comparison(read: Reader, one: int | None, other: int | None = None) -> Comparison:
    """Return what moved between two rankings by their keys, None for the roadmap as it is.

    The earlier one comes first, however they are given. Raises Refusal where one is gone, or
    where both are the roadmap as it is.
    """
    given = sorted(key for key in (one, other) if key is not None)
    if not given:
        raise Refusal("There are not two rankings to compare: name a print or a snapshot.")
    then = _there(read, given[0])
    now = _there(read, given[1]) if len(given) > 1 else None
    lens = then.lens if now is None else now.lens
    titles = read.titles()
    after = standings_of(full_roadmap(read, lens)) if now is None else read.standings(now.id)
    moved = compare(
        _titled(read.standings(then.id), titles),
        _titled(after, titles),
        whole_then=then.is_whole,
        whole_now=now is None or now.is_whole,
    )
    return Comparison(then, now, lens, moved, frozenset(titles))


def snapshot_named(read: Reader, text: str) -> Snapshot | None:
    """Return the print or snapshot of a name or a key, the `last` one, or None for `now`."""
    key = name_key(text)
    if key == NOW:
        return None
    known = read.snapshots()
    found = [one for one in known if name_key(one.name) == key]
    if not found and key == LAST:
        found = known[:1]
        if not found:
            raise NotThere("Nothing was printed yet, and no snapshot taken.")
    if not found and key.isdecimal():
        found = [one for one in known if one.id == int(key[:20])]
    if len(found) > 1:
        listed = "; ".join(f"{show_date(one.day)} (id {one.id})" for one in found[:8])
        raise Ambiguous(f"Several are called “{text[:80]}”: {listed}. Use the id.")
    if not found:
        raise NotThere(f"No print or snapshot is called “{text[:80]}”.")
    return found[0]


def _there(read: Reader, key: int) -> Snapshot:
    found = read.snapshot(key)
    if found is None:
        raise NotThere("That snapshot is no longer there. Nothing was changed.")
    return found


def _titled(standings: tuple[Standing, ...], titles: dict[int, str]) -> tuple[Standing, ...]:
    """Return standings with today's titles where none was remembered."""
    return tuple(
        one if one.title else replace(one, title=titles.get(one.item_id, "")) for one in standings
    )


def ranking_before(read: Reader, lens: Lens, edition: Edition | None = None) -> LastRanking | None:
    """Return the ranking that a print's movements are counted from, None where there is none.

    With an edition, only its own prints count: see above.
    """
    return read.ranking_before(lens, edition)
