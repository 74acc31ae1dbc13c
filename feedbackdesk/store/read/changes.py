"""Questions about what a step changed, and about rows that are gone."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.log import LoggedChange
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.schema import LOGGED, logged_columns
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

_CHANGES = sql("SELECT * FROM change WHERE step_id = :step ORDER BY id LIMIT :limit")
_HOW_MANY = sql("SELECT count(*) FROM change WHERE step_id = :step")
_SINCE = sql(
    "SELECT verb, before FROM change WHERE row_id = :key AND table_name = :table"
    " AND id > :change AND before IS NOT NULL ORDER BY id"
)
_DELETED = sql(
    "SELECT s.at, c.before FROM change c JOIN step s ON s.id = c.step_id"
    " WHERE c.row_id = :key AND c.table_name = :table AND c.verb = 'delete'"
    " ORDER BY c.id DESC LIMIT 1"
)

_BY_MERGING = sql(
    "SELECT c.before, c.after FROM change c"
    " WHERE c.row_id = :key AND c.table_name = :table AND c.verb = 'update' AND EXISTS"
    " (SELECT 1 FROM change m WHERE m.step_id = c.step_id AND m.table_name = :table"
    "  AND m.verb = 'update' AND m.after LIKE '%\"merged_into\":%') ORDER BY c.id"
)


_MERGED = sql(
    "SELECT max(step_id) FROM change WHERE row_id = :key AND table_name = :table"
    " AND verb = 'update' AND json_extract(after, '$.merged_into') IS NOT NULL"
)
# What had no organisation and was given one since a step, other than by the owner's hand. Where
# one was written on it by hand since then, and that was not taken back, it was not taken along.
_TAKEN_ALONG = sql(
    "SELECT f.id, o.id AS organisation_id, coalesce(o.root_id, o.id) AS root_id FROM feedback f"
    " JOIN organisation o ON o.id = f.organisation_id WHERE f.person_id IN :people AND"
    " EXISTS (SELECT 1 FROM change c JOIN step s ON s.id = c.step_id"
    "  WHERE c.row_id = f.id AND c.table_name = 'feedback' AND c.verb = 'update'"
    "  AND c.step_id >= :since AND json_type(c.before, '$.organisation_id') = 'null'"
    "  AND json_extract(c.after, '$.organisation_id') IS NOT NULL AND s.label <> :by_hand)"
    " AND NOT EXISTS (SELECT 1 FROM change c JOIN step s ON s.id = c.step_id"
    "  WHERE c.row_id = f.id AND c.table_name = 'feedback' AND c.verb = 'update'"
    "  AND c.step_id >= :since AND json_type(c.after, '$.organisation_id') IS NOT NULL"
    "  AND s.label = :by_hand AND s.kind <> 'undo' AND s.undone_by IS NULL)"
)


class ChangesReader(BaseReader):
    """The changes of a step, with the rows as they were."""

    def changes_of(self, step_id: int, limit: int) -> tuple[list[LoggedChange], int]:
        """Return the first changes of a step, and how many it has."""
        rows = self._all(_CHANGES, step=step_id, limit=limit)
        return [self._logged(row) for row in rows], self._number(_HOW_MANY, step=step_id)

    def logged_change(self, change_id: int) -> LoggedChange | None:
        """Return one change of the log."""
        row = self._first(sql("SELECT * FROM change WHERE id = :id"), id=change_id)
        return None if row is None else self._logged(row)

    def is_there(self, table: str, key: int) -> bool:
        """Whether a row exists now."""
        return (
            self._first(sql(f"SELECT 1 FROM {LOGGED[table].name} WHERE id = :key"), key=key)
            is not None
        )

    def deleted_at(self, table: str, key: int) -> datetime | None:
        """Return when a row was deleted last, if the log knows."""
        row = self._first(_DELETED, table=table, key=key)
        return None if row is None else datetime.fromisoformat(row.at)

    def last_image(self, table: str, key: int) -> dict[str, Any]:
        """Return a row as it is, or as it was when it was deleted; empty where it never was."""
        found = self._row_now(table, key)
        if not found and (row := self._first(_DELETED, table=table, key=key)):
            found = json.loads(row.before)
        return found

    def changed_by_merging(self, table: str, key: int) -> dict[str, tuple[Any, Any]]:
        """Return what merging or un-merging changed last in a row: each column before and after."""
        found: dict[str, tuple[Any, Any]] = {}
        for row in self._all(_BY_MERGING, table=table, key=key):
            before, after = json.loads(row.before), json.loads(row.after)
            found |= {name: (before[name], after[name]) for name in after}
        return found

    def merged_in_step(self, table: str, key: int) -> int:
        """Return the step in which a record was merged last; 0 where it never was."""
        return self._number(_MERGED, table=table, key=key)

    def taken_along(
        self, person_ids: Sequence[int], since: int, by_hand: str
    ) -> list[tuple[int, int, int]]:
        """Return what people said without an organisation and was given one since a step.

        Key, organisation, and where its signpost leads; not what a step of the label
        `by_hand` wrote.
        """
        rows = self._all(_TAKEN_ALONG, people=list(person_ids), since=since, by_hand=by_hand)
        return [(row.id, row.organisation_id, row.root_id) for row in rows]

    def _logged(self, row: Row[Any]) -> LoggedChange:
        before = None if row.before is None else json.loads(row.before)
        after = None if row.after is None else json.loads(row.after)
        image = before if row.verb == "delete" else self._image_after(row)
        return LoggedChange(
            row.id, row.verb, row.table_name, row.row_id, before or {}, after or {}, image or {}
        )

    def _image_after(self, change: Row[Any]) -> dict[str, Any]:
        """Return a row as a change left it: what later changes found, else as it is now.

        The log keeps only the key of a row that was added.
        """
        table, key = change.table_name, change.row_id
        image: dict[str, Any] = {}
        for later in self._all(_SINCE, table=table, key=key, change=change.id):
            image = json.loads(later.before) | image
            if later.verb == "delete":
                return image
        return self._row_now(table, key) | image

    def _row_now(self, table: str, key: int) -> dict[str, Any]:
        names = ", ".join(column.name for column in logged_columns(LOGGED[table]))
        row = self._first(sql(f"SELECT {names} FROM {table} WHERE id = :key"), key=key)
        return {} if row is None else dict(row._mapping)
