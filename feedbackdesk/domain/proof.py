"""What stands behind a number of a roadmap item: accounts, once each, with all they said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import Lens, PersonStage

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date

    from feedbackdesk.domain.words import Channel, Kind

Through = tuple[int, str]
"""A theme that leads to what was said: its key and its name."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said behind an item, and the themes it came through."""

    feedback_id: int
    account: str
    on: date
    kind: Kind
    channel: Channel
    text: str
    quote: str | None
    themes: tuple[Through, ...]
    who_id: int | None
    who: str | None
    organisation: str | None
    stage: PersonStage | None
    """What the speaker was then."""
    is_loss: bool = False
    lost_value: int | None = None

    @property
    def words(self) -> str:
        """The quote chosen for a theme, or all that was said."""
        return self.quote or self.text


@dataclass(frozen=True, slots=True)
class Account:
    """Who counts once, as they are now."""

    account: str
    name: str
    thing: tuple[str, int] | None
    """Their page: person or organisation, and the key; None for nobody named, or deleted."""
    stage: PersonStage | None = None
    value: int | None = None
    """What a customer is worth a year; None for all who are none today."""


@dataclass(frozen=True, slots=True)
class Asker:
    """An account behind an item with what it said, the newest first."""

    account: Account
    said: tuple[Heard, ...]

    @property
    def first(self) -> date:
        """The day it was first heard."""
        return self.said[-1].on

    @property
    def last(self) -> date:
        """The day it was last heard."""
        return self.said[0].on

    @property
    def stage_then(self) -> PersonStage | None:
        """What it was when it was first heard, as far as that is known."""
        return next((one.stage for one in reversed(self.said) if one.stage is not None), None)

    @property
    def themes(self) -> tuple[Through, ...]:
        """The themes it came through, each once."""
        return tuple(dict.fromkeys(theme for one in reversed(self.said) for theme in one.themes))

    @property
    def people(self) -> tuple[str, ...]:
        """Who spoke, each once, the latest first."""
        return tuple(dict.fromkeys(one.who for one in self.said if one.who))

    @property
    def is_lost(self) -> bool:
        """Whether a sale to it was lost."""
        return any(one.is_loss for one in self.said)

    @property
    def lost_value(self) -> int:
        """What its lost sales were worth, as far as that is known."""
        return sum(one.lost_value or 0 for one in self.said)


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence of one number; its sums are that number."""

    lens: Lens
    askers: tuple[Asker, ...]
    feedbacks: int
    amount: int
    """Money: what customers are worth a year, or what the lost sales were."""
    unknown: int
    """How many of the accounts have no value noted, where money is what counts."""

    @property
    def accounts(self) -> int:
        """How many accounts stand in it."""
        return len(self.askers)


@dataclass(frozen=True, slots=True)
class ThemeWeight:
    """How much of an item's demand comes through one theme."""

    theme_id: int
    name: str
    accounts: int
    alone: int
    """The accounts that came through this theme only."""
    share: float
    """Of all accounts behind the item, from 0 to 1."""


def gather(heard: Iterable[Heard], accounts: Mapping[str, Account]) -> tuple[Asker, ...]:
    """Return who said what, each account once and each feedback once, the most telling first.

    A feedback that several themes lead to stands there once, with all of them; the first row
    of it that has a quote gives the words.
    """
    found: dict[int, Heard] = {}
    for row in heard:
        known = found.get(row.feedback_id)
        if known is None:
            found[row.feedback_id] = row
            continue
        themes = tuple(dict.fromkeys((*known.themes, *row.themes)))
        found[row.feedback_id] = replace(known, themes=themes, quote=known.quote or row.quote)
    by_account: dict[str, list[Heard]] = {}
    for row in found.values():
        by_account.setdefault(row.account, []).append(row)
    askers = [
        Asker(
            accounts.get(account) or Account(account, "", None),
            tuple(sorted(said, key=lambda one: (one.on, one.feedback_id), reverse=True)),
        )
        for account, said in by_account.items()
    ]
    return _sorted(askers, lambda asker: len(asker.said))


def counting(
    askers: Iterable[Asker], *, accounts: Container[str] | None, lost: bool, since: date | None
) -> tuple[Asker, ...]:
    """Return who counts, with what counts of what they said.

    Of some `accounts` only, of the `lost` sales only, of what was said `since` a day only;
    what is None or False leaves nothing out.
    """
    chosen = [one for one in askers if accounts is None or one.account.account in accounts]
    kept = _only(
        chosen,
        lambda said: (said.is_loss or not lost) and (since is None or said.on >= since),
    )
    return _sorted(kept, lambda asker: len(asker.said))


def proof(askers: Sequence[Asker], lens: Lens, since: date, today: date) -> Proof:
    """Return the evidence of one number of an item, from all who stand behind it.

    requests, mentions and effort: everybody. value: who is a customer today. lost: the lost
    sales alone. momentum: what was heard from `since` to `today`.
    """
    match lens:
        case Lens.VALUE:
            chosen = [one for one in askers if one.account.value is not None]
            ordered = _sorted(chosen, lambda one: one.account.value or 0)
            amount = sum(one.account.value or 0 for one in chosen)
            unknown = sum(1 for one in chosen if not one.account.value)
        case Lens.LOST:
            chosen = _only(askers, lambda said: said.is_loss)
            ordered = _sorted(chosen, lambda one: one.lost_value)
            amount = sum(one.lost_value for one in chosen)
            unknown = sum(1 for one in chosen if not one.lost_value)
        case Lens.MOMENTUM:
            chosen = _only(askers, lambda said: since <= said.on <= today)
            ordered, amount, unknown = _sorted(chosen, lambda one: one.last.toordinal()), 0, 0
        case _:
            ordered, amount, unknown = tuple(askers), 0, 0
    feedbacks = sum(len(one.said) for one in ordered)
    return Proof(lens, ordered, feedbacks, amount, unknown)


def theme_weights(askers: Sequence[Asker], themes: Iterable[Through]) -> tuple[ThemeWeight, ...]:
    """Return each theme of an item with the accounts behind it, the weightiest first."""
    found: list[ThemeWeight] = []
    through = [frozenset(key for key, _name in asker.themes) for asker in askers]
    for key, name in themes:
        accounts = sum(1 for keys in through if key in keys)
        alone = sum(1 for keys in through if keys == {key})
        share = accounts / len(askers) if askers else 0.0
        found.append(ThemeWeight(key, name, accounts, alone, share))
    return tuple(sorted(found, key=lambda one: (-one.accounts, -one.alone, one.theme_id)))


def _only(askers: Iterable[Asker], wanted: Callable[[Heard], bool]) -> list[Asker]:
    """Return the accounts with what is wanted of what they said; those with none are left out."""
    found = [(one, tuple(said for said in one.said if wanted(said))) for one in askers]
    return [replace(one, said=said) for one, said in found if said]


def _sorted(askers: Iterable[Asker], weight: Callable[[Asker], int]) -> tuple[Asker, ...]:
    ordered = sorted(askers, key=lambda one: (-weight(one), -one.last.toordinal()))
    return tuple(ordered)


@dataclass(frozen=True, slots=True)
class ItemLink:
    """A web page that belongs to an item."""

    id: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiter:
    """An account behind an item, and who of it waits to hear."""

    person_id: int | None
    organisation_id: int | None
    name: str
    organisation: str | None
    feedback_id: int
    lost: bool
    """Whether a sale to them was lost, and they are no customer today."""
    may_contact: bool
    how: str
    """How they are reached, in words."""
