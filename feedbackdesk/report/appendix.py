"""The evidence behind each item: every account once, with all that it said, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.desk.roadmap import evidence
from feedbackdesk.domain.dates import paper_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.domain.words import Kind, label
from feedbackdesk.report.pieces import Account, Proof, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Evidence
    from feedbackdesk.report.pieces import Entry

_LENGTH = 600
"""The longest quote, in characters."""
MOST_ACCOUNTS: Final = 500
"""How many accounts are told one by one behind one item."""
MOST_QUOTES: Final = 2_000
"""How many quotes are told behind one item: some eighty pages."""


def proofs(
    read: Moment, entries: Iterable[Entry], currency: str, *, money: bool
) -> tuple[Proof, ...]:
    """Return the evidence behind printed items, in their order; who is left out is counted."""
    found = []
    for entry in entries:
        behind: dict[str, list[Evidence]] = {}
        heard: set[int] = set()
        for said in evidence(read, entry.item_id):
            if said.feedback_id not in heard:  # through two themes, and shown once
                heard.add(said.feedback_id)
                behind.setdefault(said.account, []).append(said)
        # Who said most comes first, then who spoke last.
        told = sorted(behind.values(), key=lambda all_said: -len(all_said))
        accounts: list[Account] = []
        room = MOST_QUOTES
        for all_said in told[:MOST_ACCOUNTS]:
            some = max(min(len(all_said), room), 1)  # nobody is told without a word of theirs
            accounts.append(_account(all_said, currency, money, some))
            room -= some
        shown = sum(len(one.quotes) for one in accounts)
        found.append(
            Proof(
                entry.item_id,
                entry.title,
                entry.rank,
                f"{plural(len(told), 'account', 'accounts')}, "
                f"{plural(len(heard), 'mention', 'mentions')}",
                tuple(accounts),
                _more(len(told) - len(accounts), len(heard) - shown),
            )
        )
    return tuple(found)


def _more(accounts: int, mentions: int) -> str:
    """Say how much there was no room for."""
    if accounts:
        return f"and {plural(accounts, 'more account', 'more accounts')}"
    return f"and {plural(mentions, 'more mention', 'more mentions')}" if mentions else ""


def _account(all_said: Sequence[Evidence], currency: str, money: bool, some: int) -> Account:
    newest = all_said[0]
    people = {said.who for said in all_said if said.who}
    name = newest.organisation or newest.who or newest.speaker
    stages = list(dict.fromkeys(label(said.stage) for said in reversed(all_said) if said.stage))
    about = [" then ".join(stages)]
    worth = next((said.value for said in all_said if said.kind is not Kind.LOSS), None)
    lost = [said for said in all_said if said.kind is Kind.LOSS]
    if worth and money:
        about.append(f"{show_money(worth, currency)} a year")
    if lost:
        sums = sum(said.value or 0 for said in lost)
        sales = plural(len(lost), "lost sale", "lost sales")
        about.append(f"{sales}, {show_money(sums, currency)}" if sums and money else sales)
    return Account(
        excerpt(name, 120),
        "  ·  ".join(part for part in about if part),
        tuple(
            Quote(
                excerpt(said.words, _LENGTH),
                excerpt(said.who or "", 80) if newest.organisation and people else "",
                paper_date(said.on),
                said.feedback_id,
                said.on,
            )
            for said in all_said[:some]
        ),
    )
