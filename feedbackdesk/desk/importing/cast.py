"""Who speaks in a file: told as for a call just recorded, all of them before any is made.

So the preview and the step agree, and somebody who is named in a thousand rows is looked for
once. Who is new is known by later rows of the same file, by the same rules. Where several fit,
the owner is asked, and somebody new does no harm: two are made one by a merge at any time, and
one is not made two.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.identity import Reason, Speaker, cleaned, firm_called, identify, with_detail
from feedbackdesk.desk.settings import country_of
from feedbackdesk.desk.telephones import same_number
from feedbackdesk.domain.contact_points import number_end
from feedbackdesk.domain.erasures import Identity, erasure_of
from feedbackdesk.domain.errors import Ambiguous, Refusal
from feedbackdesk.domain.found import Answer, Question
from feedbackdesk.domain.person_names import fits
from feedbackdesk.domain.text import clean_name, name_key
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from feedbackdesk.desk.identity import Match
    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.domain.found import FoundWho
    from feedbackdesk.domain.rows import Person
    from feedbackdesk.domain.words import PersonStage
    from feedbackdesk.store.reader import Reader

_NEW = "new"
_ASKED_OF = 8


@dataclass(slots=True)
class NewFirm:
    """An organisation that a file names, and nobody knew."""

    name: str
    key: int | None = None
    """Once it is made."""


@dataclass(slots=True)
class NewPerson:
    """Somebody whom a file names, and nobody knew."""

    name: str
    email: str | None
    phone: str | None
    firm: Firm | None
    stage: PersonStage | None
    since: date
    key: int | None = None
    """Once they are made."""
    apart_from: tuple[int, ...] = ()
    """Whom the owner said that it is not."""


Firm = int | NewFirm


@dataclass(slots=True)
class Known:
    """Somebody who is here already, and what the file says of them."""

    person: Person
    match: Match
    firm: Firm | None
    on: date


@dataclass(frozen=True, slots=True)
class Part:
    """Who spoke, and for whom."""

    who: NewPerson | Known | None = None
    firm: Firm | None = None


NOBODY = Part()


@dataclass(slots=True)
class _Asked:
    question: Question
    records: int = 0


@dataclass(slots=True)
class Cast:
    """All who speak in one file."""

    read: Reader
    erasures: Sequence[Erasure]
    answers: Mapping[str, str]
    today: date
    new_firms: dict[str, NewFirm] = field(default_factory=dict)
    new_people: list[NewPerson] = field(default_factory=list)
    known: dict[tuple[object, ...], Known] = field(default_factory=dict)
    _parts: dict[tuple[object, ...], Part | Refusal] = field(default_factory=dict)
    _by_name: dict[str, list[NewPerson]] = field(default_factory=dict)
    _by_email: dict[str, list[NewPerson]] = field(default_factory=dict)
    _by_phone: dict[str, list[NewPerson]] = field(default_factory=dict)
    _firms: dict[str, Firm] = field(default_factory=dict)
    _asked: dict[str, _Asked] = field(default_factory=dict)
    _hangs_on: dict[tuple[object, ...], str] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What only the owner can tell, each with how many records hang on it."""
        return tuple(replace(one.question, records=one.records) for one in self._asked.values())

    def find(self, who: FoundWho, on: date | None) -> Part:
        """Return who it is; raises Refusal for somebody who was erased, and for two of one name."""
        speaker = _readable(who)
        if not (speaker.name or speaker.organisation or speaker.email or speaker.phone):
            return NOBODY
        key = _key_of(speaker)
        found = self._parts.get(key)
        if found is None:
            try:
                found = self._found(speaker, on or self.today)
            except Refusal as refusal:
                found = refusal
            self._parts[key] = found
        self._count(key)
        if isinstance(found, Refusal):
            raise found
        self._must_not_be_erased(speaker, on)
        if isinstance(found.who, NewPerson):
            found.who.since = min(found.who.since, on or self.today)
            found.who.stage = found.who.stage or who.stage
        return found

    def _found(self, speaker: Speaker, on: date) -> Part:
        firm = self._firm(speaker.organisation) if speaker.organisation else None
        if not (speaker.name or speaker.email or speaker.phone):
            return Part(None, firm)
        match = self._identified(speaker)
        if match.reason is Reason.NOBODY:
            return Part(
                None,
                firm if firm is not None else match.organisation.id if match.organisation else None,
            )
        speaker = match.speaker
        if firm is None and match.organisation is not None:
            firm = match.organisation.id
        if match.person is not None:
            known = Known(match.person, match, firm, on)
            self.known[_key_of(speaker)] = known
            return Part(known, firm if firm is not None else match.person.organisation_id)
        person = self._new_before(match, firm)
        if person is None:
            name = clean_name(speaker.name or "")
            person = NewPerson(name, speaker.email, speaker.phone, firm, speaker.stage, on)
            if match.speaker.is_new:
                person.apart_from = tuple(one.id for one in match.others)
            self.new_people.append(person)
        else:
            person.email = person.email or speaker.email
            person.phone = person.phone or speaker.phone
            person.firm = person.firm if person.firm is not None else firm
        self._remember(person)
        return Part(person, firm if firm is not None else person.firm)

    def _identified(self, speaker: Speaker) -> Match:
        """Return who fits; where that is for the owner to say, as they said."""
        key = _key_of(speaker)
        name = f"who {speaker.name}, {speaker.organisation or speaker.email or speaker.phone or ''}"
        try:
            match = self._named_or_reached(speaker)
        except Ambiguous as several:
            people = [one for one in map(self.read.speaker, several.keys) if one is not None]
            if not people:
                raise
            sentence = _("Is {name} one of those you know?").format(name=speaker.name)
            return self._answered(key, name, sentence, speaker, people)
        if match.reason is Reason.NEW and match.others:
            sentence = _("{address} is also that of {other}. Who is {name}?").format(
                address=speaker.email or speaker.phone,
                other=with_detail(match.others[0]),
                name=speaker.name,
            )
            return self._answered(key, name, sentence, speaker, match.others)
        return match

    def _named_or_reached(self, speaker: Speaker) -> Match:
        """Return who fits; somebody new without a name is called by their address or number."""
        way = speaker.email or speaker.phone
        if speaker.name or way is None:
            return identify(self.read, speaker)
        try:
            return identify(self.read, speaker)
        except Ambiguous:
            raise
        except Refusal:
            return identify(self.read, replace(speaker, name=way))

    def _answered(
        self,
        key: tuple[object, ...],
        name: str,
        sentence: str,
        speaker: Speaker,
        people: Sequence[Person],
    ) -> Match:
        new = Answer(_NEW, _("Somebody new: {name}").format(name=speaker.name))
        offered = [Answer(str(one.id), with_detail(one)) for one in people[:_ASKED_OF]]
        self._asked[name] = _Asked(Question(name, sentence, (new, *offered)))
        self._hangs_on[key] = name
        chosen = self.answers.get(name, _NEW)
        if chosen != _NEW and chosen in {one.value for one in offered}:
            return identify(self.read, replace(speaker, person_id=int(chosen)))
        return identify(self.read, replace(speaker, is_new=True))

    def _count(self, key: tuple[object, ...]) -> None:
        if (name := self._hangs_on.get(key)) is not None:
            self._asked[name].records += 1

    def _firm(self, name: str) -> Firm:
        key = name_key(name)
        if key not in self._firms:
            known = firm_called(self.read, name)
            if known is not None:
                self._firms[key] = known.id
            else:
                self._firms[key] = self.new_firms[key] = NewFirm(
                    clean_name(name, "organisation’s name")
                )
        return self._firms[key]

    def _new_before(self, match: Match, firm: Firm | None) -> NewPerson | None:
        """Return somebody new of an earlier row who fits as identify() has it."""
        speaker = match.speaker
        name = speaker.name if speaker.name != speaker.email else None
        reached: list[NewPerson] = [
            *(self._by_email.get(name_key(speaker.email), ()) if speaker.email else ()),
            *self._new_at(speaker.phone),
        ]
        near = [one for one in reached if name is None or _is_called(name, one)]
        if near:
            return near[0]
        named = self._by_name.get(name_key(speaker.name or ""), list[NewPerson]())
        if speaker.organisation:
            named = [one for one in named if one.firm is not None and one.firm == firm]
        elif speaker.email:
            # Somebody of that name who is known under another address is somebody else.
            named = [one for one in named if one.email is None]
        return named[0] if len(named) == 1 else None

    def _new_at(self, number: str | None) -> list[NewPerson]:
        if not number:
            return []
        country = country_of(self.read)
        ending = self._by_phone.get(number_end(number), ())
        return [one for one in ending if same_number(number, one.phone or "", country)]

    def _remember(self, person: NewPerson) -> None:
        for index, key in (
            (self._by_name, name_key(person.name)),
            (self._by_email, name_key(person.email or "")),
            (self._by_phone, number_end(person.phone or "")),
        ):
            if key and not any(one is person for one in index.setdefault(key, [])):
                index[key].append(person)

    def _must_not_be_erased(self, speaker: Speaker, on: date | None) -> None:
        if not self.erasures:
            return
        name = speaker.name or ""
        # A name alone means them with the firm they were of, and without.
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


def _is_called(name: str, one: NewPerson) -> bool:
    return name_key(name) == name_key(one.name) or fits(name, one.name)


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
