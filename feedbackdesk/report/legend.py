"""How the rank is made and what the signs mean, in the sentences at the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedbackdesk.domain.ranking import MOMENTUM_DAYS
from feedbackdesk.domain.words import Lens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.report.options import ReportOptions
    from feedbackdesk.report.rows import Entry

_LEGENDS: Final = {
    Lens.REQUESTS: "by requests: the number of accounts that asked, each counted once.",
    Lens.MENTIONS: "by mentions: how often each was brought up, by whomever.",
    Lens.VALUE: "by customers’ value: what the customers who asked are worth a year.",
    Lens.LOST: "by lost value: the sales that were lost for want of it.",
    Lens.MOMENTUM: f"by momentum: the accounts that asked in the last {MOMENTUM_DAYS} days.",
    Lens.EFFORT: "by value for effort: the accounts that asked, for each point of effort.",
}
_PUBLIC: Final = {
    Lens.REQUESTS: "by how many asked, each counted once.",
    Lens.MENTIONS: "by how often each was asked for.",
    Lens.MOMENTUM: f"by how many asked in the last {MOMENTUM_DAYS} days.",
}


def legend(options: ReportOptions) -> str:
    """Return how the rank is made, in words that the edition may use."""
    start = "Grouped by stage, and ranked " if options.grouped else "Ranked "
    if not options.is_public:
        return start + _LEGENDS[options.lens]
    if options.lens in _PUBLIC:
        return start + _PUBLIC[options.lens]
    return "In the order in which we mean to look at them."


def notes(printed: Sequence[Entry]) -> tuple[str, ...]:
    """Return what the signs mean that stand on the page."""
    if any(entry.movement for entry in printed):
        return ("Arrows count the places moved since the last print.",)
    return ()
