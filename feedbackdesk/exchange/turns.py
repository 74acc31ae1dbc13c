"""Talk of several people in turn: what belongs together, and which side is the owner's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from feedbackdesk.domain.contact_points import digits_of
from feedbackdesk.domain.found import (
    Answer,
    Aside,
    FoundMessage,
    FoundWho,
    Origin,
    Question,
)
from feedbackdesk.domain.text import clean, name_key
from feedbackdesk.language.say import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.domain.found import Wishes
    from feedbackdesk.domain.words import Channel

WITHIN = timedelta(minutes=5)
"""What somebody writes so soon after their own last message goes on with it."""
MESSAGES_LIMIT = 500_000
"""So many messages of one file are read."""

_SPEAKERS_ASKED = 30
_LONGEST_TURN = 20_000
_FEWEST_DIGITS = 6


@dataclass(slots=True)
class Said:
    """One line or bubble of a talk."""

    who: FoundWho
    words: str
    moment: datetime | None = None
    """Where it is known; of the telephone's or computer's own time where it names no zone."""
    ident: str = ""
    place: str = ""
    answers: str = ""
    attached: tuple[str, ...] = ()
    is_own: bool = False
    is_apart: bool = False
    """Whether it is passed on from somebody else, and goes on with nothing."""


def called(name: str) -> FoundWho:
    """Return who is meant by what a chat calls them: a name, or the bare number of a stranger."""
    name = " ".join(clean(name).split())[:300]
    digits = digits_of(name)
    if len(digits) >= _FEWEST_DIGITS and not any(map(str.isalpha, name)):
        return FoundWho(phone=name)
    return FoundWho(name)


@dataclass(slots=True)
class Talk:
    """Collects the messages of one file.

    What one speaker writes within a few minutes becomes one message, because a wish is often
    typed in three lines: “Hello!”, “One question”, “could the bill come by mail?”. Alone none
    of them says what is wanted.
    """

    wishes: Wishes
    channel: Channel
    within: timedelta | None = WITHIN
    """None to join whatever one speaker says in turn."""
    found: list[FoundMessage] = field(default_factory=list)
    wordless: int = 0
    """Turns that were pictures and files alone."""
    speakers: Counter[str] = field(default_factory=Counter)
    is_full: bool = False
    _own: frozenset[str] | None = None
    _own_numbers: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Know the names and numbers that are the owner's own."""
        mine = [one for one in self.wishes.me if one.strip()]
        self._own = frozenset(map(name_key, mine))
        self._own_numbers = frozenset(
            digits for one in mine if len(digits := digits_of(one)) >= _FEWEST_DIGITS
        )

    def take(self, said: Iterable[Said], source: str, subject: str) -> dict[str, str]:
        """Take one chat; return which message each later part of a turn became part of."""
        parts: dict[str, str] = {}
        for turn in self._turns(said):
            if len(self.found) >= MESSAGES_LIMIT:
                self.is_full = True
                break
            for one in turn[1:]:
                if one.ident:
                    parts[one.ident] = turn[0].ident
            message = self._message(turn, source, subject, parts)
            if message is not None:
                self.found.append(message)
        return parts

    def question(self) -> tuple[Question, ...]:
        """Return who of the speakers is the owner, where that has to be asked."""
        known = {name_key(one) for one in self.speakers}
        if not self.speakers or "" in self.wishes.me or known & (self._own or frozenset()):
            return ()
        if any(digits_of(one) in self._own_numbers for one in self.speakers):
            return ()
        often = sorted(self.speakers.items(), key=lambda one: (-one[1], name_key(one[0])))
        answers = [Answer(name, name) for name, _times in often[:_SPEAKERS_ASKED]]
        nobody = Answer("", _("Nobody of these"))
        records = sum(self.speakers.values())
        sentence = _("Which of these are you? What you said yourself is set aside.")
        return (Question("me", sentence, (nobody, *answers), records),)

    def notes(self) -> tuple[str, ...]:
        """Return what was left out, in sentences."""
        notes = []
        if self.wordless:
            sentence = ngettext(
                "{number} message was a picture or a file without words, and was left out.",
                "{number} messages were pictures or files without words, and were left out.",
                self.wordless,
            )
            notes.append(sentence.format(number=f"{self.wordless:,}"))
        if self.is_full:
            sentence = _("Only the first {number} messages were read; split the file for the rest.")
            notes.append(sentence.format(number=f"{MESSAGES_LIMIT:,}"))
        return tuple(notes)

    def _turns(self, said: Iterable[Said]) -> Iterator[list[Said]]:
        turn: list[Said] = []
        length = 0
        for one in said:
            if turn and self._goes_on(turn[-1], one) and length < _LONGEST_TURN:
                turn.append(one)
            else:
                if turn:
                    yield turn
                turn, length = [one], 0
            length += len(one.words)
        if turn:
            yield turn

    def _goes_on(self, last: Said, one: Said) -> bool:
        if one.who != last.who or one.answers or one.is_apart or last.is_apart:
            return False
        if one.is_own != last.is_own or not (one.who.name or one.who.phone):
            return False
        if self.within is None:
            return True
        if last.moment is None or one.moment is None:
            return False
        # Two telephones may set down their messages a little out of order.
        return -self.within <= one.moment - last.moment <= self.within

    def _message(
        self, turn: list[Said], source: str, subject: str, parts: dict[str, str]
    ) -> FoundMessage | None:
        first = turn[0]
        on, at = _when(first.moment)
        if self.wishes.since is not None and on is not None and on < self.wishes.since:
            return None
        words = "\n".join(text for one in turn if (text := clean(one.words)))
        attached = tuple(name for one in turn for name in one.attached)
        if not words:
            self.wordless += bool(attached)
            return None
        own = first.is_own or self._is_own(first.who)
        name = first.who.name or first.who.phone
        if name and not first.is_own:
            self.speakers[name] += 1
        return FoundMessage(
            Origin(source, first.ident, first.place),
            words,
            first.who,
            on,
            at,
            subject,
            self.channel,
            Aside.OWN if own else None,
            parts.get(first.answers, first.answers),
            attached,
        )

    def _is_own(self, who: FoundWho) -> bool:
        names = {name_key(one) for one in (who.name, who.phone, who.email) if one}
        if names & (self._own or frozenset()):
            return True
        return bool(who.phone) and digits_of(who.phone) in self._own_numbers


def _when(moment: datetime | None) -> tuple[date | None, str]:
    if moment is None:
        return None, ""
    try:
        told = moment.astimezone(UTC).isoformat(timespec="seconds")
        # The day is the one that the owner's calendar had.
        return (moment.astimezone() if moment.tzinfo else moment).date(), told
    except (OverflowError, ValueError, OSError):
        return moment.date(), ""
