"""What a sentence says by the cues of its language, before anybody has decided anything.

A cue is a few words that mostly stand where somebody wants, complains, praises, asks or says why
not. Those of a kind add up, each less than the one before; what looks at nobody, is no sentence
of a person, or only greets, counts against it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from feedbackdesk.domain.folding import fold
from feedbackdesk.domain.words import Kind
from feedbackdesk.insight.heap import english, farther, germanic, romance
from feedbackdesk.insight.heap.languages import JOINED, Language
from feedbackdesk.insight.heap.trade import CROWD, TRADE

_TABLES = {
    Language.ENGLISH: english.ENGLISH,
    Language.GERMAN: germanic.GERMAN,
    Language.DUTCH: germanic.DUTCH,
    Language.FRENCH: romance.FRENCH,
    Language.SPANISH: romance.SPANISH,
    Language.ITALIAN: romance.ITALIAN,
    Language.PORTUGUESE: romance.PORTUGUESE,
    Language.POLISH: farther.POLISH,
    Language.ARABIC: farther.ARABIC,
    Language.JAPANESE: farther.JAPANESE,
}
KINDS = tuple(Kind)
_STRENGTHS = (2.6, 1.4, 0.5)
_TRADE, _CROWD = 0.6, 0.8
_MOST = 4.5
_ASIDE = 0.25
"""What the other kinds' cues are worth beside the likeliest one's."""
_BASE = -3.4
"""The logit of a sentence without any cue."""

_TOKEN = re.compile(r"\w+|\?|!")
_ASKS = re.compile(r"[?؟？]")
_MACHINE = re.compile(r"https?:|www\.|[{}<>=\\|_^~]|[\w.]@[\w.]|\d\d:\d\d:|//|\*\*|--|\.\.\.")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cues:
    """What the cues of a sentence say: a number for each kind, and one for what it is at all."""

    kind: Kind
    logit: float
    """How likely it is worth keeping, as a logit."""
    of_kind: tuple[float, ...]
    """What speaks for each of `KINDS`."""
    against: float


def normal(sentence: str) -> str:
    """Return a sentence as cues are looked for: its folded words, each between two spaces.

    >>> normal("I don't know, l’app?")
    ' ^ i dont know l app ? '
    """
    folded = fold(sentence).replace("n't", "nt").replace("؟", "?")
    return f" ^ {' '.join(_TOKEN.findall(folded))} "


@cache
def _cues(language: Language) -> tuple[tuple[tuple[tuple[str, ...], float], ...], ...]:
    """Return the cues of a language: those of each kind, of none, of trade, of a crowd."""
    table = _TABLES[language]
    found = []
    for kind in (*KINDS, None):
        of_kind: dict[tuple[str, ...], float] = {}
        for strength, line in zip(_STRENGTHS, table[kind], strict=True):
            for parts in _phrases(line, language):
                of_kind.setdefault(parts, strength)
        found.append(tuple(of_kind.items()))
    for words, strength in ((TRADE[language], _TRADE), (CROWD[language], _CROWD)):
        found.append(tuple((parts, strength) for parts in _phrases(words, language)))
    return tuple(found)


def _phrases(line: str, language: Language) -> list[tuple[str, ...]]:
    joined = language in JOINED
    return [_parts(phrase.strip(), joined=joined) for phrase in line.split("|")]


def _parts(phrase: str, *, joined: bool) -> tuple[str, ...]:
    """Return what must stand in a sentence, in this order, for a cue to be there."""
    return tuple(_part(part.strip(), joined=joined) for part in phrase.split(" + "))


def _part(part: str, *, joined: bool) -> str:
    begins, open_end = part.startswith("^ "), part.endswith("~")
    words = normal(part.removeprefix("^ ").removesuffix("~"))[3:]
    if joined and not begins:
        return words.strip()
    if open_end:
        words = words[:-1]
    return f" ^{words}" if begins else words


def _stands(parts: tuple[str, ...], text: str) -> bool:
    if len(parts) == 1:
        return parts[0] in text
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part) - 1
    return True


def cues(sentence: str, languages: tuple[Language, ...]) -> Cues:
    """Return what the cues of a sentence say, in the languages that it may be in."""
    text = normal(sentence)
    of_kind = [0.0] * len(KINDS)
    against = trade = 0.0
    for language in languages:
        *by_kind, none, words, crowd = _cues(language)
        for place, some in enumerate(by_kind):
            of_kind[place] = max(of_kind[place], _added(some, text))
        against = max(against, _added(none, text) + _added(crowd, text))
        trade = max(trade, _added(words, text))
    if _ASKS.search(sentence):
        of_kind[KINDS.index(Kind.QUESTION)] += 0.6
    best = max(range(len(KINDS)), key=of_kind.__getitem__)
    top = of_kind[best]
    others = min(_MOST, sum(of_kind) - top)
    against += _unlike_a_person(sentence, text)
    logit = _BASE + min(_MOST, top) + _ASIDE * others + trade - against
    return Cues(KINDS[best], logit, tuple(of_kind), against)


def _added(some: tuple[tuple[tuple[str, ...], float], ...], text: str) -> float:
    """Return what the cues in a text add up to: the strongest whole, each further one less."""
    total, share = 0.0, 1.0
    for parts, strength in some:  # the strongest come first
        if _stands(parts, text):
            total += strength * share
            share *= 0.5
    return total


def _unlike_a_person(sentence: str, text: str) -> float:
    """Return what speaks against a sentence by its looks: addresses, code, numbers, its length."""
    words = text.count(" ") - 2
    against = 0.0
    if _MACHINE.search(sentence):
        against += 1.0
    if len(_DIGITS.findall(sentence)) * 6 > len(sentence):
        against += 1.0
    if words > 30:
        against += min(2.0, (words - 30) / 15)
    if words < 2 and not any(char > "\u3000" for char in sentence):
        against += 1.5
    return against


def likely(logit: float) -> float:
    """Return a logit as a likelihood, from 0 to 1."""
    if logit < -30:
        return 0.0
    return 1 / (1 + math.exp(-logit))
