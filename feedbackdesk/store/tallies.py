"""The kept numbers: who asked for a theme or an item, counted as changes pass by.

A feedback's share is what it adds: its account, once, to each theme it mentions and to
each item those themes are linked to; and to an item also the day it was said, and the
sale that was lost. Before a change the touched feedbacks' share is taken away, after it
their share is added; what remains is written. Where a change touches the structure
(links, merges) or very many rows, the touched themes and items are counted anew as sets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from feedbackdesk.store import counted
from feedbackdesk.store.columns import SIGNPOSTS
from feedbackdesk.store.counted import ROOT
from feedbackdesk.store.customers import Customers
from feedbackdesk.store.sql import chunks, for_keys, run, sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

ShareT = TypeVar("ShareT")

_MANY = 400
"""From this many feedbacks in one change, sets are counted instead of shares."""

_SHARE = (
    f"SELECT DISTINCT f.id, f.account, {ROOT} AS root, f.said_on, l.id IS NOT NULL AS lost,"
    " coalesce(l.value, 0) AS lost_value FROM feedback f"
    " JOIN mention m ON m.feedback_id = f.id JOIN theme t ON t.id = m.theme_id"
    " LEFT JOIN loss l ON l.feedback_id = f.id WHERE f.id IN :ids"
)
_MENTIONED = sql(
    f"SELECT {ROOT} FROM mention m JOIN theme t ON t.id = m.theme_id WHERE m.feedback_id IN :ids"
)
_ROOTS = sql(f"SELECT {ROOT} FROM theme t WHERE t.id IN :ids")
_ITEMS_OF_THEMES = (
    f"SELECT it.item_id, {ROOT} AS root FROM item_theme it"
    " JOIN theme t ON t.id = it.theme_id WHERE it.theme_id IN :ids"
    " OR it.theme_id IN (SELECT id FROM theme WHERE root_id IN :ids)"
)

_ADD_TO_THEME = sql(
    "INSERT INTO theme_account (theme_id, account, number) VALUES (:owner, :account, :number)"
    " ON CONFLICT (theme_id, account)"
    " DO UPDATE SET number = theme_account.number + excluded.number RETURNING number"
)
_ADD_TO_ITEM = sql(
    "INSERT INTO item_account (item_id, account, number, last_on, lost, lost_value)"
    " VALUES (:owner, :account, :number, :heard, :lost, :lost_value)"
    " ON CONFLICT (item_id, account) DO UPDATE SET"
    " number = item_account.number + excluded.number,"
    " last_on = max(excluded.last_on, item_account.last_on),"
    " lost = item_account.lost + excluded.lost,"
    " lost_value = item_account.lost_value + excluded.lost_value"
    " RETURNING number, last_on, lost"
)
_DROP = {
    owner: sql(f"DELETE FROM {owner}_account WHERE {owner}_id = :owner AND account = :account")
    for owner in ("theme", "item")
}
_NAMES = {
    "theme": ("requests", "mentions"),
    "item": ("requests", "mentions", "lost", "lost_value", "value"),
}
_ADD_UP = {
    owner: sql(
        f"INSERT INTO {owner}_tally ({owner}_id, {', '.join(names)})"
        f" VALUES (:owner, {', '.join(f':{name}' for name in names)})"
        f" ON CONFLICT ({owner}_id) DO UPDATE SET "
        + ", ".join(f"{name} = {owner}_tally.{name} + excluded.{name}" for name in names)
    )
    for owner, names in _NAMES.items()
}

# The newest day of an account behind an item, looked for among what that account said.
_SAID_BY = {
    "o": "f.organisation_id IN (SELECT id FROM organisation WHERE id = :key OR root_id = :key)",
    "p": "f.person_id IN (SELECT id FROM person WHERE id = :key OR root_id = :key)",
    "f": "f.id = :key",
}
_LOOK_BACK = {
    sort: sql(
        "UPDATE item_account SET last_on = (SELECT max(f.said_on) FROM feedback f"
        " JOIN mention m ON m.feedback_id = f.id JOIN theme t ON t.id = m.theme_id"
        f" WHERE {said_by} AND f.account = :account AND {ROOT} IN"
        " (SELECT coalesce(linked.root_id, linked.id) FROM item_theme it"
        " JOIN theme linked ON linked.id = it.theme_id WHERE it.item_id = :owner))"
        " WHERE item_id = :owner AND account = :account"
    )
    for sort, said_by in _SAID_BY.items()
}

# One look for each item, however many accounts stand behind it.
_MORE_WORTH = sql(
    "UPDATE item_tally SET value = value + :more WHERE EXISTS (SELECT 1 FROM item_account a"
    " WHERE a.item_id = item_tally.item_id AND a.account = :account)"
)


@dataclass(slots=True)
class _Net:
    """What a change adds to an account behind an item, or takes from it."""

    number: int = 0
    lost: int = 0
    lost_value: int = 0
    heard: str = ""
    """The newest day that is added."""
    unheard: str = ""
    """The newest day that is taken away."""

    def add(self, sign: int, on: str, lost: int, lost_value: int) -> None:
        """Add a feedback's share, or take it away."""
        self.number += sign
        self.lost += sign * lost
        self.lost_value += sign * lost_value
        if sign == 1:
            self.heard = max(self.heard, on)
        else:
            self.unheard = max(self.unheard, on)


class Tallies:
    """The kept numbers of one transaction, from its first change to `settle`."""

    def __init__(self, connection: Connection) -> None:
        """Keep the numbers over a connection in a write transaction."""
        self.customers = Customers(connection)
        self._connection = connection
        self._themes: Counter[tuple[int, str]] = Counter()
        self._items: dict[tuple[int, str], _Net] = {}
        self._taken: set[int] = set()
        self._changed: set[int] = set()
        self._recount: dict[str, set[int]] = {"theme": set(), "item": set()}
        self._born: dict[int, tuple[str, str | None]] = {}
        """Feedback that is new, and unchanged since: the day, and how much it matters."""

    def born(self, feedback_id: int, said_on: str, importance: str | None) -> None:
        """Note a new feedback: it has no share yet."""
        self._taken.add(feedback_id)
        self._changed.add(feedback_id)
        self._born[feedback_id] = (said_on, importance)

    def mentioned(self, mention: Mapping[str, Any]) -> dict[str, Any]:
        """Return the derived columns of a new mention of a feedback that is new itself.

        Empty for one that was there before: then they are set with those of all its mentions.
        """
        if (said := self._born.get(mention["feedback_id"])) is None:
            return {}
        said_on, importance = said
        own = mention.get("importance") or importance
        return {"said_on": said_on, "weight": counted.weight_of(mention.get("quote"), own)}

    def unborn(self, feedback_ids: Iterable[Any]) -> None:
        """Note that feedback or a mention of it changes: what is derived of it is set anew."""
        for feedback_id in feedback_ids:
            self._born.pop(feedback_id, None)

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
        self._share(fresh, -1)

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
            self._share(self._taken, +1)
        if untaken := self._changed - self._taken:
            self._note_owners(untaken)
        self._write_themes()
        self._write_items()
        # Only now: what was written above counts accounts with what they were worth before.
        self._follow_values()
        for owner, ids in self._recount.items():
            for some in chunks(ids):
                counted.count(self._connection, owner, some)

    def rebuild(self) -> None:
        """Set and count everything anew."""
        for table in SIGNPOSTS:
            self.merged(table)
        self._derive(row.id for row in self._connection.execute(sql("SELECT id FROM feedback")))
        self.count()

    def count(self) -> None:
        """Count everything anew."""
        self.customers.count()
        for owner in self._recount:
            counted.count(self._connection, owner)

    def differences(self) -> list[str]:
        """Return what is kept and not what the tables say: nothing, if all is well."""
        return counted.differences(self._connection)

    def _derive(self, feedback_ids: Iterable[int]) -> None:
        everything = list(feedback_ids)
        for ids in chunks(everything):
            for_keys(self._connection, counted.DERIVE_FEEDBACK, ids)
        for ids in chunks(one for one in everything if one not in self._born):
            for_keys(self._connection, counted.DERIVE_MENTIONS, ids)

    def _roots(self, themes: Collection[int]) -> set[int]:
        return {
            row[0]
            for ids in chunks(themes)
            for row in self._connection.execute(_ROOTS, {"ids": ids})
        }

    def _items_of(self, roots: Collection[int]) -> list[tuple[int, int]]:
        return [
            (row.item_id, row.root)
            for themes in chunks(roots)
            for row in for_keys(self._connection, _ITEMS_OF_THEMES, themes)
        ]

    def _share(self, feedback_ids: Collection[int], sign: int) -> None:
        shares = [
            row for ids in chunks(feedback_ids) for row in for_keys(self._connection, _SHARE, ids)
        ]
        if not shares:
            return
        items: dict[int, list[int]] = {}
        for item, root in self._items_of({share.root for share in shares}):
            items.setdefault(root, []).append(item)
        seen: set[tuple[int, int]] = set()
        for share in shares:
            self._themes[share.root, share.account] += sign
            for item in items.get(share.root, ()):
                # An item's mentions are distinct feedbacks, however many themes lead to it.
                if (share.id, item) not in seen:
                    seen.add((share.id, item))
                    net = self._items.setdefault((item, share.account), _Net())
                    net.add(sign, share.said_on, share.lost, share.lost_value)

    def _note_owners(self, feedback_ids: Collection[int]) -> None:
        roots = {
            row[0]
            for ids in chunks(feedback_ids)
            for row in self._connection.execute(_MENTIONED, {"ids": ids})
        }
        self._recount["theme"] |= roots
        self._recount["item"].update(item for item, _root in self._items_of(roots))

    def _write_themes(self) -> None:
        sums: dict[int, Counter[str]] = {}
        for theme, account, number in self._to_write("theme", self._themes):
            key = {"owner": theme, "account": account}
            now = run(self._connection, _ADD_TO_THEME, key | {"number": number}).scalar_one()
            tally = sums.setdefault(theme, Counter())
            tally["mentions"] += number
            tally["requests"] += _more(now, number)
            if now == 0:
                run(self._connection, _DROP["theme"], key)
        self._add_up("theme", sums)

    def _write_items(self) -> None:
        sums: dict[int, Counter[str]] = {}
        for item, account, net in self._to_write("item", self._items):
            key = {"owner": item, "account": account}
            now = run(
                self._connection,
                _ADD_TO_ITEM,
                {
                    **key,
                    "number": net.number,
                    "heard": net.heard,
                    "lost": net.lost,
                    "lost_value": net.lost_value,
                },
            ).one()
            tally = sums.setdefault(item, Counter())
            tally["mentions"] += net.number
            tally["lost"] += _more(now.lost, net.lost)
            tally["lost_value"] += net.lost_value
            if more := _more(now.number, net.number):
                tally["requests"] += more
                tally["value"] += more * self.customers.worth(account)
            if now.number == 0:
                run(self._connection, _DROP["item"], key)
            elif net.heard != net.unheard == now.last_on:
                self._connection.execute(_LOOK_BACK[account[0]], {**key, "key": int(account[1:])})
        self._add_up("item", sums)

    def _to_write(
        self, owner: str, shares: Mapping[tuple[int, str], ShareT]
    ) -> Iterator[tuple[int, str, ShareT]]:
        """Yield an account's share behind each owner but those that are counted anew after this."""
        for (key, account), share in shares.items():
            if key not in self._recount[owner]:
                yield key, account, share

    def _add_up(self, owner: str, sums: dict[int, Counter[str]]) -> None:
        names = _NAMES[owner]
        for key, tally in sums.items():
            run(
                self._connection,
                _ADD_UP[owner],
                {"owner": key, **{name: tally[name] for name in names}},
            )

    def _follow_values(self) -> None:
        differing = self.customers.settle()
        if len(differing) > _MANY:
            counted.count_values(self._connection)
            return
        for account, more in differing.items():
            run(self._connection, _MORE_WORTH, {"account": account, "more": more})


def _more(now: int, change: int) -> int:
    """Return 1 where a number that changed was 0, -1 where it is 0 now, and else 0."""
    return (now > 0) - (now - change > 0)
