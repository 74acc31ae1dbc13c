"""The one question the window asks: erasing somebody cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from feedbackdesk.desk.second_place import ENCRYPTED
from feedbackdesk.domain.text import excerpt, name_key, plural
from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.forms.fields import Line
from feedbackdesk.ui.forms.form import Form
from feedbackdesk.ui.forms.kinds import Check
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.form import Problem
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import Scrolled, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from feedbackdesk.desk.privacy import Erased, NamedIn, ToErase
    from feedbackdesk.domain.erasures import Reached
    from feedbackdesk.ui.forms.form import FormRow
    from feedbackdesk.ui.live import Live

_LISTED = 200
_LINES = 4
_LINE = 24
_WIDTH, _LEAST = 480, 120
"""How wide the question is, and how tall at least what is scrolled of it."""
_AROUND = 260
"""What a title bar and all that is not scrolled take of the screen."""


class EraseDialog(Dialog):
    """Says what goes and what stays, and wants the name typed; then tells what was done."""

    wants = Signal(str, int)
    """Something of others that names them is to be corrected first: its table and key."""

    def __init__(self, live: Live, what: ToErase, copies: Sequence[Path], parent: QWidget) -> None:
        """Show what erasing would do; `copies` are the backups and their like."""
        super().__init__(parent, "eraseDialog", _("Erase for good"), gap=8, width=520)
        self._live, self._what, self._copies = live, what, tuple(copies)
        self._busy = False
        self._said = ""
        """What was done in the workspace, before the copies."""
        self._head = words_label("title", text=excerpt(what.name, 80))
        self._question = QWidget(self)
        self._result = words_label("", "eraseResult")
        self._result.hide()
        self._problem = Problem(self)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setObjectName("eraseProgress")
        self._progress.setAccessibleName(_("Erasing"))
        self._progress.hide()
        self.again = self.button("sweepAgain", _("&Try again"), self._sweep)
        self.again.hide()
        self.erase = self.button("eraseForGood", _("&Erase for good"), self._erase, "danger")
        self.erase.setEnabled(False)
        self._close = self.button("eraseClose", _("&Keep them"), self.reject)
        buttons = in_row(gap=8)
        buttons.addStretch(1)
        for button in (self._close, self.again, self.erase):
            buttons.addWidget(button)
        for widget in (self._head, self._question, self._result, self._progress, self._problem):
            self.column.addWidget(widget)
        self.column.addStretch(0)
        self.column.addSpacing(4)
        self.column.addLayout(buttons)
        self._fill()

    def _fill(self) -> None:
        what = self._what
        rows: list[FormRow] = []

        def head(words: str) -> None:
            rows.append(words_label("heading", text=words))

        def named(name: str, title: str, every: Sequence[NamedIn], opens: str) -> None:
            """Add a list of what is of others, and what opens one of it."""
            head(title)
            lines = [excerpt(one.title, 90) for one in every[:_LISTED]]
            listed = _list(name, title.partition(",")[0], lines)
            listed.setCurrentRow(0)

            def correct() -> None:
                """Put this question away, and show what names them; nothing is erased."""
                one = every[max(listed.currentRow(), 0)]
                super(EraseDialog, self).reject()
                self.wants.emit(one.table, one.key)

            listed.itemActivated.connect(correct)
            rows.extend((listed, self.button(f"{name}Correct", opens, correct)))

        head(_("What goes"))
        goes = _(
            "Their name, addresses and notes, every word they said, what they were told, and all "
            "of it in the history, in the search and in drafts."
        )
        rows.append(words_label("", text=goes))
        if what.talk:
            talk = ngettext(
                "{number} message on the heap, theirs or one that names them.",
                "{number} messages on the heap, theirs and those that name them.",
                what.talk,
            )
            rows.append(words_label("", "eraseTalk", talk.format(number=f"{what.talk:,}")))
        head(_("What stays"))
        stays = _(
            "{number} without words, as said by “An erased person”. Every count stays as it is."
        ).format(number=plural(what.feedback, "feedback", "feedbacks"))
        rows.append(words_label("", text=stays))
        if what.elsewhere:
            title = _("Named in words of others, which stay; correct these first:")
            named("eraseElsewhere", title, what.elsewhere, _("&Open it to correct it"))
        if what.may_name:
            title = _("May name them, and stay; look these over, and correct them first:")
            named("eraseMayName", title, what.may_name, _("O&pen it to correct it"))
        spelt = ", ".join(f"“{excerpt(one, 30)}”" for one in what.spellings)
        words = _("&Take {names} for their name, too").format(names=excerpt(spelt, 60))
        self.also = Check("alsoCalled", words)
        self.also.widget.setToolTip(_("What stood there before it was corrected is erased as well"))
        if not what.spellings:
            self.also.widget.hide()
        self.prune = Check("pruneBackups", _("&Delete the backups among them instead"))
        rows.append(self.also)
        if self._copies:
            head(_("Copies, made anew without them"))
            rows.append(_list("eraseBackups", _("Copies"), [*map(self._called, self._copies)]))
        else:
            self.prune.widget.hide()
        rows.append(self.prune)
        reach = _(
            "What was printed, saved as a PDF, exported, mailed or copied elsewhere is out of "
            "reach: look for that yourself."
        )
        rows.append(words_label("muted", text=reach))
        self.name = Line(
            "eraseName", _("Type their &name to go on"), example=excerpt(what.name, 60),
            hint=_("This cannot be undone."),
        )  # fmt: skip
        self.name.on_change(self._compare)
        self.name.widget.returnPressed.connect(self._erase)
        whole = in_column(self._question, gap=12)
        whole.addWidget(_About(rows), 1)
        whole.addLayout(Form([self.name]))
        self.name.go()

    def _called(self, copy: Path) -> str:
        folder = self._live.path.absolute().parent
        name = str(copy.relative_to(folder) if copy.is_relative_to(folder) else copy)
        far = _("encrypted, not reached: {name}").format(name=name)
        return far if name.endswith(ENCRYPTED) else name

    def _compare(self) -> None:
        is_named = name_key(self.name.value()) == name_key(self._what.name)
        self.erase.setEnabled(not self._busy and is_named)

    def _erase(self) -> None:
        if not self.erase.isEnabled():
            return
        self._wait(True)
        self._problem.say("")
        also = self._what.spellings if self.also.value() else ()
        self._live.erase(
            self._what.person_id, also=also, then=self._erased, otherwise=self._refused
        )

    def _refused(self, sentence: str) -> None:
        self._wait(False)
        self._compare()
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
            live, prune = self._live, self.prune.value()

            def then(reached: list[Reached]) -> None:
                if isValid(self) and self.isVisible():
                    self._copies_reached(reached)
                else:  # it was closed meanwhile
                    live.said.emit(" ".join(copies_told(reached)))

            live.erase_in_copies(erased, prune=prune, then=then)

    def _one_reached(self) -> None:
        number, every = self._progress.value() + 1, self._progress.maximum()
        self._progress.setValue(number)
        told = _("{number} of {every} copies were looked at.")
        self._result.setText(f"{self._said}\n{told.format(number=number, every=every)}")

    def _copies_reached(self, reached: list[Reached]) -> None:
        self._live.reached.disconnect(self._one_reached)
        self._progress.hide()
        self._result.setText("\n".join((self._said, *copies_told(reached))))
        self.adjustSize()

    def _tell(self, erased: Erased) -> None:
        self._wait(False)
        counted = plural(erased.feedback, "feedback keeps", "feedbacks keep")
        lines = [_("Erased for good. {number} counting.").format(number=counted)]
        if erased.drafts:
            forms = plural(erased.drafts, "half-typed form", "half-typed forms")
            lines.append(_("{number} went too.").format(number=forms))
        if erased.elsewhere:
            places = plural(len(erased.elsewhere), "place", "places")
            lines.append(_("Others name them in {number}.").format(number=places))
        if erased.may_name:
            places = plural(len(erased.may_name), "place", "places")
            lines.append(_("Others may name them in {number}.").format(number=places))
        if erased.reports:
            told = _("What was held on them was written to {files}, and stays there: delete that.")
            lines.append(told.format(files=", ".join(map(str, erased.reports[:_LINES]))))
        self._head.setText(_("An erased person"))
        self._question.hide()
        self.erase.hide()
        self._result.setText("\n".join(lines))
        self._result.show()
        self._close.setText(_("&Close"))
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
            else _(
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


class _About(Scrolled):
    """As tall as what is in it, and scrolled where the screen has no room for that."""

    def __init__(self, rows: Sequence[FormRow]) -> None:
        super().__init__("eraseAbout", "")
        self.form = Form(rows)
        self.form.setSpacing(8)
        self.form.addStretch(1)
        self.inner.setLayout(self.form)
        for one in self.inner.findChildren(QPushButton):
            self.form.setAlignment(one, Qt.AlignmentFlag.AlignLeft)

    def showEvent(self, event: QShowEvent) -> None:
        needed = self.form.totalHeightForWidth(max(self.width(), _WIDTH)) + 2
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


def _list(name: str, accessible: str, lines: list[str]) -> QListWidget:
    made = QListWidget()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.addItems(lines)
    made.setFixedHeight(px(min(len(lines), _LINES) * _LINE + 16))
    return made
