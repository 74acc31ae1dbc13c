"""Next month's export of the same table: new, changed and gone, each taken, left, or one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbackdesk.desk.feedback import list_feedback
from tests.driver.driver import Driver
from tests.driver.fixtures import Drive

HEAD = "Ref,Date,Client,What they said\n"
MARCH = (
    HEAD
    + """1,2026-03-01,Ann Lee,It rains in
2,2026-03-02,Bo Ek,Lovely rolls
3,2026-03-03,Cy Fox,The van is late
4,2026-03-04,Di Ray,The bill is wrong
"""
)
APRIL = (
    HEAD
    + """1,2026-03-01,Ann Lee,It rains in
2,2026-03-02,Bo Ek,Lovely rolls and bread
3,2026-03-03,Cy Fox,The van is very late
5,2026-04-05,Ann Lee,It rains in again
6,2026-04-06,Eve Orr,Do you sell tea?
"""
)


@pytest.fixture
def window(drive: Drive, sample_path: Path, tmp_path: Path) -> Driver:
    """The sample business once March was brought in, before April."""
    window = drive(sample_path)
    for name, words in (("march.csv", MARCH), ("april.csv", APRIL)):
        path = tmp_path / name
        path.write_text(words, "utf-8")
        window.go("bring")
        with window.naming(path):
            window.act("bring_choose")
        window.until(lambda: window.button("bringTake").enabled, name)
        window.settle()
        if name == "march.csv":
            assert not window.has("bringSince.new")
            window.press("Ctrl+Return")
            window.settle()
    return window


def said(window: Driver) -> set[str]:
    """Return what those of the two months said, as it is here now."""
    names = {"Ann Lee", "Bo Ek", "Cy Fox", "Di Ray", "Eve Orr"}
    return {one.text for one in window.desk.ask(list_feedback) if one.who in names}


BEFORE = {"It rains in", "Lovely rolls", "The van is late", "The bill is wrong"}
CHANGED = {"Lovely rolls and bread", "The van is very late"}
NEW = {"It rains in again", "Do you sell tea?"}
OLD = {"Lovely rolls", "The van is late"}


def test_each_kind_is_asked_once_and_begins_on_what_does_no_harm(window: Driver) -> None:
    assert window.is_said("Since it came last")
    assert window.label("bringSince.new").says == "2 are new"
    assert window.label("bringSince.changed").says == "2 say something else now"
    assert window.label("bringSince.gone").says == "1 is not in the file any more"
    assert window.part("bringSince.gone.leave").checked
    assert window.part("bringSince.gone.take").explained == "1 is not in the file any more"
    assert window.part("bringSum.changed").spoken == "2 changed"
    rows = window.rows("bringTable")
    assert rows[0].startswith("row 2, known already")
    assert rows[1].startswith("row 3, changed")
    assert window.button("bringTake").says == "Bring in 4 records"
    window.press("Ctrl+Return")
    window.settle()
    assert said(window) == BEFORE - OLD | CHANGED | NEW


def test_each_kind_can_be_left_or_deleted(window: Driver) -> None:
    for one in ("new.leave", "changed.leave", "gone.take"):
        window.click(f"bringSince.{one}")
    assert window.button("bringTake").says == "Bring in 1 record"
    window.press("Ctrl+Return")
    window.settle()
    assert said(window) == BEFORE - {"The bill is wrong"}
    window.press("Ctrl+Z")
    window.settle()
    assert said(window) == BEFORE


def test_where_all_is_left_there_is_nothing_to_do(window: Driver) -> None:
    for one in ("new.leave", "changed.leave"):
        window.click(f"bringSince.{one}")
    assert not window.button("bringTake").enabled


def test_each_kind_is_decided_one_by_one(window: Driver) -> None:
    for kind in ("new", "changed", "gone"):
        window.click(f"bringSince.{kind}.each")
    assert window.rows("bringEach.new") == [
        "row 5 · Ann Lee · It rains in again", "row 6 · Eve Orr · Do you sell tea?",
    ]  # fmt: skip
    first, second = window.rows("bringEach.changed")
    assert first == "row 3 · Bo Ek · Lovely rolls and bread\nHere: Bo Ek: Lovely rolls"
    assert "The van is late" in second
    (gone,) = window.each("bringEach.gone")
    assert (gone.spoken, gone.checked) == ("Di Ray: The bill is wrong", False)
    window.each("bringEach.new")[0].check()
    window.each("bringEach.changed")[1].check()
    gone.check()
    window.settle()
    assert not window.each("bringEach.new")[0].checked
    assert window.button("bringTake").says == "Bring in 3 records"
    window.press("Ctrl+Return")
    window.settle()
    assert said(window) == {
        "It rains in", "Lovely rolls and bread", "The van is late", "Do you sell tea?",
    }  # fmt: skip


def test_the_ways_and_the_ticks_are_reached_by_keys(window: Driver) -> None:
    window.part("bringSince.changed.take").take_keyboard()
    window.press("Right", "Right")
    assert window.part("bringSince.changed.each").checked
    window.press("Tab")
    assert window.keyboard == "bringEach.changed"
    assert window.heard.startswith("row 3 · Bo Ek")
    window.press("Space")
    assert not window.each("bringEach.changed")[0].checked
    assert window.button("bringTake").says == "Bring in 3 records"
