"""The ranking that the roadmap page shows: asked of the desk, and kept to be ranked anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from feedbackdesk.desk.roadmap import full_roadmap, ranked_roadmap
from feedbackdesk.desk.roadmap_filters import filtered_roadmap
from feedbackdesk.domain.evidence import EvidenceFilter
from feedbackdesk.domain.ranking import rank_items

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import RankedItem
    from feedbackdesk.domain.words import Lens
    from feedbackdesk.ui.live import Live


class Ranking(QObject):
    """Asks off the window's thread; of several answers only the last one counts."""

    came = Signal()
    """The ranking at hand is another one."""

    def __init__(self, live: Live, parent: QObject) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._live = live
        self._whole = False
        self.ranked: list[RankedItem] = []
        self.only = EvidenceFilter()
        """What counts in the ranking at hand."""

    def load(self, lens: Lens, only: EvidenceFilter) -> None:
        """Ask for the ranking through a lens, of what counts."""
        self._live.forget(self)

        def whole(ranked: list[RankedItem]) -> None:
            self._take(ranked, only, whole=True)

        def quick(ranked: list[RankedItem]) -> None:
            # The kept numbers come at once, at any size; those that are computed follow.
            if not self.ranked:
                self._take(ranked, only, whole=False)
            self._live.latest(self, full_roadmap, lens, then=whole)

        if only:
            self._live.latest(self, filtered_roadmap, lens, only, then=whole)
        else:
            self._live.latest(self, ranked_roadmap, lens, then=quick)

    def rank_by(self, lens: Lens) -> None:
        """Rank by the numbers at hand, at once, where all of them are here.

        What moved through this lens is told by the desk, whose answer follows.
        """
        if self._whole:
            items = [one.item for one in self.ranked]
            self._take(rank_items(items, lens), self.only, whole=True)

    def _take(self, ranked: list[RankedItem], only: EvidenceFilter, *, whole: bool) -> None:
        self.ranked, self.only, self._whole = ranked, only, whole
        self.came.emit()
