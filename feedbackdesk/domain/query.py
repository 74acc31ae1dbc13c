"""The search language: words, “phrases”, -words, and filters such as kind:loss.

Whatever is typed is a search. What is no filter after all is searched as words, and a
hint says so where it was probably meant as one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.domain.days import DateOrder
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.spans import read_period, show_span
from feedbackdesk.domain.text import clean, name_key
from feedbackdesk.domain.words import (
    LABELS,
    Channel,
    Feeling,
    Importance,
    Kind,
    Outcome,
    PersonStage,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

LONGEST = 2_000
"""How many characters of a search are read."""
MOST_PARTS = 60
"""How many words and filters of a search are read."""

WORD, PHRASE = "word", "phrase"

WORDS_OF: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "channel": Channel,
    "stage": PersonStage,
    "feeling": Feeling,
    "importance": Importance,
    "outcome": Outcome,
}
"""The filters that take one word of a list."""

STATES: Mapping[str, Mapping[str, str]] = {
    "is": {
        "inbox": "waits in the inbox",
        "archived": "was put aside",
        "filed": "is filed under a theme",
    },
    "has": {
        "quote": "has a quote of its own for a theme",
        "theme": "is filed under a theme",
        "who": "names who said it",
        "org": "names an organisation",
    },
}
"""The filters that ask for a state, with what each value means."""

NAMES_OF: Mapping[str, str] = {
    "theme": "a theme, by its name or another name of it",
    "who": "the person who said it",
    "org": "the organisation of who said it",
    "item": "a roadmap item it stands behind",
    "reason": "a reason of a lost sale",
    "competitor": "the competitor a sale was lost to",
    "reached": "how far a lost sale got",
}
"""The filters that take a name, with what they name."""

DATES: Mapping[str, str] = {
    "since": "that day, month or year, and later",
    "until": "that day, month or year, and before",
    "on": "in that day, month or year",
}
"""The filters that take a day, a month or a year, with what they mean."""

FILTERS = (*WORDS_OF, *NAMES_OF, *DATES, *STATES)
"""Every filter's name."""

_QUOTES = '"“”„«»'
_PIECE = re.compile(
    rf"""
    (?P<minus>-?)
    (?:
        (?P<name>[^\W\d_]+):(?: [{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)
                              | (?P<value>\S*) )
      | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)
      | (?P<word>\S+)
    )
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")
_WITH_YEAR = re.compile(r"^\d{4}(?!\d)|[a-z] \d{4}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a search asks for; `minus` asks for what is without it."""

    name: str
    """word, phrase, or the name of a filter."""
    text: str
    """The word, or the filter's value: one of the list, a name, or a date as it was typed."""
    minus: bool = False

    @property
    def is_filter(self) -> bool:
        """Whether it is a filter, not words."""
        return self.name not in {WORD, PHRASE}

    def to_text(self) -> str:
        """Return it as it is typed."""
        minus = "-" if self.minus else ""
        if self.name == WORD:
            return minus + self.text
        quoted = f'"{self.text}"' if self.name == PHRASE or " " in self.text else self.text
        return f"{minus}{self.name}:{quoted}" if self.is_filter else minus + quoted


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for."""

    parts: tuple[Part, ...] = ()
    hints: tuple[str, ...] = field(default=(), compare=False)
    """Sentences about what was typed and was not understood as a filter."""

    order: DateOrder = field(default=DateOrder.DMY, compare=False)
    """How its days are read."""

    def __bool__(self) -> bool:
        """Whether it asks for anything: an empty search finds nothing."""
        return bool(self.parts)

    @property
    def words(self) -> tuple[Part, ...]:
        """The words and phrases that must be there."""
        return tuple(part for part in self.parts if not part.is_filter and not part.minus)

    @property
    def without(self) -> tuple[Part, ...]:
        """The words and phrases that must not be there."""
        return tuple(part for part in self.parts if not part.is_filter and part.minus)

    @property
    def filters(self) -> tuple[Part, ...]:
        """The filters, in the order they were typed."""
        return tuple(part for part in self.parts if part.is_filter)

    def values(self, name: str, *, minus: bool = False) -> tuple[str, ...]:
        """Return the values of one filter."""
        return tuple(part.text for part in self.parts if part.name == name and part.minus is minus)

    def plus(self, part: Part) -> Query:
        """Return the search with one part more."""
        return self if part in self.parts else replace(self, parts=(*self.parts, part))

    def less(self, part: Part) -> Query:
        """Return the search without a part."""
        return replace(self, parts=tuple(one for one in self.parts if one != part))

    def respelt(self, words: Mapping[Part, Part]) -> Query:
        """Return the search with some of its words in another spelling."""
        return replace(self, parts=tuple(words.get(part, part) for part in self.parts))

    def to_text(self) -> str:
        """Return the search as it is typed: what `parse` reads as the same search."""
        return " ".join(part.to_text() for part in self.parts)


def parse(text: str, order: DateOrder = DateOrder.DMY) -> Query:
    """Return what a text searches for. Never an error: what is not understood is words."""
    hints: list[str] = []
    # The part that is read is cut first: five megabytes are not cleaned for it.
    cut = clean(text[: LONGEST * 2])[:LONGEST]
    if len(text.strip()) > LONGEST:
        hints.append(f"Only the first {LONGEST:,} characters are searched for.")
    parts: list[Part] = []
    for found in _PIECE.finditer(cut):
        parts += _parts(found, hints, order)
    if len(parts) > MOST_PARTS:
        hints.append(f"Only the first {MOST_PARTS} words are searched for.")
    return Query(tuple(parts[:MOST_PARTS]), tuple(dict.fromkeys(hints)), order)


def _parts(found: re.Match[str], hints: list[str], order: DateOrder) -> list[Part]:
    minus = bool(found["minus"])
    phrase, name = found["phrase"], found["name"]
    if phrase is not None:
        return _said(PHRASE, _SPACES.sub(" ", phrase).strip(), minus)
    if name is None:
        return _said(WORD, found["word"], minus)
    quoted = found["quoted"]
    value = _SPACES.sub(" ", found["value"] if quoted is None else quoted).strip()
    filter_ = name.casefold()
    if filter_ in FILTERS:
        if not _says(value):
            return []  # its value is still to be typed
        meant = _value(filter_, value, order)
        if meant is not None:
            return [Part(filter_, meant, minus)]
        hints.append(_no_such_value(filter_, value))
    elif _says(value) and not value.startswith("/") and len(name) > 1:
        hints.append(f"There is no filter “{name[:40]}”. Filters: {', '.join(FILTERS)}.")
    if quoted is None:
        return _said(WORD, f"{name}:{value}", minus)
    return _said(WORD, name, minus) + _said(PHRASE, value, minus)


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def _said(name: str, text: str, minus: bool) -> list[Part]:
    return [Part(name, text, minus)] if _says(text) else []


def _value(filter_: str, value: str, order: DateOrder) -> str | None:
    """Return a filter's value as it is kept, or None where it cannot be."""
    if filter_ in NAMES_OF:
        return value
    if filter_ in DATES:
        try:
            read_period(value, order=order)
        except Refusal:
            return None
        return value
    key = name_key(value)
    if filter_ in STATES:
        return key if key in STATES[filter_] else None
    for word in WORDS_OF[filter_]:
        if key in {word.value, name_key(LABELS[word])}:
            return word.value
    return None


def said_back(part: Part, order: DateOrder) -> str | None:
    """Return what a filter's day is read as; None where it reads in one way, today and later.

    >>> said_back(Part("since", "3/4/2025"), DateOrder.DMY)
    '3 April 2025'
    """
    if part.name not in DATES or _WITH_YEAR.search(part.text):
        return None
    with suppress(Refusal):
        return show_span(*read_period(part.text, order=order))
    return None


def _no_such_value(filter_: str, value: str) -> str:
    if filter_ in DATES:
        return f"“{value[:40]}” is not a date. Write a day, a month or a year, such as 2026-01."
    if filter_ in STATES:
        return f"“{filter_}:{value[:40]}” means nothing here. {_listed(filter_)}"
    return f"There is no {filter_} “{value[:40]}”. {_listed(filter_)}"


def _listed(filter_: str) -> str:
    """Return the sentence that lists a filter's values."""
    if filter_ in STATES:
        return f"There are {', '.join(f'{filter_}:{value}' for value in STATES[filter_])}."
    title = {"feeling": "Feelings", "importance": "Importance"}.get(
        filter_, f"{filter_.capitalize()}s"
    )
    return f"{title}: {', '.join(word.value for word in WORDS_OF[filter_])}."


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search is confined to, whatever it asks for."""

    inbox: bool = False
    theme_id: int | None = None
    person_id: int | None = None
    kind: Kind | None = None
    stage: PersonStage | None = None
