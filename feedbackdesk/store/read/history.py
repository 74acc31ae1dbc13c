"""Questions about the log: what was done, by whom, in words."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from feedbackdesk.domain.rows import HistoryEntry, Version
from feedbackdesk.domain.text import excerpt
from feedbackdesk.store.read.base import BaseReader
from feedbackdesk.store.schema import FOLLOWED, LOGGED
from feedbackdesk.store.sql import sql

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME_COLUMN = {
    "organisation": "name",
    "person": "name",
    "feedback": "text",
    "theme": "name",
    "theme_alias": "name",
    "loss_reason": "name",
    "item": "title",
    "setting": "name",
}
_CHANGED = sql("SELECT table_name, row_id, before FROM change WHERE step_id > :step LIMIT :limit")
_MANY = 5_000
"""From this many changes of another process on, everything is read anew."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Labelled(Protocol):
    """A step with its label and what fills it."""

    @property
    def label(self) -> str:
        """The label with placeholders."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Placeholder to [table, key], or to a plain word."""


class HistoryReader(BaseReader):
    """Steps, settings, and names for labels."""

    def did(self, step: Labelled) -> str:
        """Return a step's label with the names as they are today, or were at the last."""
        return self.fill(step.label, step.facts)

    def fill(self, label: str, facts: Mapping[str, Any]) -> str:
        """Return a label with its placeholders filled: by a row's name, or a plain word."""

        def filled(found: re.Match[str]) -> str:
            fact = facts.get(found.group(1))
            if isinstance(fact, list):
                table, key = fact
                return self.name_of(table, key)
            return str(fact)

        return _PLACEHOLDER.sub(filled, label)

    def name_of(self, table: str, key: int) -> str:
        """Return how a row is called in a sentence; a deleted one as it was called."""
        column = _NAME_COLUMN[table]
        row = self._first(
            sql(f"SELECT substr({column}, 1, 600) FROM {table} WHERE id = :key"), key=key
        )
        name: str | None = row[0] if row else None
        if name is None:
            gone = self._first(
                sql(
                    "SELECT before FROM change WHERE row_id = :key AND table_name = :table"
                    " AND verb = 'delete' ORDER BY id DESC LIMIT 1"
                ),
                key=key,
                table=table,
            )
            name = json.loads(gone[0]).get(column) if gone else None
        if name is None:
            return "something since erased"
        return f"“{excerpt(name, 48)}”" if table == "feedback" else excerpt(name, 80)

    def history(self, limit: int | None = None) -> list[HistoryEntry]:
        """Return the steps, the newest first."""
        rows = self._all(
            sql("SELECT * FROM step ORDER BY id DESC LIMIT :limit"),
            limit=-1 if limit is None else limit,
        )
        entries: list[HistoryEntry] = []
        for row in rows:
            step = _Step(row.label, json.loads(row.facts))
            did = self.did(step)
            state = "undone" if row.undone_by is not None else "done"
            if row.kind != "do":
                did = f"{row.kind.capitalize()}: {did}"
                state = row.kind
            entries.append(
                HistoryEntry(
                    id=row.id,
                    at=datetime.fromisoformat(row.at),
                    author=row.author,
                    source=row.source,
                    did=did,
                    state=state,
                )
            )
        return entries

    def versions_of(self, feedback_id: int) -> list[Version]:
        """Return the corrections of a feedback that are in force, the newest first."""
        rows = self._all(
            sql(
                "SELECT s.at, s.author, c.before, c.after FROM change c"
                " JOIN step s ON s.id = c.step_id"
                " WHERE c.row_id = :key AND c.table_name = 'feedback' AND c.verb = 'update'"
                " AND s.undone_by IS NULL AND s.kind <> 'undo' ORDER BY c.id DESC"
            ),
            key=feedback_id,
        )
        found: list[Version] = []
        for row in rows:
            was, now = json.loads(row.before), json.loads(row.after)
            for column in now:
                if was.get(column) == now[column]:
                    continue
                found.append(
                    Version(
                        datetime.fromisoformat(row.at),
                        row.author,
                        column.removesuffix("_id"),
                        self._told(column, was.get(column)),
                        self._told(column, now[column]),
                    )
                )
        return found

    def _told(self, column: str, value: object) -> str | None:
        """Return a stored value as it is told: a key as the name it stands for."""
        if isinstance(value, int) and column in {"person_id", "organisation_id"}:
            return self.name_of(column.removesuffix("_id"), value)
        return None if value is None else str(value)

    def newest_step(self) -> int:
        """Return the key of the newest step, 0 before the first."""
        return self._number(sql("SELECT max(id) FROM step"))

    def rows_since(self, step_id: int) -> dict[str, set[int]] | None:
        """Return what changed after a step: table to keys, with what those rows belong to.

        None where it is more than is worth telling apart.
        """
        rows = self._all(_CHANGED, step=step_id, limit=_MANY + 1)
        if len(rows) > _MANY:
            return None
        found: dict[str, set[int]] = {}
        for row in rows:
            found.setdefault(row.table_name, set()).add(row.row_id)
        images = [json.loads(row.before) for row in rows if row.before is not None]
        for name, keys in tuple(found.items()):
            columns = [column for column in FOLLOWED if column in LOGGED[name].c]
            if columns:
                statement = sql(f"SELECT {', '.join(columns)} FROM {name} WHERE id IN :ids")
                found_rows = self._connection.execute(statement, {"ids": list(keys)}).mappings()
                images += [dict(row) for row in found_rows]
        for image in images:
            for column in FOLLOWED:
                if isinstance(image.get(column), int):
                    found.setdefault(column.removesuffix("_id"), set()).add(image[column])
        return found

    def settings(self) -> dict[str, str]:
        """Return what the owner has set."""
        rows = self._all(sql("SELECT name, value FROM setting ORDER BY name"))
        return {row.name: row.value for row in rows}

    def setting_key(self, name: str) -> int | None:
        """Return the key of a setting's row."""
        row = self._first(sql("SELECT id FROM setting WHERE name = :name"), name=name)
        return row[0] if row else None


class _Step:
    __slots__ = ("facts", "label")

    def __init__(self, label: str, facts: dict[str, Any]) -> None:
        self.label = label
        self.facts = facts
