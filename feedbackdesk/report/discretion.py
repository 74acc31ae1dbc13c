"""What may stand on a page that leaves the house: nobody's name, and no money.

A quote is the speaker's, and a description is the owner's own words, and both may name
a third person or a price. Where one does, it is left out whole, rather than blotted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_MONEY = re.compile(
    r"[$£€¥₹₽₩₺₪฿]"
    r"|(?:\b|\d)(?:pounds?|quid|euros?|dollars?|pence|bucks|zł|GBP|EUR|USD|CHF|PLN|JPY|INR)\b",
    re.IGNORECASE,
)
_TELLING = 5
"""From how many letters on the first word of a firm's name names the firm by itself."""


class Discretion:
    """Knows every name of a workspace, and whether a text holds one of them."""

    def __init__(self, people: Iterable[str], firms: Iterable[str]) -> None:
        """Learn the names of people, and of organisations and competitors."""
        self._parts: set[str] = set()
        self._whole: dict[str, set[tuple[str, ...]]] = {}
        self._unspaced: set[str] = set()
        for name in people:
            # One part of a name is telling where it is written like a name.
            parts = _WORD.findall(name)
            self._parts.update(part for part in parts if len(part) > 1 and not part.islower())
            self._learn(name)
        for name in firms:
            first = next(iter(_WORD.findall(name)), "")
            if len(first) >= _TELLING and not first.islower():
                self._parts.add(first)
            self._learn(name)

    def _learn(self, name: str) -> None:
        words = _folded(name)
        if words:
            self._whole.setdefault(words[0], set()).add(words)
            if not "".join(words).isascii() and len(words) == 1:
                self._unspaced.add(words[0])
        elif key := name_key(name):
            self._unspaced.add(key)  # made of signs alone

    def allows(self, text: str) -> bool:
        """Whether a text holds no name that is known here, and no sum of money."""
        if _MONEY.search(text) or not self._parts.isdisjoint(_WORD.findall(text)):
            return False
        words = _folded(text)
        for at, word in enumerate(words):
            for name in self._whole.get(word, ()):
                if words[at : at + len(name)] == name:
                    return False
        # Scripts without spaces between words hide a name inside a longer run.
        key = name_key(text)
        return not any(name in key for name in self._unspaced)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name_key(text)))
