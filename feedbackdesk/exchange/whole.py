"""Everything in one JSON file: to be kept, to be read by other programs, and to come back whole.

The file is an object: `format` is “feedbackdesk”, `version` the version of this layout, and
`tables` an object of arrays, one for each table, in an order in which nothing points ahead. A row
has the columns of the workspace's schema: `id` is its key, a column that ends in _id is the key
of a row of that table, days are ISO text, moments ISO text in UTC, and sums whole hundredths of
the currency in the setting of that name. The history is not in it, nor what follows from the rest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Row = Mapping[str, Any]

FORMAT = "feedbackdesk"
VERSION = 1
BYTES_LIMIT = 2_000_000_000


def write(tables: Iterable[tuple[str, Iterable[Row]]], made: str) -> Iterator[bytes]:
    """Yield the file in parts: a row is a line, so that two of them can be compared."""
    head = {"format": FORMAT, "version": VERSION, "made": made}
    yield json.dumps(head)[:-1].encode() + b', "tables": {'
    before = b"\n"
    for name, rows in tables:
        yield before + json.dumps(name).encode() + b": ["
        between = b"\n"
        for row in rows:
            yield between + json.dumps(dict(row), ensure_ascii=False).encode()
            between = b",\n"
        yield b"]"
        before = b",\n"
    yield b"\n}}\n"


def is_whole(head: bytes) -> bool:
    """Whether a file begins as such a file does."""
    start = b"".join(head[:200].removeprefix(b"\xef\xbb\xbf").split())
    return start.startswith(b'{"format":"feedbackdesk"')


def read(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of such a file; raises Refusal for another, or one of a newer layout."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Refusal(
            _("It is damaged: it does not end as it begins. Nothing was changed.")
        ) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Refusal(_("It does not come from FeedbackDesk. Nothing was changed."))
    version, tables = found.get("version"), found.get("tables")
    if not isinstance(version, int) or version > VERSION:
        raise Refusal(
            _("It comes from a newer FeedbackDesk. Nothing was changed; bring this one up to date.")
        )
    if not isinstance(tables, dict) or not all(
        isinstance(rows, list) and all(_is_row(row) for row in rows) for rows in tables.values()
    ):
        raise Refusal(_("Its rows are none. Nothing was changed."))
    return tables


def _is_row(row: object) -> bool:
    return (
        isinstance(row, dict)
        and isinstance(row.get("id"), int)
        and all(value is None or isinstance(value, str | int) for value in row.values())
    )
