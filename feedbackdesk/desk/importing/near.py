"""Whom somebody new in a file could be, of those who are known: to be asked, never to be done.

Records are compared as those that look like one are (insight/twins.py), all of them read once,
since a file may name thousands.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from feedbackdesk.domain.contacts import Compared
from feedbackdesk.domain.person_names import name_words
from feedbackdesk.domain.text import name_key
from feedbackdesk.insight.twins import (
    Like,
    organisation_likeness,
    person_likeness,
    plain_firm,
    sound,
)
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedbackdesk.domain.rows import Organisation
    from feedbackdesk.store.reader import Reader

_OFFERED = 8
_FIRM = (Like.FORM, Like.TURNED, Like.SPELT, Like.BEGINNING)
_ORDER = list(Like)


class Near:
    """Those who are known, by what a name near theirs has in common with it."""

    def __init__(self, read: Reader) -> None:
        """Know nobody before somebody is looked for."""
        self._read = read
        self._alike: dict[str, list[int]] = {}
        """Organisations by the names that were looked for."""

    def people(
        self, name: str, firm: Organisation | None, email: str | None
    ) -> tuple[str, list[int]]:
        """Return why somebody new could be one of some people, and their keys, likeliest first."""
        firm_id, words = self._firm_like(firm), name_words(name)
        own = Compared(0, name, firm_id, (name_key(email),) if email else ())
        near = [
            one
            for key in (_heard(words), *((firm_id, word) for word in words))
            for one in self._people.get(key, ())
        ]
        found = {
            one.id: why
            for one in near
            if (why := person_likeness(own, one, _nobody_shares)) is not None
        }
        if found:
            keys = sorted(found, key=lambda key: (_ORDER.index(found[key]), key))
            return _why_people(found[keys[0]]), keys[:_OFFERED]
        there = self._people.get(firm_id, ()) if firm_id is not None and len(words) == 1 else ()
        whole = [one for one in there if len(name_words(one.name)) > 1]
        if not 0 < len(whole) <= _OFFERED:
            return "", []
        # By one name alone nobody is told: it may be a nickname, or a new colleague.
        whole.sort(key=lambda one: (not _begins_alike(words[0], one.name), one.id))
        sentence = _("The firm is the same; you have no {name} there yet.")
        return sentence.format(name=name), [one.id for one in whole]

    def firms(self, name: str) -> list[int]:
        """Return the organisations that one of a name that nobody knew could be."""
        if name not in self._alike:
            self._alike[name] = self._firms_near(name)
        return self._alike[name]

    def _firms_near(self, name: str) -> list[int]:
        plain = plain_firm(name)
        own, words = Compared(0, name), plain.split()
        by_sound, by_word = self._firms
        near = [*by_sound.get(_heard(words), ()), *(by_word.get(words[0], ()) if words else ())]
        found: dict[int, Like] = {}
        for one in near:
            why = organisation_likeness(own, one, _nobody_shares)
            begins = why is not Like.BEGINNING or _are_whole(words, plain_firm(one.name).split())
            if why in _FIRM and begins:
                found[one.id] = why
        return sorted(found, key=lambda key: (_ORDER.index(found[key]), key))[:_OFFERED]

    def _firm_like(self, firm: Organisation | None) -> int | None:
        """Return the key of a firm; of a new one that of a known one it could be."""
        if firm is None or firm.id > 0:
            return firm.id if firm is not None else None
        near = self.firms(firm.name)
        return near[0] if near else firm.id

    @cached_property
    def _people(self) -> dict[object, list[Compared]]:
        """Everybody by how they sound, by their firm, and by each word of their name in it."""
        found: dict[object, list[Compared]] = defaultdict(list)
        for one in self._read.compared("person"):
            words = name_words(one.name)
            found[_heard(words)].append(one)
            if one.firm_id is not None:
                found[one.firm_id].append(one)
                for word in words:
                    found[one.firm_id, word].append(one)
        return found

    @cached_property
    def _firms(self) -> tuple[dict[str, list[Compared]], dict[str, list[Compared]]]:
        by_sound: dict[str, list[Compared]] = defaultdict(list)
        by_word: dict[str, list[Compared]] = defaultdict(list)
        for one in self._read.compared("organisation"):
            words = plain_firm(one.name).split()
            by_sound[_heard(words)].append(one)
            if words:
                by_word[words[0]].append(one)
        return by_sound, by_word


def _heard(words: Iterable[str]) -> str:
    return " ".join(sorted(map(sound, words)))


def _begins_alike(word: str, name: str) -> bool:
    return any(one.startswith(word) or word.startswith(one) for one in name_words(name))


def _are_whole(words: list[str], others: list[str]) -> bool:
    """Whether one name begins with all words of the other."""
    shorter = min(len(words), len(others))
    return words[:shorter] == others[:shorter]


def _nobody_shares(_one: int, _other: int) -> bool:
    """Whoever shares an address or a number is asked for by that."""
    return False


def _why_people(why: Like) -> str:
    told = {
        Like.NAME: _("Somebody of that name is known, with another firm or none."),
        Like.TURNED: _("Somebody is known by that name turned round, or with a title."),
        Like.SPELT: _("Somebody is known whose name is spelt much alike."),
        Like.SHORT: _("The firm is the same, and one name is short for the other."),
    }
    return told.get(why, "")
