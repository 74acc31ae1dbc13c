"""What may be printed for customers: names that are known, and what the owner said of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.settings import settings
from feedbackdesk.domain.folding import fold
from feedbackdesk.insight.discretion.known import Discretion
from feedbackdesk.insight.discretion.ordinary import ORDINARY
from feedbackdesk.insight.discretion.proper import PROPER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedbackdesk.store.reader import Reader

_WORDS_OF_A_NAME = (2, 3)


def discretion(read: Reader) -> Discretion:
    """Return what knows every name that the workspace holds anywhere, for one moment of it."""
    known, heard = read.private_names(), read.heard_names()
    return Discretion(
        (*known.people, *_of_people(heard.people)),
        known.firms,
        (*known.phones, *heard.phones),
        settings(read)["currency"],
        (*known.addresses, *heard.addresses),
    )


def _of_people(names: Iterable[str]) -> Iterator[str]:
    """Yield what is surely the name of a person, among senders that are also machines and firms."""
    for name in names:
        words = name.split()
        if len(words) in _WORDS_OF_A_NAME and all(map(str.isalpha, words)):
            parts = {fold(word) for word in words}
            if name.istitle() and not parts & (ORDINARY | PROPER):
                yield name
