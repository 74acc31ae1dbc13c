"""What only the owner can know of a file: a card a question, which begins on a harmless answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QWidget

from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.look.theme import px
from feedbackdesk.ui.widgets.buttons import link_button
from feedbackdesk.ui.widgets.keyboard import OneOf, has_keyboard
from feedbackdesk.ui.widgets.labels import label_of, small_label, words_label
from feedbackdesk.ui.widgets.layout import empty_out, in_column, in_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from feedbackdesk.domain.found import Question

_SHOWN = 12
"""So many are asked at once; the others once they are asked for, and taken as nobody answers."""
_BESIDE = 760
"""From this width on two cards stand beside each other."""


class Asked(QWidget):
    """The questions, none of which has to be answered."""

    answered = Signal(str, str)
    """A question's name, and the answer that was chosen."""
    wanted = Signal(str)
    """The place of a record that is to be brought into sight."""

    remade = Signal()
    """More is asked, at the owner's wish."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        column = in_column(self, gap=8)
        head = in_row(None, gap=12)
        self._title = label_of("", "title", "bringAsked")
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBaseline)
        aside = _("Each begins on an answer that does no harm, so you may go on.")
        head.addWidget(small_label(aside), 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        self._more = link_button("bringAskMore", "", "", self._show_more)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._cards: list[QWidget] = []
        self._shown: tuple[tuple[Question, str], ...] = ()
        self._answers: Mapping[str, str] = {}
        self._most = _SHOWN
        self.hide()

    def ask(
        self,
        questions: Sequence[Question],
        answers: Mapping[str, str],
        places: Mapping[str, str],
    ) -> None:
        """Ask these; what is asked already stays as it stands, with the keyboard in it.

        `places` are where the first record stands that hangs on a question, by its name.
        """
        shown = tuple((one, places.get(one.name, "")) for one in questions)
        if shown == self._shown:
            return
        self._shown, self._answers = shown, answers
        if not questions:
            self._most = _SHOWN
        self._make()

    def _show_more(self) -> None:
        first = self._most
        self._most += _SHOWN
        self._make()
        self.remade.emit()
        if (card := self._called(f"bringAnswer.{first}.0")) is not None:
            card.setFocus()

    def _make(self) -> None:
        """Make the cards anew; the keyboard stays where it was, if that is still there."""
        here = self.window().focusWidget() if has_keyboard(self) else None
        empty_out(self._grid)
        number = len(self._shown)
        self.setVisible(number > 0)
        title = ngettext(
            "{number} thing only you can know", "{number} things only you can know", number
        )
        self._title.setText(title.format(number=number))
        self._cards = [
            self._card(at, one, self._answers.get(one.name), first)
            for at, (one, first) in enumerate(self._shown[: self._most])
        ]
        left = number - len(self._cards)
        more = ngettext("Ask {number} more", "Ask {number} more", min(left, _SHOWN))
        self._more.setText(more.format(number=min(left, _SHOWN)))
        self._more.setVisible(left > 0)
        self._stand()
        if here is not None and (again := self._called(here.objectName())) is not None:
            again.setFocus()

    def _called(self, name: str) -> QWidget | None:
        every = (one for card in self._cards for one in card.findChildren(QWidget))
        return next((one for one in every if one.objectName() == name), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let cards stand beside each other where there is room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        beside = 2 if self.width() >= px(_BESIDE) and len(self._cards) > 1 else 1
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // beside, at % beside)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < beside else 0)

    def _card(self, place: int, question: Question, chosen: str | None, first: str) -> QWidget:
        card = QFrame(self)
        card.setProperty("surface", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = in_column(card, (16, 12, 16, 12), 4)
        column.addWidget(words_label("label", f"bringQuestion.{place}", question.sentence))
        why = in_row(None, gap=4)
        if first:
            link = link_button(f"bringAsks.{place}", "", first, partial(self.wanted.emit, first))
            why.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        words = " ".join(filter(None, (_more(question.records, bool(first)), question.why)))
        if words:
            why.addWidget(small_label(words), 1)
        if why.count():
            column.addLayout(why)
        group = OneOf(card)
        for number, answer in enumerate(question.answers):
            line = in_row(None, gap=8)
            button = QRadioButton(answer.words.replace("&", "&&"), card)
            button.setObjectName(f"bringAnswer.{place}.{number}")
            told = (question.sentence, question.why, answer.aside)
            button.setAccessibleDescription(" ".join(filter(None, told)))
            button.setChecked(answer.value == chosen if chosen is not None else number == 0)
            button.toggled.connect(
                lambda on, name=question.name, value=answer.value: (
                    self.answered.emit(name, value) if on else None
                )
            )
            group.add(button)
            line.addWidget(button)
            line.addWidget(small_label(answer.aside), 1)
            column.addLayout(line)
        column.addStretch(1)
        return card


def _more(records: int, is_first_named: bool) -> str:
    """Return how many records hang on a question, beside one that is named."""
    if is_first_named:
        more = ngettext("and {number} more.", "and {number} more.", records - 1)
        return more.format(number=f"{records - 1:,}") if records > 1 else ""
    if records < 2:
        return ""
    hangs = ngettext("{number} record hangs on it.", "{number} records hang on it.", records)
    return hangs.format(number=f"{records:,}")
