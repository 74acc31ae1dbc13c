"""The rows that leave the desk: frozen, so that they may cross threads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    FollowUpKind,
    FollowUpResult,
    Importance,
    ItemStage,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.language.say import Later, later

if TYPE_CHECKING:
    from datetime import date, datetime

T = TypeVar("T")

# Money in every row is in hundredths of the workspace's currency.


@dataclass(frozen=True, slots=True)
class Organisation:
    """A firm or club that people speak for."""

    id: int
    name: str
    value: int | None = None
    stage: PersonStage | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who spoke, with what hangs on them."""

    id: int
    name: str
    stage: PersonStage
    stage_since: date | None = None
    organisation_id: int | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None
    value: int | None = None
    notes: str = ""
    may_quote: bool = False
    may_contact: bool = True
    contact_how: str = ""
    """How they want to be reached, in words."""
    quote_asked_on: date | None = None
    erased_on: date | None = None
    """Since when nothing is held on them but what is counted."""
    kept_on: date | None = None
    """When the owner last chose to keep what is held on them."""
    referred_by_id: int | None = None
    feedback: int = 0
    owed: int = 0
    referred: int = 0


@dataclass(frozen=True, slots=True)
class WordsField:
    """A field of a person that holds what was typed: kept, corrected, told and printed as it is."""

    name: str
    """Of the column, of `Person`, and on the command line."""
    label: str
    length: int | None = None
    """The longest that is kept, in characters."""
    alone: bool = True
    """Whether it is told by itself; otherwise it stands behind what it is about."""
    asked: Later | str = ""
    """Its label where it is typed, if it is another one, with its letter."""
    example: Later | str = ""
    """What stands in its field while that is empty."""


PERSON_WORDS = (
    WordsField(
        "contact_how", "Reach them", 300, alone=False,  # it stands behind: may be contacted
        asked=later("Ho&w to reach them"), example=later("By phone, in the morning"),
    ),
    WordsField("notes", "Notes"),
)  # fmt: skip


def told_of(person: Person) -> list[tuple[str, str]]:
    """Return what is told of a person as it was typed: label and words, also where there are none.

    >>> told_of(Person(1, "Ann Lee", PersonStage.CUSTOMER, notes="Plays chess"))
    [('Notes', 'Plays chess')]
    """
    return [(one.label, getattr(person, one.name)) for one in PERSON_WORDS if one.alone]


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a sale was lost."""

    outcome: Outcome
    reason: str
    also: tuple[str, ...] = ()
    competitor: str | None = None
    value: int | None = None
    stage_reached: str | None = None
    told_by: ToldBy = ToldBy.THEM
    alternative: str | None = None
    revisit: date | None = None
    won_back: date | None = None
    """The day on which they came back after all."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A feedback's link to a theme."""

    id: int
    feedback_id: int
    theme_id: int
    theme: str
    quote: str | None = None
    importance: Importance | None = None
    colour: int | None = None
    """The theme's, where the owner chose one."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing somebody said, with all that is known about it."""

    id: int
    on: date
    kind: Kind
    channel: Channel
    text: str
    who_id: int | None = None
    who: str | None = None
    organisation_id: int | None = None
    organisation: str | None = None
    stage: PersonStage | None = None
    feeling: Feeling | None = None
    importance: Importance | None = None
    archived: bool = False
    mentions: tuple[Mention, ...] = ()
    loss: Loss | None = None
    link: str | None = None
    """Where a public mention stands."""
    reach: int | None = None
    """How many people may have seen a public mention."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The names of the themes it mentions, each once."""
        return tuple(dict.fromkeys(mention.theme for mention in self.mentions))

    @property
    def speaker(self) -> str:
        """Who spoke, as one line: name and organisation, or whichever is known."""
        return ", ".join(name for name in (self.who, self.organisation) if name)


@dataclass(frozen=True, slots=True)
class Theme:
    """A need that several people share, with its numbers."""

    id: int
    name: str
    description: str = ""
    colour: int | None = None
    aliases: tuple[str, ...] = ()
    requests: int = 0
    mentions: int = 0
    items: tuple[str, ...] = ()
    votes: int = 0
    """Of nobody who is named, on a board elsewhere: shown beside the rest, and never counted."""


@dataclass(frozen=True, slots=True)
class MergedTheme:
    """A theme that counts for another one, until it is un-merged."""

    id: int
    name: str
    mentions: int
    """The feedbacks that are filed under it, and come back to it."""
    through: str = ""
    """The merged theme that it was merged into, where that is not the one asked about."""


@dataclass(frozen=True, slots=True)
class ThemeStory:
    """What stands at the head of a theme's page."""

    theme: Theme
    lost: int
    """Accounts with a lost sale."""
    lost_value: int
    months: dict[str, int]
    """Feedbacks by month (2026-11)."""
    merged: tuple[MergedTheme, ...]
    items: tuple[tuple[int, str, ItemStage], ...]
    """The roadmap items that answer it: key, title and stage."""


@dataclass(frozen=True, slots=True)
class Item:
    """A roadmap item with the numbers that can rank it."""

    id: int
    title: str
    stage: ItemStage
    requests: int = 0
    mentions: int = 0
    value: int = 0
    lost: int = 0
    lost_value: int = 0
    momentum: int = 0
    effort: int | None = None
    pinned: int | None = None
    first_on: date | None = None
    description: str = ""
    target: str = ""
    stage_on: date | None = None
    why: str = ""
    themes: tuple[str, ...] = ()
    theme_ids: tuple[int, ...] = ()


def movement_words(moved: int | None, *, is_new: bool = False) -> str:
    """Return places gained in words: up 2, down 1, new, or nothing.

    >>> movement_words(2), movement_words(-1), movement_words(0), movement_words(None, is_new=True)
    ('up 2', 'down 1', '', 'new')
    """
    if is_new:
        return "new"
    if not moved:
        return ""
    return f"up {moved}" if moved > 0 else f"down {-moved}"


@dataclass(frozen=True, slots=True)
class RankedItem:
    """An item with its place. Rank is None for what is shipped or declined."""

    item: Item
    rank: int | None
    score: float | None
    moved: int | None = None
    """Places gained since the last print or snapshot; None where it was not on it."""
    is_new: bool = False
    """Whether there was one and the item was not on it."""
    since: str = ""
    """What the movement is counted from: the print of 3 November. Empty where nothing is."""
    then_requests: int | None = None
    """How many accounts had asked then; None where it was not on it, or that is not known."""

    @property
    def movement(self) -> str:
        """The movement in words: up 2, down 1, new, or nothing."""
        return movement_words(self.moved, is_new=self.is_new and self.rank is not None)

    @property
    def movement_since(self) -> str:
        """The movement and what it is counted from: up 2 since the print of 3 November."""
        return f"{self.movement} since {self.since}" if self.movement and self.since else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feedback behind an item, through one theme."""

    feedback_id: int
    account: str
    on: date
    kind: Kind
    channel: Channel
    text: str
    quote: str | None
    theme: str
    who_id: int | None
    who: str | None
    organisation: str | None
    stage: PersonStage | None
    value: int | None
    """The lost sale's value where the feedback is a loss, else the account's annual value."""
    may_quote: bool = False

    @property
    def words(self) -> str:
        """The quote chosen for the theme, or all that was said."""
        return self.quote or self.text

    @property
    def speaker(self) -> str:
        """Who spoke, as one line."""
        return ", ".join(name for name in (self.who, self.organisation) if name) or "Not named"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something owed to a person by a date."""

    id: int
    kind: FollowUpKind
    who: str | None
    due: date
    about: str
    """What it is about, in the owner's words, theirs, or the item's title."""
    late: bool
    who_id: int | None = None
    organisation_id: int | None = None
    organisation: str | None = None
    may_contact: bool = True
    contact_how: str = ""
    feedback_id: int | None = None
    feedback_kind: Kind | None = None
    said_on: date | None = None
    item_id: int | None = None
    item: str | None = None
    done_on: date | None = None
    result: FollowUpResult | None = None
    said: str = ""
    """What they were told."""
    uid: str = ""

    @property
    def speaker(self) -> str:
        """Who it is owed to, as one line."""
        names = dict.fromkeys(name for name in (self.who, self.organisation) if name)
        return ", ".join(names) or "Not named"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step as the history shows it."""

    id: int
    at: datetime
    author: str
    source: str
    did: str
    state: str
    """done, undone, or undo/redo for the steps that did so."""
    kind: str = "do"
    """do, undo or redo."""
    label: str = ""
    """What it did or took back, without the word for it."""
    thing: tuple[str, int] | None = None
    """What it is about: table and key."""
    taken_back: datetime | None = None
    """When it was taken back, where it does not stand now."""
    link: int = 0
    """The step by which it stands or was taken back: itself, or the last of its undos and redos."""


@dataclass(frozen=True, slots=True)
class Version:
    """One correction of one field of a feedback, as it stands in the log."""

    at: datetime
    author: str
    field: str
    """The column: text, kind, channel, said_on, person, organisation and so on."""
    before: str | None
    after: str | None
    """As stored; names for a person and an organisation."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the navigation shows beside its pages."""

    inbox: int
    feedback: int
    themes: int
    items: int
    people: int
    losses: int
    owed: int
    late: int
    heap: int


@dataclass(frozen=True, slots=True)
class Touched:
    """What a committed step changed: table name to the keys of its rows.

    A change of another process arrives as such too, with `foreign` set.
    """

    step_id: int | None
    label: str
    rows: dict[str, frozenset[int]] = field(default_factory=dict)
    foreign: bool = False
    everything: bool = False

    def touches(self, *tables: str) -> bool:
        """Whether a row of any of these tables changed."""
        return self.everything or any(self.rows.get(table) for table in tables)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a step gave back, and what it was."""

    result: T
    touched: Touched

    @property
    def label(self) -> str:
        """What was done, as a person reads it."""
        return self.touched.label


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody who is owed something is reached, and what they said."""

    email: str | None
    phone: str | None
    words: str
