"""What may name somebody on a copy for customers: shown with its words marked, taken or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.look.theme import Role, Size
from feedbackdesk.ui.rows.described import RowWidget
from feedbackdesk.ui.rows.pieces import Text
from feedbackdesk.ui.rows.row import Line, Row
from feedbackdesk.ui.widgets.buttons import push_button
from feedbackdesk.ui.widgets.labels import label_of
from feedbackdesk.ui.widgets.layout import in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from feedbackdesk.desk.discretion import Text as Uncertain

_LINES = 6
_AROUND = 120
"""So many characters before the first uncertain word are shown, and three times as many in all."""


class UncertainTexts(QWidget):
    """One text after the other; it is not there where nothing waits."""

    answered = Signal(object, bool)
    """A text, and whether customers may read it."""

    def __init__(self) -> None:
        """Wait for texts."""
        super().__init__()
        self.setObjectName("printUncertain")
        self.waiting: tuple[Uncertain, ...] = ()
        self._count = label_of(name="printUncertainCount", wraps=True)
        self._shown = RowWidget(self._describe)
        self._shown.setObjectName("printUncertainText")
        self.take = self._button("printUncertainTake", _("Customers ma&y read it"), yes=True)
        self.leave = self._button("printUncertainLeave", _("&Keep it out"), yes=False)
        column = in_column(self, gap=6)
        column.addWidget(self._count)
        column.addWidget(self._shown)
        buttons = in_row(gap=6)
        buttons.addWidget(self.take)
        buttons.addWidget(self.leave)
        column.addLayout(buttons)
        self.hide()

    def show_texts(self, waiting: Sequence[Uncertain]) -> None:
        """Show the first of the texts that wait, and how many do; nothing where none does."""
        held_keyboard = self.take.hasFocus() or self.leave.hasFocus()
        self.waiting = tuple(waiting)
        number = len(self.waiting)
        self._count.setText(
            ngettext(
                "A text waits for your word before customers get it.",
                "{number} texts wait for your word before customers get them.",
                number,
            ).format(number=number)
        )
        self._shown.describe_anew()
        for button in (self.take, self.leave):
            button.setEnabled(number > 0)
            button.setAccessibleDescription(self._shown.accessibleName())
        self.setVisible(number > 0)
        self._fit()
        if held_keyboard and number > 0:
            self.take.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need in this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.waiting:
            self._shown.setFixedHeight(self._shown.laid(self.width()).height)

    def _button(self, name: str, words: str, *, yes: bool) -> QPushButton:
        def answer() -> None:
            if self.waiting:
                self.answered.emit(self.waiting[0], yes)

        button = push_button(words, answer, name=name)
        button.setAutoDefault(False)
        return button

    def _describe(self, _room: int) -> Row:
        if not self.waiting:
            return Row(Line(Text("")), says="", pad=(0, 0, 0, 0))
        one = self.waiting[0]
        words, marks = _around(one)
        said = f"{one.where}. {one.verdict.why}"
        return Row(
            Line(
                Text(f"{one.where}. {one.verdict.why}", Size.SMALL, role=Role.TEXT_MUTED, lines=2)
            ),
            Line(Text(words, lines=_LINES, marks=marks), above=4),
            says=f"{said} {', '.join(one.uncertain)}: {words}",
            pad=(0, 2, 0, 2),
            line_from=None,
        )


def _around(one: Uncertain) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what is shown of a text, from a little before its first uncertain word, with marks."""
    first = one.spans[0][0] if one.spans else 0
    begin = max(0, first - _AROUND)
    while 0 < begin < first and not one.text[begin - 1].isspace():
        begin += 1
    shown = one.text[begin : begin + 3 * _AROUND]
    ahead = "…" if begin else ""
    marks = tuple(
        (start - begin + len(ahead), end - start)
        for start, end in one.spans
        if end - begin <= len(shown)
    )
    after = "…" if begin + len(shown) < len(one.text) else ""
    return f"{ahead}{shown}{after}", marks
