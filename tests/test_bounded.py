"""Work in a child process: answered, refused, or ended at its limits; never anybody else's loss."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedbackdesk import bounded
from feedbackdesk.bounded import Cancel, Cancelled, Ended, Limits, TooMuch, run
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.domain.words import Kind
from tests import hostile

ONE_SECOND = Limits(cpu=1)


def children() -> set[str]:
    """Return the processes of this one, those that ended and are not buried included."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {one for task in tasks for one in task.read_text().split()}


def test_an_answer_comes_back_whatever_is_printed() -> None:
    assert run(hostile.echo, 1, "é", (b"\x00", None)) == (1, "é", (b"\x00", None))
    kind, number, limits, data, nested = run(hostile.plain_values)
    assert kind is Kind.LOSS
    assert (str(number), limits, data, nested) == (
        "1.5",
        Limits(),
        b"\x00",
        {"a": [1.5, None, True]},
    )


def test_only_plain_values_are_taken_from_an_answer() -> None:
    with pytest.raises(Ended):
        run(hostile.something_else)
    for made in (os.system, subprocess.Popen, bounded.run, Path("x"), Refusal("x")):
        with pytest.raises(Ended, match="Nothing was changed"):
            bounded.answer(b"=" + pickle.dumps(made), 0)
    for broken in (b"", b"=", b"=\x80", b"?", b"="):
        with pytest.raises(Ended):
            bounded.answer(broken, 0)
    with pytest.raises(Ended):
        bounded.answer(b"=" + pickle.dumps(1), 1)
    assert bounded._Plain(io.BytesIO(pickle.dumps(Limits(cpu=3)))).load() == Limits(cpu=3)


def test_a_refusal_keeps_its_sentence_and_a_defect_is_told_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pytest.raises(Refusal, match="There is no “café” here\\."):
        run(hostile.refuse)
    with pytest.raises(Ended, match="ended in the middle"):
        run(hostile.fail)
    assert "hostile.py" in caplog.text
    assert "ValueError" in caplog.text
    assert "山田" not in caplog.text


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (hostile.burn, "too long"),
        (hostile.burn_in_c, "too long"),
        (hostile.hoard, "too much memory"),
        (hostile.hoard_slowly, "too much memory"),
        (hostile.dig, "nested too deeply"),
    ],
)
def test_what_goes_beyond_its_limits_is_ended(work: Callable[[], object], why: str) -> None:
    with pytest.raises(TooMuch, match=why) as refused:
        run(work, limits=ONE_SECOND)
    assert "Nothing was changed" in str(refused.value)


def test_one_that_only_waits_is_ended_as_well() -> None:
    with pytest.raises(TooMuch, match="too long"):
        run(hostile.wait, limits=Limits(wall=0.5))


def test_an_answer_may_have_only_so_many_bytes() -> None:
    few = Limits(answer=1_000)
    assert len(run(hostile.much, 900, limits=few)) == 900
    with pytest.raises(TooMuch, match="too much memory"):
        run(hostile.much, 1_001, limits=few)
    assert len(run(hostile.much, 5_000_000)) == 5_000_000


@pytest.mark.parametrize("work", [hostile.die, hostile.leave])
def test_one_that_dies_is_a_sentence(work: Callable[[], object]) -> None:
    with pytest.raises(Ended, match="Nothing was changed"):
        run(work)


@pytest.mark.parametrize(
    ("name", "limits", "why"),
    [
        ("burn", Limits(cpu=0.2), "too long"),
        ("wait", Limits(wall=-0.9), "too long"),
        ("hoard_slowly", Limits(memory=100_000_000), "too much memory"),
    ],
)
def test_a_watchdog_stands_in_where_the_system_has_no_limits(
    name: str, limits: Limits, why: str
) -> None:
    generous = Limits(cpu=20, memory=2_000_000_000)
    with pytest.raises(TooMuch, match=why):
        run(hostile.watched, name, limits, limits=generous)


def test_a_cancel_ends_what_runs_and_what_would_begin() -> None:
    cancel, other = Cancel(), Cancel()
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(run, hostile.wait, cancel=cancel) for _one in range(2)]
        beside = pool.submit(run, hostile.echo, 1, cancel=other)
        assert beside.result() == (1,)
        cancel.ask()
        for one in waiting:
            with pytest.raises(Cancelled, match="Nothing was changed"):
                one.result()
    assert cancel.asked
    assert not other.asked
    with pytest.raises(Cancelled):
        run(hostile.echo, cancel=cancel)


def test_several_at_once_get_each_their_own_answer() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: run(hostile.echo, one)[0], range(8))) == list(range(8))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for its children")
def test_no_process_is_left_behind() -> None:
    before = children()
    for work in (hostile.echo, hostile.refuse, hostile.die, hostile.wait):
        with pytest.raises(Refusal) if work is not hostile.echo else _nothing():
            run(work, limits=Limits(wall=0.5 if work is hostile.wait else 30))
    assert children() <= before


class _nothing:  # noqa: N801
    def __enter__(self) -> None: ...
    def __exit__(self, *_error: object) -> None: ...


def test_a_child_knows_nothing_of_the_window() -> None:
    loaded = run(hostile.modules)
    assert not {"PySide6", "shiboken6", "sqlalchemy", "pytest"} & set(loaded)


def test_a_childs_modules_are_not_those_that_lie_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    pid, where, _path = run(hostile.place)
    assert (pid != os.getpid(), where) == (True, str(tmp_path))


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(Ended, match="no process could be started"):
        run(hostile.echo)


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its executable takes verbs, as `python -m feedbackdesk` does; a script stands in for it."""
    root = Path(bounded.__file__).parents[1]
    frozen = tmp_path / "feedbackdesk"
    frozen.write_text(
        f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m feedbackdesk "$@"\n'
    )
    frozen.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(frozen))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert run(hostile.echo, "from the frozen one") == ("from the frozen one",)
    with pytest.raises(Refusal, match="café"):
        run(hostile.refuse)
