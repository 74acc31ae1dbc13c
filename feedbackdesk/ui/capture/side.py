"""What stands beside the capture form: who is on the line, what is likely, how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from feedbackdesk.domain.words import Kind
from feedbackdesk.language.say import _
from feedbackdesk.ui.capture.advice import TAKE_THEME, TAKE_WORDS, AdvicePanel
from feedbackdesk.ui.capture.person import PersonPanel
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from feedbackdesk.desk.moment import Moment
    from feedbackdesk.domain.rows import Touched
    from feedbackdesk.ui.capture.form import FeedbackForm
    from feedbackdesk.ui.live import Live

WIDTH = 304
"""How wide it is, in device-independent pixels: always the same, so that nothing jumps."""
_RING = 2
"""The width of the focus ring around what can be scrolled, as the style sheet has it."""
_FORM = 520
"""What the form needs at least; a narrower window has room for the form alone."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEARD = ("feedback", "mention", "theme", "person", "organisation", "follow_up", "loss", "setting")


class CaptureSide(QFrame):
    """A column that tells and never asks; nothing in it moves the form."""

    def __init__(self, live: Live, form: FeedbackForm, window: QWidget) -> None:
        """Stand beside a form in a window of its own."""
        super().__init__(window)
        self.setObjectName("captureSide")
        self.setAccessibleName(_("Beside the form"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._live = live
        self._form = form
        self._window = window
        self._shown: tuple[bool, bool] | None = None
        self._upper, self._lower = _Area(self), _Area(self)
        inner, likely = self._upper.inner, self._lower.inner
        self._upper.setProperty("ring", "true")
        self._upper.setObjectName("captureSideWho")
        self._upper.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the arrows scroll it
        self._upper.setAccessibleName(_("Who it is, and how to ask"))
        self.guide = GuidePanel(live, inner)
        self.person = PersonPanel(live, form, inner)
        self.advice = AdvicePanel(live, form.words, likely)
        self._rule = _line(inner)
        hint = _("Name them, and what they said and what they are owed stands here.")
        self._hint = label_of(hint, "small", "captureSideHint", wraps=True)
        upper = in_column(inner, (14, 18, 14, 14), 12)
        for part in (self.guide, self._rule, self.person, self._hint):
            upper.addWidget(part)
        upper.addStretch(1)
        in_column(likely, (8, 4, 8, 8)).addWidget(self.advice)
        self._edge = _line(self)
        whole = in_column(self, gap=0)
        whole.addWidget(self._upper, 1)
        whole.addWidget(self._edge)
        whole.addWidget(self._lower)
        self._connect()
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what may have changed meanwhile."""
        super().showEvent(event)
        self.arrange()
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask nothing while nobody sees it."""
        super().hideEvent(event)
        self.person.stop()
        self.advice.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand aside where the window is too narrow for both."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setVisible(self._window.width() >= WIDTH + _FORM)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._window.installEventFilter(self)
        self._form.changed.connect(self._form_changed)
        for part in (self.guide, self.person, self.advice):
            part.told.connect(self.arrange)
            part.told.connect(self._share)
        self.advice.taken.connect(self._file)
        self._live.opened.connect(self._ask)
        self._live.touched.connect(self._follow)
        offers = (*self.advice.themes, *self.advice.similar)
        for keys, offer in zip((*TAKE_THEME, *TAKE_WORDS), offers, strict=True):
            shortcut = QShortcut(QKeySequence(keys), self._window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda offer=offer: self.advice.take(offer))
        for inside in (self._upper, self.guide.edit, *offers):
            inside.installEventFilter(self._form)  # Ctrl+Enter records from here too

    def _ask(self) -> None:
        self.guide.ask()
        self.person.ask_again()
        self.advice.ask_again()

    def arrange(self) -> None:
        """Show what there is something to say in."""
        lost = self._form.kind.value() is Kind.LOSS
        named = self.person.caller is not None
        shown = (lost, named)
        if shown != self._shown:
            self._shown = shown
            self.guide.setVisible(lost)
            self._rule.setVisible(lost and named)
            self._hint.setVisible(not (lost or named))
            self._share()

    def _share(self) -> None:
        """Give what is likely the lower part: what stands above it never moves.

        It may have what the upper part leaves free, and half of the column in any case.
        """
        silent = self.advice.is_silent() or self.guide.is_editing
        self._edge.setVisible(not silent)
        self._lower.setVisible(not silent)
        if not silent:
            for part in (self.guide, self.person, self.advice):
                part.column.activate()
            free = self.height() - self._edge.height() - self._upper.whole_height()
            most = max(free, self.height() * 11 // 20)
            self._lower.want(min(self._lower.whole_height(), most))

    def _form_changed(self) -> None:
        self.advice.show_chosen(self._form.themes.names())
        self.arrange()

    def _file(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._form.themes.toggle(name)

    def _follow(self, touched: Touched) -> None:
        if self.isVisible() and touched.touches(*_HEARD):
            self._ask()


def _line(parent: QWidget) -> QFrame:
    made = QFrame(parent)
    made.setProperty("surface", "line")
    made.setFixedHeight(1)
    return made


class _Area(QScrollArea):
    """A part of the column: scrolled rather than ever making the window taller."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inner = QWidget(self)
        self.inner.setProperty("surface", "panel")
        self.inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(self.inner)

    def want(self, height: int) -> None:
        """Be so tall, where there is room."""
        if height != self._wanted:
            self._wanted = height
            self.setMaximumHeight(height)
            self.updateGeometry()

    def whole_height(self) -> int:
        """Return the height at which nothing need be scrolled."""
        layout = self.inner.layout()
        if layout is not None:
            layout.activate()
        return self.inner.heightForWidth(WIDTH - 2 * _RING) + 2 * _RING

    def sizeHint(self) -> QSize:
        """Return the height that is wanted."""
        return QSize(WIDTH, self._wanted)

    def minimumSizeHint(self) -> QSize:
        """Need no height: the form decides how tall the window is."""
        return QSize(WIDTH, 0)


class GuidePanel(QWidget):
    """The call guide, in the owner's words: a few questions; Edit turns them into a text field."""

    told = Signal()
    """The guide has another height."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Show no guide yet."""
        super().__init__(parent)
        self.setObjectName("callGuide")
        self.setAccessibleName(_("Call guide"))
        self._live = live
        self._text = ""
        self.column = in_column(self, gap=4)
        head = in_row()
        head.addWidget(label_of(_("While they are on the line"), "label"), 1)
        self.edit = push_button(_("Edit"), self._begin, name="guideEdit", variant="link")
        self.edit.setAccessibleName(_("Edit the call guide"))
        head.addWidget(self.edit)
        self.column.addLayout(head)
        self._lines = QWidget(self)
        self._lines.setObjectName("guideLines")
        self._shown = in_column(self._lines, gap=4)
        self.column.addWidget(self._lines)
        self._editor = self._make_editor()
        self.column.addWidget(self._editor)
        self._editor.hide()

    @property
    def is_editing(self) -> bool:
        """Whether the guide is a text field now, and in sight."""
        return not (self.isHidden() or self._editor.isHidden())

    def ask(self) -> None:
        """Ask for the guide."""
        if self._live.desk is not None:
            self._live.ask(_call_guide, then=self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save with Ctrl+Enter and leave with Esc; the form around it is not meant."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape:
                self._end()
                return True
            if control and event.key() in _ENTER:
                self._save()
                return True
        return super().eventFilter(watched, event)

    def _make_editor(self) -> QWidget:
        holder = QWidget(self)
        column = in_column(holder, gap=8)
        self.text = QPlainTextEdit(holder)
        self.text.setObjectName("guideText")
        self.text.setAccessibleName(_("Call guide"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(260)
        self.text.installEventFilter(self)
        hint = label_of(_("A line that begins with # is a heading."), "small", wraps=True)
        self.text.setAccessibleDescription(hint.text())
        self._problem = Problem(holder)
        self._problem.setObjectName("guideProblem")
        row = in_row(gap=8)
        for button in (
            push_button(_("Save"), self._save, name="guideSave"),
            push_button(
                _("Restore ours"), self._restore,
                name="guideRestore", variant="quiet",
                tip=_("Put the words that came with FeedbackDesk here"),
            ),
            push_button(_("Cancel"), self._end, name="guideCancel", variant="quiet"),
        ):  # fmt: skip
            button.installEventFilter(self)
            row.addWidget(button)
        row.addStretch(1)
        for part in (self.text, hint, self._problem):
            column.addWidget(part)
        column.addLayout(row)
        return holder

    def _restore(self) -> None:
        from feedbackdesk.domain.settings import CALL_GUIDE

        self.text.setPlainText(CALL_GUIDE)

    def _begin(self) -> None:
        self.text.setPlainText(self._text)
        self._problem.say("")
        self._turn(True)
        self.text.setFocus()

    def _end(self) -> None:
        self._turn(False)
        self.edit.setFocus()

    def _turn(self, editing: bool) -> None:
        self._editor.setVisible(editing)
        self._lines.setVisible(not editing)
        self.edit.setVisible(not editing)
        self.told.emit()

    def _save(self) -> None:
        from feedbackdesk.desk.settings import edit_call_guide

        text = self.text.toPlainText()
        if text.strip() == self._text:
            self._end()
            return
        then, otherwise = (lambda _none: self._end()), self._problem.say
        self._live.do(edit_call_guide, text, then=then, otherwise=otherwise)

    def _show(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        while (item := self._shown.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in text.splitlines():
            words = line.strip()
            heading = words.startswith("#")
            words = words.lstrip("#").strip()
            if not words:
                continue
            made = label_of(words, "heading" if heading else "", wraps=True)
            made.setContentsMargins(0, 8 if heading else 0, 0, 0)
            self._shown.addWidget(made)
        self.told.emit()


def _call_guide(read: Moment) -> str:
    from feedbackdesk.desk.settings import settings

    return settings(read)["call_guide"]
