"""Another day for what is owed, as a person says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from feedbackdesk.domain.dates import parse_coming
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class PostponeDialog(QDialog):
    """One field; it shows which day it understood."""

    def __init__(self, number: int, answered: Callable[[date], None], parent: QWidget) -> None:
        """Ask for the day of one follow-up, or of several."""
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
        self.field = QLineEdit(self)
        self.field.setMaxLength(60)
        self.field.setPlaceholderText(self.tr("fri, next week, 3 days, 15 dec"))
        form = FormLayout()
        form.add_field(self.tr("Until &when?"), self.field, name="postponeDay")
        self._understood = QLabel(self)
        self._understood.setProperty("role", "small")
        self._problem = Problem(self)
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
        column.addWidget(self._understood)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.field.textChanged.connect(self._read)
        start_in(self.field)

    def _read(self, words: str) -> None:
        self._problem.say("", self.field)
        try:
            day = parse_coming(words)
        except Refusal:
            self._understood.clear()
        else:
            self._understood.setText(f"{day:%A}, {day.day} {day:%B} {day.year}")

    def _take(self) -> None:
        try:
            day = parse_coming(self.field.text())
        except Refusal as refusal:
            self._problem.say(str(refusal), self.field)
            start_in(self.field)
            return
        self.accept()
        self._answered(day)
