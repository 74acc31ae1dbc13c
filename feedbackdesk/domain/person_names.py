"""Names of people as people say them: in either order, shortened, with a title or without."""

from __future__ import annotations

import re

from feedbackdesk.domain.folding import fold

# What stands before or behind a name and is none of it, folded as words are compared. What is
# a name of people too, such as Don or Ma, is not among them.
_TITLES = """
mr mrs ms miss mx dr prof professor sir dame lord lady rev capt sgt herr frau fraulein dipl
monsieur madame mademoiselle mme mlle maitre sr sra srta dona senor senora senorita signor
signora signorina dott dottor dottoressa avv senhor senhora dhr mevr mw drs pani panna inz mgr
"""
TITLES = frozenset(_TITLES.split())
_SUFFIXES = """
jr jnr junior sr snr senior ii iii iv phd md bsc msc mba esq obe mbe
"""
_BEHIND = frozenset(_SUFFIXES.split())
_WORDS = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, folded, in the order they are spoken.

    Without titles and suffixes; what stands behind a comma goes first.

    >>> name_words("Dr. Ann Lee"), name_words("Lee, Ann"), name_words("O’Brien Jr")
    (('ann', 'lee'), ('ann', 'lee'), ("o'brien",))
    """
    before, comma, behind = name.partition(",")
    words = _folded(before)
    if comma:
        second = _folded(behind)
        if not all(word in _BEHIND for word in second):
            words = second + words
    begin, end = 0, len(words)
    while begin < end - 1 and words[begin] in TITLES:
        begin += 1
    while begin < end - 1 and words[end - 1] in _BEHIND:
        end -= 1
    return tuple(words[begin:end])


def _folded(text: str) -> list[str]:
    if text.isascii() and text.replace(" ", "").isalpha():  # most names, and much quicker
        return text.lower().split()
    return [fold(word).replace("’", "'").strip(".") for word in _WORDS.findall(text)]


def fits(said: str, known: str) -> bool:
    """Return whether a name that was said can be short for one that is known, or the other way.

    The words of the shorter stand among those of the longer, in any order, as a whole word or
    as its initial; at least one is a whole word with letters.

    >>> fits("Ann", "Ann Lee"), fits("A. Lee", "Ann Lee"), fits("Lee, Ann", "Ann Lee")
    (True, True, True)
    >>> fits("Bo Ek", "Ann Lee"), fits("Ann Berg", "Ann Lee"), fits("A. L.", "Ann Lee")
    (False, False, False)
    """
    one, other = name_words(said), name_words(known)
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    left = list(longer)
    whole = False
    for word in sorted(shorter, key=len, reverse=True):
        place = next((n for n, each in enumerate(left) if each == word), None)
        if place is not None:
            whole = whole or any(map(str.isalpha, word))
        else:
            place = next((n for n, each in enumerate(left) if _is_initial(word, each)), None)
        if place is None:
            return False
        left.pop(place)
    return whole


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
