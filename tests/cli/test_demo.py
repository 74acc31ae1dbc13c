"""The made-up business."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import list_feedback
from feedbackdesk.desk.followups import owed
from feedbackdesk.desk.people import all_people
from feedbackdesk.desk.sample import fill_with_sample
from feedbackdesk.domain.words import FollowUpKind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

LISTS = ("feedback", "inbox", "themes", "roadmap", "people", "losses", "owed")


def _all(run: Run) -> dict[str, Any]:
    lists = {what: run("list", what, "--format", "json").json for what in LISTS}
    return lists | {"settings": run("settings", "--format", "json").json}


def test_it_fills_an_empty_workspace(run: Run) -> None:
    assert run("demo").out.startswith("Filled with sample data")
    everything = _all(run)
    assert len(everything["feedback"]) == 120
    assert len(everything["themes"]) == 14
    assert everything["settings"]["business_name"] == "Quill & Kettle"
    assert len({row["stage"] for row in everything["roadmap"]}) == 6
    assert {row["stage"] for row in everything["people"]} == {
        "prospect", "customer", "lost", "former",
    }  # fmt: skip
    assert sum(row["referred"] for row in everything["people"]) == 13
    assert run("show", "feedback", "120", "--format", "json").json["who"] == "Stan Huckaby"
    run("check")


def test_every_day_to_look_again_is_owed(desk: Desk) -> None:
    desk.do(fill_with_sample)
    left_alone = {one.id for one in desk.ask(all_people) if not one.may_contact}
    wanted = {
        (one.id, one.loss.revisit)
        for one in desk.ask(list_feedback)
        if one.loss and one.loss.revisit and not one.loss.won_back and one.who_id not in left_alone
    }
    looks = {
        (one.feedback_id, one.due) for one in desk.ask(owed) if one.kind is FollowUpKind.WIN_BACK
    }
    assert wanted
    assert looks == wanted


def test_it_is_undone_in_one_step(run: Run) -> None:
    run("theme", "add", "x")
    run("undo")
    empty = _all(run)
    run("demo")
    run("undo")
    assert _all(run) == empty
    run("check")
    run("redo")
    assert len(run("list", "feedback", "--format", "json").json) == 120
    run("check")


def test_it_is_never_mixed_with_an_owners_own(run: Run) -> None:
    run("theme", "add", "Mine")
    assert "not empty" in run("demo", status=1).err
    run("undo")
    run("demo")
    run("demo", status=1)


@pytest.mark.parametrize("size", [1, 30, 120, 700])
def test_the_same_again(tmp_path: Path, size: int) -> None:
    said = []
    for name in ("a", "b"):
        desk = Desk.open(tmp_path / name)
        try:
            desk.do(fill_with_sample, size, date(2026, 11, 20))
            said.append(desk.ask(lambda read: read.feedback_page(read.feedback_ids())))
            assert desk.check() == []
        finally:
            desk.close()
    assert said[0] == said[1]
    assert len(said[0]) == size


def test_a_larger_one(run: Run) -> None:
    run("demo", "--size", "3000")
    rows = run("list", "feedback", "--format", "json").json
    assert len(rows) == 3000
    assert 250 < len(run("list", "losses", "--format", "json").json) < 350
    assert 220 < len(run("list", "inbox", "--format", "json").json) < 400
    themes = run("list", "themes", "--format", "json").json
    assert len(themes) == 14
    assert themes[0]["mentions"] > 4 * themes[-1]["mentions"]
    names = [(row["name"], row["organisation"]) for row in run("list", "people", "--format",
             "json").json]  # fmt: skip
    assert len(set(names)) == len(names)
    run("check")
