"""Making good from a backup what a rescue could not read: the newer rows win, the older ones fill.

What the damaged file still says is the newer truth. A row that it lacks, or has in part alone, is
taken from the backup, and what the history tells of later changes is done to it again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.store.engine import file_uri
from feedbackdesk.store.setting_right import is_there, put

if TYPE_CHECKING:
    from pathlib import Path

    from feedbackdesk.store.setting_right import Found, Row
    from feedbackdesk.store.shapes import Layout

_TELLING = ("step", "loss_reason", "feedback", "person")
"""The tables by whose rows two files are known to be of one business."""
_ERASED = "{}"
"""What stands in a change for an image that was erased."""


class Healing:
    """A backup beside a file that is being filled with what was rescued."""

    def __init__(self, raw: Any, backup: Path) -> None:
        """Stand before a file, with a backup that was attached to it."""
        self._raw, self._path = raw, backup
        self._last = 0

    @staticmethod
    def attach(raw: Any, backup: Path) -> None:
        """Attach a backup at rest, before a transaction begins."""
        raw.execute("ATTACH ? AS backup", (file_uri(backup, mode="ro", immutable="1"),))

    def heal(self, layout: Layout, found: dict[str, Found], revision: str) -> int:
        """Fill in what is missing; return how many rows came from the backup.

        Raises Refusal where the backup is none of this workspace, or of another version.
        """
        self._compare(found, revision)
        (self._last,) = self._raw.execute("SELECT coalesce(max(id), 0) FROM backup.step").fetchone()
        healed = 0
        # The history first: what it tells of later changes is needed for the others.
        for table in sorted(found, key=lambda name: (name not in {"step", "change"}, name)):
            shape, known = layout.shapes[table], found[table]
            names = [column.name for column in shape.columns]
            for key in self._lacking(table, known):
                row = self._row(table, key, names)
                if row is None or not self._do_again(table, key, row):
                    continue
                if table not in {"step", "change"} or key in known.in_part:
                    self._raw.execute(f"DELETE FROM main.{table} WHERE id = ?", (key,))
                known.lost.discard(key)
                known.in_part.discard(key)
                put(self._raw, shape, known, [row])
                healed += is_there(self._raw, f"main.{table}", key)
        return healed

    def _compare(self, found: dict[str, Found], revision: str) -> None:
        (theirs,) = self._raw.execute("SELECT version_num FROM backup.alembic_version").fetchone()
        shared, apart = {}, {}
        for table in _TELLING:
            join = f"FROM main.{table} a JOIN backup.{table} b ON b.id = a.id WHERE a.uid"
            (shared[table],) = self._raw.execute(f"SELECT count(*) {join} = b.uid").fetchone()
            unlike = {key for (key,) in self._raw.execute(f"SELECT a.id {join} <> b.uid")}
            # What is there in part alone may have a uid of its own.
            apart[table] = len(unlike - found[table].in_part)
        if theirs != revision:
            raise Refusal(
                f"{self._path} is of another version than the damaged workspace. Nothing was "
                "changed; go back to it alone, or rescue the workspace without it."
            )
        # Where both have a step of one number that is not one step, they went different ways.
        if apart["step"] or sum(apart.values()) >= sum(shared.values()):
            raise Refusal(
                f"{self._path} and the damaged workspace have no history in common. Nothing was "
                "changed; go back to it alone, or rescue the workspace without it."
            )

    def _lacking(self, table: str, known: Found) -> list[int]:
        """Return the keys of rows that the backup may make good."""
        keys = known.lost | known.in_part
        if known.torn and known.uncounted:  # nobody knows which: all that the backup has beside
            keys |= {
                key
                for (key,) in self._raw.execute(
                    f"SELECT id FROM backup.{table} WHERE id NOT IN (SELECT id FROM main.{table})"
                )
            }
        return sorted(keys)

    def _row(self, table: str, key: int, names: list[str]) -> Row | None:
        found = self._raw.execute(
            f"SELECT {', '.join(names)} FROM backup.{table} WHERE id = ?", (key,)
        ).fetchone()
        return None if found is None else dict(zip(names, found, strict=True))

    def _do_again(self, table: str, key: int, row: Row) -> bool:
        """Do later changes to a row again; return whether it is still to be there."""
        if table in {"step", "change"}:
            return True
        for verb, after in self._raw.execute(
            "SELECT verb, after FROM main.change WHERE table_name = ? AND row_id = ?"
            " AND step_id > ? ORDER BY id",
            (table, key, self._last),
        ).fetchall():
            if verb == "delete" or after == _ERASED:
                return False
            if verb == "update" and after:
                row |= {name: one for name, one in json.loads(after).items() if name in row}
        return True
