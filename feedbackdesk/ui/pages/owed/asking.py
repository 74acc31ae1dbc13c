"""What is asked about something owed: until when it waits, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.days import Side
from feedbackdesk.domain.words import FollowUpResult, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import Question, ask
from feedbackdesk.ui.forms.fields import Day, OneOf, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.domain.days import DateOrder

_LONGEST = 60
"""So many signs name any day."""


def ask_until_when(
    parent: QWidget,
    number: int,
    order: Callable[[], DateOrder],
    answered: Callable[[date], object],
) -> Question:
    """Ask for another day of one follow-up, or of several; `order` tells how 3/4 is read."""
    title = _("Postpone {number} of them").format(number=f"{number:,}")

    def then(answer: dict[str, Any], question: Question) -> None:
        question.accept()
        answered(answer["postponeDay"])

    day = Day(
        "postponeDay", _("Until &when?"), Side.AHEAD, order, most=_LONGEST,
        example=_("fri, next week, 3 days, 15 dec"),
        missing=_("Until when? Write a day, such as friday or 2 weeks."),
    )  # fmt: skip
    return ask(
        parent, _("Postpone") if number == 1 else title, (day,), _("Postpone"), then,
        name="postponeDialog", problem="postponeProblem", width=400,
    )  # fmt: skip


def ask_how_it_ended(
    parent: QWidget,
    number: int,
    results: Sequence[FollowUpResult],
    answered: Callable[[FollowUpResult, str], object],
    begun: tuple[FollowUpResult, str] | None = None,
) -> Question:
    """Ask for the result of one follow-up, or of several, and for words that may stay empty.

    It begins with what was answered before, and could not be kept.
    """
    title = _("Done: {number} of them").format(number=f"{number:,}")
    result, words = begun or (None, "")

    def then(answer: dict[str, Any], question: Question) -> None:
        question.accept()
        answered(answer["doneResult"], answer["doneWords"])

    rows = (
        OneOf("doneResult", _("&Result"), [(one, label(one)) for one in results], result),
        Prose(
            "doneWords", _("What was &said"), words, tall=120,
            hint=_("It may stay empty. “Done lately” keeps it."),
        ),
    )  # fmt: skip
    return ask(
        parent, _("Done") if number == 1 else title, rows, _("Done"), then,
        name="doneDialog", ok_tip=_("Keep it (Ctrl+Enter)"), start="doneWords", width=460,
    )  # fmt: skip
