"""The fields of a lost sale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from feedbackdesk.domain.days import Side
from feedbackdesk.domain.money import money_text, parse_money
from feedbackdesk.domain.words import Outcome, ToldBy
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.fields import Day, Field, Line
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.kinds import Amount, Names, Open, Segment, Word
from feedbackdesk.ui.widgets.names import CompletingField

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.desk.feedback import CaptureChoices
    from feedbackdesk.desk.losses import LossFacts
    from feedbackdesk.domain.days import DateOrder
    from feedbackdesk.domain.rows import Loss

_WIDE = (
    ("reason", "outcome"), ("competitor", "value"), ("also", "told_by"),
    ("stage_reached", "alternative", "revisit"),
)  # fmt: skip
_NARROW = (
    ("reason",), ("outcome",), ("competitor", "value"), ("stage_reached",), ("also",),
    ("told_by",), ("alternative",), ("revisit",),
)  # fmt: skip


class LossField(Field["LossFacts | None"]):
    """Why a sale was lost; nothing is forced beyond the reason."""

    def __init__(
        self, name: str, currency: Callable[[], str], order: Callable[[], DateOrder], *,
        compact: bool, **more: Any,
    ) -> None:  # fmt: skip
        """Ask for the facts: side by side, or below each other where it is `compact`.

        `order` tells how 3/4 is read.
        """
        super().__init__(name, "", QWidget(), **more)
        first = Outcome.UNKNOWN
        every: tuple[Field[Any], ...] = (
            Open("reason", _("&Reason"), called="reasonField",
                 example=_("Choose, or write your own"),
                 missing=_("Why was it lost? Choose a reason; the rest may stay empty.")),
            Word("outcome", _("&Outcome"), (first, *(one for one in Outcome if one is not first)),
                 called="outcomeField"),
            Line("competitor", _("Com&petitor"), widget=CompletingField(),
                 called="competitorField"),
            Amount("value", _("&Value of the sale"),
                   lambda words: parse_money(words, currency()), money_text,
                   example="1200.50", tidies=True, called="valueField"),
            Names("also", _("Other reasons"), called="alsoField"),
            Segment("told_by", _("Who named the reason"), ToldBy, ToldBy.THEM,
                    called="toldByField"),
            Line("stage_reached", _("How far the &sale got"), widget=CompletingField(),
                 example=_("Trial, offer sent…"), called="stageReachedField"),
            Line("alternative", _("S&uggested instead"), example=_("Even if it is not yours"),
                 called="alternativeField"),
            Day("revisit", _("Look again on"), Side.AHEAD, order,
                example="2027-01-15", keeps_room=False, called="revisitField"),
        )  # fmt: skip
        named = {one.name: one for one in every}
        rows = [[named[one] for one in row] for row in (_NARROW if compact else _WIDE)]
        self.form = Form(rows, "lossProblem", checks_left=True)
        self.widget.setLayout(self.form)
        self.form.changed.connect(self._guess_outcome)

    def offer(self, known: CaptureChoices) -> None:
        """Offer the owner's reasons, and the competitors and stages met so far."""
        self.form["reason"].widget.offer(known.reasons)
        self.form["also"].widget.set_choices(list(known.reasons))
        self.form["competitor"].widget.set_choices(list(known.competitors))
        self.form["stage_reached"].widget.set_choices(list(known.sale_stages))
        self.form["revisit"].widget.say_back()

    @property
    def is_typed(self) -> bool:
        """Whether anything was typed that would be missed."""
        return self.form.is_typed

    def words(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return self.form.draft()

    def put(self, words: dict[str, Any]) -> None:
        """Let what was kept stand in them."""
        self.form.put(words)

    def show(self, value: Loss | None) -> None:
        """Show a loss, or what is usual."""
        self.form.clear()
        if value is not None:
            self.form.load({one.name: getattr(value, one.name) for one in self.form}, over=True)
        self.form.say("")

    def read(self) -> LossFacts | None:
        """Return the facts, None where nothing was lost; raises Refusal."""
        if self.widget.isHidden():
            return None
        from feedbackdesk.desk.losses import LossFacts

        facts = self.form.take()
        facts.update({name: None for name, value in facts.items() if value == ""})
        return LossFacts(**facts)

    def is_same(self, value: LossFacts | None, kept: Any) -> bool:
        """Whether the facts are those of a loss; where nothing was lost there are none."""
        return value is None or value == facts_of(kept)

    def keep(self) -> None:
        """Hold what stands in them for what is kept."""
        self.form.keep()
        super().keep()

    def go(self) -> None:
        """Leave the keyboard where it was sent: to the one of them that is wrong."""

    def on_change(self, act: Callable[[], object]) -> None:
        """Let something follow whenever something else stands in one of them."""
        self.form.changed.connect(lambda _name: act())

    def _guess_outcome(self, changed: str) -> None:
        """Whoever names a competitor has said what became of the sale; it can be seen."""
        outcome, named = self.form["outcome"], self.form["competitor"].value()
        if changed == "competitor" and named and outcome.value() is Outcome.UNKNOWN:
            outcome.show(Outcome.COMPETITOR)


def facts_of(loss: Loss | None) -> LossFacts | None:
    """Return what the form would say of a loss that was left as it is."""
    if loss is None:
        return None
    from dataclasses import fields

    from feedbackdesk.desk.losses import LossFacts

    return LossFacts(**{one.name: getattr(loss, one.name) for one in fields(LossFacts)})
