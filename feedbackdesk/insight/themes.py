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
_FEATURES = 2_500
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

    def cosine(self, other: Query) -> float:
        """Return how alike two texts are, from 0 to 1."""
        small, large = self.features, other.features
        if len(small) > len(large):
            small, large = large, small
        get = large.get
        return sum(weight * get(name, 0.0) for name, weight in small.items())


def unit(weights: dict[str, float]) -> dict[str, float]:
    """Return weights scaled to length 1."""
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items()}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it was learned."""

    features: dict[str, float]
    length: float
    total: float
    stems: dict[str, float]
    stem_total: float

    @classmethod
    def learned(cls, said: Iterable[str], names: Sequence[str], rarity: Rarity) -> Theme:
        """Learn a theme from what was said about it and how it is called."""
        words: dict[str, float] = {}
        features: dict[str, float] = {}
        stems: dict[str, float] = {}
        texts = [(text, 1.0) for text in said]
        texts += [(name, _NAME_WEIGHT / len(names)) for name in names]
        power: dict[str, float] = {}
        for text, weight in texts:
            read = Words.of(text)
            # Pieces are spread out once for all examples, so a text's length is that of its words.
            square = 0.0
            for word, number in read.words.items():
                if word not in power:
                    power[word] = sum(rarity.of(piece) ** 2 for piece in pieces(word))
                square += number * number * power[word]
            pairs = {pair: rarity.of(pair) * n for pair, n in read.pairs.items()}
            square += sum(value * value for value in pairs.values())
            scale = weight / (math.sqrt(square) or 1.0)
            for word, number in read.words.items():
                words[word] = words.get(word, 0.0) + number * scale
            for pair, value in pairs.items():
                features[pair] = features.get(pair, 0.0) + value * scale
            for name, value in unit(
                {name: n * rarity.of_stem(name) for name, n in read.stems().items()}
            ).items():
                stems[name] = stems.get(name, 0.0) + value * weight
        for word, value in words.items():
            for piece in pieces(word):
                features[piece] = features.get(piece, 0.0) + value
        for name in features:
            if " " not in name[1:-1]:
                features[name] *= rarity.of(name)
        length = math.sqrt(sum(value * value for value in features.values())) or 1.0
        total = sum(features.values())
        if len(features) > _FEATURES:
            features = dict(heapq.nlargest(_FEATURES, features.items(), key=lambda one: one[1]))
        return cls(features, length, total, stems, sum(stems.values()))

    def fit(self, query: Query, nearest: float) -> float:
        """Return how well words fit: about 1 for what belongs here, under 0.4 for what does not.

        `nearest` is how alike the words are to the nearest feedback of the theme, from 0 to 1.
        """
        dot = bayes = stems = 0.0
        for name in query.features.keys() & self.features.keys():
            weight, value = query.features[name], self.features[name]
            dot += weight * value
            bayes += weight * math.log1p(value / _SMOOTH)
        for name in query.stems.keys() & self.stems.keys():
            stems += query.stems[name] * math.log1p(self.stems[name] / _STEM_SMOOTH)
        bayes -= query.total * math.log1p(self.total / (_SMOOTH * _VOCABULARY))
        stems -= query.stem_total * math.log1p(self.stem_total / (_STEM_SMOOTH * _STEM_VOCABULARY))
        return dot / self.length + _BAYES * bayes + _STEMS * stems + _NEAREST * nearest
