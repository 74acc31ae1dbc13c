"""What is known of a column beyond its type: it stands on the column, and nowhere else.

Undo, merging, erasing, search and the history follow from it: see columns.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Column


class Holds(StrEnum):
    """Whether a text may hold what names a person."""

    NOBODY = "nobody"
    """Nobody is named in it: a day, a moment, a word of a list, a mark of ours."""
    WORDS = "words"
    """Somebody typed it, and anybody may be named in it."""
    OWN = "own"
    """What a person is called, or how they are reached."""
    KEY = "key"
    """What another column is compared by: it names whom that one names."""
    IMAGE = "image"
    """What other columns held, in the log: it is taken out with what they held."""


class Form(StrEnum):
    """How a text is written that is read again as something else."""

    UID = "32 hexadecimal digits"
    DAY = "2026-11-20"
    MOMENT = "2026-11-20T12:30:00+00:00"
    JSON = "{...} or [...]"
    REVISION = "four digits"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a column is for."""

    holds: Holds | None = None
    """None for what is no text."""
    form: Form | None = None
    """How it is written; None for words."""
    words: frozenset[str] = frozenset()
    """What alone may stand there, where that is a list."""
    key_of: str = ""
    """The column that it follows from, and goes with: what that one is compared by."""
    called: bool = False
    """Whether its row is called by it."""
    searched: bool = False
    """Whether the index for searching has it, beside what its row is called."""
    lent: bool = False
    """Whether a merge gives it to a record that has none."""
    erased: str = ""
    """What stands there, in SQL, once whom its row is about is erased; empty where it stays."""
    if_named: bool = False
    """Whether it is erased only where it names them."""
    among: str = ""
    """The table whose names it shares, where it may be unlike them, too."""
    owned: bool = False
    """Whether its row is part of the one that it points to."""
    derived: bool = False
    """Whether it follows from others: it is neither logged nor undone."""


_NONE = Facts()


def facts(holds: Holds | None = None, **more: Any) -> dict[str, Any]:
    """Return the facts of a column as its info; `more` are those of `Facts`."""
    return {"facts": Facts(holds, **more)}


def facts_of(column: Column[Any]) -> Facts:
    """Return what a column says of itself."""
    found: Facts = column.info.get("facts", _NONE)
    return found
