"""What the columns of a table were taken for, remembered for the next one with these names.

On this computer, for one workspace; a table is known again by a hash of its columns' names, so
that nothing of it is kept but the words of this program, and which of its sheets was read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.remembered import Remembered

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 100
"""So many tables are remembered; the one that was brought in the longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table was understood."""

    fields: tuple[str, ...] = ()
    """What each column is, in their order; none where it is only known how it is read."""
    row: str = ""
    """What one row is."""
    read_by: dict[str, str] = field(default_factory=dict)
    """How it is read before it has columns: the row with the names, separator, encoding, sheet."""


class Mappings:
    """The tables that were brought into one workspace here."""

    def __init__(self, workspace: Path) -> None:
        """Stand before what is remembered; nothing is read yet."""
        self._memory = Remembered(workspace, "tables")

    def of(self, key: str) -> Mapping | None:
        """Return how a table was understood, by its key."""
        return _read(self._memory.load().get(key))

    def keep(self, key: str, mapping: Mapping) -> None:
        """Remember how a table was understood."""
        known = self._memory.load()
        known.pop(key, None)
        known[key] = asdict(mapping)
        self._memory.save(dict(list(known.items())[-_MOST:]))

    def forget(self, key: str) -> None:
        """Let a table be guessed anew."""
        known = self._memory.load()
        if known.pop(key, None) is not None:
            self._memory.save(known)


def _read(kept: Any) -> Mapping | None:
    """Return what was kept; None where it is not what this program wrote."""
    if not isinstance(kept, dict):
        return None
    fields, row, read_by = (kept.get(name) for name in ("fields", "row", "read_by"))
    if not isinstance(fields, list) or not isinstance(row, str) or not isinstance(read_by, dict):
        return None
    words = [*fields, *read_by, *read_by.values()]
    if not all(isinstance(one, str) for one in words):
        return None
    return Mapping(tuple(fields), row, read_by)
