"""How much of what is planted comes first: printed as a table, beside what is asked for."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from feedbackdesk.insight.heap.order import Pile
from feedbackdesk.insight.heap.telling import read_by_cues
from tests.bench.heap.piles import SHARED, Message, are_here, piles

PAGE = 20
_FIRST, _LOOKED_AT, _DECISIONS = 100, 1_000, 300
GOALS = {"mail": 36, "chat": 36, "mixture": 25}


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured of a pile."""

    first: int
    """Of the first hundred shown before any decision, how many are true."""
    within: float
    """The share of what is planted that is found within a thousand, decided page by page."""
    kept: int
    """Of the first three hundred decisions, how many kept something."""
    marked: float
    """The share of the planted ones whose marked sentence is the right one, by cues alone."""
    kinds: float
    """The share of our own sentences whose kind is right, where the mark is."""
    read: float
    """Seconds of CPU to read a thousand messages."""
    new_order: float
    """The median of the seconds that a new order takes after a page of decisions."""
    slowest: float


def filled(messages: Sequence[Message]) -> Pile:
    """Return a pile that nothing was decided of."""
    pile = Pile()
    for number, message in enumerate(messages):
        pile.add(number, message.words)
    return pile


def look(messages: Sequence[Message]) -> Found:
    """Read a pile, and decide page by page as somebody does who knows what is planted."""
    begun = time.process_time()
    pile = filled(messages)
    read = (time.process_time() - begun) / len(messages) * 1_000
    first = sum(messages[number].kind is not None for number, _telling in pile.order(_FIRST))
    planted = [message for message in messages if message.kind is not None]
    marked = kinds = own = 0
    for message in planted:
        told = read_by_cues(message.words)
        right = _is_marked(message, told.start, told.end)
        marked += right
        own += message.own
        kinds += message.own and right and told.kind is message.kind
    times: list[float] = []
    found = kept = 0
    for looked_at in range(0, _LOOKED_AT, PAGE):
        before = time.perf_counter()
        page = pile.order(PAGE)
        times.append(time.perf_counter() - before)
        for number, _telling in page:
            kind = messages[number].kind
            pile.decide(number, kind is not None, kind)
            found += kind is not None
        if looked_at + PAGE == _DECISIONS:
            kept = found
    return Found(
        first, found / len(planted), kept, marked / len(planted), kinds / own, read,
        statistics.median(times), max(times),
    )  # fmt: skip


def _is_marked(message: Message, start: int, end: int) -> bool:
    """Return whether the marked sentence is mostly the planted one, and holds half of it."""
    shared = min(message.end, end) - max(message.start, start)
    return shared * 2 > end - start and shared * 2 > message.end - message.start


def rightness(*, unseen: bool = False) -> None:
    """Print what is found of the half for choosing, or of the other; or say that nothing is here."""
    if not are_here():
        print(f"what comes first of a heap was not measured: the real texts are not at {SHARED}")
        return
    half = "unseen" if unseen else "for choosing"
    print(
        f"\n{f'heap, the half {half}':24} {'first 100':>10} {'goal':>5} {'in 1,000 %':>11} {'goal':>5}"
        f" {'of 300':>7} {'goal':>5} {'marked %':>9} {'goal':>5} {'kind %':>7} {'s/1,000':>8}"
        f" {'goal':>5} {'order ms':>9} {'slowest':>8} {'goal':>5}"
    )
    for name, messages in piles(unseen=unseen).items():
        one = look(messages)
        print(
            f"{f'{name}, {len(messages):,} messages':24} {one.first:>10} {GOALS[name]:>5}"
            f" {one.within * 100:>11.1f} {60:>5} {one.kept:>7} {100:>5} {one.marked * 100:>9.1f}"
            f" {50:>5} {one.kinds * 100:>7.1f} {one.read:>8.2f} {1.5:>5} {one.new_order * 1000:>9.0f}"
            f" {one.slowest * 1000:>8.0f} {250:>5}"
        )
