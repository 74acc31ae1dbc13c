"""A promise made by hand: what, by when, and about what."""

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

from feedbackdesk.domain.dates import local_today, working_days_after
from feedbackdesk.domain.days import Side
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import clean, excerpt
from feedbackdesk.domain.words import FollowUpKind, label
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.day_field import DayField
from feedbackdesk.ui.widgets.form import FormLayout, Problem, make_primary, start_in

if TYPE_CHECKING:
    from feedbackdesk.desk.step import Intention
    from feedbackdesk.ui.live import Live

_DAYS = {
    FollowUpKind.ANSWER: 1, FollowUpKind.CHECK_IN: 5, FollowUpKind.THANK: 3,
    FollowUpKind.WIN_BACK: 5, FollowUpKind.ACKNOWLEDGE: 1,
}  # fmt: skip
"""What can be owed by hand, with the working days that are offered for each."""


class OweDialog(QDialog):
    """Asks what is owed to somebody; stays until it is saved or given up."""

    def __init__(
        self,
        parent: QWidget,
        live: Live,
        name: str,
        intention: Intention[..., int],
        subject: object,
        *,
        kind: FollowUpKind = FollowUpKind.ANSWER,
        warning: str = "",
        says_why: bool = False,
    ) -> None:
        """Ask for what the intention needs besides its subject: the kind, the day, and about what.

        About what may stay empty where the subject `says_why` it is owed.
        """
        super().__init__(parent)
        self.setObjectName("oweDialog")
        self.setWindowTitle(self.tr("Owe {name} something").format(name=excerpt(name, 60)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(440)
        self._live, self._intention, self._subject = live, intention, subject
        self._says_why = says_why
        head = QLabel(name, self)
        head.setObjectName("oweName")
        head.setProperty("role", "title")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        self.warning = QLabel(warning, self)
        self.warning.setObjectName("oweWarning")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setProperty("role", "error")
        self.warning.setWordWrap(True)
        self.warning.setVisible(bool(warning))
        self.kind = Box(self)
        for one in _DAYS:
            self.kind.addItem(label(one), one.value)
        self.due = DayField(Side.AHEAD, lambda: live.date_order, self, keeps_room=True)
        hint = self.tr("A day as you say it: friday, 2 weeks, 3 dec")
        self.due.setPlaceholderText(hint)
        self.due.setToolTip(hint)
        self.due.setAccessibleDescription(hint)
        self.about = QLineEdit(self)
        if says_why:
            self.about.setPlaceholderText(self.tr("In your own words; may stay empty"))
        self.problem = Problem(self)
        form = FormLayout()
        form.add_row(
            (self.tr("&What"), self.kind, "oweKind"),
            (self.tr("By &when"), self.due, "oweDue"),
        )
        form.add_field(self.tr("&About"), self.about, name="oweAbout")
        form.addWidget(self.problem)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.save = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.save.setObjectName("oweSave")
        self.save.setText(self.tr("Owe it"))
        make_primary(self.save)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.warning)
        column.addLayout(form)
        column.addWidget(buttons)
        self.kind.setCurrentIndex(list(_DAYS).index(kind) if kind in _DAYS else 0)
        self.kind.currentIndexChanged.connect(self._offer_day)
        self.due.textEdited.connect(lambda _words: self.problem.say("", self.due))
        self._offer_day()
        start_in(self.kind)

    def _offer_day(self) -> None:
        """Offer the day that is usual for what is chosen, unless one was typed."""
        if not self.due.isModified():
            days = _DAYS[FollowUpKind(self.kind.currentData())]
            self.due.set_words(working_days_after(local_today(), days).isoformat())

    def _save(self) -> None:
        try:
            due = self.due.day()
            if due is None:
                raise Refusal(self.tr("By when? Write a day, such as friday or 2 weeks."))
        except Refusal as refusal:
            self.problem.say(str(refusal), self.due)
            start_in(self.due)
            return
        self.problem.say("", self.due)
        if not self._says_why and not clean(self.about.text()):
            self.problem.say(self.tr("Say in a few words what it is about."), self.about)
            self.about.setFocus()
            return
        self._live.do(
            self._intention,
            self._subject,
            FollowUpKind(self.kind.currentData()),
            due,
            about=self.about.text(),
            then=lambda _key: self.accept(),
            otherwise=self.problem.say,
        )
