"""SQL as text, read once: parsing a statement costs more than running it."""

from __future__ import annotations

import functools
import re

from sqlalchemy import TextClause, bindparam, text

_LIST = re.compile(r"\bIN :(\w+)")


@functools.lru_cache(maxsize=512)
def sql(statement: str) -> TextClause:
    """Return a statement with :names; one that stands as `IN :name` takes a list."""
    lists = dict.fromkeys(_LIST.findall(statement))
    return text(statement).bindparams(*(bindparam(name, expanding=True) for name in lists))
