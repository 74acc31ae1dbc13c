"""Every text on a copy for customers, each of which can be kept out, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from feedbackdesk.insight.discretion.verdict import Answer
from feedbackdesk.language.say import _
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.pieces import Icon, Text, Words
from feedbackdesk.ui.rows.row import Line, Row, Rows
from feedbackdesk.ui.rows.short_model import ShortModel
from feedbackdesk.ui.rows.tall_list import TallList
from feedbackdesk.ui.widgets.dialogs import Dialog
from feedbackdesk.ui.widgets.labels import words_label
from feedbackdesk.ui.widgets.layout import in_row
from feedbackdesk.ui.widgets.lists import choose_row, make_list

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.discretion import Text as ForCustomers

_MARK = 16


class TextRows(Rows["ForCustomers"]):
    """What a text is, its words, and whether it is on the copy."""

    uniform = False

    def describe(self, row: ForCustomers, _beside: Hashable, _room: int) -> Row:
        """Describe a text."""
        is_on = row.verdict.answer is Answer.HARMLESS
        name, ink = ("check", Role.SUCCESS) if is_on else ("close", Role.TEXT_MUTED)
        state = _("On the copy") if is_on else _("Kept out")
        return _row(Icon(name, ink, _MARK, tip=state), row.where, row.text, f"{state}. ")

    def waiting(self, _room: int, /) -> Row:
        """Describe the room of a row."""
        return _row(Icon("check", Role.SUCCESS, _MARK), "", "", "")


def _row(mark: Icon, where: str, words: str, state: str) -> Row:
    return Row(
        Line(mark, Words(where, Size.SMALL, role=Role.TEXT_MUTED), gap=6),
        Line(Text(words, lines=4), above=2),
        says=f"{state}{where}: {words}",
        line_from=16,
    )


class TextsDialog(Dialog):
    """Lists what customers would read; it stays open while texts are kept out and taken back."""

    answered = Signal(object, bool)
    """A text, and whether customers may read it."""

    def __init__(self, parent: QWidget) -> None:
        """List nothing yet."""
        super().__init__(parent, "printTexts", _("Texts on this copy"), gap=8, size=(560, 520))
        told = _("What you keep out stays off every copy for customers, until you let it in again.")
        self.column.addWidget(words_label("muted", "printTextsHint", told))
        self.model = ShortModel(TextRows(), lambda text: text.mark)
        self.view = make_list("printTextsList", _("Texts on this copy"), TallList(), self.model)
        self.view.doubleClicked.connect(self._change)
        self.column.addWidget(self.view, 1)
        self._change_it = self.button(
            "printTextsChange", _("&Keep it out"), self._change, "primary"
        )
        self._change_it.setDefault(True)  # Enter in the list presses it
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._say_what_it_does)
        buttons = in_row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(self.button("printTextsClose", _("&Close"), self.reject))
        buttons.addWidget(self._change_it)
        self.column.addLayout(buttons)
        self.view.setFocus()

    def show_texts(self, texts: Sequence[ForCustomers]) -> None:
        """List those that are on the copy, and those that the owner keeps out."""
        at = max(self.view.currentIndex().row(), 0)
        self.model.show_these([one for one in texts if _is_on(one) or one.allowed is False])
        choose_row(self.view, min(at, self.model.rowCount() - 1))
        self._say_what_it_does()

    def _chosen(self) -> ForCustomers | None:
        at = self.view.currentIndex().row()
        return self.model.row_at(at) if at >= 0 else None

    def _say_what_it_does(self) -> None:
        chosen = self._chosen()
        self._change_it.setEnabled(chosen is not None)
        is_on = chosen is None or _is_on(chosen)
        self._change_it.setText(_("&Keep it out") if is_on else _("&Let customers read it"))

    def _change(self, _what: object = None) -> None:
        chosen = self._chosen()
        if chosen is not None and self._change_it.isEnabled():
            self._change_it.setEnabled(False)  # until the pages are there with it, or without
            self.answered.emit(chosen, not _is_on(chosen))


def _is_on(text: ForCustomers) -> bool:
    return text.verdict.answer is Answer.HARMLESS
