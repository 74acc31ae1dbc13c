"""The heap: talk that was brought in, kept as feedback or dropped, and gone after its time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.importing.taking import record_found
from feedbackdesk.desk.privacy import months_before
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import assign_theme, find_or_make_theme
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.found import FoundFeedback, FoundWho, Origin
from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.desk.door import Door
    from feedbackdesk.domain.found import Aside
    from feedbackdesk.domain.heap import HeapCounts, Talk
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

_SAID_BEFORE = timedelta(days=7)
"""What goes is said so long before."""


@dataclass(frozen=True, slots=True)
class Keep:
    """How one message is kept: as what, under which theme, by which of its words."""

    heap_id: int
    kind: Kind = Kind.REQUEST
    theme: str = ""
    """Nothing for the inbox."""
    quote: str = ""


@step("Keep {number} from the heap")
def keep(work: UnitOfWork, some: Sequence[Keep], number: str) -> list[int]:
    """Make feedback of messages; return its keys in order. `number` says how many, in words.

    Who wrote is known or made with it, as for a file that is brought in. Raises NotThere where
    one is not on the heap any more, Refusal where somebody was erased; then nothing is changed.
    """
    del number  # for the label
    talk = _open(work.read, [one.heap_id for one in some])
    keys = record_found(work, [_record(talk[one.heap_id], one) for one in some])
    for one, key in zip(some, keys, strict=True):
        feedback = work.read.feedback(key)
        if one.theme and feedback is not None and not feedback.mentions:  # it was here before
            assign_theme(work, key, find_or_make_theme(work, one.theme))
        _decide(work, one.heap_id, key)
    return keys


@step("Drop {number} from the heap")
def drop(work: UnitOfWork, heap_ids: Sequence[int], number: str) -> None:
    """Take messages off the heap that are no feedback; they are deleted after `heap_days`.

    Raises NotThere where one is not on the heap any more; then nothing is changed.
    """
    del number  # for the label
    for key in _open(work.read, heap_ids):
        _decide(work, key, None)


def _open(read: Reader, heap_ids: Sequence[int]) -> dict[int, Talk]:
    """Return messages that wait, by key."""
    found = {one.id: one for one in read.heap_page(read.heap_waits(heap_ids))}
    if len(found) < len(set(heap_ids)):
        raise NotThere(_("That is no longer on the heap. Nothing was changed."))
    return found


def _decide(work: UnitOfWork, heap_id: int, became: int | None) -> None:
    work.insert("heap_decision", heap_row=heap_id, became=became, decided_at=work.at)


def _record(talk: Talk, as_what: Keep) -> FoundFeedback:
    return FoundFeedback(
        Origin("heap", str(talk.id), talk.place),
        talk.text,
        FoundWho(talk.name, talk.organisation, talk.email, talk.phone),
        talk.on,
        as_what.kind,
        talk.channel,
        themes=(as_what.theme,) if as_what.theme else (),
        quote=as_what.quote,
    )


# What is asked


def counts(read: Reader) -> HeapCounts:
    """Return how much lies on the heap, and what was decided of it."""
    months = settings(read)["heap_months"]
    if not months:
        return read.heap_counts("")
    since = months_before(local_today(), int(months))
    found = read.heap_counts(_moment_of(since, _SAID_BEFORE))
    if found.goes_on is None:
        return found
    return replace(found, goes_on=months_before(found.goes_on, -int(months)))


def waiting(read: Reader) -> list[Talk]:
    """Return all that waits to be looked at, the oldest first."""
    return read.heap_page(read.heap_ids())


def aside(read: Reader, why: Aside) -> list[Talk]:
    """Return what was set aside for a reason, the newest first."""
    return read.heap_page(read.heap_aside_ids(why))


def talk(read: Reader, heap_ids: Sequence[int]) -> list[Talk]:
    """Return messages, in the order of their keys; those that are gone are left out."""
    return read.heap_page(heap_ids)


def answered(read: Reader, heap_id: int) -> Talk | None:
    """Return the message that one replies to, where it was brought in, too."""
    found = read.heap_page([heap_id])
    return read.heap_answered(found[0].answers) if found and found[0].answers else None


# What goes


def let_go(desk: Door) -> int:
    """Delete what was decided, or waits, for too long; return how many messages.

    Their keyed marks stay, so that they do not come again. Nothing goes while the workspace may
    only be read.
    """
    if desk.read_only:
        return 0
    decided, waited = desk.ask(_limits)
    return desk.delete_from_heap(decided, waited)


def _limits(read: Reader) -> tuple[str, str]:
    """Return the moments before which what was decided, and what came, goes."""
    chosen, today = settings(read), local_today()
    days, months = chosen["heap_days"], chosen["heap_months"]
    decided = _moment_of(today - timedelta(days=int(days))) if days else ""
    waited = _moment_of(months_before(today, int(months))) if months else ""
    return decided, waited


def _moment_of(day: date, later: timedelta = timedelta()) -> str:
    """Return the beginning of a day here as the log keeps moments."""
    begins = datetime(day.year, day.month, day.day).astimezone() + later
    return begins.astimezone(UTC).isoformat(timespec="microseconds")
