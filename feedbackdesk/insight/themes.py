"""What a theme sounds like, learned from its examples; and how well words fit it.

Three readings are added up, since each errs on its own: the cosine with the theme's TF-IDF
centroid (Rocchio 1971; Salton and Buckley 1988, "Term-weighting approaches in automatic text
retrieval"), and multinomial naive Bayes over the same length-normalised weights, once on all
features and once on stems (Rennie et al. 2003, "Tackling the Poor Assumptions of Naive Bayes
Text Classifiers"). A theme's name and its other names are examples that weigh more.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.insight.words import Words, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedbackdesk.insight.rarity import Rarity

_NAME_WEIGHT = 2.5
"""How many examples a theme's names are worth together."""
_FEATURES = 1_000
"""How many features of a theme are kept at most: the heaviest."""

# Chosen on splits of a corpus that no benchmark tests, and the same for every workspace.
_SMOOTH, _VOCABULARY = 0.04, 10_000
_STEM_SMOOTH, _STEM_VOCABULARY = 0.1, 1_000
_BAYES, _STEMS, _NEAREST = 0.03, 0.06, 0.25


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find a theme for: each feature with its weight, of length 1."""

    features: dict[str, float]
    stems: dict[str, float]
    total: float
    stem_total: float

    @classmethod
    def of(cls, words: Words, rarity: Rarity) -> Query:
        """Weigh the words by how rare they are."""
        features = unit(
            {name: (1 + math.log(n)) * rarity.of(name) for name, n in words.features().items()}
        )
        stems = unit(
            {name: (1 + math.log(n)) * rarity.of_stem(name) for name, n in words.stems().items()}
        )
        return cls(features, stems, sum(features.values()), sum(stems.values()))


def unit(weights: dict[str, float]) -> dict[str, float]:
    """Return weights scaled to length 1."""
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items()}


class Nearness:
    """How alike texts are to one query: the cosine of their weights."""

    def __init__(self, query: Query, rarity: Rarity) -> None:
        """Compare with a query."""
        self._asked = {name: weight * rarity.of(name) for name, weight in query.features.items()}
        self._rarity = rarity
        self._words: dict[str, float] = {}

    def of(self, text: str) -> float:
        """Return how alike a text is, from 0 to 1.

        A word counts with all its pieces, and is weighed once however many texts have it.
        """
        words = Words.of(text)
        dot = square = 0.0
        for word, number in words.words.items():
            shared = self._words.get(word)
            if shared is None:
                shared = self._words[word] = self._shared(pieces(word))
            often = 1 + math.log(number)
            dot += often * shared
            square += often * often * self._rarity.power(word)
        for pair in words.pairs:
            weight = self._rarity.of(pair)
            square += weight * weight
            dot += self._asked.get(pair, 0.0)
        return min(1.0, dot / math.sqrt(square)) if square else 0.0

    def _shared(self, names: Iterable[str]) -> float:
        asked = self._asked
        return sum(asked[name] for name in names if name in asked)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it was learned: what each feature and each stem says for it."""

    features: dict[str, float]
    stems: dict[str, float]
    each: float
    """What speaks against it in every feature: the more it has said, the more."""
    each_stem: float

    @classmethod
    def learned(cls, said: Iterable[str], names: Sequence[str], rarity: Rarity) -> Theme:
        """Learn a theme from what was said about it and how it is called."""
        words: dict[str, float] = {}
        heard: dict[str, float] = {}
        stems: dict[str, float] = {}
        texts = [(text, 1.0) for text in said]
        texts += [(name, _NAME_WEIGHT / len(names)) for name in names]
        for text, worth in texts:
            read = Words.of(text)
            # Pieces are spread out once for all examples: a text is as long as its words.
            pairs = {pair: rarity.of(pair) * number for pair, number in read.pairs.items()}
            square = sum(value * value for value in pairs.values())
            for word, number in read.words.items():
                square += number * number * rarity.power(word)
            scale = worth / (math.sqrt(square) or 1.0)
            for word, number in read.words.items():
                words[word] = words.get(word, 0.0) + number * scale
            for pair, value in pairs.items():
                heard[pair] = heard.get(pair, 0.0) + value * scale
            for name, value in unit(
                {name: number * rarity.of_stem(name) for name, number in read.stems().items()}
            ).items():
                stems[name] = stems.get(name, 0.0) + value * worth
        spread: dict[str, float] = {}
        for word, value in words.items():
            for piece in pieces(word):
                spread[piece] = spread.get(piece, 0.0) + value
        for piece, value in spread.items():
            heard[piece] = heard.get(piece, 0.0) + value * rarity.of(piece)
        length = math.sqrt(sum(value * value for value in heard.values())) or 1.0
        says = {
            name: value / length + _BAYES * math.log1p(value / _SMOOTH)
            for name, value in heard.items()
        }
        if len(says) > _FEATURES:
            says = dict(heapq.nlargest(_FEATURES, says.items(), key=lambda one: one[1]))
        return cls(
            says,
            {name: _STEMS * math.log1p(value / _STEM_SMOOTH) for name, value in stems.items()},
            _BAYES * math.log1p(sum(heard.values()) / (_SMOOTH * _VOCABULARY)),
            _STEMS * math.log1p(sum(stems.values()) / (_STEM_SMOOTH * _STEM_VOCABULARY)),
        )

    def fit(self, query: Query, nearest: float) -> float:
        """Return how well words fit: about 1 for what belongs here, under 0.4 for what does not.

        `nearest` is how alike the words are to the nearest feedback of the theme, from 0 to 1.
        """
        fit = _NEAREST * nearest - query.total * self.each - query.stem_total * self.each_stem
        says = self.features
        for name, weight in query.features.items():
            if name in says:
                fit += weight * says[name]
        says = self.stems
        for name, weight in query.stems.items():
            if name in says:
                fit += weight * says[name]
        return fit
