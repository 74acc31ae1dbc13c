"""The roadmap for customers: what they said, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedbackdesk.domain.words import ItemStage, Lens, label
from feedbackdesk.language.say import _, later, ngettext
from feedbackdesk.report.options import STAGE_ORDER
from feedbackdesk.report.paper.items import Items, aim_of, item_label

if TYPE_CHECKING:
    from feedbackdesk.report.rows import Entry

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
        report, say = self._report, self.legible
        stages = []
        for stage in STAGE_ORDER:
            here = [entry for entry in report.entries if entry.stage is stage]
            if here:
                stages.append(
                    {
                        "stage": stage.value,
                        "heading": label(stage),
                        "about": str(_ABOUT[stage]),
                        "items": [self._told(entry) for entry in here],
                    }
                )
        return self._page() | {
            "decision": {
                "lead": _("You said."),
                "because": _("We listened.") if report.entries else "",
                "also": [self._heard(), say(report.legend_line)] if report.entries else [],
            },
            "stages": stages,
        }

    def _told(self, entry: Entry) -> dict[str, Any]:
        say, where = self.legible, entry.title
        return {
            "id": item_label(entry),
            "title": say.heading(entry.title),
            "figure": self._asked(entry),
            "description": say(entry.description, where),
            "when": say(entry.why or aim_of(entry)),
            "quotes": [self._quote(one, entry) for one in entry.quotes],
            "long": len(entry.description) > 3_000,
        }

    def _heard(self) -> str:
        """Return how many spoke, and what the page is."""
        number = self._report.accounts
        return ngettext(
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            "{number} of you told us what would help. This is what we heard, what we are doing "
            "about it, and what is done.",
            number,
        ).format(number=f"{number:,}")

    def _asked(self, entry: Entry) -> str:
        """Return how many asked for an item, as it is said to them."""
        if self._report.options.shown_lens is not Lens.REQUESTS:
            return ", ".join((f"{entry.figure} {entry.unit}", *entry.facts))
        asked = ngettext("{number} of you asked", "{number} of you asked", entry.requests)
        told = asked.format(number=f"{entry.requests:,}") if entry.requests else ""
        return ", ".join(part for part in (told, *entry.facts) if part)
