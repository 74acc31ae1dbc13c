"""Which words stand on a page: the sentence around what counted, one an account, none twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedbackdesk.domain.quoting import Quoted, around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedbackdesk.domain.rows import Evidence


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody's words as they are printed."""

    said: Evidence
    quoted: Quoted


def chosen(
    found: Mapping[int, Sequence[Evidence]],
    order: Iterable[int],
    number: int,
    allows: Callable[[str], bool] = lambda _words: True,
) -> dict[int, list[Chosen]]:
    """Return the words for each item, at most `number`, from the best ones found.

    `order` are the items as they are printed: what the first one quotes no other does. Where a
    sentence may not be read, the counted words alone may; where they may not either, the next.
    """
    told: set[int] = set()
    chosen_of: dict[int, list[Chosen]] = {}
    for item_id in order:
        accounts: set[str] = set()
        kept: list[Chosen] = []
        for said in found.get(item_id, ()):
            if len(kept) == number:
                break
            if said.account in accounts or said.feedback_id in told:
                continue
            if (quoted := _as_it_may_be_read(said, allows)) is None:
                continue
            accounts.add(said.account)
            told.add(said.feedback_id)
            kept.append(Chosen(said, quoted))
        if kept:
            chosen_of[item_id] = kept
    return chosen_of


def _as_it_may_be_read(said: Evidence, allows: Callable[[str], bool]) -> Quoted | None:
    for quoted in (around(said.text, said.quote), around(said.words, None)):
        if quoted.words and allows(quoted.words):
            return quoted
    return None
