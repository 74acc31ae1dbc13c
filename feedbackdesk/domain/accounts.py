"""Who counts once in a ranking: what an account is, decided here and nowhere else.

What somebody said counts for the organisation that is written on it. Without one it counts
for the person who said it, and where nobody is named for itself. Whoever was merged into
another counts as that other, people and organisations alike.

An organisation is written on what is said when it is recorded: the one that was named, else
the one the person belongs to. Who had none and joins one, by the owner's hand or by being
merged with a record that has one, takes along all that was said without; un-merging gives
back what merging took along. Who changes employer takes nothing along: it was said for the
old one. An organisation that is named beside somebody of another counts for that feedback alone.

Who is deleted or erased goes on counting once, without a name: a nameless record stands in
for the person, or for the organisation, and for all that was merged into it. So deleting,
merging and erasing never raise a number of requests.
"""

from __future__ import annotations

DELETED_PERSON = "A deleted person"
DELETED_ORGANISATION = "A deleted organisation"
DELETED_KEY = "\U0010fffc"
"""Nobody can type it, so that nothing new is taken for theirs; lists leave it out."""

ERASED_PERSON = "An erased person"
ERASED_KEY = "\U0010fffd"
"""As for the deleted; it sorts behind all names."""


def account(table: str, key: int) -> str:
    """Return how an account is called where its numbers are kept: o7, p12, f3.

    By a person or an organisation that nothing was merged into by now, or else a feedback.
    """
    return f"{table[0]}{key}"


def go_along(source: frozenset[int], target: frozenset[int]) -> tuple[bool, bool]:
    """Return of two records that are merged whether each takes along what it said without one.

    Given the organisations that each had, with whatever they were merged into. Where they have
    several in all, only a record that had none of its own goes along: all that was counted as
    one goes the same way, so that no number of requests is ever raised.
    """
    one_in_all = len(source | target) == 1
    return one_in_all or not source, one_in_all or not target
