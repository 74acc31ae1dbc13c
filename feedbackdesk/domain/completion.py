"""Completing a search while it is typed: the names of filters, and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedbackdesk.domain.folding import compact, is_unspaced
from feedbackdesk.domain.query import DATES, FILTERS, NAMES_OF, STATES, WORDS_OF, Part
from feedbackdesk.domain.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST = 12
"""How many completions there are at most."""

_BEGUN = re.compile(r"(?P<minus>-?)(?:(?P<name>[^\W\d_]+):[\"“”„«»]?)?(?P<typed>.*)", re.DOTALL)
_ENDING = re.compile(r"[^\s\"“”„«»]*[\"“”„«»]?")


@dataclass(frozen=True, slots=True)
class Completion:
    """What can stand in the place of what is being typed."""

    text: str
    """What is put in."""
    start: int
    """Where what it replaces begins."""
    end: int
    """Where what it replaces ends."""
    label: str
    """How it is shown."""


class Names:
    """Names that can be completed, each with the form in which it is searched."""

    __slots__ = ("_keyed",)

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        """Fold every name once: takes a tenth of a second for 100,000."""
        self._keyed = [(compact(name), name) for name in names]

    def best(self, typed: str, most: int) -> list[str]:
        """Return the names that fit what is typed: those that begin with it come first."""
        wanted = compact(typed)
        before = "" if is_unspaced(wanted) else " "
        found: dict[str, None] = {}
        inner: dict[str, None] = {}
        for key, name in self._keyed:
            if key.startswith(wanted):
                found[name] = None
                if len(found) >= most:
                    break
            elif len(inner) < most and f"{before}{wanted}" in key:
                inner[name] = None
        return list(found | inner)[:most]


@dataclass(frozen=True, slots=True)
class Choices:
    """The names of a workspace that a search can be completed with, by filter."""

    names: Mapping[str, Names] = field(default_factory=dict)


def complete(text: str, cursor: int, choices: Choices) -> list[Completion]:
    """Return what the search can go on with where the cursor stands, best first."""
    cursor = max(0, min(cursor, len(text)))
    start, typed, begun = _piece(text, cursor)
    name = (begun["name"] or "").casefold()
    ending = _ENDING.match(text, cursor)
    end = ending.end() if ending else cursor
    if begun["name"] is None:
        wanted = compact(typed)
        return [
            Completion(f"{begun['minus']}{one}:", start, end, f"{one}:")
            for one in FILTERS
            if one.startswith(wanted) and one != typed
        ]
    minus = bool(begun["minus"])
    return [
        Completion(Part(name, value, minus).to_text() + " ", start, end, label)
        for value, label in _values(name, typed, choices)
    ][:MOST]


def _piece(text: str, cursor: int) -> tuple[int, str, re.Match[str]]:
    """Return where the piece under the cursor begins, what is typed of it, and its parts."""
    start = 0
    quoted = False
    for place in range(max(0, cursor - 2_000), cursor):
        char = text[place]
        if char in '"“”„«»':
            # A quote opens at the start of a piece or of a value, and nowhere else.
            if quoted or text[start:place].lstrip("-") == "" or text[place - 1] == ":":
                quoted = not quoted
        elif char.isspace() and not quoted:
            start = place + 1
    begun = _BEGUN.match(text, start, cursor)
    assert begun is not None  # noqa: S101  (every part of it may be empty)
    return start, begun["typed"], begun


def _values(name: str, typed: str, choices: Choices) -> Iterator[tuple[str, str]]:
    wanted = compact(typed)
    if name in WORDS_OF:
        for word in WORDS_OF[name]:
            if word.value.startswith(wanted) or compact(LABELS[word]).startswith(wanted):
                yield word.value, LABELS[word]
    elif name in STATES:
        for value, meaning in STATES[name].items():
            if value.startswith(wanted):
                yield value, f"{value}: {meaning}"
    elif name in DATES:
        for value in ("today", "yesterday"):
            if value.startswith(wanted):
                yield value, value
    elif name in NAMES_OF and name in choices.names:
        for one in choices.names[name].best(typed, MOST):
            yield one, one
