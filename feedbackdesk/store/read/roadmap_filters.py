"""The numbers of roadmap items where only a part of what was said counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.store.customers import ALL_CUSTOMERS
from feedbackdesk.store.read.base import BaseReader, day
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from datetime import date

    from feedbackdesk.domain.evidence import EvidenceFilter

# Every feedback behind every item, once each, however many themes lead to it; an item is found
# by the theme that its signposts lead to. The sign keeps SQLite from going through all mentions
# where the lost sales, which are few, come first.
_SAID = (
    "SELECT DISTINCT leads.item_id AS item_id, f.id AS id, f.account AS account,"
    " f.said_on AS said_on{loss} FROM {first} JOIN theme t ON t.id = m.theme_id"
    " JOIN (SELECT DISTINCT it.item_id AS item_id, coalesce(linked.root_id, linked.id) AS root_id"
    " FROM item_theme it JOIN theme linked ON linked.id = it.theme_id) AS leads"
    " ON leads.root_id = coalesce(t.root_id, t.id){where}"
)
_ALL = "mention m JOIN feedback f ON f.id = m.feedback_id"
_LOSSES = "loss l JOIN feedback f ON f.id = +l.feedback_id JOIN mention m ON m.feedback_id = f.id"
_LOSS = ", l.id AS loss_id, l.value AS value"
_IS_CUSTOMER = f"f.account IN (SELECT account FROM ({ALL_CUSTOMERS}) AS c)"
_COUNTED = (
    "SELECT item_id, count(DISTINCT account) AS requests, count(*) AS mentions,"
    " min(said_on) AS first_on, count(DISTINCT CASE WHEN said_on >= :since AND said_on <= :today"
    " THEN account END) AS momentum FROM ({said}) AS said GROUP BY item_id"
)
_SALES = (
    "SELECT item_id, count(DISTINCT account) AS number, sum(coalesce(value, 0)) AS value"
    " FROM ({said}) AS said GROUP BY item_id"
)
_WORTH = (
    "SELECT asked.item_id AS item_id, sum(c.value) AS value FROM"
    " (SELECT DISTINCT item_id, account FROM ({said}) AS said) AS asked"
    " JOIN account_value c ON c.account = asked.account GROUP BY asked.item_id"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one item; money in hundredths."""

    requests: int
    mentions: int
    first_on: date | None
    momentum: int
    value: int
    lost: int
    lost_value: int


class RoadmapFilterReader(BaseReader):
    """What stands behind the items, where not everything counts."""

    def counted(
        self, only: EvidenceFilter, year: date, since: date, today: date
    ) -> dict[int, Counted]:
        """Return the numbers of the items that something behind them counts for, by their keys.

        `year` is the first day of this year; momentum counts from `since` to `today`.
        """
        parts = []
        facts: dict[str, object] = {}
        if only.customers:
            parts.append(_IS_CUSTOMER)
        if only.this_year:
            parts.append("m.said_on >= :year")
            facts["year"] = year.isoformat()
        where = f" WHERE {' AND '.join(parts)}" if parts else ""
        sales = _SAID.format(loss=_LOSS, first=_LOSSES, where=where)
        said = sales if only.lost else _SAID.format(loss="", first=_ALL, where=where)
        lost = {row.item_id: row for row in self._all(sql(_SALES.format(said=sales)), **facts)}
        worth = {
            row.item_id: row.value for row in self._all(sql(_WORTH.format(said=said)), **facts)
        }
        rows = self._all(
            sql(_COUNTED.format(said=said)),
            since=since.isoformat(),
            today=today.isoformat(),
            **facts,
        )
        return {
            row.item_id: Counted(
                requests=row.requests,
                mentions=row.mentions,
                first_on=day(row.first_on),
                momentum=row.momentum,
                value=worth.get(row.item_id, 0),
                lost=lost[row.item_id].number if row.item_id in lost else 0,
                lost_value=lost[row.item_id].value if row.item_id in lost else 0,
            )
            for row in rows
        }
