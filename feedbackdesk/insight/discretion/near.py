"""What is near a name that is known: a letter off, with an ending, short for it, its initials.

None of it is certain. It is asked about, and what everybody says is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING, Final

from feedbackdesk.insight.discretion.called import SHORT_NAMES
from feedbackdesk.insight.discretion.common import COMMON
from feedbackdesk.insight.discretion.disguised import Disguises
from feedbackdesk.insight.discretion.nouns import NOUNS
from feedbackdesk.insight.discretion.ordinary import ORDINARY
from feedbackdesk.insight.discretion.proper import PROPER, SHORTENED
from feedbackdesk.insight.discretion.spelling import folded
from feedbackdesk.insight.discretion.trades import TRADES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedbackdesk.insight.discretion.spelling import Word

    Span = tuple[int, int]

_FEWEST: Final = 5
"""From how many letters on a name is known with one of them wrong, where it has a capital."""
_FEWEST_FIRST: Final = 5
"""The same at the beginning of a sentence, where every word has one."""
_FEWEST_SMALL: Final = 6
"""The same without a capital: of fewer letters too many words are a letter apart."""
_FEWEST_SWAPPED: Final = 5
"""From how many letters on a name is known with two letters that changed place, however written."""
_MOST_SWAPPED: Final = 30
_LONG: Final = 7
_LONGEST_ENDING: Final = 5
_STEM: Final = 4
_STEM_SMALL: Final = 6
_ENDINGS_TEXT = """
    's s es en n ens sch sche schen scher sches chen lein i y je tje ke ito ita ico ica illo illa
    inho inha zinho zinha ino ina etto etta ette a u e o y i ie ę ą em iem owi ów om ami ach owie
    owa ou ia ego emu im ich iego iemu ej iej ka ya yla dan nin ovi ova ové ová ovy ovou n in cy
    lle lta ssa sta an ksi nak nek val vel tól től hoz hez nál né ék ban ben nin nın nun de da den
    dan ler lar as ui ienė ile ilt iga le lt ga arna arnas ish esque à ой ою ым ом ем ов ых ами ам
    ах у ю я и ей ου ους ο ε
"""
_ENDINGS: Final = frozenset(map(folded, _ENDINGS_TEXT.split())) - {"'s"}
_VOWELS: Final = frozenset("aeiouyияь")
_BEFORE_ARABIC: Final = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_LITTLE_TEXT = """
    the of and for de la le du der die das und et y e und van von del della dell di da dos des den
    ten ter te lo los las al el bin ibn ben bint abu o d l t mc mac zu zum zur af av
"""
_LITTLE: Final = frozenset(_LITTLE_TEXT.split())
_DOTTED = re.compile(r"(?<![^\W_])([^\W\d_])\.\s?([^\W\d_])\.(?:\s?([^\W\d_])\.)?(?![^\W_])")
_STROKED = re.compile(r"(?<![\w/])([^\W\d_])/([^\W\d_])(?![\w/])")
_TELLING: Final = 4
"""From how many letters on any word of a firm's name is looked for, too."""
_CALLED_SHORT: Final = ("i", "y", "ie", "o", "is")
"""What is put behind the beginning of a given name by those who are fond of it."""
_MOST_SIGNS: Final = 5
_BEGINNING: Final = (3, 4)
_FEWEST_CHANGED: Final = 7
"""From how many letters on a name is known by all but its last two, where it has a capital."""
_LATIN_DAY = frozenset(
    ("eg", "ie", "zb", "am", "pm", "us", "uk", "ua", "dh", "uu", "su", "pd", "ps")
)
_HANDLE: Final = 4
_OF_EVERYBODY_TEXT = """
    admin billing booking bookings contact contacto contatto customer hallo hello help hi hola
    info kontakt mail mailbox me no-reply noreply office order orders post reception sales service
    shop support team welcome work accounts buero bestellung gmail googlemail hotmail outlook
    yahoo icloud live gmx web proton protonmail example aol mail
"""
_OF_EVERYBODY: Final = frozenset(_OF_EVERYBODY_TEXT.split())


_NEVER_A_NAME: Final = ORDINARY | PROPER
_SHORTENED_TOO: Final = SHORTENED | PROPER
_NEVER: Final = _NEVER_A_NAME | COMMON | NOUNS | TRADES
"""What is no name with a mistake, however near to one."""


class NearNames:
    """Finds what is near a name, in one text after the other."""

    def __init__(
        self,
        parts: Iterable[str],
        people: Iterable[Sequence[Sequence[str]]],
        firms: Iterable[Sequence[str]],
        addresses: Iterable[str] = (),
        ordinary: Iterable[str] = (),
    ) -> None:
        """Learn what alone means somebody, the words of every name, and e-mail addresses.

        Of a person's name each word is given with its pieces: oconnell, o, connell.
        """
        self._by_letters: dict[tuple[str, int, str], set[str]] = {}
        self._parts = {part for part in parts if part.isalpha()}
        self._seen: dict[tuple[str, int], bool] = {}
        self._short: set[str] = set()
        self._initials: set[str] = set()
        self._acronyms: set[str] = set()
        self._fond: set[str] = set()
        self._of_firms: set[str] = set()
        made: set[str] = set()
        for words in people:
            self._learn_person(words)
            made |= set(_made_of([pieces[0] for pieces in words]))
        self._short -= self._parts
        for some in firms:
            self._learn_acronyms(some)
            made.add("".join(some))
            self._of_firms |= {word for word in some if _tells_a_firm(word)}
        for part in self._parts | self._of_firms:
            self._learn_letters(part)
        self._stems = {part[:-2] for part in self._parts if len(part) >= _FEWEST_CHANGED}
        self._handles = (made | set(_handles(addresses))) - ORDINARY - PROPER
        self._disguises = Disguises(
            self._parts | self._of_firms | {one for one in made if len(one) >= _LONG},
            ordinary,
            self._handles,
        )

    def _learn_person(self, words: Sequence[Sequence[str]]) -> None:
        groups = _groups()
        for pieces in words:
            for word in pieces:
                self._short |= groups.get(word, frozenset())
        whole = [pieces[0] for pieces in words]
        cores = [pieces[-1] for pieces in words]
        for some in (whole, [word for word in whole if word not in _LITTLE], cores):
            signs = [word[0] for word in some]
            if len(signs) > 1:
                self._initials.add("".join(signs))
            for one, other in permutations(some[:_MOST_SIGNS], 2):
                self._initials |= {a + b for a in _first_of(one) for b in _first_of(other)}
        first = whole[0] if whole else ""
        if len(first) >= _FEWEST:
            self._fond |= {f"{first[:n]}{one}" for n in _BEGINNING for one in _CALLED_SHORT}

    def _learn_letters(self, part: str) -> None:
        length = len(part)
        if length >= _FEWEST:
            size = _same(length)
            for side in (part[:size], "-" + part[-size:]):
                self._by_letters.setdefault((side, length, ""), set()).add(part)

    def _learn_acronyms(self, words: Sequence[str]) -> None:
        for some in (words, [word for word in words if word not in _LITTLE]):
            signs = "".join(word[0] for word in some)
            if len(signs) >= 3 and signs.isalpha():
                self._acronyms.add(signs)
            elif len(signs) == len("BD") and signs.isalpha():
                self._initials.add(signs)

    def spans(
        self, text: str, words: Sequence[Word], tongues: frozenset[str] = frozenset()
    ) -> Iterator[Span]:
        """Yield where in a text, which is `visible`, something near a name stands."""
        for word in words:
            forms = {word.folded, word.other, *(one for one in word.pieces if len(one) > 1)}
            if any(self._is_near(form, word) for form in forms):
                yield word.start, word.end
        for found in _DOTTED.finditer(text):
            signs = folded("".join(filter(None, found.groups())))
            capital = found.group(1).isupper() or found.group(1) == found.group(1).upper()
            known = signs in self._initials or signs in self._acronyms
            if known and (capital or signs not in _LATIN_DAY):
                yield found.span()
        for found in _STROKED.finditer(text):
            signs = "".join(found.groups())
            key = folded(signs)
            if signs.isupper() and key in self._initials and key not in SHORTENED:
                yield found.span()
        if self._handles:
            yield from self._handled(words)
        yield from self._disguises.spans(text, tongues)

    def _is_near(self, form: str, word: Word) -> bool:
        if form in self._parts:
            return False  # it is the name itself, and told elsewhere
        if form in self._of_firms or form.removesuffix("s") in self._of_firms:
            return True
        if word.shouted and form in self._initials and form not in _SHORTENED_TOO:
            return True
        if word.raised and form in self._fond and form not in _NEVER:
            return True
        for short in (form, form.removesuffix("s")):
            plain = _NEVER_A_NAME if word.raised and not word.first else _NEVER
            if short in self._short and short not in plain:
                return True
        if form in self._acronyms and form not in SHORTENED:
            shouted = word.shouted or not _VOWELS.intersection(form)
            if shouted and form not in PROPER:
                return True
        fewest = (_FEWEST_FIRST if word.first else _FEWEST) if word.raised else _FEWEST_SMALL
        key = (form, fewest)
        if key not in self._seen:
            if len(self._seen) > 50_000:
                self._seen.clear()
            self._seen[key] = (
                self._is_off(form, fewest)
                or self._is_swapped(form)
                or self._has_ending(form, fewest)
            )
        return self._seen[key]

    def _is_off(self, form: str, fewest: int) -> bool:
        """Whether a word is a name with one letter wrong, missing, too many, or two changed.

        Only names of so many letters at least are compared.
        """
        length = len(form)
        if length < fewest - 1 or {form, form.removesuffix("s")} & _NEVER:
            return False
        for long in (length - 1, length, length + 1):
            if long < fewest:
                continue
            size = _same(long)
            for side in (form[:size], "-" + form[-size:]):
                for part in self._by_letters.get((side, long, ""), ()):
                    if _one_apart(form, part) and not _is_plural(form, part):
                        return True
        return False

    def _is_swapped(self, form: str) -> bool:
        """Whether two letters of a name changed place."""
        if not _FEWEST_SWAPPED <= len(form) <= _MOST_SWAPPED or form in _NEVER:
            return False
        return any(
            form[:at] + form[at + 1] + form[at] + form[at + 2 :] in self._parts
            for at in range(len(form) - 1)
            if form[at] != form[at + 1]
        )

    def _has_ending(self, form: str, fewest: int) -> bool:
        if form in _NEVER:
            return False
        for before in _BEFORE_ARABIC:
            if form.startswith(before) and form.removeprefix(before) in self._parts:
                return True
        least = _STEM if fewest == _FEWEST else _STEM_SMALL
        for size in range(1, min(_LONGEST_ENDING, len(form) - least) + 1):
            stem, ending = form[:-size], form[-size:]
            if ending not in _ENDINGS:
                continue
            if stem in self._parts or stem in self._of_firms:
                return True
            if fewest < _FEWEST_SMALL and self._is_changed(stem):
                return True
            if len(stem) >= least and any(f"{stem}{one}" in self._parts for one in _VOWELS):
                return True
        return False

    def _is_changed(self, stem: str) -> bool:
        """Whether a stem is a name without its own ending: Papadopoul-e, Kuznec-ovoj."""
        return len(stem) >= _FEWEST_CHANGED - 2 and stem in self._stems

    def _handled(self, words: Sequence[Word]) -> Iterator[Span]:
        """Yield where a handle stands, whose parts a dot or a line may hold together."""
        for at, word in enumerate(words):
            joined = word.folded
            last = word
            if joined in self._handles:
                yield word.start, word.end
            for there in words[at + 1 : at + 4]:
                short = len(last.folded) == 1 or len(there.folded) == 1
                if there.start - last.end > (2 if short else 1):
                    break
                joined, last = joined + there.folded, there
                if joined in self._handles and not {word.folded, there.folded} <= _NEVER:
                    yield word.start, last.end  # unless it only happens so: in the van


def _same(length: int) -> int:
    """Return how many letters at one end are right in a name of which one is wrong."""
    return 2 if length < _LONG else 3


def _one_apart(one: str, other: str) -> bool:
    """Whether two words become one by a single change, or by two letters changing place."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return start < len(one)
    return (
        one[start : start + 2] == other[start : start + 2][::-1]
        and one[start + 2 :] == other[start + 2 :]
    )


def _is_plural(form: str, part: str) -> bool:
    """Whether a word is only a name with an s, or without: that is told with the name."""
    return form == f"{part}s"


def _first_of(word: str) -> Iterator[str]:
    """Yield the first letter of a word, and the two that one letter may be folded to: þ, æ."""
    yield word[0]
    if word[:2] in ("th", "ae", "oe"):
        yield word[:2]


def _tells_a_firm(word: str) -> bool:
    """Whether a word of a firm's name is no trade, and no word of every day."""
    return len(word) >= _TELLING and not {word, word.removesuffix("s")} & _NEVER


def _made_of(words: Sequence[str]) -> Iterator[str]:
    """Yield what people make of their names to sign up with: annlee, alee, leea, annl."""
    some = [word for word in words if word not in _LITTLE]
    for first, last in ((one, other) for one in some for other in some if one is not other):
        for made in (first + last, first[0] + last, last + first[0], first[:3] + last[:3]):
            if len(made) >= _HANDLE and made not in some:
                yield made
    for at in range(1, len(words)):
        first, last = "".join(words[:at]), "".join(words[at:])
        yield from (first + last[0], first[0] + last, last + first[0], last + first)


def _handles(addresses: Iterable[str]) -> Iterator[str]:
    """Return what stands before the @ of addresses, and what names their house, without signs."""
    for address in addresses:
        handle, _at, house = address.casefold().partition("@")
        whole = re.sub(r"[\W_]+", "", folded(handle.partition("+")[0]))
        bare = whole.rstrip("0123456789")
        labels = house.split(".")
        name = re.sub(r"[\W_]+", "", folded(labels[-2])) if len(labels) > 1 else ""
        for one in {whole, bare, name}:
            if len(one) >= _HANDLE and one not in _OF_EVERYBODY:
                yield one


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Return for each name those that are short for it, or that it may be short for."""
    found: dict[str, set[str]] = {}
    for some in SHORT_NAMES:
        names = [folded(name).replace("-", "") for name in some]
        # What two names share as a short form does not make them one.
        for name in names[1:]:
            found.setdefault(names[0], set()).add(name)
            found.setdefault(name, set()).update(one for one in names if one != name)
    return {name: frozenset(others) for name, others in found.items()}
