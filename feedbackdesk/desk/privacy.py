"""What is held on somebody: told to them whole, or erased for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import person_named
from feedbackdesk.desk.settings import settings
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.text import name_key
from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.domain.contact_points import ContactPoint
    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.domain.heap import Talk
    from feedbackdesk.domain.rows import Feedback, FollowUp, HistoryEntry, Organisation, Person
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.traces import Traces
    from feedbackdesk.store.unit import UnitOfWork


DRAFT = "draft"
"""What a half-typed form is, which is in no table."""
_CALLED = {
    "loss_reason": "reason", "follow_up": "what is owed", "template": "letter",
    "setting": "setting", "saved_view": "saved view", "print_run": "snapshot",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Something of others in which a person is named."""

    table: str
    key: int
    title: str
    """What it is, in a line: theme Jam."""


@dataclass(frozen=True, slots=True)
class ToErase:
    """What erasing somebody would do."""

    person_id: int
    name: str
    feedback: int
    """How many feedbacks lose their words and keep counting."""
    owed: int
    """How many follow-ups, open and done, lose theirs."""
    elsewhere: tuple[NamedIn, ...]
    """What is of others and names them."""
    may_name: tuple[NamedIn, ...]
    """What is of others and may name them: by a surname alone, initials, a handle."""
    spellings: tuple[str, ...]
    """How those call them: to be taken for their name, if they are meant."""
    talk: int = 0
    """How many messages on the heap go: theirs, and those that name them."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing somebody did, and what it could not reach."""

    feedback: int
    """How many of their feedbacks are kept without words."""
    drafts: int
    """How many half-typed forms went with them."""
    elsewhere: tuple[NamedIn, ...]
    """What is of others and still holds their name: to be looked at by the owner."""
    may_name: tuple[NamedIn, ...]
    """What is of others and may name them."""
    swept: bool
    """Whether no byte is left in the file; another program that reads it may be in the way."""
    copies: tuple[Path, ...]
    """The copies about the workspace, in which they still stand: to be reached next."""
    erasure: Erasure
    """By what they are known again in those."""
    names: tuple[str, ...]
    """What they were called."""
    reports: tuple[Path, ...]
    """Where everything held on them was written for them: to be looked for by the owner."""


def prune(copies: Iterable[Path]) -> list[Path]:
    """Delete backups; return those that could not be deleted, or are on a drive that is away."""
    left = []
    for path in copies:
        try:
            path.unlink(missing_ok=path.parent.exists())
        except OSError:
            left.append(path)
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    return left


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is held on one person."""

    person: Person
    stages: tuple[tuple[PersonStage, date], ...]
    organisation: Organisation | None
    merged: tuple[Person, ...]
    """Records that were merged into this one."""
    referred_by: Person | None
    referred: tuple[Person, ...]
    feedback: tuple[Feedback, ...]
    owed: tuple[FollowUp, ...]
    steps: tuple[HistoryEntry, ...]
    """What was done with their record, the newest first."""
    points: tuple[ContactPoint, ...] = ()
    """Every address and number, the first ones first."""
    talk: tuple[Talk, ...] = ()
    """What of the heap is theirs, or names them."""


def held_on(read: Reader, person_id: int) -> Held:
    """Return everything that is held on a person; raises NotThere."""
    person = read.person(person_id)
    if person is None:
        raise NotThere("That person is no longer there. Nothing was written.")
    above = read.referrers_of(person.id)
    return Held(
        person=person,
        stages=tuple(read.stages_of(person.id)),
        organisation=read.organisation(person.organisation_id) if person.organisation_id else None,
        merged=tuple(read.people_merged_into(person.id)),
        referred_by=above[0] if above else None,
        referred=tuple(one for depth, one in read.referred_from(person.id) if depth == 1),
        feedback=tuple(read.feedback_page(read.feedback_of("person", person.id))),
        owed=tuple(read.follow_ups_of("", person_id=person.id)),
        steps=tuple(read.history_of("person", person.id)),
        points=tuple(read.contact_points("person", person.id)),
        talk=tuple(read.heap_held(read.traces(person.id).heap)),
    )


def to_be_erased(read: Reader, person_id: int, also: Sequence[str] = ()) -> ToErase:
    """Return what erasing somebody would do; refuse one who was erased already.

    What they are `also` called counts as a name of theirs.
    """
    traces = erasable(read, person_id, also)
    may_name, spellings = weakly_named_in(read, traces)
    return ToErase(
        person_id,
        traces.name,
        len(traces.rows["feedback"]),
        len(traces.rows["follow_up"]),
        named_in(read, traces.elsewhere),
        may_name,
        spellings,
        len(traces.heap),
    )


def with_forms(what: ToErase, forms: Iterable[Draft]) -> ToErase:
    """Return what erasing would do, with the half-typed forms that may name them."""
    may = (NamedIn(DRAFT, 0, f"half-typed form: {one.title}") for one in forms)
    return replace(what, may_name=(*what.may_name, *may))


def to_be_erased_named(read: Reader, text: str, also: Sequence[str] = ()) -> ToErase:
    """Return what erasing the person of a name, an address or a key would do.

    Also somebody who was deleted: the log still has them.
    """
    try:
        return to_be_erased(read, person_named(read, text).id, also)
    except Ambiguous:
        raise
    except NotThere:
        key = name_key(text)
        found = [
            one
            for one in read.gone_people()
            if key in {name_key(one[1]), name_key(one[2] or "")} or key == str(one[0])
        ]
        if not found:
            raise
        if len({name_key(email or "") for _key, _name, email in found}) > 1:
            listed = "; ".join(f"{name} ({email}, id {one})" for one, name, email in found[:8])
            raise Ambiguous(
                f"Several people who were deleted were called “{text[:80]}”: {listed}. "
                "Nothing was changed; give the id."
            ) from None
        return to_be_erased(read, found[-1][0], also)


def erasable(read: Reader, person_id: int, also: Sequence[str] = ()) -> Traces:
    """Return what is held on a person, to be erased; refuse one who was erased already.

    A record that was merged into another is no person of its own: half of one would stay.
    """
    root = read.speaker(read.root_of("person", person_id))
    if root is not None and root.erased_on is not None:
        raise Refusal("That person was erased already. Nothing was changed.")
    if root is not None and root.id != person_id:
        raise Refusal(
            f"That record was merged into {root.name}. Nothing was changed; erase {root.name} "
            "to erase both."
        )
    traces = read.traces(person_id, also)
    if not traces.names:
        raise NotThere("That person is no longer there. Nothing was changed.")
    return traces


def named_in(read: Reader, rows: Iterable[tuple[str, int]]) -> tuple[NamedIn, ...]:
    """Return what is of others and names somebody, by table and key, with what each is called."""
    found = []
    for table, key in rows:
        what = _CALLED.get(table, table)
        name = read.name_of(table, key)
        title = f"{what} {key}" if name == table.replace("_", " ") else f"{what} {key}: {name}"
        found.append(NamedIn(table, key, title))
    return tuple(found)


def weakly_named_in(read: Reader, traces: Traces) -> tuple[tuple[NamedIn, ...], tuple[str, ...]]:
    """Return what is of others and may name somebody, and by which spellings."""
    rows, spellings = read.weakly_naming(traces)
    return named_in(read, rows), spellings


def past_retention(read: Reader) -> list[tuple[Person, date]]:
    """Return who was not heard of for so long that keeping them asks for a reason.

    With the last day on which they were; the longest ago first. Customers are not among
    them, and nobody is while the setting `retention_months` is empty.
    """
    months = settings(read)["retention_months"]
    if not months:
        return []
    today = local_today()
    oldest = months_before(today, int(months))
    heard = read.last_heard_of_all()
    found = []
    for person in read.people():
        last = date.fromisoformat(heard[person.id]) if person.id in heard else None
        days = [day for day in (last, person.stage_since, person.kept_on) if day is not None]
        latest = max(days, default=None)
        kept = person.stage is PersonStage.CUSTOMER or person.erased_on is not None
        if latest is not None and latest < oldest and not kept and not person.owed:
            found.append((person, latest))
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))


@step("Keep what is held on {person_id:person}")
def keep_on_record(work: UnitOfWork, person_id: int) -> None:
    """Remember that the owner chose to keep what is held on somebody, until it is due again."""
    if work.read.speaker(person_id) is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    work.update("person", person_id, kept_on=local_today().isoformat())


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier, or the last of its month; below zero later."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first.replace(day=min(day.day, (after - first).days)), day)
