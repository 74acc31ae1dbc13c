"""Twins: records that look like one, offered with the reason until the owner has decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import with_detail
from feedbackdesk.desk.settings import country_of
from feedbackdesk.desk.step import step
from feedbackdesk.desk.telephones import same_number
from feedbackdesk.domain.contacts import Compared, Twins
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.person_names import name_words
from feedbackdesk.domain.text import name_key
from feedbackdesk.insight.twins import (
    Like,
    latin_letters,
    organisation_likeness,
    organisation_pairs,
    person_likeness,
    person_pairs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

_BEGINNING = 4
"""So many letters of a word are looked for."""
_PAIRS = {"person": person_pairs, "organisation": organisation_pairs}
_LIKENESS = {"person": person_likeness, "organisation": organisation_likeness}


@dataclass(frozen=True, slots=True)
class Resembling:
    """A record that looks like what is being typed."""

    id: int
    told: str
    name: str
    why: Like


def twins(read: Reader) -> list[Twins]:
    """Return pairs of records that look like one and were not told apart; people first."""
    apart = read.told_apart()
    return [
        Twins(table, pair.one, told(read, table, pair.one), pair.other,
              told(read, table, pair.other), pair.why.value)
        for table, pairs in _PAIRS.items()
        for pair in pairs(read.compared(table), _sharing_number(read, table),
                          _pairs_apart(table, apart))
    ]  # fmt: skip


def twin_of(read: Reader, table: str, key: int) -> Twins | None:
    """Return the record that looks most like one, where it was not told apart."""
    own = next(iter(read.compared(table, [key])), None)
    if own is None:
        return None
    apart = read.told_apart()
    found = [
        (list(Like).index(why), other.id, why)
        for other, why in _like(read, table, own)
        if _apart(table, key, other.id) not in apart
    ]
    if not found:
        return None
    _order, other_id, why = min(found)
    return Twins(
        table, key, told(read, table, key), other_id, told(read, table, other_id), why.value
    )


def why_alike(read: Reader, table: str, one: int, other: int) -> str | None:
    """Return why two records look like one; None where they do not."""
    records = read.compared(table, [one, other])
    if len(records) < 2:
        return None
    why = _LIKENESS[table](records[0], records[1], _sharing_number(read, table))
    return None if why is None else why.value


def resembling(
    read: Reader, table: str, name: str, *, firm_id: int | None = None, email: str = ""
) -> list[Resembling]:
    """Return who looks like somebody, or a firm, that is being typed; at most three.

    Nothing where the very name is known: then that one is meant.
    """
    own = Compared(0, name, firm_id, (email,) if email else ())
    found = sorted(_like(read, table, own), key=lambda one: (list(Like).index(one[1]), one[0].id))
    if any(why is Like.NAME for _record, why in found):
        return []
    return [
        Resembling(record.id, told(read, table, record.id), record.name, why)
        for record, why in found[:3]
    ]


def _like(read: Reader, table: str, own: Compared) -> list[tuple[Compared, Like]]:
    keys = read.near_names(table, _beginnings(own.name))
    keys.update(read.sharing_points(table, own.emails, own.numbers))
    if own.firm_id is not None:
        keys.update(read.people_of(own.firm_id))
    keys.discard(own.id)
    shares = _sharing_number(read, table)
    found = []
    for record in read.compared(table, sorted(keys)):
        why = _LIKENESS[table](own, record, shares)
        if why is not None:
            found.append((record, why))
    return found


def _beginnings(name: str) -> list[str]:
    """Return the beginnings of a name's words, as they are written and in Latin letters."""
    words = name_words(name)
    return list(
        dict.fromkeys(
            word[:_BEGINNING] for each in words for word in (each, latin_letters(each)) if word
        )
    )


def _sharing_number(read: Reader, table: str) -> Callable[[int, int], bool]:
    country = country_of(read)

    def shares(one: int, other: int) -> bool:
        numbers, others = (
            [point.value for point in read.contact_points(table, key) if point.kind == "phone"]
            for key in (one, other)
        )
        return any(same_number(mine, theirs, country) for mine in numbers for theirs in others)

    return shares


def told(read: Reader, table: str, key: int) -> str:
    """Return a record's name with what tells it from its twin."""
    if table == "organisation":
        firm = read.organisation(key)
        return firm.name if firm is not None else ""
    person = read.speaker(key)
    return with_detail(person) if person is not None else ""


def _apart(table: str, one: int, other: int) -> str:
    return f"apart {table} {min(one, other)} {max(one, other)}"


def _pairs_apart(table: str, apart: Iterable[str]) -> frozenset[tuple[int, int]]:
    """Return the pairs of a table among the settings that tell two records apart."""
    found = (name.split() for name in apart)
    return frozenset(
        (int(parts[2]), int(parts[3])) for parts in found if len(parts) == 4 and parts[1] == table
    )


@step("Tell two records apart")
def tell_apart(work: UnitOfWork, table: str, one: int, other: int) -> None:
    """Remember that two records that look like one are two, so that nobody asks again."""
    if one == other:
        raise Refusal("That is one record. Nothing was changed.")
    there = work.read.speaker if table == "person" else work.read.organisation
    if there(one) is None or there(other) is None:
        raise NotThere("One of them is no longer there. Nothing was changed.")
    remember_apart(work, table, one, other)


def remember_apart(work: UnitOfWork, table: str, one: int, other: int) -> None:
    """Remember within a step that two records are two."""
    name = _apart(table, one, other)
    if work.read.setting_key(name) is None:
        work.insert("setting", name=name, value="yes")


def alike(
    read: Reader, who: str, organisation: str, email: str
) -> tuple[list[Resembling], list[Resembling]]:
    """Return the people and the organisations that look like what is typed; "" for nothing."""
    firms = resembling(read, "organisation", organisation) if organisation else []
    known = read.organisations_named(name_key(organisation)) if organisation else []
    firm_id = known[0].id if len(known) == 1 else None
    people = resembling(read, "person", who, firm_id=firm_id, email=email) if who else []
    return people, firms
