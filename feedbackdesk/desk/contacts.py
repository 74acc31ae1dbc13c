"""The people page: who is listed, what is known of one of them, and who is told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.people import further_addresses
from feedbackdesk.desk.twins import twin_of
from feedbackdesk.domain.contacts import Standing, key_of
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.words import Circle, PeopleOrder

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import date

    from feedbackdesk.domain.contacts import Contact
    from feedbackdesk.domain.rows import FollowUp, Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.reader import Reader


def contact_keys(
    read: Reader,
    circle: Circle = Circle.EVERYBODY,
    order: PeopleOrder = PeopleOrder.NAME,
    words: str = "",
) -> array[int]:
    """Return who is in a circle, in an order, where all the words are in a name or address.

    An organisation's key is below zero: see `domain.contacts.key_of`.
    """
    return read.contact_keys(circle, order, words)


def contacts(read: Reader, keys: Sequence[int]) -> list[Contact]:
    """Return the people and organisations with these keys of the list."""
    return read.contacts(keys, local_today().isoformat())


def words_of(read: Reader, table: str, key: int) -> list[tuple[int, str]]:
    """Return all that a person or an organisation said, newest first: key and day."""
    return read.story_of(table, key)


def standing(read: Reader, table: str, key: int) -> Standing | None:
    """Return all that is known about a person or an organisation but their words."""
    return _person(read, key) if table == "person" else _organisation(read, key)


def _person(read: Reader, key: int) -> Standing | None:
    person = read.person(key)
    if person is None:
        return None
    firm = read.organisation(person.organisation_id) if person.organisation_id else None
    return replace(
        _shared(read, "person", key),
        person=person,
        organisation=firm,
        value=person.value,
        stages=tuple(read.stages_of(key)) or _now(person),
        referrers=tuple(read.referrers_of(key)),
        referred=tuple(read.referral_branches(key)),
        owed=_owed(read, person_id=key),
    )


def _owed(
    read: Reader, *, person_id: int | None = None, organisation_id: int | None = None
) -> tuple[FollowUp, ...]:
    """Return what is owed, the earliest due first, and then what was told, the newest first."""
    found = read.follow_ups_of(
        local_today().isoformat(), person_id=person_id, organisation_id=organisation_id
    )
    still = sorted((one for one in found if one.done_on is None), key=lambda one: one.due)
    return (*still, *(one for one in found if one.done_on is not None))


def _now(person: Person) -> tuple[tuple[PersonStage, date], ...]:
    return ((person.stage, person.stage_since),) if person.stage_since is not None else ()


def _organisation(read: Reader, key: int) -> Standing | None:
    firm = read.organisation(key)
    if firm is None:
        return None
    return replace(
        _shared(read, "organisation", key),
        organisation=firm,
        value=read.worth_of(key),
        people=tuple(contacts(read, read.people_of(key))),
        owed=_owed(read, organisation_id=key),
    )


def _shared(read: Reader, table: str, key: int) -> Standing:
    """Return what a person's page and an organisation's both tell."""
    (one,) = contacts(read, [key_of(table, key)])
    return Standing(
        table=table,
        times=one.feedback,
        first_on=read.times_heard(table, key)[1],
        last_on=one.last_on,
        stage=one.stage,
        merged=tuple(read.merged_here(table, key)),
        twin=twin_of(read, table, key),
        items=tuple(read.items_resting_on(table, key)),
        points=tuple(read.contact_points(table, key)),
        addresses=further_addresses(read, table, key),
    )


def to_choose_from(read: Reader, table: str, but: int) -> list[tuple[int, str, str]]:
    """Return everybody, or every organisation, but one, by name: key, name, organisation."""
    if table == "organisation":
        known = sorted(read.organisation_names(), key=lambda one: sort_key(one[1]))
        return [(key, name, "") for key, name, _compared in known if key != but]
    return [(key, name, firm or "") for key, name, firm, _stage in read.names() if key != but]
