"""Whom and what a name means, and what is found by names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.folding import is_caseless, spaced, ways
from feedbackdesk.domain.query import PHRASE, WORD, Part
from feedbackdesk.domain.text import name_key
from feedbackdesk.store.fulltext import NAMED
from feedbackdesk.store.read.base import BaseReader, in_sight
from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MANY_NAMES = 5_000
"""How many people or themes a word stands for at most, where not all are asked for."""
EVERY_NAME = 1 << 40

TABLES = {"theme": "theme", "who": "person", "org": "organisation", "item": "item"}
"""The tables of the filters that name something."""

# Each with its key, the key of what it stands for, that one's name, and what tells it apart.
_THING = {
    "person": (
        "SELECT p.id, root.id, root.name, coalesce(firm.name, root.email, root.stage)"
        " FROM person p JOIN person root ON root.id = coalesce(p.root_id, p.id)"
        " LEFT JOIN organisation o ON o.id = root.organisation_id"
        " LEFT JOIN organisation firm ON firm.id = coalesce(o.root_id, o.id)"
        f" AND {in_sight('firm')}"
        f" WHERE p.id IN :ids AND {in_sight('root')}"
    ),
    "organisation": (
        "SELECT o.id, root.id, root.name, coalesce((SELECT group_concat(name, ', ') FROM"
        " (SELECT p.name FROM organisation s JOIN person p ON p.organisation_id = s.id"
        " WHERE (s.id = root.id OR s.root_id = root.id) AND +p.merged_into IS NULL"
        " ORDER BY sort_key(p.name), p.id LIMIT 3)), '')"
        " FROM organisation o JOIN organisation root ON root.id = coalesce(o.root_id, o.id)"
        f" WHERE o.id IN :ids AND {in_sight('root')}"
    ),
    "theme": (
        "SELECT t.id, root.id, root.name, coalesce(y.requests, 0)"
        " FROM theme t JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
        " LEFT JOIN theme_tally y ON y.theme_id = root.id WHERE t.id IN :ids"
    ),
    "item": "SELECT i.id, i.id, i.title, i.stage FROM item i WHERE i.id IN :ids",
}
_NAMED = sql("SELECT rowid FROM name_fts WHERE name_fts MATCH :query LIMIT :most")
_BEST_NAMED = sql(
    "SELECT rowid FROM name_fts WHERE name_fts MATCH :query"
    " ORDER BY bm25(name_fts, 8, 1), rowid LIMIT 1000"
)


def match(words: Iterable[Part], without: Iterable[Part] = ()) -> str | None:
    """Return the FTS5 query for words: each begins a word, a phrase stands as it is.

    Quotes, brackets and operators are searched as words, never obeyed. None without words.
    """
    every = " AND ".join(map(piece, words))
    but = " OR ".join(map(piece, without))
    if not every:
        return None
    return f"({every}) NOT ({but})" if but else every


def piece(part: Part, *, whole: bool = False) -> str:
    """Return one word or phrase as FTS5 takes it; a word as a beginning unless it is `whole`."""
    # SQLite takes a piece apart as it took the text apart, whichever Unicode it knows.
    star = "" if whole or part.name == PHRASE else "*"
    found = [f"{quoted(way)}{star}" for way in ways(part.text)]
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def quoted(folded: str) -> str:
    """Return folded words as FTS5 takes them side by side, whatever signs are among them."""
    return '"' + spaced(folded).replace('"', '""') + '"'


def _as_named(part: Part) -> Part:
    """Return a word as it names: in letters that have capitals, one or two must be a whole one."""
    short = part.name == WORD and len(part.text) < 3 and not is_caseless(part.text)
    return Part(PHRASE, part.text) if short else part


class NameReader(BaseReader):
    """People, organisations, themes and items by their names."""

    def named(self, words: Sequence[Part], *, most: int) -> dict[str, list[int]]:
        """Return whose name has all the words, with all that was merged into them, by table.

        A word of one or two letters must be a whole one, where letters have capitals.
        """
        found: dict[str, list[int]] = {name: [] for name in NAMED}
        query = match(map(_as_named, words))
        if query is None:
            return found
        for place in self._ids(_NAMED, query=f"{{name}} : ({query})", most=most):
            found[NAMED[place % 4]].append(place // 4)
        return {
            name: keys if name == "item" or not keys else self.family(name, keys)
            for name, keys in found.items()
        }

    def called(self, filter_: str, name: str) -> list[int]:
        """Return who or what a filter's name means: exactly, else whose name has all its words.

        With all that was merged into them, and what they were merged into.
        """
        table = TABLES[filter_]
        key = name_key(name)
        keys = self._ids(sql(f"SELECT id FROM {table} WHERE key = :key"), key=key)
        if table == "theme":
            keys += self._ids(sql("SELECT theme_id FROM theme_alias WHERE key = :key"), key=key)
        if not keys:
            words = [Part(WORD, word) for word in name.split() if any(map(str.isalnum, word))]
            return self.named(words, most=EVERY_NAME)[table]
        return keys if table == "item" else self.family(table, keys)

    def family(self, table: str, keys: Sequence[int]) -> list[int]:
        """Return the keys with what they were merged into, and all that was merged into that."""
        statement = sql(
            f"WITH RECURSIVE below(id) AS (SELECT coalesce(root_id, id) FROM {table}"
            f" WHERE id IN :ids UNION SELECT s.id FROM {table} s"
            " JOIN below ON s.merged_into = below.id) SELECT id FROM below"
        )
        found = (key for some in chunks(keys) for key in self._ids(statement, ids=some))
        return list(dict.fromkeys(found))

    def things(self, words: Sequence[Part], limit: int) -> dict[str, list[tuple[int, str, Any]]]:
        """Return what is named or described by words, best first: key, name and a detail.

        Keyed by table; at most `limit` of each. What was merged shows as what it is part of.
        """
        query = match(words)
        found: dict[str, list[tuple[int, str, Any]]] = {}
        places = self._ids(_BEST_NAMED, query=query) if query is not None else []
        for number, name in enumerate(NAMED):
            keys = [place // 4 for place in places if place % 4 == number]
            if keys:
                rows = {row[0]: tuple(row) for row in self._all(sql(_THING[name]), ids=keys)}
                roots = dict.fromkeys(rows[key][1] for key in keys if key in rows)
                shown = {row[1]: (row[1], row[2], row[3]) for row in rows.values()}
                found[name] = [shown[root] for root in list(roots)[:limit]]
        return found
