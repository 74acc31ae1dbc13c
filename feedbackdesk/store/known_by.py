"""By what an owner knows a row again that could not be read whole: words, who it is of, the day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.rescued import KnownBy
from feedbackdesk.domain.text import excerpt
from feedbackdesk.store import schema
from feedbackdesk.store.columns import NAME_COLUMN
from feedbackdesk.store.facts import Form
from feedbackdesk.store.setting_right import UNREAD
from feedbackdesk.store.shapes import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Row = Mapping[str, Any]

_LONGEST, _SHOWN = 40, 5
"""So many characters of words are told, and so many rows of a table."""
_WHO = ("person", "organisation")
_NOBODY = KnownBy()


def known_by(raw: Any, table: str, keys: Iterable[int], parts: Mapping[int, Row]) -> list[KnownBy]:
    """Return what is known of the first rows of a table, by their keys, of which something is.

    From what was read of them, or what an index told, `parts`; else from the new file.
    """
    found: list[KnownBy] = []
    for key in keys:
        told = _told(raw, table, parts.get(key) or _row(raw, table, key) or {})
        if told != _NOBODY and told not in found:
            found.append(told)
        if len(found) == _SHOWN:
            break
    return found


def _told(raw: Any, table: str, row: Row, above: tuple[str, ...] = ()) -> KnownBy:
    words, who, day = _words_of(table, row), "", _day_of(table, row)
    if table in _WHO:
        return KnownBy(who=words)
    for column in schema.metadata.tables[table].columns:
        key, to = row.get(column.name), next(iter(column.foreign_keys), None)
        if to is None or not isinstance(key, int) or to.column.table.name in {table, *above}:
            continue
        target = to.column.table.name
        held = _told(raw, target, _row(raw, target, key) or {}, (*above, table))
        words, who, day = words or held.words, who or held.who, day or held.day
    return KnownBy(words, who, day)


def _row(raw: Any, table: str, key: int) -> Row | None:
    found = raw.execute(f"SELECT * FROM {table} WHERE id = ?", (key,)).fetchone()
    names = [one[0] for one in raw.description]
    return None if found is None else dict(zip(names, found, strict=True))


def _words_of(table: str, row: Row) -> str:
    words = row.get(NAME_COLUMN.get(table, "")) or row.get("key")  # what an index has of it
    return excerpt(words, _LONGEST) if isinstance(words, str) and UNREAD not in words else ""


def _day_of(table: str, row: Row) -> date | None:
    """Return the day of a row; of a stand-in it is that on which it was made."""
    if any(isinstance(value, str) and UNREAD in value for value in row.values()):
        return None
    for name, value in row.items():
        known = KNOWN.get((table, name))
        if known is not None and known.form in {Form.DAY, Form.MOMENT} and isinstance(value, str):
            with suppress(ValueError):
                return date.fromisoformat(value[:10])
    return None
