"""A name in the one form that all its spellings share: Müllers, MUELLER and Mu-ller."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS: Final = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "þ": "th",
        "æ": "ae", "œ": "oe", "ß": "ss",
        # Greek and Cyrillic letters that look like Latin ones.
        "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m",
        "ν": "n", "ο": "o", "ρ": "p", "τ": "t", "υ": "y", "χ": "x",
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p",
        "с": "c", "т": "t", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h",
    }
)  # fmt: skip
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ`´ʻ\u02b9][^\W_]+)*['’]?")
_QUOTES = re.compile(r"['’‘ʼ`´ʻ\u02b9]")
_ENDS = re.compile(r"[.!?:\n“\"(‘„‚«‹…•*¿¡\[]\s*$")
_WITH_MARKS = re.compile(
    "[^\u0300-\u036f\u3099\u309a\u0591-\u05c7\u0610-\u061a\u064b-\u065f]"
    "[\u0300-\u036f\u3099\u309a\u0591-\u05c7\u0610-\u061a\u064b-\u065f]*|.",
    re.DOTALL,
)
_BESIDE_LETTERS: Final = frozenset({"Cf", "Cc", "Mn", "Mc"})
"""What nobody sees, and marks that no letter takes up: points, vowel signs."""


class Word(NamedTuple):
    """One word of a text."""

    folded: str
    other: str
    """The same with ue for ü; as `folded` where there is nothing of the kind."""
    raised: bool
    """Whether it begins with a capital, or with a letter that has none."""
    first: bool
    """Whether a sentence begins with it."""
    glued: bool
    """Whether no space stands between it and the word before."""
    pieces: tuple[str, ...] = ()
    """What stands between its apostrophes, where it has any."""
    start: int = 0
    """Where it stands in the text that is `visible`."""
    end: int = 0
    shouted: bool = False
    """Whether it is all capitals, of two letters or more."""


def visible(text: str) -> str:
    """Return a text in common signs, without what nobody sees and loose marks."""
    if text.isascii():
        return text
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if sign.isspace() or unicodedata.category(sign) not in _BESIDE_LETTERS
    )


def places_of(text: str, seen: str) -> list[int]:
    """Return where in a text each sign of what is `visible` of it stands, and at last its end.

    Where the two do not agree sign by sign every place is the text's beginning.
    """
    if text == seen:
        return list(range(len(text) + 1))
    places: list[int] = []
    pieces: list[str] = []
    for found in _WITH_MARKS.finditer(text):
        piece = visible(found.group())
        pieces.append(piece)
        places += [found.start()] * len(piece)
    if "".join(pieces) != seen:
        return [0] * (len(seen) + 1)
    return [*places, len(text)]


def folded(text: str) -> str:
    """Return a text without case, accents and foreign letters that look like Latin ones.

    >>> folded("Zoë") == folded("ZOE")
    True
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn" and sign != "ـ")
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def words_of(text: str) -> Iterator[Word]:
    """Return the words of a text that is `visible`."""
    end = -1
    for found in _WORD.finditer(text):
        raw = found.group()
        between = text[max(end, 0) : found.start()]
        bare = _QUOTES.sub("", raw)
        plain = folded(bare)
        other = plain if bare.isascii() else folded(bare.casefold().translate(_UMLAUTS))
        pieces = tuple(folded(one) for one in _QUOTES.split(raw) if one) if bare != raw else ()
        yield Word(
            plain,
            other,
            not raw[0].islower(),
            end < 0 or _ENDS.search(between) is not None,
            end >= 0 and not any(sign.isspace() for sign in between),
            pieces,
            found.start(),
            found.end(),
            len(bare) > 1 and bare.isupper(),
        )
        end = found.end()
