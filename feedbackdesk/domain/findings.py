"""What a check of a workspace finds: what is wrong, and what the owner can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What kind of thing is wrong."""

    UNREADABLE = "unreadable"
    """A part of the file makes no sense: a disk does that, or a program that wrote into it."""
    POINTS_NOWHERE = "points nowhere"
    """A row is about another one that is not there."""
    ROWS_UNFOUND = "rows unfound"
    """An index does not lead to every row of its table."""
    KEPT_WRONGLY = "kept wrongly"
    """What is kept for speed is not what the tables say."""
    SEARCH = "search"
    """The index for searching does not fit the texts."""
    NOT_SWEPT = "not swept"
    """Words of somebody who was erased may be left in the file."""
    CONFLICT = "conflict"
    """A file beside it began as it did and went another way: two computers wrote at once."""


MENDS = {
    Trouble.UNREADABLE: (
        "Go back to the newest good backup, or rescue every row that can be read into a new "
        "file. Until then the workspace is only read."
    ),
    Trouble.POINTS_NOWHERE: (
        "Rescue the workspace into a new file: there, what is missing has a stand-in, and is named."
    ),
    Trouble.ROWS_UNFOUND: "Make the index anew from its table; nothing that was said changes.",
    Trouble.KEPT_WRONGLY: "Count it anew; nothing that was said changes.",
    Trouble.SEARCH: "Make the index anew from the texts; nothing that was said changes.",
    Trouble.CONFLICT: (
        "Compare the two step by step (conflicts), record again what only the other one has, and "
        "put that one away."
    ),
    Trouble.NOT_SWEPT: "Close the workspace in the other program that reads it, and check again.",
}
"""What helps against each."""

MENDED_IN_PLACE = frozenset(
    {Trouble.ROWS_UNFOUND, Trouble.KEPT_WRONGLY, Trouble.SEARCH, Trouble.NOT_SWEPT}
)
"""What is made anew from the tables: nothing that anybody said or did hangs on it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    kind: Trouble
    what: str
    """A sentence, without its full stop, that says where and how many."""

    @property
    def mend(self) -> str:
        """What the owner can do about it."""
        return MENDS[self.kind]

    @property
    def is_mended_in_place(self) -> bool:
        """Whether `check --mend` makes it good, in the file itself."""
        return self.kind in MENDED_IN_PLACE
