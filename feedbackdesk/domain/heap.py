"""The heap: talk that was brought in, and is no feedback yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from feedbackdesk.domain.found import Aside
    from feedbackdesk.domain.words import Channel, Kind

STRIP = 50
"""So many of the last decisions tell whether going on pays."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One message on the heap."""

    id: int
    text: str
    file: str
    """What the file was called that it came with."""
    place: str
    """Where it stands in that: “message 3”."""
    on: date | None = None
    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    subject: str = ""
    channel: Channel | None = None
    aside: Aside | None = None
    """Why nobody needs to look at it."""
    attached: tuple[str, ...] = ()
    """The names of what hung on it."""
    answers: str = ""
    """The mark of the message that it replies to."""

    @property
    def speaker(self) -> str:
        """Who wrote, as one line: name or address, and organisation."""
        who = self.name or self.email or self.phone
        return ", ".join(part for part in (who, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class HeapCounts:
    """How much lies on the heap, and what was decided of it."""

    waiting: int
    files: int
    """How many files those that wait came with."""
    aside: Mapping[Aside, int]
    decided: int
    last: tuple[bool, ...]
    """The last decisions, the oldest first: whether each was kept."""
    goes: int = 0
    """How many go within a week, since they have waited too long."""
    goes_on: date | None = None
    """The day on which the first of them does, as the desk tells it."""

    @property
    def kept(self) -> int:
        """How many of the last decisions were to keep."""
        return sum(self.last)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of one message."""

    heap_id: int
    kept: bool
    kind: Kind | None = None
    """As what it was kept."""
