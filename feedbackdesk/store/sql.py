"""SQL as text, read once: parsing a statement costs more than running it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import TextClause, bindparam, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, CursorResult

T = TypeVar("T")

_CHUNK = 10_000

_LIST = re.compile(r"\bIN :(\w+)")


@functools.lru_cache(maxsize=512)
def sql(statement: str) -> TextClause:
    """Return a statement with :names; one that stands as `IN :name` takes a list."""
    lists = dict.fromkeys(_LIST.findall(statement))
    return text(statement).bindparams(*(bindparam(name, expanding=True) for name in lists))


def for_keys(connection: Connection, statement: str, keys: Sequence[int]) -> CursorResult[Any]:
    """Run a statement over `IN :ids`; for one key, as most are, without making a list of it."""
    if len(keys) == 1:
        return connection.execute(sql(statement.replace("IN :ids", "= :ids")), {"ids": keys[0]})
    return connection.execute(sql(statement), {"ids": keys})


def chunks(keys: Iterable[T], size: int = _CHUNK) -> Iterator[list[T]]:
    """Yield keys in lists short enough for one statement."""
    everything = list(keys)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]
