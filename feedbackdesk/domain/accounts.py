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


def organisation_of_all(organisations: frozenset[int], others: frozenset[int]) -> bool:
    """Return whether two records of one person belong to one organisation together.

    The organisations of each, with whatever they were merged into: at most one in all.
    """
    return len(organisations | others) == 1
