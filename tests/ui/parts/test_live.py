"""What the window asks for is answered after it has asked, however quick the answer is."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from feedbackdesk.desk.moment import Moment
from feedbackdesk.desk.step import step
from feedbackdesk.desk.themes import add_theme, all_themes
from feedbackdesk.store.unit import UnitOfWork
from feedbackdesk.ui.asking import no_answer
from feedbackdesk.ui.live import Live
from tests.driver import waiting


@pytest.mark.usefixtures("application")
def test_no_answer_comes_before_the_question_was_put(tmp_path: Path) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    told: list[str] = []
    live.touched.connect(lambda _touched: told.append("touched"))
    for number in range(200):
        live.ask(all_themes, then=lambda _themes: told.append("answered"))
        assert told == [], "inside of asking"
        waiting.until(lambda: told == ["answered"])
        told.clear()
        if number % 20 == 0:
            live.do(add_theme, f"Theme {number}")
            assert told == [], "inside of doing"
            waiting.until(lambda: not live.busy and "touched" in told)
            QApplication.processEvents()
            told.clear()
    live.close()


@pytest.mark.usefixtures("application")
def test_whoever_did_something_hears_of_it_before_everybody_else(tmp_path: Path) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    told: list[str] = []
    live.touched.connect(lambda touched: told.append(f"touched by {touched.label}"))

    def did(theme_id: int) -> None:
        told.append(f"did {theme_id}")

    themes = range(1, 21)
    for number in themes:
        live.do(add_theme, f"Theme {number}", then=did)
    waiting.until(lambda: not live.busy)
    assert told == [
        told_of
        for number in themes
        for told_of in (f"did {number}", f"touched by Add theme Theme {number}")
    ]
    live.close()


class Held:
    """A question that is answered once its gate is open, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gates = {name: threading.Event() for name in "abcd"}

    def __call__(self, read: Moment, name: str) -> str:
        self.asked.append(name)
        assert self.gates[name].wait(60)
        return f"{name} of {len(all_themes(read))}"


@pytest.mark.usefixtures("application")
def test_of_one_question_only_the_newest_answer_arrives_however_late_the_others_are(
    tmp_path: Path,
) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    asker, other, held = QObject(), QObject(), Held()
    told: list[str] = []
    waiting.until(lambda: not live.busy)
    for name in "ab":
        live.latest(asker, held, name, then=told.append)
        waiting.until(lambda name=name: held.asked[-1:] == [name])  # type: ignore[misc]
    held.gates["b"].set()
    waiting.until(lambda: bool(told))
    held.gates["a"].set()
    waiting.until(lambda: not live.busy)
    assert told == ["b of 0"], "the first was answered last, and came too late"
    # What others ask, and what else is asked, goes its own way.
    for gate in held.gates.values():
        gate.set()
    told.clear()
    live.latest(asker, held, "a", then=told.append)
    live.latest(other, held, "b", then=told.append)
    live.latest(asker, all_themes, then=lambda found: told.append(f"{len(found)} themes"))
    waiting.until(lambda: not live.busy)
    assert sorted(told) == ["0 themes", "a of 0", "b of 0"]
    live.close()


@pytest.mark.usefixtures("application")
def test_what_was_overtaken_or_forgotten_before_its_turn_is_never_looked_for(
    tmp_path: Path,
) -> None:
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    asker, other, busy, held = QObject(), QObject(), Held(), Held()
    told: list[str] = []
    waiting.until(lambda: not live.busy)
    for name in "ab":  # both readers have their hands full
        live.ask(busy, name, then=lambda _found: None)
    waiting.until(lambda: len(busy.asked) == 2)
    for name in "abc":
        live.latest(asker, held, name, then=told.append)
    live.latest(other, held, "d", then=told.append)
    live.forget(other)
    for gate in (*held.gates.values(), *busy.gates.values()):
        gate.set()
    waiting.until(lambda: not live.busy)
    assert (held.asked, told) == (["c"], ["c of 0"])
    # Who was forgotten may ask again.
    live.latest(other, held, "d", then=told.append)
    waiting.until(lambda: not live.busy)
    assert told == ["c of 0", "d of 0"]
    live.close()


QUEUED = 200

Work = Callable[[], None]


def write(live: Live, work: Work) -> None:
    @step("Do it")
    def act(_work: UnitOfWork) -> None:
        work()

    live.do(act)


@pytest.mark.parametrize(
    ("begin", "at_once", "whole"),
    [
        (write, 1, True),
        (lambda live, work: live.work(work), 1, True),
        (lambda live, work: live.make_pages(work, no_answer), 1, True),
        (lambda live, work: live.back_up(lambda _desk, _unwanted: work(), no_answer), 1, False),
        (lambda live, work: live.read(lambda _cancel: work(), no_answer), 2, False),
        (lambda live, work: live.ask(lambda _read: work(), then=no_answer), 2, False),
    ],
    ids=["written", "done with files", "set as pages", "backed up", "read", "asked"],
)
@pytest.mark.usefixtures("application")
def test_what_was_begun_is_finished_before_the_workspace_is_closed(
    tmp_path: Path, begin: Callable[[Live, Work], None], at_once: int, whole: bool
) -> None:
    """And what waited for its turn only where somebody would lose by it."""
    live = Live(tmp_path / "shop.feedbackdesk")
    live.open()
    waiting.until(lambda: not live.busy)
    begun: list[int] = []
    ended: list[int] = []
    gate, much = threading.Event(), bytes(1_000_000)

    def work(number: int) -> None:
        begun.append(number)
        first = number < at_once
        if first:
            assert gate.wait(60)
        for _time in range(100 if first else 1):
            hashlib.sha256(much)
        ended.append(number)

    every = range(at_once + QUEUED)
    for number in every:
        begin(live, functools.partial(work, number))
    waiting.until(lambda: len(begun) == at_once)
    gate.set()
    live.close()
    done = list(ended)
    assert sorted(done) == sorted(begun)
    assert set(range(at_once)) <= set(done)
    assert (len(done) == len(every)) == whole
