"""One step beside the history: what it changed, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from feedbackdesk.desk.changes import FIRST, SHOWN, called, what_changed, whole_value
from feedbackdesk.desk.history import obstacle
from feedbackdesk.ui.inspector.panel import heading, plain
from feedbackdesk.ui.pages.history.words import by_whom, day_name, did
from feedbackdesk.ui.widgets.form import FormLayout
from feedbackdesk.ui.widgets.layout import FlowLayout, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from feedbackdesk.domain.errors import Refusal
    from feedbackdesk.domain.log import Changed, ChangedField, StepStory
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_MORE = 200
_LONG = 56
"""From this many characters on, before and after stand below each other."""


class HistoryDetail(QWidget):
    """The chosen step."""

    step_wanted = Signal(int)
    """Another step is to be shown: one that stands in the way."""
    only_wanted = Signal(str, int, str)
    """Only what changed one thing is to be listed: its table, key and name."""
    jump_wanted = Signal(str, int)

    def __init__(self, live: Live, actions: Actions) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("historyDetail")
        self.setAccessibleName(self.tr("What the step changed"))
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(260)
        self.live = live
        self.entry: HistoryEntry | None = None
        self.thing: tuple[str, int] | None = None
        self._limit = FIRST
        self._in_the_way = 0
        column = in_column(self)
        area = QScrollArea(self)
        area.setObjectName("historyChanges")
        area.setAccessibleName(self.tr("What the step changed"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(area)
        inner = QWidget()
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self._column = in_column(inner, (20, 16, 16, 16), 8)
        self._title = plain("title")
        self._title.setObjectName("historyStep")
        self._when = plain("muted")
        self._when.setObjectName("historyWhen")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, 8)
        row.setContentsMargins(0, 0, 0, 0)
        self._undo = self._button("historyUndo", actions["history_undo"].trigger)
        self._action = actions["history_undo"]
        self._as_undo = self._action.text(), self._action.statusTip()
        self._undo.setToolTip(self._action.toolTip())
        self._jump = self._button("historyJump", actions["history_jump"].trigger)
        self._jump.setText(self.tr("Jump to it"))
        self._jump.setToolTip(actions["history_jump"].toolTip())
        self._only = self._button("historyOnly", self._only_this)
        self._only.setText(self.tr("All its changes"))
        self._only.setToolTip(self.tr("List only the steps that changed this"))
        for button in (self._undo, self._jump, self._only):
            row.addWidget(button)
        row.addWidget(QWidget())  # the last of a line takes its rest
        self._problem = QFrame()
        self._problem.setProperty("surface", "card")
        problem = in_column(self._problem, (12, 10, 12, 10))
        self._why = plain()
        self._why.setObjectName("historyObstacle")
        self._blocker = self._button("historyBlocker", self._show_blocker)
        self._blocker.setText(self.tr("Show that step"))
        self._what = heading("")
        problem.addWidget(self._what)
        problem.addWidget(self._why)
        problem.addWidget(self._blocker, 0, Qt.AlignmentFlag.AlignLeft)
        self._changes = QWidget()
        self._list = in_column(self._changes, gap=4)
        self._more = self._button("historyMore", self._show_more)
        for widget in (self._title, self._when, self._buttons, self._problem):
            self._column.addWidget(widget)
        self._column.addWidget(heading(self.tr("What it changed")))
        self._column.addWidget(self._changes)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._area = area
        self._inner = inner
        inner.hide()

    def show_step(self, step_id: int | None) -> None:
        """Show a step, or nothing."""
        if step_id is None:
            self.live.forget(self)
            self.entry = self.thing = None
            self._inner.hide()
            return
        if self.entry is None or self.entry.id != step_id:
            self.entry = self.thing = None  # a key pressed now must not mean the step before
            self._limit = FIRST
            self._refused(None)
        self._load(step_id)

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard first: what scrolls."""
        return self._area

    def refused(self, refusal: Refusal) -> None:
        """Say why the step was not taken back."""
        self._refused(refusal)
        self._area.ensureWidgetVisible(self._problem)

    def _load(self, step_id: int) -> None:
        self.live.forget(self)

        def arrived(story: StepStory | None) -> None:
            if story is not None:
                self._show(story)
                self._foresee()

        self.live.latest(self, what_changed, step_id, self._limit, then=arrived)

    def _foresee(self) -> None:
        """Say what would stand in the way of what the button offers."""
        if self._undo.isEnabled():
            self.live.latest(self, obstacle, self.offered, then=self._refused)
        else:
            self._refused(None)

    @property
    def is_undone(self) -> bool:
        """Whether the step is an undo or was taken back: it can only be done again."""
        entry = self.entry
        return entry is not None and (entry.kind == "undo" or entry.taken_back is not None)

    @property
    def is_done_again(self) -> bool:
        """Whether the step is an undo that was taken back: nothing is left to do with it."""
        entry = self.entry
        return entry is not None and entry.kind == "undo" and entry.taken_back is not None

    @property
    def offered(self) -> int:
        """The key of the step that would be taken back, to undo the chosen one or do it again."""
        if self.entry is None:
            return 0
        return self.entry.link if self.is_undone else self.entry.id

    def _show(self, story: StepStory) -> None:
        entry = story.entry
        other = self.entry is None or self.entry.id != entry.id
        self.entry = entry
        self._title.setText(did(entry))
        local = entry.at.astimezone()
        self._when.setText(f"{day_name(local.date())}, {local:%H:%M} · {by_whom(entry)}")
        things = [changed.thing for changed in story.changes if changed.thing is not None]
        own = entry.thing if entry.thing is not None and entry.thing[0] in SHOWN else None
        self.thing = own or (things[0] if things else None)
        self._jump.setVisible(self.thing is not None)
        self._only.setVisible(self.thing is not None)
        self._name_undo()
        self._undo.setEnabled(not self.live.read_only and not self.is_done_again)
        self._fill(story)
        self._inner.show()
        if other:
            self._area.verticalScrollBar().setValue(0)

    def _name_undo(self) -> None:
        """Let the button, and the action behind its key, say what they do."""
        if self.is_undone:
            self._undo.setText(self.tr("Do again"))
            self._action.setText(self.tr("&Do this step again"))
            tip = self.tr("Do again what this step did, before it was taken back")
        else:
            self._undo.setText(self.tr("Undo this step"))
            self._action.setText(self._as_undo[0])
            tip = self._as_undo[1]
        self._action.setStatusTip(tip)
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._undo.setToolTip(f"{tip} ({keys})")

    def _fill(self, story: StepStory) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for changed in story.changes:
            self._add_change(changed)
        rest = story.number - len(story.changes)
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("… and {number} more").format(number=f"{rest:,}"))

    def _add_change(self, changed: Changed) -> None:
        words = plain("label")
        words.setText(changed.words)
        words.setContentsMargins(0, 8, 0, 0)
        self._list.addWidget(words)
        for field in changed.fields:
            self._list.addWidget(self._field(changed, field))
            if field.is_cut:
                whole = QPushButton(self.tr("Show all of it"))
                whole.setObjectName("historyWhole")
                whole.setProperty("variant", "quiet")
                whole.clicked.connect(
                    lambda _on=False, at=changed.id, column=field.column: self._whole(at, column)
                )
                self._list.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)

    def _field(self, changed: Changed, field: ChangedField) -> QLabel:
        label = plain("muted" if changed.verb != "update" else "")
        before, after = field.before, field.after
        word = field.word[:1].upper() + field.word[1:]
        if changed.verb != "update":
            label.setText(f"{word}: {after if changed.verb == 'insert' else before}")
            return label
        nothing = self.tr("nothing")
        if max(len(before or ""), len(after or "")) <= _LONG:
            label.setText(f"{word}: {before or nothing} → {after or nothing}")
        else:
            label.setText(
                self.tr("{word} before:\n{before}\n\n{word} after:\n{after}").format(
                    word=word, before=before or nothing, after=after or nothing
                )
            )
        return label

    def _refused(self, refusal: Refusal | None) -> None:
        self._problem.setVisible(refusal is not None)
        if refusal is None:
            return
        self._what.setText(
            self.tr("This cannot be done again now")
            if self.is_undone
            else self.tr("This cannot be undone alone")
        )
        self._why.setText(str(refusal))
        self._in_the_way = next(iter(getattr(refusal, "steps", ())), 0)
        self._blocker.setVisible(bool(self._in_the_way))

    def _show_blocker(self) -> None:
        self.step_wanted.emit(self._in_the_way)

    def _show_more(self) -> None:
        if self.entry is not None:
            self._limit += _MORE
            self._load(self.entry.id)

    def _only_this(self) -> None:
        if self.thing is not None:
            table, key = self.thing
            self.live.ask(
                called, table, key, then=lambda name: self.only_wanted.emit(table, key, name)
            )

    def _whole(self, change_id: int, column: str) -> None:
        def arrived(field: ChangedField | None) -> None:
            if field is not None:
                WholeText(field, self).open()

        self.live.ask(whole_value, change_id, column, then=arrived)

    def _button(self, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(act)
        return button


class WholeText(QDialog):
    """A long text as it was before and after a step."""

    def __init__(self, field: ChangedField, parent: QWidget) -> None:
        """Show what there is of the two, side by side."""
        super().__init__(parent)
        self.setObjectName("wholeText")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(field.word[:1].upper() + field.word[1:])
        self.resize(820, 480)
        column = in_column(self, (20, 16, 20, 16), 12)
        row = in_row(gap=12)
        for name, words, text in (
            ("wholeBefore", self.tr("&Before"), field.before),
            ("wholeAfter", self.tr("&After"), field.after),
        ):
            if text is None:
                continue
            shown = QPlainTextEdit(text)
            shown.setReadOnly(True)
            form = FormLayout()
            form.add_field(words, shown, name=name)
            if not row.count():
                shown.setFocus()
            row.addLayout(form, 1)
        column.addLayout(row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
