"""Undo: a step's changes replayed backwards, unless a later step stands in the way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, and_, func, or_, select
from sqlalchemy.exc import IntegrityError

from feedbackdesk.domain.errors import CannotUndo
from feedbackdesk.store import schema
from feedbackdesk.store.columns import NAMED_LIKE
from feedbackdesk.store.reader import Reader
from feedbackdesk.store.schema import LOGGED, POINTING, UNIQUE, TableName
from feedbackdesk.store.sql import chunks, sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from feedbackdesk.store.unit import UnitOfWork

_UNDOABLE = sql(
    "SELECT * FROM step WHERE undone_by IS NULL AND kind IN ('do', 'redo') ORDER BY id DESC LIMIT 1"
)
# Any step of another kind ends redo.
_REDOABLE = sql(
    "SELECT * FROM step WHERE undone_by IS NULL AND kind = 'undo'"
    " AND id > coalesce((SELECT max(id) FROM step WHERE kind = 'do'), 0)"
    " ORDER BY id DESC LIMIT 1"
)
_STEP = sql("SELECT * FROM step WHERE id = :step")
# A step takes back an older one: the oldest of the chain is what it is about.
_ORIGINAL = sql(
    "WITH RECURSIVE chain (id, undoes) AS (SELECT id, undoes FROM step WHERE id = :step"
    " UNION ALL SELECT s.id, s.undoes FROM step s JOIN chain ON s.id = chain.undoes)"
    " SELECT * FROM step WHERE id = (SELECT min(id) FROM chain)"
)
# What later steps did to the rows of this one, the newest first.
_LATER = sql(
    "SELECT later.step_id, later.table_name, later.row_id, later.verb, later.before"
    " FROM change mine"
    " JOIN change later ON later.row_id = mine.row_id AND later.table_name = mine.table_name"
    " WHERE mine.step_id = :step AND later.step_id > :step ORDER BY later.id DESC"
)
_POINTERS = {
    name: [
        (column.name, key.column.table.name) for column in table.c for key in column.foreign_keys
    ]
    for name, table in LOGGED.items()
}
# Such as a theme and an alias, be it its own, that answer to one name.
_ONE_NAME = {
    (table, like): sql(f"SELECT t.id, a.id FROM {table} a JOIN {like} t ON t.key = a.key")
    for table, like in NAMED_LIKE.items()
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the log, as undo needs it."""

    id: int
    kind: str
    label: str
    facts: Mapping[str, Any]
    revision: str
    undoes: int | None
    undone_by: int | None


class _InTheWay(Exception):  # noqa: N818  (never leaves this module)
    """A later step stands in the way; its key, if it is known."""

    def __init__(self, step_id: int | None, why: str) -> None:
        self.step_id = step_id
        self.why = why


def step_of(row: Row[Any]) -> Step:
    """Return a step from its row."""
    return Step(
        id=row.id,
        kind=row.kind,
        label=row.label,
        facts=json.loads(row.facts),
        revision=row.revision,
        undoes=row.undoes,
        undone_by=row.undone_by,
    )


def undoable(connection: Connection) -> Step | None:
    """Return the newest step that is not undone."""
    row = connection.execute(_UNDOABLE).first()
    return None if row is None else step_of(row)


def redoable(connection: Connection) -> Step | None:
    """Return the undo that a redo would take back."""
    row = connection.execute(_REDOABLE).first()
    return None if row is None else step_of(row)


def find_step(connection: Connection, step_id: int) -> Step | None:
    """Return one step of the log."""
    row = connection.execute(_STEP, {"step": step_id}).first()
    return None if row is None else step_of(row)


def in_force(connection: Connection, step_id: int) -> Step:
    """Return the step by which a step is in force now: itself, or its newest redo.

    An undo's is its own, as long as nobody took it back. Raises where there is none.
    """
    step = find_step(connection, step_id)
    if step is None:
        raise CannotUndo(f"There is no step {step_id} in the history. Nothing was changed.")
    newest = step
    while newest.undone_by is not None and (later := find_step(connection, newest.undone_by)):
        newest = later
    if (newest.kind == "undo") != (step.kind == "undo"):
        did = Reader(connection).did(original(connection, step))
        raise CannotUndo(f"That was taken back already: {did}. Nothing was changed.")
    return newest


def original(connection: Connection, step: Step) -> Step:
    """Return the step that an undo or a redo is about, in the end."""
    if step.undoes is None:
        return step
    return step_of(connection.execute(_ORIGINAL, {"step": step.id}).one())


def take_back(work: UnitOfWork, connection: Connection, step: Step) -> None:
    """Undo a step within a unit of work; raise CannotUndo where that would lose something."""
    _check_revision(step)
    try:
        changes = _changes(connection, step.id)
        _check_later(connection, step.id, changes)
        _check_depending(connection, step.id, changes)
        for (verb, table), run in groupby(changes, key=attrgetter("verb", "table_name")):
            if verb == "insert":
                _take_back_rows(work, connection, step.id, table, [one.row_id for one in run])
            else:
                for change in run:
                    _reverse(work, change)
        _check_names(connection, step.id)
        _check_circles(work, connection, step.id)
    except _InTheWay as found:
        raise _refusal(work.read, connection, step, found) from None
    except IntegrityError:
        raise CannotUndo(
            f"Cannot take this back: {work.read.did(original(connection, step))}. What it "
            "changed is now used, or its name taken, by something newer. Nothing was changed."
        ) from None
    work.mark_undone(step.id)


def obstacle(read: Reader, step_id: int) -> CannotUndo | None:
    """Return what would stand in the way of taking a step back, as far as reading tells.

    What only the writing shows (a name that became another's, a circle of signposts) is not
    foreseen.
    """
    connection = read.connection
    try:
        step = in_force(connection, step_id)
        _check_revision(step)
    except CannotUndo as refusal:
        return refusal
    changes = _changes(connection, step.id)
    try:
        _check_later(connection, step.id, changes)
        _check_depending(connection, step.id, changes)
        going = {table: set(keys) for table, keys in _made(changes).items()}
        for change in changes:
            if change.verb == "update":  # it pointed elsewhere before, and will again
                going.setdefault(change.table_name, set()).add(change.row_id)
        for table, keys in _made(changes).items():
            _check_pointing(connection, step.id, table, sorted(keys), going)
    except _InTheWay as found:
        return _refusal(read, connection, step, found)
    return None


def _check_revision(step: Step) -> None:
    if step.revision == schema.SEALED:
        raise CannotUndo(
            "That cannot be taken back: somebody who was erased for good is part of it. "
            "Nothing was changed."
        )
    if step.revision == schema.TORN:
        raise CannotUndo(
            "That cannot be taken back: a part of it could not be read when the workspace was "
            "rescued. Nothing was changed."
        )
    if step.revision < schema.LOGGED_SINCE:
        raise CannotUndo(
            "That was done before the workspace was brought to a newer version, "
            "and undo does not reach back across it. Nothing was changed."
        )


def _changes(connection: Connection, step_id: int) -> Sequence[Row[Any]]:
    """Return a step's changes, the newest first."""
    change = schema.change
    return connection.execute(
        select(change).where(change.c.step_id == step_id).order_by(change.c.id.desc())
    ).all()


def _made(changes: Iterable[Row[Any]]) -> dict[str, set[int]]:
    """Return the rows that changes made: table to keys."""
    made: dict[str, set[int]] = {}
    for change in changes:
        if change.verb == "insert":
            made.setdefault(change.table_name, set()).add(change.row_id)
    return made


def _check_later(connection: Connection, step_id: int, mine: Sequence[Row[Any]]) -> None:
    later = connection.execute(_LATER, {"step": step_id}).all()
    if not later:
        return
    fields: dict[tuple[str, int], set[str] | None] = {}
    for change in mine:
        key = (change.table_name, change.row_id)
        known = fields.setdefault(key, set())
        if change.verb != "update" or known is None:
            fields[key] = None  # the whole row
        else:
            known.update(json.loads(change.before))
    standing: dict[int, bool] = {}
    for change in later:
        touched = fields[change.table_name, change.row_id]
        if (
            touched is not None
            and change.verb == "update"
            and touched.isdisjoint(json.loads(change.before))
        ):
            continue
        if change.step_id not in standing:
            standing[change.step_id] = bool(_in_force(connection, [change.step_id], step_id))
        if standing[change.step_id]:
            raise _InTheWay(change.step_id, "changed the same")


def _check_depending(connection: Connection, step_id: int, mine: Sequence[Row[Any]]) -> None:
    """Decline where a later step could not itself be taken back any more without this one.

    It may have removed what pointed to a row made here, given up a name that would be
    taken again, or put up and taken down signposts that would meet those put back. Where it
    is the undoing of an older step, that step can wait: it is no way back to the beginning.
    """
    made = _made(mine)
    back = {mark for change in mine if change.before for mark in _marks(change, change.before)}
    found: dict[int, str] = {}
    for change in _could_depend(connection, mine, made, back):
        for image in (change.before, change.after):
            if image is None:
                continue
            values = json.loads(image)
            if any(
                values.get(name) in made.get(target, ())
                for name, target in _POINTERS[change.table_name]
            ):
                found[change.step_id] = "rests on it"
            elif not back.isdisjoint(_marks(change, image)):
                found[change.step_id] = "stands against it"
    for later in sorted(found, reverse=True):
        standing = _in_force(connection, [later], step_id).get(later)
        if standing is not None and standing.kind != "undo":
            raise _InTheWay(standing.id, found[later])


def _could_depend(
    connection: Connection,
    mine: Sequence[Row[Any]],
    made: Mapping[str, Collection[int]],
    back: Collection[tuple[object, ...]],
) -> Iterable[Row[Any]]:
    """Return the later changes among which some may rest on rows made, or stand against marks.

    The database leaves out the rest, so that a long log costs one quick look along it,
    and most steps none at all.
    """
    change = schema.change
    among = []
    for table, pointers in _POINTERS.items():
        near = []
        for name, target in pointers:
            if keys := made.get(target):
                values = [
                    func.json_extract(image, f"$.{name}").between(min(keys), max(keys))
                    for image in (change.c.before, change.c.after)
                ]
                near.append(and_(change.c.before.contains(f'"{name}":'), or_(*values)))
        if near:
            among.append(and_(change.c.table_name == table, or_(*near)))
    groups = {mark[0] for mark in back}
    for table in LOGGED:
        if UNIQUE[table] and NAMED_LIKE.get(table, table) in groups:
            among.append(change.c.table_name == table)
        elif (table, "merged_into") in back:
            among.append(
                and_(change.c.table_name == table, change.c.before.contains('"merged_into":'))
            )
    if not among:
        return ()
    # Changes are numbered as they come, so later ones lie behind the last of these.
    return connection.execute(select(change).where(change.c.id > mine[0].id, or_(*among)))


def _marks(change: Row[Any], image: str) -> Iterator[tuple[object, ...]]:
    """Yield what no two rows may have at once, of the columns in an image."""
    values = json.loads(image)
    for names in UNIQUE[change.table_name]:
        if all(name in values for name in names):
            group = NAMED_LIKE.get(change.table_name, change.table_name)
            yield (group, *names, *(values[name] for name in names))
    if values.get("merged_into") is not None:  # taking one away leads nobody in a circle
        yield (change.table_name, "merged_into")


def _in_force(connection: Connection, step_ids: Iterable[int], since: int) -> dict[int, Step]:
    """Return the steps whose effect stands, of steps later than one: to the link it stands by.

    A step, its undo, its redo and so on form a chain; an even number of links since then
    adds up to nothing, whether the chain began before or after it.
    """
    standing: dict[int, Step] = {}
    for step_id in step_ids:
        step = find_step(connection, step_id)
        link = step and original(connection, step)
        chain: list[Step] = []
        while link is not None:
            chain += [link] if link.id > since else []
            link = find_step(connection, link.undone_by) if link.undone_by else None
        if len(chain) % 2:
            standing[step_id] = chain[-1]
    return standing


def _reverse(work: UnitOfWork, change: Row[Any]) -> None:
    table: TableName = change.table_name
    if change.verb == "delete":
        work.restore(table, json.loads(change.before))
        return
    before, after = json.loads(change.before), json.loads(change.after)
    row = work.row(table, change.row_id)
    if row is None or any(row[name] != value for name, value in after.items()):
        raise _InTheWay(None, "changed the same")
    work.update(table, change.row_id, **before)


def _take_back_rows(
    work: UnitOfWork, connection: Connection, step_id: int, table: TableName, keys: list[int]
) -> None:
    """Remove rows that a step had made; decline where something newer points to one."""
    _check_pointing(connection, step_id, table, keys, {table: set(keys)})
    for some in chunks(keys):
        work.take_back(table, some)


def _check_pointing(
    connection: Connection,
    step_id: int,
    table: str,
    keys: list[int],
    going: Mapping[str, Collection[int]],
) -> None:
    """Decline where something points to one of these rows, other than what goes with them."""
    for some in chunks(keys):
        for child, column in POINTING[table]:
            # The newest of them is named: it is the one to be undone first.
            pointing = select(child.c.id).where(column.in_(some)).order_by(child.c.id.desc())
            also = going.get(child.name, ())
            found = next(
                (key for key in connection.execute(pointing).scalars() if key not in also), None
            )
            if found is not None:
                fields = {(child.name, found, column.name)}
                raise _InTheWay(_newest_to_set(connection, fields, step_id), "rests on it")


def _check_names(connection: Connection, step_id: int) -> None:
    """Decline where two rows would have one name that may not share it: a theme and an alias."""
    for (table, like), statement in _ONE_NAME.items():
        if found := connection.execute(statement).first():
            rows = {(like, found[0], "key"), (table, found[1], "key")}
            raise _InTheWay(_newest_to_set(connection, rows, step_id), "took the same name")


def _check_circles(work: UnitOfWork, connection: Connection, step_id: int) -> None:
    """Decline where signposts would lead in a circle."""
    for table, touched in work.rows.items():
        if "merged_into" not in LOGGED[table].c:
            continue
        target = LOGGED[table].c
        for start in touched:
            seen: list[int] = []
            at: int | None = start
            while at is not None and at not in seen:
                seen.append(at)
                at = connection.scalar(select(target.merged_into).where(target.id == at))
            if at is not None:
                fields = {(table, key, "merged_into") for key in seen}
                raise _InTheWay(
                    _newest_to_set(connection, fields, step_id), "merged them otherwise"
                )


def _newest_to_set(
    connection: Connection, fields: set[tuple[str, int, str]], since: int
) -> int | None:
    """Return the newest step since one, in force, that made one of these rows or set its column.

    A field is a table, a row's key and a column.
    """
    found: set[int] = set()
    for table, row_id, column in fields:
        changes = connection.execute(
            select(schema.change).where(
                schema.change.c.row_id == row_id, schema.change.c.table_name == table
            )
        ).all()
        standing = _in_force(connection, {change.step_id for change in changes}, since)
        found.update(
            change.step_id
            for change in changes
            if change.step_id in standing
            and (change.verb != "update" or column in json.loads(change.before))
        )
    return max(found, default=None)


def _refusal(read: Reader, connection: Connection, step: Step, found: _InTheWay) -> CannotUndo:
    start = f"Cannot take this back: {read.did(original(connection, step))}."
    other = None if found.step_id is None else find_step(connection, found.step_id)
    if other is None:
        return CannotUndo(f"{start} A later change {found.why}. Nothing was changed.")
    if other.revision == schema.SEALED:
        return CannotUndo(f"{start} Somebody was erased for good since then. Nothing was changed.")
    did = read.did(original(connection, other))
    if other.kind == "undo":
        did = f"Undo: {did}"
    return CannotUndo(
        f"{start} A later step {found.why}: {did}. Nothing was changed; undo that first.",
        steps=(other.id,),
    )
