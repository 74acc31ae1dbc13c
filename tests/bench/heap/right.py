"""How much of what is planted comes first: printed as a table, beside what is asked for."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feedbackdesk.insight.heap.order import Pile
from feedbackdesk.insight.heap.telling import read_by_cues
from tests.bench.heap.piles import SHARED, Message, are_here, make, piles
from tests.bench.measure import Line, by_turns

PAGE = 20
_MOST = 12_000
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


def measure(_workspace: Path, size: int) -> list[Line]:
    """Measure a new order of so many messages, against reading as many numbers and sorting them."""
    if not are_here():
        return []
    talk = make("mail", unseen=False)
    messages = [talk[at % len(talk)] for at in range(min(size, _MOST))]
    pile = filled(messages)
    for number in range(0, min(_DECISIONS, len(messages)), 2):
        pile.decide(number, messages[number].kind is not None, messages[number].kind)
    last = len(messages) - 1

    def ours() -> object:
        pile.decide(last, kept=False)
        pile.undecide(last)
        return pile.order(PAGE)

    return [
        by_turns(
            "heap, a new order after a page", len(messages), ours,
            lambda: sorted(hash(message.words) for message in messages),
            rounds=10, goal="250 ms at 12,000",
        )
    ]  # fmt: skip


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
        before = time.process_time()
        page = pile.order(PAGE)
        times.append(time.process_time() - before)
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
    """Print what is found of the half for choosing or of the other, if the real texts are here."""
    if not are_here():
        print(f"what comes first of a heap was not measured: the real texts are not at {SHARED}")
        return
    half = "heap, the half unseen" if unseen else "heap, the half for choosing"
    print(f"\n{half:36} {'measured':>9}  goal")
    for name, messages in piles(unseen=unseen).items():
        one = look(messages)
        print(f"{name}, {len(messages):,} messages")
        for what, found, goal in (
            ("true of the first 100", f"{one.first}", f"{GOALS[name]}"),
            ("found within 1,000 decisions, %", f"{one.within * 100:.1f}", "60"),
            ("kept within 300 decisions", f"{one.kept}", "100"),
            ("the right sentence marked, %", f"{one.marked * 100:.1f}", "50"),
            ("the right kind of ours, %", f"{one.kinds * 100:.1f}", ""),
            ("seconds of CPU to read 1,000", f"{one.read:.2f}", "1.5"),
            ("a new order, ms of CPU", f"{one.new_order * 1000:.0f}", "250"),
            ("the slowest of them", f"{one.slowest * 1000:.0f}", ""),
        ):
            print(f"  {what:34} {found:>9}  {goal}")
