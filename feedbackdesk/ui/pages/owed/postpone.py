"""Another day for what is owed, as a person says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from feedbackdesk.domain.days import Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from feedbackdesk.domain.days import DateOrder


class PostponeDialog(QDialog):
    """One field; it shows which day it understood."""

    def __init__(
        self,
        number: int,
        order: Callable[[], DateOrder],
        answered: Callable[[date], None],
        parent: QWidget,
    ) -> None:
        """Ask for the day of one follow-up, or of several; `order` tells how 3/4 is read."""
        super().__init__(parent)
        self.setObjectName("postponeDialog")
        self.setWindowTitle(
            self.tr("Postpone")
            if number == 1
            else self.tr("Postpone {number} of them").format(number=f"{number:,}")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(400)
        self._answered = answered
        self.field = DayField(Side.AHEAD, order, self, keeps_room=True)
        self.field.setMaxLength(60)
        self.field.setPlaceholderText(self.tr("fri, next week, 3 days, 15 dec"))
        form = FormLayout()
        form.add_field(self.tr("Until &when?"), self.field, name="postponeDay")
        self._problem = Problem(self)
        self._problem.setObjectName("postponeProblem")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Postpone"))
        make_primary(ok)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.field.textChanged.connect(lambda _words: self._problem.say("", self.field))
        start_in(self.field)

    def _take(self) -> None:
        try:
            day = self.field.day()
            if day is None:
                raise Refusal(self.tr("Until when? Write a day, such as friday or 2 weeks."))
        except Refusal as refusal:
            self._problem.say(str(refusal), self.field)
            start_in(self.field)
            return
        self.accept()
        self._answered(day)
