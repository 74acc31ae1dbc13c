"""How rare a feature is: learned from a sample of texts, one text at a time.

Inverse document frequency, after Spärck Jones 1972, "A statistical interpretation of term
specificity and its application in retrieval".
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from feedbackdesk.insight.words import Words, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

_POWERS_KEPT = 50_000


class _Weights(dict[int, float]):
    """The weight of what so many texts have, computed once for each number."""

    def __init__(self, texts: Sized) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, number: int) -> float:
        weight = self[number] = 1 + math.log((1 + len(self._texts)) / (1 + number))
        return weight


class Rarity:
    """The document frequencies of a sample, exact under adding and taking away."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._texts: dict[int, str] = {}  # as read, they would take ten times the room
        self._features: Counter[str] = Counter()
        self._stems: Counter[str] = Counter()
        self._weights = _Weights(self._texts)
        self._powers: dict[str, float] = {}
        self.changes = 0
        """How often the sample has changed."""

    def __len__(self) -> int:
        """Return the number of texts in the sample."""
        return len(self._texts)

    def __contains__(self, key: int) -> bool:
        """Whether a text is in the sample."""
        return key in self._texts

    def add(self, key: int, text: str) -> None:
        """Put a text into the sample, in place of what it said before."""
        if self._texts.get(key) == text:
            return
        self.remove(key)
        words = Words.of(text)
        self._texts[key] = text
        self._features.update(words.features().keys())
        self._stems.update(words.stems().keys())
        self._changed()

    def remove(self, key: int) -> None:
        """Take a text out of the sample, if it is there."""
        text = self._texts.pop(key, None)
        if text is None:
            return
        words = Words.of(text)
        _take(self._features, words.features())
        _take(self._stems, words.stems())
        self._changed()

    def _changed(self) -> None:
        self.changes += 1
        self._powers.clear()
        self._weights.clear()

    @property
    def oldest(self) -> int:
        """The smallest key in the sample."""
        return min(self._texts)

    def of(self, feature: str) -> float:
        """Return the weight of a feature: 1 where every text has it, more the fewer have it."""
        return self._weights[self._features.get(feature, 0)]

    def power(self, word: str) -> float:
        """Return the squared length of a word, over all its pieces."""
        found = self._powers.get(word)
        if found is None:
            if len(self._powers) > _POWERS_KEPT:
                self._powers.clear()
            texts, weights, found = self._features.get, self._weights, 0.0
            for piece in pieces(word):
                weight = weights[texts(piece, 0)]
                found += weight * weight
            self._powers[word] = found
        return found

    def of_stem(self, name: str) -> float:
        """Return the weight of a stem."""
        return self._weights[self._stems.get(name, 0)]

    def share(self, name: str) -> float:
        """Return the share of texts that have a stem, from 0 to 1."""
        return self._stems.get(name, 0) / len(self._texts) if self._texts else 0.0


def _take(counter: Counter[str], features: Iterable[str]) -> None:
    for feature in features:
        left = counter[feature] - 1
        if left:
            counter[feature] = left
        else:
            del counter[feature]
