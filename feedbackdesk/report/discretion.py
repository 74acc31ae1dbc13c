"""What may stand on a page that leaves the house: nobody's name, no address, and no money.

A quote is the speaker's, and a title or a description is the owner's own words, and each may
name a third person or a price. Where one does, it is left out whole, rather than blotted.
Spellings are compared loosely (see `spelling` and `sums`): it hides too much rather than
too little, and asks for a capital only where a name is a word of every day as well.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.text import name_key
from feedbackdesk.report.spelling import folded, visible, words_of
from feedbackdesk.report.sums import digits_of, names_an_address, names_money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedbackdesk.report.spelling import Word

_SHORT: Final = 3
"""From how many letters on one part of a name is telling however it is written."""
_LONG: Final = 6
"""From how many letters on a name is found across spaces that do not belong in it."""
_WITH_UMLAUT: Final = 5
"""From how many letters on a name is found without the e of its umlaut: Boehm is Bohm to some."""
_MOST_PARTS: Final = 8
_WITHOUT_SPACES: Final = (
    "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR",
)  # fmt: skip
"""How the letters are called of scripts that set no spaces between words."""
_ENDINGS_TEXT = """
    ltd limited gmbh plc llc llp inc incorporated co corp corporation company ag kg ohg ug ev eg
    mbh sa sas sarl srl spa bv nv oy oyj ab as aps asa sro kft doo zoo sp lda pty pte zn sons
    sohne brothers bros daughters group holding holdings partners
"""
_ENDINGS: Final = frozenset(_ENDINGS_TEXT.split())
_PARTICLES_TEXT = """
    the and und et of for der die das den des del della dem van von zu zur ter ten bin ibn abu
    les las los dos der mrs mr ms miss prof doctor sir dame
"""
_PARTICLES: Final = frozenset(_PARTICLES_TEXT.split())
_ARTICLES: Final = _PARTICLES | {"a", "an", "de", "la", "le", "el", "al", "di", "da"}
_AROUND: Final = _ENDINGS | _ARTICLES
_ORDINARY_TEXT = """
    firm firms number person people customer customers client clients
    about active advanced after airport always around autos away baby bakery balance basic bath
    bean beans beauty beer better bicycle bike body boat bottle bowl boxes breakfast brew brick
    broad build builder building business button cake car card care cat chain chair cheese child
    choice circle classic clever clinic close cloth cloud club code colour common computer corn
    cotton country couple court craft cream creative crooked cup cups custom daily dance dark data
    delivery dental design digital direct doctor dog door double dream dry dust eagle earth easier
    edge egg electric energy engine express extra eye face family farm fashion fast feather final
    fine fire fit fitness flat floor fly food foot fruit full fun future game garden gate general
    giant girl global grain grand grape grass ground group hair half hand health heart heat heavy
    high honest horse hot hotel ice idea ideal inside iron island keep kettle kitchen lantern large
    laser last law leaf leather legal life line lion local lock lost lucky lunch machine magic mail
    main maker map market master match medical metal mobile model modern money moment motor
    mountain mouse mug national natural nature network office oil online only open optical orchard
    outdoor over paint paper parcel park part party pass path paws perfect pet phone photo pilot
    pine place plain plan plant plastic play plus point pot prime print private pro proper public
    pump quality quiet race radio rail rapid ready real record rent repair right ring road room
    root royal safe salt sand school science seed select service seven shadow sharp ship shirt shoe
    side sign simple site skin sleep slow social soft solar solid sound space special speed spice
    sport square stable stage stand state steel step stock store storm style success sugar super
    support sure table tall taste tax teacher tech ten test theatre tiger tile timber tin together
    tool tools top tower toy track trade trading travel tree trip truck trust type under union unit
    united urban valley value van velvet video view village vintage vision walk wall warm wash
    watch water wave weather web week welcome wheel wholesale wide wind window wine wing wire
    women wonder world young zero
    able all angel any apple april archer arch art ash august autumn baker bank banks bar barber
    bay bear bell best bird bishop black blue bold book books bond box boy brand bread bridge bright
    brook brown buck bud burns bush butcher butler cafe can candy cane carpenter carter cash castle
    chance chase christian church city clay clean clear clock coach coffee cole cook cool copper
    corner crisp cross crown dale dawn day days dean dear dish down drew drop duke early east easy
    faith fair farmer field fields first fish fisher five flower flowers ford forest foster four
    fox frank free fresh friend gardener gardens gay gene gentle gill glass gold golden good grace
    grant gray great green grey grove guy hall happy hardy harmony hay heath help hill holly home
    homes honey hood hope hopes house hunter ivory jack jade jean jet jewel job jobs joy june just
    kay key king kings kit knight lake lamb lance lane large law lee light lily lincoln little long
    love low major man many marina mark marks marsh mart mason max may mead meadow mercy miles mill
    miller milk moon more moss much music near new next nice noble north now oak oaks old olive one
    open orange page paige park parker pat patience pearl penny pepper piper pond pool poor pope
    port porter post potter power price prince print pure quick rain raven ray red rest rice rich
    river rivers rob robin rock roman rood rose round rowan ruby rush rusty sage sail sandy scout
    sea sharp shaw shop short silver six skipper sky small smart smith snow some song south spring
    star stars stem sterling still stone story street strong studio sue summer sun sunny swan sweet
    tailor tan tea team ten terry that this three tidy time top total town trinity true turner two
    usual violet wade walker ward waters way web well wells west wheeler white who why wild will
    wills win winter wise with wolf wood woods word work works yard york you young your
"""
_ORDINARY: Final = frozenset(_ORDINARY_TEXT.split())


class Discretion:
    """Knows every name of a workspace, and whether a text holds one of them."""

    def __init__(
        self,
        people: Iterable[str],
        firms: Iterable[str],
        phones: Iterable[str] = (),
        currency: str = "",
    ) -> None:
        """Learn the names of people, of organisations and competitors, and telephone numbers."""
        self._currency = currency
        self._parts: set[str] = set()
        self._raised: set[str] = set()
        self._within: set[str] = set()
        self._whole: set[str] = set()
        self._joined: set[str] = set()
        self._unspaced: dict[int, set[str]] = {}
        self._signs: set[str] = set()
        for name in people:
            for word in self._learn(name):
                for part in {word.folded, word.other, *word.pieces}:
                    self._learn_part(part)
        for name in firms:
            words = self._learn(name, firm=True)
            telling = [word for word in words if word.folded not in _AROUND]
            for number, word in enumerate(telling):
                for part in {word.folded, word.other}:
                    self._learn_part_of_firm(part, first=number == 0)
        numbers = (digits_of(one) for one in phones)
        self._numbers = frozenset(digits for digits in numbers if len(digits) > _SHORT)

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

    def _learn_part_of_firm(self, part: str, *, first: bool) -> None:
        """Learn one word of a firm's name: it alone means them where it is the first, and rare."""
        if first and part not in _ORDINARY and len(part) != _SHORT:
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
        pairs = {word[at : at + 2] for at in range(len(word) - 1)}
        for one in {word, word[:2]} if firm else {word} | pairs:
            self._unspaced.setdefault(len(one), set()).add(one)

    def allows(self, text: str) -> bool:
        """Whether a text holds no name that is known here, no address and no sum of money."""
        return not self.tells(text)

    def tells(self, text: str) -> str:
        """Return what a text would give away, in a few words; nothing where it is discreet."""
        if self._names_somebody(text):
            return "names somebody"
        seen = visible(text)
        if names_an_address(seen, self._numbers):
            return "holds an address or a telephone number"
        return "names a sum of money" if names_money(seen, self._currency) else ""

    def _names_somebody(self, text: str) -> bool:
        seen = visible(text)
        words = list(words_of(seen))
        if any(self._is_part(word) for word in words):
            return True
        for spelt in _spelt(words):
            if any(self._begins_name(words, spelt, at) for at in range(len(words))):
                return True
        key = folded(seen)
        for length, names in self._unspaced.items():
            if any(key[at : at + length] in names for at in range(len(key))):
                return True
        if not self._signs:
            return False
        key = name_key(text)
        return any(name in key for name in self._signs)

    def _is_part(self, word: Word) -> bool:
        for part in (word.folded, word.other, *word.pieces):
            for form in (part, part[:-1]) if part.endswith("s") else (part,):
                if form in self._parts or form in self._joined:
                    return True
                if word.raised and form in self._raised:
                    return True
                if word.raised and not word.first and form in self._within:
                    return True
        return False

    def _begins_name(self, words: Sequence[Word], spelt: Sequence[str], at: int) -> bool:
        """Whether a name of several words begins here, however it is spaced."""
        spaced = joined = spelt[at]
        tight = True
        for there in range(at + 1, min(at + _MOST_PARTS, len(words))):
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
    while len(some) > 1 and some[-1].folded in _ENDINGS:
        some.pop()
        yield list(some)


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
