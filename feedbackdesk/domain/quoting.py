"""The words that are quoted: the sentence around what counted, long enough to be understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

LEAST, MOST = 60, 165
"""How long a quote is where there are words enough, in characters."""

_SENTENCES_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|(?<=[。！？])|\n+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is quoted, on one line, and where in it stands what counted."""

    words: str
    start: int = 0
    end: int = 0
    """Where the counted words begin and end; both 0 where all of it counted."""


def around(text: str, counted: str | None) -> Quoted:
    """Return the sentences of a text around the words that counted.

    Sentences are added on both sides until it is long enough; one that is too long is cut at
    words, with an ellipsis, and never within what counted unless that alone is too long. Where
    nothing was chosen, or it does not stand in the text, what was chosen or the beginning of
    the text is quoted.
    """
    line = _SPACES.sub(" ", text).strip()
    mark = _SPACES.sub(" ", counted or "").strip()
    at = line.find(mark) if mark else 0
    if at < 0:
        return Quoted(_cut(mark, 0, min(len(mark), MOST)))
    end = at + len(mark) if mark else 0
    first, last = _sentences_around(text, line, at, end)
    if last - first > MOST:
        first, last = _within(line, first, last, at, end)
    words = _cut(line, first, last)
    if not mark or (at <= first and end >= last):
        return Quoted(words)
    lead = 1 if words.startswith("…") and not line.startswith("…", first) else 0
    start = max(at - first, 0) + lead
    return Quoted(words, start, min(start + end - max(at, first), len(words)))


def _sentences_around(text: str, line: str, at: int, end: int) -> tuple[int, int]:
    """Return from where to where the sentences with these words go, and their neighbours."""
    bounds = _bounds(text, line)
    inside = [
        number
        for number, (start, stop) in enumerate(bounds)
        if start < max(end, at + 1) and stop > at
    ]
    low, high = (inside[0], inside[-1]) if inside else (0, 0)
    while bounds[high][1] - bounds[low][0] < LEAST:
        after = bounds[high + 1][1] - bounds[low][0] if high + 1 < len(bounds) else MOST + 1
        before = bounds[high][1] - bounds[low - 1][0] if low else MOST + 1
        if after <= MOST:  # what follows explains; what comes before is often a greeting
            high += 1
        elif before <= MOST:
            low -= 1
        else:
            break
    return bounds[low][0], bounds[high][1]


def _bounds(text: str, line: str) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, in the text on one line."""
    found: list[tuple[int, int]] = []
    place = 0
    for part in _parts(text):
        sentence = _SPACES.sub(" ", part).strip()
        if sentence and (start := line.find(sentence, place)) >= 0:
            found.append((start, start + len(sentence)))
            place = start + len(sentence)
    return found or [(0, len(line))]


def _parts(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _SENTENCES_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def _within(line: str, first: int, last: int, at: int, end: int) -> tuple[int, int]:
    """Return a stretch that is not too long, with what counted in its midst."""
    room = MOST - (end - at)
    if room <= 0:
        return at, at + MOST
    start = max(first, min(at - room // 2, last - MOST))
    stop = min(last, start + MOST)
    if start > first:  # begins at a word
        space = line.find(" ", start, at)
        start = space + 1 if space >= 0 else at
    if stop < last:  # ends at a word
        space = line.rfind(" ", end, stop)
        stop = space if space >= 0 else max(end, start + 1)
    return start, stop


def _cut(line: str, first: int, last: int) -> str:
    """Return a stretch of a text, with an ellipsis where words of its sentence are left out."""
    words = line[first:last].strip()
    before = first > 0 and line[:first].rstrip()[-1:] not in {*".!?…。！？”", ""}
    after = last < len(line) and words[-1:] not in {*".!?…。！？”", ""}
    return f"{'…' if before else ''}{words}{'…' if after else ''}"
