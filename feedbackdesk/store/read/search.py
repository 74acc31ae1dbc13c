"""Searching: what the full-text indexes find, within what the filters leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from feedbackdesk.domain.dates import parse_period
from feedbackdesk.domain.query import PHRASE, Part, Query, Scope
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.fulltext import KEYS, NAMED, place_of
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


T = TypeVar("T")

RANKED = 20_000
"""From this many hits on a word tells nothing: the newest come first, unranked."""

_EVERY_NAME = 1 << 40
_FEW_NAMES = 500
_ALL = Scope()


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys of what was found, and how many there are."""

    ids: list[int]
    total: int
    more: bool = False
    """Whether there are more than `total`."""


@dataclass(slots=True)
class _Where:
    """Conditions on the feedback f, put together; days as a stretch of the index."""

    parts: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    def add(self, condition: str, *values: object) -> None:
        """Add a condition with a {} for each value."""
        names = [f"w{len(self.facts) + number}" for number in range(len(values))]
        self.facts |= dict(zip(names, values, strict=True))
        self.parts.append(condition.format(*(f":{name}" for name in names)))

    @property
    def text(self) -> str:
        return "".join(f" AND {part}" for part in self.parts)


def match(words: Iterable[Part], without: Iterable[Part] = ()) -> str | None:
    """Return the FTS5 query for words: each begins a word, a phrase stands as it is.

    Quotes, brackets and operators are searched as words, never obeyed. None without words.
    """
    every = " AND ".join(map(_piece, words))
    but = " OR ".join(map(_piece, without))
    if not every:
        return None
    return f"({every}) NOT ({but})" if but else every


def _piece(part: Part) -> str:
    # SQLite takes a piece apart as it took the text apart, whichever Unicode it knows.
    quoted = '"' + part.text.replace('"', '""') + '"'
    return quoted if part.name == PHRASE else f"{quoted}*"


_TABLES = {"theme": "theme", "who": "person", "org": "organisation", "item": "item"}
_BY_NAME = {
    "theme": "f.id IN (SELECT m.feedback_id FROM mention m WHERE m.theme_id IN {})",
    "who": "f.person_id IN {}",
    "org": "f.organisation_id IN {}",
    "item": (
        "f.id IN (SELECT m.feedback_id FROM item_theme it JOIN theme t ON t.id = it.theme_id"
        " JOIN theme s ON coalesce(s.root_id, s.id) = coalesce(t.root_id, t.id)"
        " JOIN mention m ON m.theme_id = s.id WHERE it.item_id IN {})"
    ),
}
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
}
# Each with its key, the key of what it stands for, that one's name, and what tells it apart.
_THING = {
    "person": (
        "SELECT p.id, root.id, root.name, coalesce(o.name, root.email, root.stage)"
        " FROM person p JOIN person root ON root.id = coalesce(p.root_id, p.id)"
        " LEFT JOIN organisation o ON o.id = root.organisation_id WHERE p.id IN :ids"
    ),
    "organisation": (
        "SELECT o.id, root.id, root.name, coalesce((SELECT group_concat(name, ', ') FROM"
        " (SELECT name FROM person p WHERE p.organisation_id = root.id AND p.merged_into IS NULL"
        " ORDER BY p.key LIMIT 3)), '')"
        " FROM organisation o JOIN organisation root ON root.id = coalesce(o.root_id, o.id)"
        " WHERE o.id IN :ids"
    ),
    "theme": (
        "SELECT t.id, root.id, root.name, coalesce(y.requests, 0)"
        " FROM theme t JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
        " LEFT JOIN theme_tally y ON y.theme_id = root.id WHERE t.id IN :ids"
    ),
    "item": ("SELECT i.id, i.id, i.title, i.stage FROM item i WHERE i.id IN :ids"),
}


def _fitting(keyed: list[tuple[T, str]], values: Sequence[str]) -> list[T]:
    """Return what the names mean: exactly, else what has them as a part."""
    found: list[T] = []
    for value in values:
        key = name_key(value)
        found += [one for one, name in keyed if name == key] or [
            one for one, name in keyed if key in name
        ]
    return found


class SearchReader(BaseReader):
    """Full-text search over feedback and names."""

    def search(
        self,
        query: Query,
        scope: Scope = _ALL,
        *,
        ranked: bool = False,
        limit: int | None = None,
    ) -> Hits:
        """Return the feedback that has all the words and fits all the filters.

        Newest first; if `ranked`, the best first where the words tell it. A feedback has a
        word in what was said, or all of them in the name of its speaker or organisation.
        """
        if not query:
            return Hits([], 0)
        where = self._where(query, scope)
        words = match(query.words, query.without)
        most = -1 if limit is None else limit
        if words is None:
            return self._by_filters(query, where, most)
        text = self._places(words, where, most + 1 if most >= 0 else most)
        named = self._named_places(query, where, most + 1 if most >= 0 else most)
        total = len(set(text) | set(named))
        more = 0 <= most < max(len(text), len(named))
        if ranked and len(text) <= RANKED:
            best = self._best(words, where, most)
            order = list(dict.fromkeys([*best, *named]))
        else:
            order = sorted(set(text) | set(named), reverse=True)
        ids = [place % KEYS for place in (order if most < 0 else order[:most])]
        return Hits(ids, total - 1 if more else total, more)

    def feedback_ids(self, scope: Scope = _ALL, *, limit: int | None = None) -> list[int]:
        """Return the keys of all feedback within a scope, newest first."""
        return self._newest(self._where(Query(), scope), -1 if limit is None else limit)

    def _places(self, words: str, where: _Where, most: int) -> list[int]:
        return self._matches(words, where, "s.rowid DESC", most)

    def _best(self, words: str, where: _Where, most: int) -> list[int]:
        return self._matches(words, where, "bm25(feedback_fts), s.rowid DESC", most)

    def _matches(self, words: str, where: _Where, order: str, most: int) -> list[int]:
        join = f" CROSS JOIN feedback f ON f.id = (s.rowid & {KEYS - 1})" if where.parts else ""
        days = ""
        if where.first is not None:
            days += f" AND s.rowid >= {place_of(':first')}"
        if where.last is not None:
            days += f" AND s.rowid < {place_of(':last')}"
        return self._ids(
            sql(
                f"SELECT s.rowid FROM feedback_fts s{join} WHERE feedback_fts MATCH :words"
                f"{days}{where.text} ORDER BY {order} LIMIT :most"
            ),
            words=words,
            most=most,
            **self._days(where),
            **where.facts,
        )

    @staticmethod
    def _days(where: _Where) -> dict[str, object]:
        facts: dict[str, object] = {}
        if where.first is not None:
            facts["first"] = where.first
        if where.last is not None:
            facts["last"] = where.last
        return facts

    def _by_filters(self, query: Query, where: _Where, most: int) -> Hits:
        without = match(query.without)
        if without is not None:
            where.add(
                "f.id NOT IN (SELECT rowid & {} FROM feedback_fts WHERE feedback_fts MATCH {})",
                KEYS - 1,
                " OR ".join(map(_piece, query.without)),
            )
        found = self._newest(where, most + 1 if most >= 0 else most)
        more = 0 <= most < len(found)
        ids = found[:most] if more else found
        return Hits(ids, len(ids), more)

    def _newest(self, where: _Where, most: int) -> list[int]:
        days = ""
        if where.first is not None:
            days += " AND f.said_on >= :first"
        if where.last is not None:
            days += " AND f.said_on < :last"
        return self._ids(
            sql(
                f"SELECT f.id FROM feedback f WHERE 1 = 1{days}{where.text}"
                " ORDER BY f.said_on DESC, f.id DESC LIMIT :most"
            ),
            most=most,
            **self._days(where),
            **where.facts,
        )

    def _named_places(self, query: Query, where: _Where, most: int) -> list[int]:
        """Return the places of what was said by whom all the words name."""
        names = self.named(query.words, most=_EVERY_NAME if most < 0 else _FEW_NAMES)
        whose = {
            "f.person_id IN {}": names["person"],
            "f.organisation_id IN {}": names["organisation"],
        }
        found: set[int] = set()
        for condition, keys in whose.items():
            if keys:
                where_ = _Where(list(where.parts), dict(where.facts), where.first, where.last)
                where_.add(condition, keys)
                if query.without:
                    where_.add(
                        "f.id NOT IN (SELECT rowid & {} FROM feedback_fts"
                        " WHERE feedback_fts MATCH {})",
                        KEYS - 1,
                        " OR ".join(map(_piece, query.without)),
                    )
                found |= set(self._newest_places(where_, most))
        ordered = sorted(found, reverse=True)
        return ordered if most < 0 else ordered[:most]

    def _newest_places(self, where: _Where, most: int) -> list[int]:
        days = ""
        if where.first is not None:
            days += " AND f.said_on >= :first"
        if where.last is not None:
            days += " AND f.said_on < :last"
        return self._ids(
            sql(
                f"SELECT {place_of('f.said_on')} + f.id FROM feedback f"
                f" WHERE 1 = 1{days}{where.text} ORDER BY f.said_on DESC, f.id DESC LIMIT :most"
            ),
            most=most,
            **self._days(where),
            **where.facts,
        )

    # Names

    def named(self, words: Sequence[Part], *, most: int) -> dict[str, list[int]]:
        """Return whose name has all the words, with all that was merged into them, by table."""
        found: dict[str, list[int]] = {name: [] for name in NAMED}
        query = match(Part(PHRASE, part.text) if len(part.text) < 3 else part for part in words)
        if query is None:
            return found
        for place in self._ids(
            sql("SELECT rowid FROM name_fts WHERE name_fts MATCH :query LIMIT :most"),
            query=f"{{name}} : ({query})",
            most=most,
        ):
            found[NAMED[place % 4]].append(place // 4)
        return {
            name: keys if name == "item" or not keys else self._family(name, keys)
            for name, keys in found.items()
        }

    def called(self, table: str, name: str) -> list[int]:
        """Return who or what a name means: exactly, else those whose name has all its words.

        With all that was merged into them, and what they were merged into.
        """
        key = name_key(name)
        keys = self._ids(sql(f"SELECT id FROM {table} WHERE key = :key"), key=key)
        if table == "theme":
            keys += self._ids(sql("SELECT theme_id FROM theme_alias WHERE key = :key"), key=key)
        if not keys:
            return self.named([Part("word", word) for word in name.split()], most=_FEW_NAMES)[table]
        return keys if table == "item" else self._family(table, keys)

    def _family(self, table: str, keys: Sequence[int]) -> list[int]:
        return self._ids(
            sql(
                f"WITH RECURSIVE below(id) AS (SELECT coalesce(root_id, id) FROM {table}"
                f" WHERE id IN :ids UNION SELECT s.id FROM {table} s"
                " JOIN below ON s.merged_into = below.id) SELECT id FROM below"
            ),
            ids=list(keys),
        )

    # Filters

    def _where(self, query: Query, scope: Scope) -> _Where:
        where = _Where()
        if scope.inbox:
            where.add("f.in_inbox = 1")
        if scope.theme_id is not None:
            where.add(_BY_NAME["theme"], self._family("theme", [scope.theme_id]))
        if scope.person_id is not None:
            where.add("f.person_id IN {}", self._family("person", [scope.person_id]))
        if scope.kind is not None:
            where.add("f.kind = {}", scope.kind.value)
        if scope.stage is not None:
            where.add("f.stage = {}", scope.stage.value)
        for name in dict.fromkeys(part.name for part in query.filters):
            for minus in (False, True):
                values = query.values(name, minus=minus)
                if values:
                    self._filter(where, name, values, minus=minus)
        return where

    def _filter(self, where: _Where, name: str, values: Sequence[str], *, minus: bool) -> None:
        no = "NOT " if minus else ""
        if name in {"since", "until", "on"}:
            self._day_filter(where, name, values, minus=minus)
        elif name in _STATE:
            either = " OR ".join(_STATE[name][value] for value in values)
            where.add(f"{no}({either})")
        elif name in _TABLES:
            keys = [key for value in values for key in self.called(_TABLES[name], value)]
            where.add(f"{no}coalesce({_BY_NAME[name]}, 0)", keys)
        elif name == "reason":
            keys = self._reasons(values)
            where.add(
                f"{no}EXISTS (SELECT 1 FROM loss l WHERE l.feedback_id = f.id"
                " AND (l.loss_reason_id IN {} OR EXISTS (SELECT 1 FROM loss_also a"
                " WHERE a.loss_id = l.id AND a.loss_reason_id IN {})))",
                keys,
                keys,
            )
        elif name == "competitor":
            where.add(
                f"{no}EXISTS (SELECT 1 FROM loss l WHERE l.feedback_id = f.id"
                " AND l.competitor IN {})",
                self._competitors(values),
            )
        else:
            where.add(f"{no}coalesce(f.{name} IN {{}}, 0)", list(values))

    @staticmethod
    def _day_filter(where: _Where, name: str, values: Sequence[str], *, minus: bool) -> None:
        periods = [parse_period(value) for value in values]
        first, last = (
            min(period[0] for period in periods),
            max(period[1] for period in periods) + timedelta(days=1),
        )
        if not minus and name in {"since", "on"}:
            where.first = max(where.first or "", first.isoformat())
        if not minus and name in {"until", "on"}:
            where.last = min(where.last or "9999", last.isoformat())
        if minus and name == "since":
            where.last = min(where.last or "9999", first.isoformat())
        elif minus and name == "until":
            where.first = max(where.first or "", last.isoformat())
        elif name == "on" and (minus or len(periods) > 1):
            days = [day.isoformat() for period in periods for day in period]
            either = " OR ".join("f.said_on BETWEEN {} AND {}" for _period in periods)
            where.add(f"{'NOT ' if minus else ''}({either})", *days)

    def _reasons(self, values: Sequence[str]) -> list[int]:
        rows = self._all(sql("SELECT id, key FROM loss_reason"))
        return _fitting([(row.id, row.key) for row in rows], values)

    def _competitors(self, values: Sequence[str]) -> list[str]:
        rows = self._all(sql("SELECT DISTINCT competitor FROM loss WHERE competitor IS NOT NULL"))
        return _fitting([(row[0], name_key(row[0])) for row in rows], values)

    # Saved views

    def saved_views(self) -> list[tuple[int, str, str]]:
        """Return the searches that are kept, in their order: key, name and query."""
        rows = self._all(sql("SELECT id, name, query FROM saved_view ORDER BY place, id"))
        return [(row.id, row.name, row.query) for row in rows]

    def view_with_key(self, key: str) -> int | None:
        """Return the saved view of a name."""
        row = self._first(sql("SELECT id FROM saved_view WHERE key = :key"), key=key)
        return row[0] if row else None

    def last_view_place(self) -> int:
        """Return the place of the last saved view."""
        return self._number(sql("SELECT max(place) FROM saved_view"))

    # What is found beside feedback

    def things(self, words: Sequence[Part], limit: int) -> dict[str, list[tuple[int, str, Any]]]:
        """Return what is named or described by words, best first: key, name and a detail.

        Keyed by table; at most `limit` of each. What was merged shows as what it is part of.
        """
        query = match(words)
        if query is None:
            return {}
        places = self._ids(
            sql(
                "SELECT rowid FROM name_fts WHERE name_fts MATCH :query"
                " ORDER BY bm25(name_fts, 8, 1), rowid LIMIT 1000"
            ),
            query=query,
        )
        found: dict[str, list[tuple[int, str, Any]]] = {}
        for number, name in enumerate(NAMED):
            keys = [place // 4 for place in places if place % 4 == number]
            if keys:
                rows = {row[0]: tuple(row) for row in self._all(sql(_THING[name]), ids=keys)}
                roots = dict.fromkeys(rows[key][1] for key in keys if key in rows)
                shown = {row[1]: (row[1], row[2], row[3]) for row in rows.values()}
                found[name] = [shown[root] for root in list(roots)[:limit]]
        return found

    def unknown_names(self, query: Query) -> list[str]:
        """Return a sentence for each name in a filter that nobody and nothing has."""
        hints = []
        for part in query.filters:
            if part.name in _TABLES and not self.called(_TABLES[part.name], part.text):
                hints.append(_NOBODY[part.name].format(part.text[:40]))
            elif part.name == "reason" and not self._reasons([part.text]):
                hints.append(f"No reason of a lost sale is called “{part.text[:40]}”.")
            elif part.name == "competitor" and not self._competitors([part.text]):
                hints.append(f"No sale was lost to a competitor called “{part.text[:40]}”.")
        return hints
