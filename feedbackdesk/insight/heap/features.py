"""A sentence as it is learned from: its words and the pairs of them, hashed.

Of scripts that put no space between words, each letter with the one after it is a word. The hash
is CRC-32, the same in every run; the "hashing trick" of Weinberger et al. 2009, "Feature Hashing
for Large Scale Multitask Learning".
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import TypeAlias
from zlib import crc32

from feedbackdesk.insight.heap.cues import normal

NUMBER = 1 << 18
"""How many features there are: words that share one are taken for each other."""

_NUMERAL = re.compile(r"\d+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")

Features: TypeAlias = "array[int]"


def features(sentence: str) -> Features:
    """Return the features of a sentence, each once; any number stands for all."""
    text = _NUMERAL.sub("0", normal(sentence))
    words = text.split()
    if _UNSPACED.search(text):
        letters = "".join(words[1:])
        words = [*words[:1], *map("".join, pairwise(letters))]
    named = [*words, *map(" ".join, pairwise(words))]
    return array("I", {crc32(name.encode()) % NUMBER: None for name in named})
