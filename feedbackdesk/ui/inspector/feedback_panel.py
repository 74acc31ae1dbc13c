"""A feedback: corrected in place, with the same form that recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.feedback import (
    CaptureChoices,
    capture_choices,
    edit_feedback,
    one_feedback,
)
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.ui import icons
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.inspector.panel import Panel

if TYPE_CHECKING:
    from feedbackdesk.domain.rows import Feedback
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


_LINK_WIDTH = 92


class FeedbackPanel(Panel):
    """A feedback."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out the form, with its buttons hidden until something differs."""
        super().__init__(live, actions)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._was: Feedback | None = None
        self.form = FeedbackForm(compact=True)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(area)
        inner.setProperty("surface", "panel")
        row = QVBoxLayout(inner)
        row.setContentsMargins(16, 0, 16, 12)
        self._person, self._organisation = _link("openPerson"), _link("openOrganisation")
        self._person.clicked.connect(lambda: self._open("person"))
        self._organisation.clicked.connect(lambda: self._open("organisation"))
        links = QHBoxLayout()
        links.addWidget(self._person)
        links.addWidget(self._organisation)
        links.addStretch(1)
        row.addLayout(links)
        row.addWidget(self.form, 1)
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        self._bar = QWidget(self)
        buttons = QHBoxLayout(self._bar)
        buttons.setContentsMargins(16, 8, 16, 12)
        self._problem = QLabel(self._bar)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        revert = QPushButton(self.tr("Revert"), self._bar)
        revert.setObjectName("feedbackRevert")
        revert.clicked.connect(self._revert)
        self._save = QPushButton(self.tr("Save"), self._bar)
        self._save.setObjectName("feedbackSave")
        self._save.setProperty("variant", "primary")
        self._save.setToolTip(self.tr("Save the correction (Ctrl+Enter)"))
        self._save.clicked.connect(self.save)
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(revert)
        buttons.addWidget(self._save)
        self._bar.hide()
        self.column.addWidget(self._bar)
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self.save)

    def show_key(self, key: int) -> None:
        """Show another feedback; a correction that was begun is saved first."""
        if key != self.key:
            self._was = None
        super().show_key(key)

    def reload(self) -> None:
        """Ask for the feedback and the names that can be completed."""
        ticket = self.next_ticket()

        def arrived(found: Feedback | None) -> None:
            if not self.is_current(ticket):
                return
            if found is None:
                self.gone.emit()
            elif self._was is None or not self.form.is_dirty():
                self._show(found)

        def choices(found: CaptureChoices) -> None:
            self.form.set_choices(found)
            self.live.ask(one_feedback, self.key, then=arrived)

        self.live.ask(capture_choices, then=choices)

    def leave(self) -> bool:
        """Save a correction that was begun; stay where it cannot be saved as it is."""
        return self._was is None or not self.form.is_dirty() or self.save()

    def save(self) -> bool:
        """Save what differs, as one step; return whether there is nothing left to put right."""
        if self._was is None:
            return True
        was = self._was
        try:
            facts = self.form.corrections(was)
        except Refusal as refusal:
            self._problem.setText(str(refusal))
            return False
        if facts is None:
            self._revert()
            return True
        self._was = None
        self._bar.hide()

        def refused(why: str) -> None:
            self._was = was
            self._problem.setText(why)
            self._bar.show()

        self.live.do(edit_feedback, was.id, facts, otherwise=refused)
        return True

    def _show(self, found: Feedback) -> None:
        self._was = found
        self.form.load(found)
        self._problem.clear()
        self._bar.hide()
        for button, name in ((self._person, found.who), (self._organisation, found.organisation)):
            button.setVisible(name is not None)
            shown = button.fontMetrics().elidedText(
                name or "", Qt.TextElideMode.ElideRight, _LINK_WIDTH
            )
            button.setText(shown.replace("&", "&&"))
            button.setAccessibleName(self.tr("Open {name}").format(name=name or ""))
            button.setToolTip(self.tr("Open {name}").format(name=name or ""))

    def _open(self, word: str) -> None:
        if self._was is not None:
            key = self._was.who_id if word == "person" else self._was.organisation_id
            if key is not None:
                self.inspect.emit(word, key)

    def _revert(self) -> None:
        if self._was is not None:
            self._show(self._was)

    def _changed(self) -> None:
        self._bar.setVisible(self._was is not None and self.form.is_dirty())
        self._problem.clear()


def _link(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("variant", "link")
    button.setIcon(icons.icon("person" if name == "openPerson" else "organisation"))
    button.hide()
    return button
