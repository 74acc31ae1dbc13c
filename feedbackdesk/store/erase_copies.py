"""Erasing reaches the copies: each is made anew without who was erased, and checked.

A copy is copied once more (whole and checked, with what its log holds), brought to this version
where it is of an older one, erased in and swept as the workspace is, checked from end to end,
and only then takes the place of the first, under its name. Every kept number must be what it
was. Others' words that name the erased stay where they stay in the workspace; where those
were corrected since, or are gone, a name in them gives way to “(erased)”.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from feedbackdesk.domain.erasures import Fate, Reached, together
from feedbackdesk.domain.errors import CannotOpen, Damaged, NotOurs, Refusal
from feedbackdesk.domain.text import blotter_of, name_key
from feedbackdesk.paths import beside
from feedbackdesk.store import check, erase, schema, wal
from feedbackdesk.store.columns import NAME_COLUMN, OWN, WORDS, with_keys
from feedbackdesk.store.copies import is_being_made, is_remnant
from feedbackdesk.store.copying import reach_disk
from feedbackdesk.store.engine import file_uri, make_engine, plain_errors
from feedbackdesk.store.identities import erasures_in, known_again
from feedbackdesk.store.looking import revision_of
from feedbackdesk.store.replacing import copy_of_one_at_rest
from feedbackdesk.store.sql import sql
from feedbackdesk.store.tallies import Tallies
from feedbackdesk.store.traces import (
    people_with,
    traces_of_records,
    uids_naming,
)
from feedbackdesk.store.workspace import is_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from feedbackdesk.domain.erasures import Erasure
    from feedbackdesk.store.traces import Traces
    from feedbackdesk.store.unit import Origin

_KEPT = ("theme_account", "item_account", "theme_tally", "item_tally", "account_value")
_ENCRYPTED = b"age-encryption.org/"
"""How a file begins that age encrypted (https://age-encryption.org/v1)."""
_IS_ENCRYPTED, _IS_NONE = "it is encrypted", "it is damaged, or no workspace"
_FOR_GOOD = {_IS_ENCRYPTED, _IS_NONE}
"""Why a copy cannot be read, where time alone will not change it."""
_A_SECOND_NS = 1_000_000_000
_PERSON = with_keys("person", OWN["person"])


@dataclass(frozen=True, slots=True)
class AsNow:
    """The workspace as it is now, for what copies of it say of others."""

    uids_naming: Callable[[Sequence[str]], set[tuple[str, str]] | None]
    """Given names: table and uid of every row in which they stand; None where it cannot tell."""
    people: Callable[[Sequence[str]], dict[str, Mapping[str, Any]]]
    """Given uids: the rows of those people who are there."""


@dataclass(frozen=True, slots=True)
class ToForget:
    """Who is to be erased from copies."""

    erasures: tuple[Erasure, ...]
    names: tuple[str, ...]
    """What they are called, beyond what a copy itself knows."""
    now: AsNow | None
    """None where nothing tells what others say now: then others' words stay as they are."""
    origin: Origin


class _StaysSo(CannotOpen):
    """Making a copy anew failed for what it holds: it would again."""


def erase_in_copy(path: Path, forget: ToForget) -> Reached:
    """Make a copy anew without who was erased; it stays as it is where that cannot be done."""
    try:
        if is_being_made(path):
            return Reached(path, Fate.KEPT, "it is being made", again=True)
        if is_remnant(path):
            path.unlink(missing_ok=True)
            return Reached(path, Fate.DELETED)
        if not path.exists():
            if path.parent.exists():
                return Reached(path, Fate.WITHOUT)  # the rotation was here
            return Reached(path, Fate.KEPT, "it is not there now", again=True)
        real = path.resolve()
        if is_open(real):
            return Reached(path, Fate.KEPT, "it is open in a FeedbackDesk", again=True)
        if why := _unreadable(real):
            return Reached(path, Fate.KEPT, why, again=why not in _FOR_GOOD)
        return Reached(path, Fate.REWRITTEN if _rewrite(real, forget) else Fate.WITHOUT)
    except (Damaged, NotOurs, _StaysSo):
        return Reached(path, Fate.KEPT, "it is damaged, or cannot be opened")
    except Refusal as refusal:  # a full disk, or a broken one, may be of the moment
        said = str(refusal).replace(_being_made_anew(path).name, path.name)
        why = said.partition(". ")[0].removesuffix(".")
        return Reached(path, Fate.KEPT, why, again=True)
    except OSError as error:
        return Reached(path, Fate.KEPT, error.strerror or str(error), again=True)


def _unreadable(path: Path) -> str:
    """Return why a copy cannot be read, in a few words; nothing where it can be."""
    if not os.access(path, os.R_OK):
        return "it cannot be read"
    marks, mark = wal.marks_in_log(path), wal.mark_at_rest(path)
    if mark is None:
        with path.open("rb") as file:
            encrypted = file.read(len(_ENCRYPTED)) == _ENCRYPTED
        return _IS_ENCRYPTED if encrypted else _IS_NONE
    if marks and mark not in marks:
        return "a log of another file lies beside it; open it once"
    return "it is of a newer version" if _revision(path) > schema.REVISION else ""


def _revision(path: Path) -> str:
    with plain_errors(path):
        return revision_of(path, at_rest=not wal.has_log(path))


def _being_made_anew(path: Path) -> Path:
    return beside(path, f".erasing-{os.getpid()}")


def _rewrite(path: Path, forget: ToForget) -> bool:
    """Put a copy without them in the place of a copy; return whether they were in it."""
    new = _being_made_anew(path)
    try:
        with suppress(FileNotFoundError):
            new.unlink()
        was = path.stat()
        if wal.has_log(path):
            _bring_home(path)
        copy_of_one_at_rest(path, new)
        if not erase_in(new, forget):
            return False
        # As old as it was, and still another file for whoever looks at times.
        os.utime(new, ns=(was.st_atime_ns, was.st_mtime_ns + _A_SECOND_NS))
        new.replace(path)
        reach_disk(path.parent)
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                new.with_name(new.name + ending).unlink(missing_ok=True)
    return True


def _bring_home(path: Path) -> None:
    """Let a copy have in itself what its log has, so that none outlives it; raises CannotOpen."""
    with plain_errors(path):
        with closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if wal.has_log(path):
            raise CannotOpen(f"The log of {path} could not be brought home")


def erase_in(path: Path, forget: ToForget, *, remember: bool = False) -> bool:
    """Erase in a file that nobody else has, and leave one file, checked; return whether it had to.

    `remember` writes the erasures down in it, also where nobody of them is in it; a copy that stays
    one keeps its last step, which tells of when it is. Raises Refusal; then the file is not to be
    used.
    """
    from feedbackdesk.store.migrations.run import migrate

    if _revision(path) < schema.REVISION:
        migrate(path, backup=False)
    engine = make_engine(path, mode="rw")
    try:
        with plain_errors(path):
            found = _erase_all(engine, path, forget, remember=remember)
            if found:
                _finish(engine, path)
    finally:
        engine.dispose()
    return found


def erase_again(
    unfinished: Path, workspace: Path, erasures: Sequence[Erasure], origin: Origin
) -> None:
    """Erase in a copy that is about to take a workspace's place whoever was erased since.

    Whoever the workspace and the copy remember, as far as they can be read, and by further
    erasures; each is remembered in the copy. Raises Refusal; then the copy is not to be used.
    """
    with _at_rest(unfinished) as connection:  # of what was rescued, a part came from elsewhere
        own = erasures_in(connection) if connection is not None else ()
    with _at_rest(workspace) as connection:
        known = erasures_in(connection) if connection is not None else ()
        every = together(own, known, erasures)
        if every:
            now = None
            if connection is not None:
                now = AsNow(partial(_naming_in, connection), partial(_people_in, connection))
            erase_in(unfinished, ToForget(every, (), now, origin), remember=True)


@contextmanager
def _at_rest(path: Path) -> Iterator[Connection | None]:
    """Give a connection to a workspace that is only looked at; None where it cannot be read."""
    engine = make_engine(path, mode="ro", immutable=not wal.has_log(path))
    try:
        with ExitStack() as stack:
            connection: Connection | None = None
            with suppress(Refusal, OSError, DBAPIError):
                if path.exists() and _revision(path) == schema.REVISION:
                    opened = stack.enter_context(engine.connect())
                    erasures_in(opened)
                    connection = opened
            yield connection
    finally:
        engine.dispose()


def _naming_in(connection: Connection, names: Sequence[str]) -> set[tuple[str, str]] | None:
    try:
        return uids_naming(connection, names)
    except DBAPIError:  # it is damaged
        return None


def _people_in(connection: Connection, uids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    try:
        return people_with(connection, uids)
    except DBAPIError:
        return {}


def _erase_all(engine: Engine, path: Path, forget: ToForget, *, remember: bool) -> bool:
    with engine.connect() as plain:
        connection = plain.execution_options(write=True)
        with connection.begin():
            means = known_again(connection, forget.erasures)
            known = set(erasures_in(connection))
            held, to_remember = [], []
            for erasure in forget.erasures:
                traces = traces_of_records(connection, means.get(erasure, ()), forget.names)
                others = _to_be_blotted(connection, traces, forget.now)
                if _is_held(traces) or others:
                    held.append((erasure, traces, others))
                elif remember and erasure not in known:
                    to_remember.append(erasure)
            before = _kept(connection) if held else []
            for erasure, traces, others in held:
                erase.erase_in_silence(connection, traces)
                if remember:
                    erase.log_erasure(connection, forget.origin, erasure, traces.rows)
                if forget.now is not None:
                    _blot(connection, traces.names, others, forget.now)
            for erasure in to_remember:
                erase.log_erasure(connection, forget.origin, erasure, {})
            if held and _kept(connection) != before:
                raise _StaysSo(f"What {path} counts would not be the same. It was left as it is.")
            return bool(held or to_remember)


def _is_held(traces: Traces) -> bool:
    return any(
        (
            *traces.rows.values(),
            traces.named_losses,
            traces.logged,
            traces.named_prints,
            traces.heap,
        )
    )


def _kept(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """Return every kept number, counted anew."""
    Tallies(connection).count()
    return [
        sorted(tuple(row) for row in connection.execute(sql(f"SELECT * FROM {table}")))
        for table in _KEPT
    ]


def _to_be_blotted(
    connection: Connection, traces: Traces, now: AsNow | None
) -> dict[str, dict[int, str]]:
    """Return the rows of others, each with its uid, that name the erased here and not there."""
    if now is None:
        return {}
    found: dict[str, dict[int, str]] = {}
    naming = {table: keys for table, keys in traces.others.items() if keys}
    stays = now.uids_naming(traces.names) if naming else None
    if stays is None:
        return {}
    for table, keys in naming.items():
        statement = sql(f"SELECT id, uid FROM {table} WHERE id IN :ids")
        rows = connection.execute(statement, {"ids": keys})
        some = {row.id: row.uid for row in rows if (table, row.uid) not in stays}
        if some:
            found[table] = some
    return found


def _blot(
    connection: Connection,
    names: Sequence[str],
    others: Mapping[str, Mapping[int, str]],
    now: AsNow,
) -> None:
    """Take names out of what others said: it was corrected since, or is gone."""
    blotted = blotter_of(names, schema.ERASED_WORDS)
    for table, rows in others.items():
        if table == "contact_point":  # taken away from somebody else since
            statement = sql("DELETE FROM contact_point WHERE id IN :ids")
            connection.execute(statement, {"ids": tuple(rows)})
            continue
        people = now.people(tuple(rows.values())) if table == "person" else {}
        for key, uid in rows.items():
            columns = ", ".join(WORDS[table])
            statement = sql(f"SELECT {columns} FROM {table} WHERE id = :row_key")
            found = connection.execute(statement, {"row_key": key}).one()._mapping
            values: dict[str, Any] = {
                name: blotted(words) for name, words in found.items() if words
            }
            if table == "person":  # a name and addresses of their own: as they are now
                values = {name: words for name, words in values.items() if name not in _PERSON}
                values |= {name: people[uid][name] for name in _PERSON if uid in people}
            elif "key" in schema.metadata.tables[table].c:
                values |= _with_key(connection, table, key, values)
            if values:
                sets = ", ".join(f"{name} = :{name}" for name in values)
                statement = sql(f"UPDATE {table} SET {sets} WHERE id = :row_key")
                connection.execute(statement, values | {"row_key": key})


def _with_key(
    connection: Connection, table: str, row: int, values: Mapping[str, str]
) -> dict[str, str]:
    """Return a name with the key it is compared by, another than every other row has."""
    column = NAME_COLUMN[table]
    name, number = values[column], 1
    statement = sql(f"SELECT 1 FROM {table} WHERE key = :key AND id <> :row")
    while connection.execute(statement, {"key": name_key(name), "row": row}).first() is not None:
        number += 1
        name = f"{values[column]} {number}"
    return {column: name, "key": name_key(name)}


def _finish(engine: Engine, path: Path) -> None:
    """Sweep a file, look it over, and leave it as one file on the disk."""
    if not erase.sweep(engine):
        raise Refusal(f"{path} could not be swept: its disk may be full. It was left as it is.")
    with engine.connect() as connection:
        if check.problems(connection) or check.kept_problems(connection):
            raise _StaysSo(f"{path} fails its check. It was left as it is.")
        with closing(connection.connection.cursor()) as raw:
            raw.execute("ROLLBACK")
            raw.execute("PRAGMA journal_mode = DELETE")
    engine.dispose()
    reach_disk(path)
