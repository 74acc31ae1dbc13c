"""Proposing themes: how fast from two thousand texts, and how well it tells needs apart.

The weights were chosen on half of the themes of real questions (drawn by a seed); what is told
here is of the other half.
"""

from __future__ import annotations

import csv
import math
import random
import statistics
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from feedbackdesk.insight.proposals import Unfiled, grouped
from feedbackdesk.insight.words import Words
from tests.bench.measure import Line, by_turns
from tests.bench.suggest import SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SEEDS = range(10)
_CHOSEN_ON = 38
_UNFILED = 2_000


def _questions() -> dict[str, list[str]]:
    """Return real questions by theme, of the themes that nothing was chosen on."""
    path = SHARED / "banking77" / "train.csv"
    if not path.is_file():
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["category"]].append(row["text"])
    names = sorted(found)
    random.Random(1).shuffle(names)
    return {name: found[name] for name in names[_CHOSEN_ON:]}


def rightness() -> None:
    """Print how well proposals tell real questions apart; or say that they are not here."""
    questions = _questions()
    if not questions:
        print(f"how well proposals tell apart was not measured: no real texts at {SHARED}")
        return
    print(f"\n{'themes proposed':42} {'NMI':>6} {'purity':>7} {'grouped':>8} {'goal':>12}")
    for themes, texts in ((20, 10), (10, 20), (30, 15)):
        found = [_one(questions, themes, texts, seed) for seed in _SEEDS]
        nmi, purity, part = (statistics.mean(column) for column in zip(*found, strict=True))
        what = f"{themes} needs, {texts} texts each"
        print(f"{what:42} {nmi:>6.3f} {purity:>7.3f} {part:>7.0%} {'.82 / .85':>12}")


def _one(
    questions: dict[str, list[str]], themes: int, texts: int, seed: int
) -> tuple[float, float, float]:
    """Return agreement and purity over all texts, each that is in no group for itself."""
    chance = random.Random(seed)
    asked = [
        (text, name)
        for name in chance.sample(sorted(questions), themes)
        for text in chance.sample(questions[name], texts)
    ]
    chance.shuffle(asked)
    found = grouped([Unfiled(text, f"{at}") for at, (text, _name) in enumerate(asked)])
    place = {at: number for number, group in enumerate(found) for at in group.members}
    told = [place.get(at, -1 - at) for at in range(len(asked))]
    names = [name for _text, name in asked]
    return _nmi(names, told), _purity(names, told), len(place) / len(asked)


def _nmi(names: Sequence[str], told: Sequence[int]) -> float:
    """Return normalised mutual information (Strehl and Ghosh 2002), by the mean of entropies."""
    number = len(names)

    def entropy(counts: Counter[object]) -> float:
        return -sum(one / number * math.log(one / number) for one in counts.values())

    by_name, by_group = Counter[object](names), Counter[object](told)
    both = Counter[object](zip(names, told, strict=True))
    mutual = entropy(by_name) + entropy(by_group) - entropy(both)
    return 2 * mutual / (entropy(by_name) + entropy(by_group))


def _purity(names: Sequence[str], told: Sequence[int]) -> float:
    groups: dict[int, Counter[str]] = defaultdict(Counter)
    for name, group in zip(names, told, strict=True):
        groups[group][name] += 1
    return sum(max(group.values()) for group in groups.values()) / len(names)


def measure(_workspace: Path, size: int) -> list[Line]:
    """Measure grouping two thousand texts, against reading their words alone."""
    every = [text for texts in _questions().values() for text in texts]
    if not every:
        return []
    chance = random.Random(3)
    some = [Unfiled(text, f"{at}") for at, text in enumerate(chance.sample(every, _UNFILED))]

    def read() -> None:
        for one in some:
            Words.of(one.text).features()

    return [
        by_turns(
            "themes from 2,000 unfiled", size, lambda: grouped(some), read, rounds=3, goal="2 s"
        )
    ]
