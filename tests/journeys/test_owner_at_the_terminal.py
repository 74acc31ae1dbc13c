"""The same first loop through the command line, and a power cut in the middle of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., str]

_WRITING = """
import sys
from pathlib import Path
from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
desk = Desk.open(Path(sys.argv[1]))
while True:
    new = NewFeedback("Said just before the power went", themes=("Power cuts",))
    print(desk.do(record_feedback, new).result, flush=True)
"""


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run a verb on one workspace, as a process of its own, and return what it prints."""

    def run(*words: str) -> str:
        where = ["--workspace", str(tmp_path / "shop.feedbackdesk")]
        done = subprocess.run(
            [sys.executable, "-m", "feedbackdesk", *where, *words],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    return run


def listed(command: Command, what: str) -> list[dict[str, Any]]:
    """Return a list as other programs get it."""
    rows: list[dict[str, Any]] = json.loads(command("list", what, "--format", "json"))
    return rows


@pytest.mark.slow("some thirty processes, one after the other")
def test_three_calls_become_a_printed_roadmap_and_all_of_it_can_be_undone(
    command: Command, tmp_path: Path
) -> None:
    command("add", "Can you mail me the invoice?", "--who", "Ann Lee", "--org", "Harbour Bakery",
            "--theme", "Invoices")  # fmt: skip
    command("add", "Send the bill as PDF, please.", "--who", "Bo Ek", "--theme", "INVOICES")
    command("add", "Delivery at seven, not at nine.", "--who", "Ann Lee")
    (waiting,) = listed(command, "inbox")
    assert (waiting["who"], waiting["organisation"]) == ("Ann Lee", "Harbour Bakery")
    command("theme", "add", "Early delivery")
    command("theme", "assign", str(waiting["id"]), "Early delivery")
    assert listed(command, "inbox") == []
    command("plan", "Early delivery")
    command("plan", "Invoices", "--to", "next")
    ranked = [(one["rank"], one["title"], one["requests"]) for one in listed(command, "roadmap")]
    assert ranked == [(1, "Invoices", 2), (2, "Early delivery", 1)]
    page = tmp_path / "roadmap.pdf"
    command("print", str(page))
    assert page.read_bytes().startswith(b"%PDF")
    command("undo", "--count", "7")
    assert listed(command, "feedback") == []
    assert listed(command, "themes") == []
    assert listed(command, "roadmap") == []
    command("redo", "--count", "7")
    assert [one["rank"] for one in listed(command, "roadmap")] == [1, 2]


def test_what_was_saved_before_a_power_cut_is_there_after_it(
    command: Command, tmp_path: Path
) -> None:
    path = tmp_path / "shop.feedbackdesk"
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITING, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    saved = [int(writer.stdout.readline()) for _call in range(25)]
    os.kill(writer.pid, signal.SIGKILL)
    saved += [int(line) for line in writer.stdout.read().split("\n") if line]
    writer.stdout.close()
    writer.wait()
    kept = {one["id"] for one in listed(command, "feedback")}
    assert kept >= set(saved)
    (theme,) = listed(command, "themes")
    assert theme["mentions"] == len(kept)
    command("check")
    command("add", "And on we go")
