"""The torments themselves: a few of each, and that what is lost would be told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedbackdesk.desk.desk import Desk
from feedbackdesk.desk.feedback import NewFeedback, record_feedback
from tests.torture.facts import FACTS, intentions
from tests.torture.frame import (
    Case,
    NotTried,
    Plan,
    Tally,
    Tell,
    Torment,
    in_child,
    table,
    tormented,
)
from tests.torture.torments import TORMENTS
from tests.torture.workspaces import NAME, held, wrong_with, wrong_with_backups

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="it forks")


@pytest.mark.slow(
    "each torment forks a child for each of its cases, and each of those opens a file"
)
@pytest.mark.parametrize("kind", [one.name for one in TORMENTS])
def test_a_few_of_each_kind_are_survived(kind: str) -> None:
    few = {"kills": 12, "disks": 8, "damage": 12, "swaps": 10}
    assert tormented_by(kind, few.get(kind, 1))[-1].startswith("all ")


@pytest.mark.slow("it forks a child for each of its cases, each on a disk of its own")
def test_where_no_call_can_fail_the_disk_is_a_small_one_or_it_is_told_why_not() -> None:
    why = "there is no C compiler (cc)"
    lines = tormented_by("disks", 4, FEEDBACKDESK_TORTURE_WHY_NOT=why)
    (told,) = (line for line in lines[:-1] if line.startswith("disks "))
    assert why in told
    assert "a small disk" in told or "not tried here: " in told
    mounts = Path("/proc/mounts")
    assert not mounts.exists() or "feedbackdesk-torture-" not in mounts.read_text("utf-8")


def tormented_by(kind: str, cases: int, **environment: str) -> list[str]:
    """Try a few cases of a kind, all of which are survived; return the table's lines."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture", "--only", kind, "--cases", str(cases)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split("\n\n")[-1].splitlines()


def test_every_intention_of_the_desk_has_facts() -> None:
    """Whoever adds one says with what it is tormented: see facts.py."""
    assert {one.__name__ for one in FACTS} == set(intentions())


# What is lost is told


def tally_of(place: Path, *cases: Case) -> Tally:
    """Try cases, and return how they went."""

    def all_of_them(_plan: Plan) -> Iterator[Case]:
        yield from cases

    torment = Torment("tried", "what is tried", all_of_them)
    until = time.monotonic() + 600
    return tormented(torment, Plan(3, place), until=until, at_most=None, only_case=None)


def raises(_place: Path) -> str:
    """A case that goes wrong itself."""
    raise ValueError("no such luck")


def test_what_was_lost_is_counted_and_says_how_to_repeat_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    cases = [Case("one", lambda _place: ""), Case("two", lambda _place: "it is gone"),
             Case("three", raises)]  # fmt: skip
    tally = tally_of(tmp_path, *cases)
    assert (tally.tried, tally.all_of_them) == (3, True)
    gone, judged = tally.lost
    assert gone == 'two: it is gone\n    again with: --only tried --seed 3 --case "two"'
    assert "no such luck" in judged
    lines = table([tally, Tally("other", why_not="no disk")], [Torment("tried", "it", list)])  # type: ignore[arg-type]
    assert [line.split()[:4] for line in lines.splitlines()[1:]] == [
        ["tried", "3", "1", "2"],
        ["other", "not", "tried", "here:"],
        ["all", "3", "1", "2"],
    ]


def test_what_cannot_be_had_here_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def without(_place: Path) -> str:
        raise NotTried("there is no compiler")

    assert tally_of(tmp_path, Case("one", without)).why_not == "there is no compiler"


def test_a_child_tells_until_it_is_killed() -> None:
    def dies(tell: Tell) -> None:
        tell("one")
        os.kill(os.getpid(), signal.SIGKILL)
        tell("two")

    def fails(_tell: Tell) -> None:
        raises(Path())

    ended = in_child(dies)
    assert (ended.told, ended.killed, ended.raised) == (["one"], True, "")
    assert "no such luck" in in_child(fails).raised


def test_whoever_judges_sees_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / NAME
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("one"))
    desk.close()
    assert wrong_with(path) == ""
    before = held(path)
    desk = Desk.open(path)
    desk.do(record_feedback, NewFeedback("two"))
    assert "closing left" in wrong_with(path), "somebody has it open still"
    desk.close()
    assert held(path) != before
    broken = tmp_path / f"{path.stem} 2026-11-30 120000 daily.feedbackdesk"
    broken.write_bytes(path.read_bytes()[:-9_000])
    assert broken.name in wrong_with_backups(tmp_path)
