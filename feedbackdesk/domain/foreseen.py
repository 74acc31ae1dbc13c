"""What bringing in a file would do, and how the owner wants it done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from feedbackdesk.language.say import ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedbackdesk.domain.found import Aside, Question


class Into(StrEnum):
    """What a file is brought in as, where it is not taken as what it is."""

    INBOX = "inbox"
    """Feedback, whatever it is: posts and talk, too. Talk goes onto the heap otherwise."""
    PEOPLE = "people"
    """Who is in it, and nothing that they said."""
    LOSSES = "losses"
    """Lost sales."""
    ROADMAP = "roadmap"
    """Items, also where it does not say how far they are."""
    HEAP = "heap"
    """Talk, to be looked at: nothing of it is feedback before it is kept."""


class Fate(StrEnum):
    """What becomes of a record."""

    TAKEN = "taken"
    KNOWN = "known"
    """It is here already, and is left as it is."""
    CHANGED = "changed"
    """It came before, and says something else now."""
    REFUSED = "refused"
    LEFT = "left"
    """It is none of what is asked for: the owner's own side, what is older, or another kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of one record of a file."""

    place: str
    fate: Fate
    sentence: str = ""
    """Why it is refused."""
    table: str = ""
    row_id: int | None = None
    """The record here, of one that is known or changed."""
    asks: tuple[str, ...] = ()
    """The names of the questions that hang on it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that came from this source before, and is not in the file any more."""

    table: str
    row_id: int


@dataclass(frozen=True)
class Foreseen:
    """What would become of each record, in the file's order, and what would be new with them."""

    format: str
    entries: tuple[Entry, ...]
    gone: tuple[Gone, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    people: int = 0
    """Who would be new."""
    organisations: int = 0
    themes: int = 0
    losses: int = 0
    """Lost sales among what is taken."""
    came: int = 0
    """How many of the records came before, with another file or this one."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Feedback among what is taken, by its kind."""
    heap: int = 0
    """Talk among what is taken: it waits on the heap to be looked at."""
    asides: Mapping[Aside, int] = field(default_factory=dict)
    """Talk that is set aside there, by what its headers say."""

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many records were read, and what would become of them."""
        fates = Counter(one.fate for one in self.entries)
        return {
            "read": len(self.entries),
            "taken": fates[Fate.TAKEN],
            "known": fates[Fate.KNOWN],
            "changed": fates[Fate.CHANGED],
            "gone": len(self.gone),
            "refused": fates[Fate.REFUSED],
            "people": self.people,
            "organisations": self.organisations,
            "themes": self.themes,
            "losses": self.losses,
            "heap": self.heap,
            "aside": sum(self.asides.values()),
        }


def new_with_them(numbers: Mapping[str, int]) -> list[str]:
    """Say who and what is new with the records that are taken, each with its number."""
    told = {
        "people": ngettext(
            "{number} person new to you", "{number} people new to you", numbers["people"]
        ),
        "organisations": ngettext(
            "{number} organisation", "{number} organisations", numbers["organisations"]
        ),
        "themes": ngettext("{number} theme", "{number} themes", numbers["themes"]),
    }
    return [
        words.format(number=f"{numbers[name]:,}") for name, words in told.items() if numbers[name]
    ]


@dataclass(frozen=True, slots=True)
class Choices:
    """How the owner wants a file brought in: what was asked has its answer here."""

    into: Into | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    """A question's name to the answer that was chosen; the first one where none is."""
    take_changed: bool = True
    """Whether what says something else now is taken over."""
    delete_gone: bool = False
    """Whether what is not in the file any more is deleted here."""
    but: frozenset[int] = frozenset()
    """Records, by their place in the file's order, that are left out, whatever else is chosen."""
    but_gone: frozenset[tuple[str, int]] = frozenset()
    """Records here that go the other way than `delete_gone` says."""
