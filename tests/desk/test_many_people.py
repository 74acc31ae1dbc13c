"""Many people are put right at once: each is one step for all, and is taken back as one."""

from __future__ import annotations

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, list_feedback, record_feedback
from feedbackdesk.desk.identity import Speaker, organisation_named, person_named
from feedbackdesk.desk.many_people import (
    delete_many_contacts,
    join_many,
    join_new,
    leave_many,
    looked_at,
    merge_many_organisations,
    merge_many_people,
    must_be_of_one_kind,
    set_stage_of_many,
)
from feedbackdesk.desk.people import all_organisations, all_people, organisation, stages_of
from feedbackdesk.desk.themes import all_themes
from feedbackdesk.domain.dates import local_today
from feedbackdesk.domain.errors import NotThere, Refusal
from feedbackdesk.domain.words import PersonStage
from tests.store.oracle import rows_of


@pytest.fixture
def keys(desk: Desk) -> dict[str, int]:
    """Five people, one of a firm, who want the same; their keys in the list of both."""
    for who, firm in (
        ("Ann", "Acme"),
        ("Bo", None),
        ("Cem", None),
        ("B. Ode", None),
        ("Bo Ode", None),
    ):
        desk.do(record_feedback, NewFeedback("Later", Speaker(who, firm), themes=("Hours",)))
    found = {one.name: one.id for one in desk.ask(all_people)}
    return found | {one.name: -one.id for one in desk.ask(all_organisations)}


def firms(desk: Desk) -> dict[str, str | None]:
    """Return who belongs to which organisation."""
    return {one.name: one.organisation for one in desk.ask(all_people)}


def undone(desk: Desk, before: object) -> None:
    """Take back one step, which leaves all as it was."""
    desk.undo()
    desk.rest()
    logged = {"step", "change"}
    now = {name: rows for name, rows in rows_of(desk.path).items() if name not in logged}
    assert now == before


@pytest.fixture
def before(desk: Desk, keys: dict[str, int]) -> object:
    """All that is there, but for the log."""
    del keys
    desk.rest()
    found = rows_of(desk.path).items()
    return {name: rows for name, rows in found if name not in {"step", "change"}}


def test_they_join_leave_and_are_something_from_today(
    desk: Desk, keys: dict[str, int], before: object
) -> None:
    some = [keys["Bo"], keys["Cem"]]
    done = desk.do(join_many, some, -keys["Acme"], "2 people")
    assert done.touched.label == "Set the organisation of 2 people to Acme"
    assert firms(desk) == {
        "Ann": "Acme", "Bo": "Acme", "Cem": "Acme", "B. Ode": None, "Bo Ode": None,
    }  # fmt: skip
    assert desk.ask(all_themes)[0].requests == 3, "what they said counts for their firm"
    undone(desk, before)
    done_new = desk.do(join_new, some, "Brook", "2 people")
    assert done_new.touched.label == "Set the organisation of 2 people to Brook"
    assert firms(desk)["Cem"] == "Brook"
    undone(desk, before)
    desk.do(leave_many, [keys["Ann"], keys["Bo"]], "2 people")
    assert set(firms(desk).values()) == {None}
    undone(desk, before)
    done = desk.do(set_stage_of_many, [keys["Ann"], keys["Acme"]], PersonStage.FORMER, "both")
    assert done.touched.label == "Set the stage of both to Former customer"
    ann = desk.ask(person_named, "Ann")
    assert (ann.stage, ann.stage_since) == (PersonStage.FORMER, local_today())
    acme = desk.ask(organisation, -keys["Acme"])
    assert acme is not None
    assert acme.stage is PersonStage.FORMER
    assert desk.ask(stages_of, ann.id) is not None
    undone(desk, before)


def test_several_become_one_and_are_gone_together(
    desk: Desk, keys: dict[str, int], before: object
) -> None:
    sources = [keys["Bo"], keys["B. Ode"]]
    target, seen = desk.ask(looked_at, "person", sources, keys["Bo Ode"])
    assert target.name == "Bo Ode"
    assert [(one.name, why) for one, why in seen] == [
        ("Bo", ""), ("B. Ode", "a name spelt alike"),
    ]  # fmt: skip
    done = desk.do(merge_many_people, sources, keys["Bo Ode"], "2 people")
    assert done.touched.label == "Merge 2 people into Bo Ode"
    assert sorted(firms(desk)) == ["Ann", "Bo Ode", "Cem"]
    assert desk.ask(person_named, "Bo Ode").feedback == 3
    assert desk.ask(all_themes)[0].requests == 3
    undone(desk, before)
    done = desk.do(delete_many_contacts, [keys["Ann"], keys["Acme"], keys["Bo"]], "three")
    assert done.touched.label == "Delete three"
    assert sorted(firms(desk)) == ["B. Ode", "Bo Ode", "Cem"]
    assert desk.ask(all_organisations) == []
    assert len(desk.ask(list_feedback)) == 5
    assert desk.ask(all_themes)[0].requests == 5, "each goes on counting once, nameless"
    assert desk.check() == []
    undone(desk, before)


def test_several_organisations_become_one(desk: Desk, keys: dict[str, int]) -> None:
    desk.do(join_new, [keys["Bo"]], "Acme Ltd", "one")
    desk.do(join_new, [keys["Cem"]], "ACME Inc.", "one")
    sources = [desk.ask(organisation_named, name).id for name in ("Acme Ltd", "ACME Inc.")]
    desk.do(merge_many_organisations, sources, -keys["Acme"], "2 organisations")
    assert [one.name for one in desk.ask(all_organisations)] == ["Acme"]
    assert desk.ask(all_themes)[0].requests == 3


def test_what_cannot_be_done_to_one_is_done_to_none(
    desk: Desk, keys: dict[str, int], before: object
) -> None:
    desk.do(record_feedback, NewFeedback("Later", Speaker("Bo", "Brook")))
    brook, other = desk.ask(organisation_named, "Brook").id, desk.ask(all_people)
    bos = [one.id for one in other if one.name == "Bo"]
    with pytest.raises(Refusal, match="There is a “Bo” already"):
        desk.do(join_many, [keys["Cem"], keys["Bo"]], brook, "2 people")
    with pytest.raises(Refusal, match="There is a “Bo” already"):
        desk.do(join_new, bos, "Another", "2 people")
    for refused, facts in (
        (join_many, ([keys["Cem"], 999], brook, "x")),
        (join_many, ([keys["Cem"]], 999, "x")),
        (leave_many, ([keys["Ann"], 999], "x")),
        (set_stage_of_many, ([keys["Ann"], 999], PersonStage.LOST, "x")),
        (merge_many_people, ([keys["Ann"], 999], keys["Cem"], "x")),
        (merge_many_organisations, ([999], -keys["Acme"], "x")),
        (delete_many_contacts, ([keys["Ann"], -999], "x")),
    ):
        with pytest.raises(NotThere, match="Nothing was changed"):
            desk.do(refused, *facts)
    with pytest.raises(NotThere, match="no longer there"):
        desk.ask(looked_at, "person", [999], keys["Cem"])
    with pytest.raises(Refusal, match="one kind"):
        must_be_of_one_kind([keys["Ann"], keys["Acme"]])
    assert must_be_of_one_kind([keys["Acme"]]) == ("organisation", [-keys["Acme"]])
    undone(desk, before)


def test_who_was_erased_is_left_as_they_are(desk: Desk, keys: dict[str, int]) -> None:
    desk.erase(keys["Bo"])
    with pytest.raises(Refusal, match="was erased"):
        desk.do(join_many, [keys["Cem"], keys["Bo"]], -keys["Acme"], "2 people")
    assert firms(desk)["Cem"] is None
