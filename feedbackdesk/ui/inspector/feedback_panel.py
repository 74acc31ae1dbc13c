"""A feedback: read and marked; or corrected, with the same form that recorded it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
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
from feedbackdesk.desk.history import versions_of
from feedbackdesk.desk.themes import assign_theme, quote_under_new, unassign_theme
from feedbackdesk.domain.accounts import DELETED_ORGANISATION, DELETED_PERSON
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.text import excerpt
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.forms.ask import ask_name
from feedbackdesk.ui.inspector.panel import Panel, plain
from feedbackdesk.ui.inspector.said import Said
from feedbackdesk.ui.inspector.telling import tell_facts, tell_loss, tell_versions
from feedbackdesk.ui.look import icons
from feedbackdesk.ui.widgets.choose import choose_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QDialog

    from feedbackdesk.domain.rows import Feedback, Version
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live


_LINK_WIDTH = 92

_NAMELESS = {DELETED_PERSON, DELETED_ORGANISATION}


class FeedbackPanel(Panel):
    """A feedback."""

    def __init__(self, live: Live, actions: Actions) -> None:
        """Lay out what is read, and the form behind it."""
        super().__init__(live, actions)
        self.currency = ""
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
        self._reading = self._make_reading()
        row.addWidget(self._reading, 1)
        row.addWidget(self.form, 1)
        self.form.hide()
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        self._bar = QWidget(self)
        buttons = QHBoxLayout(self._bar)
        buttons.setContentsMargins(16, 8, 16, 12)
        self._problem = QLabel(self._bar)
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        revert = QPushButton(self.tr("Cancel"), self._bar)
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

    def _make_reading(self) -> QWidget:
        reading = QWidget(self)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._facts, self._loss, self._edited = plain("muted"), plain(), plain("small")
        self.said = Said(self.actions_)
        self.said.words.left.connect(self.left)
        self.said.taken_away.connect(self._take_away)
        self._correct = QPushButton(self.tr("Correct…"), reading)
        self._correct.setObjectName("feedbackEdit")
        self._correct.setToolTip(self.actions_["correct"].toolTip())
        self._correct.clicked.connect(self.edit)
        column.addWidget(self._facts)
        column.addWidget(self.said)
        column.addWidget(self._loss)
        column.addWidget(self._edited)
        column.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return reading

    def show_key(self, key: int) -> None:
        """Show another feedback; a correction that was begun is saved first."""
        if key != self.key:
            self._was = None
            self._read_only_again()
        super().show_key(key)

    def reload(self) -> None:
        """Ask for the feedback and what it said before; for a correction also the names."""

        def arrived(found: Feedback | None) -> None:
            if found is None:
                self._give_up()
                self.gone.emit()
            elif self._was is None or not self._is_editing():
                self._show(found)

        def told(versions: list[Version]) -> None:
            self._edited.setText("\n".join(tell_versions(versions)))
            self._edited.setVisible(bool(versions))

        self.live.latest(self, one_feedback, self.key, then=arrived)
        self.live.latest(self, versions_of, self.key, then=told)

    # Reading, and marking words

    def read(self) -> None:
        """Put the keyboard into the words."""
        self._read_only_again()
        self.said.words.setFocus()

    def assign(self, *, new: bool) -> None:
        """File the marked words, or all of them, under a theme that is picked or named."""
        key, quote = self.key, self.said.marked() or None

        def named(name: str) -> None:
            self.live.do(quote_under_new, key, name, quote)
            self.said.unmark()

        def picked(theme_id: int | None, name: str) -> None:
            if theme_id is None:
                named(name)
                return
            self.live.do(assign_theme, key, theme_id, quote=quote)
            self.said.unmark()

        def back() -> None:
            self.window().activateWindow()
            self.said.words.setFocus()

        if new:
            question: QDialog = ask_name(self, self.tr("New theme"), self.tr("&Name"), named)
        else:
            title = self.tr("File under")
            if quote:
                title = self.tr("File “{words}” under").format(words=excerpt(quote, 30))
            question = choose_theme(self, self.live, title, picked)
        question.finished.connect(back)

    def _take_away(self, theme_id: int) -> None:
        self.live.do(unassign_theme, self.key, theme_id)
        self.said.words.setFocus()

    # Correcting

    def edit(self) -> None:
        """Let every field be corrected."""
        if self._was is None or self._is_editing() or self.live.read_only:
            return
        was = self._was

        def choices(found: CaptureChoices) -> None:
            if self._was is not None and self._was.id == was.id and not self.form.is_dirty():
                self.form.set_choices(found)
                self.form.load(self._was)

        self.form.load(was)
        self._reading.hide()
        self.form.show()
        self._bar.show()
        self._problem.clear()
        self.form.words.setFocus()
        self.live.ask(capture_choices, then=choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives a correction up."""
        if event.key() == Qt.Key.Key_Escape and self._is_editing():
            self._revert()
            self.said.words.setFocus()
        else:
            super().keyPressEvent(event)

    def _give_up(self) -> None:
        """Forget a correction of what is no longer there: it must not come back with it."""
        if self._was is not None and self._is_editing() and self.form.is_dirty():
            self.live.said.emit(
                self.tr("The feedback that you were correcting was deleted elsewhere.")
            )
        self._was = None
        self._read_only_again()

    def _is_editing(self) -> bool:
        return not self.form.isHidden()

    def _read_only_again(self) -> None:
        self.form.hide()
        self._bar.hide()
        self._reading.show()

    def leave(self) -> bool:
        """Save a correction that was begun; stay where it cannot be saved as it is."""
        begun = self._was is not None and self._is_editing() and self.form.is_dirty()
        return not begun or self.save()

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
        had_keyboard = self.form.isAncestorOf(QApplication.focusWidget() or self)
        self._read_only_again()
        if had_keyboard:
            self.said.words.setFocus()

        def refused(why: str) -> None:
            if self.key != was.id:
                self.live.said.emit(why)
                return
            self._was = was
            self._reading.hide()
            self.form.show()
            self._problem.setText(why)
            self._bar.show()

        self.live.do(edit_feedback, was.id, facts, otherwise=refused)
        return True

    def _show(self, found: Feedback) -> None:
        self._was = found
        self._read_only_again()
        self._problem.clear()
        self.said.show_said(found)
        self._facts.setText(tell_facts(found))
        self._loss.setText(tell_loss(found, self.currency))
        self._loss.setVisible(found.loss is not None)
        for button, name in ((self._person, found.who), (self._organisation, found.organisation)):
            button.setVisible(name is not None)
            button.setEnabled(name not in _NAMELESS)  # who was deleted has no page
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
            self.form.load(self._was)
            self._show(self._was)

    def _changed(self) -> None:
        self._problem.clear()


def _link(name: str) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("variant", "link")
    button.setIcon(icons.icon("person" if name == "openPerson" else "organisation"))
    button.hide()
    return button
