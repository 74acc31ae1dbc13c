"""What is held on somebody: told to them whole, or erased for good."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.errors import NotThere, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from feedbackdesk.domain.rows import Feedback, FollowUp, HistoryEntry, Organisation, Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing somebody did, and what it could not reach."""

    feedback: int
    """How many of their feedbacks are kept without words."""
    drafts: int
    """How many half-typed forms went with them."""
    elsewhere: tuple[int, ...]
    """Feedback of others that holds their name: to be looked at by the owner."""
    swept: bool
    """Whether no byte is left in the file; another program that reads it may be in the way."""
    copies: tuple[Path, ...]
    """Backups in which they still stand."""


def prune(copies: Iterable[Path]) -> list[Path]:
    """Delete backups; return those that could not be deleted."""
    left = []
    for path in copies:
        try:
            path.unlink(missing_ok=True)
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
    )


def must_be_erasable(read: Reader, person_id: int) -> Person:
    """Return the person; refuse one who was erased already."""
    person = read.person(person_id)
    if person is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    if person.erased_on is not None:
        raise Refusal("That person was erased already. Nothing was changed.")
    return person
