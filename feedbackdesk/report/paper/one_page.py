"""The one page: every open item in a line or two, and what is done with in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import _
from feedbackdesk.report.paper.items import Items, notes_of, rank_of

if TYPE_CHECKING:
    from feedbackdesk.report.pieces import Entry

_NOTE: Final = 200
"""How much of a closing note the one page has room for, in characters."""


class OnePage(Items):
    """What the template "one-page" takes."""

    def page(self) -> dict[str, Any]:
        """Return what the template shows."""
        document = self._document
        entries = [entry for entry in document.entries if entry.stage.is_open]
        counts = [
            {
                "stage": stage.value,
                "heading": label(stage),
                "count": f"{len(here):,}",
            }
            for stage, here in document.stages
        ]
        return self._page() | {
            "items": [self._row(entry) for entry in entries],
            "counts": counts,
            "legend": self.legible(" ".join((document.legend_line, *self._done_lines()))),
            "closing": [self.legible(excerpt("  ".join(notes_of(document)), _NOTE))],
            "left-out": _("And {number} more."),
        }

    def _done_lines(self) -> list[str]:
        """Return what is done with, a line for each stage."""
        found = []
        for stage in (ItemStage.SHIPPED, ItemStage.DECLINED):
            titles = [
                f"{entry.title} ({entry.shipped_in})" if entry.shipped_in else entry.title
                for entry in self._document.entries
                if entry.stage is stage
            ]
            if titles:
                found.append(f"{label(stage)}: {excerpt(', '.join(titles), _NOTE)}.")
        return found

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "rank": rank_of(entry),
            "title": self.legible.heading(entry.title),
            "stage": entry.stage.value,
            "figure": entry.figure,
            "facts": [self.legible(one, entry.title) for one in entry.numbers],
        }
