"""What a rescue brought over from a damaged workspace, and what it could not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import show_date
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from datetime import date

_MANY = {
    "organisation": "organisations",
    "person": "people",
    "person_stage": "stages of people",
    "contact_point": "further addresses and numbers",
    "feedback": "feedback",
    "mention": "mentions of themes",
    "loss_reason": "reasons of lost sales",
    "loss": "lost sales",
    "loss_also": "further reasons of lost sales",
    "theme": "themes",
    "theme_alias": "other names of themes",
    "item": "roadmap items",
    "item_theme": "links of items to themes",
    "item_link": "links of items",
    "item_why": "reasons of decisions",
    "follow_up": "things owed",
    "template": "letters",
    "setting": "settings",
    "saved_view": "kept searches",
    "print_run": "remembered rankings",
    "step": "steps of the history",
    "change": "changes in the history",
}


def name_of(table: str) -> str:
    """Return how the rows of a table are called."""
    return _MANY.get(table, table)


@dataclass(frozen=True, slots=True)
class KnownBy:
    """By what an owner knows a row again, as far as it can be read."""

    words: str = ""
    """What it is called, or the beginning of what was said."""
    who: str = ""
    """The person or organisation that it is, or is of."""
    day: date | None = None

    def __str__(self) -> str:
        told = [self.who, show_date(self.day) if self.day else ""]
        if self.words:
            told.insert(0, f"“{self.words}”")
        return ", ".join(one for one in told if one)


@dataclass(frozen=True, slots=True)
class Unread:
    """Rows of one table that could not be read whole."""

    table: str
    number: int | None
    """How many; None where nobody can tell."""
    keys: tuple[int, ...] = ()
    """Theirs, the first hundred of those that are known."""
    which: tuple[KnownBy, ...] = ()
    """The first of those of which something is known."""
    in_part: bool = False
    """Whether they are there all the same: with what an index, or what points to them, tells."""

    @property
    def sentence(self) -> str:
        """What is missing, in a sentence."""
        name = name_of(self.table)
        if self.number is None:
            return f"Of the {name} some may be missing; how many cannot be told."
        which = "; ".join(map(str, self.which))
        if which and (more := self.number - len(self.which)):
            which = _("{which}; and {more} more").format(which=which, more=f"{more:,}")
        told = {
            (True, False): _("{number} of the {name} could be read in part."),
            (True, True): _("{number} of the {name} could be read in part: {which}."),
            (False, False): _("{number} of the {name} could not be read."),
            (False, True): _("{number} of the {name} could not be read: {which}."),
        }[self.in_part, bool(which)]
        return told.format(number=f"{self.number:,}", name=name, which=which)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was brought over, by tables, and what was not."""

    rows: tuple[tuple[str, int], ...]
    """How many rows each table has now, those that are there in part counted."""
    unread: tuple[Unread, ...] = ()
    fixed: int = 0
    """How many steps cannot be undone any more, since a part of them is missing."""
    healed: int = 0
    """How many rows that could not be read were taken from a backup."""
    strays: int = 0
    """How many rows stood on pages that nothing led to any more."""

    @property
    def is_whole(self) -> bool:
        """Whether all that was in it was read."""
        return not self.unread

    def number(self, table: str) -> int:
        """Return how many rows of a table there are."""
        return dict(self.rows).get(table, 0)

    def lost(self, table: str) -> int:
        """Return how many rows of a table are known to be missing, or there in part alone."""
        return sum(one.number or 0 for one in self.unread if one.table == table)

    def whole(self, table: str) -> int:
        """Return how many rows of a table were read whole."""
        return self.number(table) - self._known_missing(table, in_part=True)

    def of(self, table: str) -> int:
        """Return how many rows of a table there were, as far as that is known."""
        return self.number(table) + self._known_missing(table, in_part=False)

    def _known_missing(self, table: str, *, in_part: bool) -> int:
        return sum(
            one.number or 0 for one in self.unread if one.table == table and one.in_part is in_part
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was not brought over whole, a sentence each."""
        told = [one.sentence for one in self.unread]
        if self.strays:
            rows = "1 row was" if self.strays == 1 else f"{self.strays:,} rows were"
            told.insert(0, f"{rows} found on pages that nothing leads to any more.")
        if self.fixed:
            steps = "1 step" if self.fixed == 1 else f"{self.fixed:,} steps"
            told.append(f"{steps} of the history cannot be undone any more.")
        return tuple(told)
