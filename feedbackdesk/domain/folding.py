"""Texts as they are searched: one fold for what was said, for names, and for what is typed.

Case, width, accents, ligatures and signs that nobody sees do not count. A hyphen or an
apostrophe inside a word may be there, or be left out, or be a space. Scripts that put no
space between words are searched letter by letter.

The index holds what `indexed` returns, and takes it out by asking again: for one text it must
return the same with every Python. So characters are folded as Unicode 3.2 folds them, which
Python keeps whatever else it learns; what came later is left as it is.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]
"""Where something begins, and how many characters it has."""

_KNOWN = unicodedata.ucd_3_2_0
_SMALL = {
    "ß": "ss", "æ": "ae", "ǣ": "ae", "ǽ": "ae", "œ": "oe", "ø": "o", "ǿ": "o", "ł": "l",
    "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
}  # fmt: skip
_AS_TYPED = {"ẞ": "ss"} | _SMALL | {
    letter.upper(): plain for letter, plain in _SMALL.items() if letter not in "ßı"
}  # fmt: skip
"""Letters that are no other letter with a sign on it, and what people type for them."""
_APOSTROPHES = "’‘‛ʼʻʹ＇`´′״׳·・･"
_HYPHENS = "‐‑﹣－\u200b\u200c"  # where a word may end, unseen
BREAK = "\ue000"
"""Stands between what is searched apart: no phrase goes across it."""
_INSTEAD = (
    _AS_TYPED
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(f"{BREAK}™℠", " ")
)
# Signs upon letters, those for the eye alone, and format characters (Unicode's Cf).
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\xad\u0600-\u0605\u061c\u06dd\u070f"
    "\u08d3-\u08ff\u0890\u0891\u180b-\u180f\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Letters that may be part of the one before them.
_GO_ON = "\u3099\u309a\uff9e\uff9f\u1100-\u11ff\u3131-\u318e\uffa0-\uffdc"
_SEGMENT = re.compile(f".(?:[{_GO_ON}]|{_DROPPED.pattern})*", re.DOTALL)
_APART = re.compile("[\u3099\u309a\u1100-\u11ff]")
_MOST_KNOWN = 20_000


class _Folds(dict[int, str]):
    """What each character is folded to, remembered."""

    def __missing__(self, code: int) -> str:
        if len(self) > _MOST_KNOWN:
            self.clear()
        folded = self[code] = _folded(chr(code))
        return folded


_FOLDS = _Folds()


def _folded(char: str) -> str:
    if char in _INSTEAD:
        return _INSTEAD[char]
    if _DROPPED.match(char):
        return ""
    if _KNOWN.category(char) == "Cn":
        return char
    apart = _KNOWN.normalize("NFKD", char)
    if "\u3040" <= apart[0] <= "\u30ff" or "\u1100" <= apart[0] <= "\u11ff":
        return _KNOWN.normalize("NFC", apart)  # a sound of its own, no letter with a sign on it
    bare = _DROPPED.sub("", _KNOWN.normalize("NFKD", _DROPPED.sub("", apart).casefold()))
    return "".join(_INSTEAD.get(one, one) for one in bare)


def fold(text: str) -> str:
    """Return a text as texts are compared: without case, width and accents, in plain letters.

    Apostrophes and hyphens of all kinds become `'` and `-`.

    >>> fold("Café"), fold("Łódź"), fold("Größe"), fold("ﬁrst ＡＢＣ"), fold("don’t")
    ('cafe', 'lodz', 'grosse', 'first abc', "don't")
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = text.translate(_FOLDS)
    if folded.isascii():
        return folded
    return _KNOWN.normalize("NFC", folded) if _APART.search(folded) else folded


WITHOUT = str.maketrans("", "", "'-")
"""Takes apostrophes and hyphens out of a folded text."""


def compact(text: str) -> str:
    """Return a folded text without apostrophes and hyphens: to look for a part of a name in.

    >>> compact("Don’t e-mail")
    'dont email'
    """
    folded = fold(text)
    return folded.translate(WITHOUT) if "-" in folded or "'" in folded else folded


def fold_with_places(text: str) -> tuple[str, list[Span]]:
    """Return a folded text, and for each of its characters where it stood, and how long it was.

    A sign on a letter belongs to the letter.
    """
    if text.isascii():
        return fold(text), [(place, 1) for place in range(len(text))]
    folded: list[str] = []
    places: list[Span] = []
    for found in _SEGMENT.finditer(text):
        piece = fold(found[0])
        folded.append(piece)
        places += [(found.start(), len(found[0]))] * len(piece)
    return "".join(folded), places


# Signs that belong to the letter before them: those of Indic scripts stand inside words.
_SIGNS = "\u0900-\u0963\u0966-\u0dff"
# Scripts that put no space between words: letters, marks and numbers of theirs.
_ALONE = (
    "\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e80-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
    "\u17d7\u17dc-\u17ff\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3005-\u3007"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
BEGINS = rf"(?<![^\W_{_ALONE}])(?<![{_SIGNS}])"
"""Where a word may begin, as a pattern; a letter of a script without spaces is a word itself."""
ENDS = rf"(?![^\W_{_ALONE}]|[{_SIGNS}])"
"""Where a word may end."""
BETWEEN = rf"(?:(?![^\W_]|[{_SIGNS}{_ALONE}])[\s\S])"
"""What is no part of a word."""

# What a hyphen may join, told without asking what else is a letter (see above).
_RUN = rf"[^\x00-/:-@\[-`{{-\xbf\u2000-\u206f\u3000-\u303f{BREAK}{_ALONE}]+"
_PARTS_JOINED = 4
_PARTS_MOST = 40
_JOINED_MOST = 10_000


# So long a pattern takes a millisecond or two to read: nothing is first shown with one of these.


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_ALONE}]")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(rf"[{_ALONE}]|(?:[^\W_{_ALONE}]|[{_SIGNS}])+")


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(f"{_RUN}(?:['-]{_RUN})+")


def is_caseless(word: str) -> bool:
    """Return whether a word is of a script without capitals, where a letter or two say much."""
    return any(map(str.isalpha, word)) and word.lower() == word.upper()


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that puts no space between words."""
    return _unspaced().search(word) is not None


def tokens(text: str) -> list[str]:
    """Return the words of a text, folded: `e-mail` is two.

    >>> tokens("An e-mail für 太郎")
    ['an', 'e', 'mail', 'fur', '太', '郎']
    """
    return _token().findall(fold(text))


def spaced(folded: str) -> str:
    """Return a folded text with spaces around letters that are words of their own."""
    return folded if folded.isascii() else _unspaced().sub(r" \g<0> ", folded)


def joined(folded: str) -> Iterator[tuple[str, list[int]]]:
    """Yield what a folded text has with hyphens and apostrophes, written without: `e-mails`.

    From each part on, as far as four parts go, with the place of each character. What has
    dozens of parts is no word, and nobody writes ten thousand such words.
    """
    return itertools.islice(_joined(folded), _JOINED_MOST)


def _joined(folded: str) -> Iterator[tuple[str, list[int]]]:
    for found in _compound().finditer(folded) if "-" in folded or "'" in folded else ():
        if found[0].count("-") + found[0].count("'") >= _PARTS_MOST:
            continue
        parts = list(re.finditer("[^'-]+", found[0]))
        for first in range(len(parts) - 1):
            some = parts[first : first + _PARTS_JOINED]
            places = [at for part in some for at in range(part.start(), part.end())]
            yield "".join(part[0] for part in some), [found.start() + at for at in places]


def indexed(text: str | None) -> str | None:
    """Return what the index has of a text: its folded words, then the joined ones, each apart."""
    if text is None:
        return None
    folded = fold(text)
    extra = [word for word, _places in joined(folded)]
    return f" {BREAK} ".join([spaced(folded), *extra, ""] if extra else [spaced(folded)])


def ways(text: str) -> tuple[str, ...]:
    """Return how a word or phrase can be written, folded: in parts, and joined where it has any.

    >>> ways("E-Mails"), ways("mails")
    (('e-mails', 'emails'), ('mails',))
    """
    folded = fold(text)
    return tuple(dict.fromkeys((folded, folded.translate(WITHOUT))))
