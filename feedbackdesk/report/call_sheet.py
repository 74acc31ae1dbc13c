"""The call sheet: whom to call, what they said, what to tell them, and room for what came of it.

Somebody who is owed several things is called once: one card a person, with all of it.

As with the roadmap, what may not be seen is not in the document: who may not be contacted
stands apart, by name alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.owing import DebtGroup, debts, reached
from feedbackdesk.desk.roadmap import one_item
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date, show_due
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, Kind, label
from feedbackdesk.report.document import Document, Part
from feedbackdesk.report.pieces import Card, Lines, Matter, Said, Total

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.desk.owing import Debt
    from feedbackdesk.domain.rows import Reached
    from feedbackdesk.report.options import PageOptions
    from feedbackdesk.report.pieces import Cell

_WORDS = 320
_TELL = 300
_HEADINGS: Final = {
    DebtGroup.LATE: "Late",
    DebtGroup.TODAY: "Today",
    DebtGroup.WEEK: "This week",
    DebtGroup.LATER: "Later",
}
_COLUMNS = (
    ("Card", 6), ("When", 12), ("Due", 12), ("Who", 28), ("Organisation", 28),
    ("Reach them by", 20), ("Telephone", 18), ("E-mail", 28), ("They said", 60), ("On", 12),
    ("To tell", 48), ("Result", 18),
)  # fmt: skip
_TICKS = tuple(label(result) for result in FollowUpResult)
_NOWHERE = "No telephone or e-mail is noted"


def call_sheet(read: Moment, options: PageOptions, ids: Collection[int] | None = None) -> Document:
    """Return the call sheet of what is owed, or of some of it, for `Desk.ask`.

    What is done is left out.
    """
    wanted = None if ids is None else set(ids)
    listed = [debt for debt in debts(read) if wanted is None or debt.owed.id in wanted]
    calls = _by_person(debt for debt in listed if debt.group in _HEADINGS)
    maker = _Maker(read)
    parts = []
    for group, heading in _HEADINGS.items():
        # Everybody stands where the earliest of what they are owed does.
        here = [theirs for theirs in calls if theirs[0].group is group]
        if here:
            cards = tuple(maker.card(theirs) for theirs in here)
            number = sum(len(theirs) for theirs in here)
            parts.append(Part(heading, cards, _people_and_matters(len(here), number)))
    matters = sum(len(theirs) for theirs in calls)
    late = sum(debt.group is DebtGroup.LATE for debt in listed)
    apart = _by_person(debt for debt in listed if debt.group is DebtGroup.APART)
    if apart:
        names = tuple(excerpt(theirs[0].owed.speaker, 300) for theirs in apart)
        parts.append(Part("Not to be contacted", (Lines(names),), f"{len(apart):,}"))
    return Document(
        kind="Call sheet",
        title="Call sheet",
        business=settings(read)["business_name"],
        on=local_today(),
        options=options,
        legend=(
            "This sheet holds names and contact details: keep it in the house."
            if calls
            else "Nobody is to be called."
        ),
        columns=_COLUMNS,
        totals=tuple(
            Total(f"{number:,}", one if number == 1 else many)
            for number, one, many in (
                (len(calls), "person to call", "people to call"),
                (matters if matters > len(calls) else 0, "matter", "matters"),
                (late, "late", "late"),
            )
            if number
        ),
        parts=tuple(parts),
        empty=(
            "Nobody is owed anything.",
            "Complaints, questions and lost sales come here by themselves.",
        ),
        table="Calls",
    )


def _by_person(listed: Iterable[Debt]) -> list[list[Debt]]:
    """Return what is owed by whom it is owed to, in the order of the list."""
    found: dict[tuple[str, int], list[Debt]] = {}
    for debt in listed:
        one = debt.owed
        whose = ("debt", one.id)
        if one.who_id is not None:
            whose = ("person", one.who_id)
        elif one.organisation_id is not None:
            whose = ("organisation", one.organisation_id)
        found.setdefault(whose, []).append(debt)
    return list(found.values())


def _people_and_matters(people: int, matters: int) -> str:
    words = plural(people, "person", "people")
    return f"{words}, {plural(matters, 'matter', 'matters')}" if matters > people else words


class _Maker:
    """Makes a card of all that somebody is owed."""

    def __init__(self, read: Moment) -> None:
        self._read = read
        self._reached = reached(read)
        self._whys: dict[int, str] = {}
        self._made = 0

    def card(self, theirs: Sequence[Debt]) -> Card:
        """Return whom to call, how, and every matter to talk about, the earliest first."""
        self._made += 1
        first = theirs[0]
        one, known = first.owed, self._reached.get(first.owed.id)
        who, _firm = _named(first)
        firms = dict.fromkeys(firm for debt in theirs if (firm := _named(debt)[1]))
        alone = len(theirs) == 1
        return Card(
            rail=(f"{self._made:,}",),
            title=", ".join((who, *firms)),
            aside=_when(first) if alone else (f"{len(theirs):,} matters",),
            strong=alone and first.group is DebtGroup.LATE,
            lines=tuple(_ways(one.contact_how, known)) or (_NOWHERE,),
            matters=tuple(self._matter(debt, alone=alone) for debt in theirs),
            cells=tuple(self._row(debt) for debt in theirs),
        )

    def _matter(self, debt: Debt, *, alone: bool) -> Matter:
        words, said_on = self._words(debt), debt.owed.said_on
        source = f"on {show_date(said_on)}" if said_on else ""
        return Matter(
            tell=excerpt(_tell(debt, self._why(debt.owed.item_id)), _TELL),
            when=() if alone else _when(debt),
            strong=debt.group is DebtGroup.LATE,
            said=(Said(words, source),) if words else (),
            ticks=_TICKS,
            ruled=2,
        )

    def _row(self, debt: Debt) -> tuple[Cell, ...]:
        one, known = debt.owed, self._reached.get(debt.owed.id)
        who, firm = _named(debt)
        return (
            self._made, _HEADINGS[debt.group], one.due, who, firm,
            excerpt(one.contact_how, 160),
            (known.phone or "") if known else "", (known.email or "") if known else "",
            self._words(debt), one.said_on,
            excerpt(_tell(debt, self._why(one.item_id)), _TELL), "",
        )  # fmt: skip

    def _words(self, debt: Debt) -> str:
        known = self._reached.get(debt.owed.id)
        return excerpt(known.words, _WORDS) if known else ""

    def _why(self, item_id: int | None) -> str:
        if item_id is None:
            return ""
        if item_id not in self._whys:
            item = one_item(self._read, item_id)
            self._whys[item_id] = item.why if item is not None else ""
        return self._whys[item_id]


def _named(debt: Debt) -> tuple[str, str]:
    """Return who is called, and for which organisation where that says more."""
    one = debt.owed
    who = excerpt(one.who or one.organisation or "Not named", 300)
    firm = excerpt(one.organisation or "", 300)
    return who, "" if firm == who else firm


def _when(debt: Debt) -> tuple[str, ...]:
    due, day = show_due(debt.owed.due), show_date(debt.owed.due)
    said = due[0].upper() + due[1:]
    return (said,) if day == due else (said, f"due {day}")


def _ways(how: str, known: Reached | None) -> list[str]:
    ways = (how, (known.phone or "") if known else "", (known.email or "") if known else "")
    return [excerpt(way, 160) for way in ways if way]


def _tell(debt: Debt, why: str) -> str:
    """Return what there is to say to them."""
    one = debt.owed
    match one.kind:
        case FollowUpKind.SHIPPED if one.item:
            return f"What you asked for is there: {one.item}."
        case FollowUpKind.WIN_BACK if one.item:
            return f"What you missed is there: {one.item}. Ask whether it changes things for them."
        case FollowUpKind.DECLINED if one.item:
            return f"We will not do it: {one.item}." + (f" Why: {why}" if why else "")
        case FollowUpKind.ACKNOWLEDGE if one.feedback_kind is Kind.LOSS:
            return "Thank them for saying why, and part as friends. No offer."
        case FollowUpKind.ACKNOWLEDGE:
            return "We heard you, and look into it."
        case FollowUpKind.ANSWER if debt.heard:
            return f"The answer. They were heard {debt.heard} days ago, and wait since."
    about = one.about if one.feedback_id is None else ""
    return f"{label(one.kind)}: {about}" if about else f"{label(one.kind)}."
