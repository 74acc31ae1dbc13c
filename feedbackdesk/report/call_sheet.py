"""The call sheet: whom to call, what they said, what to tell them, and room for what came of it.

As with the roadmap, what may not be seen is not in the document: who may not be contacted
stands apart, by name alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.owing import DebtGroup, debts
from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.dates import local_today, show_date, show_due
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, Kind, label
from feedbackdesk.report.document import Card, Document, Lines, PageOptions, Part, Said
from feedbackdesk.report.model import Total

if TYPE_CHECKING:
    from collections.abc import Collection

    from feedbackdesk.desk.owing import Debt
    from feedbackdesk.store.read.owed import Reached
    from feedbackdesk.store.reader import Reader

_WORDS = 320
_TELL = 300
_HEADINGS: Final = {
    DebtGroup.LATE: "Late",
    DebtGroup.TODAY: "Today",
    DebtGroup.WEEK: "This week",
    DebtGroup.LATER: "Later",
}
_COLUMNS = (
    ("When", 12), ("Due", 12), ("Who", 28), ("Organisation", 28), ("Reach them by", 20),
    ("Telephone", 18), ("E-mail", 28), ("They said", 60), ("On", 12), ("To tell", 48),
    ("Result", 18),
)  # fmt: skip
_TICKS = tuple(label(result) for result in FollowUpResult)
_NOWHERE = "No telephone or e-mail is noted"


def call_sheet(read: Reader, options: PageOptions, ids: Collection[int] | None = None) -> Document:
    """Return the call sheet of what is owed, or of some of it, for `Desk.ask`.

    What is done is left out.
    """
    wanted = None if ids is None else set(ids)
    listed = [debt for debt in debts(read) if wanted is None or debt.owed.id in wanted]
    maker = _Maker(read)
    parts = []
    for group, heading in _HEADINGS.items():
        cards = tuple(maker.card(debt) for debt in listed if debt.group is group)
        if cards:
            parts.append(Part(heading, cards, plural(len(cards), "call", "calls")))
    calls = sum(len(part.cards) for part in parts)
    late = sum(debt.group is DebtGroup.LATE for debt in listed)
    apart = dict.fromkeys(
        excerpt(debt.owed.speaker, 300) for debt in listed if debt.group is DebtGroup.APART
    )
    if apart:
        parts.append(Part("Not to be contacted", (Lines(tuple(apart)),), f"{len(apart):,}"))
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
                (calls, "person to call", "people to call"),
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
        file_name="call-sheet",
    )


class _Maker:
    """Makes a card of each line of the list."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._reached = read.reached()
        self._whys: dict[int, str] = {}
        self._made = 0

    def card(self, debt: Debt) -> Card:
        """Return whom to call, why, and what to tell them."""
        one = debt.owed
        self._made += 1
        known = self._reached.get(one.id)
        late = debt.group is DebtGroup.LATE
        who = excerpt(one.who or one.organisation or "Not named", 300)
        firm = excerpt(one.organisation or "", 300) if one.who else ""
        firm = "" if firm == who else firm
        words = excerpt(known.words, _WORDS) if known else ""
        said = f"on {show_date(one.said_on)}" if one.said_on else ""
        tell = excerpt(_tell(debt, self._why(one.item_id)), _TELL)
        ways = _ways(one.contact_how, known)
        due, day = show_due(one.due), show_date(one.due)
        return Card(
            rail=(f"{self._made:,}",),
            title=", ".join(name for name in (who, firm) if name),
            aside=(due[0].upper() + due[1:], *([f"due {day}"] if day != due else [])),
            strong=late,
            lines=(" · ".join(ways) or _NOWHERE,),
            said=(Said(words, said),) if words else (),
            tell=tell,
            ticks=_TICKS,
            ruled=2,
            cells=(
                (
                    _HEADINGS[debt.group], one.due.isoformat(), who, firm,
                    excerpt(one.contact_how, 160),
                    (known.phone or "") if known else "", (known.email or "") if known else "",
                    words, one.said_on.isoformat() if one.said_on else "", tell, "",
                ),
            ),
        )  # fmt: skip

    def _why(self, item_id: int | None) -> str:
        if item_id is None:
            return ""
        if item_id not in self._whys:
            item = self._read.item(item_id)
            self._whys[item_id] = item.why if item is not None else ""
        return self._whys[item_id]


def _ways(how: str, known: Reached | None) -> list[str]:
    ways = (how, (known.phone or "") if known else "", (known.email or "") if known else "")
    return [excerpt(way, 160) for way in ways if way]


def _tell(debt: Debt, why: str) -> str:
    """Return what there is to say to them."""
    one = debt.owed
    match one.kind:
        case FollowUpKind.SHIPPED:
            return f"What you asked for is there: {one.item}."
        case FollowUpKind.WIN_BACK if one.item:
            return f"What you missed is there: {one.item}. Ask whether it changes things for them."
        case FollowUpKind.DECLINED:
            return f"We will not do it: {one.item}." + (f" Why: {why}" if why else "")
        case FollowUpKind.ACKNOWLEDGE if one.feedback_kind is Kind.LOSS:
            return "Thank them for saying why, and part as friends. No offer."
        case FollowUpKind.ACKNOWLEDGE:
            return "We heard you, and look into it."
        case FollowUpKind.ANSWER if debt.heard:
            return f"The answer. They were heard {debt.heard} days ago, and wait since."
    about = one.about if one.feedback_id is None else ""
    return f"{label(one.kind)}: {about}" if about else f"{label(one.kind)}."
