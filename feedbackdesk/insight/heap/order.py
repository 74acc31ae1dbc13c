"""What of a heap comes first: the likeliest, learned from what was kept and what was dropped.

Begins with the cues; then a logistic regression on hashed words and pairs of words of each
sentence, with the cues as a prior that fades. A message is as likely as its likeliest sentence
(multiple instances: Andrews, Tsochantaridis and Hofmann 2002). It is fitted anew from all
decisions, so that what was decided and taken back leaves no trace; nothing is by chance.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from feedbackdesk.insight.heap.cues import likely, normal
from feedbackdesk.insight.heap.telling import NOTHING, Read, Telling, best, read

if TYPE_CHECKING:
    from feedbackdesk.domain.words import Kind

_BITS = 18
_MASK = (1 << _BITS) - 1
_EPOCHS = 8
_RATE = 0.25
_LEARNED_FROM = 1_500
"""So many decisions are learned from: the newest."""
_ALIKE = 0.7
_DIGIT = re.compile(r"\d")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

Features = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Message:
    words: int
    read: Read
    features: tuple[Features, ...]
    """Of each sentence."""
    prior: tuple[float, ...]
    """What the cues of each sentence say, as a logit."""


@dataclass(frozen=True, slots=True)
class _Decision:
    kept: bool
    kind: Kind | None


class Pile:
    """Messages that wait, and what was decided: learns from it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._messages: dict[int, _Message] = {}
        self._waiting: dict[int, None] = {}
        self._decided: dict[int, _Decision] = {}
        self._weights: list[float] | None = None
        self._tellings: dict[int, Telling] | None = None

    def add(self, number: int, words: str, subject: str = "") -> None:
        """Put a message onto the pile; one that was there is read anew."""
        told = read(words, subject)
        features = tuple(_features(words[start:end]) for start, end in told.spans)
        prior = tuple(one.logit + told.subject for one in told.cues)
        self._messages[number] = _Message(len(words), told, features, prior)
        if number not in self._decided:
            self._waiting[number] = None
        self._tellings = None

    def take_away(self, number: int) -> None:
        """Take a message out of the order: it is gone. What was learned from it stays."""
        self._waiting.pop(number, None)

    def decide(self, number: int, kept: bool, kind: Kind | None = None) -> None:
        """Learn that a message was kept, as a kind, or dropped; it waits no longer."""
        self._waiting.pop(number, None)
        self._decided[number] = _Decision(kept, kind)
        self._weights = None

    def undecide(self, number: int) -> None:
        """Forget what was decided on a message; it waits again."""
        if self._decided.pop(number, None) is not None and number in self._messages:
            self._waiting[number] = None
            self._weights = None

    def order(self, limit: int) -> list[tuple[int, Telling]]:
        """Return the likeliest that wait, the kinds taking turns at the top."""
        tellings = self._told()
        waiting = sorted(self._waiting, key=lambda number: (-tellings[number].likely, number))
        return [(number, tellings[number]) for number in waiting[:limit]]

    def like(self, number: int, limit: int) -> list[int]:
        """Return those that wait and are truly like a message, the most alike first."""
        message = self._messages.get(number)
        if message is None:
            return []
        asked = set().union(*message.features)
        if not asked:
            return []
        found: list[tuple[float, int]] = []
        for other in self._waiting:
            if other == number:
                continue
            theirs: set[int] = set().union(*self._messages[other].features)
            if not theirs or not 0.5 < len(theirs) / len(asked) < 2:
                continue
            shared = len(asked & theirs)
            alike = shared / (len(asked) + len(theirs) - shared)
            if alike >= _ALIKE:
                found.append((-alike, other))
        return [other for _alike, other in sorted(found)[:limit]]

    def _told(self) -> dict[int, Telling]:
        if self._weights is None:
            self._weights = self._fitted()
            self._tellings = None
        if self._tellings is None:
            self._tellings = {}
        weights = self._weights
        for number in self._waiting:
            self._tellings[number] = _telling(self._messages[number], weights)
        return self._tellings

    def _fitted(self) -> list[float]:
        weights = [0.0] * (1 << _BITS)
        learned = [
            (self._messages[number], decision.kept)
            for number, decision in self._decided.items()
            if number in self._messages and self._messages[number].features
        ][-_LEARNED_FROM:]
        if not learned:
            return weights
        for _epoch in range(_EPOCHS):
            for message, kept in learned:
                scores = _scores(message, weights)
                place = best(scores)
                step = _RATE * (float(kept) - likely(scores[place]))
                features = message.features[place]
                step /= len(features) ** 0.5 or 1.0
                for feature in features:
                    weights[feature] += step
        return weights


def _scores(message: _Message, weights: list[float]) -> list[float]:
    of = weights.__getitem__
    return [
        prior + sum(map(of, features))
        for prior, features in zip(message.prior, message.features, strict=True)
    ]


def _telling(message: _Message, weights: list[float]) -> Telling:
    if not message.features:
        return NOTHING
    scores = _scores(message, weights)
    place = best(scores)
    start, end = message.read.spans[place]
    return Telling(message.read.cues[place].kind, start, end, likely(scores[place]))


def _features(sentence: str) -> Features:
    """Return the hashed words and pairs of a sentence; of Japanese its letters' pairs."""
    text = _DIGIT.sub("0", normal(sentence))
    words = text.split()
    if _UNSPACED.search(text):
        joined = "".join(words)
        words = [*words[:1], *map("".join, pairwise(joined[1:]))]
    named = [*words, *(f"{one} {other}" for one, other in pairwise(words))]
    return tuple(dict.fromkeys(zlib.crc32(name.encode()) & _MASK for name in named))
