"""How well a name fits what is typed: by its beginning, its words, their initials, its letters."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from feedbackdesk.domain.folding import fold_with_places, is_unspaced

_LONGEST = 300
_BEGINS, _WORD, _INITIALS, _INSIDE, _LETTERS = 100.0, 90.0, 70.0, 50.0, 30.0
_EXACT = 40.0
_JOINS = re.compile(r"(?<=\w)['-](?=\w)")


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits (more is better), and which of its characters are meant."""

    score: float
    places: tuple[int, ...]


def fit(words: str, name: str) -> Fit | None:
    """Return how a name fits the words typed; None where one of the words does not fit.

    Case and accents do not count. Each word may be the beginning of a word of the name, the
    initials of several ("mas" for "Mark as shipped"), a part of it, or letters in its order.
    """
    wanted = _folded(words).text.split()
    folded = _folded(name)
    score, places = 0.0, set[int]()
    for part in wanted:
        found = _part(part, folded)
        if found is None:
            return None
        score += found[0]
        places.update(folded.origin[at] for at in found[1])
    if wanted:
        score /= len(wanted)
        score += _EXACT if " ".join(wanted) == folded.text else -0.05 * len(folded.text)
    return Fit(score, tuple(sorted(places)))


@dataclass(frozen=True, slots=True)
class _Folded:
    text: str
    origin: tuple[int, ...]
    """For each character of the text, where it stood before."""
    starts: tuple[int, ...]


@functools.lru_cache(maxsize=4_096)
def _folded(name: str) -> _Folded:
    folded, places = fold_with_places(name[:_LONGEST])
    text: list[str] = []
    origin: list[int] = []
    starts: list[int] = []
    for at, char in enumerate(folded):
        if _JOINS.match(folded, at):
            continue  # "email" fits "e-mail", and "mail" begins a word of it
        if char.isalnum() and (at == 0 or not folded[at - 1].isalnum() or is_unspaced(char)):
            starts.append(len(text))
        text.append(char)
        origin.append(places[at][0])
    return _Folded("".join(text), tuple(origin), tuple(starts))


def _part(part: str, folded: _Folded) -> tuple[float, tuple[int, ...]] | None:
    text = folded.text
    for number, at in enumerate(folded.starts):
        if text.startswith(part, at):
            score = _BEGINS if number == 0 else _WORD - min(number, 9)
            return score, tuple(range(at, at + len(part)))
    if len(part) == 1 and part.isalnum():
        return None  # in the middle of a word a letter says nothing
    if initials := _initials(part, folded):
        return _INITIALS - (initials[-1] - initials[0]) * 0.1, initials
    if (at := text.find(part)) >= 0:
        return _INSIDE, tuple(range(at, at + len(part)))
    return _letters(part, folded)


def _initials(part: str, folded: _Folded) -> tuple[int, ...] | None:
    """Find a part where each letter goes on from the one before, or begins a later word."""
    text, dead = folded.text, set[tuple[int, int]]()

    def rest(done: int, last: int) -> tuple[int, ...] | None:
        if done == len(part):
            return ()
        if (done, last) in dead:
            return None
        goes_on = (last + 1,) if done and last + 1 < len(text) else ()
        for at in (*goes_on, *(start for start in folded.starts if start > last + 1 or not done)):
            if text[at] == part[done] and (behind := rest(done + 1, at)) is not None:
                return (at, *behind)
        dead.add((done, last))
        return None

    return rest(0, -1) if len(part) <= 40 else None


def _letters(part: str, folded: _Folded) -> tuple[float, tuple[int, ...]] | None:
    """Find letters in their order, close together, from the beginning of a word on."""
    for start in folded.starts:
        if folded.text[start] != part[0]:
            continue
        places, at = [start], start
        for letter in part[1:]:
            at = folded.text.find(letter, at + 1)
            if at < 0:
                break
            places.append(at)
        spread = places[-1] - start
        if len(places) == len(part) and spread <= 3 * len(part):
            return _LETTERS - spread * 0.2, tuple(places)
    return None
