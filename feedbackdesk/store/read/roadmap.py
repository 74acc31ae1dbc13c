"""Questions about the roadmap: items, their numbers, and the evidence behind them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.rows import Evidence, Item
from feedbackdesk.domain.words import Channel, ItemStage, Kind, PersonStage
from feedbackdesk.store.read.base import SPEAKER, BaseReader, day
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

# Every mention behind an item: through its themes, and whatever was merged into them.
BEHIND = (
    "item_theme it JOIN theme linked ON linked.id = it.theme_id"
    " JOIN theme t ON t.id = coalesce(linked.root_id, linked.id)"
    " OR t.root_id = coalesce(linked.root_id, linked.id)"
    " JOIN mention m ON m.theme_id = t.id JOIN feedback f ON f.id = m.feedback_id"
)
_ITEMS = (
    "SELECT i.id, i.title, i.key, i.stage, i.stage_on, i.effort, i.target, i.pinned,"
    " i.description, i.why, coalesce(y.requests, 0) AS requests,"
    " coalesce(y.mentions, 0) AS mentions, coalesce(y.lost, 0) AS lost,"
    " coalesce(y.lost_value, 0) AS lost_value, coalesce(y.value, 0) AS value"
    " FROM item i LEFT JOIN item_tally y ON y.item_id = i.id"
)
# The day of a theme's oldest mention is one step into the index, however much was said.
_THEMES = (
    "SELECT it.item_id, coalesce(t.root_id, t.id) AS theme_id, root.name,"
    " (SELECT min(first_on) FROM (SELECT (SELECT min(m.said_on) FROM mention m"
    "  WHERE m.theme_id = other.id) AS first_on FROM theme other"
    "  WHERE other.id = root.id OR other.root_id = root.id)) AS first_on"
    " FROM item_theme it JOIN theme t ON t.id = it.theme_id"
    " JOIN theme root ON root.id = coalesce(t.root_id, t.id) {where} ORDER BY it.item_id, it.id"
)
_ALL_THEMES = sql(_THEMES.format(where=""))
_ITS_THEMES = sql(_THEMES.format(where="WHERE it.item_id = :key"))
# How many accounts were last heard in some days is counted within an index.
_HEARD = sql(
    "SELECT i.id, (SELECT count(*) FROM item_account a WHERE a.item_id = i.id"
    " AND a.last_on >= :since AND a.last_on <= :today) AS number FROM item i"
)
# The day an account was last heard may be one to come; then an earlier one may count.
_AHEAD = sql(
    "SELECT i.id FROM item i WHERE EXISTS"
    " (SELECT 1 FROM item_account a WHERE a.item_id = i.id AND a.last_on > :today)"
)
_HEARD_BEHIND = sql(
    f"SELECT it.item_id, count(DISTINCT f.account) AS number FROM {BEHIND}"
    " WHERE it.item_id IN :ids AND m.said_on >= :since AND m.said_on <= :today"
    " GROUP BY it.item_id"
)
_EVIDENCE = sql(
    "SELECT f.id, f.account, f.said_on, f.kind, f.channel, f.text, m.quote, root.name AS theme,"
    " p.id AS who_id, p.name AS who, o.name AS organisation, f.stage,"
    " coalesce(p.may_quote, 0) AS may_quote,"
    " CASE WHEN l.id IS NOT NULL THEN l.value WHEN o.id IS NOT NULL THEN o.value"
    " ELSE p.value END AS value"
    f" FROM {BEHIND} JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
    f"{SPEAKER} LEFT JOIN loss l ON l.feedback_id = f.id"
    " WHERE it.item_id = :item"
    " ORDER BY f.said_on DESC, f.id DESC, m.quote IS NULL, m.theme_id <> root.id, m.id"
)
# What is said behind every item, without the words: the best are chosen in Python, which
# takes half the time of three window functions. `chosen` and `weight` are the better the lower.
_SAID = sql(
    "SELECT it.item_id, m.id AS mention_id, f.id AS feedback_id, f.account, f.said_on,"
    " CASE WHEN coalesce(m.quote, '') <> '' THEN 0 ELSE 1 END AS chosen,"
    " CASE coalesce(m.importance, f.importance) WHEN 'critical' THEN 0 WHEN 'important' THEN 1"
    f" WHEN 'nice' THEN 3 ELSE 2 END AS weight FROM {BEHIND}{SPEAKER}"
    " WHERE :everybody = 1 OR (p.may_quote = 1 AND f.kind <> 'loss')"
)
_WORDS = sql(
    "SELECT m.id AS mention_id, f.id, f.account, f.said_on, f.kind, f.channel, m.quote,"
    " substr(f.text, 1, :length) AS text, root.name AS theme, p.id AS who_id, p.name AS who,"
    " o.name AS organisation, f.stage, coalesce(p.may_quote, 0) AS may_quote,"
    " CASE WHEN l.id IS NOT NULL THEN l.value WHEN o.id IS NOT NULL THEN o.value"
    " ELSE p.value END AS value"
    " FROM mention m JOIN feedback f ON f.id = m.feedback_id"
    " JOIN theme t ON t.id = m.theme_id JOIN theme root ON root.id = coalesce(t.root_id, t.id)"
    f"{SPEAKER} LEFT JOIN loss l ON l.feedback_id = f.id WHERE m.id IN :ids"
)
_BEHIND_ALL = sql(
    "SELECT count(DISTINCT f.account) AS accounts, count(DISTINCT f.id) AS mentions"
    f" FROM {BEHIND} WHERE it.item_id IN :ids"
)
_LOST_ALL = sql(
    "SELECT count(DISTINCT account) AS number, coalesce(sum(value), 0) AS value FROM"
    f" (SELECT DISTINCT f.account AS account, l.id, l.value AS value FROM {BEHIND}"
    " JOIN loss l ON l.feedback_id = f.id WHERE it.item_id IN :ids) AS sales"
)


class RoadmapReader(BaseReader):
    """Items and what stands behind them."""

    def items(self) -> list[Item]:
        """Return all items with their numbers as they are kept: all but momentum."""
        return self._items(self._all(sql(_ITEMS)), self._all(_ALL_THEMES))

    def item(self, key: int) -> Item | None:
        """Return one item with its kept numbers."""
        rows = self._all(sql(f"{_ITEMS} WHERE i.id = :key"), key=key)
        return next(iter(self._items(rows, self._all(_ITS_THEMES, key=key))), None)

    @staticmethod
    def _items(rows: Sequence[Row[Any]], links: Sequence[Row[Any]]) -> list[Item]:
        themes: dict[int, dict[int, str]] = {}
        first: dict[int, str] = {}
        for link in links:
            item_id, first_on = link.item_id, link.first_on
            themes.setdefault(item_id, {})[link.theme_id] = link.name
            if first_on is not None:
                first[item_id] = min(first.get(item_id, first_on), first_on)
        return [
            Item(
                id=row.id,
                title=row.title,
                key=row.key,
                stage=ItemStage(row.stage),
                stage_on=day(row.stage_on),
                requests=row.requests,
                mentions=row.mentions,
                value=row.value,
                lost=row.lost,
                lost_value=row.lost_value,
                first_on=day(first.get(row.id)),
                effort=row.effort,
                target=row.target,
                pinned=row.pinned,
                description=row.description,
                why=row.why,
                themes=tuple(themes.get(row.id, {}).values()),
                theme_ids=tuple(themes.get(row.id, {})),
            )
            for row in rows
        ]

    def momentum(self, since: str, today: str) -> dict[int, int]:
        """Return how many accounts each item was asked for by, from a day to another."""
        number = {row.id: row.number for row in self._all(_HEARD, since=since, today=today)}
        if ahead := self._ids(_AHEAD, today=today):
            number |= dict.fromkeys(ahead, 0)
            rows = self._all(_HEARD_BEHIND, ids=ahead, since=since, today=today)
            number |= {row.item_id: row.number for row in rows}
        return number

    def evidence(self, item_id: int) -> list[Evidence]:
        """Return every mention behind an item, the newest first."""
        return [_evidence(row) for row in self._all(_EVIDENCE, item=item_id)]

    def best_evidence(
        self, number: int, *, quotable: bool = False, length: int = 2_000
    ) -> dict[int, list[Evidence]]:
        """Return the first few words worth quoting behind every item, the best first.

        The quotes chosen by hand come first, then what matters most, then the newest.
        At most `number` an item, each feedback once, every account once before any twice;
        of a long text the first `length` characters. With `quotable` only the words of
        people who agreed to be quoted, and none of a lost sale.
        """
        said: dict[int, list[Row[Any]]] = {}
        for row in self._all(_SAID, everybody=int(not quotable)):
            said.setdefault(row.item_id, []).append(row)
        best = {item_id: _best(rows, number) for item_id, rows in said.items()}
        wanted = sorted({key for keys in best.values() for key in keys})
        words: dict[int, Evidence] = {}
        for start in range(0, len(wanted), 10_000):
            some = wanted[start : start + 10_000]
            words |= {
                row.mention_id: _evidence(row) for row in self._all(_WORDS, ids=some, length=length)
            }
        return {item_id: [words[key] for key in keys] for item_id, keys in best.items()}

    def behind_all(self, item_ids: Sequence[int]) -> tuple[int, int, int, int]:
        """Return what stands behind items together, each counted once.

        Accounts, feedbacks, accounts with a lost sale, and those sales' value.
        """
        if not item_ids:
            return (0, 0, 0, 0)
        asked = self._all(_BEHIND_ALL, ids=list(item_ids))[0]
        lost = self._all(_LOST_ALL, ids=list(item_ids))[0]
        return (asked.accounts, asked.mentions, lost.number, lost.value)

    def private_names(self) -> tuple[list[str], list[str]]:
        """Return every person's name; and every organisation's and competitor's."""
        people = self._all(sql("SELECT DISTINCT name FROM person"))
        firms = self._all(
            sql(
                "SELECT name FROM organisation UNION"
                " SELECT competitor FROM loss WHERE competitor IS NOT NULL"
            )
        )
        return [row[0] for row in people], [row[0] for row in firms]

    def items_with_key(self, key: str) -> list[int]:
        """Return the items of a title."""
        return self._ids(sql("SELECT id FROM item WHERE key = :key ORDER BY id"), key=key)

    def links_of(self, item_id: int, theme_id: int) -> list[int]:
        """Return the links that tie an item to a theme, through signposts too."""
        return self._ids(
            sql(
                "SELECT it.id FROM item_theme it JOIN theme t ON t.id = it.theme_id"
                " WHERE it.item_id = :item AND (t.id = :theme OR t.root_id = :theme)"
            ),
            item=item_id,
            theme=theme_id,
        )

    def last_ranking(self) -> dict[int, int] | None:
        """Return the ranks of the last print by the item's key; None before the first."""
        row = self._first(sql("SELECT ranking FROM print_run ORDER BY id DESC LIMIT 1"))
        return {int(key): rank for key, rank in json.loads(row[0]).items()} if row else None


def _best(rows: list[Row[Any]], number: int) -> list[int]:
    """Return the mentions to quote first of those behind one item."""
    rows.sort(key=lambda row: (row.said_on, row.feedback_id, -row.mention_id), reverse=True)
    rows.sort(key=lambda row: (row.chosen, row.weight))
    turns: list[list[int]] = [[] for _ in range(number)]
    heard: set[int] = set()
    turn_of: dict[str, int] = {}
    for row in rows:
        turn = turn_of.get(row.account, 0)
        if turn < number and row.feedback_id not in heard:
            heard.add(row.feedback_id)
            turn_of[row.account] = turn + 1
            turns[turn].append(row.mention_id)
        if len(turns[0]) == number:
            break
    return [key for turn in turns for key in turn][:number]


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        feedback_id=row.id,
        account=row.account,
        on=date.fromisoformat(row.said_on),
        kind=Kind(row.kind),
        channel=Channel(row.channel),
        text=row.text,
        quote=row.quote,
        theme=row.theme,
        who_id=row.who_id,
        who=row.who,
        organisation=row.organisation,
        stage=PersonStage(row.stage) if row.stage else None,
        value=row.value,
        may_quote=bool(row.may_quote),
    )
