"""What would happen with a file, gathered for the page off the window's thread.

A file may hold a hundred thousand records: whoever shows it looks at none of them twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedbackdesk.domain.foreseen import Fate

if TYPE_CHECKING:
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.foreseen import Choices, Entry, Foreseen
    from feedbackdesk.domain.found import Found, Record
    from feedbackdesk.exchange.tables.preview import Preview

SHOWN = 500
"""So many records of what is no table are shown; the rest is counted."""
NAMED = 4
"""So many refused records are named in the sums."""
_FIRST = {Fate.REFUSED, Fate.CHANGED}


@dataclass(frozen=True, slots=True)
class Seen:
    """A record, and what would become of it."""

    at: int
    record: Record | None
    """None for what could not be read."""
    entry: Entry


@dataclass(slots=True)
class Outlook:
    """What is foreseen, and the few records of it that the page names."""

    found: Found
    foreseen: Foreseen
    preview: Preview | None
    refused: list[Entry] = field(default_factory=list)
    """The first ones."""
    asking: dict[str, str] = field(default_factory=dict)
    """Where the first record stands that hangs on a question, by its name."""
    rows: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """Of a table: what becomes of the rows that are shown, by their places."""
    shown: list[Seen] = field(default_factory=list)
    """Of what is no table: the first records, those that are refused or changed before the rest."""
    new: list[int] = field(default_factory=list)
    """The places of the records in the file's order; likewise those that changed."""
    changed: list[int] = field(default_factory=list)
    gone: list[tuple[str, int]] = field(default_factory=list)
    """Records here, by table and key."""


def outlook(read: Moment, found: Found, preview: Preview | None, choices: Choices) -> Outlook:
    """Return what bringing in a file would do now, as the page shows it."""
    from feedbackdesk.desk.importing.foreseeing import foresee

    foreseen = foresee(read, found, choices)
    made = Outlook(found, foreseen, preview)
    made.gone = [(one.table, one.row_id) for one in foreseen.gone]
    shown = {row.place for row in preview.rows} if preview is not None else set()
    first: list[Seen] = []
    for at, one in enumerate(foreseen.entries):
        if one.fate is Fate.REFUSED:
            if len(made.refused) < NAMED:
                made.refused.append(one)
        elif at < len(found.records):
            if one.fate is Fate.TAKEN:
                made.new.append(at)
            elif one.fate is Fate.CHANGED:
                made.changed.append(at)
        for name in one.asks:
            made.asking.setdefault(name, one.place)
        if one.place in shown:
            made.rows[one.place].append(one)
        if preview is None:
            some = first if one.fate in _FIRST else made.shown
            if len(some) < SHOWN:
                record = found.records[at] if at < len(found.records) else None
                some.append(Seen(at, record, one))
    made.shown = (first + made.shown)[:SHOWN]
    _ = foreseen.numbers  # counted here, and kept
    return made
