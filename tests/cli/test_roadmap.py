"""The roadmap at the terminal: planned, moved, shipped, declined, and what is said of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from feedbackdesk.cli.roadmap import decline, move, plan, ship
from tests.cli.conftest import Run

TITLE = "Mail the bills"


@pytest.fixture
def planned(run: Run) -> Run:
    """Run verbs where an item is planned for the bills."""
    run("plan", "Bills", "Paper", "--item", TITLE, "--to", "next", "--effort", "3")
    return run


def row(run: Run, title: str = TITLE) -> Any:
    """Return an item as the roadmap lists it, whatever its column."""
    rows = [
        one
        for stage in ("idea", "later", "next", "now", "shipped", "declined")
        for one in run("list", "roadmap", "--stage", stage, "--format", "json").json
    ]
    (found,) = [one for one in rows if one["title"] == title]
    return found


def decisions(run: Run) -> list[str]:
    """Return what was decided about the item, the newest first, without the day and by whom."""
    lines = run("show", "item", "1").lines
    told = lines[lines.index("Decided:") + 1 :]
    return [line.partition(": ")[2] for line in told[: told.index("") if "" in told else None]]


@pytest.mark.parametrize(
    ("verb", "line", "told"),
    [
        (
            plan,
            ("Invoices", "--item", "Send invoices by e-mail", "--to", "next", "--effort", "3"),
            (
                "Usage: feedbackdesk plan [OPTIONS] THEME...",
                "Link themes to a roadmap item.",
                'feedbackdesk plan Invoices --item "Send invoices by e-mail" --to next --effort 3',
                "--item TITLE Default: the first theme’s name.",
                "--to idea|later|next|now Its column. Default for a new one: idea.",
                "--effort POINTS From 1, in points of your own.",
            ),
        ),
        (
            move,
            ("Send invoices by e-mail", "--to", "now", "--why", "Acme signs with it"),
            (
                "Usage: feedbackdesk move [OPTIONS] ITEM",
                "Put an item into another column, or to a place of its own.",
                'feedbackdesk move "Send invoices by e-mail" --to now --why "Acme signs with it"',
                "--to idea|later|next|now|shipped|declined The column it goes to.",
                "--pin RANK Keep it at this place in its column.",
                "--unpin Let its rank decide again.",
                "--why TEXT The reason, kept with the decision.",
            ),
        ),
        (
            ship,
            ("Send invoices by e-mail", "--on", "today"),
            (
                "Usage: feedbackdesk ship [OPTIONS] ITEM",
                "Mark an item as shipped.",
                "--on DATE The day it was done. Default: today.",
            ),
        ),
        (
            decline,
            ("Send invoices by e-mail", "--why", "Nobody else asked"),
            (
                "Usage: feedbackdesk decline [OPTIONS] ITEM",
                "Mark an item as declined, with the reason.",
                "--why TEXT What those who asked will hear. [required]",
            ),
        ),
    ],
)
def test_the_help_tells_what_each_verb_takes(
    run: Run, verb: click.Command, line: tuple[str, ...], told: tuple[str, ...], workspace: Path
) -> None:
    words = " ".join(run(str(verb.name), "--help").out.split())
    for one in told:
        assert one in words
    assert "How to say what was done" in words
    assert not workspace.exists()
    if verb is not plan:
        run("plan", "Invoices", "--item", "Send invoices by e-mail")
    assert "Undo with: " in run(str(verb.name), *line).out, "what it tells of works"


def test_what_is_planned_is_said_and_kept(planned: Run) -> None:
    found = row(planned)
    assert (found["stage"], found["effort"], found["themes"]) == ("next", 3, ["Bills", "Paper"])
    said = planned("plan", "Bills", "--item", "Another", "--format", "json")
    assert set(said.json) == {"id", "did"}
    assert (said.json["id"], said.json["did"]) == (2, "Planned Another")
    said = planned("plan", "Hours")
    assert said.out.startswith("Planned Hours (item 3). Undo with: feedbackdesk")
    assert row(planned, "Hours")["stage"] == "idea"
    assert row(planned, "Hours")["effort"] is None


@pytest.mark.parametrize(
    ("words", "stage", "pinned", "said", "decided"),
    [
        (("--to", "now"), "now", None, "Moved Mail the bills to Now", "Moved from Next to Now"),
        (
            ("--to", "now", "--why", "Acme signs"),
            "now",
            None,
            "Moved Mail the bills to Now",
            "Moved from Next to Now – “Acme signs”",
        ),
        (("--to", "shipped"), "shipped", None, "Moved Mail the bills to Shipped", ""),
        (("--to", "declined", "--why", "No room"), "declined", None, "Declined", "“No room”"),
        (("--pin", "1"), "next", 1, "Pinned Mail the bills at 1", "Pinned at place 1"),
        (
            ("--pin", "2", "--why", "We said so"),
            "next",
            2,
            "Pinned Mail the bills at 2",
            "Pinned at place 2 – “We said so”",
        ),
        (("--pin", "1", "--to", "later"), "later", 1, "", ""),
    ],
)
def test_an_item_goes_where_it_is_sent(
    planned: Run, words: tuple[str, ...], stage: str, pinned: int | None, said: str, decided: str
) -> None:
    answer = planned("move", TITLE.upper(), *words)
    assert answer.lines[0].startswith(said)
    assert " (item 1). Undo with: feedbackdesk" in answer.lines[0]
    found = row(planned)
    assert (found["stage"], found["pinned"]) == (stage, pinned)
    assert decided in decisions(planned)[0]
    assert ("“" in decisions(planned)[0]) is ("--why" in words)
    planned("undo")
    assert row(planned)["stage"] == "next"
    assert row(planned)["pinned"] is None


def test_a_pin_is_taken_out_again(planned: Run) -> None:
    planned("move", TITLE, "--pin", "1")
    said = planned("move", TITLE, "--unpin", "--why", "Not so soon", "--format", "json")
    assert said.json == {"id": 1, "did": "Unpinned Mail the bills"}
    assert row(planned)["pinned"] is None
    assert decisions(planned)[0] == "Unpinned from place 1 – “Not so soon”"
    planned("move", TITLE, "--pin", "1")
    planned("move", TITLE, "--unpin", "--to", "later")
    found = row(planned)
    assert (found["stage"], found["pinned"]) == ("later", None)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (
            ("move", TITLE),
            2,
            "Say where to: --to STAGE, or --pin RANK, or --unpin. See: feedbackdesk move --help",
        ),
        (
            ("move", TITLE, "--why", "Because"),
            2,
            "Say where to: --to STAGE, or --pin RANK, or --unpin. See: feedbackdesk move --help",
        ),
        (
            ("move", TITLE, "--pin", "1", "--unpin"),
            2,
            "--pin and --unpin are opposites: give one of them. See: feedbackdesk move --help",
        ),
        (
            ("move", TITLE, "--to", "declined"),
            1,
            "Declining needs a reason: those who asked will want it. Nothing was changed; "
            "use: feedbackdesk decline ITEM --why TEXT",
        ),
        (("move", TITLE, "--to", "declined", "--why", " \t"), 1, "Declining needs a reason"),
        (("decline", TITLE), 2, "Missing option '--why'"),
        (("decline", TITLE, "--why", " "), 1, "Declining needs a reason"),
        (("plan", "--item", "X"), 2, "Missing argument 'THEME...'"),
        (("move",), 2, "Missing argument 'ITEM'"),
        (("ship",), 2, "Missing argument 'ITEM'"),
        (("decline", "--why", "No"), 2, "Missing argument 'ITEM'"),
        (("plan", "Bills", "--to", "declined"), 2, "--to"),
        (("move", TITLE, "--pin", "first"), 2, "--pin"),
        (("ship", "Nothing of the kind"), 1, "Nothing of the kind"),
        (("decline", "Nothing", "--why", "No"), 1, "Nothing"),
        (("move", "Nothing", "--to", "now"), 1, "Nothing"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    planned: Run, words: tuple[str, ...], status: int, told: str
) -> None:
    before = planned("history", "--format", "json").json
    assert told in planned(*words, status=status).err
    assert planned("history", "--format", "json").json == before
    assert row(planned)["stage"] == "next"


def test_a_day_on_which_it_was_shipped_is_said_back(planned: Run) -> None:
    said = planned("ship", TITLE, "--on", "2026-01-05")
    assert said.lines[0].startswith("Shipped Mail the bills (item 1), on ")
    assert "5 January" in said.lines[0]
    assert row(planned)["stage"] == "shipped"
    planned("undo")
    said = planned("ship", TITLE, "--on", "2026-01-05", "--format", "json")
    shipped = {"id": 1, "did": "Shipped Mail the bills", "days": {"on": "2026-01-05"}}
    assert said.json == shipped
    assert "Item 1 · shipped since 5 Jan" in planned("show", "item", "1").out
    planned("undo")
    said = planned("ship", TITLE)
    assert said.lines[0].startswith("Shipped Mail the bills (item 1). Undo with: ")


@pytest.mark.parametrize(
    ("asked", "apart", "told"),
    [
        (0, 0, None),
        (1, 0, "1 is to be told. See them with: feedbackdesk"),
        (2, 0, "2 are to be told. See them with: feedbackdesk"),
        (1, 1, "1 is to be told, and 1 may not be contacted. See them with: feedbackdesk"),
        (0, 2, "0 are to be told, and 2 may not be contacted. See them with: feedbackdesk"),
    ],
)
@pytest.mark.parametrize(
    ("words", "did", "stage"),
    [
        (("ship", TITLE), "Shipped", "shipped"),
        (("decline", TITLE, "--why", "No room"), "Declined", "declined"),
        (("move", TITLE, "--to", "shipped"), "Moved", "shipped"),
        (("move", TITLE, "--to", "declined", "--why", "No room"), "Declined", "declined"),
    ],
)
def test_it_says_how_many_are_to_be_told(
    planned: Run,
    words: tuple[str, ...],
    did: str,
    stage: str,
    asked: int,
    apart: int,
    told: str | None,
) -> None:
    for number in range(asked + apart):
        planned("add", "Please", "--who", f"Ann {number}", "--theme", "Bills")
        if number >= asked:
            planned("edit", "person", f"Ann {number}", "may_contact=no")
    lines = planned(*words).lines
    assert lines[0].startswith(f"{did} {TITLE}")
    assert len(lines) == (1 if told is None else 2)
    if told is not None:
        assert lines[1].startswith(told)
        assert lines[1].endswith("list owed")
    assert row(planned)["stage"] == stage
    planned("undo")
    assert planned(*words, "--format", "json").out.count("\n") == 1, "a program reads it"
    planned("undo")
    assert len(planned("move", TITLE, "--to", "now").lines) == 1, "there is no news yet"


def test_the_reason_of_a_decline_is_kept(planned: Run) -> None:
    planned("decline", TITLE, "--why", "Nobody else asked")
    assert "Nobody else asked" in decisions(planned)[0]
    assert "Why: Nobody else asked" in planned("show", "item", "1").lines
