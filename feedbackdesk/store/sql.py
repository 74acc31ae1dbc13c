"""SQL as text, read once: parsing a statement costs more than running it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, CursorResult, Dialect

T = TypeVar("T")

_CHUNK = 10_000

_LIST = re.compile(r"\bIN :(\w+)")


@functools.lru_cache(maxsize=512)
def sql(statement: str) -> TextClause:
    """Return a statement with :names; one that stands as `IN :name` takes a list."""
    lists = dict.fromkeys(_LIST.findall(statement))
    return text(statement).bindparams(*(bindparam(name, expanding=True) for name in lists))


@functools.lru_cache(maxsize=1024)
def _takes_list(statement: TextClause) -> bool:
    return _LIST.search(statement.text) is not None


@functools.lru_cache(maxsize=1024)
def _compiled(statement: TextClause, dialect: Dialect) -> tuple[str, tuple[str, ...] | None]:
    """Return a statement as a database takes it, with the order of its values; None by name."""
    compiled = statement.compile(dialect=dialect)
    positions = compiled.positiontup if isinstance(compiled, SQLCompiler) else None
    return str(compiled), tuple(positions) if positions is not None else None


def run(
    connection: Connection, statement: TextClause, facts: Mapping[str, Any]
) -> CursorResult[Any]:
    """Run a statement from `sql`: without a list at half of what SQLAlchemy's way costs."""
    if _takes_list(statement):
        return connection.execute(statement, facts)
    words, positions = _compiled(statement, connection.dialect)
    if positions is None:
        return connection.exec_driver_sql(words, dict(facts))
    return connection.exec_driver_sql(words, tuple(facts[name] for name in positions))


def for_keys(connection: Connection, statement: str, keys: Sequence[int]) -> CursorResult[Any]:
    """Run a statement over `IN :ids`; for one key, as most are, without making a list of it."""
    if len(keys) == 1:
        return run(connection, sql(statement.replace("IN :ids", "= :ids")), {"ids": keys[0]})
    return connection.execute(sql(statement), {"ids": keys})


def chunks(keys: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """Yield keys in lists short enough for one statement."""
    everything = list(keys)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
