"""What stands out: what grows and what faded, and who deserves a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.desk.followups import promise
from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today, near_day
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.sorting import sort_key
from feedbackdesk.domain.text import clean
from feedbackdesk.domain.trends import Brought, Direction, Monthly, Wait, waits
from feedbackdesk.domain.watching import (
    ASKED_TIMES,
    ASKED_WITHIN,
    FREQUENT_WITHIN,
    QUIET_AT_LEAST,
    THANK_WITHIN,
    Reason,
    Watched,
    asking,
    frequent,
    mentioned,
    place,
    quiet,
    referring,
    unhappy,
    unthanked,
)
from feedbackdesk.domain.words import FollowUpKind

if TYPE_CHECKING:
    from feedbackdesk.domain.words import Channel
    from feedbackdesk.store.read.insights import Promised
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

THREE_MONTHS = 91
"""Days."""
_NAMED = 8
"""So many themes are named as growing, and as many as faded."""
_ABOUT_LIMIT = 20_000
_HIDDEN = "unwatched."


@dataclass(frozen=True, slots=True)
class WatchRow:
    """An entry of the watch list, with all that a row shows."""

    entry: Watched
    who: str
    organisation: str | None
    may_contact: bool
    contact_how: str
    words: str
    """The beginning of what they said; empty where it is about no words."""
    said_on: date | None
    channel: Channel | None
    theme: str
    owed: FollowUpKind | None
    due: date | None
    """What is open already, and by when."""
    days: int
    """How long it has been waiting."""

    @property
    def speaker(self) -> str:
        """Who it is about, as one line."""
        return ", ".join(name for name in (self.who, self.organisation) if name)


@dataclass(frozen=True, slots=True)
class ChannelTrend:
    """A channel: where it goes, and what it brings."""

    monthly: Monthly
    brought: Brought


@dataclass(frozen=True, slots=True)
class Trends:
    """What grew, what faded, what each channel brings, and how long people wait."""

    days: int
    growing: tuple[Monthly, ...]
    faded: tuple[Monthly, ...]
    channels: tuple[ChannelTrend, ...]
    waits: tuple[Wait, ...]
    compares: bool = True
    """Whether anything was said in the time before, so that it can be compared."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.growing or self.faded or self.channels or self.waits)


# The watch list


def watch_list(read: Reader, *, on: date | None = None) -> list[WatchRow]:
    """Return who deserves a word, the most urgent first: see `domain/watching.py`."""
    today = on or local_today()
    until = today.isoformat()
    told = read.told()
    spoken = read.spoken((today - timedelta(days=THANK_WITHIN)).isoformat(), until)
    voices = read.voices(
        (today - timedelta(days=FREQUENT_WITHIN)).isoformat(),
        until,
        (today - timedelta(days=QUIET_AT_LEAST)).isoformat(),
    )
    wishes = read.asking((today - timedelta(days=ASKED_WITHIN)).isoformat(), until, ASKED_TIMES)
    hidden = _hidden(read)
    entries = [
        one
        for one in (
            *unhappy(spoken, told, today),
            *asking(wishes, today),
            *quiet(voices, told, today),
            *mentioned(spoken, told, today),
            *unthanked(spoken, told, today),
            *referring(read.referrers(), told, today),
            *frequent(voices, told, today),
        )
        if one.key not in hidden or _state(read, one) > hidden[one.key]
    ]
    return _ordered(_rows(read, entries, today), today)


def _ordered(rows: list[WatchRow], today: date) -> list[WatchRow]:
    return sorted(rows, key=lambda row: place(row.entry, today, promised=row.due))


def _rows(read: Reader, entries: list[Watched], today: date) -> list[WatchRow]:
    people = {one.person_id for one in entries if one.person_id is not None}
    firms = {one.organisation_id for one in entries if one.organisation_id is not None}
    faces = read.faces(sorted(people), sorted(firms))
    words = read.beginnings(sorted({one.evidence[0] for one in entries if one.evidence}))
    themes = read.names_of_themes(
        sorted({one.theme_id for one in entries if one.theme_id is not None})
    )
    promises = _Promises(read.promised())
    rows = []
    for one in entries:
        face = faces.get(one.subject)
        said = words.get(one.evidence[0]) if one.evidence else None
        owed = promises.for_entry(one)
        rows.append(
            WatchRow(
                entry=one,
                who=face.name if face else "",
                organisation=face.organisation if face else None,
                may_contact=face.may_contact if face else True,
                contact_how=face.contact_how if face else "",
                words=said.words if said else "",
                said_on=said.on if said else None,
                channel=said.channel if said else None,
                theme=themes.get(one.theme_id, "") if one.theme_id is not None else "",
                owed=owed.kind if owed else None,
                due=owed.due if owed else None,
                days=max((today - one.since).days, 0),
            )
        )
    return rows


_THANKS = frozenset({FollowUpKind.THANK})
_SUITS: dict[Reason, frozenset[FollowUpKind]] = {
    Reason.PRAISE: _THANKS,
    Reason.REFERRER: _THANKS,
    Reason.VOICE: _THANKS,
    Reason.QUIET: frozenset(FollowUpKind) - _THANKS,
}
_ANSWERS = frozenset(
    {FollowUpKind.ACKNOWLEDGE, FollowUpKind.ANSWER, FollowUpKind.CHECK_IN, FollowUpKind.WIN_BACK}
)


class _Promises:
    """What is open, by what it is about."""

    def __init__(self, promised: list[Promised]) -> None:
        self._by_feedback: dict[int, list[Promised]] = {}
        self._by_subject: dict[str, list[Promised]] = {}
        for one in promised:
            if one.feedback_id is not None:
                self._by_feedback.setdefault(one.feedback_id, []).append(one)
            if one.person_id is not None:
                self._by_subject.setdefault(f"p{one.person_id}", []).append(one)
            elif one.organisation_id is not None:
                self._by_subject.setdefault(f"o{one.organisation_id}", []).append(one)

    def for_entry(self, entry: Watched) -> Promised | None:
        """Return what is open for an entry: about these words, or about nothing particular."""
        suits = _SUITS.get(entry.reason, _ANSWERS)
        answers = entry.reason not in _SUITS
        found = [
            one
            for key in entry.evidence
            for one in self._by_feedback.get(key, ())
            if one.kind in suits
        ]
        found += [
            one
            for one in self._by_subject.get(entry.subject, ())
            if one.kind in suits and not (answers and one.feedback_id is not None)
        ]
        return min(found, key=lambda one: one.due, default=None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that an entry rests on: something said, or somebody who was brought."""

    table: str
    """feedback or person."""
    key: int
    words: str
    """The beginning of what was said, or a name."""
    on: date | None = None


def evidence_of(read: Reader, entry: Watched, *, on: date | None = None) -> list[Evidence]:
    """Return all that an entry rests on: words the newest first, people by name.

    Of who went quiet that is all they ever said; of a frequent voice, what they said within
    the time that counts.
    """
    if entry.reason is Reason.REFERRER and entry.person_id is not None:
        return [
            Evidence("person", one.person_id, one.name)
            for one in read.referral_branches(entry.person_id)
            if one.referrer_id == entry.person_id
        ]
    ids = list(entry.evidence)
    if entry.reason in {Reason.QUIET, Reason.VOICE} and entry.person_id is not None:
        today = on or local_today()
        since = today - timedelta(days=FREQUENT_WITHIN)
        ids = [
            key
            for key, said_on in read.story_of("person", entry.person_id)
            if said_on <= today.isoformat()
            and (entry.reason is Reason.QUIET or said_on > since.isoformat())
        ]
    said = read.beginnings(ids)
    found = [Evidence("feedback", key, said[key].words, said[key].on) for key in ids if key in said]
    return sorted(found, key=lambda one: (one.on or date.min, one.key), reverse=True)


# What was decided about an entry


def _hidden(read: Reader) -> dict[str, tuple[int, int]]:
    """Return the entries that were taken off, with what was known then."""
    found = {}
    for name, value in read.settings().items():
        if name.startswith(_HIDDEN):
            newest, _space, number = value.partition(" ")
            found[name.removeprefix(_HIDDEN)] = (int(newest), int(number))
    return found


def _state(read: Reader, entry: Watched) -> tuple[int, int]:
    """Return what grows once something new is said, or somebody new was brought."""
    number = entry.number if entry.reason is Reason.REFERRER else 0
    return (read.newest_of(entry.subject), number)


@step("Take {entry:who} off the watch list")
def not_needed(work: UnitOfWork, entry: Watched) -> None:
    """Take an entry off the list until something new is said."""
    newest, number = _state(work.read, entry)
    if not newest and entry.person_id is None:
        raise NotThere("That is no longer there. Nothing was changed.")
    name, value = _HIDDEN + entry.key, f"{newest} {number}"
    key = work.read.setting_key(name)
    if key is None:
        work.insert("setting", name=name, value=value)
    else:
        work.update("setting", key, value=value)


@step("Promise {entry:who} something: {kind}")
def owe(work: UnitOfWork, entry: Watched, kind: FollowUpKind, due: date, about: str = "") -> int:
    """Owe somebody on the watch list something by a day; return the follow-up's key."""
    said = entry.evidence[0] if entry.evidence else None
    if said is not None and work.read.feedback(said) is None:
        raise NotThere("What they said is no longer there. Nothing was changed.")
    if entry.person_id is not None:
        return promise(work, entry.person_id, kind, due, about=about, feedback_id=said)
    return work.insert(
        "follow_up",
        kind=kind.value,
        organisation_id=entry.organisation_id,
        feedback_id=said,
        due_on=near_day(due).isoformat(),
        about=clean(about)[:_ABOUT_LIMIT],
    )


# What grows and what faded


def trends(read: Reader, days: int = THREE_MONTHS, *, on: date | None = None) -> Trends:
    """Return what changed in the last `days` against as many before, and twelve months of it."""
    today = on or local_today()
    until, recent = today.isoformat(), (today - timedelta(days=days)).isoformat()
    before = (today - timedelta(days=2 * days)).isoformat()
    since = min(f"{_a_year_back(today)}-01", (today - timedelta(days=2 * days - 1)).isoformat())
    themes = read.monthly("theme", since=since, before=before, recent=recent, today=until)
    channels = read.monthly("channel", since=since, before=before, recent=recent, today=until)

    compares = any(one.before for one in channels)

    def most(wanted: Direction) -> tuple[Monthly, ...]:
        found = [one for one in themes if compares and one.direction is wanted]
        found.sort(key=lambda one: sort_key(one.name))
        found.sort(key=lambda one: (-abs(one.recent - one.before), -one.recent))
        return tuple(found[:_NAMED])

    return Trends(
        days,
        most(Direction.GROWING),
        most(Direction.FADED),
        _with_what_they_bring(channels, read.brought(recent, until)),
        tuple(waits(read.answers(recent, until))),
        compares,
    )


def _a_year_back(today: date) -> str:
    number = today.year * 12 + today.month - 12
    return f"{number // 12}-{number % 12 + 1:02}"


def _with_what_they_bring(
    channels: list[Monthly], brought: list[Brought]
) -> tuple[ChannelTrend, ...]:
    by_name = {one.key: one for one in channels}
    return tuple(ChannelTrend(by_name[one.channel.value], one) for one in brought)
