"""Searching: what the full-text index finds, within what the filters leave."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.folding import tokens
from feedbackdesk.domain.marks import needle
from feedbackdesk.domain.query import WORD, Part, Query, Scope
from feedbackdesk.store.fulltext import KEYS, place_of
from feedbackdesk.store.read.filters import FilterReader, Named, Where
from feedbackdesk.store.read.names import EVERY_NAME, MANY_NAMES, match, piece
from feedbackdesk.store.read.spelling import SpellingReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row, TextClause

RANKED = 5_000
"""From so many hits on words tell little: the newest come first, unranked."""
SHORT = 3
"""Up to so many letters a word begins so much that the newest feedback is read instead."""
LARGE = 300_000
"""From so many feedbacks on it pays to read the newest for a short word; for one letter sooner."""
_SAMPLE = 300
_OFTEN = 0.15
_ALL = Scope()
_EVERYWHERE = sys.maxsize
_WHOSE = "f.id, f.person_id, f.organisation_id, f.text"
_ROW = f"{place_of('f.said_on')} + f.id AS place, {_WHOSE}"
_FOUND_ROW = f"s.rowid AS place, {_WHOSE}"
_SAID = sql(
    "SELECT count(*) FROM (SELECT 1 FROM feedback_fts WHERE feedback_fts MATCH :word LIMIT :most)"
)
_FILED = sql("SELECT feedback_id, theme_id, quote FROM mention WHERE feedback_id IN :ids")
_READ_AT_ONCE = 500
_FIRST_DAY = 1_721_424
"""What SQLite's whole Julian days are before those of `date.toordinal`."""
_NOT_MATCHED = "f.id NOT IN (SELECT rowid & {} FROM feedback_fts WHERE feedback_fts MATCH {})"


@dataclass(frozen=True, slots=True)
class Hits:
    """The keys of what was found, and how many there are."""

    ids: list[int]
    total: int
    more: bool = False
    """Whether there are more than `total`."""


def _keys(places: list[int], limit: int | None) -> list[int]:
    return [place % KEYS for place in places[:limit]]


def _hits(places: list[int], limit: int | None) -> Hits:
    """Return what was read up to one more than the limit."""
    more = limit is not None and len(places) > limit
    ids = _keys(places, limit)
    return Hits(ids, len(ids), more)


def _newest(columns: str, where: Where) -> TextClause:
    """Return the statement for what fits, newest first."""
    conditions = where.text
    if where.first is not None:
        conditions += " AND f.said_on >= :first"
    if where.last is not None:
        conditions += " AND f.said_on < :last"
    # Few are found by their own index and sorted; many are met in the order of days.
    by = "+" if where.few else ""
    return sql(
        f"SELECT {columns} FROM feedback f WHERE 1 = 1{conditions}"
        f" ORDER BY {by}f.said_on DESC, {by}f.id DESC LIMIT :most"
    )


def _files(row: Row[Any], part: Part, named: Named) -> bool:
    """Return whether a mention has a word: by its theme, or in its quote."""
    one = needle(part)
    quoted = one is not None and row.quote and one.is_in(row.quote)
    return row.theme_id in named.theme or bool(quoted)


class SearchReader(FilterReader, SpellingReader):
    """Full-text search over feedback, and searches that are kept."""

    def search(
        self,
        query: Query,
        scope: Scope = _ALL,
        *,
        ranked: bool = False,
        limit: int | None = None,
    ) -> Hits:
        """Return the feedback that has all the words and fits all the filters.

        It has a word in what was said or quoted, in the name of its speaker or organisation,
        in a name of one of its themes, or in the title of a roadmap item they stand behind.
        Newest first; if `ranked`, what says all the words first, the best of it first (bm25),
        as long as fewer than RANKED do. Where there are more than were read, `total` is how
        many are sure.
        """
        if not query:
            return Hits([], 0)
        where = self.where(query, scope)
        most = _EVERYWHERE if limit is None else limit + 1
        named = {
            part: self.named_by(part, most=EVERY_NAME if limit is None else MANY_NAMES)
            for part in dict.fromkeys((*query.words, *query.without))
        }
        self.either(where, (named[part] for part in query.without), no=True)
        if not query.words:
            self._leave_out(where, query)
            return _hits(self._newest(where, most), limit)
        words = match(query.words, query.without) or ""
        text = None if limit is None else self._common(query, where, most)
        if text is None and ranked and not self._too_common(query):
            best = self._matches(words, where, RANKED, ranked=True)
            if len(best) < RANKED:
                full = most <= len(best)
                beside = [] if full else self._named(query, named, where, most)
                order = list(dict.fromkeys([*best, *beside]))
                unread = full and any(named[part] for part in query.words)
                more = unread or most <= len(beside)
                return Hits(_keys(order, limit), len(order), more)
            if most <= RANKED:
                text = sorted(best, reverse=True)
        if text is None:
            text = self._matches(words, where, most)
        if most <= len(text):  # what is older than the oldest of them is not asked for
            oldest = date.fromordinal(text[most - 1] // KEYS - _FIRST_DAY).isoformat()
            where.first = max(where.first or oldest, oldest)
        beside = self._named(query, named, where, most)
        return _hits(sorted({*text, *beside}, reverse=True) if beside else text, limit)

    def feedback_ids(self, scope: Scope = _ALL, *, limit: int | None = None) -> list[int]:
        """Return the keys of all feedback within a scope, newest first."""
        where = self.where(Query(), scope)
        return self._newest(where, _EVERYWHERE if limit is None else limit, "f.id")

    def _too_common(self, query: Query) -> bool:
        """Whether the words are said so often that ranking them would take long, and tell little.

        A single word where RANKED have it; several where ten times as many have each.
        """
        often = RANKED if len(query.words) == 1 else RANKED * 10
        return all(
            self._number(_SAID, word=piece(part, whole=True), most=often) == often
            for part in query.words
        )

    def _matches(self, words: str, where: Where, most: int, *, ranked: bool = False) -> list[int]:
        """Return the places of the newest that match; if `ranked`, the best of them first."""
        columns = "s.rowid AS place" + (", bm25(feedback_fts) AS score" if ranked else "")
        order = " ORDER BY score, place DESC" if ranked else ""
        found = self._found(where, columns, join=bool(where.parts) and not where.few)
        return self._list(
            sql(f"SELECT group_concat(place) FROM (SELECT place FROM ({found}){order})"),
            words=words,
            most=most,
            **where.days,
            **where.facts,
        )

    @staticmethod
    def _found(where: Where, columns: str, *, join: bool) -> str:
        """Return the SQL for what matches, newest first."""
        conditions = where.text
        if where.few and not join:
            # Few are left: they are gathered first, and each hit is looked up among them.
            conditions = (
                f" AND (s.rowid & {KEYS - 1}) IN (SELECT f.id FROM feedback f"
                f" WHERE 1 = 1{where.text})"
            )
        joined = f" CROSS JOIN feedback f ON f.id = (s.rowid & {KEYS - 1})" if join else ""
        if where.first is not None:
            conditions += f" AND s.rowid >= {place_of(':first')}"
        if where.last is not None:
            conditions += f" AND s.rowid < {place_of(':last')}"
        return (
            f"SELECT {columns} FROM feedback_fts s{joined} WHERE feedback_fts MATCH :words"
            f"{conditions} ORDER BY s.rowid DESC LIMIT :most"
        )

    def _list(self, statement: TextClause, **facts: object) -> list[int]:
        """Return numbers that come as one text: thousands of rows cost more than their search."""
        row = self._first(statement, **facts)
        return [int(number) for number in row[0].split(",")] if row and row[0] else []

    def _newest(self, where: Where, most: int, what: str = "") -> list[int]:
        """Return the places of what fits, newest first."""
        columns = what or f"{place_of('f.said_on')} + f.id"
        return self._ids(_newest(columns, where), most=most, **where.days, **where.facts)

    def _common(self, query: Query, where: Where, most: int) -> list[int] | None:
        """Return the places of the newest that have the short words, where those are common.

        The index would gather every word that begins so, which takes long where a million
        feedbacks have one. None where it is the better way: for longer or rare words.
        """
        longest = SHORT if len(query.words) == 1 else SHORT - 1
        said = {part: tokens(part.text) for part in query.words if part.name == WORD}
        short = [p for p, words in said.items() if len(words) == 1 and len(words[0]) <= longest]
        if not short or where.few:
            return None
        large = LARGE if min(len(part.text) for part in short) > 1 else LARGE // 10
        if self._number(sql("SELECT max(id) FROM feedback")) < large:
            return None
        rest = match((part for part in query.words if part not in short), query.without)
        columns = f"{place_of('f.said_on')} + f.id AS place, f.text"
        if rest is not None:
            statement = sql(self._found(where, columns, join=True))
            facts: dict[str, object] = {"words": rest}
        elif query.without:
            return None
        else:
            statement, facts = _newest(columns, where), {}
        sample = _SAMPLE if rest is None else RANKED
        found: list[int] = []
        begins = [one.is_in for part in short if (one := needle(part)) is not None]
        first, alone = begins[0], len(begins) == 1
        rows = self._connection.execute(
            statement, {"most": _EVERYWHERE, **facts, **where.days, **where.facts}
        )
        with rows:
            for number, (place, text) in enumerate(rows, 1):
                if first(text) and (alone or all(begin(text) for begin in begins)):
                    found.append(place)
                    if len(found) == most:
                        break
                if number == sample and len(found) < sample * _OFTEN:
                    return None
        return found

    def _named(
        self, query: Query, named: Mapping[Part, Named], where: Where, most: int
    ) -> list[int]:
        """Return the places of what has at least one of the words by a name, newest first.

        Whatever has all the words has also the rarest: what that one is said in, or names,
        is read, and the other words are looked for there.
        """
        if not any(named[part] for part in query.words):
            return []
        first = min(query.words, key=lambda part: self._often(part, named[part]))
        others = tuple(part for part in query.words if part != first)
        found: set[int] = set()
        for theirs in self.under(where, named[first]):
            self._leave_out(theirs, query)
            found.update(self._read(_newest(_ROW, theirs), {}, theirs, others, named, most))
        if any(named[part] for part in others):
            said = where.copy()
            self.either(said, (named[part] for part in others))
            words = match([first], query.without)
            statement = sql(self._found(said, _FOUND_ROW, join=True))
            found.update(self._read(statement, {"words": words}, said, others, named, most))
        return sorted(found, reverse=True)[:most]  # more were met, by how many are read at once

    def _often(self, part: Part, named: Named) -> int:
        """Return about how much has a word, in what was said or by a name."""
        said = self._number(_SAID, word=piece(part, whole=True), most=RANKED)
        return said + self.said_under(named)

    def _read(
        self,
        statement: TextClause,
        facts: Mapping[str, object],
        where: Where,
        others: Sequence[Part],
        named: Mapping[Part, Named],
        most: int,
    ) -> list[int]:
        """Return the places of the first rows that have the other words, too."""
        most_read = _EVERYWHERE if others else most
        rows = self._connection.execute(
            statement, {"most": most_read, **facts, **where.days, **where.facts}
        )
        found: list[int] = []
        with rows:
            for some in rows.partitions(_READ_AT_ONCE):
                found += self._having(some, others, named) if others else [row[0] for row in some]
                if most <= len(found):
                    break
        return found

    def _having(
        self,
        rows: Sequence[Row[Any]],
        others: Sequence[Part],
        named: Mapping[Part, Named],
    ) -> list[int]:
        """Return the places of those rows that have all of these words."""
        found: list[int] = []
        missing: dict[int, tuple[int, list[Part]]] = {}
        for row in rows:
            lacks = [
                part
                for part in others
                if row.person_id not in named[part].person
                and row.organisation_id not in named[part].organisation
                and not ((one := needle(part)) is not None and one.is_in(row.text))
            ]
            if lacks:
                missing[row.id] = (row.place, lacks)
            else:
                found.append(row.place)
        filed = self._grouped(_FILED, missing)
        for key, (place, lacks) in missing.items():
            if all(
                any(_files(row, part, named[part]) for row in filed.get(key, ())) for part in lacks
            ):
                found.append(place)
        return found

    @staticmethod
    def _leave_out(where: Where, query: Query) -> None:
        """Add that none of the words is said that it must not have."""
        if query.without:
            where.add(_NOT_MATCHED, KEYS - 1, " OR ".join(map(piece, query.without)))

    # Searches that are kept

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
