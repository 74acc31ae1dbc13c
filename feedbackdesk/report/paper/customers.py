"""The roadmap for customers: what they said, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import _, later
from feedbackdesk.report.paper.items import Items, aim_of, item_label

if TYPE_CHECKING:
    from feedbackdesk.report.pieces import Entry

_ABOUT: Final = {
    ItemStage.NOW: later("We are working on it."),
    ItemStage.NEXT: later("It comes next."),
    ItemStage.LATER: later("It is planned, without a day."),
    ItemStage.IDEA: later("We heard it, and have not decided yet."),
    ItemStage.SHIPPED: later("It is there."),
    ItemStage.DECLINED: later("We will not do it."),
}
"""What a stage means to customers."""


class CustomersCopy(Items):
    """What the template "customers" takes."""

    def page(self) -> dict[str, Any]:
        """Return what the template shows."""
        stages = [
            {
                "stage": stage.value,
                "heading": label(stage),
                "about": str(_ABOUT[stage]),
                "items": [self._told(entry) for entry in here],
            }
            for stage, here in self._document.stages
        ]
        return self._page() | {
            "decision": self._opening(),
            "stages": stages,
        }

    def _told(self, entry: Entry) -> dict[str, Any]:
        say, where = self.legible, entry.title
        return {
            "id": item_label(entry),
            "title": say.heading(entry.title),
            "figure": entry.asked,
            "description": say(entry.description, where),
            "when": say(entry.why or aim_of(entry)),
            "quotes": [self._quote(one, entry) for one in entry.quotes],
            "long": len(entry.description) > 3_000,
        }

    def _opening(self) -> dict[str, Any]:
        opening, say = self._document.opening, self.legible
        if opening is None:
            return {"lead": _("You said."), "because": "", "also": []}
        also = [say(one) for one in (*opening.also, self._document.legend_line)]
        return {"lead": opening.lead, "because": opening.because, "also": also}
