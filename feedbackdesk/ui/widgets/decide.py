"""The question what is decided about an item: its stage, its place, its effort, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.desk.deciding import Verdict, decide
from feedbackdesk.desk.roadmap import EFFORT_LIMIT
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import ItemStage, label
from feedbackdesk.language.say import _, later
from feedbackdesk.ui.actions import action
from feedbackdesk.ui.forms.ask import Question, ask
from feedbackdesk.ui.forms.fields import OneOf, Prose, Whole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.rows import Item
    from feedbackdesk.ui.live import Live


class Decides:
    """Has an item at hand about which something can be decided."""

    @action("item_decide", later("Decide…"), "edit",
            later("Move, pin or estimate the item, and keep why"), "D", changes=True,
            choice=True)  # fmt: skip
    def decide(self) -> None:
        """Ask what is decided about it, and why."""
        self.decide_it()

    def decide_it(self) -> None:
        """Ask what is decided about it, and why."""
        raise NotImplementedError


def ask_what_is_decided(parent: QWidget, live: Live, item: Item) -> Question:
    """Ask about an item, as it stands; the reason is kept in its log."""
    stage = OneOf("decideStage", _("&Stage"), [(one, label(one)) for one in ItemStage], item.stage)
    place = Whole(
        "decidePlace", _("&Place in its column"), item.pinned, (0, 10_000), none=_("by rank")
    )
    effort = Whole("decideEffort", _("&Effort"), item.effort, (0, EFFORT_LIMIT), none="–")
    why = Prose(
        "decideWhy", _("&Why"), tall=88, fixed=True,
        hint=_("Kept with the decision. When you decline, those who asked will hear it."),
    )  # fmt: skip

    def unpin() -> None:
        """A pin is a place within a column: in another one it would mean nothing."""
        place.show(item.pinned if stage.value() is item.stage else None)

    def then(answer: dict[str, Any], question: Question) -> None:
        verdict = Verdict(
            stage=answer["decideStage"],
            place=answer["decidePlace"],
            effort=answer["decideEffort"],
            why=answer["decideWhy"],
        )
        live.do(decide, item.id, verdict, then=question.taken, otherwise=question.refuse)

    stage.on_change(unpin)
    return ask(
        parent, _("Decide on {title}").format(title=excerpt(item.title, 60)),
        ((stage, place, effort), why), _("&Decide"), then,
        name="decideDialog", ok_name="decideSave", width=460,
    )  # fmt: skip
