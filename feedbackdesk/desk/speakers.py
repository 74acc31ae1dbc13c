"""Who spoke, found or made while something is recorded, and what is learned of them with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import Match, firm_called, identify
from feedbackdesk.desk.settings import country_of
from feedbackdesk.desk.telephones import same_number
from feedbackdesk.desk.twins import remember_apart
from feedbackdesk.domain.contact_points import ContactPoint, PointKind
from feedbackdesk.domain.text import clean_name, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from feedbackdesk.desk.identity import Speaker
    from feedbackdesk.domain.rows import Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.unit import UnitOfWork, Value


@dataclass(frozen=True, slots=True)
class Found:
    """Who a speaker is: the keys, and what the person was before now (None if they are new)."""

    person_id: int | None
    organisation_id: int | None
    """For whom they spoke this time."""
    stage_before: PersonStage | None = None
    since: date | None = None
    """Since when they were that."""


def find_speaker(work: UnitOfWork, speaker: Speaker, on: date, *, new_stage: PersonStage) -> Found:
    """Return the person and the organisation that were named, made if missing.

    Being recognised changes nobody's name, stage or organisation. What was said of them does:
    a further address or number is kept, an organisation where they had none, a stage.
    """
    match = identify(work.read, speaker)
    organisation_id = match.organisation.id if match.organisation is not None else None
    if organisation_id is None and match.speaker.organisation:
        organisation_id = make_organisation(work, match.speaker.organisation)
    if match.person is not None:
        learn(work, match, organisation_id, on)
        theirs = match.person.organisation_id
        known = match.person
        return Found(known.id, organisation_id or theirs, known.stage, known.stage_since)
    if not match.speaker.name:
        if organisation_id is not None and speaker.stage is not None:
            work.update("organisation", organisation_id, stage=speaker.stage.value)
        return Found(None, organisation_id)
    stage = speaker.stage or new_stage
    person_id = _make_person(work, match.speaker, organisation_id, stage, on)
    if speaker.is_new:  # so that nobody asks again
        for other in match.others:
            remember_apart(work, "person", person_id, other.id)
    return Found(person_id, organisation_id)


def _make_person(
    work: UnitOfWork,
    speaker: Speaker,
    organisation_id: int | None,
    stage: PersonStage,
    on: date,
) -> int:
    name = clean_name(speaker.name or "")
    person_id = work.insert(
        "person",
        name=name,
        key=name_key(name),
        email=speaker.email,
        email_key=name_key(speaker.email) if speaker.email else None,
        phone=speaker.phone,
        organisation_id=organisation_id,
        stage=stage.value,
        stage_since=on.isoformat(),
    )
    work.insert("person_stage", person_id=person_id, stage=stage.value, since_on=on.isoformat())
    return person_id


def become(work: UnitOfWork, person_id: int, stage: PersonStage, on: date) -> None:
    """Let a person be something else from a day on; what they were before is kept."""
    person = work.read.speaker(person_id)
    if person is None or person.stage is stage:
        return
    if person.stage_since is not None and not work.read.stage_rows(person_id):
        work.insert(
            "person_stage",
            person_id=person_id,
            stage=person.stage.value,
            since_on=person.stage_since.isoformat(),
        )
    work.update("person", person_id, stage=stage.value, stage_since=on.isoformat())
    work.insert("person_stage", person_id=person_id, stage=stage.value, since_on=on.isoformat())


def learn(work: UnitOfWork, match: Match, organisation_id: int | None, on: date) -> None:
    """Keep what was newly said about a person we know."""
    person, speaker = match.person, match.speaker
    assert person is not None  # noqa: S101  (the caller looked)
    facts: dict[str, Value] = {}
    if speaker.email and not person.email:
        facts |= {"email": speaker.email, "email_key": name_key(speaker.email)}
    if speaker.phone and not person.phone:
        facts["phone"] = speaker.phone
    if facts:
        work.update("person", person.id, **facts)
    _keep_further(work, person, speaker)
    if speaker.stage and speaker.stage is not person.stage:
        last = work.read.last_heard(person.id)
        if not last or on.isoformat() >= last:
            become(work, person.id, speaker.stage, on)
    if organisation_id is not None and person.organisation is None:
        join(work, person, organisation_id)


def _keep_further(work: UnitOfWork, person: Person, speaker: Speaker) -> None:
    """Keep an address or a number beside those a person has."""
    further = []
    if speaker.email and person.email:
        further.append(ContactPoint(PointKind.EMAIL, speaker.email))
    if speaker.phone and person.phone:
        further.append(ContactPoint(PointKind.PHONE, speaker.phone))
    if not further:
        return
    known = work.read.contact_points("person", person.id)
    country = country_of(work.read)
    for point in further:
        if not any(is_same_point(point, each, country) for each in known):
            keep_point(work, "person", person.id, point)


def is_same_point(one: ContactPoint, other: ContactPoint, country: str | None) -> bool:
    """Return whether two addresses or numbers reach the same."""
    if one.kind is not other.kind:
        return False
    if one.kind is PointKind.PHONE:
        return same_number(one.value, other.value, country) or one.value == other.value
    return one.key == other.key


def keep_point(work: UnitOfWork, table: str, key: int, point: ContactPoint) -> None:
    """Keep a further address or number of a person or an organisation."""
    work.insert(
        "contact_point",
        person_id=key if table == "person" else None,
        organisation_id=key if table == "organisation" else None,
        kind=point.kind.value,
        value=point.value,
        key=point.key,
        label=point.label,
    )


def join(work: UnitOfWork, person: Person, organisation_id: int) -> None:
    """Let a person belong to an organisation; see domain/accounts.py for what that counts."""
    work.update("person", person.id, organisation_id=organisation_id)
    if person.organisation_id is None:
        take_along(work, work.read.records_of("person", person.id), organisation_id)


def take_along(work: UnitOfWork, records: Iterable[int], organisation_id: int) -> None:
    """Write an organisation on all that records of people said without one."""
    for key in records:
        work.update_where(
            "feedback",
            {"person_id": key, "organisation_id": None},
            organisation_id=organisation_id,
        )


def find_or_make_organisation(work: UnitOfWork, text: str) -> int:
    """Return the organisation of a name, made if it is missing; raises Ambiguous."""
    found = firm_called(work.read, text)
    return found.id if found is not None else make_organisation(work, text)


def make_organisation(work: UnitOfWork, text: str) -> int:
    """Make an organisation of a name; return its key."""
    name = clean_name(text, "organisation’s name")
    return work.insert("organisation", name=name, key=name_key(name))
