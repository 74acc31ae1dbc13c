"""What a file from elsewhere holds, before any of it is taken: found records, of no workspace.

A reader of `exchange/` makes them, a preview shows them, and the desk takes them. A record keeps
where it came from, so that a file that is read twice brings nothing twice. What a reader cannot
read is a refusal with its place and a sentence, and never the end of the file; what only the
owner can know is a question, with an answer that does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.words import (
        Channel,
        Feeling,
        Importance,
        ItemStage,
        Kind,
        Outcome,
        PersonStage,
        ToldBy,
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from."""

    source: str
    """What numbers its records together: a kind of file, a table's columns, an account."""
    ident: str
    """What the record is called there; empty where it is known by what it says alone."""
    place: str
    """Where it stands in the file, as a person finds it: “row 12”, “message 3”."""


@dataclass(frozen=True, slots=True)
class FoundWho:
    """Who spoke, as the file has it: any of it may be missing."""

    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    stage: PersonStage | None = None


@dataclass(frozen=True, slots=True)
class FoundReach:
    """A further address or number of somebody."""

    kind: str
    """“email” or “phone”."""
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody in an address book or a table of people; without a name, their organisation."""

    origin: Origin
    who: FoundWho
    reached: tuple[FoundReach, ...] = ()
    """Beside the first address and number."""
    value: str = ""
    """A year, as it was written."""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class FoundLoss:
    """Why a sale was lost, as the file has it."""

    reason: str = ""
    also: tuple[str, ...] = ()
    outcome: Outcome | None = None
    competitor: str = ""
    value: str = ""
    """As it was written."""
    told_by: ToldBy | None = None
    alternative: str = ""
    stage_reached: str = ""
    revisit: date | None = None


@dataclass(frozen=True, slots=True)
class FoundFeedback:
    """One thing that somebody said; with a loss, why a sale was lost."""

    origin: Origin
    words: str
    who: FoundWho = FoundWho()
    on: date | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    feeling: Feeling | None = None
    importance: Importance | None = None
    themes: tuple[str, ...] = ()
    loss: FoundLoss | None = None
    link: str = ""
    """Where it can be read by everybody."""
    quote: str = ""
    """The part of the words that speaks of the themes."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A post of a board: something that could be done, and who asked for it."""

    origin: Origin
    title: str
    description: str = ""
    stage: ItemStage | None = None
    on: date | None = None
    by: FoundWho = FoundWho()
    voters: tuple[FoundWho, ...] = ()
    votes: int = 0
    """Those without names: shown beside a theme, and never counted as requests."""
    themes: tuple[str, ...] = ()
    link: str = ""


class Aside(StrEnum):
    """Why a message is set aside, by what its headers say."""

    NEWSLETTER = "newsletter"
    """It says how to unsubscribe, or that it went to a list."""
    NOTIFICATION = "notification"
    """A machine sent it."""
    AUTOMATIC = "automatic"
    """A reply of nobody: out of office, not delivered."""
    OWN = "own"
    """The owner wrote it."""


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message of a mailbox, a chat or a transcript: talk, which is not feedback yet."""

    origin: Origin
    words: str
    """What is new in it: without quotes, signature and greeting's block."""
    who: FoundWho = FoundWho()
    on: date | None = None
    at: str = ""
    """The moment, ISO text in UTC, where it is known."""
    subject: str = ""
    """Of a mail; of a chat or a transcript what it is called."""
    channel: Channel | None = None
    aside: Aside | None = None
    answers: str = ""
    """The ident of the message that it replies to."""
    attached: tuple[str, ...] = ()
    """The names of what hung on it; none of it is kept."""


Record = FoundPerson | FoundFeedback | FoundItem | FoundMessage


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read, and why."""

    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    value: str
    words: str
    aside: str = ""
    """What helps to choose it: how often somebody spoke, what comes of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only the owner can know: who is me; whether 03/04 is in April."""

    name: str
    """How an answer is handed back: “me”, “days”."""
    sentence: str
    answers: tuple[Answer, ...]
    """The first one does no harm, and is taken where nobody answers."""
    records: int = 0
    """How many records hang on it."""
    why: str = ""
    """A sentence on why it is asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that a file holds."""

    format: str
    """What it was recognised as, in a word: “csv”, “vcard”, “mbox”."""
    records: tuple[Record, ...] = ()
    refused: tuple[Refused, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about what was left out: photographs, attachments, closed cards."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the owner wants a file to be read: what was asked, and what was said before."""

    format: str = ""
    """Empty to recognise it by its content."""
    me: tuple[str, ...] = ()
    """Names and addresses that are the owner's own."""
    since: date | None = None
    """What is older is left out."""
    month_first: bool = False
    """Whether 03/04 is in March where the file does not tell."""
    columns: dict[str, str] = field(default_factory=dict)
    """Of a table: the name of a column to the field that it is; empty for none."""
    said: frozenset[str] = frozenset()
    """The questions of a reader that were answered, also by nobody and nothing."""


def answered(wishes: Wishes, name: str, value: str) -> Wishes:
    """Return wishes with the answer to a question that a reader asked; others change nothing.

    A file is read again by them: who is me, and what 03/04 is, is known before it is read.
    """
    said = wishes.said | {name}
    if name == "me":
        return replace(wishes, me=(value,) if value else (), said=said)
    if name == "days":
        return replace(wishes, month_first=value in {"mdy", "month"}, said=said)
    return wishes


def first_answered(wishes: Wishes, questions: tuple[Question, ...]) -> Wishes:
    """Return wishes with the first answer to each question that nobody has answered yet."""
    taken = wishes
    for one in questions:
        if one.name not in wishes.said:
            taken = answered(taken, one.name, one.answers[0].value)
    # Who reads by the same gives the same.
    same = (taken.me, taken.month_first) == (wishes.me, wishes.month_first)
    return wishes if same else taken
