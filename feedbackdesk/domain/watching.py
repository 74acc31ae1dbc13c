"""Who deserves a word: the rules of the watch list. Times are in days.

A rule is given what was said and what was done about it, and returns whom to watch. What
was *dealt with* is a follow-up that came to its end, whichever way: the owner decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from math import log10
from typing import TYPE_CHECKING

from feedbackdesk.domain.words import (
    PUBLIC_CHANNELS,
    Channel,
    Feeling,
    FollowUpKind,
    Kind,
    PersonStage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ANSWER_WITHIN = 183
"""An unhappy word, or a public one, that is older than this is no longer waited on."""
THANK_WITHIN = 365
"""Praise that is older than this is no longer thanked for."""
ASKED_WITHIN = 365
"""Wishes that are older than this are not counted."""
ASKED_TIMES = 3
"""From this many feedbacks about one theme on, somebody asks again and again."""
LOYAL_TIMES = 3
LOYAL_DAYS = 90
"""Loyal is a customer who spoke on this many days, the first and the last this far apart."""
QUIET_GAPS = 2.0
"""Quiet is who said nothing for this many times their usual gap."""
QUIET_AT_LEAST = 30
"""A silence shorter than this is none."""
QUIET_AT_MOST = 730
"""Who was silent for longer than this is gone, and no longer watched."""
FREQUENT_TIMES = 4
FREQUENT_WITHIN = 365
"""A frequent voice spoke on this many days within this time."""
FREQUENT_MOST = 20
"""So many frequent voices are listed, the most frequent."""


class Reason(StrEnum):
    """Why somebody is on the watch list."""

    UNHAPPY = "unhappy"
    AGAIN = "again"
    QUIET = "quiet"
    MENTION = "mention"
    PRAISE = "praise"
    REFERRER = "referrer"
    VOICE = "voice"


BASE: dict[Reason, int] = {
    Reason.UNHAPPY: 100, Reason.AGAIN: 60, Reason.QUIET: 50, Reason.MENTION: 45,
    Reason.PRAISE: 40, Reason.REFERRER: 25, Reason.VOICE: 15,
}  # fmt: skip
"""How urgent each reason is, in points."""

ANSWERING = (
    FollowUpKind.ANSWER, FollowUpKind.CHECK_IN, FollowUpKind.SHIPPED, FollowUpKind.DECLINED,
    FollowUpKind.WIN_BACK,
)  # fmt: skip
"""What answers somebody. An acknowledgment does not: being heard is not being helped."""

OWED_FOR: dict[Reason, FollowUpKind] = {
    Reason.UNHAPPY: FollowUpKind.ANSWER, Reason.AGAIN: FollowUpKind.ANSWER,
    Reason.QUIET: FollowUpKind.CHECK_IN, Reason.MENTION: FollowUpKind.ANSWER,
    Reason.PRAISE: FollowUpKind.THANK, Reason.REFERRER: FollowUpKind.THANK,
    Reason.VOICE: FollowUpKind.THANK,
}  # fmt: skip
"""What somebody is owed for each reason, unless the owner says otherwise."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A feedback that may call for a word, with what was done about it."""

    feedback_id: int
    on: date
    kind: Kind
    channel: Channel
    feeling: Feeling | None = None
    person_id: int | None = None
    organisation_id: int | None = None
    critical: bool = False
    link: str | None = None
    reach: int | None = None
    answered: bool = False
    thanked: bool = False

    @property
    def subject(self) -> str:
        """Who is to hear: p<person>, o<organisation>, or f<feedback> where nobody is named."""
        if self.person_id is not None:
            return f"p{self.person_id}"
        if self.organisation_id is not None:
            return f"o{self.organisation_id}"
        return f"f{self.feedback_id}"

    @property
    def is_public(self) -> bool:
        """Whether others can read it: on such a channel, or with a link or a reach."""
        return self.channel in PUBLIC_CHANNELS or bool(self.link) or self.reach is not None

    @property
    def is_unhappy(self) -> bool:
        """Whether it was said unhappily; a problem is, unless it sounded otherwise."""
        return self.feeling is Feeling.UNHAPPY or (
            self.kind is Kind.PROBLEM and self.feeling is None
        )

    @property
    def is_happy(self) -> bool:
        """Whether it was praise, or said happily."""
        return not self.is_unhappy and (self.kind is Kind.PRAISE or self.feeling is Feeling.HAPPY)


@dataclass(frozen=True, slots=True)
class Voice:
    """How often a person spoke. Times are days on which they did."""

    person_id: int
    stage: PersonStage
    times: int
    lately: int
    """Times within FREQUENT_WITHIN."""
    first: date
    last: date
    newest: int
    """Their newest feedback."""

    @property
    def gap(self) -> float:
        """Their usual gap: the days from the first word to the last, by the gaps between."""
        return (self.last - self.first).days / max(self.times - 1, 1)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a person said about one theme, praise left out: day and feedback."""

    person_id: int
    theme_id: int
    asked: tuple[tuple[date, int], ...]
    told_on: date | None = None
    """When they last heard that something about it was shipped or declined."""


@dataclass(frozen=True, slots=True)
class Referrer:
    """A person who brought others."""

    person_id: int
    number: int
    newest_on: date | None
    """When the last of them came."""


@dataclass(frozen=True, slots=True)
class Told:
    """When each person was last spoken to, by their keys."""

    thanked: dict[int, date] = field(default_factory=dict)
    answered: dict[int, date] = field(default_factory=dict)
    """Answered or checked in with, about nothing that they had said in particular."""


@dataclass(frozen=True, slots=True)
class Watched:
    """Somebody on the list, for one reason."""

    reason: Reason
    since: date
    person_id: int | None = None
    organisation_id: int | None = None
    evidence: tuple[int, ...] = ()
    """Feedbacks, the one that says it best first."""
    number: int = 1
    """How many words, wishes, praises or referrals it is about."""
    theme_id: int | None = None
    gap: int = 0
    """The usual gap of who went quiet, in days."""
    link: str | None = None
    reach: int | None = None
    public: bool = False
    critical: bool = False

    @property
    def subject(self) -> str:
        """Who it is about, as `Spoken.subject`."""
        if self.person_id is not None:
            return f"p{self.person_id}"
        if self.organisation_id is not None:
            return f"o{self.organisation_id}"
        return f"f{self.evidence[0]}"

    @property
    def who_is(self) -> tuple[str, int]:
        """Who it is about, as a label names them: a table and a key."""
        if self.person_id is not None:
            return ("person", self.person_id)
        if self.organisation_id is not None:
            return ("organisation", self.organisation_id)
        return ("feedback", self.evidence[0])

    @property
    def key(self) -> str:
        """What tells this entry from every other, also tomorrow."""
        theme = f".t{self.theme_id}" if self.theme_id is not None else ""
        return f"{self.reason.value}.{self.subject}{theme}"


def unhappy(spoken: Iterable[Spoken], told: Told, on: date) -> Iterator[Watched]:
    """Who is unhappy and unanswered: within ANSWER_WITHIN, and nothing happy said since.

    Whoever cannot be reached, for nobody is named, counts only where others can read it.
    """
    for mine in _by_subject(spoken, on, ANSWER_WITHIN).values():
        happy = max((one.on for one in mine if one.is_happy), default=date.min)
        waiting = [
            one
            for one in mine
            if one.is_unhappy
            and not one.answered
            and one.on > happy
            and one.on > _last(told.answered, one.person_id)
            and _can_hear(one)
        ]
        if waiting:
            yield _about(Reason.UNHAPPY, waiting)


def unthanked(spoken: Iterable[Spoken], told: Told, on: date) -> Iterator[Watched]:
    """Whose praise was never thanked: within THANK_WITHIN, and no thanks on that day or since."""
    for mine in _by_subject(spoken, on, THANK_WITHIN).values():
        waiting = [
            one
            for one in mine
            if one.kind is Kind.PRAISE
            and not one.is_unhappy
            and not one.thanked
            and one.on > _last(told.thanked, one.person_id)
            and _can_hear(one)
        ]
        if waiting:
            yield _about(Reason.PRAISE, waiting)


def mentioned(spoken: Iterable[Spoken], told: Told, on: date) -> Iterator[Watched]:
    """Who spoke in public, neither unhappily nor in praise, and heard nothing back."""
    for mine in _by_subject(spoken, on, ANSWER_WITHIN).values():
        waiting = [
            one
            for one in mine
            if one.is_public
            and not one.is_unhappy
            and one.kind is not Kind.PRAISE
            and not one.answered
            and one.on > _last(told.answered, one.person_id)
        ]
        if waiting:
            yield _about(Reason.MENTION, waiting)


def quiet(voices: Iterable[Voice], told: Told, on: date) -> Iterator[Watched]:
    """Who was loyal and went quiet, and was not spoken to since.

    Loyal is a customer who spoke LOYAL_TIMES over LOYAL_DAYS; quiet is who said nothing for
    QUIET_GAPS times their usual gap.
    """
    for one in voices:
        silence = (on - one.last).days
        if (
            one.stage is PersonStage.CUSTOMER
            and one.times >= LOYAL_TIMES
            and (one.last - one.first).days >= LOYAL_DAYS
            and max(QUIET_GAPS * one.gap, QUIET_AT_LEAST) <= silence <= QUIET_AT_MOST
            and _last(told.answered, one.person_id) <= one.last
        ):
            yield Watched(
                Reason.QUIET,
                one.last,
                one.person_id,
                evidence=(one.newest,),
                number=one.times,
                gap=round(one.gap),
            )


def asking(wishes: Iterable[Asking], on: date) -> Iterator[Watched]:
    """Who asks again and again: ASKED_TIMES about one theme, since they last heard of it."""
    for one in wishes:
        since = max(on - timedelta(days=ASKED_WITHIN), one.told_on or date.min)
        asked = sorted({(day, key) for day, key in one.asked if since < day <= on}, reverse=True)
        if len(asked) >= ASKED_TIMES:
            yield Watched(
                Reason.AGAIN,
                asked[-1][0],
                one.person_id,
                evidence=tuple(key for _day, key in asked),
                number=len(asked),
                theme_id=one.theme_id,
            )


def referring(referrers: Iterable[Referrer], told: Told, on: date) -> Iterator[Watched]:
    """Who brought somebody, and was not thanked since the last one came."""
    for one in referrers:
        thanked = told.thanked.get(one.person_id)
        if thanked is None or (one.newest_on is not None and thanked < one.newest_on):
            yield Watched(Reason.REFERRER, one.newest_on or on, one.person_id, number=one.number)


def frequent(voices: Iterable[Voice], told: Told, on: date) -> Iterator[Watched]:
    """Return the FREQUENT_MOST most frequent voices that were not thanked within that time."""
    since = on - timedelta(days=FREQUENT_WITHIN)
    often = [
        one
        for one in voices
        if one.lately >= FREQUENT_TIMES and _last(told.thanked, one.person_id) < since
    ]
    often.sort(key=lambda one: (-one.lately, one.last, one.person_id))
    for one in often[:FREQUENT_MOST]:
        yield Watched(
            Reason.VOICE, one.last, one.person_id, evidence=(one.newest,), number=one.lately
        )


def urgency(one: Watched, on: date, *, promised: date | None = None) -> int:
    """Return how urgent an entry is, in points.

    BASE of its reason, 1 for every 3 days it waits (30 at most), 2 for each further time (10
    at most), 10 where it is critical to them, 5 for each digit of a public mention's reach.
    What is promised for a day to come is in hand: 40 less; a promise that is late: 10 more.
    """
    points = BASE[one.reason] + min((on - one.since).days, 90) // 3
    points += 2 * min(one.number - 1, 5) + (10 if one.critical else 0)
    if one.public:
        points += 5 * round(log10(1 + (one.reach or 0)))
    if promised is not None:
        points += 10 if promised < on else -40
    return points


def place(one: Watched, on: date, *, promised: date | None = None) -> tuple[int, int, date, str]:
    """Return what the list is ordered by.

    Unhappy words that others can read come first, by their reach; then by urgency, then who
    waits longest.
    """
    if one.reason is Reason.UNHAPPY and one.public:
        return (0, -(one.reach or 0), one.since, one.key)
    return (1, -urgency(one, on, promised=promised), one.since, one.key)


def _by_subject(spoken: Iterable[Spoken], on: date, days: int) -> dict[str, list[Spoken]]:
    since = on - timedelta(days=days)
    found: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken:
        if since <= one.on <= on:
            found[one.subject].append(one)
    return found


def _last(days: dict[int, date], person_id: int | None) -> date:
    return date.min if person_id is None else days.get(person_id, date.min)


def _can_hear(one: Spoken) -> bool:
    return one.person_id is not None or one.organisation_id is not None or one.is_public


def _about(reason: Reason, waiting: list[Spoken]) -> Watched:
    """Return an entry about words: what is public and seen by most first, then the newest."""
    waiting.sort(
        key=lambda one: (one.is_public, one.reach or 0, one.on, one.feedback_id), reverse=True
    )
    first = waiting[0]
    return Watched(
        reason,
        min(one.on for one in waiting),
        first.person_id,
        first.organisation_id,
        tuple(one.feedback_id for one in waiting),
        len(waiting),
        link=first.link,
        reach=first.reach,
        public=first.is_public,
        critical=any(one.critical for one in waiting),
    )
