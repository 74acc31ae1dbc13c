"""The fields of a lost sale."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.domain.days import DateOrder, Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.money import money_text, parse_money
from feedbackdesk.domain.words import Outcome, ToldBy, label
from feedbackdesk.ui.widgets.box import Box, OpenBox
from feedbackdesk.ui.widgets.chips import ChipField
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem
from feedbackdesk.ui.widgets.names import CompletingField
from feedbackdesk.ui.widgets.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedbackdesk.domain.rows import Loss

T = TypeVar("T")


class LossFields(QWidget):
    """Why a sale was lost; nothing is forced beyond the reason."""

    changed = Signal()

    def __init__(self, *, compact: bool) -> None:
        """Lay out the fields: side by side, or below each other where it is `compact`."""
        super().__init__()
        self.reason = OpenBox()
        line = self.reason.lineEdit()
        assert line is not None  # noqa: S101  (it is editable)
        line.setPlaceholderText(self.tr("Choose, or write your own"))
        self._reason_line = line
        self.outcome = Box()
        for outcome in (Outcome.UNKNOWN, *(one for one in Outcome if one is not Outcome.UNKNOWN)):
            self.outcome.addItem(label(outcome), outcome.value)
        self.competitor = CompletingField()
        self.currency = ""
        self.value = QLineEdit()
        self.value.setPlaceholderText("1200.50")
        self.also = ChipField()
        self.told_by = Segments(ToldBy)
        self.told_by.set_value(ToldBy.THEM)
        self.alternative = QLineEdit()
        self.alternative.setPlaceholderText(self.tr("Even if it is not yours"))
        self.date_order = DateOrder.DMY
        self.revisit = DayField(Side.AHEAD, lambda: self.date_order)
        self.revisit.setPlaceholderText(self.tr("2027-01-15"))
        self.stage_reached = CompletingField()
        self.stage_reached.setPlaceholderText(self.tr("Trial, offer sent…"))
        self.problem = Problem()
        self.problem.setObjectName("lossProblem")
        form = FormLayout()
        reason = (self.tr("&Reason"), self.reason, "reasonField")
        outcome_ = (self.tr("&Outcome"), self.outcome, "outcomeField")
        competitor = (self.tr("Com&petitor"), self.competitor, "competitorField")
        value = (self.tr("&Value of the sale"), self.value, "valueField")
        also = (self.tr("Other reasons"), self.also, "alsoField")
        stage = (self.tr("How far the &sale got"), self.stage_reached, "stageReachedField")
        told = (self.tr("Who named the reason"), self.told_by, "toldByField")
        alternative = (self.tr("S&uggested instead"), self.alternative, "alternativeField")
        revisit = (self.tr("Look again on"), self.revisit, "revisitField")
        rows = (
            [
                (reason,),
                (outcome_,),
                (competitor, value),
                (stage,),
                (also,),
                (told,),
                (alternative,),
                (revisit,),
            ]
            if compact
            else [
                (reason, outcome_),
                (competitor, value),
                (also, told),
                (stage, alternative, revisit),
            ]
        )
        for row in rows:
            form.add_row(*row)
        form.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        for edited in (
            line, self.competitor, self.value, self.stage_reached, self.alternative, self.revisit,
        ):  # fmt: skip
            edited.textChanged.connect(self.changed)
        self.outcome.currentIndexChanged.connect(self.changed)
        self.competitor.textChanged.connect(self._guess_outcome)
        self.also.changed.connect(self.changed)
        self.told_by.changed.connect(self.changed)
        self.value.editingFinished.connect(self._check_value)
        self.revisit.editingFinished.connect(self._check_revisit)

    def set_choices(
        self, reasons: tuple[str, ...], competitors: tuple[str, ...], stages: tuple[str, ...]
    ) -> None:
        """Offer the owner's reasons, and the competitors and stages met so far."""
        self.reason.offer(reasons)
        self.also.set_choices(list(reasons))
        self.competitor.set_choices(list(competitors))
        self.stage_reached.set_choices(list(stages))

    def clear(self) -> None:
        """Empty the fields."""
        self.load(None)

    def load(self, loss: Loss | None) -> None:
        """Show a loss, or empty fields."""
        self.stage_reached.setText((loss.stage_reached if loss else None) or "")
        self.reason.setEditText(loss.reason if loss else "")
        self.competitor.setText((loss.competitor if loss else None) or "")
        # After the competitor, whose change is taken for a hint.
        self.outcome.setCurrentIndex(self.outcome.findData(loss.outcome.value) if loss else 0)
        self.value.setText((money_text(loss.value) if loss else None) or "")
        self.also.set_names(loss.also if loss else ())
        self.told_by.set_value(loss.told_by if loss else ToldBy.THEM)
        self.alternative.setText((loss.alternative if loss else None) or "")
        self.revisit.set_day(loss.revisit if loss else None)
        self.problem.say("")

    def state(self) -> tuple[object, ...]:
        """Return all that stands here as it was typed, to be compared."""
        return (
            self._reason_line.text(),
            self.outcome.currentData(),
            self.competitor.text(),
            self.value.text(),
            self.stage_reached.text(),
            self.also.names(),
            self.told_by.value(),
            self.alternative.text(),
            self.revisit.text(),
        )

    def facts(self) -> LossFacts:
        """Return what stands here; raises Refusal after putting the keyboard where it is wrong."""
        reason = self._reason_line.text().strip()
        if not reason:
            self.reason.setFocus()
            raise Refusal(self.tr("Why was it lost? Choose a reason; the rest may stay empty."))
        outcome = Outcome(self.outcome.currentData())
        value = self.value.text().strip()
        return LossFacts(
            reason=reason,
            also=self.also.names(),
            outcome=outcome,
            competitor=self.competitor.text().strip() or None,
            value=_tried(self.value, lambda: parse_money(value, self.currency)) if value else None,
            stage_reached=self.stage_reached.text().strip() or None,
            told_by=self.told_by.value() or ToldBy.THEM,
            alternative=self.alternative.text().strip() or None,
            revisit=_tried(self.revisit, self.revisit.day),
        )

    def _guess_outcome(self, competitor: str) -> None:
        """Whoever names a competitor has said what became of the sale; it can be seen."""
        unknown = self.outcome.currentData() == Outcome.UNKNOWN.value
        if competitor.strip() and unknown:
            self.outcome.setCurrentIndex(self.outcome.findData(Outcome.COMPETITOR.value))

    def _check_value(self) -> None:
        words = self.value.text().strip()
        try:
            if words:
                self.value.setText(money_text(parse_money(words, self.currency)) or "")
            self.problem.say("", self.value)
        except Refusal as refusal:
            self.problem.say(str(refusal), self.value)

    def _check_revisit(self) -> None:
        try:
            self.revisit.day()
            self.problem.say("", self.revisit)
        except Refusal as refusal:
            self.problem.say(str(refusal), self.revisit)


def facts_of(loss: Loss | None) -> LossFacts | None:
    """Return what the form would say of a loss that was left as it is."""
    if loss is None:
        return None
    return LossFacts(
        reason=loss.reason,
        also=loss.also,
        outcome=loss.outcome,
        competitor=loss.competitor,
        value=loss.value,
        stage_reached=loss.stage_reached,
        told_by=loss.told_by,
        alternative=loss.alternative,
        revisit=loss.revisit,
    )


def _tried(field: QWidget, act: Callable[[], T]) -> T:
    try:
        return act()
    except Refusal:
        field.setFocus()
        raise
