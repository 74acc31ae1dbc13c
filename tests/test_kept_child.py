"""A child that is kept: it remembers, is held to its limits, and ends when it is wanted to."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedbackdesk.bounded import Cancelled, Ended, Limits, TooMuch
from feedbackdesk.domain.errors import Refusal
from feedbackdesk.kept_child import KeptChild
from tests import hostile


@pytest.fixture
def child() -> Iterator[KeptChild]:
    kept = KeptChild(Limits(cpu=1, wall=20, memory=400_000_000))
    yield kept
    kept.close()


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def test_it_remembers_what_it_was_asked_before(child: KeptChild) -> None:
    child.ready()
    assert [child.ask(hostile.remember, one) for one in "abc"] == [1, 2, 3]
    assert child.ask(hostile.echo, "é", b"\x00") == ("é", b"\x00")
    assert child.ask(hostile.remember, "d") == 4


def test_a_refusal_is_raised_and_the_child_goes_on(child: KeptChild) -> None:
    child.ask(hostile.remember, 1)
    with pytest.raises(Refusal, match="There is no “café” here"):
        child.ask(hostile.refuse)
    with pytest.raises(Ended, match="ended in the middle"):
        child.ask(hostile.fail)
    assert child.ask(hostile.remember, 2) == 2


@pytest.mark.parametrize(
    ("work", "why"),
    [(hostile.burn, "too long"), (hostile.hoard, "too much memory"), (hostile.dig, "too deeply")],
)
def test_what_goes_beyond_its_limits_is_no_loss_to_the_next(
    child: KeptChild, work: Callable[[], object], why: str
) -> None:
    with pytest.raises(TooMuch, match=why):
        child.ask(work)
    assert child.ask(hostile.echo, 1) == (1,)


def test_one_that_waits_for_ever_is_ended() -> None:
    child = KeptChild(Limits(wall=0.5))
    with pytest.raises(TooMuch, match="too long"):
        child.ask(hostile.wait)
    assert child.ask(hostile.echo, 1) == (1,)
    child.close()


def test_one_that_holds_much_is_begun_anew(child: KeptChild) -> None:
    first = child.ask(hostile.hold, 10)
    assert child.ask(hostile.process) == first
    assert child.ask(hostile.hold, 250_000_000) == first
    assert not is_there(first)
    assert child.ask(hostile.process) != first


def test_closing_ends_it_in_the_midst_of_an_answer_and_leaves_no_process() -> None:
    child = KeptChild()
    process = child.ask(hostile.process)
    begun = threading.Event()

    def ask() -> None:
        begun.set()
        child.ask(hostile.wait)

    with ThreadPoolExecutor(1) as other:
        answer = other.submit(ask)
        begun.wait()
        child.close()
        with pytest.raises(Cancelled):
            answer.result()
    assert not is_there(process)
    with pytest.raises(Cancelled):
        child.ask(hostile.echo, 1)
    child.ready()


def test_one_that_is_forgotten_leaves_no_process() -> None:
    child = KeptChild()
    process = child.ask(hostile.process)
    del child
    gc.collect()
    assert not is_there(process)


def test_several_threads_get_each_their_own_answer(child: KeptChild) -> None:
    with ThreadPoolExecutor(8) as others:
        assert list(others.map(lambda one: child.ask(hostile.echo, one)[0], range(40))) == [
            *range(40)
        ]
