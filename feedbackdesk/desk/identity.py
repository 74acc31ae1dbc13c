"""Who is meant by what was typed: one way to tell, with its reason.

Who was chosen from a list is that person. Else it is whoever has the same e-mail address and
a fitting name, or the same telephone number and a fitting name, or else the name within the
organisation that was said; without one, the only person of that name. Where an address belongs
to somebody of another name, the name wins, and the address is only pointed out. A name of a
merged record, of a person or an organisation, leads to the one it was merged into.

Whom nobody fits is somebody new: of the organisation that was said, else of the one that has
the address, the number, or the mail domain.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import country_of
from feedbackdesk.desk.telephones import same_number
from feedbackdesk.domain.contact_points import (
    PointKind,
    clean_email,
    clean_phone,
    domain_of,
    name_and_address,
    number_end,
)
from feedbackdesk.domain.errors import Ambiguous, NotThere, Refusal
from feedbackdesk.domain.person_names import fits
from feedbackdesk.domain.text import clean, clean_name, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Organisation, Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.reader import Reader

_LISTED = 8


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
    is_new: bool = False
    """Whether the owner was asked, and said that it is somebody new."""


class Reason(StrEnum):
    """Why somebody is taken for who they are."""

    CHOSEN = "chosen"
    ADDRESS = "address"
    NUMBER = "number"
    NAME = "name"
    NEW = "new"
    NOBODY = "nobody"
    """No person is named."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a speaker is."""

    speaker: Speaker
    """What was typed, cleaned, with a name and its address told apart."""
    reason: Reason
    person: Person | None = None
    """None for somebody new, and where nobody is named."""
    organisation: Organisation | None = None
    """The one that was said; for somebody new, also one known by address, number or domain."""
    is_placed: bool = False
    """Whether the organisation was not said, and told by the address or the number."""
    others: tuple[Person, ...] = ()
    """Who has the same address or number, and another name."""


def identify(read: Reader, typed: Speaker) -> Match:
    """Return who a speaker is; raises Ambiguous where several fit, NotThere, and Refusal."""
    speaker = cleaned(typed)
    said = bool(speaker.organisation)
    firm = firm_called(read, speaker.organisation) if speaker.organisation else None
    if speaker.person_id is not None:
        person = read.speaker(speaker.person_id)
        if person is None:
            raise NotThere("That person is no longer there. Nothing was changed.")
        if person.erased_on is None:
            return Match(
                speaker, Reason.CHOSEN, person, firm, others=_others(read, speaker, person)
            )
    others: dict[int, Person] = {}
    for reason, people in _reached(read, speaker):
        name = speaker.name if speaker.name != speaker.email else None
        near = [one for one in people if _is_called(read, one, name)]
        # Whom the owner said it is not is another, whatever the name.
        others.update((one.id, one) for one in people if speaker.is_new or one not in near)
        if near and not speaker.is_new:
            chosen = _only(
                _nearest(read, near, speaker, firm), speaker.email or speaker.phone or ""
            )
            others.pop(chosen.id, None)
            return Match(speaker, reason, chosen, firm, others=tuple(others.values()))
    placed = firm if said else _firm_reached(read, speaker)
    is_placed = placed is not None and not said
    if not speaker.name:
        if placed is None and (speaker.email or speaker.phone):
            raise Refusal("Somebody new needs a name beside the address. Nothing was changed.")
        return Match(speaker, Reason.NOBODY, None, placed, is_placed, tuple(others.values()))
    found = [] if speaker.is_new else _named(read, speaker, firm, placed, bool(others))
    if found:
        one = _only(_nearest(read, found, speaker, firm), speaker.name)
        return Match(speaker, Reason.NAME, one, firm, others=tuple(others.values()))
    return Match(speaker, Reason.NEW, None, placed, is_placed, tuple(others.values()))


def _others(read: Reader, speaker: Speaker, chosen: Person) -> tuple[Person, ...]:
    """Return who else has the address or the number of somebody who was chosen."""
    found = {one.id: one for _reason, people in _reached(read, speaker) for one in people}
    return () if chosen.id in found else tuple(found.values())


@dataclass(frozen=True, slots=True)
class WhoChoice:
    """One answer to the question who it was."""

    label: str
    person_id: int | None
    """None for somebody new."""


@dataclass(frozen=True, slots=True)
class WhoQuestion:
    """What only the owner can tell: the address says one person, the name another."""

    sentence: str
    choices: tuple[WhoChoice, ...]
    """As they were named first."""


def who_question(read: Reader, typed: Speaker) -> WhoQuestion | None:
    """Return what to ask before somebody is recorded; None where it is clear who they are."""
    name = (typed.name or "").strip()
    try:
        match = identify(read, typed)
    except Ambiguous as several:
        people = [one for key in several.keys if (one := read.speaker(key)) is not None]
        if not people:
            return None
        what = name or typed.email or typed.phone or ""
        choices = [*people[:_LISTED]]
        return WhoQuestion(
            f"Several people are known as {what}. Who was it?", _choices(choices, name)
        )
    except Refusal:
        return None
    if not match.others:
        return None
    others = " and ".join(with_detail(one) for one in match.others[:3])
    sentence = f"{match.speaker.email or match.speaker.phone} is that of {others}. Who was it?"
    if match.person is not None:
        return WhoQuestion(sentence, _choices([match.person, *match.others[:3]], ""))
    as_named, rest = _choices([], name), _choices(match.others[:3], "")
    return WhoQuestion(sentence, as_named + rest)


def _choices(people: Sequence[Person], new: str) -> tuple[WhoChoice, ...]:
    found = [WhoChoice(with_detail(one), one.id) for one in people]
    return (*found, WhoChoice(f"Somebody new: {new}", None)) if new else tuple(found)


def with_detail(person: Person) -> str:
    """Return a name with what tells it from others: the firm, else an address or a number."""
    detail = person.organisation or person.email or person.phone
    return f"{person.name} ({detail})" if detail else person.name


def cleaned(speaker: Speaker) -> Speaker:
    """Return what was typed, with “Ann Lee <ann@lee.example>” told apart; raises Refusal."""
    name, address = name_and_address(speaker.name) if speaker.name else ("", None)
    email = clean(speaker.email) if speaker.email else address
    return replace(
        speaker,
        name=clean_name(name) if clean(name) else None,
        organisation=clean(speaker.organisation or "") or None,
        email=clean_email(email) if email else None,
        phone=clean_phone(speaker.phone) or None if speaker.phone else None,
    )


def told(read: Reader, typed: Speaker) -> str:
    """Return what the owner should hear of how somebody is recognised, as sentences.

    To be asked before they are recorded; raises as `identify` does.
    """
    match = identify(read, typed)
    speaker, person = match.speaker, match.person
    sentences = []
    if match.others:
        what = speaker.email or speaker.phone
        who = "; ".join(_with_firm(one) for one in match.others[:3])
        name = person.name if person else speaker.name
        sentences.append(f"{what} is also that of {who}: taken for {name}, as it was named.")
    is_new = match.reason is Reason.NEW and not match.others and not speaker.is_new
    if is_new and (namesakes := read.people_named(name_key(speaker.name or ""))):
        who = "; ".join(_with_firm(one) for one in namesakes[:3])
        sentences.append(f"Somebody new beside {who}: merge them if they are one.")
    is_reached = match.reason in {Reason.ADDRESS, Reason.NUMBER} and speaker.name
    if person is not None and is_reached and name_key(is_reached) != name_key(person.name):
        sentences.append(f"Taken for {person.name} by the {match.reason}.")
    if match.is_placed and match.organisation is not None:
        sentences.append(f"Taken as of {match.organisation.name} by the address or number.")
    if person is not None and person.organisation is not None and speaker.organisation:
        firm = match.organisation
        name = firm.name if firm is not None else speaker.organisation
        if firm is None or firm.id != person.organisation_id:
            sentences.append(
                f"Said for {name} this once: {person.name} stays with {person.organisation}."
            )
    return " ".join(sentences)


def _with_firm(person: Person) -> str:
    detail = person.organisation or person.email or "no organisation"
    return f"{person.name} ({detail}, id {person.id})"


def _reached(read: Reader, speaker: Speaker) -> list[tuple[Reason, list[Person]]]:
    """Return who has the address, and who the number.

    Where nobody is named, an address or a number that a firm has too is the firm's.
    """
    found = []
    named = speaker.name is not None
    if speaker.email and (named or not _firms_at(read, email=speaker.email)):
        found.append((Reason.ADDRESS, read.people_with_email(name_key(speaker.email))))
    if speaker.phone and (named or not _firms_at(read, phone=speaker.phone)):
        found.append((Reason.NUMBER, people_with_number(read, speaker.phone)))
    return [(why, [one for one in people if one.erased_on is None]) for why, people in found]


def people_with_number(read: Reader, number: str) -> list[Person]:
    """Return the people who are reached by a telephone number, however it is written."""
    country = country_of(read)
    keys = dict.fromkeys(
        key
        for key, known in read.numbers_ending(number_end(number), "person")
        if same_number(number, known, country)
    )
    return [one for key in keys if (one := read.speaker(key)) is not None]


def _is_called(read: Reader, person: Person, name: str | None) -> bool:
    if not name:
        return True
    known = (person.name, *(one.name for one in read.people_merged_into(person.id)))
    return any(name_key(name) == name_key(each) or fits(name, each) for each in known)


def _named(
    read: Reader,
    speaker: Speaker,
    firm: Organisation | None,
    placed: Organisation | None,
    is_shared: bool,
) -> list[Person]:
    key = name_key(speaker.name or "")
    if speaker.organisation:
        return read.people_named(key, firm.id) if firm is not None else []
    if placed is not None and (within := read.people_named(key, placed.id)):
        return within
    found = read.people_named(key)
    if speaker.email and not is_shared:
        # Somebody of that name who is known under another address is somebody else.
        found = [one for one in found if one.email is None]
    return found


def _nearest(
    read: Reader, people: Sequence[Person], speaker: Speaker, firm: Organisation | None
) -> Sequence[Person]:
    """Return those of people who fit best what was said of firm and name."""
    if len(people) > 1 and firm is not None:
        people = [one for one in people if one.organisation_id == firm.id] or people
    if len(people) > 1 and speaker.organisation:
        # Of two of one name in firms that were merged, the one of the firm that was named.
        key = name_key(speaker.organisation)
        ids = set(read.people_of_firms_called([one.id for one in people], key))
        people = [one for one in people if one.id in ids] or people
    if len(people) > 1 and speaker.name:
        key = name_key(speaker.name)
        people = [one for one in people if name_key(one.name) == key] or people
    return people


def _only(found: Sequence[Person], name: str) -> Person:
    if len(found) > 1:
        listed = "; ".join(_with_firm(one) for one in found[:_LISTED])
        raise Ambiguous(
            f"Several people are called “{name}”: {listed}. Nothing was changed; "
            "name the organisation or the e-mail address too.",
            keys=tuple(person.id for person in found),
        )
    return found[0]


# Organisations


def firm_called(read: Reader, text: str) -> Organisation | None:
    """Return the organisation of a name, also of one merged into it; raises Ambiguous."""
    name = clean_name(text, "organisation’s name")
    found = read.organisations_named(name_key(name))
    if len(found) > 1:
        raise _several_organisations(name, found)
    return found[0] if found else None


def _firm_reached(read: Reader, speaker: Speaker) -> Organisation | None:
    """Return the one organisation that has the address, the number, or the domain."""
    keys = _firms_at(read, email=speaker.email) or _firms_at(read, phone=speaker.phone)
    domain = domain_of(speaker.email) if speaker.email else ""
    while not keys and "." in domain:
        keys.update(read.firms_reached(PointKind.DOMAIN, domain))
        domain = domain.partition(".")[2]
    return read.organisation(keys.pop()) if len(keys) == 1 else None


def _firms_at(read: Reader, *, email: str | None = None, phone: str | None = None) -> set[int]:
    """Return the organisations that have an address or a number themselves."""
    if email:
        return set(read.firms_reached(PointKind.EMAIL, name_key(email)))
    country = country_of(read) if phone else None
    return {
        key
        for key, known in (read.numbers_ending(number_end(phone), "organisation") if phone else ())
        if same_number(phone or "", known, country)
    }


def _several_organisations(name: str, found: Sequence[Organisation]) -> Ambiguous:
    listed = "; ".join(f"{one.name} (id {one.id})" for one in found[:_LISTED])
    return Ambiguous(f"Several organisations are called “{name}”: {listed}. Nothing was changed.")


# Named by the owner, to be shown or changed


def person_named(read: Reader, text: str) -> Person:
    """Return the person of a name, an e-mail address, “Name <address>” or a key."""
    name, address = name_and_address(text)
    found: Sequence[Person] = read.people_with_email(name_key(address)) if address else []
    if found and name != address:
        found = [one for one in found if _is_called(read, one, name)]
    found = found or read.people_named(name_key(text))
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
