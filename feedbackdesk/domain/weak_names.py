"""What may name somebody without their whole name: a surname alone, initials, a handle.

It is offered for review, and never changed by itself, since it may be another's. A part of a name
counts where it is written like a name, with a capital, and is no word of every day here; one
that is, or a first name that others bear too, counts behind a title or an initial alone. It counts
with the endings of a genitive, and in a compound with a hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from feedbackdesk.domain.folding import fold, is_caseless, is_unspaced
from feedbackdesk.domain.person_names import TITLES, name_words
from feedbackdesk.domain.text import blotter_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_SHORT, _HANDLE = 3, 4
"""From how many letters on a part of a name, and a handle, are telling."""
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word, and what stands between the hyphens of one."""
_BETWEEN = re.compile(r"\.?\s?")
_POSSESSIVE = re.compile(r"['’]s$")
_ENDINGS_TEXT = """
    s es ens sche schen scher sches schem а у е ы ым ом ой ых ыми
"""
_ENDINGS = tuple(_ENDINGS_TEXT.split())
"""What a name has behind it where it says whose something is, in languages that write it so."""
_LONG = 4
"""From how many letters on a part of a name is known by an ending other than an s."""
_IN_A_HANDLE = re.compile(r"[\w@#/+-]|\.\w")
_PARTICLES_TEXT = """
    the and van von der den dem del della des dos das los las ter ten bin ibn abu zur vom
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_OF_EVERYBODY_TEXT = """
    admin billing contact customer hello help hola info kontakt mail mailbox me office orders post
    reception sales service shop support team welcome work
"""
_OF_EVERYBODY = frozenset(_OF_EVERYBODY_TEXT.split())
_HONORIFICS = "先生|女士|小姐|太太|さん|様|さま|氏|씨|님"
"""What stands behind a name in scripts without spaces."""
_TELL = re.compile(r"[\d._+-]")


class WeakNames:
    """Finds what may name somebody, in one text after the other."""

    def __init__(self, names: Iterable[str], others: Iterable[str]) -> None:
        """Learn their names and addresses, and the names of all other people."""
        every = list(names)
        called = [name for name in every if "@" not in name and any(map(str.isalpha, name))]
        words = [name_words(name) for name in called]
        parts = {part for some in words if len(some) > 1 for part in _with_pieces(some)}
        self._parts = {part for part in parts if _is_telling(part)}
        family = {part for some in words if len(some) > 1 for part in _with_pieces(some[-1:])}
        self._behind = self._parts | {part for part in family if len(part) > 1}
        self._initials = {part[0] for some in words for part in some[:-1]}
        namesakes = [one for one in others if self._behind & set(_with_pieces(name_words(one)))]
        self._shared = {part for one in namesakes for part in name_words(one)} - family
        self._without = blotter_of([*every, *namesakes], " ; ")
        self._patterns = [*_initials_of(words), *_handles_of(every, parts), *_unspaced(called)]
        self._ordinary: set[str] = set()
        # Most texts hold nothing of the name, and are left after a look.
        self._maybe = re.compile("|".join(map(re.escape, self._behind)) or "(?!)")

    def find_in(self, text: str) -> dict[str, str]:
        """Return what in a text may name them, as it stands there, each with its part.

        Of what is a word of every day the part is told; `tells` says of it once all was read.
        """
        found: dict[str, str] = {}
        folded = text.lower() if text.isascii() else fold(text)
        if not self._maybe.search(folded) and not any(one.search(text) for one in self._patterns):
            return found
        left = unicodedata.normalize("NFC", self._without(text))
        for pattern in self._patterns:
            found |= dict.fromkeys((one.group() for one in pattern.finditer(left)), "")
        before: re.Match[str] | None = None
        for word in self._words_of(left):
            raw = _POSSESSIVE.sub("", word.group())
            part = fold(raw).replace("’", "'")
            known = self._part(part)
            if known and not (raw[0].isupper() or is_caseless(raw)):
                if not _is_in_handle(word, left):
                    self._ordinary.add(known)
            elif known in self._behind and self._is_led(before, word, left):
                found[f"{left[before.start() : word.start()]}{raw}" if before else raw] = ""
            elif known in self._parts and known not in self._shared:
                found[raw] = known
            before = word
        return found

    def tells(self, part: str) -> bool:
        """Whether what was found by a part counts, after every text was read."""
        return part not in self._ordinary

    def _words_of(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the words of a text; of one with hyphens that is no part of theirs its pieces."""
        for word in _WORD.finditer(text):
            if "-" in word.group() and not self._part(fold(word.group())):
                yield from _PIECE.finditer(text, word.start(), word.end())
            else:
                yield word

    def _part(self, word: str) -> str:
        if word in self._behind:
            return word
        for ending in _ENDINGS:
            form = word.removesuffix(ending)
            is_long = len(form) >= _LONG or ending == "s"
            if form != word and is_long and form in self._behind:
                return form
        return ""

    def _is_led(self, before: re.Match[str] | None, word: re.Match[str], text: str) -> bool:
        """Whether a title or an initial of theirs stands right before a word."""
        if before is None or not _BETWEEN.fullmatch(text, before.end(), word.start()):
            return False
        lead = fold(before.group())
        return lead in TITLES or (
            len(lead) == 1 and lead in self._initials and before.group().isupper()
        )


def _with_pieces(words: Iterable[str]) -> list[str]:
    """Return words, each with what stands between its hyphens."""
    return [piece for word in words for piece in dict.fromkeys((word, *word.split("-")))]


def _is_in_handle(word: re.Match[str], text: str) -> bool:
    """Whether a word is a part of an address, or of what somebody is called somewhere."""
    before = text[word.start() - 1 : word.start()]
    return before in {*"._@#/+-"} or bool(_IN_A_HANDLE.match(text, word.end()))


def _is_telling(part: str) -> bool:
    return len(part) >= _SHORT and part not in _PARTICLES and not part.isdecimal()


def _initials_of(names: Iterable[Collection[str]]) -> list[re.Pattern[str]]:
    """Return what finds Z. Q. of Zanthia Quorl; of scripts that have capitals."""
    found = []
    for words in names:
        signs = [word[0] for word in words if word not in _PARTICLES]
        if len(signs) > 1 and all(sign.upper() != sign for sign in signs):
            spelt = r"\.\s?".join(re.escape(sign.upper()) for sign in signs)
            found.append(re.compile(rf"(?<![\w.]){spelt}\.(?!\w)"))
    return found


def _handles_of(names: Iterable[str], parts: Collection[str]) -> list[re.Pattern[str]]:
    """Return what finds the part of an address before the @, where that tells somebody."""
    found = []
    for address in names:
        handle, at, _domain = address.partition("@")
        plain = fold(handle)
        tells = bool(_TELL.search(plain)) or any(
            part in plain and part != plain for part in parts if len(part) >= _SHORT
        )
        if at and len(plain) >= _HANDLE and plain not in _OF_EVERYBODY and tells:
            found.append(re.compile(rf"(?<![\w.+-]){re.escape(handle)}(?![\w+-])", re.IGNORECASE))
    return found


def _unspaced(names: Iterable[str]) -> list[re.Pattern[str]]:
    """Return what finds a family name with its honorific, in scripts without spaces."""
    some = [name for name in names if is_unspaced(name) and 1 < len(name) <= _HANDLE]
    heads = {re.escape(name[:length]) for name in some for length in range(1, len(name))}
    if not heads:
        return []
    longest_first = "|".join(sorted(heads, key=len, reverse=True))
    return [re.compile(rf"(?:{longest_first})(?:{_HONORIFICS})")]
