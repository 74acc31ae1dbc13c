"""The capture dialog: from first key to Ctrl+Enter without the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.desk.feedback import CaptureChoices, capture_choices, record_feedback
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.capture.side import WIDTH, CaptureSide

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from feedbackdesk.ui.live import Live

_WIDTH, _HEIGHT, _EDGE = 640, 640, 60


class CaptureDialog(QDialog):
    """Closes once the commit has come back; what was typed is kept until then, and by Esc."""

    recorded = Signal(int)

    def __init__(self, live: Live, parent: QWidget | None = None) -> None:
        """Stand ready to record into a desk."""
        super().__init__(parent)
        self.setObjectName("captureForm")
        self.setWindowTitle(self.tr("Capture feedback"))
        self.setModal(False)
        self._live = live
        self._busy = self._lost = False
        self.form = FeedbackForm()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(area)
        inner.setProperty("surface", "page")
        around = QVBoxLayout(inner)
        around.setContentsMargins(24, 20, 24, 12)
        around.addWidget(self.form)
        area.setWidget(inner)
        self._inner = inner
        self.side = CaptureSide(live, self.form, self)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(area, 1)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        self._bar = self._buttons()
        column.addWidget(self._bar)
        self.form.submitted.connect(self.record)
        self.form.submitted_next.connect(self.record_and_next)
        self.form.kind.changed.connect(self._kind_changed)
        self.form.more_shown.connect(self._fit)
        live.broke.connect(lambda _error: self._set_busy(False))
        self.resize(_WIDTH + WIDTH, _HEIGHT)

    def open_for(self, *, kind: Kind | None = None, text: str = "", theme: str = "") -> None:
        """Come into sight with what is known already; what was half typed is still there."""
        if kind is not None or self.form.is_blank():
            self.form.kind.set_value(kind or Kind.REQUEST)
        if text:
            before = self.form.words.toPlainText().rstrip()
            self.form.words.setPlainText(f"{before}\n\n{text}" if before else text)
        if theme:
            self.form.themes.set_names((*self.form.themes.names(), theme))
        self._hint.setText(self.tr("Ctrl+Enter records"))
        self._kind_changed()
        self._live.ask(capture_choices, then=self._offer)
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.who.setFocus()

    def record(self) -> None:
        """Record, and close once it is saved."""
        self._record(again=False)

    def record_and_next(self) -> None:
        """Record, and start the next one by the same person."""
        self._record(again=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back to the window; not every window system does."""
        super().hideEvent(event)
        window = self.parentWidget()
        if window is not None and window.isVisible() and self._has_keyboard():
            window.window().activateWindow()

    def _has_keyboard(self) -> bool:
        return QApplication.activeWindow() in {None, self}

    def _record(self, *, again: bool) -> None:
        if self._busy:
            return
        try:
            new = self.form.new_feedback()
        except Refusal as refusal:
            self.form.show_problem(str(refusal))
            return
        self._set_busy(True)

        def saved(feedback_id: int) -> None:
            self._set_busy(False)
            self.form.clear(keep_person=again)
            self.recorded.emit(feedback_id)
            if again:
                self._hint.setText(self.tr("Recorded. The next one, by the same person:"))
                self.form.words.setFocus()
                self._live.ask(capture_choices, then=self._offer)
            else:
                self.hide()

        def refused(sentence: str) -> None:
            self._set_busy(False)
            self.form.show_problem(sentence)

        self._live.do(record_feedback, new, then=saved, otherwise=refused)

    def _set_busy(self, yes: bool) -> None:
        self._busy = yes
        self._record_button.setEnabled(not yes)
        self._next_button.setEnabled(not yes)

    def _offer(self, choices: CaptureChoices) -> None:
        self.form.set_choices(choices)

    def _kind_changed(self) -> None:
        lost = self.form.kind.value() is Kind.LOSS
        self.form.loss.setVisible(lost)
        self.side.arrange()
        if lost != self._lost:
            self._lost = lost
            self._fit()

    def _fit(self) -> None:
        """Be as tall as the form, where the screen is."""
        for layout in (self._inner.layout(), self.layout()):
            if layout is not None:
                layout.activate()
        wanted = self._inner.heightForWidth(_WIDTH) + self._bar.sizeHint().height()
        room = self.screen().availableGeometry().height() - _EDGE
        self.resize(self.width(), min(max(wanted, _HEIGHT), room))

    def _buttons(self) -> QWidget:
        bar = QFrame(self)
        bar.setProperty("surface", "nav")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        self._hint = QLabel(self.tr("Ctrl+Enter records"), bar)
        self._hint.setProperty("role", "small")
        cancel = QPushButton(self.tr("Close"), bar)
        cancel.setObjectName("captureClose")
        cancel.setAutoDefault(False)
        cancel.setToolTip(self.tr("Close; what is typed is kept for the next time (Esc)"))
        cancel.clicked.connect(self.reject)
        self._next_button = QPushButton(self.tr("Record and ne&xt"), bar)
        self._next_button.setObjectName("captureNext")
        self._next_button.setAutoDefault(False)
        self._next_button.setToolTip(
            self.tr("Record, and start the next one by the same person (Ctrl+Shift+Enter)")
        )
        self._next_button.clicked.connect(self.record_and_next)
        self._record_button = QPushButton(self.tr("Re&cord"), bar)
        self._record_button.setObjectName("captureRecord")
        self._record_button.setProperty("variant", "primary")
        self._record_button.setAutoDefault(False)
        self._record_button.clicked.connect(self.record)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addStretch(1)
        said.addWidget(self.form.problem)  # here, where it is seen however far the form scrolls
        said.addWidget(self._hint)
        said.addStretch(1)
        row.addLayout(said, 1)
        row.addWidget(cancel)
        row.addWidget(self._next_button)
        row.addWidget(self._record_button)
        return bar
