"""How something owed ended, with a few words on what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from feedbackdesk.domain.words import FollowUpResult, label
from feedbackdesk.ui.widgets.box import Box
from feedbackdesk.ui.widgets.form import FormLayout, make_primary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class DoneDialog(QDialog):
    """A result and the words to keep with it; the words may stay empty."""

    def __init__(
        self,
        number: int,
        results: Sequence[FollowUpResult],
        answered: Callable[[FollowUpResult, str], None],
        parent: QWidget,
    ) -> None:
        """Ask how one follow-up ended, or several."""
        super().__init__(parent)
        self.setObjectName("doneDialog")
        self.setWindowTitle(
            self.tr("Done")
            if number == 1
            else self.tr("Done: {number} of them").format(number=f"{number:,}")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(460)
        self._answered = answered
        self.result_ = Box(self)
        for result in results:
            self.result_.addItem(label(result), result.value)
        self.words = QPlainTextEdit(self)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(120)
        form = FormLayout()
        form.add_field(self.tr("&Result"), self.result_, name="doneResult")
        form.add_field(
            self.tr("What was &said"),
            self.words,
            name="doneWords",
            hint=self.tr("It may stay empty. “Done lately” keeps it."),
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("Done"))
        ok.setToolTip(self.tr("Keep it (Ctrl+Enter)"))
        make_primary(ok)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(form)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.words.setFocus()

    def begin(self, result: FollowUpResult, words: str) -> None:
        """Start from what was answered before, and could not be kept."""
        self.result_.setCurrentIndex(self.result_.findData(result.value))
        self.words.setPlainText(words)

    def _take(self) -> None:
        result, words = FollowUpResult(self.result_.currentData()), self.words.toPlainText()
        self.accept()
        self._answered(result, words)
