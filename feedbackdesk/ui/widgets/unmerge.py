"""Which of the records that were merged into one is to stand on its own again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.text import excerpt, plural
from feedbackdesk.ui.widgets.choose import Choice, Chooser

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.contacts import Standing
    from feedbackdesk.ui.live import Live


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
