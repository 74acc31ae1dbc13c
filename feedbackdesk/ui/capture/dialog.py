"""The capture dialog: from first key to Ctrl+Enter without the mouse."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QWidget,
)

from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _
from feedbackdesk.ui.capture.dropping import Dropping
from feedbackdesk.ui.capture.form import FeedbackForm
from feedbackdesk.ui.capture.keeper import Keeper
from feedbackdesk.ui.capture.lines import WaitingLine, WhoLine
from feedbackdesk.ui.capture.side import WIDTH, CaptureSide
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row
from feedbackdesk.ui.widgets.names import known_key, search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from feedbackdesk.desk.drafts import Draft, Form
    from feedbackdesk.desk.feedback import CaptureChoices, NewFeedback
    from feedbackdesk.desk.identity import WhoQuestion
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.ui.live import Live
    from feedbackdesk.ui.widgets.names import KnownPerson

_WIDTH, _HEIGHT, _EDGE = 640, 640, 60

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier

KIND_KEYS = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5")
"""In the form's own window: which kind it is. Elsewhere they go to the pages."""
GIVEN_UP_S = 60
"""Who comes back to the form within this time goes on with what stands there."""


class CaptureDialog(QDialog):
    """Closes once the commit has come back; what was typed is kept until then, and by Esc.

    A new call is never held up by an old one: the form opens empty, or as it was just left
    with Esc, and a line above it tells of whatever else was half typed.
    """

    recorded = Signal(int)
    half_typed = Signal(int)
    """How many feedbacks are half typed, whenever that is known anew."""
    left = Signal()
    """It went out of sight: recorded, or closed."""

    def __init__(self, live: Live, parent: QWidget | None = None) -> None:
        """Stand ready to record into a desk."""
        super().__init__(parent)
        self.setObjectName("captureForm")
        self.setWindowTitle(_("Capture feedback"))
        self.setModal(False)
        self._live = live
        self._busy = self._lost = False
        self._queue: list[str] = []
        self._of = 0
        self._left = 0.0
        self.form = FeedbackForm()
        self.keeper = Keeper(live, self.form, self)
        self._area = area = QScrollArea(self)
        area.setObjectName("captureArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner = QWidget(area)
        inner.setProperty("surface", "page")
        self.line = WaitingLine(inner)
        around = in_column(inner, (24, 16, 24, 12), 12)
        around.addWidget(self.line)
        around.addWidget(self.form, 1)
        area.setWidget(inner)
        self.who_line = WhoLine(live, self.form, inner)
        self.form.put_below_who(self.who_line)
        self.side = CaptureSide(live, self.form, self)
        middle = in_row(gap=0)
        middle.addWidget(area, 1)
        middle.addWidget(self.side)
        column = in_column(self, gap=0)
        column.addLayout(middle, 1)
        self._bar = self._buttons()
        self.who_line.behind = self._record_button
        column.addWidget(self._bar)
        for grows in (
            self.who_line.changed, self.form.more_shown, self.form.words.grew, self.line.changed,
        ):  # fmt: skip
            grows.connect(self._fit)
        self.form.submitted.connect(self.record)
        self.form.submitted_next.connect(self.record_and_next)
        self.form.kind.changed.connect(self._kind_changed)
        self._bind_kinds()
        self.keeper.waiting.connect(self._drafts_found)
        self.keeper.failed.connect(self.form.show_problem)
        self.line.continued.connect(self._go_on)
        self.line.thrown_away.connect(lambda draft: self.keeper.throw_away(draft.uid))
        self.line.brought_back.connect(self._bring_back)
        self.line.fresh_wanted.connect(self.start_anew)
        live.opened.connect(self._ask_choices)
        self.dropping = Dropping(self, live)
        self.dropping.dropped.connect(self.take)
        self.dropping.said.connect(self.tell)
        live.broke.connect(lambda _error: self._set_busy(False))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter goes on, unless a button has the keyboard
        self.resize(_WIDTH + WIDTH, _HEIGHT)

    def open_for(
        self,
        *,
        kind: Kind | None = None,
        text: str = "",
        who: str = "",
        person: KnownPerson | None = None,
    ) -> None:
        """Come into sight with what is known already; what was half typed is still there.

        It waits where the next call may be another's: where it belongs to somebody, was left
        a while ago, is of another kind, or something is known of the new one.
        """
        known = bool(text or who or person is not None)
        begun = not self.isVisible() and not self.form.is_blank()
        if begun:
            other = kind is not None and kind is not self.form.kind.value()
            named = any(self.form.named()) or time.monotonic() - self._left > GIVEN_UP_S
            begun = not (known or other or named)
            fresh = not begun
        else:
            fresh = bool(who or person is not None) and not self.form.is_blank()
        if fresh:
            self._empty()
        if kind is not None or self.form.is_blank():
            self.form.kind.choose(kind or Kind.REQUEST)
        if text:
            before = self.form.words.words().rstrip()
            self.form.words.set_words(f"{before}\n\n{text}" if before else text)
        if who:
            self.form.who.setText(who)
        if person is not None:
            self.form.show_person(person)
        self._come(begun=begun)
        (self.form.words if person is not None else self.form.who).setFocus()

    def open_filled(self, forms: Sequence[Form]) -> None:
        """Come into sight with what came from elsewhere: the first now, the others in turn.

        Each of them is a draft from the start, so that closing in between loses none.
        """
        first, *others = forms
        self._empty()
        self._of = len(forms)
        self.form.put(first)
        self._come(begun=False)
        self.form.words.setFocus()

        def left(uids: list[str]) -> None:
            self._queue = uids
            self._say_turn()

        if others:
            self.keeper.leave(others, left)

    def take(self, forms: Sequence[Form]) -> None:
        """Come into sight with what was dropped; plain words join what stands there."""
        if len(forms) == 1 and forms[0].keys() == {"words"}:
            self.open_for(text=forms[0]["words"])
        else:
            self.open_filled(forms)

    def tell(self, sentence: str) -> None:
        """Say something of what was dropped, for as long as it stands here."""
        self._note.say(sentence)

    def cannot_record(self, sentence: str) -> None:
        """Say why nothing can be recorded here; what is typed can still be kept."""
        self.form.show_problem(sentence)
        self._hint.setText(_("What you type here waits for the next time."))
        self._record_button.setEnabled(False)
        self._next_button.setEnabled(False)

    def start_anew(self) -> None:
        """Let what was begun wait, and begin another."""
        self._empty()
        self.line.say_begun(False)
        self._kind_changed()
        self.keeper.look()
        self.form.who.setFocus()

    def _come(self, *, begun: bool) -> None:
        self._hint.setText(_("Ctrl+Enter records"))
        self._kind_changed()
        self._ask_choices()
        self.line.say_begun(begun)
        self.keeper.look()
        self._area.verticalScrollBar().setValue(0)
        self.show()
        self.raise_()
        self.activateWindow()

    def _empty(self) -> None:
        """Empty the form; what was typed in it waits."""
        self.keeper.set_aside()
        self._queue = []
        self._note.say("")
        self.form.clear()

    def forget_erased(self) -> None:
        """Empty the form where its draft was deleted: it names somebody who was erased."""

        def gone() -> None:
            self.form.clear()
            self.keeper.look()

        self.keeper.look_for_own(gone)

    def _ask_choices(self) -> None:
        if self._live.desk is not None:
            self._live.ask(_choices, then=self.form.set_choices)

    def record(self) -> None:
        """Record, and close once it is saved."""
        self._record(again=False)

    def record_and_next(self) -> None:
        """Record, and start the next one by the same person."""
        self._record(again=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed, and give the keyboard back; not every window system does."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        self._left = time.monotonic()
        self.line.forget()
        self.keeper.keep()
        if self.form.is_blank():
            self.form.clear()
        self._note.say("")
        self._queue = []
        self.keeper.look()
        window = self.parentWidget()
        if window is not None and window.isVisible() and self._has_keyboard():
            window.window().activateWindow()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the ring, and else go on to the next field.

        A dialog of Qt's would press its first button instead, and so choose another kind.
        """
        plain = event.modifiers() in {_NO_MODIFIER, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            field = self.focusWidget()
            if isinstance(field, QAbstractButton):
                field.click()
            else:
                self.focusNextChild()
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep what was typed when the owner looks elsewhere."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.keeper.keep()

    def _has_keyboard(self) -> bool:
        return QApplication.activeWindow() in {None, self}

    def _record(self, *, again: bool) -> None:
        if self._busy or self._live.desk is None:
            return
        from feedbackdesk.desk.identity import who_question

        new = self.form.new_feedback()
        if new is None:
            return
        self._set_busy(True)
        if self.form.has_decided():
            self._save(new, again=again)
            return

        def asked(question: WhoQuestion | None) -> None:
            if question is None:
                self._save(new, again=again)
            else:
                self._set_busy(False)
                self.who_line.ask(question, lambda: self._record(again=again))

        self._live.ask(who_question, new.speaker, then=asked)

    def _save(self, new: NewFeedback, *, again: bool) -> None:
        from feedbackdesk.desk.feedback import record_feedback

        def saved(feedback_id: int) -> None:
            self._set_busy(False)
            self.keeper.done()
            self.form.clear(keep_person=again)
            self.line.say_begun(False)
            self.recorded.emit(feedback_id)
            if self._queue and not again:
                self._next_in_turn()
            elif again:
                self._hint.setText(_("Recorded. The next one, by the same person:"))
                self.form.words.setFocus()
                self._ask_choices()
            else:
                self.hide()

        def refused(sentence: str) -> None:
            self._set_busy(False)
            self.form.show_problem(sentence)

        self._live.do(record_feedback, new, then=saved, otherwise=refused)

    def _next_in_turn(self) -> None:
        """Fill the form with the next of those that came together."""
        uid = self._queue.pop(0)

        def taken(form: Form | None) -> None:
            if form is not None:
                self.form.put(form)
                self._kind_changed()
                self._say_turn()
                self.form.words.setFocus()
            elif self._queue:
                self._next_in_turn()
            else:
                self.hide()

        self.keeper.go_on(uid, taken)
        self._ask_choices()

    def _say_turn(self) -> None:
        self._hint.setText(
            _("{number} of {all}: recording goes on to the next").format(
                number=self._of - len(self._queue), all=self._of
            )
        )

    def _go_on(self, uid: str) -> None:
        """Go on with a draft; what stands in the form waits."""
        self._empty()

        def taken(form: Form | None) -> None:
            if form is not None:
                self.form.put(form)
                self.line.say_begun(False)
            else:
                self.form.show_problem(_("Another window goes on with that one."))
            self._kind_changed()
            self.keeper.look()
            self.form.words.setFocus()
            self.form.words.moveCursor(QTextCursor.MoveOperation.End)

        self.keeper.go_on(uid, taken)

    def _bring_back(self, draft: Draft) -> None:
        self.keeper.leave([draft.form], lambda _uids: self.keeper.look())

    def _drafts_found(self, drafts: Sequence[Draft]) -> None:
        in_turn = set(self._queue)
        self.line.show_drafts([one for one in drafts if one.uid not in in_turn])
        self.half_typed.emit(len(drafts) + self.keeper.holds)

    def _set_busy(self, yes: bool) -> None:
        self._busy = yes
        self._record_button.setEnabled(not yes)
        self._next_button.setEnabled(not yes)

    def _bind_kinds(self) -> None:
        """Give each kind its key; this window has no pages that the same keys could go to."""
        self.form.kind.name_keys(KIND_KEYS)
        for keys, kind in zip(KIND_KEYS, Kind, strict=True):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda kind=kind: self.form.kind.choose(kind))

    def _kind_changed(self) -> None:
        lost = self.form.kind.value() is Kind.LOSS
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
        self.resize(self.width(), min(max(wanted, _HEIGHT), max(room, self.height())))

    def _buttons(self) -> QWidget:
        bar = QFrame(self)
        bar.setProperty("surface", "nav")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint = label_of(_("Ctrl+Enter records"), "small", "captureHint")
        self._note = Problem()
        self._note.setObjectName("captureNote")
        self._note.setProperty("role", "small")
        self._next_button = push_button(
            _("Record and ne&xt"), self.record_and_next, name="captureNext",
            tip=_("Record, and start the next one by the same person (Ctrl+Shift+Enter)"),
        )  # fmt: skip
        self._record_button = push_button(
            _("Re&cord"), self.record, name="captureRecord", variant="primary"
        )
        close = push_button(
            _("Close"), self.reject, name="captureClose",
            tip=_("Close; what is typed is kept for the next time (Esc)"),
        )  # fmt: skip
        said = in_column(gap=4)
        said.addStretch(1)
        # What is wrong stands here, where it is seen however far the form scrolls.
        for words in (self.form.problem, self._note, self._hint):
            said.addWidget(words)
        said.addStretch(1)
        row = in_row(bar, (24, 12, 24, 12), 8)
        row.addLayout(said, 1)
        for button in (close, self._next_button, self._record_button):
            row.addWidget(button)
        return bar


def _choices(read: Moment) -> CaptureChoices:
    """Return what the form offers; its names are folded here, off the window's thread."""
    from feedbackdesk.desk.feedback import capture_choices

    found = capture_choices(read)
    for name in (*found.themes, *found.organisations, *(one[1] for one in found.people)):
        search_key(name)
        known_key(name)
    return found
