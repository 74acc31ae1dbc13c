"""Who speaks in a file: told as for a call just recorded, all of them before any is made.

So the preview and the step agree, and somebody who is named in a thousand rows is looked for
once. Where several fit, the owner is asked, and somebody new does no harm: two are made one by a
merge at any time, and one is not made two.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import Reason, Speaker, cleaned, firm_called, identify, with_detail
from feedbackdesk.desk.importing.near import Near
from feedbackdesk.desk.importing.would_be import WouldBe, joined
from feedbackdesk.domain.erasures import Identity, erasure_of
from feedbackdesk.domain.errors import Ambiguous, Refusal
from feedbackdesk.domain.found import Answer, Question
from feedbackdesk.domain.rows import Person
from feedbackdesk.domain.text import clean_name, name_key
from feedbackdesk.domain.words import PersonStage
from feedbackdesk.language.say import _, ngettext

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
    _hangs_on: dict[tuple[object, ...], tuple[str, ...]] = field(default_factory=dict)
    _near: Near = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nobody new."""
        self.would = WouldBe(self.read)
        self._near = Near(self.read)

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
        self._refuse_erased(speaker, on)
        found = self._parts.get(key)
        if found is None:
            try:
                found = self._found(key, speaker, on or self.today)
            except Refusal as refusal:
                found = refusal
            self._parts[key] = found
        for name in self._hangs_on.get(key, ()):
            asked = self._questions[name]
            self._questions[name] = replace(asked, records=asked.records + 1)
        if isinstance(found, Refusal):
            raise found
        if found.person_id is not None and found.person_id < 0:
            new = self.new_people[-found.person_id - 1]
            new.since = min(new.since, on or self.today)
            new.stage = new.stage or who.stage
        return found

    def asked_of(self, who: FoundWho) -> tuple[str, ...]:
        """Return the names of the questions that hang on somebody who was found before."""
        known = self._speakers.get(who)
        return self._hangs_on.get(known[1], ()) if known is not None else ()

    def _found(self, key: tuple[object, ...], speaker: Speaker, on: date) -> Part:
        speaker, firm_id = self._with_firm(key, speaker)
        if not (speaker.name or speaker.email or speaker.phone):
            return Part(None, firm_id)
        match = self._identified(key, speaker, firm_id)
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

    def _with_firm(self, key: tuple[object, ...], speaker: Speaker) -> tuple[Speaker, int | None]:
        """Return the key of a speaker's firm, and the speaker as of the one that is meant."""
        if not speaker.organisation:
            return speaker, None
        firm_id = self._firm(key, speaker.organisation)
        meant = self.would.organisation(firm_id) if self._hangs_on.get(key) else None
        return replace(speaker, organisation=meant.name) if meant else speaker, firm_id

    def _firm(self, key: tuple[object, ...], name: str) -> int:
        known = firm_called(self.would, name)
        if known is not None:
            if known.id < 0:
                self._hang(key, f"firm {known.name}")
            return known.id
        called = clean_name(name, "organisation’s name")
        asked = f"firm {called}"
        near = [self.would.organisation(one) for one in self._near.firms(called)]
        offered = [Answer(str(one.id), one.name) for one in near if one is not None]
        if offered:
            stays = _("they stay two until you say so")
            new = Answer(_NEW, _("A new organisation: {name}").format(name=called), stays)
            sentence = _("Is {name} an organisation you know?").format(name=called)
            why = _("The name is much alike.")
            asking = self._questions.get(asked, Question(asked, sentence, (new, *offered), why=why))
            self._questions[asked] = asking
            self._hang(key, asked)
        chosen = self.answers.get(asked, _NEW)
        if chosen in {one.value for one in offered}:
            return int(chosen)
        self.new_firms.append(called)
        return self.would.add_firm(called)

    def _hang(self, key: tuple[object, ...], asked: str) -> None:
        """Let what somebody says hang on a question, where it is one."""
        if asked in self._questions:
            self._hangs_on[key] = tuple(dict.fromkeys((*self._hangs_on.get(key, ()), asked)))

    def _identified(self, key: tuple[object, ...], speaker: Speaker, firm_id: int | None) -> Match:
        """Return who fits; where that is for the owner to say, as they said."""
        try:
            match = self._named_or_reached(speaker)
        except Ambiguous as several:
            people = [one for one in map(self.would.speaker, several.keys) if one is not None]
            if not people:
                raise
            sentence = _("Is {name} one of those you know?")
            return self._answered(key, sentence, speaker, people)
        if match.reason is not Reason.NEW:
            return match
        known = [one for one in match.others if one.id > 0]
        if known:
            sentence = _("{address} is also that of {other}. Who is {name}?")
            return self._answered(key, sentence, match.speaker, known)
        firm = self._firm_row(firm_id) if firm_id is not None else match.organisation
        name = match.speaker.name or ""
        why, near = self._near.people(name, firm, match.speaker.email)
        known = [one for one in map(self.would.speaker, near) if one is not None]
        if known:
            sentence = _("Is {name} somebody you know?")
            return self._answered(key, sentence, match.speaker, known, why, match)
        return match

    def _named_or_reached(self, speaker: Speaker) -> Match:
        """Return who fits; somebody new without a name is called by their address or number."""
        way = speaker.email or speaker.phone
        if speaker.name or way is None:
            return identify(self.would, speaker)
        try:
            match = identify(self.would, speaker)
        except Ambiguous:
            called = identify(self.would, replace(speaker, name=way))
            if called.person is None:
                raise
            return called  # whoever had no name before, either
        except Refusal:  # somebody new needs a name
            match = None
        if match is not None and (match.person is not None or match.is_placed):
            return match
        return identify(self.would, replace(speaker, name=way))

    def _answered(
        self,
        key: tuple[object, ...],
        sentence: str,
        speaker: Speaker,
        people: Sequence[Person],
        why: str = "",
        otherwise: Match | None = None,
    ) -> Match:
        """Ask who it is, and return whom the owner says; else somebody new, or who is given."""
        way = speaker.email or speaker.phone or ""
        called = speaker.name or way
        name = f"who {called}, {speaker.organisation or way}"
        stays = _("they stay two until you say so")
        new = Answer(_NEW, _("Somebody new: {name}").format(name=called), stays)
        offered = [self._offered(one) for one in people[:_ASKED_OF] if one.id > 0]
        words = sentence.format(name=called, address=way, other=with_detail(people[0]))
        if offered:
            self._questions[name] = Question(name, words, (new, *offered), why=why)
            self._hang(key, name)
        chosen = self.answers.get(name, _NEW)
        if chosen in {one.value for one in offered}:
            return identify(self.would, replace(speaker, person_id=int(chosen)))
        return otherwise or identify(self.would, replace(speaker, name=called, is_new=True))

    def _offered(self, person: Person) -> Answer:
        known = self.read.person(person.id)
        spoke = known.feedback if known is not None else 0
        aside = ngettext("spoke {number} time", "spoke {number} times", spoke)
        return Answer(str(person.id), with_detail(person), aside.format(number=spoke))

    def refuse_erased(self, who: FoundWho, on: date | None) -> None:
        """Raise Refusal for somebody who was erased."""
        if self.erasures:
            self._refuse_erased(_readable(who), on)

    def _refuse_erased(self, speaker: Speaker, on: date | None) -> None:
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
