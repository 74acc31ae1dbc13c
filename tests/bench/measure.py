"""Timing by turns, and the table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing. Times in milliseconds: median, and the slowest of twenty."""

    what: str
    size: int
    ours: float
    ours_p95: float
    raw: float
    goal: str


def time_of(act: Callable[[], object]) -> float:
    """Return how long something takes, in milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def by_turns(
    what: str,
    size: int,
    ours: Callable[[], object],
    raw: Callable[[], object],
    *,
    rounds: int,
    goal: str,
) -> Line:
    """Time two things in turn, so that a noisy moment meets both."""
    ours()
    raw()
    pairs = [(time_of(ours), time_of(raw)) for _round in range(rounds)]
    return line(what, size, [pair[0] for pair in pairs], [pair[1] for pair in pairs], goal)


def line(what: str, size: int, ours: list[float], raw: list[float], goal: str) -> Line:
    """Return a line from the times of both."""
    return Line(
        what,
        size,
        statistics.median(ours),
        statistics.quantiles(ours, n=20)[-1] if len(ours) > 1 else ours[0],
        statistics.median(raw),
        goal,
    )


def show(lines: list[Line]) -> None:
    """Print the table."""
    head = f"{'ours ms':>9} {'p95':>8} {'raw ms':>9} {'ratio':>6}  goal"
    print(f"\n{'what':42} {'feedbacks':>10} {head}")
    for one in lines:
        ratio = one.ours / one.raw if one.raw else float("inf")
        print(
            f"{one.what:42} {one.size:>10,} {one.ours:>9.2f} {one.ours_p95:>8.2f} "
            f"{one.raw:>9.2f} {ratio:>6.2f}  {one.goal}"
        )
