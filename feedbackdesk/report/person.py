"""Everything held on one person, in one file that can be handed to them: HTML or JSON.

Money is written as text (1200.50) and days as ISO dates in JSON; on the page both are as
a person reads them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.drafts import text_of
from feedbackdesk.desk.privacy import held_on
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.contact_points import PointKind, ways
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.labels import past
from feedbackdesk.domain.money import money_text, show_money
from feedbackdesk.domain.rows import PERSON_WORDS, told_of
from feedbackdesk.domain.words import label
from feedbackdesk.report.html import style, template
from feedbackdesk.whole_file import refuse_itself, target, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from feedbackdesk.desk.desk import Desk
    from feedbackdesk.desk.drafts import Draft
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.privacy import Held
    from feedbackdesk.domain.heap import Talk
    from feedbackdesk.domain.rows import Feedback, FollowUp, HistoryEntry, Loss, Person

FILE_KINDS = {"html": "Web page", "json": "JSON"}
"""The endings, and what such a file is called."""

Shape = dict[str, Any]
Facts = list[tuple[str, str]]
"""What a fact is called, and what it is: in the words of a page."""


@dataclass(frozen=True, slots=True)
class PersonReport:
    """What is held, by whom and on which day."""

    held: Held
    drafts: tuple[Draft, ...]
    """Half-typed forms that name them."""
    business: str
    currency: str
    on: date


def person_report(read: Moment, person_id: int, drafts: Sequence[Draft] = ()) -> PersonReport:
    """Return everything held on a person; `drafts` is what `Desk.drafts_naming` gave.

    Raises NotThere with a sentence.
    """
    held = held_on(read, person_id)
    values = settings(read)
    return PersonReport(
        held, tuple(drafts), values["business_name"], values["currency"], local_today()
    )


def write_held_on(desk: Desk, person_id: int, path: Path) -> PersonReport:
    """Write everything held on a person to a file, and remember where; return what was written.

    As the name's ending says, whole or not at all; raises Refusal.
    """
    from feedbackdesk.desk.copies_made import remember_report

    report = desk.ask(person_report, person_id, desk.drafts_naming(person_id))
    refuse_itself(path, desk.path)
    write_person_report(report, path)
    remember_report(desk.begun_uid(), report.held.person.id, path)
    return report


def write_person_report(report: PersonReport, path: Path) -> None:
    """Write a report as the name's ending says, whole or not at all; raises Refusal."""
    ending = path.suffix.removeprefix(".").casefold()
    if ending not in FILE_KINDS:
        raise Refusal("The name of the file ends in .html or .json. Nothing was written.")
    path = target(path)
    write_whole(path, html_bytes(report) if ending == "html" else json_bytes(report))


def json_bytes(report: PersonReport) -> bytes:
    """Return a report as a JSON file's content, UTF-8."""
    held = report.held
    firm = held.organisation
    shape = {
        "made_on": report.on.isoformat(),
        "made_by": report.business,
        "currency": report.currency,
        "person": _person(held.person),
        "addresses": [
            {"kind": one.kind.value, "value": one.value, "label": one.label} for one in held.points
        ],
        "stages": [{"stage": stage.value, "since": on.isoformat()} for stage, on in held.stages],
        "organisation": None if firm is None else {"id": firm.id, "name": firm.name},
        "merged_records": [_person(one) for one in held.merged],
        "referred_by": _named(held.referred_by),
        "referred": [_named(one) for one in held.referred],
        "feedback": [_feedback(one) for one in held.feedback],
        "owed": [_owed(one) for one in held.owed],
        "heap": [_talk(one) for one in held.talk],
        "history": [_step(one) for one in held.steps],
        "drafts": [
            {"saved": one.saved.isoformat(timespec="seconds"), "form": one.form}
            for one in report.drafts
        ],
    }
    text = json.dumps(shape, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "replace")


def html_bytes(report: PersonReport) -> bytes:
    """Return a report as one web page, UTF-8: no script, and every text on it is escaped."""
    held = report.held
    page = template("person.html").render(
        report=report,
        held=held,
        style=style("person.css"),
        day=show_day,
        label=label,
        past=past,
        text_of=text_of,
        about=_about(held, report.currency),
        merged=[(one.name, _reached(one)) for one in held.merged],
        feedback=[(one, _facts(one, report.currency)) for one in held.feedback],
        owed=[(one, _told(one)) for one in held.owed],
    )
    return page.encode("utf-8", "replace")


def show_day(day: date) -> str:
    """Return a day as a page shows it that is read in other years: 3 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def _day(day: date | None) -> str | None:
    return None if day is None else show_day(day)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _talk(talk: Talk) -> Shape:
    return {
        "id": talk.id,
        "on": _iso(talk.on),
        "who": talk.speaker,
        "subject": talk.subject,
        "text": talk.text,
        "source": f"{talk.file}, {talk.place}",
    }


def _named(person: Person | None) -> Shape | None:
    return None if person is None else {"id": person.id, "name": person.name}


def _person(person: Person) -> Shape:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "stage": person.stage.value,
        "stage_since": _iso(person.stage_since),
        "value": money_text(person.value),
        "may_quote": person.may_quote,
        "may_quote_asked_on": _iso(person.quote_asked_on),
        "may_contact": person.may_contact,
        **{one.name: getattr(person, one.name) for one in PERSON_WORDS},
        "kept_on": _iso(person.kept_on),
        "erased_on": _iso(person.erased_on),
    }


def _feedback(one: Feedback) -> Shape:
    return {
        "id": one.id,
        "on": one.on.isoformat(),
        "kind": one.kind.value,
        "channel": one.channel.value,
        "organisation": one.organisation,
        "stage": one.stage and one.stage.value,
        "text": one.text,
        "feeling": one.feeling and one.feeling.value,
        "importance": one.importance and one.importance.value,
        "archived": one.archived,
        "link": one.link,
        "reach": one.reach,
        "themes": [
            {
                "theme": mention.theme,
                "quote": mention.quote,
                "importance": mention.importance and mention.importance.value,
            }
            for mention in one.mentions
        ],
        "loss": None if one.loss is None else _loss(one.loss),
    }


def _loss(loss: Loss) -> Shape:
    return {
        "outcome": loss.outcome.value,
        "reason": loss.reason,
        "also": list(loss.also),
        "competitor": loss.competitor,
        "value": money_text(loss.value),
        "stage_reached": loss.stage_reached,
        "told_by": loss.told_by.value,
        "alternative": loss.alternative,
        "revisit": _iso(loss.revisit),
        "won_back": _iso(loss.won_back),
    }


def _owed(one: FollowUp) -> Shape:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "due": one.due.isoformat(),
        "about": one.about,
        "feedback_id": one.feedback_id,
        "item": one.item,
        "done_on": _iso(one.done_on),
        "result": one.result and one.result.value,
        "said": one.said,
    }


def _step(one: HistoryEntry) -> Shape:
    return {
        "id": one.id,
        "at": one.at.isoformat(timespec="seconds"),
        "author": one.author,
        "source": one.source,
        "did": one.did,
        "state": one.state,
    }


# What stands on the page: facts that are not known are left out.


def _known(*facts: tuple[str, str | None]) -> Facts:
    return [(name, text) for name, text in facts if text]


def _reached(person: Person) -> str:
    return ", ".join(one for one in (person.email, person.phone, person.notes) if one)


def _money(value: int | None, currency: str) -> str | None:
    return None if value is None else show_money(value, currency)


def _about(held: Held, currency: str) -> Facts:
    person = held.person
    asked = f", asked on {show_day(person.quote_asked_on)}" if person.quote_asked_on else ""
    quote = "Yes, without the name" if person.may_quote else "No"
    contact = f"Yes{f': {person.contact_how}' if person.contact_how else ''}"
    refused = f"No{f': {person.contact_how}' if person.contact_how else ''}"
    firm = held.organisation
    return _known(
        ("Name", person.name),
        ("E-mail", ways(held.points, PointKind.EMAIL)),
        ("Telephone", ways(held.points, PointKind.PHONE)),
        ("Organisation", firm.name if firm else None),
        ("Worth a year", _money(person.value, currency)),
        ("May be quoted", f"{quote}{asked}"),
        ("May be contacted", contact if person.may_contact else refused),
        ("Referred by", held.referred_by.name if held.referred_by else None),
        ("Referred", ", ".join(one.name for one in held.referred)),
        *told_of(person),
        ("Kept by choice on", _day(person.kept_on)),
    )


def _facts(one: Feedback, currency: str) -> Facts:
    loss = one.loss
    facts = _known(
        ("For", one.organisation),
        ("As", one.stage and label(one.stage)),
        ("Feeling", one.feeling and label(one.feeling)),
        ("Importance", one.importance and label(one.importance)),
        ("Put aside", "Yes" if one.archived else None),
        ("Link", one.link),
        ("Reach", None if one.reach is None else f"{one.reach:,}"),
    )
    for mention in one.mentions:
        weight = f" ({label(mention.importance)})" if mention.importance else ""
        quote = f": “{mention.quote}”" if mention.quote else ""
        facts.append(("Theme", f"{mention.theme}{weight}{quote}"))
    if loss is None:
        return facts
    return facts + _known(
        ("Outcome", label(loss.outcome)),
        ("Reason", f"{loss.reason} ({label(loss.told_by)})"),
        ("Other reasons", ", ".join(loss.also)),
        ("Competitor", loss.competitor),
        ("Value", _money(loss.value, currency)),
        ("Got as far as", loss.stage_reached),
        ("Suggested instead", loss.alternative),
        ("Look again on", _day(loss.revisit)),
        ("Won back on", _day(loss.won_back)),
    )


def _told(one: FollowUp) -> Facts:
    done = _day(one.done_on)
    result = one.result and label(one.result)
    return _known(
        ("About", one.item or one.about),
        ("Due", show_day(one.due)),
        ("Done", ", ".join(part for part in (done, result) if part)),
        ("They were told", one.said),
    )
