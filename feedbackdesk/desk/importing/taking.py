"""What a file holds, taken in one step that undo takes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.feedback import FeedbackFacts, edit_feedback
from feedbackdesk.desk.followups import owe_a_look
from feedbackdesk.desk.importing.foreseeing import Plan, Said, plan
from feedbackdesk.desk.importing.news import news_of
from feedbackdesk.desk.losses import find_or_make_reason, loss_columns
from feedbackdesk.desk.people import PersonFacts, delete_person, edit_person
from feedbackdesk.desk.roadmap import ItemFacts, edit_item, link_theme, to_stage
from feedbackdesk.desk.speakers import keep_point, learn
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import find_or_make_theme
from feedbackdesk.desk.twins import remember_apart
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.foreseen import Choices, Fate, Into
from feedbackdesk.domain.found import Found, FoundFeedback, FoundItem, FoundMessage, FoundPerson
from feedbackdesk.domain.text import clean, clean_name, name_key
from feedbackdesk.domain.words import ItemStage, PersonStage
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from feedbackdesk.desk.importing.cast import Learned, NewPerson, Part
    from feedbackdesk.domain.foreseen import Gone
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.schema import TableName
    from feedbackdesk.store.unit import UnitOfWork, Value

_BATCH = 1_000


@step("Bring in {result:import_run}")
def bring_in(
    work: UnitOfWork,
    file: str,
    found: Found,
    choices: Choices | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> int | None:
    """Take what a file holds, as `foresee` tells of it, and note where each record came from.

    Returns the key of the run, None where there was nothing to take.

    `tell` hears how many records of how many are done, and may raise to end it all: then
    nothing is changed. Nothing is owed for what was said before it came here, but for the days
    on which a lost sale is to be looked at again.
    """
    chosen = choices or Choices()
    planned = plan(work.read, found, chosen, tell)
    foreseen = planned.foreseen
    wanted = {Fate.TAKEN, Fate.CHANGED} if chosen.take_changed else {Fate.TAKEN}
    deleted = [one for one in foreseen.gone if _goes(one, chosen)]
    if not deleted and not any(one.fate in wanted for one in foreseen.entries):
        return None
    run_id = work.insert(
        "import_run",
        at=work.at,
        file=clean_name(file, "file’s name"),
        format=foreseen.format,
        key=planned.marks.key,
        numbers=json.dumps(foreseen.numbers),
    )
    _Taking(work, found, planned, chosen, run_id).take(tell)
    for one in deleted:
        _delete(work, one)
    return run_id


def run_numbers(read: Reader, run_id: int) -> dict[str, int]:
    """Return what a run took, as it was when it was taken: others may have written since it was
    foreseen. See `Foreseen.numbers`."""
    return read.import_numbers(run_id)


def _goes(gone: Gone, chosen: Choices) -> bool:
    return chosen.delete_gone is not ((gone.table, gone.row_id) in chosen.but_gone)


def _delete(work: UnitOfWork, gone: Gone) -> None:
    if work.row(gone.table, gone.row_id) is None:
        return  # it went with another
    if gone.table == "person":
        delete_person(work, gone.row_id)
    elif gone.table in {"feedback", "item"}:
        table: TableName = "feedback" if gone.table == "feedback" else "item"
        work.delete(table, gone.row_id)


def record_found(work: UnitOfWork, some: Sequence[FoundFeedback]) -> list[int]:
    """Record what was said, as bringing it in does, without a run; return the keys in order.

    Who is not known yet is made with it, and nobody is asked: of several who fit somebody new is
    made. What is here already in the same words stays one. Raises Refusal for words of somebody
    who was erased, or that cannot be kept.
    """
    found = Found("heap", tuple(some))
    planned = plan(work.read, found, Choices(Into.INBOX))
    entries = planned.foreseen.entries
    for entry in entries:
        if entry.fate is Fate.REFUSED:
            raise Refusal(_("{why}. Nothing was changed.").format(why=entry.sentence))
    keys = _Taking(work, found, planned, Choices(), 0).record()
    return [keys.get(at) or entries[at].row_id or 0 for at in range(len(some))]


class _Taking:
    def __init__(
        self, work: UnitOfWork, found: Found, planned: Plan, chosen: Choices, run_id: int
    ) -> None:
        self._work, self._found, self._plan = work, found, planned
        self._chosen, self._run = chosen, run_id
        self._themes: dict[str, int] = {}
        self._reasons: dict[str, int] = {}
        self._origins: list[dict[str, Value]] = []
        self._joined: dict[int, int | None] = {}
        self._firms: dict[int, int] = {}
        """The keys of the organisations that are new, by those that they had before."""
        self._people: dict[int, int] = {}
        """Likewise."""
        self._stages: list[PersonStage] = []
        self._entries = planned.foreseen.entries

    def take(self, tell: Callable[[int, int], None] | None) -> None:
        """Make who is new first, then what they said, then what points to it."""
        self._make_people()
        new = [
            (at, said)
            for at, said in self._plan.said.items()
            if self._entries[at].fate is Fate.TAKEN
        ]
        for start in range(0, len(new), _BATCH):
            if tell is not None:
                tell(start, len(new))
            some = new[start : start + _BATCH]
            keys = self._record([said for _at, said in some])
            for (at, _said), key in zip(some, keys, strict=True):
                self._came(at, "feedback", key)
        self._put_on_heap()
        for at, posts in self._plan.items.items():
            self._take_post(at, posts)
        for at, part in self._plan.people.items():
            self._take_person(at, part)
        if self._chosen.take_changed:
            for at, said in self._plan.said.items():
                if self._entries[at].fate is Fate.CHANGED:
                    self._correct(at, said)
        self._know_again()
        self._work.put_beside("import_origin", self._origins)

    def _know_again(self) -> None:
        """Note what is here by another way, and numbered there: its next change is seen as one."""
        idents, came = self._plan.idents, self._plan.came
        for at, (record, one) in enumerate(zip(self._found.records, self._entries, strict=False)):
            is_here = one.fate is Fate.KNOWN and one.table == "feedback" and one.row_id is not None
            if is_here and record.origin.ident and idents[at] not in came:
                self._came(at, "feedback", one.row_id or 0)

    # Who

    def _make_people(self) -> None:
        cast, work = self._plan.cast, self._work
        firms: list[dict[str, Value]] = [
            {"name": name, "key": name_key(name)} for name in cast.new_firms
        ]
        for place, key in enumerate(work.insert_many("organisation", firms)):
            self._firms[-place - 1] = key
        lost = {one.part.person_id for one in self._plan.said.values() if one.loss is not None}
        for place, one in enumerate(cast.new_people):
            became = PersonStage.LOST if -place - 1 in lost else PersonStage.CUSTOMER
            self._stages.append(one.stage or became)
        rows = [
            self._person(one, stage)
            for one, stage in zip(cast.new_people, self._stages, strict=True)
        ]
        keys = work.insert_many("person", rows)
        for place, (key, one) in enumerate(zip(keys, cast.new_people, strict=True)):
            self._people[-place - 1] = key
            for other in one.match.others if one.match.speaker.is_new else ():
                remember_apart(work, "person", key, self._person_key(other.id))
        work.insert_many(
            "person_stage",
            [
                {"person_id": key, "stage": stage.value, "since_on": one.since.isoformat()}
                for key, stage, one in zip(keys, self._stages, cast.new_people, strict=True)
            ],
        )
        for learned in cast.learned:
            self._learn(learned)

    def _person(self, one: NewPerson, stage: PersonStage) -> dict[str, Value]:
        speaker = one.match.speaker
        name = clean_name(speaker.name or "")
        return {
            "name": name,
            "key": name_key(name),
            "email": speaker.email,
            "email_key": name_key(speaker.email) if speaker.email else None,
            "phone": speaker.phone,
            "organisation_id": self._firm_key(one.firm_id),
            "stage": stage.value,
            "stage_since": one.since.isoformat(),
        }

    def _learn(self, learned: Learned) -> None:
        match = learned.match
        assert match.person is not None  # noqa: S101  (learned of somebody)
        person = self._work.read.speaker(self._person_key(match.person.id))
        if person is not None:
            firm_id = self._firm_key(learned.firm_id)
            learn(self._work, replace(match, person=person), firm_id, learned.on)

    def _person_key(self, key: int) -> int:
        """Return the key of somebody, also of who was new."""
        return self._people.get(key, key)

    def _firm_key(self, key: int | None) -> int | None:
        return key if key is None else self._firms.get(key, key)

    def _take_person(self, at: int, part: Part) -> None:
        record = self._found.records[at]
        table: TableName = "person" if part.person_id is not None else "organisation"
        found = part.person_id if part.person_id is not None else part.firm_id
        if found is None or self._entries[at].fate is Fate.KNOWN:
            return
        is_new = found < 0
        key = self._person_key(found) if table == "person" else self._firms.get(found, found)
        news = news_of(self._work.read, table, None if is_new else key, record)
        values: dict[str, Value] = {}
        if news.value is not None:
            values["value"] = news.value
        if news.notes:
            values["notes"] = news.notes
        if values:
            self._work.update(table, key, **values)
        for point in news.points:
            keep_point(self._work, table, key, point)
        if self._entries[at].fate is Fate.CHANGED and isinstance(record, FoundPerson):
            self._rename(table, key, record)
        self._came(at, table, key)

    def _rename(self, table: str, key: int, record: FoundPerson) -> None:
        """Follow the name that somebody has in the file now, where nobody else has it."""
        if table == "person" and record.who.name:
            try:
                edit_person(self._work, key, PersonFacts(name=record.who.name))
            except Refusal:
                return

    # What they said

    def _record(self, some: Sequence[Said]) -> list[int]:
        work = self._work
        keys = work.insert_many("feedback", [self._row(one) for one in some])
        pairs = list(zip(keys, some, strict=True))
        lost = [(key, said) for key, said in pairs if said.loss is not None]
        losses = work.insert_many("loss", [self._loss_row(key, said) for key, said in lost])
        also = []
        for loss_id, (_feedback, said) in zip(losses, lost, strict=True):
            assert said.loss is not None  # noqa: S101  (chosen for it)
            first = self._reason(said.loss.reason)
            named = dict.fromkeys(self._reason(name) for name in said.loss.also)
            also += [{"loss_id": loss_id, "loss_reason_id": one} for one in named if one != first]
        work.insert_many("loss_also", also)
        mentions = []
        for key, said in pairs:
            themes = dict.fromkeys(self._theme(name) for name in said.themes)
            if said.loss is not None:
                pointed = work.read.theme_of_reason(self._reason(said.loss.reason))
                themes |= {pointed: None} if pointed is not None else {}
            quote = said.record.quote or None
            mentions += [
                {"feedback_id": key, "theme_id": theme, "quote": quote} for theme in themes
            ]
        work.insert_many("mention", mentions)
        for key, said in lost:
            if said.loss is not None and said.loss.revisit is not None:
                owe_a_look(work, key, said.loss.revisit)
        return keys

    def record(self) -> dict[int, int]:
        """Make who is new, and what they said; return the keys of that by place in the file."""
        self._make_people()
        new = self._plan.said
        return dict(zip(new, self._record(list(new.values())), strict=True))

    def _row(self, said: Said) -> dict[str, Value]:
        who, record = said.part.person_id, said.record
        return {
            "person_id": self._person_key(who) if who is not None else None,
            "organisation_id": self._firm_of(said),
            "kind": said.kind.value,
            "channel": said.channel.value,
            "said_on": said.on.isoformat(),
            "text": said.words,
            "stage": self._stage_then(said),
            "feeling": record.feeling.value if record.feeling else None,
            "importance": record.importance.value if record.importance else None,
            "link": clean(record.link) or None,
            "archived": 0,
            "recorded_at": self._work.at,
        }

    def _firm_of(self, said: Said) -> int | None:
        """Return for whom somebody spoke: who joins a firm takes along what they said before."""
        part = said.part
        if part.firm_id is not None or part.person_id is None:
            return self._firm_key(part.firm_id)
        if part.person_id not in self._joined:
            now = self._work.read.speaker(self._person_key(part.person_id))
            self._joined[part.person_id] = now.organisation_id if now is not None else None
        return self._joined[part.person_id]

    def _stage_then(self, said: Said) -> str | None:
        """Return what a speaker was when they spoke, as for a call just recorded."""
        who = said.part.person_id
        if said.record.who.stage is not None:
            return said.record.who.stage.value
        if who is None:
            return None
        if who < 0:
            stage = self._plan.cast.new_people[-who - 1].stage or PersonStage.CUSTOMER
            return (PersonStage.PROSPECT if said.loss else stage).value
        known = self._plan.cast.read.speaker(who)
        if known is None or (known.stage_since is not None and said.on >= known.stage_since):
            return known.stage.value if known is not None else None
        return self._work.read.stage_on(who, said.on.isoformat()) or known.stage.value

    def _loss_row(self, key: int, said: Said) -> dict[str, Value]:
        assert said.loss is not None  # noqa: S101  (chosen for it)
        reason = self._reason(said.loss.reason)
        return {"feedback_id": key, "loss_reason_id": reason, **loss_columns(said.loss)}

    def _reason(self, name: str) -> int:
        key = name_key(name)
        if key not in self._reasons:
            self._reasons[key] = find_or_make_reason(self._work, name)
        return self._reasons[key]

    def _theme(self, name: str) -> int:
        key = name_key(name)
        if key not in self._themes:
            self._themes[key] = find_or_make_theme(self._work, name)
        return self._themes[key]

    def _correct(self, at: int, said: Said) -> None:
        """Take over what a record says now; what the file leaves out stays as it is here."""
        key, record = self._entries[at].row_id, said.record
        if key is None:
            return
        edit_feedback(
            self._work,
            key,
            FeedbackFacts(
                text=said.words,
                kind=said.kind if record.kind is not None or said.loss is not None else None,
                channel=record.channel,
                on=record.on,
                feeling=record.feeling,
                importance=record.importance,
                stage=record.who.stage,
                themes=said.themes or None,
                loss=said.loss,
                link=record.link or None,
            ),
        )
        self._came(at, "feedback", key)

    # Talk

    def _put_on_heap(self) -> None:
        talk = self._plan.heap
        for start in range(0, len(talk), _BATCH):
            self._work.put_beside("heap", [self._talk(at) for at in talk[start : start + _BATCH]])
        for at in talk:
            self._came(at, "heap", 0)  # by its mark alone: the talk goes one day, the mark stays

    def _talk(self, at: int) -> dict[str, Value]:
        record = self._found.records[at]
        assert isinstance(record, FoundMessage | FoundFeedback)  # noqa: S101  (planned as talk)
        who, message = record.who, record if isinstance(record, FoundMessage) else None
        subject = clean(message.subject) if message else ""
        return {
            "run_id": self._run,
            "came_at": self._work.at,
            "ident": self._plan.idents[at],
            "answers": self._plan.marks.answered(message) if message else None,
            "place": clean(record.origin.place),
            "name": clean(who.name),
            "organisation": clean(who.organisation),
            "email": clean(who.email),
            "phone": clean(who.phone),
            "said_on": record.on.isoformat() if record.on else None,
            "said_at": (message.at or None) if message else None,
            "subject": subject,
            "text": clean(record.words) or subject,
            "channel": record.channel.value if record.channel else None,
            "aside": message.aside.value if message and message.aside else None,
            "attached": "\n".join(map(_line, message.attached)) if message else "",
        }

    # Posts of a board

    def _take_post(self, at: int, asked: Sequence[Said]) -> None:
        work, record, entry = self._work, self._found.records[at], self._entries[at]
        assert isinstance(record, FoundItem)  # noqa: S101  (planned as one)
        is_new = entry.fate is Fate.TAKEN
        if not is_new and not (entry.fate is Fate.CHANGED and self._chosen.take_changed):
            return
        title = clean_name(record.title, "title")
        theme_id = self._theme(title)
        known = work.read.items_with_key(name_key(title))
        stage = record.stage or ItemStage.IDEA
        item_id = entry.row_id or (known[0] if known else None)
        if item_id is None:
            item_id = work.insert(
                "item",
                title=title,
                key=name_key(title),
                description=clean(record.description),
                stage=stage.value,
                stage_on=(record.on or local_today()).isoformat(),
            )
        elif not is_new:
            edit_item(work, item_id, ItemFacts(description=clean(record.description)))
            there = work.read.item(item_id)
            if record.stage is not None and there is not None and there.stage is not record.stage:
                to_stage(work, item_id, record.stage)
        link_theme(work, item_id, theme_id)
        new = list({one.ident: one for one in asked}.values())
        for said, key in zip(new, self._record(new), strict=True):
            self._note(at, said.ident, "feedback", key)
        if record.votes and is_new:
            work.insert(
                "theme_vote", import_run_id=self._run, theme_id=theme_id, number=record.votes
            )
        self._came(at, "item", item_id)

    def _came(self, at: int, table: str, key: int) -> None:
        self._note(at, self._plan.idents[at], table, key)

    def _note(self, at: int, ident: str, table: str, key: int) -> None:
        record = self._found.records[at]
        self._origins.append(
            {
                "run_id": self._run,
                "source": self._plan.marks.source(record),
                "ident": ident,
                "digest": self._plan.marks.digest(record),
                "table_name": table,
                "row_id": key,
            }
        )


def _line(text: str) -> str:
    return " ".join(clean(text).split())
