"""What may stand on a page that leaves the house: nobody's name, no address, and no money.

A quote is the speaker's, and a title or a description is the owner's own words, and each may
name a third person or a price. Where one does, it is left out whole, rather than blotted.
Spellings are compared loosely (see `spelling` and `sums`). What is certain is held back; what is
only near a name or a sum (`near`, `strangers`) is uncertain, and for the owner to look at.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.text import name_key
from feedbackdesk.insight.discretion.called import LEADS_TEXT, SAYS
from feedbackdesk.insight.discretion.near import NearNames
from feedbackdesk.insight.discretion.ordinary import ORDINARY as _ORDINARY
from feedbackdesk.insight.discretion.ordinary import OTHERS
from feedbackdesk.insight.discretion.proper import OF_THE_YEAR
from feedbackdesk.insight.discretion.spelling import folded, places_of, visible, words_of
from feedbackdesk.insight.discretion.strangers import Strangers, manner_of
from feedbackdesk.insight.discretion.sums import (
    digits_of,
    maybe_money,
    names_an_address,
    names_money,
)
from feedbackdesk.insight.discretion.trades import TRADES
from feedbackdesk.insight.discretion.verdict import HARMLESS, Answer, Verdict, apart
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedbackdesk.insight.discretion.spelling import Word
    from feedbackdesk.insight.discretion.strangers import Manner
    from feedbackdesk.insight.discretion.verdict import Span

_SHORT: Final = 3
"""From how many letters on one part of a name is telling however it is written."""
_LONG: Final = 6
"""From how many letters on a name is found across spaces that do not belong in it."""
_WITH_UMLAUT: Final = 5
"""From how many letters on a name is found without the e of its umlaut: Boehm is Bohm to some."""
_MOST_PARTS: Final = 8
_OWN: Final = "\ufffc"
"""Stands for a sign of the owner's own words."""
_OWN_LENGTH: Final = 4
_HONOURED: Final = ("さん", "さま", "様", "氏", "先生", "ちゃん", "くん")
"""What stands behind a name, and makes one of a single sign."""
_CALLED: Final = re.compile(
    "(?P<before>[\u3400-\u9fff])(?:先生|女士|小姐|太太|老师|老師|师傅|師傅|经理|經理|医生|醫生|总|總|哥|姐|氏)"
    "|[小老阿](?P<after>[\u3400-\u9fff])"
)
"""A single sign, and what it is called by in Chinese."""
_OF_THE_EAST: Final = re.compile(
    "株式会社|有限会社|合同会社|合資会社|一般社団法人|股份有限公司|有限责任公司|有限公司|公司|集团|集團|주식회사|유한회사"
)
"""Legal forms of firms that stand in one run with their names."""
_ASKING_TEXT = """
    will may can might must should would
"""
_ASKING: Final = frozenset(_ASKING_TEXT.split())
_ASKED_TEXT = """
    you i we they it he she there the this that these those your our my somebody anybody
"""
_ASKED: Final = frozenset(_ASKED_TEXT.split())
_WHEN_TEXT = """
    in on by until till from since before after during every each this next last early late mid
    im am ab bis vor nach seit jeden jeder diesen en au le chaque dès avant après el los cada desde
    hasta in il ogni dal da fino em no a cada desde até op elke vanaf tot w we od do co
"""
_WHEN: Final = frozenset(_WHEN_TEXT.split())
"""What stands before a day, a month or a season."""
_WITHOUT_SPACES: Final = (
    "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR",
)  # fmt: skip
"""How the letters are called of scripts that set no spaces between words."""
_ENDINGS_TEXT = """
    ltd limited gmbh plc llc llp inc incorporated co corp corporation company ag kg ohg ug ev eg
    mbh sa sas sarl srl spa bv nv oy oyj ab as aps asa sro kft doo zoo sp lda pty pte zn sons
    partg partgmbb gbr kgaa se ek snc srls vof cv bvba pllc lp ehf ans ivs kb hb ky ou uab sia ooo
    oao zao nyrt zrt bt dd ad eood sohne brothers bros daughters group holding holdings partners
"""
_ENDINGS: Final = frozenset(_ENDINGS_TEXT.split())
_PARTICLES_TEXT = """
    the and und et of for der die das den des del della dem van von zu zur ter ten bin ibn abu les
    las los dos der mrs mr ms miss prof doctor sir dame
"""
_PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_ARTICLES: Final = _PARTICLES | {"a", "an", "de", "la", "le", "el", "al", "di", "da"}
_AROUND: Final = _ENDINGS | _ARTICLES


class Discretion:
    """Knows every name of a workspace, and whether a text holds one of them."""

    def __init__(
        self,
        people: Iterable[str],
        firms: Iterable[str],
        phones: Iterable[str] = (),
        currency: str = "",
        addresses: Iterable[str] = (),
        own: Iterable[str] = (),
    ) -> None:
        """Learn names of people, of organisations and competitors, telephones, and addresses.

        `own` is what the owner declared as theirs: it may stand anywhere.
        """
        self._own = _own_words(own)
        self._currency = currency
        self._parts: set[str] = set()
        self._raised: set[str] = set()
        self._within: set[str] = set()
        self._whole: set[str] = set()
        self._joined: set[str] = set()
        self._glued: set[str] = set()
        self._unspaced: dict[int, set[str]] = {}
        self._signs: set[str] = set()
        self._single: set[str] = set()
        self._surnames: set[str] = set()
        whole_people: list[list[tuple[str, ...]]] = []
        whole_firms: list[list[str]] = []
        for name in people:
            words = self._learn(name)
            whole_people.append(
                [(word.folded, *word.pieces) for word in words if word.folded.isalpha()]
            )
            self._learn_together(words)
            for word in words:
                for part in {word.folded, word.other, *word.pieces}:
                    self._learn_part(part)
        for name in firms:
            words = self._learn(name, firm=True)
            whole_firms += (
                [word.folded for word in some if word.folded.isalpha()]
                for some in (*_shorter(words), _without_form(words))
            )
            telling = [word for word in words if word.folded not in _AROUND]
            for number, word in enumerate(telling):
                for part in {word.folded, word.other}:
                    self._learn_part_of_firm(part, first=number == 0)
        numbers = (digits_of(one) for one in phones)
        self._numbers = frozenset(digits for digits in numbers if len(digits) > _SHORT)
        self._near = NearNames(self._parts, whole_people, whole_firms, addresses, self._raised)
        self._strangers = Strangers()

    def _learn(self, name: str, *, firm: bool = False) -> list[Word]:
        """Learn a name as a whole, with and without what firms put around theirs."""
        seen = visible(name)
        words = list(words_of(seen))
        if not words:
            if key := name_key(name):
                self._signs.add(key)  # made of signs alone
            return words
        for some in _shorter(words) if firm else (words, *_hyphened(words)):
            for spelt in _spelt(some):
                if len(spelt) == 1:
                    self._learn_part(spelt[0])
                else:
                    self._whole.add(" ".join(spelt))
                    self._joined.add("".join(spelt))
        for word in words:
            if _has_no_spaces(word.folded):
                self._learn_unspaced(word.folded, firm=firm)
        return words

    def _learn_together(self, words: Sequence[Word]) -> None:
        """Learn several words of a person's name as one: vandermeulen, and mariajose."""
        for start in range(len(words)):
            for end in range(start + 2, min(start + _MOST_PARTS, len(words)) + 1):
                some = words[start:end]
                last = some[-1].folded
                if last in _PARTICLES or (last in _ORDINARY and some[0].folded in _ARTICLES):
                    continue
                for spelt in _spelt(some):
                    if len("".join(spelt)) >= _LONG:
                        self._glued.add("".join(spelt))

    def _learn_part_of_firm(self, part: str, *, first: bool) -> None:
        """Learn one word of a firm's name: it alone means them where it is the first, and rare."""
        if first and part not in _ORDINARY and part not in TRADES and len(part) != _SHORT:
            self._learn_part(part)
        elif len(part) >= _SHORT and not part.isdecimal():
            self._within.add(part)

    def _learn_part(self, part: str) -> None:
        """Learn a word that alone means somebody."""
        if part in _PARTICLES or part.isdecimal() or (len(part) == 1 and part.isascii()):
            return
        if part in _ORDINARY or (len(part) < _SHORT and part.isalpha()):
            if not _has_no_spaces(part):
                self._raised.add(part)
        else:
            self._parts.add(part)
            plain = part.replace("ue", "u").replace("oe", "o").replace("ae", "a")
            if plain != part and len(part) >= _WITH_UMLAUT:
                self._learn_part(plain)

    def _learn_unspaced(self, word: str, *, firm: bool) -> None:
        """Learn a name whose script sets no spaces, so that it hides in a longer run."""
        if firm:
            word = _OF_THE_EAST.sub("", word) or word
        elif len(word) > 1 and _is_han(word[0]):
            self._surnames.add(word[0])
        pairs = {word[at : at + 2] for at in range(len(word) - 1)}
        begun = word[:2] if all(map(_is_han, word[:2])) else word[:_SHORT]
        for one in {word, begun} if firm else {word} | pairs:
            if len(one) == 1:
                self._single.add(one)  # a word of every day, too
            else:
                self._unspaced.setdefault(len(one), set()).add(one)

    def allows(self, text: str) -> bool:
        """Whether a text holds no name that is known here, no address and no sum of money."""
        return not self.tells(text)

    def tells(self, text: str) -> str:
        """Return what a text would give away, in a few words; nothing where it is discreet."""
        text = self._without_own(text)
        if self._names_somebody(text):
            return "names somebody"
        seen = visible(text)
        if names_an_address(seen, self._numbers):
            return "holds an address or a telephone number"
        return "names a sum of money" if names_money(seen, self._currency) else ""

    def judge(self, text: str) -> Verdict:
        """Return whether a text is harmless, held back, or uncertain, and by which words.

        The spans are those of the text as it was given.
        """
        if why := self.tells(text):
            return Verdict(Answer.HELD, why)
        seen = visible(self._without_own(text))
        words = list(words_of(seen))
        manner = manner_of(seen, words)
        names = [
            *self._perhaps(words, manner),
            *self._near.spans(seen, words, manner.tongues),
            *self._strangers.spans(words, seen, manner),
            *self._alone(seen),
            *self._called(seen),
        ]
        sums = list(maybe_money(seen))
        if not (names or sums):
            return HARMLESS
        places = places_of(self._without_own(text), seen)
        spans = [
            (places[start], max(places[end], places[start] + 1)) for start, end in names + sums
        ]
        if names and sums:
            why = _("It may name somebody, and a sum of money.")
        else:
            why = _("It may name somebody.") if names else _("It may name a sum of money.")
        return Verdict(Answer.UNCERTAIN, why, apart(spans))

    def _without_own(self, text: str) -> str:
        """Return a text of the same length without what is the owner's own."""
        if self._own is None:
            return text
        return self._own.sub(lambda found: _OWN * len(found.group()), text)

    def _names_somebody(self, text: str) -> bool:
        seen = visible(text)
        words = list(words_of(seen))
        manner = manner_of(seen, words)
        if any(self._is_part(words, at, manner) for at in range(len(words))):
            return True
        for spelt in _spelt(words):
            if any(self._begins_name(words, spelt, at) for at in range(len(words))):
                return True
        key = folded(seen)
        for length, names in self._unspaced.items():
            if any(key[at : at + length] in names for at in range(len(key))):
                return True
        if any(f"{one}{behind}" in key for one in self._single for behind in _HONOURED):
            return True
        if not self._signs:
            return False
        key = name_key(text)
        return any(name in key for name in self._signs)

    def _is_part(self, words: Sequence[Word], at: int, manner: Manner) -> bool:
        """Whether a word is somebody's name for certain."""
        word = words[at]
        for form in _forms(word):
            if form in self._joined or form in self._glued:
                return True
            if form in self._parts and (
                not _is_ordinary(form, word, manner) or _is_marked(words, at)
            ):
                return True
            if form in self._raised and _is_marked(words, at):
                return True
            if form in OF_THE_YEAR and at and words[at - 1].folded in _WHEN:
                continue  # cold drinks in Winter
            told = word.raised and not word.first and not manner.label and not manner.shouted
            if told and form in self._raised:
                return True
            if told and form in self._within and not manner.german:
                return True
        return False

    def _perhaps(self, words: Sequence[Word], manner: Manner) -> Iterator[Span]:
        """Yield where a word of every day stands that is a name on file, too."""
        for at, word in enumerate(words):
            for form in _forms(word):
                if not (word.raised or (form in self._parts and not word.raised)):
                    continue
                many = word.first and not word.pieces and word.folded == f"{form}s"
                known = (form in self._parts or form in self._raised) and not many
                within = form in self._within and not word.first and manner.label
                if (known or within) and not _asks(words, at):
                    yield word.start, word.end
                    break

    def _called(self, seen: str) -> Iterator[Span]:
        """Yield where a Chinese surname stands with what people are called by: 王先生, 老王."""
        for found in _CALLED.finditer(seen) if self._surnames else ():
            if (found["after"] or found["before"]) in self._surnames:
                yield found.span()

    def _alone(self, seen: str) -> Iterator[Span]:
        """Yield where a name of a single sign stands alone in a run of others, or by itself."""
        if not self._single:
            return
        key = folded(seen)
        if len(key) != len(seen):
            return
        for at, sign in enumerate(key):
            beside = key[max(0, at - 1) : at] + key[at + 1 : at + 2]
            if sign in self._single and not any(map(_is_han, beside)):
                yield at, at + 1

    def _begins_name(self, words: Sequence[Word], spelt: Sequence[str], at: int) -> bool:
        """Whether a name of several words begins here, however it is spaced."""
        spaced = joined = spelt[at]
        tight = True
        for there in range(at + 1, min(at + _MOST_PARTS, len(words))):
            if words[there].first and not words[there].glued and len(spelt[there - 1]) > 1:
                break  # no name goes on in the next sentence
            word = spelt[there]
            spaced, joined = f"{spaced} {word}", joined + word
            tight = tight and (words[there].glued or len(word) == 1)
            if self._is_name(spaced, self._whole):
                return True
            # Short words that only happen to stand beside each other are no name.
            if (tight or len(joined) >= _LONG) and (
                self._is_name(joined, self._joined) or self._is_name(joined, self._parts)
            ):
                return True
        return False

    @staticmethod
    def _is_name(text: str, names: set[str]) -> bool:
        return text in names or (text[-1] == "s" and text[:-1] in names)


def _own_words(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the owner's own words, a telephone number however it is grouped."""
    patterns = []
    for text in sorted({" ".join(one.split()) for one in texts}, key=len, reverse=True):
        if len(text) < _OWN_LENGTH:
            continue
        pattern = r"\s+".join(re.escape(word) for word in text.split())
        if len(digits_of(text)) >= _LONG and not any(map(str.isalpha, text)):
            pattern = r"\+?\(?" + r"[\s()./-]*".join(digits_of(text))
        patterns.append(rf"(?<!\w){pattern}(?!\w)")
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _forms(word: Word) -> Iterator[str]:
    """Return how a word may be spelt in a name: with ue for ü, without the s of a genitive."""
    for part in {word.folded, word.other, *word.pieces}:
        yield part
        if part.endswith("s"):
            yield part[:-1]


def _is_marked(words: Sequence[Word], at: int) -> bool:
    """Whether what stands around a word makes it a name: mr baker, Will said, Rose’s idea."""
    if at and words[at - 1].folded in _leads() and words[at].start - words[at - 1].end <= len(". "):
        return True
    if not words[at].raised:
        return False
    after = words[at + 1].folded if at + 1 < len(words) else ""
    return after in SAYS


def _asks(words: Sequence[Word], at: int) -> bool:
    """Whether a word only begins a question, as in: Will you open earlier?"""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    return words[at].folded in _ASKING and after in _ASKED


@cache
def _leads() -> frozenset[str]:
    return frozenset(map(folded, LEADS_TEXT.split()))


@cache
def _others() -> dict[str, frozenset[str]]:
    return {tongue: frozenset(map(folded, text.split())) for tongue, text in OTHERS.items()}


def _is_ordinary(form: str, word: Word, manner: Manner) -> bool:
    """Whether a part of a name is a word of every day in the language of a text."""
    unclear = not manner.tongues and word.first
    return any(
        form in words for tongue, words in _others().items() if unclear or tongue in manner.tongues
    )


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def _spelt(words: Sequence[Word]) -> Iterator[list[str]]:
    """Return words as they are spelt: with u for ü, and with ue where there is one."""
    yield [word.folded for word in words]
    if any(word.other != word.folded for word in words):
        yield [word.other for word in words]


def _shorter(words: list[Word]) -> Iterator[list[Word]]:
    """Return a firm's name, and what is left of it without an article and its legal form."""
    some = list(words)
    yield list(some)
    while len(some) > 1 and some[0].folded in _ARTICLES:
        some.pop(0)
        yield list(some)
    while len(some) > 1 and _is_of_form(some[-1]):
        some.pop()
        yield list(some)


def _without_form(words: list[Word]) -> list[Word]:
    """Return a firm's name without its legal form, an article and all."""
    some = list(words)
    while len(some) > 1 and _is_of_form(some[-1]):
        some.pop()
    return some


def _is_of_form(word: Word) -> bool:
    """Whether a word at the end of a firm's name is of its legal form: GmbH, or the B of B.V."""
    return word.folded in _ENDINGS or (len(word.folded) == 1 and word.folded.isalpha())


def _hyphened(words: list[Word]) -> Iterator[list[Word]]:
    """Return the words of a person's name, those together that hyphens hold."""
    some: list[Word] = []
    for word in words:
        if some and not word.glued:
            yield some
            some = []
        some.append(word)
    yield some


def _has_no_spaces(word: str) -> bool:
    """Whether a word is of a script that sets no spaces: Han, kana, Thai and their like."""
    return not word.isascii() and any(
        unicodedata.name(sign, sign).startswith(_WITHOUT_SPACES) for sign in word
    )
