"""Snapshots and comparisons at the command line."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def shop(run: Run) -> Run:
    """A shop with lids before lamps, and a snapshot of it."""
    for firm in "AB":
        run("add", "Lids", "--org", firm, "--theme", "Lids")
    run("add", "Lamps", "--org", "A", "--theme", "Lamps")
    run("plan", "Lids")
    run("plan", "Lamps", "--to", "next")
    return run


def test_from_the_last_print_to_now(shop: Run, tmp_path: Path) -> None:
    shop("print", str(tmp_path / "roadmap.md"))
    for firm in "BC":
        shop("add", "Lamps", "--org", firm, "--theme", "Lamps")
    shop("plan", "Cups")
    answer = shop("compare")
    assert "Working copy" in answer.lines[0]
    assert answer.lines[0].endswith("to now, ranked by requests: 1 rose, 1 fell, 1 new.")
    assert " ".join(answer.lines[1].split()) == (
        "then now moved id title requests then requests stage"
    )
    rows = shop("compare", "last", "now", "--format", "json").json
    assert [(row["title"], row["move"], row["then_rank"], row["rank"]) for row in rows] == [
        ("Lamps", "up", 2, 1),
        ("Lids", "down", 1, 2),
        ("Cups", "new", None, 3),
    ]
    assert (rows[0]["then_requests"], rows[0]["requests"], rows[0]["places"]) == (1, 3, 1)
    assert rows[0]["lost_value"] == "0.00"
    assert rows[2]["then_lost_value"] is None
    table = csv.DictReader(io.StringIO(shop("compare", "--format", "csv").out))
    assert [row["moved"] for row in table] == ["up 1", "down 1", "new"]


def test_a_snapshot_has_a_name_and_is_undone(shop: Run) -> None:
    made = shop("snapshot", "--name", "Before the spring fair", "--format", "json").json
    assert made["did"] == "Took a snapshot: Before the spring fair"
    (row,) = shop("list", "snapshots", "--format", "json").json
    assert list(row) == ["id", "at", "kind", "name", "edition", "lens", "items"]
    assert (row["id"], row["kind"], row["edition"], row["items"]) == (
        made["id"],
        "snapshot",
        None,
        2,
    )
    assert "Before the spring fair" in shop("list", "snapshots").out
    assert shop("list", "snapshots", "--search", "autumn").out == "Nothing fits that.\n"
    assert "Nothing moved." in shop("compare", "before the SPRING fair").out
    assert "--moved" in shop("compare", "--help").out
    assert len(shop("compare", "--moved").lines) == 1
    shop("edit", "snapshot", "before the spring fair", "name=Fair")
    shop("delete", "snapshot", "Fair")
    assert shop("list", "snapshots").out.startswith("Nothing was printed yet.")
    shop("undo", "--count", "3")
    assert shop("list", "snapshots", "--format", "json").json == []
    shop("redo")
    assert shop("list", "snapshots", "--format", "json").json == [row]


def test_two_lenses_are_said(shop: Run) -> None:
    shop("snapshot", "--name", "One")
    shop("snapshot", "--name", "Two", "--lens", "mentions")
    head = shop("compare", "Two", "One").lines[0]
    assert "ranked by requests then and by mentions later" in head
    assert head.index("One") < head.index("Two")


def test_what_cannot_be_compared_gets_a_sentence(run: Run) -> None:
    run("add", "A lid leaked")
    assert "Nothing was printed yet" in run("compare", status=1).err
    assert "Nothing is on the roadmap" in run("snapshot", status=1).err
    run("plan", "Lids")
    run("snapshot", "--name", "=1+1 \u202e[red]\n\x1b[31m")
    assert "\x1b" not in run("list", "snapshots").out
    assert "\x1b" not in run("compare").out
    assert "not two rankings" in run("compare", "now", "now", status=1).err
    assert "no snapshot" in run("delete", "snapshot", "now", status=1).err
    for name in ("", "Nobody", "99", "x" * 10_000, "ص", "🎪"):
        assert "No print or snapshot is called" in run("compare", name, status=1).err
    assert run("snapshot", "--name", "x" * 400, status=1).err.count("\n") == 1
    assert "is not one of" in run("snapshot", "--lens", "price", status=2).err


def test_what_another_lens_counts_is_told_then_and_now(shop: Run) -> None:
    shop("snapshot", "--lens", "effort")
    shop("edit", "item", "Lamps", "effort=2")
    shop("snapshot", "--name", "Value", "--lens", "value")
    shop("add", "Lamps", "--who", "Ann", "--org", "Rich", "--stage", "customer", "--theme=Lamps")
    shop("edit", "organisation", "Rich", "value=300")
    answer = shop("compare", "Value")
    assert " ".join(answer.lines[1].split()) == (
        "then now moved id title customers’ value then customers’ value stage"
    )
    rows = {row["title"]: row for row in shop("compare", "Value", "--format", "json").json}
    assert (rows["Lamps"]["then_score"], rows["Lamps"]["score"]) == (0.0, 300.0)
    older, newer = shop("list", "snapshots", "--format", "json").json[::-1]
    rows = {
        row["title"]: row
        for row in shop("compare", str(older["id"]), str(newer["id"]), "--format", "json").json
    }
    assert rows["Lamps"]["then_score"] is None, "another lens was kept then"


def test_a_table_is_no_wider_for_a_long_title(shop: Run) -> None:
    title = "A very long title " * 15
    shop("plan", title, "--to", "now")
    assert max(map(len, shop("list", "roadmap").lines)) < 200
    assert max(map(len, shop("list", "themes").lines)) < 160
    assert title.strip() in shop("list", "roadmap", "--format", "json").out
    shop("snapshot")
    assert max(map(len, shop("compare").lines)) < 200
