"""The kept numbers: who asked for a theme or an item, counted as changes pass by.

A feedback's share is what it adds: its account, once, to each theme it mentions and to
each item those themes are linked to. Before a change the touched feedbacks' share is
taken away, after it their share is added; what remains is written. Where a change
touches the structure (links, merges) or very many rows, the touched themes and items
are counted anew as sets.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection

T = TypeVar("T")

_MANY = 400
"""From this many feedbacks in one change, sets are counted instead of shares."""

_CHUNK = 10_000

# A merged theme counts for the one its signposts lead to.
_ROOT = "coalesce(t.root_id, t.id)"

_SHARE = sql(
    f"SELECT DISTINCT f.id, f.account, {_ROOT} FROM feedback f"
    " JOIN mention m ON m.feedback_id = f.id JOIN theme t ON t.id = m.theme_id"
    " WHERE f.id IN :ids"
)

_MENTIONED = sql(
    f"SELECT DISTINCT {_ROOT} FROM mention m JOIN theme t ON t.id = m.theme_id"
    " WHERE m.feedback_id IN :ids"
)

_ROOTS = sql(f"SELECT {_ROOT} FROM theme t WHERE t.id IN :ids")

_ITEMS_OF_THEMES = sql(
    f"SELECT DISTINCT it.item_id, {_ROOT} FROM item_theme it JOIN theme t ON t.id = it.theme_id"
    " WHERE it.theme_id IN :themes"
    " OR it.theme_id IN (SELECT id FROM theme WHERE root_id IN :themes)"
)

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
_DERIVE = (
    sql(f"UPDATE feedback SET account = {_ACCOUNT}, in_inbox = {_IN_INBOX} WHERE id IN :ids"),
    sql(
        "UPDATE mention SET said_on = (SELECT said_on FROM feedback WHERE id = feedback_id)"
        " WHERE feedback_id IN :ids"
    ),
)

# What _DERIVE and `merged` say, where the kept column says something else.
_DERIVED = (
    "SELECT 'said_on of mention', m.id FROM mention m JOIN feedback f ON f.id = m.feedback_id"
    " WHERE m.said_on IS NOT f.said_on",
    f"SELECT 'account of feedback', id FROM feedback WHERE account IS NOT {_ACCOUNT}",
    f"SELECT 'in_inbox of feedback', id FROM feedback WHERE in_inbox <> {_IN_INBOX}",
    *(
        f"SELECT 'root_id of {table}', s.id FROM {table} s"
        f" LEFT JOIN {table} above ON above.id = s.merged_into"
        " WHERE s.root_id IS NOT coalesce(above.root_id, above.id)"
        for table in ("theme", "person", "organisation")
    ),
)

_ADD = {
    owner: sql(
        f"INSERT INTO {owner}_account ({owner}_id, account, number)"
        " VALUES (:owner, :account, :number)"
        f" ON CONFLICT ({owner}_id, account)"
        f" DO UPDATE SET number = {owner}_account.number + excluded.number RETURNING number"
    )
    for owner in ("theme", "item")
}
_DROP = {
    owner: sql(f"DELETE FROM {owner}_account WHERE {owner}_id = :owner AND account = :account")
    for owner in ("theme", "item")
}
_TALLY = {
    owner: sql(
        f"INSERT INTO {owner}_tally ({owner}_id, requests, mentions)"
        " VALUES (:owner, :requests, :mentions)"
        f" ON CONFLICT ({owner}_id) DO UPDATE SET"
        f" requests = {owner}_tally.requests + excluded.requests,"
        f" mentions = {owner}_tally.mentions + excluded.mentions"
    )
    for owner in ("theme", "item")
}

# Whose feedback stands behind a theme or item, counted from the tables that are logged.
_COUNTED = {
    "theme": (
        f"SELECT {_ROOT} AS owner, f.account AS account, count(DISTINCT f.id) AS number"
        " FROM theme t JOIN mention m ON m.theme_id = t.id JOIN feedback f ON f.id = m.feedback_id"
        " {where} GROUP BY 1, 2"
    ),
    "item": (
        "SELECT it.item_id AS owner, f.account AS account, count(DISTINCT f.id) AS number"
        " FROM item_theme it JOIN theme linked ON linked.id = it.theme_id"
        " JOIN theme t ON t.id = coalesce(linked.root_id, linked.id)"
        " OR t.root_id = coalesce(linked.root_id, linked.id)"
        " JOIN mention m ON m.theme_id = t.id JOIN feedback f ON f.id = m.feedback_id"
        " {where} GROUP BY 1, 2"
    ),
}
_WHERE_SOME = {
    "theme": "WHERE (t.id IN :owners AND t.root_id IS NULL) OR t.root_id IN :owners",
    "item": "WHERE it.item_id IN :owners",
}


def chunks(ids: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """Yield the keys in lists short enough for one statement."""
    everything = list(ids)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


class Tallies:
    """The kept numbers of one transaction, from its first change to `settle`."""

    def __init__(self, connection: Connection) -> None:
        """Keep the numbers over a connection in a write transaction."""
        self._connection = connection
        self._net: dict[str, Counter[tuple[int, str]]] = {"theme": Counter(), "item": Counter()}
        self._taken: set[int] = set()
        self._changed: set[int] = set()
        self._recount: dict[str, set[int]] = {"theme": set(), "item": set()}

    def born(self, feedback_id: int) -> None:
        """Note a new feedback: it has no share yet."""
        self._taken.add(feedback_id)
        self._changed.add(feedback_id)

    def before(self, feedback_ids: Collection[int]) -> None:
        """Take away the share of feedbacks that are about to change, once each."""
        fresh = set(feedback_ids) - self._changed
        if not fresh:
            return
        self._changed |= fresh
        if len(fresh) > _MANY:
            self._note_owners(fresh)
            return
        self._taken |= fresh
        self._count(fresh, -1)

    def structure(self, *, themes: Collection[int] = (), items: Collection[int] = ()) -> None:
        """Note themes and items whose links or signposts change; call before and after."""
        self._recount["item"].update(items)
        if themes:
            roots = self._roots(themes)
            self._recount["theme"].update(themes, roots)
            self._recount["item"].update(item for item, _root in self._items_of(roots))

    def merged(self, table: str) -> None:
        """Follow the signposts of a table anew, after one was put up or taken away."""
        rows = self._connection.execute(
            sql(f"SELECT id, merged_into, root_id FROM {table} WHERE merged_into IS NOT NULL"
                 " OR root_id IS NOT NULL")
        ).all()  # fmt: skip
        target = {row.id: row.merged_into for row in rows if row.merged_into is not None}
        for row in rows:
            root, seen = target.get(row.id), {row.id}
            while root in target and root not in seen:
                seen.add(root)
                root = target[root]
            if root != row.root_id:
                self._connection.execute(
                    sql(f"UPDATE {table} SET root_id = :root WHERE id = :id"),
                    {"root": root, "id": row.id},
                )

    def settle(self) -> None:
        """Write what the changes of the transaction add up to."""
        self._derive(self._changed)
        if len(self._taken) > _MANY:
            self._note_owners(self._taken)
        elif self._taken:
            self._count(self._taken, +1)
        if untaken := self._changed - self._taken:
            self._note_owners(untaken)
        for owner in ("theme", "item"):
            self._write(owner)
            for some in chunks(self._recount[owner]):
                self.recount(owner, some)
        self._net = {"theme": Counter(), "item": Counter()}
        self._taken, self._changed = set(), set()
        self._recount = {"theme": set(), "item": set()}

    def rebuild(self) -> None:
        """Count everything anew."""
        for table in ("theme", "person", "organisation"):
            self.merged(table)
        ids = [row.id for row in self._connection.execute(sql("SELECT id FROM feedback"))]
        self._derive(ids)
        for owner in ("theme", "item"):
            self.recount(owner, None)

    def recount(self, owner: str, ids: Collection[int] | None) -> None:
        """Count themes or items as sets: those named, or all of them."""
        some: dict[str, Any] = {} if ids is None else {"owners": list(ids)}
        where = "" if ids is None else f"WHERE {owner}_id IN :owners"
        counted = _COUNTED[owner].format(where="" if ids is None else _WHERE_SOME[owner])
        for statement in (
            f"DELETE FROM {owner}_account {where}",
            f"DELETE FROM {owner}_tally {where}",
            f"INSERT INTO {owner}_account ({owner}_id, account, number) {counted}",
            f"INSERT INTO {owner}_tally ({owner}_id, requests, mentions)"
            f" SELECT {owner}_id, count(*), sum(number) FROM {owner}_account {where}"
            f" GROUP BY {owner}_id",
        ):
            self._connection.execute(sql(statement), some if ":owners" in statement else {})

    def differences(self) -> list[str]:
        """Return what is kept and not what the tables say: nothing, if all is well."""
        found = [
            f"{row[0]} {row[1]}"
            for statement in _DERIVED
            for row in self._connection.execute(sql(statement))
        ]
        for owner in ("theme", "item"):
            kept = {
                (row[0], row[1]): row[2]
                for row in self._connection.execute(
                    sql(f"SELECT {owner}_id, account, number FROM {owner}_account")
                )
            }
            true = {
                (row[0], row[1]): row[2]
                for row in self._connection.execute(sql(_COUNTED[owner].format(where="")))
            }
            found += [f"{owner}_account {key}" for key in kept.keys() ^ true.keys()]
            found += [f"{owner}_account {key}" for key in kept if true.get(key, 0) != kept[key]]
            tallies = {
                row[0]: (row[1], row[2])
                for row in self._connection.execute(
                    sql(f"SELECT {owner}_id, requests, mentions FROM {owner}_tally"
                         " WHERE mentions <> 0 OR requests <> 0")
                )
            }  # fmt: skip
            sums: dict[int, tuple[int, int]] = {}
            for (key, _account), number in true.items():
                requests, mentions = sums.get(key, (0, 0))
                sums[key] = (requests + 1, mentions + number)
            found += [
                f"{owner}_tally {key}"
                for key in tallies.keys() | sums.keys()
                if tallies.get(key) != sums.get(key)
            ]
        return sorted(set(found))

    def _derive(self, feedback_ids: Iterable[int]) -> None:
        for ids in chunks(feedback_ids):
            for statement in _DERIVE:
                self._connection.execute(statement, {"ids": ids})

    def _roots(self, themes: Collection[int]) -> set[int]:
        return {
            row[0]
            for ids in chunks(themes)
            for row in self._connection.execute(_ROOTS, {"ids": ids})
        }

    def _items_of(self, roots: Collection[int]) -> list[tuple[int, int]]:
        return [
            (row[0], row[1])
            for themes in chunks(roots)
            for row in self._connection.execute(_ITEMS_OF_THEMES, {"themes": themes})
        ]

    def _shares(self, feedback_ids: Collection[int]) -> list[tuple[int, str, int]]:
        return [
            (row[0], row[1], row[2])
            for ids in chunks(feedback_ids)
            for row in self._connection.execute(_SHARE, {"ids": ids})
        ]

    def _count(self, feedback_ids: Collection[int], sign: int) -> None:
        shares = self._shares(feedback_ids)
        if not shares:
            return
        items: dict[int, list[int]] = {}
        for item, root in self._items_of({root for _id, _account, root in shares}):
            items.setdefault(root, []).append(item)
        behind: set[tuple[int, str, int]] = set()
        for feedback_id, account, root in shares:
            self._net["theme"][root, account] += sign
            # An item's mentions are distinct feedbacks, however many themes lead to it.
            behind.update((feedback_id, account, item) for item in items.get(root, ()))
        for _feedback_id, account, item in behind:
            self._net["item"][item, account] += sign

    def _note_owners(self, feedback_ids: Collection[int]) -> None:
        roots = {
            row[0]
            for ids in chunks(feedback_ids)
            for row in self._connection.execute(_MENTIONED, {"ids": ids})
        }
        self._recount["theme"] |= roots
        self._recount["item"].update(item for item, _root in self._items_of(roots))

    def _write(self, owner: str) -> None:
        sums: dict[int, list[int]] = {}
        for (key, account), number in self._net[owner].items():
            if not number or key in self._recount[owner]:
                continue
            facts = {"owner": key, "account": account, "number": number}
            now = self._connection.execute(_ADD[owner], facts).scalar_one()
            tally = sums.setdefault(key, [0, 0])
            tally[1] += number
            if now == number:
                tally[0] += 1
            elif now == 0:
                tally[0] -= 1
                self._connection.execute(_DROP[owner], {"owner": key, "account": account})
        for key, (requests, mentions) in sums.items():
            self._connection.execute(
                _TALLY[owner], {"owner": key, "requests": requests, "mentions": mentions}
            )
