"""People and organisations as their page lists and shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from feedbackdesk.domain.words import PersonStage

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.contact_points import ContactPoint
    from feedbackdesk.domain.rows import Feedback, FollowUp, Organisation, Person
    from feedbackdesk.domain.words import ItemStage


def key_of(table: str, key: int) -> int:
    """Return the one key that a person or an organisation has in the list of both.

    A person's is its own, an organisation's is below zero.
    """
    return -key if table == "organisation" else key


def thing_of(key: int) -> tuple[str, int]:
    """Return what a key of the list means: the table, and the key in it."""
    return ("organisation", -key) if key < 0 else ("person", key)


def organisation_stage(own: PersonStage | None, customers: int) -> PersonStage | None:
    """Return what an organisation is: a customer as soon as one of its people is one.

    Else what it is called itself: a firm whose only customer left may still be a prospect.
    """
    return PersonStage.CUSTOMER if customers else own


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or an organisation in the list of both. Money in hundredths."""

    key: int
    """In the list: see `key_of`."""
    name: str
    organisation: str | None = None
    """Of a person."""
    stage: PersonStage | None = None
    """Of an organisation: see `organisation_stage`."""
    last_on: date | None = None
    """The day of their newest feedback."""
    feedback: int = 0
    owed: int = 0
    late: int = 0
    value: int | None = None
    may_contact: bool = True
    people: int = 0
    """Of an organisation."""

    @property
    def is_organisation(self) -> bool:
        """Whether it is an organisation."""
        return self.key < 0


class Compared(NamedTuple):
    """A person or an organisation as it is compared with others: made by the hundred thousand."""

    id: int
    name: str
    firm_id: int | None = None
    """Of a person: the organisation, where its signposts lead."""
    emails: tuple[str, ...] = ()
    """Folded."""
    numbers: tuple[str, ...] = ()
    """The ends of telephone numbers."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that look like one."""

    table: str
    """person or organisation."""
    one: int
    one_told: str
    """The name, with what tells it from the other."""
    other: int
    other_told: str
    why: str
    """What they share, in words."""


class Fact(StrEnum):
    """What is compared of two records that look like one, in this order."""

    FIRM = "organisation"
    PHONE = "telephone"
    EMAIL = "e-mail"
    DOMAIN = "mail domain"
    STAGE = "stage"
    VALUE = "value"
    CONTACT = "contact"
    NOTES = "notes"
    MERGED = "merged"
    """What was merged into each."""


class Agreement(StrEnum):
    """How a fact of one record stands to that of the other."""

    SAME = "same"
    DIFFERS = "differs"
    ONE_ONLY = "one only"


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A fact of two records beside each other, in the words that are shown."""

    fact: Fact
    one: tuple[str, ...]
    other: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that look like one."""

    key: int
    name: str
    times: int
    """Feedbacks of theirs."""
    since: date | None
    words: tuple[Feedback, ...]
    """What they said last, the newest first."""


@dataclass(frozen=True, slots=True)
class Rerank:
    """An open roadmap item whose requests, or rank by requests, would be others."""

    item_id: int
    title: str
    requests: tuple[int, int]
    """Now, and then."""
    rank: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class IfMerged:
    """What would change if one record were merged into another."""

    records: tuple[int, int]
    """People, or organisations, now and then."""
    items: tuple[Rerank, ...]
    account: str | None
    """The organisation that both count for either way; None where each counts for itself."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two records that look like one: the first stays, the other would be merged into it."""

    table: str
    """person or organisation."""
    why: str
    """What they share, in words; empty where they do not look like one any more."""
    one: Side
    other: Side
    facts: tuple[ComparedFact, ...]
    if_merged: IfMerged


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody in a tree of referrals."""

    person_id: int
    name: str
    stage: PersonStage
    referrer_id: int
    """The person in the tree who sent them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at the head and side of one person's page, or one organisation's."""

    table: str
    """person or organisation."""
    times: int
    first_on: date | None
    last_on: date | None
    merged: tuple[tuple[int, str, int], ...]
    """Records that were merged into it: key, name and feedbacks."""
    twin: Twins | None
    """Another record that looks like the same one."""
    items: tuple[tuple[int, str, ItemStage, int], ...]
    """Roadmap items that rest on what they said: key, title, stage, feedbacks of theirs."""
    person: Person | None = None
    organisation: Organisation | None = None
    """The organisation, or the one that the person belongs to."""
    value: int | None = None
    """Their own, or what an organisation's people are worth together."""
    stage: PersonStage | None = None
    """What they are now; of an organisation: see `organisation_stage`."""
    stages: tuple[tuple[PersonStage, date], ...] = ()
    referrers: tuple[Person, ...] = ()
    """Who sent them, and who sent those: the nearest first."""
    referred: tuple[Branch, ...] = ()
    people: tuple[Contact, ...] = ()
    """Of an organisation."""
    owed: tuple[FollowUp, ...] = ()
    """Open ones first, then what they were told."""
    points: tuple[ContactPoint, ...] = ()
    """Every address, number and domain, the first address and number first."""
    addresses: str = ""
    """Its own further ones, as they are typed: a line each."""

    @property
    def key(self) -> int:
        """Its key in its table."""
        one = self.person if self.table == "person" else self.organisation
        return one.id if one is not None else -1

    @property
    def name(self) -> str:
        """What it is called."""
        one = self.person if self.table == "person" else self.organisation
        return one.name if one is not None else ""
