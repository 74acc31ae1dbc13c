"""Lost sales as they are summed up: which are meant, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LossGroup:
    """Lost sales that have one thing in common. Value is in hundredths."""

    name: str
    key: str | int
    """What finds these sales again: see `LossFilter`."""
    number: int
    value: int
    told: int
    """How many of them named the reason themselves: the rest is our guess."""
    told_value: int
    won_back: int


@dataclass(frozen=True, slots=True)
class LossOverview:
    """All that is to be seen at a glance, each of one moment."""

    total: LossGroup
    groups: dict[str, list[LossGroup]]
    """By reason, also, competitor, stage and outcome, the most frequent first; and by month."""
    ever: int
    """How many sales were ever lost."""


@dataclass(frozen=True, slots=True)
class LossReason:
    """A reason on the owner's list."""

    id: int
    name: str
    theme_id: int | None
    theme: str | None
    retired: bool
    number: int


@dataclass(frozen=True, slots=True)
class LossFilter:
    """Which lost sales are meant: all that fit everything that is given."""

    since: str = ""
    until: str = ""
    reason: int | None = None
    also: int | None = None
    month: str | None = None
    competitor: str | None = None
    """A name, in any spelling of it; so is the stage reached."""
    stage: str | None = None
    outcome: str | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    won_back: bool | None = None
