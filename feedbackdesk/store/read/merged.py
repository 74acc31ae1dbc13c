"""Questions about signposts: what was merged into what, of people and of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.text import name_key
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence


class MergedReader(BaseReader):
    """Records that are one, and what stands behind them."""

    def records_of(self, table: str, key: int) -> list[int]:
        """Return the keys of a record and of all merged into it, signposts before their target."""
        return self._ids(
            sql(
                "WITH RECURSIVE below(id, depth) AS (SELECT :key, 0 UNION"
                f" SELECT s.id, below.depth + 1 FROM {table} s"
                " JOIN below ON s.merged_into = below.id)"
                " SELECT id FROM below ORDER BY depth DESC, id DESC"
            ),
            key=key,
        )

    def is_counted(self, table: str, keys: Sequence[int]) -> bool:
        """Whether anything that was said, or anybody, stands behind records."""
        rests = [f"SELECT 1 FROM feedback WHERE {table}_id IN :keys"]
        if table == "organisation":
            rests.append("SELECT 1 FROM person WHERE organisation_id IN :keys")
        return self._first(sql(" UNION ALL ".join(rests) + " LIMIT 1"), keys=list(keys)) is not None

    def organisations_of(self, person_ids: Sequence[int]) -> frozenset[int]:
        """Return the organisations that records of people name, where their signposts lead."""
        return frozenset(
            self._ids(
                sql(
                    "SELECT DISTINCT coalesce(o.root_id, o.id) FROM person p"
                    " JOIN organisation o ON o.id = p.organisation_id WHERE p.id IN :ids"
                ),
                ids=list(person_ids),
            )
        )

    def merged_called(self, table: str, key: str | None) -> list[tuple[int, str, str]]:
        """Return the merged records of a name, or whose target has it: key, name, target's name.

        Without a key all of them.
        """
        which = "" if key is None else " AND (s.key = :key OR root.key = :key)"
        rows = self._all(
            sql(
                f"SELECT s.id, s.name, root.name AS root FROM {table} s JOIN {table} root"
                f" ON root.id = s.root_id WHERE s.merged_into IS NOT NULL{which}"
                " ORDER BY s.key <> :key, s.id"
            ),
            key=key,
        )
        found = [(row.id, row.name, row.root) for row in rows]
        own = [one for one in found if key is not None and name_key(one[1]) == key]
        return own or found

    def signposts_to(self, table: str, key: int) -> list[int]:
        """Return the keys of the records that were merged straight into one."""
        return self._ids(
            sql(f"SELECT id FROM {table} WHERE merged_into = :key ORDER BY id"), key=key
        )

    def root_of(self, table: str, key: int) -> int:
        """Return where a record's signposts lead: itself where it has none, 0 where it is gone."""
        return self._number(
            sql(f"SELECT coalesce(root_id, id) FROM {table} WHERE id = :key"), key=key
        )
