"""A promise made by hand: what, by when, and about what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from feedbackdesk.desk.followups import promise
from feedbackdesk.domain.dates import parse_coming
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.domain.words import FollowUpKind, label
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live

_KINDS = (
    FollowUpKind.ANSWER, FollowUpKind.CHECK_IN, FollowUpKind.THANK, FollowUpKind.WIN_BACK,
    FollowUpKind.ACKNOWLEDGE,
)  # fmt: skip


class OweDialog(QDialog):
    """Asks what is owed to a person; stays until it is saved or given up."""

    def __init__(self, parent: QWidget, live: Live, person_id: int, name: str) -> None:
        """Ask for a promise to a person."""
        super().__init__(parent)
        self.setObjectName("oweDialog")
        self.setWindowTitle(self.tr("Owe {name} something").format(name=excerpt(name, 60)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(440)
        self._live, self._person_id = live, person_id
        self.kind = Box()
        for kind in _KINDS:
            self.kind.addItem(label(kind), kind.value)
        self.due, self.about = QLineEdit(self.tr("tomorrow")), QLineEdit()
        self.problem = Problem()
        form = FormLayout()
        form.add_row(
            (self.tr("&What"), self.kind, "oweKind"),
            (self.tr("By &when"), self.due, "oweDue"),
        )
        form.add_field(
            self.tr("&About"),
            self.about,
            name="oweAbout",
            hint=self.tr("A day as you say it: friday, in 2 weeks, 3 dec."),
        )
        form.addWidget(self.problem)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Owe it"))
        make_primary(ok)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(buttons)
        start_in(self.kind)

    def _save(self) -> None:
        try:
            due = parse_coming(self.due.text())
        except Refusal as refusal:
            self.problem.say(str(refusal), self.due)
            start_in(self.due)
            return
        self.problem.say("", self.due)
        if not clean(self.about.text()):
            self.problem.say(self.tr("Say in a few words what it is about."), self.about)
            self.about.setFocus()
            return
        self._live.do(
            promise,
            self._person_id,
            FollowUpKind(self.kind.currentData()),
            due,
            about=self.about.text(),
            then=lambda _key: self.accept(),
            otherwise=self.problem.say,
        )
