"""All that a workspace holds, taken out, and taken in again where nothing is yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.sample import is_empty
from feedbackdesk.desk.step import step
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.language.say import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork

    Row = dict[str, Any]


def tables(read: Reader) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield every table with its rows, those that others point to first."""
    from feedbackdesk.store.read.everything import WHOLE

    for name in WHOLE:
        yield name, read.rows_of(name)


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
                "Nothing was changed; choose another file with --workspace."
            )
        )
    return replace_all(work, held)
