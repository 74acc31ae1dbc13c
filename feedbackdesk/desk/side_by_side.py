"""Two records that look like one, side by side, and what merging them would change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from feedbackdesk.desk.contacts import standing
from feedbackdesk.desk.merging import accounts_if_merged
from feedbackdesk.desk.roadmap import ranked_roadmap
from feedbackdesk.desk.settings import country_of, settings
from feedbackdesk.desk.speakers import is_same_point
from feedbackdesk.desk.twins import why_alike
from feedbackdesk.domain.contact_points import PointKind
from feedbackdesk.domain.contacts import (
    Agreement,
    ComparedFact,
    Fact,
    IfMerged,
    Rerank,
    Side,
    SideBySide,
)
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.ranking import rank_items
from feedbackdesk.domain.words import Lens, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.store.reader import Reader

_WORDS = 3
"""So much of what each said last stands beside the other's."""

_POINTS = {
    Fact.PHONE: PointKind.PHONE,
    Fact.EMAIL: PointKind.EMAIL,
    Fact.DOMAIN: PointKind.DOMAIN,
}


def side_by_side(
    read: Reader, table: str, one: int, other: int, *, stays: int | None = None
) -> SideBySide | None:
    """Return two records beside each other; None where one is gone.

    The one that `stays` comes first, the fuller one where that is not said.
    """
    found = [standing(read, table, key) for key in (one, other)]
    if one == other or found[0] is None or found[1] is None:
        return None
    first, second = sorted(
        (found[0], found[1]), key=lambda each: (each.key == stays, _fullness(each)), reverse=True
    )
    would = if_merged(read, table, second.key, first.key)
    if would is None:
        return None
    return SideBySide(
        table=table,
        why=why_alike(read, table, one, other) or "",
        one=_side(read, first),
        other=_side(read, second),
        facts=tuple(_compared(read, first, second)),
        if_merged=would,
    )


def _fullness(one: Standing) -> tuple[int, int, int]:
    """Return what tells which of two records is likely to stay: the words, facts, and age."""
    own = one.person or one.organisation
    known = [*one.points, *one.merged, own and own.value, own and own.notes]
    if one.person is not None:
        known.append(one.organisation)
    return one.times, sum(fact not in (None, "") for fact in known), -one.key


def _side(read: Reader, one: Standing) -> Side:
    keys = read.last_words(one.table, one.key, _WORDS)
    return Side(one.key, one.name, one.times, one.first_on, tuple(read.feedback_page(keys)))


def _compared(read: Reader, one: Standing, other: Standing) -> list[ComparedFact]:
    country, currency = country_of(read), settings(read)["currency"]
    found = []
    for fact in Fact:
        if fact in _POINTS:
            mine, theirs = (
                [point for point in each.points if point.kind is _POINTS[fact]]
                for each in (one, other)
            )
            same = any(is_same_point(a, b, country) for a in mine for b in theirs)
            sides = (tuple(p.words for p in mine), tuple(p.words for p in theirs))
        else:
            sides = (_told(fact, one, currency), _told(fact, other, currency))
            same = sides[0] == sides[1]
        if not any(sides):
            continue
        agreement = Agreement.SAME if same else Agreement.DIFFERS
        found.append(ComparedFact(fact, *sides, agreement if all(sides) else Agreement.ONE_ONLY))
    return found


def _told(fact: Fact, one: Standing, currency: str) -> tuple[str, ...]:
    """Return a fact of a record in words; nothing where it is not known."""
    person, firm = one.person, one.organisation
    own = person or firm
    if own is None:
        return ()
    words: Sequence[str | None] = ()
    match fact:
        case Fact.FIRM:
            words = (firm.name,) if person is not None and firm is not None else ()
        case Fact.STAGE:
            words = (label(own.stage),) if own.stage is not None else ()
        case Fact.VALUE:
            words = (show_money(own.value, currency),) if own.value is not None else ()
        case Fact.CONTACT:
            words = ("Do not contact them",) if person and not person.may_contact else ()
        case Fact.NOTES:
            words = (own.notes,)
        case Fact.MERGED:
            words = tuple(name for _key, name, _times in one.merged)
        case _:
            pass
    return tuple(each for each in words if each)


def if_merged(read: Reader, table: str, source_id: int, target_id: int) -> IfMerged | None:
    """Return what merging one record into another would change, without doing it.

    None where one of them is gone. Every other number of the roadmap stays as it is.
    """
    there = read.person if table == "person" else read.organisation
    if source_id == target_id or there(source_id) is None or there(target_id) is None:
        return None
    becomes = accounts_if_merged(read, table, source_id, target_id)
    behind: dict[int, set[str]] = defaultdict(set)
    for item_id, account in read.items_of_accounts([*becomes, *becomes.values()]):
        behind[item_id].add(account)
    fewer = {
        item_id: len(accounts) - len({becomes.get(one, one) for one in accounts})
        for item_id, accounts in behind.items()
    }
    records = read.number_of(table)
    return IfMerged(
        records=(records, records - 1),
        items=_reranked(read, {key: number for key, number in fewer.items() if number}),
        account=_one_account(read, table, source_id, target_id),
    )


def _reranked(read: Reader, fewer: dict[int, int]) -> tuple[Rerank, ...]:
    """Return the items with other requests or another rank; those with fewer requests first."""
    if not fewer:
        return ()
    now = ranked_roadmap(read)
    then = rank_items(
        [replace(one.item, requests=one.item.requests - fewer.get(one.item.id, 0)) for one in now],
        Lens.REQUESTS,
    )
    after = {one.item.id: one for one in then}
    found = [
        Rerank(
            one.item.id,
            one.item.title,
            (one.item.requests, after[one.item.id].item.requests),
            (one.rank, after[one.item.id].rank),
        )
        for one in now
        if one.item.id in fewer or one.rank != after[one.item.id].rank
    ]
    return tuple(sorted(found, key=lambda one: one.requests[0] == one.requests[1]))


def _one_account(read: Reader, table: str, one: int, other: int) -> str | None:
    if table == "organisation":
        return None
    people = [read.speaker(key) for key in (one, other)]
    firms = {person.organisation_id for person in people if person is not None}
    named = people[0].organisation if people[0] is not None else None
    return named if len(firms) == 1 else None
