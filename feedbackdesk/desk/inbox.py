"""The inbox: what waits in it, and what leaves it without a theme.

It is what a window shows first, so it stands on as little as it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.step import step
from feedbackdesk.domain.dates import local_today

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from feedbackdesk.domain.rows import Counts, Feedback
    from feedbackdesk.store.reader import Reader
    from feedbackdesk.store.unit import UnitOfWork


def whole_inbox(read: Reader, rows: int) -> tuple[array[int], list[Feedback]]:
    """Return the keys of all that waits in the inbox, newest first, eight bytes each.

    And so many of its first rows, so that they need not be asked for once the keys are there.
    """
    keys = read.inbox_ids()
    return keys, read.feedback_page(keys[:rows])


def inbox_places(
    read: Reader, keys: Sequence[int], but: Sequence[int] = ()
) -> tuple[int, dict[int, int]]:
    """Return how many wait in the inbox, and the places of those keys that do, newest first.

    `but` are feedbacks that do not count: they are on their way out. So a list of a million
    keys follows a change without being read anew.
    """
    return read.inbox_places(keys, but)


def feedback_page(read: Reader, ids: Sequence[int]) -> list[Feedback]:
    """Return the feedbacks with these keys, in their order."""
    return read.feedback_page(ids)


def counts(read: Reader) -> Counts:
    """Return what the navigation shows beside its pages."""
    return read.counts(local_today().isoformat())


@step("Delete {number}")
def delete_many(work: UnitOfWork, feedback_ids: Sequence[int], number: str) -> None:
    """Remove several feedbacks; `number` says how many, in words."""
    del number  # for the label
    for feedback_id in feedback_ids:
        work.delete("feedback", feedback_id)


@step("Archive {number}")
def archive_many(work: UnitOfWork, feedback_ids: Sequence[int], number: str) -> None:
    """Take feedback out of the inbox without a theme."""
    del number  # for the label
    for feedback_id in feedback_ids:
        work.update("feedback", feedback_id, archived=1)
