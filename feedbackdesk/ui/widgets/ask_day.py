"""A small question: on which day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from feedbackdesk.domain.days import DateOrder, Side


class DayQuestion(QDialog):
    """One day, in any words that name one; it stays open until the answer is taken."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        label: str,
        text: str,
        side: Side,
        order: Callable[[], DateOrder],
        answered: Callable[[date | None, DayQuestion], None],
        *,
        hint: str = "",
        may_be_empty: bool = False,
    ) -> None:
        """Ask for a day on a side of today; `order` tells how 3/4 is read.

        `answered` gets the day, or None for an empty line, and closes or refuses.
        """
        super().__init__(parent)
        self.setObjectName("dayQuestion")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(420)
        self._answered = answered
        self._may_be_empty = may_be_empty
        self.field = DayField(side, order, self, keeps_room=True)
        self.field.set_words(text)
        self._problem = Problem(self)
        self._problem.setObjectName("dayProblem")
        form = FormLayout()
        form.add_field(label, self.field, name="dayField", hint=hint)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        make_primary(buttons.button(QDialogButtonBox.StandardButton.Ok))
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(buttons)
        start_in(self.field)
        self.open()

    def refuse(self, why: str) -> None:
        """Say what is wrong with the day, and wait for another."""
        self._problem.say(why, self.field)
        start_in(self.field)

    def _take(self) -> None:
        try:
            day = self.field.day()
        except Refusal as refusal:
            self.refuse(str(refusal))
            return
        if day is None and not self._may_be_empty:
            self.refuse(self.tr("Write a day, such as {day}.").format(day=local_today()))
        else:
            self._answered(day, self)
