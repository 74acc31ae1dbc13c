"""Rows that a table should have, since an index leads to them or the history tells of them.

An older page in the place of a newer one makes sense by itself, so that SQLite finds nothing wrong
with its table. But rows are missing then, or some are there that were deleted since. Rebuilding
the indexes from such a table would forget them for good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.store.columns import GO
from feedbackdesk.store.schema import LOGGED, SEALED, TORN

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN = {TORN, SEALED}
"""Steps that lack a part since a rescue, or were sealed, do not tell what is there."""
_BY_STEP = "ix_change_step_id"
_TOLD = 10
_LAST = 100
"""How many changes are looked at before anything is recorded."""

Indexes = dict[str, list[str]]


def indexes_of(raw: Any) -> Indexes:
    """Return the indexes that lead to every row of their table, by table: those of the owner's."""
    found: Indexes = {}
    for table, name, statement in raw.execute(
        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND rootpage > 0"
    ).fetchall():
        is_whole = statement is None or " WHERE " not in statement.upper()
        if is_whole and table in (*LOGGED, "step", "change"):
            found.setdefault(table, []).append(name)
    return found


def newest_missing(raw: Any, indexes: Mapping[str, list[str]]) -> str:
    """Return the table that lacks what was added to it last; empty where none does.

    A few rows are looked at, however many there are.
    """
    if _BY_STEP not in indexes.get("change", ()) or "step" not in indexes:
        return ""
    newest = raw.execute(
        f"SELECT step_id, rowid FROM change INDEXED BY {_BY_STEP}"
        " ORDER BY step_id DESC, rowid DESC LIMIT 1"
    ).fetchone()
    if newest is not None:
        if not _has(raw, "change", newest[1]):
            return "change"
        if not _has(raw, "step", newest[0]):
            return "step"
    step = raw.execute("SELECT id, revision FROM step ORDER BY id DESC LIMIT 1").fetchone()
    if step is not None and (newest is None or newest[0] < step[0]) and step[1] not in _OPEN:
        return "change"
    last = raw.execute(
        f"SELECT table_name, row_id FROM change ORDER BY id DESC LIMIT {_LAST}"
    ).fetchall()
    ends = raw.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    for table, key in dict.fromkeys((*last, *ends)):
        if table not in indexes or table not in LOGGED or table in GO:
            continue  # what erasing somebody deletes has no word in the history
        if not _has(raw, table, key) and _was_kept(raw, table, key):
            return str(table)
    return ""


def are_as_many(raw: Any, table: str, indexes: Mapping[str, list[str]]) -> bool:
    """Whether a table has as many rows as its indexes lead to; all pages of both are met."""
    numbers = ", ".join(
        f'(SELECT count(*) FROM "{table}" INDEXED BY "{index}")' for index in indexes[table]
    )
    found = raw.execute(
        f'SELECT (SELECT count(*) FROM "{table}" NOT INDEXED), {numbers}'
    ).fetchone()
    return len(set(found)) == 1


def apart(raw: Any, table: str, indexes: Mapping[str, list[str]]) -> str:
    """Return, without a full stop, which rows a table lacks or has too many; empty for none."""
    if lacking := unknown_to(raw, table, indexes):
        return f"The table {table} lacks rows that were recorded ({_keys(lacking)})"
    if table == "change" and (empty := without_changes(raw)):
        return f"The table {table} lacks what was done in steps ({_keys(empty)})"
    if risen := _risen(raw, table, indexes):
        return f"The table {table} has rows that were deleted ({_keys(risen)})"
    return ""


def unknown_to(raw: Any, table: str, indexes: Mapping[str, list[str]]) -> list[int]:
    """Return the keys of rows that a table lacks, though an index or the history has them."""
    found = set(told_of(raw, table))
    for index in indexes.get(table, ()):
        # An index that is older than its table has rows that were deleted since.
        found |= {
            key
            for (key,) in raw.execute(
                f'SELECT i.rowid FROM "{table}" i INDEXED BY "{index}" WHERE NOT EXISTS'
                f' (SELECT 1 FROM "{table}" r NOT INDEXED WHERE r.rowid = i.rowid)'
            ).fetchall()
            if is_kept(raw, table, key) is not False
        }
    return sorted(found)


def told_of(raw: Any, table: str) -> list[int]:
    """Return the keys of rows that a table lacks, though the history has them added and kept."""
    if table not in LOGGED or table in GO:
        return []
    absent = raw.execute(
        f"SELECT DISTINCT c.row_id FROM change c WHERE c.table_name = '{table}'"
        f" AND NOT EXISTS (SELECT 1 FROM {table} r NOT INDEXED WHERE r.id = c.row_id)"
    ).fetchall()
    return [key for (key,) in absent if _was_kept(raw, table, key)]


def without_changes(raw: Any) -> list[int]:
    """Return the keys of steps of which no change is there, though they are whole."""
    found = raw.execute(
        f"SELECT id FROM step WHERE revision NOT IN ('{TORN}', '{SEALED}')"
        " AND NOT EXISTS (SELECT 1 FROM change c WHERE c.step_id = step.id)"
    ).fetchall()
    return [key for (key,) in found]


def is_kept(raw: Any, table: str, key: int) -> bool | None:
    """Whether the history says of a row that it is there; None where it tells nothing."""
    told = _last_change(raw, table, key)
    if told is None:
        return None
    verb, after, _revision = told
    return not (verb == "delete" or (table in GO and after == "{}"))


def _was_kept(raw: Any, table: str, key: int) -> bool:
    """Whether a step that is whole left a row there."""
    told = _last_change(raw, table, key)
    return told is not None and told[0] != "delete" and told[2] not in (None, *_OPEN)


def _last_change(raw: Any, table: str, key: int) -> tuple[str, str | None, str | None] | None:
    """Return verb, image and step's revision of what was done last to a row."""
    found: tuple[str, str | None, str | None] | None = raw.execute(
        "SELECT c.verb, c.after, s.revision FROM change c LEFT JOIN step s ON s.id = c.step_id"
        " WHERE c.row_id = ? AND c.table_name = ? ORDER BY c.id DESC LIMIT 1",
        (key, table),
    ).fetchone()
    return found


def _risen(raw: Any, table: str, indexes: Mapping[str, list[str]]) -> list[int]:
    """Return the keys of rows that no index leads to, and that were deleted."""
    index = f"sqlite_autoindex_{table}_1"  # that of the uid
    if table not in LOGGED or index not in indexes.get(table, ()):
        return []
    return [
        key
        for (key,) in raw.execute(
            f"SELECT r.rowid FROM {table} r NOT INDEXED WHERE NOT EXISTS"
            f" (SELECT 1 FROM {table} i INDEXED BY {index}"
            " WHERE i.uid = r.uid AND i.rowid = r.rowid)"
        ).fetchall()
        if is_kept(raw, table, key) is False
    ]


def _has(raw: Any, table: str, key: int) -> bool:
    return raw.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone() is not None


def _keys(keys: list[int]) -> str:
    return ", ".join(map(str, keys[:_TOLD])) + (", …" if len(keys) > _TOLD else "")
