"""What was done is told as done, and says for whom."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

import feedbackdesk.desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.followups import finish, owed, postpone, promise, reopen
from feedbackdesk.desk.identity import Speaker, person_named
from feedbackdesk.desk.losses import LossFacts, look_again, mark_won_back, point_reason, reasons
from feedbackdesk.desk.themes import add_theme
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.labels import past
from feedbackdesk.domain.words import FollowUpKind, FollowUpResult, Kind

if TYPE_CHECKING:
    from feedbackdesk.desk.desk import Desk


def labels() -> list[str]:
    """Return the label of every step there is."""
    names = [one.name for one in pkgutil.iter_modules(feedbackdesk.desk.__path__)]
    modules = [importlib.import_module(f"feedbackdesk.desk.{name}") for name in names]
    found = {getattr(one, "label", None) for module in modules for one in vars(module).values()}
    return sorted(label for label in found if isinstance(label, str))


@pytest.mark.parametrize("label", labels())
def test_every_step_is_told_as_done(label: str) -> None:
    their_own_past = label.startswith(("Put ", "Set ", "Split "))
    assert past(label) != label or their_own_past
    assert "{" in label or "some" not in label  # whoever it is about is named


def test_steps_about_people_and_reasons_name_them(desk: Desk) -> None:
    new = NewFeedback("The bags were stale.", Speaker("Amara Nwosu"), kind=Kind.PROBLEM)
    desk.do(record_feedback, new)
    (debt,) = desk.ask(owed)
    told = [
        desk.do(postpone, debt.id, local_today()).label,
        desk.do(finish, debt.id, FollowUpResult.TOLD).label,
        desk.do(reopen, debt.id).label,
    ]
    assert all("what is owed to Amara Nwosu" in label for label in told)
    assert past(told[1]) == "Finished what is owed to Amara Nwosu: Told"
    amara = desk.ask(person_named, "Amara Nwosu").id
    done = desk.do(promise, amara, FollowUpKind.CHECK_IN, local_today(), about="The bags")
    assert past(done.label) == "Promised Amara Nwosu something"
    theme = desk.do(add_theme, "Invoices").result
    reason = desk.ask(reasons)[0]
    pointed = desk.do(point_reason, reason.id, theme).label
    assert past(pointed) == f"Pointed reason {reason.name} to Invoices"
    away = desk.do(point_reason, reason.id, None).label
    assert past(away) == f"Pointed reason {reason.name} to nothing"
    lost = NewFeedback("Too dear.", Speaker("Bo"), loss=LossFacts(reason.name))
    said = desk.do(record_feedback, lost).result
    assert past(desk.do(look_again, said, local_today()).label).startswith("Set when to look at")
    assert past(desk.do(mark_won_back, said).label) == "Marked “Too dear.” as won back"
