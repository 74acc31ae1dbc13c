"""One step beside the history: what it changed, and what can be done about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QPlainTextEdit, QWidget

from feedbackdesk.desk.changes import FIRST, SHOWN, called, what_changed, whole_value
from feedbackdesk.desk.history import obstacle
from feedbackdesk.language.say import _
from feedbackdesk.ui.pages.history.rows import by_whom, day_name, did
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import FormLayout
from feedbackdesk.ui.widgets.labels import heading, plain
from feedbackdesk.ui.widgets.layout import Aside, FlowLayout, empty_out, in_column, in_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from feedbackdesk.domain.errors import Refusal
    from feedbackdesk.domain.log import Changed, ChangedField, StepStory
    from feedbackdesk.domain.rows import HistoryEntry
    from feedbackdesk.ui.actions import Actions
    from feedbackdesk.ui.live import Live

_MORE = 200
_LONG = 56
"""From this many characters on, before and after stand below each other."""


class HistoryDetail(Aside):
    """The chosen step."""

    step_wanted = Signal(int)
    """Another step is to be shown: one that stands in the way."""
    only_wanted = Signal(str, int, str)
    """Only what changed one thing is to be listed: its table, key and name."""
    jump_wanted = Signal(str, int)

    def __init__(self, live: Live, actions: Actions) -> None:
        """Show nothing yet."""
        super().__init__("historyDetail", _("What the step changed"), 260)
        self.live = live
        self.entry: HistoryEntry | None = None
        self.thing: tuple[str, int] | None = None
        self._limit = FIRST
        self._in_the_way = 0
        self.area.setObjectName("historyChanges")
        self.area.setAccessibleName(self.accessibleName())
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = plain("title")
        self._title.setObjectName("historyStep")
        self._when = plain("muted")
        self._when.setObjectName("historyWhen")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, 8)
        row.setContentsMargins(0, 0, 0, 0)
        self._action, jump = actions["history_undo"], actions["history_jump"]
        self._as_undo = self._action.text(), self._action.statusTip()
        self._undo = push_button(
            act=self._action.trigger, name="historyUndo", tip=self._action.toolTip()
        )
        self._jump = push_button(
            self.tr("Jump to it"), jump.trigger, name="historyJump", tip=jump.toolTip()
        )
        self._only = push_button(
            self.tr("All its changes"), self._only_this, name="historyOnly",
            tip=self.tr("List only the steps that changed this"),
        )  # fmt: skip
        for button in (self._undo, self._jump, self._only):
            row.addWidget(button)
        row.addWidget(QWidget())  # the last of a line takes its rest
        self._problem = QFrame()
        self._problem.setProperty("surface", "card")
        problem = in_column(self._problem, (12, 10, 12, 10))
        self._why = plain()
        self._why.setObjectName("historyObstacle")
        self._blocker = push_button(
            self.tr("Show that step"), self._show_blocker, name="historyBlocker"
        )
        self._what = heading("")
        problem.addWidget(self._what)
        problem.addWidget(self._why)
        problem.addWidget(self._blocker, 0, Qt.AlignmentFlag.AlignLeft)
        self._changes = QWidget()
        self._list = in_column(self._changes, gap=4)
        self._more = push_button(act=self._show_more, name="historyMore")
        for widget in (self._title, self._when, self._buttons, self._problem):
            self.column.addWidget(widget)
        self.column.addWidget(heading(self.tr("What it changed")))
        self.column.addWidget(self._changes)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_step(self, step_id: int | None) -> None:
        """Show a step, or nothing."""
        if step_id is None:
            self.live.forget(self)
            self.entry = self.thing = None
            self.area.inner.hide()
            return
        if self.entry is None or self.entry.id != step_id:
            self.entry = self.thing = None  # a key pressed now must not mean the step before
            self._limit = FIRST
            self._refused(None)
        self._load(step_id)

    def first_focus(self) -> QWidget:
        """Return what gets the keyboard first: what scrolls."""
        return self.area

    def refused(self, refusal: Refusal) -> None:
        """Say why the step was not taken back."""
        self._refused(refusal)
        self.area.ensureWidgetVisible(self._problem)

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
        self.area.inner.show()
        if other:
            self.area.verticalScrollBar().setValue(0)

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
        empty_out(self._list)
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
                whole = push_button(
                    self.tr("Show all of it"), partial(self._whole, changed.id, field.column),
                    name="historyWhole", variant="quiet",
                )  # fmt: skip
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

    def _whole(self, change_id: int, column: str, *_clicked: bool) -> None:
        def arrived(field: ChangedField | None) -> None:
            if field is not None:
                WholeText(field, self).open()

        self.live.ask(whole_value, change_id, column, then=arrived)


class WholeText(Dialog):
    """A long text as it was before and after a step."""

    def __init__(self, field: ChangedField, parent: QWidget) -> None:
        """Show what there is of the two, side by side."""
        super().__init__(parent, "wholeText", field.word[:1].upper() + field.word[1:])
        self.resize(820, 480)
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
        self.column.addLayout(row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
