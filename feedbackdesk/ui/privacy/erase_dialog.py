"""The one question the window asks: erasing somebody cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from feedbackdesk.domain.text import excerpt, name_key, plural
from feedbackdesk.language.say import _
from feedbackdesk.ui.widgets.form import FormLayout, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from feedbackdesk.desk.privacy import Erased, NamedIn, ToErase
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.ui.live import Live

_LISTED = 200
_LINES = 4
_LINE = 24
_WIDTH, _LEAST = 480, 120
"""How wide the question is, and how tall at least what is scrolled of it."""
_AROUND = 260
"""What a title bar and all that is not scrolled take of the screen."""


class EraseDialog(QDialog):
    """Says what goes and what stays, and wants the name typed; then tells what was done."""

    wants = Signal(str, int)
    """Something of others that names them is to be corrected first: its table and key."""

    def __init__(self, live: Live, what: ToErase, copies: Sequence[Path], parent: QWidget) -> None:
        """Show what erasing would do; `copies` are the backups and their like."""
        super().__init__(parent)
        self.setObjectName("eraseDialog")
        self.setWindowTitle(self.tr("Erase for good"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(520)
        self._live, self._what, self._copies = live, what, tuple(copies)
        self._busy = False
        self._said = ""
        """What was done in the workspace, before the copies."""
        self._head = _words(excerpt(what.name, 80), "title")
        self._question = QWidget(self)
        self._about = _Scrolled(self._question)
        self._result = _words("", "")
        self._result.setObjectName("eraseResult")
        self._result.hide()
        self._problem = Problem(self)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setObjectName("eraseProgress")
        self._progress.setAccessibleName(self.tr("Erasing"))
        self._progress.hide()
        self.again = QPushButton(self.tr("&Try again"), self)
        self.again.setObjectName("sweepAgain")
        self.again.hide()
        self.again.clicked.connect(self._sweep)
        self.erase = QPushButton(self.tr("&Erase for good"), self)
        self.erase.setObjectName("eraseForGood")
        self.erase.setProperty("variant", "danger")
        self.erase.setEnabled(False)
        self.erase.clicked.connect(self._erase)
        self._close = QPushButton(self.tr("&Keep them"), self)
        self._close.setObjectName("eraseClose")
        self._close.clicked.connect(self.reject)
        for button in (self.erase, self.again, self._close):
            button.setAutoDefault(False)  # Enter in the field means the field
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self._close, self.again, self.erase):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._question)
        column.addWidget(self._result)
        column.addWidget(self._progress)
        column.addWidget(self._problem)
        column.addStretch(0)
        column.addSpacing(4)
        column.addLayout(buttons)
        self._fill()

    def _fill(self) -> None:
        what = self._what
        column = self._about.column
        column.addWidget(_words(self.tr("What goes"), "heading"))
        goes = self.tr(
            "Their name, addresses and notes, every word they said, what they were told, and all "
            "of it in the history, in the search and in drafts."
        )
        column.addWidget(_words(goes, ""))
        column.addWidget(_words(self.tr("What stays"), "heading"))
        stays = self.tr(
            "{number} without words, as said by “An erased person”. Every count stays as it is."
        ).format(number=plural(what.feedback, "feedback", "feedbacks"))
        column.addWidget(_words(stays, ""))
        if what.elsewhere:
            title = self.tr("Named in words of others, which stay; correct these first:")
            opens = self.tr("&Open it to correct it")
            self._add_named("eraseElsewhere", title, what.elsewhere, opens, column)
        self.also = QCheckBox(self._question)
        self.also.setObjectName("alsoCalled")
        self.also.setVisible(bool(what.spellings))
        if what.may_name:
            title = self.tr("May name them, and stay; look these over, and correct them first:")
            opens = self.tr("O&pen it to correct it")
            self._add_named("eraseMayName", title, what.may_name, opens, column)
            spelt = ", ".join(f"“{excerpt(one, 30)}”" for one in what.spellings)
            words = self.tr("&Take {names} for their name, too")
            self.also.setText(words.format(names=excerpt(spelt, 60)))
            self.also.setToolTip(
                self.tr("What stood there before it was corrected is erased as well")
            )
        column.addWidget(self.also)
        self.prune = QCheckBox(self.tr("&Delete the backups among them instead"), self._question)
        self.prune.setObjectName("pruneBackups")
        self.prune.setVisible(bool(self._copies))
        if self._copies:
            column.addWidget(_words(self.tr("Copies, made anew without them"), "heading"))
            folder = self._live.path.absolute().parent
            names = [
                str(path.relative_to(folder) if path.is_relative_to(folder) else path)
                for path in self._copies
            ]
            column.addWidget(_list("eraseBackups", self.tr("Copies"), names))
        column.addWidget(self.prune)
        reach = self.tr(
            "What was printed, saved as a PDF, exported, mailed or copied elsewhere is out of "
            "reach: look for that yourself."
        )
        column.addWidget(_words(reach, "muted"))
        column.addStretch(1)
        self.name = QLineEdit(self._question)
        self.name.setPlaceholderText(excerpt(what.name, 60))
        self.name.textChanged.connect(self._compare)
        self.name.returnPressed.connect(self._erase)
        form = FormLayout()
        form.add_field(
            self.tr("Type their &name to go on"), self.name, name="eraseName",
            hint=self.tr("This cannot be undone."),
        )  # fmt: skip
        whole = QVBoxLayout(self._question)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._about, 1)
        whole.addLayout(form)
        self.name.setFocus()

    def _add_named(
        self, name: str, title: str, every: Sequence[NamedIn], opens: str, column: QVBoxLayout
    ) -> None:
        """Add a list of what is of others, and what opens one of it."""
        lines = [excerpt(one.title, 90) for one in every[:_LISTED]]
        listed = _list(name, title.partition(",")[0], lines)
        listed.setCurrentRow(0)

        def correct() -> None:
            """Put this question away, and show what names them; nothing is erased."""
            one = every[max(listed.currentRow(), 0)]
            super(EraseDialog, self).reject()
            self.wants.emit(one.table, one.key)

        listed.itemActivated.connect(correct)
        button = QPushButton(opens, self._question)
        button.setObjectName(f"{name}Correct")
        button.setAutoDefault(False)
        button.clicked.connect(correct)
        column.addWidget(_words(title, "heading"))
        column.addWidget(listed)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _compare(self, typed: str) -> None:
        self.erase.setEnabled(not self._busy and name_key(typed) == name_key(self._what.name))

    def _erase(self) -> None:
        if not self.erase.isEnabled():
            return
        self._wait(True)
        self._problem.say("")
        also = self._what.spellings if self.also.isChecked() else ()
        self._live.erase(
            self._what.person_id, also=also, then=self._erased, otherwise=self._refused
        )

    def _refused(self, sentence: str) -> None:
        self._wait(False)
        self._compare(self.name.text())
        self._problem.say(sentence)

    def _erased(self, erased: Erased) -> None:
        self._tell(erased)
        if erased.copies:
            self._said = self._result.text()
            self._progress.setRange(0, len(erased.copies))
            self._progress.setValue(-1)
            self._progress.show()
            self._one_reached()
            self._live.reached.connect(self._one_reached)
            live, prune = self._live, self.prune.isChecked()

            def then(reached: list[Reached]) -> None:
                if isValid(self) and self.isVisible():
                    self._copies_reached(reached)
                else:  # it was closed meanwhile
                    live.said.emit(" ".join(copies_told(reached)))

            live.erase_in_copies(erased, prune=prune, then=then)

    def _one_reached(self) -> None:
        number, every = self._progress.value() + 1, self._progress.maximum()
        self._progress.setValue(number)
        told = self.tr("{number} of {every} copies were looked at.")
        self._result.setText(f"{self._said}\n{told.format(number=number, every=every)}")

    def _copies_reached(self, reached: list[Reached]) -> None:
        self._live.reached.disconnect(self._one_reached)
        self._progress.hide()
        self._result.setText("\n".join((self._said, *copies_told(reached))))
        self.adjustSize()

    def _tell(self, erased: Erased) -> None:
        self._wait(False)
        counted = plural(erased.feedback, "feedback keeps", "feedbacks keep")
        lines = [self.tr("Erased for good. {number} counting.").format(number=counted)]
        if erased.drafts:
            forms = plural(erased.drafts, "half-typed form", "half-typed forms")
            lines.append(self.tr("{number} went too.").format(number=forms))
        if erased.elsewhere:
            places = plural(len(erased.elsewhere), "place", "places")
            lines.append(self.tr("Others name them in {number}.").format(number=places))
        if erased.may_name:
            places = plural(len(erased.may_name), "place", "places")
            lines.append(self.tr("Others may name them in {number}.").format(number=places))
        if erased.reports:
            told = _("What was held on them was written to {files}, and stays there: delete that.")
            lines.append(told.format(files=", ".join(map(str, erased.reports[:_LINES]))))
        self._head.setText(self.tr("An erased person"))
        self._question.hide()
        self.erase.hide()
        self._result.setText("\n".join(lines))
        self._result.show()
        self._close.setText(self.tr("&Close"))
        self._close.clicked.disconnect(self.reject)
        self._close.clicked.connect(self.accept)
        self._close.setFocus()
        self._show_swept(erased.swept)
        self.adjustSize()

    def _sweep(self) -> None:
        self._wait(True)
        self._live.sweep(then=self._swept)

    def _swept(self, swept: bool) -> None:
        self._wait(False)
        self._show_swept(swept)

    def _show_swept(self, swept: bool) -> None:
        self.again.setVisible(not swept)
        self._problem.say(
            ""
            if swept
            else self.tr(
                "Traces may be left in the file, since another program is reading it. Close it "
                "there, and try again."
            )
        )

    def _wait(self, yes: bool) -> None:
        self._busy = yes
        self._progress.setVisible(yes)
        self._question.setEnabled(not yes)
        for button in (self.erase, self.again, self._close):
            button.setEnabled(not yes)

    def reject(self) -> None:
        """Close, unless it is being erased now; what was done is done."""
        if self._busy:
            return
        if self._result.isHidden():
            super().reject()
        else:
            self.accept()


class _Scrolled(QScrollArea):
    """As tall as what is in it, and scrolled where the screen has no room for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("eraseAbout")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.setWidget(inner)

    def showEvent(self, event: QShowEvent) -> None:
        needed = self.column.totalHeightForWidth(max(self.width(), _WIDTH)) + 2
        room = self.screen().availableGeometry().height() - _AROUND
        self.setMinimumHeight(max(min(needed, room), _LEAST))
        super().showEvent(event)


def copies_told(reached: Sequence[Reached]) -> list[str]:
    """Return what became of the copies, in a sentence each."""
    told = []
    fates = [one.fate.value for one in reached]
    if number := fates.count("rewritten"):
        told.append(f"{plural(number, 'copy was', 'copies were')} made anew without them.")
    if number := fates.count("deleted"):
        told.append(f"{plural(number, 'file was', 'files were')} deleted.")
    kept = [f"{one.path.name} ({one.why})" for one in reached if one.why]
    if kept:
        more = len(kept) - _LINES
        names = ", ".join(kept[:_LINES]) + (f" and {more} more" if more > 0 else "")
        told.append(f"Not reached, and may still hold them: {names}.")
    return told


def _words(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    if role:
        label.setProperty("role", role)
    return label


def _list(name: str, accessible: str, lines: list[str]) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.addItems(lines)
    made.setFixedHeight(min(len(lines), _LINES) * _LINE + 16)
    return made
