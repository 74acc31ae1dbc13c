"""Themes that unfiled texts could make: groups of texts that say the like, each with a name.

Texts are compared by the cosine of their weights (words of more than two letters, pairs, pieces
of four letters and more), and joined while two groups are alike on average (agglomerative
clustering with average linkage: Sokal and Michener 1958, "A statistical method for evaluating
systematic relationships"). A group is named by words of its own: those that most of its texts
share and few others have. Nothing here knows a language.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from feedbackdesk.insight.everyday import everyday
from feedbackdesk.insight.words import READ, Words, fold, is_unspaced, pieces, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

LEAST_ACCOUNTS: Final = 3
"""So many accounts say the like before it may be a theme."""

# Chosen on half of the themes of real questions; the other half is what is reported.
_ALIKE: Final = 0.17
"""How alike two groups are, on average, to be one."""
_RARE: Final = 1.5
"""The power that makes rare features weigh more."""
_LIGHT: Final = 0.35
"""What words that everybody says weigh beside others as rare."""
_ALONE: Final = 0.15
"""How much of what one text alone has counts in its length."""
_COMMON: Final = 0.25
"""What a larger part of all texts has tells nothing apart."""
_FEW: Final = 30
"""What so few texts have is never too common."""
_MANY: Final = 80
"""What more texts than this have does not either, and would be compared with each of them."""
_FAINT: Final = 0.03
"""Less alike than this is not alike at all."""
_LONGEST_NAME: Final = 3
"""How many words a name has at most."""
_SHARED: Final = 0.5
"""The part of a group's texts that a name's words stand in, at least."""
_UNSPACED_NAME: Final = 6
"""How many signs a name has at most in a script that puts no spaces."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|[\n。！？]+")
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A text that stands under no theme, and who counts for it."""

    text: str
    account: str


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that say the like."""

    members: tuple[int, ...]
    """Their places, the one that says it best first."""
    accounts: int
    name: str
    """Made of their own words."""
    sentences: tuple[str, ...]
    """Of each member, what says it."""


def grouped(
    texts: Sequence[Unfiled], refused: Collection[int] = (), beside: Sequence[str] = ()
) -> list[Group]:
    """Return the groups that could be themes, the one that most accounts speak for first.

    `beside` are other texts of the same owner: what they have, too, tells less.

    `refused` are places of texts that were together in a group that the owner did not want: a
    group that is mostly made of those does not come again.
    """
    refused = frozenset(refused)
    same: dict[str, list[int]] = {}
    for at, one in enumerate(texts):
        same.setdefault(" ".join(fold(one.text).split()), []).append(at)
    firsts = [places[0] for places in same.values()]
    weights = _weights([texts[at].text for at in firsts], beside)
    phrases = [dict(_phrases(texts[at].text)) for at in firsts]
    everywhere: Counter[str] = Counter()
    for some in phrases:
        everywhere.update(some.keys())
    found = []
    copies = list(same.values())
    for different in _joined(_likenesses(weights)):
        members = [at for place in different for at in copies[place]]
        accounts = len({texts[at].account for at in members})
        if accounts < LEAST_ACCOUNTS or 2 * len(refused.intersection(members)) > len(members):
            continue
        middle: Counter[str] = Counter()
        for place in different:
            middle.update(weights[place])
        different.sort(key=lambda place: (-_dot(weights[place], middle), copies[place]))
        name = _name([phrases[place] for place in different], everywhere)
        if not name:
            continue  # nothing in it but what everybody says
        said = {place: _sentence(texts[firsts[place]].text, middle) for place in different}
        ordered = [(at, said[place]) for place in different for at in copies[place]]
        found.append(
            Group(
                tuple(at for at, _sentence in ordered),
                accounts,
                name,
                tuple(sentence for _at, sentence in ordered),
            )
        )
    return sorted(found, key=lambda one: (-one.accounts, -len(one.members), one.members))


def _features(text: str) -> Counter[str]:
    words, light = Words.of(text), everyday()
    found: Counter[str] = Counter(words.pairs)
    for word, number in words.words.items():
        if word in light:
            found[word] += number
        if (len(word) <= 2 and word.isascii()) or word in light:
            continue
        for piece in pieces(word):
            if piece[0] == "=" or len(piece) >= 4 or not piece.isascii():
                found[piece] += number
    return found


def _weights(texts: Sequence[str], beside: Sequence[str]) -> list[dict[str, float]]:
    """Return each text's features by weight, of length 1 with what only one text has."""
    light = everyday()
    read = [_features(text) for text in texts]
    here: Counter[str] = Counter()
    for one in read:
        here.update(one.keys())
    often = Counter(here)
    for text in beside:
        often.update(_features(text).keys())
    every = len(texts) + len(beside)
    most = max(_FEW, min(_COMMON * every, _MANY))
    rare = {
        name: math.log((1 + every) / (1 + often[name])) ** _RARE
        * (_LIGHT if light.issuperset(name.split()) else 1.0)
        for name, number in here.items()
        if often[name] <= most
    }
    found = []
    for one in read:
        weights = {
            name: (1 + math.log(number)) * rare[name]
            for name, number in one.items()
            if name in rare
        }
        # What one text alone has is like nothing, and makes the rest of it count for less.
        square = sum(
            weight * weight * (1.0 if here[name] > 1 else _ALONE)
            for name, weight in weights.items()
        )
        length = math.sqrt(square) or 1.0
        found.append({name: weight / length for name, weight in weights.items()})
    return found


def _likenesses(weights: Sequence[dict[str, float]]) -> list[dict[int, float]]:
    """Return to each text the others that are like it, with how much, from 0 to 1."""
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    alike: list[dict[int, float]] = [{} for _one in weights]
    for at, one in enumerate(weights):
        found: dict[int, float] = defaultdict(float)
        for name, weight in one.items():
            for other, its in having[name]:
                found[other] += weight * its
            having[name].append((at, weight))
        for other, likeness in found.items():
            if likeness > _FAINT:
                alike[at][other] = alike[other][at] = likeness
    return alike


def _joined(alike: list[dict[int, float]]) -> list[list[int]]:
    """Return groups of places, joined while the two that are most alike are alike enough."""
    groups: dict[int, list[int]] = {at: [at] for at in range(len(alike))}
    waiting = [
        (-likeness, at, other)
        for at, others in enumerate(alike)
        for other, likeness in others.items()
        if at < other
    ]
    heapq.heapify(waiting)
    while waiting and -waiting[0][0] >= _ALIKE:
        likeness, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups or alike[one].get(other) != -likeness:
            continue  # one of them was joined with a third since
        here, there = len(groups[one]), len(groups[other])
        ours, theirs = alike[one], alike[other]
        for third in sorted((ours.keys() | theirs.keys()) - {one, other}):
            mean = (here * ours.get(third, 0.0) + there * theirs.get(third, 0.0)) / (here + there)
            alike[third].pop(other, None)
            if mean > _FAINT / 2:
                ours[third] = alike[third][one] = mean
                heapq.heappush(waiting, (-mean, min(one, third), max(one, third)))
            else:
                ours.pop(third, None)
                alike[third].pop(one, None)
        ours.pop(other, None)
        theirs.clear()
        groups[one] += groups.pop(other)
    return list(groups.values())


def _dot(weights: dict[str, float], middle: Counter[str]) -> float:
    return sum(weight * middle[name] for name, weight in weights.items())


def _sentence(text: str, middle: Counter[str]) -> str:
    """Return the sentence of a text that is most like what all of its group say."""
    sentences = [part.strip() for part in _SENTENCE.split(text[:READ]) if part.strip()]
    if len(sentences) < 2:
        return " ".join(text[:READ].split())

    def says(sentence: str) -> float:
        found = _features(sentence)
        return sum(middle[name] for name in found) / math.sqrt(1 + sum(found.values()))

    return " ".join(max(sentences, key=says).split())


def _name(said: Sequence[dict[str, str]], everywhere: Counter[str]) -> str:
    """Return the words that most of a group's texts share, and few others have.

    Written as they mostly are, in the order in which they stand.
    """
    here: Counter[str] = Counter()
    for phrases in said:
        here.update(phrases.keys())

    def telling(key: str) -> float:
        part = here[key] / everywhere[key]
        length = len(key) / 2 if is_unspaced(key) else sum(map(_may_stand, key.split()))
        return here[key] / len(said) * part * part * math.sqrt(length)

    wanted = _SHARED * len(said)
    best = max(
        (key for key in here if here[key] >= wanted),
        key=lambda key: (telling(key), key),
        default="",
    )
    best = best or max(here, key=lambda key: (telling(key), key), default="")
    written = Counter(phrases[best] for phrases in said if best in phrases)
    shown = max(written.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))[0]
    return shown[:1].upper() + shown[1:]


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """Yield each phrase of a text that could be a name: as it is compared, and as it is written."""
    if is_unspaced(text):
        for run in _WORD.findall(text[:READ]):
            for size in range(2, _UNSPACED_NAME + 1):
                for start in range(len(run) - size + 1):
                    yield fold(run[start : start + size]), run[start : start + size]
        return
    for sentence in _SENTENCE.split(text[:READ]):
        written = _WORD.findall(sentence)
        keys = [" ".join(words_of(word)) for word in written]
        for start in range(len(written)):
            for end in range(start + 1, min(start + _LONGEST_NAME, len(written)) + 1):
                if _may_stand(keys[start]) and _may_stand(keys[end - 1]):
                    yield " ".join(keys[start:end]), " ".join(written[start:end])


def _may_stand(word: str) -> bool:
    """Whether a word may begin or end a name: short ones, and those that everybody says, join."""
    return bool(word) and (len(word) > 2 or not word.isascii()) and word not in everyday()
