"""A name that is known inside something else: a longer word, a handle, other signs for its letters.

None of it is certain: it is asked about. A text is read by what stands between its spaces, and
each of these is turned into the words that somebody may read there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from feedbackdesk.insight.discretion.common import COMMON
from feedbackdesk.insight.discretion.ordinary import ORDINARY, OTHERS
from feedbackdesk.insight.discretion.proper import PROPER, SHORTENED
from feedbackdesk.insight.discretion.spelling import folded
from feedbackdesk.insight.discretion.trades import TRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Span = tuple[int, int]

_AT_AN_END: Final = 5
"""From how many letters on a name is found where a longer word begins or ends with it."""
_WITHIN: Final = 6
"""The same in the middle of one."""
_ALONE: Final = 4
"""From how many letters on one is found that is written in other signs, and is all of the word."""
_SHORTEST: Final = 3
_KEY: Final = 4
_BACKWARDS: Final = 6
_LONGEST: Final = 400
"""Nobody reads a name in the middle of a longer word."""
_MOST_MASKED: Final = 20
_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SEPARATE = re.compile(
    r"(?<![^\W_])[^\W\d_](?P<between>[^\w\s]{1,2}|[ _]|\s?[^\w\s]\s?)[^\W\d_]"
    r"(?:(?P=between)[^\W\d_]){1,60}(?![^\W_])"
)
_BROKEN = re.compile(r"([^\W\d_]{2,30})[-‐‑]\s{1,3}([^\W\d_]{1,30})")
_MASKED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,30}(?:[*#•×]{1,30}[^\W\d_]{1,30}){1,30}")
_ESCAPED = re.compile(r"&#?\w+;|%[0-9A-Fa-f]{2}|<[^<>\s]{0,40}>")
_TAG = re.compile(r"<[^<>\s]{0,40}>")
_PART = re.compile(r"[^\W\d_][^\W\d_A-ZÀ-ÖØ-Þ]*")
_SIGNS_FOR_LETTERS: Final = re.compile(r"[0-9@$!|+€£¥]")
_READ_AS: Final = tuple(
    str.maketrans("0134567892@$!|+€£¥", letters)
    for letters in ("oieasgtbgzasiltely", "oleasbtbgzasiltely")
)
_NAMED = re.compile(r"(?:LATIN|CIRCLED|SQUARED|INDICATOR).* (?:LETTER|CAPITAL) ([A-Z])$")
_DRAWN = re.compile(r"(.)\1+")
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MIXED: Final = 4
"""A word of so many letters that is of two alphabets is written to be read as another."""
_BEFORE_HEBREW: Final = "והבלכמש"


class Disguises:
    """Finds names in what is more than a name, or is spelt in other signs."""

    def __init__(
        self, telling: Iterable[str], ordinary: Iterable[str], handles: Iterable[str]
    ) -> None:
        """Learn words that alone mean somebody, those that are words of every day, and handles."""
        everyday, telling = _everyday(), set(telling)
        self._foreign = {
            name: _tongues()[name]
            for name in telling
            if name in _tongues() and len(name) >= _AT_AN_END
        }
        self._names = {name for name in telling if name.isalpha() and name not in everyday}
        plain = {*ordinary, *(name for name in telling if name in everyday)}
        self._ordinary = {name for name in plain if len(name) >= _ALONE}
        self._handles = frozenset(handles) - everyday
        self._by_key: dict[str, set[str]] = {}
        for name in (*self._names, *self._foreign):
            if len(name) >= (_AT_AN_END if name.isascii() else _KEY):
                self._by_key.setdefault(name[:_KEY], set()).add(name)
        self._drawn = {_short(name) for name in self._names if len(name) >= _ALONE}
        self._drawn = {name for name in self._drawn if len(name) >= _ALONE}
        self._seen: dict[tuple[str, frozenset[str]], bool] = {}
        self._spoken: frozenset[str] = frozenset()

    def spans(self, text: str, tongues: frozenset[str]) -> Iterator[Span]:
        """Yield where in a text, which is `visible`, a name may be read.

        What is a word of every day in a language is a name in a text of others.
        """
        self._spoken = tongues
        for found in _TOKEN.finditer(text):
            token = found.group()
            if len(token) > _LONGEST:
                continue
            key = (token, tongues)
            if key not in self._seen:
                if len(self._seen) > 50_000:
                    self._seen.clear()
                self._seen[key] = self._may_be_read(token)
            if self._seen[key]:
                yield _without_stops(token, found.start())
        for found in _SEPARATE.finditer(text):
            word = "".join(_LETTERS.findall(folded(found.group())))
            if self._holds(word) or self._is_disguised(word):
                yield found.span()
        for found in _BROKEN.finditer(text):
            word = folded(found.group(1) + found.group(2))
            if self._is_disguised(word) or self._holds(word):
                yield found.span()
        for found in islice(_MASKED.finditer(text), _MOST_MASKED):
            if self._fits(found.group()):
                yield found.span()

    def _may_be_read(self, token: str) -> bool:
        plain = token
        if _ESCAPED.search(token):
            plain = unquote(html.unescape(_TAG.sub("", token)))
            if any(self._is_disguised(word) for word in _words_in(plain)):
                return True
        if not plain.isascii():
            if any(map(_is_mixed, _LETTERS.findall(plain))):
                return True
            plain, changed = _in_latin(plain)
            if changed and any(self._is_disguised(word) for word in _words_in(plain)):
                return True
        glued = not plain.isalpha()
        for word in _words_in(plain):
            if self._holds(word) or word in self._handles or self._is_drawn(word):
                return True
            if word in self._names and not plain.islower() and len(word) < len(plain):
                return True  # a part with a capital of its own
            if len(word) >= _BACKWARDS and word[::-1] in self._names and word not in ORDINARY:
                return True
            if not word.isascii() and self._is_behind_hebrew(word):
                return True
        if glued and self._is_glued(plain):
            return True
        if any(map(str.isalpha, plain)) and _SIGNS_FOR_LETTERS.search(plain):
            return any(
                self._is_disguised(word)
                for letters in _READ_AS
                for word in _words_in(plain.translate(letters))
            )
        return False

    def _holds(self, word: str) -> bool:
        """Whether a word begins or ends with a name, or has a longer one within."""
        if word in _everyday():
            return False
        last = len(word) - _KEY
        for at in range(last + 1):
            for name in self._by_key.get(word[at : at + _KEY], ()):
                if not word.startswith(name, at) or len(name) == len(word):
                    continue
                if name in self._foreign and (
                    not self._spoken or self._spoken & self._foreign[name]
                ):
                    continue
                if at == 0 or at + len(name) == len(word) or len(name) >= _WITHIN:
                    return True
        return False

    def _is_disguised(self, word: str) -> bool:
        """Whether a word that was written in other signs is a name, or holds one."""
        if len(word) >= _SHORTEST and (word in self._names or word in self._ordinary):
            return True
        short = _short(word)
        return (len(short) >= _ALONE and short in self._drawn) or self._holds(word)

    def _is_glued(self, token: str) -> bool:
        """Whether a part of a token is a name: Kim2024, askKim, of_kim, Rose_B."""
        signs = folded("".join(_LETTERS.findall(token)))
        if signs in self._handles:
            return True
        joined = re.search(r"[^\W_]\d|\d[^\W_]|_", token) is not None
        if not joined:
            return False
        for part in _LETTERS.findall(token):
            name = folded(part)
            if name in self._names or name in self._foreign:
                return True
            if part[0].isupper() and name in self._ordinary:
                return True
        return False

    def _is_drawn(self, word: str) -> bool:
        """Whether a word is a name but for how often a letter stands there: Annnna, Heiide."""
        if len(word) < _AT_AN_END or word in self._names or word in _everyday():
            return False
        short = _short(word)
        return short != word and short in self._drawn and len(short) >= _ALONE

    def _is_behind_hebrew(self, word: str) -> bool:
        """Whether a name stands behind one of the letters that are words in Hebrew."""
        for at in range(1, 4):
            if len(word) - at < 3 or word[at - 1] not in _BEFORE_HEBREW:
                return False
            if word[at:] in self._names:
                return True
        return False

    def _fits(self, masked: str) -> bool:
        """Whether a word fits a name, each run of asterisks being some of its letters."""
        pieces = [folded(one) for one in re.split(r"[*#•×]+", masked)]
        pattern = re.compile(".+".join(map(re.escape, pieces)))
        return any(pattern.fullmatch(name) for name in (*self._names, *self._ordinary))


def _is_mixed(word: str) -> bool:
    """Whether a word has letters of the Latin alphabet, and of the Greek or Cyrillic one."""
    if len(word) < _MIXED or _OTHER_ALPHABET.search(word) is None:
        return False
    return re.search("[A-Za-z\u00c0-\u024f]", word) is not None


def _words_in(text: str) -> set[str]:
    """Return the words of a token: those between its signs, all of it together, and its parts."""
    pieces = _LETTERS.findall(text)
    words = {folded(one) for one in pieces}
    if len(pieces) > 1:
        words.add(folded("".join(pieces)))
    for piece in pieces:
        if not (piece.islower() or piece.isupper() or piece.istitle()):
            words |= {folded(one) for one in _PART.findall(piece)}
    return words


@lru_cache(maxsize=4_000)
def _latin(sign: str) -> str:
    found = _NAMED.search(unicodedata.name(sign, ""))
    return found.group(1).casefold() if found else sign


def _in_latin(text: str) -> tuple[str, bool]:
    """Return a text with a plain letter for a sign that is called one: a flag, a small capital."""
    made = "".join(sign if sign.isascii() else _latin(sign) for sign in text)
    return made, made != text


def _short(word: str) -> str:
    return _DRAWN.sub(r"\1", word)


def _without_stops(token: str, start: int) -> Span:
    """Return where a token stands without the signs around it."""
    left = len(token) - len(token.lstrip(".,;:!?()[]“”\"'‘’„«»…*"))
    right = len(token.rstrip(".,;:!?()[]“”\"'‘’„«»…*"))
    return (start + left, start + right) if left < right else (start, start + len(token))


@cache
def _tongues() -> dict[str, frozenset[str]]:
    """Return for words of every day in which languages they are; none of them is English."""
    found: dict[str, set[str]] = {}
    for tongue, some in OTHERS.items():
        for word in map(folded, some.split()):
            found.setdefault(word, set()).add(tongue)
    return {word: frozenset(some) for word, some in found.items() if word not in ORDINARY}


@cache
def _everyday() -> frozenset[str]:
    """Return words in which no name is looked for."""
    others = (folded(word) for some in OTHERS.values() for word in some.split())
    return (
        ORDINARY | SHORTENED | COMMON | TRADES | frozenset(others) | frozenset(map(folded, PROPER))
    )
