"""What leaves the desk about the log: which steps are wanted, and what a step changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from array import array
    from datetime import date

    from feedbackdesk.domain.rows import HistoryEntry


@dataclass(frozen=True, slots=True)
class HistoryKeys:
    """Steps by their keys, the newest first, and the days they were done on."""

    ids: array[int]
    days: tuple[tuple[int, date], ...]
    """Where a day begins, reading from the newest: the step's key, and the local day."""
    rows: array[int]
    """The keys again, with a heading before each day: its ordinal number, below zero."""


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which steps of the log are wanted; nothing said means all of them."""

    words: str = ""
    """All of them stand in the label, the author, or the name of something it changed."""
    source: str = ""
    tables: tuple[str, ...] = ()
    """It changed a row of one of these."""
    of: tuple[str, int] | None = None
    """It changed this row, or what is part of it."""

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return not (self.words.strip() or self.source or self.tables or self.of)


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One row that a step changed, as the log keeps it."""

    id: int
    verb: str
    """insert, update or delete."""
    table: str
    key: int
    before: dict[str, Any]
    """The columns that an update changed, or the whole row that was deleted."""
    after: dict[str, Any]
    """The columns that an update changed."""
    image: dict[str, Any]
    """The whole row as the change left it, or deleted it."""


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A fact of something that a step changed, in words."""

    column: str
    word: str
    before: str | None
    """None where there was nothing before, or it is new."""
    after: str | None
    """None where there is nothing any more, or it was deleted."""
    is_cut: bool = False
    """Whether there is more of it than stands here."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a step changed, in words."""

    id: int
    """The key of the change in the log."""
    verb: str
    words: str
    fields: tuple[ChangedField, ...] = ()
    thing: tuple[str, int] | None = None
    """What to show for it: table and key."""


@dataclass(frozen=True, slots=True)
class StepStory:
    """A step with the first of what it changed."""

    entry: HistoryEntry
    changes: tuple[Changed, ...]
    number: int
    """How many rows it changed in all."""
