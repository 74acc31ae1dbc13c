"""What is learned from decisions: how much each feature speaks for keeping, and for which kind.

A logistic regression by stochastic gradient, with what the cues say as a prior whose say fades
with each message that was kept. Of a message only its likeliest sentence is learned from, as it is
read (multiple instances: Dietterich, Lathrop and Lozano-Pérez 1997); of one that was kept the
others have their share. It begins anew each time and goes through the messages by their numbers, so
that nothing depends on what was taken back, or on when the program was started.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.insight.heap.cues import KINDS, likely
from feedbackdesk.insight.heap.features import NUMBER, Features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.words import Kind
    from feedbackdesk.insight.heap.cues import Cues
    from feedbackdesk.insight.heap.sentences import Span

_EPOCHS = 6
_ALL_AGAIN = 3
"""In the rounds between, only what was missed in the last one is looked at."""
_NEAR = 2.0
"""And of that only sentences so near to the likeliest, as a logit."""
_RATE = 0.5
_FADE = 0.005
"""How much of their say the cues lose with each message that was kept."""
_SURE = 0.05
"""What is as sure as this is learned already."""
_SHARPLY = 2.0
"""How much more than its share the likeliest sentence of a kept message is learned from."""
_KIND_EPOCHS = 2
_KIND_RATE = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a message, as it is read."""

    span: Span
    cues: Cues
    prior: float
    """What its cues and the message's subject say, as a logit."""
    features: Features


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a message."""

    kept: bool
    kind: Kind | None


Learned = list[tuple[tuple[Sentence, ...], Decision]]
"""Messages that something was decided on, each by its sentences."""


class Weights:
    """How much each feature speaks for keeping, and for each kind."""

    def __init__(self) -> None:
        """Begin with the cues alone."""
        self._of = [0.0] * NUMBER
        self._kinds: dict[Kind, dict[int, float]] = {kind: {} for kind in KINDS}
        self._prior = 1.0

    @classmethod
    def fitted(cls, learned: Learned) -> Weights:
        """Return what some decisions teach; each is of a message with a sentence at least."""
        weights = cls()
        kept = sum(decision.kept for _sentences, decision in learned)
        weights._prior = 1 / (1 + _FADE * kept)
        missed = learned
        for epoch in range(_EPOCHS):
            rest = learned if epoch % _ALL_AGAIN == 0 else missed
            rate = _RATE / (1 + epoch / 2)
            # There and back: what comes last would have more of a say.
            missed = [
                (near, decision)
                for sentences, decision in (rest[::-1] if epoch % 2 else rest)
                if (near := weights._learn(sentences, rate, kept=decision.kept))
            ]
            if epoch % 2:
                missed.reverse()
        for _epoch in range(_KIND_EPOCHS):
            for sentences, decision in learned:
                if decision.kept and decision.kind is not None:
                    weights._learn_kind(sentences[weights.best(sentences)[0]], decision.kind)
        return weights

    def best(self, sentences: Sequence[Sentence]) -> tuple[int, float]:
        """Return which sentence is the likeliest, the first of equal ones, and its logit."""
        of, prior = self._of.__getitem__, self._prior
        place, most = 0, float("-inf")
        for at, one in enumerate(sentences):
            score = prior * one.prior + sum(map(of, one.features))
            if score > most:
                place, most = at, score
        return place, most

    def kind(self, sentence: Sentence) -> Kind:
        """Return the kind that a sentence is likeliest of."""
        scores = self._kind_scores(sentence)
        return KINDS[max(range(len(KINDS)), key=scores.__getitem__)]

    def _learn(
        self, sentences: Sequence[Sentence], rate: float, *, kept: bool
    ) -> tuple[Sentence, ...]:
        """Learn from a message; returns those that may be its likeliest sentence, if it taught."""
        scores = [self._score(one) for one in sentences]
        most = max(scores)
        missed = float(kept) - likely(most)
        if abs(missed) < _SURE:
            return ()
        near = tuple(
            one for one, score in zip(sentences, scores, strict=True) if score > most - _NEAR
        )
        if not kept:
            self._add(sentences[scores.index(most)].features, rate * missed)
            return near
        # Which sentence it was kept for is not said: each has its share, as likely as it is.
        shares = [math.exp(_SHARPLY * (score - most)) for score in scores]
        whole = sum(shares)
        for one, share in zip(sentences, shares, strict=True):
            if share > _SURE * whole:
                self._add(one.features, rate * missed * share / whole)
        return near

    def _add(self, some: Features, step: float) -> None:
        step /= (len(some) or 1) ** 0.5
        of = self._of
        for feature in some:
            of[feature] += step

    def _score(self, sentence: Sentence) -> float:
        return self._prior * sentence.prior + sum(map(self._of.__getitem__, sentence.features))

    def _learn_kind(self, sentence: Sentence, kind: Kind) -> None:
        scores = self._kind_scores(sentence)
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        whole = sum(shares)
        for one, share in zip(KINDS, shares, strict=True):
            missed = float(one is kind) - share / whole
            if abs(missed) < _SURE:
                continue
            step = _KIND_RATE * missed / (len(sentence.features) or 1) ** 0.5
            of = self._kinds[one]
            for feature in sentence.features:
                of[feature] = of.get(feature, 0.0) + step

    def _kind_scores(self, sentence: Sentence) -> list[float]:
        found = []
        for kind, said in zip(KINDS, sentence.cues.of_kind, strict=True):
            of = self._kinds[kind].get
            found.append(said + sum(of(feature, 0.0) for feature in sentence.features))
        return found
