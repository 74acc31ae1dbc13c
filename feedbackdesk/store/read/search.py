"""Searching: what the full-text index finds, within what the filters leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.marks import is_unspaced, tokens
from feedbackdesk.domain.query import WORD, Query, Scope
from feedbackdesk.store.fulltext import KEYS, place_of
from feedbackdesk.store.read.filters import FilterReader, Where
from feedbackdesk.store.read.names import EVERY_NAME, FEW_NAMES, match, piece
from feedbackdesk.store.read.spelling import SpellingReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import TextClause

RANKED = 5_000
"""With more hits than this words tell little: the newest come first, unranked."""
SHORT = 3
"""Up to so many letters a word begins so much that the newest feedback is read instead."""
LARGE = 300_000
"""From so many feedbacks on it pays to read the newest for a short word; for one letter sooner."""
READ = 30_000
"""How many of the newest are read for words that the index cannot find inside others."""

_SAMPLE = 300
_OFTEN = 0.15
_ALL = Scope()
_EVERYWHERE = -1
_SAID = sql(
    "SELECT count(*) FROM (SELECT 1 FROM feedback_fts WHERE feedback_fts MATCH :word LIMIT :most)"
)
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


def _beginning(word: str) -> Callable[[str], bool]:
    """Return whether a text has a word that begins so, as the index folds it."""

    def begins(text: str) -> bool:
        if not text.isascii():
            return any(token.startswith(word) for token in tokens(text))
        lower = text.lower()
        place = lower.find(word)
        while place > 0 and lower[place - 1].isalnum():
            place = lower.find(word, place + 1)
        return place >= 0

    return begins


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

        Newest first; if `ranked`, the best first (bm25) as long as no more than RANKED have
        the words. A feedback has a word in what was said or quoted, or all of them in the name
        of its speaker or organisation. Where there are more than were read, `total` is how
        many are sure.
        """
        if not query:
            return Hits([], 0)
        where = self.where(query, scope)
        most = _EVERYWHERE if limit is None else limit + 1
        if not query.words:
            self._leave_out(where, query)
            return _hits(self._newest(where, most), limit)
        if any(is_unspaced(part.text) for part in (*query.words, *query.without)):
            return _hits(self._inside(query, where, most), limit)
        words = match(query.words, query.without) or ""
        named = self._named_places(query, where, most)
        text = self._common(query, where, most)
        if text is None and ranked and not self._too_common(query):
            best = self._matches(words, where, RANKED + 1, ranked=True)
            if len(best) <= RANKED:
                order = list(dict.fromkeys([*best, *named]))
                return Hits(_keys(order, limit), len(order), 0 <= most <= len(named))
            if 0 <= most <= RANKED:
                text = sorted(best, reverse=True)
        if text is None:
            text = self._matches(words, where, most)
        return _hits(sorted({*text, *named}, reverse=True) if named else text, limit)

    def feedback_ids(self, scope: Scope = _ALL, *, limit: int | None = None) -> list[int]:
        """Return the keys of all feedback within a scope, newest first."""
        where = self.where(Query(), scope)
        return self._newest(where, _EVERYWHERE if limit is None else limit, "f.id")

    def _too_common(self, query: Query) -> bool:
        """Whether the words are said so often that ranking them would take long, and tell little.

        A single word where more than RANKED have it; several where each is ten times that.
        """
        often = RANKED if len(query.words) == 1 else RANKED * 10
        return all(
            self._number(_SAID, word=piece(part, whole=True), most=often + 1) > often
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
        if most < 0 or not short or where.few:
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
        begins = [_beginning(said[part][0]) for part in short]
        rows = self._connection.execute(
            statement, {"most": _EVERYWHERE, **facts, **where.days, **where.facts}
        )
        with rows:
            for number, (place, text) in enumerate(rows, 1):
                if all(begin(text) for begin in begins):
                    found.append(place)
                    if len(found) >= most:
                        break
                if number == sample and len(found) < sample * _OFTEN:
                    return None
        return found

    def _inside(self, query: Query, where: Where, most: int) -> list[int]:
        """Return the places of what has words that no space tells from others.

        They are found where they begin a piece of text, and anywhere in the newest READ.
        """
        within = where.copy()
        for part in query.words:
            if is_unspaced(part.text):
                within.add("instr(f.text, {}) > 0", part.text)
        self._leave_out(within, query)
        words = match(part for part in query.words if not is_unspaced(part.text))
        found = set(self._named_places(query, where, most))
        if words is not None:
            found.update(self._matches(words, within, most))
        else:
            begun = where.copy()
            self._leave_out(begun, query)
            found.update(self._matches(match(query.words) or "", begun, most))
            if most >= 0:
                newest = "SELECT id FROM feedback ORDER BY said_on DESC, id DESC LIMIT {}"
                within.add(f"f.id IN ({newest})", READ)
            found.update(self._newest(within, most))
        return sorted(found, reverse=True)

    def _named_places(self, query: Query, where: Where, most: int) -> list[int]:
        """Return the places of what was said by whom all the words name, newest first."""
        names = self.named(query.words, most=EVERY_NAME if most < 0 else FEW_NAMES)
        found: set[int] = set()
        for table in ("person", "organisation"):
            if names[table]:
                theirs = where.copy()
                theirs.few = True
                theirs.add(f"f.{table}_id IN {{}}", names[table])
                self._leave_out(theirs, query)
                found.update(self._newest(theirs, most))
        return sorted(found, reverse=True)

    @staticmethod
    def _leave_out(where: Where, query: Query) -> None:
        """Add the conditions that leave out what has words it must not have."""
        spaced = [piece(part) for part in query.without if not is_unspaced(part.text)]
        if spaced:
            where.add(_NOT_MATCHED, KEYS - 1, " OR ".join(spaced))
        for part in query.without:
            if is_unspaced(part.text):
                where.add("instr(f.text, {}) = 0", part.text)

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
