"""What only the owner can know of a file: a card a question, which begins on a harmless answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from feedbackdesk.language.say import _, ngettext
from feedbackdesk.ui.widgets.labels import label_of, words_label
from feedbackdesk.ui.widgets.layout import empty_out, in_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedbackdesk.domain.found import Question

_SHOWN = 12
"""So many are asked at once; the rest is taken as nobody answers, and asked after those."""


class Asked(QWidget):
    """The questions below each other; none has to be answered."""

    answered = Signal(str, str)
    """A question's name, and the answer that was chosen."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._column = in_column(self, gap=12)
        self._shown: tuple[Question, ...] = ()

    def ask(self, questions: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Ask these; what is asked already stays as it stands, with the keyboard in it."""
        if tuple(questions) == self._shown:
            return
        self._shown = tuple(questions)
        empty_out(self._column)
        self.setVisible(bool(questions))
        if not questions:
            return
        number = len(questions)
        title = ngettext(
            "{number} thing only you can know", "{number} things only you can know", number
        ).format(number=number)
        self._column.addWidget(label_of(title, "title"))
        aside = _("Each begins on an answer that does no harm, so you may go on.")
        self._column.addWidget(label_of(aside, "muted", wraps=True))
        for place, question in enumerate(questions[:_SHOWN]):
            self._column.addWidget(self._card(place, question, answers.get(question.name)))

    def _card(self, place: int, question: Question, chosen: str | None) -> QWidget:
        card = QFrame(self)
        card.setProperty("surface", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = in_column(card, (16, 12, 16, 12), 6)
        column.addWidget(words_label("label", f"bringQuestion.{place}", question.sentence))
        if question.records > 1:
            hangs = ngettext(
                "{number} record hangs on it.", "{number} records hang on it.", question.records
            )
            column.addWidget(label_of(hangs.format(number=question.records), "muted"))
        group = QButtonGroup(card)
        for number, answer in enumerate(question.answers):
            button = QRadioButton(answer.words.replace("&", "&&"), card)
            button.setObjectName(f"bringAnswer.{place}.{number}")
            button.setAccessibleDescription(question.sentence)
            button.setChecked(answer.value == chosen if chosen is not None else number == 0)
            button.toggled.connect(
                lambda on, name=question.name, value=answer.value: (
                    self.answered.emit(name, value) if on else None
                )
            )
            group.addButton(button)
            column.addWidget(button)
        return card
