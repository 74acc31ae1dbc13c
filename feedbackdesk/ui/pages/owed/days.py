"""How long each kind of feedback may wait for the owner's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from feedbackdesk.desk.settings import change_settings, settings
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, mark_invalid, start_in

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live


class DaysDialog(QDialog):
    """A number of working days for each rule; empty for no reminder."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Ask for what is set, and show it."""
        super().__init__(parent)
        self.setObjectName("daysDialog")
        self.setWindowTitle(self.tr("Days"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(480)
        self._live = live
        self._before: dict[str, str] = {}
        words = QLabel(
            self.tr(
                "Working days until each is due, counted from the day it was said. "
                "Leave a field empty for no reminder."
            ),
            self,
        )
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        names = (
            "days_to_acknowledge", "days_to_answer", "days_to_acknowledge_question",
            "days_to_answer_question", "days_to_acknowledge_loss", "days_to_answer_loss",
            "days_to_tell",
        )  # fmt: skip
        self.fields = {name: QLineEdit(self) for name in names}
        for field in self.fields.values():
            field.setMaxLength(12)
            field.setPlaceholderText(self.tr("none"))
            field.textChanged.connect(lambda _text, field=field: mark_invalid(field, False))
        form = FormLayout()
        for first, second in (
            (
                (self.tr("Complaint: &heard within"), "days_to_acknowledge"),
                (self.tr("Complaint: &answered within"), "days_to_answer"),
            ),
            (
                (self.tr("Question: h&eard within"), "days_to_acknowledge_question"),
                (self.tr("Question: a&nswered within"), "days_to_answer_question"),
            ),
            (
                (self.tr("Lost sale: &thanked within"), "days_to_acknowledge_loss"),
                (self.tr("Lost sale: &more within"), "days_to_answer_loss"),
            ),
        ):
            form.add_row(*((words, self.fields[name], name) for words, name in (first, second)))
        form.add_field(
            self.tr("&Shipped or declined: told within"), self.fields["days_to_tell"],
            name="days_to_tell",
        )  # fmt: skip
        self._problem = Problem(self)
        self._problem.setObjectName("daysProblem")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        save = buttons.button(QDialogButtonBox.StandardButton.Save)
        make_primary(save)
        save.setEnabled(not live.read_only)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        start_in(self.fields[names[0]])
        live.ask(settings, then=self._show)

    def _show(self, now: dict[str, str]) -> None:
        self._before = {name: now[name] for name in self.fields}
        for name, field in self.fields.items():
            if not field.isModified():  # it may be typed in already
                field.setText(now[name])
            if field is self.focusWidget():
                field.selectAll()

    def _save(self) -> None:
        now = {name: field.text().strip() for name, field in self.fields.items()}
        for name, text in now.items():
            if text and not (text.isascii() and text.isdigit() and len(text) <= 3):
                self._problem.say(
                    self.tr("Write a number of days from 0 to 999, or nothing."), self.fields[name]
                )
                start_in(self.fields[name])
                return
        changes = {name: text for name, text in now.items() if text != self._before.get(name)}
        if not changes:
            self.accept()
            return
        self._live.do(
            change_settings,
            changes,
            then=lambda _none: self.accept(),
            otherwise=lambda why: self._problem.say(why),
        )
