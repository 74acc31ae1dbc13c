"""What merges two records and takes them apart, and which of several is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.desk.merging import (
    merge_organisations,
    merge_people,
    unmerge_organisation,
    unmerge_person,
)
from feedbackdesk.desk.roadmap import merge_items
from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.widgets.choose import Choice, Chooser

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.ui.live import Live

MERGE: dict[str, Intention[[int, int], None]] = {
    "person": merge_people,
    "organisation": merge_organisations,
    "item": merge_items,
}
"""By the table: the record that goes, and the one that stays."""
UNMERGE: dict[str, Intention[[int], None]] = {
    "person": unmerge_person,
    "organisation": unmerge_organisation,
}


def offer_unmerge(
    parent: QWidget, live: Live, found: Standing, unmerge: Callable[[str, int], None]
) -> None:
    """Offer the records that were merged into one; `unmerge` gets the table and the key."""
    if not found.merged:
        sentence = parent.tr("Nothing was merged into {name}.")
        live.said.emit(sentence.format(name=excerpt(found.name)))
        return

    def picked(key: int | None, _name: str) -> None:
        if key is not None:
            unmerge(found.table, key)

    title = parent.tr("Un-merge from {name}").format(name=excerpt(found.name, 60))
    chooser = Chooser(parent, title, picked)
    chooser.offer(
        [
            Choice(key, name, plural(times, "feedback", "feedbacks"))
            for key, name, times in found.merged
        ]
    )
    chooser.open()
