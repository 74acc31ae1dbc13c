"""How the rank is made and what the signs mean, in the sentences at the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.lenses import LENSES
from feedbackdesk.domain.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedbackdesk.report.options import RoadmapOptions
    from feedbackdesk.report.pieces import Entry


def legend(options: RoadmapOptions) -> str:
    """Return how the rank is made, in words that the edition may use."""
    start = "Grouped by stage, and ranked " if options.grouped else "Ranked "
    if not options.is_public:
        name = label(options.lens)
        return f"{start}by {name[:1].lower()}{name[1:]}: {LENSES[options.lens].counts}"
    if LENSES[options.lens].is_public:
        return start + LENSES[options.lens].to_customers
    return "In the order in which we mean to look at them."


def notes(printed: Sequence[Entry]) -> tuple[str, ...]:
    """Return what the signs mean that stand on the page."""
    # The day alone: the name of a snapshot may be for nobody else to read.
    since = next((entry.since for entry in printed if entry.movement), "")
    return (f"Arrows count the places moved since {since}.",) if since else ()


def shared(printed: Sequence[Entry], accounts: int, lost_value: int) -> str:
    """Return that open items share accounts, so that their numbers add up to more than the totals.

    Nothing where they share none: then the items' numbers add up to the totals. Two sales that
    one account lost us for two items are no sale that they share.
    """
    open_ones = [entry for entry in printed if entry.stage.is_open]
    if sum(entry.requests for entry in open_ones) <= accounts:
        return ""
    sales = sum(entry.lost_value for entry in open_ones) > lost_value
    counted = "each counts once, and so does each lost sale" if sales else "each counts once"
    return (
        f"Some accounts asked for several items: in the totals {counted}, so the items’ own "
        "numbers add up to more."
    )
