"""Which words stand on a page: the sentence around what counted, one an account, none twice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from feedbackdesk.domain.quoting import Quoted, around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedbackdesk.desk.discretion import Text
    from feedbackdesk.domain.rows import Evidence
    from feedbackdesk.report.outward import Outward


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody's words as they are printed."""

    said: Evidence
    quoted: Quoted


def chosen(
    found: Mapping[int, Sequence[Evidence]],
    order: Mapping[int, str],
    number: int,
    outward: Outward | None = None,
) -> dict[int, list[Chosen]]:
    """Return the words for each item, at most `number`, from the best ones found.

    `order` are the items as they are printed, with their titles: what the first one quotes no
    other does. Where a sentence may not go `outward`, the counted words alone may; where they may
    not either, the next. The owner is asked only where there are not enough without asking.
    """
    told: set[int] = set()
    chosen_of: dict[int, list[Chosen]] = {}
    for item_id, title in order.items():
        accounts: set[str] = set()
        kept: list[Chosen] = []
        unsure: dict[str, Text] = {}
        for said in found.get(item_id, ()):
            if len(kept) == number:
                break
            if said.account in accounts or said.feedback_id in told:
                continue
            both = (around(said.text, said.quote), around(said.words, None))
            forms = [one for one in both if one.words]
            quoted, asked = _as_it_may_be_read(said, forms, title, outward)
            if asked is not None:
                unsure.setdefault(said.account, asked)
            if quoted is None:
                continue
            accounts.add(said.account)
            told.add(said.feedback_id)
            kept.append(Chosen(said, quoted))
        if kept:
            chosen_of[item_id] = kept
        if outward is not None:
            left = (text for account, text in unsure.items() if account not in accounts)
            outward.ask_about(islice(left, number - len(kept)), title)
    return chosen_of


def _as_it_may_be_read(
    said: Evidence, forms: Sequence[Quoted], of: str, outward: Outward | None
) -> tuple[Quoted | None, Text | None]:
    """Return the form of some words that may stand there, or the one to ask about."""
    if outward is None or not forms:
        return (forms[0] if forms else None), None
    at, asked = outward.quote([one.words for one in forms], said.words, of)
    return (None if at is None else forms[at]), asked
