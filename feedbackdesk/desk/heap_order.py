"""What of the heap comes first: read once, and learned anew from what was kept and dropped."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.insight.heap.order import Pile

if TYPE_CHECKING:
    from feedbackdesk.domain.heap import Decided, Talk
    from feedbackdesk.insight.heap.telling import Telling
    from feedbackdesk.store.reader import Reader

READ_AT_ONCE = 400
"""So many messages are read at a time, in less than a second."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A message in the order, and what it tells."""

    talk: Talk
    telling: Telling

    @property
    def sentence(self) -> str:
        """The sentence that tells it."""
        return self.talk.text[self.telling.start : self.telling.end].strip()


@dataclass(frozen=True, slots=True)
class Ordered:
    """The likeliest of what waits, first; while some is still to be read, what is known."""

    first: tuple[Placed, ...]
    read: int
    """How many of those that wait were read by now."""
    waiting: int

    @property
    def is_whole(self) -> bool:
        """Whether all that waits was read."""
        return self.read >= self.waiting


class HeapOrder:
    """Reads what waits, and follows each decision: a cache that the heap and the log can rebuild.

    May be called from any thread; one question is answered at a time.
    """

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._lock = threading.Lock()
        self._pile = Pile()
        self._read: set[int] = set()
        self._decided: dict[int, Decided] = {}

    def order(self, read: Reader, limit: int, most: int | None = None) -> Ordered:
        """Return what comes first; with `most` at most so many are read on the way."""
        with self._lock:
            waiting = read.heap_ids()
            self._catch_up(read, waiting, most)
            found = self._pile.order(limit)
            tellings = dict(found)
            talk = read.heap_page(list(tellings))
            placed = tuple(Placed(one, tellings[one.id]) for one in talk)
            known = sum(key in self._read for key in waiting)
            return Ordered(placed, known, len(waiting))

    def like(self, read: Reader, heap_id: int, limit: int) -> list[int]:
        """Return what waits and is truly like a message, the most alike first."""
        with self._lock:
            self._catch_up(read, read.heap_ids(), None)
            return self._pile.like(heap_id, limit)

    def _catch_up(self, read: Reader, waiting: list[int], most: int | None) -> None:
        decided = {one.heap_id: one for one in read.heap_decided()}
        for key in self._decided.keys() - decided.keys():
            self._pile.undecide(key)
        for key in self._read - set(waiting) - decided.keys():
            self._pile.take_away(key)
            self._read.discard(key)
        new = [key for key in (*decided, *waiting) if key not in self._read]
        for key, text, subject in read.heap_texts(new if most is None else new[:most]):
            self._pile.add(key, text, subject)
            self._read.add(key)
        for key, one in decided.items():
            if self._decided.get(key) != one:
                self._pile.decide(key, one.kept, one.kind)
        self._decided = decided
