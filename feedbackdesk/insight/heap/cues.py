"""What a sentence says by the cues of its language, before anybody has decided anything.

A cue is a few words that mostly stand where somebody wants, complains, praises, asks or says why
not. Those of a kind add up, each less than the one before; what looks at nobody, is no sentence
of a person, or only greets, counts against it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
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
_REQUEST, _QUESTION = KINDS.index(Kind.REQUEST), KINDS.index(Kind.QUESTION)
_POLITE = 0.1
_STRENGTHS = (2.6, 1.4, 0.5)
_SHORT = 3
"""Words of so few letters are parts of others by chance."""
_TRADE, _CROWD = 0.6, 0.8
_MOST = 4.5
_ASIDE = 0.25
"""What the other kinds' cues are worth beside the likeliest one's."""
_BASE = -3.4
"""The logit of a sentence without any cue."""

_TOKEN = re.compile(r"\w+|\?|!")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_WHOLE = re.compile(r"(?<= )\S+(?= )")
_ASKS = re.compile(r"[?؟？]")
_KNOW = re.compile(
    r" (?:know|tell|ask|wissen|fragen|sagen|savoir|demander|dire|saber|preguntar|decir\w*|sapere"
    r"|chiedere|dir\w*|perguntar|dizer\w*|weten|vragen|vertellen|wiedziec|zapytac|powiedziec) "
    r"|اعرف|اسال|知りたい|教えて|伺いたい"
)
_MACHINE = re.compile(r"https?:|www\.|[{}<>=\\|_^~]|[\w.]@[\w.]|\d\d:\d\d:|//|\*\*")
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


@dataclass(frozen=True, slots=True)
class _Cue:
    says: int
    """What it speaks for: the place of a kind in `KINDS`, or one of those below."""
    parts: tuple[str, ...]
    """What must stand in a sentence, in this order."""
    strength: float


_NONE, _OF_TRADE, _TO_CROWD = range(len(KINDS), len(KINDS) + 3)
_SAID = len(KINDS) + 3


@dataclass(frozen=True, slots=True)
class _Index:
    """The cues of a language, each by that of its words which the fewest others have."""

    by_word: dict[str, list[_Cue]]
    others: list[_Cue]
    """Those without a whole word."""

    @classmethod
    def of(cls, cues: list[_Cue]) -> _Index:
        """Put cues in order."""
        often = Counter(word for cue in cues for word in _whole_words(cue.parts))
        by_word: dict[str, list[_Cue]] = {}
        others = []
        for cue in cues:
            words = _whole_words(cue.parts)
            if words:
                rarest = min(words, key=lambda word: (often[word], word))
                by_word.setdefault(rarest, []).append(cue)
            else:
                others.append(cue)
        return cls(by_word, others)

    def said(self, text: str) -> list[float]:
        """Return what the cues in a sentence add up to: each further one counts less."""
        found: list[list[float]] = [[] for _one in range(_SAID)]
        for word in dict.fromkeys(text.split()):
            for cue in self.by_word.get(word, ()):
                if cue.parts[0] in text and (len(cue.parts) == 1 or _in_order(cue.parts, text)):
                    found[cue.says].append(cue.strength)
        for cue in self.others:
            if cue.parts[0] in text and (len(cue.parts) == 1 or _in_order(cue.parts, text)):
                found[cue.says].append(cue.strength)
        return [_added(strengths) for strengths in found]


def _whole_words(parts: tuple[str, ...]) -> list[str]:
    return [word for part in parts for word in _WHOLE.findall(part)]


def _in_order(parts: tuple[str, ...], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part) - 1
    return True


def _added(strengths: list[float]) -> float:
    total, share = 0.0, 1.0
    for strength in sorted(strengths, reverse=True):
        total += strength * share
        share *= 0.5
    return total


@cache
def _index(language: Language) -> _Index:
    table = _TABLES[language]
    found: dict[tuple[int, tuple[str, ...]], _Cue] = {}
    for says, kind in enumerate((*KINDS, None)):
        for strength, line in zip(_STRENGTHS, table[kind], strict=True):
            for parts in _phrases(line, language):
                found.setdefault((says, parts), _Cue(says, parts, strength))
    for says, line, strength in (
        (_OF_TRADE, TRADE[language], _TRADE),
        (_TO_CROWD, CROWD[language], _CROWD),
    ):
        for parts in _phrases(line, language):
            found.setdefault((says, parts), _Cue(says, parts, strength))
    return _Index.of(list(found.values()))


def _phrases(line: str, language: Language) -> list[tuple[str, ...]]:
    joined = language in JOINED
    return [_parts(phrase.strip(), joined=joined) for phrase in line.split("|")]


def _parts(phrase: str, *, joined: bool) -> tuple[str, ...]:
    """Return what must stand in a sentence, in this order, for a cue to be there."""
    return tuple(_part(part.strip(), joined=joined) for part in phrase.split(" + "))


def _part(part: str, *, joined: bool) -> str:
    begins, open_end = part.startswith("^ "), part.endswith("~")
    words = normal(part.removeprefix("^ ").removesuffix("~"))[2:]
    if joined and not begins and (len(words) > _SHORT + 2 or _UNSPACED.search(words)):
        return words.strip()
    if open_end:
        words = words[:-1]
    return f" ^{words}" if begins else words


def cues(sentence: str, languages: tuple[Language, ...]) -> Cues:
    """Return what the cues of a sentence say, in the languages that it may be in."""
    text = normal(sentence)
    said = [0.0] * _SAID
    for language in languages:
        said = list(map(max, said, _index(language).said(text)))
    of_kind = said[: len(KINDS)]
    asked = _ASKS.search(sentence) is not None
    if asked:
        of_kind[_QUESTION] += 0.6
    if asked and of_kind[_REQUEST] >= _STRENGTHS[0] and _KNOW.search(text) is None:
        # Who asks for something mostly does it in a question.
        of_kind[_REQUEST] = max(of_kind[_REQUEST], of_kind[_QUESTION] + _POLITE)
    best = max(range(len(KINDS)), key=of_kind.__getitem__)
    top = of_kind[best]
    others = min(_MOST, sum(of_kind) - top)
    against = said[_NONE] + said[_TO_CROWD] + _unlike_a_person(sentence, text)
    logit = _BASE + min(_MOST, top) + _ASIDE * others + said[_OF_TRADE] - against
    return Cues(KINDS[best], logit, tuple(of_kind), against)


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
