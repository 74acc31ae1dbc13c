"""Who speaks in a file: told as for a call just recorded, all of them before any is made.

So the preview and the step agree, and somebody who is named in a thousand rows is looked for
once. Where several fit, the owner is asked, and somebody new does no harm: two are made one by a
merge at any time, and one is not made two.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import Reason, Speaker, cleaned, firm_called, identify, with_detail
from feedbackdesk.desk.importing.would_be import WouldBe, joined
from feedbackdesk.domain.erasures import Identity, erasure_of
from feedbackdesk.domain.errors import Ambiguous, Refusal
from feedbackdesk.domain.found import Answer, Question
from feedbackdesk.domain.rows import Person
from feedbackdesk.domain.text import clean_name, name_key
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from feedbackdesk.desk.identity import Match
    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.domain.found import FoundWho
    from feedbackdesk.domain.rows import Organisation
    from feedbackdesk.store.reader import Reader

_NEW = "new"
_ASKED_OF = 8


@dataclass(frozen=True, slots=True)
class Part:
    """Who spoke, and for whom, by their keys: below zero those who would be new."""

    person_id: int | None = None
    firm_id: int | None = None


NOBODY = Part()


@dataclass(slots=True)
class NewPerson:
    """Somebody whom a file names, and nobody knew."""

    match: Match
    firm_id: int | None
    since: date
    stage: PersonStage | None
    """As the file says; None where it does not."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What a file says of somebody who is known, or new by then."""

    match: Match
    firm_id: int | None
    on: date


@dataclass(slots=True)
class Cast:
    """All who speak in one file."""

    read: Reader
    erasures: Sequence[Erasure]
    answers: Mapping[str, str]
    today: date
    would: WouldBe = field(init=False)
    new_firms: list[str] = field(default_factory=list)
    """Their names; the first has the key -1, the next -2."""
    new_people: list[NewPerson] = field(default_factory=list)
    """Likewise."""
    learned: list[Learned] = field(default_factory=list)
    _speakers: dict[FoundWho, tuple[Speaker, tuple[object, ...]]] = field(default_factory=dict)
    """As they are read, each once."""
    _parts: dict[tuple[object, ...], Part | Refusal] = field(default_factory=dict)
    _questions: dict[str, Question] = field(default_factory=dict)
    _hangs_on: dict[tuple[object, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nobody new."""
        self.would = WouldBe(self.read)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only the owner can tell, each with how many records hang on it."""
        return tuple(self._questions.values())

    def find(self, who: FoundWho, on: date | None) -> Part:
        """Return who it is; raises Refusal for somebody who was erased, and for two of one name."""
        if who not in self._speakers:
            speaker = _readable(who)
            self._speakers[who] = speaker, _key_of(speaker)
        speaker, key = self._speakers[who]
        if not any(key):
            return NOBODY
        self._must_not_be_erased(speaker, on)
        found = self._parts.get(key)
        if found is None:
            try:
                found = self._found(key, speaker, on or self.today)
            except Refusal as refusal:
                found = refusal
            self._parts[key] = found
        if (name := self._hangs_on.get(key)) is not None:
            asked = self._questions[name]
            self._questions[name] = replace(asked, records=asked.records + 1)
        if isinstance(found, Refusal):
            raise found
        if found.person_id is not None and found.person_id < 0:
            new = self.new_people[-found.person_id - 1]
            new.since = min(new.since, on or self.today)
            new.stage = new.stage or who.stage
        return found

    def _found(self, key: tuple[object, ...], speaker: Speaker, on: date) -> Part:
        firm_id = self._firm(speaker.organisation) if speaker.organisation else None
        if not (speaker.name or speaker.email or speaker.phone):
            return Part(None, firm_id)
        match = self._identified(key, speaker)
        if firm_id is None and match.organisation is not None:
            firm_id = match.organisation.id
        if match.person is not None:
            self._learn(match, match.person, firm_id, on)
            return Part(match.person.id, firm_id)
        if match.reason is Reason.NOBODY:
            return Part(None, firm_id)
        return Part(self._add(match, firm_id, on), firm_id)

    def _add(self, match: Match, firm_id: int | None, on: date) -> int:
        speaker, key = match.speaker, self.would.new_key()
        name = clean_name(speaker.name or "")
        stage = speaker.stage or PersonStage.CUSTOMER
        person = Person(key, name, stage, on, email=speaker.email, phone=speaker.phone)
        self.would.put(joined(person, self._firm_row(firm_id)))
        self.would.reach(key, email=speaker.email, phone=speaker.phone)
        self.new_people.append(NewPerson(match, firm_id, on, speaker.stage))
        return key

    def _learn(self, match: Match, person: Person, firm_id: int | None, on: date) -> None:
        """Let somebody be as they would be with what is said of them, too."""
        speaker = match.speaker
        self.learned.append(Learned(match, firm_id, on))
        now = replace(
            person, email=person.email or speaker.email, phone=person.phone or speaker.phone
        )
        if person.organisation_id is None:
            now = joined(now, self._firm_row(firm_id))
        self.would.put(now)
        self.would.reach(person.id, email=speaker.email, phone=speaker.phone)

    def _firm_row(self, firm_id: int | None) -> Organisation | None:
        return self.would.organisation(firm_id) if firm_id is not None else None

    def _firm(self, name: str) -> int:
        known = firm_called(self.would, name)
        if known is not None:
            return known.id
        self.new_firms.append(clean_name(name, "organisation’s name"))
        return self.would.add_firm(self.new_firms[-1])

    def _identified(self, key: tuple[object, ...], speaker: Speaker) -> Match:
        """Return who fits; where that is for the owner to say, as they said."""
        try:
            match = self._named_or_reached(speaker)
        except Ambiguous as several:
            people = [one for one in map(self.would.speaker, several.keys) if one is not None]
            if not people:
                raise
            sentence = _("Is {name} one of those you know?")
            return self._answered(key, sentence, speaker, people)
        known = [one for one in match.others if one.id > 0]
        if match.reason is Reason.NEW and known:
            sentence = _("{address} is also that of {other}. Who is {name}?")
            return self._answered(key, sentence, match.speaker, known)
        return match

    def _named_or_reached(self, speaker: Speaker) -> Match:
        """Return who fits; somebody new without a name is called by their address or number."""
        way = speaker.email or speaker.phone
        if speaker.name or way is None:
            return identify(self.would, speaker)
        try:
            match = identify(self.would, speaker)
        except Ambiguous:
            raise
        except Refusal:  # somebody new needs a name
            match = None
        if match is not None and (match.person is not None or match.is_placed):
            return match
        return identify(self.would, replace(speaker, name=way))

    def _answered(
        self, key: tuple[object, ...], sentence: str, speaker: Speaker, people: Sequence[Person]
    ) -> Match:
        way = speaker.email or speaker.phone or ""
        called = speaker.name or way
        name = f"who {called}, {speaker.organisation or way}"
        new = Answer(_NEW, _("Somebody new: {name}").format(name=called))
        offered = [Answer(str(one.id), with_detail(one)) for one in people if one.id > 0]
        words = sentence.format(name=called, address=way, other=with_detail(people[0]))
        self._questions[name] = Question(name, words, (new, *offered[:_ASKED_OF]))
        self._hangs_on[key] = name
        chosen = self.answers.get(name, _NEW)
        if chosen in {one.value for one in offered}:
            return identify(self.would, replace(speaker, person_id=int(chosen)))
        return identify(self.would, replace(speaker, name=called, is_new=True))

    def _must_not_be_erased(self, speaker: Speaker, on: date | None) -> None:
        if not self.erasures:
            return
        name = speaker.name or ""
        # A name means them with the firm that is said, and without.
        firms = {speaker.organisation or "", ""} if name else set[str]()
        identity = Identity(
            (),
            tuple((name, firm) for firm in sorted(firms)),
            (speaker.email,) if speaker.email else (),
            (speaker.phone,) if speaker.phone else (),
            on.isoformat() if on is not None else "",
        )
        if erasure_of(identity, self.erasures) is not None:
            raise Refusal(_("Somebody who was erased here: nothing of theirs is brought back."))


def _key_of(speaker: Speaker) -> tuple[object, ...]:
    return (
        name_key(speaker.name or ""),
        name_key(speaker.organisation or ""),
        name_key(speaker.email or ""),
        speaker.phone,
    )


def _readable(who: FoundWho) -> Speaker:
    """Return who a file names, without an address or a number that is none."""
    speaker = Speaker(who.name or None, who.organisation or None, stage=who.stage)
    for part in ("email", "phone"):
        try:
            kept = replace(speaker, **{part: str(getattr(who, part)) or None})  # type: ignore[arg-type]
            cleaned(kept)
        except Refusal:
            continue
        speaker = kept
    return cleaned(speaker)
