"""Names that nobody recorded: a title before one, a capital where none belongs, somebody who says.

Languages that begin every noun with a capital, titles that begin every word with one, and texts in
capitals alone tell nothing by them; there a name is known by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from feedbackdesk.insight.discretion.called import (
    ARABIC_LEADS,
    GIVEN_TEXT,
    HONOURED,
    LEADS_TEXT,
    NO_SUBJECTS,
    NOT_HONOURED,
    PLAIN_LEADS,
    SAYS,
    SHORT_NAMES,
)
from feedbackdesk.insight.discretion.common import COMMON
from feedbackdesk.insight.discretion.nouns import NOUNS
from feedbackdesk.insight.discretion.ordinary import ORDINARY, OTHERS
from feedbackdesk.insight.discretion.proper import MAKERS, PROPER, SHORTENED
from feedbackdesk.insight.discretion.spelling import folded
from feedbackdesk.insight.discretion.trades import TRADES
from feedbackdesk.insight.heap.languages import Language, languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedbackdesk.insight.discretion.spelling import Word

    Span = tuple[int, int]

_CLEAR: Final = 3
"""A text that may be in more languages than that is in none for certain."""
_READ: Final = 600
"""So many characters tell how a text is written."""
_GERMAN_TEXT = """
    der das dem des ist sind war waren wird und nicht ein eine einen einem einer wir ich sie mit auf
    für zu von nach bei aus kann können muss haben hat
    ohne statt samt gegen unter über oder alle mehr keine kein weniger pro bis vor ab am an in um
    per gern gerne neue neuer neues jede jeder jedes unser unsere unseren zwei drei immer wieder
    beim ans ins aufs dort hier jetzt heute morgen früher später länger schneller besser kürzere
    kleinere größere mehrere eigene direkt online auch soll sollte könnte dass damit weil
"""
_GERMAN: Final = frozenset(_GERMAN_TEXT.split())
_ENGLISH_TEXT = """
    the and to of is it you that we for on with are was have be this my your our not me can do
    does how what where when there please would could will so but as or from if an they has been
    by no any all were at i a than every more less after before until
    let anyway also well then thanks thank because why who which while between during without within
    perhaps maybe sorry again still just even only since though although instead otherwise however
    every each another other such these those their its his her them us he she yes
"""
_ENGLISH: Final = frozenset(_ENGLISH_TEXT.split())
_LEADING_TEXT = """
    for by from with at via per to of mit von für bei laut wie pour par chez de con para por
"""
_LEADING: Final = frozenset(_LEADING_TEXT.split())
_DESCRIBES = re.compile(
    r".*(?:tion|tions|ment|ments|ness|able|ible|ful|less|ity|ities|ism|ance|ences?|ive|ous|ings|ages"
    r"|ices|ables|[aeiu]ncy|ware|ship|wise|shop|book|line|side)$"
)
_HANDLE = re.compile(r"(?<![\w.])@[^\W_][\w.]{2,}")
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:www\.)?([^\W_][\w-]{1,60})(?:\.[a-z]{2,3})?"
    r"\.(?:com|net|org|info|biz|eu|de|at|ch|fr|it|es|pt|nl|be|pl|uk|ie|se|dk|no|fi|cz|io|shop)(?![\w-])",
    re.IGNORECASE,
)
"""Whose it is nobody knows but the owner."""
_ARTICLES_TEXT = """
    der die das den dem des ein eine einen einem einer eines kein keine unser unsere mein meine
    dein jeder jede jedes dieser diese dieses alle viele manche als zum zur im beim vom ihr ihre
    euer
"""
_ARTICLES: Final = frozenset(_ARTICLES_TEXT.split())
_HONOURED = re.compile(
    rf"([\u3005-\u3007\u3400-\u9fff\u30a1-\u30fa\u30fc]{{1,8}})(?:{'|'.join(HONOURED)})"
)
_OF_THINGS: Final = ("ung", "heit", "keit", "schaft", "er", "in")
"""How German words for things and trades end."""
_COMMON_LOAN: Final = frozenset(("mr", "mrs", "ms"))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is written: what a capital in it tells."""

    shouted: bool
    """All of it is in capitals."""
    label: bool
    """Each word of it begins with one, as in a title."""
    german: bool
    """Every noun of it does."""
    tongues: frozenset[str]
    """The languages it is likely in; none where that is unclear."""

    @property
    def tells(self) -> bool:
        """Whether a capital within a sentence tells a name."""
        return not (self.shouted or self.label or self.german)


def manner_of(text: str, words: Sequence[Word]) -> Manner:
    """Return how a text is written, by its beginning."""
    some = [word for word in words[:120] if word.folded.isalpha()]
    long = [word for word in some if len(word.folded) > 3]
    shouted = len(some) > 1 and sum(word.shouted for word in long) * 5 > len(long) * 4
    within = [word for word in long if not word.first]
    raised = [word for word in within if word.raised]
    cut = text[:_READ]
    tongues = languages(cut)
    plain = {word.folded for word in some}
    german = Language.GERMAN in tongues and _seems_german(cut, plain, tongues)
    label = not shouted and bool(raised) and len(raised) == len(within) and some[0].raised
    label = label and (len(raised) > 1 or len(some) <= 2)
    told = tongues if len(tongues) <= _CLEAR or not cut.isascii() else ()
    return Manner(shouted, label and not german, german, frozenset(one.value for one in told))


def _seems_german(text: str, plain: set[str], tongues: tuple[Language, ...]) -> bool:
    if tongues[0] is Language.GERMAN:
        return True
    english = len(plain & _ENGLISH)
    if Language.ENGLISH in tongues and english > len(plain & _GERMAN):
        return False
    if re.search("[äöüßÄÖÜ]", text):
        return True
    return bool(plain & _GERMAN)


class Strangers:
    """Finds the names of people who are not in the workspace."""

    def spans(self, words: Sequence[Word], text: str, manner: Manner) -> Iterator[Span]:
        """Yield where in a text, which is `visible`, somebody unknown may be named."""
        small = {word.folded for word in words if not word.raised}
        before: Word | None = None
        for at, word in enumerate(words):
            after = words[at + 1] if at + 1 < len(words) else None
            if before is not None and self._is_led(before, word, text):
                yield before.start, word.end
            elif word.raised and self._may_name(word, before, after, manner, small, text):
                yield word.start, word.end
            before = word
        for found in _HANDLE.finditer(text):
            yield found.span()
        for found in _DOMAIN.finditer(text):
            if folded(found.group(1)) not in PROPER:
                yield found.span()
        for found in _HONOURED.finditer(text):
            name = found.group(1)
            if not any(name.endswith(one) for one in NOT_HONOURED):
                yield found.span()

    def _is_led(self, before: Word, word: Word, text: str) -> bool:
        """Whether a title stands right before a word: Mr Featherstone, mr featherstone."""
        if word.start - before.end > 2 or "\n" in text[before.end : word.start]:
            return False
        if before.folded in ARABIC_LEADS:
            return True
        if before.folded not in _leads() or not word.folded.isalpha():
            return False
        if len(word.folded) < len("Bo"):
            return before.raised and word.raised  # Mrs B.
        if before.folded in PLAIN_LEADS and before.folded in _COMMON_LOAN:
            return word.folded not in _ENGLISH and word.folded not in NO_SUBJECTS
        apart = text[before.end : word.start]
        if before.folded == "dr" and "." not in apart:
            return word.raised
        return word.raised and word.folded not in PROPER and word.folded not in _leads()

    def _may_name(
        self,
        word: Word,
        before: Word | None,
        after: Word | None,
        manner: Manner,
        small: set[str],
        text: str,
    ) -> bool:
        whose = len(word.pieces) > 1 and len(word.pieces[-1]) <= len("re")
        plain = word.pieces[0] if whose else word.folded
        if len(plain) < 2 or not plain.isalpha() or _is_caseless(text[word.start]):
            return False
        if plain in _no_names() or plain.removesuffix("s") in _no_names():
            return False
        if manner.shouted or (word.shouted and len(plain) <= 6):
            return False
        if word.glued and before is not None and len(before.folded) == 1:
            return False  # E-Mail, X-Ray
        if all(part in _no_names() for part in _camel(text[word.start : word.end])):
            return False  # OpenVPN, PowerPoint
        if _is_written_as_one(before, word) or _is_written_as_one(word, after):
            return False  # Wi-Fi
        if before is not None and before.folded in MAKERS and not word.first:
            return plain in _given() or (after is not None and after.folded in SAYS)
        given = plain in _given()
        says = after is not None and after.folded in SAYS
        led = before is not None and before.folded in _LEADING
        if word.first and not says and not (given and (whose or after is None)):
            return given and manner.tells and not manner.label and _is_joined(after)
        if given:
            return True
        if _DESCRIBES.fullmatch(plain) or plain in small:
            return False
        if manner.german:
            named = before is None or before.folded not in _ARTICLES
            return says and named and not plain.endswith(_OF_THINGS)
        if manner.label:
            return led and not plain.endswith("s")
        return manner.tells and (not word.first or says)


def _camel(word: str) -> list[str]:
    """Return the parts of a word that have capitals of their own; the word where it has none."""
    starts = [0]
    for at in range(1, len(word)):
        behind = at + 1 < len(word) and word[at + 1].islower()
        if word[at].isupper() and (word[at - 1].islower() or behind):
            starts.append(at)
    return [folded(word[at:end]) for at, end in zip(starts, [*starts[1:], None], strict=True)]


def _is_written_as_one(one: Word | None, other: Word | None) -> bool:
    """Whether two words without a space between them are one that is nobody's name."""
    if one is None or other is None or not other.glued:
        return False
    return one.folded + other.folded in _no_names()


def _is_joined(after: Word | None) -> bool:
    """Whether a given name is followed by another word with a capital: Sarah Featherstone."""
    return after is not None and after.raised and after.folded.isalpha() and not after.first


def _is_caseless(sign: str) -> bool:
    return sign.lower() == sign.upper()


@cache
def _no_names() -> frozenset[str]:
    return _never_given() | ((TRADES | NOUNS | COMMON) - _given())


@cache
def _never_given() -> frozenset[str]:
    """Return the words that are no name, even where somebody is called so."""
    others = (folded(word) for some in OTHERS.values() for word in some.split())
    subjects = (folded(word) for word in NO_SUBJECTS)
    proper = (folded(word) for word in PROPER)
    return ORDINARY | SHORTENED | frozenset((*others, *subjects, *proper)) | _ENGLISH


@cache
def _leads() -> frozenset[str]:
    return frozenset(folded(word) for word in LEADS_TEXT.split())


@cache
def _given() -> frozenset[str]:
    names = [folded(name) for name in GIVEN_TEXT.split()]
    names += [folded(name) for some in SHORT_NAMES for name in some]
    return frozenset(name for name in names if len(name) > 2) - _never_given()
