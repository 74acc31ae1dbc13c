"""Setting right what hangs on rows that a rescue could not read.

What others point to and is missing gets a stand-in that says so, so that who counted once goes on
counting once. Where there can be none, what may point nowhere does, and what may not is left out.
Steps that lack a part, and those that touched what lacks one, cannot be undone any more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.text import name_key
from feedbackdesk.store import schema
from feedbackdesk.store.columns import NAME_COLUMN
from feedbackdesk.store.keys import new_uid
from feedbackdesk.store.missing import told_of, without_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from feedbackdesk.store.shapes import Layout, Shape

Row = dict[str, Any]

_AT_ONCE = 2_000


@dataclass(slots=True)
class Found:
    """What is known of one table while it is brought over."""

    torn: bool = False
    """Whether some of its rows may not have been reached."""
    uncounted: bool = False
    """Whether nobody can tell which."""
    parts: dict[int, Row] = field(default_factory=dict)
    """What is known of rows that could not be read whole, by their keys."""
    lost: set[int] = field(default_factory=set)
    in_part: set[int] = field(default_factory=set)


def put(raw: Any, shape: Shape, found: Found, rows: Iterable[Row]) -> None:
    """Put rows into the new file; note those that it does not take as lost."""
    names = [column.name for column in shape.columns]
    marks = ", ".join("?" * len(names))
    # A row that is there already was reached in two ways.
    statement = f"INSERT OR IGNORE INTO {shape.table} ({', '.join(names)}) VALUES ({marks})"
    batch: list[Row] = []

    def write() -> None:
        raw.executemany(statement, [[row[name] for name in names] for row in batch])
        if raw.rowcount < len(batch):
            keys = [row["id"] for row in batch]
            found.lost |= {key for key in keys if not is_there(raw, shape.table, key)}
        batch.clear()

    for row in rows:
        batch.append(row)
        if len(batch) == _AT_ONCE:
            write()
    write()


def is_there(raw: Any, table: str, key: int) -> bool:
    """Whether a table has a row."""
    return raw.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone() is not None


class SettingRight:
    """What is set right in a new file, once all that could be read is in it."""

    def __init__(self, raw: Any, layout: Layout, found: dict[str, Found]) -> None:
        """Stand before the file, with what is known of each table."""
        self._raw, self._layout, self._found = raw, layout, found

    def set_right(self) -> int:
        """Let every row point to one that is there; return how many steps stay done for good."""
        were = self._fixed()
        self._raw.execute("CREATE TEMP TABLE gone (name TEXT, row INTEGER)")
        # Whatever a step that is missing did, and undid, is not known to those that are left.
        self._raw.execute(
            "INSERT INTO gone SELECT table_name, row_id FROM change"
            " WHERE step_id NOT IN (SELECT id FROM step)"
        )
        self._fix(
            "undoes IS NOT NULL AND undoes NOT IN (SELECT id FROM step)"
            " OR undone_by IS NOT NULL AND undone_by NOT IN (SELECT id FROM step)"
        )
        while broken := self._raw.execute("PRAGMA foreign_key_check").fetchall():
            for table, row, _parent, which in broken:
                self._set_one_right(table, row, which)
        self._fix_steps()
        self._raw.execute("DROP TABLE gone")
        return self._fixed() - were

    def _fixed(self) -> int:
        number = self._raw.execute("SELECT count(*) FROM step WHERE revision = ?", (schema.TORN,))
        return int(number.fetchone()[0])

    def _set_one_right(self, table: str, key: int, which: int) -> None:
        pointing = self._raw.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        target, column = next((one[2], one[3]) for one in pointing if one[0] == which)
        found = self._raw.execute(f"SELECT {column} FROM {table} WHERE id = ?", (key,)).fetchone()
        if found is None or found[0] is None or is_there(self._raw, target, found[0]):
            return
        if target in USUAL and self._stand_in(target, found[0]):
            return
        shape = self._layout.shapes[table]
        if next(one for one in shape.columns if one.name == column).needed:
            self._raw.execute(f"DELETE FROM {table} WHERE id = ?", (key,))
            self._found[table].in_part.discard(key)
            self._found[table].lost.add(key)
        else:
            self._raw.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (key,))
            self._found[table].in_part.add(key)

    def _stand_in(self, table: str, key: int) -> bool:
        """Make a row that others point to, with nothing but that it could not be read."""
        shape = self._layout.shapes[table]
        row: Row = {"id": key, **{one.name: one.default for one in shape.columns[1:]}}
        row |= USUAL[table](key, row)
        if any(one.needed and row.get(one.name) is None for one in shape.columns):
            return False
        put(self._raw, shape, self._found[table], [row])
        self._found[table].lost.discard(key)
        self._found[table].in_part.add(key)
        return is_there(self._raw, table, key)

    def _fix_steps(self) -> None:
        """Keep undo from steps that lack a part, and from those that touched what lacks one."""
        changes = self._found["change"]
        if without_changes(self._raw):
            changes.torn = changes.uncounted = True
        lost = [row for key, row in changes.parts.items() if key in changes.lost]
        touched = [(row.get("table_name"), row.get("row_id")) for row in lost]
        for table, found in self._found.items():
            found.lost.update(told_of(self._raw, table))
            touched += [(table, key) for key in found.lost | found.in_part]
        self._raw.executemany("INSERT INTO gone VALUES (?, ?)", touched)
        where = (
            "id IN (SELECT c.step_id FROM change c JOIN gone g"
            " ON g.name = c.table_name AND g.row = c.row_id)"
        )
        if (changes.torn and changes.uncounted) or any(None in one for one in touched):
            where = "1"  # nobody knows what is missing
        self._fix(where)
        for row in lost:
            if "step_id" in row:
                self._fix("id = ?", row["step_id"])

    def _fix(self, where: str, *values: Any) -> None:
        """Let steps stay done; what somebody was erased from says so already."""
        self._raw.execute(
            f"UPDATE step SET revision = ? WHERE revision <> ? AND ({where})",
            (schema.TORN, schema.SEALED, *values),
        )


UNREAD = "(could not be read)"
"""Stands for words that were not read, or in them."""


def _named(what: str, table: str, **more: Any) -> Callable[[int, Row], Row]:
    """Return what makes the usual values of a row with a name."""

    column = NAME_COLUMN[table]

    def usual(key: int, row: Row) -> Row:
        name = row.get(column) or row.get("key") or f"{what} {key} {UNREAD}"
        return {"uid": new_uid(), column: name, "key": name_key(name), **more}

    return usual


def _item(key: int, row: Row) -> Row:
    return _named("Item", "item", stage="idea", stage_on=local_today().isoformat())(key, row)


def _feedback(key: int, row: Row) -> Row:
    day = row.get("said_on") or local_today().isoformat()
    return {
        "uid": new_uid(),
        "kind": "request",
        "channel": "other",
        "said_on": day,
        "text": UNREAD,
        "account": f"f{key}",  # until it is counted
        "recorded_at": f"{day}T00:00:00.000000+00:00",
    }


def _other(**usual: Any) -> Callable[[int, Row], Row]:
    return lambda _key, _row: {"uid": new_uid(), **usual}


USUAL: dict[str, Callable[[int, Row], Row]] = {
    "organisation": _named("Organisation", "organisation"),
    "person": _named("Person", "person", stage="prospect"),
    "theme": _named("Theme", "theme"),
    "loss_reason": _named("Reason", "loss_reason"),
    "item": _item,
    "feedback": _feedback,
    "mention": _other(),
    "loss": _other(outcome="unknown", told_by="us"),
    "item_theme": _other(),
}
"""What a row that is known in part is given beside, by its table; a stand-in has nothing else."""
