"""Who is on the line: what they said before and what they are owed, in one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.text import name_key

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import Feedback, FollowUp, Organisation, Person
    from feedbackdesk.domain.words import Feeling, PersonStage
    from feedbackdesk.store.reader import Reader

SHOWN = 3
"""How many of the last feedbacks are told."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was named, with all that is worth knowing before they are answered."""

    name: str
    """The person's, or the organisation's where no person is known."""
    organisation: str | None = None
    """Of a person who is known."""
    known: bool = False
    """Whether the person is known; without a person, whether the organisation is."""
    from_known: bool = False
    """Whether somebody new speaks for a known organisation, which the rest is then about."""
    namesakes: int = 0
    """How many people have the name, where it is not clear who of them it is."""
    stage: PersonStage | None = None
    since: date | None = None
    """The day of the stage, where it is known, else of the first feedback."""
    value: int | None = None
    """What they are worth a year, in hundredths of the currency."""
    currency: str = ""
    said: int = 0
    """How many times they spoke."""
    mood: Feeling | None = None
    """How they sounded the last time that it was noted."""
    mood_on: date | None = None
    last: tuple[Feedback, ...] = ()
    """What they said last, newest first."""
    owed: tuple[FollowUp, ...] = ()
    """What is open, the earliest due first."""


def caller(
    read: Reader, *, person_id: int | None = None, name: str = "", organisation: str = ""
) -> Caller | None:
    """Return what is known about whoever is named, as recording would find them.

    A person who was picked is taken by key; a name must be that of one person, within
    the organisation if one is named. None where nobody is named.
    """
    if person_id is not None and (picked := read.person(person_id)) is not None:
        return _person(read, picked)
    firm = _only_firm(read, organisation)
    key = name_key(name)
    if not key:
        return _firm(read, firm, organisation) if name_key(organisation) else None
    if not name_key(organisation):
        people = read.people_named(key)
    elif firm is not None:
        people = read.people_named(key, firm.id)
    else:
        people = []
    if len(people) == 1:
        return _person(read, people[0])
    if people:
        return Caller(name.strip(), namesakes=len(people))
    if firm is None:
        return Caller(name.strip())
    return _about(read, "organisation", firm.id, name=firm.name, from_known=True, stage=firm.stage,
                  value=firm.value)  # fmt: skip


def others_saying_so(read: Reader, feedback_id: int) -> int:
    """Return how many other accounts stand behind the themes that a feedback mentions."""
    return read.others_behind(feedback_id)


def _only_firm(read: Reader, name: str) -> Organisation | None:
    found = read.organisations_named(name_key(name)) if name_key(name) else []
    return found[0] if len(found) == 1 else None


def _person(read: Reader, one: Person) -> Caller:
    value = one.value
    if value is None and one.organisation_id is not None:
        firm = read.organisation(one.organisation_id)
        value = firm.value if firm is not None else None
    return _about(
        read,
        "person",
        one.id,
        name=one.name,
        organisation=one.organisation,
        known=True,
        stage=one.stage,
        since=one.stage_since,
        value=value,
    )


def _firm(read: Reader, firm: Organisation | None, name: str) -> Caller:
    if firm is None:
        return Caller(name.strip())
    return _about(
        read, "organisation", firm.id, name=firm.name, known=True, stage=firm.stage,
        value=firm.value,
    )  # fmt: skip


def _about(
    read: Reader,
    table: str,
    key: int,
    *,
    name: str,
    stage: PersonStage | None,
    value: int | None,
    since: date | None = None,
    organisation: str | None = None,
    known: bool = False,
    from_known: bool = False,
) -> Caller:
    said, first_on = read.times_heard(table, key)
    mood = read.last_feeling(table, key)
    return Caller(
        name=name,
        organisation=organisation,
        known=known,
        from_known=from_known,
        stage=stage,
        since=since or first_on,
        value=value,
        currency=settings(read)["currency"],
        said=said,
        mood=mood[0] if mood else None,
        mood_on=mood[1] if mood else None,
        last=tuple(read.feedback_page(read.last_words(table, key, SHOWN))),
        owed=tuple(read.owed_to(table, key, local_today().isoformat())),
    )
