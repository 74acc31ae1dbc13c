"""Questions about the roadmap: items, their numbers, and the evidence behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.rows import Evidence, Item
from feedbackdesk.domain.words import Channel, ItemStage, Kind, PersonStage
from feedbackdesk.store.read.base import SPEAKER, BaseReader, day
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row, TextClause

# Every mention behind an item: through its themes, and whatever was merged into them.
BEHIND = (
    "item_theme it JOIN theme linked ON linked.id = it.theme_id"
    " JOIN theme t ON t.id = coalesce(linked.root_id, linked.id)"
    " OR t.root_id = coalesce(linked.root_id, linked.id)"
    " JOIN mention m ON m.theme_id = t.id JOIN feedback f ON f.id = m.feedback_id"
)
# The order of the columns is the one in which `_items` takes them.
_ITEMS = (
    "SELECT i.id, i.title, i.stage, i.stage_on, coalesce(y.requests, 0),"
    " coalesce(y.mentions, 0), coalesce(y.value, 0), coalesce(y.lost, 0),"
    " coalesce(y.lost_value, 0), {momentum}, i.effort, i.target, i.pinned, i.description, i.why"
    " FROM item i LEFT JOIN item_tally y ON y.item_id = i.id {where}"
)
_LINKS = (
    "SELECT it.item_id, root.id, root.name FROM item_theme it JOIN theme t ON t.id = it.theme_id"
    " JOIN theme root ON root.id = coalesce(t.root_id, t.id) {where} ORDER BY it.item_id, it.id"
)
# The day of a theme's oldest mention is one step into the index, however much was said.
_FIRST = (
    "SELECT coalesce(t.root_id, t.id),"
    " min((SELECT min(m.said_on) FROM mention m WHERE m.theme_id = t.id))"
    " FROM theme t {where} GROUP BY 1"
)
_ALL = tuple(
    sql(statement.format(where="", momentum="0")) for statement in (_ITEMS, _LINKS, _FIRST)
)
_ONE = (
    sql(_ITEMS.format(where="WHERE i.id = :key", momentum="0")),
    sql(_LINKS.format(where="WHERE it.item_id = :key")),
    sql(
        _FIRST.format(
            where="JOIN (SELECT coalesce(linked.root_id, linked.id) AS id FROM item_theme it"
            " JOIN theme linked ON linked.id = it.theme_id WHERE it.item_id = :key) AS leads"
            " ON leads.id = t.id OR leads.id = t.root_id"
        )
    ),
)
# How many accounts were last heard in some days is counted within an index.
_HEARD = (
    "(SELECT count(*) FROM item_account a WHERE a.item_id = i.id"
    " AND a.last_on >= :since AND a.last_on <= :today)"
)
_ALL_HEARD = sql(_ITEMS.format(where="", momentum=_HEARD))
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
_OF_THEME = sql(
    "SELECT f.id, f.account, f.said_on, f.kind, f.channel, substr(f.text, 1, :length) AS text,"
    " m.quote, :name AS theme, p.id AS who_id, p.name AS who, o.name AS organisation, f.stage,"
    " coalesce(p.may_quote, 0) AS may_quote, l.value AS value"
    f" FROM mention m JOIN feedback f ON f.id = m.feedback_id{SPEAKER}"
    " LEFT JOIN loss l ON l.feedback_id = f.id"
    " WHERE m.theme_id IN (SELECT id FROM theme WHERE id = :theme OR root_id = :theme)"
    " ORDER BY f.said_on DESC, f.id DESC, coalesce(m.quote, '') = '', m.theme_id <> :theme, m.id"
)
_LEADS = (
    "SELECT it.item_id, t.id AS theme_id FROM item_theme it"
    " JOIN theme linked ON linked.id = it.theme_id"
    " JOIN theme t ON t.id = coalesce(linked.root_id, linked.id)"
    " OR t.root_id = coalesce(linked.root_id, linked.id)"
)
_LEADS_TO = sql(_LEADS)
# Both are answered within the index of a theme's mentions.
_MONTHS_BEHIND = sql(
    "SELECT leads.item_id, substr(m.said_on, 1, 7) AS month,"
    f" count(DISTINCT m.feedback_id) AS number FROM ({_LEADS}) AS leads"
    " JOIN mention m ON m.theme_id = leads.theme_id"
    " WHERE m.said_on >= :since AND m.said_on <= :today GROUP BY leads.item_id, month"
)
_DAYS_BEHIND = sql(
    "SELECT leads.item_id,"
    " min((SELECT min(m.said_on) FROM mention m WHERE m.theme_id = leads.theme_id)) AS first,"
    " max((SELECT max(m.said_on) FROM mention m WHERE m.theme_id = leads.theme_id)) AS last"
    f" FROM ({_LEADS}) AS leads GROUP BY leads.item_id"
)
_ASKED_FOR = sql("SELECT account, item_id FROM item_account")
# The first mentions of themes in the order in which they are quoted, without the words.
_FIRST_OF = (
    "SELECT m.theme_id, m.id AS mention_id, m.feedback_id, m.weight, m.said_on, f.account"
    " FROM mention m JOIN feedback f ON f.id = m.feedback_id WHERE m.id IN (SELECT x.id"
    " FROM theme t CROSS JOIN mention x WHERE t.id IN :ids AND x.id IN"
    " (SELECT y.id FROM mention y {only} y.theme_id = t.id"
    " ORDER BY y.weight, y.said_on DESC, y.feedback_id DESC, y.id LIMIT :most))"
)
_BEST = sql(_FIRST_OF.format(only="WHERE"))
_BEST_QUOTABLE = sql(
    _FIRST_OF.format(
        only="JOIN feedback f ON f.id = y.feedback_id"
        f"{SPEAKER} WHERE p.may_quote = 1 AND f.kind <> 'loss' AND"
    )
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
_THEMES_BEHIND = (
    "(SELECT t.id FROM theme t WHERE coalesce(t.root_id, t.id) IN"
    " (SELECT coalesce(linked.root_id, linked.id) FROM item_theme it"
    " JOIN theme linked ON linked.id = it.theme_id WHERE it.item_id IN :ids))"
)
_BEHIND_ALL = sql(
    "SELECT (SELECT count(DISTINCT a.account) FROM item_account a WHERE a.item_id IN :ids)"
    " AS accounts, (SELECT count(DISTINCT m.feedback_id) FROM mention m"
    f" WHERE m.theme_id IN {_THEMES_BEHIND}) AS mentions"
)
# The sign keeps SQLite from looking for the loss of every mention: losses are few.
_LOST_ALL = sql(
    "SELECT count(DISTINCT f.account) AS number, coalesce(sum(l.value), 0) AS value"
    " FROM loss l JOIN feedback f ON f.id = +l.feedback_id WHERE EXISTS"
    " (SELECT 1 FROM mention m WHERE m.feedback_id = f.id"
    f" AND m.theme_id IN {_THEMES_BEHIND})"
)


_STAGES = {stage.value: stage for stage in ItemStage}


class RoadmapReader(BaseReader):
    """Items and what stands behind them."""

    def items(self, heard: tuple[str, str] | None = None) -> list[Item]:
        """Return all items with their numbers as they are kept.

        Momentum is counted, from a day to another, where two are given.
        """
        items, links, first = _ALL
        if heard is None:
            return _items(self._all(items), self._all(links), self._all(first), {})
        days = {"since": heard[0], "today": heard[1]}
        return _items(
            self._all(_ALL_HEARD, **days), self._all(links), self._all(first), self._ahead(**days)
        )

    def item(self, key: int) -> Item | None:
        """Return one item with its kept numbers."""
        items, links, first = (self._all(statement, key=key) for statement in _ONE)
        return next(iter(_items(items, links, first, {})), None)

    def items_of_accounts(self, accounts: Sequence[str]) -> list[tuple[int, str]]:
        """Return the items that any of some accounts asked for, each with each of these."""
        rows = self._all(
            sql("SELECT a.item_id, a.account FROM item_account a WHERE a.account IN :accounts"),
            accounts=list(accounts),
        )
        return [(row.item_id, row.account) for row in rows]

    def _ahead(self, since: str, today: str) -> dict[int, int]:
        """Return the momentum of items that somebody asked for on a day to come."""
        ahead = self._ids(_AHEAD, today=today)
        if not ahead:
            return {}
        rows = self._all(_HEARD_BEHIND, ids=ahead, since=since, today=today)
        return dict.fromkeys(ahead, 0) | {row.item_id: row.number for row in rows}

    def evidence(self, item_id: int) -> list[Evidence]:
        """Return every mention behind an item, the newest first."""
        return [_evidence(row) for row in self._all(_EVIDENCE, item=item_id)]

    def theme_evidence(self, theme_id: int, name: str, *, length: int) -> list[Evidence]:
        """Return every mention of a theme, the newest first, and of a feedback its quotes first.

        Of a long text the first `length` characters; value is the lost sale's alone.
        """
        rows = self._all(_OF_THEME, theme=theme_id, name=name, length=length)
        return [_evidence(row) for row in rows]

    def best_evidence(
        self, number: int, *, quotable: bool = False, length: int = 2_000
    ) -> dict[int, list[Evidence]]:
        """Return the first few words worth quoting behind every item, the best first.

        The quotes chosen by hand come first, then what matters most, then the newest.
        At most `number` an item, each feedback once, every account once before any twice;
        of a long text the first `length` characters. With `quotable` only the words of
        people who agreed to be quoted, and none of a lost sale.
        """
        best = self._best(number, _BEST_QUOTABLE if quotable else _BEST)
        wanted = sorted({key for keys in best.values() for key in keys})
        words: dict[int, Evidence] = {}
        for start in range(0, len(wanted), 10_000):
            some = wanted[start : start + 10_000]
            words |= {
                row.mention_id: _evidence(row) for row in self._all(_WORDS, ids=some, length=length)
            }
        return {item_id: [words[key] for key in keys] for item_id, keys in best.items()}

    def _best(self, number: int, first_of: TextClause) -> dict[int, list[int]]:
        """Return the mentions to quote of every item.

        Of each theme the first few are read; more, where one account fills them all.
        """
        themes: dict[int, list[int]] = {}
        for row in self._all(_LEADS_TO):
            themes.setdefault(row.item_id, []).append(row.theme_id)
        best: dict[int, list[int]] = {}
        most = 4 * number
        while themes:
            wanted = {key for keys in themes.values() for key in keys}
            first = self._grouped(first_of, wanted, most=most)
            for item_id, keys in list(themes.items()):
                lists = [first[key] for key in keys if key in first]
                if (found := _best_of(lists, number, most)) is not None:
                    best[item_id] = found
                    del themes[item_id]
            most *= 8
        return {item_id: keys for item_id, keys in best.items() if keys}

    def behind_all(self, item_ids: Sequence[int]) -> tuple[int, int, int, int]:
        """Return what stands behind items together, each counted once.

        Accounts, feedbacks, accounts with a lost sale, and those sales' value.
        """
        if not item_ids:
            return (0, 0, 0, 0)
        asked = self._all(_BEHIND_ALL, ids=list(item_ids))[0]
        lost = self._all(_LOST_ALL, ids=list(item_ids))[0]
        return (asked.accounts, asked.mentions, lost.number, lost.value)

    def months_behind(self, since: str, today: str) -> dict[int, dict[str, int]]:
        """Return every item's feedbacks by month (2026-11), from a day to another."""
        found: dict[int, dict[str, int]] = {}
        for row in self._all(_MONTHS_BEHIND, since=since, today=today):
            found.setdefault(row.item_id, {})[row.month] = row.number
        return found

    def days_behind(self) -> dict[int, tuple[date, date]]:
        """Return the first and the last day on which something was said for each item."""
        return {
            row.item_id: (date.fromisoformat(row.first), date.fromisoformat(row.last))
            for row in self._all(_DAYS_BEHIND)
            if row.first is not None
        }

    def asked_for(self) -> list[tuple[str, int]]:
        """Return every account with each item that it asked for."""
        rows: Sequence[Any] = self._all(_ASKED_FOR)
        return [(account, item_id) for account, item_id in rows]

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


def _items(
    rows: Iterable[Any],
    links: Iterable[Any],
    first_days: Iterable[Any],
    ahead: dict[int, int],
) -> list[Item]:
    days: dict[int, str | None] = {row[0]: row[1] for row in first_days}
    themes: dict[int, dict[int, str]] = {}
    first: dict[int, str] = {}
    for item_id, theme_id, name in links:
        themes.setdefault(item_id, {})[theme_id] = name
        if (on := days.get(theme_id)) is not None:
            first[item_id] = min(first.get(item_id, on), on)
    return [
        Item(
            id=key,
            title=title,
            stage=_STAGES[stage],
            stage_on=day(stage_on),
            requests=requests,
            mentions=mentions,
            value=value,
            lost=lost,
            lost_value=lost_value,
            momentum=ahead.get(key, momentum),
            first_on=day(first.get(key)),
            effort=effort,
            target=target,
            pinned=pinned,
            description=description,
            why=why,
            themes=tuple(themes.get(key, {}).values()),
            theme_ids=tuple(themes.get(key, {})),
        )
        for (
            key, title, stage, stage_on, requests, mentions, value, lost, lost_value,
            momentum, effort, target, pinned, description, why,
        ) in rows
    ]  # fmt: skip


def _best_of(lists: list[list[Row[Any]]], number: int, most: int) -> list[int] | None:
    """Return the mentions to quote of those behind one item, the first `most` of each theme.

    None where what was left out of a theme could come before what is found.
    """
    rows = [row for rows in lists for row in rows]
    rows.sort(key=lambda row: (row.said_on, row.feedback_id, -row.mention_id), reverse=True)
    rows.sort(key=lambda row: row.weight)
    last = {row.theme_id: row.mention_id for row in rows}
    cut = {last[some[0].theme_id] for some in lists if len(some) >= most}
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
        if row.mention_id in cut:
            return None
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
