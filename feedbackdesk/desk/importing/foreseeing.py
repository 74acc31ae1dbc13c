"""What bringing in a file would do, told from the workspace as it is; nothing is changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.erasures import remembered
from feedbackdesk.desk.identity import with_detail
from feedbackdesk.desk.importing.cast import NOBODY, Cast, Part
from feedbackdesk.desk.importing.marks import Marks, new_key
from feedbackdesk.desk.importing.news import news_of
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, past_day
from feedbackdesk.domain.erasures import together
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.foreseen import Choices, Entry, Fate, Foreseen, Gone, Into
from feedbackdesk.domain.found import (
    Aside,
    FoundFeedback,
    FoundItem,
    FoundLoss,
    FoundMessage,
    FoundPerson,
)
from feedbackdesk.domain.money import parse_money
from feedbackdesk.domain.text import clean, clean_name, clean_words, name_key
from feedbackdesk.domain.words import Channel, Kind, ToldBy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from feedbackdesk.domain.found import Found, Record
    from feedbackdesk.store.read.imports import Came
    from feedbackdesk.store.reader import Reader

_TOLD_EVERY = 500

_OTHER_REASON = "Other"
"""The reason of a lost sale that says none: one of those that every workspace begins with."""


@dataclass(slots=True)
class Said:
    """A feedback to be made."""

    words: str
    part: Part
    on: date
    kind: Kind
    channel: Channel
    record: FoundFeedback
    loss: LossFacts | None = None
    themes: tuple[str, ...] = ()
    ident: str = ""
    """The mark of what somebody asked for who stands on a post."""


@dataclass(slots=True)
class Plan:
    """All that a step would do, in the order of the file."""

    foreseen: Foreseen
    cast: Cast
    marks: Marks
    said: dict[int, Said] = field(default_factory=dict)
    """By the record's place in the file's order."""
    people: dict[int, Part] = field(default_factory=dict)
    heap: list[int] = field(default_factory=list)
    """Talk that goes onto the heap, by its place."""
    items: dict[int, list[Said]] = field(default_factory=dict)
    """Posts, each with what it says that people asked for."""
    idents: list[str] = field(default_factory=list)
    came: dict[str, Came] = field(default_factory=dict)


def foresee(read: Reader, found: Found, choices: Choices | None = None) -> Foreseen:
    """Return what bringing in a file would do now."""
    return plan(read, found, choices or Choices()).foreseen


def as_they_are(read: Reader, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return what is here of some records, by table and key, as their owner knows them."""
    said = read.feedback_page([key for table, key in keys if table == "feedback"])
    found = {("feedback", one.id): ": ".join(filter(None, (one.who, one.text))) for one in said}
    for table, key in keys:
        if table == "item" and (item := read.item(key)) is not None:
            found[table, key] = item.title
        elif table == "person" and (person := read.speaker(key)) is not None:
            found[table, key] = with_detail(person)
        elif table == "organisation" and (firm := read.organisation(key)) is not None:
            found[table, key] = firm.name
    return found


def plan(
    read: Reader, found: Found, choices: Choices, tell: Callable[[int, int], None] | None = None
) -> Plan:
    """Return what bringing in a file would do, with all that doing it needs."""
    return _Planning(read, found, choices).planned(tell)


class _Planning:
    def __init__(self, read: Reader, found: Found, choices: Choices) -> None:
        self._read, self._found, self._choices = read, found, choices
        self._today = local_today()
        self._currency = settings(read)["currency"]
        begun = read.first_step()
        erasures = together(read.erasures(), remembered(begun) if begun else ())
        cast = Cast(read, erasures, choices.answers, self._today)
        marks = Marks(read.import_key() or new_key())
        self._plan = Plan(Foreseen(found.format, ()), cast, marks)
        self._kinds: Counter[str] = Counter()
        self._asides: Counter[Aside] = Counter()
        self._seen: dict[str, int] = {}
        self._themes: dict[str, str] = {}
        self._losses = 0
        self._here = _WordsHere(read, found)

    def planned(self, tell: Callable[[int, int], None] | None) -> Plan:
        """Go through the file once."""
        plan, records = self._plan, self._found.records
        plan.idents = [plan.marks.ident(one) for one in records]
        plan.came = self._read.came(dict.fromkeys(plan.idents))
        entries = []
        for at, record in enumerate(records):
            if tell is not None and at % _TOLD_EVERY == 0:
                tell(at, len(records))
            entries.append(self._entry(at, record))
        refused = [Entry(one.place, Fate.REFUSED, one.sentence) for one in self._found.refused]
        known = {name for name in self._themes if self._read.theme_with_key(name) is not None}
        plan.foreseen = Foreseen(
            self._found.format,
            (*entries, *refused),
            self._gone(),
            (*self._found.questions, *plan.cast.questions),
            self._found.notes,
            people=len(plan.cast.new_people),
            organisations=len(plan.cast.new_firms),
            themes=len(self._themes) - len(known),
            losses=self._losses,
            came=len(plan.came),
            kinds=dict(self._kinds),
            heap=len(plan.heap) - self._asides.total(),
            asides=dict(self._asides),
        )
        return plan

    def _entry(self, at: int, record: Record) -> Entry:
        place, ident = record.origin.place, self._plan.idents[at]
        if at in self._choices.but:
            return Entry(place, Fate.LEFT)
        came = self._plan.came.get(ident)
        same = came is not None and came.digest == self._plan.marks.digest(record)
        if came is not None and (same or not came.is_there or came.table == "heap"):
            return Entry(place, Fate.KNOWN, table=came.table, row_id=came.row_id)
        if ident in self._seen and came is None:
            return Entry(place, Fate.KNOWN)
        self._seen[ident] = at
        try:
            return replace(self._taken(at, record, came), asks=self._asked_of(record))
        except Refusal as refusal:
            return Entry(place, Fate.REFUSED, _without_end(str(refusal)))

    def _asked_of(self, record: Record) -> tuple[str, ...]:
        """Return the names of the questions that hang on who is in a record."""
        if not isinstance(record, FoundItem):
            return self._plan.cast.asked_of(record.who)
        every = map(self._plan.cast.asked_of, (record.by, *record.voters))
        return tuple(dict.fromkeys(name for names in every for name in names))

    def _taken(self, at: int, record: Record, came: Came | None) -> Entry:
        place = record.origin.place
        if isinstance(record, FoundMessage | FoundFeedback) and self._is_for_heap(record):
            return Entry(place, self._on_heap(at, record))
        if isinstance(record, FoundPerson) or self._choices.into is Into.PEOPLE:
            part = self._who_of(record)
            if part is NOBODY:
                return Entry(place, Fate.LEFT)
            self._plan.people[at] = part
            if came is None and _is_known(part) and not self._says_more(part, record):
                table, key = _record_of(part)
                return Entry(place, Fate.KNOWN, table=table, row_id=key)
        elif isinstance(record, FoundItem) and self._choices.into is not Into.INBOX:
            self._plan.items[at] = self._asked_for(record)
            self._themes.setdefault(name_key(record.title), record.title)
        else:
            said = self._said(_as_feedback(record), self._choices.into)
            if said is None:
                return Entry(place, Fate.LEFT)
            if came is None and (here := self._here.key_of(said)) is not None:
                return Entry(place, Fate.KNOWN, table="feedback", row_id=here)
            self._plan.said[at] = said
            if came is None:
                self._kinds[said.kind.value] += 1
                self._losses += said.loss is not None
        if came is not None:
            return Entry(place, Fate.CHANGED, table=came.table, row_id=came.row_id)
        return Entry(place, Fate.TAKEN)

    def _is_for_heap(self, record: FoundMessage | FoundFeedback) -> bool:
        """Whether a record is talk, of which nobody knows yet what is feedback."""
        into = self._choices.into
        return into is Into.HEAP or (into is None and isinstance(record, FoundMessage))

    def _on_heap(self, at: int, record: FoundMessage | FoundFeedback) -> Fate:
        if not clean(record.words) and not (
            isinstance(record, FoundMessage) and clean(record.subject)
        ):
            return Fate.LEFT
        self._plan.cast.refuse_erased(record.who, record.on)
        self._plan.heap.append(at)
        if isinstance(record, FoundMessage) and record.aside is not None:
            self._asides[record.aside] += 1
        return Fate.TAKEN

    def _who_of(self, record: Record) -> Part:
        if isinstance(record, FoundItem):
            return self._plan.cast.find(record.by, record.on)
        on = record.on if isinstance(record, FoundFeedback | FoundMessage) else None
        return self._plan.cast.find(record.who, on)

    def _says_more(self, part: Part, record: Record) -> bool:
        """Whether a record says of somebody we know what is not known yet."""
        table, key = _record_of(part)
        if table == "person" and part.firm_id is not None:
            person = self._read.speaker(key)
            if person is not None and person.organisation_id is None:
                return True
        return bool(news_of(self._read, table, key, record))

    def _said(self, record: FoundFeedback | None, into: Into | None) -> Said | None:
        if record is None:
            return None
        words = clean_words(record.words)
        on = past_day(record.on or self._today, self._today)
        loss = record.loss
        if loss is None and (into is Into.LOSSES or record.kind is Kind.LOSS):
            loss = FoundLoss()
        facts = self._loss(loss) if loss is not None else None
        named = {name_key(name): name for name in map(_theme_name, record.themes)}
        part = self._plan.cast.find(record.who, record.on)
        kind = Kind.LOSS if facts is not None else record.kind or Kind.REQUEST
        themes = tuple(named.values())
        self._themes = named | self._themes
        channel = record.channel or Channel.OTHER
        return Said(words, part, on, kind, channel, record, facts, themes)

    def _loss(self, loss: FoundLoss) -> LossFacts:
        return LossFacts(
            clean_name(loss.reason or _OTHER_REASON, "reason"),
            tuple(clean_name(one, "reason") for one in loss.also),
            loss.outcome,
            clean(loss.competitor) or None,
            parse_money(loss.value, self._currency) if clean(loss.value) else None,
            clean(loss.stage_reached) or None,
            loss.told_by or ToldBy.US,
            clean(loss.alternative) or None,
            loss.revisit,
        )

    def _asked_for(self, record: FoundItem) -> list[Said]:
        """Return a post as what each who is named asked for: its writer, and who voted for it."""
        title = clean_name(record.title, "title")
        words = clean(record.description)
        whole = f"{title}\n{words}" if words and name_key(words) != name_key(title) else title
        said = []
        for number, who in enumerate((record.by, *record.voters)):
            if not (who.name or who.email or who.organisation):
                continue
            text = whole if number == 0 else title
            one = FoundFeedback(record.origin, text, who, record.on, Kind.REQUEST, link=record.link)
            made = self._said(replace(one, themes=(title, *record.themes)), None)
            if made is not None:
                made.ident = self._plan.marks.ask(record, who)
                said.append(made)
        if said:
            known = self._read.came([one.ident for one in said])
            said = [one for one in said if one.ident not in known]
        self._kinds.update(one.kind.value for one in said)
        return said

    def _gone(self) -> tuple[Gone, ...]:
        """Return what came from the same tables before, and is not in the file any more."""
        whole = {
            self._plan.marks.source(one)
            for one in self._found.records
            if not isinstance(one, FoundMessage) and one.origin.ident
        }
        here = set(self._plan.idents)
        found = [
            Gone(came.table, came.row_id)
            for source in sorted(whole)
            for ident, came in self._read.came_from(source).items()
            if ident not in here and came.is_there
        ]
        return tuple(dict.fromkeys(found))


class _WordsHere:
    """What is here already in the same words, on the same day, of the same speaker."""

    def __init__(self, read: Reader, found: Found) -> None:
        days = {
            one.on.isoformat()
            for one in found.records
            if isinstance(one, FoundFeedback | FoundMessage) and one.on is not None
        }
        self._by_words: dict[tuple[str, str], list[tuple[int, int | None, int | None]]] = {}
        for key, day, words, person, firm in read.said_on_days(sorted(days)):
            self._by_words.setdefault((day, words), []).append((key, person, firm))

    def key_of(self, said: Said) -> int | None:
        """Return the feedback that says the same."""
        for key, person, firm in self._by_words.get((said.on.isoformat(), said.words), ()):
            part = said.part
            if part.person_id == person and (person is not None or part.firm_id == firm):
                return key
        return None


def _as_feedback(record: Record) -> FoundFeedback | None:
    """Return a record as something that was said; None for the owner's own side, and machines'."""
    if isinstance(record, FoundFeedback):
        return record
    if isinstance(record, FoundItem):
        words = f"{record.title}\n{record.description}" if record.description else record.title
        themes = record.themes
        return FoundFeedback(
            record.origin,
            words,
            record.by,
            record.on,
            Kind.REQUEST,
            themes=themes,
            link=record.link,
        )
    assert isinstance(record, FoundMessage)  # noqa: S101  (a person is no words)
    if record.aside in set(Aside):
        return None
    return FoundFeedback(record.origin, record.words, record.who, record.on, None, record.channel)


def _is_known(part: Part) -> bool:
    """Whether whom a record is about is here already."""
    return (part.person_id or part.firm_id or 0) > 0


def _record_of(part: Part) -> tuple[str, int]:
    """Return the table and the key of whom a record is about; some there is."""
    if part.person_id is not None:
        return "person", part.person_id
    return "organisation", part.firm_id or 0


def _theme_name(name: str) -> str:
    return clean_name(name, "theme’s name")


def _without_end(sentence: str) -> str:
    """Return a refusal without what it says of the rest: here nothing is changed anyway."""
    return sentence.partition(" Nothing was changed")[0].strip()
