"""Records that look like one: of a person, or of an organisation, each pair with its reason.

Names are compared without titles, suffixes and legal forms, in any order, in Latin letters
whatever they are written in, and by the sound of their consonants. What is found this way
looks alike; only the owner knows whether it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from feedbackdesk.domain.folding import fold
from feedbackdesk.domain.person_names import fits, name_words
from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from feedbackdesk.domain.contacts import Compared

MOST = 200
"""So many pairs are told at once."""

_CROWD = 40
"""From this many records that share a key nothing is compared any more: they share too little."""
_ALIKE = 0.8
_BEGINS = 4
"""So many letters of a name are its beginning at least."""

# What firms write behind their name, and others leave away.
_FORMS = re.compile(
    r"(?:[\s,.&]+(?:ltd|limited|llc|llp|lp|inc|incorporated|corp|corporation|co|company|plc|gmbh|mbh"
    r"|ag|kg|ug|gbr|ohg|e\.? ?k|e\.? ?v|se|bv|b\.v|nv|n\.v|vof|sa|s\.a|sarl|sas|srl|s\.r\.l|spa"
    r"|s\.p\.a|sl|s\.l|lda|ltda|sp\.? ?z ?o\.? ?o|oy|ab|as|aps|kk|pty|株式会社|有限会社))+\.?$"
)
_BEFORE = re.compile(r"^(?:the|株式会社|有限会社)\s*")
_AND = re.compile(r"\s*(?:&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bi\b)\s*")
# Of a shared box nobody says which of its people wrote.
_SHARED = re.compile(
    r"^(?:info|office|hello|hallo|hi|mail|post|contact|kontakt|contacto|contatto|contato|sales|team"
    r"|service|support|admin|enquir\w*|inquir\w*|order\w*|bestell\w*|shop|buero|reception|bookings?"
    r"|accounts?|billing|noreply|no-reply)@"
)
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "x": "k", "j": "y", "d": "t"})
_SILENT = re.compile("[aeiouyh]")
_TWICE = re.compile(r"(.)\1+")


class Like(StrEnum):
    """Why two records look like one."""

    ADDRESS = "the same address"
    NUMBER = "the same number"
    NAME = "the same name"
    TURNED = "the name turned round, or with a title"
    SPELT = "a name spelt alike"
    SHORT = "one name short for the other"
    BEGINNING = "the beginning of a name"
    FORM = "the name with and without a legal form"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one; the older first."""

    one: int
    other: int
    why: Like


def person_pairs(
    records: Iterable[Compared],
    same_number: Callable[[int, int], bool],
    apart: Container[tuple[int, int]] = (),
) -> list[Pair]:
    """Return pairs of people that look like one, at most `MOST`, the surest first.

    `same_number` tells whether two people share a telephone number whose end they share;
    `apart` are pairs that are known to be two, the smaller key first.
    """
    by_key: dict[object, list[Compared]] = defaultdict(list)
    for one in records:
        by_key[" ".join(sorted(map(sound, name_words(one.name))))].append(one)
        if one.firm_id is not None:
            by_key[one.firm_id].append(one)
        for point in one.emails + one.numbers:
            by_key[point].append(one)
    return _pairs(by_key, lambda one, other: person_likeness(one, other, same_number), apart)


def person_likeness(
    one: Compared, other: Compared, same_number: Callable[[int, int], bool]
) -> Like | None:
    """Return why two people look like one; None where they do not."""
    words, others = name_words(one.name), name_words(other.name)
    related = bool(set(words) & set(others)) or fits(one.name, other.name)
    shared = set(one.emails) & set(other.emails)
    if shared and (related or any(not _SHARED.match(email) for email in shared)):
        return Like.ADDRESS
    shares = set(one.numbers) & set(other.numbers) and same_number(one.id, other.id)
    if shares and (related or _sounds_alike(words, others)):
        return Like.NUMBER
    if not _could_be_one(one, other):
        return None
    if words == others:
        same = fold(name_key(one.name)) == fold(name_key(other.name))
        return Like.NAME if same else Like.TURNED
    if sorted(words) == sorted(others):
        return Like.TURNED
    if _sounds_alike(words, others):
        return Like.SPELT
    if one.firm_id is not None and one.firm_id == other.firm_id and fits(one.name, other.name):
        return Like.SHORT
    return None


def _could_be_one(one: Compared, other: Compared) -> bool:
    """Whether nothing tells two people apart: another firm, or without a firm another address."""
    if one.firm_id is not None and other.firm_id is not None:
        return one.firm_id == other.firm_id
    return not (one.emails and other.emails) or bool(set(one.emails) & set(other.emails))


def organisation_pairs(
    records: Iterable[Compared],
    same_number: Callable[[int, int], bool],
    apart: Container[tuple[int, int]] = (),
) -> list[Pair]:
    """Return pairs of organisations that look like one, at most `MOST`, the surest first."""
    everybody = list(records)
    by_key: dict[object, list[Compared]] = defaultdict(list)
    plain = {one.id: plain_firm(one.name) for one in everybody}
    for one in everybody:
        by_key[" ".join(sorted(map(sound, plain[one.id].split())))].append(one)
        for point in one.emails + one.numbers:
            by_key[point].append(one)
    in_order = sorted(everybody, key=lambda one: (plain[one.id], one.id))
    for place, one in enumerate(in_order):
        start = plain[one.id]
        after = place + 1
        while len(start) >= _BEGINS and after < len(in_order) and after - place < 4:
            if not plain[in_order[after].id].startswith(start):
                break
            by_key["begins", one.id].append(in_order[after])
            after += 1
        if by_key.get(("begins", one.id)):
            by_key["begins", one.id].insert(0, one)
    return _pairs(by_key, lambda one, other: organisation_likeness(one, other, same_number), apart)


def organisation_likeness(
    one: Compared, other: Compared, same_number: Callable[[int, int], bool]
) -> Like | None:
    """Return why two organisations look like one; None where they do not."""
    if set(one.emails) & set(other.emails):
        return Like.ADDRESS
    if set(one.numbers) & set(other.numbers) and same_number(one.id, other.id):
        return Like.NUMBER
    first, second = plain_firm(one.name), plain_firm(other.name)
    if fold(name_key(one.name)) == fold(name_key(other.name)):
        return Like.NAME
    if first == second:
        return Like.FORM
    words, others = first.split(), second.split()
    if sorted(words) == sorted(others):
        return Like.TURNED
    if _sounds_alike(words, others):
        return Like.SPELT
    short, long = sorted((first, second), key=len)
    return Like.BEGINNING if len(short) >= _BEGINS and long.startswith(short) else None


_ORDER = list(Like)


def _pairs(
    by_key: Mapping[object, Sequence[Compared]],
    likeness: Callable[[Compared, Compared], Like | None],
    apart: Container[tuple[int, int]],
) -> list[Pair]:
    found: dict[tuple[int, int], Like] = {}
    for some in by_key.values():
        if len(some) < 2:
            continue
        for one, other in _compared(some):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair in found or pair in apart:
                continue
            if (why := likeness(one, other)) is not None:
                found[pair] = why
        if len(found) >= MOST * 10:
            break  # whoever has so many begins with these
    told = sorted(found.items(), key=lambda item: (_ORDER.index(item[1]), item[0]))
    return [Pair(one, other, why) for (one, other), why in told[:MOST]]


def _compared(records: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Yield the pairs to look at: each with each, in a crowd each with the one before it."""
    if len(records) > _CROWD:
        yield from pairwise(records)
        return
    for place, one in enumerate(records):
        for other in records[:place]:
            yield other, one


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return the consonants of a word as they sound, in Latin letters.

    >>> sound("mariya") == sound("maria") == sound("мария"), sound("smyth") == sound("smith")
    (True, True)
    """
    latin = latin_letters(word)
    heard = latin.replace("ph", "f").replace("ck", "k").replace("sch", "s").replace("ch", "k")
    heard = heard.translate(_SOUNDS)
    return heard[:1] + _TWICE.sub(r"\1", _SILENT.sub("", heard[1:])) if heard else word


def latin_letters(text: str) -> str:
    """Return a folded text in Latin letters, whatever script it is written in."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text).casefold()


def _sounds_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether two names sound alike word by word, and are spelt much alike, too."""
    if len(words) != len(others) or not words:
        return False
    if sorted(map(sound, words)) != sorted(map(sound, others)):
        return False
    first = latin_letters(" ".join(sorted(words)))
    second = latin_letters(" ".join(sorted(others)))
    return len(first) >= _BEGINS and SequenceMatcher(None, first, second).ratio() >= _ALIKE


def plain_firm(name: str) -> str:
    """Return an organisation's name as it is compared: without legal form, “the” and “and”.

    >>> plain_firm("Okafor & Daughters Ltd."), plain_firm("The Okafor and Daughters")
    ('okafor daughters', 'okafor daughters')
    """
    folded = _BEFORE.sub("", _FORMS.sub("", fold(name).strip()))
    joined = _AND.sub(" ", folded)
    return " ".join(re.findall(r"[^\W_]+", joined)) or fold(name).strip()
