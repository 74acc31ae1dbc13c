"""What an account is worth: kept for all who are customers today, and followed as they change.

An organisation is a customer if it is called one, or if one of its people is; it is worth
what it is said to be, or else what its people are together. Somebody who speaks for
themself is worth their own value. Whoever was merged into another is that other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

WORTH = frozenset({"stage", "value", "organisation_id", "merged_into"})
"""The columns of people and organisations that say who is a customer, and of what worth."""

# The people of an organisation, and of all that were merged into it, are one crowd.
# The sign keeps SQLite from starting with everybody who was not merged; without the casts it
# would join without an index.
_ORGANISATIONS = (
    "SELECT CAST('o' || o.id AS TEXT) AS account, coalesce(o.value, crowd.value, 0) AS value"
    " FROM organisation o LEFT JOIN"
    " (SELECT CAST(coalesce(b.root_id, b.id) AS INTEGER) AS root_id, sum(p.value) AS value,"
    "  max(CASE WHEN p.stage = 'customer' THEN 1 ELSE 0 END) AS pays"
    "  FROM organisation b JOIN person p ON p.organisation_id = b.id"
    "  WHERE +p.merged_into IS NULL{theirs} GROUP BY 1) AS crowd ON crowd.root_id = o.id"
    " WHERE o.merged_into IS NULL AND (o.stage = 'customer' OR crowd.pays = 1){some}"
)
_ALONE = (
    "SELECT CAST('p' || p.id AS TEXT) AS account, coalesce(p.value, 0) AS value FROM person p"
    " WHERE p.merged_into IS NULL AND p.stage = 'customer'{some}"
)
ALL_CUSTOMERS = f"{_ORGANISATIONS} UNION ALL {_ALONE}".format(theirs="", some="")
"""Every account that is a customer today and its value, counted from the tables."""

CUSTOMERS = f"SELECT * FROM ({ALL_CUSTOMERS}) AS customers WHERE value <> 0"
"""Those that are worth something."""

_WORTH_NOW = {
    "o": sql(
        _ORGANISATIONS.format(
            theirs=" AND (b.id IN :ids OR b.root_id IN :ids)", some=" AND o.id IN :ids"
        )
    ),
    "p": sql(_ALONE.format(some=" AND p.id IN :ids")),
}
_KEPT = sql("SELECT account, value FROM account_value WHERE account IN :accounts")
_KEEP = sql(
    "INSERT INTO account_value (account, value) VALUES (:account, :value)"
    " ON CONFLICT (account) DO UPDATE SET value = excluded.value"
)
_FORGET = sql("DELETE FROM account_value WHERE account = :account")
_ACCOUNTS = {
    "person": sql(
        "SELECT 'p' || coalesce(p.root_id, p.id), 'o' || coalesce(o.root_id, o.id) FROM person p"
        " LEFT JOIN organisation o ON o.id = p.organisation_id WHERE p.id IN :ids"
    ),
    "organisation": sql("SELECT 'o' || coalesce(root_id, id) FROM organisation WHERE id IN :ids"),
}


class Customers:
    """What accounts are worth, through one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Keep what accounts are worth over a connection in a write transaction."""
        self._connection = connection
        self._accounts: set[str] = set()
        self._changed: dict[str, set[int]] = {table: set() for table in _ACCOUNTS}

    def change(self, table: str, keys: Collection[int]) -> None:
        """Note for whom rows count that are about to change."""
        if table in _ACCOUNTS:
            for ids in chunks(keys):
                for row in self._connection.execute(_ACCOUNTS[table], {"ids": ids}):
                    self._accounts.update(account for account in row if account is not None)

    def changed(self, table: str, keys: Collection[int]) -> None:
        """Note rows that are new, or that changed: for whom they count is looked up at the end."""
        if table in _ACCOUNTS:
            self._changed[table].update(keys)

    def worth(self, account: str) -> int:
        """Return what an account is worth, as it is kept."""
        return self._kept([account]).get(account, 0)

    def settle(self) -> dict[str, int]:
        """Write what those who were noted are worth now; return by how much each differs."""
        for table, keys in self._changed.items():
            self.change(table, keys)
            keys.clear()
        noted, self._accounts = self._accounts, set()
        differing: dict[str, int] = {}
        for accounts in chunks(noted):
            kept, now = self._kept(accounts), self._now(accounts)
            for account in accounts:
                before, value = kept.get(account, 0), now.get(account, 0)
                if value == before:
                    continue
                differing[account] = value - before
                if value:
                    self._connection.execute(_KEEP, {"account": account, "value": value})
                else:
                    self._connection.execute(_FORGET, {"account": account})
        return differing

    def count(self) -> None:
        """Count everybody anew."""
        self._connection.execute(sql("DELETE FROM account_value"))
        self._connection.execute(sql(f"INSERT INTO account_value (account, value) {CUSTOMERS}"))

    def _kept(self, accounts: Collection[str]) -> dict[str, int]:
        rows = self._connection.execute(_KEPT, {"accounts": list(accounts)})
        return {row.account: row.value for row in rows}

    def _now(self, accounts: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for sort, statement in _WORTH_NOW.items():
            ids = [int(account[1:]) for account in accounts if account.startswith(sort)]
            if ids:
                rows = self._connection.execute(statement, {"ids": ids})
                found.update((row.account, row.value) for row in rows)
        return found
