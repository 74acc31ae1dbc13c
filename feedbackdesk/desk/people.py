"""People and organisations: found by what was typed, made in place, corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.step import step
from feedbackdesk.domain.accounts import DELETED_KEY, DELETED_ORGANISATION, DELETED_PERSON
from feedbackdesk.domain.dates import local_today, past_day
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.money import amount
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from feedbackdesk.domain.rows import Organisation, Person
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.schema import TableName
    from feedbackdesk.store.unit import UnitOfWork, Value

_EMAIL = re.compile(r"^[^@\s<>,;]+@[^@\s<>,;]+$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, as it was typed: any of it may be missing."""

    name: str | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None
    stage: PersonStage | None = None
    person_id: int | None = None
    """A person who was chosen from a list, rather than typed."""


def clean_email(text: str) -> str:
    """Return an e-mail address; refuse what cannot be one."""
    address = clean(text)
    if len(address) > 254 or not _EMAIL.match(address):
        raise Refusal(f"“{address[:60]}” is not an e-mail address. Nothing was changed.")
    return address


@dataclass(frozen=True, slots=True)
class Found:
    """Who a speaker is: the keys, and what the person was before now (None if they are new)."""

    person_id: int | None
    organisation_id: int | None
    stage_before: PersonStage | None = None


def find_speaker(work: UnitOfWork, speaker: Speaker, on: date, *, new_stage: PersonStage) -> Found:
    """Return the person and the organisation that were named, made if missing.

    A person is found by e-mail, then by name within the organisation; without an
    organisation a name matches the only person of that name.
    """
    organisation_id = None
    if speaker.organisation and clean(speaker.organisation):
        organisation_id = find_or_make_organisation(work, speaker.organisation)
    person = _find_person(work, speaker, organisation_id)
    if person is None:
        if not (speaker.name and clean(speaker.name)):
            if speaker.email or speaker.phone:
                raise Refusal("Somebody new needs a name beside the address. Nothing was changed.")
            if organisation_id is not None and speaker.stage is not None:
                work.update("organisation", organisation_id, stage=speaker.stage.value)
            return Found(None, organisation_id)
        stage = speaker.stage or new_stage
        return Found(_make_person(work, speaker, organisation_id, stage, on), organisation_id)
    _learn(work, person, speaker, organisation_id, on)
    return Found(person.id, organisation_id or person.organisation_id, person.stage)


def _find_person(work: UnitOfWork, speaker: Speaker, organisation_id: int | None) -> Person | None:
    if speaker.person_id is not None:
        person = work.read.speaker(speaker.person_id)
        if person is None:
            raise NotThere("That person is no longer there. Nothing was changed.")
        if person.erased_on is None:
            return person  # else it is somebody new, by what was typed
    if speaker.email:
        found = work.read.people_with_email(name_key(clean_email(speaker.email)))
        if found:
            return _only(found, speaker.email)
    if not (speaker.name and clean(speaker.name)):
        return None
    name = clean_name(speaker.name)
    found = work.read.people_named(name_key(name), organisation_id)
    if speaker.email:
        # Somebody of that name who is known under another address is somebody else.
        found = [person for person in found if person.email is None]
    return _only(found, name) if found else None


def _only(found: list[Person], name: str) -> Person:
    if len(found) > 1:
        listed = "; ".join(
            f"{person.name} ({person.organisation or person.email or 'no organisation'}, "
            f"id {person.id})"
            for person in found[:8]
        )
        raise Ambiguous(
            f"Several people are called “{name}”: {listed}. Nothing was changed; "
            "name the organisation or the e-mail address too."
        )
    return found[0]


def _make_person(
    work: UnitOfWork,
    speaker: Speaker,
    organisation_id: int | None,
    stage: PersonStage,
    on: date,
) -> int:
    name = clean_name(speaker.name or "")
    email = clean_email(speaker.email) if speaker.email else None
    person_id = work.insert(
        "person",
        name=name,
        key=name_key(name),
        email=email,
        email_key=name_key(email) if email else None,
        phone=clean(speaker.phone) if speaker.phone else None,
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


def _be_since(work: UnitOfWork, person_id: int, on: date) -> None:
    """Let what a person is now have begun on another day; what it now covers is forgotten."""
    stages = work.read.stage_rows(person_id)
    person = work.read.speaker(person_id)
    if person is None:
        return
    work.update("person", person_id, stage_since=on.isoformat())
    if not stages or stages[0][1] is not person.stage:
        work.insert(
            "person_stage", person_id=person_id, stage=person.stage.value, since_on=on.isoformat()
        )
        stages = [(0, person.stage, ""), *stages]
    else:
        work.update("person_stage", stages[0][0], since_on=on.isoformat())
    for key, _stage, since_on in stages[1:]:
        if since_on >= on.isoformat():
            work.delete("person_stage", key)


def _learn(
    work: UnitOfWork, person: Person, speaker: Speaker, organisation_id: int | None, on: date
) -> None:
    """Keep what was newly said about a person we know."""
    facts: dict[str, Value] = {}
    if speaker.email and not person.email:
        email = clean_email(speaker.email)
        facts |= {"email": email, "email_key": name_key(email)}
    if speaker.phone and not person.phone:
        facts["phone"] = clean(speaker.phone)
    if speaker.stage and speaker.stage is not person.stage:
        last = work.read.last_heard(person.id)
        if not last or on.isoformat() >= last:
            become(work, person.id, speaker.stage, on)
    if facts:
        work.update("person", person.id, **facts)
    if organisation_id is not None and organisation_id != person.organisation_id:
        _join(work, person, organisation_id)


def _join(work: UnitOfWork, person: Person, organisation_id: int) -> None:
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
    """Return the organisation of a name, made if it is missing."""
    name = clean_name(text, "organisation’s name")
    found = work.read.organisations_named(name_key(name))
    if len(found) > 1:
        raise _several_organisations(name, found)
    return found[0].id if found else work.insert("organisation", name=name, key=name_key(name))


def _several_organisations(name: str, found: list[Organisation]) -> Ambiguous:
    listed = "; ".join(f"{one.name} (id {one.id})" for one in found[:8])
    return Ambiguous(f"Several organisations are called “{name}”: {listed}. Nothing was changed.")


def person_named(read: Reader, text: str) -> Person:
    """Return the person of a name, an e-mail address or a key."""
    found = read.people_named(name_key(text)) or read.people_with_email(name_key(text))
    if not found and text.strip().isdecimal() and (person := read.person(_key(text))):
        return person
    if not found:
        raise NotThere(f"There is nobody called “{text[:80]}”. Nothing was changed.")
    only = _only(found, text)
    return read.person(only.id) or only


def organisation_named(read: Reader, text: str) -> Organisation:
    """Return the organisation of a name or a key."""
    found = read.organisations_named(name_key(text))
    if not found and text.strip().isdecimal() and (one := read.organisation(_key(text))):
        return one
    if not found:
        raise NotThere(f"There is no organisation called “{text[:80]}”. Nothing was changed.")
    if len(found) > 1:
        raise _several_organisations(text, found)
    return found[0]


def _key(text: str) -> int:
    # SQLite's integers end at 63 bits; no key comes near.
    return min(int(text.strip()[:20]), 2**62)


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Corrections of a person: what is None stays, an empty text is taken away."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None
    stage: PersonStage | None = None
    since: date | None = None
    """The day on which they became what `stage` says, or what they are; today without it."""
    value: int | None = None
    clear_value: bool = False
    notes: str | None = None
    may_quote: bool | None = None
    may_contact: bool | None = None
    contact_how: str | None = None
    referred_by: str | None = None
    referrer_id: int | None = None
    """The person who referred them, chosen from a list rather than typed."""


@step("Edit {person_id:person}")
def edit_person(work: UnitOfWork, person_id: int, facts: PersonFacts) -> None:
    """Correct what is known about a person."""
    person = work.read.person(person_id)
    if person is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    must_not_be_erased(person)
    values: dict[str, Value] = {}
    if facts.name is not None:
        name = clean_name(facts.name)
        values |= {"name": name, "key": name_key(name)}
    if facts.email is not None:
        email = clean_email(facts.email) if clean(facts.email) else None
        values |= {"email": email, "email_key": name_key(email) if email else None}
    if facts.phone is not None:
        values["phone"] = clean(facts.phone) or None
    if facts.stage is not None:
        become(work, person_id, facts.stage, past_day(facts.since or local_today()))
    if facts.since is not None:
        _be_since(work, person_id, past_day(facts.since))
    if facts.value is not None or facts.clear_value:
        values["value"] = amount(facts.value)
    if facts.notes is not None:
        values["notes"] = clean(facts.notes)
    if facts.may_quote is not None:
        values["may_quote"] = int(facts.may_quote)
        values["may_quote_asked_on"] = local_today().isoformat()
    if facts.may_contact is not None:
        values["may_contact"] = int(facts.may_contact)
    if facts.contact_how is not None:
        values["contact_how"] = clean(facts.contact_how)[:300]
    if facts.referred_by is not None:
        values["referred_by"] = _referrer(work, person, facts.referred_by)
    if facts.referrer_id is not None:
        referrer = work.read.person(facts.referrer_id)
        if referrer is None:
            raise NotThere("That person is no longer there. Nothing was changed.")
        values["referred_by"] = _no_circle(work, person, referrer)
    if values:
        work.update("person", person_id, **values)
    if facts.organisation is not None:
        if not clean(facts.organisation):
            work.update("person", person_id, organisation_id=None)
        else:
            organisation_id = find_or_make_organisation(work, facts.organisation)
            if organisation_id != person.organisation_id:
                _join(work, person, organisation_id)


def must_not_be_erased(person: Person) -> None:
    """Refuse somebody on whom nothing is held any more."""
    if person.erased_on is not None:
        raise Refusal("That person was erased: nothing is held on them. Nothing was changed.")


def _referrer(work: UnitOfWork, person: Person, text: str) -> int | None:
    if not clean(text):
        return None
    return _no_circle(work, person, person_named(work.read, text))


def _no_circle(work: UnitOfWork, person: Person, referrer: Person) -> int:
    """Return a referrer's key; refuse one whom the person themself led to."""
    seen: set[int] = set()
    above: Person | None = referrer
    while above is not None and above.id not in seen:
        if above.id == person.id:
            raise Refusal(
                f"{person.name} cannot be referred by {referrer.name}: that would go in a circle. "
                "Nothing was changed."
            )
        seen.add(above.id)
        above = work.read.person(above.referred_by_id) if above.referred_by_id else None
    return referrer.id


@step("Delete {person_id:person}")
def delete_person(work: UnitOfWork, person_id: int) -> None:
    """Remove a person with all records merged into theirs; what they said counts on, nameless."""
    if work.read.speaker(person_id) is None:
        raise NotThere("That person is no longer there. Nothing was changed.")
    records = work.read.records_of("person", person_id)
    nameless = None
    if work.read.is_counted("person", records):
        nameless = work.insert(
            "person",
            name=DELETED_PERSON,
            key=DELETED_KEY,
            stage=PersonStage.FORMER.value,
            may_contact=0,
            erased_on=local_today().isoformat(),
        )
    for key in records:
        work.update_where("feedback", {"person_id": key}, person_id=nameless)
        _owe_no_more(work, "person", key)
        work.update_where("person", {"referred_by": key}, referred_by=None)
    for key in records:
        work.delete("person", key)


def _owe_no_more(work: UnitOfWork, table: TableName, key: int) -> None:
    """Take a person or an organisation off what is and was owed; what is then owed to nobody goes.

    What is owed to somebody of a firm is still owed to the firm.
    """
    for owed in work.read.owed_to_nobody_else(table, key):
        work.delete("follow_up", owed)
    work.update_where("follow_up", {f"{table}_id": key}, **{f"{table}_id": None})


@step("Edit {organisation_id:organisation}")
def edit_organisation(
    work: UnitOfWork,
    organisation_id: int,
    *,
    name: str | None = None,
    value: int | None = None,
    clear_value: bool = False,
    stage: PersonStage | None = None,
    clear_stage: bool = False,
    notes: str | None = None,
) -> None:
    """Correct what is known about an organisation."""
    values: dict[str, Value] = {}
    if name is not None:
        cleaned = clean_name(name, "organisation’s name")
        values |= {"name": cleaned, "key": name_key(cleaned)}
    if value is not None or clear_value:
        values["value"] = amount(value)
    if stage is not None or clear_stage:
        values["stage"] = stage.value if stage is not None else None
    if notes is not None:
        values["notes"] = clean(notes)
    if values:
        work.update("organisation", organisation_id, **values)


@step("Delete {organisation_id:organisation}")
def delete_organisation(work: UnitOfWork, organisation_id: int) -> None:
    """Remove an organisation with all merged into it; its people stay, and count as one, nameless.

    What they say from now on counts with what they said so far, until they join another.
    """
    if work.read.organisation(organisation_id) is None:
        raise NotThere("That organisation is no longer there. Nothing was changed.")
    records = work.read.records_of("organisation", organisation_id)
    nameless = None
    if work.read.is_counted("organisation", records):
        nameless = work.insert("organisation", name=DELETED_ORGANISATION, key=DELETED_KEY)
    tables: tuple[TableName, ...] = ("feedback", "person")
    for key in records:
        for table in tables:
            work.update_where(table, {"organisation_id": key}, organisation_id=nameless)
        _owe_no_more(work, "organisation", key)
    for key in records:
        work.delete("organisation", key)


def all_people(read: Reader) -> list[Person]:
    """Return everybody by name."""
    return read.people()


def all_organisations(read: Reader) -> list[Organisation]:
    """Return all organisations by name."""
    return read.organisations()


def person(read: Reader, person_id: int) -> Person | None:
    """Return one person."""
    return read.person(person_id)


def organisation(read: Reader, organisation_id: int) -> Organisation | None:
    """Return one organisation."""
    return read.organisation(organisation_id)


def stages_of(read: Reader, person_id: int) -> list[tuple[PersonStage, date]]:
    """Return what a person was, and from which day on."""
    return read.stages_of(person_id)


def referral_tree(read: Reader, person_id: int) -> tuple[list[Person], list[tuple[int, Person]]]:
    """Return who referred a person, the nearest first, and all they led to with their depth."""
    return read.referrers_of(person_id), read.referred_from(person_id)
