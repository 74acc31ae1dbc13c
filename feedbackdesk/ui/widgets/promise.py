"""The question what somebody is owed, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.dates import local_today, parse_date, show_date, working_days_after
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import FollowUpKind, label
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

KINDS = (FollowUpKind.ANSWER, FollowUpKind.THANK, FollowUpKind.CHECK_IN)
_DAYS = {FollowUpKind.ANSWER: 1, FollowUpKind.THANK: 3, FollowUpKind.CHECK_IN: 5}
"""The working days that are offered for each."""


class PromiseDialog(QDialog):
    """What, by when, and about what; the day is offered and can be said otherwise."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        kind: FollowUpKind,
        made: Callable[[FollowUpKind, date, str], None],
        *,
        warning: str = "",
    ) -> None:
        """Ask what a person is owed; `made` gets the answer."""
        super().__init__(parent)
        self.setObjectName("promiseDialog")
        self.setWindowTitle(self.tr("What you owe them"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(400)
        self._made = made
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        head = QLabel(name, self)
        head.setProperty("role", "title")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        column.addWidget(head)
        self.warning = QLabel(warning, self)
        self.warning.setObjectName("promiseWarning")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setProperty("role", "error")
        self.warning.setWordWrap(True)
        self.warning.setVisible(bool(warning))
        column.addWidget(self.warning)
        form = FormLayout()
        self.kind = Box(self)
        for one in KINDS:
            self.kind.addItem(label(one), one)
        self.day = QLineEdit(self)
        self.about = QLineEdit(self)
        self.about.setPlaceholderText(self.tr("In your own words; may stay empty"))
        form.add_field(self.tr("&What"), self.kind, name="promiseKind")
        form.add_field(self.tr("&By when"), self.day, name="promiseDay")
        self.understood = QLabel(self)
        self.understood.setObjectName("promiseUnderstood")
        self.understood.setProperty("role", "small")
        form.addWidget(self.understood)
        self.problem = Problem(self)
        form.addWidget(self.problem)
        form.add_field(self.tr("&About"), self.about, name="promiseAbout")
        column.addLayout(form)
        buttons = QDialogButtonBox(self)
        self.save = buttons.addButton(
            self.tr("Put on the owed list"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.save.setObjectName("promiseSave")
        make_primary(self.save)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.kind.currentIndexChanged.connect(self._offer_day)
        self.day.textChanged.connect(self._understand)
        self.kind.setCurrentIndex(KINDS.index(kind))
        self._offer_day()
        start_in(self.kind)

    def _chosen(self) -> FollowUpKind:
        return FollowUpKind(self.kind.currentData())

    def _offer_day(self) -> None:
        day = working_days_after(local_today(), _DAYS[self._chosen()])
        self.day.setText(day.isoformat())

    def _understand(self) -> None:
        self.problem.say("", self.day)
        try:
            day = parse_date(self.day.text())
        except Refusal:
            self.understood.setText("")
        else:
            self.understood.setText(f"{day:%A}, {show_date(day)}")

    def _take(self) -> None:
        try:
            day = parse_date(self.day.text())
        except Refusal as refusal:
            self.problem.say(str(refusal), self.day)
            start_in(self.day)
            return
        self._made(self._chosen(), day, self.about.text())
        self.accept()
