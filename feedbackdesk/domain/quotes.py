"""What becomes of a quote when the words it was taken from are corrected."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate

from feedbackdesk.domain.text import clean, name_key

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 3_000
"""Among so many changed characters a place is looked for; among more it would take long."""
_ALIKE = 0.6
"""How much of a quote must be left of it, as difflib measures it."""


def is_part(quote: str, text: str) -> bool:
    """Return whether words are part of a text, whatever their case and spaces."""
    return quote in text or name_key(quote) in name_key(text)


def carried_over(quote: str, was: str, now: str) -> str | None:
    """Return a quote as it reads in a corrected text; None where too little is left of it.

    >>> carried_over("e-mial the bills", "Please e-mial the bills!", "Please e-mail the bills!")
    'e-mail the bills'
    """
    if is_part(quote, now):
        return quote
    place = was.find(quote)
    if place < 0:
        return None
    start, end = _moved(place, place + len(quote), was, now)
    new = clean(now[start:end])
    if not new or len(quote) + len(new) > 2 * _MOST or not is_part(new, now):
        return None
    alike = SequenceMatcher(None, quote, new, autojunk=False).ratio()
    return new if alike >= _ALIKE else None


def _moved(start: int, end: int, was: str, now: str) -> tuple[int, int]:
    """Return where in the new text a stretch of the old one stands."""
    head = _shared(was, now)
    tail = _shared(was[head:], now[head:], at_end=True)
    ends = len(was) - tail
    blocks = [(0, head, 0), *_alike(was, now, head, tail), (ends, len(was), len(now) - tail)]
    # What stands between two blocks was replaced by what stands between them now.
    first = next((block for block in reversed(blocks) if block[0] <= start), blocks[0])
    last = next((block for block in blocks if block[1] >= end), blocks[-1])
    begin = first[2] + min(start, first[1]) - first[0]
    return begin, last[2] + max(end, last[0]) - last[0]


def _alike(was: str, now: str, head: int, tail: int) -> list[tuple[int, int, int]]:
    """Return what two texts share between their ends: from, to, and from in the new one."""
    middles = was[head : len(was) - tail], now[head : len(now) - tail]
    if max(map(len, middles)) > _MOST:
        return []
    old, new = map(_PIECE.findall, middles)
    old_at, new_at = (list(accumulate(map(len, one), initial=head)) for one in (old, new))
    return [
        (old_at[block.a], old_at[block.a + block.size], new_at[block.b])
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        if block.size
    ]


def _shared(one: str, other: str, *, at_end: bool = False) -> int:
    """Return how many characters two texts begin with alike, or end with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if at_end:
            same = one[len(one) - middle :] == other[len(other) - middle :]
        else:
            same = one[:middle] == other[:middle]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
