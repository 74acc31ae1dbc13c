"""All that a workspace holds, taken out, and taken in again where nothing is yet.

It is taken out as one JSON file: to be kept, to be read by other programs, and to come back whole.
The file is an object: `format` is “feedbackdesk”, `version` the version of this layout, and
`tables` an object of arrays, one for each table, in an order in which nothing points ahead. A row
has the columns of the workspace's schema: `id` is its key, a column that ends in _id is the key
of a row of that table, days are ISO text, moments ISO text in UTC, and sums whole hundredths of
the currency in the setting of that name. The history is not in it, nor what follows from the rest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.sample import is_empty
from feedbackdesk.desk.step import step
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

    Row = dict[str, Any]

FORMAT = "feedbackdesk"
VERSION = 1


def tables(read: Reader) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield every table with its rows, those that others point to first."""
    from feedbackdesk.store.read.everything import WHOLE

    for name in WHOLE:
        yield name, read.rows_of(name)


def numbers(read: Reader) -> dict[str, int]:
    """Return how many rows every table has."""
    from feedbackdesk.store.read.everything import WHOLE

    return {name: read.rows_in(name) for name in WHOLE}


def written(
    held: Iterable[tuple[str, Iterable[Mapping[str, Any]]]], made: str, begun: str | None = None
) -> Iterator[bytes]:
    """Yield the file in parts: a row is a line, so that two of them can be compared.

    `made` is when, `begun` the mark of the business's first step, for who has to know it again.
    """
    head = {"format": FORMAT, "version": VERSION, "made": made}
    head |= {"begun": begun} if begun else {}
    yield json.dumps(head)[:-1].encode() + b', "tables": {'
    before = b"\n"
    for name, rows in held:
        yield before + json.dumps(name).encode() + b": ["
        between = b"\n"
        for row in rows:
            yield between + json.dumps(dict(row), ensure_ascii=False).encode()
            between = b",\n"
        yield b"]"
        before = b",\n"
    yield b"\n}}\n"


@step("Take in a whole workspace")
def take_in(work: UnitOfWork, held: Mapping[str, Sequence[Row]]) -> int:
    """Take in what `tables` gave, with its keys, where nothing is yet; return how many rows.

    What every new workspace begins with gives way. Raises Refusal where something is there
    already: two businesses are not mixed by their keys.
    """
    from feedbackdesk.store.whole import replace_all

    if not is_empty(work.read):
        raise Refusal(
            _(
                "The workspace is not empty, and a whole one goes into an empty one. "
                "Nothing was changed; open or make an empty one first."
            )
        )
    return replace_all(work, held)
