"""A whole workspace taken in from outside: each row held against the schema before it is added."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _
from feedbackdesk.store.read.everything import WHOLE
from feedbackdesk.store.schema import BESIDE, LOGGED, POINTING, logged_columns, metadata
from feedbackdesk.store.shapes import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedbackdesk.store.shapes import Shape
    from feedbackdesk.store.unit import UnitOfWork

    Row = Mapping[str, Any]

_BATCH = 1_000


def replace_all(work: UnitOfWork, held: Mapping[str, Sequence[Row]]) -> int:
    """Put these rows, with their keys, in the place of all there are; return how many they are.

    Raises Refusal where one cannot stand in its table, or points to what is not there.
    """
    if unknown := sorted(held.keys() - set(WHOLE)):
        raise Refusal(
            _("There is no table “{name}”. Nothing was changed.").format(name=unknown[0][:40])
        )
    shapes = layout().shapes
    rows = {name: [_sound(shapes[name], row) for row in held.get(name, ())] for name in WHOLE}
    logged = [name for name in WHOLE if name in LOGGED]
    for name in reversed(logged):
        for key in [row["id"] for row in work.read.rows_of(name)]:
            work.delete(name, key)  # type: ignore[arg-type]  # a name of the schema
    try:
        for name in logged:
            in_turn = iter(_in_turn(name, rows[name]))
            while some := list(islice(in_turn, _BATCH)):
                work.insert_many(name, some)  # type: ignore[arg-type]  # likewise
        for name in BESIDE:
            work.put_beside(name, rows[name])
    except IntegrityError as error:
        raise Refusal(
            _("Two of its rows are one, or one points to what is not in it. Nothing was changed.")
        ) from error
    return sum(map(len, rows.values()))


def _sound(shape: Shape, row: Row) -> dict[str, Any]:
    """Return a row with every column; those that it lacks are as the schema has them."""
    columns = {one.name: one for one in shape.columns}
    wanted = {column.name for column in logged_columns(metadata.tables[shape.table])}
    if unknown := sorted(row.keys() - wanted):
        raise _refusal(shape.table, row, unknown[0])
    whole = {name: row.get(name, columns[name].default) for name in sorted(wanted)}
    for name, value in whole.items():
        if not shape.may_be(columns[name], value) or isinstance(value, bool):
            raise _refusal(shape.table, row, name)
    return whole


def _refusal(table: str, row: Row, column: str) -> Refusal:
    sentence = _("Row {key} of “{table}” has nonsense as “{column}”. Nothing was changed.")
    return Refusal(sentence.format(key=str(row.get("id"))[:20], table=table, column=column[:40]))


def _in_turn(table: str, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows, those that others of the table point to first."""
    own = [column.name for child, column in POINTING[table] if child.name == table]
    if not own:
        yield from rows
        return
    by_key = {row["id"]: row for row in rows}
    done: set[int] = set()
    for first in rows:
        way = [first]
        while way:
            row = way[-1]
            ahead = [
                by_key[row[name]]
                for name in own
                if row[name] in by_key and row[name] not in done and by_key[row[name]] not in way
            ]
            if ahead:
                way.append(ahead[0])
            else:
                way.pop()
                if row["id"] not in done:
                    done.add(row["id"])
                    yield row
