"""What a person or an organisation said, as a quote on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedbackdesk.domain.dates import show_date
from feedbackdesk.domain.money import show_money
from feedbackdesk.domain.words import label
from feedbackdesk.ui.look.theme import Role, Weight
from feedbackdesk.ui.rows.pieces import DOT
from feedbackdesk.ui.rows.story import Part, StoryQuote

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback


class PersonQuote(StoryQuote):
    """What somebody said: what they were then comes first, for who it was is known."""

    of_person = True
    """Whether it is a person's page; on an organisation's each quote tells who spoke."""

    def parts(self, row: Feedback, _words: str) -> list[Part]:
        """Return what they were then, when and how, and what it is about."""
        then = label(row.stage) if row.stage else ""
        first = then if self.of_person else row.who or self.tr("Not named")
        parts = [Part(first or self.tr("Said"), 0, Weight.MEDIUM, Role.TEXT)]
        if not self.of_person and then:
            parts.append(Part(f"{DOT}{then}", 3))
        parts.append(Part(f"{DOT}{show_date(row.on)}", 1))
        parts.append(Part(f"{DOT}{label(row.channel)}", 4))
        if self.of_person and row.organisation:
            parts.append(Part(f"{DOT}{row.organisation}", 5))
        if row.loss is not None:
            lost = self.tr("lost for {reason}").format(reason=row.loss.reason)
            if row.loss.value:
                lost += f", {show_money(row.loss.value, self.currency)}"
            parts.append(Part(f"{DOT}{lost}", 2, Weight.MEDIUM, Role.DANGER))
        if row.mentions:
            themes = ", ".join(dict.fromkeys(one.theme for one in row.mentions))
            parts.append(Part(f"{DOT}{themes[:80]}", 6))
        return parts
