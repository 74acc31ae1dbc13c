"""Whether and where a text has what was searched for, and the piece of a long text around it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.folding import (
    BEGINS,
    BETWEEN,
    ENDS,
    WITHOUT,
    Span,
    fold,
    fold_with_places,
    is_unspaced,
    joined,
    tokens,
    ways,
)
from feedbackdesk.domain.query import PHRASE, Part, Query, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200_000
"""How many characters of a text are looked through."""

_BLANKS = str.maketrans("\n\t", "  ")


@dataclass(frozen=True, slots=True)
class Needle:
    """A word or a phrase, ready to be looked for in folded texts."""

    pattern: re.Pattern[str]
    first: tuple[str, ...]
    """The first token of each way it can be written: a text without them need not be read."""
    begins: str = ""
    """The word, where nothing is asked but that a word begins with it."""

    def is_in(self, text: str) -> bool:
        """Return whether a text has it: what the index says of it, without the index."""
        if self.begins and text.isascii():
            # Thousands of texts are asked for a short word: this is the quick way.
            begins = self.begins
            lower = text.lower()
            place = lower.find(begins)
            while place > 0 and lower[place - 1].isalnum():
                place = lower.find(begins, place + 1)
            if place >= 0 or not ("-" in text or "'" in text or "`" in text):
                return place >= 0
        folded = fold(text)
        if any(one in folded for one in self.first) and self.pattern.search(folded):
            return True
        if "-" not in folded and "'" not in folded:
            return False
        bare = folded.translate(WITHOUT)
        return any(one in bare for one in self.first) and any(
            self.pattern.search(word) for word, _places in joined(folded)
        )


@functools.lru_cache(maxsize=256)
def needle(part: Part) -> Needle | None:
    """Return what looks for a word (as the beginning of one) or a phrase (whole); None for none."""
    found = [said for way in ways(part.text) if (said := tokens(way))]
    if not found:
        return None
    whole = part.name == PHRASE
    pattern = re.compile("|".join(_pattern(said, whole=whole) for said in found))
    plain = not whole and len(found) == len(found[0]) == 1 and not is_unspaced(found[0][0])
    return Needle(pattern, tuple(said[0] for said in found), found[0][0] if plain else "")


def _pattern(said: Sequence[str], *, whole: bool) -> str:
    pattern = "" if is_unspaced(said[0]) else BEGINS
    before = ""
    for word in said:
        if before:
            apart = is_unspaced(before) or is_unspaced(word)
            pattern += BETWEEN + ("*" if apart else "+")
        pattern += re.escape(word)
        before = word
    return pattern + (ENDS if whole and not is_unspaced(before) else "")


def marks(text: str, query: str | Query) -> list[Span]:
    """Return the places in a text that match the words of a search, in their order.

    A word marks what begins with it, as far as it goes; a phrase marks all its words.
    """
    wanted = [
        one
        for part in (parse(query) if isinstance(query, str) else query).words
        if (one := needle(part)) is not None
    ]
    if not wanted:
        return []
    folded, places = fold_with_places(text[:LONGEST])
    compounds = list(joined(folded))
    found: list[Span] = []
    for one in wanted:
        found += [
            _span(places, match.start(), match.end() - 1) for match in one.pattern.finditer(folded)
        ]
        found += [
            _span(places, at[match.start()], at[match.end() - 1])
            for word, at in compounds
            for match in one.pattern.finditer(word)
        ]
    return _merged(found)


def _span(places: list[Span], first: int, last: int) -> Span:
    begin = places[first][0]
    return begin, sum(places[last]) - begin


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, length in sorted(spans):
        if merged and start <= sum(merged[-1]):
            begun, long = merged[-1]
            merged[-1] = (begun, max(long, start + length - begun))
        else:
            merged.append((start, length))
    return merged


def snippet(text: str, spans: list[Span], width: int = 160) -> tuple[str, list[Span]]:
    """Return the piece of a text around its first match, on one line, with its marks.

    At most `width` characters, and an ellipsis where something was cut.
    """
    if len(text) <= width:
        return text.translate(_BLANKS), spans
    first = spans[0][0] if spans else 0
    start = max(0, min(first - width // 3, len(text) - width))
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + width)
    if end < len(text):
        space = text.rfind(" ", start + width // 2, end)
        end = space if space > first else end
    before = "…" if start else ""
    piece = before + text[start:end].translate(_BLANKS) + ("…" if end < len(text) else "")
    shift = len(before) - start
    return piece, [
        (begin + shift, min(begin + length, end) - begin)
        for begin, length in spans
        if begin >= start and begin < end
    ]
