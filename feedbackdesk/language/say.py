"""Sentences, said in the language of whoever reads them.

A sentence is marked where it is born, whole: `_("…")`, `ngettext`, `pgettext` say it now; `later`
keeps one that is read at import (a name of an action, a field, a word) and says it each time it
is shown, so that another language can be chosen while the program runs.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass


class _Said:
    """What is spoken now."""

    by: gettext.NullTranslations = gettext.NullTranslations()


def speak(catalogue: gettext.NullTranslations) -> None:
    """Say everything from a catalogue from here on; an empty one says it in English."""
    _Said.by = catalogue


def _(sentence: str) -> str:
    """Return a sentence in the reader's language."""
    return _Said.by.gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the sentence for a number of things, by the language's own plural forms."""
    return _Said.by.ngettext(one, many, number)


def pgettext(context: str, sentence: str) -> str:
    """Return a sentence that means several things, by what is meant here."""
    return _Said.by.pgettext(context, sentence)


@dataclass(frozen=True, slots=True)
class Later:
    """A sentence that is said each time it is shown: `str` of it is in the reader's language."""

    sentence: str

    def __str__(self) -> str:
        return _(self.sentence)

    def __bool__(self) -> bool:
        return bool(self.sentence)


def later(sentence: str) -> Later:
    """Keep a sentence to be said when it is shown."""
    return Later(sentence)
