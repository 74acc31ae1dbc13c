"""Texts as features: words, pairs of words, pieces of words, and stems.

Any language: letters are folded (case, width, accents), and pieces of two to five letters
stand for inflections, compounds and typing mistakes, and for words in scripts that put no
space between them (character n-grams, after Cavnar and Trenkle 1994, "N-Gram-Based Text
Categorization", and McNamee and Mayfield 2004 for retrieval).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READ = 1_200
"""How many characters of a text are read: what it is about is said by then."""

_LONGEST_WORD = 40
_STEM = 5
_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def fold(text: str) -> str:
    """Return the beginning of a text without case, width, accents or apostrophes.

    >>> fold("Can’t PAY: Café")
    'cant pay: cafe'
    """
    cut = text[:READ]
    if cut.isascii():
        return cut.lower().translate(_APOSTROPHES)
    apart = unicodedata.normalize("NFKD", cut.casefold())
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    # Syllables that were taken apart (Korean) are put together again.
    return unicodedata.normalize("NFC", bare).translate(_APOSTROPHES)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; a run without spaces counts as one."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def is_unspaced(text: str) -> bool:
    """Whether a text is written in a script that mostly puts no space between words."""
    return len(_UNSPACED.findall(text[:READ])) * 2 > len(text[:READ].strip())


@functools.lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """Return a word and its pieces of two to five letters; a space marks its ends.

    Of a script without spaces, where a run is no word, the pieces of one to three letters.
    """
    if _UNSPACED.search(word):
        return tuple(_cut(word, 1, 3))
    return (f"={word}", *_cut(f" {word} ", 2, 5))


def _cut(word: str, shortest: int, longest: int) -> Iterator[str]:
    for size in range(shortest, longest + 1):
        for start in range(len(word) - size + 1):
            yield word[start : start + size]


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is compared: its words, and the pairs that stand side by side."""

    words: Mapping[str, int]
    pairs: Mapping[str, int]

    @classmethod
    def of(cls, text: str) -> Words:
        """Read a text."""
        found = words_of(text)
        pairs = (f"{one} {other}" for one, other in pairwise(found))
        return cls(Counter(found), Counter(pairs))

    def features(self) -> dict[str, int]:
        """Return all features of the text, and how often each is there."""
        found: Counter[str] = Counter(self.pairs)
        for word, number in self.words.items():
            for piece in pieces(word):
                found[piece] += number
        return found

    def stems(self) -> dict[str, int]:
        """Return the beginnings of the words, and how often each is there."""
        found: Counter[str] = Counter()
        for word, number in self.words.items():
            found[stem(word)] += number
        return found


def stem(word: str) -> str:
    """Return the beginning of a word, which its inflections mostly share."""
    return word[:_STEM]
