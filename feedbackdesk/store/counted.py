"""What is kept for speed, counted anew from the tables that are logged: all of it as sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.store.columns import SIGNPOSTS
from feedbackdesk.store.customers import CUSTOMERS
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

# A merged theme counts for the one its signposts lead to.
ROOT = "coalesce(t.root_id, t.id)"

_ACCOUNT = (
    "coalesce("
    " 'o' || (SELECT coalesce(o.root_id, o.id) FROM organisation o WHERE o.id = organisation_id),"
    " 'p' || (SELECT coalesce(p.root_id, p.id) FROM person p WHERE p.id = person_id),"
    " 'f' || id)"
)
_IN_INBOX = (
    "CASE WHEN archived = 0 AND NOT EXISTS"
    " (SELECT 1 FROM mention m WHERE m.feedback_id = feedback.id) THEN 1 ELSE 0 END"
)
_WEIGHT = (
    "CASE WHEN coalesce(quote, '') <> '' THEN 0 ELSE 4 END + CASE coalesce(importance,"
    " (SELECT f.importance FROM feedback f WHERE f.id = feedback_id))"
    " WHEN 'critical' THEN 0 WHEN 'important' THEN 1 WHEN 'nice' THEN 3 ELSE 2 END"
)
DERIVE_FEEDBACK = (
    f"UPDATE feedback SET account = {_ACCOUNT}, in_inbox = {_IN_INBOX} WHERE id IN :ids"
)
"""Sets the derived columns of feedback."""
DERIVE_MENTIONS = (
    "UPDATE mention SET said_on = (SELECT said_on FROM feedback WHERE id = feedback_id),"
    f" weight = {_WEIGHT} WHERE feedback_id IN :ids"
)
"""Sets the derived columns of the mentions of feedback."""


def weight_of(quote: str | None, importance: str | None) -> int:
    """Return what DERIVE_MENTIONS sets, for a mention that is just made."""
    matters = {"critical": 0, "important": 1, "nice": 3}
    return (0 if quote else 4) + matters.get(importance or "", 2)


# What those two and `Tallies.merged` say, where the kept column says something else.
_DERIVED = (
    "SELECT 'said_on of mention', m.id FROM mention m JOIN feedback f ON f.id = m.feedback_id"
    " WHERE m.said_on IS NOT f.said_on",
    f"SELECT 'weight of mention', id FROM mention WHERE weight IS NOT {_WEIGHT}",
    f"SELECT 'account of feedback', id FROM feedback WHERE account IS NOT {_ACCOUNT}",
    f"SELECT 'in_inbox of feedback', id FROM feedback WHERE in_inbox <> {_IN_INBOX}",
    *(
        f"SELECT 'root_id of {table}', s.id FROM {table} s"
        f" LEFT JOIN {table} above ON above.id = s.merged_into"
        " WHERE s.root_id IS NOT coalesce(above.root_id, above.id)"
        for table in SIGNPOSTS
    ),
)

# Whose feedback stands behind a theme or item: each feedback once, whatever leads to it.
_BEHIND = {
    "theme": (
        f"SELECT DISTINCT {ROOT} AS owner, m.feedback_id FROM theme t"
        " JOIN mention m ON m.theme_id = t.id {where}"
    ),
    "item": (
        "SELECT DISTINCT it.item_id AS owner, m.feedback_id FROM item_theme it"
        " JOIN theme linked ON linked.id = it.theme_id"
        " JOIN theme t ON t.id = coalesce(linked.root_id, linked.id)"
        " OR t.root_id = coalesce(linked.root_id, linked.id)"
        " JOIN mention m ON m.theme_id = t.id {where}"
    ),
}
_ACCOUNTS = {
    "theme": (
        "SELECT owner, f.account, count(*) AS number FROM ({behind}) AS behind"
        " JOIN feedback f ON f.id = behind.feedback_id GROUP BY 1, 2"
    ),
    "item": (
        "SELECT owner, f.account, count(*) AS number, max(f.said_on) AS last_on,"
        " count(l.id) AS lost, coalesce(sum(l.value), 0) AS lost_value"
        " FROM ({behind}) AS behind JOIN feedback f ON f.id = behind.feedback_id"
        " LEFT JOIN loss l ON l.feedback_id = f.id GROUP BY 1, 2"
    ),
}
_WHERE_SOME = {
    "theme": "WHERE (t.id IN :owners AND t.root_id IS NULL) OR t.root_id IN :owners",
    "item": "WHERE it.item_id IN :owners",
}
_TALLIES = {
    "theme": "SELECT {owner}, count(*), sum(number) FROM {accounts} a {where} GROUP BY 1",
    "item": (
        "SELECT {owner}, count(*), sum(number), count(nullif(lost, 0)), sum(lost_value),"
        " coalesce(sum(v.value), 0) FROM {accounts} a"
        " LEFT JOIN {worth} v ON v.account = a.account {where} GROUP BY 1"
    ),
}
_COLUMNS = {
    "theme_account": "theme_id, account, number",
    "item_account": "item_id, account, number, last_on, lost, lost_value",
    "theme_tally": "theme_id, requests, mentions",
    "item_tally": "item_id, requests, mentions, lost, lost_value, value",
    "account_value": "account, value",
}
KEPT = tuple(_COLUMNS)
"""The tables with what is counted, which can be counted anew."""
_VALUES = sql(
    "UPDATE item_tally SET value = (SELECT coalesce(sum(v.value), 0) FROM item_account a"
    " JOIN account_value v ON v.account = a.account WHERE a.item_id = item_tally.item_id)"
)


def count(connection: Connection, owner: str, ids: Collection[int] | None = None) -> None:
    """Count themes or items as sets: those named, or all of them."""
    where = "" if ids is None else f"WHERE {owner}_id IN :owners"
    accounts, tally = f"{owner}_account", f"{owner}_tally"
    behind = _BEHIND[owner].format(where="" if ids is None else _WHERE_SOME[owner])
    counted = _ACCOUNTS[owner].format(behind=behind)
    sums = _TALLIES[owner].format(
        owner=f"{owner}_id", accounts=accounts, worth="account_value", where=where
    )
    some: dict[str, Any] = {} if ids is None else {"owners": list(ids)}
    for statement in (
        f"DELETE FROM {accounts} {where}",
        f"DELETE FROM {tally} {where}",
        f"INSERT INTO {accounts} ({_COLUMNS[accounts]}) {counted}",
        f"INSERT INTO {tally} ({_COLUMNS[tally]}) {sums}",
    ):
        connection.execute(sql(statement), some)


def count_values(connection: Connection) -> None:
    """Sum up what the customers behind every item are worth."""
    connection.execute(_VALUES)


def differences(connection: Connection) -> list[str]:
    """Return what is kept and not what the tables say: nothing, if all is well."""
    found = [
        f"{row[0]} {row[1]}" for statement in _DERIVED for row in connection.execute(sql(statement))
    ]
    for table, columns in _COLUMNS.items():
        kept = _rows(connection, f"SELECT {columns} FROM {table}")
        true = _rows(connection, _true(table))
        if table.endswith("tally"):  # nothing behind it: kept as noughts, or not at all
            kept = {row for row in kept if any(row[1:])}
        keys = 2 if table in {"theme_account", "item_account"} else 1
        found += [f"{table} {row[0] if keys == 1 else row[:keys]}" for row in kept ^ true]
    return sorted(set(found))


def _true(table: str) -> str:
    if table == "account_value":
        return CUSTOMERS
    owner, _, kind = table.partition("_")
    accounts = _ACCOUNTS[owner].format(behind=_BEHIND[owner].format(where=""))
    if kind == "account":
        return accounts
    return _TALLIES[owner].format(
        owner="owner", accounts=f"({accounts})", worth=f"({CUSTOMERS})", where=""
    )


def _rows(connection: Connection, statement: str) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in connection.execute(sql(statement))}
