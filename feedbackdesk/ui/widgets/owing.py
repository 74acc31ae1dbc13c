"""What is asked about something owed: what and by when, until when it waits, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedbackdesk.domain.dates import local_today, working_days_after
from feedbackdesk.domain.days import Side
from feedbackdesk.domain.text import excerpt
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, label
from feedbackdesk.language.say import _
from feedbackdesk.ui.forms.ask import Above, Question, ask
from feedbackdesk.ui.forms.fields import Day, Line, OneOf, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from feedbackdesk.desk.step import Intention
    from feedbackdesk.domain.days import DateOrder
    from feedbackdesk.ui.live import Live


_DAYS = {
    FollowUpKind.ANSWER: 1, FollowUpKind.CHECK_IN: 5, FollowUpKind.THANK: 3,
    FollowUpKind.WIN_BACK: 5, FollowUpKind.ACKNOWLEDGE: 1,
}  # fmt: skip
"""What can be owed by hand, with the working days that are offered for each."""


def ask_what_is_owed(
    parent: QWidget,
    live: Live,
    name: str,
    intention: Intention[..., int],
    subject: object,
    *,
    kind: FollowUpKind = FollowUpKind.ANSWER,
    warning: str = "",
    says_why: bool = False,
) -> Question:
    """Ask for what the intention needs besides its subject: the kind, the day, and about what.

    About what may stay empty where the subject `says_why` it is owed.
    """
    what = OneOf("oweKind", _("&What"), [(one, label(one)) for one in _DAYS], kind)
    due = Day(
        "oweDue", _("By &when"), Side.AHEAD, lambda: live.date_order,
        example=_("A day as you say it: friday, 2 weeks, 3 dec"),
        missing=_("By when? Write a day, such as friday or 2 weeks."),
    )  # fmt: skip
    about = Line(
        "oweAbout", _("&About"),
        example=_("In your own words; may stay empty") if says_why else "",
        missing="" if says_why else _("Say in a few words what it is about."),
    )  # fmt: skip

    def offer_day() -> None:
        """Offer the day that is usual for what is chosen, unless one was typed."""
        if not due.is_dirty:
            due.offer(working_days_after(local_today(), _DAYS[what.value()]).isoformat())

    def then(answer: dict[str, Any], question: Question) -> None:
        live.do(
            intention,
            subject,
            answer["oweKind"],
            answer["oweDue"],
            about=answer["oweAbout"],
            then=question.taken,
            otherwise=question.refuse,
        )

    what.on_change(offer_day)
    offer_day()
    return ask(
        parent, _("Owe {name} something").format(name=excerpt(name, 60)), ((what, due), about),
        _("Owe it"), then, name="oweDialog", problem="oweProblem", ok_name="oweSave",
        above=(Above(name, "title", "oweName"), Above(warning, "error", "oweWarning")),
    )  # fmt: skip


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
