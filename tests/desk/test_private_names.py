"""A name is known as long as the file holds it anywhere, and no longer."""

from __future__ import annotations

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.discretion import discretion
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.losses import LossFacts
from feedbackdesk.desk.people import PersonFacts, delete_person, edit_organisation, edit_person
from feedbackdesk.insight.discretion.verdict import Answer


def judged(desk: Desk, text: str) -> Answer:
    """Return what is said of a text."""
    return desk.ask(discretion).judge(text).answer


def test_who_was_renamed_deleted_or_taken_back_is_still_known(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Tea", Speaker("Zanthia Quorl", "Marlfinch Teas")))
    desk.do(record_feedback, NewFeedback("Cake", Speaker("Ottilie Brackenridge")))
    desk.do(record_feedback, NewFeedback("Milk", Speaker("Bartholomew Vexley")))
    rival = LossFacts("Price", competitor="Beanbarrow")
    loss = desk.do(record_feedback, NewFeedback("Too dear", Speaker("Una Otterby"), loss=rival))
    assert loss.result
    desk.undo()
    zanthia = desk.ask(person_named, "Zanthia Quorl").id
    desk.do(edit_person, zanthia, PersonFacts(name="Z. Someone"))
    firm = desk.ask(organisation_named, "Marlfinch Teas").id
    desk.do(edit_organisation, firm, name="A Firm")
    desk.do(delete_person, desk.ask(person_named, "Ottilie Brackenridge").id)
    told = ("Quorl", "marlfinch", "Brackenridge", "vexley", "Beanbarrow", "Otterby")
    assert [name for name in told if judged(desk, f"as {name} wants") is not Answer.HELD] == []


def test_who_was_erased_is_known_no_more(desk: Desk) -> None:
    desk.do(record_feedback, NewFeedback("Tea", Speaker("Zanthia Quorlbean")))
    key = desk.ask(person_named, "Zanthia Quorlbean").id
    assert judged(desk, "ask quorlbean") is Answer.HELD
    desk.erase(key)
    assert judged(desk, "ask quorlbean") is Answer.HARMLESS
    names = desk.ask(discretion)
    assert names.judge("It was erased and deleted again.").answer is Answer.HARMLESS
