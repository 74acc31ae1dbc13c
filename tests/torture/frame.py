"""What all torments share: a case, a child that may die, and the table at the end."""

from __future__ import annotations

import os
import pickle
import select
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_ENDS_WITHIN_S = 120
"""How long a child may take: what hangs is as bad as what is lost."""


class NotTried(Exception):  # noqa: N818  (an answer)
    """A torment cannot be had on this machine; says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is tried: by a seed, in a folder of its own."""

    seed: int
    folder: Path
    """For what is made once, for all cases, under names that no other torment takes."""
    short: bool = False
    """Whether all of it is small."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is done to a workspace."""

    name: str
    run: Callable[[Path], str]
    """Given a folder of its own: do it, and return what was lost; nothing if nothing."""


@dataclass(frozen=True, slots=True)
class Torment:
    """One kind of thing that is done to workspaces."""

    name: str
    what: str
    """What is done, in a few words."""
    cases: Callable[[Plan], Iterator[Case]]
    """Its cases, by the seed of the plan: the same ones in the same order. May be endless."""
    share: float = 1.0
    """How much of the time it gets, beside the others."""


@dataclass(slots=True)
class Tally:
    """How a torment went."""

    torment: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    """What was lost, each with what repeats it."""
    why_not: str = ""
    """Why it was not tried."""
    all_of_them: bool = False
    """Whether it came to its end."""


def tormented(
    torment: Torment, plan: Plan, *, until: float, at_most: int | None, only_case: str | None
) -> Tally:
    """Try the cases of a torment until a moment of the monotonic clock, or until enough of them."""
    tally = Tally(torment.name)
    place = plan.folder / "case"
    try:
        for case in torment.cases(plan):
            if only_case is not None and case.name != only_case:
                continue
            lost = _run(case, place)
            tally.tried += 1
            if lost:
                repeat = f'--only {torment.name} --seed {plan.seed} --case "{case.name}"'
                tally.lost.append(f"{case.name}: {lost}\n    again with: {repeat}")
                print(f"  lost: {tally.lost[-1]}", flush=True)
            enough = at_most is not None and tally.tried >= at_most
            if enough or time.monotonic() >= until or only_case is not None:
                return tally
        tally.all_of_them = True
    except NotTried as why:
        tally.why_not = str(why)
    return tally


def _run(case: Case, place: Path) -> str:
    begin_at(place)
    try:
        return case.run(place)
    except NotTried:
        raise
    except Exception:
        return f"it could not be judged:\n{traceback.format_exc()}"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def begin_at(place: Path) -> None:
    """Empty a place, and let what is remembered on this computer be in it."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "state").mkdir(parents=True)
    os.environ["XDG_STATE_HOME"] = str(place / "state")


def table(tallies: list[Tally], torments: list[Torment]) -> str:
    """Return what was tried, what survived and what was lost, a line for each torment."""
    what = {one.name: one.what for one in torments}
    lines = [f"{'':<9}{'tried':>7}{'survived':>10}{'lost':>6}  what was done"]
    for one in tallies:
        if one.why_not:
            lines.append(f"{one.torment:<9}{'not tried here: ' + one.why_not}")
            continue
        survived = one.tried - len(one.lost)
        rest = what[one.torment] + (" (all there are)" if one.all_of_them else "")
        lines.append(f"{one.torment:<9}{one.tried:>7}{survived:>10}{len(one.lost):>6}  {rest}")
    tried, lost = sum(one.tried for one in tallies), sum(len(one.lost) for one in tallies)
    lines.append(f"{'all':<9}{tried:>7}{tried - lost:>10}{lost:>6}")
    return "\n".join(lines)


# A child that may die

Tell = Callable[[object], None]
"""Tells the parent something at once, before anything else happens."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    told: list[Any]
    killed: bool
    """Whether it was killed; else it returned, or raised."""
    raised: str
    """The traceback of what it raised; nothing where it returned."""


class Child:
    """A child of this process, forked while it has no workspace open."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        """Start the work in it."""
        sys.stdout.flush()
        sys.stderr.flush()
        self._read, write = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(self._read)
            _work(work, write)
        os.close(write)
        self._rest = b""
        self._told: list[Any] = []
        self.is_silent = False
        """Whether it has told everything: it ended."""

    @property
    def told(self) -> int:
        """How many things were heard from it."""
        return len(self._told)

    def fileno(self) -> int:
        """Where it tells."""
        return self._read

    def answers(self) -> object:
        """Wait for the next thing that it tells; None where it ended instead."""
        heard = self.told
        while self.told == heard and hear_from([self]):
            pass
        return self._told[heard] if self.told > heard else None

    def hears(self) -> None:
        """Hear what it tells, once it does."""
        more = os.read(self._read, 65_536)
        self.is_silent = not more
        self._rest += more
        while (found := self._next()) is not None:
            self._told.append(found[0])

    def kill(self) -> None:
        """Kill it, wherever it is."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)

    def end(self) -> Ended:
        """Wait for its end, once, and return what it told."""
        while hear_from([self], _ENDS_WITHIN_S):
            pass
        if not self.is_silent:
            self.kill()
            self._told.append(_Raised(f"nothing was heard of it for {_ENDS_WITHIN_S} s"))
        os.close(self._read)
        _process, status = os.waitpid(self.process, 0)
        told = [one for one in self._told if not isinstance(one, _Raised)]
        raised = next((one.what for one in self._told if isinstance(one, _Raised)), "")
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and status and not raised:
            raised = f"the process ended with status {status}"
        return Ended(told, killed, raised)

    def _next(self) -> tuple[object] | None:
        size = int.from_bytes(self._rest[:8], "big")
        if len(self._rest) < 8 + size or len(self._rest) < 8:
            return None
        found = pickle.loads(self._rest[8 : 8 + size])
        self._rest = self._rest[8 + size :]
        return (found,)


def hear_from(children: Iterable[Child], seconds: float = _ENDS_WITHIN_S) -> bool:
    """Hear what any of several tells, since who is not heard waits; False where nobody does."""
    speaking = [one for one in children if not one.is_silent]
    ready, _write, _error = select.select(speaking, [], [], seconds) if speaking else ([], [], [])
    for one in ready:
        one.hears()
    return bool(ready)


@dataclass(frozen=True, slots=True)
class _Raised:
    what: str

    def __str__(self) -> str:
        return self.what


def _work(work: Callable[[Tell], None], write: int) -> None:
    def tell(what: object) -> None:
        content = pickle.dumps(what)
        message = len(content).to_bytes(8, "big") + content
        while message:
            message = message[os.write(write, message) :]

    try:
        work(tell)
    except BaseException:
        tell(_Raised(traceback.format_exc()))
        os._exit(1)
    os._exit(0)


def in_child(work: Callable[[Tell], None]) -> Ended:
    """Do something in a child of this process, and wait for its end."""
    return Child(work).end()


def asked(question: Callable[..., str], *facts: Any) -> str:
    """Ask something in a child, so that nothing is open here; its traceback is an answer, too."""
    ended = in_child(lambda tell: tell(question(*facts)))
    return ended.raised or (str(ended.told[0]) if ended.told else "whoever judged was killed")
