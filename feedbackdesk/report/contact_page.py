"""The page of a person or an organisation on paper: who they are, and every word in order.

For the owner. What somebody may ask for about themselves is another thing: see `person`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import standing, words_of
from feedbackdesk.desk.inbox import feedback_page
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.contact_points import PointKind, ways
from feedbackdesk.domain.dates import local_today, show_date, show_due
from feedbackdesk.domain.errors import NotThere
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.rows import told_of
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Kind, ToldBy, label
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.pieces import WORDS_LENGTH, Card, Facts, Lines, Said, Total

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.contacts import Branch, Standing
    from feedbackdesk.domain.rows import Feedback, FollowUp, Person
    from feedbackdesk.report.options import PageOptions

_COLUMNS = (
    ("When", 12), ("They said", 90), ("Who", 28), ("They were", 14), ("Kind", 12), ("Channel", 14),
    ("Themes", 28),
)  # fmt: skip
_READ = 2_000
_NAMES = 40
"""How many names stand in one line of a page, before the rest is counted."""


def contact_document(read: Moment, table: str, key: int, options: PageOptions) -> Document:
    """Return the page of a person or an organisation as a document, for `Desk.ask`.

    `table` is person or organisation. Raises NotThere.
    """
    found = standing(read, table, key)
    if found is None:
        raise NotThere("They are no longer there. Nothing was printed.")
    known = settings(read)
    ids = [feedback_id for feedback_id, _on in words_of(read, table, key)][::-1]
    said = [
        one
        for start in range(0, len(ids), _READ)
        for one in feedback_page(read, ids[start : start + _READ])
    ]
    parts = [
        Part("", (Facts(_about(found, known["currency"])),)),
        Part("What they are owed", tuple(_owed(one) for one in found.owed if one.done_on is None)),
        Part("What rests on their words", (Lines(_items(found)),) if found.items else ()),
        Part(
            "What they said",
            tuple(_card(one, table) for one in said),
            plural(len(said), "time", "times") if said else "",
        ),
        Part(
            "What they were told",
            tuple(_told(one) for one in found.owed if one.done_on is not None),
        ),
    ]
    return Document(
        kind="Organisation" if table == "organisation" else "Person",
        title=found.name,
        business=known["business_name"],
        on=local_today(),
        options=options,
        legend="Everything that was said, in order. This page holds a name and contact details: "
        "keep it in the house.",
        columns=_COLUMNS,
        totals=_totals(found, known["currency"]),
        parts=tuple(part for part in parts if part.pieces),
        table="What they said",
    )


def _totals(found: Standing, currency: str) -> tuple[Total, ...]:
    owed = sum(one.done_on is None for one in found.owed)
    totals = [Total(f"{found.times:,}", "time heard" if found.times == 1 else "times heard")]
    if found.value is not None:
        totals.append(Total(show_money(found.value, currency), "worth a year"))
    if owed:
        totals.append(Total(f"{owed:,}", "owed to them"))
    if found.referred:
        totals.append(Total(f"{len(found.referred):,}", "came through them"))
    return tuple(totals)


def _about(found: Standing, currency: str) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    if found.person is not None and found.table == "person":
        rows += _person(found, found.person)
    else:
        firm = found.organisation
        rows.append(("Stage", label(firm.stage) if firm and firm.stage else ""))
        rows += _reached(found)
        rows.append(
            (
                "People",
                _names(
                    [_with_stage(one.name, one.stage and label(one.stage)) for one in found.people]
                ),
            )
        )
    if found.first_on and found.last_on:
        rows.append(("Heard", _from_to(found.first_on, found.last_on)))
    rows.append(("Worth a year", "" if found.value is None else show_money(found.value, currency)))
    rows.append(("Also known as", _names([name for _key, name, _times in found.merged])))
    if found.person and found.table == "person":
        rows += [(name, excerpt(text, 2_000)) for name, text in told_of(found.person)]
    elif found.organisation:
        rows.append(("Notes", excerpt(found.organisation.notes, 2_000)))
    return tuple((name, text) for name, text in rows if text)


def _person(found: Standing, person: Person) -> list[tuple[str, str]]:
    stages = [f"{label(stage)} since {show_date(on)}" for stage, on in found.stages]
    asked = f", asked on {show_date(person.quote_asked_on)}" if person.quote_asked_on else ""
    how = f": {excerpt(person.contact_how, 300)}" if person.contact_how else ""
    return [
        ("Organisation", excerpt(person.organisation or "", 300)),
        ("Stage", "; ".join(stages) or label(person.stage)),
        *_reached(found),
        ("May be contacted", f"{'Yes' if person.may_contact else 'No'}{how}"),
        ("May be quoted", f"{'Yes, without the name' if person.may_quote else 'No'}{asked}"),
        ("Referred by", _names([one.name for one in found.referrers[:1]])),
        ("Referred", _tree(found.referred, person.id)),
    ]


def _reached(found: Standing) -> list[tuple[str, str]]:
    named = (
        ("Telephone", PointKind.PHONE),
        ("E-mail", PointKind.EMAIL),
        ("Mail domain", PointKind.DOMAIN),
    )
    return [(name, excerpt(ways(found.points, kind), 600)) for name, kind in named]


def _tree(branches: tuple[Branch, ...], key: int) -> str:
    """Return who came through somebody, and behind each of them who came through these."""
    below: dict[int, list[Branch]] = {}
    for one in branches:
        below.setdefault(one.referrer_id, []).append(one)
    names = []
    for one in below.get(key, ()):
        further = len(_all_below(below, one.person_id))
        more = f", and {further:,} through them" if further else ""
        names.append(f"{_with_stage(one.name, label(one.stage))}{more}")
    return _names(names)


def _all_below(below: dict[int, list[Branch]], key: int) -> set[int]:
    found: set[int] = set()
    waiting = [key]
    while waiting:
        for one in below.get(waiting.pop(), ()):
            if one.person_id not in found:
                found.add(one.person_id)
                waiting.append(one.person_id)
    return found


def _with_stage(name: str, stage: str | None) -> str:
    return f"{excerpt(name, 300)} ({stage.lower()})" if stage else excerpt(name, 300)


def _names(names: list[str]) -> str:
    more = len(names) - _NAMES
    shown = "; ".join(excerpt(name, 320) for name in names[:_NAMES])
    return f"{shown}; and {more:,} more" if more > 0 else shown


def _from_to(first: date, last: date) -> str:
    return show_date(first) if first == last else f"{show_date(first)} to {show_date(last)}"


def _items(found: Standing) -> tuple[str, ...]:
    return tuple(
        f"{excerpt(title, 300)} ({label(stage)}), spoken of "
        + ("once" if times == 1 else f"{times:,} times")
        for _key, title, stage, times in found.items
    )


def _owed(one: FollowUp) -> Card:
    due = show_due(one.due)
    return Card(
        rail=(f"{one.due.day} {one.due:%b}", str(one.due.year)),
        title=label(one.kind),
        aside=(due[0].upper() + due[1:],),
        strong=one.late,
        lines=(excerpt(one.item or one.about, 300),) if one.item or one.about else (),
    )


def _told(one: FollowUp) -> Card:
    done = one.done_on or one.due
    result = one.result and label(one.result)
    return Card(
        rail=(f"{done.day} {done:%b}", str(done.year)),
        title=label(one.kind),
        aside=(result,) if result else (),
        lines=(excerpt(one.item or one.about, 300),) if one.item or one.about else (),
        notes=(excerpt(one.said, 1_000),) if one.said else (),
    )


def _card(one: Feedback, table: str) -> Card:
    words = one.text[:WORDS_LENGTH]
    who = (
        excerpt(one.who or "", 300)
        if table == "organisation"
        else excerpt(one.organisation or "", 300)
    )
    source = [
        who,
        label(one.stage).lower() if one.stage else "",
        label(one.channel).lower(),
        label(one.kind).lower() if one.kind is not Kind.REQUEST else "",
    ]
    themes = ", ".join(excerpt(name, 120) for name in one.themes[:_NAMES])
    if one.loss is not None:
        guessed = " (our guess)" if one.loss.told_by is ToldBy.US else ""
        source.append(f"lost for {excerpt(one.loss.reason, 200)}{guessed}")
    source.append(f"about {themes}" if themes else "")
    return Card(
        rail=(f"{one.on.day} {one.on:%b}", str(one.on.year)),
        said=(Said(words, " · ".join(part for part in source if part)),),
        cells=(
            (
                one.on, words, excerpt(one.speaker, 300),
                label(one.stage) if one.stage else "", label(one.kind), label(one.channel), themes,
            ),
        ),
    )  # fmt: skip
