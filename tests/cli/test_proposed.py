"""`feedbackdesk themes-proposed`: listed, taken, refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from feedbackdesk.desk.identity import Speaker
from tests.cli.conftest import Run

SATURDAYS = (
    "Could you open on Saturday mornings?", "Please open on Saturday mornings",
    "Saturday mornings would suit me",
)  # fmt: skip


@pytest.fixture
def asked(run: Run) -> Run:
    """A workspace in which three ask for the same, and three for something of their own."""
    for at, text in enumerate((*SATURDAYS, "Where is my parcel?", "The lids leak", "Twice billed")):
        run("add", text, "--who", f"P {at}")
    return run


def test_it_lists_what_it_rests_on(asked: Run) -> None:
    (row,) = json.loads(asked("themes-proposed", "--format", "json").out)
    assert list(row) == ["id", "name", "requests", "mentions", "quote", "feedback", "heap"]
    assert (row["id"], row["name"], row["requests"], row["mentions"]) == (
        1, "Saturday mornings", 3, 3,
    )  # fmt: skip
    assert row["quote"] in SATURDAYS
    assert (sorted(row["feedback"]), row["heap"]) == ([1, 2, 3], [])
    told = asked("themes-proposed").out
    assert "Saturday mornings" in told
    assert "3 of 6 unfiled texts stand in none." in told
    (head, line) = csv.reader(io.StringIO(asked("themes-proposed", "--format", "csv").out))
    assert dict(zip(head, line, strict=True))["name"] == "Saturday mornings"


def test_it_is_taken_under_its_name_or_another(asked: Run) -> None:
    done = asked("themes-proposed", "--take", "1")
    assert "Filed 3 texts under proposed theme Saturday mornings (theme 1)" in done.out
    assert "Undo with" in done.out
    assert asked("themes-proposed").out.startswith("No three accounts say the like")
    asked("undo")
    done = asked("themes-proposed", "--take", "1", "--name", "Opening hours", "--format", "json")
    (theme,) = json.loads(asked("list", "themes", "--format", "json").out)
    assert json.loads(done.out)["id"] == theme["id"]
    assert (theme["name"], theme["requests"]) == ("Opening hours", 3)


def test_it_is_refused_for_good(asked: Run) -> None:
    assert "Undo with" in asked("themes-proposed", "--refuse", "1").out
    assert json.loads(asked("themes-proposed", "--format", "json").out) == []
    assert len(json.loads(asked("list", "inbox", "--format", "json").out)) == 6


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--take", "9"), 1, "No theme of number 9 is proposed. Nothing was changed."),
        (("--refuse", "2"), 1, "No theme of number 2 is proposed. Nothing was changed."),
        (("--take", "1", "--refuse", "1"), 2, "Either --take or --refuse."),
        (("--name", "Cups"), 2, "With --name goes --take."),
        (("--take", "0"), 2, "0 is not in the range"),
        (("--take", "1", "--name", "\0 \n"), 1, "Nothing was changed"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    asked: Run, words: tuple[str, ...], status: int, said: str
) -> None:
    done = asked("themes-proposed", *words, status=status)
    assert said in done.err
    assert len(json.loads(asked("list", "inbox", "--format", "json").out)) == 6


def test_json_has_all_of_them_and_a_table_the_first(run: Run, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "many.feedbackdesk")
    wishes = [
        "umbrella",
        "parking",
        "saturday",
        "invoice",
        "croissant",
        "bicycle",
        "wheelchair",
        "lavender",
        "dishwasher",
        "gift",
        "playground",
        "terrace",
        "newsletter",
        "decaf",
        "candle",
        "tutorial",
        "rainwater",
        "mustard",
        "piano",
        "keyring",
        "helmet",
        "volcano",
        "quartz",
        "zebra",
    ]
    for wish in wishes:
        for number in range(3):
            desk.do(record_feedback, NewFeedback(f"{wish}, {wish}", Speaker(f"P {number}")))
    desk.close()
    at = ("--workspace", str(tmp_path / "many.feedbackdesk"), "themes-proposed")
    every = json.loads(run(*at, "--format", "json").out)
    assert len(every) > 20
    assert len(json.loads(run(*at, "--format", "json", "--limit", "3").out)) == 3
    assert len(run(*at).lines) == 1 + 20 + 1
