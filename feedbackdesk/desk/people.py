"""People and organisations: corrected, deleted, listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import firm_called, person_named
from feedbackdesk.desk.speakers import become, find_or_make_organisation, join, keep_point
from feedbackdesk.desk.step import step
from feedbackdesk.desk.twins import tell_apart
from feedbackdesk.domain.accounts import DELETED_KEY, DELETED_ORGANISATION, DELETED_PERSON
from feedbackdesk.domain.contact_points import (
    ContactPoint,
    PointKind,
    clean_email,
    clean_phone,
    read_contact_points,
)
from feedbackdesk.domain.dates import local_today, past_day
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.money import amount
from feedbackdesk.domain.rows import PERSON_WORDS
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.rows import Organisation, Person
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.schema import TableName
    from feedbackdesk.store.unit import UnitOfWork, Value


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
    addresses: str | None = None
    """Further addresses and numbers, a line each: see `read_contact_points`."""
    apart_from: int | None = None
    """Another person with the name that was wanted: remembered as somebody else."""
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
        if values["key"] != name_key(person.name):
            must_not_be_taken(
                work.read, "person", person_id, name, _firm_to_be(work, person, facts)
            )
    if facts.email is not None:
        email = clean_email(facts.email) if clean(facts.email) else None
        values |= {"email": email, "email_key": name_key(email) if email else None}
    if facts.phone is not None:
        values["phone"] = clean_phone(facts.phone) or None
    for column in ("email", "phone"):
        if values.get(column, "") is None:
            values |= _next_point(work, person_id, column)
    if facts.stage is not None:
        become(work, person_id, facts.stage, past_day(facts.since or local_today()))
    if facts.since is not None:
        _be_since(work, person_id, past_day(facts.since))
    if facts.value is not None or facts.clear_value:
        values["value"] = amount(facts.value)
    if facts.may_quote is not None:
        values["may_quote"] = int(facts.may_quote)
        values["may_quote_asked_on"] = local_today().isoformat()
    if facts.may_contact is not None:
        values["may_contact"] = int(facts.may_contact)
    for one in PERSON_WORDS:
        if (typed := getattr(facts, one.name)) is not None:
            values[one.name] = clean(typed)[: one.length]
    if facts.referred_by is not None:
        values["referred_by"] = _referrer(work, person, facts.referred_by)
    if facts.referrer_id is not None:
        referrer = work.read.person(facts.referrer_id)
        if referrer is None:
            raise NotThere("That person is no longer there. Nothing was changed.")
        values["referred_by"] = _no_circle(work, person, referrer)
    if values:
        work.update("person", person_id, **values)
    if facts.addresses is not None:
        _set_points(work, "person", person_id, facts.addresses)
    if facts.apart_from is not None:
        tell_apart(work, "person", person_id, facts.apart_from)
    if facts.organisation is not None:
        if not clean(facts.organisation):
            work.update("person", person_id, organisation_id=None)
        else:
            organisation_id = find_or_make_organisation(work, facts.organisation)
            belong_to(work, person, organisation_id, facts.name)


def belong_to(
    work: UnitOfWork, person: Person, organisation_id: int, name: str | None = None
) -> None:
    """Let a person, of a new name or theirs, belong to an organisation.

    Raises Refusal where somebody of that name belongs to it already.
    """
    if organisation_id == person.organisation_id:
        return
    called = name if name is not None else person.name
    within = work.read.people_named(name_key(called), organisation_id)
    if other := next((one for one in within if one.id != person.id), None):
        raise _taken("person", person.id, other.id, called)
    join(work, person, organisation_id)


def _next_point(work: UnitOfWork, person_id: int, column: str) -> dict[str, Value]:
    """Return the columns of a further address or number that moves up to be the first."""
    for row_id, point in work.read.further_points("person", person_id):
        if point.kind.value == column:
            work.delete("contact_point", row_id)
            if column == "email":
                return {"email": point.value, "email_key": point.key}
            return {"phone": point.value}
    return {}


def _set_points(work: UnitOfWork, table: TableName, key: int, text: str) -> None:
    """Keep exactly these further addresses, numbers and domains of a record."""
    wanted = {
        (point.kind, name_key(point.value)): point
        for point in read_contact_points(text, of_organisation=table == "organisation")
    }
    row = work.row(table, key) or {}
    for kind, first in ((PointKind.EMAIL, row.get("email")), (PointKind.PHONE, row.get("phone"))):
        place = (kind, name_key(first or ""))
        if place in wanted and not wanted[place].label:
            del wanted[place]  # it stands on the person, and has no label to keep
    for row_id, point in work.read.further_points(table, key):
        new = wanted.pop((point.kind, name_key(point.value)), None)
        if new is None:
            work.delete("contact_point", row_id)
        else:
            work.update("contact_point", row_id, value=new.value, label=new.label)
    for point in wanted.values():
        keep_point(work, table, key, point)


def further_addresses(read: Reader, table: str, key: int) -> str:
    """Return a record's own further addresses and numbers as they are typed, a line each."""
    return "\n".join(point.words for _key, point in read.further_points(table, key))


def contact_points_of(read: Reader, table: str, key: int) -> list[ContactPoint]:
    """Return every way somebody is reached, the first address and number first."""
    return read.contact_points(table, key)


def uids_of_people(read: Reader) -> dict[int, str]:
    """Return the names of people's rows that stay the same wherever these travel."""
    return {row["id"]: row["uid"] for row in read.rows_of("person")}


_MERGED_BY = {
    "person": "feedbackdesk merge person", "organisation": "feedbackdesk merge organisation",
    "item": "feedbackdesk merge item",
}  # fmt: skip


def _firm_to_be(work: UnitOfWork, person: Person, facts: PersonFacts) -> int | None:
    """Return the organisation that a person belongs to once they are corrected; 0 for a new one."""
    if facts.organisation is None:
        return person.organisation_id
    if not clean(facts.organisation):
        return None
    firm = firm_called(work.read, facts.organisation)
    return firm.id if firm is not None else 0


def must_not_be_taken(
    read: Reader, table: str, key: int, name: str, firm_id: int | None = None
) -> None:
    """Refuse a new name that another record has; say what can be done instead.

    Of a person in the organisation `firm_id`. The name of a record that was merged into this
    one is taken, too: un-merging would make two of one name.
    """
    if table != "item":
        merged = any(
            name_key(called) == name_key(name) and read.root_of(table, one) == key
            for one, called, _into in read.merged_called(table, name_key(name))
        )
        if merged:
            raise Refusal(
                f"“{name}” is the name of a record that was merged into this one. "
                "Nothing was changed; un-merge that first."
            )
    other = name_taken(read, table, key, name, firm_id)
    if other is None:
        return
    raise _taken(table, key, other, name)


def _taken(table: str, key: int, other: int, name: str) -> Refusal:
    return Refusal(
        f"There is a “{name}” already (id {other}). Nothing was changed. If they are one, merge "
        f"them: {_MERGED_BY[table]} {key} {other}. If they are two, tell them apart by a word: "
        f"“{name} (…)”."
    )


def name_taken(
    read: Reader, table: str, key: int, name: str, firm_id: int | None = None
) -> int | None:
    """Return another record that a name means already; None where it is free.

    Two people of one name in two organisations are told apart by these; `firm_id` is the one
    that this person belongs to.
    """
    if table == "item":
        others = read.items_with_key(name_key(name))
    elif table == "organisation":
        others = [one.id for one in read.organisations_named(name_key(name))]
    else:
        others = [
            one.id
            for one in read.people_named(name_key(name))
            if firm_id is None or one.organisation_id in {None, firm_id}
        ]
    return next((one for one in others if one != key), None)


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
    addresses: str | None = None,
    apart_from: int | None = None,
) -> None:
    """Correct what is known about an organisation.

    `addresses` are all of its addresses, numbers and mail domains: see `read_contact_points`.
    `apart_from` is another one with the name that was wanted: remembered as a different one.
    """
    was = work.read.organisation(organisation_id)
    if was is None:
        raise NotThere("That organisation is no longer there. Nothing was changed.")
    values: dict[str, Value] = {}
    if name is not None:
        cleaned = clean_name(name, "organisation’s name")
        values |= {"name": cleaned, "key": name_key(cleaned)}
        if values["key"] != name_key(was.name):
            must_not_be_taken(work.read, "organisation", organisation_id, cleaned)
    if value is not None or clear_value:
        values["value"] = amount(value)
    if stage is not None or clear_stage:
        values["stage"] = stage.value if stage is not None else None
    if notes is not None:
        values["notes"] = clean(notes)
    if values:
        work.update("organisation", organisation_id, **values)
    if addresses is not None:
        _set_points(work, "organisation", organisation_id, addresses)
    if apart_from is not None:
        tell_apart(work, "organisation", organisation_id, apart_from)


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


def firm_of(read: Reader, person_id: int) -> int | None:
    """Return the organisation that a person belongs to; None where there is none."""
    found = read.speaker(person_id)
    return None if found is None else found.organisation_id
