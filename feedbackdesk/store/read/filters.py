"""Filters of a search as conditions on the feedback f."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from feedbackdesk.domain.folding import compact
from feedbackdesk.domain.query import DATES, WORDS_OF
from feedbackdesk.domain.spans import read_period
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.read.names import TABLES, NameReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from feedbackdesk.domain.query import Part, Query, Scope

T = TypeVar("T")

FEW = 20_000
"""Up to so many feedbacks a filter is a list of them; more are asked for one by one."""

_OF_ITEMS = (
    "SELECT s.id FROM item_theme it JOIN theme t ON t.id = it.theme_id"
    " JOIN theme s ON s.id = coalesce(t.root_id, t.id) OR s.root_id = coalesce(t.root_id, t.id)"
    " WHERE it.item_id IN :ids"
)
_IN_THEMES = "f.id IN (SELECT m.feedback_id FROM mention m WHERE m.theme_id IN {}%s)"
_HAS_THEMES = "EXISTS (SELECT 1 FROM mention m WHERE m.feedback_id = f.id AND m.theme_id IN {})"
_LOST = "f.id IN (SELECT l.feedback_id FROM loss l WHERE {})"
_STATE = {
    "is": {
        "inbox": "f.in_inbox = 1",
        "archived": "f.archived = 1",
        "filed": "EXISTS (SELECT 1 FROM mention m WHERE m.feedback_id = f.id)",
    },
    "has": {
        "quote": (
            "EXISTS (SELECT 1 FROM mention m WHERE m.feedback_id = f.id AND m.quote IS NOT NULL)"
        ),
        "theme": "EXISTS (SELECT 1 FROM mention m WHERE m.feedback_id = f.id)",
        "who": "f.person_id IS NOT NULL",
        "org": "f.organisation_id IS NOT NULL",
    },
}
_NOBODY = {
    "theme": "No theme is called “{}”.",
    "who": "Nobody is called “{}”.",
    "org": "No organisation is called “{}”.",
    "item": "No roadmap item is called “{}”.",
    "reason": "No reason of a lost sale is called “{}”.",
    "competitor": "No sale was lost to a competitor called “{}”.",
    "reached": "No lost sale got as far as “{}”.",
}
_OF_LOSS = {"competitor": "competitor", "reached": "stage_reached", "outcome": "outcome"}
"""The filters that ask for a column of a lost sale, with the column."""


@dataclass(slots=True)
class Where:
    """Conditions on the feedback f, put together; days as a stretch, the last one not in it."""

    parts: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    few: bool = False
    """Whether a condition leaves few, and finds them by an index."""

    def add(self, condition: str, *values: object) -> None:
        """Add a condition with a {} for each value."""
        names = [f"w{len(self.facts) + number}" for number in range(len(values))]
        self.facts |= dict(zip(names, values, strict=True))
        self.parts.append(condition.format(*(f":{name}" for name in names)))

    def copy(self) -> Where:
        """Return one that can be added to alone."""
        return replace(self, parts=list(self.parts), facts=dict(self.facts))

    @property
    def text(self) -> str:
        """The conditions as SQL, each with an AND before it."""
        return "".join(f" AND {part}" for part in self.parts)

    @property
    def days(self) -> dict[str, object]:
        """The ends of the stretch that there are."""
        ends = {"first": self.first, "last": self.last}
        return {name: end for name, end in ends.items() if end is not None}


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a word names: keys, with all that was merged."""

    person: frozenset[int] = frozenset()
    organisation: frozenset[int] = frozenset()
    theme: frozenset[int] = frozenset()
    """Also those whose items are named so."""

    def __bool__(self) -> bool:
        """Whether it names anything."""
        return bool(self.person or self.organisation or self.theme)


class FilterReader(NameReader):
    """What filters mean in this workspace."""

    def where(self, query: Query, scope: Scope) -> Where:
        """Return the conditions of a search's filters and of what it is confined to."""
        where = Where()
        if scope.inbox:
            where.add("f.in_inbox = 1")
        if scope.theme_id is not None:
            self._of_themes(where, self.family("theme", [scope.theme_id]), no="")
        if scope.person_id is not None:
            where.add("f.person_id IN {}", self.family("person", [scope.person_id]))
            where.few = True
        if scope.kind is not None:
            where.add("f.kind = {}", scope.kind.value)
        if scope.stage is not None:
            where.add("f.stage = {}", scope.stage.value)
        for name in dict.fromkeys(part.name for part in query.filters):
            for minus in (False, True):
                values = query.values(name, minus=minus)
                if values:
                    no = "NOT " if minus else ""
                    if name in DATES:
                        periods = [read_period(one, order=query.order) for one in values]
                        _add_days(where, name, periods, no=no)
                    else:
                        self._filter(where, name, values, no=no)
        return where

    def unknown_names(self, query: Query) -> list[str]:
        """Return a sentence for each name in a filter that nobody and nothing has."""
        return [
            _NOBODY[part.name].format(part.text[:40])
            for part in query.filters
            if part.name in _NOBODY and not self._meant(part.name, [part.text])
        ]

    def _meant(self, name: str, values: Sequence[str]) -> Sequence[int | str]:
        if name == "reason":
            rows = self._all(sql("SELECT id, key FROM loss_reason"))
            return _fitting([(row.id, row.key) for row in rows], values)
        if name in _OF_LOSS:
            column = _OF_LOSS[name]
            rows = self._all(sql(f"SELECT DISTINCT {column} FROM loss WHERE {column} IS NOT NULL"))
            return _fitting([(row[0], name_key(row[0])) for row in rows], values)
        return self._called(name, values)

    def _called(self, name: str, values: Sequence[str]) -> list[int]:
        return [key for value in values for key in self.called(name, value)]

    def _filter(self, where: Where, name: str, values: Sequence[str], *, no: str) -> None:
        if name in _STATE:
            either = " OR ".join(_STATE[name][value] for value in values)
            where.add(f"{no}({either})")
        elif name in _OF_LOSS:
            meant = values if name in WORDS_OF else self._meant(name, values)
            where.add(no + _LOST.format(f"l.{_OF_LOSS[name]} IN {{}}"), meant)
        elif name not in _NOBODY:
            either = f"f.{name} IN {{}}"
            where.add(f"NOT coalesce({either}, 0)" if no else either, values)
        elif name == "theme":
            self._of_themes(where, self._called(name, values), no=no)
        elif name == "item":
            items = self._called(name, values)
            self._of_themes(where, self._ids(sql(_OF_ITEMS), ids=items), no=no)
        elif name == "reason":
            either = (
                "l.loss_reason_id IN {} OR l.id IN"
                " (SELECT a.loss_id FROM loss_also a WHERE a.loss_reason_id IN {})"
            )
            where.add(no + _LOST.format(either), *([self._meant(name, values)] * 2))
        else:
            self._of_speakers(where, TABLES[name], self._called(name, values), no=no)

    def _of_speakers(self, where: Where, table: str, keys: Sequence[int], *, no: str = "") -> None:
        """Add that one of these people or organisations (`table`) said it, or none of them."""
        few = self._said_by(table, keys) <= FEW
        column = f"f.{table}_id" if few else f"+f.{table}_id"
        whose = f"{column} IN (SELECT value FROM json_each({{}}))"
        where.add(f"NOT coalesce({whose}, 0)" if no else whose, json.dumps(list(keys)))
        where.few |= few and not no

    def _said_by(self, table: str, keys: Sequence[int]) -> int:
        """Return how much these people or organisations said, counted as far as FEW and one."""
        statement = (
            f"SELECT count(*) FROM (SELECT 1 FROM feedback WHERE {table}_id IN"
            " (SELECT value FROM json_each(:keys)) LIMIT :few)"
        )
        return self._number(sql(statement), keys=json.dumps(list(keys)), few=FEW + 1)

    def _of_themes(self, where: Where, themes: Sequence[int], *, no: str) -> None:
        few = self._filed_under(themes) <= FEW
        where.add(no + (_in_themes(where) if few else _HAS_THEMES), themes)
        where.few |= few and not no

    def _filed_under(self, themes: Sequence[int]) -> int:
        """Return how much is filed under these themes, counted as far as FEW and one."""
        counted = "SELECT count(*) FROM (SELECT 1 FROM mention WHERE theme_id IN :ids LIMIT :few)"
        return self._number(sql(counted), ids=themes, few=FEW + 1)

    def named_by(self, part: Part, *, most: int) -> Named:
        """Return whom and what a word names: speakers, and themes by their names or their items."""
        found = self.named([part], most=most)
        themes = found["theme"]
        if found["item"]:
            themes = list(dict.fromkeys([*themes, *self._ids(sql(_OF_ITEMS), ids=found["item"])]))
        return Named(
            frozenset(found["person"]), frozenset(found["organisation"]), frozenset(themes)
        )

    def said_under(self, named: Named) -> int:
        """Return how much was said by whom a word names, or about what, counted as far as FEW."""
        return (
            self._said_by("person", list(named.person))
            + self._said_by("organisation", list(named.organisation))
            + self._filed_under(list(named.theme))
        )

    def under(self, where: Where, named: Named) -> list[Where]:
        """Return conditions for what was said by whom a word names, and for what it is about."""
        found = []
        for table in ("person", "organisation"):
            if keys := getattr(named, table):
                theirs = where.copy()
                self._of_speakers(theirs, table, sorted(keys))
                found.append(theirs)
        if named.theme:
            about = where.copy()
            self._of_themes(about, sorted(named.theme), no="")
            found.append(about)
        return found

    def either(self, where: Where, some: Iterable[Named], *, no: bool = False) -> None:
        """Add that it is under one of what words name, or under none of it."""
        parts: list[str] = []
        values: list[object] = []
        for named in some:
            for table in ("person", "organisation"):
                if keys := getattr(named, table):
                    parts.append(
                        f"coalesce(f.{table}_id IN (SELECT value FROM json_each({{}})), 0)"
                    )
                    values.append(json.dumps(sorted(keys)))
            if named.theme:
                few = self._filed_under(list(named.theme)) <= FEW
                parts.append(_in_themes(where) if few else _HAS_THEMES)
                values.append(sorted(named.theme))
        if parts:
            where.add(f"{'NOT ' if no else ''}({' OR '.join(parts)})", *values)


def _in_themes(where: Where) -> str:
    """Return the condition that a feedback is filed so, within the stretch of days that is known.

    A mention has the day of its feedback.
    """
    days = " AND m.said_on >= :first" if where.first is not None else ""
    days += " AND m.said_on < :last" if where.last is not None else ""
    return _IN_THEMES % days


def _add_days(where: Where, name: str, periods: list[tuple[date, date]], *, no: str) -> None:
    first = min(period[0] for period in periods).isoformat()
    after = (max(period[1] for period in periods) + timedelta(days=1)).isoformat()
    if no and name == "since":
        where.last = min(where.last or first, first)
    elif no and name == "until":
        where.first = max(where.first or after, after)
    elif not no:
        if name != "until":
            where.first = max(where.first or first, first)
        if name != "since":
            where.last = min(where.last or after, after)
    if name == "on" and (no or len(periods) > 1):
        days = [day.isoformat() for period in periods for day in period]
        either = " OR ".join("f.said_on BETWEEN {} AND {}" for _period in periods)
        where.add(f"{no}({either})", *days)


def _fitting(keyed: list[tuple[T, str]], values: Sequence[str]) -> list[T]:
    """Return what the names mean: exactly, else what has them as a part."""
    found: list[T] = []
    for value in values:
        key = name_key(value)
        found += [one for one, name in keyed if name == key] or [
            one for one, name in keyed if compact(value) in compact(name)
        ]
    return found
