"""Who has a name already that another is to have."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from feedbackdesk.desk.people import all_organisations, all_people
from feedbackdesk.desk.roadmap import plan, ranked_roadmap
from feedbackdesk.ui.widgets.same_name import Wanted, who_has


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Two people, two firms and two items, of names to be mixed up."""
    for who, firm in (("John Smith", None), ("Jon", None), ("Bo", "Acme"), ("Cy", "Pier")):
        new = NewFeedback("Longer hours", Speaker(who, firm), themes=("Hours", "Bills"))
        desk.do(record_feedback, new)
    desk.do(plan, ["Hours"], item="Open late")
    desk.do(plan, ["Bills"], item="Mail the bills")
    return desk


@pytest.mark.parametrize(
    ("table", "name", "found"),
    [
        ("person", "John Smith", "John Smith"),
        ("person", "  john   SMITH ", "John Smith"),
        ("person", "Jon", None),
        ("person", "Nobody", None),
        ("person", "Bo", "Bo (Acme)"),
        ("organisation", "acme", "Acme"),
        ("organisation", "Pier", None),
        ("organisation", "Jon", None),
        ("item", "open LATE", "Open late (Ideas)"),
        ("item", "Mail the bills", None),
        ("item", "Acme", None),
    ],
)
def test_who_has_a_name_is_told_by_what_tells_them(
    shop: Desk, table: str, name: str, found: str | None
) -> None:
    people = {one.name: one.id for one in shop.ask(all_people)}
    known = {one.name: one.id for one in shop.ask(all_organisations)}
    items = {one.item.title: one.item.id for one in shop.ask(ranked_roadmap)}
    own = {"person": people["Jon"], "organisation": known["Pier"]}
    wanted = Wanted(table, own.get(table, items["Mail the bills"]), name)
    other = shop.ask(who_has, wanted)
    assert (None if other is None else other[1]) == found
    if other is not None:
        keys = {**people, **known, **items}
        assert other[0] == keys[other[1].partition(" (")[0]]
    with pytest.raises(FrozenInstanceError):
        setattr(wanted, "name", "Other")  # noqa: B010  (asked in another thread)
