"""The call guide beside a lost sale: read while they are on the line, in the owner's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from feedbackdesk.desk.settings import edit_call_guide, settings
from feedbackdesk.domain.settings import CALL_GUIDE
from feedbackdesk.ui.widgets.form import Problem

if TYPE_CHECKING:
    from feedbackdesk.ui.live import Live

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GuidePanel(QWidget):
    """A few questions to ask; Edit turns them into a text field."""

    told = Signal()
    """The guide has another height."""

    def __init__(self, live: Live, parent: QWidget) -> None:
        """Show no guide yet."""
        super().__init__(parent)
        self.setObjectName("callGuide")
        self.setAccessibleName(self.tr("Call guide"))
        self._live = live
        self._text = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        head = QHBoxLayout()
        title = QLabel(self.tr("While they are on the line"), self)
        title.setProperty("role", "label")
        self.edit = QPushButton(self.tr("Edit"), self)
        self.edit.setObjectName("guideEdit")
        self.edit.setProperty("variant", "link")
        self.edit.setAutoDefault(False)
        self.edit.setAccessibleName(self.tr("Edit the call guide"))
        self.edit.clicked.connect(self._begin)
        head.addWidget(title, 1)
        head.addWidget(self.edit)
        self.column.addLayout(head)
        self._lines = QWidget(self)
        self._lines.setObjectName("guideLines")
        self._shown = QVBoxLayout(self._lines)
        self._shown.setContentsMargins(0, 0, 0, 0)
        self._shown.setSpacing(4)
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
            self._live.ask(settings, then=lambda found: self._show(found["call_guide"]))

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
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.text = QPlainTextEdit(holder)
        self.text.setObjectName("guideText")
        self.text.setAccessibleName(self.tr("Call guide"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(260)
        hint = QLabel(self.tr("A line that begins with # is a heading."), holder)
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        self.text.setAccessibleDescription(hint.text())
        self._problem = Problem(holder)
        self._problem.setObjectName("guideProblem")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = QPushButton(self.tr("Save"), holder)
        self.save.setObjectName("guideSave")
        self.save.clicked.connect(self._save)
        self.restore = QPushButton(self.tr("Restore ours"), holder)
        self.restore.setObjectName("guideRestore")
        self.restore.setProperty("variant", "quiet")
        self.restore.setToolTip(self.tr("Put the words that came with FeedbackDesk here"))
        self.restore.clicked.connect(lambda: self.text.setPlainText(CALL_GUIDE))
        cancel = QPushButton(self.tr("Cancel"), holder)
        cancel.setObjectName("guideCancel")
        cancel.setProperty("variant", "quiet")
        cancel.clicked.connect(self._end)
        for button in (self.save, self.restore, cancel):
            button.setAutoDefault(False)
            button.installEventFilter(self)
            row.addWidget(button)
        row.addStretch(1)
        self.text.installEventFilter(self)
        column.addWidget(self.text)
        column.addWidget(hint)
        column.addWidget(self._problem)
        column.addLayout(row)
        return holder

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
        text = self.text.toPlainText()
        if text.strip() == self._text:
            self._end()
            return
        self._live.do(
            edit_call_guide,
            text,
            then=lambda _none: self._end(),
            otherwise=self._problem.say,
        )

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
            made = QLabel(words, self._lines)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setWordWrap(True)
            if heading:
                made.setProperty("role", "heading")
                made.setContentsMargins(0, 8, 0, 0)
            self._shown.addWidget(made)
        self.told.emit()
